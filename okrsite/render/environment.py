"""What templates can do: little, and nothing that depends on when or where they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Collection

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup, escape

from okrsite.model.prose import Prose
from okrsite.pages._frame import HERE
from okrsite.render.theme import Theme


def make_environment(theme: Theme, addresses: Collection[str]) -> Environment:
    """The environment of a theme's templates; `addresses` are the pages that links may lead to.

    `THEME/NAME.html` names a template of one theme of the chain, so that a theme can extend the
    very template that it replaces.
    """
    own = FileSystemLoader([*theme.templates])
    each = PrefixLoader({f.name: FileSystemLoader(f / "templates") for f in theme.folders})
    environment = Environment(
        loader=ChoiceLoader([own, each]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.clear()  # `lipsum` and its like are neither needed nor the same every time
    del environment.filters["random"]
    way = _way(addresses)
    environment.filters |= {
        "url": url,
        "static": lambda name: url(theme.static[name]),
        "inline": lambda prose: _drawn(prose, way),
        "blocks": lambda prose, level=2: _drawn(prose, way, level),
    }
    return environment


def url(address: str) -> Markup:
    """An address from the site's root, as it is written on any page."""
    return Markup(HERE) + escape(address[1:])  # noqa: S704 (one character of ours)


def _way(addresses: Collection[str]) -> Callable[[str], str | None]:
    def way(address: str) -> str | None:
        return HERE + address[1:] if address.partition("#")[0] in addresses else None

    return way


def _drawn(prose: Prose, way: Callable[[str], str | None], level: int = 2) -> Markup:
    return Markup(prose.html(way, level))  # noqa: S704 (Prose is safe HTML)
