"""What was written: how many pages and bytes, and which pages only one of two sites has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

_NAMED = frozenset({"objectives", "teams", "people", "cycles"})
"""Below these stands a name, and below that other pages of the same one."""


def addresses(site: Path) -> set[str]:
    """The addresses of a built site's pages."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html")
        for path in site.rglob("*.html")
    }


def weight(site: Path) -> int:
    """All files of a built site together, in bytes."""
    return sum(path.stat().st_size for path in site.rglob("*") if path.is_file())


def alone(ours: Path, theirs: Path) -> Iterator[tuple[str, int, int]]:
    """The sorts of pages of a site: how many, and how many of them the other site has not."""
    mine, other = addresses(ours), addresses(theirs)
    all_, only = Counter(map(sort_of, mine)), Counter(map(sort_of, mine - other))
    for sort in sorted(all_):
        yield sort, all_[sort], only[sort]


def sort_of(address: str) -> str:
    """Its address, a star for what is named or counted there: `teams/*/agenda`, `cycles/*/*`."""
    first, *below = address.rstrip("/").split("/")
    if below:
        further = ["*" if each.isdecimal() else each for each in below[1:]]
        below = ["*", *further] if first in _NAMED else ["*"]
    return "/".join((first, *below)) or "(home)"
