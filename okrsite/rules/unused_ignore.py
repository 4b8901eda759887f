"""A document silences a rule that has nothing to say of it."""

from okrsite.model.problem import Rule, Severity, Topic, set_aside

RULE = Rule(
    "unused-ignore",
    Severity.WARNING,
    "A document silences a rule that has nothing to say of it.",
    set_aside,
    topic=Topic.DOCUMENTS,
)
