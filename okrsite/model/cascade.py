"""The cascade: who stands above whom, and what could be served there.

Rules and the health page look at it through the same eyes, so that they never disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from okrsite.model.cycle import Cycle, CycleKind, outlasts, together
from okrsite.model.document import Objective
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Edge, Portfolio, ScoredObjective
from okrsite.model.pursuit import home, pursued
from okrsite.model.status import Status


@dataclass(frozen=True)
class Cascade:
    """Levels are those of the team tree; a person's objective stands below the person's team."""

    portfolio: Portfolio
    pursued: tuple[ScoredObjective, ...]

    @classmethod
    def of(cls, portfolio: Portfolio) -> Cascade:
        """The cascade of what is still pursued."""
        return cls(portfolio, tuple(pursued(portfolio)))

    def home(self, objective: Objective) -> str | None:
        """The team it belongs to: its own, or that of its person, where that is known."""
        return self._homes.get(objective.id)

    @cached_property
    def _homes(self) -> Mapping[str, str | None]:
        known = self.portfolio.objectives
        return {key: home(each.objective, self.portfolio) for key, each in known.items()}

    def line(self, team: str | None) -> tuple[str, ...]:
        """A team and the teams above it, nearest first."""
        return self._lines.get(team, ()) if team is not None else ()

    @cached_property
    def _lines(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for key, team in self.portfolio.teams.items():  # those above come first
            found[key] = (key, *(found.get(team.parent, ()) if team.parent is not None else ()))
        return found

    def above(self, objective: Objective) -> tuple[str, ...]:
        """The teams that stand above an objective, nearest first."""
        home = self.home(objective)
        if home is None:
            return tuple(key for key, team in self.portfolio.teams.items() if team.parent is None)
        return self.line(home)[0 if objective.team is None else 1 :]

    @cached_property
    def _cycles_of(self) -> Mapping[str, Mapping[str, int]]:
        """Team -> cycle -> how many objectives of its own it pursues in it."""
        found: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        for each in self.pursued:
            if each.objective.team is not None:
                found[each.objective.team.text][each.cycle.id] += 1
        return found

    def offers(self, teams: Iterable[str], cycle: Cycle, *, strategic: bool = False) -> str | None:
        """The first of some teams that has an objective which one of that cycle could serve.

        That is one that runs at the same time and not in a cycle that is shorter.
        """
        cycles = self.portfolio.cycles
        for team in teams:
            for key in self._cycles_of.get(team, ()):
                other = cycles[key]
                if strategic and other.kind is not CycleKind.STRATEGIC:
                    continue
                if together(cycle, other) and not outlasts(cycle, other, cycles):
                    return team
        return None

    def serves(self, objective: ScoredObjective) -> tuple[Edge, ...]:
        """Its alignments to what has not been dropped."""
        standing = self._standing
        return tuple([edge for edge in objective.up if edge.objective in standing])

    def supporters(self, objective: ScoredObjective) -> tuple[Edge, ...]:
        """The alignments to it, or to one of its key results, of what has not been dropped."""
        standing = self._standing
        return tuple([edge for edge in objective.down if edge.source in standing])

    @cached_property
    def _standing(self) -> frozenset[str]:
        """Objectives that were not dropped, be they over or not."""
        known = self.portfolio.objectives.items()
        return frozenset(key for key, each in known if each.status is not Status.DROPPED)

    @cached_property
    def _told(self) -> frozenset[str]:
        rules = {"unknown-reference", "ambiguous-reference", "alignment-loop"}
        return frozenset(each.subject for each in self.portfolio.findings if each.rule in rules)

    def names_unseen(self, objective: Objective) -> bool:
        """Whether `aligns_to` is written, but names what is faulty or hidden from this audience.

        It serves something then, which only is not here to be seen.
        """
        if objective.aligns_to or "aligns_to" not in objective.lines:
            return objective.id in self._told
        portfolio = self.portfolio
        hidden = portfolio.site.rank(portfolio.audience) > 0
        return hidden or bool(portfolio.graph.aside) or objective.id in self._told

    def lacks_strategy(self, objective: ScoredObjective) -> bool:
        """Whether it is an operational one that serves nothing, and could serve a strategic one."""
        return (
            objective.cycle.kind is CycleKind.OPERATIONAL
            and not self.serves(objective)
            and not self.names_unseen(objective.objective)
            and self.offers(
                self.line(self.home(objective.objective)), objective.cycle, strategic=True
            )
            is not None
        )
