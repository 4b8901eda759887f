"""The table of pages that were drawn, and what each had looked at: which can stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from okrsite.model.noun import dataclass
from okrsite.model.page import Page
from okrsite.pages._reads import EVERYTHING, Read
from okrsite.render.inputs import Inputs


@dataclass(frozen=True, slots=True)
class Drawn:
    """What pages had looked at when they were drawn."""

    common: bytes
    """The digest of what belongs to every page."""
    reads: list[Read]
    digests: list[bytes]
    """Of what each read saw."""
    pages: dict[str, tuple[str, str, list[int]]]
    """By address: the page's type and key, and the numbers of its reads."""

    def still(self, common: bytes, inputs: Inputs, pages: Iterable[Page]) -> set[Page]:
        """The pages that would be drawn just as they were."""
        if common != self.common:
            return set()
        changed = self._changed(inputs)
        return {
            page
            for page in pages
            if (known := self.pages.get(page.address)) is not None
            and known[:2] == (page.type, page.key)
            and changed.isdisjoint(known[2])
        }

    def broad(self) -> list[str]:
        """The addresses of pages that look at much of everything, those that look at most first."""
        everything = {number for number, read in enumerate(self.reads) if read == EVERYTHING}
        found = {
            address: len(self.reads) if not everything.isdisjoint(numbers) else len(numbers)
            for address, (_, _, numbers) in self.pages.items()
        }
        least = min(len(self.reads), max(_MUCH, len(self.reads) // _BROAD))
        broad = [address for address, many in found.items() if many >= least]
        return sorted(broad, key=found.__getitem__, reverse=True)

    def changed(self, page: Page, inputs: Inputs) -> tuple[Read, ...]:
        """What has changed of what a page looks at."""
        changed = self._changed(inputs)
        return tuple(self.reads[each] for each in self.pages[page.address][2] if each in changed)

    def _changed(self, inputs: Inputs) -> set[int]:
        """The numbers of the reads that see something else, or of which nobody can tell."""
        both = zip(self.digests, map(inputs.digest, self.reads), strict=True)
        return {number for number, (then, now) in enumerate(both) if not then or now != then}

    def packed(self) -> bytes:
        """As bytes."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def unpacked(cls, content: bytes) -> Drawn | None:
        """From bytes; None where they are none of these."""
        try:
            found = msgspec.msgpack.decode(content, type=cls)
        except (msgspec.DecodeError, ValueError):
            return None
        whole = len(found.reads) == len(found.digests)
        last = max((max(each[2], default=-1) for each in found.pages.values()), default=-1)
        return found if whole and last < len(found.reads) else None


_BROAD = 40
"""A page looks at much if it does so at one part in so many of all that pages look at."""

_MUCH = 400
"""Fewer than these are not much on the smallest site either."""


class _Numbers(dict[Read, int]):
    """Reads with their numbers; one that is new is given the next, and told of."""

    def __init__(self, tell: Callable[[Read], object]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, read: Read) -> int:
        self._tell(read)
        number = self[read] = len(self)
        return number


class Ledger:
    """What pages look at, noted while they are drawn; each read is told once, by a number.

    A page looks at some forty things, most of them the same as others look at: held as they come
    from workers, they would be a tenth of a build's memory. The digest of what it sees is made as
    soon as a read is told, while workers draw: at the end nobody would help.
    """

    def __init__(self, before: Drawn | None, inputs: Inputs) -> None:
        """Begin with the numbers of the table that is there."""
        self._before = before
        self._inputs = inputs
        self._pages: dict[str, tuple[str, str, list[int]]] = {}
        self._numbers = _Numbers(inputs.digest)
        if before is not None:
            self._numbers.update(zip(before.reads, range(len(before.reads)), strict=True))

    def drawn(self, page: Page, reads: Iterable[Read]) -> None:
        """Note what a page has looked at."""
        numbers = [*map(self._numbers.__getitem__, reads)]
        self._pages[page.address] = page.type, page.key, numbers

    def stayed(self, page: Page) -> None:
        """Note a page that is as it was.

        Raises:
            KeyError: where the table that is there does not have it.
        """
        if self._before is None:
            raise KeyError(page.address)
        self._pages[page.address] = self._before.pages[page.address]

    def table(self, common: bytes) -> Drawn:
        """The table of all pages that were noted."""
        reads = _without_the_unused([*self._numbers], self._pages)
        return Drawn(common, reads, [*map(self._inputs.digest, reads)], self._pages)


def _without_the_unused(
    reads: list[Read], pages: dict[str, tuple[str, str, list[int]]]
) -> list[Read]:
    """The reads of any page; where some are of none, pages are told the new numbers."""
    used = set().union(*(numbers for _, _, numbers in pages.values()))
    if len(used) == len(reads):
        return reads
    new = {old: number for number, old in enumerate(sorted(used))}
    for address, (kind, key, numbers) in pages.items():
        pages[address] = kind, key, [*map(new.__getitem__, numbers)]
    return [reads[old] for old in new]
