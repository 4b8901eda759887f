"""An objective as the machine-readable contract writes it (docs/reference/json.md)."""

from __future__ import annotations

from datetime import date
from typing import Any

from okrsite.model import addresses
from okrsite.model.document import Dropped, Initiative
from okrsite.model.forecast import Forecast
from okrsite.model.measure import CheckIn, MilestoneFact
from okrsite.model.portfolio import Edge, Portfolio, ScoredKeyResult, ScoredObjective


def iso(day: date | None) -> str | None:
    """A date as the contract writes it."""
    return None if day is None else day.isoformat()


def objective(scored: ScoredObjective, portfolio: Portfolio) -> dict[str, Any]:
    """One objective."""
    each = scored.objective
    return {
        "id": each.id,
        "code": each.code or None,
        "url": addresses.objective(each.id),
        "title": each.title.plain,
        "team": each.team.text if each.team else None,
        "person": each.person.text if each.person else None,
        "owner": each.owner.text if each.owner else None,
        "contributors": [ref.text for ref in each.contributors],
        "cycle": each.cycle.text,
        "ambition": str(each.ambition),
        "focus": each.focus.text if each.focus else None,
        "tags": list(each.tags),
        "priority": each.priority or None,
        "aliases": list(each.aliases),
        "continues": each.continues.text if each.continues else None,
        "audience": each.audience,
        "source": {"path": each.place.path, "line": each.place.line},
        "progress": scored.progress,
        "expected": scored.expected,
        "status": str(scored.status),
        "said": str(scored.said) if scored.said else None,
        "watermelon": scored.watermelon,
        "stale": scored.stale,
        "grade": scored.grade,
        "aligns_to": [_edge(edge) for edge in scored.up],
        "depends_on": [
            {"objective": each.objective.document, "confirmed": iso(each.confirmed)}
            for each in each.depends_on
        ],
        "line_of_sight": [
            {"objective": step.objective, "key_result": step.key_result}
            for step in scored.line_of_sight
        ],
        "aligned": list(scored.aligned),
        "leverage": dict(portfolio.leverage.get(each.id, {})),
        "initiatives": [_initiative(item) for item in each.initiatives],
        "key_results": [_key_result(kr, portfolio) for kr in scored.key_results],
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "objective": edge.objective,
        "key_result": edge.key_result,
        "weight": edge.weight,
        "drives": edge.drives,
    }


def _initiative(each: Initiative) -> dict[str, Any]:
    return {
        "title": each.title.plain,
        "owner": each.owner.text if each.owner else None,
        "state": str(each.state),
        "key_result": each.key_result,
        "link": each.link or None,
    }


def _key_result(scored: ScoredKeyResult, portfolio: Portfolio) -> dict[str, Any]:
    each, facts = scored.key_result, scored.facts
    hidden = each.withheld
    ambition = each.ambition
    rungs = None if facts.rungs is None else [list(rung) for rung in facts.rungs]
    return {
        "id": each.id,
        "title": each.title.plain,
        "kind": each.measure.kind,
        "owner": each.owner.text if each.owner else None,
        "weight": each.weight,
        "ambition": str(ambition) if ambition else None,
        "starts": iso(scored.starts),
        "due": iso(scored.due),
        "unit": facts.unit,
        "from": None if hidden else facts.start,
        "to": None if hidden else facts.target,
        "min": None if hidden else facts.min,
        "max": None if hidden else facts.max,
        "rungs": None if hidden else rungs,
        "aligned": facts.aligned,
        "milestones": [_milestone(step) for step in facts.milestones],
        "value": None if hidden else scored.value,
        "raw": scored.raw,
        "progress": scored.progress,
        "expected": scored.expected,
        "status": str(scored.status),
        "said": str(scored.said) if scored.said else None,
        "watermelon": scored.watermelon,
        "stale": scored.stale,
        "confidence": scored.confidence,
        "last_word": iso(scored.last_word),
        "score": scored.score,
        "grade": scored.grade,
        "forecast": _forecast(scored.forecast),
        "dropped": _dropped(each.dropped, portfolio.as_of),
        "withheld": each.withheld,
        "checkins": [_word(word, hidden=hidden) for word in scored.words],
    }


def _forecast(found: Forecast | None) -> dict[str, float] | None:
    if found is None:
        return None
    return {"at_due": found.at_due, "low": found.low, "high": found.high}


def _dropped(dropped: Dropped, as_of: date) -> str | bool | None:
    """The day, true where no day is known, null as long as it is not."""
    if isinstance(dropped, date):
        return iso(dropped) if dropped <= as_of else None
    return True if dropped else None


def _milestone(step: MilestoneFact) -> dict[str, Any]:
    return {
        "id": step.id,
        "title": step.title.plain,
        "weight": step.weight,
        "due": iso(step.due),
        "done": iso(step.done) if isinstance(step.done, date) else step.done,
    }


def _word(word: CheckIn, *, hidden: bool) -> dict[str, Any]:
    return {
        "date": iso(word.date),
        "value": None if hidden else word.value,
        "progress": word.progress,
        "confidence": word.confidence,
        "status": str(word.status) if word.status else None,
        "note": word.note.plain or None,
        "by": word.by,
        "source": {"path": word.place.path, "line": word.place.line},
    }
