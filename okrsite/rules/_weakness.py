"""How well a key result can be measured: the one thing most worth saying of it.

A key result that nothing measures could be called a task, vague and unmeasured at once. Its author
can act on one of these; so they are asked in order, and the first that fits speaks. A rule that
site.yml switches off is not asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from okrsite.model.measure import Measure
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case, Severity
from okrsite.rules._activity import activity, change, outcome, purpose
from okrsite.rules._figures import figure
from okrsite.rules._goals import open_key_results
from okrsite.rules._once import once
from okrsite.rules._placeholders import placeholder
from okrsite.rules._titles import Title, titles_of, unnumbered
from okrsite.rules._vagueness import elastic, hollow, routine


@dataclass(frozen=True, slots=True)
class Weakness:
    """What is to be said of a key result's measure."""

    rule: str
    words: str = ""
    """The words of the title that show it, in lower case."""


_UNMEASURED = frozenset({"judged", "done", "milestones"})
"""Kinds that no figure tells."""

Asked = tuple[ScoredObjective, ScoredKeyResult, Weakness]


def weak(case: Case, rule: str) -> Sequence[Asked]:
    """The key results of which a rule is to speak, each with what shows it."""
    return _weak(case).get(rule, ())


@once
def _weak(case: Case) -> Mapping[str, Sequence[Asked]]:
    """The key results of which there is something to say, by the rule that says it."""
    found: defaultdict[str, list[Asked]] = defaultdict(list)
    for objective, each in open_key_results(case):
        shown = weakness(each, case)
        if shown is not None:
            found[shown.rule].append((objective, each, shown))
    return found


def weakness(each: ScoredKeyResult, case: Case) -> Weakness | None:
    """The first thing to be said of a key result, or None."""
    off, titles, measure = _switched_off(case), titles_of(case), each.key_result.measure
    title = titles[each.key_result.title.plain] if titles is not None else None
    missing = case.portfolio.as_of >= each.starts and _has_no_target(measure)
    asked = _weaknesses(title, measure.kind, missing)
    return next((found for found in asked if found.rule not in off), None)


@once
def _switched_off(case: Case) -> frozenset[str]:
    """The rules that site.yml switches off."""
    policy = case.portfolio.site.policy.rules
    return frozenset(name for name, severity in policy.items() if severity is Severity.OFF)


def _has_no_target(measure: Measure) -> bool:
    """Whether it is a metric whose target is still to be set."""
    if measure.kind != "metric":
        return False
    return getattr(measure, "to", None) is None and getattr(measure, "by", None) is None


def _weaknesses(title: Title | None, kind: str, no_target: bool) -> Iterator[Weakness]:
    if no_target:
        yield Weakness("target-to-be-set")
    if title is not None and (words := placeholder(title)):
        yield Weakness("target-to-be-set", words)
    if kind not in _UNMEASURED:
        return
    if title is not None:
        yield from _of_words(unnumbered(title), kind)
    if kind == "judged":
        yield Weakness("no-measure")


def _of_words(title: Title, kind: str) -> Iterator[Weakness]:
    does, chore = activity(title), routine(title)
    if (chore or does) and outcome(title) is None:
        if chore:
            yield Weakness("routine-work", chore)
        if does:
            yield Weakness("task-like-key-result", does)
    if kind == "milestones":
        return
    if not does and hollow(title):
        yield Weakness("vague-title")
    elif words := elastic(title):
        yield Weakness("vague-title", words)
    if (words := change(title) or (does and purpose(title))) and figure(title) is None:
        yield Weakness("no-measure", words)
