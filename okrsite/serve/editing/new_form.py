"""The form of a new objective: what, for whom, what it serves, and what proves it."""

from __future__ import annotations

from okrsite.edit import Change, Value
from okrsite.edit.goals import file_stem, new_goal
from okrsite.library import examples, find
from okrsite.model import addresses
from okrsite.model.cycle import Cycle
from okrsite.model.document import KeyResult
from okrsite.model.due import Holder
from okrsite.model.example import Example
from okrsite.model.filing import Filing
from okrsite.model.portfolio import Portfolio
from okrsite.model.text import free_name, slug
from okrsite.serve.editing.asked import Said, way
from okrsite.serve.editing.desk import Desk
from okrsite.serve.editing.form import Button, Draft, Field, Form, Group, Note, Option
from okrsite.serve.editing.goal_fields import details, served, serves, why
from okrsite.serve.editing.measures import faults, item
from okrsite.serve.editing.people import holder_of_id, people, teams
from okrsite.serve.editing.rows import AS_IT_IS, Row, group, prefix, row_of, row_said, rows_said

NAME = "new"
_ROWS = 3


def form(desk: Desk, said: Said) -> Form:
    """Empty, or as far as it was filled in; `like` begins from an example."""
    portfolio = desk.portfolio
    example = find(said.one("like")) if said.one("like") else None
    taking = said.one("step") == "example" and example is not None
    title, body, cycle = said.one("title"), said.raw("body"), _cycle(said, portfolio)
    if taking and example:
        title, body = title or example.objective.title.plain, body or _context(example)
    rows = _rows(said, example if taking else None)
    return Form(
        title="New objective",
        lead="An objective says what will be different; two to four key results prove it.",
        action=way(NAME),
        groups=(
            _beginning(said),
            Group("what", "What, and for whom", fields=(
                Field("title", "What do you want to achieve?", "area", title, wide=True, tall=2,
                      hint="Who will notice, and what? Leave figures out.", needed=True),
                Field("for", "Whose is it?", "pick", said.one("for"), needed=True,
                      options=(*teams(portfolio), *_in_people(portfolio))),
                Field("cycle", "When", "choice", cycle, options=_cycles(portfolio)),
            )),
            serves(portfolio, said, "", said.one("for"), cycle),
            *(group(at, row, legend=f"Key result {at + 1}", known=None, moves=False)
              for at, row in enumerate(rows)),
            why(body),
            details(portfolio, said),
        ),
        buttons=(Button("more", "Another key result"),),
        back=addresses.HOME,
    )  # fmt: skip


def _in_people(portfolio: Portfolio) -> tuple[Option, ...]:
    return tuple(
        Option(each.value, each.label, each.detail, "People") for each in people(portfolio)
    )


def _beginning(said: Said) -> Group:
    options = tuple(Option(e.name, e.objective.title.plain, group=e.field) for e in examples())
    return Group("begin", "Not sure how to begin?", "Take an example and make it yours.", fields=(
        Field("like", "Begin from an example", "pick", said.one("like"), options=options,
              wide=True, button=Button("example", "Use it")),
    ))  # fmt: skip


def _context(example: Example) -> str:
    return example.text.removeprefix("---\n").partition("\n---\n")[2].strip()


def _rows(said: Said, example: Example | None) -> list[Row]:
    rows = [row_said(said, at) for at in range(rows_said(said))]
    if example is not None:
        rows = [row for row in rows if not row.empty]
        rows += [_taken(each) for each in example.objective.key_results]
    count = max(_ROWS, len(rows) + (said.one("step") == "more"))
    return [*rows, *[Row()] * (count - len(rows))]


def _taken(key_result: KeyResult) -> Row:
    """A key result of an example; one with milestones begins as done or not."""
    row = row_of(key_result.title.plain, key_result.measure)
    if row.how != AS_IT_IS:
        return row
    return row._replace(how="done" if key_result.measure.kind == "milestones" else "metric")


def _cycles(portfolio: Portfolio) -> tuple[Option, ...]:
    return tuple(
        Option(each.id, each.title or each.id)
        for each in sorted(portfolio.cycles.values(), key=lambda c: (c.starts, -c.depth))
        if not each.over(portfolio.as_of)
    )


def _cycle(said: Said, portfolio: Portfolio) -> str:
    """The one that was chosen; else that of most objectives which are under way."""
    if said.one("cycle"):
        return said.one("cycle")
    goals = [each.cycle for each in portfolio.objectives.values()]
    running = [c for c in portfolio.cycles.values() if c.contains(portfolio.as_of)]

    def used(cycle: Cycle) -> tuple[int, int]:
        return sum(each.id == cycle.id for each in goals), cycle.depth

    return max(running, key=used).id if running else ""


# What it comes to -------------------------------------------------------------------------------


def draft(desk: Desk, said: Said) -> Draft:
    """The document of a new objective."""
    portfolio = desk.portfolio
    notes: list[Note] = []
    title = " ".join(said.one("title").split())
    holder = holder_of_id(said.one("for"), portfolio)
    cycle = portfolio.cycles.get(said.one("cycle"))
    if not title:
        notes.append(Note("title", "Say what you want to achieve"))
    if holder is None:
        notes.append(Note("for", "Say whose it is: a team, or a person"))
    if cycle is None:
        notes.append(Note("cycle", "Say which cycle it is for"))
    rows = [(at, row) for at in range(rows_said(said)) if not (row := row_said(said, at)).empty]
    for at, row in rows:
        notes += faults(at, row)
    # What is there already is judged all the same: advice comes while somebody writes.
    holder = holder or _anybody(portfolio)
    cycle = cycle or next(iter(portfolio.cycles.values()), None)
    faulty = {note.field.partition(".")[0] for note in notes}
    rows = [(at, row) for at, row in rows if prefix(at) not in faulty]
    if not title or holder is None or cycle is None:
        return Draft(notes=tuple(notes))
    front: dict[str, Value] = {
        "title": title,
        holder[0]: holder[1],
        "owner": said.one("owner"),
        "cycle": cycle.id,
        "ambition": said.one("ambition"),
        "focus": said.one("focus"),
        "aligns_to": list(dict.fromkeys(served(said))),
    }
    text = new_goal(front, [item(row) for _, row in rows], said.raw("body"))
    folders = Filing(portfolio).content_folders(holder)
    home = next((f.path for f in desk.folders if f.name in folders), desk.folders[0].path)
    folder = home / cycle.id / holder[1]
    taken = {path.stem for path in folder.glob("*.md")} if folder.is_dir() else set()
    taken |= {each.objective.stem for each in portfolio.objectives.values()
              if each.cycle.id == cycle.id}  # fmt: skip
    stem = free_name(file_stem(title), taken)
    return Draft(
        changes=(Change(folder / f"{stem}.md", text),),
        notes=tuple(notes),
        rows=tuple(prefix(at) for at, _ in rows),
        address=addresses.objective(f"{slug(cycle.id)}-{stem}"),
        summary=f"New objective: {title}",
    )


def _anybody(portfolio: Portfolio) -> Holder | None:
    """Whose it is taken to be as long as nobody has said."""
    return next((("team", key) for key in portfolio.teams), None)
