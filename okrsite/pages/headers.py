"""_headers: what a host that reads it sends along (Netlify, Cloudflare Pages and others)."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.page import Format, PageType
from okrsite.model.portfolio import Portfolio

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

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One file."""
    del portfolio
    yield "/_headers", ""


def view(portfolio: Portfolio, key: str) -> str:
    """The strict policy for every page; fingerprinted assets may be kept for ever."""
    del key
    base = portfolio.site.base.rstrip("/")
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    lines += [f"{base}/static/*", "  Cache-Control: public, max-age=31536000, immutable"]
    return "\n".join(lines) + "\n"


PAGE = PageType("headers", pages, view, Format.TEXT)
