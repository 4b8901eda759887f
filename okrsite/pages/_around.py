"""What stands around an objective, drawn small: what it serves, what serves it, what waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._escape import Html, escape
from okrsite.pages._fit import cut, wrapped
from okrsite.pages._frame import href
from okrsite.pages._index import needed_by
from okrsite.pages._map_scope import needs
from okrsite.pages._memo import kept
from okrsite.pages._rows import row

_WIDE, _HIGH, _APART, _GAP = 250, 84, 60, 12
_STEP = _HIGH + _GAP
_HEAD = 22
"""Above a column, for what it is; and between an objective and what it waits for."""
_UP, _DOWN, _BELOW, _ASIDE = 4, 6, 3, 3
"""How many are drawn: of what it serves, of what serves it, of what serves each of these, and of
what it waits for or what waits for it. The others are counted."""


class _Spot(NamedTuple):
    """A box: whose, in which column, how far down."""

    key: str
    column: int
    y: float
    look: str = ""


class _Words(NamedTuple):
    """Words beside the boxes, as they are drawn."""

    drawn: str
    aside: bool = False
    """Whether they stand to the right of a box, and want room there."""
    under: bool = False
    """Whether they stand below a column."""


def around(each: ScoredObjective, portfolio: Portfolio) -> Markup:
    """The drawing; empty where the page's head says it all: one is served, and nothing else."""
    up = tuple(dict.fromkeys(edge.objective for edge in each.up))
    waits = tuple(needs(each, portfolio))
    waited = tuple(other.id for other in needed_by(portfolio).get(each.id, ()))
    if not (each.down or waits or waited) and len(up) < 2:
        return Html("")
    boxes, lines, texts = _right(each, portfolio)
    firsts = [box.y for box in boxes if box.column == 2]
    me = (firsts[0] + firsts[-1]) / 2 if firsts else 0.0
    drives = {edge.source for edge in each.down if edge.drives}
    driven = {edge.objective for edge in each.up if edge.drives}
    lines += [_line(2, me, y, " dr" if key in drives else "") for key, at, y, _ in boxes if at == 2]
    top = me - (len(up[:_UP]) - 1) * _STEP / 2
    lefts = [_Spot(key, 0, top + at * _STEP, " on") for at, key in enumerate(up[:_UP])]
    lines += [_line(1, box.y, me, " on dr" if box.key in driven else " on") for box in lefts]
    texts += _more(0, top + len(lefts) * _STEP, len(up) - len(lefts))
    boxes += [*lefts, _Spot(each.id, 1, me, " me")]
    under = me + _HIGH
    for title, keys in ((gettext("waits for"), waits), (gettext("is waited for by"), waited)):
        if not keys:
            continue
        known = {box.key for box in boxes}
        shown = [key for key in keys if key not in known][:_ASIDE]
        lines.append(f'<path class="lk dt" d="M{_x(1) + _WIDE // 2} {under:g}v{_HEAD + _GAP}"/>')
        texts.append(_Words(_text(_x(1) + _WIDE // 2 + 8, under + _HEAD, title)))
        under += _HEAD + _GAP
        boxes += [_Spot(key, 1, under + at * _STEP) for at, key in enumerate(shown)]
        under += len(shown) * _STEP
        texts += _more(1, under, len(keys) - len(shown))
        under += _HEAD - _GAP if len(keys) > len(shown) else -_GAP
    return _drawn(each, boxes, lines, texts, portfolio)


def _right(
    each: ScoredObjective, portfolio: Portfolio
) -> tuple[list[_Spot], list[str], list[_Words]]:
    """What serves it, and where that is little, what serves this in turn."""
    boxes: list[_Spot] = []
    lines: list[str] = []
    texts: list[_Words] = []
    y, down = 0.0, each.aligned
    drawn = {each.id, *down}
    for key in down[:_DOWN]:
        below = portfolio.objectives[key].aligned
        room = _BELOW if len(down) <= _BELOW else 0
        inner = [one for one in below if one not in drawn][:room]
        drawn.update(inner)
        middle = y + max(0, len(inner) - 1) * _STEP / 2
        boxes.append(_Spot(key, 2, middle))
        boxes += [_Spot(one, 3, y + at * _STEP) for at, one in enumerate(inner)]
        lines += [_line(3, middle, y + at * _STEP) for at in range(len(inner))]
        if len(below) > len(inner):
            many = f"+{len(below) - len(inner)}"
            texts.append(_Words(_text(_x(2) + _WIDE + 6, middle + _HIGH, many), aside=True))
        y += max(1, len(inner)) * _STEP
    texts += _more(2, y, len(down) - len(down[:_DOWN]))
    return boxes, lines, texts


def _x(column: int) -> int:
    return column * (_WIDE + _APART)


def _line(to: int, one: float, other: float, look: str = "") -> str:
    """From a box of the column before to one of column `to`."""
    half = _HIGH / 2
    return (
        f'<path class="lk{look}" d="M{_x(to) - _APART} {one + half:g}h{_APART // 2}'
        f'V{other + half:g}H{_x(to)}"/>'
    )


def _text(x: int, y: float, text: str) -> str:
    return f'<text class="nc" x="{x}" y="{y:g}">{escape(text)}</text>'


def _more(column: int, y: float, many: int) -> Iterator[_Words]:
    """How many are not drawn, below those that are."""
    if many > 0:
        told = ngettext("and {count} more", "and {count} more", many)
        yield _Words(_text(_x(column) + 12, y + 6, told), under=True)


def _drawn(
    each: ScoredObjective,
    boxes: Sequence[_Spot],
    lines: Sequence[str],
    texts: Sequence[_Words],
    portfolio: Portfolio,
) -> Markup:
    columns = {box.column for box in boxes}
    left = _x(min(columns))
    wide = _x(max(columns)) + _WIDE - left + 30 * any(each.aside for each in texts)
    top = min(box.y for box in boxes)
    high = max(box.y for box in boxes) + _HIGH - top + _HEAD * any(each.under for each in texts)
    name = cut(each.objective.title.plain, 13, 900)
    title = gettext("{objective}: what it serves, and what serves it", objective=name)
    same = gettext("The page says the same in its lists.")
    return Html(  # texts are escaped where they enter
        f'<svg class="diag" width="{wide + 2}" height="{high + 2:g}" '
        f'viewBox="{left - 1} {top - 1:g} {wide + 2} {high + 2:g}" role="group" '
        'aria-labelledby="around_t_" aria-describedby="around_d_">'
        f'<title id="around_t_">{escape(title)}</title>'
        f'<desc id="around_d_">{escape(same)}</desc>'
        f"{''.join(lines)}{''.join(each.drawn for each in texts)}"
        f"{''.join(_boxes(boxes, portfolio))}</svg>"
    )


def _boxes(boxes: Sequence[_Spot], portfolio: Portfolio) -> Iterator[str]:
    for box in boxes:
        inner = _box(box.key, portfolio)
        yield f'<svg class="nd{box.look}" x="{_x(box.column)}" y="{box.y:g}">{inner}</svg>'


def _box(key: str, portfolio: Portfolio) -> str:
    """A box, the same wherever it stands."""
    return kept(portfolio, "around", key, lambda: _made(key, portfolio))


def _made(key: str, portfolio: Portfolio) -> str:
    each = portfolio.objectives[key]
    line = row(each, portfolio)
    glyph = line.standing.glyph
    whose = f"{line.code} · {line.holder.name}" if line.code else line.holder.name
    told = gettext(
        "{title}. {status}, {holder}",
        title=line.title,
        status=line.standing.word,
        holder=line.holder.name,
    )
    lines = "".join(
        f'<text class="nt" x="12" y="{39 + at * 17}">{escape(text)}</text>'
        for at, text in enumerate(wrapped(line.title, 14.5, _WIDE - 24, 2))
    )
    return (
        f'<a href="{escape(href(addresses.objective(key)))}"><title>{escape(told)}</title>'
        f'<rect width="{_WIDE}" height="{_HIGH}"/>'
        f'<svg x="12" y="9" width="11" height="11" class="{glyph}" aria-hidden="true">'
        f'<use href="#{glyph}" fill="currentColor"/></svg>'
        f'<text class="ns st-{line.standing.key}" x="29" y="19">{escape(line.standing.word)}</text>'
        f'<text class="nc" x="{_WIDE - 12}" y="19" text-anchor="end">{line.progress}</text>'
        f'{lines}<text class="nc" x="12" y="74">{escape(cut(whose, 13, _WIDE - 24))}</text></a>'
    )
