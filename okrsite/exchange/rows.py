"""Rows of a table as objectives and key results, once it is known what each column means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from okrsite.exchange.draft import Draft, draft, key_result, references
from okrsite.exchange.found import NO_END, FoundKeyResult, Leftover, Source
from okrsite.exchange.measures import Fields, number_of, share_of, written_measure
from okrsite.exchange.periods import date_of
from okrsite.exchange.phrases import Phrase, split_names, taken_apart
from okrsite.model.noun import dataclass, replace

_STATUS = {
    "on track": "on_track",
    "at risk": "at_risk",
    "off track": "off_track",
    "green": "on_track",
    "amber": "at_risk",
    "yellow": "at_risk",
    "red": "off_track",
}
_FINISHED = frozenset({"done", "completed", "complete", "achieved", "closed"})
_GONE = frozenset({"dropped", "cancelled", "canceled", "abandoned"})
_OBJECTIVES_OWN = frozenset({"objective", "objective_id", "parent", "team", "group", "cycle",
                             "objective_score", "objective_owner", "type", "title",
                             "cycle_starts", "cycle_ends"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A row of cells, and where it stood."""

    cells: Sequence[str]
    source: Source


@dataclass(slots=True)
class _Reader:
    header: Sequence[str]
    roles: Mapping[str, int]
    drafts: list[Draft]
    by_name: dict[tuple[str, ...], Draft]
    context: Draft | None
    leftovers: list[Leftover]
    percent: bool
    before: dict[str, str]

    def said(self, line: Line, role: str) -> str:
        at = self.roles.get(role)
        return line.cells[at].strip() if at is not None and at < len(line.cells) else ""


def read_rows(
    header: Sequence[str],
    lines: Sequence[Line],
    roles: Mapping[str, int],
    context: Draft | None = None,
) -> tuple[list[Draft], list[Leftover]]:
    """The objectives of a table, in the order of their first rows, and rows that found no place.

    Args:
        header: what stands above the columns.
        lines: the rows.
        roles: the column of each role; see `columns`.
        context: the objective whose table of key results it is, if it is one.
    """
    at = roles.get("progress")
    shares = [
        number_of(line.cells[at]) for line in lines if at is not None and at < len(line.cells)
    ]
    percent = any(share is not None and share > 1 for share in shares)
    reader = _Reader(header, roles, [], {}, context, [], percent, {})
    for line in lines:
        _row(reader, line)
    return reader.drafts, reader.leftovers


def _row(reader: _Reader, line: Line) -> None:
    if not any(line.cells):
        return
    objective, result = reader.said(line, "objective"), reader.said(line, "key_result")
    if "title" in reader.roles:
        title = reader.said(line, "title")
        kind = _kind(reader.said(line, "type"), title)
        objective, result = (title, result) if kind == "o" else (objective, result or title)
    into = _objective(reader, line, objective)
    if not result:
        if into is None or not objective:
            _left(reader, line)
        elif "key_result" in reader.roles or "title" in reader.roles:
            _more(reader, into, line)
        return
    if into is None:
        into = _parent(reader, line)
    if into is None:
        _left(reader, line)
        return
    into.key_results.append(_key_result(reader, line, result))


def _kind(word: str, title: str) -> str:
    if word:
        return "o" if re.search(r"objective|goal|ziel", word, re.IGNORECASE) else "kr"
    return taken_apart(title).kind or "o"


def _objective(reader: _Reader, line: Line, words: str) -> Draft | None:
    """The objective of a row: named, or the one of the rows above where cells were merged."""
    if reader.context is not None:
        return reader.context
    if not words:
        same = "title" not in reader.roles or not reader.said(line, "parent")
        return reader.drafts[-1] if reader.drafts and same else None
    marks = {role: reader.said(line, role) or reader.before.get(role, "")
             for role in ("team", "group", "cycle")}  # fmt: skip
    reader.before = marks
    name = (reader.said(line, "objective_id"), words.casefold(), *marks.values())
    if name in reader.by_name:
        return reader.by_name[name]
    phrase = taken_apart(words)
    made = draft(phrase, line.source, str(line.source))
    made.id = reader.said(line, "objective_id")
    made.team, made.cycle = marks["team"], marks["cycle"]
    if marks["group"]:
        made.extra.append((reader.header[reader.roles["group"]], marks["group"]))
    made.parents = references(reader.said(line, "parent"))
    made.owners = made.owners or split_names(reader.said(line, "objective_owner"))
    if starts := date_of(reader.said(line, "cycle_starts")):
        made.span = (starts, date_of(reader.said(line, "cycle_ends")) or NO_END)
    made.score = share_of(reader.said(line, "objective_score"))
    reader.drafts.append(made)
    reader.by_name[name] = made
    return made


def _parent(reader: _Reader, line: Line) -> Draft | None:
    """The objective that a row of its own names as its parent, or the last one."""
    names = [each.casefold() for each in references(reader.said(line, "parent"))]
    for made in reader.drafts:
        if made.title.casefold() in names or (made.id and made.id.casefold() in names):
            return made
    return reader.drafts[-1] if reader.drafts else None


def _more(reader: _Reader, into: Draft, line: Line) -> None:
    """A row of an objective alone: its owner, its score, the rest."""
    into.owners = into.owners or split_names(reader.said(line, "owner"))
    into.id = into.id or reader.said(line, "id")
    into.priority = into.priority or reader.said(line, "priority")
    if into.score is None:
        into.score = share_of(reader.said(line, "score"))
    into.extra += _extra(reader, line, _OBJECTIVES_OWN | {"owner", "id", "priority", "score"})


def _left(reader: _Reader, line: Line) -> None:
    words = "; ".join(
        f"{head}: {cell}" if head else cell
        for head, cell in zip(reader.header, line.cells, strict=False)
        if cell
    )
    reader.leftovers.append(Leftover(words, line.source))


def _key_result(reader: _Reader, line: Line, words: str) -> FoundKeyResult:
    phrase = taken_apart(words)
    used = set(_OBJECTIVES_OWN | {"key_result"})
    more: dict[str, Any] = {}

    def take(role: str, name: str, value: Any) -> None:
        if value is not None and value not in ("", ()):
            more[name] = value
            used.add(role)

    said = {role: reader.said(line, role) for role in reader.roles}
    owners = split_names(said.get("owner", ""))
    take("owner", "owner", owners[0] if owners else None)
    take("owner", "contributors", owners[1:])
    take("key_result_id", "id", said.get("key_result_id"))
    if "key_result_id" not in reader.roles and "objective" in reader.roles:
        take("id", "id", said.get("id"))
    take("score", "score", share_of(said.get("score", "")))
    take("priority", "priority", _priority(said.get("priority", "")))
    take(
        "note",
        "score_note" if "score" in more else "",
        said.get("note") if "score" in more else None,
    )
    take("starts", "starts", date_of(said.get("starts", "")))
    take("due", "due", date_of(said.get("due", "")))
    take("weight", "weight", number_of(said.get("weight", "")))
    take("confidence", "confidence", _confidence(said.get("confidence", "")))
    status = said.get("status", "").casefold().replace("_", " ").replace("-", " ").strip()
    take("status", "status", _STATUS.get(status))
    if status in _GONE:
        take("status", "dropped", value=True)
    measure = _measure(reader, said, used)
    if measure is not None:
        take("value", "value", number_of(said.get("value", "")))
    progress = said.get("progress", "")
    share = share_of(
        f"{progress}%" if reader.percent and "%" not in progress and progress else progress
    )
    take("progress", "progress", share)
    more.pop("", None)
    if measure is None and status in _FINISHED:
        phrase = replace(phrase, done=True)
    made = key_result(phrase, line.source, measure, **more)
    return replace(made, extra=tuple(_extra(reader, line, used)))


def _measure(reader: _Reader, said: Mapping[str, str], used: set[str]) -> Fields | None:
    """The measure that a row's own columns say; None where its title is to be asked."""
    if "measure" in reader.roles and said["measure"]:
        found = written_measure(said["measure"])
        if found is not None:
            used.add("measure")
            return found
    start, to = number_of(said.get("from", "")), number_of(said.get("to", ""))
    if to is None or start == to:
        return None
    unit = said.get("unit", "") or _unit_of(said.get("to", ""))
    used |= {"from", "to", "unit"}
    named = {"from": start, "to": to, "unit": unit}
    return {"metric": {k: v for k, v in named.items() if v is not None and v != ""}}


def _unit_of(words: str) -> str:
    found = re.fullmatch(r"\s*[-+]?[\d.,]+\s*([^\W\d_][^\d]{0,30}|%)\s*", words)
    return found[1].strip() if found else ""


def _confidence(words: str) -> float | None:
    if "%" in words or "/" in words:
        share = share_of(words)
        return None if share is None else round(share * 10, 6)
    value = number_of(words)
    if value is None or not 0 <= value <= 100:
        return None
    return value * 10 if value < 1 else value if value <= 10 else value / 10


def _priority(words: str) -> str:
    found: Phrase = taken_apart(f"{words} -") if words else Phrase("")
    return found.priority or re.sub(r"[*`~]", "", words)[:40]


def _extra(reader: _Reader, line: Line, used: frozenset[str] | set[str]) -> list[tuple[str, str]]:
    columns = {reader.roles[role] for role in used if role in reader.roles}
    return [
        (head or f"Column {at + 1}", cell)
        for at, (head, cell) in enumerate(zip(reader.header, line.cells, strict=False))
        if at not in columns and cell.strip()
    ]
