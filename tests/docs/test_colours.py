"""The theme of the how-to is drawn as written, and can be read."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.examples import DOCS, Block, read
from tests.sites import GOAL, SITE, built, objective, site

BLOCKS = {
    block.heading.strip("`"): block
    for block in read(DOCS / "how-to" / "wear-your-colours.md").blocks
    if block.heading.strip("`").startswith("themes/")
}
ATLAS = (ROOT / "themes/atlas/static/atlas.css").read_text("utf-8")
PAIR = re.compile(r"(--[\w-]+):light-dark\((#\w+),(#\w+)\)")


def _house(where: Path, blocks: dict[str, Block]) -> Path:
    root = site(where, {"site.yml": f"{SITE}theme: house\n", GOAL: objective()})
    for name, block in blocks.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, "utf-8")
    return built(root)


def test_it_is_small() -> None:
    """Twenty lines beside the logo, or the promise is none."""
    lines = [line for block in BLOCKS.values() for line in block.text.splitlines()]
    assert len(BLOCKS) == 4
    assert len(lines) <= 20


def test_it_is_drawn_as_it_says(tmp_path: Path) -> None:
    """Its colours after those of atlas, its logo, no letters of atlas; the rest is as ever."""
    output = _house(tmp_path, BLOCKS)
    text = (output / "index.html").read_text("utf-8")
    head = text.partition("</head>")[0]
    assert re.findall(r'rel="stylesheet" href="./static/(\w+)\.', head)[:2] == ["atlas", "house"]
    assert "preload" not in head
    (logo,) = re.findall(r'<img src="./(static/logo\.\w+\.svg)" alt=""', text)
    assert (output / logo).is_file()
    assert "Be ready on day one" in (output / "cascade/index.html").read_text("utf-8")


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_it_can_be_read(scheme: int) -> None:
    """Text and links have 4.5:1 on every ground, those that atlas gives too."""
    css = ATLAS + BLOCKS["themes/house/static/house.css"].text
    colours = {name: pair[scheme] for name, *pair in PAIR.findall(css)}
    for text in ("--ink", "--ink-2", "--ink-3", "--los"):
        for ground in ("--paper", "--sunk", "--tint"):
            assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_broadsheet_can_be_read(scheme: int) -> None:
    """As the reference promises of every theme; words in the colours of status too."""
    css = (ROOT / "themes/broadsheet/static/broadsheet.css").read_text("utf-8")
    colours = {name: pair[scheme] for name, *pair in PAIR.findall(css)}
    for text in ("--ink", "--ink-2", "--ink-3", "--los", "--on", "--risk", "--off"):
        for ground in ("--paper", "--sunk", "--tint"):
            assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert _contrast(colours["--edge"], colours["--paper"]) >= 3


def _contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    letters = colour.lstrip("#")
    letters = "".join(2 * each for each in letters) if len(letters) == 3 else letters
    parts = [int(letters[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
