"""Yes or no.

done: false     done: true     done: 2026-11-12
"yes/no"
"""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from okrsite.i18n import gettext, pgettext
from okrsite.model.explanation import Input, percentage
from okrsite.model.figure import refuse, share_figure
from okrsite.model.measure import CheckIn, Facts, Figure, Measure, Misfit, Moment, Written
from okrsite.model.noun import dataclass, replace
from okrsite.model.place import Place
from okrsite.model.schema import DateOrFlag
from okrsite.model.wording import FIELD_WORDS


@dataclass(frozen=True)
class Done(Measure):
    """Done, or as far as was said."""

    done: date | bool | None = None

    kind = "done"
    field = "done"
    schema = DateOrFlag

    @classmethod
    def written(cls, written: Written) -> Self:
        return cls(written.value)

    @classmethod
    def short(cls, words: str, place: Place) -> Self | None:
        del place
        return cls(False) if words.lower().replace(" ", "") == "yes/no" else None

    def anything_done(self, moment: Moment) -> bool:
        if self.done is True or (isinstance(self.done, date) and self.done <= moment.as_of):
            return True
        said = next((w.done for w in reversed(moment.words) if isinstance(w.done, bool)), False)
        return said is True

    def raw(self, moment: Moment) -> float | None:
        return 1.0 if self.anything_done(moment) else (moment.last_progress or 0.0)

    def expected(self, moment: Moment) -> float | None:
        del moment
        return None

    def done_on(self) -> list[date]:
        return [self.done] if isinstance(self.done, date) else []

    def figure(self, text: str) -> Figure:
        return share_figure(text, self.kind, done=True)

    def accepts(self, checkin: CheckIn) -> CheckIn:
        refuse(checkin, self.kind, value=True)
        if isinstance(checkin.done, tuple):
            raise Misfit(
                "`done` names milestones, and this key result has none", hint="Write `done: true`."
            )
        return checkin

    def explain(self, moment: Moment) -> tuple[str, tuple[Input, ...]]:
        said = [w for w in moment.words if w.progress is not None or isinstance(w.done, bool)]
        inputs = tuple(
            Input(gettext("check-in of {day}", day=w.date), _said(w), w.place) for w in said[-1:]
        )
        written = () if self.done is None else (Input(FIELD_WORDS["done"], _written(self.done)),)
        words = gettext("all of it when done, else the last progress said, else nothing")
        return words, (*written, *inputs)

    def facts(self, moment: Moment) -> Facts:
        del moment
        return Facts()

    def was(self, name: str, value: Any) -> Self:
        if name == "done" and isinstance(value, bool):
            return replace(self, done=value)
        return Measure.was(self, name, value)


def _written(done: date | bool) -> str:
    if done is True:
        return pgettext("whether it is done", "true")
    return pgettext("whether it is done", "false") if done is False else str(done)


def _said(word: CheckIn) -> str:
    if isinstance(word.done, bool):
        return gettext("done") if word.done else gettext("not done")
    return percentage(word.progress or 0)


MEASURE = Done
