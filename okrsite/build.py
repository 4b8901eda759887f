"""The road: from content folders to a published site, each step once, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import field
from datetime import date
from pathlib import Path

from okrsite import shelf
from okrsite.cache import Printed, own_key, source_of
from okrsite.check import against, check, judged
from okrsite.cut import cut
from okrsite.door import Door, as_of_date
from okrsite.graph import Linked, link, linked
from okrsite.i18n import CatalogueError, speak
from okrsite.library import examples
from okrsite.markdown import inline
from okrsite.model.document import Document, Documents, SetAside
from okrsite.model.noun import dataclass, replace
from okrsite.model.page import Page
from okrsite.model.portfolio import AlignmentGraph, Portfolio
from okrsite.model.problem import Case, Finding, Problem, Severity
from okrsite.model.site import Site
from okrsite.order import Order, asked_of
from okrsite.past import KeptDocuments, Opened, Past, Reason, open_past
from okrsite.plan import plan
from okrsite.press import Press, Run, render
from okrsite.publish import MARKER, alone, publish_alone, refuse_unless_site
from okrsite.read import Earlier, Folder, NoSite, Reading, reading
from okrsite.render import Theme, ThemeError
from okrsite.score import score
from okrsite.whereabouts import content_folders, settings_of, theme_folders


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
    checked: bool = True
    """Whether the rules were asked."""

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
            opened.documents.keep()  # when nothing else is to be written: a disk may be full
    return built


def _built(order: Order, door: Door, opened: Opened | None, explain: str) -> Built:
    with closing(Press(order.root, door, noted=opened is not None)) as press:

        def begin(portfolio: Portfolio, pages: Mapping[str, Page]) -> None:
            run = press.run(portfolio, pages)
            if run is not None:
                run.begin(pages.values() if opened is None else opened.likely(pages))

        earlier = opened.documents.earlier if opened is not None else None
        found = prepare(order, door, press, press.set_up, earlier=earlier, planned=begin)
        prepared = _beside_the_last(found, opened)
        portfolio = prepared.portfolio
        if portfolio is None or (prepared.errors and not order.keep_going):
            return Built(prepared)
        run = press.run(portfolio, prepared.pages)
        if run is None:
            return Built(_with_theme_error(prepared, portfolio.site, press.error))
        try:
            return _published(order, prepared, run, opened, explain)
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
    order: Order, prepared: Prepared, run: Run, opened: Opened | None, explain: str
) -> Built:
    output, portfolio, pages = order.target, run.portfolio, prepared.pages
    if opened is None:
        with closing(render(run, prepared.folders)) as files:
            return Built(prepared, publish_alone(files, output), output)
    past = Past.of(opened, portfolio, pages, run.drawing.theme, prepared.folders)
    reason = past.why(explain, pages) if explain else None
    with closing(render(run, prepared.folders, past)) as files:
        published = publish_alone(files, output, _spare(opened, run.door))
    past.keep(portfolio, printed(prepared, portfolio), today(order, portfolio), MARKER)
    return Built(prepared, published, output, past.anew, reason)


def _spare(opened: Opened, door: Door) -> Path | None:
    """Where the site that is replaced stays: nowhere if the next build is on another machine."""
    return None if door.environment.get("CI") else opened.spare


def _open_past(order: Order, door: Door) -> Opened | None:
    """What an earlier build left, where the order allows for it and content can be read at all."""
    if order.cache is None:
        return None
    try:
        site, folders = settings_of(order)
        themes = theme_folders(order.root, site.theme)
    except (NoSite, ThemeError):  # told when they are met again
        return None
    brought = shelf.folders()
    inputs = [*(each.path for each in folders), *themes, *brought, Path(__file__).parent]
    asked = asked_of(order, door.environment)
    documents = _documents(order.cache, order, folders, door)
    return open_past(order.target, asked, inputs, documents)


def documents_of(order: Order, door: Door) -> KeptDocuments | None:
    """Documents as they were read before, where the order allows for it."""
    if order.cache is None:
        return None
    try:
        _, folders = settings_of(order)
    except NoSite:  # told when it is met again
        return None
    return _documents(order.cache, order, folders, door)


def _documents(cache: Path, order: Order, folders: Iterable[Folder], door: Door) -> KeptDocuments:
    source = source_of(cache, (each.path for each in folders), drafts=order.drafts)
    return KeptDocuments.of(cache, source, own_key(door.environment))


def printed(prepared: Prepared, portfolio: Portfolio) -> Printed:
    """What a build tells at its end."""
    return Printed.of(len(portfolio.objectives), str(portfolio.as_of), prepared.problems)


def today(order: Order, portfolio: Portfolio) -> tuple[str, str] | None:
    """The time zone and the day, where the day was that of the clock."""
    if order.as_of is not None or not portfolio.as_of_is_today:
        return None
    return portfolio.site.timezone, portfolio.as_of.isoformat()


def prepare(
    order: Order,
    door: Door,
    press: Press | None = None,
    meanwhile: Callable[[], None] = lambda: None,
    *,
    remember: bool = False,
    earlier: Earlier | None = None,
    checked: bool = True,
    planned: Callable[[Portfolio, Mapping[str, Page]], None] = lambda _portfolio, _pages: None,
) -> Prepared:
    """Read, cut, link, score, plan and check; nothing is written.

    `press` loads the site's theme; `meanwhile` is done in this process as soon as others read;
    `remember` says whether the result is to be brought up to date later on; `earlier` has documents
    as they were read before: without it those are taken that a build has left in the order's cache.
    Where it need not be `checked`, and nothing was found on the way, the rules are left for later.
    `planned` is told what will be shown before the rules are asked.
    """
    try:
        site, folders = settings_of(order)
        press = press or Press(order.root, door)
        press.load(site)
        _speak(site, press.theme)
        with door.progress("Reading", 0):
            found = _read(folders, site, order, door, meanwhile, earlier)
    except NoSite as nothing:
        return Prepared(judged(nothing.findings), content_folders(order))
    documents = found.documents
    if order.base_url is not None:
        base = order.base_url if order.base_url.endswith("/") else f"{order.base_url}/"
        documents = replace(documents, site=replace(documents.site, url=base))
    if order.notice is not None:
        notice = inline(order.notice)
        documents = replace(documents, site=replace(documents.site, notice=notice))
    if press.theme is not None and press.theme.pages:
        named = press.theme.pages
        documents = replace(documents, site=replace(documents.site, theme_pages=named))
    if site.library:
        documents = replace(documents, examples=examples())
    as_of, today = as_of_date(order, site, door)
    seen, audience = cut(documents, order.audience)
    bound = linked(seen)
    portfolio, pages = _shown(bound.graph, audience, as_of, today)
    planned(portfolio, pages)
    checked = checked or bool(portfolio.findings)
    problems = check(Case(portfolio, pages)) if checked else ()
    if order.keep_going and _errors(problems):
        return _without_faulty(seen, audience, as_of, today, Prepared(problems, folders))
    made = Made(found, seen, bound) if remember else None
    return Prepared(problems, folders, portfolio, pages, made, checked)


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
    site, folders = settings_of(order)

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
    portfolio, pages = _shown(link(documents), audience, as_of, today, left_out)
    return check(Case(portfolio, pages)), portfolio, pages


def _shown(
    graph: AlignmentGraph,
    audience: str,
    as_of: date,
    today: bool,
    left_out: tuple[Finding, ...] = (),
) -> tuple[Portfolio, Mapping[str, Page]]:
    portfolio = score(graph, as_of, audience=audience, as_of_is_today=today, left_out=left_out)
    return portfolio, plan(portfolio)


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


def _speak(site: Site, theme: Theme | None) -> None:
    """Speak the site's language, as program and theme have it."""
    try:
        speak(site.locale, theme.locales if theme is not None else ())
    except CatalogueError as fault:
        place = site.place.at(site.lines.get("locale", 1))
        raise NoSite([Finding("unreadable-document", str(fault), place)]) from fault


def _with_theme_error(prepared: Prepared, site: Site, error: str) -> Prepared:
    place = site.place.at(site.lines.get("theme", 1))
    finding = Finding("unknown-reference", error, place)
    return replace(prepared, problems=(*prepared.problems, *judged([finding])))


def _read(
    folders: Sequence[Folder],
    site: Site,
    order: Order,
    door: Door,
    meanwhile: Callable[[], None] = lambda: None,
    earlier: Earlier | None = None,
) -> Reading:
    if earlier is None and order.cache is not None:
        found = _documents(order.cache, order, folders, door).earlier
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


__all__ = ["Apart", "Built", "Prepared", "apart", "build", "documents_of", "prepare"]
