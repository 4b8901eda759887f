"""Markdown that was read: safe HTML with holes where links and headings go.

A step that knows the documents fills in where a link leads; a template that knows its page says how
deep a heading stands and how an address is written from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from enum import StrEnum
from html import escape

from msgspec import Struct, structs

from okrsite.model.noun import dataclass, replace


class Leads(StrEnum):
    """What a link was found to lead to."""

    OPEN = "open"
    """Not looked up yet."""
    OUT = "out"
    """To another site or a mail address."""
    PAGE = "page"
    """To a page of this site; `target` is its address from the site's root."""
    HERE = "here"
    """To a heading of the same text; `target` is its id."""
    FILE = "file"
    """To a file beside the content; `target` is its address from the site's root."""
    NOWHERE = "nowhere"
    """To nothing that a reader can see: shown as text."""


class Link(Struct, frozen=True, tag=True):
    """The beginning of a link, or a whole image; a link ends at the next `LINK_END`."""

    written: str
    """The target as written."""
    line: int = 1
    title: str = ""
    image: bool = False
    alt: str = ""
    leads: Leads = Leads.OPEN
    target: str = ""
    audience: str = ""
    """The id of the document it leads to, where that is narrower in audience than the text."""

    def leading(self, leads: Leads, target: str = "", audience: str = "") -> Link:
        """The same link, looked up."""
        return structs.replace(self, leads=leads, target=target, audience=audience)


class LinkEnd(Struct, frozen=True, tag=True):
    """The end of a link's text."""


class Heading(Struct, frozen=True, tag=True):
    """The beginning or the end of a heading, `rank` counting from 1 without gaps."""

    rank: int
    anchor: str = ""
    """The heading's id; empty at its end."""


LINK_END = LinkEnd()
Part = str | Link | LinkEnd | Heading
"""Told apart by their names where they are kept: that is what makes these three structs."""


@dataclass(frozen=True)
class Prose:
    """A text that was Markdown. An empty one is false."""

    parts: tuple[Part, ...] = ()
    plain: str = ""
    """The same as plain text, white space collapsed: for titles, JSON, search and messages."""
    mentions: tuple[tuple[str, int], ...] = ()
    """Code spans and words that look like a reference, with their line: what may leak a name."""
    anchors: tuple[tuple[str, str], ...] = field(default=())
    """Headings as (slug, id): where a `#` link may lead."""

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def links(self) -> Iterator[Link]:
        """All links and images, in order."""
        return (part for part in self.parts if isinstance(part, Link))

    @property
    def has_links(self) -> bool:
        """Whether there is a link or an image in it."""
        return any(type(part) is Link for part in self.parts)

    def with_links(self, settle: Callable[[Link], Link]) -> Prose:
        """The same text with each link looked up."""
        if not self.has_links:
            return self
        return replace(
            self,
            parts=tuple(settle(part) if isinstance(part, Link) else part for part in self.parts),
        )

    def html(self, address: Callable[[str], str | None], level: int = 2) -> str:
        """Draw the text.

        `address` turns an address from the site's root into one from the page, or None where no
        such page is drawn; the first rank of headings becomes `<h{level}>`.
        """
        if len(self.parts) == 1 and isinstance(self.parts[0], str):
            return self.parts[0]
        drawing = _Drawing(address, level)
        return "".join(map(drawing.draw, self.parts))


class _Drawing:
    """Draws parts in order; remembers which links and headings are open."""

    def __init__(self, address: Callable[[str], str | None], level: int) -> None:
        self._address = address
        self._level = level
        self._open: list[str] = []

    def draw(self, part: Part) -> str:
        if isinstance(part, str):
            return part
        if isinstance(part, Link):
            return self._link(part)
        if isinstance(part, LinkEnd):
            return self._open.pop() if self._open else ""
        tag = f"h{min(6, self._level + part.rank - 1)}"
        return f'<{tag} id="{escape(part.anchor)}">' if part.anchor else f"</{tag}>\n"

    def _link(self, link: Link) -> str:
        href = self._href(link)
        if link.image:
            return _image(link, href)
        if href is None:
            self._open.append("")
            return ""
        self._open.append("</a>")
        title = f' title="{escape(link.title)}"' if link.title else ""
        rel = ' rel="noopener noreferrer"' if link.leads is Leads.OUT else ""
        return f'<a href="{escape(href)}"{title}{rel}>'

    def _href(self, link: Link) -> str | None:
        if link.leads is Leads.OUT:
            return link.target
        if link.leads is Leads.HERE:
            return f"#{link.target}"
        if link.leads in (Leads.PAGE, Leads.FILE):
            return self._address(link.target)
        return None


def _image(link: Link, href: str | None) -> str:
    """A local image is shown; one from elsewhere becomes a link: nothing loads from elsewhere."""
    words = escape(link.alt or link.title or link.written)
    if href is None:
        return words
    if link.leads is Leads.FILE:
        return f'<img src="{escape(href)}" alt="{escape(link.alt)}" loading="lazy">'
    return f'<a href="{escape(href)}" rel="noopener noreferrer">{words}</a>'


NO_PROSE = Prose()
"""Nothing written."""


def plain_prose(text: str) -> Prose:
    """Text that is no Markdown at all."""
    return Prose((escape(text),), " ".join(text.split())) if text else Prose()
