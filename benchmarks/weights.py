"""What a reader loads: `python -m benchmarks.weights [SITE]`; without one, the example is built.

Prints for each sort of page the compressed size (gzip, as any host serves it) of the page itself
and of the styles and scripts that it loads, the middle page and the heaviest. Fonts stand apart:
they are the same for all pages, and text is readable before they come. `--write` also puts the
table into docs/performance.md.
"""

from __future__ import annotations

import argparse
import gzip
import posixpath
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from statistics import median_low
from typing import NamedTuple

from benchmarks.measure.document import write
from benchmarks.measure.example import site_or_example
from benchmarks.measure.pages import addresses, sort_of
from benchmarks.measure.table import table

TOP = Path(__file__).parents[1]
DOCUMENT = TOP / "docs" / "performance.md"


class Weight(NamedTuple):
    """Compressed sizes, in bytes."""

    page: int
    styles: int
    scripts: int
    fonts: int

    @property
    def together(self) -> int:
        """Everything but fonts."""
        return self.page + self.styles + self.scripts


class _Loads(HTMLParser):
    """The addresses of what a page loads, by what it is."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {"stylesheet": [], "script": [], "preload": []}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep those that name a file."""
        told = {name: value or "" for name, value in attrs}
        kind = told.get("rel", "") if tag == "link" else tag
        address = told.get("href") or told.get("src")
        if kind in self.found and address:
            self.found[kind].append(address)


def weigh(site: Path, address: str) -> Weight:
    """What a browser with an empty cache loads for a page."""
    path = f"{address}index.html" if address.endswith("/") or not address else address
    html = (site / path).read_text(encoding="utf-8")
    loads = _Loads(html).found
    return Weight(
        len(gzip.compress(html.encode(), 9)),
        *(
            sum(compressed(_asset(site, path, each)) for each in loads[kind])
            for kind in ("stylesheet", "script", "preload")
        ),
    )


def _asset(site: Path, path: str, address: str) -> Path:
    there = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
    return site / there.lstrip("/")


@lru_cache
def compressed(path: Path) -> int:
    """The size of a file as it is sent; what is compressed already is not compressed again."""
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content, 9))


def sorts(site: Path) -> Iterator[tuple[str, list[Weight]]]:
    """The weights of all pages, sort by sort, lightest first."""
    by: dict[str, list[Weight]] = {}
    for address in sorted(addresses(site)):
        by.setdefault(sort_of(address), []).append(weigh(site, address))
    for name, found in sorted(by.items()):
        yield name, sorted(found, key=lambda each: each.together)


def report(site: Path) -> str:
    """The table."""
    head = ("Page", "pages", "itself", "styles", "scripts", "together", "heaviest", "fonts")
    rows = []
    for name, found in sorts(site):
        middle = median_low(found)
        sizes = (*middle[:3], middle.together, found[-1].together, middle.fonts)
        rows.append((name, str(len(found)), *(f"{each / 1000:.1f} KB" for each in sizes)))
    return table(head, rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Weigh a built site."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", nargs="?", type=Path, help="a built site; else the example's")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md too")
    words = parser.parse_args(arguments)
    with site_or_example(words.site) as site:
        told = report(site)
    print(told)
    if words.write:
        write(DOCUMENT, "weights", told)


if __name__ == "__main__":
    main()
