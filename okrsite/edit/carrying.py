"""Opening a cycle: its dates, and the goals that go on in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import PurePosixPath

from okrsite.edit.change import Put, Remove, change
from okrsite.edit.fields import fields
from okrsite.edit.key_results import rebased, with_milestones_so_far, without
from okrsite.edit.references import scalars_under, value_of
from okrsite.edit.shape import Value
from okrsite.model.cycle import Cycle, CycleKind
from okrsite.model.directory import Directory
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.status import Status
from okrsite.model.text import slug

_FINISHED = frozenset({Status.ACHIEVED, Status.MET, Status.DROPPED})
_OLD_FIELDS = ("score", "score_note", "checkins", "changed", "starts", "due", "pace", "deferred_to")


def following(cycle: Cycle) -> tuple[date, date] | None:
    """The dates of the cycle after one: as many months, or as many days."""
    if cycle.ends is None:
        return None
    starts, after = cycle.ends + timedelta(days=1), cycle.ends + timedelta(days=1)
    if cycle.starts.day == 1 and after.day == 1:
        months = (after.year - cycle.starts.year) * 12 + after.month - cycle.starts.month
        month = after.month - 1 + months
        return starts, date(after.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return starts, starts + (cycle.ends - cycle.starts)


def cycle_entry(
    key: str, starts: date, ends: date | None, like: Cycle | None, within: str | None
) -> dict[str, Value]:
    """An entry of cycles.yml, kind and rhythm as those of another cycle."""
    entry: dict[str, Value] = {"id": key, "within": within, "starts": starts, "ends": ends}
    if like is not None:
        entry |= {"kind": str(like.kind) if like.kind is not CycleKind.STRATEGIC else None}
        entry |= {"checkin": str(like.checkin)}
    return {name: value for name, value in entry.items() if value is not None}


def around(portfolio: Portfolio, starts: date, ends: date, like: Cycle) -> str | None:
    """The cycle that a new one lies within: that of the old one, or the one like it."""
    fitting = [
        each
        for each in portfolio.cycles.values()
        if each.depth == like.depth - 1 and each.contains(starts) and each.contains(ends)
    ]
    return fitting[0].id if fitting else None


def unfinished(portfolio: Portfolio, cycle: Cycle) -> list[ScoredObjective]:
    """Objectives of a cycle that somebody may want to go on with."""
    return [
        each
        for each in portfolio.objectives.values()
        if each.cycle.id == cycle.id and not each.objective.draft and each.status not in _FINISHED
    ]


@dataclass(frozen=True, slots=True)
class Carrying:
    """Goals that go on in a new cycle."""

    cycle: str
    ids: Mapping[str, str]
    """Old id -> new id of each goal that goes on."""
    names: Directory

    def text_of(self, text: str, scored: ScoredObjective) -> str:
        """The new document: as the old one was, from where it has come to.

        Raises:
            Unclear: where that cannot be told for sure.
        """
        text = self._key_results(text, scored)
        root = fields(text, whole=False).root
        for name in ("aliases", "score", "score_note"):
            if value_of(root, name) is not None:
                text = change(text, [Remove((name,))])
        if value_of(root, "cycle") is not None:
            text = change(text, [Put(("cycle",), self.cycle)])
        if value_of(root, "id") is not None:
            text = change(text, [Put(("id",), self.ids[scored.id])])
        text = self._references(text, scored)
        return change(text, [Put(("continues",), scored.id, ("aligns_to", "cycle", "title"))])

    def _key_results(self, text: str, scored: ScoredObjective) -> str:
        left = [each for each in scored.key_results if each.status not in _FINISHED]
        for at in reversed(range(len(scored.key_results))):
            each = scored.key_results[at]
            if each.status in _FINISHED and left:
                text = change(text, [Remove(("key_results", at))])
                continue
            for name in _OLD_FIELDS:
                text = without(text, at, name)
            text = _from_here(text, at, each)
        return text

    def _references(self, text: str, scored: ScoredObjective) -> str:
        """References by whole ids: what was short there may mean something else here."""
        root = fields(text, whole=False).root
        near = list(self.names.enclosing(scored.cycle.id))
        for name, field in (("aligns_to", "to"), ("depends_on", "objective")):
            for path, words in scalars_under(root, name, field):
                document, hash_, part = words.strip().partition("#")
                found = self.names.objective(document, near).key
                if found is not None:
                    text = change(text, [Put(path, f"{self.ids.get(found, found)}{hash_}{part}")])
        return text


def _from_here(text: str, at: int, each: ScoredKeyResult) -> str:
    target = each.facts.target
    if each.facts.milestones:
        return with_milestones_so_far(text, at, each.facts.milestones)
    if each.key_result.measure.kind != "metric" or each.value is None or target is None:
        return text
    return rebased(text, at, each.key_result, each.value, target)


def carried_path(path: str, old: Cycle, new: str) -> str:
    """Where the new document stands: beside the old one, or in the folder of its cycle."""
    parts = list(PurePosixPath(path).parts)
    if any(part.lower() == old.key for part in parts[:-1]):
        moved = [new if part.lower() == old.key else part for part in parts[:-1]]
        return "/".join([*moved, parts[-1]])
    return str(PurePosixPath(path).with_name(f"{PurePosixPath(path).stem}-{slug(new)}.md"))


def carried_id(scored: ScoredObjective, path: str, old: Cycle, new: str, text: str) -> str:
    """The id of the new document."""
    if value_of(fields(text, whole=False).root, "id") is None:
        return f"{slug(new)}-{slug(PurePosixPath(path).stem)}"
    key = scored.id
    if old.key in key:
        return key.replace(old.key, slug(new))
    return f"{key}-{slug(new)}"
