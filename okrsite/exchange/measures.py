"""Measures in words: what a title or a cell says of how a key result is measured."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from okrsite import kinds
from okrsite.model.figure import NUMBER, number
from okrsite.model.measure import Measure, Misfit
from okrsite.model.place import Place
from okrsite.shelf import things

Fields = Mapping[str, Any]

_NOWHERE = Place("", "")
_LONGEST = 200
_SIGN = r"(?:%|percent\b|[€$£¥])"
_CUT = r"(?![\d:.,]*\d)"  # `1:3.7`, `10.5` cut short, and versions are no figures
_PLAIN = r"(?<![\w:.,/<>≥≤-])[$€£]?(\d+(?:\.\d+)?)" + _CUT
_WORD = r"(?:\s?(%|percent\b|(?:(?!to\b)[^\W\d_]{2,})))?"
_FROM_TO = re.compile(rf"\bfrom\s+{_PLAIN}{_WORD}\s+to\s+{_PLAIN}{_WORD}", re.IGNORECASE)
_ARROW = re.compile(rf"{_PLAIN}{_WORD}\s*(?:->|→)\s*{_PLAIN}{_WORD}", re.IGNORECASE)
_NO_UNIT = frozenset(
    [
        "by",
        "in",
        "for",
        "of",
        "on",
        "at",
        "the",
        "and",
        "or",
        "with",
        "per",
        "as",
        "until",
        "during",
        "before",
        "after",
        "within",
        "from",
        "to",
        "this",
        "next",
        "while",
        "without",
        "across",
        "through",
        "via",
        "through",
        "when",
        "where",
        "if",
        "end",
        "eoq",
        "q1",
        "q2",
        "q3",
        "q4",
    ]
)


def short_measure(words: str) -> Fields:
    """The measure that a few words are, in any short form of the kinds; empty: none."""
    words = words.strip()
    if not words or len(words) > _LONGEST:
        return {}
    for kind in things(kinds.__name__, "MEASURE"):
        try:
            found = kind.short(words, _NOWHERE)
        except Misfit:
            found = None
        if found is not None:
            return fields_of(found)
    return {}


def fields_of(measure: Measure) -> Fields:
    """A measure as the front matter would have it; empty where it is judged."""
    if measure.field is None:
        return {}
    return {measure.field: _plain(measure)}


def _plain(measure: Measure) -> Any:
    """What stands under the field: the inverse of reading it."""
    given: dict[str, Any] = vars(measure)
    match measure.kind:
        case "metric":
            named = {"from": given["start"], "to": given["to"], "unit": given["unit"]}
            if given["by"] is not None:
                named = {"from": given["start"], "by": _by(given["by"]), "unit": given["unit"]}
            return _filled(named)
        case "keep":
            band = given["band"]
            return _filled({"min": band.min, "max": band.max, "unit": given["unit"]})
        case "ladder":
            return {_figure(score): _tidy(value) for score, value in given["rungs"]}
        case "done":
            return _said(given["done"]) or False
        case "aligned":
            return given["how"]
        case _:
            pass
    return [
        _filled(
            {
                "id": step.id,
                "title": step.title.plain,
                "due": _said(step.due),
                "weight": step.weight if step.weight != 1 else None,
                "done": _said(step.done) or None,
            }
        )
        for step in given["steps"]
    ]


def words_of(fields: Fields) -> str:
    """A measure in its short form, or as JSON where it has none; `judged` where there is none."""
    if not fields:
        return "judged"
    ((name, value),) = fields.items()
    match name:
        case "metric" if "by" in value and "from" not in value:
            sign = "" if str(value["by"]).startswith("-") else "+"
            short = f"{sign}{value['by']} {value.get('unit', '')}".strip()
        case "metric" if "by" not in value:
            ends = [_figure(value[end]) if end in value else "?" for end in ("from", "to")]
            short = f"{ends[0]} -> {ends[1]} {value.get('unit', '')}".strip()
        case "keep":
            low, high = value.get("min"), value.get("max")
            band = f"{_figure(low)}..{_figure(high)}" if None not in {low, high} else ""
            sided = f">= {_figure(low)}" if low is not None else f"<= {_figure(high)}"
            short = f"{band or sided} {value.get('unit', '')}".strip()
        case "done":
            short = "yes/no" if value is False else ""
        case "aligned":
            short = f"aligned {value}"
        case _:
            short = ""
    if short and short_measure(short) == fields:
        return short
    return json.dumps(fields, ensure_ascii=False, default=str)


def written_measure(words: str) -> Fields | None:
    """The measure that a cell says: a short form, JSON, `judged`; None where it is none of them."""
    words = words.strip()
    if words.casefold() == "judged":
        return {}
    if words.startswith("{"):
        try:
            found = json.loads(words)
        except (ValueError, RecursionError):
            return None
        fits = isinstance(found, dict) and len(found) == 1 and set(found) <= FIELDS
        return found if fits else None
    return short_measure(words) or None


FIELDS = frozenset({"metric", "keep", "ladder", "milestones", "done", "aligned"})
"""The fields of the format that say how a key result is measured."""


def mined(title: str) -> tuple[str, Fields]:
    """A title, and the measure that it tells: `Faster: 15 -> 5 days`, `... from 77% to 90%`."""
    at = len(title)
    while (at := title.rfind(": ", 0, at)) > 0:
        if measure := short_measure(title[at + 2 :]):
            return title[:at].strip(), measure
    found = list(_FROM_TO.finditer(title)) or list(_ARROW.finditer(title))
    if len(found) != 1:
        return title, {}
    start, before, to, after = found[0].groups()
    units = {_unit(each) for each in (before, after)} - {""}
    if len(units) > 1:
        return title, {}
    low, high = number(start), number(to)
    if low == high:
        return title, {}
    unit = next(iter(units), "")
    return title, {"metric": _filled({"from": _tidy(low), "to": _tidy(high), "unit": unit})}


def _unit(word: str | None) -> str:
    plain = (word or "").strip()
    if plain.casefold() == "percent":
        return "%"
    return "" if plain.casefold() in _NO_UNIT else plain


def _by(share: float) -> str:
    return f"{_figure(round(share * 100, 9))}%"


def _filled(named: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _tidy(value) if isinstance(value, float) else value
        for name, value in named.items()
        if value is not None and value != ""
    }


def _tidy(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value


def _figure(value: Any) -> str:
    """A number in plain digits, as the short form takes it."""
    text = repr(_tidy(value))
    return text if "e" not in text else f"{value:.12f}".rstrip("0").rstrip(".")


def _said(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else value.isoformat()


def share_of(text: str) -> float | None:
    """A share from 0 to 1 in words: `70%`, `0.7`, `7/10`, `70`; more than all of it is all."""
    words = text.strip().replace(",", ".").rstrip("*† ").strip()
    if found := re.fullmatch(r"(\d{1,6}(?:\.\d{1,6})?)\s*%(?:\s*(?:complete[d]?|done))?", words):
        return min(float(found[1]) / 100, 1.0)
    if found := re.fullmatch(r"(\d{1,4}(?:\.\d{1,4})?)\s*(?:/|of|out of)\s*(\d{1,4})", words):
        whole = float(found[2])
        return min(float(found[1]) / whole, 1.0) if whole else None
    if found := re.fullmatch(r"(\d{0,6}(?:\.\d{1,10})?)", words):
        if not found[1] or found[1] == ".":
            return None
        value = float(found[1])
        if value <= 1:
            return value
        return value / 100 if value <= 100 else None
    return None


def number_of(text: str) -> float | None:
    """A number with or without a unit after it: `12`, `12.5 days`, `$1,200`."""
    words = text.strip().lstrip("$€£ ")
    words = re.sub(r"(?<=\d),(?=\d{3}\b)", "", words)
    found = re.match(rf"{NUMBER}", words)
    if not found or len(found[0]) > 24:
        return None
    try:
        return number(found[0])
    except Misfit:
        return None
