"""A short name that several documents have."""

from okrsite.model.problem import Rule, Severity, set_aside

RULE = Rule(
    "ambiguous-reference", Severity.ERROR, "A short name that several documents have.", set_aside
)
