"""Work spread over a pool, of which whoever asks for it does a share."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import TypeVar

Part = TypeVar("Part")
Done = TypeVar("Done")


def spread(
    work: Callable[[Part], Done],
    parts: Sequence[Part],
    executor: Executor | None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Generator[tuple[int, Done], None, None]:
    """What `work` gives for each part, with the part's place; as soon as it is there.

    The pool takes parts from the front and this process from the back, until they meet: what is
    done here need not travel, and nothing is held for the sake of order. Without a pool all is done
    here; so is what a pool leaves undone whose processes were killed, for want of memory, say.
    `meanwhile` is done here first, as soon as the pool is at work: what only this process needs
    later on.
    """
    if executor is None or len(parts) < _WORTH:
        meanwhile()
        yield from enumerate(map(work, parts))
        return
    waiting = deque(enumerate(_handed_out(work, parts, executor)))
    try:
        meanwhile()
        yield from _gathered(work, parts, waiting)
    finally:
        for _, future in waiting:  # where nobody wants the rest any more: a disk is full, say
            future.cancel()


def _gathered(
    work: Callable[[Part], Done], parts: Sequence[Part], waiting: deque[tuple[int, Future[Done]]]
) -> Iterator[tuple[int, Done]]:
    while waiting:
        first, future = waiting[0]
        # What the pool has begun cannot be cancelled: there they have met.
        while waiting and not future.done() and waiting[-1][1].cancel():
            last, _ = waiting.pop()
            yield last, work(parts[last])
        if waiting:
            waiting.popleft()
            yield first, _result(future, work, parts[first])


def _result(future: Future[Done], work: Callable[[Part], Done], part: Part) -> Done:
    try:
        return future.result()
    except BrokenExecutor:
        return work(part)


def _handed_out(
    work: Callable[[Part], Done], parts: Sequence[Part], executor: Executor
) -> Iterator[Future[Done]]:
    for part in parts:
        try:
            yield executor.submit(work, part)
        except BrokenExecutor as broken:
            lost: Future[Done] = Future()
            lost.set_exception(broken)
            yield lost


_WORTH = 4
"""Parts below which handing out costs more than it saves."""
