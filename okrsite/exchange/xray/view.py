"""What the page shows: sentences with their evidence, and the cascade as rows and as a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from okrsite.exchange.settle import Placed, Settled
from okrsite.exchange.xray.sentences import SENTENCES, Sentence
from okrsite.model.noun import dataclass, replace
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.problem import Problem
from okrsite.model.text import shortened


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line that a sentence rests on."""

    title: str
    where: str
    """`file:line`, as it stood in what was brought along."""
    note: str


@dataclass(frozen=True, slots=True)
class Blunt:
    """A sentence, and why it can be said."""

    rule: str
    words: str
    why: str
    count: int
    whole: int
    """0 where the findings are no share of anything."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A key result in the drawing."""

    look: str
    """`task`, `bare` (no measure), `ok`, `gone`."""
    title: str
    where: str
    words: str
    """How it is measured, or what is the matter with it."""


@dataclass(frozen=True, slots=True)
class Branch:
    """An objective in the drawing."""

    id: str
    title: str
    team: str
    """With its cycle, where the page tells of several."""
    where: str
    level: int
    orphan: bool
    marks: tuple[Mark, ...]
    serves: str
    """The key result that it serves, where it serves one; or what it serves besides."""


@dataclass(frozen=True, slots=True)
class XRay:
    """The page's view."""

    title: str
    files: tuple[str, ...]
    on: date
    objectives: int
    key_results: int
    teams: int
    sentences: tuple[Blunt, ...]
    also: tuple[Blunt, ...]
    tree: tuple[Branch, ...]
    loose: tuple[Branch, ...]
    """Objectives that serve nothing and are served by nothing."""
    notes: tuple[str, ...]
    unplaced: tuple[Evidence, ...]
    keep: str
    """The command that keeps it."""


_MOST = 6


def xray(
    settled: Settled,
    portfolio: Portfolio,
    problems: Iterable[Problem],
    files: tuple[str, ...],
    keep: str,
) -> XRay:
    """Look through an import: what its rules found, where it stood in the files brought along."""
    placed = {each.id: each for each in settled.objectives}
    told = _by_rule(problems)
    orphans = [each for each in portfolio.objectives.values() if _serves_nothing(each)]
    numbers = {
        "objectives": len(portfolio.objectives),
        "key results": sum(len(each.key_results) for each in portfolio.objectives.values()),
    }
    order = _order(settled)
    blunt = []
    for sentence in SENTENCES:
        found = told.get(sentence.rule, [])
        if sentence.rule == "orphan-objective" and found:
            ids = sorted((each.id for each in orphans), key=lambda key: order.get(key, 0))
            evidence = tuple(_of(placed[key], "") for key in ids if key in placed)
        else:
            ranked = sorted(found, key=lambda each: order.get(each.subject, len(order)))
            evidence = tuple(_evidence(problem, placed) for problem in ranked)
        if evidence:
            blunt.append(_blunt(sentence, evidence, numbers.get(sentence.of, 0)))
    tasks = {problem.subject for problem in told.get("task-like-key-result", [])}
    branches = list(_branches(portfolio, placed, tasks))
    alone = [
        each for each in branches if each.level == 0 and each.orphan and not _has(each, portfolio)
    ]
    return XRay(
        title=settled.title,
        files=files,
        on=portfolio.as_of,
        objectives=numbers["objectives"],
        key_results=numbers["key results"],
        teams=len({each.team for each in settled.objectives}),
        sentences=tuple(blunt[:_MOST]),
        also=tuple(blunt[_MOST:]),
        tree=tuple(each for each in branches if each not in alone),
        loose=tuple(alone),
        notes=tuple(settled.notes),
        unplaced=tuple(
            Evidence(shortened(each.text, 160), str(each.source), "") for each in settled.leftovers
        ),
        keep=keep,
    )


def _order(settled: Settled) -> dict[str, int]:
    """The place of each objective and key result in the files."""
    names = [
        name
        for each in settled.objectives
        for name in (each.id, *(f"{each.id}#{part.id}" for part in each.key_results))
    ]
    return {name: at for at, name in enumerate(names)}


def _by_rule(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    told: dict[str, list[Problem]] = {}
    for problem in problems:
        told.setdefault(problem.rule, []).append(problem)
    return told


def _serves_nothing(each: ScoredObjective) -> bool:
    return not each.up and not each.whole and not each.objective.dropped


def _has(branch: Branch, portfolio: Portfolio) -> bool:
    return bool(portfolio.objectives[branch.id].down)


def _blunt(sentence: Sentence, evidence: tuple[Evidence, ...], whole: int) -> Blunt:
    count = len(evidence)
    return Blunt(
        sentence.rule, sentence.words(count, whole), sentence.why, count,
        whole if count <= whole else 0, evidence,
    )  # fmt: skip


def _evidence(problem: Problem, placed: dict[str, Placed]) -> Evidence:
    """Where a problem stood before it was imported."""
    key, _, part = problem.subject.partition("#")
    found = placed.get(key) or _of_file(problem, placed)
    if found is None:
        return Evidence(problem.message, "", "")
    result = next((each for each in found.key_results if each.id == part), None)
    if result is not None:
        source = str(result.key_result.source)
        return Evidence(_plain(result.key_result.title), source, problem.message)
    return _of(found, problem.message)


def _of_file(problem: Problem, placed: dict[str, Placed]) -> Placed | None:
    if problem.place is None:
        return None
    return placed.get(problem.place.path.rpartition("/")[2].removesuffix(".md"))


def _of(found: Placed, note: str) -> Evidence:
    return Evidence(_plain(found.objective.title), str(found.objective.source), note)


def _branches(portfolio: Portfolio, placed: dict[str, Placed], tasks: set[str]) -> Iterator[Branch]:
    """Every objective once, below the first that it serves; those at the top in their order."""
    below: dict[str, list[str]] = {}
    for key in placed:
        known = portfolio.objectives.get(key)
        if known is not None:
            below.setdefault(known.up[0].objective if known.up else "", []).append(key)
    several = len({each.cycle.id for each in portfolio.objectives.values()}) > 1
    todo = [(key, 0) for key in reversed(below.get("", []))]
    while todo:
        key, level = todo.pop()
        each = portfolio.objectives[key]
        branch = _branch(each, placed[key], portfolio, tasks, level)
        if several:
            both = ", ".join(filter(None, (branch.team, each.cycle.title)))
            branch = replace(branch, team=both)
        yield branch
        todo += [(child, level + 1) for child in reversed(below.get(key, []))]


def _branch(
    each: ScoredObjective, found: Placed, portfolio: Portfolio, tasks: set[str], level: int
) -> Branch:
    team = portfolio.teams.get(found.team)
    serves = ""
    if each.up and each.up[0].key_result:
        above = portfolio.objectives[each.up[0].objective].key_result(each.up[0].key_result)
        serves = above.key_result.title.plain if above else ""
    marks = tuple(
        Mark(
            _look(f"{each.id}#{scored.id}", scored.key_result.measure.kind, tasks,
                  gone=bool(scored.key_result.dropped)),
            scored.key_result.title.plain,
            str(placed.key_result.source),
            scored.key_result.measure.kind,
        )
        for scored, placed in zip(each.key_results, found.key_results, strict=False)
    )  # fmt: skip
    return Branch(
        each.id, each.objective.title.plain, team.name if team else "",
        str(found.objective.source), level, _serves_nothing(each), marks, serves,
    )  # fmt: skip


def _look(subject: str, kind: str, tasks: set[str], *, gone: bool) -> str:
    if gone:
        return "gone"
    if subject in tasks:
        return "task"
    return "bare" if kind == "judged" else "ok"


def _plain(title: str) -> str:
    from okrsite.exchange.settle import plain_words

    return shortened(plain_words(title), 200)
