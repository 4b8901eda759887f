"""A small drawing of an objective between what it serves and what serves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._escape import Html, escape
from okrsite.pages._rows import Row, row
from okrsite.pages._sight import SightStep, sight

_WIDE, _HIGH, _APART, _GAP = 250, 64, 60, 12
_LETTERS = 30
_MOST = 6


@dataclass(slots=True)
class _Node:
    """A box: where it stands and what it says."""

    column: int
    kind: str
    label: str
    title: str
    address: str
    row: Row | None = None
    y: float = 0.0

    @property
    def x(self) -> int:
        return self.column * (_WIDE + _APART)

    @property
    def middle(self) -> float:
        return self.y + _HIGH / 2


def layers(each: ScoredObjective, portfolio: Portfolio) -> Markup:
    """The drawing; empty where nothing is aligned to the objective.

    Left to right: the last steps above it, itself, those aligned to it, and those aligned to these.
    """
    down = [portfolio.objectives[key] for key in each.aligned]
    if not down:
        return Html("")
    near = {each.id, *each.aligned}
    above = [_above(i, step) for i, step in enumerate(_last_steps(sight(each, portfolio)))]
    column = len(above)
    me = _of(each, portfolio, column, "nd me")
    links: list[tuple[_Node, _Node, bool]] = []
    leaves: list[_Node] = []
    next_y = 0.0
    for child in down[:_MOST]:
        node = _of(child, portfolio, column + 1, "nd")
        inner = [portfolio.objectives[key] for key in child.aligned if key not in near][:3]
        grown = [_of(one, portfolio, column + 2, "nd") for one in inner]
        for one in grown or [node]:
            one.y = next_y
            next_y += _HIGH + _GAP
        if grown:
            node.y = (grown[0].y + grown[-1].y) / 2
        leaves += [node, *grown]
        links += [(me, node, False), *((node, one, False) for one in grown)]
    firsts = [node for node in leaves if node.column == column + 1]
    me.y = (firsts[0].y + firsts[-1].y) / 2
    for one in above:
        one.y = me.y
    chain = [*above, me]
    links += [(a, b, True) for a, b in pairwise(chain)]
    return _drawn([*chain, *leaves], links, next_y - _GAP, each, len(down))


def _last_steps(steps: Sequence[SightStep]) -> Sequence[SightStep]:
    return steps if len(steps) <= 2 else (steps[0], steps[-1])


def _above(index: int, step: SightStep) -> _Node:
    return _Node(index, "nd on", step.label, step.title, step.href)


def _of(each: ScoredObjective, portfolio: Portfolio, column: int, kind: str) -> _Node:
    line = row(each, portfolio)
    return _Node(column, kind, line.code or line.holder.name, line.title, line.href, line)


def _drawn(
    nodes: list[_Node],
    links: list[tuple[_Node, _Node, bool]],
    height: float,
    each: ScoredObjective,
    many: int,
) -> Markup:
    right = max(node.x for node in nodes) + _WIDE
    lines = "".join(
        f'<path class="lk{" on" if on else ""}" d="M{a.x + _WIDE} {a.middle:g}'
        f'H{a.x + _WIDE + _APART // 2}V{b.middle:g}H{b.x}"/>'
        for a, b, on in links
    )
    title = f"{each.objective.title.plain}: what it serves, and {many} aligned to it"
    more = f" The first {_MOST} of {many} are drawn." if many > _MOST else ""
    boxes = "".join(part for node in nodes for part in _box(node))
    return Html(  # texts are escaped where they enter
        f'<svg class="diag" viewBox="-1 -1 {right + 2} {height + 2:g}" role="img" '
        'aria-labelledby="layers_t_ layers_d_">'
        f'<title id="layers_t_">{escape(_cut(title, 160))}</title>'
        f'<desc id="layers_d_">The list below says the same.{more}</desc>{lines}{boxes}</svg>'
    )


def _box(node: _Node) -> Iterator[str]:
    yield f'<svg class="{node.kind}" x="{node.x}" y="{node.y:g}">'
    yield f'<rect width="{_WIDE}" height="{_HIGH}"/>'
    yield f'<text class="nc" x="12" y="19">{escape(_cut(node.label, 22))}</text>'
    if node.row is not None:
        glyph = node.row.standing.glyph
        yield (
            f'<svg x="{_WIDE - 68}" y="8" width="12" height="12" class="{glyph}">'
            f'<use href="#{glyph}" fill="currentColor"/></svg>'
            f'<text class="nc" x="{_WIDE - 12}" y="19" text-anchor="end">{node.row.progress}</text>'
        )
    for index, line in enumerate(_two_lines(node.title)):
        yield f'<text class="nt" x="12" y="{39 + index * 17}">{escape(line)}</text>'
    yield "</svg>"


def _two_lines(text: str) -> list[str]:
    lines = [""]
    for word in text[: _LETTERS * 3].split():
        if len(lines[-1]) + len(word) + 1 <= _LETTERS or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    cut = [_cut(line, _LETTERS) for line in lines[:2]]
    if len(lines) > 2:
        cut[1] = _cut(f"{cut[1]} {lines[2]}", _LETTERS)
    return cut


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
