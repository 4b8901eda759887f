"""Who may write: the browser that was given this run's key, from a page of this preview.

Three things must come together. The *key* stands in the address that `okrsite serve` prints, and
turns into a cookie that no script can read and no other site's page can send (SameSite=Strict). The
*token* stands in each form, so that a page elsewhere, which can read none, cannot make one. And the
browser itself must say that the request comes from here (Origin, Sec-Fetch-Site).
"""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie

from okrsite.model.noun import dataclass
from okrsite.serve.editing.asked import Request

_FORM = "application/x-www-form-urlencoded"


def _secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Guard:
    """The secrets of one run."""

    key: str
    cookie: str
    token: str

    @classmethod
    def of_this_run(cls) -> Guard:
        """New secrets; they end with the process."""
        return cls(_secret(), _secret(), _secret())

    def knows(self, key: str) -> bool:
        """Whether it is the key that was printed."""
        return _same(key, self.key)

    def admitting(self, request: Request) -> str:
        """The cookie that lets a browser in, as a header says it."""
        return f"{_name(request)}={self.cookie}; Path=/; HttpOnly; SameSite=Strict"

    def admitted(self, request: Request) -> bool:
        """Whether the browser was given the cookie."""
        try:
            found = SimpleCookie(request.headers.get("cookie", "")).get(_name(request))
        except CookieError:
            return False
        return found is not None and _same(found.value, self.cookie)

    def from_elsewhere(self, request: Request) -> bool:
        """Whether a page of another origin asks; what a person opens by hand comes from nowhere."""
        return request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}

    def refusal(self, request: Request, token: str) -> str:
        """Why nothing may be written, or an empty text."""
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
            return "Only a form of this preview can be sent here."
        origin = request.headers.get("origin", "")
        if origin != f"http://{request.host}" or self.from_elsewhere(request):
            return "This form was sent by a page that is not of this preview."
        if not self.admitted(request) or not _same(token, self.token):
            return (
                "This form is of an earlier run of the preview, or of another browser. Go back, "
                "keep what you wrote, and open the address that `okrsite serve --edit` printed."
            )
        return ""


def _name(request: Request) -> str:
    """Cookies are shared by all ports of a host, so each preview has one of its own."""
    return f"okrsite-{request.host.rpartition(':')[2] or '80'}"


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())
