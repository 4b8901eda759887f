"""The pool of processes that a command brings along."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from types import TracebackType


class Pool(ProcessPoolExecutor):
    """A pool that is left without waiting for what it has not begun: nobody wants that any more."""

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        """Wait for what runs, and end the processes."""
        self.shutdown(wait=True, cancel_futures=True)
