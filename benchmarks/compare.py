"""okrsite against its peers: `python -m benchmarks.compare --objectives 1000 --checkins 4`.

Both make the same site of the same generated organisation, in turn. Printed are medians, in
brackets the fastest run, and okrsite's ratio to the peer: below 1, okrsite needs less.
`--growth 100,1000` prints instead what a clean build costs at several sizes. `--write` also puts
what was printed into docs/performance.md. `make peers` installs the peers.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.measure.document import write
from benchmarks.measure.organisation import organisation
from benchmarks.measure.pages import alone
from benchmarks.measure.rounds import Pairs, in_turn, rounds
from benchmarks.measure.table import Cells, in_unit, ratio, table
from benchmarks.peers import hugo
from benchmarks.peers.peer import Peer, itself

PEERS: dict[str, Callable[[], Peer]] = {"hugo": hugo.peer}
DOCUMENT = Path(__file__).parents[1] / "docs" / "performance.md"


def pairs(folder: Path, peers: Sequence[Peer], objectives: int, checkins: int) -> Pairs:
    """The same organisation once for each peer."""
    return [
        (peer, organisation(folder / peer.name.lower(), objectives, checkins, peer))
        for peer in peers
    ]


def steps(where: Pairs, runs: int, edits: int) -> str:
    """What each step of the daily work costs, as a table."""
    names = [peer.name for peer, _ in where]
    head = ("", *names, *(f"{names[0]} ÷ {each}" for each in names[1:]))
    return table(head, [*_told_at_once(row.cells() for row in rounds(where, runs, edits))])


def _told_at_once(rows: Iterable[Cells]) -> Iterator[Cells]:
    """The same rows, each said when it is there: what was measured is not lost with what fails."""
    for cells in rows:
        print(" | ".join(cells), file=sys.stderr, flush=True)
        yield cells


def without_peer(where: Pairs) -> str:
    """Which pages only okrsite makes, as a table; both sites are built."""
    ours, theirs = (at.root / peer.output for peer, at in where)
    head = ("Pages", "all", f"not with {where[1][0].name}")
    rows = [(sort, str(all_), str(only)) for sort, all_, only in alone(ours, theirs)]
    return table(head, rows)


def growth(
    folder: Path, peers: Sequence[Peer], sizes: Iterable[int], checkins: int, runs: int
) -> str:
    """What a clean build costs, and what that is for each objective, at several sizes."""
    names = [peer.name for peer in peers]
    head = ("Objectives", *(c for each in names for c in (each, "each objective")), "ratio")
    found = (_size(folder / str(size), peers, size, checkins, runs) for size in sizes)
    return table(head, [*_told_at_once(found)])


def _size(folder: Path, peers: Sequence[Peer], objectives: int, checkins: int, runs: int) -> Cells:
    took = in_turn(pairs(folder, peers, objectives, checkins), runs)
    middle = [median(run.time for run in each) for each in took]
    told = [
        c for each in middle for c in (in_unit(each, "s"), f"{each / objectives * 1000:.2f} ms")
    ]
    return (f"{objectives:,}", *told, ratio(middle[0], middle[-1]))


def circumstances(peers: Sequence[Peer], checkins: int, runs: int, what: str) -> str:
    """When, on what kind of machine, with what: one sentence above a table."""
    programs = " and ".join(f"{each.name} {each.version}" for each in peers)
    return (
        f"{programs}, {what}, {checkins} check-ins for each key result, "
        f"runs: {runs}; "
        f"{_date()}, {os.cpu_count()} processors ({platform.machine()}), "
        f"{platform.system()}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}."
    )


def _date() -> str:
    today = date.today()
    return f"{today.day} {today:%B %Y}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--objectives", type=int, default=1000)
    parser.add_argument("--checkins", type=int, default=4, help="for each key result; 2 or more")
    parser.add_argument("--peer", choices=sorted(PEERS), default="hugo")
    parser.add_argument("--runs", type=int, default=5, help="of each build and preview")
    parser.add_argument("--edits", type=int, default=50, help="of the preview, in all runs")
    parser.add_argument("--growth", metavar="SIZES", help="numbers of objectives, such as 100,1000")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md too")
    words = parser.parse_args(arguments)
    try:
        peers = (itself(), PEERS[words.peer]())
    except hugo.Missing as missing:
        parser.exit(2, f"{missing}\n")
    with tempfile.TemporaryDirectory() as folder:  # deleted last: that takes minutes
        told: dict[str, str] = {}
        if words.growth:
            sizes = [int(each) for each in words.growth.split(",")]
            above = circumstances(peers, words.checkins, words.runs, "clean builds")
            found = growth(Path(folder), peers, sizes, words.checkins, words.runs)
            told["growth"] = f"{above}\n\n{found}"
        else:
            where = pairs(Path(folder), peers, words.objectives, words.checkins)
            what = f"{words.objectives:,} objectives"
            above = circumstances(peers, words.checkins, words.runs, what)
            told["steps"] = f"{above}\n\n{steps(where, words.runs, words.edits)}"
            told["pages"] = without_peer(where)
        for name, text in told.items():
            print(f"\n{text}")
            if words.write:
                write(DOCUMENT, name, text)


if __name__ == "__main__":
    main()
