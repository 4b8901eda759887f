"""An alignment that makes an objective serve itself."""

from okrsite.model.problem import Rule, Severity, Topic, set_aside

RULE = Rule(
    "alignment-loop",
    Severity.ERROR,
    "An alignment that makes an objective serve itself.",
    set_aside,
    topic=Topic.ALIGNMENT,
)
