"""What was settled as the files of a content folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from okrsite import kinds
from okrsite.exchange.found import FoundInitiative, FoundKeyResult, FoundKpi, Leftover, Period
from okrsite.exchange.measures import Fields, words_of
from okrsite.exchange.settle import Placed, PlacedKeyResult, Settled, plain_words
from okrsite.exchange.yaml_text import block, flow
from okrsite.model.measure import Measure, Misfit, Written
from okrsite.model.place import Place
from okrsite.model.prose import Prose
from okrsite.model.text import free_name, presentable, shortened, slug
from okrsite.shelf import things

_LONGEST = 100_000
"""Characters of a body; a document may have 1 MiB."""


def files_of(settled: Settled, today: date, have: frozenset[str] = frozenset()) -> dict[str, str]:
    """The files of the content folder, by path; settings in `have` are not written anew."""
    files: dict[str, str] = {}
    if "site.yml" not in have:
        files["site.yml"] = _lines(
            block({"format": 1, "title": settled.title, "mission": settled.mission})
        )
    if "cycles.yml" not in have:
        cycles = sorted(settled.cycles.values(), key=lambda each: (each.starts, each.id))
        files["cycles.yml"] = _lines([f"- {flow(_cycle(each))}" for each in cycles])
    if "org.yml" not in have:
        files["org.yml"] = _lines(list(_organisation(settled)))
    for placed in settled.objectives:
        period = settled.cycles.get(placed.cycle)
        folder = f"{slug(placed.cycle) or 'cycle'}/{placed.team}".strip("/")
        files[f"{folder}/{placed.id}.md"] = _objective(placed, period, today)
    for each in settled.kpis:
        files[f"kpis/{each.id}.md"] = _kpi(each)
    files |= _pages(settled, have)
    return files


def _lines(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def _cycle(period: Period) -> dict[str, Any]:
    dates: dict[str, Any] = {"id": period.id, "starts": period.starts}
    return dates if period.open else {**dates, "ends": period.ends}


def _organisation(settled: Settled) -> Iterator[str]:
    yield "teams:"
    for key, name in settled.teams.items():
        fields = {"id": key, "name": name}
        if key in settled.parents:
            fields["parent"] = settled.parents[key]
        yield f"  - {flow(fields)}"
    if settled.people:
        yield "people:"
        for key, name in settled.people.items():
            yield f"  - {flow({'id': key, 'name': name})}"


def _objective(placed: Placed, period: Period | None, today: date) -> str:
    found = placed.objective
    fields = {
        # Without key results a document would be taken for a page.
        "type": None if placed.key_results else "objective",
        "id": placed.id,
        "code": found.code,
        "title": one_line(found.title) or "Untitled",
        "team": placed.team,
        "owner": placed.owner,
        "contributors": placed.contributors,
        "cycle": placed.cycle,
        "aligns_to": placed.aligns_to,
        "depends_on": [_need(*each) for each in placed.depends_on],
        "priority": found.priority,
        "dropped": found.dropped or None,
        "score": found.score,
        "score_note": one_line(found.score_note),
    }
    lines = ["---", *block(fields)]
    asides: list[tuple[str, str, str]] = []
    if placed.key_results:
        lines.append("key_results:")
        for each in placed.key_results:
            lines += _key_result(each, period, today, asides)
    if placed.initiatives:
        lines += ["initiatives:", *(f"  - {flow(_work(each))}" for each in placed.initiatives)]
    return _lines([*lines, "---", "", _body(placed, asides)])


def _key_result(
    each: PlacedKeyResult, period: Period | None, today: date, asides: list[tuple[str, str, str]]
) -> list[str]:
    found = each.key_result
    title = one_line(found.title) or "Untitled"
    name = shortened(plain_words(title), 70)
    asides += [(name, head, words) for head, words in found.extra]
    measure = found.measure if is_sound(found.measure) else {}
    if found.measure and not measure:
        asides.append((name, "Measure", words_of(found.measure)))
    said, unsaid = _said(found, measure, period, today)
    if found.history is not None:  # all that was said; the rest follows from it
        said, unsaid = [_word(each) for each in found.history], []
    asides += [(name, head, words) for head, words in unsaid]
    fields: dict[str, Any] = {
        "id": each.id,
        "title": title,
        **measure,
        "kpi": found.kpi,
        "owner": each.owner,
        "contributors": each.contributors,
        "starts": found.starts,
        "due": found.due,
        "weight": found.weight if found.weight is not None and found.weight >= 0 else None,
        "priority": found.priority,
        "dropped": found.dropped or None,
        "score": found.score,
        "score_note": one_line(found.score_note),
        "checkins": said,
    }
    lines = block(fields, 4)
    return [f"  - {lines[0].strip()}", *lines[1:]]


def _need(target: str, confirmed: date | None) -> Any:
    return {"objective": target, "confirmed": confirmed} if confirmed else target


def _work(each: FoundInitiative) -> dict[str, Any]:
    fields = {
        "title": one_line(each.title) or "Untitled",
        "owner": each.owner,
        "state": each.state,
        "key_result": each.key_result,
        "link": each.link,
    }
    return {name: value for name, value in fields.items() if value}


def _word(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value not in (None, "")}


def _kpi(each: FoundKpi) -> str:
    fields = {
        "type": "kpi",
        "id": each.id,
        "title": one_line(each.title) or "Untitled",
        "team": each.team,
        "owner": each.owner,
        **each.fields,
    }
    lines = ["---", *block(fields)]
    if each.history:
        lines += ["checkins:", *(f"  - {flow(_word(said))}" for said in each.history)]
    return _lines([*lines, "---"])


def _said(
    found: FoundKeyResult, measure: Fields, period: Period | None, today: date
) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """Where it stands as a check-in of its own; what its kind cannot take, as words."""
    word: dict[str, Any] = {}
    unsaid = []
    kind = next(iter(measure), "judged")
    if found.value is not None:
        if kind in {"metric", "keep", "ladder"}:
            word["value"] = found.value
        else:
            unsaid.append(("Value", f"{found.value:g}"))
    if found.progress is not None:
        if kind in {"judged", "done"} and measure.get("done") is not True:
            word["progress"] = found.progress
        elif "value" not in word and kind != "done":
            unsaid.append(("Progress", f"{found.progress:.0%}"))
    word |= {
        name: value
        for name, value in (("confidence", found.confidence), ("status", found.status))
        if value is not None and value != ""
    }
    if not word:
        return [], unsaid
    day = min(today, period.ends) if period else today
    return [{"date": day, **word}], unsaid


def _body(placed: Placed, asides: list[tuple[str, str, str]]) -> str:
    parts = [each.text for each in placed.objective.body]
    parts += [f"{head}: {words}" for head, words in placed.objective.extra]
    if asides:
        rows = [
            f"| {_cell(name)} | {_cell(head)} | {_cell(words)} |" for name, head, words in asides
        ]
        parts.append("\n".join(["| Key result | | |", "| --- | --- | --- |", *rows]))
    parts.append(f"Imported from {_text(placed.objective.source)}.")
    return _bounded("\n\n".join(presentable(part) for part in parts))


def _pages(settled: Settled, have: frozenset[str]) -> dict[str, str]:
    """A page for each file with what belongs to none of its objectives."""
    by_file: dict[str, list[Leftover]] = {}
    for each in settled.leftovers:
        by_file.setdefault(each.source.file, []).append(each)
    pages: dict[str, str] = {}
    taken: set[str] = {path.rpartition("/")[2].removesuffix(".md") for path in have}
    for file, leftovers in by_file.items():
        stem = slug(re.split(r"[\\/]", file)[-1].rpartition(".")[0]) or "text"
        key = free_name(f"from-{stem}"[:60].strip("-"), taken)
        taken.add(key)
        fields = {"type": "page", "id": key, "title": f"What else stood in {file}"}
        text = "\n\n".join(presentable(each.text) for each in leftovers)
        pages[f"pages/{key}.md"] = _lines(["---", *block(fields), "---", "", _bounded(text)])
    return pages


def is_sound(measure: Mapping[str, Any]) -> bool:
    """Whether a kind takes the measure, and progress can be told from it."""
    if len(measure) != 1:
        return False
    ((name, value),) = measure.items()
    kind: type[Measure] | None = next(
        (each for each in things(kinds.__name__, "MEASURE") if each.field == name), None
    )
    if kind is None:
        return False
    try:
        typed = TypeAdapter(kind.schema).validate_python(value)
        count = len(typed) if isinstance(typed, list) else 0
        places = {str(index): Place("", "") for index in range(count)}
        made = kind.written(Written(typed, Place("", ""), _inline, places))
    except (Misfit, ValidationError, ValueError, TypeError, KeyError, AttributeError):
        return False
    start, to, by = (getattr(made, each, None) for each in ("start", "to", "by"))
    flat = name == "metric" and ((start is not None and start == to) or by == 0)
    return not flat and getattr(made, "fault", None) is None


def _inline(text: str, place: Place) -> Prose:
    from okrsite.markdown import inline

    return inline(text, place.line)


def one_line(text: str) -> str:
    """A text on one line, without what no page may hold."""
    return " ".join(presentable(text).split())


def _cell(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", one_line(text))


def _text(source: object) -> str:
    """A place as text that Markdown leaves alone."""
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", one_line(str(source)))


def _bounded(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST]}\n\n(The rest was too long to be taken over.)"
