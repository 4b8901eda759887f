"""A preview with editing, asked as a browser would ask."""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from okrsite.door import Door
from okrsite.order import Order
from okrsite.serve import Session
from okrsite.serve.editing.asked import OWN
from okrsite.serve.editing.door import Editing, Keeping
from okrsite.serve.server import Server

Pairs = Mapping[str, str] | Iterable[tuple[str, str]]


class Reply(NamedTuple):
    """An answer."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def fields(self) -> dict[str, str]:
        """The hidden fields of its form, by name; texts over several lines too."""
        found = dict(_HIDDEN.findall(self.text)) | dict(_AREA.findall(self.text))
        return {name: unescape(value) for name, value in found.items()}

    @property
    def words(self) -> str:
        """What a reader sees, without tags and on one line."""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.text)).split())


_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
_AREA = re.compile(r'<textarea class="ed-hidden" name="([^"]*)" hidden>\n([^<]*)</textarea>')


class Desk:
    """A browser in front of a preview that may write."""

    def __init__(self, root: Path, keeping: Keeping | None = None) -> None:
        self.root = root
        order, door = Order(root), Door(environment={})
        self.session = Session(order, door)
        self.session.refresh()
        self.editing = Editing(self.session, order, door, keeping)
        self.server = Server(self.session, 0, self.editing)
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.cookie = ""
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self._thread.start()

    def close(self) -> None:
        """Close what was opened."""
        self.server.shutdown()
        self.server.server_close()
        self._thread.join(timeout=5)

    def enter(self) -> None:
        """Open the address that is printed."""
        self.cookie = self.get(self.editing.way_in).headers["Set-Cookie"].partition(";")[0]

    def get(self, path: str, **headers: str) -> Reply:
        """Open an address."""
        return self._asked("GET", path, None, headers)

    def post(self, name: str, pairs: Pairs, **headers: str) -> Reply:
        """Send a form as a page of the preview does; headers with underscores for hyphens."""
        told = dict(pairs) if isinstance(pairs, Mapping) else list(pairs)
        return self._asked("POST", OWN + name, urlencode(told), headers)

    def token(self, form: str) -> str:
        """The token that a form carries."""
        return self.get(OWN + form).fields["token"]

    def see(self, name: str, pairs: Pairs, form: str = "") -> Reply:
        """Fill in a form and ask for the difference."""
        shown = self.get(OWN + (form or name))
        told = list(pairs.items()) if isinstance(pairs, Mapping) else list(pairs)
        given = {key for key, _ in told}
        kept = [(key, value) for key, value in shown.fields.items() if key not in given]
        return self.post(name, [*kept, *told, ("step", "see")])

    def write(self, name: str, seen: Reply) -> Reply:
        """Say that a difference is right."""
        pairs = [(key, unescape(value)) for key, value in _HIDDEN.findall(seen.text)]
        pairs += [(key, unescape(value)) for key, value in _AREA.findall(seen.text)]
        return self.post(name, [*pairs, ("step", "write")])

    def _asked(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Reply:
        connection = http.client.HTTPConnection(self.host, timeout=20)
        usual = {"Host": self.host, "Cookie": self.cookie}
        if method == "POST":
            usual |= {
                "Origin": f"http://{self.host}",
                "Sec-Fetch-Site": "same-origin",
                "Content-Type": "application/x-www-form-urlencoded",
            }
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in (usual | told).items() if value}
        with suppress(BrokenPipeError):  # what is too long is answered before all of it was sent
            connection.request(method, path, body, sent)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return Reply(answer.status, dict(answer.getheaders()), text)


@contextmanager
def editing(root: Path, keeping: Keeping | None = None) -> Iterator[Desk]:
    """A preview of a site, with a browser that was let in."""
    desk = Desk(root, keeping)
    try:
        desk.enter()
        yield desk
    finally:
        desk.close()


def difference_of(reply: Reply) -> list[str]:
    """The lines of a difference, each with its sign."""
    found = re.findall(
        r'<span class="ed-sign" aria-hidden="true">(.)</span><(?:ins|del|span)>([^<]*)<', reply.text
    )
    return [f"{sign.replace('−', '-')}{unescape(text)}" for sign, text in found]
