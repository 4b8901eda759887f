"""The sentence of reading before a dense block, made from the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from okrsite.i18n import gettext, ngettext
from okrsite.model.portfolio import ScoredObjective
from okrsite.model.status import GRADED, Status
from okrsite.pages._words import listed, score, spelled

_GOOD = frozenset({Status.ON_TRACK, Status.ACHIEVED})


def of_objectives(found: Sequence[ScoredObjective]) -> str:
    """How a group of objectives stands; empty for one or none."""
    if len(found) < 2:
        return ""  # one line says as much as a sentence about it
    if all(each.status in GRADED or each.status is Status.UNREPORTED for each in found):
        return _graded(found)
    good = sum(each.status in _GOOD for each in found)
    first = ngettext(
        "{many} of {all} is on track",
        "{many} of {all} are on track",
        good,
        many=spelled(good, begin=True),
        all=spelled(len(found)),
    )
    if bad := listed(_bad(found)):
        first = gettext("{clause}; {others}", clause=first, others=bad)
    sentence = gettext("{clause}.", clause=first)
    stale = sum(each.stale for each in found)
    if not stale:
        return sentence
    late = ngettext(
        "{many} has not been updated in time.",
        "{many} have not been updated in time.",
        stale,
        many=spelled(stale, begin=True),
    )
    return f"{sentence} {late}"


def _bad(found: Sequence[ScoredObjective]) -> Iterator[str]:
    """What is not: `two at risk`."""
    many = Counter(each.status for each in found)
    if risk := many[Status.AT_RISK]:
        yield ngettext("{many} at risk", "{many} at risk", risk, many=spelled(risk))
    if off := many[Status.OFF_TRACK]:
        yield ngettext("{many} off track", "{many} off track", off, many=spelled(off))
    if silent := many[Status.SILENT]:
        yield ngettext("{many} silent", "{many} silent", silent, many=spelled(silent))


def _graded(found: Sequence[ScoredObjective]) -> str:
    met = sum(each.status is Status.MET for each in found)
    words = ngettext(
        "{many} of {all} was met",
        "{many} of {all} were met",
        met,
        many=spelled(met, begin=True),
        all=spelled(len(found)),
    )
    if missed := sum(each.status is Status.MISSED for each in found):
        others = ngettext("{many} missed", "{many} missed", missed, many=spelled(missed))
        words = gettext("{clause}, {others}", clause=words, others=others)
    sentence = gettext("{clause}.", clause=words)
    grades = [each.grade for each in found if each.grade is not None]
    if not grades:
        return sentence
    mean = gettext("The grades average {grade}.", grade=score(sum(grades) / len(grades)))
    return f"{sentence} {mean}"


def against_pace(each: ScoredObjective) -> str:
    """How one objective stands against its pace; or its end, where that was reached."""
    if each.progress is None or each.expected is None:
        return ""
    if each.status in GRADED:
        return _ended(round((1 - each.progress) * 100))
    gap = round((each.expected - each.progress) * 100)
    if gap > 1:
        return ngettext(
            "{many} point behind pace.",
            "{many} points behind pace.",
            gap,
            many=spelled(gap, begin=True),
        )
    if gap < -1:
        return ngettext(
            "{many} point ahead of pace.",
            "{many} points ahead of pace.",
            -gap,
            many=spelled(-gap, begin=True),
        )
    return gettext("On pace.")


def _ended(short: int) -> str:
    """How it ended, so many points short."""
    if short < 1:
        return gettext("It reached its targets.")
    return ngettext(
        "It ended {many} point short of its targets.",
        "It ended {many} points short of its targets.",
        short,
        many=spelled(short),
    )


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
    return f"{first} {_held_back(low)}" if low else first


def _held_back(titles: Sequence[str]) -> str:
    shown = listed(gettext("“{title}”", title=_short(title)) for title in titles[:2])
    more = len(titles) - 2
    if more <= 0:
        return gettext("Held back by {titles}.", titles=shown)
    return ngettext(
        "Held back by {titles} and {many} more.",
        "Held back by {titles} and {many} more.",
        more,
        titles=shown,
        many=spelled(more),
    )


def _short(text: str) -> str:
    return text if len(text) <= 70 else text[:69].rstrip() + "…"
