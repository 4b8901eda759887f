"""Whatever stands in whatever field of a hidden document, none of it is in a wider site."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from okrsite.audit import unpack
from okrsite.audit.words import sayings
from tests.every_field import Names, entries, organisation
from tests.sites import SITE, built, everything, files_of, run, site

SEEN = Names("seen", "xyzzy")
"""What everybody sees refers to what is hidden, in every field that can."""
HIDDEN = Names("xyzzy", "xyzzy")
NARROW: dict[str, Any] = {"audience": "leadership"}


def _plain(path: str) -> str:
    return f"Plain {path.rpartition('.')[2].replace('_', ' ')}"


def _secret(path: str) -> str:
    return f"Xyzzy of {path}"


def _settings(*of: Mapping[str, list[object]]) -> dict[str, str]:
    whole = {
        key: [each for one in of for each in one[key]] for key in ("teams", "people", "cycles")
    }
    return {
        "site.yml": SITE + "north_star: xyzzy-kpi\n",
        "org.yml": json.dumps(
            {"teams": whole["teams"], "people": whole["people"]}, indent=1, ensure_ascii=False
        ),
        "cycles.yml": json.dumps(whole["cycles"], indent=1, ensure_ascii=False),
    }


def _all_hidden(way: str) -> dict[str, str]:
    """Files of an organisation of which a part is hidden by something else than its own word."""
    seen = entries(_plain, SEEN)
    folder = {"in a team's folder": "xyzzy-team", "in a cycle's folder": "XYZZY-2026"}.get(way, "")
    ways: dict[str, dict[str, Any]] = {"by its own word": NARROW, "as a draft": {"draft": True}}
    hidden = entries(_secret, HIDDEN, NARROW)
    found = organisation(_secret, HIDDEN, ways.get(way), "Xyzzy text")
    return {
        **_settings(seen, hidden),
        **organisation(_plain, SEEN, body="Plain text"),
        **{f"{folder}/{path}" if folder else path: text for path, text in found.items()},
    }


@pytest.mark.parametrize(
    "way",
    ["by its own word", "as a draft", "in a team's folder", "in a cycle's folder"],
)
def test_no_field_of_a_hidden_document_is_in_any_byte(tmp_path: Path, way: str) -> None:
    """Nor its id, nor the name of its file; and the audit says the same."""
    root = site(tmp_path, _all_hidden(way))
    assert [each for each in everything(root) if str(each.severity) == "error"] == []
    output = built(root)
    for path, data in files_of(output).items():
        assert "xyzzy" not in path.lower()
        assert b"xyzzy" not in data.lower(), path
        for reading in unpack(path, data):
            assert all("xyzzy" not in said for said in sayings(reading.text)), path
    result = run("audit", output, "--root", root)
    assert (result.exit_code, "Not looked into" in result.stdout) == (0, False), result.stdout


SHOWN_NOWHERE = {"extra", "ignore"}
"""Fields that no page shows, to whoever it is built for."""


def test_those_who_may_see_it_see_it(tmp_path: Path) -> None:
    """The same fields are in the narrow site: else there would be nothing to hide."""
    root = site(tmp_path, _all_hidden("by its own word"))
    planted = {
        found
        for path, text in _all_hidden("by its own word").items()
        for found in re.findall(r"Xyzzy of ([\w.-]+)", text)
        if not SHOWN_NOWHERE & set(found.split("."))
    }
    narrow = built(root, audience="leadership")
    whole = b"".join(files_of(narrow).values()).decode("utf-8", "replace")
    shown = {path for path in planted if f"Xyzzy of {path}" in whole}
    assert len(shown) > 60
    assert len(shown) > 0.7 * len(planted), sorted(planted - shown)


class Files(dict[str, bytes]):
    """A site's files, named in few words."""

    def __repr__(self) -> str:
        return f"<{len(self)} files>"


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The site of those who see nothing of what is hidden."""
    return Files(files_of(built(_hiding(tmp_path_factory.mktemp("expected"), "Xyzzy", 1, {}))))


def _hiding(where: Path, word: str, many: int, more: Mapping[str, str]) -> Path:
    """An organisation that hides one as large, and some of the same sort besides."""

    def text(path: str) -> str:
        return f"{word} {path}"

    seen, hidden = entries(_plain, SEEN), [entries(text, HIDDEN, NARROW)]
    files = organisation(_plain, SEEN, body="Plain text")
    files |= organisation(text, HIDDEN, NARROW, word)
    for number in range(1, many):
        names = Names(f"more-{number}", "xyzzy" if number % 2 else "seen")
        hidden.append(entries(text, names, NARROW))
        files |= organisation(text, names, NARROW, word)
    return site(where, {**_settings(*hidden, seen), **files, **more})


@settings(
    max_examples=5,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a failure shrinks by minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    word=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=40),
    many=st.integers(1, 3),
    pages=st.integers(0, 3),
    draft=st.booleans(),
)
def test_nobody_can_tell_how_much_is_hidden(
    tmp_path_factory: pytest.TempPathFactory,
    expected: Files,
    word: str,
    many: int,
    pages: int,
    draft: bool,
) -> None:
    """Two organisations that differ in nothing but what is hidden give the same bytes."""
    more = {
        f"more/{number}.md": f"---\naudience: leadership\n---\n{word}\n" for number in range(pages)
    }
    if draft:
        more["more/draft.md"] = f"---\naudience: leadership\ndraft: true\n---\n{word}\n"
    root = _hiding(tmp_path_factory.mktemp("hiding"), word.strip() or "x", many, more)
    found = files_of(built(root))
    assert set(found) == set(expected)
    assert [path for path in found if found[path] != expected[path]] == []
