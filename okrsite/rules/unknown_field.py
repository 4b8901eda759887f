"""A field that the format does not know."""

from okrsite.model.problem import Rule, Severity, set_aside

RULE = Rule("unknown-field", Severity.ERROR, "A field that the format does not know.", set_aside)
