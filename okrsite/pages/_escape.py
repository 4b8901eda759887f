"""Escaping what is drawn in views: most small texts hold nothing to escape."""

from __future__ import annotations

import html
import re

_odd = re.compile("[&<>\"']").search


def escape(text: str) -> str:
    """A text as safe HTML, within an element or a quoted attribute."""
    return html.escape(text) if _odd(text) else text
