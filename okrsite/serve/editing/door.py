"""The editing door: forms, what they come to, the difference, and writing it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import NamedTuple, Protocol

from okrsite.door import Door
from okrsite.edit import NotWritten, Unclear, write_all
from okrsite.model import addresses
from okrsite.order import Order
from okrsite.serve.editing import (
    bar,
    change_draft,
    change_form,
    checkin_draft,
    checkin_form,
    drop_form,
    grade_form,
    new_form,
)
from okrsite.serve.editing.asked import OWN, Answer, Request, Said, plain, see
from okrsite.serve.editing.desk import Desk
from okrsite.serve.editing.difference import difference, digest
from okrsite.serve.editing.draw import STATIC, Shell, drawn, shell, static
from okrsite.serve.editing.due_list import due_list, everybody
from okrsite.serve.editing.form import Draft, Form, Note
from okrsite.serve.editing.goal import Gone
from okrsite.serve.editing.guard import Guard
from okrsite.serve.editing.told import notes
from okrsite.serve.session import Session

OPEN = f"{OWN}open/"
_LOST = "There is no such form."


class Kind(NamedTuple):
    """A sort of form: how it asks, and what the answers come to."""

    form: Callable[[Desk, Said], Form]
    draft: Callable[[Desk, Said], Draft]


KINDS: Mapping[str, Kind] = {
    checkin_form.NAME: Kind(checkin_form.form, checkin_draft.draft),
    new_form.NAME: Kind(new_form.form, new_form.draft),
    change_form.NAME: Kind(change_form.form, change_draft.draft),
    change_form.ALIGN: Kind(change_form.align_form, change_draft.align_draft),
    drop_form.NAME: Kind(drop_form.form, drop_form.draft),
    grade_form.NAME: Kind(grade_form.form, grade_form.draft),
}


class Keeping(Protocol):
    """Keeps what was written in a history."""

    def keep(self, draft: Draft) -> str:
        """Keep it; gives a sentence on what was done."""


class Editing:
    """What the preview offers to whoever has its key."""

    def __init__(
        self, session: Session, order: Order, door: Door, keeping: Keeping | None = None
    ) -> None:
        self._session = session
        self._order = order
        self._door = door
        self._keeping = keeping
        self._guard = Guard.of_this_run()
        self._desk: Desk | None = None
        self._turn = threading.Lock()
        self._notice = ("", "")

    @property
    def way_in(self) -> str:
        """The address, from the preview's root, that lets a browser in."""
        return f"{OPEN}{self._guard.key}"

    # Pages of the site ---------------------------------------------------------------------------

    def dressed(self, request: Request, address: str, content: bytes) -> bytes:
        """A page of the site with the ways to its forms, for whoever may write."""
        portfolio = self._session.held.portfolio
        if portfolio is None or not self._guard.admitted(request):
            return content
        where, words = self._notice
        # Other tabs ask for their pages again, too; what somebody opens ends the notice.
        if where != address and request.headers.get("sec-fetch-mode", "navigate") == "navigate":
            self._notice = ("", "")
        return bar.with_bar(content, portfolio, address, words if where == address else "")

    # The door's own ------------------------------------------------------------------------------

    def answer(self, request: Request) -> Answer:
        """Answer a request for one of the door's own addresses."""
        name = request.path.removeprefix(OWN)
        if name in STATIC:
            return static(name)
        held = self._session.held
        if held.portfolio is None:
            return plain(HTTPStatus.CONFLICT, "The content cannot be read yet: see the preview.")
        if request.path.startswith(OPEN) and self._guard.knows(request.path.removeprefix(OPEN)):
            home = f"{held.portfolio.site.base}"
            return see(home, ("Set-Cookie", self._guard.admitting(request)))
        if self._guard.from_elsewhere(request) or not self._guard.admitted(request):
            return drawn("locked", shell(held, ""), HTTPStatus.FORBIDDEN)
        frame = shell(held, self._guard.token)
        try:
            if request.method == "POST":
                return self._posted(name, request, frame)
            return self._shown(name, Said.parsed(request.query), frame)
        except (Gone, NotWritten) as gone:
            return drawn("lost", frame, HTTPStatus.NOT_FOUND, words=f"{gone}")
        except ValueError:
            return plain(HTTPStatus.BAD_REQUEST, "This is no form of this preview.")

    def _shown(self, name: str, said: Said, frame: Shell) -> Answer:
        if name == "":
            portfolio = self._at_desk().portfolio
            return drawn("due", frame, owed=due_list(portfolio), everybody=everybody(portfolio))
        if name not in KINDS:
            return drawn("lost", frame, HTTPStatus.NOT_FOUND, words=_LOST)
        return _page(KINDS[name].form(self._at_desk(), said), frame)

    def _posted(self, name: str, request: Request, frame: Shell) -> Answer:
        said = Said.parsed(request.body.decode())
        refused = self._guard.refusal(request, said.one("token"))
        if refused:
            return plain(HTTPStatus.FORBIDDEN, refused)
        if name not in KINDS:
            return drawn("lost", frame, HTTPStatus.NOT_FOUND, words=_LOST)
        kind, step = KINDS[name], said.one("step")
        desk = self._at_desk()
        if step in {"again", "more", "example"}:
            return _page(kind.form(desk, said), frame)
        draft = self._weighed(kind, desk, said)
        if step == "look":
            return _as_data(draft)
        if any(note.error for note in draft.notes):
            form = kind.form(desk, said).with_notes(draft.notes)
            return _page(form, frame, HTTPStatus.UNPROCESSABLE_ENTITY)
        if step == "write":
            return self._written(kind, desk, draft, said, frame)
        return _difference(desk, draft, said, frame)

    def _weighed(self, kind: Kind, desk: Desk, said: Said) -> Draft:
        """What a form comes to, with what the rules say of it."""
        try:
            draft = kind.draft(desk, said)
        except Unclear as doubt:
            where = "Change it in the file: the forms leave alone what they cannot be sure of."
            return Draft(notes=(Note("", f"This cannot be written for sure: {doubt}", where),))
        except NotWritten as fault:
            return Draft(notes=(Note("", f"{fault}"),))
        if not draft.changes:
            return draft
        return draft.with_notes(notes(desk.judged(draft.changes), draft))

    def _written(self, kind: Kind, desk: Desk, draft: Draft, said: Said, frame: Shell) -> Answer:
        with self._turn:
            if said.one("shown") != digest(draft.changes):
                told = Note("", "Something has changed since you looked", "Look again.", False)
                return _difference(desk, draft.with_notes([told]), said, frame)
            try:
                write_all(draft.changes)
            except NotWritten as fault:
                note = Note("", f"{fault}, so nothing was written", "What you wrote is kept here.")
                form = kind.form(desk, said).with_notes([note])
                return _page(form, frame, HTTPStatus.CONFLICT)
            kept = self._keeping.keep(draft) if self._keeping else ""
            self._session.refresh([each.path for each in draft.changes])
            files = ", ".join(desk.place(each.path).file for each in draft.changes)
            self._notice = (draft.address.partition("#")[0], f"Written: {files}. {kept}".strip())
        return see(frame.page(draft.address))

    def _at_desk(self) -> Desk:
        """The desk of what the preview holds now."""
        held, desk = self._session.held, self._desk
        if desk is None or desk.version != held.version:
            desk = self._desk = Desk(self._order, self._door, held)
        return desk


def _page(form: Form, frame: Shell, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return drawn("form", frame, status, form=form)


def _difference(desk: Desk, draft: Draft, said: Said, frame: Shell) -> Answer:
    return drawn(
        "difference",
        frame,
        files=[difference(each, desk.place(each.path).file) for each in draft.changes],
        notes=draft.notes,
        hidden=said.without("token", "step", "shown"),
        shown=digest(draft.changes),
        summary=draft.summary,
        back=draft.address or addresses.HOME,
    )


def _as_data(draft: Draft) -> Answer:
    told = [
        {"field": n.field, "message": n.words, "hint": n.way_out, "error": n.error, "rule": n.rule}
        for n in draft.notes
    ]
    return Answer(HTTPStatus.OK, json.dumps({"notes": told}).encode(), "application/json")
