"""The page of the documentation on each rule."""

from __future__ import annotations

from pathlib import Path


def page(name: str) -> str:
    """The page on a rule, as Markdown; an empty text where it is not at hand.

    An installed okrsite has the pages beside its rules, a checkout in docs/.
    """
    here = Path(__file__).parent
    for folder in (here / "pages", here.parent.parent / "docs" / "reference" / "rules"):
        path = folder / f"{name}.md"
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return ""
