"""Every message is found, so that it can be translated."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.i18n import extracted
from tests.i18n.extracted import PROGRAM, unseen


def test_no_message_stands_within_an_f_string() -> None:
    """Up to Python 3.11 extraction takes an f-string for one text."""
    assert list(unseen(PROGRAM)) == []


def test_a_message_within_an_f_string_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its file and line."""
    monkeypatch.setattr(extracted, "ROOT", tmp_path)
    (tmp_path / "page.py").write_text(
        "fine = gettext('Team')\ndrawn = f\"<b>{gettext('Team')}</b>\"\n"
    )
    assert list(unseen(tmp_path)) == ["page.py:2"]
