"""Draws a site's pages, spread over the pool of the door: every file, as a path and its bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from okrsite.cache.stamps import digest
from okrsite.door import Door
from okrsite.model.noun import dataclass
from okrsite.model.page import Format, Page
from okrsite.model.portfolio import Portfolio
from okrsite.model.site import Site
from okrsite.pages._reads import Read, Reads, noting
from okrsite.past import Past
from okrsite.plan.addresses import page_types
from okrsite.read import Folder
from okrsite.render import Drawing, Theme, ThemeError
from okrsite.spread import spread
from okrsite.whereabouts import source_bytes, theme_folders


class Press:
    """A site's theme, and its templates compiled: while others read there is time for that."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.theme: Theme | None = None
        self.drawing: Drawing | None = None
        self.error = ""
        """Why there is no theme, or no drawing."""

    def load(self, site: Site) -> None:
        """Find the site's theme."""
        try:
            self.theme = Theme.load(site.theme, theme_folders(self._root, site.theme))
        except ThemeError as error:
            self.error = str(error)

    def set_up(self) -> None:
        """Compile the theme's templates, where there is one."""
        if self.theme is not None:
            try:
                self.drawing = Drawing(self.theme)
            except ThemeError as error:
                self.error = str(error)


@dataclass(frozen=True, slots=True)
class _Canvas:
    """What a worker needs to draw; forked along, never pickled."""

    drawing: Drawing
    portfolio: Portfolio
    pages: Mapping[str, Page]
    reads: Reads | None = None
    """Where the portfolio notes what is looked up, where it does."""

    def draw(self, addresses: Sequence[str]) -> list[_Drawn]:
        return [self._draw(self.pages[address]) for address in addresses]

    def _draw(self, page: Page) -> _Drawn:
        if self.reads is None:
            return _Drawn(page.address, self.drawing.draw(page, self.portfolio))
        content, reads = self.drawing.draw_noting(page, self.portfolio, self.reads)
        return _Drawn(page.address, content, reads, digest(content))


class _Drawn(NamedTuple):
    """A page as a worker hands it over."""

    address: str
    content: bytes
    reads: frozenset[Read] = frozenset()
    digest: str = ""
    """Of the content, where reads are noted."""


_canvas: _Canvas | None = None
_CHUNK = 8


def _draw(addresses: Sequence[str]) -> list[_Drawn]:
    assert _canvas is not None  # noqa: S101 (set before the pool is forked)
    return _canvas.draw(addresses)


def render(
    pages: Mapping[str, Page],
    folders: Sequence[Folder],
    portfolio: Portfolio,
    drawing: Drawing,
    door: Door,
    past: Past | None = None,
) -> Generator[tuple[str, bytes | None], None, None]:
    """Every file of the site as (path, bytes): drawn pages, copied files, the theme's assets.

    None for the bytes: the file can stay as an earlier build left it.
    """
    global _canvas  # noqa: PLW0603 (a forked worker finds it where it was)
    copied = {kind.name for kind in page_types().values() if kind.format is Format.FILE}
    drawing.lead_to(pages)
    watched, reads = (portfolio, None) if past is None else noting(portfolio)
    _canvas = _Canvas(drawing, watched, pages, reads)
    for address, content in drawing.theme.assets().items():
        path = address.lstrip("/")
        yield path, content if past is None else past.file(path, content)
    still = past.still if past is not None else frozenset[Page]()
    drawn = [page for page in pages.values() if page.type not in copied and page not in still]
    others = (page for page in pages.values() if page.type in copied or page in still)
    with door.progress("Drawing", len(drawn)) as advance:
        for chunk in _drawn(drawn, door):
            for each in chunk:
                page = pages[each.address]
                anew: bytes | None = each.content
                if past is not None:
                    anew = past.drawn(page, each.content, each.reads, each.digest)
                yield page.path, anew
            advance(len(chunk))
            yield from _undrawn(others, folders, past)  # beside the first ones: the pool is at work
        yield from _undrawn(others, folders, past)
    _canvas = None


def _undrawn(
    pages: Iterable[Page], folders: Sequence[Folder], past: Past | None
) -> Iterator[tuple[str, bytes | None]]:
    """Pages that stay as they are, and files that are copied."""
    for page in pages:
        if past is not None and past.holds(page):
            yield page.path, None
        else:
            content = source_bytes(page.key, folders)
            yield page.path, content if past is None else past.copied(page, content)


def _drawn(pages: Sequence[Page], door: Door) -> Iterator[list[_Drawn]]:
    with door.executor() if door.executor else nullcontext() as executor:
        for _, chunk in spread(_draw, chunks(pages), executor):
            yield chunk


def chunks(pages: Sequence[Page]) -> list[list[str]]:
    """Addresses by what is drawn at a time.

    Pages of which there are few show much: each goes by itself, and first, so that no process is
    left alone with several of them at the end.
    """
    many = Counter(page.type for page in pages)
    alone = [[page.address] for page in pages if many[page.type] < _CHUNK]
    rest = [page.address for page in pages if many[page.type] >= _CHUNK]
    return alone + [rest[at : at + _CHUNK] for at in range(0, len(rest), _CHUNK)]
