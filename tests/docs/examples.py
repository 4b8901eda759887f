"""Reads Markdown of the documentation: its headings, tables, links and examples.

A code block whose language is followed by a name is an example, and is tested:

- a path such as `2026-Q4/it/tickets.md` or `site.yml`: a file of a content folder;
- `key_results`: a list of key results;
- in the tutorial, a path that begins with `my-okrs/`: a file that the reader writes.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from okrsite.build import Prepared, prepare
from okrsite.check import against
from okrsite.door import Door
from okrsite.model.problem import Before, Case, Problem
from okrsite.model.was import ids_of
from okrsite.order import Order

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SITE = Path(__file__).parent / "site"
"""The content that examples are added to."""

_FENCE = re.compile(r"(`{3,})(\w*)(?: (\S+))?$")
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Block:
    """A code block."""

    page: Path
    line: int
    heading: str
    """The heading it stands under, of any level."""
    language: str
    name: str
    """What follows the language; empty for a block that is no example."""
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


@dataclass(frozen=True, slots=True)
class Read:
    """A page, read."""

    headings: tuple[str, ...]
    blocks: tuple[Block, ...]
    prose: tuple[tuple[str, str], ...]
    """(heading, line) of each line outside of code blocks."""

    @property
    def anchors(self) -> set[str]:
        """What a `#` link may name."""
        return {
            _NOT_IN_ANCHOR.sub("", heading.lower()).replace(" ", "-") for heading in self.headings
        }

    @property
    def links(self) -> list[str]:
        """The targets of all links."""
        return [
            link for _, line in self.prose for link in _LINK.findall(re.sub(r"`[^`]*`", "", line))
        ]

    def rows(self, heading: str) -> list[list[str]]:
        """The cells of each row of the tables under a heading, without the head."""
        lines = [line for under, line in self.prose if under == heading]
        rows = [line for line in lines if line.startswith("|")]
        cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
        heads = {at - 1 for at, row in enumerate(cells) if set("".join(row)) <= {"-", ":"}}
        return [
            row for at, row in enumerate(cells) if at not in heads and set("".join(row)) - {"-"}
        ]

    def names(self, heading: str) -> set[str]:
        """What is written as code in the first cell of each row under a heading."""
        return {name for row in self.rows(heading) for name in _CODE.findall(row[0])}

    def text(self, heading: str) -> str:
        """The text under a heading, code blocks aside."""
        return "\n".join(line for under, line in self.prose if under == heading).strip()


def read(page: Path) -> Read:
    """Read a page of the documentation."""
    return _read(page.read_text(encoding="utf-8"), page)


@cache
def _read(text: str, page: Path) -> Read:
    headings: list[str] = []
    blocks: list[Block] = []
    prose: list[tuple[str, str]] = []
    held: list[str] = []
    heading, fence, began = "", None, 0
    for number, line in enumerate(text.splitlines(), 1):
        if fence is not None:
            if line == fence[1]:
                body = "\n".join(held) + "\n"
                blocks.append(Block(page, began, heading, fence[2], fence[3] or "", body))
                fence = None
            else:
                held.append(line)
        elif fence := _FENCE.match(line):
            began, held = number, []
        elif found := re.match(r"#+ (.+)", line):
            heading = found[1].strip()
            headings.append(heading)
        else:
            prose.append((heading, line))
    assert fence is None, f"{page}:{began}: a code block is never closed"
    return Read(tuple(headings), tuple(blocks), tuple(prose))


def pages() -> list[Path]:
    """Every page of the documentation."""
    top = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
    return [page for page in (*top, *sorted(DOCS.rglob("*.md"))) if page.is_file()]


def examples() -> Iterator[Block]:
    """Every code block that is an example."""
    for page in pages():
        yield from (block for block in read(page).blocks if block.name)


def site_with(files: Sequence[Block], root: Path) -> Path:
    """A site in a folder: that of the examples, with these files added."""
    shutil.copytree(SITE, root / "content")
    for block in files:
        path = root / "content" / block.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
    return root


def prepared(root: Path, audience: str | None = None) -> Prepared:
    """What the road makes of a site, short of drawing it."""
    return prepare(Order(root, audience=audience), Door(environment={}))


def faults(root: Path, before: Path | None = None) -> dict[str, str]:
    """Rule -> message, of all that is wrong with a site for any of its audiences.

    `before`: the site as it was, for rules that look back.
    """
    found = [*_problems(root, "everyone", before), *_problems(root, "leadership", before)]
    return {each.rule: f"{each.place}: {each.message}" for each in found}


def _problems(root: Path, audience: str, before: Path | None) -> tuple[Problem, ...]:
    now, then = prepared(root, audience), before and prepared(before, audience).portfolio
    if now.portfolio is None or not then:
        return now.problems
    return against(Case(now.portfolio, now.pages, Before(ids_of(then.graph))), now.problems)
