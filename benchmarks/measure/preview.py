"""How long a preview takes: from its start to a first page, and from saving a file to the new page.

The page is asked for again and again until it shows the change, as a browser that is told to reload
would ask once. So both programs are measured by what a reader sees, whatever they do inside.
"""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

from benchmarks.measure.command import Failed, environment, held
from benchmarks.measure.organisation import Organisation
from benchmarks.peers.peer import Peer

_EACH = 0.01
"""Seconds between two requests: as fine as people notice, and little work for the server."""
_CALM = 0.3
"""Seconds between a page and the next edit: nobody saves faster, and watchers wait a little."""
_PATIENCE = 600.0


@contextmanager
def previewed(peer: Peer, where: Organisation) -> Iterator[tuple[int, float, Callable[[], int]]]:
    """A running preview: its port, the seconds to its first page, and what tells its memory.

    Raises:
        Failed: where no page came.
    """
    port = _free_port()
    began = time.perf_counter()
    process = subprocess.Popen(
        peer.serve(port),
        cwd=where.root,
        env=environment(where.root),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _until(port, "/", "</html>")
        yield port, time.perf_counter() - began, lambda: held(process.pid)
    finally:
        process.terminate()
        process.wait()


def edits(port: int, where: Organisation, many: int, first: int = 0) -> list[float]:
    """Seconds from saving to the new page, of each of some edits."""
    address = f"/objectives/{where.objective}/"
    _until(port, address, "</html>")
    took = []
    for number in range(first, first + many):
        time.sleep(_CALM)
        began = time.perf_counter()
        note = where.change(number)
        _until(port, address, note)
        took.append(time.perf_counter() - began)
    return took


def _until(port: int, address: str, text: str) -> None:
    """Ask for a page until it holds a text."""
    ends = time.perf_counter() + _PATIENCE
    status = 0
    while time.perf_counter() < ends:
        status, page = _page(port, address)
        if status == HTTPStatus.OK and text.encode() in page:
            return
        time.sleep(_EACH)
    raise Failed(f"{address} did not show `{text}` in {_PATIENCE:.0f} s; it answers {status}")


def _page(port: int, address: str) -> tuple[int, bytes]:
    """The status and the bytes of a page; status 0 where nobody answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, HTTPException):
        return 0, b""
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
