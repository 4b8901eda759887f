"""A comparison in words: for a terminal, for minutes, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from okrsite.cli._lines import one_line, percent, status
from okrsite.exchange.exporters.markdown import text as marked
from okrsite.model.comparison import Comparison, KeyResultPair, Moved, Pair
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective

Row = tuple[str, str, str]
"""What it is about, what happened, and its id."""
Section = tuple[str, list[Row]]


def write(found: Comparison, portfolio: Portfolio, form: str, revision: str | None) -> str:
    """The comparison in one of the formats, without a line break at the end."""
    if form == "json":
        return json.dumps(_data(found, revision), ensure_ascii=False, indent=2)
    sections = [(name, rows) for name, rows in _sections(found) if rows]
    since = f"the content at {one_line(revision)}" if revision else f"{found.since}"
    head = f"{portfolio.site.title}: {found.until} against {since}"
    return _markdown(head, sections, found) if form == "markdown" else _text(head, sections, found)


def _sections(found: Comparison) -> Iterator[Section]:
    yield "Turned worse", [_pair(each) for each in found.turned if each.worse > 0]
    yield "Turned better", [_pair(each) for each in found.turned if each.worse < 0]
    yield "Other turns", [_pair(each) for each in found.turned if not each.worse]
    yield "Moved", [_pair(each) for each in found.moved]
    yield "New", [_one(each) for each in found.begun]
    yield "Over", [_pair(each) for each in found.ended]
    yield "Dropped", [_pair(each) for each in found.dropped]
    yield "No longer there", [_one(each) for each in found.gone]
    yield "Targets changed", [_moved(each) for each in found.retargeted]


def _pair(each: Pair) -> Row:
    far = f" ({each.points:+d})" if each.points else ""
    shares = f"{percent(each.then.progress)} → {percent(each.now.progress)}{far}"
    turned = f", {status(each.then)} → {status(each.now)}" if each.turned else ""
    return each.now.objective.title.plain, f"{shares}{turned}", each.now.id


def _one(each: ScoredObjective) -> Row:
    return each.objective.title.plain, f"{percent(each.progress)}, {status(each)}", each.id


def _moved(each: Moved) -> Row:
    change = each.change
    because = f": {change.because.plain}" if change.because else ""
    return (
        each.key_result.key_result.title.plain,
        f"{change.date}, `{change.field}` was {change.was}{because}",
        f"{each.objective.id}#{each.key_result.id}",
    )


def _still(found: Comparison) -> str:
    if not found.differences:
        return "Nothing has changed."
    many = len(found.still)
    return f"{many} objective{'' if many == 1 else 's'} stand{'s' if many == 1 else ''} as before."


def _text(head: str, sections: Sequence[Section], found: Comparison) -> str:
    lines = [one_line(head), ""]
    for name, rows in sections:
        lines.append(f"{name}: {len(rows)}")
        for title, what, key in rows:
            lines += [f"  {one_line(title)}", f"    {one_line(what)}  [{key}]"]
        lines.append("")
    return "\n".join([*lines, _still(found)])


def _markdown(head: str, sections: Sequence[Section], found: Comparison) -> str:
    lines = [f"## {marked(one_line(head))}", ""]
    for name, rows in sections:
        lines += [f"### {name} ({len(rows)})", ""]
        lines += [f"- **{marked(one_line(t))}**: {marked(one_line(what))}" for t, what, _ in rows]
        lines.append("")
    return "\n".join([*lines, _still(found)])


# For programs -------------------------------------------------------------------------------------


def _data(found: Comparison, revision: str | None) -> dict[str, Any]:
    return {
        "from": found.since.isoformat(),
        "to": found.until.isoformat(),
        "revision": revision,
        "turned": [_pair_data(each) for each in found.turned],
        "moved": [_pair_data(each) for each in found.moved],
        "new": [_state(each) for each in found.begun],
        "over": [_pair_data(each) for each in found.ended],
        "dropped": [_pair_data(each) for each in found.dropped],
        "gone": [_state(each) for each in found.gone],
        "targets_changed": [
            {
                "objective": each.objective.id,
                "key_result": each.key_result.id,
                "date": each.change.date.isoformat(),
                "field": each.change.field,
                "was": str(each.change.was),
                "because": each.change.because.plain,
            }
            for each in found.retargeted
        ],
        "unchanged": len(found.still),
    }


def _pair_data(each: Pair) -> dict[str, Any]:
    return {
        "id": each.now.id,
        "title": each.now.objective.title.plain,
        "then": _figures(each.then),
        "now": _figures(each.now),
        "key_results": [_key_result(pair) for pair in each.key_results],
    }


def _key_result(each: KeyResultPair) -> dict[str, Any]:
    return {"id": each.now.id, "then": _figures(each.then), "now": _figures(each.now)}


def _state(each: ScoredObjective) -> dict[str, Any]:
    return {"id": each.id, "title": each.objective.title.plain, **_figures(each)}


def _figures(each: ScoredObjective | ScoredKeyResult) -> dict[str, Any]:
    return {
        "progress": each.progress,
        "expected": each.expected,
        "status": str(each.status),
        "stale": each.stale,
        "grade": each.grade,
    }
