"""What goes with every answer: each header that scanners ask for, and why it is as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrsite.pages.headers import HEADERS, POLICY
from tests.sites import SITE, built, site

DIRECTIVES = {name: set(values) for name, *values in (each.split() for each in POLICY.split("; "))}


def sent(tmp_path: Path, url: str) -> dict[str, str]:
    """The headers that `_headers` gives every address."""
    settings = SITE + (f"url: {url}\n" if url else "")
    output = built(site(tmp_path, {"site.yml": settings}))
    block = (output / "_headers").read_text(encoding="utf-8").partition("\n/")[0]
    first, *lines = block.splitlines()
    assert first == "/*"
    return dict(line.strip().split(": ", 1) for line in lines)


def test_nothing_is_allowed_but_what_is_named() -> None:
    """Whatever a browser learns to load tomorrow, it may not."""
    assert DIRECTIVES["default-src"] == {"'none'"}
    assert DIRECTIVES["base-uri"] == {"'none'"}
    assert DIRECTIVES["frame-ancestors"] == {"'none'"}
    assert DIRECTIVES["form-action"] == {"'self'"}


def test_all_that_is_allowed_is_the_site_itself() -> None:
    """No other host, no scheme, no wildcard, nothing inline, nothing evaluated."""
    assert set().union(*DIRECTIVES.values()) == {"'self'", "'none'"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_each_header_says(name: str, value: str) -> None:
    """One value, which every browser knows."""
    assert HEADERS[name] == value


def test_what_no_page_needs_is_off() -> None:
    """Each feature once; only the whole screen is asked for, to present."""
    features = dict(each.split("=") for each in HEADERS["Permissions-Policy"].split(", "))
    assert features.pop("fullscreen") == "(self)"
    assert set(features.values()) == {"()"}
    assert {"camera", "geolocation", "microphone", "payment", "usb"} <= set(features)
    assert HEADERS["Permissions-Policy"].count("=") == len(features) + 1


def test_a_host_is_told_all_of_it(tmp_path: Path) -> None:
    """And, where the site has an https address, to stay with that for two years."""
    assert sent(tmp_path / "plain", "") == HEADERS
    assert sent(tmp_path / "http", "http://okrs.example.org/") == HEADERS
    secure = sent(tmp_path / "https", "https://example.org/okrs/")
    age = secure.pop("Strict-Transport-Security")
    assert secure == HEADERS
    assert int(age.removeprefix("max-age=")) >= 365 * 24 * 3600


def test_no_header_can_be_broken_out_of() -> None:
    """One line each, in letters that HTTP allows."""
    for name, value in HEADERS.items():
        assert name.isascii()
        assert value.isascii()
        assert value.isprintable()
