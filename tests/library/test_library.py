"""The library of worked examples: an example that is not good is worse than none."""

import json
from datetime import date
from pathlib import Path

import pytest

from okrsite import library
from okrsite.check import rules
from okrsite.library import FUNCTIONS, examples, find, of_function
from okrsite.model.example import Example, Weak
from okrsite.model.problem import Topic
from okrsite.model.text import ID
from tests.sites import everything, site

FOLDER = Path(library.__file__).parent
EXAMPLES = examples()
NEEDS_OTHERS = {"unsupported-objective", "orphan-objective", "silent-key-result", "missing-owner"}
"""What an organisation around it answers: who leads, who aligns, who checks in."""


def ids(example: Example) -> str:
    """Function and name, as the file is called."""
    return f"{example.function}/{example.name}"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose teams have the examples as their objectives."""
    teams = "".join(f"  - {{id: {key}, name: {name}}}\n" for key, name in FUNCTIONS.items())
    quarter = "- {id: 2026-Q4, starts: 2026-10-01, ends: 2026-12-31}\n"
    files: dict[str, str | bytes] = {"org.yml": f"teams:\n{teams}", "cycles.yml": quarter}
    for example in EXAMPLES:
        path = f"{example.function}/{example.name}.md"
        files[f"2026-Q4/{path}"] = (FOLDER / path).read_bytes()
    return site(tmp_path_factory.mktemp("shelf"), files)


def test_there_are_fifty_and_more_three_of_each_function() -> None:
    """Whatever people do, they find something near."""
    assert len(EXAMPLES) >= 50
    assert all(len(of_function(key)) >= 3 for key in FUNCTIONS)
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and ID.match(path.name)}
    assert folders == set(FUNCTIONS)
    written = {f"{path.parent.name}/{path.stem}" for path in FOLDER.rglob("*.md")}
    assert written == set(map(ids, EXAMPLES))


@pytest.mark.parametrize("as_of", [date(2026, 9, 20), date(2026, 10, 1), date(2026, 11, 21)])
def test_no_rule_of_wording_or_ambition_has_anything_to_say(shelf: Path, as_of: date) -> None:
    """Nor any other that an example could answer by itself."""
    found = everything(shelf, as_of=as_of)
    told = [
        f"{each.place.path}:{each.place.line} {each.rule}: {each.message}"
        for each in found
        if each.place is not None and each.rule not in NEEDS_OTHERS
        if rules()[each.rule].topic is not Topic.FOCUS or each.rule != "too-many-objectives"
    ]
    assert told == []


def test_what_the_library_calls_weak_the_rules_call_weak_too(tmp_path: Path) -> None:
    """Four in five at least: the rest is for people to see, which is why it is said in words."""
    weak = {example.name: example.weak for example in EXAMPLES if example.weak is not None}
    files: dict[str, str | bytes] = {
        f"2026-Q4/it/{name}.md": f"---\n{json.dumps(_front(each))}\n---\n"
        for name, each in weak.items()
    }
    found = everything(site(tmp_path, files))
    outcome = [each for each in found if rules()[each.rule].topic is Topic.OUTCOME]
    told = {Path(each.place.path).stem for each in outcome if each.place is not None}
    assert len(told) >= 0.8 * len(weak), sorted(set(weak) - told)


def _front(weak: Weak) -> dict[str, object]:
    return {"title": weak.title, "key_results": weak.key_results}


@pytest.mark.parametrize("example", EXAMPLES, ids=ids)
def test_an_example_is_whole(example: Example) -> None:
    """Two to four key results, each measured; context; a reason in one sentence."""
    assert find(example.name) is example  # no other has its name
    assert ID.fullmatch(example.name)
    objective = example.objective
    assert 2 <= len(objective.key_results) <= 4
    assert objective.body
    for each in objective.key_results:
        assert each.measure.kind != "judged"
        assert not each.title.has_links
    assert example.why.endswith(".")
    assert len(example.why) <= 200
    if example.weak is not None:
        assert example.weak.because.endswith(".")
        assert example.weak.key_results


def test_the_library_uses_every_kind_of_measure() -> None:
    """Not everything is a metric."""
    kinds = {each.measure.kind for example in EXAMPLES for each in example.objective.key_results}
    assert kinds == {"metric", "keep", "milestones", "ladder", "done", "aligned"}


def test_most_examples_have_a_weak_counterpart() -> None:
    """People learn from the pair."""
    assert sum(each.weak is not None for each in EXAMPLES) > len(EXAMPLES) / 2


@pytest.mark.parametrize("example", EXAMPLES, ids=ids)
def test_the_text_to_begin_with_is_the_example_without_its_remarks(example: Example) -> None:
    """What `find` hands on can be saved as it is."""
    whole = (FOLDER / f"{ids(example)}.md").read_text("utf-8")
    assert example.text.startswith("---\ntitle: ")
    assert "\nextra:" not in example.text
    assert example.why not in example.text
    assert whole.split("\nextra:\n")[0] in example.text
    assert whole.endswith(example.text.split("\n---\n", 1)[1])


def test_a_name_is_found_however_it_is_written() -> None:
    """And one that is not there is None, not a guess."""
    assert find("Ready-On-Day-One") is find("ready-on-day-one") is not None
    assert find("ready") is None
    assert of_function("IT") == of_function("it") != ()
    assert of_function("nothing") == ()
