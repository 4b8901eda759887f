"""The lists behind the figures of the health page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from markupsafe import Markup

from okrsite.i18n import ngettext
from okrsite.model import addresses
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.pages._escape import Html, escape
from okrsite.pages._frame import href
from okrsite.pages._memo import once
from okrsite.pages._rows import holder

Thing = TypeVar("Thing")

FIRST = 8
"""So many stand open; the rest is folded away."""
MOST = 200
"""So many a list holds: with ten thousand objectives a page of everything opens for nobody."""
LINES = 100
"""So many teams or owners have a line of their own."""


class Listing(NamedTuple):
    """The entries that a figure counts."""

    key: str
    """Where the figure's link leads."""
    title: str
    many: int
    first: Markup
    """List items."""
    rest: Markup
    left: int
    """How many of them stand in `rest`."""
    note: str = ""


class Open(NamedTuple):
    """Lists that stand open under a heading that says what they come to."""

    title: str
    lists: tuple[Listing, ...]


class Folded(NamedTuple):
    """A list that is folded away until it is asked for."""

    key: str
    title: str
    told: str
    """How much it holds, in words."""
    body: Markup


class Chapter(NamedTuple):
    """Folded lists of one sort."""

    title: str
    lists: tuple[Folded, ...]


def listing(
    key: str,
    title: str,
    found: Sequence[Thing],
    drawn: Callable[[Thing], str],
    note: str = "",
    shown: int = FIRST,
) -> Listing:
    """A list of entries; so many are shown, the others folded away."""
    items = [drawn(each) for each in found[:MOST]]
    first, rest = items[:shown], [*items[shown:], _others(len(found) - len(items))]
    left = len(found) - len(first)
    return Listing(key, title, len(found), Html("".join(first)), Html("".join(rest)), left, note)


def more(left: int) -> Markup:
    """What a page leaves out, and where it stands; empty where it leaves nothing out."""
    if left <= 0:
        return Html("")
    told = ngettext(
        "and {count} more, which <code>okrsite health --format json</code> tells",
        "and {count} more, which <code>okrsite health --format json</code> tells",
        left,
    )
    return Html(told)


def _others(left: int) -> str:
    return f'<li class="meta">{more(left)}</li>' if left > 0 else ""


class Part(NamedTuple):
    """One of several lists that are folded away together."""

    key: str
    """Its own anchor; empty: it has none."""
    title: str
    items: Sequence[str]
    """As they are drawn."""
    left: int = 0
    """How many are left out."""


def part(key: str, title: str, found: Sequence[Thing], drawn: Callable[[Thing], str]) -> Part:
    """A list of entries, as many as a page holds."""
    return Part(key, title, [drawn(each) for each in found[:MOST]], len(found) - MOST)


def folded(key: str, title: str, told: str, parts: Iterable[Part]) -> Folded:
    """Lists under one anchor; empty ones are left out."""
    drawn = "".join(_part(part) for part in parts if part.items or part.left > 0)
    return Folded(key, title, told, Html(drawn))


def _part(part: Part) -> str:
    head = f'<p class="meta">{escape(part.title)}</p>' if part.title else ""
    anchor = f' id="{part.key}"' if part.key else ""
    return f'{head}<ul class="lines hl"{anchor}>{"".join(part.items)}{_others(part.left)}</ul>'


def of_objective(each: ScoredObjective, portfolio: Portfolio, aside: str = "") -> str:
    """An objective with whose it is; `aside` is drawn already."""
    known = once(portfolio, "health objectives", lambda _: dict[str, str]())
    what = known.get(each.id)
    if what is None:
        code = each.objective.code
        told = f'<span class="code">{escape(code)}</span> ' if code else ""
        name = link(each.objective.title.plain or each.id, addresses.objective(each.id))
        what = known[each.id] = f"{told}{name}{_meta(holder(each, portfolio).name)}"
    return _line(what, aside)


def of_key_result(each: ScoredObjective, kr: ScoredKeyResult, aside: str = "") -> str:
    """A key result with what it proves."""
    name = link(kr.key_result.title.plain or kr.id, addresses.objective(each.id, kr.id))
    return _line(f"{name}{_meta(each.objective.title.plain or each.id)}", aside)


def with_key_results(
    each: ScoredObjective,
    key_results: Sequence[ScoredKeyResult],
    portfolio: Portfolio,
    *,
    context: bool,
    asides: Sequence[str] = (),
) -> str:
    """An objective and some of its key results, each with what is to be said of it.

    As context it is no entry of its own. The key results are plain text: one link leads to all.
    Most stand in several lists alike, so what has no asides is drawn once.
    """
    start = '<li class="ctx">' if context else "<li>"
    if asides:
        return f"{start}{_body(each, key_results, portfolio, asides)}"
    known = once(portfolio, "health bodies", lambda _: dict[tuple[int, ...], str]())
    key = (id(each), *map(id, key_results))  # what a portfolio holds lives as long as it does
    body = known.get(key)
    if body is None:
        body = known[key] = _body(each, key_results, portfolio, ())
    return f"{start}{body}"


def _body(
    each: ScoredObjective,
    key_results: Sequence[ScoredKeyResult],
    portfolio: Portfolio,
    asides: Sequence[str],
) -> str:
    titles = [escape(kr.key_result.title.plain or kr.id) for kr in key_results]
    if asides:
        pairs = zip(titles, asides, strict=True)
        titles = [f'{title} <span class="meta">{aside}</span>' for title, aside in pairs]
    inner = f'<ul class="hk"><li>{"</li><li>".join(titles)}</li></ul>' if titles else ""
    return f"{of_objective(each, portfolio)[len('<li>') : -len('</li>')]}{inner}</li>"


def of_goal(goal: tuple[ScoredObjective, ScoredKeyResult | None], portfolio: Portfolio) -> str:
    """Either of them."""
    each, kr = goal
    return of_objective(each, portfolio) if kr is None else of_key_result(each, kr)


def of_thing(name: str, address: str, meta: str = "", aside: str = "") -> str:
    """Anything else that has a name and a page."""
    return _line(f"{link(name, address) if address else escape(name)}{_meta(meta)}", aside)


def link(name: str, address: str) -> str:
    """A link to a page of the site; ids need no escaping."""
    return f'<a href="{href(address)}">{escape(name)}</a>'


def _meta(words: str) -> str:
    return f' <span class="meta">{escape(words)}</span>' if words else ""


def _line(what: str, aside: str) -> str:
    return (
        f'<li><div>{what}</div><span class="ha">{aside}</span></li>'
        if aside
        else f"<li><div>{what}</div></li>"
    )
