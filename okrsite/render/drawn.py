"""The table of pages that were drawn, and what each had looked at: which can stay as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from okrsite.model.noun import dataclass
from okrsite.model.page import Page
from okrsite.pages._reads import Read
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

    @classmethod
    def of(
        cls,
        common: bytes,
        looked: Mapping[Page, Iterable[Read]],
        inputs: Inputs,
        before: Drawn | None = None,
        stayed: Iterable[Page] = (),
    ) -> Drawn:
        """The table of all pages of a site: those that were drawn, and those that `stayed`.

        What `before` has of the latter is taken over with its numbers: there are many of them.
        """
        numbers: defaultdict[Read, int] = defaultdict()
        numbers.default_factory = numbers.__len__
        pages: dict[str, tuple[str, str, list[int]]] = {}
        if before is not None:
            numbers.update(zip(before.reads, range(len(before.reads)), strict=True))
            pages |= {page.address: before.pages[page.address] for page in stayed}
        for page, reads in looked.items():
            pages[page.address] = page.type, page.key, [*map(numbers.__getitem__, reads)]
        reads = _without_the_unused([*numbers], pages)
        return cls(common, reads, [*map(inputs.digest, reads)], pages)

    def looked(self, page: Page) -> Iterator[Read]:
        """What a page had looked at."""
        return (self.reads[number] for number in self.pages[page.address][2])

    def still(self, common: bytes, inputs: Inputs, pages: Iterable[Page]) -> set[Page]:
        """The pages that would be drawn just as they were."""
        if common != self.common:
            return set()
        both = zip(self.digests, map(inputs.digest, self.reads), strict=True)
        changed = {number for number, (then, now) in enumerate(both) if not then or now != then}
        return {
            page
            for page in pages
            if (known := self.pages.get(page.address)) is not None
            and known[:2] == (page.type, page.key)
            and changed.isdisjoint(known[2])
        }

    def changed(self, page: Page, inputs: Inputs) -> tuple[Read, ...]:
        """What has changed of what a page looks at."""
        digests = dict(zip(self.reads, self.digests, strict=True))
        return tuple(read for read in self.looked(page) if inputs.digest(read) != digests[read])

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
