"""A preview that has just begun: pages at once, problems right afterwards."""

from pathlib import Path

import pytest

from okrsite.door import Door
from okrsite.order import Order
from okrsite.serve import Session
from okrsite.serve.session import Held
from tests.sites import GOAL, goal, objective, site

LAPTOPS = "2026-Q4/it/laptops.md"
LOST = objective("aligns_to: nobody-wrote-this", title="Laptops")
BROKEN = goal("{id: days, title: Laptops come in time, metric: {from: 5, to: 5}}")


class Preview:
    """A session, and what it told."""

    def __init__(self, root: Path) -> None:
        self.told: list[Held] = []
        self.session = Session(Order(root), Door(environment={}), self.told.append)

    def shown(self) -> dict[str, bytes]:
        """Every page, by address."""
        prepared = self.session.held.prepared
        assert prepared is not None
        pages = {address: self.session.page(address) for address in prepared.pages}
        return {address: found[1] for address, found in pages.items() if found is not None}


def begun(root: Path) -> Preview:
    """A preview as its command begins it, before it has looked for problems."""
    preview = Preview(root)
    made = preview.session.begin()
    assert not made.sure
    assert not made.checked
    assert preview.told == []
    return preview


def refreshed(root: Path) -> Preview:
    """One that has looked at all before it showed anything."""
    preview = Preview(root)
    preview.session.refresh()
    return preview


def test_it_shows_the_same_at_once(tmp_path: Path) -> None:
    """With warnings too: they stand on no page."""
    root = site(tmp_path, {GOAL: objective(), LAPTOPS: objective(title="Laptops")})
    expected = refreshed(root)
    assert begun(root).shown() == expected.shown()
    preview = begun(root)
    held = preview.session.settle()
    assert held.checked
    assert held.problems == expected.session.held.problems != ()
    assert [each.problems for each in preview.told] == [held.problems]


def test_an_error_that_a_rule_finds_is_told_afterwards(tmp_path: Path) -> None:
    """Once, and then what can be shown without the faulty document is shown."""
    root = site(tmp_path, {GOAL: objective(), LAPTOPS: BROKEN})
    expected = refreshed(root)
    preview = begun(root)
    held = preview.session.settle()
    assert held.errors == expected.session.held.errors != ()
    assert held.stale == expected.session.held.stale
    assert preview.shown() == expected.shown()
    assert [each.errors for each in preview.told] == [held.errors]


def test_an_error_that_shows_on_the_way_is_told_at_once(tmp_path: Path) -> None:
    """A reference that leads nowhere, say: nothing is left for later."""
    root = site(tmp_path, {GOAL: objective(), LAPTOPS: LOST})
    expected = refreshed(root)
    preview = Preview(root)
    held = preview.session.begin()
    assert held.sure
    assert held.checked
    assert held.errors == expected.session.held.errors != ()
    assert preview.shown() == expected.shown()
    assert preview.told == [held]


@pytest.mark.parametrize("text", [BROKEN, LOST, objective(title="Laptops on the first day")])
def test_what_is_written_meanwhile_is_shown_at_once(tmp_path: Path, text: str) -> None:
    """Before anybody has looked for problems; they are looked for then, in what is there then."""
    root = site(tmp_path, {GOAL: objective(), LAPTOPS: objective(title="Laptops")})
    preview = begun(root)
    path = root / "content" / LAPTOPS
    path.write_text(text, "utf-8")
    preview.session.refresh([path])
    held = preview.session.settle()
    assert held.checked
    other = refreshed(site(tmp_path / "other", {GOAL: objective(), LAPTOPS: text})).session.held
    assert [each.message for each in held.errors] == [each.message for each in other.errors]
    if not held.errors:
        assert preview.shown() == refreshed(root).shown()


def test_where_nothing_can_be_shown_it_is_told_at_once(tmp_path: Path) -> None:
    """There is nothing to wait for."""
    preview = Preview(tmp_path)
    held = preview.session.begin()
    assert held.sure
    assert held.errors != ()
    assert preview.told == [held]
