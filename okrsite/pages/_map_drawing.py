"""A map as it is drawn: an SVG whose boxes are links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from markupsafe import Markup

from okrsite.i18n import gettext
from okrsite.model.portfolio import Portfolio
from okrsite.pages._escape import Html, escape
from okrsite.pages._map_boxes import Facts, fold_box, mission_box, mission_height, objective_box
from okrsite.pages._map_fold import Box
from okrsite.pages._map_lines import Lines
from okrsite.pages._map_paths import aside, ways
from okrsite.pages._map_places import MISSION, Places, line_of, places


def drawing(
    found: Sequence[Box],
    seen: Sequence[Facts],
    lines: Lines,
    title: str,
    way: Callable[[Box], str],
    portfolio: Portfolio,
) -> Markup:
    """The drawing; `seen` has the facts of each box, `way` says where a fold leads to."""
    where = places(found, lines, mission_height(portfolio))
    parts = [
        f'<svg class="diag map" id="map_" width="{where.wide + 2}" height="{where.high + 2:g}" '
        f'viewBox="-1 -1 {where.wide + 2} {where.high + 2:g}" role="group" '
        'aria-labelledby="map_t_" aria-describedby="map_d_">',
        f'<title id="map_t_">{escape(title)}</title>',
        f'<desc id="map_d_">{escape(_description())}</desc>',
        '<defs><marker id="to_" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto" markerUnits="userSpaceOnUse">'
        '<path class="tip" d="M0 .5 7.5 4 0 7.5z"/></marker></defs>',
        *_heads(where, found),
        *_paths(where, lines),
        mission_box(portfolio, where.spots[MISSION]),
    ]
    for box, known in zip(found, seen, strict=True):
        spot = where.spots[box.key]
        if box.single:
            each = portfolio.objectives[box.members[0]]
            beyond = lines.beyond.get(box.key, 0)
            parts.append(objective_box(each, box, known, spot, beyond, portfolio))
        else:
            parts.append(fold_box(box, known, spot, way(box), portfolio))
    return Html("".join((*parts, "</svg>")))  # texts are escaped where they enter


def _description() -> str:
    return gettext("Each box leads to its page. The list below the drawing says the same.")


def level_name(level: int) -> str:
    """What a level is called."""
    if level == 1:
        return gettext("The whole organisation")
    return gettext("Level {level}", level=level)


def _heads(where: Places, found: Iterable[Box]) -> Iterator[str]:
    for x, level in where.columns:
        if level:
            yield f'<text class="hd" x="{x}" y="13">{escape(level_name(level))}</text>'
    if where.loose is not None:
        many = sum(len(box.members) for box in found if not box.aligned)
        words = gettext("Not aligned to the mission: {many}", many=many)
        yield (
            f'<path class="bd" d="M0 {where.loose + 6:g}H{where.wide}"/>'
            f'<text class="hd" x="0" y="{where.loose + 28:g}">{escape(words)}</text>'
        )


def _paths(where: Places, lines: Lines) -> Iterator[str]:
    drawn = ways(where)
    for line, way in drawn.items():
        if line.left == MISSION:
            yield f'<path class="al" {_ends(MISSION, line.right)} d="{way.path}"/>'
    for each in lines.alignments:
        way = drawn[line_of(each)]
        look = f"al{' dr' if each.drives else ''}{f' {each.trouble}' if each.trouble else ''}"
        ends = _ends(each.upper, each.lower)
        yield f'<path class="{look}" {ends} data-many="{each.many}" d="{way.path}"/>'
        if each.many > 1:
            x = where.spots[each.lower].x - 6
            yield (
                f'<text class="ln" {ends} x="{x}" y="{way.end - 3:g}" text-anchor="end">'
                f"×{each.many}</text>"
            )
    for need in lines.needs:
        yield (
            f'<path class="dp{"" if need.sure else " un"}" {_ends(need.gives, need.waits)} '
            f'data-many="{need.many}" marker-end="url(#to_)" d="{aside(need, where.spots)}"/>'
        )


def _ends(one: str, other: str) -> str:
    """The boxes that a line joins, for the script."""
    return f'data-a="{escape(one)}" data-b="{escape(other)}"'
