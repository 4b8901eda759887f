"""What the build before came to, and what of it still holds: the new one is made of the rest.

Nothing here decides what a page shows. It only tells that a page would be the same again.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from okrsite.cache import DOCUMENTS, Made, Manifest, Printed, Stamps, Store, place_of
from okrsite.cache.ids import ids_before, keep_ids
from okrsite.cache.program import program
from okrsite.cache.stamps import digest, digest_of, fresh, stamps_of, tree
from okrsite.i18n import locale
from okrsite.model.noun import dataclass
from okrsite.model.page import Page
from okrsite.model.problem import Before
from okrsite.model.was import ids_of
from okrsite.read import Earlier
from okrsite.render.drawn import Drawn, Ledger
from okrsite.render.inputs import FILE, Inputs

if TYPE_CHECKING:
    from okrsite.model.portfolio import Portfolio
    from okrsite.pages._reads import Read
    from okrsite.read import Folder
    from okrsite.render import Theme


@dataclass(frozen=True, slots=True)
class KeptDocuments:
    """Documents as they were read before, and where they are kept for the next reading."""

    store: Store
    source: str
    """The name under which they are kept."""
    earlier: Earlier | None
    """None where nobody could tell who left them."""

    @classmethod
    def of(cls, cache: Path, source: str, key: bytes | None) -> KeptDocuments:
        """As this very program read them before, under this key."""
        store = Store(cache)
        earlier = None if key is None else Earlier(store.read(source), program() + key)
        return cls(store, source, earlier)

    def keep(self) -> None:
        """Keep what was read since."""
        content = self.earlier.kept() if self.earlier is not None else None
        if content is not None:
            self.store.write(self.source, content)
            self.store.thin_out(DOCUMENTS, _SOURCES)


@dataclass(frozen=True, slots=True)
class Opened:
    """What is known before anything is read."""

    store: Store
    name: str
    output: Path
    asked: Mapping[str, str]
    inputs: Mapping[str, Stamps]
    fresh: Mapping[str, str]
    manifest: Manifest | None
    table: Drawn | None
    lies: Mapping[str, Made]
    """Files of the site that are as they were left."""
    documents: KeptDocuments

    @property
    def spare(self) -> Path:
        """Where the site before the last one may lie."""
        return self.store.folder / f"{self.name}.spare"

    def likely(self, pages: Mapping[str, Page]) -> list[Page]:
        """Pages that will be drawn, as far as that can be told before anything is compared.

        Those that are not there, and those that look at so much that hardly anything can change
        without them.
        """
        if self.table is None:
            return [*pages.values()]
        broad = dict.fromkeys(pages[each] for each in self.table.broad() if each in pages)
        gone = dict.fromkeys(page for page in pages.values() if page.path not in self.lies)
        return [*(broad | gone)]

    def before(self, audience: str, folders: Iterable[Path]) -> Before | None:
        """What had an address on the last site for the same readers."""
        ids = ids_before(self.store, self.name, self.asked, audience)
        if ids is None:
            return None
        paths = {was.path for some in ids.values() for was in some.values() if was.path}
        there = {path for path in paths if any((folder / path).exists() for folder in folders)}
        return Before(ids, frozenset(there))


_SOURCES = 8
"""Sets of content folders of which a cache keeps the documents."""


def open_past(
    output: Path,
    asked: Mapping[str, str],
    inputs: Iterable[Path],
    documents: KeptDocuments,
) -> Opened:
    """Look at what lies there; files are looked at before they are read: no change is lost."""
    store, name = documents.store, place_of(output)
    now = time.time_ns()
    stamps = stamps_of(inputs)
    manifest = Manifest.read(store, f"{name}.json")
    table = None
    if manifest is not None:
        content = store.read(f"{name}.pages") or b""
        table = Drawn.unpacked(content) if digest(content) == manifest.pages else None
    lies = _lies(manifest, output) if manifest is not None else {}
    return Opened(
        store,
        name,
        output,
        asked,
        stamps,
        fresh(stamps, now),
        manifest,
        table,
        lies,
        documents,
    )


def _lies(manifest: Manifest, output: Path) -> dict[str, Made]:
    """Files that nobody has touched; of one that looks touched the content decides."""
    found = {}
    for path, stamp in tree(output, hidden=True).items():
        made = manifest.output.get(path)
        if made is not None and (
            made.is_still(stamp)
            or (made.size == stamp[0] and digest_of(f"{output}/{path}") == made.digest)
        ):
            found[path] = made
    return found


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a page was drawn, or was not."""

    verdict: str
    """`kept`, `new`, `common`, `changed`, or `unknown` where there is no such page."""
    reads: tuple[Read, ...] = ()


@dataclass(slots=True)
class Past:
    """What of an earlier build holds for a portfolio; and what is to be kept of this one."""

    opened: Opened
    inputs: Inputs
    common: bytes
    still: frozenset[Page]
    ledger: Ledger
    made: dict[str, str] = field(default_factory=dict)
    """The digest of each file."""
    anew: int = 0
    """Files whose content is another than before."""

    @classmethod
    def of(
        cls,
        opened: Opened,
        portfolio: Portfolio,
        pages: Mapping[str, Page],
        theme: Theme,
        folders: Sequence[Folder],
    ) -> Past:
        """Hold an earlier build against a portfolio."""
        files = {page.key: _stamp(page.key, folders) for page in pages.values() if page.key}
        inputs = Inputs(portfolio, pages.keys(), {k: v for k, v in files.items() if v})
        spoken = "\0".join(locale()).encode()
        common = inputs.common(theme.digest, spoken, program())
        still: set[Page] = set()
        if opened.table is not None:
            there = [page for page in pages.values() if page.path in opened.lies]
            still = opened.table.still(common, inputs, there)
        return cls(opened, inputs, common, frozenset(still), Ledger(opened.table, inputs))

    def why(self, address: str, pages: Mapping[str, Page]) -> Reason:
        """Why a page is drawn, or is not."""
        page = pages.get(address)
        if page is None:
            return Reason("unknown")
        if page in self.still:
            return Reason("kept")
        table = self.opened.table
        if table is None or page.path not in self.opened.lies or address not in table.pages:
            return Reason("new")
        if table.common != self.common:
            return Reason("common")
        return Reason("changed", table.changed(page, self.inputs))

    def holds(self, page: Page) -> bool:
        """Whether a page can stay as it is; it is then counted as made."""
        if page not in self.still or self.opened.table is None:
            return False
        self.ledger.stayed(page)
        self.made[page.path] = self.opened.lies[page.path].digest
        return True

    def drawn(self, page: Page, content: bytes, reads: Collection[Read], made: str) -> bytes | None:
        """Take note of a page that was drawn; None where it came out as it was."""
        self.ledger.drawn(page, reads)
        return self._file(page.path, content, made)

    def copied(self, page: Page, content: bytes) -> bytes | None:
        """Take note of a file that lies beside the content."""
        return self.drawn(page, content, frozenset({(FILE, page.key)}), digest(content))

    def file(self, path: str, content: bytes) -> bytes | None:
        """Take note of any other file."""
        return self._file(path, content, digest(content))

    def _file(self, path: str, content: bytes, made: str) -> bytes | None:
        self.made[path] = made
        before = self.opened.lies.get(path)
        if before is not None and before.digest == made:
            return None
        self.anew += 1
        return content

    def keep(
        self,
        portfolio: Portfolio,
        printed: Printed,
        today: tuple[str, str] | None,
        marker: str,
    ) -> None:
        """Keep what the next build wants to know; only when the site lies there."""
        opened = self.opened
        table = self.ledger.table(self.common).packed()
        self.made.setdefault(marker, "")
        output = {
            path: Made(stamp[0], stamp[1], stamp[3], self.made.get(path, ""))
            for path, stamp in tree(opened.output, hidden=True).items()
        }
        if output.keys() != self.made.keys():  # somebody took the site away, or put something in it
            opened.store.forget(f"{opened.name}.json")
            return
        manifest = Manifest(
            opened.asked,
            opened.inputs,
            opened.fresh,
            today,
            output,
            printed,
            digest(table),
        )
        opened.store.write(f"{opened.name}.pages", table)
        manifest.write(opened.store, f"{opened.name}.json")
        ids = ids_of(portfolio.graph)
        keep_ids(opened.store, opened.name, opened.asked, portfolio.audience, ids)


def _stamp(name: str, folders: Sequence[Folder]) -> bytes:
    """What tells a file beside the content that was changed; nothing where there is none."""
    for folder in folders:
        if name.startswith(f"{folder.name}/"):
            try:
                found = (folder.path / name.removeprefix(f"{folder.name}/")).stat()
            except OSError:
                return b""
            times = f"{found.st_mtime_ns} {found.st_ctime_ns}"
            return f"{found.st_size} {times} {found.st_ino}".encode()
    return b""
