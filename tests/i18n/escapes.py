"""Finds words on pages that no catalogue could translate: `python -m tests.i18n.escapes [TYPE]`.

The example organisation is drawn in a language that does not exist: every message has its letters
replaced. What then still stands in Latin letters must be content, or it escaped translation.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from okrsite.build import prepare
from okrsite.door import Door
from okrsite.i18n import speaking
from okrsite.order import Order
from okrsite.render import Drawing, Theme
from okrsite.whereabouts import theme_folders
from tests.i18n.extracted import ATLAS, PROGRAM, ROOT, Message, messages, unseen

_SPOKEN = frozenset({"aria-label", "alt", "placeholder", "title", "content", "label"})
"""Attributes that are read to people; of meta elements only the description."""

_ALLOWED = frozenset({"okrsite", "json", "atom", "kr", "csv"})
_TAG = re.compile(r"(</?[a-z][^>]*>|&#?\w+;|\{\w*\})")
_WORDS = re.compile(r"[A-Za-z][A-Za-z' -]*[A-Za-z]")
_GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβψδεφγηιξκλμνοπϙρστθωςχυζΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠϘΡΣΤΘΩΣΧΥΖ",
)


def foreign(text: str) -> str:
    """A text in the language that does not exist; tags, entities and values stay."""
    return "".join(
        part if index % 2 else part.translate(_GREEK) for index, part in enumerate(_TAG.split(text))
    )


def write_foreign(found: Iterable[Message], folder: Path, name: str = "el") -> None:
    """A catalogue of that language, with the plurals of Greek."""
    catalogue = Catalog(locale="el")
    for each in found:
        said = [foreign(form) for form in each.forms]
        catalogue.add(
            each.forms[0] if len(said) == 1 else each.forms,
            said[0] if len(said) == 1 else said,
            locations=[(each.file, each.line)],
            context=each.context or None,
        )
    with (folder / f"{name}.po").open("wb") as file:
        write_po(file, catalogue)


class _Spoken(HTMLParser):
    """What a page says: texts and the attributes that are read out, each with its place."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = 0
        self._broken = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Attributes; and whether what follows is read at all."""
        known = dict(attrs)
        # Lines into which a drawing breaks content; in full it stands beside them.
        self._broken = tag == "text" and known.get("class") == "nt"
        if tag in {"script", "style", "code", "pre"}:
            self._silent += 1
        if tag == "meta" and known.get("name") != "description":
            return
        if tag == "option" and "label" not in known:
            known.pop("value", None)
        self.said += [value for name, value in attrs if value and name in _SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        """Where silence ends."""
        self._broken = False
        if tag in {"script", "style", "code", "pre"}:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if not self._silent and not self._broken and data.strip():
            self.said.append(data)


def spoken(page: str) -> list[str]:
    """What a page of HTML says."""
    reader = _Spoken()
    reader.feed(page)
    return reader.said


@cache
def content_words(folder: Path) -> frozenset[str]:
    """All runs of words that content holds, small, line by line and paragraph by paragraph."""
    found: set[str] = set()
    for path in sorted(folder.rglob("*")):
        if path.suffix not in {".md", ".yml", ".toml"}:
            continue
        text = path.read_text()
        for block in (*text.split("\n"), *re.split(r"\n\s*\n|\n- |\n---\n", text), text):
            found.update(_runs(block))
        found.update(_runs(path.stem), _runs(path.parent.name))
    return frozenset(found)


def _runs(text: str) -> Iterator[str]:
    for run in _WORDS.findall(" ".join(text.split())):
        yield run.lower()
        yield run.lower().replace("-", " ")


def escaped(said: str, known: frozenset[str]) -> Iterator[str]:
    """The runs of Latin words in a text that are not content."""
    for run in _WORDS.findall(" ".join(said.split())):
        text = run.lower()
        if text in known or text in _ALLOWED or _begins(text, known) or _coded(text, known):
            continue
        yield run


def _begins(text: str, known: frozenset[str]) -> bool:
    """Whether a run is the beginning of something longer, which was cut short."""
    return len(text) > 12 and any(each.startswith(text) for each in known)


def _coded(text: str, known: frozenset[str]) -> bool:
    """Whether a run is a title behind its code, of which digits were taken."""
    code, _, title = text.partition(" ")
    return len(title) > 12 and title in known and (len(code) == 1 or code in known)


def _cut(name: str) -> Iterator[str]:
    """The runs of a name's beginnings: a drawing breaks names where its boxes end."""
    words = name.split()
    for many in range(1, len(words) + 1):
        yield from _runs(" ".join(words[:many]))


def escapes(root: Path = ROOT, kind: str = "") -> dict[str, set[str]]:
    """Words that escaped, by page type; of one type, or of all."""
    known = content_words(root / "content") | content_words(PROGRAM / "library")
    known |= {word for run in known for word in (run.replace(" ", "-"),)}
    found: dict[str, set[str]] = {}
    with TemporaryDirectory() as folder:
        write_foreign([*messages(PROGRAM), *messages(ATLAS)], Path(folder))
        # Texts of content have words of ours in them, which are said when they are read.
        with speaking("el", [Path(folder)]), patch("okrsite.build.speak"):
            prepared = prepare(Order(root), Door())
            portfolio = prepared.portfolio
            assert portfolio is not None
            names = [portfolio.site.title, *(each.name for each in portfolio.teams.values())]
            known |= {run for name in names for run in _cut(name)}
            theme = Theme.load(portfolio.site.theme, theme_folders(root))
            drawing = Drawing(theme, frozenset(prepared.pages))
            for page in prepared.pages.values():
                if (kind and page.type != kind) or not page.path.endswith(".html"):
                    continue
                for said in spoken(drawing.draw(page, portfolio).decode()):
                    found.setdefault(page.type, set()).update(escaped(said, known))
    return {name: words for name, words in found.items() if words}


if __name__ == "__main__":
    for place in unseen(PROGRAM):
        print(f"{place}: a message within an f-string is not extracted; give it a name before")
    for name, words in escapes(kind=sys.argv[1] if len(sys.argv) > 1 else "").items():
        print(f"{name}: {len(words)}")
        for word in sorted(words):
            print(f"    {word}")
