"""`okrsite compare --since`: the content itself, against an earlier state of it."""

import json
from pathlib import Path

from tests.cli.test_check_choice import committed, write
from tests.sites import objective, run, site

OLD = "{id: k, title: T, metric: {from: 0, to: 10}, checkins: [{date: 2026-11-10, value: 1}]}"
NEW = OLD.replace("value: 1}", "value: 9}")


def goal_of(name: str, key_result: str = OLD) -> str:
    """An objective's file."""
    return objective(f"id: {name}\nowner: ada\nkey_results: [{key_result}]")


def test_content_is_compared_with_that_of_a_revision(tmp_path: Path) -> None:
    """What is new, what is gone, and what figures another word gives, as of the same day."""
    root = committed(
        site(
            tmp_path,
            {f"2026-Q4/it/{name}.md": goal_of(name) for name in ("stays", "turns", "goes")},
        )
    )
    write(root, "2026-Q4/it/turns.md", goal_of("turns", NEW))
    write(root, "2026-Q4/it/comes.md", goal_of("comes"))
    (root / "content/2026-Q4/it/goes.md").unlink()
    answer = json.loads(run("compare", root, "--since", "main", "--format", "json").output)
    assert answer["from"] == answer["to"] == "2026-11-21"
    assert answer["revision"] == "main"
    assert [each["id"] for each in answer["new"]] == ["comes"]
    assert [each["id"] for each in answer["gone"]] == ["goes"]
    [turned] = answer["turned"]
    assert (turned["id"], turned["then"]["progress"], turned["now"]["progress"]) == (
        "turns",
        0.1,
        0.9,
    )
    assert [each["id"] for each in turned["key_results"]] == ["k"]
    assert answer["unchanged"] == 1


def test_a_revision_is_named_in_words(tmp_path: Path) -> None:
    """And one that is not there is an error that says so."""
    root = committed(site(tmp_path, {"2026-Q4/it/a.md": goal_of("a")}))
    assert "against the content at main" in run("compare", root, "--since", "main").output
    refused = run("compare", root, "--since", "nowhere")
    assert refused.exit_code == 1
    assert "`nowhere` is no revision" in refused.output
