"""A value of the wrong kind, or out of range."""

from okrsite.model.problem import Rule, Severity, set_aside

RULE = Rule("wrong-type", Severity.ERROR, "A value of the wrong kind, or out of range.", set_aside)
