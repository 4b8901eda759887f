"""Which words are due, from whom, and since when: the rhythm of each key result and kpi."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from okrsite.model.explanation import english_figure
from okrsite.model.measure import Facts
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredKpi, ScoredObjective
from okrsite.model.status import INTERVALS, Status

_GRACE = 3
"""Days that a kpi's value may be late, as for key results."""

Holder = tuple[str, str]
"""`team` or `person`, and its id."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is wanted, now or later."""

    reference: str
    """`objective#key-result`, or the id of a kpi."""
    title: str
    objective: str
    """The title of its objective; empty for a kpi."""
    holder: Holder | None
    """Whose check-in it belongs in."""
    owner: str | None
    """Who looks after it: a person or a team."""
    scored: ScoredKeyResult | ScoredKpi
    last_word: date | None
    due_on: date
    late: bool
    """Whether silence has lasted longer than is allowed."""

    @property
    def is_kpi(self) -> bool:
        """Whether it is a kpi's value."""
        return not self.objective


def words_wanted(portfolio: Portfolio) -> list[Word]:
    """Every word that the rhythm asks for while goals are under way, the longest due first."""
    found = [*_of_key_results(portfolio), *_of_kpis(portfolio)]
    return sorted(found, key=lambda each: (each.due_on, each.reference))


def words_due(portfolio: Portfolio) -> list[Word]:
    """Those that are due by the portfolio's day."""
    return [each for each in words_wanted(portfolio) if each.due_on <= portfolio.as_of]


def is_from(word: Word, who: str) -> bool:
    """Whether a word is asked of a team or person: what is theirs, and what they look after."""
    return who == word.owner or (word.holder is not None and word.holder[1] == who)


def is_asked(objective: ScoredObjective, as_of: date) -> bool:
    """Whether any word is wanted of an objective."""
    return next(_of_objective(objective, as_of), None) is not None


def _of_key_results(portfolio: Portfolio) -> Iterator[Word]:
    for objective in portfolio.objectives.values():
        for each, day in _of_objective(objective, portfolio.as_of):
            yield _word(objective, each, day)


def _of_objective(
    objective: ScoredObjective, as_of: date
) -> Iterator[tuple[ScoredKeyResult, date]]:
    """The key results of an objective that a word is wanted of, and by which day."""
    if objective.cycle.over(as_of) or objective.status is Status.DROPPED:
        return
    for each in objective.key_results:
        day = _due_on(each)
        if day is not None and each.starts <= as_of and _is_open(each):
            yield each, day


def _is_open(each: ScoredKeyResult) -> bool:
    settled = each.status in {Status.DROPPED, Status.ACHIEVED}
    return not settled and each.key_result.measure.kind != "aligned"


def _word(objective: ScoredObjective, each: ScoredKeyResult, day: date) -> Word:
    owner = each.key_result.owner or objective.objective.owner
    return Word(
        reference=f"{objective.id}#{each.id}",
        title=each.key_result.title.plain,
        objective=objective.objective.title.plain,
        holder=holder_of(objective),
        owner=owner.text if owner else None,
        scored=each,
        last_word=each.last_word,
        due_on=day,
        late=each.stale or each.status is Status.SILENT,
    )


def holder_of(objective: ScoredObjective) -> Holder | None:
    """The team or person whose objective it is."""
    its = objective.objective
    if its.person is not None:
        return "person", its.person.text
    return ("team", its.team.text) if its.team is not None else None


def _due_on(each: ScoredKeyResult) -> date | None:
    """The day on which the next word is expected; None where none is."""
    interval = INTERVALS[each.rhythm]
    if interval is None:
        said = each.last_word is not None and each.due is not None and each.last_word >= each.due
        return None if said else each.due
    days = interval if each.silence is None else min(interval, int(each.silence))
    return max((each.last_word or each.starts) + timedelta(days=days), each.starts)


def _of_kpis(portfolio: Portfolio) -> Iterator[Word]:
    for each in portfolio.kpis.values():
        interval = INTERVALS[each.kpi.checkin] if each.kpi.checkin else None
        if interval is None or each.kpi.draft:
            continue
        last = each.last_word
        day = portfolio.as_of if last is None else last + timedelta(days=interval)
        late = last is not None and (portfolio.as_of - last).days > interval + _GRACE
        yield Word(
            reference=each.kpi.id,
            title=each.kpi.title.plain,
            objective="",
            holder=("team", each.kpi.team.text) if each.kpi.team else None,
            owner=each.kpi.owner.text if each.kpi.owner else None,
            scored=each,
            last_word=last,
            due_on=day,
            late=late,
        )


# Figures in words -------------------------------------------------------------------------------


class Aim(NamedTuple):
    """The figures that something is to come to, in its unit."""

    unit: str | None
    exact: float | None = None
    low: float | None = None
    high: float | None = None
    """Without an exact one: the ends of a band, one of which may be missing."""


def value_of(word: Word) -> tuple[float, str | None] | None:
    """The last value and its unit; None where it has none."""
    each = word.scored
    unit = each.kpi.unit if isinstance(each, ScoredKpi) else each.facts.unit
    return None if each.value is None else (each.value, unit)


def steps_of(word: Word) -> tuple[int, int] | None:
    """How many of its milestones are done, of how many; None where it has none."""
    if isinstance(word.scored, ScoredKpi) or not word.scored.facts.milestones:
        return None
    steps = word.scored.facts.milestones
    return sum(1 for step in steps if step.done is not None), len(steps)


def share_of(word: Word) -> float | None:
    """How far it is, where somebody has said so."""
    if isinstance(word.scored, ScoredKpi) or word.scored.last_word is None:
        return None
    return word.scored.progress


def aim_of(word: Word) -> Aim | None:
    """The figures it is to come to; None where it is measured by no figures."""
    if isinstance(word.scored, ScoredKpi):
        band = word.scored.kpi.healthy
        return Aim(word.scored.kpi.unit, None, band.min, band.max) if band else None
    facts: Facts = word.scored.facts
    if facts.target is not None:
        return Aim(facts.unit, facts.target)
    if facts.min is not None or facts.max is not None:
        return Aim(facts.unit, None, facts.min, facts.max)
    return Aim(facts.unit, facts.rungs[-1][1]) if facts.rungs else None


def is_done_or_not(word: Word) -> bool:
    """Whether it is measured by being done, and by nothing else."""
    return not isinstance(word.scored, ScoredKpi) and word.scored.key_result.measure.kind == "done"


# In English: for the command line ---------------------------------------------------------------


def stands(word: Word) -> str:
    """Where it stands: the last value, or how far it is; empty where nobody has said."""
    if (found := value_of(word)) is not None:
        return _with_unit(*found)
    if (steps := steps_of(word)) is not None:
        return f"{steps[0]} of {steps[1]} done"
    share = share_of(word)
    return "" if share is None else f"{share:.0%}"


def aims(word: Word) -> str:
    """What it is to come to; empty where it is measured by nothing."""
    if (aim := aim_of(word)) is not None:
        return _aim(aim)
    if not isinstance(word.scored, ScoredKpi) and word.scored.facts.milestones:
        return "all of them: " + "; ".join(step.id for step in word.scored.facts.milestones)
    return "done" if is_done_or_not(word) else ""


def _with_unit(value: float, unit: str | None) -> str:
    return f"{english_figure(value)} {unit or ''}".strip()


def _aim(aim: Aim) -> str:
    if aim.exact is not None:
        return _with_unit(aim.exact, aim.unit)
    high = "" if aim.high is None else _with_unit(aim.high, aim.unit)
    if aim.low is None:
        return f"at most {high}"
    if aim.high is None:
        return f"at least {_with_unit(aim.low, aim.unit)}"
    return f"{english_figure(aim.low)} to {high}"
