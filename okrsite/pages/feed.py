"""feed.xml of the site and of each team: check-ins and reviews, to be subscribed to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import lru_cache, partial
from itertools import islice
from zoneinfo import ZoneInfo

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.document import Decision, Review
from okrsite.model.page import Format, PageType
from okrsite.model.portfolio import Portfolio
from okrsite.model.text import shortened
from okrsite.pages._atom import Head, Item, item, text, written
from okrsite.pages._index import branch
from okrsite.pages._memo import kept, shared
from okrsite.pages._reviews import review_line, verdict
from okrsite.pages._updates import Entry, Told, entries
from okrsite.pages._weeks import latest, weeks
from okrsite.pages._words import clauses

_SITE, _TEAM = 40, 12
"""Entries of a feed: whoever reads it every week misses none."""
_LINES = 6
"""Figures of one check-in; its page has all."""
_LONG = 2000


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One of the site and one of each team, where site.yml has a whole `url`: a feed needs it."""
    if not has_feeds(portfolio):
        return
    yield addresses.FEED, ""
    for key in portfolio.teams:
        yield address(key), key


def has_feeds(portfolio: Portfolio) -> bool:
    """Whether the site knows its own whole address."""
    return "://" in portfolio.site.url


def address(team: str) -> str:
    """The feed of a team."""
    return f"{addresses.team(team).rstrip('/')}{addresses.FEED}"


def view(portfolio: Portfolio, key: str) -> str:
    """The feed: what was said and decided, the newest first."""
    site = portfolio.site
    root = site.url.rstrip("/")
    whole = not key
    team = None if whole else portfolio.teams[key]
    name = gettext("{site}: {name}", site=site.title, name=team.name) if team else site.title
    about = team.mission if team else site.mission
    most = _SITE if whole else _TEAM
    first = min((each.starts for each in portfolio.cycles.values()), default=portfolio.as_of)
    head = Head(
        href=f"{root}{address(key) if key else addresses.FEED}",
        page=f"{root}{addresses.team(key) if key else addresses.UPDATES}",
        title=name,
        subtitle=about.plain,
        lang=site.locale,
        moment=_moment(first, site.timezone),
    )
    items = [*_said(key, most, root, portfolio), *_decided(key, root, portfolio)]
    items.sort(key=lambda each: (each.moment, each.id), reverse=True)
    return written(head, items[:most])


def _said(key: str, most: int, root: str, portfolio: Portfolio) -> Iterator[Item]:
    if key:
        people = _people(portfolio)
        team = [addresses.team(each) for each in branch(key, portfolio)]
        own = [addresses.person(each) for each in people.get(key, ())]
        slips = latest([*team, *own], portfolio, most)
    else:
        slips = list(islice((s for week in weeks(portfolio).values() for s in week), most))
    for entry in entries(slips, portfolio):
        identity = entry.href if entry.id else f"{entry.href}#{entry.iso}"
        draw = partial(_item, entry, identity, root, portfolio)
        yield kept(portfolio, "feed items", identity, draw)


@shared
def _people(portfolio: Portfolio) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in portfolio.people.values():
        found.setdefault(each.team or "", []).append(each.id)
    return found


def _item(entry: Entry, identity: str, root: str, portfolio: Portfolio) -> Item:
    who = entry.who.name if entry.who else gettext("Check-in")
    about = entry.title or _about(entry.told)
    return item(
        href=f"{root}{entry.href}",
        identity=f"{root}{identity}",
        title=gettext("{who}: {about}", who=who, about=about) if about else who,
        moment=_moment(date.fromisoformat(entry.iso), portfolio.site.timezone),
        author=entry.by.name if entry.by else who,
        html="".join((*_told(entry.told, root), *(_paragraph(each.plain) for each in entry.text))),
    )


def _about(told: tuple[Told, ...]) -> str:
    if len(told) == 1:
        return shortened(told[0].key_result or told[0].title)
    if not told:
        return ""
    return ngettext("check-in on {count} figure", "check-in on {count} figures", len(told))


def _told(told: Sequence[Told], root: str) -> Iterator[str]:
    lines = [_line(each, root) for each in told[:_LINES]]
    if len(told) > _LINES:
        more = ngettext("and {count} more", "and {count} more", len(told) - _LINES)
        lines.append(f"<li>{more}</li>")
    if lines:
        yield f"<ul>{''.join(lines)}</ul>"


def _line(told: Told, root: str) -> str:
    word = told.word
    said = [f"<b>{text(word.figure)}</b>"] if word.figure else []
    if word.confidence:
        said.append(text(gettext("confidence {confidence}/10", confidence=word.confidence)))
    if word.standing:
        said.append(text(gettext("said {status}", status=word.standing.within)))
    if word.note:
        said.append(text(shortened(word.note.plain, _LONG)))
    line = f'<a href="{text(root + told.href)}">{text(told.key_result or told.title)}</a>'
    if said:
        line = gettext("{goal}: {said}", goal=line, said=clauses(said))
    return f"<li>{line}</li>"


def _paragraph(plain: str) -> str:
    return f"<p>{text(shortened(plain, _LONG))}</p>" if plain else ""


def _decided(key: str, root: str, portfolio: Portfolio) -> Iterator[Item]:
    """Reviews by now, of the whole organisation or of the team."""
    for each in portfolio.reviews.values():
        if each.date <= portfolio.as_of and (not key or (each.team and each.team.text == key)):
            yield _review(each, root, portfolio)


def _review(each: Review, root: str, portfolio: Portfolio) -> Item:
    line = review_line(each, portfolio)
    href = f"{root}{addresses.review(each.id)}"
    decisions = [
        f"<li>{text(_decision(d, found.objective.title.plain))}</li>"
        for d in each.decisions
        if (found := portfolio.objectives.get(d.objective.document))
    ]
    lessons = [f"<li>{text(lesson.plain)}</li>" for lesson in each.lessons]
    html = "".join(f"<ul>{''.join(items)}</ul>" for items in (decisions, lessons) if items)
    return item(
        href=href,
        identity=href,
        title=gettext("{kind}: {title}", kind=line.kind, title=line.title)
        if each.kind
        else line.title,
        moment=_moment(each.date, portfolio.site.timezone),
        author=line.team.name if line.team else "",
        html=html or _paragraph(each.body.plain),
    )


def _decision(each: Decision, title: str) -> str:
    decided = verdict(each.decision)
    if not each.note:
        return gettext("{decision}: {objective}", decision=decided, objective=title)
    return gettext(
        "{decision}: {objective}. {note}", decision=decided, objective=title, note=each.note.plain
    )


@lru_cache(maxsize=4096)
def _moment(day: date, zone: str) -> str:
    """The beginning of a day where the organisation is."""
    return datetime.combine(day, time(), ZoneInfo(zone)).isoformat()


PAGE = PageType("feed", pages, view, Format.TEXT)
