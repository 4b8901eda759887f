"""Watches the files: one refresh for each burst of changes."""

from __future__ import annotations

import threading
from collections.abc import Callable

from watchfiles import DefaultFilter, watch

from okrsite.serve.session import Held, Session


def watcher(told: Callable[[Held], None]) -> Callable[[Session, threading.Event], None]:
    """Makes what watches a session's folders and tells of each refresh."""

    def run(session: Session, stop: threading.Event) -> None:
        folders = session.folders
        for _ in watch(
            *folders,
            stop_event=stop,
            watch_filter=DefaultFilter(),
            debounce=200,
            step=40,
            rust_timeout=500,
            yield_on_timeout=False,
        ):
            told(session.refresh())

    return run
