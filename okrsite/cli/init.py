"""`okrsite init`: a small site that builds, to begin with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="What the site is called. [default: from DIR's name]")
def COMMAND(folder: Path, title: str | None) -> None:  # noqa: N802 (what the shelf looks for)
    """Make a small site in DIR that builds: an organisation, a quarter, three objectives.

    DIR must be new or empty. With it comes a page on what OKRs are and how they are written here.
    """
    if folder.exists() and (not folder.is_dir() or any(e.name != ".git" for e in folder.iterdir())):
        raise click.UsageError(f"{folder} is not empty; `okrsite init` writes into a new folder.")
    today = datetime.now(UTC).date()
    words = placeholders(today, title or _title(folder))
    for path, text in starter_files(words):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"A small site is in {folder}. Next:\n")
    click.echo(f"  okrsite build {folder}    builds it into {folder}/site")
    click.echo(f"  okrsite check {folder}    says what could be better")
    click.echo(f"\nThen write your own: {folder}/README.md says how.")


def _title(folder: Path) -> str:
    name = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
    return f"{name[:1].upper()}{name[1:]}" or "Our OKRs"


def placeholders(today: date, title: str) -> Mapping[str, str]:
    """What the starter's placeholders stand for on a day."""
    first = 3 * ((today.month - 1) // 3) + 1
    starts = date(today.year, first, 1)
    after = date(today.year + (first == 10), (first + 3 - 1) % 12 + 1, 1)
    ends = after - timedelta(days=1)
    return {
        "title": title.replace('"', "'").replace("\\", "/"),
        "year": str(today.year),
        "quarter": f"{today.year}-Q{(first + 2) // 3}",
        "starts": starts.isoformat(),
        "ends": ends.isoformat(),
        "today": today.isoformat(),
        "due": (starts + (ends - starts) * 2 // 3).isoformat(),
    }


def starter_files(words: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """The files of the starter site, with their placeholders filled."""
    for path, source in _walk(files(__package__) / "starter", Path()):
        name = path.as_posix()
        text = source.read_text(encoding="utf-8")
        for key, value in words.items():
            name = name.replace(f"__{key}__", value)
            text = text.replace(f"{{{{{key}}}}}", value)
        yield Path(*(_shown(part) for part in Path(name).parts)), text


def _walk(folder: Traversable, path: Path) -> Iterator[tuple[Path, Traversable]]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            yield from _walk(each, path / each.name)
        elif not each.name.endswith((".pyc", "~")):
            yield path / each.name, each


def _shown(name: str) -> str:
    """A name that begins with `dot-` is hidden once it is written."""
    return f".{name.removeprefix('dot-')}" if name.startswith("dot-") else name
