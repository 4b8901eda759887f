"""Reads built HTML the way a test wants to ask about it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]  # noqa: E501
)  # fmt: skip
ADDRESSES = frozenset(
    ["href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href", "ping"]
)


@dataclass
class Element:
    """One start tag."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Document(HTMLParser):
    """Every element of a page, in order, and all of its text."""

    html: str
    elements: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it; what is within belongs to it until it ends."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Such as `<path/>` in a drawing."""
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close the last one of that name, and what was left open in it."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        """Text belongs to all that is open."""
        self.words.append(data)
        for element in self._open:
            element.text += data

    @property
    def text(self) -> str:
        """All text, white space collapsed."""
        return " ".join("".join(self.words).split())

    def all(self, *tags: str) -> list[Element]:
        """The elements of some names."""
        return [each for each in self.elements if each.tag in tags]

    @property
    def addresses(self) -> list[str]:
        """Every address that a browser might follow or load."""
        return [
            value
            for each in self.elements
            for name, value in each.attributes.items()
            if name in ADDRESSES
        ]

    @property
    def ids(self) -> list[str]:
        """Every id, doubles too."""
        return [each.attributes["id"] for each in self.elements if "id" in each.attributes]


def pages(output: Path) -> dict[str, Document]:
    """Every HTML page of a built site, by its path within it."""
    return {
        path.relative_to(output).as_posix(): Document(path.read_text(encoding="utf-8"))
        for path in sorted(output.rglob("*.html"))
    }
