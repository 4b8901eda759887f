"""What the readers of documents share: what is known of the site, and small conversions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from okrsite import markdown
from okrsite.model.document import Ref, WebLink
from okrsite.model.measure import CheckIn
from okrsite.model.noun import dataclass
from okrsite.model.place import Place
from okrsite.model.prose import NO_PROSE, Prose
from okrsite.model.text import slug, slug_or_digest
from okrsite.read.front_matter import Desk
from okrsite.read.schemas import InlineCheckIn, LinkShape


@dataclass(frozen=True, slots=True)
class Known:
    """What a document's folder and name are compared with."""

    cycles: dict[str, str]
    """Lower-cased cycle id -> as written."""
    teams: frozenset[str]
    people: frozenset[str]
    audiences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """One document's text and where it came from."""

    place: Place
    body: str
    body_line: int
    known: Known

    @property
    def stem(self) -> str:
        """The file's name without its ending, as an id."""
        return slug_or_digest(self.name)

    @property
    def name(self) -> str:
        """The file's name without its ending, as it is."""
        name = self.place.path.rpartition("/")[2]
        return name.rpartition(".")[0] or name

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders within the content folder, innermost first, lower-cased."""
        return tuple(reversed(self.place.path.lower().split("/")[:-1]))

    @property
    def prefix(self) -> str:
        """What keeps ids of this text apart on a page of many texts."""
        return slug_or_digest(self.place.path.removesuffix(".md"))

    def cycle(self) -> str | None:
        """The cycle that the folders give."""
        return next((self.known.cycles[f] for f in self.folders if f in self.known.cycles), None)

    def team(self) -> str | None:
        """The team that the folders give."""
        return next((f for f in self.folders if f in self.known.teams), None)

    def blocks(self) -> Prose:
        """The body."""
        return markdown.blocks(self.body, self.prefix, self.body_line)


def ref(text: str | None, desk: Desk, *path: str | int) -> Ref | None:
    """A reference, where one is written."""
    return None if text is None else Ref(text, desk.marked.at(*path))


def words(text: str, desk: Desk, *path: str | int) -> Prose:
    """A title or note in a field; where nothing is written, no place is looked for."""
    return markdown.inline(text, desk.marked.at(*path).line) if text else NO_PROSE


def refs(texts: Iterable[str], desk: Desk, *path: str | int) -> tuple[Ref, ...]:
    """A list of references."""
    at = desk.marked.at
    return tuple([Ref(text, at(*path, index)) for index, text in enumerate(texts)])


def inline(text: str, place: Place) -> Prose:
    """A title or note."""
    return markdown.inline(text, place.line)


def web_links(shapes: Iterable[LinkShape]) -> tuple[WebLink, ...]:
    """Links of front matter."""
    return tuple(WebLink(shape.title or shape.url, shape.url) for shape in shapes)


def inline_checkin(shape: InlineCheckIn, place: Place) -> CheckIn:
    """A word written beside the key result or kpi it is on."""
    return CheckIn(
        date=shape.date,
        place=place,
        value=shape.value,
        progress=shape.progress,
        done=shape.done,
        confidence=shape.confidence,
        status=shape.status,
        note=inline(shape.note, place),
        by=shape.by,
    )


def day_of(value: date | bool | None) -> date | bool | None:
    """`false` is the same as nothing."""
    return None if value is False else value


def title_of(written: str, desk: Desk, file: File) -> tuple[Prose, str, Place]:
    """The title: the field, else the first `#` heading of the body, which then leaves the body."""
    if written:
        place = desk.marked.at("title")
        return inline(written, place), file.body, place
    found = markdown.first_heading(file.body)
    if found is None:
        return Prose(), file.body, desk.marked.place
    text, line, rest = found
    place = file.place.at(file.body_line + line)
    return inline(text, place), rest, place


def as_id(text: str) -> str:
    """An id from text of any kind; may be empty."""
    return slug(text)
