"""The page of the documentation on each rule."""

from __future__ import annotations

from okrsite import reference


def page(name: str) -> str:
    """The page on a rule, as Markdown; an empty text where it is not at hand."""
    return reference.page(f"rules/{name}.md")
