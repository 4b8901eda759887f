"""What the rules cost: `python -m benchmarks.rules [DIR] [--titles TSV]`.

Reads an organisation once: that below DIR, else one that it makes (benchmarks/generate.py). Then it
measures in turns, in one process, what building the portfolio from the parsed documents costs (cut,
link, score) and what all the rules cost on it, and prints both, their ratio, and what each rule
takes of it. The rules may cost at most a fifth of the portfolio.

Processor time, the median of the turns, without the garbage collector. Each turn looks at a
portfolio of its own and finds no title in memory: nothing is remembered from the turn before.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.generate import Titles, generate
from okrsite.check import check, rules, severity_of
from okrsite.cut import cut
from okrsite.graph import link
from okrsite.model.document import Documents
from okrsite.model.problem import Case, Severity
from okrsite.order import Order
from okrsite.plan import plan
from okrsite.read import read, read_settings
from okrsite.score import score
from okrsite.whereabouts import content_folders

MOST = 0.2
"""The share of a portfolio's cost that the rules may cost."""
AS_OF = date(2026, 11, 21)
"""Where site.yml names no day."""


@dataclass(frozen=True)
class Turn:
    """Seconds of processor time."""

    portfolio: float
    rules: float
    by_rule: Mapping[str, float]
    """In the order in which they run: who asks first for what several share, pays for it."""
    findings: Mapping[str, int]


def parsed(root: Path) -> Documents:
    """An organisation as it was written."""
    folders = content_folders(Order(root))
    return read(folders, site=read_settings(folders))


def turn(documents: Documents) -> Turn:
    """Build the portfolio and run the rules, each as if for the first time."""
    start = process_time()
    seen, audience = cut(documents, None)
    as_of = documents.site.as_of or AS_OF
    portfolio = score(link(seen), as_of, audience=audience, as_of_is_today=False)
    built = process_time() - start
    case = Case(portfolio, plan(portfolio))
    forget()
    start = process_time()
    check(case)
    checked = process_time() - start
    forget()
    by_rule, findings = _one_by_one(Case(portfolio, case.pages))
    return Turn(built, checked, by_rule, findings)


def _one_by_one(case: Case) -> tuple[dict[str, float], dict[str, int]]:
    seconds: dict[str, float] = {}
    findings: dict[str, int] = {}
    for rule in rules().values():
        if severity_of(rule.name, case.portfolio.site.policy) is not Severity.OFF:
            start = process_time()
            findings[rule.name] = len(list(rule.find(case)))
            seconds[rule.name] = process_time() - start
    return seconds, findings


def forget() -> None:
    """Empty the memories of rules and of patterns: a build finds none either."""
    re.purge()
    for name in [each for each in sys.modules if each.startswith("okrsite.rules")]:
        for each in vars(sys.modules[name]).values():
            if hasattr(each, "cache_clear"):
                each.cache_clear()


def measured(documents: Documents, turns: int) -> Turn:
    """The medians of some turns, after one that is not counted."""
    turn(documents)
    each = [turn(documents) for _ in range(turns)]
    return Turn(
        median(one.portfolio for one in each),
        median(one.rules for one in each),
        {name: median(one.by_rule[name] for one in each) for name in each[0].by_rule},
        each[0].findings,
    )


def report(found: Turn) -> Iterator[str]:
    """A table, line by line: the dearest rule first."""
    yield f"{'rule':36} {'ms':>8} {'findings':>9}"
    for name, seconds in sorted(found.by_rule.items(), key=lambda each: -each[1]):
        yield f"{name:36} {seconds * 1000:8.1f} {found.findings[name]:9}"
    yield ""
    yield f"{'portfolio: cut, link, score':36} {found.portfolio * 1000:8.1f}"
    yield f"{'all rules: check':36} {found.rules * 1000:8.1f}"
    yield f"{'ratio, at most ' + str(MOST):36} {found.rules / found.portfolio:8.3f}"


def main() -> None:
    """Read or make an organisation, and print what its rules cost."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.rules", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("folder", nargs="?", type=Path, help="holds content/; else one is made")
    parser.add_argument("--objectives", type=int, default=10_000)
    parser.add_argument("--checkins", type=int, default=12, help="for each key result")
    parser.add_argument("--titles", type=Path, metavar="TSV", help="labelled lines to take")
    parser.add_argument("--turns", type=int, default=3)
    chosen = parser.parse_args()
    gc.disable()
    if chosen.folder is not None:
        documents = parsed(chosen.folder)
    else:
        titles = Titles.read(chosen.titles) if chosen.titles else None
        with tempfile.TemporaryDirectory() as folder:
            generate(Path(folder), chosen.objectives, chosen.checkins, seed=1, titles=titles)
            documents = parsed(Path(folder))
    print(*report(measured(documents, chosen.turns)), sep="\n")


if __name__ == "__main__":
    main()
