"""Check-ins: which belong to what, in which order, and which of them are words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .structure import CheckIn, Done, KeyResult, Milestones, Organisation
from .windows import holds


def _order(check_in: CheckIn) -> tuple[date, bool, str, int]:
    """The order of check-ins.

    "Order: by date; on one date inline ones first, then documents by path, then as written."
    """
    return (check_in.day, check_in.path is not None, check_in.path or "", check_in.position)


def _until(check_ins: Iterable[CheckIn], as_of: date) -> list[CheckIn]:
    """The check-ins that count by now, in order.

    "A dated fact counts from its date on (check-ins, ...)."
    """
    return sorted((one for one in check_ins if one.day <= as_of), key=_order)


def of_key_result(
    organisation: Organisation, objective: str, key_result: KeyResult, as_of: date
) -> list[CheckIn]:
    """The check-ins of a key result itself, inline and by document."""
    by_document = [
        entry.check_in
        for entry in organisation.entries()
        if (entry.objective, entry.key_result) == (objective, key_result.id)
    ]
    return _until([*key_result.checkins, *by_document], as_of)


def of_objective(organisation: Organisation, objective: str, as_of: date) -> list[CheckIn]:
    """The check-ins of an objective: "no word for its key results"."""
    return _until(
        (
            entry.check_in
            for entry in organisation.entries()
            if entry.objective == objective and entry.key_result is None
        ),
        as_of,
    )


def with_kpi(
    organisation: Organisation, key_result: KeyResult, own: list[CheckIn], as_of: date
) -> list[CheckIn]:
    """The check-ins, with the dated values of the kpi and nothing else said of it.

    "`kpi: <id>` (takes that kpi's values)"
    """
    if key_result.kpi is None:
        return own
    kpi = next(kpi for kpi in organisation.kpis if kpi.id == key_result.kpi)
    by_document = [entry.check_in for entry in organisation.entries() if entry.kpi == kpi.id]
    taken = [
        CheckIn(one.day, value=one.value, path=one.path, position=one.position)
        for one in (*kpi.checkins, *by_document)
        if one.value is not None
    ]
    return _until([*taken, *own], as_of)


def values(check_ins: list[CheckIn]) -> list[float]:
    """The values, in order: "A check-in without a figure is still a word", but has none."""
    return [one.value for one in check_ins if one.value is not None]


def last_progress(check_ins: list[CheckIn]) -> float | None:
    """The progress said last.

    "the last `progress`"
    """
    given = [one.progress for one in check_ins if one.progress is not None]
    return given[-1] if given else None


def last_confidence(check_ins: list[CheckIn]) -> float | None:
    """The confidence given last.

    "last confidence given"
    """
    given = [one.confidence for one in check_ins if one.confidence is not None]
    return given[-1] if given else None


def last_status(check_ins: list[CheckIn]) -> str | None:
    """The status said last.

    "The last status said (by check-in)."
    """
    given = [one.status for one in check_ins if one.status is not None]
    return given[-1] if given else None


def last_word(key_result: KeyResult, check_ins: list[CheckIn], as_of: date) -> date | None:
    """When something was last heard of a key result.

    "*Word*: a check-in (...), a milestone's or key result's dated `done`, up to as-of."
    """
    days = [one.day for one in check_ins]
    measure = key_result.measure
    if isinstance(measure, Done):
        facts = [measure.done]
    elif isinstance(measure, Milestones):
        facts = [milestone.done for milestone in measure.items]
    else:
        facts = []
    days += [fact for fact in facts if isinstance(fact, date) and holds(fact, as_of)]
    return max(days, default=None)
