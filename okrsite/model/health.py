"""How well the OKRs are run, apart from how the goals are doing: for the page and the command.

Every figure is the length of a list, so that whoever asks "which?" finds as many as were counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from okrsite.model import grades as grading
from okrsite.model import load
from okrsite.model.calibration import Calibration, Said, of_all, said
from okrsite.model.cascade import Cascade
from okrsite.model.landing import Kept, Outlook, outlook
from okrsite.model.noun import dataclass
from okrsite.model.organisation import Team
from okrsite.model.orphans import is_orphan
from okrsite.model.portfolio import Edge, Portfolio, ScoredKpi, ScoredObjective
from okrsite.model.pursuit import kept
from okrsite.model.status import MOVING, Status
from okrsite.model.support import LEVELS, Unsupported, unsupported

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Share(Generic[Thing]):
    """Of things that were counted, those of which something wanted does not hold."""

    counted: int
    lacking: tuple[Thing, ...]

    @property
    def good(self) -> int:
        """Of how many it holds."""
        return self.counted - len(self.lacking)

    @property
    def share(self) -> float | None:
        """The same as a share, 0 to 1; None where nothing was counted."""
        return self.good / self.counted if self.counted else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the organisation is connected."""

    sight: Share[ScoredObjective]
    """Objectives below the whole organisation: without a line of sight to one of it."""
    serving: Share[ScoredObjective]
    """The same: orphans, that serve nothing though they could."""
    adrift: tuple[ScoredObjective, ...]
    """Operational ones that serve no strategic one, though they could."""
    unsupported: tuple[Unsupported, ...]
    teams: Share[Team]
    """Teams that are not retired: without an objective."""
    connected: Share[Team]
    """Teams with objectives: outside the cascade, as none of these has a line of sight."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Whether people speak of their goals, and as they are."""

    silent: tuple[Kept, ...]
    stale: tuple[Kept, ...]
    """The oldest word first."""
    due: int
    """Key results of which words are expected: what is silent or moves."""
    objectives: Share[ScoredObjective]
    """Objectives whose status was said: said to be better than they are."""
    key_results: Share[Kept]


@dataclass(frozen=True, slots=True)
class Health:
    """All of it as of a day."""

    pursued: tuple[ScoredObjective, ...]
    """Objectives that are not dropped, in cycles that run or lie ahead."""
    running: tuple[ScoredObjective, ...]
    """Those whose cycle contains the day."""
    coverage: Coverage
    rhythm: Rhythm
    outlook: Outlook
    teams: tuple[load.Load, ...]
    owners: tuple[load.Load, ...]
    alignments: Mapping[tuple[str, str], tuple[Edge, ...]]
    """(team that aligns, team aligned to) -> the alignments; empty key: no team that is known."""
    grades: tuple[grading.Graded, ...]
    calibration: Calibration
    said: tuple[Said, ...]
    """What the calibration counts."""
    kpis: Share[ScoredKpi]
    """Kpis that have a band and a value: outside of the band."""


def health(portfolio: Portfolio) -> Health:
    """Look at a portfolio once; linear in what it holds."""
    cascade = Cascade.of(portfolio)
    pursued = [(each, kept(each)) for each in cascade.pursued]
    running = [pair for pair in pursued if pair[0].cycle.contains(portfolio.as_of)]
    goals = [(each, kr) for each, key_results in pursued for kr in key_results]
    held = tuple(said(portfolio))
    judged = [each for each in portfolio.kpis.values() if each.healthy is not None]
    return Health(
        pursued=cascade.pursued,
        running=tuple(each for each, _ in running),
        coverage=_coverage(cascade),
        rhythm=_rhythm(cascade.pursued, goals),
        outlook=outlook(goals, portfolio.as_of),
        teams=load.by_team(running, portfolio),
        owners=load.by_owner(running),
        alignments=_alignments(cascade),
        grades=grading.grades(portfolio),
        calibration=of_all(held),
        said=held,
        kpis=Share(len(judged), tuple(each for each in judged if not each.healthy)),
    )


def _coverage(cascade: Cascade) -> Coverage:
    portfolio = cascade.portfolio
    below = [each for each in cascade.pursued if not each.whole]
    active = [t for t in portfolio.teams.values() if t.until is None or t.until >= portfolio.as_of]
    # Whether a team has an objective, and whether one of them has a line of sight.
    sighted: dict[str | None, bool] = {}
    for each in cascade.pursued:
        team = cascade.home(each.objective)
        sighted[team] = sighted.get(team, False) or each.whole or bool(each.line_of_sight)
    having = [team for team in active if team.id in sighted]
    levels = portfolio.site.policy.settings.get("unsupported-objective", {}).get("levels", LEVELS)
    return Coverage(
        sight=Share(len(below), tuple(e for e in below if not e.line_of_sight)),
        serving=Share(
            len(below),
            tuple(e for e in _asking(below, "orphan-objective") if is_orphan(e, cascade)),
        ),
        adrift=tuple(
            each
            for each in _asking(below, "operational-without-strategic")
            if cascade.lacks_strategy(each)
        ),
        unsupported=tuple(
            (each, found)
            for each, found in unsupported(cascade, levels)
            if "unsupported-objective" not in each.objective.ignore
        ),
        teams=Share(len(active), tuple(team for team in active if team.id not in sighted)),
        connected=Share(len(having), tuple(team for team in having if not sighted[team.id])),
    )


def _asking(found: Iterable[ScoredObjective], rule: str) -> Iterable[ScoredObjective]:
    """Those whose document has not given its reason to be silent about a rule."""
    return (each for each in found if rule not in each.objective.ignore)


def _rhythm(pursued: Iterable[ScoredObjective], goals: Iterable[Kept]) -> Rhythm:
    spoken = [each for each in pursued if each.said is not None]
    told = [goal for goal in goals if goal[1].said is not None]
    stale = [goal for goal in goals if goal[1].stale]
    return Rhythm(
        silent=tuple(goal for goal in goals if goal[1].status is Status.SILENT),
        stale=tuple(sorted(stale, key=lambda goal: str(goal[1].last_word or ""))),
        due=sum(kr.status in MOVING or kr.status is Status.SILENT for _, kr in goals),
        objectives=Share(len(spoken), tuple(each for each in spoken if each.watermelon)),
        key_results=Share(len(told), tuple(goal for goal in told if goal[1].watermelon)),
    )


def _alignments(cascade: Cascade) -> Mapping[tuple[str, str], tuple[Edge, ...]]:
    found: defaultdict[tuple[str, str], list[Edge]] = defaultdict(list)
    objectives = cascade.portfolio.objectives
    for each in cascade.pursued:
        team = cascade.home(each.objective) or ""
        for edge in cascade.serves(each):
            to = cascade.home(objectives[edge.objective].objective) or ""
            found[team, to].append(edge)
    return {key: tuple(edges) for key, edges in found.items()}
