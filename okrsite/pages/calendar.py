"""calendar.ics of the site, of each team and each person: what is due when, to be subscribed to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

from okrsite.i18n import gettext, ngettext, pgettext
from okrsite.model import addresses
from okrsite.model.cycle import Cycle
from okrsite.model.due import Word
from okrsite.model.page import Format, PageType
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.status import Status
from okrsite.model.text import shortened, slug_or_digest
from okrsite.pages._due import by_who, place
from okrsite.pages._ics import Event, written
from okrsite.pages._index import contributed, held_by_team, owned, running
from okrsite.pages._teams import retired

_NAMED = 20
"""So many are named in an event; of a week in which a thousand are due nobody reads all."""


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One of the site, and one of each team and person who is there."""
    yield addresses.CALENDAR, ""
    for team in portfolio.teams.values():
        if not retired(team, portfolio):
            yield address(addresses.team(team.id)), f"team {team.id}"
    for person in portfolio.people.values():
        if not retired(person, portfolio):
            yield address(addresses.person(person.id)), f"person {person.id}"


def address(of: str) -> str:
    """The calendar that lies beside the page of a team or person."""
    return f"{of.rstrip('/')}{addresses.CALENDAR}"


def view(portfolio: Portfolio, key: str) -> str:
    """The calendar."""
    kind, _, who = key.partition(" ")
    if kind == "team":
        name = portfolio.teams[who].name
        held = held_by_team(portfolio).get(who, ())
    elif kind == "person":
        name = portfolio.people[who].name
        held = (*owned(portfolio).get(who, ()), *contributed(portfolio).get(who, ()))
    else:
        return _of_site(portfolio)
    now = [each for each in held if not each.cycle.over(portfolio.as_of)]
    cycles = {each.cycle.id: each.cycle for each in held}
    events = {
        each.uid: each
        for each in (
            *_of_cycles(cycles.values(), portfolio),
            *_of_objectives(now, portfolio),
            *_check_ins(by_who(portfolio).get(who, ()), who, portfolio),
        )
    }
    return _written(
        gettext("{site}: {name}", site=portfolio.site.title, name=name), events.values(), portfolio
    )


def _of_site(portfolio: Portfolio) -> str:
    whole = [each for each in running(portfolio) if each.whole]
    events = (
        *_of_cycles(portfolio.cycles.values(), portfolio),
        *_of_objectives(whole, portfolio),
        *_all_check_ins(portfolio),
    )
    return _written(portfolio.site.title, events, portfolio)


def _written(name: str, events: Iterable[Event], portfolio: Portfolio) -> str:
    return written(name, portfolio.site.timezone, events, portfolio.as_of)


# Events -----------------------------------------------------------------------------------------


def _of_cycles(cycles: Iterable[Cycle], portfolio: Portfolio) -> Iterator[Event]:
    for cycle in cycles:
        name = shortened(cycle.title)
        for what, when, title in (
            ("starts", cycle.starts, gettext("Starts: {cycle}", cycle=name)),
            ("health-check", cycle.health_check, gettext("Health check: {cycle}", cycle=name)),
            ("ends", cycle.ends, gettext("Ends: {cycle}", cycle=name)),
            ("grading", cycle.grading, gettext("Grading: {cycle}", cycle=name)),
        ):
            if when is not None:
                uid = _uid(f"cycle-{cycle.key}-{what}", portfolio)
                href = _whole(addresses.cycle(cycle.id), portfolio)
                yield Event(uid, when, title, gettext("Cycle"), href)


def _of_objectives(found: Sequence[ScoredObjective], portfolio: Portfolio) -> Iterator[Event]:
    """Milestones and key results with a day of their own that are not done."""
    for each in found:
        for kr in each.key_results:
            if kr.status in {Status.ACHIEVED, Status.DROPPED}:
                continue
            href = _whole(addresses.objective(each.id, kr.id), portfolio)
            objective, name = each.objective.title.plain, kr.key_result.title.plain
            about = gettext("{objective}: {key_result}", objective=objective, key_result=name)
            for step in kr.facts.milestones:
                if not step.done and step.due is not None:
                    uid = _uid(f"milestone-{each.id}-{kr.id}-{step.id}", portfolio)
                    title = gettext("Milestone: {title}", title=shortened(step.title.plain))
                    yield Event(uid, step.due, title, gettext("Milestone"), href, about)
            if kr.key_result.due is not None:
                uid = _uid(f"due-{each.id}-{kr.id}", portfolio)
                title = gettext("Due: {title}", title=shortened(name))
                category = pgettext("category of a calendar", "Due")
                yield Event(uid, kr.key_result.due, title, category, href, objective)


def _check_ins(words: Iterable[Word], who: str, portfolio: Portfolio) -> Iterator[Event]:
    """One event a day on which words are due from a team or person."""
    days: dict[date, list[Word]] = defaultdict(list)
    for word in words:
        days[word.due_on].append(word)
    for day, due in days.items():
        uid = _uid(f"check-in-{who}-{day.isoformat()}", portfolio)
        text = "\n".join(shortened(word.title) for word in due[:_NAMED])
        href = _whole(place(due[0]), portfolio)
        title = gettext("Check-in due: {what}", what=_many(due))
        yield Event(uid, day, title, gettext("Check-in"), href, text)


def _many(due: Sequence[Word]) -> str:
    if len(due) == 1:
        return shortened(due[0].title)
    return ngettext("{count} figure", "{count} figures", len(due))


def _all_check_ins(portfolio: Portfolio) -> Iterator[Event]:
    """One event a day on which any team or person has words due."""
    days: dict[date, dict[str, None]] = defaultdict(dict)
    names = {key: each.name for key, each in portfolio.teams.items()}
    names |= {key: each.name for key, each in portfolio.people.items()}
    for who, words in by_who(portfolio).items():
        for word in words:
            if word.holder is not None and word.holder[1] == who:
                days[word.due_on][names.get(who, who)] = None
    for day, whom in days.items():
        uid = _uid(f"check-in-{day.isoformat()}", portfolio)
        listed = sorted(whom)
        rest = len(listed) - _NAMED
        more = [ngettext("and {count} more", "and {count} more", rest)] if rest > 0 else []
        title = ngettext(
            "Check-ins due from {count} team or person",
            "Check-ins due from {count} teams and people",
            len(listed),
        )
        text = "\n".join([*listed[:_NAMED], *more])
        href = _whole(addresses.UPDATES, portfolio)
        yield Event(uid, day, title, gettext("Check-in"), href, text)


def _uid(name: str, portfolio: Portfolio) -> str:
    host = urlsplit(portfolio.site.url).hostname
    return f"{name}@{host or slug_or_digest(portfolio.site.title)}"


def _whole(path: str, portfolio: Portfolio) -> str:
    url = portfolio.site.url
    return f"{url.rstrip('/')}{path}" if "://" in url else ""


PAGE = PageType("calendar", pages, view, Format.TEXT)
