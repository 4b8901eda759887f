"""_headers: what a host that reads it sends along (Netlify, Cloudflare Pages and others)."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.page import Format, PageType
from okrsite.model.portfolio import Portfolio
from okrsite.model.site import Site

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Nothing runs, loads or frames that is not a file of the site itself."""

_UNUSED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
"""What a browser offers that no page needs. Names that browsers do not know make them complain."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join([*(f"{name}=()" for name in _UNUSED), "fullscreen=(self)"]),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What goes with every answer, of a host and of the preview."""

TRANSPORT = ("Strict-Transport-Security", "max-age=63072000")
"""Two years of https alone; other names below the site's are their owners' to decide on."""


def sent(site: Site) -> dict[str, str]:
    """What a host sends with every answer of a site; https alone only where the site has it."""
    return {**HEADERS, **dict([TRANSPORT] if site.url.startswith("https://") else [])}


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One file."""
    del portfolio
    yield "/_headers", ""


def view(portfolio: Portfolio, key: str) -> str:
    """The strict policy for every page; fingerprinted assets may be kept for ever."""
    del key
    base = portfolio.site.base.rstrip("/")
    lines = ["/*", *(f"  {name}: {value}" for name, value in sent(portfolio.site).items())]
    lines += [f"{base}/static/*", "  Cache-Control: public, max-age=31536000, immutable"]
    return "\n".join(lines) + "\n"


PAGE = PageType("headers", pages, view, Format.TEXT)
