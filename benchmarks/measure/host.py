"""A host as others run them: it compresses, and sends the headers that the site asks for."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from okrsite.pages.headers import HEADERS

_PACKED = frozenset({".woff2", ".png"})
"""What is compressed already."""


@lru_cache
def _sent(path: Path) -> bytes:
    content = path.read_bytes()
    return content if path.suffix in _PACKED else gzip.compress(content, 9)


class Compressing(SimpleHTTPRequestHandler):
    """Sends a file as any host does, and the site's own page for lost ways."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, or the page for lost ways."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        path = path if found else Path(self.directory) / "404.html"
        content = _sent(path)
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix not in _PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def handle(self) -> None:
        """Answer as long as somebody asks; a browser that is closed says no goodbye."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: Any) -> None:
        """Quietly."""


@contextmanager
def hosted(site: Path, handler: type[SimpleHTTPRequestHandler] = Compressing) -> Iterator[str]:
    """The address of a built site while it is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
