"""A fingerprint is the same tomorrow, elsewhere, and after lines have moved."""

from pathlib import Path

from okrsite.model.fingerprint import fingerprints
from okrsite.model.noun import replace
from okrsite.model.place import Place
from okrsite.model.problem import Problem, Severity
from tests.sites import GOAL, objective, problems, site

STALE = Problem(
    "stale-check-in",
    Severity.WARNING,
    "Nobody has said anything of `a` for 12 days",
    Place("content", "2026-Q4/it/a.md", 4, 3),
    subject="a#b",
)


def only(problem: Problem) -> str:
    """The fingerprint of one problem."""
    return fingerprints([problem])[problem]


def test_neither_line_nor_day_nor_folder_has_a_part_in_it() -> None:
    """Nor how severe a site says it is."""
    moved = replace(
        STALE,
        severity=Severity.ERROR,
        message="Nobody has said anything of `a` for 13 days",
        place=Place("elsewhere/content", "2026-Q4/it/a.md", 40, 1),
    )
    assert only(moved) == only(STALE)


def test_rule_file_and_subject_tell_problems_apart() -> None:
    """Each of them alone."""
    others = [
        replace(STALE, rule="watermelon"),
        replace(STALE, place=Place("content", "2026-Q4/it/b.md", 4, 3)),
        replace(STALE, subject="a#c"),
    ]
    assert len({only(STALE), *map(only, others)}) == 4


def test_what_is_quoted_stands_for_a_subject() -> None:
    """A fault of reading has none, and names what was written."""
    one = replace(STALE, subject="", message="`zzz` is no field here")
    other = replace(one, message="`yyy` is no field here")
    assert only(one) != only(other)


def test_no_two_problems_share_one() -> None:
    """Those of one rule, file and subject are numbered in the order of their places."""
    second = replace(STALE, place=Place("content", "2026-Q4/it/a.md", 9, 3))
    prints = fingerprints([STALE, second])
    assert len(set(prints.values())) == 2
    assert prints[STALE] == only(STALE)


def test_lines_above_change_nothing(tmp_path: Path) -> None:
    """On a real site: the body moved down by a field."""
    body = "[x](nowhere)\n"
    before = problems(site(tmp_path / "a", {GOAL: objective("", body)}))
    after = problems(site(tmp_path / "b", {GOAL: objective("tags: [new]", body)}))
    assert {each.place.line for each in before if each.place} != {
        each.place.line for each in after if each.place
    }
    assert set(fingerprints(before).values()) == set(fingerprints(after).values())
    assert before
