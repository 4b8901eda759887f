"""The step that judges: Portfolio -> Problems."""

from okrsite.check.judge import check, judged, rules, severity_of

__all__ = ["check", "judged", "rules", "severity_of"]
