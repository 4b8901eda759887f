"""Which program this is: what was made by another one is made anew."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path

from okrsite import __version__
from okrsite.cache.stamps import digest_of, stamps_of
from okrsite.shelf import folders

OWN = Path(__file__).parent.parent
"""The folder of the program."""


def made_by() -> str:
    """Which okrsite this is: its version, what it stands on, and the Python that runs it.

    Distributions are told by the names of their folders, which hold their versions.
    """
    return _told(__version__, sys.version, *_distributions())


@cache
def program() -> bytes:
    """The same with the code by its content: whoever works on okrsite must see what it does now."""
    code = [
        f"{path} {digest_of(f'{folder}/{path}')}"
        for folder, files in stamps_of([OWN, *folders()]).items()
        for path in sorted(files)
    ]
    return _told(made_by(), *code).encode()


def _told(*parts: str) -> str:
    told = hashlib.blake2b(digest_size=16)
    for part in parts:
        told.update(part.encode(errors="surrogateescape") + b"\0")
    return told.hexdigest()


def _distributions() -> list[str]:
    return sorted(
        each.name
        for folder in sys.path
        if folder.endswith(("site-packages", "dist-packages"))
        for each in Path(folder).glob("*.dist-info")
    )
