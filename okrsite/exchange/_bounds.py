"""How much is read from a stranger's file."""

from __future__ import annotations

from pathlib import Path

MAX_FILE = 16 * 2**20
"""Bytes of a file."""
MAX_UNPACKED = 96 * 2**20
"""Bytes that a packed file may grow to."""
MAX_ROWS = 20_000
"""Rows of a table."""
MAX_COLUMNS = 200
MAX_CELL = 32_767
"""Characters of a cell: as many as spreadsheet programs allow."""


class NotReadable(Exception):
    """A file cannot or must not be read: one sentence that says why, and what to do."""


def bounded_bytes(file: Path) -> bytes:
    """The bytes of a file.

    Raises:
        NotReadable: where it is missing, no file, empty or too large.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_FILE + 1)
    except OSError as fault:
        reason = fault.strerror or "it cannot be read"
        raise NotReadable(f"{file.as_posix()} cannot be read: {reason}") from None
    if len(content) > MAX_FILE:
        raise NotReadable(
            f"{file.as_posix()} is larger than {MAX_FILE // 2**20} MB: that is no list of OKRs. "
            "Save the part with the objectives as a file of its own."
        )
    if not content.strip():
        raise NotReadable(f"{file.as_posix()} is empty")
    return content


def decoded(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and a note where its encoding was guessed.

    UTF-8 with or without a BOM, UTF-16 with one (which spreadsheet programs call Unicode text),
    else Windows-1252, which is what the others write in Western Europe.

    Raises:
        NotReadable: where it is no text.
    """
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = content.decode("utf-16")
        else:
            text = content.decode("utf-8-sig")
        notes: tuple[str, ...] = ()
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        notes = (f"{name} is not UTF-8: it was read as Windows-1252. Look at its accents.",)
    if "\0" in text[:65536]:
        raise NotReadable(
            f"{name} is no text. Of spreadsheets, .xlsx and .csv are read: save it as one of them."
        )
    return text, notes
