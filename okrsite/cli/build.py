"""`okrsite build`: read, check and publish."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsite.cli._again import check, differences, nothing_new, why
from okrsite.cli._options import (
    bar,
    cache_of,
    cache_options,
    check_folders,
    content_options,
    line_at,
    pool,
    quick,
    root_argument,
)

if TYPE_CHECKING:
    from okrsite.build import Built
    from okrsite.cache import Printed


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
@click.option(
    "--notice",
    metavar="TEXT",
    help="Say this at the head of every page: of a preview, whose it is. Inline Markdown.",
)
@click.option("--drafts", is_flag=True, help="Show documents with `draft: true`, marked.")
@click.option(
    "--keep-going",
    is_flag=True,
    help="Publish without the documents that have errors, and say so on the site.",
)
@cache_options
@click.option(
    "--explain", metavar="PAGE", help="Say why a page, such as /cascade/, was drawn again or not."
)
@click.option("--verify", is_flag=True, help="Compare the site with a clean build, byte by byte.")
def COMMAND(  # noqa: N802 (what the shelf looks for)
    root: Path,
    content: tuple[Path, ...],
    as_of: date | None,
    audience: str | None,
    output: Path | None,
    base_url: str | None,
    notice: str | None,
    drafts: bool,
    keep_going: bool,
    cache: Path | None,
    no_cache: bool,
    explain: str | None,
    verify: bool,
) -> None:
    """Build the site of ROOT (default: here) into ROOT/site.

    Exits with 0 when it was published (warnings are printed), 1 when errors were found and nothing
    was published, 2 when the command was used wrongly. The site that was there before stays whole
    until the new one is complete.
    """
    quick()
    check_folders(root, content)
    _check_url(base_url)
    from okrsite.order import Order

    kept = cache_of(root, cache, no_cache)
    order = Order(
        root, content, output, as_of, audience, base_url, drafts, keep_going, notice, cache=kept
    )
    if explain is None and not verify:
        same = nothing_new(order)
        if same is not None:
            _told_again(same, order.target)
            return
    from okrsite.build import build
    from okrsite.cli._report import summary, tell
    from okrsite.cut import UnknownAudience
    from okrsite.door import Door, NotADate
    from okrsite.publish import NotASite

    door = Door(executor=pool(), progress=bar)
    try:
        built = build(order, door, explain or "")
    except (UnknownAudience, NotASite, NotADate) as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        at = f" ({error.filename})" if error.filename else ""
        raise click.ClickException(
            f"The site could not be written: {error.strerror or error}{at}. "
            "The one that was there is as it was."
        ) from None
    tell(built.prepared.problems, line_at, err=True)
    portfolio = built.prepared.portfolio
    if built.output is None or portfolio is None:
        click.echo(f"{summary(built.prepared.problems)} Nothing was published.", err=True)
        raise SystemExit(1)
    click.echo(
        f"{len(portfolio.objectives)} objectives as of {portfolio.as_of}, "
        f"{built.published} files in {built.output}{_anew(built)}. "
        f"{summary(built.prepared.problems)}",
        err=True,
    )
    if built.reason is not None and explain is not None:
        click.echo(why(built.reason, explain))
    if verify:
        check(differences(order, built, door))


def _anew(built: Built) -> str:
    if built.anew is None or built.anew == built.published:
        return ""
    return f", {built.anew or 'none'} of them new or changed"


def _told_again(same: Printed, output: Path) -> None:
    """What the last build said: it would be said again."""
    from okrsite.cli._report import summary, tell

    problems = same.problems
    tell(problems, line_at, err=True)
    click.echo(
        f"{same.objectives} objectives as of {same.as_of}: nothing has changed since the last "
        f"build into {output}. {summary(problems)}",
        err=True,
    )


def _check_url(url: str | None) -> None:
    if url is not None and not url.startswith(("https://", "http://", "/")):
        raise click.UsageError("--base-url must begin with https:// (or / for a path alone).")
