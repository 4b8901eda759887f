"""Measures the index of the search: `python -m benchmarks.search --objectives 10000`.

Titles are those of benchmarks/lines/en.tsv, each objective with three key results. What a reader
loads is counted compressed; answers are those of the theme's script, in Node, without a network.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.generate import PARTS, PLACES, Titles
from okrsite.pages._fold import words
from okrsite.pages._search import THINGS, Word, Words, dumped, split
from okrsite.pages._search_things import Found

ROOT = Path(__file__).resolve().parents[1]
QUERIES = (
    "customer",
    "customer onb",
    "late invoices",
    "cusotmer",
    "zzqwx",
    "team 77",
    "m",
    "part 2",
)
DRIVER = """\
import { open } from "./lookup.mjs";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
const { files, queries } = JSON.parse(readFileSync("order.json", "utf8"));
let bytes = 0, asked = 0;
globalThis.fetch = async (url) => {
  const text = files[new URL(url).pathname.replace("/search/", "").replace(".json", "")];
  bytes += gzipSync(text).length;
  asked += 1;
  return { ok: true, json: async () => JSON.parse(text) };
};
for (const query of queries) {
  const index = open("https://a.example/search/index.json");
  bytes = asked = 0;
  const ask = async () => {
    const start = performance.now();
    const { numbers } = await index.find(query);
    await index.things(numbers.slice(0, 8));
    return [performance.now() - start, numbers.length];
  };
  const [first, found] = await ask();
  const loaded = bytes, files = asked;
  const [again] = await ask();
  console.log(JSON.stringify({ query, found, first, again, loaded, files }));
}
"""


def things(many: int) -> list[tuple[Found, list[Any]]]:
    """Objectives as the index takes them."""
    titles = Titles.read(ROOT / "benchmarks" / "lines" / "en.tsv")

    def title(listed: list[str], number: int) -> str:
        again, at = divmod(number, len(listed))
        rounds, place = divmod(again, len(PLACES))
        return f"{listed[at]} {PLACES[place]}" + (f", part {rounds + 1}" if rounds else "")

    made = []
    for number in range(many):
        name = title(list(titles.objectives), number)
        team = f"Team {number // 5}"
        parts = [title(list(titles.key_results), number * PARTS + part) for part in range(PARTS)]
        results = [[f"kr-{part}", text, 2, "40%"] for part, text in enumerate(parts)]
        fields: list[Any] = [f"objectives/o-{number}/", "", name, team, team, "2026-Q4", 2, "40%"]
        rest = [*words(team), *(word for text in parts for word in words(text))]
        made.append((Found([*words(name), f"#o-{number}"], rest), [*fields, name, results]))
    return made


def index(found: list[tuple[Found, list[Any]]]) -> dict[str, str]:
    """The files of an index."""
    held = Words()
    for number, (each, _) in enumerate(found):
        held.add(number, each)
    shelves: list[list[Word]] = list(split(held.listed(), max(1, len(found) // 200)))
    files = {f"words/{at}": dumped(shelf) for at, shelf in enumerate(shelves)}
    for at in range(0, len(found), THINGS):
        files[f"things/{at // THINGS}"] = dumped([fields for _, fields in found[at : at + THINGS]])
    known = [word for shelf in shelves for word, _, _ in shelf if word[0] != "#"]
    files["vocabulary"] = dumped(known)
    firsts = [shelf[0][0] if shelf else "\uffff" for shelf in shelves]
    way_in = {"version": "1", "things": THINGS, "count": len(found), "words": firsts}
    files["index"] = dumped({**way_in, "kinds": [["Objective", 0]], "statuses": []})
    return files


def measure(many: int) -> None:
    """Print what an index of so many objectives costs."""
    found = things(many)
    start = time.process_time()
    files = index(found)
    took = time.process_time() - start
    whole = sum(len(gzip.compress(text.encode(), 6)) for text in files.values())
    told = f"{many} objectives: {len(files)} files, {whole / 1e6:.2f} MB compressed"
    print(f"{told}, {took / many * 1000:.3f} ms each without taking texts apart")
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        shutil.copy(ROOT / "themes/atlas/static/lookup.js", where / "lookup.mjs")
        (where / "driver.mjs").write_text(DRIVER, encoding="utf-8")
        order = json.dumps({"files": files, "queries": QUERIES})
        (where / "order.json").write_text(order, encoding="utf-8")
        done = subprocess.run(
            ["node", "driver.mjs"], cwd=where, capture_output=True, text=True, check=True
        )
    for line in done.stdout.splitlines():
        each = json.loads(line)
        loaded = f"{each['files']} files, {each['loaded'] / 1000:.1f} KB"
        times = f"{each['first']:.0f} ms, again {each['again']:.0f} ms"
        print(f"  {each['query']!r}: {each['found']} found; {loaded}; {times}")


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objectives", type=int, action="append")
    for many in parser.parse_args().objectives or [10_000]:
        measure(many)


if __name__ == "__main__":
    main()
