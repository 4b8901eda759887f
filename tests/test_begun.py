"""A pool begins to draw while the rules are asked: nobody sees that, whatever they find."""

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from okrsite import press, spread
from okrsite.build import Built, build
from okrsite.cache.seal import KEY
from okrsite.door import Door
from okrsite.order import Order
from tests.processes import forked
from tests.sites import AS_OF, GOAL, built, files_of, goal, objective, site

FAULTY = {
    GOAL: goal("Answer sooner, from 12 to 4 hours"),
    "2026-Q4/it/one.md": objective("aligns_to: two"),
    "2026-Q4/it/two.md": objective("aligns_to: one", title="Be ready"),
}
SOUND = {**FAULTY, "2026-Q4/it/two.md": objective(title="Be ready")}


class Told:
    """A pool of two, and what it is given before the site begins to be written."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun: list[str] = []
        begin = spread.begin

        def noting(
            work: Callable[[list[str]], Any], parts: Sequence[list[str]], pool: Executor
        ) -> list[tuple[list[str], Future[Any]]]:
            found = begin(work, parts, pool)
            self.begun += [address for part, _ in found for address in part]
            return found

        monkeypatch.setattr(press, "begin", noting)

    def build(self, root: Path, explain: str = "", **order: Any) -> Built:
        """Build with it."""
        self.begun.clear()
        made = Order(root, output=root / "site", as_of=AS_OF, **order)
        result = build(made, Door(environment={KEY: "a key"}, executor=forked), explain)
        assert not multiprocessing.active_children()
        return result


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """What is begun."""
    return Told(monkeypatch)


def test_an_error_that_is_found_meanwhile_keeps_all_back(tmp_path: Path, told: Told) -> None:
    """What was drawn by then is nobody's."""
    result = told.build(site(tmp_path, FAULTY))
    assert told.begun
    assert result.prepared.errors
    assert result.output is None
    assert not (tmp_path / "site").exists()


def test_what_is_left_out_is_on_no_page_that_was_begun(tmp_path: Path, told: Told) -> None:
    """The site is that of the documents that stay."""
    result = told.build(site(tmp_path, FAULTY), keep_going=True)
    assert "/objectives/2026-q4-two/" in told.begun
    assert result.output is not None
    alone = built(tmp_path, output=tmp_path / "alone", as_of=AS_OF, keep_going=True)
    assert files_of(result.output) == files_of(alone)
    assert not (result.output / "objectives/2026-q4-two").exists()


def test_all_is_begun_where_nothing_is_known(tmp_path: Path, told: Told) -> None:
    """And each page is written once."""
    result = told.build(site(tmp_path, SOUND))
    assert len(told.begun) == len(set(told.begun)) > 20
    assert result.output is not None
    assert files_of(result.output) == files_of(built(tmp_path, output=tmp_path / "alone"))


def test_what_looks_at_much_is_begun_where_something_has_changed(
    tmp_path: Path, told: Told
) -> None:
    """An objective's page is not; one that came out as it was is not written again."""
    root = site(tmp_path, SOUND)
    told.build(root, cache=root / ".okrsite")
    (root / "content/2026-Q4/it/two.md").write_text(objective(title="Be quick"), encoding="utf-8")
    (root / "site/404.html").unlink()
    (root / "site/kpis/index.html").unlink()
    result = told.build(root, "/health/", cache=root / ".okrsite")
    assert {"/health/", "/404.html", "/kpis/"} <= set(told.begun)
    assert "/objectives/2026-q4-onboarding/" not in told.begun
    assert len(told.begun) == len(set(told.begun))
    assert result.output is not None
    assert files_of(result.output) == files_of(built(tmp_path, output=tmp_path / "alone"))
    assert result.anew is not None
    assert 0 < result.anew < len(files_of(result.output)) // 2
