"""The road: from content folders to a published site, each step once, in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from okrsite import shelf
from okrsite.cache import Printed, own_key, source_of
from okrsite.check import against, check, judged
from okrsite.cut import cut
from okrsite.graph import Linked, link, linked
from okrsite.i18n import CatalogueError, speak
from okrsite.library import examples
from okrsite.markdown import inline
from okrsite.model.document import Document, Documents, SetAside
from okrsite.model.noun import dataclass
from okrsite.model.page import Format, Page
from okrsite.model.portfolio import AlignmentGraph, Portfolio
from okrsite.model.problem import Case, Finding, Problem, Severity
from okrsite.model.site import Site
from okrsite.order import Order, asked_of
from okrsite.pages._reads import Read, Reads, noting
from okrsite.past import Opened, Past, Reason, documents_read, open_past
from okrsite.plan import plan
from okrsite.plan.addresses import page_types
from okrsite.publish import MARKER, alone, publish_alone, refuse_unless_site
from okrsite.read import Earlier, Folder, NoSite, Reading, read_settings, reading
from okrsite.render import Drawing, Theme, ThemeError, installed
from okrsite.score import score
from okrsite.spread import spread


class NotADate(Exception):
    """The environment says a moment that is none."""


Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
"""Opens a step of the work, by name and size; what it gives counts what is done."""


def _unwatched(_name: str, _size: int) -> AbstractContextManager[Callable[[int], None]]:
    return nullcontext(lambda _done: None)


@dataclass(frozen=True, slots=True)
class Door:
    """Outside things: they come in here and nowhere else."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    executor: Callable[[], Executor] | None = None
    """Makes a pool that is forked at that moment, so that it sees what there is; None: no pool."""
    progress: Progress = _unwatched


@dataclass(frozen=True, slots=True)
class Made:
    """What a portfolio was made of, for whoever brings it up to date document by document."""

    reading: Reading
    seen: Documents
    linked: Linked


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything short of drawing."""

    problems: tuple[Problem, ...]
    folders: tuple[Folder, ...]
    portfolio: Portfolio | None = None
    """None where there is nothing to show."""
    pages: Mapping[str, Page] = field(default_factory=dict)
    made: Made | None = None
    """Where that was asked for, and nothing had to be left out."""

    @property
    def errors(self) -> bool:
        """Whether anything keeps the site from being published."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to."""

    prepared: Prepared
    published: int = 0
    """Files of the site; 0 where nothing was published."""
    output: Path | None = None
    anew: int | None = None
    """Files that are new or have another content than before; None where nobody knows."""
    reason: Reason | None = None
    """Why the page that was asked for was drawn, or was not."""


def build(order: Order, door: Door, explain: str = "") -> Built:
    """Build and publish a site; with an error, and without `keep_going`, nothing is published.

    `explain` is the address of a page of which it is to be said why it was drawn again.

    Raises:
        UnknownAudience: where the site has no such audience.
        NotASite: where the output folder holds something else.
    """
    refuse_unless_site(order.target)
    with alone(order.target):  # from what the last build left there to what this one leaves
        opened = _open_past(order, door)
        built = _built(order, door, opened, explain)
        if opened is not None:
            opened.keep_documents()
    return built


def _built(order: Order, door: Door, opened: Opened | None, explain: str) -> Built:
    press = _Press(order.root)
    earlier = opened.earlier if opened is not None else None
    prepared = _beside_the_last(prepare(order, door, press.set_up, earlier=earlier), opened)
    portfolio = prepared.portfolio
    if portfolio is None or (prepared.errors and not order.keep_going):
        return Built(prepared)
    press.set_up(portfolio.site)
    if press.drawing is None:
        return Built(_with_theme_error(prepared, portfolio.site, press.error))
    try:
        return _published(order, door, prepared, portfolio, press.drawing, opened, explain)
    except ThemeError as error:
        return Built(_with_theme_error(prepared, portfolio.site, str(error)))


def _beside_the_last(prepared: Prepared, opened: Opened | None) -> Prepared:
    """What was prepared, with what is wrong only beside the site that was published last."""
    portfolio = prepared.portfolio
    if opened is None or portfolio is None:
        return prepared
    before = opened.before(portfolio.audience, [each.path for each in prepared.folders])
    if before is None:
        return prepared
    case = Case(portfolio, prepared.pages, before)
    return replace(prepared, problems=against(case, prepared.problems))


def _published(
    order: Order,
    door: Door,
    prepared: Prepared,
    portfolio: Portfolio,
    drawing: Drawing,
    opened: Opened | None,
    explain: str,
) -> Built:
    output = order.target
    if opened is None:
        with closing(render(prepared, portfolio, drawing, door)) as files:
            return Built(prepared, publish_alone(files, output), output)
    past = Past.of(opened, portfolio, prepared.pages, drawing.theme, prepared.folders)
    reason = past.why(explain, prepared.pages) if explain else None
    with closing(render(prepared, portfolio, drawing, door, past)) as files:
        published = publish_alone(files, output)
    past.keep(portfolio, printed(prepared, portfolio), today(order, portfolio), MARKER)
    return Built(prepared, published, output, past.anew, reason)


def _open_past(order: Order, door: Door) -> Opened | None:
    """What an earlier build left, where the order allows for it and content can be read at all."""
    if order.cache is None:
        return None
    try:
        site, folders = _settings(order)
        themes = theme_folders(order.root, site.theme)
    except (NoSite, ThemeError):  # told when they are met again
        return None
    brought = shelf.folders()
    inputs = [*(each.path for each in folders), *themes, *brought, Path(__file__).parent]
    source = _source(order.cache, order, folders)
    asked = asked_of(order, door.environment)
    return open_past(order.cache, order.target, asked, inputs, source, own_key(door.environment))


def _source(cache: Path, order: Order, folders: Iterable[Folder]) -> str:
    return source_of(cache, (each.path for each in folders), drafts=order.drafts)


def printed(prepared: Prepared, portfolio: Portfolio) -> Printed:
    """What a build tells at its end."""
    return Printed.of(len(portfolio.objectives), str(portfolio.as_of), prepared.problems)


def today(order: Order, portfolio: Portfolio) -> tuple[str, str] | None:
    """The time zone and the day, where the day was that of the clock."""
    if order.as_of is not None or not portfolio.as_of_is_today:
        return None
    return portfolio.site.timezone, portfolio.as_of.isoformat()


class _Press:
    """A site's theme, its templates compiled: while others read there is time for that."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.drawing: Drawing | None = None
        self.error = ""

    def set_up(self, site: Site) -> None:
        """Load and compile, once."""
        if self.drawing is None:
            try:
                self.drawing = Drawing(
                    Theme.load(site.theme, theme_folders(self._root, site.theme))
                )
            except ThemeError as error:
                self.error = str(error)


def prepare(
    order: Order,
    door: Door,
    meanwhile: Callable[[Site], None] = lambda _: None,
    *,
    remember: bool = False,
    earlier: Earlier | None = None,
) -> Prepared:
    """Read, cut, link, score, plan and check; nothing is written.

    `meanwhile` is done in this process as soon as others read; `remember` says whether the result
    is to be brought up to date later on; `earlier` has documents as they were read before. Without
    it those are taken that a build has left in the order's cache.
    """
    try:
        site, folders = _settings(order)
        theme = _theme(order, site)
        _speak(site, theme)
        with door.progress("Reading", 0):
            found = _read(folders, site, order, door, partial(meanwhile, site), earlier)
    except NoSite as nothing:
        return Prepared(judged(nothing.findings), content_folders(order))
    documents = found.documents
    if order.base_url is not None:
        base = order.base_url if order.base_url.endswith("/") else f"{order.base_url}/"
        documents = replace(documents, site=replace(documents.site, url=base))
    if order.notice is not None:
        notice = inline(order.notice)
        documents = replace(documents, site=replace(documents.site, notice=notice))
    if theme is not None and theme.pages:
        documents = replace(documents, site=replace(documents.site, theme_pages=theme.pages))
    if site.library:
        documents = replace(documents, examples=examples())
    as_of, today = as_of_date(order, site, door)
    seen, audience = cut(documents, order.audience)
    bound = linked(seen)
    problems, portfolio, pages = _judged(bound.graph, audience, as_of, today)
    if order.keep_going and _errors(problems):
        return _without_faulty(seen, audience, as_of, today, Prepared(problems, folders))
    made = Made(found, seen, bound) if remember else None
    return Prepared(problems, folders, portfolio, pages, made)


@dataclass(frozen=True, slots=True)
class Apart:
    """All that was written, and what of it an audience sees."""

    everything: Documents
    """Drafts too."""
    seen: Documents
    audience: str
    folders: tuple[Folder, ...]


def apart(order: Order, door: Door) -> Apart:
    """Read everything, and cut it for an audience: for whoever proves that the rest is nowhere.

    Raises:
        NoSite: where there is nothing to read.
        UnknownAudience: where the site has no such audience.
    """
    site, folders = _settings(order)

    def written(*, drafts: bool) -> Documents:
        asked = replace(order, drafts=drafts)
        return _read(folders, site, asked, door).documents

    everything = written(drafts=True)
    seen, audience = cut(everything if order.drafts else written(drafts=False), order.audience)
    return Apart(cut(everything, site.audiences[0])[0], seen, audience, folders)


def judge(
    documents: Documents,
    audience: str,
    as_of: date,
    today: bool,
    left_out: tuple[Finding, ...] = (),
) -> tuple[tuple[Problem, ...], Portfolio, Mapping[str, Page]]:
    """Link, score, plan and check what an audience sees."""
    return _judged(link(documents), audience, as_of, today, left_out)


def _judged(
    graph: AlignmentGraph,
    audience: str,
    as_of: date,
    today: bool,
    left_out: tuple[Finding, ...] = (),
) -> tuple[tuple[Problem, ...], Portfolio, Mapping[str, Page]]:
    portfolio = score(graph, as_of, audience=audience, as_of_is_today=today, left_out=left_out)
    pages = plan(portfolio)
    return check(Case(portfolio, pages)), portfolio, pages


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def _without_faulty(
    documents: Documents, audience: str, as_of: date, today: bool, first: Prepared
) -> Prepared:
    """Leave out documents with errors, and those that their absence breaks, until none is left."""
    told: dict[Problem, None] = dict.fromkeys(first.problems)
    errors = _errors(first.problems)
    result = first
    while errors:
        faulty = {problem.place.file for problem in errors if problem.place is not None}
        fewer = _left(documents, faulty)
        if fewer is None:
            return replace(first, problems=tuple(told))
        documents = fewer
        left_out = tuple(Finding(p.rule, p.message, p.place, p.hint) for p in _errors(told))
        problems, portfolio, pages = judge(documents, audience, as_of, today, left_out)
        errors = _errors(problems)
        told |= dict.fromkeys(errors)
        result = Prepared(tuple(told), first.folders, portfolio, pages)
    return result


def _left(documents: Documents, faulty: set[str]) -> Documents | None:
    """The documents without the faulty ones; None where the fault is in no document."""

    def sound(each: Document) -> bool:
        return each.place.file not in faulty

    gone = [each for each in documents.all() if not sound(each)]
    aside = {each.place.file for each in documents.aside}
    # A finding on a document that was set aside is answered by its absence.
    known = tuple(f for f in documents.findings if f.place is None or f.place.file not in aside)
    if not gone and len(known) == len(documents.findings):
        return None
    names = tuple(
        SetAside(each.place, (each.id, getattr(each, "stem", each.id)), each.audience)
        for each in gone
    )
    return replace(
        documents,
        objectives=tuple(filter(sound, documents.objectives)),
        checkins=tuple(filter(sound, documents.checkins)),
        reviews=tuple(filter(sound, documents.reviews)),
        kpis=tuple(filter(sound, documents.kpis)),
        pages=tuple(filter(sound, documents.pages)),
        findings=known,
        aside=(*documents.aside, *names),
    )


def _theme(order: Order, site: Site) -> Theme | None:
    """The site's theme; one that cannot be loaded is told of when it is met again."""
    try:
        return Theme.load(site.theme, theme_folders(order.root, site.theme))
    except ThemeError:
        return None


def _speak(site: Site, theme: Theme | None) -> None:
    """Speak the site's language, as program and theme have it."""
    try:
        speak(site.locale, theme.locales if theme is not None else ())
    except CatalogueError as fault:
        place = site.place.at(site.lines.get("locale", 1))
        raise NoSite([Finding("unreadable-document", str(fault), place)]) from fault


# Where things are -----------------------------------------------------------------------------


def _settings(order: Order) -> tuple[Site, tuple[Folder, ...]]:
    """What site.yml says, and all content folders, those that it names included.

    Raises:
        NoSite: where there is none that can be read, or it names a folder that is none.
    """
    folders = content_folders(order)
    site = read_settings(folders)
    return site, _named_by(site, order, folders)


def content_folders(order: Order) -> tuple[Folder, ...]:
    """The content folders of an order, each with the name that messages call it by."""
    if order.content:
        return tuple(Folder(path.as_posix().rstrip("/") or "/", path) for path in order.content)
    return (_folder(order.root, Path("content")),)


def _folder(root: Path, path: Path) -> Folder:
    where = root / path
    return Folder(os.path.normpath(where).replace(os.sep, "/"), where)


def _named_by(site: Site, order: Order, folders: tuple[Folder, ...]) -> tuple[Folder, ...]:
    """The folders that site.yml names, from ROOT; those of the command line win."""
    if order.content or not site.content:
        return folders
    named = [_folder(order.root, Path(each)) for each in site.content]
    lost = [each for each in named if not each.path.is_dir()]
    if lost:
        message = f"`content` names `{lost[0].name}`, which is no folder"
        raise NoSite([Finding("unknown-reference", message, site.place)])
    if any(each.path.resolve() == folders[0].path.resolve() for each in named):
        return tuple(named)
    return (*folders, *named)


def theme_folders(root: Path, theme: str = "") -> tuple[Path, ...]:
    """Where themes are looked for: the site's own, those of okrsite, those of installed packages.

    The last only where the site's theme is named and is none of okrsite's own.

    Raises:
        ThemeError: where an installed package promises that theme and does not hold it.
    """
    package = Path(__file__).parent
    ours = (package / "themes", package.parent / "themes")
    plain = not theme or any((folder / theme).is_dir() for folder in ours)
    return (root / "themes", *ours, *(() if plain else installed(theme)))


def as_of_date(order: Order, site: Site, door: Door) -> tuple[date, bool]:
    """The day that every figure is of, and whether that is today by default."""
    if order.as_of is not None:
        return order.as_of, order.as_of_is_today
    if site.as_of is not None:
        return site.as_of, False
    zone = ZoneInfo(site.timezone)
    epoch = door.environment.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), zone).date(), False
        except (ValueError, OverflowError, OSError):
            raise NotADate(f"SOURCE_DATE_EPOCH is `{epoch[:40]}`, which is no moment") from None
    return door.now().astimezone(zone).date(), True


def _with_theme_error(prepared: Prepared, site: Site, error: str) -> Prepared:
    place = site.place.at(site.lines.get("theme", 1))
    finding = Finding("unknown-reference", error, place)
    return replace(prepared, problems=(*prepared.problems, *judged([finding])))


# Spreading the work ---------------------------------------------------------------------------


def _read(
    folders: Sequence[Folder],
    site: Site,
    order: Order,
    door: Door,
    meanwhile: Callable[[], None] = lambda: None,
    earlier: Earlier | None = None,
) -> Reading:
    if earlier is None and order.cache is not None:
        source = _source(order.cache, order, folders)
        found = documents_read(order.cache, source, own_key(door.environment))
        earlier = None if found is None or found.nothing else found
    with door.executor() if door.executor else nullcontext() as executor:
        return reading(
            folders,
            site=site,
            drafts=order.drafts,
            executor=executor,
            meanwhile=meanwhile,
            earlier=earlier,
        )


@dataclass(frozen=True, slots=True)
class _Canvas:
    """What a worker needs to draw; forked along, never pickled."""

    drawing: Drawing
    portfolio: Portfolio
    pages: Mapping[str, Page]
    reads: Reads | None = None
    """Where the portfolio notes what is looked up, where it does."""

    def draw(self, addresses: Sequence[str]) -> list[tuple[str, bytes, frozenset[Read]]]:
        found = []
        for address in addresses:
            page = self.pages[address]
            if self.reads is None:
                found.append((address, self.drawing.draw(page, self.portfolio), _NOTHING))
            else:
                content, reads = self.drawing.draw_noting(page, self.portfolio, self.reads)
                found.append((address, content, reads))
        return found


_NOTHING: frozenset[Read] = frozenset()
_canvas: _Canvas | None = None
_CHUNK = 16


def _draw(addresses: Sequence[str]) -> list[tuple[str, bytes, frozenset[Read]]]:
    assert _canvas is not None  # noqa: S101 (set before the pool is forked)
    return _canvas.draw(addresses)


def render(
    prepared: Prepared,
    portfolio: Portfolio,
    drawing: Drawing,
    door: Door,
    past: Past | None = None,
) -> Generator[tuple[str, bytes | None], None, None]:
    """Every file of the site as (path, bytes): drawn pages, copied files, the theme's assets.

    None for the bytes: the file can stay as an earlier build left it.
    """
    global _canvas  # noqa: PLW0603 (a forked worker finds it where it was)
    copied = {kind.name for kind in page_types().values() if kind.format is Format.FILE}
    pages = prepared.pages
    drawing.lead_to(pages)
    watched, reads = (portfolio, None) if past is None else noting(portfolio)
    _canvas = _Canvas(drawing, watched, pages, reads)
    for address, content in drawing.theme.assets().items():
        path = address.lstrip("/")
        yield path, content if past is None else past.file(path, content)
    drawn = []
    for address, page in pages.items():
        if past is not None and past.holds(page):
            yield page.path, None
        elif page.type in copied:
            content = source_bytes(page.key, prepared.folders)
            yield page.path, content if past is None else past.copied(page, content)
        else:
            drawn.append(address)
    with door.progress("Drawing", len(drawn)) as advance:
        for chunk in _drawn([drawn[at : at + _CHUNK] for at in range(0, len(drawn), _CHUNK)], door):
            for address, content, looked in chunk:
                page = pages[address]
                anew = content if past is None else past.drawn(page, content, looked)
                yield page.path, anew
            advance(len(chunk))
    _canvas = None


def _drawn(
    chunks: list[list[str]], door: Door
) -> Iterator[list[tuple[str, bytes, frozenset[Read]]]]:
    with door.executor() if door.executor else nullcontext() as executor:
        yield from spread(_draw, chunks, executor)


def source_bytes(name: str, folders: Sequence[Folder]) -> bytes:
    """The bytes of a file beside the content."""
    for folder in folders:
        if name.startswith(f"{folder.name}/"):
            path = folder.path / name.removeprefix(f"{folder.name}/")
            if path.resolve().is_relative_to(folder.path.resolve()):  # it may be a link by now
                return path.read_bytes()
    raise FileNotFoundError(2, "it is gone", name)


__all__ = ["Apart", "Built", "Door", "NotADate", "Order", "Prepared", "apart", "build", "prepare"]
