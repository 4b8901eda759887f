"""The boxes of a map: an objective, several of a team, the mission."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from okrsite.i18n import gettext, gettext_noop, ngettext
from okrsite.model import addresses
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.pursuit import home
from okrsite.pages._escape import escape
from okrsite.pages._fit import cut, width, wrapped
from okrsite.pages._frame import href
from okrsite.pages._index import team_paths
from okrsite.pages._map_fold import Box
from okrsite.pages._map_places import HIGH, MISSION, MISSION_WIDE, WIDE, Spot
from okrsite.pages._memo import kept
from okrsite.pages._rows import Row, Tally, row, tally, team
from okrsite.pages._words import commas

_EDGE = 10
_INNER = WIDE - 2 * _EDGE
_TITLE = 14
_SMALL = 13
_STEP = 17
_GLYPH = 17
"""What the shape of a status takes, before its word."""


class Facts(NamedTuple):
    """What filters compare, each a list of keys."""

    cycles: str
    teams: str
    statuses: str
    focus: str


def facts(box: Box, portfolio: Portfolio) -> Facts:
    """The facts of a box: those of all its objectives; but of teams the one that stands for it."""
    paths = team_paths(portfolio)
    if box.single:
        each = portfolio.objectives[box.members[0]]
        area = each.objective.focus
        return Facts(
            each.cycle.key,
            paths.get(home(each.objective, portfolio) or "", ""),
            str(each.status),
            area.text if area is not None else "",
        )
    found = [portfolio.objectives[key] for key in box.members]
    return Facts(
        _keys({each.cycle.key for each in found}),
        paths.get(box.team, ""),
        _keys({str(each.status) for each in found}),
        _keys({each.objective.focus.text for each in found if each.objective.focus is not None}),
    )


def _keys(found: set[str]) -> str:
    return " ".join(sorted(found))


def mission_height(portfolio: Portfolio) -> float:
    """How high the mission's box has to be."""
    return 40 + _STEP * len(_mission(portfolio))


def _mission(portfolio: Portfolio) -> tuple[str, ...]:
    text = portfolio.site.mission.plain or portfolio.site.title
    return wrapped(text, _TITLE, MISSION_WIDE - 2 * _EDGE, 7)


def mission_box(portfolio: Portfolio, spot: Spot) -> str:
    """The mission, which leads to the first page."""
    text = portfolio.site.mission.plain or portfolio.site.title
    title, name = gettext("Mission: {text}", text=text), gettext("Mission")
    return (
        f'<a class="bx ms" href="{href(addresses.HOME)}" data-n="{MISSION}" '
        f'transform="translate({spot.x} {spot.y:g})"><title>{escape(title)}</title>'
        f'<rect class="fr" width="{spot.wide}" height="{spot.high:g}"/>'
        f'<text x="{_EDGE}" y="20">{escape(name)}</text>'
        f"{_lines(_mission(portfolio), 42)}</a>"
    )


def objective_box(
    each: ScoredObjective, box: Box, seen: Facts, spot: Spot, beyond: int, portfolio: Portfolio
) -> str:
    """An objective, with its status, its progress against pace, and whose it is.

    `beyond`: how many are aligned to it that are not on the map.
    """
    line = row(each, portfolio)
    aside = " near" if box.near else ""
    # It stands on the maps of its team, of those above, and of its cycle: within it looks the same.
    within = kept(portfolio, "boxes", f"{beyond} {each.id}", partial(_within, each, line, beyond))
    return (
        f'<a class="bx{aside}" id="o-{escape(box.key)}" href="{escape(href(line.href))}" '
        f'{_data(box, seen)} transform="translate({spot.x} {spot.y:g})">{within}</a>'
    )


def _within(each: ScoredObjective, line: Row, beyond: int) -> str:
    return f"<title>{escape(told(each, line, beyond))}</title>{_drawn(each, line, beyond)}"


def told(each: ScoredObjective, line: Row, beyond: int) -> str:
    """An objective in words: what a screen reader says, and what stands at the pointer."""
    standing = _marks(line)
    if each.progress is not None:
        standing.append(line.progress)
    parts = [f"{line.code} {line.title}" if line.code else line.title]
    parts += [commas(standing), line.holder.name]
    if beyond:
        parts.append(
            ngettext(
                "{count} more aligned to it, not on this map",
                "{count} more aligned to it, not on this map",
                beyond,
            )
        )
    return ". ".join(parts)


def _marks(line: Row) -> list[str]:
    """The status, and what has to be known with it."""
    return [line.standing.word, *(words for _, words in _flags(line))]


def _flags(line: Row) -> list[tuple[str, str]]:
    """What has to be known with a status: its shape, and words for it."""
    stale = [("g-stale", gettext("stale"))] if line.stale else []
    return [*stale, ("g-melon", gettext("said better"))] if line.watermelon else stale


def _drawn(each: ScoredObjective, line: Row, beyond: int) -> str:
    whose = f"{line.code} · {line.holder.name}" if line.code else line.holder.name
    more = ""
    if beyond:
        more = f'<text class="by" x="{WIDE - _EDGE}" y="76" text-anchor="end">+{beyond}</text>'
    figure = line.grade or (line.progress if each.progress is not None else "")
    return (
        f'<rect class="fr" width="{WIDE}" height="{HIGH}"/>'
        f"{_glyph(line.standing.glyph, _EDGE, 9)}"
        f"{_standing(line, _INNER - _GLYPH - width(figure, _SMALL))}"
        f'<text class="v" x="{WIDE - _EDGE}" y="20" text-anchor="end">{figure}</text>'
        f"{_lines(wrapped(line.title, _TITLE, _INNER, 2), 40)}"
        f'<text x="{_EDGE}" y="76">{escape(cut(whose, _SMALL, _INNER - 40 * bool(beyond)))}</text>'
        f"{more}"
        f"{_bar(each.progress, None if each.grade is not None else each.expected)}"
    )


def _standing(line: Row, room: float) -> str:
    """The status in words; what has to be known with it in words too, or else as its shapes."""
    x, words, shapes, flags = _EDGE + _GLYPH, commas(_marks(line)), "", _flags(line)
    if flags and width(words, _SMALL) > room:
        room -= _GLYPH * len(flags)
        words = cut(line.standing.word, _SMALL, room)
        begin = x + round(width(words, _SMALL)) + 4
        shapes = "".join(_glyph(key, begin + _GLYPH * at, 9) for at, (key, _) in enumerate(flags))
    shown = escape(cut(words, _SMALL, room))
    return f'<text class="w st-{line.standing.key}" x="{x}" y="20">{shown}</text>{shapes}'


def _glyph(key: str, x: int, y: int) -> str:
    return (
        f'<svg class="{key}" x="{x}" y="{y}" width="11" height="11" aria-hidden="true">'
        f'<use href="#{key}" fill="currentColor"/></svg>'
    )


def _lines(texts: tuple[str, ...], y: int) -> str:
    return "".join(
        f'<text class="nt" x="{_EDGE}" y="{y + at * _STEP}">{escape(text)}</text>'
        for at, text in enumerate(texts)
    )


def _bar(progress: float | None, expected: float | None) -> str:
    return _drawn_bar(
        None if progress is None else round(progress, 2),
        None if expected is None else round(expected, 2),
    )


@lru_cache(maxsize=4096)
def _drawn_bar(progress: float | None, expected: float | None) -> str:
    """A bar along the lower edge, and the tick of pace."""
    if progress is None:
        return ""
    parts = [f'<rect class="b-track" y="{HIGH - 5}" width="{WIDE}" height="5"/>']
    if progress:
        wide = progress * WIDE
        parts.append(f'<rect class="b-fill" y="{HIGH - 5}" width="{wide:.4g}" height="5"/>')
    if expected is not None:
        at = min(WIDE - 2.0, expected * WIDE)
        parts.append(f'<rect class="b-tick" x="{at:.4g}" y="{HIGH - 9}" width="2" height="9"/>')
    return "".join(parts)


def fold_box(box: Box, seen: Facts, spot: Spot, way: str, portfolio: Portfolio) -> str:
    """Several objectives of a team on one level, counted by status."""
    found = tally(portfolio.objectives[key] for key in box.members)
    name = fold_name(box, portfolio)
    many = ngettext("{count} objective", "{count} objectives", found.total)
    title = gettext(
        "{name}, level {level}: {objectives}, {statuses}",
        name=name,
        level=box.level,
        objectives=many,
        statuses=commas(f"{number} {standing.within}" for standing, number in found.counts),
    )
    return (
        f'<a class="bx fold" href="{escape(href(way))}" {_data(box, seen)} '
        f'transform="translate({spot.x} {spot.y:g})">'
        f"<title>{escape(title)}</title>"
        f'<rect class="bk" x="4" y="-4" width="{WIDE}" height="{HIGH}"/>'
        f'<rect class="fr" width="{WIDE}" height="{HIGH}"/>'
        f'<text class="v" x="{_EDGE}" y="20">{escape(many)}</text>'
        f"{_lines(wrapped(name, _TITLE, _INNER, 2), 40)}{_counts(found)}"
        f"{_shares({standing.key: many for standing, many in found.counts}, found.total)}</a>"
    )


def _counts(found: Tally) -> str:
    """How many have which status, as far as there is room."""
    parts, x = [], _EDGE
    for standing, many in found.counts:
        wide = 24 + 8 * len(str(many))
        if x + wide > WIDE:
            break
        parts.append(f'{_glyph(standing.glyph, x, 66)}<text x="{x + 15}" y="76">{many}</text>')
        x += wide
    return "".join(parts)


_NAMES = {"others": gettext_noop("Other teams"), "deep": gettext_noop("All further levels")}
_NOBODY = gettext_noop("Without a team")


def fold_name(box: Box, portfolio: Portfolio) -> str:
    """Whose objectives a fold holds."""
    if box.team:
        return team(box.team, portfolio).name
    kind = box.key.partition(".")[0]
    return gettext(_NAMES.get(kind, _NOBODY))


def _shares(counts: Mapping[str, int], total: int) -> str:
    parts, at = [], 0.0
    for key, many in counts.items():
        wide = many / total * WIDE
        parts.append(
            f'<rect class="k-{key}" x="{at:.4g}" y="{HIGH - 5}" '
            f'width="{max(1.0, wide - 1):.4g}" height="5"/>'
        )
        at += wide
    return "".join(parts)


def _data(box: Box, seen: Facts) -> str:
    """What the script compares; it knows of nothing else."""
    focus = f' data-focus="{escape(seen.focus)}"' if seen.focus else ""
    many = f' data-many="{len(box.members)}"' if not box.single else ""
    return (
        f'data-n="{escape(box.key)}" data-cycle="{escape(seen.cycles)}" '
        f'data-team="{escape(seen.teams)}" data-status="{seen.statuses}"{focus}{many}'
    )
