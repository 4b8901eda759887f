"""How numbers came about: formula, inputs, and where each was written."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from okrsite.model.explanation import Explanation, Input
from okrsite.model.portfolio import Portfolio
from okrsite.pages._escape import escape
from okrsite.pages._places import written

_FIGURES = {
    "progress": "Progress",
    "expected": "Pace",
    "status": "Status",
    "grade": "Grade",
    "forecast": "Forecast",
}


def explained(found: Iterable[Explanation], portfolio: Portfolio) -> Markup:
    """Terms and details; drawn here, for a page holds hundreds of these small texts."""
    parts = []
    for each in found:
        figure = _FIGURES.get(each.figure) or escape(each.figure)
        given = "".join([_given(one, portfolio) for one in each.inputs])
        inputs = f"<ul>{given}</ul>" if given else ""
        parts.append(
            f"<dt>{figure} <b>{escape(each.result)}</b></dt>"
            f"<dd>{escape(each.formula)}{inputs}</dd>\n"
        )
    return Markup("".join(parts))  # noqa: S704 (escaped where they enter)


def _given(one: Input, portfolio: Portfolio) -> str:
    place = f" {written(one.place, portfolio).drawn}" if one.place else ""
    return f"<li>{escape(one.name)}: <b>{escape(one.value)}</b>{place}</li>"
