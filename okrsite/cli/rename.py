"""`okrsite rename`: another id, with every reference to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsite.cli._changes import Desk, content_option, open_desk, write, writing_options

if TYPE_CHECKING:
    from okrsite.edit import Change
    from okrsite.edit.references import Owner, Renaming


@click.command("rename")
@click.argument("old")
@click.argument("new")
@click.argument("root", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@content_option
@writing_options
def COMMAND(  # noqa: N802 (what the shelf looks for)
    old: str, new: str, root: Path, content: tuple[Path, ...], yes: bool, dry_run: bool
) -> None:
    """Give an objective or kpi the id NEW, and rewrite every reference to OLD, which may be short.

    Alignments, dependencies, check-ins, reviews: nothing but the names changes in any file. The old
    id stays as an alias, so that links and addresses keep working. The file keeps its name.
    """
    from okrsite.edit import NotWritten, Unclear
    from okrsite.reports._clean import clean

    desk = open_desk(root, content, drafts=True)
    renaming = _renaming(old, new, desk)
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
    write(changes, yes=yes, dry_run=dry_run, question=f"Change {len(changes)} files?")


def _renaming(old: str, new: str, desk: Desk) -> Renaming:
    from okrsite.edit.checkins import directory
    from okrsite.edit.references import Renaming
    from okrsite.model.text import ID, MAX_ID, listed

    names = directory(desk.portfolio.graph)
    if "#" in old or "#" in new:
        raise click.UsageError("An objective or a kpi can be renamed, not one of its key results.")
    if not ID.fullmatch(new) or len(new) > MAX_ID:
        raise click.UsageError(
            f"`{new}` is no id: lower-case letters, digits and hyphens, such as first-week."
        )
    found, kind = names.objective(old, names.cycles_on(desk.portfolio.as_of)), "objective"
    if found.key is None and not found.several:
        kpi = names.kpi(old)
        found, kind = (kpi, "kpi") if kpi.key or kpi.several else (found, kind)
    if found.several:
        raise click.UsageError(f"`{old}` could mean {listed(found.several)}: write the whole id.")
    if found.key is None:
        raise click.UsageError(f"`{old}` is no objective or kpi. {found.hint}".rstrip())
    taken = names.objective(new) if kind == "objective" else names.kpi(new)
    known = {*names.objectives} if kind == "objective" else {*names.kpis}
    if new in known or (taken.key is not None and taken.key != found.key):
        raise click.UsageError(f"`{new}` is taken already: by `{taken.key}`.")
    return Renaming(kind, found.key, new, names)


def _changes(renaming: Renaming, desk: Desk) -> Iterator[Change]:
    from okrsite.edit import Change, Put, Source, Unclear, change

    for document in _documents(desk):
        source = Source.read(desk.path(document.place))
        try:
            text = renaming.of(source.text, document)
        except Unclear as doubt:
            raise Unclear(f"{document.place.file} cannot be changed for sure: {doubt}") from None
        if text != source.text:
            yield Change(source.path, text, source)
    site = desk.portfolio.site
    if renaming.kind == "kpi" and site.north_star == renaming.old:
        source = Source.read(desk.path(site.place))
        text = change(source.text, [Put(("north_star",), renaming.new)], whole=True)
        yield Change(source.path, text, source)


def _documents(desk: Desk) -> Iterator[Owner]:
    graph = desk.portfolio.graph
    yield from graph.objectives.values()
    yield from (update.document for update in graph.updates)
    yield from graph.reviews.values()
    yield from graph.kpis.values()
