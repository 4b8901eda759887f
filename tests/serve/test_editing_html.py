"""The Nu HTML checker finds nothing on any form of the preview."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from okrsite.serve.editing.asked import OWN
from tests.editing import editing
from tests.serve.test_editing_goals import FILES, ID, sent
from tests.sites import GOAL, objective, site
from tests.test_hostile import STRINGS

pytestmark = pytest.mark.nu


def test_every_form_is_sound_whatever_is_in_it(tmp_path: Path, java: Path, vnu_jar: Path) -> None:
    """Empty, filled in, with faults, as a difference; with hostile titles and names."""
    words = [
        text for text in STRINGS if text.isprintable() and '"' not in text and "\\" not in text
    ]
    goals = "\n".join(f'  - "{text}: 1 -> 2"' for text in words[:12])
    hostile = objective(f"key_results:\n{goals}", title=f'"{words[0]}"')
    pages = tmp_path / "pages"
    pages.mkdir()
    root = site(tmp_path / "site", {**FILES, "2026-Q4/it/hostile.md": hostile})
    with editing(root) as desk:
        names = ["", "new", "check-in", "check-in?for=people-operations&all=1",
                 "check-in?for=it&all=1",
                 *(f"{form}?objective={key}" for form in ("change", "align", "drop", "grade")
                   for key in (ID, "2026-q4-hostile"))]  # fmt: skip
        texts = [desk.get(OWN + name).text for name in names]
        texts.append(sent(desk, "drop", f"objective={ID}").text)
        texts.append(sent(desk, "change", f"objective={ID}", title="<b>Ready</b> & able").text)
        texts.append(desk.get(f"/objectives/{ID}/").text)
        desk.cookie = ""
        texts.append(desk.get(OWN).text)
    for at, text in enumerate(texts):
        assert "<h1" in text, GOAL
        (pages / f"{at}.html").write_text(text)
    command: list[str | Path] = [
        java,
        "-jar",
        vnu_jar,
        "--format",
        "json",
        "--exit-zero-always",
        pages,
    ]
    done = subprocess.run(command, capture_output=True, check=True)
    found = json.loads(done.stderr)["messages"]
    assert [f"{m['url'][-8:]}: {m['message']}: {m.get('extract', '')}" for m in found] == []
