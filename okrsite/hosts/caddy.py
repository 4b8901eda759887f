"""Caddy: a snippet to import in a site's block."""

from __future__ import annotations

from okrsite.hosts._told import FOREVER, HIDDEN, Host, Told, moved, quoted


def _write(told: Told) -> str:
    base = told.base
    lines = [f"redir {quoted(old)} {quoted(new)} 301" for old, new in moved(told)]
    if base != "/":
        lines.append(f"redir {base.rstrip('/')} {base} 301")
    hidden = " ".join(f"{base}{name}" for name in HIDDEN)
    lines += [
        f"@kept path {base}static/*",
        f"header @kept Cache-Control {quoted(FOREVER)}",
        f"@own path {base}*",
        "header @own {",
        *(f"    {name} {quoted(value)}" for name, value in sorted(told.headers.items())),
        "}",
        f"@hidden path {hidden}",
        "handle @hidden {",
        "    error 404",
        "}",
        f"handle_path {base}* {{",
        f"    root * {quoted(told.folder)}",
        "    encode zstd gzip",
        "    file_server",
        "}",
        "handle_errors {",
        f"    root * {quoted(told.folder)}",
        "    rewrite * /404.html",
        "    file_server",
        "}",
    ]
    return "\n".join(["# Written by okrsite. Import it in the block of a site.", *lines]) + "\n"


HOST = Host("caddy", "a file to `import` in the block of a site in Caddy", _write)
