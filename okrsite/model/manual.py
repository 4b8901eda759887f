"""Pages of the documentation where nothing draws Markdown: a terminal, an alert of a code host."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCE = re.compile(r"(`{3,})(\w*)(?: (\S+))?$")
_HEADING = re.compile(r"#+ (.+)")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")


def readable(markdown: str) -> str:
    """A page as plain text: headings underlined, examples indented under the name of their file."""
    return "\n".join(_lines(markdown)).strip() + "\n"


def _lines(markdown: str) -> Iterator[str]:
    fence = ""
    for line in markdown.splitlines():
        if fence:
            if line == fence:
                fence = ""
            else:
                yield f"    {line}".rstrip()
        elif opened := _FENCE.fullmatch(line):
            fence = opened[1]
            if opened[3]:
                yield from (f"    {opened[3]}", "")
        elif heading := _HEADING.fullmatch(line):
            yield from (heading[1], "-" * len(heading[1]))
        else:
            yield _STRONG.sub(r"\1", _LINK.sub(_target, line))


def without_relative_links(markdown: str) -> str:
    """The page where no other page of the documentation is beside it."""
    return _LINK.sub(lambda link: link[0] if "://" in link[2] else link[1], markdown)


def _target(link: re.Match[str]) -> str:
    return f"{link[1]} ({link[2]})" if "://" in link[2] else link[1]
