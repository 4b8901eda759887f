"""The preview's door: loopback only, Host checked, nothing but the site and its own two files."""

from __future__ import annotations

import contextlib
import mimetypes
import socket
import sys
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from okrsite.model.page import Format
from okrsite.pages.headers import HEADERS
from okrsite.plan.addresses import page_types
from okrsite.render import ThemeError
from okrsite.serve.editing.asked import MOST, Answer, Request
from okrsite.serve.editing.asked import OWN as EDIT
from okrsite.serve.overlay import OWN, own_file, tagged, with_preview
from okrsite.serve.session import Held, Session

if TYPE_CHECKING:  # most previews only show
    from okrsite.serve.editing.door import Editing

LOOPBACK = "127.0.0.1"
_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
_PATIENCE = 20.0
"""Seconds after which an idle event stream says that it is still there."""

_TYPES = {".woff2": "font/woff2", ".webp": "image/webp", ".avif": "image/avif"}


def serve(
    session: Session,
    port: int,
    watch: Callable[[Session, threading.Event], None],
    ready: Callable[[str], None],
    editing: Editing | None = None,
) -> None:
    """Serve a session until it is interrupted.

    `editing` writes what browsers that know its key ask for; None: nothing is written.

    Raises:
        OSError: where the port is taken.
    """
    stop = threading.Event()
    server = Server(session, port, editing)
    watcher = threading.Thread(target=watch, args=(session, stop), daemon=True)
    watcher.start()
    ready(server.address)
    try:
        server.serve_forever(poll_interval=0.2)
    finally:
        stop.set()
        server.server_close()
        watcher.join(timeout=2)


class Server(ThreadingHTTPServer):
    """A server on the loopback interface, a thread a request."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, session: Session, port: int, editing: Editing | None = None) -> None:
        self.session = session
        self.editing = editing
        super().__init__((LOOPBACK, port), _Handler)

    @property
    def base(self) -> str:
        """The path under which the host will serve the site."""
        portfolio = self.session.held.portfolio
        return portfolio.site.base if portfolio is not None else "/"

    @property
    def address(self) -> str:
        """Where a browser finds the preview."""
        return f"http://{LOOPBACK}:{self.server_port}{self.base}"

    def handle_error(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        """Say what went wrong with a request, unless it is only that the browser left."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "okrsite"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with a page, an asset, or the preview's own files."""
        if not self._is_local():
            return
        path = urlsplit(self.path).path
        if path == OWN + "events":
            self._events()
        elif (own := own_file(path)) is not None:
            self._say(HTTPStatus.OK, *own)
        elif self.server.editing is not None and path.startswith(EDIT):
            self._answer(self.server.editing.answer(self._asked()))
        else:
            self._site(unquote(path))

    def do_POST(self) -> None:
        """Take a form, where editing is asked for."""
        self.close_connection = True  # whatever is left of a body that is not read goes with it
        if not self._is_local():
            return
        size = self.headers.get("Content-Length") or ""
        if self.server.editing is None or not urlsplit(self.path).path.startswith(EDIT):
            self._say(HTTPStatus.METHOD_NOT_ALLOWED, b"This preview is for reading only.\n")
        elif not (size.isascii() and size.isdecimal()) or len(size) > 9 or int(size) > MOST:
            self._say(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"This is more than a form can hold.\n")
        else:
            asked = self._asked()._replace(body=self.rfile.read(int(size)))
            self._answer(self.server.editing.answer(asked))

    def _is_local(self) -> bool:
        """Whether the preview is asked by a name of this machine; if not, that is answered.

        A page elsewhere could otherwise read it under a name of its own (rebinding).
        """
        host = (self.headers.get("Host") or "").rpartition(":")[0] or self.headers.get("Host", "")
        if host in _HOSTS:
            return True
        self._say(HTTPStatus.MISDIRECTED_REQUEST, b"This preview answers localhost only.\n")
        return False

    def _asked(self) -> Request:
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(self.command, parts.path, parts.query, headers)

    def _answer(self, answer: Answer) -> None:
        with contextlib.suppress(ConnectionError):  # who goes on typing waits for no older answer
            self._say(answer.status, answer.body, answer.kind, answer.headers)

    def _show(self, status: HTTPStatus, address: str, content: bytes, held: Held) -> None:
        """Answer with a page and what the preview adds to it, where the browser has another one."""
        content = with_preview(content, held)
        if self.server.editing is not None:
            content = self.server.editing.dressed(self._asked(), address, content)
        content, tag = tagged(content)
        if self.headers.get("If-None-Match") == f'"{tag}"':
            self._say(HTTPStatus.NOT_MODIFIED, b"")
        else:
            more = (("ETag", f'"{tag}"'),)
            self._say(status, content, "text/html; charset=utf-8", more)

    def do_HEAD(self) -> None:
        """Answer as to GET, without the content."""
        self.do_GET()

    def _site(self, path: str) -> None:
        base = self.server.base
        if not path.startswith(base):
            if path in {"/", base.rstrip("/")}:
                self._redirect(base, HTTPStatus.FOUND)
            else:
                self._not_found()
            return
        address = quote(f"/{path.removeprefix(base)}")
        held = self.server.session.held
        if address in held.assets:
            self._say(HTTPStatus.OK, held.assets[address], _type(address))
            return
        if held.portfolio is None:
            self._show(HTTPStatus.OK, address, b"", held)
            return
        moved = address in held.portfolio.graph.redirects  # a host's redirect wins over its page
        try:
            found = None if moved else self.server.session.page(address)
        except ThemeError as fault:
            self._show(HTTPStatus.INTERNAL_SERVER_ERROR, address, b"", held.broken(fault))
            return
        if found is None:
            self._elsewhere(address)
            return
        page, content = found
        if page_types()[page.type].format is Format.HTML:
            self._show(HTTPStatus.OK, page.address, content, held)
        else:
            self._say(HTTPStatus.OK, content, _type(page.path))

    def _elsewhere(self, address: str) -> None:
        """An old address, a folder without its slash, or nothing."""
        held = self.server.session.held
        base = self.server.base.rstrip("/")
        portfolio = held.portfolio
        pages = held.prepared.pages if held.prepared is not None else {}
        redirects = portfolio.graph.redirects if portfolio is not None else {}
        for each in (address, f"{address}/"):
            if each in redirects:
                self._redirect(f"{base}{redirects[each]}", HTTPStatus.MOVED_PERMANENTLY)
                return
        if f"{address}/" in pages:
            self._redirect(f"{base}{address}/", HTTPStatus.MOVED_PERMANENTLY)
            return
        self._not_found()

    def _not_found(self) -> None:
        found = self.server.session.page("/404.html")
        if found is None:
            self._say(HTTPStatus.NOT_FOUND, b"Not found.\n")
        else:
            self._show(HTTPStatus.NOT_FOUND, "", found[1], self.server.session.held)

    def _redirect(self, to: str, status: HTTPStatus) -> None:
        self.send_response(status)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _say(
        self,
        status: HTTPStatus,
        content: bytes,
        kind: str = "text/plain",
        more: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.send_response(status)
        for name, value in (*HEADERS.items(), *more):
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _events(self) -> None:
        """Tell a browser of every new version, until it goes away."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        version = self.server.session.held.version
        try:
            while True:
                self.wfile.write(f"data: {version}\n\n".encode())
                self.wfile.flush()
                version = self.server.session.wait(version, _PATIENCE)
        except OSError:  # the browser has gone
            return

    def log_message(self, format: str, *args: object) -> None:
        """Requests are no news to whoever writes."""
        del format, args


def _type(path: str) -> str:
    ending = f".{path.rpartition('.')[2]}"
    kind = _TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or "json" in kind else kind
