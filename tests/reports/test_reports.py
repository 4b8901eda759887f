"""Each report: what its readers need, and nothing that content could do to them."""

import json
import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt

from okrsite.check import rules
from okrsite.model.fingerprint import fingerprints
from okrsite.model.place import Place
from okrsite.model.problem import Problem, Severity
from okrsite.model.report import Findings, Report
from okrsite.reports import github, gitlab, markdown, sarif, text
from okrsite.rules._page import page
from tests.test_hostile import STRINGS

ERROR, WARNING = Severity.ERROR, Severity.WARNING
EVIL = [
    *STRINGS,
    "@octocat and @org/team",
    '#1 !2 ~label ~"a label" %5 $3 &4 GH-5 owner/repo#6 octocat@example.org',
    "https://evil.example www.evil.example //evil.example",
    "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef :tada: $x$",
    "a | b\n| --- |\n# heading",
    "*a* _b_ ~~c~~ `d` ``e`` ![f](g) [h]: i",
    "--> <!-- </details></code><b>",
    "::error::x\r\n::stop-commands::x %0A ##[add-path]/tmp",
]


def problem(
    number: int = 1,
    severity: Severity = WARNING,
    message: str = "A link leads nowhere",
    hint: str = "Mend it.",
    path: str = "2026-Q4/it/a.md",
) -> Problem:
    """A problem on a line of its own."""
    place = Place("content", path, number, 7)
    return Problem("broken-link", severity, message, place, hint, f"a{number}")


def written(report: Report, problems: Sequence[Problem]) -> str:
    """What a report makes of problems."""
    findings = Findings(
        problems,
        lambda _place: None,
        prints=fingerprints(problems),
        rules=rules(),
        page_of=page,
    )
    return report.write(findings)


def hostile() -> list[Problem]:
    """Problems whose every text is hostile."""
    return [
        problem(at, WARNING, f"`{evil}` is {evil}", evil, f"{evil}.md")
        for at, evil in enumerate(EVIL, 1)
    ]


# Text -----------------------------------------------------------------------------------------


def test_text_counts_by_rule_and_file() -> None:
    """Where there is more than one problem."""
    said = written(text.REPORT, [problem(1), problem(2, ERROR), problem(3, path="b.md")])
    assert "content/2026-Q4/it/a.md: 2 problems\n" in said
    assert "content/b.md: " not in said
    assert re.search(r"1 error\[broken-link\]\n +2 warning\[broken-link\]\n\n$", said)
    assert "broken-link]\n\n" not in written(text.REPORT, [problem()])


def test_text_steers_no_pipeline() -> None:
    """A line that a host would obey is broken."""
    for line in written(text.REPORT, hostile()).splitlines():
        assert "##[" not in line
        assert not line.lstrip().startswith("::")


# GitHub ---------------------------------------------------------------------------------------

COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^:,\r\n]*,?)*)::([^\r\n]*)")


def test_github_marks_lines_errors_first() -> None:
    """File, line, column, rule; message and hint as two lines."""
    said = written(github.REPORT, [problem(1, message="50 % off: a, b"), problem(2, ERROR)])
    assert said.splitlines() == [
        "::error file=content/2026-Q4/it/a.md,line=2,col=7,title=broken-link::"
        "A link leads nowhere%0AMend it.",
        "::warning file=content/2026-Q4/it/a.md,line=1,col=7,title=broken-link::"
        "50 %25 off: a, b%0AMend it.",
    ]


def test_github_says_how_many_are_not_shown() -> None:
    """Ten of a kind are."""
    many = [problem(at, ERROR if at <= 12 else WARNING) for at in range(1, 26)]
    *commands, last = written(github.REPORT, many).splitlines()
    assert len(commands) == 25
    assert last.startswith("::notice ")
    assert "5 problems are not shown" in last
    assert "::notice" not in written(github.REPORT, many[2:22])


def test_github_obeys_nothing_else() -> None:
    """Every line is one of our commands, whatever content holds."""
    nowhere = Problem("wrong-type", ERROR, "::error::x\n::warning::y", None)
    lines = written(github.REPORT, [nowhere, *hostile()]).split("\n")
    for line in lines[:-1]:
        assert COMMAND.fullmatch(line), line


# GitLab ---------------------------------------------------------------------------------------


def test_gitlab_has_what_its_widget_needs() -> None:
    """Unique fingerprints, a path, a line, a severity that it knows."""
    twins = [problem(1), problem(1, message="Another"), problem(2, ERROR)]
    nowhere = Problem("wrong-type", ERROR, "x", None)
    report = json.loads(written(gitlab.REPORT, [nowhere, *twins]))
    assert len({each["fingerprint"] for each in report}) == 4
    assert [each["severity"] for each in report] == ["major", "minor", "minor", "major"]
    assert report[1]["location"] == {"path": "content/2026-Q4/it/a.md", "lines": {"begin": 1}}
    assert report[0]["location"]["path"]
    assert report[1]["description"] == "A link leads nowhere. Mend it."
    assert json.loads(written(gitlab.REPORT, [])) == []


# SARIF ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("problems", [[], [problem(1), problem(2, ERROR)], hostile()])
def test_sarif_is_valid(problems: list[Problem], sarif_schema: Path) -> None:
    """Against the schema of SARIF 2.1.0."""
    schema = json.loads(sarif_schema.read_text(encoding="utf-8"))
    log = json.loads(written(sarif.REPORT, problems))
    assert not [error.message for error in Draft4Validator(schema).iter_errors(log)]
    assert [*Draft4Validator(schema).iter_errors({**log, "version": "2"})]


def run_of(problems: Sequence[Problem]) -> dict[str, Any]:
    """The run of a log."""
    (run,) = json.loads(written(sarif.REPORT, problems))["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif_tells_where_and_what_a_rule_is() -> None:
    """Relative addresses, columns in characters, help as text and Markdown."""
    run = run_of([problem(3, path="2026-Q4/it/größer: a b.md")])
    (result,) = run["results"]
    location = result["locations"][0]["physicalLocation"]
    uri = location["artifactLocation"]["uri"]
    assert uri == "content/2026-Q4/it/gr%C3%B6%C3%9Fer%3A%20a%20b.md"
    assert location["region"] == {"startLine": 3, "startColumn": 7}
    assert run["columnKind"] == "unicodeCodePoints"
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] == "broken-link"
    assert "How to silence" in rule["help"]["text"]
    assert "## Why" in rule["help"]["markdown"]
    assert "](../" not in rule["help"]["markdown"]
    assert set(result["partialFingerprints"].values()) == set(
        fingerprints([problem(3, path="2026-Q4/it/größer: a b.md")]).values()
    )


def test_sarif_knows_every_rule_and_gives_every_result_a_place() -> None:
    """A host refuses a log with a result that has none."""
    run = run_of([Problem("wrong-type", ERROR, "x", None)])
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == set(rules())
    assert run["results"][0]["locations"]


def test_sarif_makes_no_links_of_content() -> None:
    """`[words](address)` in a message is a link to a viewer."""
    for result in run_of(hostile())["results"]:
        assert "](" not in result["message"]["text"]


# Markdown -------------------------------------------------------------------------------------

TAGS = {"!", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "strong"}
LIVELY = re.compile(
    r"@\w|#\w|!\d|~[\w\"]|://|www\.\w|:\w+:|GH-\d|\b[0-9a-f]{7,40}\b", re.IGNORECASE
)
"""What hosts make mentions, references, emoji and links of."""

HOST = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(
    ["table", "strikethrough", "linkify"]
)
"""As hosts render: tables, strike-through, HTML, links from bare addresses."""


def test_markdown_begins_with_its_marker_and_a_summary() -> None:
    """Also where nothing is wrong: the comment from before has to change."""
    assert written(markdown.REPORT, []) == f"{markdown.MARKER}\n### OKR check: no problems\n"
    said = written(markdown.REPORT, [problem(1), problem(2, ERROR), problem(3)])
    assert said.startswith(f"{markdown.MARKER}\n### OKR check: 1 error and 2 warnings\n")


def test_markdown_is_a_table_by_file_errors_first() -> None:
    """Files with errors before those without."""
    problems = [problem(1, path="a.md"), problem(1, path="b.md"), problem(2, ERROR, path="b.md")]
    said = written(markdown.REPORT, problems)
    tables = re.findall(r"<table>.*?</table>", HOST.render(said), re.DOTALL)
    assert len(tables) == 2
    assert tables[0].index("<strong>error</strong>") < tables[0].index("<strong>warning</strong>")
    assert "error" not in tables[1]
    assert said.index("b.md") < said.index("a.md")


def test_markdown_folds_what_is_many() -> None:
    """Twenty in plain sight."""
    few, many = ([problem(at) for at in range(1, size)] for size in (21, 31))
    assert "<details>" not in written(markdown.REPORT, few)
    said = written(markdown.REPORT, many)
    assert "<details><summary>10 more</summary>" in said
    assert said.rstrip().endswith("</details>")
    assert HOST.render(said).count("<tr>") == 30 + 2


def test_markdown_is_bounded() -> None:
    """GitHub takes no comment of more than 65,536 characters."""
    many = [problem(at, message="ä<&`" * 200, path=f"{'ü' * 200}{at}.md") for at in range(1, 400)]
    said = written(markdown.REPORT, many)
    assert 60_000 < len(said.encode()) <= 65_536
    left = re.search(r"(\d+) more are not shown", said)
    assert left is not None
    assert HOST.render(said).count("<tr>") - said.count("| line |") + int(left[1]) == 399
    assert said.count("<details>") == said.count("</details>") == 1


@pytest.mark.parametrize("evil", EVIL)
def test_markdown_of_hostile_content_is_text(evil: str) -> None:
    """No element, link, mention or reference comes out of content."""
    hostile_one = problem(1, WARNING, f"`{evil}` is {evil}", evil, f"{evil}.md")
    said = written(markdown.REPORT, [hostile_one])
    html = HOST.render(said)
    tags = set(re.findall(r"<([a-z0-9!]+)", html))
    assert tags <= TAGS
    assert html.count("<tr>") == 2
    assert html.count("<td") == 4
    bare = re.sub(r"<code>.*?</code>", "", html)
    assert not LIVELY.findall(unescape(bare))
