"""JSON: objectives with their key results, in the words of the content format."""

from __future__ import annotations

import json
from typing import Any

from okrsite.exchange.lines import Goal, goals, measure_words, plain
from okrsite.exchange.telling import history_of, kpi_of, needs_of, work_of
from okrsite.model.portfolio import Portfolio, ScoredKeyResult

NAME = "json"
BINARY = False


def write(portfolio: Portfolio) -> bytes:
    """Write everything as one document."""
    told = {
        "title": portfolio.site.title,
        "as_of": portfolio.as_of.isoformat(),
        "cycles": [
            {"id": key, "starts": _day(each.starts), "ends": _day(each.ends)}
            for key, each in portfolio.cycles.items()
        ],
        "objectives": [_objective(each, portfolio) for each in goals(portfolio)],
        "kpis": [kpi_of(each) for each in portfolio.kpis.values()],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _objective(goal: Goal, portfolio: Portfolio) -> dict[str, Any]:
    written = goal.scored.objective
    return {
        "id": goal.id,
        "title": goal.title,
        "team": goal.team,
        "owner": goal.owner,
        "contributors": [each.text for each in written.contributors],
        "cycle": goal.cycle,
        "aligns_to": list(goal.aligns_to),
        "priority": written.priority,
        "status": goal.status,
        "progress": goal.progress,
        "expected": goal.expected,
        "depends_on": needs_of(goal.scored),
        "initiatives": work_of(goal.scored),
        "key_results": [_key_result(each, portfolio) for each in goal.scored.key_results],
    }


def _key_result(each: ScoredKeyResult, portfolio: Portfolio) -> dict[str, Any]:
    written = each.key_result
    return {
        "id": each.id,
        "title": plain(written.title.plain),
        "measure": "" if written.withheld else measure_words(each),
        "owner": written.owner.text if written.owner else "",
        "weight": written.weight,
        "starts": _day(written.starts),
        "due": _day(written.due),
        "priority": written.priority,
        "score": each.score,
        "value": None if written.withheld else each.value,
        "progress": each.progress,
        "expected": each.expected,
        "status": str(each.status).replace("_", " "),
        "confidence": each.confidence,
        "kpi": written.kpi.text if written.kpi and not written.withheld else "",
        "checkins": history_of(each, portfolio),
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
