"""The step that judges: Portfolio -> Problems."""

from okrsite.check.judge import against, check, judged, rules, severity_of

__all__ = ["against", "check", "judged", "rules", "severity_of"]
