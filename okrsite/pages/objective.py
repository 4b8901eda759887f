"""An objective: where it stands, what proves it, what it serves and what serves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.document import Initiative
from okrsite.model.explain import explain_objective
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredObjective, Step
from okrsite.model.prose import Prose
from okrsite.pages._explained import Explained, explained
from okrsite.pages._frame import Frame, frame, href
from okrsite.pages._key_result import KeyResultView, key_result_view
from okrsite.pages._memo import once
from okrsite.pages._reading import of_objective
from okrsite.pages._rows import Named, Row, holder, row, who
from okrsite.pages._words import STANDINGS, Standing, day, span, weekday


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the line of sight, the mission first."""

    label: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Contributor:
    """An objective below, and how deep."""

    row: Row
    depth: int
    to: str
    """The key result it aligns to; empty where to the objective itself."""
    weight: str
    drives: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """A dependency."""

    row: Row
    confirmed: str
    """The day; empty where nobody confirmed it."""


@dataclass(frozen=True, slots=True)
class Work:
    """An initiative."""

    title: Prose
    state: str
    owner: Named | None
    key_result: str
    link: str


@dataclass(frozen=True, slots=True)
class Said:
    """A word on the objective itself."""

    day: str
    standing: Standing | None
    note: Prose
    by: str


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """Everything of one objective."""

    frame: Frame
    row: Row
    title: Prose
    reading: str
    ambition: str
    dates: str
    expected: str
    said: Standing | None
    line: tuple[Rung, ...]
    aligned_to: tuple[Rung, ...]
    """What it serves directly, where no line of sight leads up from it, or several do."""
    whole: bool
    explained: tuple[Explained, ...]
    key_results: tuple[KeyResultView, ...]
    contributors: tuple[Contributor, ...]
    needs: tuple[Tie, ...]
    needed_by: tuple[Tie, ...]
    initiatives: tuple[Work, ...]
    words: tuple[Said, ...]
    body: Prose
    dropped: str
    dropped_because: Prose
    score_note: Prose
    contributing: tuple[Named, ...]
    focus: str
    tags: tuple[str, ...]
    priority: str
    links: tuple[tuple[str, str], ...]
    continues: Row | None
    followed_by: tuple[Row, ...]
    source: str
    edit: str
    discuss: str


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page an objective."""
    for key in portfolio.objectives:
        yield addresses.objective(key), key


def view(portfolio: Portfolio, key: str) -> ObjectiveView:
    """One objective."""
    scored = portfolio.objectives[key]
    each = scored.objective
    dropped = each.dropped if not isinstance(each.dropped, bool) else None
    before = each.continues and portfolio.objectives.get(each.continues.text)
    back = once(portfolio, "references", _references)
    return ObjectiveView(
        frame=frame(portfolio),
        row=row(scored, portfolio),
        title=each.title,
        reading=of_objective(scored),
        ambition=str(each.ambition).capitalize(),
        dates=span(scored.cycle.starts, scored.cycle.ends),
        expected="" if scored.expected is None else f"{round(scored.expected * 100)}%",
        said=STANDINGS[scored.said] if scored.said else None,
        line=_line(scored, portfolio),
        aligned_to=_up(scored, portfolio),
        whole=scored.whole,
        explained=explained(explain_objective(scored, portfolio), portfolio),
        key_results=tuple(
            key_result_view(kr, portfolio, f"{n}") for n, kr in enumerate(scored.key_results, 1)
        ),
        contributors=tuple(_contributors(scored, portfolio)),
        needs=tuple(
            Tie(row(found, portfolio), day(tie.confirmed, year=True) if tie.confirmed else "")
            for tie in each.depends_on
            if (found := portfolio.objectives.get(tie.objective.document)) is not None
        ),
        needed_by=tuple(
            Tie(row(portfolio.objectives[k], portfolio), when)
            for k, when in back.needed.get(key, ())
        ),
        initiatives=tuple(_work(i, scored, portfolio) for i in each.initiatives),
        words=tuple(
            Said(
                weekday(w.date),
                STANDINGS[w.status] if w.status else None,
                w.note,
                portfolio.people[w.by].name if w.by in portfolio.people else "",
            )
            for w in reversed(scored.words)
        ),
        body=each.body,
        dropped=day(dropped, year=True) if dropped and dropped <= portfolio.as_of else "",
        dropped_because=each.dropped_because,
        score_note=each.score_note,
        contributing=tuple(
            named for ref in each.contributors if (named := who(ref, portfolio)) is not None
        ),
        focus=next(
            (f.title for f in portfolio.site.focus if each.focus and f.id == each.focus.text), ""
        ),
        tags=each.tags,
        priority=each.priority,
        links=tuple((link.title, link.url) for link in each.links),
        continues=row(before, portfolio) if before else None,
        followed_by=tuple(
            row(portfolio.objectives[k], portfolio) for k in back.followed.get(key, ())
        ),
        source=f"{each.place.path}:{each.place.line}",
        edit=_edit(portfolio, each.place.path),
        discuss=portfolio.site.source.discuss.replace("{id}", each.id),
    )


@dataclass(frozen=True, slots=True)
class _Back:
    """Who refers to an objective."""

    needed: dict[str, list[tuple[str, str]]]
    followed: dict[str, list[str]]


def _references(portfolio: Portfolio) -> _Back:
    needed: dict[str, list[tuple[str, str]]] = {}
    followed: dict[str, list[str]] = {}
    for key, each in portfolio.objectives.items():
        for tie in each.objective.depends_on:
            when = day(tie.confirmed, year=True) if tie.confirmed else ""
            needed.setdefault(tie.objective.document, []).append((key, when))
        if each.objective.continues:
            followed.setdefault(each.objective.continues.text, []).append(key)
    return _Back(needed, followed)


def _rung(step: Step, portfolio: Portfolio) -> Rung:
    above = portfolio.objectives[step.objective]
    part = above.key_result(step.key_result) if step.key_result else None
    title = above.objective.title.plain
    if part is not None:
        title = f"{title} – {part.key_result.title.plain}"
    label = above.objective.code or holder(above, portfolio).name
    return Rung(label, title, href(addresses.objective(step.objective, step.key_result)))


def _line(scored: ScoredObjective, portfolio: Portfolio) -> tuple[Rung, ...]:
    """From the mission down; empty where no line leads up to it."""
    if not scored.line_of_sight and not scored.whole:
        return ()
    mission = portfolio.site.mission.plain or portfolio.site.title
    top = Rung("Mission", mission, href(addresses.HOME))
    return (top, *(_rung(step, portfolio) for step in reversed(scored.line_of_sight)))


def _up(scored: ScoredObjective, portfolio: Portfolio) -> tuple[Rung, ...]:
    first = scored.line_of_sight[:1]
    steps = [Step(edge.objective, edge.key_result) for edge in scored.up]
    return tuple(_rung(step, portfolio) for step in steps if step not in first)


_DEEP = 4
_MANY = 120


def _contributors(scored: ScoredObjective, portfolio: Portfolio) -> Iterator[Contributor]:
    """Everything below, depth first, each objective once."""
    seen = {scored.id}
    stack = [(scored.id, edge, 0) for edge in reversed(scored.down)]
    while stack and len(seen) < _MANY:
        _, edge, depth = stack.pop()
        if edge.source in seen:
            continue
        seen.add(edge.source)
        below = portfolio.objectives[edge.source]
        part = None
        if depth == 0 and edge.key_result:
            part = scored.key_result(edge.key_result)
        yield Contributor(
            row=row(below, portfolio),
            depth=depth,
            to=part.key_result.title.plain if part else "",
            weight="" if edge.weight == 1 else f"{edge.weight:g}",
            drives=edge.drives,
        )
        if depth < _DEEP:
            stack.extend((below.id, lower, depth + 1) for lower in reversed(below.down))


def _work(each: Initiative, scored: ScoredObjective, portfolio: Portfolio) -> Work:
    part = scored.key_result(each.key_result) if each.key_result else None
    return Work(
        title=each.title,
        state=str(each.state),
        owner=who(each.owner, portfolio),
        key_result=part.key_result.title.plain if part else "",
        link=each.link,
    )


def _edit(portfolio: Portfolio, path: str) -> str:
    """Where the source can be edited, for hosts whose addresses are known."""
    source = portfolio.site.source
    whole = f"{source.root}/{path}" if source.root else path
    if source.edit:
        return source.edit.replace("{path}", whole)
    if source.host == "github" and source.repo:
        return f"https://github.com/{source.repo}/edit/{source.branch}/{whole}"
    if source.host == "gitlab" and source.repo:
        return f"https://gitlab.com/{source.repo}/-/edit/{source.branch}/{whole}"
    return ""


PAGE = PageType("objective", pages, view)
