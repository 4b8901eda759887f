"""A build that goes on from an earlier one gives what a clean one gives, byte by byte."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from okrsite.build import Built, build
from okrsite.cache.seal import KEY
from okrsite.door import Door
from okrsite.order import Order
from tests.conftest import ROOT
from tests.processes import forked
from tests.sites import AS_OF, files_of, goal, objective, site

ROUNDS = int(os.environ.get("OKRSITE_ROUNDS", "8"))
"""How many changes are tried in a row; more with OKRSITE_ROUNDS=500."""

Change = Callable[[Path, random.Random], None]


COMPANY = """\
---
title: Customers get the goods on time
code: C1
team: company
key_results:
  - {id: punctual, title: Parcels on time, metric: {from: 80, to: 95, unit: "%"}, kpi: parcels}
  - {id: teams, title: Every team does its part, aligned: mean}
---
Why the [price list](prices.pdf) and [the onboarding](onboarding) matter. See the [guide](guide).
"""
ONBOARDING = """\
---
title: New people are ready on day one
aligns_to: {to: customers#teams, weight: 2}
aliases: [old-onboarding]
owner: ben
contributors: [ada]
key_results:
  - id: score
    title: First week rating
    metric: {from: 3, to: 5}
    checkins: [{date: 2026-10-12, value: 3.5, confidence: 6, note: "the start"}]
  - {id: handbook, title: The handbook, milestones: [{title: First half, done: 2026-10-20}, Rest]}
---
What the team wants. Read the [laptops](../it/laptops.md).
"""
LAPTOPS = """\
---
title: Laptops lie there on the first day
depends_on: 2026-q4-onboarding
aligns_to: customers
continues: 2026-q3-laptops
key_results:
  - {id: in-time, title: Laptops in time, metric: {from: 50, to: 100}}
---
"""
WEEK = """\
---
team: people-operations
by: ben
---
- score: 4.2 (7/10) the joiners liked it
- handbook: done first-half
- 2026-q4-laptops#in-time: 70 [at risk] the supplier is late
- something else of the week
"""
DOCUMENTS: dict[str, str | bytes] = {
    "2026/company/customers.md": COMPANY,
    "2026-Q4/people-operations/onboarding.md": ONBOARDING,
    "2026-Q4/it/laptops.md": LAPTOPS,
    "2026-Q3/it/laptops.md": objective("score: 0.7\nscore_note: the rest", title="Older laptops"),
    "2026-Q4/it/tickets.md": goal("Answer the tickets sooner, from 12 to 4 hours", "A second one"),
    "2026-Q4/ada/learn.md": objective("person: ada", "A body with the word.", title="Learn"),
    "updates/2026-11-09-people-operations.md": WEEK,
    "updates/2026-11-16-people-operations.md": WEEK.replace("4.2", "4.4"),
    "updates/2026-11-16-it.md": "---\nteam: it\n---\n- in-time: 80\n- parcels: 91\n",
    "kpis/parcels.md": "---\ntype: kpi\ntitle: Parcels\nunit: '%'\nhealthy: {min: 90}\n"
    "checkins: [{date: 2026-10-05, value: 88}]\n---\nThe text of the kpi.\n",
    "reviews/2026-10-08-start.md": "---\ntype: review\ndate: 2026-10-08\ntitle: The start\n"
    "team: it\ndecisions: [{decision: keep, objective: 2026-q4-laptops, note: Go on}]\n---\n",
    "guide.md": "---\ntitle: The guide\nnav: true\n---\nHow the work is done.\n",
    "2026/company/prices.pdf": b"%PDF-1.4 nothing",
}


def organisation(where: Path) -> Path:
    """A small one with a document of each kind, to be spoilt; the theme too."""
    root = site(where / "root", DOCUMENTS)
    shutil.copytree(ROOT / "themes", root / "themes")
    return root


def again(root: Path, pool: Callable[[], Executor] | None = None, **order: Any) -> Built:
    """Build into one folder, going on from what is there."""
    made = Order(root, output=root / "site", cache=root / ".okrsite", keep_going=True, **order)
    return build(made, Door(environment={KEY: "a key"}, executor=pool))


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


def damage_the_cache(root: Path, chance: random.Random) -> None:
    """A disk that fails, a copy that was cut short, or another file in its place."""
    kept = [path for path in sorted((root / ".okrsite").rglob("*")) if path.is_file()]
    if not kept:
        return
    file = chance.choice(kept)
    content = bytearray(file.read_bytes())
    if content and chance.random() < 0.5:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    else:
        content = bytearray(chance.choice([b"", content[: len(content) // 2], b"rubbish"]))
    file.write_bytes(content)


def swap(root: Path, chance: random.Random) -> None:
    """One document becomes another, and that one this."""
    one, other = _one(root, chance), _one(root, chance)
    text = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(text)


CHANGES: tuple[Change, ...] = (
    *(change_a_word, change_a_figure, change_a_line, rename, move, delete, add),
    *(change_policy, change_names, change_the_theme, spoil_the_site, touch, lose_the_cache),
    *(damage_the_cache, swap),
)


@pytest.mark.parametrize(("seed", "pool"), [(0, None), (1, forked)])
def test_incremental_equals_clean(
    tmp_path: Path, seed: int, pool: Callable[[], Executor] | None
) -> None:
    """Whatever is done, and in whatever order, alone or with others; the day moves as well."""
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
        built = again(root, pool, as_of=as_of, drafts=drafts)
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
    file = root / "content/2026-Q4/it/tickets.md"
    file.write_text(f"{file.read_text(encoding='utf-8')}\nOne more sentence.\n", encoding="utf-8")
    built = again(root, as_of=date(2026, 11, 21))
    after = {path: path.stat().st_ino for path in (root / "site").rglob("*") if path.is_file()}
    anew = [path for path in after if after[path] != before.get(path)]
    anew = [path for path in anew if path.name != ".okrsite-site"]
    assert built.anew == len(anew)
    assert root / "site/objectives/2026-q4-tickets/index.html" in anew
    kept = {"objectives/customers", "objectives/2026-q4-laptops", "teams/it", "people/ada"}
    assert not [path for path in anew if str(path.parent.relative_to(root / "site")) in kept]
