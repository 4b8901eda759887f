"""The form that changes an objective: only what differs is written, all else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model import addresses
from okrsite.serve.editing.asked import Said, way
from okrsite.serve.editing.desk import Desk
from okrsite.serve.editing.form import Button, Field, Form, Group
from okrsite.serve.editing.goal import Goal, goal_of
from okrsite.serve.editing.goal_fields import details, serves, why
from okrsite.serve.editing.rows import Row, group, prefix, row_said, rows_said

NAME, ALIGN = "change", "align"
PLAIN = ("owner", "ambition", "focus")


def form(desk: Desk, said: Said) -> Form:
    """As the file says it, or as far as it was changed."""
    goal = goal_of(desk, said)
    said = said if said.has("token") else Said([*said.pairs, *as_written(goal)])
    portfolio, its = desk.portfolio, goal.scored.objective
    who = goal.holder
    told = Said([*said.pairs, ("for", who)])
    begun = goal.scored.cycle.starts <= portfolio.as_of
    known = goal.objective.key_results
    count = max(rows_said(said) + (said.one("step") == "more"), len(known))
    rows = tuple(
        group(at, row_said(said, at), legend=f"Key result {at + 1}",
              known=known[at] if at < len(known) else None, moves=begun)
        for at in range(count)
    )  # fmt: skip
    title = Field("title", "What do you want to achieve?", "area", said.one("title"), wide=True,
                  tall=2, needed=True)  # fmt: skip
    return Form(
        title=f"Change: {its.title.plain}",
        lead="Only what you change is written; all else in the file stays as it is.",
        action=way(NAME),
        groups=(
            *((Group("what", "What", fields=(title,)),) if goal.title else ()),
            serves(portfolio, said, goal.scored.id, who, goal.scored.cycle.id),
            *rows,
            why(said.raw("body")),
            details(portfolio, told),
        ),
        hidden=_hidden(goal),
        buttons=(Button("more", "Another key result"),),
        back=addresses.objective(goal.scored.id),
    )


def align_form(desk: Desk, said: Said) -> Form:
    """The same, but only what it serves."""
    goal = goal_of(desk, said)
    said = said if said.has("token") else Said([*said.pairs, *as_written(goal)])
    its = goal.scored.objective
    who = goal.holder
    return Form(
        title=f"Align: {its.title.plain}",
        lead="What it serves decides where it stands in the cascade, and whom it helps.",
        action=way(ALIGN),
        groups=(serves(desk.portfolio, said, goal.scored.id, who, goal.scored.cycle.id),),
        hidden=_hidden(goal),
        back=addresses.objective(goal.scored.id),
    )


def _hidden(goal: Goal) -> tuple[tuple[str, str], ...]:
    return ("objective", goal.scored.id), ("digest", goal.source.digest)


def as_written(goal: Goal) -> Iterator[tuple[str, str]]:
    """The fields as the file says them."""
    yield "title", goal.title
    yield from ((name, str(goal.raw.get(name) or "")) for name in PLAIN)
    yield from (("aligns_to", ref) for ref in goal.aligned)
    for at in range(len(goal.objective.key_results)):
        yield from _row_as_written(at, goal.row(at))
    yield "body", goal.body


def _row_as_written(at: int, row: Row) -> Iterator[tuple[str, str]]:
    names = ("title", "how", "from", "to", "low", "high", "unit")
    return ((f"{prefix(at)}.{name}", value) for name, value in zip(names, row, strict=False))
