"""Escaping what is drawn in views: most small texts hold nothing to escape."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from markupsafe import Markup

_odd = re.compile("[&<>\"']").search


class Html(Markup):
    """Safe HTML that a view drew, made without asking what it is made of: it is always a text."""

    __slots__ = ()
    if not TYPE_CHECKING:
        __new__ = str.__new__


def escape(text: str) -> str:
    """A text as safe HTML, within an element or a quoted attribute."""
    return html.escape(text) if _odd(text) else text
