"""The pool of processes that a command brings along."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import Any


class Pool(ProcessPoolExecutor):
    """A pool for a process that works as hard as its workers do.

    A thread of this process takes in what they send, and gets its turn only now and then. Until it
    does, whoever sends more than a pipe holds stands still: at 10,000 objectives that was a third
    of a worker's time. So the pipe holds several parts of the work, and turns come more often.

    It is left without waiting for what it has not begun: nobody wants that any more.
    """

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self._widen()
        self._turn = sys.getswitchinterval()
        sys.setswitchinterval(min(_TURN, self._turn))

    def _widen(self) -> None:
        """Let the pipe hold more, where the system allows for it: the work gets done without."""
        with suppress(ImportError, AttributeError, OSError):
            import fcntl

            results: Any = self._result_queue
            fcntl.fcntl(results._writer.fileno(), fcntl.F_SETPIPE_SZ, _WIDE)

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        """Wait for what runs, and end the processes."""
        sys.setswitchinterval(self._turn)
        try:
            self.shutdown(wait=True, cancel_futures=True)
        except RuntimeError:  # interrupted just when its thread began, which would end them
            for process in self._processes.values():
                process.terminate()


_WIDE = 1 << 20
"""Bytes that a pipe holds: as much as Linux allows whoever is not its administrator."""

_TURN = 0.0005
"""Seconds after which a thread that waits gets its turn: a tenth of what Python gives it."""
