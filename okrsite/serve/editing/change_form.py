"""The form that changes an objective: only what differs is written, all else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.edit import Add, Change, Edit, Put, Remove, Value, change
from okrsite.model import addresses
from okrsite.serve.editing.asked import Said, way
from okrsite.serve.editing.desk import Desk
from okrsite.serve.editing.form import Button, Draft, Field, Form, Group, Note
from okrsite.serve.editing.goal import CHANGED, Goal, goal_of, on_one_line, with_body
from okrsite.serve.editing.goal_fields import details, served, serves, why
from okrsite.serve.editing.row_changes import with_row
from okrsite.serve.editing.rows import Row, faults, group, item, prefix, row_said, rows_said

NAME, ALIGN = "change", "align"
_PLAIN = ("owner", "ambition", "focus")


def form(desk: Desk, said: Said) -> Form:
    """As the file says it, or as far as it was changed."""
    goal = goal_of(desk, said)
    said = said if said.has("token") else Said([*said.pairs, *_as_written(goal)])
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
    said = said if said.has("token") else Said([*said.pairs, *_as_written(goal)])
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


def _as_written(goal: Goal) -> Iterator[tuple[str, str]]:
    """The fields as the file says them."""
    yield "title", goal.title
    yield from ((name, str(goal.raw.get(name) or "")) for name in _PLAIN)
    yield from (("aligns_to", ref) for ref in goal.aligned)
    for at in range(len(goal.objective.key_results)):
        yield from _row_as_written(at, goal.row(at))
    yield "body", goal.body


def _row_as_written(at: int, row: Row) -> Iterator[tuple[str, str]]:
    names = ("title", "how", "from", "to", "low", "high", "unit")
    return ((f"{prefix(at)}.{name}", value) for name, value in zip(names, row, strict=False))


# What it comes to -------------------------------------------------------------------------------


def draft(desk: Desk, said: Said) -> Draft:
    """The file with what was changed."""
    goal = goal_of(desk, said)
    known = goal.objective.key_results
    rows = [row_said(said, at) for at in range(rows_said(said))]
    notes = [note for at, row in enumerate(rows) for note in _faults(at, row, goal)]
    if goal.title and not said.one("title"):
        notes.append(Note("title", "Say what you want to achieve"))
    if goal.stale(said):
        notes += [CHANGED, *_differences(goal, said)]
    if notes:
        return Draft(notes=tuple(notes))
    text = change(goal.source.text, [*_plain_edits(goal, said), *_aligned(goal, said)])
    for at, row in enumerate(rows[: len(known)]):
        text = with_row(text, at, goal, row, desk.portfolio.as_of)
    text = change(text, [Add(("key_results",), item(row)) for row in rows[len(known):]
                         if not row.empty])  # fmt: skip
    if said.has("body") and said.raw("body").strip("\n") != goal.body:
        text = with_body(text, said.raw("body"))
    return _draft(goal, text, "Change", len(known), rows)


def align_draft(desk: Desk, said: Said) -> Draft:
    """The file with what it serves."""
    goal = goal_of(desk, said)
    if goal.stale(said):
        return Draft(notes=(CHANGED, *_differences(goal, said)))
    return _draft(goal, change(goal.source.text, _aligned(goal, said)), "Align", 0, [])


def _draft(goal: Goal, text: str, what: str, known: int, rows: list[Row]) -> Draft:
    title = goal.scored.objective.title.plain
    if text == goal.source.text:
        return Draft(notes=(Note("", "Nothing was changed yet", "The file says the same."),))
    kept = [prefix(at) for at, row in enumerate(rows) if at < known or not row.empty]
    return Draft(
        changes=(Change(goal.source.path, text, goal.source),),
        rows=tuple(kept),
        address=addresses.objective(goal.scored.id),
        summary=f"{what}: {title}",
    )


def _faults(at: int, row: Row, goal: Goal) -> Iterator[Note]:
    if at < len(goal.objective.key_results):
        if row.empty:
            yield Note(f"{prefix(at)}.title", "A key result is not taken out here",
                       "Drop it, with a reason, or take it out in the file.")  # fmt: skip
        elif row._replace(because="") != goal.row(at)._replace(due=row.due):
            yield from faults(at, row)
    elif not row.empty:
        yield from faults(at, row)


def _plain_edits(goal: Goal, said: Said) -> Iterator[Edit]:
    if goal.title and (title := on_one_line(said.one("title"))) != goal.title:
        yield Put(("title",), title)
    for name in _PLAIN:
        now, then = str(goal.raw.get(name) or ""), said.one(name)
        if now == then:
            continue
        yield Put((name,), then, ("cycle", "title")) if then else Remove((name,))


def _aligned(goal: Goal, said: Said) -> Iterator[Edit]:
    """Each goal in its place; what comes is added, what goes is taken out, the last one first."""
    now, then = goal.aligned, list(dict.fromkeys(served(said)))
    gone = [at for at, ref in enumerate(now) if ref not in then]
    come = [ref for ref in then if ref not in now]
    for at, ref in zip(gone, come, strict=False):
        yield Put(("aligns_to", at, "to") if _has_fields(goal, at) else ("aligns_to", at), ref)
    spare = gone[len(come) :]
    if spare and len(spare) == len(now):
        yield Remove(("aligns_to",))
    else:
        yield from (Remove(("aligns_to", at)) for at in reversed(spare))
    for ref in come[len(gone) :]:
        value: Value = ref
        yield (
            Add(("aligns_to",), value)
            if "aligns_to" in goal.raw
            else Put(("aligns_to",), [value], ("ambition", "cycle", "team", "person", "title"))
        )


def _has_fields(goal: Goal, at: int) -> bool:
    items = goal.raw.get("aligns_to")
    here = items[at] if isinstance(items, list) else items
    return isinstance(here, dict)


def _differences(goal: Goal, said: Said) -> Iterator[Note]:
    """Where the file says something else by now than the form."""
    for name, value in _as_written(goal):
        if name == "aligns_to" or not said.has(name) or name.endswith(".how"):
            continue
        if said.raw(name).strip() != value.strip():
            shown = value if len(value) < 400 else f"{value[:400]}…"
            yield Note(name, f"The file says: {shown or 'nothing'}", error=False)
    if served(said) != goal.aligned:
        shown = ", ".join(goal.aligned) or "nothing"
        yield Note("aligns_to", f"The file says: {shown}", error=False)
