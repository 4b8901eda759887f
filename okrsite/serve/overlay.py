"""What the preview adds to a page: the script that reloads it, and the problems on top."""

from __future__ import annotations

import hashlib
from html import escape
from pathlib import Path

from okrsite.model.problem import Problem
from okrsite.serve.session import Held

OWN = "/__okrsite__/"
"""The preview's own files; no page of a site begins with underscores."""

_MOST = 20

FILES = {
    "preview.js": "text/javascript",
    "listen.js": "text/javascript",
    "vendor/idiomorph.js": "text/javascript",
    "preview.css": "text/css",
}
"""What lies beside this module, with its type."""

_HERE = Path(__file__).parent / "static"


def own_file(path: str) -> tuple[bytes, str] | None:
    """One of the preview's own files with its type, by the path of a request, or None."""
    name = path.removeprefix(OWN)
    if name == path or name not in FILES:
        return None
    return (_HERE / name).read_bytes(), FILES[name]


_HEAD = (
    f'<link rel="stylesheet" href="{OWN}preview.css">'
    f'<script src="{OWN}preview.js" type="module"></script>'
)


def with_preview(content: bytes, held: Held) -> bytes:
    """A page with the preview's script, and with the errors of the content on top."""
    text = content.decode() or _EMPTY
    text = text.replace("</head>", f"{_HEAD}</head>", 1)
    if not held.errors:
        return text.encode()
    at = text.find(">", text.find("<body")) + 1
    return f"{text[:at]}{_problems(held)}{text[at:]}".encode()


def tagged(content: bytes) -> tuple[bytes, str]:
    """A page that knows its tag, and the tag: a tab asks by it whether the page is another now."""
    tag = hashlib.blake2b(content, digest_size=12).hexdigest()
    meta = f'<meta name="okrsite-tag" content="{tag}"></head>'
    return content.replace(b"</head>", meta.encode(), 1), tag


_EMPTY = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head>'
    "<body><main><h1>Nothing to show yet</h1></main></body></html>"
)


def _problems(held: Held) -> str:
    errors = held.errors
    many = f"{len(errors)} error{'' if len(errors) == 1 else 's'}"
    told = "The page below is the last one without." if held.stale else "They are left out below."
    listed = "".join(map(_problem, errors[:_MOST]))
    more = f"<li>… and {len(errors) - _MOST} more</li>" if len(errors) > _MOST else ""
    return (
        f'<section class="okrsite-problems" aria-label="Problems"><h2>{many} in the content</h2>'
        f"<p>{told}</p><ul>{listed}{more}</ul></section>"
    )


def _problem(problem: Problem) -> str:
    place = f"<br><code>{escape(str(problem.place))}</code>" if problem.place else ""
    hint = f"<br>{escape(problem.hint)}" if problem.hint else ""
    return f"<li>{escape(problem.message)} ({escape(problem.rule)}){place}{hint}</li>"
