"""A name that nothing has."""

from okrsite.model.problem import Rule, Severity, set_aside

RULE = Rule("unknown-reference", Severity.ERROR, "A name that nothing has.", set_aside)
