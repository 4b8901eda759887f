"""`okrsite schema`: schemas printed, written, and bound to files."""

import json
from pathlib import Path

import pytest

from okrsite.read.editors import DIALECTS, NAMES
from tests.sites import run


def test_without_a_name_it_says_what_there_is() -> None:
    """Each name with a word on it."""
    said = run("schema").stdout
    for name, words in NAMES.items():
        assert f"{name} " in said
        assert words in said


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_printed(name: str) -> None:
    """Whole: nothing in it refers to anything outside of it."""
    text = run("schema", name).stdout
    told = json.loads(text)
    assert told["$schema"] == DIALECTS["2020-12"]
    refs = {part.partition('"')[0] for part in text.split('"$ref": "')[1:]}
    assert {ref.removeprefix("#/$defs/") for ref in refs} == set(told["$defs"])


def test_fields_and_rules_are_explained_in_it() -> None:
    """What an editor shows beside them."""
    told = json.loads(run("schema", "site").stdout)
    assert told["properties"]["as_of"]["description"] == "Freezes the site on that day. Date."
    known = told["$defs"]["PolicyShape"]["properties"]["rules"]["properties"]
    assert known["long-title"]["description"].startswith("A title that is too long")


def test_schemas_are_written_into_a_folder(tmp_path: Path) -> None:
    """All of them, or the one that is named, in the draft that is asked for."""
    assert run("schema", "--output", tmp_path / "all").exit_code == 0
    written = {path.name for path in (tmp_path / "all").iterdir()}
    assert written == {f"{name}.schema.json" for name in NAMES}
    assert run("schema", "kpi", "-o", tmp_path / "one", "--draft", "7").exit_code == 0
    (path,) = (tmp_path / "one").iterdir()
    assert json.loads(path.read_text("utf-8"))["$schema"] == DIALECTS["7"]


def test_settings_name_the_files_that_are_written() -> None:
    """Only what the editor can bind: front matter is no YAML file, and that is said."""
    result = run("schema", "--settings", "vscode")
    bound = json.loads(result.stdout)["yaml.schemas"]
    assert bound == {
        "./schemas/site.schema.json": "content/site.yml",
        "./schemas/org.schema.json": "content/org.yml",
        "./schemas/cycles.schema.json": "content/cycles.yml",
    }
    assert "does not look into Markdown" in result.stderr


def test_settings_follow_the_folder(tmp_path: Path) -> None:
    """And every schema that they name is there."""
    result = run("schema", "--output", tmp_path, "--settings", "vscode")
    bound = json.loads(result.stdout)["yaml.schemas"]
    assert len(bound) == 3
    assert all(Path(file).is_file() for file in bound)


def test_what_is_not_there_is_a_wrong_use() -> None:
    """With a "did you mean"."""
    result = run("schema", "objectiv")
    assert result.exit_code == 2
    assert "Did you mean `objective`?" in result.output
