"""Reads one key result, in the long form or as one line `TITLE: MEASURE`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import ValidationError, create_model

from okrsite import kinds
from okrsite.model.document import Change, KeyResult, Pace
from okrsite.model.measure import CheckIn, Measure, Misfit, Written
from okrsite.model.noun import replace
from okrsite.model.place import Place
from okrsite.model.schema import as_text
from okrsite.model.status import Ambition, Rhythm
from okrsite.model.text import first_words, free_name, shortened
from okrsite.read.desk import day_of, inline, inline_checkin, ref, refs, web_links
from okrsite.read.front_matter import Desk, lines_of
from okrsite.read.schemas import KeyResultShape, as_date
from okrsite.read.yaml import Map, Seq
from okrsite.shelf import things


@cache
def _kinds() -> tuple[type[Measure], ...]:
    return things(kinds.__name__, "MEASURE")


@cache
def measures() -> dict[str, type[Measure]]:
    """The kinds that have a field of their own, by that field."""
    return {kind.field: kind for kind in _kinds() if kind.field}


@cache
def key_result_shape() -> type[KeyResultShape]:
    """A key result with the fields that the kinds add."""
    fields: dict[str, Any] = {name: (kind.schema, None) for name, kind in measures().items()}
    return create_model("KeyResult", __base__=KeyResultShape, **fields)


@cache
def _known_fields() -> frozenset[str]:
    return frozenset(key_result_shape().model_fields)


def read_key_results(raw: Any, desk: Desk) -> tuple[KeyResult, ...]:
    """Read the field `key_results`; what does not fit is set aside on the desk."""
    if raw is None:
        return ()
    items = raw if isinstance(raw, list) else [raw]
    if isinstance(raw, dict) and not _one_line(raw) and not _looks_long(raw):
        desk.fault(
            "wrong-type",
            "`key_results` must be a list: begin each key result with a hyphen",
            desk.marked.at("key_results"),
        )
        return ()
    found = [_read(item, index, desk) for index, item in enumerate(items)]
    return _named([each for each in found if each is not None], desk)


def _looks_long(raw: dict[str, Any]) -> bool:
    return "title" in raw


def _one_line(raw: Any) -> str | None:
    """The line that YAML read as a mapping of one entry whose key is no field."""
    if not isinstance(raw, dict) or len(raw) != 1:
        return None
    ((key, value),) = raw.items()
    if key in _known_fields() or isinstance(value, (dict, list)):
        return None
    words = "" if value is None else _word(value)
    return f"{key}: {words}" if words else key


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(as_text(value))


def _read(item: Any, index: int, desk: Desk) -> KeyResult | None:
    place = desk.marked.at("key_results", index)
    line = item if isinstance(item, str) else _one_line(item)
    if line is not None:
        if not line.strip():
            desk.fault("missing-field", "A key result has no words", place)
            return None
        title, measure = split_line(line.strip(), place)
        shape = key_result_shape().model_validate({"title": title})
        return _made(shape, measure, (), place, desk, ("key_results", index), item)
    if not isinstance(item, Map):
        desk.fault("wrong-type", "A key result must be a line of text, or fields", place)
        return None
    typed = desk.typed(key_result_shape(), item, ("key_results", index))
    if typed is None:
        return None
    try:
        measure, written = _measure(typed, item, index, desk)
    except Misfit as misfit:
        desk.fault(misfit.rule, misfit.message, _measure_place(item, index, desk), misfit.hint)
        return None
    return _made(typed, measure, written, place, desk, ("key_results", index), item)


def split_line(line: str, place: Place) -> tuple[str, Measure]:
    """Split `TITLE: MEASURE` at its last `: ` after which a measure fits; else all is the title."""
    at = len(line)
    while (at := line.rfind(": ", 0, at)) > 0:
        measure = short_measure(line[at + 2 :].strip(), place)
        if measure is not None:
            return line[:at].strip(), measure
    return line, _judged()


def short_measure(words: str, place: Place) -> Measure | None:
    """The measure that a few words say, or None."""
    if len(words) > 200:  # no unit is that long, and patterns must not be fed with novels
        return None
    for kind in _kinds():
        try:
            found = kind.short(words, place)
        except Misfit:
            found = None
        if found is not None:
            return found
    return None


def _judged() -> Measure:
    kind = next(kind for kind in _kinds() if kind.field is None)
    return kind.written(Written(None, Place("", ""), inline))


def _measure(
    typed: KeyResultShape, raw: Map, index: int, desk: Desk
) -> tuple[Measure, tuple[str, ...]]:
    written = tuple(name for name in raw if name in measures() or name == "measure")
    if not written or (written == ("measure",) and typed.measure is None):
        return _judged(), ()
    name = written[0]
    place = desk.marked.at("key_results", index, name)
    if name == "measure":
        found = short_measure(typed.measure or "", place)
        if found is None:
            raise Misfit(
                f"`measure` says `{shortened(typed.measure or '', 40)}`, which is no measure",
                hint="Such as: 15 -> 5 days, -30% forms, >= 4.5 points, yes/no, aligned.",
            )
        return found, written
    value = getattr(typed, name)
    path = ("key_results", index, name)
    count = len(value) if isinstance(value, list) else 0
    places = {str(i): desk.marked.at(*path, i) for i in range(count)}
    return measures()[name].written(Written(value, place, inline, places)), written


def _measure_place(raw: Map, index: int, desk: Desk) -> Place:
    name = next((name for name in raw if name in measures() or name == "measure"), "title")
    return desk.marked.key_at("key_results", index, name)


def _made(
    shape: KeyResultShape,
    measure: Measure,
    written: tuple[str, ...],
    place: Place,
    desk: Desk,
    path: tuple[str | int, ...],
    raw: Any,
) -> KeyResult:
    at = desk.marked.at
    return KeyResult(
        id=shape.id or "",
        title=inline(shape.title, at(*path, "title")),
        measure=measure,
        measures_written=written,
        owner=ref(shape.owner, desk, *path, "owner"),
        weight=shape.weight,
        checkin=Rhythm(shape.checkin) if shape.checkin else None,
        starts=shape.starts,
        due=shape.due,
        pace=_pace(shape.pace, path, desk),
        withheld=shape.withheld,
        dropped=day_of(shape.dropped),
        dropped_because=inline(shape.dropped_because, place),
        deferred_to=ref(shape.deferred_to, desk, *path, "deferred_to"),
        priority=shape.priority,
        ambition=Ambition(shape.ambition) if shape.ambition else None,
        contributors=refs(shape.contributors, desk, *path, "contributors"),
        links=web_links(shape.links),
        source=inline(shape.source, place),
        kpi=ref(shape.kpi, desk, *path, "kpi"),
        changed=tuple(_changes(shape, measure, path, desk)),
        score=shape.score,
        score_note=inline(shape.score_note, place),
        checkins=_checkins(shape, raw, place),
        place=place,
        lines=lines_of(raw),
    )


def _checkins(shape: KeyResultShape, raw: Any, place: Place) -> tuple[CheckIn, ...]:
    written = raw.get("checkins") if isinstance(raw, Map) else None
    marks = [written.item_at(i) for i in range(len(written))] if isinstance(written, Seq) else []
    found = []
    for index, each in enumerate(shape.checkins):
        mark = marks[index] if index < len(marks) else None
        found.append(inline_checkin(each, place.at(*mark) if mark else place))
    return tuple(found)


def _pace(value: Any, path: tuple[str | int, ...], desk: Desk) -> Pace:
    if value is None:
        return Pace()
    if value == "none":
        return Pace(none=True)
    points = []
    for key, share in value.items():
        place = desk.marked.key_at(*path, "pace", key)
        try:
            day = as_date(key)
        except ValidationError:
            desk.fault("wrong-type", f"`pace` has `{key[:20]}` where a date must stand", place)
            continue
        if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 <= share <= 1:
            desk.fault(
                "wrong-type", "`pace` must give a share between 0 and 1 for each date", place
            )
            continue
        points.append((day, float(share)))
    return Pace(points=tuple(sorted(points)))


_DATES = frozenset({"starts", "due"})
_OWN = _DATES | {"weight", "title"}


def _changes(
    shape: KeyResultShape, measure: Measure, path: tuple[str | int, ...], desk: Desk
) -> Iterator[Change]:
    for index, change in enumerate(shape.changed):
        place = desk.marked.at(*path, "changed", index)
        try:
            was = _was(change.field, change.was, measure)
        except (Misfit, ValidationError):
            desk.fault(
                "wrong-type",
                f"`changed` says that `{change.field[:40]}` was {change.was!r}, which does not fit",
                place,
                "Name a field of it (from, to, by, min, max, due, ...) and its old value.",
            )
            continue
        yield Change(change.date, change.field, was, inline(change.because, place), place)


def _was(name: str, value: Any, measure: Measure) -> Any:
    """The old value, typed; the measure is asked whether it could have had it."""
    if name in _OWN:
        return getattr(KeyResultShape.model_validate({"title": "-", name: value}), name)
    measure.was(name, value)
    return value


def _named(found: list[KeyResult], desk: Desk) -> tuple[KeyResult, ...]:
    """Give ids to those that have none; two alike are a fault."""
    taken: dict[str, KeyResult] = {}
    written = {each.id for each in found if each.id}
    for index, each in enumerate(found):
        key = each.id
        if key and key in taken:
            desk.fault(
                "duplicate-id",
                f"Two key results have the id `{key}`",
                each.place,
                f"The other is on line {taken[key].place.line}.",
            )
            continue
        if not key:
            key = free_name(
                first_words(each.title.plain, 4) or f"kr-{index + 1}", written | set(taken)
            )
        taken[key] = each if each.id else replace(each, id=key)
    return tuple(taken.values())
