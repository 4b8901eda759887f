"""What a key result's target was before each change of it, and which change made it easier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from okrsite.model.document import Change, KeyResult
from okrsite.model.measure import CheckIn, Measure, Moment
from okrsite.model.noun import dataclass, replace
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.rules._wording import percent

_OWN = frozenset({"starts", "due", "weight", "title"})
"""Fields that lie beside the measure."""
_NOTICED = 0.005
"""Raw progress that a change must give to be a change of ground, not of rounding."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A change, with what was measured on either side of it."""

    change: Change
    before: Measure
    after: Measure
    now: object
    """The field's value after the change, where it lies beside the measure."""


def moves(written: KeyResult) -> Iterator[Moved]:
    """Every change, the last one first."""
    measure, own = written.measure, {name: getattr(written, name) for name in _OWN}
    for change in sorted(written.changed, key=lambda each: each.date, reverse=True):
        if change.field in _OWN:
            yield Moved(change, measure, measure, own[change.field])
            own[change.field] = change.was
        else:
            before = measure.was(change.field, change.was)
            yield Moved(change, before, measure, None)
            measure = before


def easier(moved: Moved, objective: ScoredObjective, each: ScoredKeyResult) -> str:
    """How a change made it easier, in words; empty where it did not."""
    field = moved.change.field
    if field in {"starts", "due"}:
        edge = each.cycle.starts if field == "starts" else each.cycle.ends
        return _later(field, moved.change.was or edge, moved.now or edge)
    if field == "weight":
        return _lighter(moved, objective, each)
    return _nearer(moved, each) if field != "title" else ""


def _later(field: str, was: object, now: object) -> str:
    later = isinstance(was, date) and isinstance(now, date) and now > was
    return f"`{field}` went from {was} to {now}" if later else ""


def _lighter(moved: Moved, objective: ScoredObjective, each: ScoredKeyResult) -> str:
    """Less weight for what lies behind its objective, or more for what lies ahead."""
    was, now = moved.change.was, moved.now
    if not isinstance(was, (int, float)) or not isinstance(now, (int, float)):
        return ""
    if each.progress is None or objective.progress is None or each.progress >= objective.progress:
        return ""
    return f"its weight fell from {was:g} to {now:g} while it lies behind" if now < was else ""


def _nearer(moved: Moved, each: ScoredKeyResult) -> str:
    if moved.after.bands:
        return _wider(moved, each.moment)
    before, after = moved.before.raw(each.moment), moved.after.raw(each.moment)
    asked = _asked(moved, each.moment)
    if before is None or after is None or asked is None or asked > _NOTICED:
        return ""
    if after - before > _NOTICED:
        return f"what would be {percent(before)} of the way counts as {percent(after)}"
    return "less is asked for than before" if asked < -_NOTICED else ""


def _wider(moved: Moved, moment: Moment) -> str:
    old, new = moved.before.facts(moment), moved.after.facts(moment)
    lower = old.min is not None and (new.min is None or new.min < old.min)
    upper = old.max is not None and (new.max is None or new.max > old.max)
    return "more is allowed than before" if lower or upper else ""


def _asked(moved: Moved, moment: Moment) -> float | None:
    """How much more the new target asks for than the old one: below 0 where it is less.

    Progress alone does not tell: below its baseline, a figure falls behind with a nearer target.
    """
    old = moved.before.facts(moment).target
    if old is None:
        return None
    reached = CheckIn(moment.as_of, moved.change.place, value=old)
    raw = moved.after.raw(replace(moment, words=(*moment.words, reached)))
    return None if raw is None else 1 - raw
