"""Every message that pages, templates and scripts say, as `make messages` finds them."""

from __future__ import annotations

import ast
import configparser
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file

ROOT = Path(__file__).parents[2]
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_noop": None,
    "say": None,
    "sayMany": (1, 2),
}
PROGRAM = ROOT / "okrsite"
ATLAS = ROOT / "themes" / "atlas"
_METHODS = {".py": "python", ".html": "jinja2", ".js": "javascript"}


class Message(NamedTuple):
    """A message with all its English forms."""

    context: str
    forms: tuple[str, ...]
    file: str
    line: int


def messages(folder: Path) -> Iterator[Message]:
    """All messages of the program, or of a theme."""
    settings = configparser.ConfigParser()
    settings.read(ROOT / "tools" / "messages.ini")
    options = {name: dict(settings[name]) for name in settings.sections()}
    for path in sorted(folder.rglob("*")):
        method = _METHODS.get(path.suffix)
        if method is None or "__pycache__" in path.parts:
            continue
        if folder == PROGRAM and path.suffix != ".py":
            continue  # forms and xray pages speak English
        section = next((name for name in options if name.startswith(method)), "")
        for line, found, _comments, context in extract_from_file(
            method, path, keywords=KEYWORDS, options=options.get(section)
        ):
            forms = (found,) if isinstance(found, str) else tuple(each for each in found if each)
            yield Message(context or "", forms, path.relative_to(ROOT).as_posix(), line)


def unseen(folder: Path) -> Iterator[str]:
    """Where a message stands within an f-string: as text, which extraction does not look into."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.JoinedStr) and any(map(_says, ast.walk(node))):
                yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"


def _says(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS
    )
