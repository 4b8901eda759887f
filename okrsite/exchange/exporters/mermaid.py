"""The cascade as a Mermaid diagram, for pages that draw such."""

from __future__ import annotations

import re

from okrsite.exchange.lines import goals, plain
from okrsite.model.portfolio import Portfolio
from okrsite.model.text import shortened

NAME = "mermaid"
BINARY = False
_LONGEST = 90
_NOT_PLAIN = re.compile(r"[^\w\s.,:%/+'()-]")


def write(portfolio: Portfolio) -> bytes:
    """Write the diagram: an arrow leads from an objective to what it serves."""
    found = list(goals(portfolio))
    names = {goal.id: f"o{number}" for number, goal in enumerate(found, 1)}
    lines = ["flowchart BT"]
    lines += [f'  {names[goal.id]}["{label(goal.title)}"]' for goal in found]
    for goal in found:
        for edge in goal.scored.up:
            if edge.objective not in names:
                continue
            above = portfolio.objectives[edge.objective].key_result(edge.key_result or "")
            words = f'|"{label(above.key_result.title.plain, 50)}"|' if above else ""
            lines.append(f"  {names[goal.id]} -->{words} {names[edge.objective]}")
    return ("\n".join(lines) + "\n").encode()


def label(words: str, most: int = _LONGEST) -> str:
    """A text between quotation marks: all that could end or mean something is a number."""
    return _NOT_PLAIN.sub(lambda found: f"#{ord(found[0])};", shortened(plain(words), most))
