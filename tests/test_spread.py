"""Work spread over a pool: all of it, each part once, told by its place."""

import fcntl
import multiprocessing
import os
import pickle
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.cli._pool import Pool
from okrsite.model.page import Page
from okrsite.press import chunks
from okrsite.spread import spread


def square(number: int) -> int:
    """What is worked out."""
    return number * number


def whose(_: int) -> int:
    """The process that did it, which had something to do."""
    time.sleep(0.001)
    return os.getpid()


class Lazy(Executor):
    """A pool that begins some parts at once and never comes to the others."""

    def __init__(self, begun: set[int]) -> None:
        self._begun = begun
        self.done: list[int] = []

    def submit(self, work: Callable[..., Any], /, *words: Any, **named: Any) -> Future[Any]:
        """Begin it, or leave it waiting for ever."""
        del named
        future: Future[Any] = Future()
        if words[0] in self._begun:
            future.set_running_or_notify_cancel()
            self.done.append(words[0])
            future.set_result(work(*words))
        return future


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    """A pool of one."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as executor:
        yield executor


@pytest.mark.parametrize("many", [0, 1, 3, 4, 5, 200])
def test_all_parts_are_done(many: int, pool: Executor) -> None:
    """With a pool and without."""
    expected = [(number, number * number) for number in range(many)]
    assert sorted(spread(square, range(many), pool)) == expected
    assert list(spread(square, range(many), None)) == expected


def test_this_process_does_a_share(pool: Executor) -> None:
    """The pool is not left alone with it, nor is this process."""
    found = {who for _, who in spread(whose, range(200), pool)}
    assert len(found) == 2
    assert os.getpid() in found


@given(st.sets(st.integers(0, 19)))
def test_what_the_pool_did_not_begin_is_done_here(begun: set[int]) -> None:
    """Each part once, whoever did it."""
    here: list[int] = []

    def work(number: int) -> int:
        here.append(number)
        return -number

    first = {number for number in range(20) if number <= max(begun, default=0)}
    lazy = Lazy(first)
    assert sorted(spread(work, range(20), lazy)) == [(number, -number) for number in range(20)]
    assert sorted(here) == list(range(20))
    assert lazy.done == sorted(first)


def test_meanwhile_is_done_once_and_first(pool: Executor) -> None:
    """Before this process takes a part."""
    told: list[str] = []
    for executor in (pool, None):
        told.clear()
        list(spread(square, range(10), executor, lambda: told.append("meanwhile")))
        assert told == ["meanwhile"]


def test_a_fault_is_not_swallowed(pool: Executor) -> None:
    """Whoever met it."""
    with pytest.raises(TypeError):
        list(spread(square, [1, 2, "a", 4, 5], pool))  # type: ignore[arg-type]


def ends_its_process(number: int) -> int:
    """What kills whichever process of a pool begins it; this one it leaves alone."""
    if multiprocessing.parent_process() is not None:
        os._exit(1)
    return number


def test_what_was_lost_with_a_process_is_done_here() -> None:
    """It may have been killed for want of memory; nothing is missing."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as fragile:
        for _ in range(2):
            found = dict(spread(ends_its_process, range(50), fragile))
            assert found == {number: number for number in range(50)}


def test_whoever_wants_no_more_does_not_wait_for_the_rest() -> None:
    """The pool was not given it: a full disk is told at once."""
    lazy = Lazy({0})
    given: list[Any] = []
    submit = lazy.submit

    def noting(*words: Any) -> Future[int]:
        given.append(words[1])
        return submit(*words)

    lazy.submit = noting  # type: ignore[method-assign]
    most = 4 * (os.cpu_count() or 1)
    with closing(spread(square, range(100 * most), lazy)) as found:
        assert next(found) == (0, 0)
    assert given == [*range(len(given))]
    assert len(given) < most


def test_a_pool_is_left_without_waiting_for_what_it_has_not_begun() -> None:
    """What nobody wants any more is not done; what runs is waited for."""
    with Pool(1, mp_context=multiprocessing.get_context("fork")) as pool:
        futures = [pool.submit(whose, number) for number in range(5000)]
    assert futures[0].done()
    assert futures[-1].cancelled()


def test_who_is_interrupted_when_a_pool_begins_is_told_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its thread has not begun, and cannot be waited for; its processes end."""

    def interrupted(_: threading.Thread) -> None:
        raise KeyboardInterrupt

    before = {*multiprocessing.active_children()}
    executor = Pool(1, mp_context=multiprocessing.get_context("fork"))
    monkeypatch.setattr(threading.Thread, "start", interrupted)
    with pytest.raises(KeyboardInterrupt), executor as pool:
        pool.submit(square, 1)
    begun = {*multiprocessing.active_children()} - before
    for process in begun:
        process.join(10)
    assert not {*multiprocessing.active_children()} - before


@pytest.mark.skipif(not hasattr(fcntl, "F_GETPIPE_SZ"), reason="Linux tells it")
def test_a_worker_need_not_wait_until_its_result_is_taken() -> None:
    """What it sends is larger than a pipe of the usual size, and whoever takes it is at work."""
    before = sys.getswitchinterval()
    with Pool(1, mp_context=multiprocessing.get_context("fork")) as pool:
        results: Any = pool._result_queue
        size = fcntl.fcntl(results._writer.fileno(), fcntl.F_GETPIPE_SZ)
        assert size > 2 * len(pickle.dumps(pool.submit(bytes, 300_000).result()))
        assert sys.getswitchinterval() < before
    assert sys.getswitchinterval() == before


class Result:
    """Something large."""

    def __init__(self, number: int) -> None:
        self.number = number


def test_what_was_handed_on_is_not_held() -> None:
    """A site is never in memory whole."""
    with closing(spread(Result, range(20), Lazy(set(range(20))))) as found:
        seen = weakref.ref(next(found)[1])
        next(found)
        assert seen() is None


def test_pages_of_which_there_are_few_are_drawn_first_and_alone() -> None:
    """Each page goes once; what shows much is not left to one process at the end."""
    many = [Page(f"/objectives/{number}/", "objective", str(number)) for number in range(20)]
    few = [Page("/", "home"), Page("/compare/", "compare"), Page("/compare/cycle/", "compare")]
    found = chunks([*many[:10], *few, *many[10:]])
    assert found[:3] == [["/"], ["/compare/"], ["/compare/cycle/"]]
    assert [address for chunk in found[3:] for address in chunk] == [page.address for page in many]
    assert max(map(len, found[3:])) > 1
