"""What templates say: messages may hold markup of their own, and values in them are escaped."""

from __future__ import annotations

import json
from collections.abc import Mapping

from markupsafe import Markup

from okrsite.i18n import (
    fill,
    formats,
    gettext,
    messages_of,
    ngettext,
    pgettext,
    placed,
    plural_forms,
    spoken,
)
from okrsite.pages._escape import Html
from okrsite.render.quick import escape


def said(message: str, /, **values: object) -> Markup:
    """A message that is no constant of the template."""
    return filled(gettext(message), **values)


def said_as(context: str, message: str, /, **values: object) -> Markup:
    """A message whose English alone could mean two things."""
    return filled(pgettext(context, message), **values)


def filled(text: str, /, **values: object) -> Markup:
    """A text that was translated when the template was compiled, with its values."""
    return Html(fill(text, _safe(values)))


def said_many(one: str, many: str, count: int, /, **values: object) -> Markup:
    """A message of a number, which stands where it has `{count}`."""
    return Html(ngettext(one, many, count, **_safe(values)))


def counted(many: int) -> str:
    """A number of things by itself, as it stands in sentences."""
    return str(placed(many))


def within(value: object) -> object:
    """A value where it stands in a message that is written piece by piece."""
    said = placed(value)
    if said is not value and isinstance(value, Markup):
        return Html(said)
    return said


def _safe(values: Mapping[str, object]) -> dict[str, object]:
    return {name: v if type(v) is int else escape(v) for name, v in values.items()}


@spoken(64)
def script_words(*scripts: str) -> Markup:
    """What scripts of a page say in the site's language, for `frame.js`; nothing in English."""
    messages = messages_of(scripts)
    if not messages:
        return Html("")
    told = {"forms": plural_forms(), "group": formats().group, "messages": messages}
    safe = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    return Html(f'<script type="application/json" data-words>{safe}</script>\n')
