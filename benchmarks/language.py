"""How right the rules of language are: `python benchmarks/language.py [LINES.tsv] [--language en]`.

Reads labelled lines, has `okrsite check` judge them, and prints precision and recall by rule.
Lines are tab-separated, with a head that names the columns:

- `title`, or `line`: the words;
- `what`: `objective` or `key result` (default);
- `measure`: the key result's measure in the short form, `milestones`, or nothing; of an objective,
  the measures of its key results, with `; ` between them;
- `rules`: the rules that ought to speak, with spaces between them. One with a question mark may
  speak or be silent. Without this column, what is found is printed line by line.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from okrsite.build import prepare
from okrsite.door import Door
from okrsite.order import Order

HERE = Path(__file__).parent
RULES = (
    "task-like-key-result",
    "no-measure",
    "vague-title",
    "compound-key-result",
    "routine-work",
    "target-to-be-set",
    "missing-baseline",
    "number-in-objective",
    "long-title",
    "mostly-yes-or-no",
)
SITE = "title: Lines\nmission: Say it well.\nas_of: 2026-10-02\nlocale: {}\n"
CYCLES = "- {id: 2026-Q4, starts: 2026-10-01, ends: 2026-12-31, checkin: weekly}\n"


@dataclass(frozen=True)
class Line:
    """A line, and what ought to be said of it."""

    title: str
    objective: bool = False
    measure: str = ""
    wanted: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()
    """What may be said and need not."""


@dataclass(frozen=True)
class Score:
    """How often a rule spoke, and how often it should have."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what it said that was right; 1 where it said nothing."""
        said = self.right + self.wrong
        return self.right / said if said else 1.0

    @property
    def recall(self) -> float:
        """The share of what it should have said; 1 where that is nothing."""
        due = self.right + self.missed
        return self.right / due if due else 1.0


def read(path: Path) -> tuple[list[Line], bool]:
    """The lines of a file, and whether they are labelled."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    labelled = bool(rows) and "rules" in rows[0]
    return [_line(row) for row in rows], labelled


def _line(row: dict[str, str | None]) -> Line:
    labels = (row.get("rules") or "").split()
    return Line(
        row.get("title") or row.get("line") or "",
        row.get("what") == "objective",
        row.get("measure") or "",
        frozenset(each for each in labels if not each.endswith("?")),
        frozenset(each.rstrip("?") for each in labels if each.endswith("?")),
    )


def judge(lines: Sequence[Line], language: str = "en") -> list[frozenset[str]]:
    """Which of the rules speak of each line."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in _files(lines, language):
            path = root / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        problems = prepare(Order(root), Door(environment={})).problems
    broken = [each for each in problems if each.severity == "error"]
    assert not broken, broken[:3]
    said: dict[str, set[str]] = {}
    for each in problems:
        if each.rule in RULES:
            said.setdefault(each.subject, set()).add(each.rule)
    return [
        frozenset(said.get(f"line-{at}" if line.objective else f"line-{at}#it", ()))
        for at, line in enumerate(lines)
    ]


def _files(lines: Sequence[Line], language: str) -> Iterator[tuple[str, str]]:
    yield "site.yml", SITE.format(language)
    yield "cycles.yml", CYCLES
    for at, line in enumerate(lines):
        title = line.title if line.objective else f"Line {at} holds a key result of its own"
        yield (
            f"2026-Q4/lines/line-{at}.md",
            f"---\nid: line-{at}\nteam: lines\ntitle: {json.dumps(title)}\n"
            f"key_results:{_key_results(line)}---\n",
        )


def _key_results(line: Line) -> str:
    if not line.objective:
        return f"\n  - {_key_result('it', line.title, line.measure)}\n"
    measures = [each for each in line.measure.split("; ") if each]
    items = [
        f"  - {_key_result(f'k{at}', f'Number {at} of this office', measure)}\n"
        for at, measure in enumerate(measures)
    ]
    return "\n" + "".join(items) if items else " []\n"


def _key_result(key: str, title: str, measure: str) -> str:
    how = f", measure: {json.dumps(measure)}" if measure else ""
    if measure == "milestones":
        how = ", milestones: [{title: First half}, {title: Second half}]"
    return f"{{id: {key}, title: {json.dumps(title)}{how}}}"


def scores(lines: Sequence[Line], said: Sequence[frozenset[str]]) -> dict[str, Score]:
    """By rule."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for line, rules in zip(lines, said, strict=True):
        right.update(rules & line.wanted)
        wrong.update(rules - line.wanted - line.allowed)
        missed.update(line.wanted - rules)
    return {rule: Score(right[rule], wrong[rule], missed[rule]) for rule in RULES}


def report(found: dict[str, Score]) -> Iterator[str]:
    """A table, line by line."""
    yield f"{'rule':24} {'right':>5} {'wrong':>5} {'missed':>6} {'precision':>9} {'recall':>6}"
    for rule, each in found.items():
        counts = f"{each.right:5} {each.wrong:5} {each.missed:6}"
        yield f"{rule:24} {counts} {each.precision:9.2f} {each.recall:6.2f}"


def differences(lines: Sequence[Line], said: Sequence[frozenset[str]]) -> Iterator[str]:
    """What was said wrongly (+) and what was missed (-), with the line."""
    for line, rules in zip(lines, said, strict=True):
        signs = [*(f"+{each}" for each in sorted(rules - line.wanted - line.allowed))]
        signs += [f"-{each}" for each in sorted(line.wanted - rules)]
        if signs:
            yield f"{' '.join(signs)}\t{line.measure}\t{line.title}"


def found(lines: Sequence[Line], said: Sequence[frozenset[str]]) -> Iterator[str]:
    """What was said of each line."""
    for line, rules in zip(lines, said, strict=True):
        yield f"{' '.join(sorted(rules)) or '-'}\t{line.measure}\t{line.title}"


def main(arguments: Iterable[str] | None = None) -> None:
    """Judge a file of lines and print how right that was."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "lines", nargs="?", type=Path, help="a file of lines; else lines/LANGUAGE.tsv"
    )
    parser.add_argument("--language", default="en")
    parser.add_argument("--differences", action="store_true", help="also print each wrong line")
    chosen = parser.parse_args(None if arguments is None else list(arguments))
    path = chosen.lines or HERE / "lines" / f"{chosen.language}.tsv"
    lines, labelled = read(path)
    said = judge(lines, chosen.language)
    print(*(report(scores(lines, said)) if labelled else found(lines, said)), sep="\n")
    if labelled and chosen.differences:
        print(*differences(lines, said), sep="\n")


if __name__ == "__main__":
    main()
