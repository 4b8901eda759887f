"""`okrsite new`: writes an objective, a team, a cycle, a review or a kpi that passes the check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from okrsite.cli._changes import (
    Desk,
    ask,
    choose,
    open_desk,
    write,
    writing_options,
)
from okrsite.cli._lines import one_line
from okrsite.cli._options import IsoDate, content_option
from okrsite.model.text import ID, slug

if TYPE_CHECKING:
    from okrsite.edit import Change, Value
    from okrsite.model.example import Example

_ROOT = click.Path(exists=True, file_okay=False, path_type=Path)


def _shared(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.argument("root", default=".", type=_ROOT)(content_option(writing_options(command)))


@click.group("new")
def COMMAND() -> None:  # noqa: N802 (what the shelf looks for)
    """Write something new: asked for, or all in options.

    What is written passes `okrsite check`, and nothing that is there is overwritten.
    """


# Objective --------------------------------------------------------------------------------------


@COMMAND.command("objective")
@click.option("--title", metavar="TEXT", help="What you want to achieve.")
@click.option("--for", "who", metavar="ID", help="The team or person whose it is.")
@click.option("--cycle", "cycle_name", metavar="ID", help="The cycle it is for.")
@click.option(
    "--aligns-to",
    "aligned",
    multiple=True,
    metavar="ID[#KR]",
    help="The larger goal that it serves; may be repeated.",
)
@click.option(
    "--key-result",
    "lines",
    multiple=True,
    metavar="LINE",
    help='"Days until it is paid: 34 -> 10 days"; may be repeated.',
)
@click.option("--owner", metavar="ID", help="Who answers for it. [default: the team's lead]")
@click.option(
    "--ambition",
    type=click.Choice(["committed", "aspirational", "learning"]),
    help="What is promised. [default: aspirational]",
)
@click.option("--why", metavar="TEXT", help="Why this, why now.")
@click.option(
    "--like",
    "named",
    metavar="NAME",
    help="Begin from an example: okrsite library shows them.",
)
@_shared
def objective(
    root: Path,
    named: str | None,
    title: str | None,
    who: str | None,
    cycle_name: str | None,
    aligned: tuple[str, ...],
    lines: tuple[str, ...],
    owner: str | None,
    ambition: str | None,
    why: str | None,
    content: tuple[Path, ...],
    yes: bool,
    dry_run: bool,
) -> None:  # fmt: skip
    """Write an objective: what, for whom, what it serves, and what proves it."""
    from okrsite.cli._asking import holder_named
    from okrsite.cli.cycle import cycle_named
    from okrsite.edit.goals import file_stem, like, new_goal

    desk = open_desk(root, content)
    portfolio = desk.portfolio
    example = None if named is None else _example(named)
    if example is not None:
        title, yes_to_rest = title or example.objective.title.plain, True
    else:
        yes_to_rest = yes
    title = _needed("--title", title, yes, lambda: ask("What do you want to achieve", hint=""))
    names = [(each.id, one_line(each.name)) for each in portfolio.teams.values()]
    who = _needed("--for", who, yes, lambda: _picked("Which team is it for?", "Team", names))
    kind, key = holder_named(who, portfolio)
    cycles = [(each.id, one_line(each.title)) for each in portfolio.cycles.values()
              if not each.over(portfolio.as_of)]  # fmt: skip
    cycle_name = _needed("--cycle", cycle_name, yes,
                         lambda: _picked("Which cycle is it for?", "Cycle", cycles))  # fmt: skip
    cycle = cycle_named(cycle_name, desk)
    if not aligned and not yes:
        aligned = tuple(_larger_goals(desk, key, cycle.id))
    if not lines and not yes_to_rest:
        lines = tuple(_key_results())
    if why is None and not yes_to_rest:
        why = ask("Why this, why now")
    front: dict[str, Value] = {"title": title, kind: key, "owner": owner, "cycle": cycle.id,
                               "ambition": ambition, "aligns_to": list(aligned)}  # fmt: skip
    if example is not None and not lines:
        text = like(example, front, why)
    else:
        text = new_goal(front, lines, why or "")
    path = desk.folders[0].path / cycle.id / key / f"{file_stem(title)}.md"
    _write_new(desk, path, text, yes, dry_run)


def _example(name: str) -> Example:
    from okrsite.library import examples, find
    from okrsite.model.text import did_you_mean

    found = find(name)
    if found is None:
        hint = did_you_mean(name.lower(), [each.name for each in examples()])
        raise click.UsageError(
            f"--like: there is no example `{name}`. {hint or 'okrsite library lists them.'}"
        )
    return found


def _larger_goals(desk: Desk, who: str, cycle: str) -> list[str]:
    """Candidates for what it serves: goals of other teams in this cycle and those around it."""
    portfolio = desk.portfolio
    around, here = [], portfolio.cycles.get(cycle)
    while here is not None:
        around.append(here.id)
        here = portfolio.cycles.get(here.within) if here.within else None
    options = [
        (each.id, one_line(each.objective.title.plain))
        for each in sorted(portfolio.objectives.values(), key=lambda o: (not o.whole, o.id))
        if each.cycle.id in around
        and (each.objective.team is None or each.objective.team.text != who)
    ]
    if not options:
        return []
    click.echo("Which larger goal does it serve?", err=True)
    return choose("Goals", options, many=True)


def _key_results() -> list[str]:
    from okrsite.model.place import Place
    from okrsite.read.key_result import split_line

    click.echo(
        "What proves it? Two to four lines, each a title, a colon and a measure, such as\n"
        "  Days until travel money is paid: 34 -> 10 days\n"
        "  First-week rating: >= 4.5 points\n"
        "  The contract is signed: yes/no",
        err=True,
    )
    found: list[str] = []
    while (line := ask("  A key result", hint="Enter ends")) is not None:
        if split_line(line, Place("", ""))[1].kind == "judged":
            click.echo("  No measure is found in it, so somebody will have to judge it.", err=True)
            if not click.confirm("  Keep it as it is?", default=False, err=True):
                continue
        found.append(line)
    return found


# Team, cycle ------------------------------------------------------------------------------------


@COMMAND.command("team")
@click.option("--name", metavar="TEXT", help="What it is called.")
@click.option("--id", "key", metavar="ID", help="Its id. [default: made from the name]")
@click.option("--parent", metavar="ID", help="The team that it belongs to.")
@click.option("--lead", metavar="ID", help="The person who leads it.")
@click.option("--mission", metavar="TEXT", help="What it is there for.")
@_shared
def team(
    root: Path,
    name: str | None,
    key: str | None,
    parent: str | None,
    lead: str | None,
    mission: str | None,
    content: tuple[Path, ...],
    yes: bool,
    dry_run: bool,
) -> None:  # fmt: skip
    """Add a team to org.yml."""
    from okrsite.edit import Add, Change, Source, Unclear, change

    desk = open_desk(root, content)
    portfolio = desk.portfolio
    name = _needed("--name", name, yes, lambda: ask("What is it called", hint=""))
    key = _id(key or slug(name), "--id")
    if key in portfolio.teams or key in portfolio.people:
        raise click.UsageError(f"`{key}` is taken already; say another --id.")
    names = [(each.id, one_line(each.name)) for each in portfolio.teams.values()]
    if parent is None and not yes and names:
        parent = _picked("Which team does it belong to?", "Team", names)
    people = [(each.id, one_line(each.name)) for each in portfolio.people.values()]
    if lead is None and not yes and people:
        lead = next(iter(choose("Who leads it", people)), None)
    for option, given, known in (("--parent", parent, names), ("--lead", lead, people)):
        if given is not None and given not in dict(known):
            raise click.UsageError(f"{option}: `{given}` is not in org.yml.")
    every = {"id": key, "name": name, "parent": parent, "lead": lead, "mission": mission}
    fields: dict[str, Value] = {n: value for n, value in every.items() if value}
    path = desk.folders[0].path / "org.yml"
    if not path.is_file():
        raise click.ClickException(f"There is no {path} to add it to.")
    source = Source.read(path)
    try:
        text = change(source.text, [Add(("teams",), fields)], whole=True)
    except Unclear as doubt:
        raise click.ClickException(f"{path} cannot be changed for sure: {doubt}.") from None
    write([Change(path, text, source)], yes=yes, dry_run=dry_run)


@COMMAND.command("cycle")
@click.option("--id", "key", metavar="ID", help="Its id, such as 2027-Q1.")
@click.option("--starts", type=IsoDate(), metavar="DATE", help="Its first day.")
@click.option("--ends", type=IsoDate(), metavar="DATE", help="Its last day.")
@click.option("--within", metavar="ID", help="The cycle around it.")
@click.option(
    "--rhythm",
    type=click.Choice(["weekly", "fortnightly", "monthly", "quarterly"]),
    help="How often a word is expected.",
)
@_shared
def cycle(
    root: Path,
    key: str | None,
    starts: date | None,
    ends: date | None,
    within: str | None,
    rhythm: str | None,
    content: tuple[Path, ...],
    yes: bool,
    dry_run: bool,
) -> None:  # fmt: skip
    """Add a cycle to cycles.yml. To go on from another one: okrsite cycle open."""
    from okrsite.cli._opening import added_cycle
    from okrsite.cli.cycle import cycle_named
    from okrsite.edit import Unclear

    desk = open_desk(root, content)
    key = _needed("--id", key, yes, lambda: ask("Its id, such as 2027-Q1", hint=""))
    if key.lower() in {each.key for each in desk.portfolio.cycles.values()}:
        raise click.UsageError(f"`{key}` is in cycles.yml already.")
    starts = _needed("--starts", starts, yes, lambda: ask("First day", date.fromisoformat, ""))
    ends = ends or (None if yes else ask("Last day", date.fromisoformat))
    if ends is not None and ends < starts:
        raise click.UsageError(f"It would end on {ends}, before it starts on {starts}.")
    every = {"id": key, "within": cycle_named(within, desk).id if within else None,
             "starts": starts, "ends": ends, "checkin": rhythm}  # fmt: skip
    try:
        change = added_cycle({n: v for n, v in every.items() if v is not None}, desk, None)
    except Unclear as doubt:
        raise click.ClickException(f"cycles.yml cannot be changed for sure: {doubt}.") from None
    write([change], yes=yes, dry_run=dry_run)


# Review, kpi ------------------------------------------------------------------------------------


@COMMAND.command("review")
@click.option(
    "--kind", type=click.Choice(["health-check", "retrospective"]), help="What it is for."
)
@click.option("--cycle", "cycle_name", metavar="ID", help="The cycle it is of.")
@click.option("--team", "team_name", metavar="ID", help="The team that met. [default: everybody]")
@click.option("--title", metavar="TEXT", help="Its title.")
@click.option(
    "--date",
    "day",
    type=IsoDate(),
    metavar="DATE",
    help="The day you met. [default: as site.yml says, else today]",
)
@click.option(
    "--decision",
    "decisions",
    multiple=True,
    metavar="ID=WORD",
    help="onboarding=keep, =change or =drop; may be repeated.",
)
@click.option(
    "--lesson", "lessons", multiple=True, metavar="TEXT", help="What was learned; may be repeated."
)
@click.option("--text", metavar="TEXT", default="", help="The discussion.")
@_shared
def review(
    root: Path,
    kind: str | None,
    cycle_name: str | None,
    team_name: str | None,
    title: str | None,
    day: date | None,
    decisions: tuple[str, ...],
    lessons: tuple[str, ...],
    text: str,
    content: tuple[Path, ...],
    yes: bool,
    dry_run: bool,
) -> None:  # fmt: skip
    """Write down a meeting on the goals: decisions and lessons."""
    from okrsite.cli.cycle import cycle_named
    from okrsite.edit import document

    desk = open_desk(root, content, day)
    day = day or desk.portfolio.as_of
    kinds = [("health-check", "is it still right?"), ("retrospective", "what was learned?")]
    if kind is None and not yes:
        kind = _picked("What was the meeting for?", "Kind", kinds)
    cycles = [(each.id, one_line(each.title)) for each in desk.portfolio.cycles.values()]
    cycle_name = _needed("--cycle", cycle_name, yes,
                         lambda: _picked("Of which cycle?", "Cycle", cycles))  # fmt: skip
    found = list(lessons)
    while not lessons and not yes and (lesson := ask("A lesson", hint="Enter ends")) is not None:
        found.append(lesson)
    pairs = [each.partition("=") for each in decisions]
    front: dict[str, Value] = {
        "type": "review",
        "kind": kind,
        "date": day,
        "cycle": cycle_named(cycle_name, desk).id,
        "team": team_name,
        "title": title,
        "decisions": [{"decision": word, "objective": key} for key, _, word in pairs],
        "lessons": found,
    }
    parts = [str(day), slug(team_name or ""), kind or "review"]
    folder = _reviews_folder(desk)
    path = folder / f"{'-'.join(part for part in parts if part)}.md"
    _write_new(desk, path, document(front, text), yes, dry_run)


def _reviews_folder(desk: Desk) -> Path:
    for each in desk.portfolio.reviews.values():
        return desk.path(each.place).parent
    return desk.folders[0].path / "reviews"


@COMMAND.command("kpi")
@click.option("--title", metavar="TEXT", help="What is watched.")
@click.option("--team", "team_name", metavar="ID", help="The team whose it is.")
@click.option("--owner", metavar="ID", help="Who looks after it.")
@click.option("--unit", metavar="TEXT", help="What it is counted in.")
@click.option("--min", "low", type=float, metavar="NUMBER", help="Healthy from here on.")
@click.option("--max", "high", type=float, metavar="NUMBER", help="Healthy up to here.")
@click.option(
    "--rhythm",
    type=click.Choice(["weekly", "fortnightly", "monthly", "quarterly"]),
    help="How often a value is expected.",
)
@_shared
def kpi(
    root: Path,
    title: str | None,
    team_name: str | None,
    owner: str | None,
    unit: str | None,
    low: float | None,
    high: float | None,
    rhythm: str | None,
    content: tuple[Path, ...],
    yes: bool,
    dry_run: bool,
) -> None:  # fmt: skip
    """Write a kpi: what keeps running, and is no goal."""
    from okrsite.edit import document
    from okrsite.edit.goals import file_stem

    desk = open_desk(root, content)
    title = _needed("--title", title, yes, lambda: ask("What is watched", hint=""))
    names = [(each.id, one_line(each.name)) for each in desk.portfolio.teams.values()]
    team_name = _needed("--team", team_name, yes,
                        lambda: _picked("Whose is it?", "Team", names))  # fmt: skip
    if not yes:
        unit = unit or ask("What is it counted in")
        low = low if low is not None else ask("Healthy from", float)
        high = high if high is not None else ask("Healthy up to", float)
    band: dict[str, Value] = {n: v for n, v in (("min", low), ("max", high)) if v is not None}
    front: dict[str, Value] = {"type": "kpi", "title": title, "team": team_name, "owner": owner,
                               "unit": unit, "healthy": band, "checkin": rhythm}  # fmt: skip
    folder = next((desk.path(each.kpi.place).parent for each in desk.portfolio.kpis.values()),
                  desk.folders[0].path / "kpis")  # fmt: skip
    _write_new(desk, folder / f"{file_stem(title)}.md", document(front, ""), yes, dry_run)


# Shared -----------------------------------------------------------------------------------------


def _needed(option: str, given: Any, yes: bool, asked: Callable[[], Any]) -> Any:  # noqa: ANN401 (what `asked` gives)
    found = given if given is not None or yes else asked()
    if found is None:
        raise click.UsageError(f"Say {option}.")
    return found


def _picked(question: str, what: str, options: Sequence[tuple[str, str]]) -> str | None:
    click.echo(question, err=True)
    return next(iter(choose(what, options)), None)


def _id(key: str, option: str) -> str:
    if not ID.fullmatch(key):
        raise click.UsageError(
            f"`{key}` is no id: lower-case letters, digits and hyphens. Say {option}."
        )
    return key


def _write_new(desk: Desk, path: Path, text: str, yes: bool, dry_run: bool) -> None:
    from okrsite.edit import Change

    if path.exists():
        raise click.UsageError(f"{path} is there already, and stays as it is.")
    faults = desk.faults_of({desk.within(path): text})
    if faults:
        raise click.ClickException("This would have faults:\n" + "\n".join(faults))
    changes: list[Change] = [Change(path, text)]
    write(changes, yes=yes, dry_run=dry_run)
