"""What pulls an objective down, as its page names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.why import Reason, reasons
from okrsite.pages._reading import against_pace
from okrsite.pages._words import STANDINGS, Standing

_MOST = 5


@dataclass(frozen=True, slots=True)
class Cause:
    """One of the reasons."""

    amount: str
    """`5 points`; empty where it moves no figure."""
    title: str
    href: str
    of: str
    """The objective below that it is of; empty for one of the objective's own."""
    standing: Standing


@dataclass(frozen=True, slots=True)
class Because:
    """Why an objective is not on track."""

    lead: str
    """How far it is behind: what the reasons are reasons of."""
    title: str
    """`At risk because of`"""
    causes: tuple[Cause, ...]
    note: str
    """How many are left out, and why some have no points."""


def because(scored: ScoredObjective, portfolio: Portfolio) -> Because | None:
    """The reasons that matter most; None where the objective is not behind."""
    found = reasons(scored, portfolio)
    if not found:
        return None
    telling = [each for each in found if not each.slight] or found
    shown = [_cause(each, scored, portfolio) for each in telling[:_MOST]]
    return Because(
        lead=against_pace(scored),
        title=gettext("{status} because of", status=STANDINGS[scored.status].word),
        causes=tuple(shown),
        note=" ".join(_notes(len(telling) - len(shown), shown)),
    )


def _notes(more: int, shown: Sequence[Cause]) -> Iterator[str]:
    if more:
        yield ngettext("And {count} more.", "And {count} more.", more)
    if not all(each.amount for each in shown):
        yield gettext("A dash marks what only supports it, or has no pace of its own.")


def _cause(each: Reason, top: ScoredObjective, portfolio: Portfolio) -> Cause:
    objective = portfolio.objectives[each.objective]
    kr = objective.key_result(each.key_result) if each.key_result is not None else None
    title = objective.objective.title.plain
    if kr is None:
        href = addresses.objective(objective.id)
        return Cause("", title, href, "", STANDINGS[each.status])
    return Cause(
        amount="" if each.amount is None else _points(each.amount),
        title=kr.key_result.title.plain,
        href=addresses.objective(objective.id, kr.id),
        of="" if objective.id == top.id else title,
        standing=STANDINGS[each.status],
    )


def _points(amount: float) -> str:
    whole = round(amount * 100)
    if not whole:
        return gettext("under 1 point")
    return ngettext("{count} point", "{count} points", whole)
