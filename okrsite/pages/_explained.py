"""How numbers came about: formula, inputs, and where each was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from okrsite.i18n import formats, gettext, gettext_noop, in_each_language, pgettext
from okrsite.model.explanation import Explanation, Input, Writing, figure, percentage
from okrsite.model.place import Place
from okrsite.model.portfolio import Portfolio
from okrsite.pages._escape import Html, escape
from okrsite.pages._places import locator
from okrsite.pages._words import score

_NAMES = {
    "progress": gettext_noop("Progress"),
    "expected": gettext_noop("Pace"),
    "status": gettext_noop("Status"),
    "grade": gettext_noop("Grade"),
    "forecast": gettext_noop("Forecast"),
}
_DRAWN: dict[str, str] = {}
"""The same as they are drawn."""


@in_each_language
def _draw() -> None:
    _DRAWN.update((key, escape(gettext(name))) for key, name in _NAMES.items())


def _points(value: float | None) -> str:
    if value is None:
        return pgettext("no figure", "none")
    return gettext("{number} points", number=figure(round(value * 100, 1)))


def _rate(value: float | None) -> str:
    if value is None:
        return pgettext("no figure", "none")
    return formats().percent(figure(round(value * 100, 2)))


AS_SHOWN = Writing(share=percentage, distance=_points, rate=_rate, grade=score)
"""As the page around an explanation writes its figures, with a digit more."""


def explained(found: Iterable[Explanation], portfolio: Portfolio) -> Markup:
    """Terms and details; drawn here, for a page holds hundreds of these small texts."""
    parts = []
    where = locator(portfolio)
    colon = escape(gettext(": "))
    for each in found:
        name = _DRAWN.get(each.figure) or escape(each.figure)
        given = "".join([_given(one, colon, where) for one in each.inputs])
        inputs = f"<ul>{given}</ul>" if given else ""
        parts.append(
            f"<dt>{name} <b>{escape(each.result)}</b></dt><dd>{escape(each.formula)}{inputs}</dd>\n"
        )
    return Html("".join(parts))  # escaped where they enter


def _given(one: Input, colon: str, where: Callable[[Place], str]) -> str:
    name, value, place = one
    written = f" {where(place)}" if place else ""
    return f"<li>{escape(name)}{colon}<b>{escape(value)}</b>{written}</li>"
