"""`okrsite checkin --from`: the answers of a form become check-ins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsite.cli._changes import Desk, write

if TYPE_CHECKING:
    from okrsite.edit import Change
    from okrsite.edit.answers import Answer, Group, Lost, Placed
    from okrsite.model.due import Holder


def column_choices(given: Sequence[str]) -> dict[str, str]:
    """`--column value="New value"`: which column holds what.

    Raises:
        click.UsageError: where it is no field.
    """
    from okrsite.edit.answers import FIELDS
    from okrsite.model.text import did_you_mean, listed

    found = {}
    for text in given:
        field, equals, name = text.partition("=")
        field = field.strip().replace("-", "_").lower()
        if not equals or field not in FIELDS:
            hint = did_you_mean(field, FIELDS) or f"They are: {listed(FIELDS)}."
            raise click.UsageError(f'--column: write FIELD="Its heading". {hint}')
        found[field] = name.strip()
    return found


def take_answers(
    file: Path,
    chosen: Mapping[str, str],
    desk: Desk,
    holder: Holder | None,
    into: Path | None,
    *,
    yes: bool,
    dry_run: bool,
) -> None:
    """Write what is new in a table as check-ins, and name what could not be placed.

    Raises:
        SystemExit: with 1 where something was not placed.
    """
    from okrsite.edit.answers import Lost, Placed, Placing, grouped
    from okrsite.exchange.periods import date_of

    answers = _answers(file, chosen)
    known = set(_taken(desk))
    fresh = list({each.id: each for each in answers if each.id not in known}.values())
    placing = Placing(desk.portfolio, date_of, holder)
    found = [placing.place(each) for each in fresh]
    placed, lost = [], [each for each in found if isinstance(each, Lost)]
    for each in found:
        if isinstance(each, Placed):
            clash = _clash(each, desk)
            placed += [] if clash else [each]
            lost += [clash] if clash else []
    changes: list[Change] = []
    for group in grouped(placed):
        change = _change(group, desk, into)
        faults = [] if change.was else desk.faults_of({desk.within(change.path): change.text})
        if faults:
            lost += [Lost(each.answer, faults[0]) for each in group.placed]
        else:
            changes.append(change)
    if changes:
        write(changes, yes=yes, dry_run=dry_run, question=f"Write {len(changes)} files?")
    _tell(answers, fresh, lost)
    if lost:
        raise SystemExit(1)


def _answers(file: Path, chosen: Mapping[str, str]) -> list[Answer]:
    from okrsite.edit.answers import Answer, NoColumn, columns
    from okrsite.exchange.table import NotReadable, read_tables

    try:
        table, *more = read_tables(file)
        found = columns(table.header, chosen)
    except (NotReadable, NoColumn) as fault:
        raise click.UsageError(f"--from: {fault}") from None
    if more:
        click.echo(f"Only the first sheet is read: {table.sheet}.", err=True)
    return [
        Answer(row.number, table.where(row), {name: row.cells[at] for name, at in found.items()})
        for row in table.rows
    ]


def _taken(desk: Desk) -> Iterator[str]:
    """The answers that any document has taken, whether it can be read or not."""
    from okrsite.edit.answers import taken

    for folder in desk.folders:
        for path in folder.path.rglob("*.md"):
            text = path.read_text(encoding="utf-8", errors="replace")
            if "answers:" in text:
                yield from taken(text)


def _clash(placed: Placed, desk: Desk) -> Lost | None:
    """A figure that somebody else has written for that day: theirs would go on counting."""
    from okrsite.edit.answers import Lost, taken
    from okrsite.edit.checkins import figures_of_that_day

    for each in figures_of_that_day(placed.said, desk.portfolio, placed.day):
        path = desk.path(each.place)
        if not taken(path.read_text(encoding="utf-8", errors="replace")):
            where = f"{each.place.file}:{each.place.line}"
            words = f"`{placed.said.reference}` has a figure of {placed.day} already"
            return Lost(placed.answer, f"{words} ({where}). Change it there.")
    return None


def _change(group: Group, desk: Desk, into: Path | None) -> Change:
    """A new document; or the one that has taken answers of that day and team before."""
    from okrsite.cli.checkin import placed
    from okrsite.edit import Add, Change, Put, Source, Unclear, change
    from okrsite.edit.answers import taken
    from okrsite.edit.checkins import FIELDS_OF

    for update in desk.portfolio.graph.updates:
        whose = update.document.person or update.document.team
        if update.document.date != group.day or whose is None or whose.text != group.holder[1]:
            continue
        source = Source.read(desk.path(update.document.place))
        if not taken(source.text):
            continue
        edits: list[Put | Add] = [
            Put((FIELDS_OF[each.target.kind], each.reference), each.fields())
            for each in group.words
        ]
        edits += [Add(("extra", "answers"), key) for key in group.ids]
        try:
            return Change(source.path, change(source.text, edits), source)
        except Unclear:
            continue  # somebody has been at work there: a document of its own, then
    return placed(desk, group.holder, group.day, group.text(), into)


def _tell(answers: Sequence[Answer], fresh: Sequence[Answer], lost: Sequence[Lost]) -> None:
    from okrsite.reports._clean import one_line

    before, placed = len(answers) - len(fresh), len(fresh) - len(lost)
    count = "1 answer" if placed == 1 else f"{placed} answers"
    click.echo(f"{count} placed, {before} taken before, {len(lost)} not placed.", err=True)
    for each in sorted(lost, key=lambda one: one.answer.row):
        click.echo(one_line(f"{each.answer.where}: {each.reason}"), err=True)
