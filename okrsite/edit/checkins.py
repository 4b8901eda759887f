"""From what somebody says to a check-in document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from okrsite.edit.shape import Value
from okrsite.edit.wording import document
from okrsite.model.directory import Directory, Lookup, Target
from okrsite.model.document import CheckInDocument, Documents, Ref
from okrsite.model.due import Holder
from okrsite.model.figure import no_figure, value_figure
from okrsite.model.filing import USUAL_FOLDER as USUAL_FOLDER  # noqa: PLC0414 (handed on)
from okrsite.model.filing import Filing, file_name
from okrsite.model.measure import CheckIn, Figure, Measure, Misfit
from okrsite.model.noun import dataclass
from okrsite.model.place import Place
from okrsite.model.portfolio import AlignmentGraph, Portfolio
from okrsite.model.prose import NO_PROSE
from okrsite.model.status import Status
from okrsite.model.text import did_you_mean


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one key result, objective or kpi."""

    target: Target
    figure: Figure | None = None
    confidence: float | None = None
    status: Status | None = None
    note: str = ""

    def __bool__(self) -> bool:
        return any(each not in (None, "") for each in self.fields().values())

    @property
    def reference(self) -> str:
        """The whole reference, which means the same from anywhere."""
        return f"{self.target.key}#{self.target.part}" if self.target.part else self.target.key

    def fields(self) -> dict[str, Value]:
        """Its fields in front matter."""
        figure = self.figure or Figure("")
        done = list(figure.done) if isinstance(figure.done, tuple) else figure.done
        every: dict[str, Value] = {
            "value": figure.value,
            "progress": figure.progress,
            "done": done,
            "confidence": self.confidence,
            "status": str(self.status) if self.status else None,
            "note": self.note or None,
        }
        return {name: value for name, value in every.items() if value is not None}


FIELDS_OF = {"key_result": "key_results", "objective": "objectives", "kpi": "kpis"}
"""The field of a check-in that holds words on a sort of thing."""


def check_in(
    day: date,
    holder: Holder | None,
    words: Iterable[Said],
    *,
    by: str | None = None,
    text: str = "",
    extra: Mapping[str, Value] | None = None,
) -> str:
    """The text of a check-in document."""
    said: dict[str, dict[str, Value]] = {}
    for word in words:
        said.setdefault(FIELDS_OF[word.target.kind], {})[word.reference] = word.fields()
    whose: dict[str, Value] = {holder[0]: holder[1]} if holder else {}
    front: dict[str, Value] = {"type": "checkin", "date": day, **whose, "by": by}
    front |= {name: said[name] for name in FIELDS_OF.values() if name in said}
    return document({**front, "extra": dict(extra or {})}, text)


def read_figure(text: str, measure: Measure | None, unit: str = "") -> Figure:
    """A figure as somebody types it, held against the kind; without a measure, a kpi's.

    Raises:
        Misfit: where it is none, or more than one.
    """
    text = text.strip()
    found = value_figure(text, unit, "kpi") if measure is None else _figure(text, measure)
    if (found.value, found.progress, found.done) == (None, None, None):
        hint = ""
        try:
            no_figure("1%", "kpi" if measure is None else measure.kind)
        except Misfit as misfit:
            hint = misfit.hint
        raise Misfit(f"`{text[:40]}` is no figure", hint=hint)
    if found.rest.strip():
        raise Misfit(
            f"`{found.rest.strip()[:40]}` is more than a figure",
            hint=f"The unit is {unit}."
            if unit
            else "What else you want to say goes into the note.",
        )
    return found


def confidence(answer: str) -> float:
    """A confidence as typed.

    Raises:
        ValueError: where it is none.
    """
    try:
        found = float(answer.removesuffix("/10").strip())
    except ValueError:
        found = -1.0
    if not 0 <= found <= 10:
        raise ValueError(f"`{answer}` is no confidence: write a number from 0 to 10")
    return found


def said_of(target: Target, portfolio: Portfolio) -> Sequence[CheckIn]:
    """What was said before of a key result or kpi."""
    if target.kind == "kpi":
        return portfolio.kpis[target.key].words
    found = portfolio.objectives[target.key].key_result(target.part or "")
    return found.words if found else ()


def figures_of_that_day(word: Said, portfolio: Portfolio, day: date) -> list[CheckIn]:
    """Figures that were given already for the day of a new one.

    Of two figures of one day that of the later path counts: a correction could be lost.
    """
    return [
        each
        for each in (said_of(word.target, portfolio) if word.figure else ())
        if each.date == day and (each.value, each.progress, each.done) != (None, None, None)
    ]


def _figure(text: str, measure: Measure) -> Figure:
    # Somebody who is asked which milestones are done answers with their names alone.
    if measure.kind == "milestones" and not text.lower().startswith("done"):
        return measure.figure(f"done {text}")
    return measure.figure(text)


# References -------------------------------------------------------------------------------------


def directory(graph: AlignmentGraph) -> Directory:
    """The names of everything that is linked."""
    return Directory(
        Documents(
            graph.site,
            tuple(graph.teams.values()),
            tuple(graph.people.values()),
            tuple(graph.cycles.values()),
            tuple(graph.objectives.values()),
            kpis=tuple(graph.kpis.values()),
            reviews=tuple(graph.reviews.values()),
            pages=tuple(graph.pages.values()),
        )
    )


def meant_by(reference: str, names: Directory, day: date, holder: Holder | None) -> Target | Lookup:
    """What a reference in a check-in of that day and team or person is about."""
    whose = {holder[0]: Ref(holder[1], _NOWHERE)} if holder else {}
    blank = CheckInDocument(
        "", day, whose.get("team"), whose.get("person"), None, NO_PROSE, (), (), (), (), "", False,
        _NOWHERE,
    )  # fmt: skip
    found = names.line(reference, blank)
    if isinstance(found, Lookup) and not found.several and not found.hint:
        return Lookup(hint=did_you_mean(reference.lower(), names.candidates(blank)))
    return found


_NOWHERE = Place("", "")


# Files ------------------------------------------------------------------------------------------


def fitting_folders(portfolio: Portfolio, holder: Holder) -> list[tuple[str, str]]:
    """Where a team's or person's check-ins may go: (content folder, path in it), the best first."""
    return Filing(portfolio).fitting(holder)


def content_folders_of(portfolio: Portfolio, holder: Holder) -> set[str]:
    """The content folders in which a team's or person's objectives lie."""
    return Filing(portfolio).content_folders(holder)


def free_path(folder: Path, day: date, holder: Holder | None) -> Path:
    """A new check-in's file in a folder, under a name that is free."""
    count = 1
    while (folder / file_name(day, holder, count)).exists():
        count += 1
    return folder / file_name(day, holder, count)
