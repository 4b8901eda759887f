"""`okrsite checkin`: asks what is due, and writes one check-in document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from okrsite.cli._changes import Desk, open_desk, write, writing_options
from okrsite.cli._options import IsoDate, content_option

if TYPE_CHECKING:
    from okrsite.edit import Change
    from okrsite.edit.checkins import Said
    from okrsite.model.due import Holder


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(
        (
            click.option("--value", "values", multiple=True, metavar="REF=FIGURE",
                         help="Where a key result or kpi is now: onboarding#lead-time=12."),
            click.option("--confidence", "confidences", multiple=True, metavar="[REF=]NUMBER",
                         help="How sure you are, 0 to 10."),
            click.option("--status", "statuses", multiple=True, metavar="[REF=]WORD",
                         help="on_track, at_risk or off_track, in your words."),
            click.option("--note", "notes", multiple=True, metavar="[REF=]TEXT",
                         help="A line about it."),
            click.option("--text", metavar="TEXT", default="", help="Words on the whole."),
            click.option("--from", "table", metavar="FILE",
                         type=click.Path(exists=True, dir_okay=False, path_type=Path),
                         help="Take the answers of a form: a CSV file or a spreadsheet."),
            click.option("--column", "columns", multiple=True, metavar="FIELD=HEADING",
                         help='With --from: which column holds what, value="New value".'),
            click.option("--all", "everything", is_flag=True,
                         help="Ask about all that is under way, not only what is due."),
            click.option("--date", "day", type=IsoDate(), metavar="DATE",
                         help="The day it is of. [default: as site.yml says, else today]"),
            click.option("--by", metavar="ID", help="Who says it: a person or team of org.yml."),
            click.option("--into", metavar="DIR", type=click.Path(path_type=Path),
                         help="The folder it goes into, within a content folder. [default: where "
                         "theirs lie already]"),
            content_option,
            writing_options,
        )
    ):  # fmt: skip
        command = option(command)
    return command


@click.command("checkin")
@click.argument("who", metavar="[TEAM-OR-PERSON]", required=False)
@click.argument("root", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_options
def COMMAND(  # noqa: N802 (what the shelf looks for)
    who: str | None,
    root: Path,
    values: tuple[str, ...],
    confidences: tuple[str, ...],
    statuses: tuple[str, ...],
    notes: tuple[str, ...],
    text: str,
    table: Path | None,
    columns: tuple[str, ...],
    everything: bool,
    day: date | None,
    by: str | None,
    into: Path | None,
    content: tuple[Path, ...],
    yes: bool,
    dry_run: bool,
) -> None:
    """Check in: say where the key results of a team or person stand.

    Asks about each that is due, shows the check-in, and writes it as a file of its own; nothing
    that is there is overwritten. Enter leaves a question out. REF is a key result as in a check-in:
    lead-time, or onboarding#lead-time.

    With --value, --confidence, --status or --note nothing is asked but whether to write it. A
    confidence, status or note without REF goes to the one thing that --value names.

    With --from the answers of a form become check-ins, one a day and team; what was taken before is
    left out. Exits with 1 where an answer could not be placed.
    """
    from okrsite.cli._answers import column_choices, take_answers
    from okrsite.cli._asking import asked, holder_named, person_named
    from okrsite.cli._flags import Flags
    from okrsite.edit.checkins import check_in

    desk = open_desk(root, content, day)
    day = day or desk.portfolio.as_of
    if by is not None:
        by = person_named(by, desk.portfolio)
    if columns and table is None:
        raise click.UsageError("--column goes with --from FILE.")
    if table is not None:
        if values or confidences or statuses or notes or text or everything or by:
            raise click.UsageError("--from takes what the answers say, and nothing beside them.")
        whose = holder_named(who, desk.portfolio) if who is not None else None
        take_answers(table, column_choices(columns), desk, whose, into, yes=yes, dry_run=dry_run)
        return
    flags = Flags(values, confidences, statuses, notes)
    holder = _holder(who, flags, desk, day)
    words = flags.said(desk.portfolio, day, holder) if flags else ()
    if not flags:
        words, text = asked(desk.portfolio, holder, text, everything=everything)
    if not words and not text:
        click.echo("Nothing was said, so nothing is written.", err=True)
        return
    _refuse_second_figures(words, desk, day)
    written = check_in(day, holder, words, by=by, text=text)
    change = placed(desk, holder, day, written, into)
    faults = desk.faults_of({desk.within(change.path): written})
    if faults:
        raise click.ClickException("This check-in would have faults:\n" + "\n".join(faults))
    write([change], yes=yes, dry_run=dry_run)


def _holder(who: str | None, flags: Any, desk: Desk, day: date) -> Holder:  # noqa: ANN401
    from okrsite.cli._asking import holder_named, pick_holder

    if who is not None:
        return holder_named(who, desk.portfolio)
    found: Holder | None = flags.holder(desk.portfolio, day)
    return found or pick_holder(desk.portfolio)


def _refuse_second_figures(words: Iterable[Said], desk: Desk, day: date) -> None:
    """Of two figures of one day that of the later path counts: a correction could be lost."""
    from okrsite.edit.checkins import figures_of_that_day

    for word in words:
        for each in figures_of_that_day(word, desk.portfolio, day):
            raise click.ClickException(
                f"`{word.reference}` has a figure of {day} already ({each.place.file}:"
                f"{each.place.line}). Change it there, or check in with another --date."
            )


def placed(desk: Desk, holder: Holder, day: date, text: str, into: Path | None) -> Change:
    """The new file: in the folder asked for, or the sensible one, under a name that is free."""
    from okrsite.edit import Change
    from okrsite.edit.checkins import free_path

    folder = _within(desk, into) if into is not None else _sensible(desk, holder)
    return Change(free_path(folder, day, holder), text)


def _within(desk: Desk, into: Path) -> Path:
    for each in desk.folders:
        for path in (into, desk.root / into, each.path / into):
            if path.resolve().is_relative_to(each.path.resolve()) and (
                path.is_dir() or path == each.path / into
            ):
                return path
    raise click.UsageError(f"--into: {into} is not within a content folder.")


def _sensible(desk: Desk, holder: Holder) -> Path:
    from okrsite.cli._changes import choose
    from okrsite.edit.checkins import USUAL_FOLDER, content_folders_of, fitting_folders

    fitting = fitting_folders(desk.portfolio, holder)
    if fitting:
        name, path = fitting[0]
        return desk.folder(name).path / path
    theirs = content_folders_of(desk.portfolio, holder)
    names = [each.name for each in desk.folders if not theirs or each.name in theirs]
    if len(names) > 1:
        click.echo("Which content folder does it go into?", err=True)
        names = choose("Folder", [(name, "") for name in names]) or names
    return desk.folder(names[0]).path / USUAL_FOLDER
