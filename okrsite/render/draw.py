"""Draws a page: its view through the theme's template, as JSON, or as text."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from jinja2 import Template

from okrsite.model.page import Format, Page, PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages import __name__ as shelf_of_pages
from okrsite.pages._frame import HERE
from okrsite.pages._reads import Read, Reads
from okrsite.render.environment import make_environment
from okrsite.render.inputs import ADDRESS
from okrsite.render.theme import Theme
from okrsite.shelf import things


@dataclass(frozen=True, slots=True)
class _Kind:
    """A page type, with its template where it has one."""

    type: PageType
    template: Template | None


class Drawing:
    """Draws pages of one site with one theme.

    Templates are compiled here, once, and before any worker is forked.
    """

    def __init__(self, theme: Theme, addresses: Collection[str] = ()) -> None:
        self.theme = theme
        self._addresses = frozenset(addresses)
        self._asked: set[Read] = set()
        environment = make_environment(theme, self._is_page)
        self._kinds = {
            kind.name: _Kind(
                kind,
                environment.get_template(f"{kind.name}.html")
                if kind.format is Format.HTML
                else None,
            )
            for kind in things(shelf_of_pages, "PAGE")
        }

    def lead_to(self, addresses: Collection[str]) -> None:
        """Say which pages there are: links of texts lead to no others."""
        self._addresses = frozenset(addresses)

    def _is_page(self, address: str) -> bool:
        self._asked.add((ADDRESS, address))
        return address in self._addresses

    def draw_noting(
        self, page: Page, portfolio: Portfolio, reads: Reads
    ) -> tuple[bytes, frozenset[Read]]:
        """The bytes of a page, and all that was looked at for them in a portfolio that notes."""
        reads.begin()
        self._asked = set()
        content = self.draw(page, portfolio)
        return content, reads.end() | self._asked

    def draw(self, page: Page, portfolio: Portfolio) -> bytes:
        """The bytes of a page: the same ones whenever and wherever they are drawn."""
        kind = self._kinds[page.type]
        view = kind.type.view(portfolio, page.key)
        if kind.template is not None:
            root = portfolio.site.base if page.address in ABSOLUTE else way_home(page.address)
            return kind.template.render(view=view).encode().replace(_HERE, root.encode())
        if kind.type.format is Format.JSON:
            return f"{json.dumps(view, ensure_ascii=False, allow_nan=False)}\n".encode()
        if kind.type.format is Format.TEXT:
            return str(view).encode()
        raise ValueError(f"a page of the format {kind.type.format} is copied, not drawn")


_HERE = HERE.encode()

ABSOLUTE = frozenset({"/404.html"})
"""Pages that a host serves at any depth."""


def way_home(address: str) -> str:
    """The site's root as seen from a page: works under any path and from any host."""
    return "../" * (address.count("/") - 1) or "./"
