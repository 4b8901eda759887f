"""From the answers of a form to check-in documents: each is placed, or named with a hint."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from okrsite.edit.checkins import Said, check_in, directory, read_figure
from okrsite.model.directory import Target
from okrsite.model.document import SAID
from okrsite.model.due import Holder, holder_of
from okrsite.model.measure import Figure, Misfit
from okrsite.model.noun import dataclass, replace
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.status import Status
from okrsite.model.text import did_you_mean, listed

FIELDS: Mapping[str, tuple[str, ...]] = {
    "date": ("timestamp", "date", "day", "completion time", "start time", "zeitstempel", "datum"),
    "who": ("who", "team", "person", "team or person", "name", "your name", "your team"),
    "objective": ("objective", "goal", "ziel"),
    "key_result": ("key result", "key_result", "kr", "key results", "kpi", "schlüsselergebnis"),
    "value": ("value", "new value", "current value", "current", "actual", "figure", "wert"),
    "confidence": ("confidence", "how sure", "how sure are you", "zuversicht"),
    "status": ("status", "state"),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks", "kommentar", "notiz"),
}
"""What is read of an answer, and what its column may be called."""

_PUNCTUATION = re.compile(r"\([^)]*\)|[^\w ]+")
_SURE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:/\s*10)?")


class NoColumn(Exception):
    """A table whose columns cannot be told; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of a table."""

    row: int
    where: str
    """The row, as messages call it."""
    cells: Mapping[str, str]
    """What stands in the columns that are known, by field."""

    @property
    def id(self) -> str:
        """The same for the same answer, wherever in the table it stands."""
        words = "\x1f".join(self.cells.get(name, "") for name in FIELDS)
        return hashlib.sha256(words.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Placed:
    """An answer that found what it is about."""

    answer: Answer
    day: date
    holder: Holder
    said: Said


@dataclass(frozen=True, slots=True)
class Lost:
    """An answer that could not be placed, and why."""

    answer: Answer
    reason: str


def columns(header: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    """Which column holds what: as chosen, else by its name.

    Raises:
        NoColumn: where one that was chosen is not there, or none says what answers are about.
    """
    plain = [_plain(name) for name in header]
    found: dict[str, int] = {}
    for field, names in FIELDS.items():
        if field in chosen:
            if _plain(chosen[field]) not in plain:
                hint = did_you_mean(chosen[field], header) or f"There are: {_all(header)}."
                raise NoColumn(f"There is no column `{chosen[field]}`. {hint}")
            found[field] = plain.index(_plain(chosen[field]))
            continue
        at = next((plain.index(name) for name in names if name in plain), None)
        if at is not None and at not in found.values():
            found[field] = at
    if "key_result" not in found and "objective" not in found:
        raise NoColumn(
            f"No column says which key result an answer is about. There are: {_all(header)}. "
            'Say which it is: --column key_result="..."'
        )
    return found


def _plain(name: str) -> str:
    return " ".join(_PUNCTUATION.sub(" ", name.replace("_", " ")).casefold().split())


def _all(header: Iterable[str]) -> str:
    return listed(f"`{name}`" for name in header if name)


class Placing:
    """Finds what answers are about."""

    def __init__(
        self, portfolio: Portfolio, date_of: Callable[[str], date | None], holder: Holder | None
    ) -> None:
        """`date_of` reads a cell's date; `holder` is whose answers without a name are."""
        self._portfolio = portfolio
        self._names = directory(portfolio.graph)
        self._date_of = date_of
        self._holder = holder

    def place(self, answer: Answer) -> Placed | Lost:
        """Place one answer."""
        try:
            return self._placed(answer)
        except Misfit as misfit:
            return Lost(answer, f"{misfit.message}. {misfit.hint}".rstrip())

    def _placed(self, answer: Answer) -> Placed:
        cells = answer.cells
        day = self._day(cells.get("date", ""))
        who = self._who(cells.get("who", ""))
        target, scored = self._target(cells, day, who)
        holder = who or (holder_of(scored) if scored is not None else None) or self._kpi(target)
        if holder is None:
            raise Misfit("Nobody is named, and it belongs to nobody", hint="Say whose word it is.")
        said = Said(target, None, _sure(cells.get("confidence", "")),
                    _status(cells.get("status", "")), cells.get("note", ""))  # fmt: skip
        if words := cells.get("value", ""):
            said = replace(said, figure=self._figure(words, target, scored))
        if not said:
            raise Misfit("It says nothing", hint="A value, a confidence, a status or a note.")
        return Placed(answer, day, holder, said)

    def _day(self, text: str) -> date:
        if not text:
            return self._portfolio.as_of
        found = self._date_of(re.split(r"[T ,]", text.strip())[0])
        if found is None:
            raise Misfit(f"`{text[:30]}` is no date", hint="Write it as 2026-11-30.")
        return found

    def _who(self, text: str) -> Holder | None:
        if not text:
            return self._holder
        key = text.strip().casefold()
        known: list[tuple[Holder, str]] = [
            *((("team", each.id), each.name) for each in self._portfolio.teams.values()),
            *((("person", each.id), each.name) for each in self._portfolio.people.values()),
        ]
        for match in ([h for h, _ in known if h[1] == key],
                      [h for h, name in known if name.casefold() == key]):  # fmt: skip
            if len(match) == 1:
                return match[0]
        hint = did_you_mean(text.lower(), [w for h, name in known for w in (h[1], name.lower())])
        raise Misfit(f"`{text[:40]}` is no team or person", hint=hint or "org.yml lists them.")

    def _target(
        self, cells: Mapping[str, str], day: date, who: Holder | None
    ) -> tuple[Target, ScoredObjective | None]:
        name, goal = cells.get("key_result", "").strip(), cells.get("objective", "").strip()
        near = self._goals(goal, day)
        if not name:
            if not goal:
                raise Misfit("It names no key result")
            return Target("objective", near[0].id), near[0]
        alias, _, part = name.rpartition("#")
        for goals in (self._of(near, who), near):
            found = [
                (goal, each.id)
                for goal in goals
                for each in goal.key_results
                if _same(part if alias else name, each.id, each.key_result.title.plain)
                if not alias or self._names.objective(alias, [goal.cycle.key]).key == goal.id
            ]
            if len({goal.cycle.id for goal, _ in found}) > 1:  # the innermost cycle counts
                found = [pair for pair in found if pair[0].cycle.id == found[0][0].cycle.id]
            if len(found) == 1:
                return Target("key_result", found[0][0].id, found[0][1]), found[0][0]
            if found:
                several = listed(f"`{goal.id}#{key}`" for goal, key in found[:4])
                raise Misfit(f"`{name[:40]}` could mean {several}", hint="Name the objective, too.")
        kpi = next((each.kpi for each in self._portfolio.kpis.values()
                    if _same(name, each.kpi.id, each.kpi.title.plain)), None)  # fmt: skip
        if kpi is not None:
            return Target("kpi", kpi.id), None
        known = [w for goal in near for each in goal.key_results
                 for w in (each.id, each.key_result.title.plain)]  # fmt: skip
        raise Misfit(f"`{name[:60]}` is no key result under way on {day}",
                     hint=did_you_mean(name, known))  # fmt: skip

    def _goals(self, goal: str, day: date) -> list[ScoredObjective]:
        """The objectives that an answer of that day may be about, innermost cycles first."""
        order = self._names.cycles_on(day)
        near = [each for key in order for each in self._portfolio.objectives.values()
                if each.cycle.key == key]  # fmt: skip
        if not goal:
            return near
        found = self._names.objective(goal, order)
        fitting = [
            each for each in near
            if each.id == found.key or _same(goal, each.objective.code, each.objective.title.plain)
        ]  # fmt: skip
        if not fitting:
            known = [w for each in near for w in (each.id, each.objective.title.plain)]
            hint = did_you_mean(goal, known)
            raise Misfit(f"`{goal[:60]}` is no objective under way on {day}", hint=hint)
        return fitting

    @staticmethod
    def _of(goals: Sequence[ScoredObjective], who: Holder | None) -> list[ScoredObjective]:
        return [each for each in goals if who is not None and holder_of(each) == who]

    def _kpi(self, target: Target) -> Holder | None:
        team = self._portfolio.kpis[target.key].kpi.team if target.kind == "kpi" else None
        return ("team", team.text) if team else None

    def _figure(self, words: str, target: Target, scored: ScoredObjective | None) -> Figure:
        if target.kind == "objective":
            raise Misfit(f"`{words[:20]}` is a figure, and no key result is named")
        if scored is None:
            return read_figure(words, None, self._portfolio.kpis[target.key].kpi.unit)
        each = scored.key_result(target.part or "")
        assert each is not None  # noqa: S101 (it was found among them)
        return read_figure(words, each.key_result.measure, each.facts.unit or "")


def _same(text: str, *names: str) -> bool:
    return text.strip().casefold() in {name.casefold() for name in names if name}


def _sure(text: str) -> float | None:
    if not text:
        return None
    found = _SURE.fullmatch(text.strip())
    if found is None or float(found[1]) > 10:
        raise Misfit(f"`{text[:20]}` is no confidence", hint="Write a number from 0 to 10.")
    return float(found[1])


def _status(text: str) -> Status | None:
    if not text:
        return None
    key = re.sub(r"[ -]+", "_", text.strip().lower())
    found = next((each for each in SAID if str(each) == key), None)
    if found is None:
        raise Misfit(f"`{text[:20]}` is no status", hint="Write on track, at risk or off track.")
    return found


@dataclass(frozen=True, slots=True)
class Group:
    """The answers of one day and team or person: one document."""

    day: date
    holder: Holder
    placed: tuple[Placed, ...]

    @property
    def ids(self) -> list[str]:
        """The answers in it."""
        return list(dict.fromkeys(each.answer.id for each in self.placed))

    @property
    def words(self) -> list[Said]:
        """What is said of each thing; where it is said twice, the later answer counts."""
        found: dict[Target, Said] = {}
        for each in self.placed:
            found[each.said.target] = each.said
        return list(found.values())

    def text(self) -> str:
        """The document."""
        return check_in(self.day, self.holder, self.words, extra={"answers": self.ids})


def grouped(placed: Iterable[Placed]) -> list[Group]:
    """By day and by whose they are."""
    found: dict[tuple[date, Holder], list[Placed]] = {}
    for each in placed:
        found.setdefault((each.day, each.holder), []).append(each)
    return [Group(day, holder, tuple(each)) for (day, holder), each in sorted(found.items())]


_ANSWERS = re.compile(r"^extra:.*?\banswers:(.*?)^(?:---|\w)", re.DOTALL | re.MULTILINE)


def taken(text: str) -> set[str]:
    """The answers that a document has taken."""
    found = _ANSWERS.search(text.replace("\r", "\n"))
    return set(re.findall(r"\b[0-9a-f]{12}\b", found[1])) if found else set()
