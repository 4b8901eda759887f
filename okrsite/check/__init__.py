"""The step that judges: Portfolio -> Problems."""

from okrsite.check.judge import check, judged, rules

__all__ = ["check", "judged", "rules"]
