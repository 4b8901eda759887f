"""The page itself: one file that can be mailed, without scripts, without a request to anywhere."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from okrsite.exchange.xray.drawing import drawing
from okrsite.exchange.xray.view import XRay
from okrsite.model.text import presentable

_FONT_FACE = re.compile(r"@font-face\{[^}]*\}\s*")
_LAYERS = re.compile(r"@layer (?:views|narrow|print)\{")


def page(view: XRay, theme: str, font: bytes) -> bytes:
    """Draw the page.

    Args:
        view: what it shows.
        theme: the style sheet of the theme, of which it takes letters, colours and measures.
        font: the theme's letters, as WOFF2.
    """
    style = _style(theme, font)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                              lstrip_blocks=True, finalize=_clean)  # fmt: skip
    source = (files(__package__) / "page.html").read_text(encoding="utf-8")
    written = environment.from_string(source).render(
        x=view,
        drawn=drawing(view.tree, view.loose),
        style=Markup(style),  # noqa: S704 (our own style sheet)
        digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )
    return written.encode()


def _clean(value: object) -> object:
    return presentable(value) if type(value) is str else value


def _style(theme: str, font: bytes) -> str:
    """The theme's foundation, with its letters in it, and what this page adds."""
    found = _LAYERS.search(theme)
    base = _FONT_FACE.sub("", theme[: found.start()] if found else theme)
    letters = base64.b64encode(font).decode()
    face = (
        '@font-face{font-family:"Atlas Sans";font-weight:300 600;'
        f'src:url(data:font/woff2;base64,{letters}) format("woff2")}}'
    )
    own = (files(__package__) / "page.css").read_text(encoding="utf-8")
    return f"{face}\n{base}\n{own}".replace("</", "<\\/")
