"""For a comment on a pull request: a summary, and a table grouped by file."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from okrsite.model.place import Place
from okrsite.model.problem import Problem, Severity
from okrsite.model.report import Findings, Report, counted
from okrsite.reports._clean import one_line

MARKER = "<!-- okrsite check -->"
"""The first line, which nobody sees: by it a pipeline finds its comment and updates it."""
_LARGEST = 65_536
"""GitHub's bound in characters; held in bytes, so that any way of counting is content."""
_OPEN = 20
"""How many problems are in plain sight; the others are folded."""
_HEAD = "| line | | what is wrong | what to do |\n|--:|---|---|---|\n"
_ENTITIES = {ord(char): f"&#{ord(char)};" for char in string.punctuation if char not in ",.;-'"}
# What hosts make mentions, references, labels, emoji or links of, written as entities or not:
# @name, #1, ~"label", :word:, https://, www., GH-1, the id of a commit. A word joiner parts them.
_LIVELY = re.compile(
    r"(?<=[@#!~%&$^:])(?=[\w\"])|(?<=:)(?=//)|(?<=\bwww\.)(?=\w)|(?<=\bGH-)(?=\d)",
    re.IGNORECASE,
)
_COMMIT = re.compile(r"\b[0-9a-f]{7,}\b", re.IGNORECASE)
_JOINER = "\u2060"


def write(findings: Findings) -> str:
    """The whole comment, also where nothing is wrong: the one from before has to change then."""
    problems = _ordered(findings)
    head = f"{MARKER}\n### OKR check: {counted(findings.problems)}\n"
    shown, folded = _tables(problems[:_OPEN], findings), _tables(problems[_OPEN:], findings)
    opening = f"\n<details><summary>{len(problems) - _OPEN} more</summary>\n"
    closing = "\n</details>\n"
    left = _LARGEST - sum(map(_size, (head, opening, closing))) - 200
    told, kept = 0, [head]
    for count, text in chain(shown, [(0, opening)] if len(problems) > _OPEN else (), folded):
        left -= _size(text)
        if left < 0:
            break
        told += count
        kept.append(text)
    if opening in kept:
        kept.append(closing)
    if told < len(problems):
        kept.append(f"\n{len(problems) - told} more are not shown; `okrsite check` tells all.\n")
    return "".join(kept)


def _ordered(findings: Findings) -> list[Problem]:
    """Files with errors first, and of each file its errors."""
    broken = {
        findings.path_of(each.place)
        for each in findings.problems
        if each.severity is Severity.ERROR
    }

    def rank(problem: Problem) -> tuple[bool, str, bool]:
        file = findings.path_of(problem.place)
        return file not in broken, file, problem.severity is not Severity.ERROR

    return sorted(findings.problems, key=rank)


def _tables(problems: Sequence[Problem], findings: Findings) -> Iterator[tuple[int, str]]:
    """(Problems told, text) of each piece: a table with its first row, then row by row."""

    def file_of(problem: Problem) -> str:
        return findings.path_of(problem.place)

    for file, group in groupby(problems, file_of):
        head = f"\n{_code(one_line(file, 300))}\n\n{_HEAD}"
        for problem in group:
            yield 1, f"{head}{_row(problem)}"
            head = ""


def _row(problem: Problem) -> str:
    cells = (
        _line(problem.place),
        f"**{problem.severity}** {_code(problem.rule)}",
        _prose(problem.message),
        _prose(problem.hint),
    )
    return f"| {' | '.join(cells)} |\n"


def _line(place: Place | None) -> str:
    return "" if place is None else str(place.line)


def _prose(text: str) -> str:
    """A message: what it quotes between backticks as code, all else as text and nothing more."""
    parts = one_line(text, 500).split("`")
    return "".join(
        _code(part) if at % 2 and at < len(parts) - 1 else _entities(_still(part))
        for at, part in enumerate(parts)
    )


def _still(text: str) -> str:
    """Text of which a host makes nothing else."""
    parted = _COMMIT.sub(lambda found: _JOINER.join(re.findall(".{1,6}", found[0])), text)
    return _LIVELY.sub(_JOINER, parted)


def _code(text: str) -> str:
    """Code, where hosts look for no references; by HTML, as a code span cannot hold everything."""
    return f"<code>{_entities(text)}</code>" if text.strip() else ""


def _entities(text: str) -> str:
    """Punctuation as entities, which Markdown and HTML take for text."""
    return text.translate(_ENTITIES)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


REPORT = Report("markdown", write)
