"""Work spread over a pool, of which whoever asks for it does a share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from typing import TypeVar

Part = TypeVar("Part")
Done = TypeVar("Done")


def spread(
    work: Callable[[Part], Done],
    parts: Sequence[Part],
    executor: Executor | None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterator[Done]:
    """What `work` gives for each part, in order.

    The pool takes parts from the front and this process from the back, until they meet: what is
    done here need not travel. Without a pool all is done here. `meanwhile` is done here first, as
    soon as the pool is at work: what only this process needs later on.
    """
    if executor is None or len(parts) < _WORTH:
        meanwhile()
        yield from map(work, parts)
        return
    futures = [executor.submit(work, part) for part in parts]
    meanwhile()
    here: dict[int, Done] = {}
    last = len(parts)
    for index, future in enumerate(futures):
        # What the pool has begun cannot be cancelled: there they have met.
        while last > index and not future.done() and futures[last - 1].cancel():
            last -= 1
            here[last] = work(parts[last])
        yield here.pop(index) if index in here else future.result()


_WORTH = 4
"""Parts below which handing out costs more than it saves."""
