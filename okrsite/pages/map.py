"""The map: the alignment graph drawn, folded by team and level where it is large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from okrsite.i18n import gettext
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages import _map_ways as ways
from okrsite.pages._frame import Frame, frame
from okrsite.pages._map_boxes import facts
from okrsite.pages._map_drawing import drawing
from okrsite.pages._map_fold import Box, boxes
from okrsite.pages._map_lines import lines
from okrsite.pages._map_list import Level, listed
from okrsite.pages._map_said import Said, said, totals
from okrsite.pages._rows import Named, Tally, tally, team

Options = tuple[tuple[str, str], ...]
"""(key, name) of what a filter offers."""


@dataclass(frozen=True, slots=True)
class MapView:
    """One map."""

    frame: Frame
    about: str
    """The team or the cycle; empty: the whole organisation."""
    above: tuple[Named, ...]
    """The maps that this one is a part of, the widest first."""
    said: Said
    drawing: Markup
    folded: bool
    """Whether any box holds several objectives."""
    serves: bool
    """Whether any alignment is drawn."""
    drives: bool
    """Whether any line drives what it ends at."""
    needs: bool
    """Whether any dependency is drawn."""
    tally: Tally
    """Of what is on the map."""
    levels: tuple[Level, ...]
    cycles: Options
    teams: Options
    focus: Options
    below: tuple[Named, ...]
    """The maps of the teams below."""
    others: tuple[Named, ...]
    """The maps of cycles."""


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """The whole, and a part of it for each team and each cycle."""
    return ways.every(portfolio)


def view(portfolio: Portfolio, key: str) -> MapView:
    """What a map shows."""
    which = ways.Which.read(key)
    found = boxes(which.scope(portfolio), portfolio)
    drawn = lines(found, portfolio)

    def way(box: Box) -> str:
        return ways.fold(box, which, portfolio)

    name = which.name(portfolio)
    title = gettext("Map of {name}", name=name or portfolio.site.title)
    seen = [facts(box, portfolio) for box in found]
    cycles, teams = _keys(each.cycles for each in seen), _keys(each.teams for each in seen)
    focus = _keys(each.focus for each in seen)
    return MapView(
        frame=frame(portfolio),
        about=name,
        above=ways.above(which, portfolio),
        said=said(found, drawn, portfolio, None if key else totals(portfolio)),
        drawing=drawing(found, seen, drawn, title, way, portfolio),
        folded=any(not box.single for box in found),
        serves=bool(drawn.alignments),
        drives=any(line.drives for line in drawn.alignments),
        needs=bool(drawn.needs),
        tally=tally(portfolio.objectives[each] for box in found for each in box.members),
        levels=listed(found, drawn, way, portfolio),
        cycles=tuple(
            (each.key, each.title) for each in portfolio.cycles.values() if each.key in cycles
        ),
        teams=tuple(sorted(((each, team(each, portfolio).name) for each in teams), key=_by_name)),
        focus=tuple((area.id, area.title) for area in portfolio.site.focus if area.id in focus),
        below=ways.below(which, portfolio),
        others=ways.cycles(which, portfolio),
    )


def _keys(found: Iterable[str]) -> set[str]:
    return {key for keys in found for key in keys.split()}


def _by_name(pair: tuple[str, str]) -> tuple[str, str]:
    return pair[1].casefold(), pair[0]


PAGE = PageType("map", pages, view)
