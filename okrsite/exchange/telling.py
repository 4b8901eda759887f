"""Check-ins, initiatives, dependencies and kpis as data, for exports that hold all of it."""

from __future__ import annotations

from typing import Any

from okrsite.exchange.lines import plain
from okrsite.model.measure import CheckIn
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredKpi, ScoredObjective

Word = dict[str, Any]


def history_of(scored: ScoredKeyResult, portfolio: Portfolio) -> list[Word] | None:
    """What was said of a key result itself; None: it is withheld."""
    goal = scored.key_result
    if goal.withheld:
        return None
    kpi = portfolio.kpis.get(goal.kpi.text) if goal.kpi else None
    taken = {word.place for word in kpi.words} if kpi else set()
    return [_word(word) for word in scored.words if word.place not in taken]


def _word(word: CheckIn) -> Word:
    done = list(word.done) if isinstance(word.done, tuple) else word.done
    every = {
        "date": word.date.isoformat(),
        "value": word.value,
        "progress": word.progress,
        "done": done,
        "confidence": word.confidence,
        "status": str(word.status) if word.status else None,
        "note": plain(word.note.plain) or None,
        "by": word.by,
    }
    return {name: value for name, value in every.items() if value is not None}


def needs_of(scored: ScoredObjective) -> list[Word]:
    """What an objective depends on."""
    return [
        {
            "objective": each.objective.document,
            "confirmed": each.confirmed.isoformat() if each.confirmed else None,
        }
        for each in scored.objective.depends_on
    ]


def work_of(scored: ScoredObjective) -> list[Word]:
    """The initiatives of an objective."""
    return [
        {
            "title": plain(each.title.plain),
            "state": str(each.state),
            "owner": each.owner.text if each.owner else "",
            "key_result": each.key_result or "",
            "link": each.link,
        }
        for each in scored.objective.initiatives
    ]


def kpi_of(scored: ScoredKpi) -> Word:
    """A kpi with all its values."""
    kpi = scored.kpi
    band = kpi.healthy
    return {
        "id": kpi.id,
        "title": plain(kpi.title.plain),
        "team": kpi.team.text if kpi.team else "",
        "owner": kpi.owner.text if kpi.owner else "",
        "unit": kpi.unit or "",
        "healthy": {"min": band.min, "max": band.max} if band else None,
        "checkin": str(kpi.checkin) if kpi.checkin else None,
        "checkins": [_word(word) for word in scored.words],
    }
