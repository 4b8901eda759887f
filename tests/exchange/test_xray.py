"""The x-ray: one page that can be mailed, and every sentence of it can be counted."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from tests.sites import run

TEXT = """\
# 2026-Q4 OKRs

## Objective: Every consignment arrives on time
Team: Company

- KR: On-time deliveries from 91% to 97%
- KR: Complaints: 120 -> 60 a month

## Objective: New drivers feel at home in a week
Team: People
Aligns to: Every consignment arrives on time

- KR: Onboarding time: 15 -> 5 days
- KR: Write a handbook

## Objective: Depots run without paper
Team: IT

- KR: Paper forms: 7 -> 1 forms
- KR: Migrate the ERP system
"""


def seen(folder: Path, text: str = TEXT, name: str = "okrs.md") -> str:
    """The page of a file."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    result = run("xray", file, "--output", folder / "xray.html")
    assert result.exit_code == 0, result.output
    return (folder / "xray.html").read_text(encoding="utf-8")


def test_sentences_are_counted_and_located(tmp_path: Path) -> None:
    """Two tasks of six key results; one objective that serves nothing; with their lines."""
    page = seen(tmp_path)
    assert "3 objectives with 6 key results in 3 teams." in page
    assert "2 of 6 key results are tasks." in page
    assert "1 objective serves nothing." in page
    for line in ("okrs.md:14", "okrs.md:20", "okrs.md:16"):
        assert line in page
    assert str(tmp_path) not in page.partition("To keep it")[0]


def test_it_runs_no_script_and_asks_for_nothing(tmp_path: Path) -> None:
    """The policy allows its own style sheet, by digest, and the letters within; nothing else."""
    page = seen(tmp_path)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert policy
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy[1]
    assert "default-src 'none'" in policy[1]
    assert not re.search(r"<script|<link|<img|<iframe|\sstyle=|\son\w+=|https?://", page)
    asked = re.findall(r"url\(([^)]*)\)", page)
    assert all(each.startswith(("data:", "#")) for each in asked)


@pytest.mark.parametrize("name", ["okrs.md", "okrs.csv"])
def test_whatever_stands_in_it_is_text(tmp_path: Path, name: str) -> None:
    """Marks of HTML in titles, owners, columns and file names stay letters."""
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    text = f"## Objective: {evil}\nTeam: {evil}\n\n- KR: {evil}\n"
    if name.endswith("csv"):
        text = f"Objective,Key result,Team,{evil}\n{evil},{evil},{evil},{evil}\n"
    page = seen(tmp_path, text, name)
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script" in page


def test_its_last_line_keeps_it(tmp_path: Path) -> None:
    """The command makes a site without errors, with a readme, and refuses a full folder."""
    assert "okrsite adopt " in seen(tmp_path).rpartition("To keep it")[2]
    folder = tmp_path / "my-okrs"
    result = run("adopt", tmp_path / "okrs.md", folder, "--yes")
    assert result.exit_code == 0, result.output
    assert (folder / "README.md").is_file()
    assert (folder / ".gitignore").is_file()
    assert run("check", folder).exit_code == 0
    again = run("adopt", tmp_path / "okrs.md", folder, "--yes")
    assert again.exit_code == 2
    assert "not empty" in again.output


SEVERAL = """\
Objective,Key result,Cycle,Team,Aligns to
Last year,Old: 1 -> 2,Q4 2025,IT,
The year,Sales: 1 -> 2,2026,Company,
The quarter,Calls: 1 -> 2,Q4 2026,IT,The year
Another quarter,Trips: 1 -> 2,Q3 2026,IT,The year
"""


def looked_at(folder: Path, *arguments: str) -> set[str]:
    """The objectives that the page of several cycles shows."""
    file = folder / "okrs.csv"
    file.write_text(SEVERAL, encoding="utf-8")
    result = run("xray", file, "--output", folder / "xray.html", *arguments)
    assert result.exit_code == 0, result.output
    page = (folder / "xray.html").read_text(encoding="utf-8")
    names = ("Last year", "The year", "The quarter", "Another quarter")
    return {name for name in names if re.search(rf'<div class="t l\d">{name}', page)}


def test_cycles_that_run_together_are_looked_at_together(tmp_path: Path) -> None:
    """The last one and the year around it; what is over is history, and the page says so."""
    found = looked_at(tmp_path)
    page = (tmp_path / "xray.html").read_text(encoding="utf-8")
    assert "Last year" not in found
    assert {"The year", "The quarter"} <= found
    assert "serves nothing" not in page
    assert "not at" in page
    assert ", Q4 2026" in page or ", 2026-Q4" in page


def test_a_cycle_can_be_chosen(tmp_path: Path) -> None:
    """One that the files tell of, or every one; another is taken as that of all."""
    assert looked_at(tmp_path, "--cycle", "2026-q4") == {"The quarter"}
    everything = {"Last year", "The year", "The quarter", "Another quarter"}
    assert looked_at(tmp_path, "--cycle", "all") == everything
    assert looked_at(tmp_path, "--cycle", "2027-Q1") == everything
