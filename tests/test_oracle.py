"""The site and an independent calculation say the same of random organisations.

OKRSITE_ORACLE_SEEDS raises the number of organisations; OKRSITE_ORACLE_SEED looks at a single one.
"""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from tests.oracle.compare import differences
from tests.oracle.organisations import organisation, write
from tests.oracle.publish import published_cycle
from tests.oracle.structure import Keep, KeyResult, Ladder, Metric, Milestones, Organisation

SEEDS = range(int(os.environ.get("OKRSITE_ORACLE_SEEDS", "25")))
ONE = os.environ.get("OKRSITE_ORACLE_SEED")
CHOSEN = [int(ONE)] if ONE else list(SEEDS)


def build(root: Path, as_of: date, output: Path) -> None:
    """Build the site of a date, with everything that was printed as the reason of a failure."""
    from okrsite.cli import main  # noqa: PLC0415 - the other tests of this file do without it

    words = ["build", str(root), "--as-of", as_of.isoformat(), "--output", str(output)]
    result = CliRunner().invoke(main, words)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output


def found_at(made: Organisation, as_of: date, output: Path) -> list[str]:
    """All differences of all cycles at a date."""
    found: list[str] = []
    for cycle in made.cycles:
        text = (output / "api/v1/cycles" / f"{cycle.id}.json").read_text(encoding="utf-8")
        expected = published_cycle(made, cycle.id, as_of)
        told = differences(expected, json.loads(text))
        found += [f"{as_of} {cycle.id}: {one}" for one in told]
    return found


@pytest.mark.parametrize("seed", CHOSEN)
def test_site_says_what_the_pages_say(seed: int, tmp_path: Path) -> None:
    """Every figure of every cycle is the one that an independent reading of the pages gives."""
    made = organisation(seed)
    write(made, tmp_path / "organisation")
    found: list[str] = []
    for as_of in made.dates:
        output = tmp_path / as_of.isoformat()
        build(tmp_path / "organisation", as_of, output)
        found += found_at(made, as_of, output)
    assert not found, f"{len(found)} differences\n" + "\n".join(found[:60])


@pytest.mark.parametrize("seed", CHOSEN)
def test_organisations_are_the_same_for_one_seed(seed: int, tmp_path: Path) -> None:
    """A seed that fails can be looked at again: it gives the same text."""
    made = organisation(seed)
    assert made == organisation(seed)
    write(made, tmp_path / "one")
    write(made, tmp_path / "other")
    for path in (tmp_path / "one").rglob("*.*"):
        other = tmp_path / "other" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("seed", CHOSEN)
def test_organisations_keep_to_the_format(seed: int) -> None:
    """What the format calls an error does not occur: ids, dates and edges are in order."""
    made = organisation(seed)
    ids = [one.id for one in made.objectives]
    assert len(set(ids)) == len(ids)
    for place, objective in enumerate(made.objectives):
        key_results = [one.id for one in objective.key_results]
        assert len(set(key_results)) == len(key_results)
        assert all(edge.objective in ids[:place] for edge in objective.aligns_to), "a loop"
        cycle = made.cycle(objective.cycle)
        for one in objective.key_results:
            starts, due = one.starts or cycle.starts, one.due or cycle.ends
            assert cycle.starts <= starts
            assert due is None or starts <= due
            assert cycle.ends is None or due is None or due <= cycle.ends
    for inner in made.cycles:
        outer = made.cycle(inner.within) if inner.within else inner
        assert outer.starts <= inner.starts
        assert outer.ends is None or (inner.ends is not None and inner.ends <= outer.ends)


@pytest.mark.parametrize("seed", CHOSEN)
def test_text_says_what_is_calculated_with(seed: int, tmp_path: Path) -> None:
    """What a plain YAML reader finds in the text is what the calculation is given."""
    made = organisation(seed)
    write(made, tmp_path)
    for objective in made.objectives:
        front = front_matter(tmp_path / "content" / objective.path)
        assert len(front["key_results"]) == len(objective.key_results)
        assert front.get("score") == objective.score
        for text, meant in zip(front["key_results"], objective.key_results, strict=True):
            if meant.form in {"long", "measure"}:
                agrees(text, meant)
    for document in made.documents:
        path = tmp_path / "content" / document.path
        front = front_matter(path)
        listed = [line for line in path.read_text("utf-8").splitlines() if line[:2] == "- "]
        said = sum(len(front.get(space, ())) for space in ("key_results", "objectives", "kpis"))
        assert len(document.entries) == said + len([one for one in listed if ":" in one])


def front_matter(path: Path) -> dict[str, Any]:
    """The front matter of a document, empty where there is none."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        return {}
    return dict(yaml.safe_load(text[4:].partition("---\n")[0]) or {})


def agrees(text: dict[str, Any], meant: KeyResult) -> None:
    """Compare what is written of a key result with what is meant, dates by their text."""
    assert text["title"] == meant.title
    assert text.get("id") == (meant.id if meant.id_written else None)
    for name in ("weight", "score", "checkin", "kpi", "ambition", "owner"):
        assert text.get(name) == getattr(meant, name)
    for name in ("starts", "due"):
        assert str(text.get(name)) == str(getattr(meant, name))
    assert str(text.get("dropped", False)) == str(meant.dropped)
    said = [(str(one["date"]), one.get("value")) for one in text.get("checkins", ())]
    assert said == [(str(one.day), one.value) for one in meant.checkins]
    match meant.measure:
        case Metric(start, target, None) if "metric" in text:
            assert (text["metric"].get("from"), text["metric"].get("to")) == (start, target)
        case Keep(low, high) if "keep" in text:
            assert (text["keep"].get("min"), text["keep"].get("max")) == (low, high)
        case Ladder(rungs):
            assert tuple(text["ladder"].items()) == rungs
        case Milestones(items):
            found = [(one["title"], one.get("weight")) for one in text["milestones"]]
            assert found == [(one.title, one.weight) for one in items]
            done = [str(one.get("done", False)) for one in text["milestones"]]
            assert done == [str(one.done) for one in items]
        case _:
            pass


def test_every_status_and_kind_occurs() -> None:
    """The random organisations reach every status and kind, and all that is told beside them."""
    statuses: set[object] = set()
    seen: set[object] = set()
    for seed in range(40):
        made = organisation(seed)
        for as_of in made.dates:
            for cycle in made.cycles:
                _note(published_cycle(made, cycle.id, as_of), statuses, seen)
    assert len(statuses) == 12
    assert seen >= {"forecast", "leverage"}
    assert seen >= {"metric", "ladder", "keep", "milestones", "done", "judged", "aligned"}
    assert seen >= {"stale", "watermelon", "withheld", "dropped"}


def _note(published: dict[str, object], statuses: set[object], seen: set[object]) -> None:
    """Note which statuses, kinds and marks occur in a cycle."""
    objectives = published["objectives"]
    assert isinstance(objectives, list)
    for objective in objectives:
        statuses.add(objective["status"])
        seen.update(["leverage"] if objective["leverage"] else [])
        for one in objective["key_results"]:
            statuses.add(one["status"])
            seen.add(one["kind"])
            marks = ("stale", "watermelon", "withheld", "dropped", "forecast")
            seen.update(mark for mark in marks if one[mark])
