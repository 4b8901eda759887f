"""Watches the files: one refresh for each burst of changes."""

from __future__ import annotations

import threading
from pathlib import Path

from watchfiles import DefaultFilter, watch

from okrsite.serve.session import Session


def watcher(session: Session, stop: threading.Event) -> None:
    """Refresh a session whenever files of its folders change.

    What is written at once, by a checkout say, is taken in at once: the first silence ends a burst.
    """
    moved = False
    while not stop.is_set():
        folders = session.folders
        for changes in watch(
            *folders,
            stop_event=stop,
            watch_filter=DefaultFilter(),
            debounce=1600,
            step=15,
            rust_timeout=500,
            yield_on_timeout=moved,
        ):
            if moved:  # what was written before anybody looked at new folders is taken in too
                moved = False
                session.refresh()
            elif changes:
                session.refresh({Path(path) for _, path in changes})
            if session.folders != folders:
                moved = True
                break
