"""`okrsite check`: what it prints, and what it exits with."""

import json
from pathlib import Path

import pytest

from tests.sites import GOAL, SITE, objective, run, site

ERROR = {GOAL: objective("zzz: 1")}
WARNING = {GOAL: objective("", "[x](nowhere)\n")}
QUIET = {"site.yml": SITE + "policy: {rules: {%s: off}}\n"}


def test_a_sound_site_exits_with_0(tmp_path: Path) -> None:
    """And says so."""
    result = run("check", site(tmp_path))
    assert result.exit_code == 0, result.output
    assert "No problems." in result.output


def test_an_error_exits_with_1(tmp_path: Path) -> None:
    """With rule, file, line, column, the line itself and a hint."""
    result = run("check", site(tmp_path, ERROR))
    assert result.exit_code == 1
    for words in ("error[unknown-field]", f"{GOAL}:3:1", "zzz: 1", "extra"):
        assert words in result.output


def test_a_warning_exits_with_0_and_strictly_with_1(tmp_path: Path) -> None:
    """--strict makes warnings count."""
    root = site(tmp_path, WARNING)
    result = run("check", root)
    assert result.exit_code == 0
    assert "warning[broken-link]" in result.output
    assert run("check", root, "--strict").exit_code == 1


def test_json_is_one_object(tmp_path: Path) -> None:
    """On standard output, and nothing else there."""
    result = run("check", site(tmp_path, {**ERROR, "x.md": "[x](nowhere)\n"}), "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert report["summary"]["errors"] == 1
    (found,) = [each for each in report["problems"] if each["severity"] == "error"]
    assert found["rule"] == "unknown-field"
    assert found["file"].endswith(f"content/{GOAL}")
    assert (found["line"], found["column"]) == (3, 1)


def test_json_of_a_sound_site_has_no_problem(tmp_path: Path) -> None:
    """An empty list, not an empty text."""
    assert json.loads(run("check", site(tmp_path), "--format", "json").stdout)["problems"] == []


def test_policy_sets_the_severity(tmp_path: Path) -> None:
    """error, warning, off."""
    for word, code in (("off", 0), ("warning", 0), ("error", 1)):
        settings = {"site.yml": SITE + f"policy: {{rules: {{broken-link: {word}}}}}\n"}
        result = run("check", site(tmp_path / word, {**WARNING, **settings}))
        assert result.exit_code == code
        assert ("broken-link" in result.output) is (word != "off")


@pytest.mark.parametrize("rule", ["unreadable-document", "missing-field", "duplicate-id"])
def test_what_no_site_can_be_built_on_stays_an_error(tmp_path: Path, rule: str) -> None:
    """Policy silences advice, not that."""
    settings = {"site.yml": SITE + f"policy: {{rules: {{{rule}: off}}}}\n"}
    files = {"2026-Q4/it/a.md": "---\nid: x\nkey_results: []\n---\n" + "# T\n", "b.md": "---\n"}
    files["2026-Q4/it/c.md"] = files["2026-Q4/it/a.md"]
    files["2026-Q4/it/d.md"] = "---\nkey_results: []\n---\n"
    assert f"error[{rule}]" in run("check", site(tmp_path, {**files, **settings})).output


def test_a_document_can_ignore_advice_with_a_reason(tmp_path: Path) -> None:
    """`ignore: {rule: reason}`."""
    root = site(
        tmp_path, {GOAL: objective("ignore: {broken-link: It comes next week}", "[x](y)\n")}
    )
    assert "broken-link" not in run("check", root).output


def test_drafts_are_checked_when_asked_for(tmp_path: Path) -> None:
    """--drafts."""
    root = site(tmp_path, {GOAL: objective("draft: true\nzzz: 1")})
    assert run("check", root).exit_code == 0
    assert run("check", root, "--drafts").exit_code == 1


def test_faults_of_a_narrower_audience_have_no_name(tmp_path: Path) -> None:
    """--audience decides what is told."""
    root = site(tmp_path, {"2026-Q4/it/secret.md": objective("audience: leadership\nzzz: 1")})
    result = run("check", root)
    assert result.exit_code == 1
    assert "secret" not in result.output
    assert "secret.md:4" in run("check", root, "--audience", "leadership").output


def test_messages_do_not_steer_the_terminal(tmp_path: Path) -> None:
    """Escape sequences in content are made harmless."""
    root = site(tmp_path, {GOAL: objective('"z\\u001b]0;x\\u0007": 1', "")})
    (root / "content" / "a\x1b[31mb.md").write_text("---\nzzz: 1\n---\n")
    result = run("check", root)
    assert result.exit_code == 1
    assert "\x1b" not in result.output
    assert "\x07" not in result.output


def test_several_content_folders_are_one_site(tmp_path: Path) -> None:
    """A second repository adds its documents to the cascade, and is named by its own folder."""
    root = site(tmp_path / "one", {"2026-Q4/company/top.md": objective("id: top")})
    other = tmp_path / "two"
    (other / "2026-Q4" / "it").mkdir(parents=True)
    (other / "2026-Q4" / "it" / "x.md").write_text(objective("aligns_to: top\nzzz: 1"))
    result = run("check", root, "--content", root / "content", "--content", other)
    assert result.exit_code == 1
    assert "two/2026-Q4/it/x.md:4:1" in result.output
