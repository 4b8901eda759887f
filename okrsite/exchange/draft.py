"""Objectives on their way: filled bit by bit, then frozen."""

from __future__ import annotations

import re
from dataclasses import field
from datetime import date
from typing import Any

from okrsite.exchange.found import (
    NO_END,
    FoundInitiative,
    FoundKeyResult,
    FoundObjective,
    Leftover,
    Source,
)
from okrsite.exchange.measures import Fields, mined
from okrsite.exchange.periods import date_of, span_in
from okrsite.exchange.phrases import Phrase, split_names, tidy
from okrsite.model.noun import dataclass, replace

_FIELD = re.compile(
    r"^\W{0,4}(owners?|assignees?|responsible|lead|dri|team|department|cycle|quarter|period|status|"
    r"priority|score|aligns? to|aligned to|parent|supports|id|code|due|contributors?)"
    r"[*_`]*\s*:[*_`]*\s*(\S.{0,300})$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Draft:
    """An objective being put together."""

    title: str
    source: Source
    key: str = ""
    id: str = ""
    code: str = ""
    owners: tuple[str, ...] = ()
    team: str = ""
    cycle: str = ""
    span: tuple[date, date] | None = None
    """The first and the last day of its cycle, where the source says so."""
    parents: list[str] = field(default_factory=list)
    key_results: list[FoundKeyResult] = field(default_factory=list)
    score: float | None = None
    score_note: str = ""
    priority: str = ""
    dropped: bool = False
    depends_on: list[tuple[str, date | None]] = field(default_factory=list)
    initiatives: list[FoundInitiative] = field(default_factory=list)
    body: list[Leftover] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)

    def says(self, line: str) -> bool:
        """Whether a line is a field of it, such as `Owner: Ann`; then it is taken."""
        found = _FIELD.match(line.strip())
        if not found:
            return False
        name, value = found[1].casefold(), found[2].strip().strip("*_").strip()
        match name.rstrip("s"):
            case "owner" | "assignee" | "responsible" | "lead" | "dri":
                self.owners = split_names(value)
            case "team" | "department":
                self.team = value
            case "cycle" | "quarter" | "period":
                self.cycle = value.partition(" (")[0]
                self.span = span_in(value) or _since(value)
            case "priority":
                self.priority = value
            case "align to" | "aligns to" | "aligned to" | "parent" | "support":
                self.parents += references(value)
            case "id":
                self.id = value
            case "code":
                self.code = value
            case "contributor":
                self.owners += split_names(value)
            case _:
                self.extra.append((found[1].capitalize(), value))
        return True

    def done(self) -> FoundObjective:
        """The objective, finished."""
        return FoundObjective(
            title=self.title,
            source=self.source,
            id=self.id,
            code=self.code,
            owner=self.owners[0] if self.owners else "",
            contributors=self.owners[1:],
            team=self.team,
            cycle=self.cycle,
            parents=tuple(dict.fromkeys(self.parents)),
            key=self.key,
            key_results=tuple(self.key_results),
            score=self.score,
            score_note=self.score_note,
            priority=self.priority,
            dropped=self.dropped,
            depends_on=tuple(dict.fromkeys(self.depends_on)),
            initiatives=tuple(self.initiatives),
            body=tuple(self.body),
            extra=tuple(self.extra),
        )


def _since(text: str) -> tuple[date, date] | None:
    """The first day of a cycle without an end, as an export has it: `standing (2026-01-01)`."""
    found = re.search(r"\((\d{4}-\d\d-\d\d)\)", text)
    starts = date_of(found[1]) if found else None
    return (starts, NO_END) if starts else None


def references(text: str) -> list[str]:
    """References in a cell; a title may hold a comma, an id may not."""
    parts = [part.strip().strip("`") for part in re.split(r"[;\n]", text) if part.strip()]
    if len(parts) == 1 and re.fullmatch(r"[\w#-]+(?:\s*,\s*[\w#-]+)+", parts[0]):
        return [part.strip() for part in parts[0].split(",")]
    return parts


def key_result(
    phrase: Phrase, source: Source, measure: Fields | None = None, **more: Any
) -> FoundKeyResult:
    """A key result from a line taken apart; its measure is looked for in the title unless given."""
    title = phrase.title
    if measure is None:
        title, measure = mined(title)
        if not measure and (phrase.ticked is not None or phrase.done):
            measure = {"done": bool(phrase.ticked or phrase.done)}
    owners = phrase.owners or ((phrase.who,) if phrase.who else ())
    made = FoundKeyResult(
        title=tidy(title) or title,
        source=source,
        owner=owners[0] if owners else "",
        contributors=owners[1:],
        measure=measure,
        score=phrase.score,
        score_note=phrase.note,
        due=phrase.due,
        priority=phrase.priority,
        dropped=phrase.dropped,
    )
    return replace(made, **more)


def draft(phrase: Phrase, source: Source, key: str) -> Draft:
    """An objective from a line taken apart."""
    return Draft(
        title=phrase.title,
        source=source,
        key=key,
        code=phrase.code,
        owners=phrase.owners,
        score=phrase.score,
        score_note=phrase.note or ("done" if phrase.ticked else ""),
        priority=phrase.priority,
        dropped=phrase.dropped,
        extra=[("Due", phrase.due.isoformat())] if phrase.due else [],
    )
