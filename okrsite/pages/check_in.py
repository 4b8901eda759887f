"""The check-in page: composes a check-in in the reader's browser, and hands it on as a file.

Everything happens there: what is asked comes from the site's own small files, what is answered
goes nowhere but to the host's page for a new file, the clipboard or a download.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from okrsite.i18n import formats, gettext
from okrsite.model import addresses
from okrsite.model.due import Word
from okrsite.model.filing import file_name
from okrsite.model.host import filled
from okrsite.model.noun import dataclass
from okrsite.model.organisation import Person, Team
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredKpi
from okrsite.pages._check_in import asked, drawers, key_of, usual_drawer
from okrsite.pages._frame import Frame, frame

_LINES = 3
_VALUED = frozenset({"metric", "keep", "ladder"})


class Choice(NamedTuple):
    """A team or person who is asked for words."""

    id: str
    name: str


class ByHand(NamedTuple):
    """A check-in for those who write it themselves."""

    path: str
    """Where it lies in the repository."""
    text: str
    host: str
    href: str
    """Where the host begins a new file; empty where none is known to."""


@dataclass(frozen=True, slots=True)
class CheckInView:
    """The page, as it is for everybody: who answers is told by its address."""

    frame: Frame
    teams: tuple[Choice, ...]
    people: tuple[Choice, ...]
    day: str
    """The day of a frozen site; empty: the reader's own."""
    comma: bool
    """Whether the site's language writes decimals with a comma."""
    by_hand: ByHand


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.CHECK_IN, ""


def view(portfolio: Portfolio, key: str) -> CheckInView:
    """What the check-in page shows."""
    del key
    day = portfolio.site.as_of
    return CheckInView(
        frame=frame(portfolio),
        teams=_choices("team", portfolio.teams, portfolio),
        people=_choices("person", portfolio.people, portfolio),
        day=day.isoformat() if day else "",
        comma=formats().decimal == ",",
        by_hand=_by_hand(next(iter(asked(portfolio)), ""), portfolio),
    )


def _choices(
    kind: str, named: Mapping[str, Team] | Mapping[str, Person], portfolio: Portfolio
) -> tuple[Choice, ...]:
    """Those who are asked for words, by name."""
    there = asked(portfolio)
    found = [Choice(e.id, e.name) for e in named.values() if key_of((kind, e.id)) in there]
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))


def _by_hand(key: str, portfolio: Portfolio) -> ByHand:
    """On what somebody is really asked for, where there is such a one."""
    kind, _, own = key.partition("/")
    drawer = drawers(portfolio)[key] if key else usual_drawer(portfolio)
    name = file_name(portfolio.as_of, (kind, own) if key else ("team", "your-team"))
    path = f"{drawer.folder}/{name}".lstrip("/")
    href = filled(drawer.new, path=path, folder=drawer.folder, name=name, text="")
    words = [word for word in asked(portfolio).get(key, ()) if not word.is_kpi]
    shown = sorted(words, key=lambda word: not _figure(word))[:_LINES]
    note = gettext("A line about it")
    lines = [f"- {word.reference}: {_figure(word)}(7/10) {note}" for word in shown]
    lines = lines or [f"- objective#key-result: 12 (7/10) {note}"]
    text = "\n".join([*lines, "", gettext("A word on the whole.")])
    return ByHand(path, text, drawer.host, href)


def _figure(word: Word) -> str:
    """The last figure, as a line of a check-in has it."""
    scored = word.scored
    if isinstance(scored, ScoredKpi) or scored.key_result.withheld or scored.value is None:
        return ""
    if scored.key_result.measure.kind not in _VALUED:
        return ""
    plain = f"{scored.value:.6f}".rstrip("0").rstrip(".")
    return f"{plain} {scored.facts.unit} " if scored.facts.unit else f"{plain} "


PAGE = PageType("check_in", pages, view)
