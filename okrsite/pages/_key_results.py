"""A key result as a block: figures, chart, words, and how each number came about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext, ngettext, pgettext, spoken
from okrsite.model import addresses
from okrsite.model.document import Change, Ref
from okrsite.model.explain import explain_key_result
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.prose import Prose
from okrsite.model.wording import AMBITION_WORDS, FIELD_WORDS
from okrsite.pages._bars import measured
from okrsite.pages._escape import Html
from okrsite.pages._explained import AS_SHOWN, explained
from okrsite.pages._figures import Facing, facing, picture
from okrsite.pages._forecast import lands
from okrsite.pages._places import Written, web, written
from okrsite.pages._rows import Row, linked, row, who
from okrsite.pages._said import Word, WordRow, word, word_rows
from okrsite.pages._words import STANDINGS, Standing, commas, day, number, percent

_NOTES = 3


class Step(NamedTuple):
    """A milestone."""

    title: Prose
    state: str
    """`done`, `late` or `open`."""
    said: str
    """The same for people."""
    when: str
    weight: str
    """Empty where it weighs 1."""


class Moved(NamedTuple):
    """A goalpost that was moved in the open."""

    date: str
    what: str
    because: Prose


class Line(NamedTuple):
    """A fact with its name."""

    name: str
    drawn: Markup
    """Text, or links."""


def line(name: str, value: str, href: str = "") -> Line:
    """A fact, with the address of its page where it has one."""
    return Line(name, linked(value, href))


class KeyResultBlock(NamedTuple):
    """A key result on its objective's page."""

    id: str
    number: int
    title: Prose
    kind: str
    """Of the contract: `metric`."""
    standing: Standing
    stale: str
    """`no check-in for 17 days`; empty where it is not stale."""
    said: Standing | None
    """The status said, where it is better than the computed one."""
    measured: Markup
    """Progress, its bar and the gap to pace."""
    facing: tuple[Facing, ...]
    """From, now and target: what the kind has of them."""
    lands: str
    """`lands at 72% (61–80)`; empty where no forecast is to be told."""
    ahead: bool
    """Whether its picture goes on to there."""
    cells: Markup
    kept: str
    picture: Markup
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]
    notes: tuple[Word, ...]
    """The last words that have a note, newest first."""
    words: tuple[WordRow, ...]
    """All words, newest first."""
    aligned: tuple[Row, ...]
    """The objectives that measure an aligned one."""
    moved: tuple[Moved, ...]
    dropped: str
    """When; empty where nobody wrote it."""
    dropped_because: Prose
    score_note: Prose
    source: Prose
    links: tuple[tuple[str, str], ...]
    withheld: bool
    explained: Markup
    """How each of its numbers came about."""
    written: Written


def key_result_block(
    number_: int, kr: ScoredKeyResult, scored: ScoredObjective, portfolio: Portfolio
) -> KeyResultBlock:
    """The block of one key result."""
    each = kr.key_result
    noted = [said for said in reversed(kr.words) if said.note][:_NOTES]
    drawn = picture(kr, portfolio)
    goes = lands(kr, portfolio)
    return KeyResultBlock(
        id=each.id,
        number=number_,
        title=each.title,
        kind=each.measure.kind,
        standing=STANDINGS[kr.status],
        stale=silence(kr.last_word, portfolio) if kr.stale else "",
        said=STANDINGS[kr.said] if kr.watermelon and kr.said else None,
        measured=measured(kr.progress, kr.expected, kr.grade),
        facing=facing(kr),
        lands=goes,
        ahead=drawn.ahead,
        cells=drawn.cells,
        kept=drawn.kept,
        picture=drawn.picture,
        lines=tuple(_lines(kr, scored, portfolio, goes)),
        steps=tuple(_steps(kr, portfolio)),
        notes=tuple([word(said, portfolio, kr) for said in noted]),
        words=word_rows(kr.words, portfolio, kr),
        aligned=tuple(row(portfolio.objectives[key], portfolio) for key in kr.contributors),
        moved=tuple(_moved(change) for change in each.changed if change.date <= portfolio.as_of),
        dropped=day(each.dropped, year=True) if not isinstance(each.dropped, bool | None) else "",
        dropped_because=each.dropped_because,
        score_note=each.score_note,
        source=each.source,
        links=tuple((link.title, web(link.url)) for link in each.links),
        withheld=each.withheld,
        explained=explained(explain_key_result(kr, portfolio, AS_SHOWN), portfolio),
        written=written(each.place, portfolio),
    )


def silence(last: date | None, portfolio: Portfolio) -> str:
    """How long nobody has said a word: `no check-in for 17 days`."""
    if last is None:
        return ""
    days = (portfolio.as_of - last).days
    return ngettext("no check-in for {count} day", "no check-in for {count} days", days)


def _lines(
    kr: ScoredKeyResult, scored: ScoredObjective, portfolio: Portfolio, goes: str
) -> list[Line]:
    each = kr.key_result
    owner = who(each.owner, portfolio)
    found = [line(gettext("Owner"), owner.name, owner.href)] if owner is not None else []
    if kr.grade is not None:
        found.append(line(gettext("Progress at the end"), percent(kr.progress)))
    elif kr.expected is not None:
        found.append(line(gettext("Expected by now"), percent(kr.expected)))
    if goes:
        found.append(line(gettext("Forecast"), goes))
    if kr.confidence is not None:
        found.append(line(gettext("Confidence"), f"{number(kr.confidence)}/10{_change(kr)}"))
    if kr.last_word is not None or each.measure.kind != "aligned":
        found.append(line(gettext("Last check-in"), _last(kr.last_word, portfolio.as_of)))
    if each.weight != 1:
        weight = number(each.weight) if each.weight else gettext("0, not counted")
        found.append(line(gettext("Weight"), weight))
    if each.starts is not None or each.due is not None:
        ends = day(kr.due) if kr.due else pgettext("without an end", "open")
        found.append(line(pgettext("span of time", "Window"), f"{day(kr.starts)} – {ends}"))
    return found + _rest(kr, scored, portfolio) + helpers(each.contributors, portfolio)


def _rest(kr: ScoredKeyResult, scored: ScoredObjective, portfolio: Portfolio) -> list[Line]:
    """What few key results have."""
    each = kr.key_result
    found = []
    if each.ambition is not None and each.ambition is not scored.objective.ambition:
        found.append(line(gettext("Ambition"), AMBITION_WORDS[each.ambition]))
    if each.kpi is not None and each.kpi.text in portfolio.kpis:
        kpi = portfolio.kpis[each.kpi.text].kpi
        found.append(line(gettext("Values of"), kpi.title.plain, addresses.kpi(kpi.id)))
    if each.priority:
        found.append(line(gettext("Priority"), each.priority))
    if each.deferred_to is not None:
        found.append(_deferred(each.deferred_to.text, portfolio))
    return found


def helpers(refs: Iterable[Ref], portfolio: Portfolio) -> list[Line]:
    """Who contributes, as one fact; none where nobody does."""
    named = [each for ref in refs if (each := who(ref, portfolio)) is not None]
    if not named:
        return []
    return [Line(pgettext("people who contribute", "With"), Html(commas(n.drawn for n in named)))]


def _deferred(key: str, portfolio: Portfolio) -> Line:
    cycle = portfolio.cycles.get(key)
    if cycle is None:
        return line(gettext("Deferred to"), key)
    return line(gettext("Deferred to"), cycle.title, addresses.cycle(cycle.id))


def _change(kr: ScoredKeyResult) -> str:
    given = [w.confidence for w in kr.words if w.confidence is not None]
    if len(given) < 2 or given[-1] == given[-2]:
        return ""
    gap = given[-1] - given[-2]
    return f" {'↑' if gap > 0 else '↓'}{number(abs(gap))}"


@spoken(4096)
def _last(when: date | None, as_of: date) -> str:
    """When the last check-in was: `20 Nov, 1 day ago`."""
    if when is None:
        return gettext("none yet")
    days = (as_of - when).days
    if days == 0:
        return gettext("{day}, today", day=day(when))
    return ngettext("{day}, {count} day ago", "{day}, {count} days ago", days, day=day(when))


def _steps(kr: ScoredKeyResult, portfolio: Portfolio) -> list[Step]:
    found = []
    for each in kr.facts.milestones:
        due = each.due or kr.due
        late = not each.done and due is not None and due < portfolio.as_of
        if each.done:
            when = "" if each.done is True else day(each.done)
        else:
            when = gettext("due {day}", day=day(due)) if due else ""
        state = "done" if each.done else "late" if late else "open"
        weight = number(each.weight) if each.weight != 1 else ""
        found.append(Step(each.title, state, _state(state), when, weight))
    return found


def _state(state: str) -> str:
    if state == "open":
        return pgettext("not done yet", "open")
    return gettext("done") if state == "done" else pgettext("not done in time", "late")


def _moved(change: Change) -> Moved:
    was = number(change.was) if isinstance(change.was, int | float) else str(change.was)
    field = FIELD_WORDS.get(change.field, change.field)
    what = gettext("{field} was {value}", field=field, value=was)
    return Moved(day(change.date, year=True), what, change.because)
