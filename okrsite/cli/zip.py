"""`okrsite zip`: the site as one file that opens from a disk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from okrsite.cli._options import bar, check_folders, content_options, line_at, pool, root_argument


@click.command("zip")
@root_argument
@content_options
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the zip here. [default: ROOT/site.zip]",
)
@click.option("--notice", metavar="TEXT", help="Say this at the head of every page.")
@click.option("--keep-going", is_flag=True, help="Pack without the documents that have errors.")
def COMMAND(  # noqa: N802 (what the shelf looks for)
    root: Path,
    content: tuple[Path, ...],
    as_of: date | None,
    audience: str | None,
    output: Path | None,
    notice: str | None,
    keep_going: bool,
) -> None:
    """Build the site of ROOT into one zip, to be mailed or kept: unpacked, it opens from a disk.

    Open index.html in the folder that comes out. No server is needed; what has to load more data
    later (suggestions while typing, the check-in form) needs one, and says so or leads to a page.
    """
    from okrsite.build import build
    from okrsite.cli._report import summary, tell
    from okrsite.cut import UnknownAudience
    from okrsite.door import Door, NotADate
    from okrsite.order import Order
    from okrsite.publish import for_disk, pack

    check_folders(root, content)
    target = output or root / "site.zip"
    with TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        order = Order(root, content, site, as_of, audience, keep_going=keep_going, notice=notice)
        try:
            built = build(order, Door(executor=pool(), progress=bar))
            tell(built.prepared.problems, line_at, err=True)
            if built.output is None:
                click.echo(f"{summary(built.prepared.problems)} Nothing was packed.", err=True)
                raise SystemExit(1)
            count = pack(for_disk(_files(site)), target, target.stem)
        except (UnknownAudience, NotADate) as error:
            raise click.UsageError(str(error)) from None
        except OSError as error:
            raise click.ClickException(f"{target} could not be written: {error.strerror}") from None
    click.echo(f"{count} files in {target}. {summary(built.prepared.problems)}", err=True)


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    from okrsite.publish import MARKER

    for path in sorted(site.rglob("*")):
        if path.is_file() and path.name != MARKER:
            yield path.relative_to(site).as_posix(), path.read_bytes()
