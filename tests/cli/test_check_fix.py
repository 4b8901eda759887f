"""`okrsite check --fix` and `--output`."""

import json
from pathlib import Path

import pytest

from tests.sites import GOAL, SITE, objective, run, site

FAULTY = (
    "\ufeff---\r\ntitle: T # short\r\nzzzzz: x\r\ntagss: [a]\r\nkey_results: []\r\n---\r\nB\r\n"
)
AMBIGUOUS = "key_results: [{title: A, metric: {from: 1, ty: 2}}]"
IDLE = objective("ignore: {broken-link: It comes next week}", "No link at all\n")


def test_a_misspelt_field_is_mended(tmp_path: Path) -> None:
    """One close name, and no other byte changes; what is left is told."""
    root = site(tmp_path, {GOAL: FAULTY})
    result = run("check", root, "--fix")
    file = root / "content" / GOAL
    assert file.read_bytes().decode() == FAULTY.replace("tagss", "tags")
    assert f"{GOAL}:4: `tagss` is now `tags`." in result.stderr
    assert "tagss" not in result.stdout
    assert "error[unknown-field] `zzzzz`" in result.stdout
    assert result.exit_code == 1


def test_a_silence_that_is_idle_goes(tmp_path: Path) -> None:
    """With the mapping that it leaves empty."""
    root = site(tmp_path, {GOAL: IDLE})
    result = run("check", root, "--fix")
    assert "`broken-link` is taken out." in result.stderr
    assert (root / "content" / GOAL).read_text() == objective("", "No link at all\n")
    assert "unused-ignore" not in result.stdout


def test_a_misspelt_rule_is_mended(tmp_path: Path) -> None:
    """In site.yml and in a document."""
    files = {
        "site.yml": SITE + "policy:\n  rules: {broken-lnik: error} # strict\n",
        GOAL: objective("ignore: {broken-lnk: Soon}", "[x](nowhere)\n"),
    }
    root = site(tmp_path, files)
    run("check", root, "--fix")
    for path, text in files.items():
        wanted = text.replace("broken-lnik", "broken-link").replace("broken-lnk", "broken-link")
        assert (root / "content" / path).read_text() == wanted


def test_a_dry_run_shows_a_patch_and_writes_nothing(tmp_path: Path) -> None:
    """What --fix would do."""
    root = site(tmp_path, {GOAL: IDLE, "2026-Q4/it/a.md": FAULTY})
    result = run("check", root, "--fix", "--dry-run")
    assert result.exit_code == 0
    for line in ("-tagss: [a]", "+tags: [a]", "-ignore: {broken-link: It comes next week}"):
        assert line in result.stdout.splitlines()
    assert (root / "content" / GOAL).read_text() == IDLE
    assert (root / "content/2026-Q4/it/a.md").read_bytes().decode() == FAULTY


def test_only_what_is_asked_for_is_mended(tmp_path: Path) -> None:
    """--rule chooses what --fix does, too."""
    root = site(tmp_path, {GOAL: IDLE, "2026-Q4/it/a.md": FAULTY})
    run("check", root, "--fix", "--rule", "unused-ignore")
    assert (root / "content/2026-Q4/it/a.md").read_bytes().decode() == FAULTY
    assert (root / "content" / GOAL).read_text() != IDLE


def test_a_guess_is_no_mend(tmp_path: Path) -> None:
    """Two names that are as close, one that is there already, a field without a value."""
    for at, front in enumerate((AMBIGUOUS, "titel: A", "tagss:")):
        root = site(tmp_path / str(at), {GOAL: objective(front)})
        before = (root / "content" / GOAL).read_bytes()
        result = run("check", root, "--fix")
        assert (root / "content" / GOAL).read_bytes() == before
        assert result.exit_code == 1


def test_what_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is as it was."""
    root = site(tmp_path, {GOAL: IDLE})

    def full(*_arguments: object, **_more: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    result = run("check", root, "--fix")
    assert result.exit_code == 1
    assert "No space left" in result.stderr
    assert (root / "content" / GOAL).read_text() == IDLE


# --output -------------------------------------------------------------------------------------


def test_a_report_goes_into_a_file(tmp_path: Path) -> None:
    """Nothing but it; a word about it on standard error."""
    root, file = site(tmp_path, {GOAL: objective("zzz: 1")}), tmp_path / "report.json"
    result = run("check", root, "--format", "gitlab", "--output", file)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "report.json" in result.stderr
    assert [each["check_name"] for each in json.loads(file.read_text())] == ["unknown-field"]


def test_a_report_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Exit code 1."""
    result = run("check", site(tmp_path), "--output", tmp_path / "no" / "report.txt")
    assert result.exit_code == 1
    assert "cannot be written" in result.output


@pytest.mark.parametrize("where", [".", "okrs", "okrs/content", "elsewhere"])
def test_hosts_are_told_the_path_from_the_top(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """ROOT is a folder of the repository, wherever the command is called; people see their own."""
    top = tmp_path / "top"
    root = site(top / "okrs", {GOAL: objective("zzz: 1")})
    (top / ".git").mkdir()
    (top / "elsewhere").mkdir()
    monkeypatch.chdir(top / where)
    for form in ("github", "gitlab", "sarif", "markdown"):
        said = run("check", root, "--format", form).stdout.replace("&#47;", "/")
        assert f"okrs/content/{GOAL}" in said.replace("&#45;", "-")
        assert str(tmp_path) not in said
    monkeypatch.chdir(top)
    assert f"--> okrs/content/{GOAL}:3:1" in run("check", "okrs").stdout
