"""Check-ins, written inline, in front matter and as list items."""

from __future__ import annotations

from random import Random

from .structure import CheckIn, KeyResult, Milestone, Milestones, Organisation, Said
from .yaml_text import number_text


def _milestones(key_result: KeyResult) -> tuple[Milestone, ...]:
    measure = key_result.measure
    return measure.items if isinstance(measure, Milestones) else ()


def _key_result(organisation: Organisation, entry: Said) -> KeyResult:
    objective = organisation.objective(entry.objective or "")
    return next(one for one in objective.key_results if one.id == entry.key_result)


def _said(check_in: CheckIn, milestones: tuple[Milestone, ...]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in ("value", "progress", "confidence", "status", "note"):
        fact = getattr(check_in, name)
        if fact is not None:
            found[name] = fact
    if check_in.done is True:
        found["done"] = [one.title for one in milestones] if milestones else True
    elif check_in.done:
        found["done"] = list(check_in.done)
    return found


def inline_check_in(check_in: CheckIn, milestones: tuple[Milestone, ...]) -> dict[str, object]:
    """One of the `checkins` of a key result or kpi."""
    return {"date": check_in.day, **_said(check_in, milestones)}


def front_entry(organisation: Organisation, entry: Said, rng: Random) -> dict[str, object]:
    """One entry of `key_results`, `objectives` or `kpis` of a check-in document."""
    milestones = _milestones(_key_result(organisation, entry)) if entry.key_result else ()
    said = _said(entry.check_in, milestones)
    if isinstance(entry.check_in.done, tuple):
        named = [_name(title, milestones, rng) for title in entry.check_in.done]
        said["done"] = named[0] if len(named) == 1 and rng.random() < 0.5 else named
    return said


def _name(title: str, milestones: tuple[Milestone, ...], rng: Random) -> str:
    """A milestone as a check-in names it.

    "milestones by id or title"
    """
    written = next(one for one in milestones if one.title == title)
    return written.id if written.id is not None and rng.random() < 0.5 else title


def listed(organisation: Organisation, entry: Said, rng: Random) -> str:
    """A check-in as a list item.

    "`REF:` figure (n/10) [status] note, all but REF optional, in this order"
    """
    check_in = entry.check_in
    parts = [f"{entry.reference}:"]
    figure = _figure(organisation, entry, rng)
    if figure:
        parts.append(figure)
    if check_in.confidence is not None:
        parts.append(f"({number_text(check_in.confidence)}/10)")
    if check_in.status is not None:
        word = check_in.status.replace("_", " ") if rng.random() < 0.7 else check_in.status
        parts.append(f"[{word}]")
    if check_in.note is not None:
        parts.append(check_in.note)
    return " ".join(parts)


def _figure(organisation: Organisation, entry: Said, rng: Random) -> str:
    """A number and perhaps its unit, a percentage, or what is done.

    "The figure by kind"
    """
    check_in = entry.check_in
    if check_in.value is not None:
        return _with_unit(number_text(check_in.value), _unit(organisation, entry), rng)
    if check_in.progress is not None:
        return f"{round(check_in.progress * 100)}%"
    if check_in.done is True:
        return "done"
    if check_in.done:
        milestones = _milestones(_key_result(organisation, entry))
        return "done " + ", ".join(_name(one, milestones, rng) for one in check_in.done)
    return ""


def _unit(organisation: Organisation, entry: Said) -> str | None:
    if entry.kpi is not None:
        return next(kpi.unit for kpi in organisation.kpis if kpi.id == entry.kpi)
    return _key_result(organisation, entry).unit


def _with_unit(number: str, unit: str | None, rng: Random) -> str:
    if unit is None or rng.random() < 0.4:
        return number
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}"
