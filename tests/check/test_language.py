"""What the rules of language say of titles."""

import tomllib
from importlib.resources import files

import pytest

from benchmarks.language import HERE, RULES, Line, Score, judge, read, scores
from okrsite.check import rules
from okrsite.model.problem import Severity
from okrsite.rules._language import language

LANGUAGES = sorted(path.stem for path in (HERE / "lines").glob("*.tsv"))
SPECIFIC = {"task-like-key-result", "no-measure", "vague-title", "routine-work", "target-to-be-set"}
"""Rules of which one at most speaks of a key result's measure."""


def said(title: str, measure: str = "", code: str = "en") -> set[str]:
    """What is said of one key result."""
    return set(judge([Line(title, measure=measure)], code)[0])


@pytest.fixture(scope="module", params=LANGUAGES)
def measured(request: pytest.FixtureRequest) -> dict[str, Score]:
    """How right the rules are in each language that has labelled lines."""
    lines, labelled = read(HERE / "lines" / f"{request.param}.tsv")
    assert labelled
    return scores(lines, judge(lines, request.param))


def test_nine_in_ten_findings_on_labelled_lines_are_right(measured: dict[str, Score]) -> None:
    """A rule that is wrong more often is switched off by default."""
    on = {name for name in RULES if rules()[name].severity is not Severity.OFF}
    wrong = {name: each for name, each in measured.items() if each.precision < 0.9}
    assert not on & set(wrong), wrong


def test_most_of_what_there_is_to_say_is_said(measured: dict[str, Score]) -> None:
    """A silent rule is never wrong, and of no use: two in three faults are found."""
    silent = {name: each for name, each in measured.items() if each.recall < 0.66}
    assert not silent, silent


def test_there_are_lines_enough_to_measure_on() -> None:
    """Every rule has lines that break it, in each language; English has hundreds."""
    assert len(read(HERE / "lines" / "en.tsv")[0]) >= 250
    for code in LANGUAGES:
        labels = set().union(*(line.wanted for line in read(HERE / "lines" / f"{code}.tsv")[0]))
        assert labels == set(RULES), code


def test_one_thing_is_said_of_a_measure_and_one_of_the_form() -> None:
    """Nobody is told five things of one line."""
    lines, _ = read(HERE / "lines" / "en.tsv")
    for line, told in zip(lines, judge(lines), strict=True):
        if not line.objective:
            assert len(told & SPECIFIC) <= 1, line.title
            assert len(told) <= 2, line.title


@pytest.mark.parametrize("measure", ["15 -> 5 days", "-15% days", ">= 95 %", "<= 2 hours", "4..5"])
def test_a_key_result_with_a_measure_is_never_called_a_task(measure: str) -> None:
    """The measure is what counts, in an operational cycle as elsewhere."""
    told = said("Implement the new approval software", measure)
    assert not told & {"task-like-key-result", "no-measure", "vague-title", "routine-work"}


@pytest.mark.parametrize(
    "title",
    [
        "Reduce payment processing time by 15%",
        "Implement new payment software to reduce payment processing time by 15%",
        "Cut procurement lead times by a third, from 30 to 20 days",
        "Automate approvals so that nobody waits for a signature",
    ],
)
def test_a_title_that_names_an_outcome_is_no_task(title: str) -> None:
    """A figure or a purpose is what the work is for."""
    assert "task-like-key-result" not in said(title)
    assert "task-like-key-result" not in said(title, "yes/no")


def test_word_lists_have_the_same_sections_and_hold_each_word_once() -> None:
    """What is asked of one language is asked of all; lower case, or nothing would match."""
    found = {}
    for path in (files("okrsite.rules") / "words").iterdir():
        sections = tomllib.loads(path.read_text(encoding="utf-8"))
        found[path.name] = {
            f"{section}.{name}": words
            for section, each in sections.items()
            for name, words in each.items()
        }
    for name, lists in found.items():
        assert lists.keys() == found["en.toml"].keys(), name
        for key, words in lists.items():
            assert len(set(words)) == len(words), (name, key)
            assert all(word == word.lower().strip() for word in words), (name, key)


@pytest.mark.parametrize("code", ["fr", "sv", "zh"])
def test_without_a_word_list_nothing_is_said_of_words(code: str) -> None:
    """A guess in a language that nobody has checked is a false alarm."""
    assert language(code) is None
    assert said("Implement the new approval software", "yes/no", code) == set()
    assert said("Implement the new approval software", "", code) == {"no-measure"}
    assert judge([Line("Reach 99 %", objective=True)], code) == [frozenset()]


def test_a_region_has_the_words_of_its_language() -> None:
    """`en-GB` and `en_US` are English."""
    for locale in ("en-GB", "en_US"):
        assert said("Implement the new approval software", "yes/no", locale) == {
            "task-like-key-result"
        }


@pytest.mark.parametrize("code", ["../en", "en/..", ""])
def test_a_language_is_a_word_and_no_path(code: str) -> None:
    """What a site calls its language opens no other file."""
    assert language(code) is None


@pytest.mark.parametrize(
    "title",
    [
        "a " * 5000,
        "and " * 5000,
        "1, " * 5000,
        "to reduce " * 3000,
        "(" * 9000,
        "X to " * 4000,
        "review and test and " * 3000,
    ],
)
def test_titles_of_any_length_are_judged_at_once(title: str) -> None:
    """A hostile title costs no more than its length."""
    assert "long-title" in said(title.strip()) or "compound-key-result" in said(title.strip())
