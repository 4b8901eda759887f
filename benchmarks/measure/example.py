"""The site that a reader's side is measured on: the one that was named, or the example's."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TOP = Path(__file__).parents[2]


@contextmanager
def site_or_example(named: Path | None) -> Iterator[Path]:
    """A built site; where none is named, the example is built for as long as it is looked at."""
    if named is not None:
        yield named
        return
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build = (sys.executable, "-m", "okrsite", "build", str(_TOP), "--no-cache")
        subprocess.run((*build, "--output", str(site)), check=True, capture_output=True)
        yield site
