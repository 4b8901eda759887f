"""Small sites, written in a test, and the road's steps on them."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from okrsite.build import build, prepare
from okrsite.check import rules
from okrsite.cli import main
from okrsite.cut import cut
from okrsite.door import Door
from okrsite.graph import link
from okrsite.model.document import Documents
from okrsite.model.portfolio import AlignmentGraph, Portfolio, ScoredKeyResult
from okrsite.model.problem import Finding, Problem, Severity, Topic
from okrsite.order import Order
from okrsite.read import Folder, read, read_settings
from okrsite.score import score

AS_OF = date(2026, 11, 21)

SITE = """\
title: Example
mission: Goods arrive on time.
as_of: 2026-11-21
audiences: [leadership, everyone]
focus: [{id: quality, title: Quality}]
"""

ORG = """\
teams:
  - {id: company, name: The company, lead: ada}
  - {id: people-operations, name: People Operations, parent: company, lead: ben}
  - {id: it, name: IT, parent: company}
people:
  - {id: ada, name: Ada, team: company}
  - {id: ben, name: Ben, team: people-operations}
"""

CYCLES = """\
- {id: 2026, starts: 2026-01-01, ends: 2026-12-31}
- {id: 2026-Q3, within: 2026, starts: 2026-07-01, ends: 2026-09-30, checkin: weekly}
- {id: 2026-Q4, within: 2026, starts: 2026-10-01, ends: 2026-12-31, checkin: weekly}
- {id: 2026-11, within: 2026-Q4, starts: 2026-11-01, ends: 2026-11-30, kind: operational}
"""

DEFAULTS = {"site.yml": SITE, "org.yml": ORG, "cycles.yml": CYCLES}

GOAL = "2026-Q4/people-operations/onboarding.md"
"""Where the objective of most small sites stands: its folders give cycle and team."""


def site(where: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write a site into a folder and give the folder; paths are those within content/.

    What is not written is as in DEFAULTS; an empty text for one of those leaves it out.
    """
    for path, text in {**DEFAULTS, **(files or {})}.items():
        if path in DEFAULTS and not text:
            continue
        file = where / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return where


def objective(front: str = "", body: str = "", *, title: str = "Be ready on day one") -> str:
    """An objective's file: `front` is added to its front matter."""
    head = f"title: {title}\n" if title else ""
    goals = "" if "key_results:" in front else "key_results: []\n"
    fields = f"{front.rstrip()}\n" if front else ""
    return f"---\n{head}{fields}{goals}---\n{body}"


def goal(*lines: str) -> str:
    """An objective with key results given as indented YAML list items, one text each."""
    items = "".join(f"  - {line}\n" for line in lines)
    return objective(f"key_results:\n{items}")


def folder(root: Path) -> Folder:
    """The content folder of a site."""
    return Folder("content", root / "content")


def documents(root: Path, *, drafts: bool = False) -> Documents:
    """What is read."""
    folders = [folder(root)]
    return read(folders, site=read_settings(folders), drafts=drafts)


def graph(root: Path, audience: str | None = None, *, drafts: bool = False) -> AlignmentGraph:
    """What is read, cut and linked."""
    seen, _ = cut(documents(root, drafts=drafts), audience)
    return link(seen)


def portfolio(root: Path, as_of: date = AS_OF, audience: str | None = None) -> Portfolio:
    """What is read, cut, linked and scored."""
    seen, name = cut(documents(root), audience)
    return score(link(seen), as_of, audience=name)


def key_result(
    root: Path, name: str, as_of: date = AS_OF, owner: str = "2026-q4-onboarding"
) -> ScoredKeyResult:
    """One scored key result of a site."""
    found = portfolio(root, as_of).objectives[owner].key_result(name)
    assert found is not None, f"{owner} has no key result {name}"
    return found


def faults(found: Iterable[Finding | Problem]) -> list[str]:
    """Findings as `rule path:line`, in order of places; `rule -` for one without a place."""
    return sorted(
        f"{each.rule} {f'{each.place.path}:{each.place.line}' if each.place else '-'}"
        for each in found
    )


def problems(root: Path, **order: Any) -> tuple[Problem, ...]:
    """What `okrsite check` finds wrong.

    Advice on how goals are written and followed has tests of its own: a small site earns some.
    """
    return tuple(each for each in everything(root, **order) if not _is_advice(each))


def everything(root: Path, **order: Any) -> tuple[Problem, ...]:
    """What `okrsite check` finds, advice too."""
    return prepare(Order(root, **order), Door(environment={})).problems


def _is_advice(problem: Problem) -> bool:
    return (
        problem.severity is Severity.WARNING
        and rules()[problem.rule].topic not in (Topic.DOCUMENTS, Topic.MEASURES)
        and problem.rule != "conflicting-check-ins"
    )


def run(*arguments: str | Path, **environment: str) -> Result:
    """What `okrsite ...` says and exits with, `environment` added to that of the process."""
    runner = CliRunner(env={"SOURCE_DATE_EPOCH": None, **environment})
    return runner.invoke(main, [str(each) for each in arguments])


def built(root: Path, **order: Any) -> Path:
    """Build a site, which must succeed, and give the folder it was published in."""
    result = build(Order(root, **order), Door(environment={}))
    assert result.output is not None, result.prepared.problems
    return result.output


def files_of(output: Path) -> dict[str, bytes]:
    """All files of a folder, by path within it."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }
