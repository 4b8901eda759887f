"""What Lighthouse says of the example's pages: `python -m benchmarks.lighthouse [--runs N]`.

Each page is visited some times as by a slow telephone in a slow network, which is what Lighthouse
does unless it is told otherwise, from a host that compresses. Its score for speed hangs on how busy
the machine is: the lowest one stands beside the median. `--write` also puts the table into
docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.measure.document import write
from benchmarks.measure.example import site_or_example
from benchmarks.measure.host import hosted
from benchmarks.measure.table import table

TOP = Path(__file__).parents[1]
DOCUMENT = TOP / "docs" / "performance.md"
SCRIPT = TOP / "tools" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
OTHERS = ("accessibility", "best-practices", "seo")
_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
_TRIES = 3
"""Now and then Lighthouse loses its own trace of a visit, and says so: that was no visit."""


class Visit(NamedTuple):
    """What one visit gave."""

    scores: dict[str, float]
    """By category, of 100."""
    painted: float
    """The first content, in seconds."""
    blocked: float
    """How long nothing would have answered, in milliseconds."""


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """The pages that are visited, with their addresses: of many alike, the one that weighs most."""
    yield "home", "/"
    yield "cascade", "/cascade/"
    for name, folder in (("objective", "objectives"), ("team", "teams")):
        found = (site / folder).glob("*/index.html")
        yield name, f"/{folder}/{max(found, key=lambda each: each.stat().st_size).parent.name}/"
    yield "map", "/map/"


def visit(address: str, chromium: str, categories: Sequence[str]) -> Visit:
    """Let Lighthouse visit a page.

    Raises:
        RuntimeError: where it says that it could not.
    """
    fault = ""
    for _ in range(_TRIES):
        with tempfile.TemporaryDirectory() as folder:
            told = Path(folder) / "told.json"
            command = ["node", str(SCRIPT), address, "--quiet", "--output=json"]
            command += [f"--output-path={told}", f"--only-categories={','.join(categories)}"]
            command += [f"--chrome-flags={_FLAGS}"]
            environment = {**os.environ, "CHROME_PATH": chromium}
            done = subprocess.run(
                command, check=False, env=environment, capture_output=True, text=True
            )
            found: dict[str, Any] = json.loads(told.read_text("utf-8")) if told.exists() else {}
        if found and "runtimeError" not in found:
            return _visit(found)
        fault = done.stderr
    raise RuntimeError(f"Lighthouse cannot visit {address}: {fault}")


def _visit(found: dict[str, Any]) -> Visit:
    audits = found["audits"]

    def figure(name: str) -> float:
        return float(audits.get(name, {}).get("numericValue") or 0)

    scores = {name: 100 * each["score"] for name, each in found["categories"].items()}
    return Visit(scores, figure("first-contentful-paint") / 1000, figure("total-blocking-time"))


def report(site: Path, runs: int, chromium: str) -> str:
    """The table."""
    head = ("Page", "speed", "lowest", *OTHERS, "first content", "blocked")
    rows = []
    with hosted(site) as host:
        for name, address in pages(site):
            every = ("performance", *OTHERS)
            visits = [visit(f"{host}{address}", chromium, every) for _ in range(runs)]
            rows.append((name, *_cells(visits)))
    return table([each.replace("-", " ") for each in head], rows)


def _cells(visits: Sequence[Visit]) -> Iterator[str]:
    speed = [each.scores["performance"] for each in visits]
    yield f"{median(speed):.0f}"
    yield f"{min(speed):.0f}"
    for name in OTHERS:
        yield f"{min(each.scores[name] for each in visits):.0f}"
    yield f"{median(each.painted for each in visits):.2f} s"
    yield f"{median(each.blocked for each in visits):.0f} ms"


def main(arguments: Sequence[str] | None = None) -> None:
    """Visit the example's pages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", nargs="?", type=Path, help="a built site; else the example's")
    parser.add_argument("--runs", type=int, default=5, help="visits of each page (default: 5)")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md too")
    words = parser.parse_args(arguments)
    chromium = os.environ.get("CHROME_PATH") or shutil.which("chromium")
    if chromium is None:
        parser.error("there is no `chromium` here; say where another one is in CHROME_PATH")
    if not SCRIPT.exists():
        parser.error("Lighthouse is not installed yet: `make test` does that")
    with site_or_example(words.site) as site:
        told = report(site, words.runs, chromium)
    print(told)
    if words.write:
        write(DOCUMENT, "lighthouse", told)


if __name__ == "__main__":
    main()
