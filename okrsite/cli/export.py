"""`okrsite export`: the figures and the structure of a site, for other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from okrsite.cli._options import check_folders, content_options, quick, root_argument

_FORMATS = ("csv", "xlsx", "json", "markdown", "mermaid")


@click.command("export")
@root_argument
@content_options
@click.option("--format", "form", type=click.Choice(_FORMATS), required=True,
              help="What is written.")  # fmt: skip
@click.option("--output", "-o", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write into this file.  [default: the terminal]")  # fmt: skip
def COMMAND(  # noqa: N802 (what the shelf looks for)
    root: Path,
    content: tuple[Path, ...],
    as_of: date | None,
    audience: str | None,
    form: str,
    output: Path | None,
) -> None:
    """Export the OKRs of ROOT (default: here) as a table, as data, as a page or as a drawing.

    csv and xlsx hold a key result a row, json the same as data, markdown one page, mermaid the
    cascade. All but the drawing can be imported again. Nothing in them is taken for a formula.
    """
    from okrsite.build import prepare
    from okrsite.cut import UnknownAudience
    from okrsite.door import Door, NotADate
    from okrsite.exchange.send import formats
    from okrsite.order import Order

    check_folders(root, content)
    exporter = formats()[form]
    if exporter.binary and output is None:
        raise click.UsageError(f"--format {form} goes with --output FILE.")
    quick()
    try:
        prepared = prepare(Order(root, content, None, as_of, audience), Door())
    except (UnknownAudience, NotADate) as error:
        raise click.UsageError(str(error)) from None
    if prepared.portfolio is None or prepared.errors:
        raise click.ClickException("There are errors: okrsite check says which.")
    written = exporter.write(prepared.portfolio)
    if output is None:
        click.echo(written, nl=False)
        return
    try:
        output.write_bytes(written)
    except OSError as fault:
        raise click.ClickException(f"{output} cannot be written: {fault.strerror}") from None
    click.echo(f"{len(prepared.portfolio.objectives)} objectives are in {output}.", err=True)
