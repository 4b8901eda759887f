"""What the preview adds to a page: the script that reloads it, and the problems on top."""

from __future__ import annotations

from html import escape

from okrsite.model.problem import Problem
from okrsite.serve.session import Held

OWN = "/__okrsite__/"
"""The preview's own files; no page of a site begins with underscores."""

_MOST = 20

SCRIPT = """\
const body = document.body;
let seen = null;
const source = new EventSource("/__okrsite__/events");
source.onmessage = (event) => {
  if (seen === null) { seen = event.data; return; }
  if (event.data === seen) return;
  seen = event.data;
  sessionStorage.setItem("okrsite-scroll", String(scrollY));
  location.reload();
};
const left = sessionStorage.getItem("okrsite-scroll");
if (left !== null) {
  sessionStorage.removeItem("okrsite-scroll");
  scrollTo(0, Number(left));
}
addEventListener("pagehide", () => source.close());
"""

STYLE = """\
.okrsite-problems{font:15px/1.45 system-ui,sans-serif;padding:12px 20px}
.okrsite-problems{background:#7d1a14;color:#fff}
.okrsite-problems h2{font-size:17px;margin:0 0 4px}
.okrsite-problems ul{margin:8px 0 0;padding:0;list-style:none;max-height:40vh;overflow:auto}
.okrsite-problems li{padding:6px 0;border-top:1px solid #ffffff55;overflow-wrap:anywhere}
.okrsite-problems code{font:13px ui-monospace,monospace;color:#ffdcd8}
"""

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
