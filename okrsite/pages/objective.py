"""An objective: its line of sight, key results, contributors, dependencies, history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.document import Dropped
from okrsite.model.explain import explain_objective
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.prose import Prose
from okrsite.model.wording import AMBITION_NAMES, STATE_WORDS
from okrsite.pages._around import around
from okrsite.pages._bars import headline
from okrsite.pages._below import Contributors, below
from okrsite.pages._check_in import way_of_objective
from okrsite.pages._explained import AS_SHOWN, explained
from okrsite.pages._frame import Frame, frame
from okrsite.pages._index import continued_by, needed_by
from okrsite.pages._key_results import (
    KeyResultBlock,
    Line,
    helpers,
    key_result_block,
    line,
    silence,
)
from okrsite.pages._map_ways import of as place_on_map
from okrsite.pages._places import web
from okrsite.pages._reading import of_objective
from okrsite.pages._rows import Named, Row, holder, row, rows, who
from okrsite.pages._said import WordRow, word_rows
from okrsite.pages._sight import Serves, SightStep, serves, sight, unaligned
from okrsite.pages._source_links import SourceLinks, of_document
from okrsite.pages._why import Because, because
from okrsite.pages._words import STANDINGS, Standing, commas, day, number, percent, score


@dataclass(frozen=True, slots=True)
class Need:
    """A dependency."""

    row: Row
    confirmed: str
    """`confirmed 6 Oct`, or that it is not."""
    sure: bool


@dataclass(frozen=True, slots=True)
class Work:
    """An initiative."""

    title: Prose
    state: str
    owner: Named | None
    key_result: str
    """The title of the key result it is for."""
    key_result_href: str
    link: str


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """One objective."""

    frame: Frame
    id: str
    code: str
    title: Prose
    draft: bool
    standing: Standing
    stale: str
    """`no check-in for 17 days`; empty where it is not stale."""
    said: Standing | None
    """The status said, where it is better than the computed one."""
    progress: str
    headline: Markup
    """The large bar."""
    grade: str
    reading: str
    because: Because | None
    """What pulls it down; None where it is not behind."""
    facts: tuple[Line, ...]
    sight: tuple[SightStep, ...]
    unaligned: str
    serves: tuple[Serves, ...]
    key_results: tuple[KeyResultBlock, ...]
    explained: Markup
    around: Markup
    """What stands next to it, drawn; empty where there is little."""
    below: Contributors
    needs: tuple[Need, ...]
    needed_by: tuple[Row, ...]
    initiatives: tuple[Work, ...]
    words: tuple[WordRow, ...]
    continues: Row | None
    continued_by: tuple[Row, ...]
    body: Prose
    links: tuple[tuple[str, str], ...]
    dropped: str
    """`Dropped on 5 Nov 2026.`; empty where it was not."""
    dropped_because: Prose
    score_note: Prose
    source: SourceLinks
    check_in: str
    """The way to check in on it; empty where no word is wanted of it."""
    cascade: str
    """Its row in the cascade."""
    map: str
    """Its box on a map."""


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page an objective."""
    for key in portfolio.objectives:
        yield addresses.objective(key), key


def view(portfolio: Portfolio, key: str) -> ObjectiveView:
    """What the page of an objective shows."""
    scored = portfolio.objectives[key]
    each = scored.objective
    last = _last_word(scored)
    return ObjectiveView(
        frame=frame(portfolio),
        id=each.id,
        code=each.code,
        title=each.title,
        draft=each.draft,
        standing=STANDINGS[scored.status],
        stale=silence(last, portfolio) if scored.stale else "",
        said=STANDINGS[scored.said] if scored.watermelon and scored.said else None,
        progress=percent(scored.progress),
        headline=headline(scored.progress, None if scored.grade is not None else scored.expected),
        grade=score(scored.grade) if scored.grade is not None else "",
        reading=of_objective(scored),
        because=because(scored, portfolio),
        facts=tuple(_facts(scored, last, portfolio)),
        sight=sight(scored, portfolio),
        unaligned=unaligned(scored, portfolio),
        serves=serves(scored, portfolio),
        key_results=tuple(
            key_result_block(number, kr, scored, portfolio)
            for number, kr in enumerate(scored.key_results, 1)
        ),
        explained=explained(explain_objective(scored, portfolio, AS_SHOWN), portfolio),
        around=around(scored, portfolio),
        below=below(scored, portfolio),
        needs=tuple(_needs(scored, portfolio)),
        needed_by=rows(needed_by(portfolio).get(key, ()), portfolio),
        initiatives=tuple(_work(scored, portfolio)),
        words=word_rows(scored.words, portfolio, None),
        continues=_row_of(each.continues.text if each.continues else "", portfolio),
        continued_by=rows(continued_by(portfolio).get(key, ()), portfolio),
        body=each.body,
        links=tuple((link.title, web(link.url)) for link in each.links),
        dropped=_dropped(each.dropped, portfolio),
        dropped_because=each.dropped_because,
        score_note=each.score_note,
        source=of_document(each.place, key, each.title.plain, addresses.objective(key), portfolio),
        check_in=way_of_objective(scored, portfolio),
        cascade=f"{addresses.CASCADE}#{each.id}",
        map=place_on_map(scored, portfolio),
    )


def _last_word(scored: ScoredObjective) -> date | None:
    days = [kr.last_word for kr in scored.key_results if kr.last_word is not None]
    days += [word.date for word in scored.words]
    return max(days, default=None)


def _dropped(dropped: Dropped, portfolio: Portfolio) -> str:
    if isinstance(dropped, date):
        if dropped > portfolio.as_of:
            return ""
        return gettext("Dropped on {day}.", day=day(dropped, year=True))
    return gettext("Dropped from this cycle.") if dropped else ""


def _row_of(key: str, portfolio: Portfolio) -> Row | None:
    found = portfolio.objectives.get(key)
    return row(found, portfolio) if found is not None else None


def _facts(scored: ScoredObjective, last: date | None, portfolio: Portfolio) -> Iterator[Line]:
    each, cycle = scored.objective, scored.cycle
    owner = who(each.owner, portfolio)
    held = holder(scored, portfolio)
    if owner is not None:
        yield line(gettext("Owner"), owner.name, owner.href)
    kind = gettext("Person") if each.person is not None else gettext("Team")
    yield line(kind, held.name, held.href)
    yield line(gettext("Cycle"), cycle.title, addresses.cycle(cycle.id))
    yield line(gettext("Ambition"), AMBITION_NAMES[each.ambition])
    yield line(gettext("Last check-in"), day(last) if last else gettext("none yet"))
    given = [kr.confidence for kr in scored.key_results if kr.confidence is not None]
    if given:
        yield line(gettext("Lowest confidence"), f"{number(min(given))}/10")
    if scored.down:
        many = ngettext("{count} objective", "{count} objectives", len(scored.aligned))
        yield line(gettext("Aligned to it"), many, "#aligned_")
    focus = {area.id: area.title for area in portfolio.site.focus}
    if each.focus is not None:
        yield line(gettext("Focus area"), focus.get(each.focus.text, each.focus.text))
    if each.priority:
        yield line(gettext("Priority"), each.priority)
    if each.tags:
        yield line(gettext("Tags"), commas(each.tags))
    yield from helpers(each.contributors, portfolio)


def _needs(scored: ScoredObjective, portfolio: Portfolio) -> Iterator[Need]:
    for each in scored.objective.depends_on:
        found = portfolio.objectives.get(each.objective.document)
        if found is not None:
            sure = each.confirmed is not None
            words = (
                gettext("confirmed {day}", day=day(each.confirmed))
                if sure
                else gettext("not confirmed yet")
            )
            yield Need(row(found, portfolio), words, sure)


def _work(scored: ScoredObjective, portfolio: Portfolio) -> Iterator[Work]:
    for each in scored.objective.initiatives:
        kr = scored.key_result(each.key_result) if each.key_result else None
        yield Work(
            title=each.title,
            state=STATE_WORDS[each.state],
            owner=who(each.owner, portfolio),
            key_result=kr.key_result.title.plain if kr else "",
            key_result_href=addresses.objective(scored.id, kr.id) if kr else "",
            link=web(each.link),
        )


PAGE = PageType("objective", pages, view)
