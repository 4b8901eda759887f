"""What a changed objective comes to: its file, with only what differs."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.edit import Add, Change, Edit, Put, Remove, Value, change
from okrsite.model import addresses
from okrsite.serve.editing.asked import Said
from okrsite.serve.editing.change_form import PLAIN, as_written
from okrsite.serve.editing.desk import Desk
from okrsite.serve.editing.form import Draft, Note
from okrsite.serve.editing.goal import CHANGED, Goal, goal_of, on_one_line, with_body
from okrsite.serve.editing.goal_fields import served
from okrsite.serve.editing.measures import faults, item
from okrsite.serve.editing.row_changes import with_row
from okrsite.serve.editing.rows import Row, prefix, row_said, rows_said


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
    for name in PLAIN:
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
    for name, value in as_written(goal):
        if name == "aligns_to" or not said.has(name) or name.endswith(".how"):
            continue
        if said.raw(name).strip() != value.strip():
            shown = value if len(value) < 400 else f"{value[:400]}…"
            yield Note(name, f"The file says: {shown or 'nothing'}", error=False)
    if served(said) != goal.aligned:
        shown = ", ".join(goal.aligned) or "nothing"
        yield Note("aligns_to", f"The file says: {shown}", error=False)
