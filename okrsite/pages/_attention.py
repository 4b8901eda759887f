"""What needs attention: objectives, by the worst that is to be said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from okrsite.i18n import gettext, ngettext
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.status import Status
from okrsite.model.wording import STATUS_WORDS
from okrsite.pages._rows import Row, row


class Trouble(NamedTuple):
    """An objective that needs attention, and why."""

    row: Row
    why: str


class Group(NamedTuple):
    """Objectives that need attention for one reason."""

    title: str
    glyph: str
    total: int
    shown: tuple[Trouble, ...]
    query: str
    """What shows all of them in the cascade; empty where nothing does."""


def attention(
    found: Iterable[ScoredObjective], portfolio: Portfolio, most: int
) -> tuple[Group, ...]:
    """Groups of objectives, the furthest behind first, each objective once."""
    return tuple(_groups(list(found), portfolio, most))


def _groups(now: list[ScoredObjective], portfolio: Portfolio, most: int) -> Iterator[Group]:
    reasons = (
        (gettext("Off track"), "g-off", Status.OFF_TRACK, lambda e: e.status is Status.OFF_TRACK),
        (gettext("Silent"), "g-silent", Status.SILENT, lambda e: e.status is Status.SILENT),
        (gettext("Said to be better than it is"), "g-melon", None, lambda e: e.watermelon),
        (gettext("Not updated in time"), "g-stale", None, lambda e: e.stale),
        (gettext("At risk"), "g-risk", Status.AT_RISK, lambda e: e.status is Status.AT_RISK),
    )
    told: set[str] = set()
    for title, glyph, status, holds in reasons:
        group = [each for each in now if holds(each) and each.id not in told]
        told |= {each.id for each in group}
        group.sort(key=lambda e: ((e.progress or 0) - (e.expected or 0), e.id))
        if group:
            shown = tuple(Trouble(row(e, portfolio), why(e, portfolio)) for e in group[:most])
            query = f"?status={status}" if status else ""
            yield Group(title, glyph, len(group), shown, query)


def why(each: ScoredObjective, portfolio: Portfolio) -> str:
    """The last note on what holds it back, or what is known of its silence."""
    weak = [kr for kr in each.key_results if kr.status in _WEAK] or list(each.key_results)
    notes = [word for kr in weak for word in kr.words if word.note]
    last = max((kr.last_word for kr in each.key_results if kr.last_word), default=None)
    if each.watermelon and each.said is not None:
        return gettext("Said to be {status}.", status=STATUS_WORDS[each.said])
    if each.stale and last is not None:
        days = (portfolio.as_of - last).days
        return ngettext("Last check-in {count} day ago.", "Last check-in {count} days ago.", days)
    if notes:
        return _short(max(notes, key=lambda word: word.date).note.plain)
    if each.status is Status.SILENT:
        return gettext("No check-in yet.")
    return ""


_WEAK = frozenset({Status.OFF_TRACK, Status.AT_RISK, Status.SILENT})


def _short(text: str) -> str:
    return text if len(text) <= 140 else text[:139].rstrip() + "…"
