"""Steps that are done one after another.

milestones:
  - {title: Inventory agreed, done: 2026-10-20}
  - {id: first-half, title: First half published, due: 2026-11-20, weight: 2}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Self

from okrsite.i18n import gettext, pgettext
from okrsite.model.explanation import Input, figure
from okrsite.model.figure import no_figure, refuse
from okrsite.model.measure import (
    CheckIn,
    Facts,
    Figure,
    Measure,
    MilestoneFact,
    Misfit,
    Moment,
    Written,
)
from okrsite.model.noun import dataclass, replace
from okrsite.model.place import Place
from okrsite.model.prose import Prose
from okrsite.model.schema import DateOrFlag, Id, IsoDate, Many, Schema, Text, Weight, keyed
from okrsite.model.text import did_you_mean, first_words, free_name, shortened

_DONE = re.compile(r"done(?![\w-])", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:$|\(|\[)")


class MilestoneShape(Schema):
    """An entry of the field `milestones`."""

    id: Id | None = None
    title: Text
    weight: Weight = 1.0
    due: IsoDate | None = None
    done: DateOrFlag = None


@dataclass(frozen=True)
class Milestone:
    """One step."""

    id: str
    title: Prose
    weight: float
    due: date | None
    done: date | bool | None
    place: Place

    @property
    def names(self) -> tuple[str, ...]:
        """What a check-in may call it."""
        return (self.id, self.title.plain.lower())


@dataclass(frozen=True)
class Milestones(Measure):
    """The weight done of all weight."""

    steps: tuple[Milestone, ...]

    kind = "milestones"
    field = "milestones"
    schema = Annotated[list[Annotated[MilestoneShape, keyed("title")]], Many]

    @classmethod
    def written(cls, written: Written) -> Self:
        if not written.value:
            raise Misfit("`milestones` lists none", hint="Name at least one: - title: ...")
        steps: list[Milestone] = []
        for index, shape in enumerate(written.value):
            prose = written.inline(shape.title, written.places[str(index)])
            taken = {step.id for step in steps}
            if shape.id in taken:
                raise Misfit(f"Two milestones have the id `{shape.id}`", rule="duplicate-id")
            key = shape.id or free_name(
                first_words(prose.plain, 4) or f"milestone-{index + 1}", taken
            )
            place = written.places[str(index)]
            steps.append(Milestone(key, prose, shape.weight, shape.due, shape.done, place))
        return cls(tuple(steps))

    def _done(self, moment: Moment) -> dict[str, date | bool]:
        """Each milestone that is done by now, with its day or True."""
        done: dict[str, date | bool] = {}
        for step in self.steps:
            if step.done is True or (isinstance(step.done, date) and step.done <= moment.as_of):
                done[step.id] = step.done
        for word in moment.words:
            named = word.done if isinstance(word.done, tuple) else ()
            for step in self.steps if word.done is True else ():
                done.setdefault(step.id, word.date)
            for key in named:
                done.setdefault(key, word.date)
        return done

    def _share(self, keys: set[str]) -> float | None:
        total = sum(step.weight for step in self.steps)
        if total <= 0:
            return None
        return sum(step.weight for step in self.steps if step.id in keys) / total

    def raw(self, moment: Moment) -> float | None:
        return self._share(set(self._done(moment)))

    def expected(self, moment: Moment) -> float | None:
        due = {
            step.id
            for step in self.steps
            if (day := step.due or moment.due) is not None and day <= moment.as_of
        }
        return self._share(due)

    def course(self, moment: Moment) -> list[tuple[date, float]]:
        total = sum(step.weight for step in self.steps)
        if total <= 0:
            return []
        days = {word.date for word in moment.words if word.done}
        days |= {day for day in self.done_on() if day <= moment.as_of}
        first = self._first_done(moment)
        gained: dict[date, float] = dict.fromkeys(days, 0.0)
        so_far = 0.0
        for step in self.steps:
            day = first.get(step.id)
            if day in gained:
                gained[day] += step.weight
            elif day is not None:
                so_far += step.weight
        found = []
        for day in sorted(gained):
            so_far += gained[day]
            found.append((day, so_far / total))
        return found

    def _first_done(self, moment: Moment) -> dict[str, date]:
        """Since when each milestone that is done has been; a bare `true` holds at every date."""
        first: dict[str, date] = {}
        for word in reversed(moment.words):
            named = [step.id for step in self.steps] if word.done is True else word.done or ()
            first |= dict.fromkeys(named, word.date)
        for step in self.steps:
            if step.done is True:
                first[step.id] = date.min
            elif isinstance(step.done, date) and step.done <= moment.as_of:
                first[step.id] = min(step.done, first.get(step.id, step.done))
        return first

    def done_on(self) -> list[date]:
        return [step.done for step in self.steps if isinstance(step.done, date)]

    def anything_done(self, moment: Moment) -> bool:
        return bool(self._done(moment))

    def figure(self, text: str) -> Figure:
        word = _DONE.match(text)
        if word is None:
            return no_figure(text, self.kind)
        rest = text[word.end() :].lstrip()
        if _ENDS.match(rest):
            return Figure(rest, done=True)
        named: list[str] = []
        while (found := self._named(rest)) is not None:
            named.append(found[0])
            rest = found[1]
            after = re.match(r"\s*,\s*", rest)
            if after is None:
                break
            rest = rest[after.end() :]
        if not named or (rest and re.match(r"[^(\[]+[(\[]", rest) and self._listed(text, rest)):
            self._unknown(re.split(r"[,(\[]", rest.lstrip(", "))[0].strip())
        return Figure(rest.lstrip(), done=tuple(named))

    def _listed(self, text: str, rest: str) -> bool:
        """Whether what is left follows a comma, as one more milestone would."""
        return text[: len(text) - len(rest)].rstrip().endswith(",")

    def _named(self, text: str) -> tuple[str, str] | None:
        low = text.lower()
        names = sorted(
            ((name, step.id) for step in self.steps for name in step.names),
            key=lambda pair: (-len(pair[0]), pair[1]),
        )
        for name, key in names:
            if name and low.startswith(name) and not re.match(r"[\w-]", text[len(name) :]):
                return key, text[len(name) :]
        return None

    def _unknown(self, words: str) -> None:
        names = [name for step in self.steps for name in (step.id, step.title.plain)]
        raise Misfit(
            f"`{shortened(words, 40)}` is no milestone of this key result",
            rule="unknown-reference",
            hint=did_you_mean(words, names) or f"They are: {', '.join(s.id for s in self.steps)}.",
        )

    def accepts(self, checkin: CheckIn) -> CheckIn:
        refuse(checkin, self.kind, value=True, progress=True)
        if not isinstance(checkin.done, tuple):
            return checkin
        keys = []
        for name in checkin.done:
            found = next((step.id for step in self.steps if name.lower() in step.names), None)
            if found is None:
                self._unknown(name)
            else:
                keys.append(found)
        return replace(checkin, done=tuple(keys))

    def explain(self, moment: Moment) -> tuple[str, tuple[Input, ...]]:
        done = self._done(moment)
        total = sum(step.weight for step in self.steps)
        got = sum(step.weight for step in self.steps if step.id in done)
        inputs = tuple(
            Input(step.title.plain, _how_done(done.get(step.id), step.weight), step.place)
            for step in self.steps
        )
        words = gettext("weights done ÷ weights")
        return f"{words} = {figure(got)} ÷ {figure(total)}", inputs

    def texts(self) -> Iterable[Prose]:
        return (step.title for step in self.steps)

    def with_texts(self, settle: Callable[[Prose], Prose]) -> Self:
        return replace(
            self, steps=tuple(replace(step, title=settle(step.title)) for step in self.steps)
        )

    def facts(self, moment: Moment) -> Facts:
        done = self._done(moment)
        return Facts(
            milestones=tuple(
                MilestoneFact(s.id, s.title, s.weight, s.due, done.get(s.id), s.place)
                for s in self.steps
            )
        )


def _how_done(done: date | bool | None, weight: float) -> str:
    when = _when(done)
    if weight == 1:
        return when
    return gettext("{value}, weight {weight}", value=when, weight=figure(weight))


def _when(done: date | bool | None) -> str:
    if done is None:
        return pgettext("not done yet", "open")
    return gettext("done") if isinstance(done, bool) else gettext("done {day}", day=done)


MEASURE = Milestones
