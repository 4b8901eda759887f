"""CSV as people's programs write it: the separator is found, not asked for."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from okrsite.exchange._bounds import MAX_CELL, MAX_COLUMNS, MAX_ROWS, NotReadable, decoded

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 50
"""Rows that tell the separator."""

Numbered = tuple[int, list[str]]


def lines(content: bytes, name: str) -> tuple[list[Numbered], tuple[str, ...]]:
    """The records of a CSV file, each with the line it begins on; and notes.

    Raises:
        NotReadable: where it is no table.
    """
    text, notes = decoded(content, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    said, text = _said_separator(text)
    first = 2 if said else 1
    separator = said or _separator(text)
    try:
        return list(_records(text, separator, first, name)), notes
    except csv.Error as fault:
        raise NotReadable(f"{name} cannot be read as CSV: {fault}") from None


def _said_separator(text: str) -> tuple[str, str]:
    """The separator that a first line `sep=;` names, and the text after it."""
    head, _, rest = text.partition("\n")
    if head[:4].lower() == "sep=" and len(head) == 5:
        return head[4], rest
    return "", text


def _separator(text: str) -> str:
    return max(_SEPARATORS, key=lambda each: (_fit(text, each), -_SEPARATORS.index(each)))


def _fit(text: str, separator: str) -> int:
    """How many of the first rows have the same number of cells, more than one, times that number.

    A comma in a sentence makes rows of all widths; a separator makes them alike.
    """
    reader = csv.reader(StringIO(text[: 2**18]), delimiter=separator)
    try:
        widths = Counter(len(row) for row in islice(reader, _SAMPLE) if row)
    except csv.Error:
        return 0
    return max((count * width for width, count in widths.items() if width > 1), default=0)


def _records(text: str, separator: str, first: int, name: str) -> Iterator[Numbered]:
    reader = csv.reader(StringIO(text), delimiter=separator)
    begins = first
    for count, record in enumerate(reader):
        if count > 2 * MAX_ROWS:  # rows with nothing in them are let pass, but not for ever
            raise NotReadable(f"{name} has more than {MAX_ROWS} rows: that is no list of OKRs")
        if len(record) > MAX_COLUMNS:
            raise NotReadable(
                f"{name}:{begins}: a row has more than {MAX_COLUMNS} cells: that is no list of OKRs"
            )
        if any(len(cell) > MAX_CELL for cell in record):
            raise NotReadable(
                f"{name}:{begins}: a cell has more than {MAX_CELL} characters. "
                "Is a quotation mark never closed?"
            )
        yield begins, record
        begins = reader.line_num + first
