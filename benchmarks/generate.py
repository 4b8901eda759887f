"""Makes an organisation of any size: `python benchmarks/generate.py DIR --objectives 1000`.

The same seed gives the same files. Each objective has three key results with as many check-ins each
as asked for, half of them inline, half in check-in documents of their team.
"""

from __future__ import annotations

import argparse
import random
from datetime import date, timedelta
from pathlib import Path

START = date(2026, 10, 1)
END = date(2026, 12, 31)
PER_TEAM = 5
WORDS = (
    *("shorter", "faster", "safer", "fewer", "clearer", "steadier"),
    *("orders", "invoices", "routes", "docks", "calls", "joiners"),
)


def generate(root: Path, objectives: int, checkins: int, seed: int) -> None:
    """Write an organisation's content/ below a folder."""
    chance = random.Random(seed)
    content = root / "content"
    content.mkdir(parents=True, exist_ok=True)
    teams = max(1, objectives // PER_TEAM)
    (content / "site.yml").write_text(
        "title: Generated organisation\nmission: Do useful work at any size.\n"
        "url: https://okrs.example.org/\nas_of: 2026-11-21\n",
        encoding="utf-8",
    )
    (content / "cycles.yml").write_text(
        "- {id: 2026, starts: 2026-01-01, ends: 2026-12-31, checkin: monthly}\n"
        "- {id: 2026-Q4, within: 2026, starts: 2026-10-01, ends: 2026-12-31, checkin: weekly}\n",
        encoding="utf-8",
    )
    _organisation(content, teams)
    said: dict[tuple[int, date], list[str]] = {}
    for number in range(objectives):
        _objective(content, number, checkins, chance, said)
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
) -> None:
    top = number < 5
    team = number // PER_TEAM
    cycle = "2026" if top else "2026-Q4"
    owner = "company" if top else f"team-{team}"
    folder = content / cycle / owner
    folder.mkdir(parents=True, exist_ok=True)
    starts = date(2026, 1, 1) if top else START
    title = f"Make {chance.choice(WORDS)} {chance.choice(WORDS)} the rule, number {number}"
    lines = ["---", f"id: o-{number}", f"title: {title}", f"owner: person-{team}"]
    if not top:
        lines.append(f"aligns_to: [o-{(number - 5) // 6}]")
    lines.append("key_results:")
    for part in range(3):
        start, to = chance.randint(10, 200), chance.randint(1, 9)
        lines += [
            f"  - id: kr-{number}-{part}",
            f"    title: {chance.choice(WORDS).capitalize()} takes {to} days instead of {start}",
            f"    metric: {{from: {start}, to: {to}, unit: days}}",
        ]
        inline = checkins // 2
        if inline:
            lines.append("    checkins:")
        for step in range(checkins):
            day = starts + timedelta(days=3 + 7 * step)
            value = round(start + (to - start) * chance.random(), 1)
            sure = chance.randint(2, 9)
            if step < inline:
                note = f"note: Week {step} went as planned"
                lines.append(f"      - {{date: {day}, value: {value}, confidence: {sure}, {note}}}")
            else:
                line = f"- kr-{number}-{part}: {value} days ({sure}/10) Better than last week"
                said.setdefault((team, day), []).append(
                    line.replace(f"kr-{number}-{part}", f"o-{number}#kr-{number}-{part}")
                )
    lines += [
        "---",
        "",
        "Why this, why now: **because** it matters to the people who do the work.",
        "",
    ]
    lines.append("It replaces a habit that cost time, and it is `measured` every week. " * 4)
    (folder / f"objective-{number}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the command line and write the organisation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--objectives", type=int, default=1000)
    parser.add_argument("--checkins", type=int, default=4, help="for each key result")
    parser.add_argument("--seed", type=int, default=1)
    words = parser.parse_args()
    generate(words.folder, words.objectives, words.checkins, words.seed)


if __name__ == "__main__":
    main()
