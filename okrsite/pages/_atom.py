"""Writes feeds as RFC 4287 (Atom) asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from okrsite import __version__

# What XML 1.0 has no letters for, written as a reference or not.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_odd = re.compile(r"[&<>\"'\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]").search


class Item(NamedTuple):
    """Something that was said or decided."""

    id: str
    """A whole, permanent address that only this entry has."""
    moment: str
    """`2026-10-14T00:00:00+02:00`"""
    drawn: str
    """The entry as it stands in every feed."""


class Head(NamedTuple):
    """What a feed says of itself."""

    href: str
    """Its own whole address, which is its id too."""
    page: str
    """The page that shows the same."""
    title: str
    subtitle: str
    lang: str
    moment: str
    """Where there is no item."""


def written(head: Head, found: Sequence[Item]) -> str:
    """A feed, its items as they come; it is as new as the newest."""
    moment = max((each.moment for each in found), default=head.moment)
    return "".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>\n',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{text(head.lang)}">\n',
            f"<title>{text(head.title)}</title>\n",
            f"<subtitle>{text(head.subtitle)}</subtitle>\n" if head.subtitle else "",
            f"<id>{text(head.href)}</id>\n",
            f'<link rel="self" type="application/atom+xml" href="{text(head.href)}"/>\n',
            f'<link rel="alternate" type="text/html" href="{text(head.page)}"/>\n',
            f"<updated>{moment}</updated>\n",
            f"<author><name>{text(head.title)}</name></author>\n",
            f'<generator version="{__version__}">okrsite</generator>\n',
            *(each.drawn for each in found),
            "</feed>\n",
        )
    )


def item(href: str, identity: str, title: str, moment: str, author: str, html: str) -> Item:
    """An item; `html` is safe and has whole addresses."""
    named = f"<author><name>{text(author)}</name></author>\n" if author else ""
    return Item(
        identity,
        moment,
        f"<entry>\n<title>{text(title)}</title>\n<id>{text(identity)}</id>\n"
        f'<link rel="alternate" type="text/html" href="{text(href)}"/>\n'
        f"<updated>{moment}</updated>\n{named}"
        f'<content type="html">{text(html)}</content>\n</entry>\n',
    )


def text(words: str) -> str:
    """A text as XML, without what XML cannot write."""
    return escape(_UNWRITABLE.sub("", words)) if _odd(words) else words
