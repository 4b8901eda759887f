"""Apache: lines for a virtual host, or an .htaccess file in the site's folder."""

from __future__ import annotations

import re

from okrsite.hosts._told import FOREVER, HIDDEN, Host, Told, moved, quoted


def _write(told: Told) -> str:
    hidden = "|".join(map(re.escape, HIDDEN))
    lines = [
        "# Written by okrsite. Needs mod_headers, mod_alias and mod_dir.",
        "Options -Indexes",
        "DirectoryIndex index.html",
        "AddDefaultCharset utf-8",
        f"ErrorDocument 404 {told.base}404.html",
        *(f"Header always set {n} {quoted(v)}" for n, v in sorted(told.headers.items())),
        f'RedirectMatch 404 "^{re.escape(told.base)}(.*/)?({hidden})$"',
        f'<If "%{{REQUEST_URI}} =~ m#^{told.base}static/#">',
        f"    Header set Cache-Control {quoted(FOREVER)}",
        "</If>",
        *(f"Redirect 301 {quoted(old)} {quoted(new)}" for old, new in moved(told)),
    ]
    return "\n".join(lines) + "\n"


HOST = Host("apache", "an `.htaccess` file, or lines for a virtual host of Apache", _write)
