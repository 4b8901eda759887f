"""The heat map: how many alignments lead from which team to which."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.health import Health
from okrsite.model.portfolio import Edge, Portfolio
from okrsite.pages._health_lists import LINES, Chapter, folded, more, of_thing, part
from okrsite.pages._rows import Named, team

_COLUMNS = 10
"""Teams that have a column of their own; a wider table is read by nobody."""
_OWN, _OTHERS = "own", "others"
_SHADES = 5

Cells = dict[str, dict[str, list[Edge]]]
"""Team that aligns -> column -> alignments."""


class Cell(NamedTuple):
    """How many alignments there are; 0 is drawn as a dot."""

    many: int
    shade: int
    """0 to 5."""
    href: str


class Row(NamedTuple):
    """A team that aligns."""

    who: Named
    cells: tuple[Cell, ...]
    total: int
    href: str


class HeatMap(NamedTuple):
    """Teams by teams."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    more: Markup
    """How many other teams align to less still; mostly empty."""


def view(health: Health, portfolio: Portfolio) -> HeatMap:
    """Rows in the order of the teams; within a team has the first column."""
    columns = _columns(health, portfolio)
    cells = _cells(health, columns)
    most = max((len(edges) for row in cells.values() for edges in row.values()), default=1)
    total = sum(map(len, health.alignments.values()))
    across = total - sum(len(e) for (one, to), e in health.alignments.items() if one == to)
    return HeatMap(
        _title(total, across),
        tuple(_name(key, portfolio) for key in columns),
        tuple(
            Row(
                _team(key, portfolio),
                tuple(_cell(key, to, len(row.get(to, ())), most) for to in columns),
                sum(map(len, row.values())),
                f"#from_{key}",
            )
            for key, row in _ordered(cells, portfolio)
        ),
        more(len(cells) - LINES),
    )


def _title(total: int, across: int) -> str:
    if not total:
        return gettext("Nothing is aligned yet")
    return ngettext(
        "{some} of {count} alignment lead to another team",
        "{some} of {count} alignments lead to another team",
        total,
        some=across,
    )


def behind(health: Health, portfolio: Portfolio) -> Chapter:
    """The alignments of each cell."""
    columns = _columns(health, portfolio)
    return Chapter(
        gettext("What each team is aligned to"),
        tuple(
            folded(
                f"from_{key}",
                _team(key, portfolio).name,
                _counted(sum(map(len, row.values()))),
                (
                    part(
                        f"from_{key}_{to}",
                        _name(to, portfolio),
                        row[to],
                        lambda edge: _line(edge, portfolio),
                    )
                    for to in columns
                    if to in row
                ),
            )
            for key, row in _ordered(_cells(health, columns), portfolio)
        ),
    )


def _counted(many: int) -> str:
    return ngettext("{count} alignment", "{count} alignments", many)


def _columns(health: Health, portfolio: Portfolio) -> tuple[str, ...]:
    """Within the team, the teams that others align to most, and all others."""
    to: Counter[str] = Counter()
    own = False
    for (one, other), edges in health.alignments.items():
        own = own or one == other
        if one != other:
            to[other] += len(edges)
    order = {key: index for index, key in enumerate(portfolio.teams)}
    chosen = sorted(to, key=lambda key: (-to[key], key))[:_COLUMNS]
    chosen.sort(key=lambda key: order.get(key, len(order)))
    return (*chosen, *((_OTHERS,) if len(to) > _COLUMNS else ()), *((_OWN,) if own else ()))


def _cells(health: Health, columns: tuple[str, ...]) -> Cells:
    found: Cells = defaultdict(lambda: defaultdict(list))
    for (one, other), edges in health.alignments.items():
        to = _OWN if one == other else other if other in columns else _OTHERS
        found[one][to] += edges
    return found


def _ordered(cells: Cells, portfolio: Portfolio) -> list[tuple[str, dict[str, list[Edge]]]]:
    """The teams that align to most, in the order of all teams."""
    order = {key: index for index, key in enumerate(portfolio.teams)}

    def place(pair: tuple[str, dict[str, list[Edge]]]) -> int:
        return order.get(pair[0], len(order))

    def weight(pair: tuple[str, dict[str, list[Edge]]]) -> tuple[int, int]:
        return -sum(map(len, pair[1].values())), place(pair)

    return sorted(sorted(cells.items(), key=weight)[:LINES], key=place)


def _cell(key: str, to: str, many: int, most: int) -> Cell:
    return Cell(many, -(-many * _SHADES // most), f"#from_{key}_{to}")


def _line(edge: Edge, portfolio: Portfolio) -> str:
    one = portfolio.objectives[edge.source].objective.title.plain or edge.source
    other = portfolio.objectives[edge.objective].objective.title.plain or edge.objective
    return of_thing(one, addresses.objective(edge.source), gettext("serves {goal}", goal=other))


def _team(key: str, portfolio: Portfolio) -> Named:
    return team(key, portfolio) if key else Named(gettext("Without a team"), "")


def _name(column: str, portfolio: Portfolio) -> str:
    if column == _OWN:
        return gettext("Within the team")
    return gettext("Other teams") if column == _OTHERS else _team(column, portfolio).name
