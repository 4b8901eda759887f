"""Work spread over a pool, of which whoever asks for it does a share."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from typing import TypeVar

Part = TypeVar("Part")
Done = TypeVar("Done")


def begin(
    work: Callable[[Part], Done], parts: Sequence[Part], executor: Executor | None
) -> list[tuple[Part, Future[Done]]]:
    """Let a pool begin with some parts: whoever asks has something else to do before `spread`.

    Nothing is begun without a pool, or where there is too little of it.
    """
    if executor is None or len(parts) < _WORTH:
        return []
    return [(part, _handed_out(work, part, executor)) for part in parts]


def spread(
    work: Callable[[Part], Done],
    parts: Sequence[Part],
    executor: Executor | None,
    meanwhile: Callable[[], None] = lambda: None,
    begun: Iterable[tuple[Part, Future[Done]]] = (),
) -> Generator[tuple[int, Done], None, None]:
    """What `work` gives for each part, with the part's place; as soon as it is there.

    The pool takes parts from the front and this process from the back, until they meet: what is
    done here need not travel, and nothing is held for the sake of order. The pool is given a few
    parts at a time and none is ever taken back, for a pool of Python 3.11 whose process dies does
    not get over that; at the end what it has been given but not begun is done here as well. Without
    a pool all is done here; so is what a pool leaves undone whose processes were killed, for want
    of memory, say. `meanwhile` is done here first, as soon as the pool is at work: what only this
    process needs later on. `begun` is what the pool was given already: it has the first places.
    """
    given = deque((place, *each) for place, each in enumerate(begun))
    rest = deque(enumerate(parts, len(given)))
    if executor is None or (not given and len(parts) < _WORTH):
        meanwhile()
        yield from enumerate(map(work, parts))
        return
    _give(work, rest, given, executor)
    meanwhile()
    while rest or given:
        _give(work, rest, given, executor)
        if given and given[0][2].done():
            place, part, future = given.popleft()
            yield place, _result(future, work, part)
        elif rest:
            place, part = rest.pop()
            yield place, work(part)
        elif not (given[-1][2].running() or given[-1][2].done()):
            place, part, _ = given.pop()
            yield place, work(part)
        else:
            wait([given[0][2]])


def _give(
    work: Callable[[Part], Done],
    rest: deque[tuple[int, Part]],
    given: deque[tuple[int, Part, Future[Done]]],
    executor: Executor,
) -> None:
    while rest and len(given) < _AHEAD:
        place, part = rest.popleft()
        given.append((place, part, _handed_out(work, part, executor)))


def _handed_out(work: Callable[[Part], Done], part: Part, executor: Executor) -> Future[Done]:
    try:
        return executor.submit(work, part)
    except BrokenExecutor as broken:
        lost: Future[Done] = Future()
        lost.set_exception(broken)
        return lost


def _result(future: Future[Done], work: Callable[[Part], Done], part: Part) -> Done:
    try:
        return future.result()
    except BrokenExecutor:
        return work(part)


_WORTH = 4
"""Parts below which handing out costs more than it saves."""

_AHEAD = 2 * (os.cpu_count() or 1)
"""Parts that the pool is given at a time: as it ends one, the next lies there."""
