"""How well a key result can be measured: the one thing most worth saying of it.

A key result that nothing measures could be called a task, vague and unmeasured at once. Its author
can act on one of these; so they are asked in order, and the first that fits speaks. A rule that
site.yml switches off is not asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from okrsite.model.measure import Measure
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case, Severity
from okrsite.rules._activity import activity, change, outcome, purpose
from okrsite.rules._figures import figure
from okrsite.rules._goals import open_key_results
from okrsite.rules._language import Language, language_of
from okrsite.rules._once import once
from okrsite.rules._placeholders import placeholder
from okrsite.rules._titles import unnumbered
from okrsite.rules._vagueness import elastic, hollow, routine


@dataclass(frozen=True, slots=True)
class Weakness:
    """What is to be said of a key result's measure."""

    rule: str
    words: str = ""
    """The words of the title that show it, in lower case."""


Asked = tuple[ScoredObjective, ScoredKeyResult, Weakness]


def weak(case: Case, rule: str) -> Sequence[Asked]:
    """The key results of which a rule is to speak, each with what shows it."""
    return _weak(case).get(rule, ())


@once
def _weak(case: Case) -> Mapping[str, Sequence[Asked]]:
    """The key results of which there is something to say, by the rule that says it."""
    found: defaultdict[str, list[Asked]] = defaultdict(list)
    words, off, as_of = language_of(case), switched_off(case), case.portfolio.as_of
    for objective, each in open_key_results(case):
        measure = each.key_result.measure
        missing = as_of >= each.starts and no_target(measure)
        shown = weakness(each.key_result.title.plain, measure.kind, missing, words, off)
        if shown is not None:
            found[shown.rule].append((objective, each, shown))
    return found


def switched_off(case: Case) -> frozenset[str]:
    """The rules that site.yml switches off."""
    policy = case.portfolio.site.policy.rules
    return frozenset(name for name, severity in policy.items() if severity is Severity.OFF)


def no_target(measure: Measure) -> bool:
    """Whether it is a metric whose target is still to be set."""
    if measure.kind != "metric":
        return False
    return getattr(measure, "to", None) is None and getattr(measure, "by", None) is None


@lru_cache(maxsize=1 << 16)
def weakness(
    title: str, kind: str, no_target: bool, language: Language | None, off: frozenset[str]
) -> Weakness | None:
    """The first thing to be said of a key result with that title and kind of measure, or None."""
    asked = _weaknesses(title, kind, no_target, language)
    return next((each for each in asked if each.rule not in off), None)


def _weaknesses(
    title: str, kind: str, no_target: bool, language: Language | None
) -> Iterator[Weakness]:
    if no_target:
        yield Weakness("target-to-be-set")
    if language is not None and (words := placeholder(title, language)):
        yield Weakness("target-to-be-set", words)
    if kind not in ("judged", "done", "milestones"):
        return
    if language is not None:
        yield from _of_words(title, kind, language)
    if kind == "judged":
        yield Weakness("no-measure")


def _of_words(title: str, kind: str, language: Language) -> Iterator[Weakness]:
    title = unnumbered(title)
    does = activity(title, language)
    result = outcome(title, language)
    if result is None and (words := routine(title, language)):
        yield Weakness("routine-work", words)
    if result is None and does:
        yield Weakness("task-like-key-result", does)
    if kind == "milestones":
        return
    if not does and hollow(title, language):
        yield Weakness("vague-title")
    elif words := elastic(title, language):
        yield Weakness("vague-title", words)
    if figure(title, language) is None and (
        words := change(title, language) or (does and purpose(title, language))
    ):
        yield Weakness("no-measure", words)
