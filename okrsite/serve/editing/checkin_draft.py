"""What a check-in form comes to: one new document, each figure held against its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from okrsite.edit import Change
from okrsite.edit.checkins import (
    USUAL_FOLDER,
    Said,
    check_in,
    confidence,
    content_folders_of,
    figures_of_that_day,
    fitting_folders,
    free_path,
    read_figure,
)
from okrsite.model import addresses
from okrsite.model.directory import Target
from okrsite.model.document import SAID
from okrsite.model.due import Holder
from okrsite.model.measure import Figure, Measure, Misfit
from okrsite.model.portfolio import Portfolio
from okrsite.serve.editing.asked import Said as Answers
from okrsite.serve.editing.checkin_form import holder_for, page_of
from okrsite.serve.editing.desk import Desk
from okrsite.serve.editing.form import Draft, Note
from okrsite.serve.editing.people import name_of


def draft(desk: Desk, said: Answers) -> Draft:
    """The check-in document that a form comes to."""
    portfolio = desk.portfolio
    holder = holder_for(said, portfolio)
    if holder is None:
        return Draft(notes=(Note("for", "Say whose check-in it is"),))
    notes: list[Note] = []
    day = _day(said, portfolio, notes)
    words = [word for ref in _references(said) if (word := _said(ref, said, portfolio, notes))]
    text = said.raw("text").strip()
    for word in words:
        notes += _twice(word, portfolio, day)
    if not words and not text and not notes:
        notes.append(Note("", "Nothing was said yet", "Fill in a figure, a confidence or a line."))
    by = said.one("by")
    written = check_in(day, holder, words, by=by if by in portfolio.people else None, text=text)
    path = free_path(_folder(desk, holder), day, holder)
    name = name_of(holder[1], portfolio)
    return Draft(
        changes=(Change(path, written),),
        notes=tuple(notes),
        address=_shown(words, said, holder, portfolio),
        summary=f"Check-in of {name}, {day}",
    )


def _shown(words: Iterable[Said], said: Answers, holder: Holder, portfolio: Portfolio) -> str:
    """The page that shows it: the goal where it is all about one, else the team or person."""
    goals = {word.target.key for word in words if word.target.kind == "key_result"}
    goals |= {said.one("objective")} & set(portfolio.objectives)
    return addresses.objective(*goals) if len(goals) == 1 else page_of(holder)


def _day(said: Answers, portfolio: Portfolio, notes: list[Note]) -> date:
    text = said.one("date")
    try:
        return date.fromisoformat(text) if text else portfolio.as_of
    except ValueError:
        notes.append(Note("date", f"`{text[:20]}` is no day", "Write it as 2026-11-21."))
        return portfolio.as_of


def _references(said: Answers) -> list[str]:
    named = (name.partition(".") for name, value in said.pairs if value.strip())
    fields = {"value", "confidence", "status", "note"}
    return list(dict.fromkeys(ref for field, _, ref in named if field in fields))


def _said(ref: str, said: Answers, portfolio: Portfolio, notes: list[Note]) -> Said | None:
    found = _target(ref, portfolio)
    if found is None:
        notes.append(Note("", f"`{ref[:80]}` is not there any more", "Begin with a fresh form."))
        return None
    target, measure, unit = found
    said_status = said.one(f"status.{ref}")
    word = Said(
        target,
        _figure(ref, said, measure, unit, notes),
        _confidence(ref, said, notes),
        next((each for each in SAID if str(each) == said_status), None),
        " ".join(said.one(f"note.{ref}").split()),
    )
    return word if word else None


def _target(ref: str, portfolio: Portfolio) -> tuple[Target, Measure | None, str] | None:
    key, _, part = ref.partition("#")
    if not part:
        kpi = portfolio.kpis.get(key)
        return (Target("kpi", key), None, kpi.kpi.unit) if kpi else None
    goal = portfolio.objectives.get(key)
    found = goal.key_result(part) if goal else None
    if found is None:
        return None
    return Target("key_result", key, part), found.key_result.measure, found.facts.unit or ""


def _figure(
    ref: str, said: Answers, measure: Measure | None, unit: str, notes: list[Note]
) -> Figure | None:
    name = f"value.{ref}"
    if measure is not None and measure.kind == "milestones":
        steps = tuple(said.all(name))
        return Figure("", done=steps) if steps else None
    text = said.one(name)
    if not text:
        return None
    try:
        return read_figure(text, measure, unit)
    except Misfit as misfit:
        notes.append(Note(name, misfit.message, misfit.hint))
        return None


def _confidence(ref: str, said: Answers, notes: list[Note]) -> float | None:
    text = said.one(f"confidence.{ref}")
    if not text:
        return None
    try:
        return confidence(text)
    except ValueError as fault:
        notes.append(Note(f"confidence.{ref}", str(fault)))
        return None


def _twice(word: Said, portfolio: Portfolio, day: date) -> Iterator[Note]:
    for each in figures_of_that_day(word, portfolio, day)[:1]:
        yield Note(
            f"value.{word.reference}",
            f"A figure of {day} is there already ({each.place.file}:{each.place.line})",
            "Change it there, choose another day, or leave this one empty.",
        )


def _folder(desk: Desk, holder: Holder) -> Path:
    portfolio = desk.portfolio
    fitting = fitting_folders(portfolio, holder)
    if fitting:
        name, path = fitting[0]
        return desk.folder(name) / path
    theirs = content_folders_of(portfolio, holder)
    names = [each.name for each in desk.folders if not theirs or each.name in theirs]
    return desk.folder(names[0]) / USUAL_FOLDER
