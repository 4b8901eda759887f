"""`okrsite schema`: what may be written, for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from okrsite.model.told import Told

_FOLDER = "schemas"
_FILES = {"site": "site.yml", "org": "org.yml", "cycles": "cycles.yml"}
"""The files that editors can bind a schema to by their names."""


@click.command("schema")
@click.argument("name", required=False, metavar="[NAME]")
@click.option(
    "--output",
    "-o",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write NAME.schema.json into this folder; without NAME, one for each.",
)
@click.option(
    "--draft",
    type=click.Choice(["2020-12", "7"]),
    default="2020-12",
    show_default=True,
    help="The draft of JSON Schema to name: some tools refuse any but 7.",
)
@click.option(
    "--settings",
    metavar="EDITOR",
    type=click.Choice(["vscode"]),
    help=f"Print the settings that bind the schemas in DIR (default: {_FOLDER}): vscode.",
)
def COMMAND(  # noqa: N802 (what the shelf looks for)
    name: str | None, output: Path | None, draft: str, settings: str | None
) -> None:
    """Print the JSON Schema of a kind of file, so that editors complete, explain and warn.

    NAME is objective, checkin, review, kpi, page, document (any of these five), site, org or
    cycles. Without it, says what there is.
    """
    from okrsite.read.editors import NAMES

    if name is not None and name not in NAMES:
        raise click.UsageError(_unknown(name))
    if output is not None:
        for each in [name] if name else NAMES:
            _write(output / _file(each), _text(each, draft))
        count = 1 if name else len(NAMES)
        click.echo(f"{count} schema{'s' if count > 1 else ''} written into {output}.", err=True)
    if settings is not None:
        click.echo(_json(_vscode(output or Path(_FOLDER), name)), nl=False)
        click.echo(
            "For .vscode/settings.json, with the YAML extension. It does not look into Markdown: "
            "`okrsite serve` and `okrsite check` tell what is wrong in front matter.",
            err=True,
        )
    elif output is None and name is not None:
        click.echo(_text(name, draft), nl=False)
    elif output is None:
        wide = max(map(len, NAMES))
        click.echo("\n".join(f"{each:{wide}}  {words}" for each, words in NAMES.items()))


def _unknown(name: str) -> str:
    from okrsite.model.text import did_you_mean
    from okrsite.read.editors import NAMES

    hint = did_you_mean(name, NAMES) or f"There are: {', '.join(NAMES)}."
    return f"There is no schema `{name}`. {hint}"


def _text(name: str, draft: str) -> str:
    from okrsite.check import rules
    from okrsite.read.editors import schema

    return _json(schema(name, rules().values(), draft=draft))


def _json(told: Told) -> str:
    return f"{json.dumps(told, ensure_ascii=False, indent=2)}\n"


def _file(name: str) -> str:
    return f"{name}.schema.json"


def _vscode(folder: Path, name: str | None) -> Told:
    """The schemas of files that are told by their names; front matter is no YAML file."""
    named = {key: file for key, file in _FILES.items() if name in (None, key)}
    where = folder.as_posix() if folder.is_absolute() else f"./{folder.as_posix()}"
    return {"yaml.schemas": {f"{where}/{_file(key)}": f"content/{named[key]}" for key in named}}


def _write(path: Path, text: str) -> None:
    from okrsite.cli._report import write_file

    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, text)
