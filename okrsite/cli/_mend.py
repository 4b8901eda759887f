"""Makes the mends that need no judgement, and says which."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from okrsite.edit import Mended, NotWritten, Source, mend
from okrsite.model.noun import dataclass
from okrsite.model.problem import Fix, Problem
from okrsite.read import Folder
from okrsite.reports._clean import clean


def mend_files(
    problems: Iterable[Problem], folders: Sequence[Folder], *, dry_run: bool = False
) -> bool:
    """Mend what can be mended and say so; a dry run prints a patch instead. Gives whether it did.

    Raises:
        click.ClickException: where a file cannot be read or written.
    """
    changed = False
    try:
        for file in _files(problems, folders):
            if dry_run:
                click.echo(clean(file.diff()), nl=False)
                continue
            file.source.write(file.mended.text)
            changed = True
            for line in file.said():
                click.echo(clean(line), err=True)
    except NotWritten as fault:
        raise click.ClickException(clean(str(fault))) from None
    return changed


@dataclass(frozen=True, slots=True)
class _File:
    """What is mended in one file."""

    name: str
    """The file, as messages call it."""
    source: Source
    mended: Mended

    def said(self) -> Iterator[str]:
        """A line for each mend."""
        for fix in self.mended.done:
            what = f"is now `{fix.name}`" if fix.name else "is taken out"
            yield f"{self.name}:{fix.place.line}: `{fix.field}` {what}."

    def diff(self) -> str:
        """The change, as a patch shows it; line ends aside, which stay as they are."""
        before, after = (
            text.replace("\r\n", "\n").split("\n") for text in (self.source.text, self.mended.text)
        )
        lines = difflib.unified_diff(before, after, self.name, self.name, lineterm="")
        return "".join(f"{line}\n" for line in lines)


def _files(problems: Iterable[Problem], folders: Sequence[Folder]) -> Iterator[_File]:
    """What can be mended, file by file; nothing is written yet.

    Raises:
        NotWritten: where a file cannot be read any more.
    """
    paths = {folder.name: folder.path for folder in folders}
    for (folder, name), fixes in _by_file(problems).items():
        path = paths[folder] / name
        source = Source.read(path)
        mended = mend(source.text, fixes, whole=Path(name).suffix in (".yml", ".yaml"))
        if mended.done:
            yield _File(fixes[0].place.file, source, mended)


def _by_file(problems: Iterable[Problem]) -> Mapping[tuple[str, str], list[Fix]]:
    found: dict[tuple[str, str], list[Fix]] = {}
    for problem in problems:
        if problem.fix is not None:
            place = problem.fix.place
            found.setdefault((place.folder, place.path), []).append(problem.fix)
    return found
