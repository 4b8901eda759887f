"""What opening a cycle writes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from okrsite.cli._changes import Desk, ask, choose
from okrsite.cli._lines import one_line, percent
from okrsite.model.text import did_you_mean, slug

if TYPE_CHECKING:
    from okrsite.edit import Change
    from okrsite.model.cycle import Cycle
    from okrsite.model.portfolio import ScoredObjective


def entry(
    name: str, old: Cycle, desk: Desk, starts: date | None, ends: date | None
) -> Change | None:
    """The cycle in cycles.yml; None where it is there already.

    Raises:
        click.UsageError: where its dates cannot be told.
        Unclear: where cycles.yml cannot be changed for sure.
    """
    from okrsite.edit.carrying import around, cycle_entry, following

    if name.lower() in {each.key for each in desk.portfolio.cycles.values()}:
        click.echo(f"{name} is in cycles.yml already.", err=True)
        return None
    dates = following(old)
    if dates is None and (starts is None or ends is None):
        raise click.UsageError(f"`{old.id}` has no end: say --starts and --ends.")
    starts = starts or (dates[0] if dates else None)
    ends = ends or (dates[1] if dates else None)
    assert starts is not None  # noqa: S101 (given, or told by the old one)
    assert ends is not None  # noqa: S101
    if ends < starts:
        raise click.UsageError(f"It would end on {ends}, before it starts on {starts}.")
    within = around(desk.portfolio, starts, ends, old) if old.depth else None
    if old.depth and within is None:
        click.echo(f"No cycle around {starts} to {ends} is in cycles.yml yet: it stands alone.",
                   err=True)  # fmt: skip
    return added_cycle(cycle_entry(name, starts, ends, old, within), desk, old)


def added_cycle(fields: dict, desk: Desk, beside: Cycle | None) -> Change:  # type: ignore[type-arg]
    """cycles.yml with one more.

    Raises:
        Unclear: where it cannot be changed for sure.
    """
    from okrsite.edit import Add, Change, Source, change
    from okrsite.model.place import Place
    from okrsite.read.organisation import read_cycles

    known = beside or next(iter(desk.portfolio.cycles.values()))
    source = Source.read(desk.path(known.place))
    wrapped = source.text.lstrip().startswith("cycles:")
    text = change(source.text, [Add(("cycles",) if wrapped else (), fields)], whole=True)
    _, faults = read_cycles(text, Place("", "cycles.yml"))
    if faults:
        raise click.UsageError(f"{faults[0].message}. {faults[0].hint}".rstrip())
    return Change(source.path, text, source)


def preface(
    name: str, old: Cycle, desk: Desk, choices: str | None, bottleneck: str | None, yes: bool
) -> Change | None:
    """What was learned, and the two questions; a page where they were answered."""
    from okrsite.edit import Change, document

    lessons = [
        lesson.plain
        for review in sorted(desk.portfolio.reviews.values(), key=lambda each: each.date)
        if review.cycle is not None and review.cycle.text == old.id
        for lesson in review.lessons
    ]
    if lessons:
        click.echo(f"\nWhat was learned in {old.id}:", err=True)
        for lesson in lessons:
            click.echo(f"  - {one_line(lesson)}", err=True)
    if not yes:
        click.echo("\nBefore any goal is written:", err=True)
        choices = choices or ask("  What are the hardest choices")
        bottleneck = bottleneck or ask("  What is the biggest bottleneck")
    if not choices and not bottleneck:
        return None
    path = desk.folders[0].path / "pages" / f"before-{slug(name)}.md"
    if path.exists():
        click.echo(f"{path} is there already, and stays as it is.", err=True)
        return None
    parts = [("The hardest choices", choices), ("The biggest bottleneck", bottleneck)]
    body = "\n\n".join(f"## {head}\n\n{words}" for head, words in parts if words)
    return Change(path, document({"type": "page", "title": f"Before {name} began"}, body))


def carried(
    name: str, old: Cycle, desk: Desk, chosen: tuple[str, ...], everything: bool, yes: bool
) -> list[Change]:
    """The goals that go on, each a new document.

    Raises:
        click.UsageError: where one is chosen that is none.
        Unclear: where one cannot be written for sure.
    """
    from okrsite.edit import Change, Source, Unclear
    from okrsite.edit.carrying import Carrying, carried_id, carried_path, unfinished
    from okrsite.edit.checkins import directory

    known = {each.id: each for each in unfinished(desk.portfolio, old)}
    goals = _chosen(known, chosen, old, everything, yes)
    sources = {each.id: Source.read(desk.path(each.objective.place)) for each in goals}
    paths = {each.id: carried_path(each.objective.place.path, old, name) for each in goals}
    ids = {
        each.id: carried_id(each, paths[each.id], old, name, sources[each.id].text)
        for each in goals
    }
    carrying = Carrying(name, ids, directory(desk.portfolio.graph))
    found: list[Change] = []
    for each in goals:
        path = desk.folder(each.objective.place.folder).path / paths[each.id]
        if path.exists():
            click.echo(f"{path} is there already, and stays as it is.", err=True)
            continue
        try:
            found.append(Change(path, carrying.text_of(sources[each.id].text, each)))
        except Unclear as doubt:
            raise Unclear(
                f"{each.objective.place.file} cannot be carried over for sure ({doubt}): "
                "carry the others with --carry, and write this one by hand"
            ) from None
    return found


def _chosen(
    known: dict[str, ScoredObjective], chosen: tuple[str, ...], old: Cycle, all_: bool, yes: bool
) -> list[ScoredObjective]:
    if chosen:
        by_name = {name: each for each in known.values() for name in (each.objective.stem, each.id)}
        lost = [name for name in chosen if name.lower() not in by_name]
        if lost:
            hint = did_you_mean(lost[0].lower(), by_name)
            raise click.UsageError(
                f"--carry: `{lost[0]}` is no unfinished objective of {old.id}. {hint}".rstrip()
            )
        return list({by_name[name.lower()].id: by_name[name.lower()] for name in chosen}.values())
    if all_ or yes or not known:
        return list(known.values()) if all_ else []
    click.echo(f"\nUnfinished in {old.id}. Which go on?", err=True)
    options = [
        (each.id, f"{one_line(each.objective.title.plain)} ({percent(each.progress)})")
        for each in known.values()
    ]
    return [known[key] for key in choose("Which", options, many=True)]
