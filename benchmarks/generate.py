"""Makes an organisation of any size: `python benchmarks/generate.py DIR --objectives 1000`.

The same seed gives the same files. Each objective has three key results with as many check-ins each
as asked for, half of them inline, half in check-in documents of their team.

`--titles benchmarks/lines/en.tsv` takes the titles from labelled lines, as people write them. No
two of them are the same. One key result in three is then without a measure.

`--varied` adds what rolls up: an objective with others below it has a key result that they measure,
and one in three of those at the bottom belongs to the quarter before, which is graded.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path

START = date(2026, 10, 1)
BEFORE = date(2026, 7, 1)
END = date(2026, 12, 31)
BELOW = 6
"""Objectives aligned to one."""
TOP = 5
"""Objectives of the whole organisation."""
PER_TEAM = 5
WORDS = (
    *("shorter", "faster", "safer", "fewer", "clearer", "steadier"),
    *("orders", "invoices", "routes", "docks", "calls", "joiners"),
)
_SIDES = (
    *("northern", "southern", "eastern", "western", "inner", "outer"),
    *("upper", "lower", "coastal", "central", "old", "new"),
)
_SITES = (
    *("region", "office", "depot", "branch", "market", "district"),
    *("plant", "workshop", "yard", "harbour", "shop", "warehouse"),
)
PLACES = tuple(f"in the {side} {site}" for side, site in product(_SIDES, _SITES))
"""Ends of titles, which tell one goal of a kind from the next."""
PARTS = 3
"""Key results of an objective."""


@dataclass(frozen=True)
class Titles:
    """Titles as people write them."""

    objectives: Sequence[str]
    key_results: Sequence[str]

    @classmethod
    def read(cls, path: Path) -> Titles:
        """The titles of a file of labelled lines."""
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        return cls(
            [row["title"] for row in rows if row["what"] == "objective"],
            [row["title"] for row in rows if row["what"] == "key result"],
        )


def generate(
    root: Path,
    objectives: int,
    checkins: int,
    seed: int,
    titles: Titles | None = None,
    varied: bool = False,
) -> None:
    """Write an organisation's content/ below a folder."""
    chance = random.Random(seed)
    content = root / "content"
    content.mkdir(parents=True, exist_ok=True)
    teams = max(1, -(-objectives // PER_TEAM))
    (content / "site.yml").write_text(
        "title: Generated organisation\nmission: Do useful work at any size.\n"
        "url: https://okrs.example.org/\nas_of: 2026-11-21\n",
        encoding="utf-8",
    )
    (content / "cycles.yml").write_text(
        "- {id: 2026, starts: 2026-01-01, ends: 2026-12-31, checkin: monthly}\n"
        + ("- {id: 2026-Q3, within: 2026, starts: 2026-07-01, ends: 2026-09-30}\n" * varied)
        + "- {id: 2026-Q4, within: 2026, starts: 2026-10-01, ends: 2026-12-31, checkin: weekly}\n",
        encoding="utf-8",
    )
    _organisation(content, teams)
    said: dict[tuple[int, date], list[str]] = {}
    for number in range(objectives):
        below = varied and BELOW * number + TOP < objectives
        over = varied and not below and number % 3 == 0
        _objective(content, number, checkins, chance, said, titles, varied, below, over)
    folder = content / "checkins"
    folder.mkdir(exist_ok=True)
    for (team, day), lines in said.items():
        path = folder / f"{day}-team-{team}.md"
        path.write_text("---\n---\n\n" + "\n".join(lines) + "\n", encoding="utf-8")


def _organisation(content: Path, teams: int) -> None:
    lines = ["teams:", "  - {id: company, name: The company, lead: person-0}"]
    for team in range(teams):
        parent = "company" if team < 8 else f"team-{team // 8}"
        lines.append(
            f"  - {{id: team-{team}, name: Team {team}, parent: {parent}, lead: person-{team}}}"
        )
    lines.append("people:")
    lines += [
        f"  - {{id: person-{n}, name: Person {n}, role: Lead, team: team-{n}}}"
        for n in range(teams)
    ]
    (content / "org.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _objective(
    content: Path,
    number: int,
    checkins: int,
    chance: random.Random,
    said: dict[tuple[int, date], list[str]],
    titles: Titles | None,
    varied: bool,
    below: bool,
    over: bool,
) -> None:
    top = number < TOP
    team = number // PER_TEAM
    cycle = "2026" if top else "2026-Q3" if over else "2026-Q4"
    owner = "company" if top else f"team-{team}"
    folder = content / cycle / owner
    folder.mkdir(parents=True, exist_ok=True)
    starts = date(2026, 1, 1) if top else BEFORE if over else START
    title = f"Make {chance.choice(WORDS)} {chance.choice(WORDS)} the rule, number {number}"
    if titles is not None:
        title = _distinct(titles.objectives, number)
    lines = ["---", f"id: o-{number}", f"title: {title}", f"owner: person-{team}"]
    if not top:
        above = (number - TOP) // BELOW
        lines.append(f"aligns_to: [o-{above}{f'#kr-{above}-below' if varied and not over else ''}]")
    lines.append("key_results:")
    for part in range(PARTS):
        start, to = chance.randint(10, 200), chance.randint(1, 9)
        name = f"{chance.choice(WORDS).capitalize()} takes {to} days instead of {start}"
        measured = titles is None or part < PARTS - 1
        if titles is not None:
            name = _distinct(titles.key_results, number * PARTS + part)
        lines += [f"  - id: kr-{number}-{part}", f"    title: {name}"]
        if measured:
            lines.append(f"    metric: {{from: {start}, to: {to}, unit: days}}")
        if over and part == 0:
            lines.append(f"    score: {chance.randint(0, 10) / 10}")
        inline = checkins // 2
        if inline:
            lines.append("    checkins:")
        for step in range(checkins):
            day = starts + timedelta(days=3 + 7 * step)
            value = round(start + (to - start) * chance.random(), 1)
            sure = chance.randint(2, 9)
            inside, outside = f"value: {value}", f"{value} days"
            if not measured:
                inside, outside = f"progress: {sure / 10}", f"{sure}0%"
            if step < inline:
                note = f"note: Week {step} went as planned"
                lines.append(f"      - {{date: {day}, {inside}, confidence: {sure}, {note}}}")
            else:
                line = f"- kr-{number}-{part}: {outside} ({sure}/10) Better than last week"
                said.setdefault((team, day), []).append(
                    line.replace(f"kr-{number}-{part}", f"o-{number}#kr-{number}-{part}")
                )
    if below:
        lines += [
            f"  - id: kr-{number}-below",
            "    title: Every region adopts it",
            "    aligned: mean",
        ]
    lines += [
        "---",
        "",
        "Why this, why now: **because** it matters to the people who do the work.",
        "",
    ]
    lines.append("It replaces a habit that cost time, and it is `measured` every week. " * 4)
    (folder / f"o-{number}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _distinct(titles: Sequence[str], number: int) -> str:
    """A title as YAML; the next round of all titles is of another place."""
    rounds, at = divmod(number, len(titles))
    again, place = divmod(rounds, len(PLACES))
    title = f"{titles[at]} {PLACES[place]}" + (f", part {again + 1}" if again else "")
    return json.dumps(title, ensure_ascii=False)


def main() -> None:
    """Read the command line and write the organisation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--objectives", type=int, default=1000)
    parser.add_argument("--checkins", type=int, default=4, help="for each key result")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--titles", type=Path, metavar="TSV", help="labelled lines to take")
    parser.add_argument("--varied", action="store_true", help="with roll-up and grades")
    words = parser.parse_args()
    titles = Titles.read(words.titles) if words.titles else None
    generate(words.folder, words.objectives, words.checkins, words.seed, titles, words.varied)


if __name__ == "__main__":
    main()
