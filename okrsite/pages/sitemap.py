"""sitemap.xml: every page that a person would read; only where the site knows its address."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from okrsite.model import addresses
from okrsite.model.page import Format, PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._map_ways import every as maps


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One file, where site.yml has a whole `url`."""
    if "://" in portfolio.site.url:
        yield "/sitemap.xml", ""


def view(portfolio: Portfolio, key: str) -> str:
    """The addresses of objectives, teams, people, cycles and the rest."""
    del key
    listed = [addresses.HOME, addresses.CASCADE, addresses.UPDATES, addresses.HEALTH]
    listed += [addresses.CHECK_IN]
    listed += [addresses.SEARCH]
    listed += [addresses.AGENDA, addresses.TIMELINE, addresses.COMPARE, addresses.BRIEF]
    listed += [address for address, _ in maps(portfolio)]
    listed += map(addresses.objective, portfolio.objectives)
    listed += map(addresses.team, portfolio.teams)
    listed += map(addresses.person, portfolio.people)
    listed += map(addresses.cycle, portfolio.cycles)
    listed += map(addresses.kpi, portfolio.kpis)
    listed += map(addresses.review, portfolio.reviews)
    listed += map(addresses.page, portfolio.pages)
    listed += [addresses.LIBRARY] if portfolio.site.library else []
    root = portfolio.site.url.rstrip("/")
    lines = [f"<url><loc>{escape(root + each)}</loc></url>\n" for each in listed]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(lines)}</urlset>\n"
    )


PAGE = PageType("sitemap", pages, view, Format.TEXT)
