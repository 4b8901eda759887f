"""What the search shows of each thing it finds, and the words that lead to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from okrsite.i18n import gettext_noop, ngettext
from okrsite.model import addresses
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._fold import names, words
from okrsite.pages._index import held_by_team
from okrsite.pages._rows import holder, row, who
from okrsite.pages._search_facets import STATUSES
from okrsite.pages._words import percent, span

Fields = list[Any]
"""What is shown of a thing, as JSON holds it: see docs/reference/search-index.md."""


class Found(NamedTuple):
    """Words that lead to a thing."""

    title: list[str]
    """Those that it is called by."""
    rest: list[str]
    """Those that stand below these."""


class Other(NamedTuple):
    """Something that is no objective."""

    fields: Fields
    found: Found


def shown(each: ScoredObjective, above: str, portfolio: Portfolio) -> Fields:
    """What is shown of an objective that hangs under another."""
    it = row(each, portfolio)
    over = portfolio.objectives.get(above)
    results = [
        [
            kr.id,
            kr.key_result.title.plain,
            STATUSES[kr.status],
            "" if kr.progress is None else percent(kr.progress),
        ]
        for kr in each.key_results
    ]
    return [
        it.href[1:],
        it.code,
        it.title,
        it.holder.name,
        it.owner.name if it.owner else "",
        it.cycle.name,
        STATUSES[each.status],
        it.grade or ("" if each.progress is None else it.progress),
        over.objective.title.plain if over else "",
        results,
    ]


def found_by(each: ScoredObjective, portfolio: Portfolio) -> Found:
    """The words that lead to an objective; its id is among them as one that nobody types."""
    goal = each.objective
    title = [*words(goal.title.plain), *names(goal.code), f"#{each.id}"]
    owner = who(goal.owner, portfolio)
    rest = [*names(holder(each, portfolio).name), *names(owner.name if owner else "")]
    for kr in each.key_results:
        rest += words(kr.key_result.title.plain)
    for tag in goal.tags:
        rest += names(tag)
    return Found(title, rest)


def others(portfolio: Portfolio) -> Iterator[tuple[str, list[Other]]]:
    """What can be found beside objectives, by kind, in English: `[address, code, title, note]`."""
    teams, held = portfolio.teams, held_by_team(portfolio)

    def team(key: str | None) -> str:
        return teams[key].name if key is not None and key in teams else ""

    def goals(key: str) -> str:
        if key not in held:
            return ""
        return ngettext("{count} objective", "{count} objectives", len(held[key]))

    yield (
        gettext_noop("Team"),
        _listed(portfolio.teams.values(), addresses.team, lambda t: (team(t.parent), goals(t.id))),
    )
    yield (
        gettext_noop("Person"),
        _listed(portfolio.people.values(), addresses.person, lambda p: (p.role, team(p.team))),
    )
    kpis = [each.kpi for each in portfolio.kpis.values()]
    yield gettext_noop("KPI"), _listed(kpis, addresses.kpi)
    cycles = portfolio.cycles.values()
    yield (
        gettext_noop("Cycle"),
        _listed(cycles, addresses.cycle, lambda c: (span(c.starts, c.ends),)),
    )
    yield gettext_noop("Review"), _listed(portfolio.reviews.values(), addresses.review)
    yield gettext_noop("Page"), _listed(portfolio.pages.values(), addresses.page)


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
) -> list[Other]:
    things = []
    for each in found:
        title = each.name if hasattr(each, "name") else each.title
        title = title if isinstance(title, str) else title.plain
        said = ", ".join(filter(None, note(each)))
        fields = [way(each.id)[1:], "", title, said]
        things.append(Other(fields, Found(words(title), [*names(said), *words(each.id)])))
    return things
