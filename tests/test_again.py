"""A build that goes on from an earlier one gives what a clean one gives, byte by byte."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from okrsite.build import Built, Door, Order, build
from tests.conftest import ROOT
from tests.sites import AS_OF, files_of

ROUNDS = int(os.environ.get("OKRSITE_ROUNDS", "12"))
"""How many changes are tried in a row; more with OKRSITE_ROUNDS=500."""

Change = Callable[[Path, random.Random], None]


def organisation(where: Path) -> Path:
    """The example, to be spoilt; themes too."""
    root = where / "root"
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(ROOT / "themes", root / "themes")
    return root


def again(root: Path, **order: Any) -> Built:
    """Build into one folder, going on from what is there."""
    made = Order(root, output=root / "site", cache=root / ".okrsite", keep_going=True, **order)
    return build(made, Door(environment={}))


def clean(root: Path, where: Path, **order: Any) -> dict[str, bytes]:
    """The files of a clean build."""
    shutil.rmtree(where, ignore_errors=True)
    build(Order(root, output=where, keep_going=True, **order), Door(environment={}))
    return files_of(where) if where.is_dir() else {}


# What people do ---------------------------------------------------------------------------------


def _documents(root: Path) -> list[Path]:
    return sorted((root / "content").rglob("*.md"))


def _one(root: Path, chance: random.Random) -> Path:
    return chance.choice(_documents(root))


def _edit(root: Path, chance: random.Random, file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    at = [i for i in range(len(text)) if text.startswith(old, i)]
    if at:
        where = chance.choice(at)
        text = f"{text[:where]}{new}{text[where + len(old) :]}"
    file.write_text(text, encoding="utf-8")


def change_a_word(root: Path, chance: random.Random) -> None:
    """A title, a note or a body."""
    _edit(root, chance, _one(root, chance), " the ", f" the {chance.randrange(99)} ")


def change_a_figure(root: Path, chance: random.Random) -> None:
    """A value, a date, a weight: anything with a digit."""
    _edit(root, chance, _one(root, chance), str(chance.randrange(10)), str(chance.randrange(10)))


def change_a_line(root: Path, chance: random.Random) -> None:
    """A line goes, or stands twice."""
    file = _one(root, chance)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    at = chance.randrange(len(lines))
    lines[at : at + 1] = chance.choice([[], [lines[at], lines[at]]])
    file.write_text("".join(lines), encoding="utf-8")


def rename(root: Path, chance: random.Random) -> None:
    """Another name, and so another id."""
    file = _one(root, chance)
    file.rename(file.with_name(f"{chance.randrange(999)}-{file.name}"))


def move(root: Path, chance: random.Random) -> None:
    """Into the folder of another document: another cycle, another team."""
    file, other = _one(root, chance), _one(root, chance)
    target = other.parent / file.name
    if not target.exists():
        file.rename(target)


def delete(root: Path, chance: random.Random) -> None:
    """It is gone."""
    _one(root, chance).unlink()


def add(root: Path, chance: random.Random) -> None:
    """A document like another one."""
    file = _one(root, chance)
    shutil.copy(file, file.with_name(f"copy-{chance.randrange(999)}-{file.name}"))


def change_policy(root: Path, chance: random.Random) -> None:
    """Thresholds, or who is in charge of what: what stands beside the documents."""
    file = root / "content" / chance.choice(["site.yml", "org.yml", "cycles.yml"])
    _edit(root, chance, file, str(chance.randrange(10)), str(chance.randrange(10)))


def change_names(root: Path, chance: random.Random) -> None:
    """Of teams and people."""
    file = root / "content" / "org.yml"
    _edit(root, chance, file, "name: ", f"name: {chance.choice('ABC')}")


def change_the_theme(root: Path, chance: random.Random) -> None:
    """A template, or the style sheet."""
    theme = root / "themes" / "atlas"
    if chance.random() < 0.5:
        file = chance.choice(sorted((theme / "templates").glob("*.html")))
        _edit(root, chance, file, "<p", '<p data-x="1"')
    else:
        sheet = theme / "static" / "atlas.css"
        sheet.write_text(f"{sheet.read_text(encoding='utf-8')}\n", encoding="utf-8")


def spoil_the_site(root: Path, chance: random.Random) -> None:
    """Somebody writes into the published site, or takes something out of it."""
    files = [path for path in sorted((root / "site").rglob("*")) if path.is_file()]
    if files:
        file = chance.choice(files)
        if file.name != ".okrsite-site":
            file.unlink()
            if chance.random() < 0.5:
                file.write_text("spoilt")


def touch(root: Path, chance: random.Random) -> None:
    """A new time, the same content."""
    _one(root, chance).touch()


def lose_the_cache(root: Path, chance: random.Random) -> None:
    """Some of it, or all."""
    kept = [path for path in sorted((root / ".okrsite").rglob("*")) if path.is_file()]
    for path in chance.sample(kept, chance.randint(0, len(kept))):
        path.unlink()


CHANGES: tuple[Change, ...] = (
    *(change_a_word, change_a_figure, change_a_line, rename, move, delete, add),
    *(change_policy, change_names, change_the_theme, spoil_the_site, touch, lose_the_cache),
)


@pytest.mark.parametrize("seed", range(2))
def test_incremental_equals_clean(tmp_path: Path, seed: int) -> None:
    """Whatever is done, and in whatever order; the day moves as well."""
    root, chance = organisation(tmp_path), random.Random(seed)
    as_of = AS_OF
    for number in range(ROUNDS):
        told = []
        for _ in range(chance.choice((0, 1, 1, 1, 2, 5))):
            change = chance.choice(CHANGES)
            told.append(change.__name__)
            change(root, chance)
        if chance.random() < 0.1:
            as_of += timedelta(days=chance.randint(-20, 20))
        drafts = chance.random() < 0.1
        built = again(root, as_of=as_of, drafts=drafts)
        expected = clean(root, tmp_path / "clean", as_of=as_of, drafts=drafts)
        if built.output is None:
            assert expected == {}
            continue
        found = files_of(built.output)
        differ = sorted(path for path in found if found[path] != expected.get(path))
        assert (differ, found.keys() ^ expected.keys()) == ([], set()), (number, told)


def test_a_page_that_looks_at_one_thing_is_drawn_when_that_changes(tmp_path: Path) -> None:
    """And those that do not look at it stay as they are, the very same files."""
    root = organisation(tmp_path)
    again(root, as_of=date(2026, 11, 21))
    before = {path: path.stat().st_ino for path in (root / "site").rglob("*") if path.is_file()}
    file = sorted((root / "content").rglob("2026-Q4/*/*.md"))[0]
    file.write_text(f"{file.read_text(encoding='utf-8')}\nOne more sentence.\n", encoding="utf-8")
    built = again(root, as_of=date(2026, 11, 21))
    after = {path: path.stat().st_ino for path in (root / "site").rglob("*") if path.is_file()}
    anew = [path for path in after if after[path] != before.get(path)]
    assert built.anew == len(anew)
    assert 1 <= len(anew) < 0.2 * len(after)
