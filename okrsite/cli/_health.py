"""The health of a programme for machines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from okrsite.model.grades import mean

if TYPE_CHECKING:
    from okrsite.model.calibration import Record, Said
    from okrsite.model.health import Health, Share
    from okrsite.model.load import Load
    from okrsite.model.portfolio import Edge, Portfolio, ScoredKeyResult, ScoredObjective


def answer(found: Health, portfolio: Portfolio) -> dict[str, Any]:
    """Every figure as the list that it counts."""
    coverage, rhythm = found.coverage, found.rhythm
    return {
        "as_of": str(portfolio.as_of),
        "audience": portfolio.audience,
        "objectives": {"running": _ids(found.running), "pursued": len(found.pursued)},
        "coverage": {
            "line_of_sight": _share(coverage.sight, _ids(coverage.sight.lacking)),
            "serving": _share(coverage.serving, _ids(coverage.serving.lacking)),
            "without_strategy": _ids(coverage.adrift),
            "unsupported": [_goal(*each) for each in coverage.unsupported],
            "teams_with_objectives": _share(
                coverage.teams, [each.id for each in coverage.teams.lacking]
            ),
            "teams_connected": _share(
                coverage.connected, [each.id for each in coverage.connected.lacking]
            ),
        },
        "rhythm": {
            "due": rhythm.due,
            "silent": [_goal(*each) for each in rhythm.silent],
            "stale": [_goal(*each) for each in rhythm.stale],
        },
        "watermelons": {
            "objectives": _share(rhythm.objectives, _ids(rhythm.objectives.lacking)),
            "key_results": _share(
                rhythm.key_results, [_goal(*each) for each in rhythm.key_results.lacking]
            ),
        },
        "load": {"teams": _loads(found.teams), "owners": _loads(found.owners)},
        "alignments": [
            {
                "from": one or None,
                "to": other or None,
                "count": len(edges),
                "edges": [_edge(each) for each in edges],
            }
            for (one, other), edges in found.alignments.items()
        ],
        "outlook": {
            **{name: [_goal(*each) for each in goals] for name, goals in found.outlook.bands},
            "unforeseen": [_goal(*each) for each in found.outlook.unforeseen],
        },
        "grades": [
            {
                "cycle": each.cycle.id,
                "mean": mean(each.stretching),
                "objectives": _ids(each.stretching),
                "teams": {key or "": mean(graded) for key, graded in each.teams.items()},
                "commitments": {"graded": _ids(each.committed), "met": _ids(each.met)},
            }
            for each in found.grades
        ],
        "calibration": {
            **_record(found.calibration.site),
            "teams": {key: _record(each) for key, each in found.calibration.teams.items()},
            "said": [_said(each) for each in found.said],
        },
        "kpis": _share(found.kpis, [each.kpi.id for each in found.kpis.lacking]),
    }


def _share(share: Share[Any], lacking: list[Any]) -> dict[str, Any]:
    return {"counted": share.counted, "share": share.share, "lacking": lacking}


def _ids(found: Iterable[ScoredObjective]) -> list[str]:
    return [each.id for each in found]


def _goal(each: ScoredObjective, kr: ScoredKeyResult | None) -> dict[str, str | None]:
    return {"objective": each.id, "key_result": kr.id if kr is not None else None}


def _edge(each: Edge) -> dict[str, Any]:
    to = {"objective": each.objective, "key_result": each.key_result}
    return {"objective": each.source, "to": to, "drives": each.drives}


def _said(each: Said) -> dict[str, Any]:
    of = _goal(each.objective, each.key_result)
    return {**of, "team": each.team, "confidence": each.confidence, "met": each.met}


def _loads(found: Iterable[Load]) -> list[dict[str, Any]]:
    return [
        {
            "id": each.key or None,
            "objectives": _ids(each.objectives),
            "key_results": [_goal(*goal) for goal in each.key_results],
            "crowded": list(each.crowded),
        }
        for each in found
    ]


def _record(record: Record) -> dict[str, Any]:
    return {
        "given": record.given,
        "met": record.met,
        "brier": record.brier,
        "levels": [
            {"confidence": each.confidence, "given": each.given, "met": each.met}
            for each in record.levels
        ],
    }
