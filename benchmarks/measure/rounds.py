"""The measurements, one a row: every peer in turn, again and again, so that noise falls on all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from statistics import quantiles

from benchmarks.measure.command import Cost, cost, peak
from benchmarks.measure.organisation import Organisation
from benchmarks.measure.pages import addresses, weight
from benchmarks.measure.preview import edits, previewed
from benchmarks.measure.table import Row
from benchmarks.peers.peer import Peer
from okrsite.model.noun import replace

Pairs = Sequence[tuple[Peer, Organisation]]

CLEAN = "Build, clean"
CLEAN_WORK = "Build, clean: time of all processors"
BARE = "Build, clean, keeping nothing for the next one"
ALIKE = "Build, clean, only pages that both make"
ALIKE_WORK = "The same: time of all processors"
CHANGED = "Build again, one document changed"
SAME = "Build again, nothing changed"
MEMORY = "Memory at most, clean build"
PAGES = "Pages written"
BYTES = "Bytes written"
START = "Preview, from start to first page"
EDIT = "Preview, from saving to the new page"
SLOW = "The same: 95 of 100 edits are faster"
HELD = "Memory of the preview, after the edits"
ROWS = (
    *(CLEAN, CLEAN_WORK, BARE, ALIKE, ALIKE_WORK, CHANGED, SAME, MEMORY, PAGES, BYTES),
    *(START, EDIT, SLOW, HELD),
)
"""The rows in the order that they are measured and printed in."""


def rounds(pairs: Pairs, runs: int, many: int) -> Iterator[Row]:
    """All rows; `many` is the number of edits of the preview."""
    yield from builds(pairs, runs)
    yield from previews(pairs, runs, many)


def builds(pairs: Pairs, runs: int) -> Iterator[Row]:
    """What building costs; the sites are there afterwards."""
    numbers = count(1000)
    clean = in_turn(pairs, runs)
    yield Row(CLEAN, _times(clean))
    yield Row(CLEAN_WORK, _works(clean))
    bare = in_turn([(_bare(peer), where) for peer, where in pairs], runs)
    yield Row(BARE, _times(bare))
    alike = in_turn([(_alike(peer), where) for peer, where in pairs], runs)
    yield Row(ALIKE, _times(alike))
    yield Row(ALIKE_WORK, _works(alike))
    for peer, where in pairs:
        cost(peer.build, where.root)
    change = in_turn(pairs, runs, lambda _, where: where.change(next(numbers)))
    yield Row(CHANGED, _times(change))
    yield Row(SAME, _times(in_turn(pairs, runs, lambda *_: None)))
    yield Row(MEMORY, tuple(_peak(*pair) for pair in pairs), "B")
    sites = [where.root / peer.output for peer, where in pairs]
    yield Row(PAGES, tuple((len(addresses(site)),) for site in sites), "")
    yield Row(BYTES, tuple((weight(site),) for site in sites), "B")


def _alike(peer: Peer) -> Peer:
    return replace(peer, build=peer.alike or peer.build)


def _bare(peer: Peer) -> Peer:
    return replace(peer, build=peer.bare or peer.build)


def _clean(peer: Peer, where: Organisation) -> None:
    peer.clean(where.root)


def in_turn(
    pairs: Pairs, runs: int, before: Callable[[Peer, Organisation], object] = _clean
) -> list[list[Cost]]:
    """What each build cost, peer by peer, after what comes before it."""
    took: list[list[Cost]] = [[] for _ in pairs]
    for _ in range(runs):
        for at, (peer, where) in enumerate(pairs):
            before(peer, where)
            took[at].append(cost(peer.build, where.root))
    return took


def _times(took: Sequence[Sequence[Cost]]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(run.time for run in each) for each in took)


def _works(took: Sequence[Sequence[Cost]]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(run.work for run in each) for each in took)


def _peak(peer: Peer, where: Organisation) -> tuple[float]:
    peer.clean(where.root)
    return (peak(peer.build, where.root),)


def previews(pairs: Pairs, runs: int, many: int) -> Iterator[Row]:
    """What previewing costs, where the site was built and previewed before: a warm start."""
    for peer, where in pairs:
        with previewed(peer, where):
            pass
    starts: list[list[float]] = [[] for _ in pairs]
    took: list[list[float]] = [[] for _ in pairs]
    memory = [0 for _ in pairs]
    each = -(-many // runs)
    for run in range(runs):
        for at, (peer, where) in enumerate(pairs):
            with previewed(peer, where) as (port, start, held):
                starts[at].append(start)
                took[at] += edits(port, where, each, run * each)
                memory[at] = max(memory[at], held())
    yield Row(START, tuple(map(tuple, starts)))
    yield Row(EDIT, tuple(map(tuple, took)))
    yield Row(SLOW, tuple((_slow(each),) for each in took))
    yield Row(HELD, tuple((each,) for each in memory), "B")


def _slow(took: Sequence[float]) -> float:
    """The time within which 95 of 100 edits were shown."""
    return quantiles(took, n=20, method="inclusive")[-1] if len(took) > 1 else took[0]
