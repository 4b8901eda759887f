"""`okrsite xray`: import, check and draw in one go, into one page that can be mailed."""

from __future__ import annotations

import shlex
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsite.cli._bring import brought, files_argument, settled, things, wish_options
from okrsite.cli._options import quick
from okrsite.cli._report import write_file

if TYPE_CHECKING:
    from okrsite.build import Prepared
    from okrsite.exchange.settle import Settled


@click.command("xray")
@files_argument
@click.option("--output", "-o", metavar="FILE", default="xray.html", show_default=True,
              type=click.Path(dir_okay=False, path_type=Path), help="The page.")  # fmt: skip
@wish_options
def COMMAND(  # noqa: N802 (what the shelf looks for)
    files: tuple[Path, ...],
    output: Path,
    cycle: str,
    team: str,
    title: str,
    columns: tuple[str, ...],
) -> None:
    """Look through OKRs in any file: one page with the cascade and the sentences that matter.

    Nothing needs to be set up, and nothing but the page is written: it holds everything it shows,
    runs no script and asks for nothing, so that it can be mailed.
    """
    from okrsite.exchange.running import of_cycle
    from okrsite.exchange.settle import There
    from okrsite.exchange.xray import page, xray
    from okrsite.whereabouts import theme_folders

    quick()
    found = brought(files, columns, short=True)
    chosen, cycle = of_cycle(found, cycle)
    result = settled(chosen, There(), cycle=cycle, team=team, title=title)
    if not result.objectives:
        raise click.ClickException(
            "No objective was found: okrsite import FILE --dry-run says what was read."
        )
    prepared = _checked(result)
    if prepared.portfolio is None:
        raise click.ClickException("The files could not be made into a site.")
    static = _theme_files(theme_folders(Path()))
    names = " ".join(shlex.quote(each.as_posix()) for each in files)
    view = xray(result, prepared.portfolio, prepared.problems,
                tuple(each.name for each in files), f"okrsite adopt {names} my-okrs")  # fmt: skip
    letters = (static / "fonts/atlas-sans-latin.woff2").read_bytes()
    write_file(output, page(view, (static / "atlas.css").read_text("utf-8"), letters).decode())
    click.echo(f"{things(view.objectives, 'objective')}, {things(view.key_results, 'key result')}.")
    for each in view.sentences:
        click.echo(f"  {each.words}")
    click.echo(f"See {output}. To keep it: {view.keep}")


def _checked(result: Settled) -> Prepared:
    """The checks of the site that an import would write, in a folder that is gone after."""
    from okrsite.build import prepare
    from okrsite.door import Door
    from okrsite.exchange.write import files_of
    from okrsite.order import Order

    today = datetime.now(UTC).date()
    with tempfile.TemporaryDirectory(prefix="okrsite-") as folder:
        root = Path(folder)
        for path, text in files_of(result, today).items():
            target = root / "content" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        return prepare(Order(root, as_of=_day(result, today)), Door())


def _day(result: Settled, today: date) -> date:
    """A day within the cycle, today if it can be: the rules judge what is under way."""
    spans = [result.cycles[key] for key in {each.cycle for each in result.objectives}]
    last = max(spans, key=lambda each: each.ends)
    return max(last.starts, min(today, last.ends))


def _theme_files(folders: tuple[Path, ...]) -> Path:
    return next(each / "atlas/static" for each in folders if (each / "atlas/static").is_dir())
