"""What the search shows of each thing it finds, and the words that lead to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from okrsite.model import addresses
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._fold import names, words
from okrsite.pages._index import held_by_team
from okrsite.pages._rows import row
from okrsite.pages._search_facets import STATUSES
from okrsite.pages._words import count, percent, span

Fields = list[Any]
"""What is shown of a thing, as JSON holds it: see docs/reference/search-index.md."""


class Thing(NamedTuple):
    """Something that can be found."""

    fields: Fields
    title: list[str]
    """Words that it is called by."""
    rest: list[str]
    """Words that stand below these."""


def objective(each: ScoredObjective, above: str, portfolio: Portfolio) -> Thing:
    """An objective with its key results; its id is among the words as one that nobody types."""
    shown = row(each, portfolio)
    over = portfolio.objectives.get(above)
    owner = shown.owner.name if shown.owner else ""
    title = [*words(shown.title), *names(shown.code), f"#{each.id}"]
    rest = [*names(shown.holder.name), *names(owner)]
    results = []
    for kr in each.key_results:
        text = kr.key_result.title.plain
        rest += words(text)
        figure = "" if kr.progress is None else percent(kr.progress)
        results.append([kr.id, text, STATUSES[kr.status], figure])
    for tag in each.objective.tags:
        rest += names(tag)
    fields = [
        shown.href[1:],
        shown.code,
        shown.title,
        shown.holder.name,
        owner,
        shown.cycle.name,
        STATUSES[each.status],
        shown.grade or ("" if each.progress is None else shown.progress),
        over.objective.title.plain if over else "",
        results,
    ]
    return Thing(fields, title, rest)


def others(portfolio: Portfolio) -> Iterator[tuple[str, list[Thing]]]:
    """What can be found beside objectives, by kind: `[address, code, title, note]`."""
    teams, held = portfolio.teams, held_by_team(portfolio)

    def team(key: str | None) -> str:
        return teams[key].name if key is not None and key in teams else ""

    def goals(key: str) -> str:
        return count(len(held[key]), "objective") if key in held else ""

    yield (
        "Team",
        _listed(portfolio.teams.values(), addresses.team, lambda t: (team(t.parent), goals(t.id))),
    )
    yield (
        "Person",
        _listed(portfolio.people.values(), addresses.person, lambda p: (p.role, team(p.team))),
    )
    kpis = [each.kpi for each in portfolio.kpis.values()]
    yield "KPI", _listed(kpis, addresses.kpi)
    cycles = portfolio.cycles.values()
    yield "Cycle", _listed(cycles, addresses.cycle, lambda c: (span(c.starts, c.ends),))
    yield "Review", _listed(portfolio.reviews.values(), addresses.review)
    yield "Page", _listed(portfolio.pages.values(), addresses.page)


def how_many(portfolio: Portfolio) -> int:
    """How many there are beside objectives."""
    kinds = (portfolio.teams, portfolio.people, portfolio.kpis, portfolio.cycles)
    return sum(map(len, (*kinds, portfolio.reviews, portfolio.pages)))


def _nothing(_: object) -> tuple[str, ...]:
    return ()


def _listed(
    found: Iterable[Any],
    way: Callable[[str], str],
    note: Callable[[Any], tuple[str | None, ...]] = _nothing,
) -> list[Thing]:
    things = []
    for each in found:
        title = each.name if hasattr(each, "name") else each.title
        title = title if isinstance(title, str) else title.plain
        said = ", ".join(filter(None, note(each)))
        fields = [way(each.id)[1:], "", title, said]
        things.append(Thing(fields, words(title), [*names(said), *words(each.id)]))
    return things
