"""`okrsite build`: read, check and publish."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from okrsite.cli._options import (
    bar,
    check_folders,
    content_options,
    line_at,
    pool,
    quick,
    root_argument,
)


@click.command("build")
@root_argument
@content_options
@click.option(
    "--output",
    "-o",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write the site here. [default: ROOT/site]",
)
@click.option("--base-url", metavar="URL", help="The site's address, instead of site.yml's `url`.")
@click.option("--drafts", is_flag=True, help="Show documents with `draft: true`, marked.")
@click.option(
    "--keep-going",
    is_flag=True,
    help="Publish without the documents that have errors, and say so on the site.",
)
def COMMAND(  # noqa: N802 (what the shelf looks for)
    root: Path,
    content: tuple[Path, ...],
    as_of: date | None,
    audience: str | None,
    output: Path | None,
    base_url: str | None,
    drafts: bool,
    keep_going: bool,
) -> None:
    """Build the site of ROOT (default: here) into ROOT/site.

    Exits with 0 when it was published (warnings are printed), 1 when errors were found and nothing
    was published, 2 when the command was used wrongly. The site that was there before stays whole
    until the new one is complete.
    """
    quick()
    from okrsite.build import Door, NotADate, Order, build
    from okrsite.cli._report import summary, tell
    from okrsite.cut import UnknownAudience
    from okrsite.publish import NotASite

    check_folders(root, content)
    _check_url(base_url)
    order = Order(root, content, output, as_of, audience, base_url, drafts, keep_going)
    door = Door(executor=pool(), progress=bar)
    try:
        built = build(order, door)
    except (UnknownAudience, NotASite, NotADate) as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise click.ClickException(
            f"The site could not be written: {error.strerror or error}{where}. "
            "The one that was there is as it was."
        ) from None
    tell(built.prepared.problems, line_at, err=True)
    portfolio = built.prepared.portfolio
    if built.output is None or portfolio is None:
        click.echo(f"{summary(built.prepared.problems)} Nothing was published.", err=True)
        raise SystemExit(1)
    click.echo(
        f"{len(portfolio.objectives)} objectives as of {portfolio.as_of}, "
        f"{built.published} files in {built.output}. {summary(built.prepared.problems)}",
        err=True,
    )


def _check_url(url: str | None) -> None:
    if url is not None and not url.startswith(("https://", "http://", "/")):
        raise click.UsageError("--base-url must begin with https:// (or / for a path alone).")
