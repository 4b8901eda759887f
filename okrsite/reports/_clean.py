"""What is written in content is text, wherever a report is shown."""

from __future__ import annotations

import re

# Besides control characters, what turns the direction of text: a name must not look like another.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


def clean(text: str) -> str:
    """The text without what could steer a terminal, a log or a reader's eye."""
    # A pipeline on GitHub obeys `##[command]` anywhere in a line that is printed.
    return _CONTROL.sub("\ufffd", text).replace("##[", "## [")


def one_line(text: str, most: int = 1000) -> str:
    """The text in one line of bounded length, cleaned."""
    line = " ".join(clean(text).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
