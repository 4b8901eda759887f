"""A target that asks for nothing: it was met at once, or long before its time."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.measure import NEAR
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.status import Ambition, Status
from okrsite.model.text import shortened
from okrsite.rules._ambition import ambition, approaching, course, share_on
from okrsite.rules._findings import line_of
from okrsite.rules._wording import percent

_NEARLY = 0.9
"""So far along, a target is as good as reached."""
_BEGINNING = 0.25
"""Words up to this share of its time are told of its beginning."""


def find(case: Case) -> Iterator[Finding]:
    """Key results under way, as long as there is time to ask for more."""
    until, beyond = case.setting(RULE, "until"), case.setting(RULE, "beyond")
    for objective, each in approaching(case):
        if each.share > until or _is_own_share(each):
            continue
        why = _met_at_once(case, each) or _met_early(case, objective, each) or _hardly(each, beyond)
        if why:
            yield Finding(
                RULE.name,
                f"`{shortened(each.id)}` {why}",
                line_of(each.key_result, each.key_result.measure.field or "title"),
                "Raise the target in the open (`changed`, with the old one and the reason), "
                "or put something harder in its place.",
                f"{objective.id}#{each.id}",
            )


def _is_own_share(each: ScoredKeyResult) -> bool:
    """From 0 to 1 of nothing in particular is how done a piece of work is, and no target."""
    facts = each.facts
    return facts.unit is None and facts.start == 0 and facts.target == 1


def _met_at_once(case: Case, each: ScoredKeyResult) -> str:
    """Whether its first words already found it at its target, and it has stayed there."""
    if each.raw is None or each.raw < _NEARLY - NEAR:
        return ""
    for day, raw in course(each)[: int(case.setting(RULE, "words"))]:
        if raw >= _NEARLY - NEAR and share_on(each, day) <= _BEGINNING:
            way = "at its target" if raw >= 1 - NEAR else f"{percent(raw)} of the way to its target"
            return f"was {way} on {day}, when its time had hardly begun"
    return ""


def _met_early(case: Case, objective: ScoredObjective, each: ScoredKeyResult) -> str:
    """Whether it was reached long before its time; a commitment may well be kept early."""
    if each.status is not Status.ACHIEVED or ambition(objective, each) is Ambition.COMMITTED:
        return ""
    since = None
    for day, raw in reversed(course(each)):
        if raw < 1 - NEAR:
            break
        since = day
    if since is None or share_on(each, since) > case.setting(RULE, "early") + NEAR:
        return ""
    left = percent(1 - share_on(each, since))
    return f"reached its target on {since}, with {left} of its time still to come"


def _hardly(each: ScoredKeyResult, beyond: float) -> str:
    """Whether its target lies hardly beyond its baseline."""
    start, target = each.facts.start, each.facts.target
    if start is None or target is None or each.key_result.withheld:
        return ""
    room = abs(start)
    if each.facts.unit and "%" in each.facts.unit and 0 <= start <= 100:
        room = min(start, 100 - start)  # from 99.5 % to 99.8 % halves the failures
    step = abs(target - start)
    if room <= NEAR or step <= NEAR or step >= beyond * room:
        return ""
    return f"asks for hardly any change: from {start:g} to {target:g}"


RULE = Rule(
    "sandbagged-target",
    Severity.WARNING,
    "A target that asks for nothing: it was met at once, or long before its time.",
    find,
    topic=Topic.AMBITION,
    settings={"early": 0.5, "words": 2, "beyond": 0.02, "until": 0.8},
)
