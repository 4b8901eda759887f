"""No measure: its author judges how far it is. Allowed, and advised against."""

from __future__ import annotations

from typing import Self

from okrsite.i18n import gettext
from okrsite.model.explanation import Input, percentage
from okrsite.model.figure import refuse, share_figure
from okrsite.model.measure import CheckIn, Facts, Figure, Measure, Moment, Written
from okrsite.model.noun import dataclass


@dataclass(frozen=True)
class Judged(Measure):
    """The last progress said."""

    kind = "judged"

    @classmethod
    def written(cls, written: Written) -> Self:
        del written
        return cls()

    def raw(self, moment: Moment) -> float | None:
        return moment.last_progress

    def expected(self, moment: Moment) -> float | None:
        del moment
        return None

    def figure(self, text: str) -> Figure:
        return share_figure(text, self.kind, done=False)

    def accepts(self, checkin: CheckIn) -> CheckIn:
        refuse(checkin, self.kind, value=True, done=True)
        return checkin

    def explain(self, moment: Moment) -> tuple[str, tuple[Input, ...]]:
        last = next((w for w in reversed(moment.words) if w.progress is not None), None)
        if last is None:
            return gettext("the last progress said; none was said yet"), ()
        share = percentage(last.progress or 0)
        named = gettext("check-in of {day}", day=last.date)
        return gettext("the last progress said"), (Input(named, share, last.place),)

    def facts(self, moment: Moment) -> Facts:
        del moment
        return Facts()


MEASURE = Judged
