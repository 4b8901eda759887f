"""`okrsite cycle`: closes a cycle, and opens the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from okrsite.cli._changes import Desk, ask, open_desk, write, writing_options
from okrsite.cli._lines import one_line, percent
from okrsite.cli._options import IsoDate, content_option

if TYPE_CHECKING:
    from okrsite.edit import Change, Value
    from okrsite.edit.closing import Ungraded
    from okrsite.model.cycle import Cycle

_ROOT = click.Path(exists=True, file_okay=False, path_type=Path)


def _shared(command: Callable[..., Any]) -> Callable[..., Any]:
    return content_option(writing_options(command))


@click.group("cycle")
def COMMAND() -> None:  # noqa: N802 (what the shelf looks for)
    """Close a cycle, and open the next one."""


def cycle_named(name: str, desk: Desk) -> Cycle:
    """The cycle of an id.

    Raises:
        click.UsageError: where there is none.
    """
    from okrsite.model.text import did_you_mean

    known = {each.key: each for each in desk.portfolio.cycles.values()}
    if name.lower() not in known:
        hint = did_you_mean(name, [each.id for each in known.values()])
        raise click.UsageError(f"`{name}` is no cycle. {hint or 'cycles.yml lists them.'}")
    return known[name.lower()]


# Close ------------------------------------------------------------------------------------------


@COMMAND.command("close")
@click.argument("name", metavar="CYCLE")
@click.argument("root", default=".", type=_ROOT)
@click.option(
    "--lesson",
    "lessons",
    multiple=True,
    metavar="TEXT",
    help="What was learned, for the retrospective; may be repeated.",
)
@click.option(
    "--date",
    "day",
    type=IsoDate(),
    metavar="DATE",
    help="The day of the retrospective. [default: as site.yml says, else today]",
)
@click.option("--no-review", is_flag=True, help="Draft no retrospective.")
@_shared
def close(
    name: str,
    root: Path,
    lessons: tuple[str, ...],
    day: date | None,
    no_review: bool,
    content: tuple[Path, ...],
    yes: bool,
    dry_run: bool,
) -> None:  # fmt: skip
    """Write down the scores of CYCLE that are missing, and draft its retrospective.

    For each key result without a score its progress is offered as one: Enter takes it. Each
    objective gets the mean of its key results. With --yes nothing is asked. A score that is there
    stays. Only a cycle that is over can be closed.
    """
    from okrsite.edit import NotWritten, Unclear
    from okrsite.edit.closing import ungraded

    desk = open_desk(root, content, day)
    day = day or desk.portfolio.as_of
    cycle = cycle_named(name, desk)
    if not cycle.over(day):
        until = f"ends on {cycle.ends}" if cycle.ends else "has no end"
        raise click.UsageError(f"`{cycle.id}` {until}: scores count from the day after.")
    missing = ungraded(desk.portfolio, cycle)
    try:
        changes = [found for each in missing if (found := _graded(each, desk, yes)) is not None]
    except (NotWritten, Unclear) as doubt:
        raise click.ClickException(f"{doubt}. Nothing was written.") from None
    if not missing:
        click.echo(f"Every goal of {cycle.id} has its score.", err=True)
    if not no_review:
        review = _retrospective(cycle, desk, day, lessons, yes)
        changes += [review] if review else []
    if changes:
        write(changes, yes=yes, dry_run=dry_run, question=f"Write {len(changes)} files?")


def _graded(missing: Ungraded, desk: Desk, yes: bool) -> Change | None:
    from okrsite.edit import Change, Source, Unclear
    from okrsite.edit.closing import graded, mean, two_places
    from okrsite.model.status import Rollup

    objective = missing.objective
    click.echo(f"\n{one_line(objective.objective.title.plain)}  [{objective.id}]", err=True)
    scores: dict[str, float] = {}
    for _, each in missing.key_results:
        title = one_line(each.key_result.title.plain)
        offered = None if each.grade is None else two_places(each.grade)
        found = offered if yes else _score(title, offered)
        if found is None:
            click.echo(f"  {title}: no score, as nobody ever said a word", err=True)
        else:
            click.echo(f"  {title}: {found:g}", err=True)
            scores[each.id] = found
    given = {**{each.id: each.score for each in objective.key_results}, **scores}
    weighed = [
        (score, each.key_result.weight)
        for each in objective.key_results
        if (score := given[each.id]) is not None
    ]
    own = mean(weighed)
    if objective.objective.rolls_up(desk.portfolio.site.policy) is not Rollup.KEY_RESULTS:
        own = None if objective.grade is None else two_places(objective.grade)
    if missing.itself and own is not None and not yes:
        own = _score("The objective as a whole", own)
    own = own if missing.itself else None
    if not scores and own is None:
        return None
    source = Source.read(desk.path(objective.objective.place))
    try:
        text = graded(source.text, missing, scores, own)
    except Unclear as doubt:
        raise Unclear(f"{source.path} cannot be changed for sure: {doubt}") from None
    return Change(source.path, text, source)


def _score(title: str, offered: float | None) -> float | None:
    def score(answer: str) -> float:
        try:
            found = float(answer)
        except ValueError:
            found = -1.0
        if not 0 <= found <= 1:
            raise ValueError(f"`{answer}` is no score: write a number from 0 to 1, such as 0.7")
        return found

    hint = (
        "Enter leaves it open"
        if offered is None
        else f"{percent(offered)} by its figures; Enter takes {offered:g}"
    )
    found: float | None = ask(f"  {title}", score, hint)
    return offered if found is None else found


def _retrospective(
    cycle: Cycle, desk: Desk, day: date, lessons: tuple[str, ...], yes: bool
) -> Change | None:
    from okrsite.edit import Change, document
    from okrsite.model.document import ReviewKind

    held = [
        each for each in desk.portfolio.reviews.values()
        if each.kind is ReviewKind.RETROSPECTIVE and each.cycle and each.cycle.text == cycle.id
        and each.team is None
    ]  # fmt: skip
    if held and not lessons:
        click.echo(f"The retrospective is there: {held[0].place.file}", err=True)
        return None
    found = list(lessons)
    if not yes and not lessons:
        click.echo(
            "\nWhat helped, what did not, what will be different? One lesson a line.", err=True
        )
        while (lesson := ask("  A lesson", hint="Enter ends")) is not None:
            found.append(lesson)
    front: dict[str, Value] = {"type": "review", "kind": "retrospective", "date": day}
    body = "" if found else "What helped, what did not, and what will be different next time?"
    folder = _reviews(desk)
    path = folder / f"{day}-{cycle.key}-retrospective.md"
    if path.exists():
        click.echo(f"{path} is there already, and stays as it is.", err=True)
        return None
    return Change(path, document({**front, "cycle": cycle.id, "lessons": found}, body))


def _reviews(desk: Desk) -> Path:
    """Where reviews lie."""
    for each in desk.portfolio.reviews.values():
        return desk.path(each.place).parent
    return desk.folders[0].path / "reviews"


# Open -------------------------------------------------------------------------------------------


@COMMAND.command("open")
@click.argument("name", metavar="NEW")
@click.argument("root", default=".", type=_ROOT)
@click.option("--from", "before", metavar="OLD", required=True, help="The cycle that it follows.")
@click.option(
    "--starts", type=IsoDate(), metavar="DATE", help="Its first day. [default: the day after OLD]"
)
@click.option(
    "--ends", type=IsoDate(), metavar="DATE", help="Its last day. [default: as long as OLD]"
)
@click.option(
    "--carry",
    "chosen",
    multiple=True,
    metavar="ID",
    help="An unfinished objective that goes on; may be repeated.",
)
@click.option("--carry-all", is_flag=True, help="All that is unfinished goes on.")
@click.option("--choices", metavar="TEXT", help="What are the hardest choices?")
@click.option("--bottleneck", metavar="TEXT", help="What is the biggest bottleneck?")
@_shared
def open_(
    name: str,
    root: Path,
    before: str,
    starts: date | None,
    ends: date | None,
    chosen: tuple[str, ...],
    carry_all: bool,
    choices: str | None,
    bottleneck: str | None,
    content: tuple[Path, ...],
    yes: bool,
    dry_run: bool,
) -> None:  # fmt: skip
    """Open the cycle NEW: its entry in cycles.yml, and the goals of OLD that go on.

    Shows what was learned last, and asks two questions before any goal is written. An unfinished
    objective that goes on becomes a new document: `continues` names its predecessor, a metric
    starts where it has come to, and what is finished is left out. The old documents stay.
    """
    from okrsite.cli._opening import carried, entry, preface
    from okrsite.edit import NotWritten, Unclear

    desk = open_desk(root, content)
    old = cycle_named(before, desk)
    changes: list[Change] = []
    try:
        added = entry(name, old, desk, starts, ends)
        preamble = preface(name, old, desk, choices, bottleneck, yes)
        changes += [each for each in (added, preamble) if each is not None]
        changes += carried(name, old, desk, chosen, carry_all, yes)
    except (NotWritten, Unclear) as doubt:
        raise click.ClickException(f"{doubt}. Nothing was written.") from None
    if not changes:
        click.echo(f"{name} is there already, and nothing goes on in it.", err=True)
        return
    write(changes, yes=yes, dry_run=dry_run, question=f"Write {len(changes)} files?")
