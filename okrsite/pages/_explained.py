"""How numbers came about: formula, inputs, and where each was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from okrsite.model.explanation import Explanation
from okrsite.model.portfolio import Portfolio
from okrsite.pages._escape import escape
from okrsite.pages._places import written

_FIGURES = {"progress": "Progress", "expected": "Pace", "status": "Status", "grade": "Grade"}


def explained(found: Iterable[Explanation], portfolio: Portfolio) -> Markup:
    """Terms and details; drawn here, for a page holds hundreds of these small texts."""
    return Markup("".join(_parts(found, portfolio)))  # noqa: S704 (escaped where they enter)


def _parts(found: Iterable[Explanation], portfolio: Portfolio) -> Iterator[str]:
    for each in found:
        figure = _FIGURES.get(each.figure, escape(each.figure))
        yield f"<dt>{figure} <b>{escape(each.result)}</b></dt><dd>{escape(each.formula)}"
        if each.inputs:
            yield "<ul>"
            for one in each.inputs:
                place = f" {written(one.place, portfolio).drawn}" if one.place else ""
                yield f"<li>{escape(one.name)}: <b>{escape(one.value)}</b>{place}</li>"
            yield "</ul>"
        yield "</dd>\n"
