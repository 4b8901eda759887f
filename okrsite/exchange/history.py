"""Check-ins, initiatives, dependencies and kpis that data hold, in the fields of the format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from okrsite.exchange.found import FoundInitiative, FoundKpi
from okrsite.exchange.lines import plain
from okrsite.exchange.periods import date_of
from okrsite.model.document import InitiativeState
from okrsite.model.status import INTERVALS
from okrsite.model.text import slug

Word = dict[str, Any]

_VALUED = frozenset({"metric", "keep", "ladder", "kpi"})
_SAID = frozenset({"on_track", "at_risk", "off_track"})
_RHYTHMS = frozenset(str(rhythm) for rhythm, days in INTERVALS.items() if days is not None)
_STATES = frozenset(InitiativeState)
_MOST = 5000
"""Check-ins or initiatives of one thing: more is no history."""
_LINK = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)


def history_in(value: Any, kind: str) -> tuple[Word, ...] | None:
    """Check-ins that a list of data holds, by date; None where it is no list of such.

    Figures that a kind cannot have are left out of a word; a word without a date is left out.
    """
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return None
    found = [word for each in value[:_MOST] if (word := _read(each, kind)) is not None]
    return tuple(sorted(found, key=lambda word: word["date"])) if found or not value else None


def _read(said: Mapping[str, Any], kind: str) -> Word | None:
    day = date_of(str(said.get("date")))
    if day is None:
        return None
    value, progress, sure = (
        _number(said.get(name)) for name in ("value", "progress", "confidence")
    )
    done, status = said.get("done"), said.get("status")
    word: Word = {"date": day}
    if value is not None and kind in _VALUED:
        word["value"] = value
    if progress is not None and 0 <= progress <= 1 and kind in {"judged", "done"}:
        word["progress"] = progress
    if isinstance(done, bool) and kind in {"done", "milestones"}:
        word["done"] = done
    if kind == "milestones" and isinstance(done, list) and all(isinstance(e, str) for e in done):
        word["done"] = done
    if sure is not None and 0 <= sure <= 10:
        word["confidence"] = sure
    if status in _SAID:
        word["status"] = status
    for name in ("note", "by"):
        if isinstance(said.get(name), str) and (text := plain(said[name])):
            word[name] = text[:2000]
    return word if len(word) > 1 else None


def _number(value: Any) -> float | None:
    """A number that the format takes: no flag, nothing without end."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if abs(value) < 1e15 else None


def needs_in(value: Any) -> list[tuple[str, date | None]]:
    """What data say that an objective depends on: a reference, a list, or mappings."""
    if isinstance(value, list):
        return [need for each in value[:_MOST] for need in needs_in(each)]
    if isinstance(value, dict):
        target = value.get("objective")
        day = date_of(str(value["confirmed"])) if value.get("confirmed") else None
        return [(target, day)] if isinstance(target, str) and target else []
    return [(value, None)] if isinstance(value, str) and value.strip() else []


def work_in(value: Any) -> list[FoundInitiative] | None:
    """The initiatives that a list of data holds: titles, or mappings; None where it is no such."""
    items = value if isinstance(value, list) else []
    found = [_initiative(each) for each in items[:_MOST]]
    whole = [each for each in found if each is not None]
    return whole if whole and len(whole) == len(items) else None


def _initiative(value: Any) -> FoundInitiative | None:
    if isinstance(value, str):
        value = {"title": value}
    if not isinstance(value, dict) or not _text(value, "title"):
        return None
    state = _text(value, "state").casefold()
    link = _text(value, "link")
    return FoundInitiative(
        _text(value, "title"),
        _text(value, "owner"),
        state if state in _STATES else "",
        _text(value, "key_result"),
        link if _LINK.fullmatch(link) else "",
    )


def kpis_in(value: Any) -> Iterator[FoundKpi]:
    """The kpis that a list of data holds."""
    for each in value if isinstance(value, list) else ():
        if not isinstance(each, dict) or not _text(each, "title"):
            continue
        band = each.get("healthy")
        ends = {n: _number(band.get(n)) for n in ("min", "max")} if isinstance(band, dict) else {}
        rhythm = _text(each, "checkin")
        fields = {
            "unit": _text(each, "unit"),
            "healthy": {name: end for name, end in ends.items() if end is not None} or None,
            "checkin": rhythm if rhythm in _RHYTHMS else None,
        }
        yield FoundKpi(
            slug(_text(each, "id")),
            _text(each, "title"),
            _text(each, "team"),
            _text(each, "owner"),
            fields,
            history_in(each.get("checkins"), "kpi") or (),
        )


def _text(value: Mapping[str, Any], name: str) -> str:
    found = value.get(name)
    return plain(found)[:2000] if isinstance(found, str) else ""
