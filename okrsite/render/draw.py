"""Draws a page: its view through the theme's template, as JSON, or as text."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from traceback import extract_tb

import msgspec
from jinja2 import (
    Environment,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from okrsite.model.noun import dataclass
from okrsite.model.page import Format, Page, PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages import __name__ as shelf_of_pages
from okrsite.pages._frame import HERE
from okrsite.pages._reads import Read, Reads
from okrsite.render.environment import make_environment
from okrsite.render.inputs import ADDRESS
from okrsite.render.theme import Theme, ThemeError
from okrsite.shelf import named


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
        """Compile a theme's templates.

        Raises:
            ThemeError: where one is missing or cannot be compiled.
        """
        self.theme = theme
        self._addresses = frozenset(addresses)
        self._asked: set[Read] = set()
        environment = make_environment(theme, self._is_page)
        self._kinds = {
            kind.name: _Kind(
                kind, _compiled(environment, theme, kind) if kind.format is Format.HTML else None
            )
            for kind in named(shelf_of_pages, "PAGE").values()
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
        """The bytes of a page: the same ones whenever and wherever they are drawn.

        Raises:
            ThemeError: where its template asks for what there is not.
        """
        kind = self._kinds[page.type]
        view = kind.type.view(portfolio, page.key)
        if kind.template is not None:
            root = portfolio.site.base if page.address in ABSOLUTE else way_home(page.address)
            return _rendered(kind.template, view).encode().replace(_HERE, root.encode())
        if kind.type.format is Format.JSON:
            return _JSON.encode(view) + b"\n"
        if kind.type.format is Format.TEXT:
            return str(view).encode()
        raise ValueError(f"a page of the format {kind.type.format} is copied, not drawn")


def _compiled(environment: Environment, theme: Theme, kind: PageType) -> Template:
    name = f"{kind.name}.html"
    try:
        return environment.get_template(name)
    except TemplateSyntaxError as fault:
        where = f"{_short(fault.filename)}:{fault.lineno}"
        raise ThemeError(f"{where}: {fault.message}") from fault
    except TemplateNotFound as fault:
        raise ThemeError(
            f"The theme `{theme.name}` has no template `{name}`, and extends none that has"
        ) from fault


def _rendered(template: Template, view: object) -> str:
    try:
        return _said_by(template, view)
    except (TemplateError, AttributeError, LookupError, TypeError) as fault:
        places = [
            f"{_short(each.filename)}:{each.lineno}: "
            for each in extract_tb(fault.__traceback__)
            if each.filename.endswith(".html")
        ]
        raise ThemeError(f"{places[-1] if places else ''}{fault}") from fault


def _said_by(template: Template, view: object) -> str:
    """What `template.render(view=view)` gives, leaving nothing behind.

    A context holds the page's macros, and they hold it: nothing but the collector, which no build
    lets run, would ever free the two, nor the view that they hold.
    """
    context = template.new_context({"view": view})
    try:
        return template.environment.concat(template.root_render_func(context))
    except Exception:
        template.environment.handle_exception()
    finally:
        context.vars.clear()


def _short(filename: str | None) -> str:
    """A template as its theme calls it: `ours/templates/page.html`."""
    return "/".join(Path(filename or "").parts[-3:])


_HERE = HERE.encode()
_JSON = msgspec.json.Encoder()

ABSOLUTE = frozenset({"/404.html"})
"""Pages that a host serves at any depth."""


def way_home(address: str) -> str:
    """The site's root as seen from a page: works under any path and from any host."""
    return "../" * (address.count("/") - 1) or "./"
