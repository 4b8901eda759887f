"""Where the time of a build goes: `python -m benchmarks.steps --objectives 1000`.

Goes the road once, in one process, without caches, and prints the processor time of each step and
of each page type. `--write` also puts both tables into docs/performance.md.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.compare import DOCUMENT
from benchmarks.measure.document import write
from benchmarks.measure.organisation import organisation
from benchmarks.measure.table import table
from benchmarks.peers.peer import itself
from okrsite.check import check
from okrsite.cut import cut
from okrsite.door import Door, as_of_date
from okrsite.graph import link
from okrsite.model.page import Format
from okrsite.model.problem import Case
from okrsite.order import Order
from okrsite.plan import plan
from okrsite.plan.addresses import page_types
from okrsite.publish import publish
from okrsite.read import read, read_settings
from okrsite.render import Drawing, Theme
from okrsite.score import score
from okrsite.whereabouts import content_folders, theme_folders

STEPS = ("read", "cut", "graph", "score", "plan", "check", "render", "publish")


class Clock:
    """Processor time by name."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        """Nanoseconds."""
        self.times: Counter[str] = Counter()
        """How often each was timed."""

    @contextmanager
    def on(self, name: str) -> Iterator[None]:
        """Time what is done within."""
        began = time.process_time_ns()
        yield
        self.spent[name] += time.process_time_ns() - began
        self.times[name] += 1


def road(root: Path) -> tuple[Clock, Clock]:
    """Build once; the time of each step, and within `render` that of each page type."""
    steps, types = Clock(), Clock()
    order = Order(root)
    folders = content_folders(order)
    site = read_settings(folders)
    as_of, _ = as_of_date(order, site, Door(environment={}))
    with steps.on("read"):
        documents = read(folders, site=site)
    with steps.on("cut"):
        documents, audience = cut(documents, None)
    with steps.on("graph"):
        graph = link(documents)
    with steps.on("score"):
        portfolio = score(graph, as_of, audience=audience)
    with steps.on("plan"):
        pages = plan(portfolio)
    with steps.on("check"):
        check(Case(portfolio, pages))
    with steps.on("render"):
        drawing = Drawing(Theme.load(site.theme, theme_folders(root)))
        drawing.lead_to(pages)
        files = dict(drawing.theme.assets())
        copied = {kind.name for kind in page_types().values() if kind.format is Format.FILE}
        for page in pages.values():
            if page.type not in copied:
                with types.on(page.type):
                    files[page.path] = drawing.draw(page, portfolio)
    with steps.on("publish"):
        publish(((path.lstrip("/"), content) for path, content in files.items()), root / "site")
    return steps, types


def of_steps(clock: Clock, objectives: int) -> str:
    """Each step's time, for each objective, and its share of all."""
    whole = clock.spent.total()
    rows = [
        (
            name,
            f"{clock.spent[name] / 1e9:.2f} s",
            f"{clock.spent[name] / objectives / 1e6:.2f} ms",
            f"{clock.spent[name] / whole:.0%}",
        )
        for name in STEPS
    ]
    return table(("Step", "time", "each objective", "share"), rows)


def of_types(clock: Clock) -> str:
    """What drawing the pages of each type costs, the most expensive first."""
    whole = clock.spent.total()
    rows = [
        (
            name,
            str(clock.times[name]),
            f"{spent / clock.times[name] / 1e6:.2f} ms",
            f"{spent / whole:.1%}",
        )
        for name, spent in clock.spent.most_common()
    ]
    return table(("Page type", "pages", "each", "share"), rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Go the road once and print two tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--objectives", type=int, default=1000)
    parser.add_argument("--checkins", type=int, default=4, help="for each key result; 2 or more")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md too")
    words = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        where = organisation(Path(folder) / "one", words.objectives, words.checkins, itself())
        steps, types = road(where.root)
    told = {"road": of_steps(steps, words.objectives), "types": of_types(types)}
    for name, text in told.items():
        print(f"\n{text}")
        if words.write:
            write(DOCUMENT, name, text)


if __name__ == "__main__":
    main()
