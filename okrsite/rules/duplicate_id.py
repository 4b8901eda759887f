"""Two things of one sort have the same id."""

from okrsite.model.problem import Rule, Severity, set_aside

RULE = Rule("duplicate-id", Severity.ERROR, "Two things of one sort have the same id.", set_aside)
