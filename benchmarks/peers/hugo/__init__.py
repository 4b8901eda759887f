"""Hugo with templates of our own (site/), which read the same files: docs/performance.md."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from benchmarks.peers.peer import Peer

HERE = Path(__file__).parent
TOP = HERE.parents[2]
ATLAS = TOP / "themes" / "atlas"


class Missing(Exception):
    """Hugo is not installed."""


def program() -> Path:
    """The program itself: the Python script that starts it costs a tenth of a second.

    Raises:
        Missing: where it is neither installed by `make peers` nor on the path.
    """
    installed = sorted(TOP.glob(".venv/peers/lib/python*/site-packages/hugo/binaries/hugo*"))
    found = installed[0] if installed else shutil.which("hugo")
    if found is None:
        raise Missing("Hugo is not installed: `make peers` installs it beside the tests' tools")
    return Path(found)


def peer() -> Peer:
    """Hugo, in the folder hugo/ beside content/.

    Raises:
        Missing: where Hugo is not installed.
    """
    hugo = (str(program()), "--source", "hugo")
    said = subprocess.run((hugo[0], "version"), capture_output=True, text=True, check=True).stdout
    found = re.search(r"v([\d.]+)", said)
    return Peer(
        name="Hugo",
        version=found[1] if found else said.strip(),
        build=(*hugo, "--quiet"),
        serve=lambda port: (hugo[0], "server", *hugo[1:], "--port", str(port), "--quiet"),
        output="hugo/public",
        set_up=_set_up,
        made=("hugo/public", "hugo/resources", ".cache"),
    )


def _set_up(root: Path) -> None:
    """The templates, and from okrsite's theme the style sheet and the drawn symbols."""
    site = root / "hugo"
    shutil.copytree(HERE / "site", site)
    shutil.copytree(ATLAS / "static", site / "static" / "static")
    symbols = ATLAS / "templates" / "sprite.html"
    shutil.copyfile(symbols, site / "layouts" / "_partials" / "sprite.html")
