"""What stands on every page, and how pages write addresses."""

from __future__ import annotations

from itertools import accumulate

from okrsite import __version__
from okrsite.i18n import gettext
from okrsite.model import addresses
from okrsite.model.noun import dataclass, replace
from okrsite.model.portfolio import Portfolio
from okrsite.model.prose import Prose
from okrsite.pages._memo import shared
from okrsite.pages._words import day

HERE = "\x7f"
"""Stands at the head of every address in a view: drawing replaces it by the way to the site's root
from the page. No text can hold it: reading replaces it."""

_ROW = 56
"""Letters of labels that stand in one row on a screen of 1024 pixels, beside title and search."""

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})


def href(address: str) -> str:
    """An address from the site's root as views hold it."""
    return f"{HERE}{address[1:]}"


_PATIENCE = {"daily": 2, "weekly": 9, "never": 0}
"""A night's build may come late, or fail once."""


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link that stands on every page."""

    key: str
    label: str
    href: str
    tucked: bool = False
    """It would not stand in one row with those before it: a theme may put it under "More"."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page."""

    title: str
    """The site's title."""
    lang: str
    dir: str
    home: str
    nav: tuple[NavLink, ...]
    as_of: str
    audience: str
    """Empty where the site has only one."""
    generator: str
    left_out: int
    """Documents that have errors and were left out."""
    data: str
    feed: str
    """Empty where the site does not know its own address."""
    calendar: str
    notice: Prose
    """Said at the head of every page; mostly empty."""
    day: str
    """The day that figures are of: `2026-11-21`."""
    patience: int
    """Days after which a site of that day is older than it should be; 0: it may be of any age."""


@shared
def frame(portfolio: Portfolio) -> Frame:
    """The frame of a portfolio's pages."""
    site = portfolio.site
    files = {problem.place.file for problem in portfolio.left_out if problem.place is not None}
    return Frame(
        title=site.title,
        lang=site.locale,
        dir="rtl" if site.locale.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr",
        home=addresses.HOME,
        nav=_nav(portfolio),
        as_of=day(portfolio.as_of, year=True),
        audience=portfolio.audience if len(site.audiences) > 1 else "",
        generator=f"okrsite {__version__}",
        left_out=len(files),
        data="/api/v1/index.json",
        feed=addresses.FEED if "://" in site.url else "",
        calendar=addresses.CALENDAR,
        notice=site.notice,
        day=portfolio.as_of.isoformat(),
        patience=_PATIENCE[site.built] if portfolio.as_of_is_today else 0,
    )


def _nav(portfolio: Portfolio) -> tuple[NavLink, ...]:
    found = [
        NavLink("home", gettext("Overview"), addresses.HOME),
        NavLink("cascade", gettext("Cascade"), addresses.CASCADE),
        NavLink("map", gettext("Map"), addresses.MAP),
        NavLink("updates", gettext("Updates"), addresses.UPDATES),
        NavLink("teams", gettext("Teams"), addresses.TEAMS),
        NavLink("people", gettext("People"), addresses.PEOPLE),
        NavLink("cycles", gettext("Cycles"), addresses.CYCLES),
        NavLink("health", gettext("Health"), addresses.HEALTH),
    ]
    if portfolio.kpis:
        found.append(NavLink("kpis", gettext("KPIs"), addresses.KPIS))
    if portfolio.reviews:
        found.append(NavLink("reviews", gettext("Reviews"), addresses.REVIEWS))
    found += [
        NavLink("agenda", gettext("Agenda"), addresses.AGENDA),
        NavLink("timeline", gettext("Timeline"), addresses.TIMELINE),
        NavLink("compare", gettext("Compare"), addresses.COMPARE),
        NavLink("brief", gettext("Brief"), addresses.BRIEF),
    ]
    found += [
        NavLink(f"page-{page.id}", page.title.plain, addresses.page(page.id))
        for page in portfolio.pages.values()
        if page.nav
    ]
    if portfolio.site.library:
        found.append(NavLink("library", gettext("Library"), addresses.LIBRARY))
    so_far = accumulate(len(link.label) for link in found)
    return tuple(
        replace(link, tucked=letters > _ROW) for link, letters in zip(found, so_far, strict=True)
    )
