"""`okrsite rename`: another id, with every reference to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsite.cli._changes import Desk, open_desk, write, writing_options
from okrsite.cli._options import content_option

if TYPE_CHECKING:
    from okrsite.edit import Change
    from okrsite.edit.references import Owner, Renaming
    from okrsite.edit.who import RenamingWho
    from okrsite.model.directory import Directory, Lookup

_KINDS = ("objective", "kpi", "team", "person")


@click.command("rename")
@click.argument("old")
@click.argument("new")
@click.argument("root", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice(_KINDS),
              help="What OLD is, where there are several of that name.")  # fmt: skip
@content_option
@writing_options
def COMMAND(  # noqa: N802 (what the shelf looks for)
    old: str,
    new: str,
    root: Path,
    kind: str | None,
    content: tuple[Path, ...],
    yes: bool,
    dry_run: bool,
) -> None:
    """Give an objective, kpi, team or person the id NEW, and rewrite every mention of OLD.

    Alignments, dependencies, owners, check-ins, reviews: nothing but the names changes in any file.
    The old id of an objective or kpi, which may be short here, stays as an alias, so that links and
    addresses keep working; teams and people have no aliases. Files keep their names.
    """
    from okrsite.edit import NotWritten, Unclear
    from okrsite.reports._clean import clean

    desk = open_desk(root, content, drafts=True)
    renaming = _renaming(old, new, kind, desk)
    try:
        changes = list(_changes(renaming, desk))
    except NotWritten as fault:
        raise click.ClickException(clean(str(fault))) from None
    except Unclear as doubt:
        raise click.ClickException(f"{doubt}. Nothing was written.") from None
    aside = len(desk.portfolio.graph.aside)
    if aside:
        click.echo(
            f"{aside} documents cannot be read, and were not looked at; `okrsite check` says why.",
            err=True,
        )
    written = write(changes, yes=yes, dry_run=dry_run, question=f"Change {len(changes)} files?")
    if written and renaming.kind in {"team", "person"}:
        page = "people" if renaming.kind == "person" else "teams"
        click.echo(
            f"The page /{page}/{renaming.old}/ is /{page}/{new}/ now; `okrsite check` finds links "
            "in texts that led to it.",
            err=True,
        )


def _renaming(old: str, new: str, kind: str | None, desk: Desk) -> Renaming | RenamingWho:
    from okrsite.edit.checkins import directory
    from okrsite.edit.references import Renaming
    from okrsite.edit.who import RenamingWho
    from okrsite.model.text import ID, MAX_ID, listed

    names = directory(desk.portfolio.graph)
    if "#" in old or "#" in new:
        raise click.UsageError("An objective or a kpi can be renamed, not one of its key results.")
    if not ID.fullmatch(new) or len(new) > MAX_ID:
        raise click.UsageError(
            f"`{new}` is no id: lower-case letters, digits and hyphens, such as first-week."
        )
    found, kind = _found(old, kind, names, desk)
    if found.several:
        raise click.UsageError(f"`{old}` could mean {listed(found.several)}: write the whole id.")
    if found.key is None:
        raise click.UsageError(
            f"`{old}` is no objective, kpi, team or person. {found.hint}".rstrip()
        )
    if taken := _taken(new, kind, found.key, names):
        raise click.UsageError(f"`{new}` is taken already: by `{taken}`.")
    if kind in {"team", "person"}:
        return RenamingWho(kind, found.key, new, names)
    return Renaming(kind, found.key, new, names)


def _found(old: str, kind: str | None, names: Directory, desk: Desk) -> tuple[Lookup, str]:
    """What an id means: of the kind asked for, or of the only one that has it."""
    from okrsite.model.text import listed

    lookups = {
        "objective": names.objective(old, names.cycles_on(desk.portfolio.as_of)),
        "kpi": names.kpi(old),
        "team": names.team(old),
        "person": names.person(old),
    }
    if kind is not None:
        return lookups[kind], kind
    there = [each for each, found in lookups.items() if found.key or found.several]
    exact = [each for each in there if lookups[each].key == old.lower()]
    if len(exact or there) > 1:
        kinds = listed([f"--kind {each}" for each in exact or there])
        raise click.UsageError(f"`{old}` is the name of several things: add {kinds}.")
    kind = next(iter(exact or there), "objective")
    return lookups[kind], kind


def _taken(new: str, kind: str, key: str, names: Directory) -> str:
    """Who has an id already; a team and a person do not share one, since both can own."""
    if kind in {"team", "person"}:
        return new if new in names.teams or new in names.people else ""
    found = names.objective(new) if kind == "objective" else names.kpi(new)
    known = {*names.objectives} if kind == "objective" else {*names.kpis}
    return found.key or new if new in known or (found.key not in (None, key)) else ""


def _changes(renaming: Renaming | RenamingWho, desk: Desk) -> Iterator[Change]:
    from okrsite.edit import Change, Put, Source, Unclear, change
    from okrsite.edit.who import RenamingWho

    for document in _documents(desk):
        source = Source.read(desk.path(document.place))
        try:
            text = renaming.of(source.text, document)
        except Unclear as doubt:
            raise Unclear(f"{document.place.file} cannot be changed for sure: {doubt}") from None
        if text != source.text:
            yield Change(source.path, text, source)
    if isinstance(renaming, RenamingWho):
        yield from _organisation(renaming, desk)
        return
    site = desk.portfolio.site
    if renaming.kind == "kpi" and site.north_star == renaming.old:
        source = Source.read(desk.path(site.place))
        text = change(source.text, [Put(("north_star",), renaming.new)], whole=True)
        yield Change(source.path, text, source)


def _organisation(renaming: RenamingWho, desk: Desk) -> Iterator[Change]:
    """org.yml, in each content folder that has one."""
    from okrsite.edit import Change, Source

    for folder in desk.folders:
        path = folder.path / "org.yml"
        if path.is_file():
            source = Source.read(path)
            text = renaming.organisation(source.text)
            if text != source.text:
                yield Change(source.path, text, source)


def _documents(desk: Desk) -> Iterator[Owner]:
    graph = desk.portfolio.graph
    yield from graph.objectives.values()
    yield from (update.document for update in graph.updates)
    yield from graph.reviews.values()
    yield from graph.kpis.values()
