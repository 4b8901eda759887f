"""What okrsite ships and runs on is told whole, in a form that others' tools read."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.conftest import ROOT


def _bill(target: Path) -> str:
    subprocess.run([sys.executable, ROOT / "tools" / "sbom.py", target], check=True, timeout=120)
    return target.read_text(encoding="utf-8")


def test_the_bill_of_materials_is_valid_and_whole(tmp_path: Path) -> None:
    """Every pinned package and every file of others, each with version and licence."""
    text = _bill(tmp_path / "one.json")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    told = {each["name"]: each for each in json.loads(text)["components"]}
    pins = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    for name, version in re.findall(r"^([\w.-]+)==([^\s\\;]+)", pins, re.MULTILINE):
        assert told[name]["version"] == version
    for listed in ROOT.glob("themes/*/VENDORED.toml"):
        for each in tomllib.loads(listed.read_text(encoding="utf-8"))["file"]:
            path = (listed.parent / each["path"]).relative_to(ROOT).as_posix()
            assert told[path]["hashes"] == [{"alg": "SHA-256", "content": each["sha256"]}]
    for name, each in told.items():
        licence = each["licenses"][0]["license"]
        assert licence.get("id") or licence.get("name") not in {None, "unknown"}, name
        assert "GPL" not in json.dumps(licence).replace("LGPL", ""), name


def test_the_same_checkout_gives_the_same_bill(tmp_path: Path) -> None:
    """No time, no chance."""
    assert _bill(tmp_path / "one.json") == _bill(tmp_path / "two.json")


def _packed(target: Path) -> dict[str, bytes]:
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(target)]
    epoch = {**os.environ, "SOURCE_DATE_EPOCH": "1580601600"}
    subprocess.run(command, cwd=ROOT, env=epoch, check=True, timeout=300, capture_output=True)
    return {path.name: path.read_bytes() for path in target.iterdir()}


@pytest.mark.slow
def test_wheel_and_source_archive_are_the_same_bytes_every_time(tmp_path: Path) -> None:
    """Whoever builds them from the same checkout can hold them against ours."""
    one = _packed(tmp_path / "one")
    assert {Path(name).suffix for name in one} == {".whl", ".gz"}
    assert one == _packed(tmp_path / "two")


@pytest.mark.slow
def test_the_wheel_alone_builds_a_site(tmp_path: Path) -> None:
    """Themes, starter, rules' pages and the library travel with it."""
    _packed(tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "lib")
    alone = {**os.environ, "PYTHONPATH": str(tmp_path / "lib")}

    def said(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "okrsite", *words],
            cwd=tmp_path, env=alone, check=True, timeout=120, capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout + done.stderr

    where = "import okrsite; print(okrsite.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", where], cwd=tmp_path, env=alone, check=True, capture_output=True
    )
    assert str(tmp_path / "lib").encode() in found.stdout
    said("init", "goals")
    assert "No problems" in said("build", "goals")
    assert "stale-check-in" in said("rules")
    assert (tmp_path / "goals" / "site" / "index.html").is_file()
