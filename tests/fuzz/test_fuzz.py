"""Whatever is written, it is read or refused: with a place, in bounded time, without an accident.

In the suite a few hundred texts are tried; `OKRSITE_FUZZ=100` tries a hundred times as many, and
draws each site. What broke something once, a test too, lies in `corpus/`, as `WHAT--NAME`, and is
tried each time: `/` in WHAT is written as `+`.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from okrsite import markdown
from okrsite.build import build, prepare
from okrsite.door import Door
from okrsite.model.problem import Severity
from okrsite.order import Order
from tests.sites import CYCLES, ORG, SITE, site

EFFORT = int(os.environ.get("OKRSITE_FUZZ", "1"))
CORPUS = sorted((Path(__file__).parent / "corpus").glob("*--*"))
PATIENCE = 20.0
"""Seconds of this process for a small site."""

OBJECTIVE = """\
---
title: Onboarding takes 5 days
id: onboarding
owner: ben
cycle: 2026-Q4
aligns_to: [{to: top#all, weight: 2}, top]
key_results:
  - {id: days, title: Days, metric: {from: 15, to: 5, unit: days},
     checkins: [{date: 2026-10-10, value: 9}]}
  - "First-week rating: >= 4.5 points"
  - {title: Inventory, milestones: [{title: Agreed, done: 2026-10-20},
     {id: b, title: Half, due: 2026-11-20}]}
  - {title: Adopted, ladder: {0: 0, 0.5: 2, 1: 4}, pace: {2026-11-01: 0.2}}
initiatives: [{title: Laptops, state: doing, key_result: days}]
---
# Why

Text with [a link](top), `top#all`, a footnote[^1] and ![a picture](p.png).

| a | b |
|---|---|
| 1 | 2 |

[^1]: Note.
"""
CHECK_IN = """\
---
by: ben
key_results: {"onboarding#days": {value: 12, confidence: 6, note: Ships}}
---
The week.

- days: 12 days (6/10) [at risk] Laptops ship
- inventory: done Agreed (8/10)
- onboarding: [on track] Fine
- adopted: 1.5
"""
REVIEW = """\
---
type: review
date: 2026-11-10
cycle: 2026-Q4
decisions: [{decision: keep, objective: onboarding, note: Good}]
lessons: [Begin earlier]
scores: {onboarding#days: 0.5}
---
"""
TOP = "---\ntitle: Top\nkey_results: [{id: all, title: All, aligned: mean}]\n---\n"
FILES = {
    "site.yml": SITE,
    "org.yml": ORG,
    "cycles.yml": CYCLES,
    "2026-Q4/company/top.md": TOP,
    "2026-Q4/people-operations/onboarding.md": OBJECTIVE,
    "2026-10-14-people-operations.md": CHECK_IN,
    "review.md": REVIEW,
}
_TOKENS = [
    "---\n",
    "\n",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "#",
    "|",
    "`",
    "*",
    "_",
    "~~",
    "![",
    "](",
    "<",
    ">",
    "&",
    "\\",
    "'",
    '"',
    "!!x ",
    "&a ",
    "*a",
    "<<: ",
    "? ",
    "...\n",
    "\t",
    "\r\n",
    "\u2028",
    "\x00",
    "\ud800",
    "\ufeff",
    "\u202e",
    "0" * 400,
    "9" * 5000,
    "-1e308",
    ".inf",
    ".nan",
    "1e400",
    "0x10",
    "0o7",
    "1_0",
    "1:30",
    "2026-02-30",
    "9999-12-31",
    "0001-01-01",
    "null",
    "true",
    "yes",
    "~",
    "title:",
    "id:",
    "key_results:",
    "team: it\n",
    "aligns_to: onboarding#days\n",
    "onboarding",
    "top#all",
    "days: 1\n",
    "(11/10)",
    "[at risk]",
    "40%",
    "-> ",
    "→",
    ">= ",
    "..",
    "yes/no",
    "aligned",
    "? -> ",
    "audience: leadership\n",
    "draft: true\n",
    "type: kpi\n",
    "type: page\n",
    "within: 2026-11\n",
    "parent: it\n",
    "starts: 2027-01-01\n",
    "> " * 40,
    "- " * 40,
    "[" * 60,
    "*a " * 40,
    "\U0001f469\u200d\U0001f4bb",
    "\u0435\u0301" * 30,
    "[^1]",
    "[^1]: x\n",
    "http://a.b/(",
    "a@b.c",
    "#1",
    "![x](../../x)",
]


@st.composite
def spoilt(draw: st.DrawFn, text: str) -> str:
    """A text in which a few things were cut out, doubled, swapped or put in."""
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        kind = draw(st.integers(0, 3))
        put = draw(st.sampled_from(_TOKENS)) if kind < 2 else text[start:end] * (2 * (kind - 2))
        text = text[:start] + put + text[end if kind else start :]
    return text


def _is_sound(where: Path, files: dict[str, str], *, drawn: bool) -> None:
    """Read, judged and, where asked, drawn: every error has a place; nothing raises or hangs."""
    root = site(where, dict(files))
    begun = time.process_time()
    for audience in ("leadership", None):
        prepared = prepare(Order(root, audience=audience), Door(environment={}))
        for problem in prepared.problems:
            assert problem.message
            assert "\n" not in problem.message
            if problem.severity is Severity.ERROR and audience and problem.place:
                assert problem.place.line >= 1
                assert problem.place.column >= 1
    if drawn:
        build(Order(root, keep_going=True), Door(environment={}))
    assert time.process_time() - begun < PATIENCE


def _try(name: str, text: str, folder: Path, *, drawn: bool) -> None:
    try:
        _is_sound(folder, {**FILES, name: text}, drawn=drawn)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("name", FILES)
@settings(
    max_examples=12 * EFFORT,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_a_spoilt_document_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    """Front matter, check-in lines, Markdown, settings, teams and cycles."""
    text = data.draw(spoilt(FILES[name]))
    _try(name, text, tmp_path_factory.mktemp("fuzz"), drawn=EFFORT > 1)


@settings(max_examples=100 * EFFORT, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(st.sampled_from(_TOKENS) | st.text(max_size=8), max_size=60))
def test_any_markdown_is_drawn(pieces: list[str]) -> None:
    """As blocks, as a line, as the parts of a check-in; each open element is closed."""
    text = "".join(pieces)
    for prose in (markdown.blocks(text, "p"), markdown.inline(text)):
        html = prose.html(lambda to: to)
        assert html.count("<p>") == html.count("</p>")
        assert "<script" not in html.lower()
    markdown.sections(text, "p")


@pytest.mark.parametrize("found", CORPUS, ids=lambda path: path.name)
def test_what_broke_something_once_breaks_nothing(tmp_path: Path, found: Path) -> None:
    """Drawn too, as far as it can be."""
    name = found.name.partition("--")[0].replace("+", "/")
    _try(name, found.read_bytes().decode("utf-8", "surrogatepass"), tmp_path / "s", drawn=True)


def test_an_organisation_with_everything_in_it_is_sound(tmp_path: Path) -> None:
    """What is spoilt is sound before: else every refusal would be for one reason."""
    _is_sound(tmp_path / "few", FILES, drawn=True)
    prepared = prepare(Order(tmp_path / "few"), Door(environment={}))
    assert not prepared.errors, prepared.problems
