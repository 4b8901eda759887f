"""A page of documentation whose tables a command writes: each between two marks that name it."""

from __future__ import annotations

import re
from pathlib import Path


def write(page: Path, name: str, text: str) -> None:
    """Put a text between `<!-- NAME -->` and `<!-- /NAME -->`.

    Raises:
        ValueError: where the page has no such marks.
    """
    marked = page.read_text(encoding="utf-8")
    found = _between(name).search(marked)
    if found is None:
        raise ValueError(f"{page} has no marks for `{name}`")
    new = f"{marked[: found.start(1)]}\n{text}\n{marked[found.end(1) :]}"
    page.write_text(new, encoding="utf-8")


def written(page: Path, name: str) -> str:
    """The text between two marks; empty where there are none."""
    found = _between(name).search(page.read_text(encoding="utf-8"))
    return found[1].strip() if found else ""


def _between(name: str) -> re.Pattern[str]:
    return re.compile(rf"<!-- {re.escape(name)} -->\n(.*?)<!-- /{re.escape(name)} -->", re.DOTALL)
