"""A site packed for a disk: links name files, the same files give the same bytes."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from okrsite.cli import main
from okrsite.publish import for_disk, pack
from okrsite.publish.disk import with_files
from tests.sites import GOAL, objective, site


@pytest.mark.parametrize(
    ("link", "led"),
    [
        ('href="../teams/"', 'href="../teams/index.html"'),
        ('href="./"', 'href="./index.html"'),
        ('href="../teams/it/#x"', 'href="../teams/it/index.html#x"'),
        ('href="../check-in/?team=it"', 'href="../check-in/index.html?team=it"'),
        ('action="../search/"', 'action="../search/index.html"'),
        ('href="https://example.org/a/"', 'href="https://example.org/a/"'),
        ('href="//example.org/a/"', 'href="//example.org/a/"'),
        ('href="mailto:a/"', 'href="mailto:a/"'),
        ('href="#a/"', 'href="#a/"'),
        ('href="../files/a.pdf"', 'href="../files/a.pdf"'),
        ('content="0; url=../new/"', 'content="0; url=../new/index.html"'),
    ],
)
def test_links_to_folders_name_their_page(link: str, led: str) -> None:
    """A disk shows a folder as a list; links to elsewhere stay as they are."""
    assert with_files(f"<a {link}>".encode()) == f"<a {led}>".encode()


def test_every_link_of_a_site_leads_to_a_file(tmp_path: Path) -> None:
    """Unpacked, nothing is missing, and nothing needs a server."""
    root = site(tmp_path / "root", {GOAL: objective("aliases: [onboarding-2025]\n")})
    done = CliRunner().invoke(main, ["zip", str(root)])
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(root / "site.zip") as archive:
        archive.extractall(tmp_path)
    pages = [*(tmp_path / "site").rglob("*.html")]
    assert len(pages) > 10
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for link in re.findall(r'(?:href|src|action)="([^"]+)"', text):
            path = link.partition("#")[0].partition("?")[0]
            if not path or ":" in path or page.name == "404.html":
                continue
            assert (page.parent / path).is_file(), f"{page}: {link}"
        assert 'rel="preload"' not in text
    assert not (tmp_path / "site" / "_headers").exists()


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    """In whatever order they come; what hosts read is left out."""
    files = [("index.html", b"<p>"), ("a/b.txt", b"x" * 9999), ("_headers", b"")]
    assert pack(for_disk(files), tmp_path / "one.zip", "site") == 2
    assert pack(for_disk(reversed(files)), tmp_path / "two.zip", "site") == 2
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_failure_leaves_the_zip_that_was_there(tmp_path: Path) -> None:
    """Errors in the content pack nothing."""
    root = site(tmp_path, {GOAL: "---\ntitle: [\n---\n"})
    (root / "site.zip").write_bytes(b"before")
    done = CliRunner().invoke(main, ["zip", str(root)])
    assert done.exit_code == 1
    assert "Nothing was packed" in done.output
    assert (root / "site.zip").read_bytes() == b"before"
