"""The editing door: it says who may come in."""

from __future__ import annotations

from http import HTTPStatus

from okrsite.serve.editing.asked import OWN, Answer, Request, plain, see
from okrsite.serve.editing.guard import Guard
from okrsite.serve.session import Session

OPEN = f"{OWN}open/"


class Editing:
    """What the preview offers to whoever has its key."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._guard = Guard.of_this_run()

    @property
    def way_in(self) -> str:
        """The address, from the preview's root, that lets a browser in."""
        return f"{OPEN}{self._guard.key}"

    def answer(self, request: Request) -> Answer:
        """Answer a request for one of the door's own addresses."""
        if request.path.startswith(OPEN) and self._guard.knows(request.path.removeprefix(OPEN)):
            return see("/", ("Set-Cookie", self._guard.admitting(request)))
        return plain(HTTPStatus.NOT_FOUND, "There is nothing at this address.")

    def dressed(self, request: Request, address: str, content: bytes) -> bytes:
        """A page of the site with the ways to its forms."""
        del request, address
        return content
