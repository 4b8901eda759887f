"""What a check-in said, as one line or as a row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext, pgettext, spoken
from okrsite.model.measure import CheckIn
from okrsite.model.portfolio import Portfolio, ScoredKeyResult
from okrsite.model.prose import Prose
from okrsite.pages._escape import Html, escape
from okrsite.pages._frame import href
from okrsite.pages._places import locator
from okrsite.pages._rows import Named, who_id
from okrsite.pages._words import STANDINGS, Standing, day, listed, number, percent


class Word(NamedTuple):
    """A check-in as a line."""

    date: str
    iso: str
    figure: str
    """The value with its unit, a share, or the milestones done; empty where it has none."""
    confidence: str
    standing: Standing | None
    """The status said."""
    note: Prose
    by: Named | None
    href: str
    """The entry of the updates page that tells of it; empty for an inline one."""


class WordRow(NamedTuple):
    """A check-in as a row of a table."""

    head: Markup
    """The cells before the note: date, figure, confidence, status said."""
    note: Prose
    by: Named | None
    tail: Markup
    """The cell after the note: where it was written."""


def word(
    said: CheckIn,
    portfolio: Portfolio,
    kr: ScoredKeyResult | None,
    unit: str = "",
    *,
    link: bool = True,
) -> Word:
    """A check-in on a key result, or on an objective or kpi; within its own entry without link."""
    return Word(
        _date(said, portfolio),
        said.date.isoformat(),
        figure(said, kr, unit),
        _confidence(said),
        STANDINGS[said.status] if said.status else None,
        said.note,
        who_id(said.by, portfolio),
        said.page if link else "",
    )


def word_rows(
    words: Sequence[CheckIn], portfolio: Portfolio, kr: ScoredKeyResult | None
) -> tuple[WordRow, ...]:
    """Check-ins as rows, the newest first."""
    where = locator(portfolio)
    return tuple([_row(said, portfolio, kr, where(said.place)) for said in reversed(words)])


def _row(said: CheckIn, portfolio: Portfolio, kr: ScoredKeyResult | None, where: str) -> WordRow:
    standing = STANDINGS[said.status].drawn if said.status else ""
    update = f'<a href="{escape(href(said.page))}">{_update()}</a> ' if said.page else ""
    head = (
        f'<th scope="row"><time datetime="{said.date}">{_date(said, portfolio)}</time></th>'
        f'<td>{escape(figure(said, kr))}</td><td class="r">{_confidence(said)}</td>'
        f"<td>{standing}</td>"
    )
    tail = f"<td>{update}{where}</td>"
    return WordRow(Html(head), said.note, who_id(said.by, portfolio), Html(tail))


@spoken(1)
def _update() -> str:
    return escape(pgettext("where a check-in was published", "update"))


def _date(said: CheckIn, portfolio: Portfolio) -> str:
    return day(said.date, year=said.date.year != portfolio.as_of.year)


def _confidence(said: CheckIn) -> str:
    return number(said.confidence) if said.confidence is not None else ""


def figure(said: CheckIn, kr: ScoredKeyResult | None, unit: str = "") -> str:
    """The figure of a check-in in words; nothing of a withheld one."""
    if kr is not None and kr.key_result.withheld:
        return ""
    if said.value is not None:
        return number(said.value, (kr.facts.unit if kr else unit) or None)
    if said.progress is not None:
        return percent(said.progress)
    if said.done is True:
        return gettext("done")
    if said.done is False:
        return gettext("not done")
    if said.done and kr is not None:
        titles = {m.id: m.title.plain for m in kr.facts.milestones}
        named = listed(titles.get(key, key) for key in said.done)
        return gettext("done: {milestones}", milestones=named)
    return ""
