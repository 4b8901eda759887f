"""Markdown on one page: a heading an objective, a table of its key results."""

from __future__ import annotations

import re
from collections.abc import Iterator

from okrsite.exchange.lines import Goal, goals, measure_words, plain, span
from okrsite.model.portfolio import Portfolio

NAME = "markdown"
BINARY = False
_MARKS = re.compile(r"([\\`*_\[\]<>#~|@])")
_COLUMNS = (
    "Key result",
    "Measure",
    "Owner",
    "Value",
    "Progress",
    "Status",
    "Score",
    "Key result ID",
)


def write(portfolio: Portfolio) -> bytes:
    """Write the page."""
    parts = [f"# {text(portfolio.site.title)}", f"As of {portfolio.as_of.isoformat()}."]
    if mission := portfolio.site.mission:
        parts.insert(1, f"> {text(mission.plain)}")
    for goal in goals(portfolio):
        parts += _objective(goal)
    return ("\n\n".join(parts) + "\n").encode()


def _objective(goal: Goal) -> Iterator[str]:
    yield f"## Objective: {text(goal.title)}"
    facts = {
        "Id": goal.id,
        "Team": goal.team,
        "Owner": goal.owner,
        "Cycle": f"{goal.cycle} ({' to '.join(filter(None, span(goal)))})",
        "Aligns to": "; ".join(goal.aligns_to),
        "Status": goal.status + ("" if goal.progress is None else f", {goal.progress:.0%}"),
    }
    yield "\n".join(f"- {name}: {value}" for name, value in facts.items() if value)
    if not goal.scored.key_results:
        return
    lines = [_row(_COLUMNS), _row(["---"] * len(_COLUMNS))]
    for each in goal.scored.key_results:
        written = each.key_result
        lines.append(
            _row(
                (
                    text(written.title.plain),
                    "" if written.withheld else measure_words(each).replace("|", "\\|"),
                    written.owner.text if written.owner else "",
                    "" if written.withheld or each.value is None else f"{each.value:.10g}",
                    "" if each.progress is None else f"{each.progress:.0%}",
                    str(each.status).replace("_", " "),
                    "" if each.score is None else f"{each.score:.10g}",
                    each.id,
                )
            )
        )
    yield "\n".join(lines)


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def text(words: str) -> str:
    """Words that Markdown leaves alone."""
    return _MARKS.sub(r"\\\1", plain(words))
