"""The ways to the forms, on each page of the site: in the preview only, never in what is built."""

from __future__ import annotations

from html import escape

from okrsite.model.portfolio import Portfolio
from okrsite.serve.editing.asked import OWN, way

Links = list[tuple[str, str]]
"""(address, words)"""


def with_bar(content: bytes, portfolio: Portfolio, address: str, notice: str) -> bytes:
    """A page with its links at the top of what it says, and what was just written."""
    text = content.decode()
    style = f'<link rel="stylesheet" href="{OWN}edit.css">'
    text = text.replace("</head>", f"{style}</head>", 1)
    at = text.find(">", text.find("<main")) + 1
    if at <= 0:
        return content
    told = f'<p class="ed-told" role="status">{escape(notice)}</p>' if notice else ""
    links = "".join(
        f'<li><a href="{escape(href)}">{escape(words)}</a></li>'
        for href, words in links_of(portfolio, address)
    )
    drawn = f'<nav class="ed-bar" aria-label="Editing"><ul>{links}</ul></nav>{told}'
    return f"{text[:at]}{drawn}{text[at:]}".encode()


def links_of(portfolio: Portfolio, address: str) -> Links:
    """What can be done from a page, what is about it first."""
    _, kind, *rest = [*address.split("/"), "", ""]
    key = rest[0]
    own: Links = []
    goal = portfolio.objectives.get(key) if kind == "objectives" else None
    if goal is not None:
        if not goal.cycle.over(portfolio.as_of):
            own.append((way("check-in", objective=key), "Check in"))
        own += [
            (way("change", objective=key), "Change"),
            (way("align", objective=key), "Align"),
            (way("drop", objective=key), "Drop"),
        ]
        if goal.cycle.over(portfolio.as_of):
            own.append((way("grade", objective=key), "Grade"))
        own.append((way("new", aligns_to=key), "New objective that serves it"))
    elif (kind == "teams" and key in portfolio.teams) or (
        kind == "people" and key in portfolio.people
    ):
        own += [
            (way("check-in", **{"for": key}), "Check in"),
            (way("new", **{"for": key}), "New objective"),
        ]
    else:
        own.append((way("new"), "New objective"))
    return [*own, (OWN, "Due now")]
