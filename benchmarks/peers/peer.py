"""What is compared: programs that make the same site of the same organisation."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp

CONTENT = "content"
"""The folder of an organisation that every peer reads."""


@dataclass(frozen=True)
class Peer:
    """A program, told by its command lines alone; all of them run in the organisation's folder."""

    name: str
    version: str
    build: Sequence[str]
    serve: Callable[[int], Sequence[str]]
    """The command that previews at a port of this machine."""
    output: str
    """Where a built site lies."""
    set_up: Callable[[Path], None]
    """Puts into an organisation's folder what the program needs beside content/; not timed."""
    made: tuple[str, ...]
    """What a build or a preview leaves behind, caches included; a clean build begins without."""
    bare: Sequence[str] = ()
    """Builds without keeping anything for the next build; empty: `build` keeps nothing."""
    alike: Sequence[str] = ()
    """Builds only the pages that all peers make; empty: `build` does."""

    def clean(self, root: Path) -> None:
        """Take away what it made: beside the organisation, for it must not be deleted yet.

        ext4 does not give the number of a deleted file again for some minutes, and to make a file
        after many were deleted, it goes through all of these: up to twice the time of a build.
        """
        away = Path(mkdtemp(prefix="old-", dir=root.parent))
        for number, name in enumerate(self.made):
            if (root / name).exists():
                (root / name).rename(away / str(number))


def itself() -> Peer:
    """The okrsite of this checkout."""
    okrsite = (sys.executable, "-m", "okrsite")
    return Peer(
        name="okrsite",
        version=version("okrsite"),
        build=(*okrsite, "build"),
        serve=lambda port: (*okrsite, "serve", "--port", str(port)),
        output="site",
        set_up=lambda _root: None,
        made=("site", ".okrsite", ".cache"),
        bare=(*okrsite, "build", "--no-cache"),
        alike=(sys.executable, "-m", "benchmarks.peers.alike", "build"),
    )
