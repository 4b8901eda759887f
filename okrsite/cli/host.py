"""`okrsite host`: headers and redirects in the words of a web server."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from okrsite.cli._options import check_folders, content_options, root_argument


@click.command("host")
@click.argument("name", metavar="NAME")
@root_argument
@content_options
@click.option(
    "--folder",
    metavar="DIR",
    default="/srv/okrs",
    show_default=True,
    help="Where the server finds the site.",
)
@click.option("--base-url", metavar="URL", help="The site's address, instead of site.yml's `url`.")
def COMMAND(  # noqa: N802 (what the shelf looks for)
    name: str,
    root: Path,
    content: tuple[Path, ...],
    as_of: date | None,
    audience: str | None,
    folder: str,
    base_url: str | None,
) -> None:
    """Print the headers and redirects of a site in the words of nginx, Caddy or Apache.

    Netlify, Cloudflare Pages and others read them from the site itself. Write it anew after each
    build: it names each old address.
    """
    from okrsite import hosts
    from okrsite.build import prepare
    from okrsite.door import Door
    from okrsite.hosts._told import Told
    from okrsite.order import Order
    from okrsite.pages.headers import sent
    from okrsite.shelf import things

    known = {host.name: host for host in things(hosts.__name__, "HOST")}
    if name not in known:
        raise click.UsageError(f"There is no host `{name}`. There is {', '.join(known)}.")
    check_folders(root, content)
    prepared = prepare(Order(root, content, None, as_of, audience, base_url), Door())
    if prepared.portfolio is None:
        raise click.ClickException("There is no site here: `okrsite check` says why.")
    portfolio = prepared.portfolio
    told = Told(
        folder.rstrip("/"), portfolio.site.base, sent(portfolio.site), portfolio.graph.redirects
    )
    click.echo(known[name].write(told), nl=False)
