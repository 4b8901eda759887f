"""nginx: a file to include in a `server` block."""

from __future__ import annotations

from okrsite.hosts._told import FOREVER, HIDDEN, Host, Told, moved, quoted


def _write(told: Told) -> str:
    base, folder = told.base, told.folder
    # Headers of a block are not handed on to a block within it that has any of its own.
    headers = [f"add_header {name} {quoted(value)} always;" for name, value in _sorted(told)]
    common = [f"alias {quoted(f'{folder}/')};", "charset utf-8;", *headers]
    static = [
        f"alias {quoted(f'{folder}/static/')};",
        *headers,
        f"add_header Cache-Control {quoted(FOREVER)};",
    ]
    blocks = [
        _block(f"location ^~ {base}static/", static),
        _block(
            f"location {base}", [*common, "index index.html;", f"error_page 404 {base}404.html;"]
        ),
    ]
    blocks += [_block(f"location = {base}{name}", ["return 404;"]) for name in HIDDEN]
    if base != "/":
        blocks.append(_block(f"location = {base.rstrip('/')}", [f"return 301 {base};"]))
    blocks += [
        _block(f"location = {quoted(old)}", [f"return 301 {quoted(new)};"])
        for old, new in moved(told)
    ]
    return "\n".join(["# Written by okrsite. Include it in a server block.", *blocks]) + "\n"


def _sorted(told: Told) -> list[tuple[str, str]]:
    return sorted(told.headers.items())


def _block(head: str, lines: list[str]) -> str:
    body = "".join(f"    {line}\n" for line in lines)
    return f"{head} {{\n{body}}}"


HOST = Host("nginx", "a file to `include` in a `server` block of nginx", _write)
