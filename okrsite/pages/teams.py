"""All teams, as the tree that they are."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.i18n import ngettext
from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame
from okrsite.pages._index import subteams
from okrsite.pages._teams import TeamLine, team_line


@dataclass(frozen=True, slots=True)
class TeamsView:
    """The index of teams."""

    frame: Frame
    reading: str
    teams: tuple[TeamLine, ...]
    """Each followed by those below it."""
    retired: tuple[TeamLine, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.TEAMS, ""


def view(portfolio: Portfolio, key: str) -> TeamsView:
    """The index of teams."""
    del key
    order = [k for top in subteams(portfolio).get(None, ()) for k in _depth_first(top, portfolio)]
    lines = [team_line(portfolio.teams[each], portfolio) for each in order]
    there = tuple(each for each in lines if not each.retired)
    return TeamsView(frame(portfolio), _reading(there), there, tuple(e for e in lines if e.retired))


def _reading(there: tuple[TeamLine, ...]) -> str:
    if not there:
        return ""
    without = sum(not each.now.total for each in there)
    if not without:
        return ngettext("{count} team.", "{count} teams.", len(there))
    return ngettext(
        "{teams}; {count} without an objective in a cycle that runs.",
        "{teams}; {count} without an objective in a cycle that runs.",
        without,
        teams=ngettext("{count} team", "{count} teams", len(there)),
    )


def _depth_first(key: str, portfolio: Portfolio) -> Iterator[str]:
    below = subteams(portfolio)
    waiting = [key]
    while waiting:
        each = waiting.pop()
        yield each
        waiting.extend(reversed(below.get(each, ())))


PAGE = PageType("teams", pages, view)
