"""The sentence of reading before a dense block, made from the data."""

from __future__ import annotations

from collections.abc import Sequence

from okrsite.model.portfolio import ScoredObjective
from okrsite.model.status import GRADED, Status
from okrsite.model.text import listed
from okrsite.pages._words import spelled

_GOOD = frozenset({Status.ON_TRACK, Status.ACHIEVED})


def of_objectives(found: Sequence[ScoredObjective]) -> str:
    """How a group of objectives stands; empty for one or none."""
    if len(found) < 2:
        return ""  # one line says as much as a sentence about it
    if all(each.status in GRADED or each.status is Status.UNREPORTED for each in found):
        return _graded(found)
    good = sum(each.status in _GOOD for each in found)
    parts = [
        (sum(each.status is status for each in found), words)
        for status, words in (
            (Status.AT_RISK, "at risk"),
            (Status.OFF_TRACK, "off track"),
            (Status.SILENT, "silent"),
        )
    ]
    rest = listed(f"{spelled(many)} {words}" for many, words in parts if many)
    first = f"{spelled(good, begin=True)} of {spelled(len(found))} {_are(good)} on track"
    stale = sum(each.stale for each in found)
    tail = (
        f" {spelled(stale, begin=True)} {_have(stale)} not been updated in time." if stale else ""
    )
    return f"{first}{f'; {rest}' if rest else ''}.{tail}"


def _graded(found: Sequence[ScoredObjective]) -> str:
    met = sum(each.status is Status.MET for each in found)
    missed = sum(each.status is Status.MISSED for each in found)
    grades = [each.grade for each in found if each.grade is not None]
    mean = f" The grades average {sum(grades) / len(grades):.2f}." if grades else ""
    words = f"{spelled(met, begin=True)} of {spelled(len(found))} {_are(met, 'was', 'were')} met"
    return f"{words}{f', {spelled(missed)} missed' if missed else ''}.{mean}"


def against_pace(each: ScoredObjective) -> str:
    """How one objective stands against its pace."""
    if each.progress is None or each.expected is None:
        return ""
    gap = round((each.expected - each.progress) * 100)
    if gap > 1:
        return f"{spelled(gap, begin=True)} points behind pace."
    if gap < -1:
        return f"{spelled(-gap, begin=True)} points ahead of pace."
    return "On pace."


def of_objective(each: ScoredObjective) -> str:
    """How one objective stands against its pace, and what holds it back."""
    first = against_pace(each)
    if not first:
        return ""
    low = [
        kr.key_result.title.plain
        for kr in each.key_results
        if kr.status in {Status.OFF_TRACK, Status.SILENT}
    ]
    if not low:
        return first
    shown = listed(f"“{_short(title)}”" for title in low[:2])
    more = f" and {spelled(len(low) - 2)} more" if len(low) > 2 else ""
    return f"{first} Held back by {shown}{more}."


def _short(text: str) -> str:
    return text if len(text) <= 70 else text[:69].rstrip() + "…"


def _are(many: int, one: str = "is", several: str = "are") -> str:
    return one if many == 1 else several


def _have(many: int) -> str:
    return "has" if many == 1 else "have"
