"""`okrsite audit` finds what only hidden documents hold, however a file has written it."""

from __future__ import annotations

import gzip
import html
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from okrsite.audit.words import figures
from tests.sites import GOAL, built, objective, run, site

WORDS = "Der Standort Łódź wird geschlossen, 48.213 Verträge enden"
HIDDEN = "2026-Q4/it/depot.md"
FILES = {
    GOAL: objective("", "What everybody may know: the canteen gets new chairs."),
    HIDDEN: objective("audience: leadership", title=f'"{WORDS}"'),
}


def _png(kind: bytes, body: bytes) -> bytes:
    chunk = struct.pack(">I", len(body)) + kind + body + b"\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + b"IEND\xaeB`\x82"


def _zip(text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:t>{html.escape(text)}</w:t>")
    return made.getvalue()


def _folded(text: str) -> bytes:
    line = f"SUMMARY:{text}".replace(",", "\\,").encode()
    pieces = [line[at : at + 13] for at in range(0, len(line), 13)]
    return b"BEGIN:VCALENDAR\r\n" + b"\r\n ".join(pieces) + b"\r\nEND:VCALENDAR\r\n"


def _numeric(text: str) -> str:
    return "".join(f"&#{ord(sign)};" for sign in text)


WAYS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "as it is": ("x.html", lambda text: f"<p>{html.escape(text)}</p>".encode()),
    "in capitals": ("x.html", lambda text: text.upper().encode()),
    "as numbers": ("x.html", lambda text: _numeric(text).encode()),
    "escaped twice": ("feed.xml", lambda text: html.escape(_numeric(text)).encode()),
    "in an attribute": ("x.html", lambda text: f'<p title="{_numeric(text)}">x</p>'.encode()),
    "with tags within words": (
        "x.html",
        lambda text: text.replace("Standort", "<b>Stand</b>o<i>rt</i>").encode(),
    ),
    "with hyphens that are not seen": (
        "x.html",
        lambda text: text.replace("Standort", "Stand\u00adort").encode(),
    ),
    "over several lines": ("x.html", lambda text: text.replace(" ", "\n   ").encode()),
    "as JSON": ("x.json", lambda text: json.dumps({"title": text}).encode()),
    "as JSON in HTML": (
        "x.html",
        lambda text: html.escape(json.dumps(text)).encode(),
    ),
    "as an address": ("x.html", lambda text: f'<a href="?q={quote(text)}">x</a>'.encode()),
    "folded": ("calendar.ics", _folded),
    "as UTF-16": ("x.txt", lambda text: text.encode("utf-16")),
    "gzip": ("x.html.gz", lambda text: gzip.compress(text.encode())),
    "zip": ("x.docx", _zip),
    "gzip in a zip in a gzip": ("x.gz", lambda text: gzip.compress(_zip(text))),
    "a picture's text": ("x.png", lambda text: _png(b"iTXt", b"Title\0\0\0\0\0" + text.encode())),
    "a picture's packed text": (
        "x.png",
        lambda text: _png(b"iTXt", b"Title\0\1\0\0\0" + zlib.compress(text.encode())),
    ),
    "a PDF": (
        "x.pdf",
        lambda text: b"%PDF-1.7\nstream\n" + zlib.compress(text.encode()) + b"\nendstream",
    ),
    "a file's name": ("x-wird-geschlossen-Łódź-standort-verträge.txt", lambda _: b"x"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What one audit finds: the hidden documents by the file of the site that tells of them."""
    root = site(tmp_path_factory.mktemp("ways"), FILES)
    output = built(root)
    for number, (name, write) in enumerate(WAYS.values()):
        file = output / str(number) / name
        file.parent.mkdir()
        file.write_bytes(write(WORDS))
    result = run("audit", output, "--root", root, "--format", "json")
    assert result.exit_code == 1, result.output
    leaks: dict[str, list[str]] = {}
    for leak in json.loads(result.stdout)["leaks"]:
        leaks.setdefault(leak["file"], []).append(Path(leak["source"]["file"]).name)
    return leaks


@pytest.mark.parametrize("way", WAYS)
def test_it_is_found_however_it_is_written(found: dict[str, list[str]], way: str) -> None:
    """Escaped, folded, packed, in whatever letters; in the right file, and in no other."""
    file = f"{[*WAYS].index(way)}/{WAYS[way][0]}"
    assert set(found.pop(file, ())) == {"depot.md"}
    assert all(left.partition("/")[0].isdigit() for left in found)


def test_where_it_lies_is_told_to_the_byte(tmp_path: Path) -> None:
    """Both in the site and in the hidden document."""
    root = site(tmp_path, FILES)
    output = built(root)
    before = "ä <p>Nothing here, and <b>then</b>: "
    (output / "x.html").write_bytes(f"{before}Łódź & <b>more</b></p>".encode())
    result = run("audit", output, "--root", root, "--format", "json")
    (leak,) = json.loads(result.stdout)["leaks"]
    assert leak["offset"] == len(before.encode())
    assert leak["text"] == "łódź"
    line = FILES[HIDDEN].splitlines()[leak["source"]["line"] - 1]
    assert line[leak["source"]["column"] - 1 :].startswith("Łódź")
    told = run("audit", output, "--root", root).stdout
    assert f"x.html:{leak['offset']}: “łódź”" in told


@pytest.mark.parametrize(
    "figure", ["48213", "48,213", "48.213", "48 213", "48’213", "48213.0", "0.48213", "48.213 %"]
)
def test_a_figure_is_one_in_any_spelling(figure: str) -> None:
    """Whichever sign sets its thousands apart, as a number or as a share."""
    assert [digits for digits, _ in figures(f"There are {figure} of them.")] == ["48213"]


def test_a_figure_is_a_secret_while_nobody_else_has_it(tmp_path: Path) -> None:
    """It is none where a visible document says it, nor a date, a year or a point of a chart."""
    root = site(tmp_path, FILES)
    output = built(root)
    page = output / "x.html"
    page.write_text('<p>2026-11-21, 2026</p><path d="M 48213 1"/>', encoding="utf-8")
    assert run("audit", output, "--root", root).exit_code == 0
    page.write_text("<p>48,213 contracts</p>", encoding="utf-8")
    assert run("audit", output, "--root", root).exit_code == 1
    site(root, {"known.md": "Everybody knows of the 48213 contracts.\n"})
    assert run("audit", output, "--root", root).exit_code == 0


def test_what_readers_may_know_is_no_leak(tmp_path: Path) -> None:
    """Words that a visible document or the theme holds as well; nor does a clean site leak."""
    root = site(
        tmp_path, {**FILES, HIDDEN: objective("audience: leadership", "New canteen chairs.")}
    )
    result = run("audit", built(root), "--root", root)
    assert result.exit_code == 0, result.output
    assert "none is there" in result.stdout


def test_a_site_for_the_narrow_audience_is_no_site_for_everyone(tmp_path: Path) -> None:
    """Published by mistake it is found out; for those it was built for it is in order."""
    root = site(tmp_path, FILES)
    output = built(root, audience="leadership")
    assert run("audit", output, "--root", root, "--audience", "leadership").exit_code == 0
    result = run("audit", output, "--root", root)
    assert result.exit_code == 1
    found = {line.partition(":")[0] for line in result.stdout.splitlines() if " “" in line}
    pages = {Path(path).relative_to(output).as_posix() for path in found}
    assert {"cascade/index.html", "health/index.html", "api/v1/cycles/2026-Q4.json"} <= pages


def test_drafts_teams_people_and_cycles_are_looked_for(tmp_path: Path) -> None:
    """Each is told by where it is written."""
    root = site(
        tmp_path,
        {
            "org.yml": "teams:\n  - {id: company, name: All}\n"
            "  - {id: zaphod, name: Zaphod, parent: company, audience: leadership}\n"
            "people:\n  - {id: marvin, name: Marvin, audience: leadership}\n",
            "cycles.yml": "- {id: 2026-Q4, starts: 2026-10-01, ends: 2026-12-31}\n"
            "- {id: 2027-Slarti, starts: 2027-01-01, audience: leadership}\n",
            "2026-Q4/company/trillian.md": objective("draft: true"),
        },
    )
    output = built(root)
    assert run("audit", output, "--root", root).exit_code == 0
    for word in ("zaphod", "marvin", "slarti", "trillian"):
        (output / "x.txt").write_text(f"About {word}.", encoding="utf-8")
        result = run("audit", output, "--root", root)
        assert (result.exit_code, word in result.stdout) == (1, True), result.output


def test_what_cannot_be_looked_into_is_said(tmp_path: Path) -> None:
    """A bomb is not unfolded; silence would be taken for proof."""
    root = site(tmp_path, FILES)
    output = built(root)
    (output / "bomb.gz").write_bytes(gzip.compress(bytes(70 << 20)))
    (output / "broken.zip").write_bytes(b"PK\x03\x04nonsense")
    result = run("audit", output, "--root", root)
    assert "Not looked into" in result.stdout
    assert "bomb.gz" in result.stdout
    assert "broken.zip" in result.stdout


def test_an_audience_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    """With what there is."""
    root = site(tmp_path, FILES)
    result = run("audit", built(root), "--root", root, "--audience", "everyon")
    assert result.exit_code == 2
    assert "everyone" in result.stderr
