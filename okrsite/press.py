"""Draws a site's pages, spread over the pool of the door: every file, as a path and its bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import ExitStack
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
from okrsite.spread import begin, spread
from okrsite.whereabouts import source_bytes, theme_folders


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
_FIRST = 48
"""Parts that a pool is given before it is known what else there is to draw."""


def _draw(addresses: Sequence[str]) -> list[_Drawn]:
    assert _canvas is not None  # noqa: S101 (set before the pool is forked)
    return _canvas.draw(addresses)


class Run:
    """The pages of a portfolio on their way through a pool, where the door brings one."""

    def __init__(
        self,
        drawing: Drawing,
        portfolio: Portfolio,
        pages: Mapping[str, Page],
        door: Door,
        *,
        noted: bool,
    ) -> None:
        """Make ready to draw; `noted`: whether it is to be known what pages look at."""
        global _canvas  # noqa: PLW0603 (a forked worker finds it where it was)
        self.drawing = drawing
        self.portfolio = portfolio
        self.pages = pages
        self.door = door
        self.copied = {kind.name for kind in page_types().values() if kind.format is Format.FILE}
        """The types of pages that are files, and not drawn."""
        self._open = ExitStack()
        self._pool: Executor | None = None
        self._begun: list[tuple[list[str], Future[list[_Drawn]]]] = []
        drawing.lead_to(pages)
        watched, reads = noting(portfolio) if noted else (portfolio, None)
        _canvas = _Canvas(drawing, watched, pages, reads)

    def begin(self, first: Iterable[Page]) -> None:
        """Let a pool draw some pages, while this process finds out which others are to be drawn.

        Not many: of what it has not come to by then, this process does a share.
        """
        parts = chunks([page for page in first if page.type not in self.copied])[:_FIRST]
        self._begun = begin(_draw, parts, self._forked())

    @property
    def begun(self) -> frozenset[str]:
        """The addresses of pages that a pool was given already."""
        return frozenset(address for part, _ in self._begun for address in part)

    def drawn(self, pages: Sequence[Page]) -> Iterator[list[_Drawn]]:
        """What was begun, and these pages."""
        for _, chunk in spread(_draw, chunks(pages), self._forked(), begun=self._begun):
            yield chunk

    def _forked(self) -> Executor | None:
        """A pool whose processes, which are forked when they get work, know what to draw."""
        if self._pool is None and self.door.executor is not None:
            self._pool = self._open.enter_context(self.door.executor())
        return self._pool

    def close(self) -> None:
        """End the pool: what it has not done is not wanted any more."""
        global _canvas  # noqa: PLW0603
        self._open.close()
        _canvas = None


class Press:
    """A site's theme with its templates compiled, and what is drawn with them."""

    def __init__(self, root: Path, door: Door, *, noted: bool = False) -> None:
        """`noted`: whether it is to be known what pages look at."""
        self._root = root
        self._door = door
        self._noted = noted
        self.theme: Theme | None = None
        self.drawing: Drawing | None = None
        self.error = ""
        """Why there is no theme, or no drawing."""
        self._run: Run | None = None

    def load(self, site: Site) -> None:
        """Find the site's theme."""
        try:
            self.theme = Theme.load(site.theme, theme_folders(self._root, site.theme))
        except ThemeError as error:
            self.error = str(error)

    def set_up(self) -> None:
        """Compile the theme's templates, where there is one: while others read there is time."""
        if self.theme is not None:
            try:
                self.drawing = Drawing(self.theme)
            except ThemeError as error:
                self.error = str(error)

    def run(self, portfolio: Portfolio, pages: Mapping[str, Page]) -> Run | None:
        """The pages of a portfolio on their way, begun already or not; None without a theme."""
        if self._run is not None and self._run.portfolio is not portfolio:
            self.close()
        if self._run is None and self.drawing is not None:
            self._run = Run(self.drawing, portfolio, pages, self._door, noted=self._noted)
        return self._run

    def close(self) -> None:
        """Draw no more."""
        if self._run is not None:
            self._run.close()
            self._run = None


def render(
    run: Run, folders: Sequence[Folder], past: Past | None = None
) -> Generator[tuple[str, bytes | None], None, None]:
    """Every file of the site as (path, bytes): drawn pages, copied files, the theme's assets.

    None for the bytes: the file can stay as an earlier build left it.
    """
    for address, content in run.drawing.theme.assets().items():
        path = address.lstrip("/")
        yield path, content if past is None else past.file(path, content)
    begun, copied = run.begun, run.copied
    still = past.still if past is not None else frozenset[Page]()
    rest = [page for page in run.pages.values() if page.address not in begun]
    drawn = [page for page in rest if page.type not in copied and page not in still]
    others = (page for page in rest if page.type in copied or page in still)
    with run.door.progress("Drawing", len(begun) + len(drawn)) as advance:
        for chunk in run.drawn(drawn):
            for each in chunk:
                page = run.pages[each.address]
                anew: bytes | None = each.content
                if past is not None:
                    anew = past.drawn(page, each.content, each.reads, each.digest)
                yield page.path, anew
            advance(len(chunk))
            yield from _undrawn(others, folders, past)  # beside the first ones: the pool is at work
        yield from _undrawn(others, folders, past)


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


def chunks(pages: Sequence[Page]) -> list[list[str]]:
    """Addresses by what is drawn at a time.

    Pages of which there are few show much: each goes by itself, and first, so that no process is
    left alone with several of them at the end.
    """
    many = Counter(page.type for page in pages)
    alone = [[page.address] for page in pages if many[page.type] < _CHUNK]
    rest = [page.address for page in pages if many[page.type] >= _CHUNK]
    return alone + [rest[at : at + _CHUNK] for at in range(0, len(rest), _CHUNK)]
