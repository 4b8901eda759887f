"""YAML and JSON of any sensible shape: what has a list of key results is an objective."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from okrsite.exchange._bounds import bounded_bytes, decoded
from okrsite.exchange.draft import Draft, draft, key_result, references
from okrsite.exchange.found import NO_END, Found, FoundKeyResult, FoundKpi, Leftover, Period, Source
from okrsite.exchange.hints import Hints
from okrsite.exchange.history import history_in, kpis_in, needs_in, work_in
from okrsite.exchange.measures import FIELDS, Fields, number_of, share_of, written_measure
from okrsite.exchange.periods import date_of, period_in
from okrsite.exchange.phrases import split_names, taken_apart
from okrsite.exchange.trees import Tree, json_tree, yaml_trees
from okrsite.model.noun import replace

SUFFIXES = frozenset({".yml", ".yaml", ".json"})

_RESULTS = ("keyresults", "krs", "kr", "keyresult", "results", "measures", "metrics", "outcomes")
_GOALS = ("objectives", "objective", "goals", "okrs", "okr")
_TITLES = ("title", "name", "objective", "goal", "keyresult", "kr", "metric", "result", "summary",
           "text", "description")  # fmt: skip
_TEAMS = ("team", "department", "group", "squad", "function")
_OWNERS = (
    "owner",
    "owners",
    "assignee",
    "assignees",
    "responsible",
    "lead",
    "dri",
    "person",
    "who",
)
_CYCLES = ("cycle", "quarter", "period", "timeframe", "timeperiod")
_PARENTS = ("alignsto", "parent", "parents", "parentid", "alignedto", "supports", "serves")
_STATUS = {"ontrack": "on_track", "atrisk": "at_risk", "offtrack": "off_track"}


def read(file: Path, hints: Hints) -> Found:
    """Read a YAML or JSON file.

    Raises:
        NotReadable: where it is neither, or too deep or too large to be a list of goals.
    """
    name = hints.name(file)
    text, notes = decoded(bounded_bytes(file), name)
    looks_json = file.suffix.lower() == ".json" or text.lstrip()[:1] in "{["
    trees = json_tree(text, name) if looks_json else None
    reader = _Reader(name, file.stem)
    for tree in trees if trees is not None else yaml_trees(text, name):
        reader.walk(tree, {}, "")
    return Found(
        tuple(each.done() for each in reader.drafts),
        reader.title,
        reader.mission,
        tuple(reader.periods.values()),
        tuple(reader.left),
        notes,
        tuple(reader.kpis),
    )


def plain(key: str) -> str:
    """A key without the marks that people vary."""
    return re.sub(r"[^a-z0-9]", "", key.casefold())


class _Reader:
    """Walks the data from the top and remembers what it stands under."""

    def __init__(self, file: str, stem: str) -> None:
        self.file, self.stem = file, stem
        self.drafts: list[Draft] = []
        self.left: list[Leftover] = []
        self.periods: dict[str, Period] = {}
        self.title = self.mission = ""
        self.kpis: list[FoundKpi] = []

    def source(self, tree: Tree) -> Source:
        return Source(self.file, tree.line) if tree.line else Source(self.file, within=tree.path)

    def walk(self, tree: Tree, above: Mapping[str, str], key: str) -> None:
        """Look for objectives in a tree and below."""
        if isinstance(tree.value, list):
            for item in tree.value:
                self.walk(item, above, key)
            return
        if not isinstance(tree.value, dict):
            if plain(key) in _GOALS and isinstance(tree.value, str) and tree.value.strip():
                self.objective(tree, {"title": tree}, above)
            return
        named = {plain(name): child for name, child in tree.value.items()}
        if self.is_objective(named, key):
            self.objective(tree, named, above)
            return
        context = self.context(named, above, key)
        for name, child in tree.value.items():
            if name == "properties":  # a schema of goals is none
                continue
            if plain(name) == "cycles" and isinstance(child.value, list):
                self.cycles(child.plain())
                continue
            if plain(name) == "kpis" and (kpis := list(kpis_in(child.plain()))):
                self.kpis += kpis
                continue
            if isinstance(child.value, (dict, list)) or plain(name) in _GOALS:
                self.walk(child, {**context, "key": name}, name)
            else:
                self.top(plain(name), name, child)

    def cycles(self, listed: list[Any]) -> None:
        """Cycles with their dates, as cycles.yml and an export have them."""
        for each in listed:
            if not isinstance(each, dict) or not isinstance(each.get("id"), (str, int)):
                continue
            starts, ends = date_of(str(each.get("starts"))), date_of(str(each.get("ends")))
            if starts and starts <= (ends or NO_END):
                period = Period(str(each["id"]), starts, ends or NO_END)
                self.periods.setdefault(period.id, period)

    def top(self, name: str, written: str, child: Tree) -> None:
        """A fact about all of it, outside every objective."""
        words = text_of(child.value)
        if name in {"title", "organisation", "organization", "company"} and not self.title:
            self.title = words
        elif name in {"mission", "northstar", "vision"} and not self.mission:
            self.mission = words
        elif words and name not in {
            "schema",
            "year",
            "quarter",
            "version",
            "name",
            "as_of",
            "asof",
        }:
            self.left.append(Leftover(f"{written}: {words}", self.source(child)))

    def is_objective(self, named: Mapping[str, Tree], key: str) -> bool:
        """Whether it has key results, or stands in a list of objectives and has a title."""
        if any(isinstance(named[each].value, (list, dict)) for each in _RESULTS if each in named):
            inner = any(_holds_goals(named[each]) for each in _GOALS if each in named)
            return not inner and bool(_title_of(named))
        return plain(key) in _GOALS and bool(_title_of(named)) and not set(named) & {"objectives"}

    def context(
        self, named: Mapping[str, Tree], above: Mapping[str, str], key: str
    ) -> dict[str, str]:
        """What holds for everything below: a year, a quarter, a team."""
        found = dict(above)
        year = text_of(named["year"].value) if "year" in named else found.get("year", "")
        if year:
            found["year"] = year
        quarter = text_of(named["quarter"].value) if "quarter" in named else ""
        if quarter:
            found["cycle"] = quarter if len(quarter) > 2 else f"Q{quarter.lstrip('Qq')} {year}"
        elif match := re.fullmatch(r"[Qq]([1-4])", key):
            found["cycle"] = f"Q{match[1]} {year}" if year else key.upper()
        for each in ("cycle", "period"):
            if each in named and isinstance(named[each].value, str):
                found["cycle"] = named[each].value
        if period_in(key):
            found["cycle"] = key
        name = text_of(named["name"].value) if "name" in named else ""
        if (
            period := period_in(f"Q{name} {year}")
            if name and above.get("key") == "quarters"
            else None
        ):
            found["cycle"] = period.id
        elif re.fullmatch(r"20\d\d", name):
            found["year"] = name
        elif name and above.get("key"):
            found["team"] = name
        for each in _TEAMS:
            if each in named and isinstance(named[each].value, str):
                found["team"] = named[each].value
        return found

    def objective(self, tree: Tree, named: Mapping[str, Tree], above: Mapping[str, str]) -> None:
        title_key = _title_of(named)
        phrase = taken_apart(text_of(named[title_key].value))
        source = self.source(tree)
        made = draft(phrase, source, f"{self.file}#{tree.path}")
        used = {title_key}
        self.facts(made, named, used)
        made.team = made.team or above.get("team", "")
        made.cycle = self.cycle(made.cycle or above.get("cycle", ""))
        self.drafts.append(made)
        for each in _RESULTS:
            if each in named and each != title_key:
                used.add(each)
                self.results(made, named[each], above)
        for each in _GOALS:  # objectives within an objective serve it
            if each in named and each != title_key and _holds_goals(named[each]):
                used.add(each)
                before = len(self.drafts)
                self.walk(named[each], {**above, "cycle": made.cycle}, each)
                for child in self.drafts[before:]:
                    child.parents = child.parents or [f"key:{made.key}"]
        made.extra += _rest(tree.value, used) if isinstance(tree.value, dict) else []

    def facts(self, made: Draft, named: Mapping[str, Tree], used: set[str]) -> None:
        def take(*names: str) -> Any:
            for each in names:
                if each in named and each not in used:
                    value = named[each].plain()
                    if value is not None and not isinstance(value, dict):
                        used.add(each)
                        return value
            return None

        made.id = str(take("id") or "")
        made.code = str(take("code") or made.code)
        made.owners = names_of(take(*_OWNERS)) or made.owners
        made.owners += names_of(take("contributors"))
        made.team = str(take(*_TEAMS) or "")
        made.cycle = str(take(*_CYCLES) or "")
        made.priority = str(take("priority") or made.priority)
        made.parents = parents_of(take(*_PARENTS))
        if needs := needs_in(named["dependson"].plain() if "dependson" in named else None):
            made.depends_on = needs
            used.add("dependson")
        work = work_in(named["initiatives"].plain() if "initiatives" in named else None)
        if work is not None:
            made.initiatives = work
            used.add("initiatives")
        score = share_of(str(take("score", "grade") or ""))
        made.score = made.score if score is None else score
        for each in ("body", "why", "context", "description"):
            if each in named and each not in used and isinstance(named[each].value, str):
                used.add(each)
                made.body.append(Leftover(named[each].value, made.source))

    def cycle(self, words: str) -> str:
        """A cycle's id; one without a year is the file's, if that says one."""
        if words in self.periods:
            return words
        period = period_in(words) or (period_in(f"{self.stem} {words}") if words else None)
        period = period or (None if words else period_in(self.stem))
        if period is None:
            return words
        self.periods.setdefault(period.id, period)
        return period.id

    def results(self, made: Draft, tree: Tree, above: Mapping[str, str]) -> None:
        if isinstance(tree.value, dict):
            named = {plain(name) for name in tree.value}
            single = bool(named & set(_TITLES))
            items = [tree] if single else list(_keyed(tree))
        else:
            items = tree.value if isinstance(tree.value, list) else [tree]
        for item in items:
            result = self.result(item)
            if result is None:
                continue
            made.key_results.append(result)
            if isinstance(item.value, dict):
                self.nested(item, f"key:{made.key}#{len(made.key_results) - 1}", above)

    def nested(self, item: Tree, key: str, above: Mapping[str, str]) -> None:
        """Objectives within a key result serve it."""
        for name, child in item.value.items():
            if plain(name) in _GOALS and isinstance(child.value, (list, dict)):
                before = len(self.drafts)
                self.walk(child, above, name)
                for each in self.drafts[before:]:
                    each.parents = each.parents or [key]

    def result(self, item: Tree) -> FoundKeyResult | None:
        source = self.source(item)
        if not isinstance(item.value, dict):
            words = text_of(item.value)
            return key_result(taken_apart(words), source) if words else None
        named = {plain(name): child for name, child in item.value.items()}
        title = _title_of(named)
        if not title:
            self.left.append(Leftover(json.dumps(item.plain(), default=str)[:2000], source))
            return None
        return _fields(named, title, source, item)


def _fields(named: Mapping[str, Tree], title: str, source: Source, item: Tree) -> FoundKeyResult:
    values = {name: child.plain() for name, child in named.items()}
    used = {title, *(_GOALS if title not in _GOALS else ())}
    more: dict[str, Any] = {}

    def take(into: str, names: tuple[str, ...], read: Any) -> None:
        for each in names:
            if each in values and each not in used and not isinstance(values[each], dict):
                value = read(values[each])
                if value is not None and value not in ("", ()):
                    more[into] = value
                    used.add(each)
                    return

    measure = _measure(values, used)
    take("id", ("id",), str)
    take("score", ("score", "grade", "finalscore"), lambda value: share_of(str(value)))
    take("score_note", ("scorenote",), str)
    take("progress", ("progress", "completion", "percent"), lambda value: share_of(_percent(value)))
    take(
        "confidence",
        ("confidence",),
        lambda v: number_of(str(v)) if 0 <= (number_of(str(v)) or -1) <= 10 else None,
    )
    take("due", ("due", "end", "deadline", "enddate", "duedate", "targetdate"), _day)
    take("starts", ("starts", "start", "startdate"), _day)
    take("priority", ("priority",), str)
    take("weight", ("weight",), lambda value: number_of(str(value)))
    take("status", ("status",), lambda value: _STATUS.get(plain(str(value))))
    owners: tuple[str, ...] = ()
    for each in (*_OWNERS, "contributors"):
        if each in values and each not in used:
            owners += names_of(values[each])
            used.add(each)
    if owners:
        more["owner"], more["contributors"] = owners[0], owners[1:]
    if measure is not None and {"metric", "keep", "ladder"} & measure.keys():
        take("value", ("value", "current", "currentresult", "currentvalue", "actual"),
             lambda value: number_of(str(value)))  # fmt: skip
    if values.get("dropped") is True:
        more["dropped"] = True
        used.add("dropped")
    made = key_result(taken_apart(text_of(named[title].value)), source, measure, **more)
    if isinstance(values.get("kpi"), str):
        made = replace(made, kpi=values["kpi"])
        used.add("kpi")
    history = history_in(values.get("checkins"), next(iter(made.measure), "judged"))
    if history is not None:
        made = replace(made, history=history)
        used.add("checkins")
    return replace(made, extra=tuple(_rest(item.value, used)))


def _measure(values: Mapping[str, Any], used: set[str]) -> Fields | None:
    """The measure that fields say, those of the format first; None where the title is asked."""
    for name in FIELDS & values.keys():
        value = values[name]
        fits = isinstance(value, dict) if name in {"metric", "keep", "ladder"} else True
        if name not in used and fits and value is not None:
            used.add(name)
            return {name: value}
    if isinstance(values.get("measure"), str) and "measure" not in used:
        found = written_measure(values["measure"])
        if found is not None:
            used.add("measure")
            return found
    ends = {"from": ("from", "baseline", "startvalue", "initial", "start"),
            "to": ("to", "target", "targetresult", "targetvalue", "goal")}  # fmt: skip
    taken: dict[str, Any] = {}
    for end, names in ends.items():
        for each in names:
            value = values.get(each)
            if each not in used and isinstance(value, (int, float)) and not isinstance(value, bool):
                taken[end] = value
                used.add(each)
                break
    if "to" not in taken:
        return None
    if "from" not in taken and taken["to"] != 0 and {"currentresult", "current"} & values.keys():
        taken["from"] = 0  # a count of what is done, against how much it is to be
    if taken.get("from") == taken["to"]:
        return None
    if isinstance(values.get("unit"), str):
        taken["unit"] = values["unit"]
        used.add("unit")
    return {"metric": taken}


def _holds_goals(tree: Tree) -> bool:
    """Whether objectives stand below, and not just tags."""
    if isinstance(tree.value, list):
        return any(isinstance(each.value, dict) for each in tree.value)
    return isinstance(tree.value, dict)


def _title_of(named: Mapping[str, Tree]) -> str:
    for each in _TITLES:
        if each in named and isinstance(named[each].value, (str, int, float)) and named[each].value:
            return each
    return ""


def _keyed(tree: Tree) -> Iterator[Tree]:
    """Key results that stand under their ids or titles."""
    for name, child in tree.value.items():
        if isinstance(child.value, dict):
            named = {plain(each) for each in child.value}
            if not named & set(_TITLES):
                title = Tree(name, child.line, child.path)
                yield replace(child, value={"title": title, **child.value})
            else:
                yield child
        elif isinstance(child.value, str):
            yield child


def _rest(value: Mapping[str, Tree], used: set[str]) -> list[tuple[str, str]]:
    return [
        (name, words)
        for name, child in value.items()
        if plain(name) not in used and (words := text_of(child.plain()))
    ]


def _percent(value: Any) -> str:
    return str(value)


def _day(value: Any) -> date | None:
    return date_of(str(value))


def names_of(value: Any) -> tuple[str, ...]:
    """The people that a field names."""
    if isinstance(value, list):
        return tuple(name for each in value if isinstance(each, str) for name in split_names(each))
    return split_names(value) if isinstance(value, str) else ()


def parents_of(value: Any) -> list[str]:
    """The references that a field holds: words, a list, or `{to: ..., weight: ...}`."""
    if isinstance(value, list):
        return [ref for each in value for ref in parents_of(each)]
    if isinstance(value, dict):
        target = value.get("to") or value.get("objective")
        part = value.get("key_result")
        return [f"{target}#{part}" if part else str(target)] if target else []
    return references(value) if isinstance(value, str) else [str(value)] if value else []


def text_of(value: Any) -> str:
    """A value as words."""
    if value in (None, [], {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, (str, int, float, date)):
        return str(value).strip()
    return json.dumps(value, ensure_ascii=False, default=str)[:2000]
