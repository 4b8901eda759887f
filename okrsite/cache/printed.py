"""What a build said at its end, for the next one that comes to the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from okrsite.model.noun import dataclass
from okrsite.model.place import Place
from okrsite.model.problem import Problem, Severity

Row = tuple[str, str, str, tuple[str, str, int, int] | None, str, str]


@dataclass(frozen=True, slots=True)
class Printed:
    """Figures and problems."""

    objectives: int
    as_of: str
    rows: tuple[Row, ...]
    """Problems as plain values, in order."""

    @classmethod
    def of(cls, objectives: int, as_of: str, problems: Iterable[Problem]) -> Printed:
        """What is told of a build."""
        return cls(objectives, as_of, tuple(map(_row, problems)))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems again."""
        return tuple(map(_problem, self.rows))

    def plain(self) -> list[Any]:
        """As JSON can hold it."""
        return [self.objectives, self.as_of, self.rows]

    @classmethod
    def typed(cls, found: list[Any]) -> Printed:
        """From what JSON held."""
        objectives, as_of, rows = found
        return cls(int(objectives), str(as_of), tuple(rows))


def _row(each: Problem) -> Row:
    place = each.place
    where = None if place is None else (place.folder, place.path, place.line, place.column)
    return each.rule, str(each.severity), each.message, where, each.hint, each.subject


def _problem(row: Row) -> Problem:
    rule, severity, message, where, hint, subject = row
    place = None if where is None else Place(*where)
    return Problem(rule, Severity(severity), message, place, hint, subject)
