"""Figures as people write them: in check-in lines and in the short form of a measure."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from okrsite.model.measure import Figure, Misfit

if TYPE_CHECKING:
    from okrsite.model.measure import CheckIn

NUMBER = r"[-+−]?(?:\d+(?:\.\d+)?|\.\d+)"
_NUMBER = re.compile(NUMBER)
UNIT = r"(?![eE]\d)(?:[^\W\d_]|[%‰°$€£¥₹#/(*'\"&])(?:(?!->|→|:\s).)*(?<![\s:])"
"""A unit begins with a letter or a sign, never with what would go on a number."""

_DONE = re.compile(r"done(?![\w-])", re.IGNORECASE)
_AFTER_A_FIGURE = re.compile(r"\s|[(\[;]|[.,:!?](?:\s|$)|$")
_SEPARATED = re.compile(r",\d|[ \u00a0\u202f'’]\d{3}(?!\d)")
_MAX_DIGITS = 30
_LARGEST = 1e15


def number(text: str) -> float:
    """Read a number; a minus sign may be U+2212.

    Raises:
        Misfit: where it has more digits than anything that is counted.
    """
    value = float(text.replace("−", "-")) if len(text) <= _MAX_DIGITS else math.inf
    if abs(value) > _LARGEST:
        raise Misfit(f"`{text[:20]}` is too large to be a figure")
    return value


def value_figure(text: str, unit: str | None, kind: str) -> Figure:
    """A number, then the unit only if spelled as declared."""
    found = _NUMBER.match(text)
    if found is None:
        return no_figure(text, kind)
    rest = text[found.end() :]
    if _SEPARATED.match(rest):
        raise Misfit(
            f"`{text[: found.end() + 4].strip()}` has a separator that no figure may have",
            hint="Write the number without separators, with a decimal point: 1200.5",
        )
    after = rest.lstrip()
    if unit and after.startswith(unit) and _AFTER_A_FIGURE.match(after[len(unit) :]):
        return Figure(after[len(unit) :].lstrip(), value=number(found.group()))
    if rest.startswith("%"):
        wanted = f"in {unit}" if unit else "without a unit"
        raise Misfit(
            f"`{found.group()}%` is a percentage, and this {kind} is measured {wanted}",
            hint=f"Write the value: `{found.group()}{' ' + unit if unit else ''}`",
        )
    if not _AFTER_A_FIGURE.match(rest):
        return Figure(text)
    return Figure(after.lstrip(".,:;!? "), value=number(found.group()))


def share_figure(text: str, kind: str, *, done: bool) -> Figure:
    """`N%`, or `done` where the kind can be done."""
    word = _DONE.match(text)
    if word and done:
        return Figure(text[word.end() :].lstrip(), done=True)
    found = re.match(rf"({NUMBER})\s?%", text)
    if found and _AFTER_A_FIGURE.match(text[found.end() :]):
        share = number(found.group(1))
        if not 0 <= share <= 100:
            raise Misfit(f"`{found.group()}` is not between 0% and 100%")
        return Figure(text[found.end() :].lstrip(), progress=share / 100)
    return no_figure(text, kind)


def no_figure(text: str, kind: str) -> Figure:
    """No figure is meant here; a text that begins like one is of another kind.

    Raises:
        Misfit: where it does.
    """
    found = _NUMBER.match(text)
    if found and (
        text[found.end() :].startswith("%") or _AFTER_A_FIGURE.match(text[found.end() :])
    ):
        raise Misfit(f"`{found.group()}` is no figure for {_a(kind)}", hint=_WANTED.get(kind, ""))
    word = _DONE.match(text)
    if word and _AFTER_A_FIGURE.match(text[word.end() :]):
        raise Misfit(f"`done` is no figure for {_a(kind)}", hint=_WANTED.get(kind, ""))
    return Figure(text)


_WANTED = {
    "metric": "Write the value as a number, then the unit as the key result spells it.",
    "ladder": "Write the value as a number.",
    "keep": "Write the value as a number, then the unit as the key result spells it.",
    "kpi": "Write the value as a number, then the unit as the kpi spells it.",
    "milestones": "Write `done` and the milestones that are: `done First half published`.",
    "done": "Write `done`, or how far it is: `40%`.",
    "judged": "It has no measure: write how far it is, `40%`.",
    "aligned": "It is measured by the objectives aligned to it: write a confidence or a note.",
    "objective": "Figures belong to its key results: write a status or a note.",
}


def _a(kind: str) -> str:
    words = {
        "done": "a yes-or-no key result",
        "judged": "a key result without a measure",
        "milestones": "a key result of milestones",
        "aligned": "a key result measured by aligned objectives",
        "objective": "an objective",
        "keep": "a key result kept in a band",
    }
    return words.get(kind, f"a {kind}")


def refuse(
    checkin: CheckIn, kind: str, *, value: bool = False, progress: bool = False, done: bool = False
) -> None:
    """Refuse the named figures in a structured check-in.

    Raises:
        Misfit: where it has one of them.
    """
    present: dict[str, tuple[bool, Any]] = {
        "value": (value, checkin.value),
        "progress": (progress, checkin.progress),
        "done": (done, checkin.done),
    }
    for name, (refused, written) in present.items():
        if refused and written is not None:
            raise Misfit(f"`{name}` is no figure for {_a(kind)}", hint=_WANTED.get(kind, ""))
