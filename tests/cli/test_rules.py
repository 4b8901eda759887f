"""`okrsite rules`: what is checked, and why."""

import json
from pathlib import Path

import pytest

from okrsite.check import rules
from okrsite.model.problem import Topic
from tests.sites import SITE, run, site


def test_all_rules_are_listed_by_topic(tmp_path: Path) -> None:
    """With severity and summary."""
    said = run("rules", "--root", tmp_path).stdout
    for rule in rules().values():
        (line,) = [each for each in said.splitlines() if each.split()[:1] == [rule.name]]
        assert line.split()[1] == rule.severity
        assert line.endswith(rule.summary)
    used = {rule.topic for rule in rules().values()}
    headings = [line.lower() for line in said.splitlines() if line and line[0].isupper()]
    assert headings == [topic for topic in Topic if topic in used]


def test_severities_are_those_of_the_site(tmp_path: Path) -> None:
    """site.yml decides, but for what no site can be built on."""
    policy = "policy: {rules: {broken-link: error, missing-field: off, unused-ignore: off}}\n"
    root = site(tmp_path, {"site.yml": SITE + policy})
    said = run("rules", "--root", root, "--format", "json").stdout
    severity = {each["name"]: (each["severity"], each["default"]) for each in json.loads(said)}
    assert severity["broken-link"] == ("error", "warning")
    assert severity["unused-ignore"] == ("off", "warning")
    assert severity["missing-field"] == ("error", "error")
    assert set(severity) == set(rules())


def test_settings_are_those_of_the_site(tmp_path: Path) -> None:
    """A threshold that site.yml sets, beside its default."""
    name, setting = next(
        (rule.name, setting) for rule in rules().values() for setting in rule.settings
    )
    policy = f"policy: {{rules: {{{name}: {{{setting}: 77}}}}}}\n"
    root = site(tmp_path, {"site.yml": SITE + policy})
    told = json.loads(run("rules", name, "--root", root, "--format", "json").stdout)
    assert told["settings"][setting] == {"value": 77, "default": rules()[name].settings[setting]}
    assert f"{setting} 77" in run("rules", name, "--root", root).stdout


@pytest.mark.parametrize("broken", [None, "title: [", "no: title\n"])
def test_a_site_that_cannot_be_read_changes_nothing(tmp_path: Path, broken: str | None) -> None:
    """One wants to know about rules when something is broken."""
    root = site(tmp_path, {"site.yml": broken or ""})
    assert (
        run("rules", "--root", root).stdout == run("rules", "--root", tmp_path / "content").stdout
    )


def test_one_rule_is_explained(tmp_path: Path) -> None:
    """By its page, without what only a browser shows."""
    said = run("rules", "unused-ignore", "--root", tmp_path).stdout
    for words in ("What\n----\n", "\nGood\n", "\n    ---\n    title: ", "Here: warning."):
        assert words in said
    for marks in ("```", "## ", "**", "]("):
        assert marks not in said
    page = json.loads(run("rules", "unused-ignore", "--format", "json").stdout)["page"]
    assert page.startswith("# unused-ignore\n")


def test_an_unknown_rule_is_a_wrong_use() -> None:
    """With a "did you mean"."""
    result = run("rules", "unused-ignor")
    assert result.exit_code == 2
    assert "Did you mean `unused-ignore`?" in result.output
