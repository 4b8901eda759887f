"""The scorecard of a cycle that is over: grades by team and by ambition."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.grades import HEALTHY
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.status import Ambition, Status
from okrsite.model.wording import AMBITION_NAMES
from okrsite.pages._bars import bar
from okrsite.pages._escape import Html
from okrsite.pages._rows import Named
from okrsite.pages._words import number, score, spelled

_SOFT = 0.9
"""A team whose grades average above this is told that its targets may be too soft."""


@dataclass(frozen=True, slots=True)
class Graded:
    """Objectives that were graded together."""

    name: str
    href: str
    many: int
    met: int
    partly: int
    missed: int
    other: int
    """Unreported, unmeasured or dropped."""
    mean: str
    bar: Markup
    soft: bool


@dataclass(frozen=True, slots=True)
class Scorecard:
    """How a cycle came out."""

    reading: str
    ambitions: tuple[Graded, ...]
    teams: tuple[Graded, ...]
    owed: tuple[Named, ...]
    """Missed commitments: each owes a retrospective."""


def scorecard(found: list[ScoredObjective], portfolio: Portfolio) -> Scorecard:
    """The scorecard of the objectives of a cycle that is over."""
    ambitions = [
        _graded(AMBITION_NAMES[kind], "", [e for e in found if e.objective.ambition is kind])
        for kind in Ambition
    ]
    teams: dict[str, list[ScoredObjective]] = {}
    for each in found:
        teams.setdefault(_team(each, portfolio), []).append(each)
    lines = [_of_team(key, group, portfolio) for key, group in teams.items()]
    lines.sort(key=lambda line: line.name.casefold())
    return Scorecard(
        reading=_reading(found),
        ambitions=tuple(each for each in ambitions if each.many),
        teams=tuple(lines),
        owed=tuple(
            Named(e.objective.title.plain, addresses.objective(e.id))
            for e in found
            if e.objective.ambition is Ambition.COMMITTED and e.status is Status.MISSED
        ),
    )


def _team(each: ScoredObjective, portfolio: Portfolio) -> str:
    if each.objective.person is not None:
        known = portfolio.people.get(each.objective.person.text)
        return (known.team if known else None) or ""
    return each.objective.team.text if each.objective.team else ""


def _of_team(key: str, group: list[ScoredObjective], portfolio: Portfolio) -> Graded:
    team = portfolio.teams.get(key)
    return _graded(
        team.name if team else key or gettext("Without a team"),
        addresses.team(key) if team else "",
        group,
    )


def _graded(name: str, href: str, group: list[ScoredObjective]) -> Graded:
    grades = _grades(group)
    mean = sum(grades) / len(grades) if grades else None
    bands = [sum(e.status is s for e in group) for s in (Status.MET, Status.PARTLY, Status.MISSED)]
    met, partly, missed = bands
    return Graded(
        name=name,
        href=href,
        many=len(group),
        met=met,
        partly=partly,
        missed=missed,
        other=len(group) - sum(bands),
        mean=score(mean),
        bar=bar(mean, 0.7) if mean is not None else Html(""),
        soft=mean is not None and mean > _SOFT and len(grades) > 1,
    )


def _grades(group: Iterable[ScoredObjective]) -> list[float]:
    return [each.grade for each in group if each.grade is not None]


def _reading(found: list[ScoredObjective]) -> str:
    hopes = _grades(e for e in found if e.objective.ambition is Ambition.ASPIRATIONAL)
    promised = [e for e in found if e.objective.ambition is Ambition.COMMITTED]
    sentences = []
    if promised:
        met = sum(e.status is Status.MET for e in promised)
        sentences.append(_kept(met, len(promised)))
    if hopes:
        sentences.append(_hoped(sum(hopes) / len(hopes)))
    return " ".join(sentences)


def _kept(met: int, promised: int) -> str:
    return ngettext(
        "{some} of {many} commitment met.",
        "{some} of {many} commitments met.",
        promised,
        some=spelled(met, begin=True),
        many=spelled(promised),
    )


def _hoped(mean: float) -> str:
    low, high = HEALTHY
    if low <= mean <= high:
        return gettext("Aspirations average {mean}; a healthy level.", mean=score(mean))
    return gettext(
        "Aspirations average {mean}; {low} to {high} is healthy.",
        mean=score(mean),
        low=number(low),
        high=number(high),
    )
