"""Which boxes a map has: an objective each where there is room, else a team's on one level."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from okrsite.model.portfolio import Portfolio
from okrsite.model.pursuit import home
from okrsite.pages._index import order, subteams, team_paths
from okrsite.pages._map_levels import levels
from okrsite.pages._map_scope import Scope

ROOM = 90
"""Boxes up to which every objective has its own."""
_FOLDED = 40
"""Boxes of a map on which not every one has: it is an overview, and leads on."""
_DEEPEST = 16
"""Levels that have a column of their own; what stands deeper is one box."""
_OTHERS, _DEEP = "others", "deep"


class Box(NamedTuple):
    """An objective, or several of one team that stand on one level."""

    key: str
    level: int
    members: tuple[str, ...]
    team: str
    """The team that stands for them; empty: none is known, or several do."""
    aligned: bool
    """Whether they lead to the mission."""
    near: bool
    """Whether they are what the map is about, or only next to that."""

    @property
    def single(self) -> bool:
        """Whether it is an objective, and no fold."""
        return len(self.members) == 1


class _Group(NamedTuple):
    near: bool
    team: str
    """A team of the row right below the map's own."""
    kind: str = ""
    """`others`: several teams; `deep`: whatever stands too deep."""


Tiers = dict[tuple[int, bool], list[str]]
"""(level, aligned) -> objectives."""


def boxes(scope: Scope, portfolio: Portfolio) -> tuple[Box, ...]:
    """The boxes of a map, in an order that does not depend on files.

    Teams are drawn out from the smallest up, as long as there is room.
    """
    groups = _groups(scope, portfolio)
    most = ROOM if len(scope.inner) + len(scope.near) <= ROOM else _FOLDED
    if sum(map(len, groups.values())) > most:
        groups = _merged(groups)
    room = most - sum(map(len, groups.values()))
    drawn: set[_Group] = set()
    for group in sorted(groups, key=lambda each: (*_grows(groups[each]), each)):
        if group.kind == _DEEP:
            continue
        room -= _grows(groups[group])[0]
        if room >= 0:
            drawn.add(group)
    found = [
        box for group, tiers in groups.items() for box in _boxes(group, tiers, whole=group in drawn)
    ]
    by = order(portfolio)
    return tuple(sorted(found, key=lambda box: (box.level, by[box.members[0]], box.key)))


def _grows(tiers: Tiers) -> tuple[int, int]:
    """By how many boxes a map grows when a group is drawn out; and of how many objectives."""
    many = sum(map(len, tiers.values()))
    return many - len(tiers), many


def _groups(scope: Scope, portfolio: Portfolio) -> dict[_Group, Tiers]:
    level, by = levels(portfolio), order(portfolio)
    used = sorted({level[key] for key in (*scope.inner, *scope.near)})
    deepest = used[_DEEPEST] if len(used) > _DEEPEST else None
    found: defaultdict[_Group, Tiers] = defaultdict(dict)
    for near, keys in ((False, scope.inner), (True, scope.near)):
        above = organisation(portfolio) if near or scope.team is None else scope.team
        for key in sorted(keys, key=by.__getitem__):
            each = portfolio.objectives[key]
            team = home(each.objective, portfolio) or ""
            group = _Group(near, _head(team, above, portfolio))
            tier = level[key], each.whole or bool(each.line_of_sight)
            if deepest is not None and level[key] >= deepest:
                group, tier = _Group(near=False, team="", kind=_DEEP), (deepest, True)
            found[group].setdefault(tier, []).append(key)
    return found


def organisation(portfolio: Portfolio) -> str:
    """The team that all others are below; empty: there is none."""
    tops = subteams(portfolio).get(None, ())
    return tops[0] if len(tops) == 1 else ""


def _head(team: str, above: str, portfolio: Portfolio) -> str:
    """The team that stands for a team: of those right below `above`, or that itself."""
    path = team_paths(portfolio).get(team, team).split()
    at = path.index(above) + 1 if above in path else 0
    return path[at] if at < len(path) else team


def _merged(groups: Mapping[_Group, Tiers]) -> dict[_Group, Tiers]:
    """The largest groups by themselves, in half of the room; the others of each sort together."""
    sizes: Counter[_Group] = Counter({each: _grows(tiers)[1] for each, tiers in groups.items()})
    found: defaultdict[_Group, Tiers] = defaultdict(dict)
    used = 0
    for group in sorted(groups, key=lambda each: (-sizes[each], each)):
        used += len(groups[group])
        rest = used > _FOLDED // 2 and group.kind != _DEEP
        into = _Group(group.near, "", _OTHERS) if rest else group
        for tier, keys in groups[group].items():
            found[into].setdefault(tier, []).extend(keys)
    return found


def _boxes(group: _Group, tiers: Tiers, *, whole: bool) -> Iterable[Box]:
    sort = group.kind or ("near" if group.near else "in")
    for (level, aligned), keys in tiers.items():
        for members in [(key,) for key in keys] if whole or len(keys) == 1 else [tuple(keys)]:
            name = members[0]
            if len(members) > 1:
                name = f"{sort}.{group.team}.{int(group.near)}.{level}.{int(aligned)}"
            yield Box(name, level, members, group.team, aligned, group.near)
