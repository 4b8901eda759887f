"""`okrsite check`: read and check, publish nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from okrsite.cli._options import (
    check_folders,
    content_options,
    pool,
    quick,
    root_argument,
)
from okrsite.cli._report import findings_of, formats, show, summary, write_file
from okrsite.model.noun import replace
from okrsite.model.problem import Case

if TYPE_CHECKING:
    from okrsite.build import Prepared
    from okrsite.cli._since import Since
    from okrsite.model.report import Findings
    from okrsite.order import Order

_FILE = click.Path(dir_okay=False, path_type=Path)


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(
        (
            click.option("--format", "form", type=click.Choice(list(formats())), default="text",
                         show_default=True, help="How problems are printed."),
            click.option("--output", "-o", metavar="FILE", type=_FILE,
                         help="Write the report into this file."),
            click.option("--rule", "asked", metavar="NAME", multiple=True,
                         help="Tell of this rule only; may be repeated."),
            click.option("--since", "revision", metavar="REV",
                         help="Tell only what the change since a Git revision touches or causes."),
            click.option("--baseline", metavar="FILE", type=_FILE,
                         help="Do not tell the known problems that this file lists."),
            click.option("--write-baseline", is_flag=True,
                         help="Write all problems that there are into the --baseline file."),
            click.option("--fix", is_flag=True, help="Mend what needs no judgement."),
            click.option("--dry-run", is_flag=True,
                         help="With --fix: show what would change, and change nothing."),
            click.option("--strict", is_flag=True, help="Exit with 1 on warnings too."),
            click.option("--drafts", is_flag=True, help="Check documents with `draft: true` too."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


@click.command("check")
@root_argument
@content_options
@_options
def COMMAND(  # noqa: N802 (what the shelf looks for)
    root: Path,
    content: tuple[Path, ...],
    as_of: date | None,
    audience: str | None,
    form: str,
    output: Path | None,
    asked: tuple[str, ...],
    revision: str | None,
    baseline: Path | None,
    write_baseline: bool,
    fix: bool,
    dry_run: bool,
    strict: bool,
    drafts: bool,
) -> None:
    """Check the OKRs of ROOT (default: here) and say what is wrong, where, and what to do.

    Exits with 0 when there is no error (warnings are printed; --strict makes them count), 1 when
    there is one, 2 when the command was used wrongly. What --rule, --since and --baseline leave
    out does not count.
    """
    quick()
    from okrsite.cache import FOLDER
    from okrsite.cli._choice import Choice, known_problems, rule_names
    from okrsite.cli._mend import mend_files
    from okrsite.order import Order

    check_folders(root, content)
    if dry_run and not fix:
        raise click.UsageError("--dry-run goes with --fix.")
    if write_baseline and (not baseline or asked or revision or fix):
        raise click.UsageError(
            "--write-baseline goes with --baseline FILE, and without --rule, --since and --fix: "
            "the file lists all problems that there are."
        )
    rules = rule_names(asked)
    order = Order(root, content, None, as_of, audience, None, drafts, cache=root / FOLDER)
    prepared = _prepared(order)
    if write_baseline and baseline:
        _write_baseline(baseline, prepared)
        return
    since = _since(revision, order, prepared) if revision is not None else None
    if since is not None:
        prepared = _with_history(prepared, since)
    choice = Choice(
        rules,
        since,
        known_problems(baseline) if baseline else frozenset(),
        str(baseline),
    )
    if fix and mend_files(choice.of(prepared), prepared.folders, dry_run=dry_run):
        prepared = _with_history(_prepared(order), since)
    if dry_run:
        return
    told = choice.of(prepared)
    _tell(findings_of(told, prepared, root), form, output, prepared, choice.notes(prepared))
    if any(strict or problem.severity == "error" for problem in told):
        raise SystemExit(1)


def _prepared(order: Order) -> Prepared:
    from okrsite.build import prepare
    from okrsite.cut import UnknownAudience
    from okrsite.door import Door, NotADate

    try:
        return prepare(order, Door(executor=pool()))
    except (UnknownAudience, NotADate) as error:
        raise click.UsageError(str(error)) from None


def _since(revision: str, order: Order, prepared: Prepared) -> Since:
    from okrsite.cli._git import GitFault
    from okrsite.cli._since import since
    from okrsite.door import Door

    try:
        return since(revision, order, prepared, Door(executor=pool()))
    except GitFault as fault:
        raise click.UsageError(f"--since: {fault}") from None


def _with_history(prepared: Prepared, since: Since | None) -> Prepared:
    """What was prepared, with what is wrong only because something was there before."""
    from okrsite.check import against

    portfolio = prepared.portfolio
    if portfolio is None or since is None or since.past is None:
        return prepared
    found = against(Case(portfolio, prepared.pages, since.past), prepared.problems)
    return replace(prepared, problems=found)


def _write_baseline(file: Path, prepared: Prepared) -> None:
    from okrsite.check.baseline import written
    from okrsite.model.fingerprint import fingerprints

    prints = fingerprints(prepared.problems)
    write_file(file, written(prints))
    click.echo(f"{len(prints)} known problems are listed in {file}.", err=True)


def _tell(
    findings: Findings, form: str, output: Path | None, prepared: Prepared, notes: list[str]
) -> None:
    count = len(prepared.portfolio.objectives) if prepared.portfolio else 0
    words = f"{count} objectives. {summary(findings.problems)}"
    if output is not None:
        write_file(output, formats()[form].write(findings))
        click.echo(f"{words} See {output}.", err=True)
    else:
        show(findings, form)
        if form == "text":
            click.echo(words)
    for note in notes:
        click.echo(note, err=True)
