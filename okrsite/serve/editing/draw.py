"""Draws the door's own pages, in the look of the site's theme."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from okrsite.model.noun import dataclass
from okrsite.serve.editing.asked import OWN, Answer, way
from okrsite.serve.session import Held

_HERE = Path(__file__).parent
STATIC = {"edit.css": "text/css", "edit.js": "text/javascript", "pick.js": "text/javascript"}


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around a page of the door."""

    title: str
    """The site's."""
    lang: str
    dir: str
    home: str
    style: str
    """The theme's style sheet; empty where it has none of that name."""
    icon: str
    base: str
    """The site's path, without the slash at its end."""
    token: str
    frozen: str
    """The day at which the site stands still; empty where it does not."""

    def page(self, address: str) -> str:
        """Where a page of the site is, or an address of the door's own."""
        return address if address.startswith(OWN) else f"{self.base}{address}"


def shell(held: Held, token: str) -> Shell:
    """The shell of a preview's pages."""
    portfolio, drawing = held.portfolio, held.drawing
    assert portfolio is not None  # noqa: S101 (the door looked)
    base = portfolio.site.base.rstrip("/")
    files = drawing.theme.static if drawing else {}
    lang = portfolio.site.locale
    return Shell(
        title=portfolio.site.title,
        lang=lang,
        dir="rtl" if lang.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr",
        home=f"{base}/",
        style=base + files["atlas.css"] if "atlas.css" in files else "",
        icon=base + files["icon.svg"] if "icon.svg" in files else "",
        base=base,
        token=token,
        frozen="" if portfolio.as_of_is_today else f"{portfolio.as_of:%-d %B %Y}",
    )


_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"way": way, "own": OWN}
    return environment


def drawn(name: str, shell: Shell, status: HTTPStatus = HTTPStatus.OK, **view: Any) -> Answer:
    """A page."""
    text = _environment().get_template(f"{name}.html").render(shell=shell, **view)
    return Answer(status, text.encode())


def static(name: str) -> Answer:
    """A style sheet or a script of the door's own."""
    return Answer(HTTPStatus.OK, (_HERE / "static" / name).read_bytes(), STATIC[name])
