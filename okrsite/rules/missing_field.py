"""A field that must be there is missing."""

from okrsite.model.problem import Rule, Severity, set_aside

RULE = Rule("missing-field", Severity.ERROR, "A field that must be there is missing.", set_aside)
