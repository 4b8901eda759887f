"""What is true of the repository itself, whatever the code does."""

import hashlib
import json
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, missing

# In two halves, or this file would hold what it forbids.
REGISTRY_HOSTS = [
    left + right
    for left, right in [
        ("pypi", ".org"),
        ("pythonhosted", ".org"),
        ("pypi.", "python.org"),
        ("npmjs", ".org"),
        ("npmjs", ".com"),
        ("yarnpkg", ".com"),
        ("deb.debian", ".org"),
        ("security.debian", ".org"),
        ("ftp.debian", ".org"),
        ("archive.ubuntu", ".com"),
    ]
]

# A folder of somebody's machine. Not preceded by what would make it part of an address or a longer
# path: https://example.org/home/ada is fine.
HOMES = re.compile(rb"(?<![\w./:~-])/(?:home/|Users/|root/)(?=\w)")

LOCKS = ["run.txt", "build.txt", "dev.txt", "peers.txt"]
PINNED = re.compile(r"(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[^\s;]+)")


def tracked_files() -> list[Path]:
    """Files in Git, and those that would be once added: a fault is found before it is committed."""
    if not (ROOT / ".git").exists():
        missing("a Git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout
    paths = [ROOT / os.fsdecode(name) for name in listed.split(b"\0") if name]
    return [path for path in paths if path.is_file()]


def lines_with(pattern: re.Pattern[bytes]) -> list[str]:
    """`path:line` of every line of a tracked file in which `pattern` is found."""
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked_files()
        for number, line in enumerate(path.read_bytes().splitlines(), 1)
        if pattern.search(line)
    ]


def requirements(lock: str) -> Iterator[tuple[str, str, list[str]]]:
    """Name, version and options of each requirement in a lock file."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    joined = text.replace("\\\n", " ")
    for line in joined.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        pinned = PINNED.match(line)
        assert pinned, f"{lock}: not a pinned requirement: {line[:80]}"
        yield pinned["name"], pinned["version"], re.findall(r"--\S+", line)


def versions(lock: str) -> dict[str, str]:
    """Version by name, of a lock file."""
    return {name: version for name, version, _ in requirements(lock)}


def asked_for(text: list[str]) -> set[str]:
    """The bare names in a list of requirements, in the one spelling that registries compare."""
    names = (re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line) for line in text)
    return {re.sub(r"[-_.]+", "-", name[0]).lower() for name in names if name}


def pyproject() -> dict[str, Any]:
    """pyproject.toml, parsed."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_no_file_names_a_registry_host() -> None:
    """Whoever installs decides where from: a mirror, a proxy, a disk."""
    hosts = b"|".join(re.escape(host.encode()) for host in REGISTRY_HOSTS)
    assert lines_with(re.compile(hosts, re.IGNORECASE)) == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    """Paths hold on every machine, not only on the one where they were typed."""
    assert lines_with(HOMES) == []
    if len(ROOT.parts) > 2:  # a checkout in /app says nothing: a text may mean another /app
        here = re.compile(rb"(?<![\w.])" + re.escape(os.fsencode(ROOT)) + rb"(?![\w-])")
        assert lines_with(here) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_locked_by_hash(lock: str) -> None:
    """A changed file on a registry, or on the way from it, is refused."""
    locked = list(requirements(lock))
    assert locked
    for name, _, options in locked:
        assert options, f"{lock}: {name} has no hash"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", option) for option in options)


def test_locks_agree_with_each_other() -> None:
    """Tests run with the very versions that are published with and built by."""
    dev = versions("dev.txt")
    for lock in ("run.txt", "build.txt"):
        assert versions(lock).items() <= dev.items(), lock


def test_locked_is_what_the_package_asks_for() -> None:
    """A dependency added to pyproject.toml is also added to run.in and locked, and vice versa."""
    project = pyproject()["project"]
    run_in = (ROOT / "requirements/run.in").read_text(encoding="utf-8").splitlines()
    assert asked_for(run_in) == asked_for(project["dependencies"])
    assert asked_for(run_in) <= versions("run.txt").keys()


def test_builder_is_locked() -> None:
    """The build backend that pyproject.toml names is the one whose hash is known."""
    (backend,) = pyproject()["build-system"]["requires"]
    name, version = backend.split("==")
    assert versions("build.txt")[name] == version


@pytest.mark.parametrize("project", [".", "tools/lighthouse"])
def test_npm_packages_are_locked_by_checksum_and_not_by_address(project: str) -> None:
    """As for Python: exact versions, checksums, no hosts."""
    asked = json.loads((ROOT / project / "package.json").read_text(encoding="utf-8"))
    for name, version in asked["devDependencies"].items():
        assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+(-[0-9a-z.]+)?", version), name

    lock = json.loads((ROOT / project / "package-lock.json").read_text(encoding="utf-8"))
    packages = {path: package for path, package in lock["packages"].items() if path}
    assert packages
    for path, package in packages.items():
        assert "resolved" not in package, path
        # A bundled package is part of another one's archive, and of its checksum.
        assert package.get("inBundle") or package["integrity"].startswith("sha512-"), path


def vendored_files(theme: Path) -> set[str]:
    """Third-party files of a theme: everything in a folder that is called vendor or fonts."""
    return {
        path.relative_to(theme).as_posix()
        for path in theme.rglob("*")
        if path.is_file() and {"vendor", "fonts"} & set(path.relative_to(theme).parts[:-1])
    }


THEMES = [
    *sorted(path for path in (ROOT / "themes").glob("*") if path.is_dir()),
    ROOT / "okrsite" / "serve",
]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_vendored_files_are_listed_and_unchanged(theme: Path) -> None:
    """VENDORED.toml says of each third-party file what it is, its licence and its checksum.

    One table a file: `[[file]]` with `path` (from the theme's folder), `name`, `version`, `licence`
    (an SPDX expression) and `sha256`. Whatever lies in a folder called `vendor` or `fonts` counts.
    """
    listing = theme / "VENDORED.toml"
    files = tomllib.loads(listing.read_text(encoding="utf-8"))["file"] if listing.is_file() else []
    assert {file["path"] for file in files} == vendored_files(theme)
    for file in files:
        assert file["name"], file
        assert file["version"], file
        assert file["licence"], file
        digest = hashlib.sha256((theme / file["path"]).read_bytes()).hexdigest()
        assert digest == file["sha256"], file["path"]
