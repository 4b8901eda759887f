"""A team has more objectives in one cycle than the organisation wants."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.load import plans
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._findings import line_of
from okrsite.rules._goals import pursued
from okrsite.rules._wording import quoted


def find(case: Case) -> Iterator[Finding]:
    """Teams with more objectives in a cycle than `policy.objectives_per_team`."""
    most = case.portfolio.site.policy.objectives_per_team
    for (team, cycle), found in plans(pursued(case)).items():
        if len(found) > most:
            found.sort(key=lambda each: each.objective.place)
            known = case.portfolio.teams.get(team)
            name = quoted(known.name if known is not None else team)
            message = (
                f"{name} has {len(found)} objectives in {quoted(cycle)}; at most {most} are wanted"
            )
            hint = (
                f"Choose the {most} that matter most; drop the others, move them to a later cycle,"
                " or make them key results."
            )
            # The first one too many, by its file: it need not be the least of them.
            yield Finding(RULE.name, message, line_of(found[most].objective, "title"), hint, team)


RULE = Rule(
    "too-many-objectives",
    Severity.WARNING,
    "A team has more objectives in one cycle than the organisation wants.",
    find,
    topic=Topic.FOCUS,
)
