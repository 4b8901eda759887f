"""A file that cannot be read: no UTF-8, no YAML, too large, or never closed."""

from okrsite.model.problem import Rule, Severity, set_aside

RULE = Rule(
    "unreadable-document",
    Severity.ERROR,
    "A file that cannot be read: no UTF-8, no YAML, too large, or never closed.",
    set_aside,
)
