"""A portfolio that is brought up to date document by document is the one read from nothing."""

from __future__ import annotations

import os
import random
from datetime import date
from pathlib import Path

import pytest

from okrsite.build import prepare
from okrsite.door import Door
from okrsite.model.noun import fields, replace
from okrsite.model.portfolio import AlignmentGraph, Portfolio
from okrsite.order import Order
from okrsite.serve.model import Model
from tests.sites import site
from tests.test_again import DOCUMENTS, add, change_a_figure, change_a_line, change_a_word, rename

ROUNDS = int(os.environ.get("OKRSITE_ROUNDS", "20"))


def fresh(root: Path) -> Model | None:
    """Read from nothing."""
    order = Order(root, as_of=date(2026, 11, 21), drafts=True)
    return Model.of(prepare(order, Door(environment={}), remember=True))


def differences(one: Portfolio, other: Portfolio) -> list[str]:
    """Fields in which two portfolios differ, in content or in order."""
    found = []
    for each in fields(Portfolio):
        if each.name in ("graph", "then"):
            continue
        here, there = getattr(one, each.name), getattr(other, each.name)
        if here != there or (isinstance(here, dict) and [*here] != [*there]):
            found.append(each.name)
    for part in fields(AlignmentGraph):
        here, there = getattr(one.graph, part.name), getattr(other.graph, part.name)
        if part.name == "graph":
            here, there = dict(here.adjacency()), dict(there.adjacency())
        if here != there or (isinstance(here, dict) and [*here] != [*there]):
            found.append(f"graph.{part.name}")
    return found


@pytest.mark.parametrize("seed", range(2))
def test_bit_by_bit_equals_at_once(tmp_path: Path, seed: int) -> None:
    """Whatever is written; what is not sure is left to the whole road, and that is seldom."""
    site(tmp_path, DOCUMENTS)
    chance, quick = random.Random(seed), 0
    model = fresh(tmp_path)
    assert model is not None
    for number in range(ROUNDS):
        before = {p: p.read_bytes() for p in (tmp_path / "content").rglob("*.md")}
        changes = chance.choices(
            (change_a_word, change_a_figure, change_a_line, add, rename), (6, 6, 2, 2, 1)
        )
        for change in changes:
            change(tmp_path, chance)
        after = {p: p.read_bytes() for p in (tmp_path / "content").rglob("*.md")}
        paths = {p.resolve() for p in before.keys() | after.keys() if before.get(p) != after.get(p)}
        found = model.with_files(paths)
        expected = fresh(tmp_path)
        if expected is None:  # it was spoilt: begin again with what was sound
            for path in paths:
                path.unlink(missing_ok=True)
                if path in before:
                    path.write_bytes(before[path])
            model = fresh(tmp_path)
            assert found is None, (number, changes)
            assert model is not None
            continue
        if found is not None:
            quick += 1
            one, other = found.prepared.portfolio, expected.prepared.portfolio
            assert one is not None
            assert other is not None
            assert differences(one, other) == [], (number, changes, paths)
            model = replace(found, prepared=replace(found.prepared, pages=expected.prepared.pages))
        else:
            model = expected
    assert quick
