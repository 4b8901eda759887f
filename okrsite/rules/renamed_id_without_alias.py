"""An address that people may have kept leads nowhere any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from okrsite.model import addresses
from okrsite.model.document import FreePage, Kpi, Objective, Review
from okrsite.model.portfolio import AlignmentGraph
from okrsite.model.problem import Before, Case, Finding, Rule, Severity
from okrsite.model.was import Was

_Document = Objective | Kpi | Review | FreePage


class _Documents(NamedTuple):
    """Documents of a sort: each may go on under another id."""

    name: str
    address: Callable[[str], str]
    all_of: Callable[[AlignmentGraph], Mapping[str, _Document]]
    keep: str
    """How one of them ends and keeps its page."""


class _Entries(NamedTuple):
    """Entries of a list, whose ids are for ever."""

    name: str
    address: Callable[[str], str]
    keep: str


_DOCUMENTS = (
    _Documents("objective", addresses.objective, lambda graph: graph.objectives,
               "Keep its file, and say `dropped` with the day where it has been given up."),
    _Documents("kpi", addresses.kpi, lambda graph: graph.kpis, "Keep its file: it has a history."),
    _Documents("review", addresses.review, lambda graph: graph.reviews, "Keep its file."),
    _Documents("page", addresses.page, lambda graph: graph.pages, "Keep its file."),
)  # fmt: skip

_ENTRIES = (
    _Entries("team", addresses.team,
             "Keep it in org.yml, and say `until` with its last day."),
    _Entries("person", addresses.person,
             "Keep the entry in org.yml, and say `until` with the last day."),
    _Entries("cycle", addresses.cycle,
             "Keep it in cycles.yml: one that is over costs nothing."),
)  # fmt: skip


def find(case: Case) -> Iterator[Finding]:
    """Ids of what was there before, whose address is now neither a page nor redirected."""
    before = case.before
    if before is None:
        return
    graph = case.portfolio.graph

    def lost(address: str) -> bool:
        return address not in case.pages and address not in graph.redirects

    for kind in _DOCUMENTS:
        now, then = kind.all_of(graph), before.ids.get(kind.name, {})
        new = [each for key, each in now.items() if key not in then]
        for key, was in then.items():
            if lost(kind.address(key)):
                yield from _document(kind, key, was, new, before)
    if case.portfolio.site.rank(case.portfolio.audience) == 0:
        # An entry may be hidden from others now: only the narrowest audience is told for sure.
        for entries in _ENTRIES:
            for key in before.ids.get(entries.name, {}):
                if lost(entries.address(key)):
                    yield _gone(entries, key)


def _document(
    kind: _Documents, key: str, was: Was, new: Sequence[_Document], before: Before
) -> Iterator[Finding]:
    heir = next((each for each in new if each.place.path == was.path), None)
    heir = heir or next((each for each in new if each.title.plain == was.title), None)
    if heir is not None:
        message = f"The {kind.name} `{key}` is `{heir.id}` now, and nothing leads there from it"
        hint = f"Add `aliases: {key}` to it. `okrsite rename` does so by itself."
        yield Finding(RULE.name, message, heir.place, hint, heir.id)
    elif was.path not in before.still:  # else it is hidden, a draft or faulty now
        yield _gone(kind, key)


def _gone(kind: _Documents | _Entries, key: str) -> Finding:
    message = f"The {kind.name} `{key}` is gone, and its address leads nowhere"
    return Finding(RULE.name, message, None, kind.keep, key)


RULE = Rule(
    "renamed-id-without-alias",
    Severity.WARNING,
    "An id that was there before is gone, and nothing leads from it.",
    find,
    looks_back=True,
)
