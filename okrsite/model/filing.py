"""Where check-ins are filed: the folder that fits a team or person, and the name of a new one."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from pathlib import PurePosixPath

from okrsite.model.due import Holder
from okrsite.model.place import Place
from okrsite.model.portfolio import Portfolio

USUAL_FOLDER = "checkins"
"""Where check-ins go on a site that has none yet."""

Where = tuple[str, str]
"""(content folder, path in it)"""


class Filing:
    """Where everybody's check-ins and objectives lie; made once for all that ask."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._every: Counter[Where] = Counter()
        self._own: dict[str, Counter[Where]] = defaultdict(Counter)
        self._objectives: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, set[tuple[Where, str]]] = defaultdict(set)
        named = {*portfolio.teams, *portfolio.people, *(c.key for c in portfolio.cycles.values())}
        self._common: dict[Where, bool] = {}
        for update in portfolio.graph.updates:
            document = update.document
            whose = document.person or document.team
            where = _where(document.place)
            self._every[where] += 1
            if where not in self._common:
                parts = {part.lower() for part in PurePosixPath(where[1]).parts}
                self._common[where] = not named & parts
            if whose is not None:
                self._own[whose.text][where] += 1
                name = document.place.path.rpartition("/")[2]
                self._names[whose.text].add((where, name))
        for each in portfolio.objectives.values():
            for holder in (each.objective.team, each.objective.person):
                if holder is not None:
                    self._objectives[holder.text].add(each.objective.place.folder)

    def folders(self, holder: Holder | None) -> list[Where]:
        """Where a team's or person's check-ins may go, the best first.

        Where theirs lie already; else where those of others lie, folders named after a team, a
        person or a cycle aside; nothing where there are none.
        """
        own = self._own.get(holder[1]) if holder is not None else None
        if own:
            return [where for where, _ in own.most_common()]
        return [where for where, _ in self._every.most_common() if self._common[where]]

    def fitting(self, holder: Holder) -> list[Where]:
        """Those that lie in a content folder where the holder's objectives do."""
        theirs = self.content_folders(holder)
        return [where for where in self.folders(holder) if not theirs or where[0] in theirs]

    def content_folders(self, holder: Holder) -> set[str]:
        """The content folders in which a team's or person's objectives lie."""
        return self._objectives.get(holder[1], set())

    def names(self, holder: Holder, where: Where) -> list[str]:
        """The files of a team's or person's check-ins in a folder."""
        return sorted(name for place, name in self._names.get(holder[1], ()) if place == where)


def _where(place: Place) -> Where:
    path = PurePosixPath(place.path).parent
    return place.folder, "" if path == PurePosixPath() else path.as_posix()


def file_name(day: date, holder: Holder | None, count: int = 1) -> str:
    """The name of a check-in: the day, whose, and a number where it is not their first."""
    parts = [
        day.isoformat(),
        *([holder[1]] if holder else []),
        *([str(count)] if count > 1 else []),
    ]
    return f"{'-'.join(parts)}.md"
