# ruff: noqa: E501 - whole files on one line each
"""What people write before there is a tool is understood as a reader would."""

import time
from datetime import date
from pathlib import Path

import pytest

from okrsite.build import prepare
from okrsite.door import Door
from okrsite.exchange import NotReadable
from okrsite.exchange.bring import bring
from okrsite.exchange.found import Found, FoundKeyResult, FoundObjective
from okrsite.exchange.hints import Hints, column_hints
from okrsite.exchange.settle import There, Wishes, settle
from okrsite.exchange.write import files_of
from okrsite.order import Order

TODAY = date(2026, 11, 21)

LABELLED = """\
# 2026-Q4 OKRs

Runs from 2026-10-01 to 2026-12-31.

### CEO: Popular depots
1. CEO KR: Orders from 20 to 30 a day => 70%
    1. **COO: Faster trucks.** => 40% complete
         1. COO KR: Loading: 15 -> 5 minutes (7/10)
        1. Depot lead KR: ~~Night shifts~~
            1. **Depot North: Fewer empty runs.**
                1. Depot North KR: Shared trips => DONE
1. COO: Keep people safe. No accident in the yard.

## Notes
- Bring cake.
"""

PLAIN = """\
# Operations

## 2026 Q4

### Invoices leave on time
Why: customers ask.

- `P0` - @ada - Invoices sent within 2 days
- [x] Archive is scanned (Owner: Ben)
- [ ] Templates agreed

### Calm mornings

| Key Result | Assignee | Priority | Mid-Q Score | Final Score |
| --- | --- | --- | --- | --- |
| Desks ready | @ben & @ada | p1 | 0.3 | 0.8 |
| ~~Plants~~ | @ada | p2 | | |
"""


def read(folder: Path, name: str, text: str | bytes, **columns: str) -> Found:
    """What is found in a file with this content."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    said = column_hints([f"{role}={column}" for role, column in columns.items()])
    return bring([path], Hints(said, {path: name}))


def titles(found: Found) -> list[tuple[str, list[str]]]:
    """Objectives and their key results, by title."""
    return [(each.title, [kr.title for kr in each.key_results]) for each in found.objectives]


def one(found: Found, title: str) -> FoundObjective:
    """The objective of that title."""
    return next(each for each in found.objectives if each.title == title)


def key_result(found: Found, title: str) -> FoundKeyResult:
    """The key result of that title."""
    return next(kr for o in found.objectives for kr in o.key_results if kr.title == title)


def errors_of(found: Found, folder: Path) -> list[str]:
    """The errors of the site that an import writes."""
    for path, text in files_of(settle(found, Wishes(TODAY), There()), TODAY).items():
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    prepared = prepare(Order(folder, as_of=TODAY), Door())
    return [f"{p.place}: {p.message}" for p in prepared.problems if p.severity == "error"]


def test_labels_decide(tmp_path: Path) -> None:
    """Roles, nesting that is off by one, outcomes, and older lines without a label."""
    found = read(tmp_path, "okrs.md", LABELLED)
    assert titles(found) == [
        ("Popular depots", ["Orders from 20 to 30 a day"]),
        ("Faster trucks.", ["Loading", "Night shifts"]),
        ("Fewer empty runs.", ["Shared trips"]),
        ("Keep people safe", ["No accident in the yard."]),
    ]
    assert [each.team for each in found.objectives] == ["CEO", "COO", "Depot North", "COO"]
    assert [each.parents for each in found.objectives] == [
        (),
        ("key:okrs.md#5#0",),
        ("key:okrs.md#7#1",),
        ("key:okrs.md#5",),
    ]
    orders = key_result(found, "Orders from 20 to 30 a day")
    assert (orders.measure, orders.score) == ({"metric": {"from": 20, "to": 30}}, 0.7)
    loading = key_result(found, "Loading")
    assert loading.measure == {"metric": {"from": 15, "to": 5, "unit": "minutes"}}
    assert (loading.score, str(loading.source)) == (0.7, "okrs.md:8")
    assert key_result(found, "Night shifts").dropped
    assert key_result(found, "Shared trips").measure == {"done": True}
    assert one(found, "Faster trucks.").score == 0.4
    assert found.periods[0].starts == date(2026, 10, 1)
    assert any("Bring cake" in each.text for each in found.leftovers)


def test_without_labels_the_shape_decides(tmp_path: Path) -> None:
    """Headings with a list or a table below them are objectives; a quarter above is the cycle."""
    found = read(tmp_path, "plan.md", PLAIN)
    assert titles(found) == [
        (
            "Invoices leave on time",
            ["Invoices sent within 2 days", "Archive is scanned", "Templates agreed"],
        ),
        ("Calm mornings", ["Desks ready", "Plants"]),
    ]
    assert {each.cycle for each in found.objectives} == {"2026-Q4"}
    sent = key_result(found, "Invoices sent within 2 days")
    assert (sent.owner, sent.priority) == ("ada", "p0")
    assert key_result(found, "Archive is scanned").measure == {"done": True}
    assert key_result(found, "Templates agreed").measure == {"done": False}
    desks = key_result(found, "Desks ready")
    assert (desks.owner, desks.contributors, desks.score) == ("ben", ("ada",), 0.8)
    assert desks.extra == (("Mid-Q Score", "0.3"),)
    assert key_result(found, "Plants").dropped
    assert "customers ask" in one(found, "Invoices leave on time").body[0].text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "Objective;Key Result;Owner;Target;Baseline\nGrow;Orders a day;Ada;30;20\n;Calls;Ben;;\n"),
        ("b.csv", "Type,Title,Parent,Owner,From,To\nObjective,Grow,,,,\nKey Result,Orders a day,Grow,Ada,20,30\nKey Result,Calls,Grow,Ben,,\n"),
        ("c.yml", "objectives:\n- title: Grow\n  krs:\n  - {title: Orders a day, owner: Ada, from: 20, to: 30}\n  - {name: Calls, owner: Ben}\n"),
        ("d.json", '{"goals": [{"name": "Grow", "key_results": [{"name": "Orders a day", "owner": "Ada", "measure": "20 -> 30"}, {"name": "Calls", "owner": "Ben"}]}]}'),
        ("e.yml", "Teams:\n- Name: Depot\n  OKR:\n    Q4:\n      Objective: Grow\n      KeyResults:\n      - {Metric: 'Orders a day: 20 -> 30', Owner: Ada}\n      - {Metric: Calls, Owner: Ben}\n"),
        ("f.md", "| Objective | Key result | Owner | Measure |\n|---|---|---|---|\n| Grow | Orders a day | Ada | 20 -> 30 |\n| Grow | Calls | Ben | |\n"),
        ("g.md", "- Grow\n  - Orders a day: 20 -> 30 (Owner: Ada)\n  - Calls (owner: Ben)\n"),
        ("h.md", "**Objective 1: Grow**\n\nKey results:\n\n* KR1: Orders a day: 20 -> 30 - @Ada\n* KR2: Calls @Ben\n"),
    ],
    ids=["columns", "types", "yaml", "json", "nested", "table", "list", "bold"],
)  # fmt: skip
def test_one_goal_in_many_shapes(tmp_path: Path, name: str, text: str) -> None:
    """The same objective is found, however it is written."""
    found = read(tmp_path, name, text)
    assert titles(found) == [("Grow", ["Orders a day", "Calls"])]
    assert [kr.owner for kr in found.objectives[0].key_results] == ["Ada", "Ben"]
    assert found.objectives[0].key_results[0].measure == {"metric": {"from": 20, "to": 30}}
    assert errors_of(found, tmp_path) == []


def test_columns_can_be_said(tmp_path: Path) -> None:
    """By heading, letter or number."""
    text = "Ding,Worte\nGrow,Orders\nGrow,Calls\n"
    found = read(tmp_path, "x.csv", text, objective="Ding", key_result="B")
    assert titles(found) == [("Grow", ["Orders", "Calls"])]
    with pytest.raises(NotReadable, match="is not understood"):
        column_hints(["nonsense=1"])


HOSTILE = {
    "quote.md": "## Objective: a\" b: 'c' # d\n- KR: [x](javascript:alert(1)) <script> \u2028 \x85 \x01\n",
    "yaml.csv": 'Objective,Key result\n"---\n!!python/object",": &a *a"\n"- [","{}"\n',
    "deep.md": "\n".join("  " * n + f"- item {n}" for n in range(3000)),
    "long.md": "## Objective: " + "x" * 1_000_000 + "\n- KR: " + "=>" * 500_000 + "\n",
    "stars.md": "## Objective: a\n- " + "**a " * 200_000 + "\n- " + "[" * 300_000 + "\n",
    "names.md": "## Objective: a\n- KR: " + "@a & " * 100_000 + "\n",
    "same.md": "## Objective: a\n- KR: b\n" * 300,
    "spaces.md": "## Objective: a\n- KR: b" + " " * 500_000 + "x\n",
    "circle.json": '{"objectives": [{"id": "a", "title": "a", "aligns_to": "b", "krs": []}, '
    '{"id": "b", "title": "b", "aligns_to": ["a", "b"], "krs": []}]}',
    "bands.json": '{"objectives": [{"title": "a", "krs": [{"title": "b", "keep": {"min": 5, "max": 1}},'
    '{"title": "c", "metric": {"from": 1e999, "to": 2}}, {"title": "d", "ladder": {"x": 1}},'
    '{"title": "e", "milestones": "z"}, {"title": "f", "due": "1900-01-01", "score": 7}]}]}',
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_text_makes_a_sound_site_in_bounded_time(tmp_path: Path, name: str) -> None:
    """Whatever stands in it, what is written is read back without an error."""
    began = time.monotonic()
    found = read(tmp_path, name, HOSTILE[name])
    assert found.objectives
    assert errors_of(found, tmp_path) == []
    assert time.monotonic() - began < 60


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rows.md", "| Objective | Key result |\n|---|---|\n" + "| a | b |\n" * 100_000),
        ("deep.json", "[" * 100_000),
        ("deep.yml", "[" * 100_000),
        ("deep2.json", '{"a":' * 500 + "1" + "}" * 500),
        ("bomb.yml", "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9))),
        ("tag.yml", "a: !!python/name:os.system x\n"),
        ("broken.yml", "a: [\n"),
        ("binary.md", "a\0b"),
        ("nothing.md", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_read_ends_in_a_sentence(tmp_path: Path, name: str, content: str) -> None:
    """With the name of the file."""
    began = time.monotonic()
    with pytest.raises(NotReadable, match=name.partition(".")[0]):
        read(tmp_path, name, content)
    assert time.monotonic() - began < 30
