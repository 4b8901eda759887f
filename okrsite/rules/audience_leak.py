"""A text names a document that not all of its readers may see."""

from okrsite.model.problem import Rule, Severity, set_aside

RULE = Rule(
    "audience-leak",
    Severity.ERROR,
    "A text names a document that not all of its readers may see.",
    set_aside,
)
