"""What commands that write share: where, what it looks like, whether it is right, and asking."""

from __future__ import annotations

import difflib
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from okrsite.cli._options import check_folders, quick
from okrsite.model.noun import dataclass, replace

if TYPE_CHECKING:
    from okrsite.edit import Change
    from okrsite.model.place import Place
    from okrsite.model.portfolio import Portfolio
    from okrsite.read import Folder

Command = TypeVar("Command", bound=Callable[..., Any])


def writing_options(command: Command) -> Command:
    """`--yes` and `--dry-run`."""
    yes = click.option("--yes", "-y", is_flag=True, help="Write without asking.")
    dry = click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
    return yes(dry(command))


@dataclass(frozen=True, slots=True)
class Desk:
    """The site that is written to."""

    root: Path
    portfolio: Portfolio
    folders: tuple[Folder, ...]
    content: tuple[Path, ...]

    def path(self, place: Place) -> Path:
        """The file of a place."""
        return self.folder(place.folder).path / place.path

    def folder(self, name: str) -> Folder:
        """The content folder of that name."""
        return next(each for each in self.folders if each.name == name)

    def within(self, path: Path) -> str:
        """A file's path in its content folder."""
        for each in self.folders:
            if path.resolve().is_relative_to(each.path.resolve()):
                return path.resolve().relative_to(each.path.resolve()).as_posix()
        return path.name

    def faults_of(self, files: Mapping[str, str]) -> list[str]:
        """What `okrsite check` would say of new files, had they been written; paths in content/."""
        from okrsite.build import prepare
        from okrsite.door import Door
        from okrsite.model.problem import Severity
        from okrsite.order import Order

        with tempfile.TemporaryDirectory(prefix="okrsite-") as name:
            for path, text in files.items():
                file = Path(name) / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text.encode())
            folders = (*(each.path for each in self.folders), Path(name))
            order = Order(self.root, folders, None, self.portfolio.as_of, drafts=True)
            found = prepare(order, Door()).problems
        return [
            f"{each.place.path}:{each.place.line}: {each.message} {each.hint}".strip()
            for each in found
            if each.place and each.place.folder == Path(name).as_posix()
            if each.severity is Severity.ERROR
        ]


def open_desk(
    root: Path, content: tuple[Path, ...], as_of: date | None = None, *, drafts: bool = False
) -> Desk:
    """Read a site to write to: all of it, whoever may see it.

    Raises:
        click.ClickException: where it cannot be read.
    """
    from okrsite.build import prepare
    from okrsite.door import Door, NotADate
    from okrsite.order import Order
    from okrsite.read import NoSite, read_settings
    from okrsite.whereabouts import content_folders

    check_folders(root, content)
    quick()
    order = Order(root, content, None, as_of, drafts=drafts)
    try:
        narrowest = read_settings(content_folders(order)).audiences[0]
        prepared = prepare(replace(order, audience=narrowest), Door())
    except NoSite as nothing:
        raise click.ClickException(f"{nothing}. `okrsite check` says more.") from None
    except NotADate as error:
        raise click.UsageError(str(error)) from None
    if prepared.portfolio is None:
        raise click.ClickException("The content cannot be read; `okrsite check` says why.")
    return Desk(root, prepared.portfolio, prepared.folders, content)


def write(changes: Sequence[Change], *, yes: bool, dry_run: bool, question: str = "") -> bool:
    """Show changes, ask, and make all of them or none; gives whether they were made.

    Raises:
        click.ClickException: where a file is not as it was, or cannot be written.
    """
    from okrsite.edit import NotWritten, write_all

    show(changes)
    if dry_run:
        click.echo("Nothing was written.", err=True)
        return False
    if not yes and not click.confirm(question or "Write it?", default=True, err=True):
        click.echo("Nothing was written.", err=True)
        return False
    try:
        write_all(changes)
    except NotWritten as fault:
        raise click.ClickException(f"{fault}. Nothing was written.") from None
    for each in changes:
        click.echo(f"{'Changed' if each.was else 'Written'}: {each.path}", err=True)
    return True


def show(changes: Iterable[Change]) -> None:
    """A new file as it is, a changed one as a patch."""
    from okrsite.reports._clean import clean

    for each in changes:
        if each.was is None:
            click.echo(clean(f"--- new file {each.path}\n{each.text.rstrip()}\n"))
            continue
        before, after = (t.replace("\r\n", "\n").split("\n") for t in (each.was.text, each.text))
        lines = difflib.unified_diff(
            before, after, str(each.path), str(each.path), lineterm="", n=1
        )
        click.echo(clean("".join(f"{line}\n" for line in lines)))


# Asking -----------------------------------------------------------------------------------------


def ask(question: str, check: Callable[[str], Any] = str, hint: str = "Enter skips") -> Any:  # noqa: ANN401 (what `check` gives)
    """Ask until the answer is one; None for Enter.

    `check` raises ValueError, or whatever has a `message` and a `hint`, where an answer is none.
    """
    from okrsite.model.measure import Misfit

    while True:
        words = f"{question} ({hint})" if hint else question
        answer = click.prompt(words, default="", show_default=False, err=True).strip()
        if not answer:
            return None
        try:
            return check(answer)
        except Misfit as misfit:
            click.echo(f"  {misfit.message}. {misfit.hint}".rstrip(), err=True)
        except ValueError as error:
            click.echo(f"  {error}", err=True)


def choose(question: str, options: Sequence[tuple[str, str]], *, many: bool = False) -> list[str]:
    """Let somebody pick from a list by number or by name: [(id, words)]; nothing for Enter."""
    for number, (key, words) in enumerate(options, 1):
        click.echo(f"  {number:>2}  {key}  {words}".rstrip(), err=True)

    def picked(answer: str) -> list[str]:
        return list(dict.fromkeys(_one(each.strip(), options) for each in answer.split(",")))

    def single(answer: str) -> list[str]:
        return [_one(answer, options)]

    hint = "numbers or ids, with commas; Enter for none" if many else "number or id"
    return ask(question, picked if many else single, hint) or []


def _one(answer: str, options: Sequence[tuple[str, str]]) -> str:
    keys = [key for key, _ in options]
    if answer in keys:
        return answer
    if answer.isdecimal() and 1 <= int(answer) <= len(keys):
        return keys[int(answer) - 1]
    from okrsite.model.text import did_you_mean

    raise ValueError(f"`{answer}` is not in the list. {did_you_mean(answer, keys)}".rstrip())
