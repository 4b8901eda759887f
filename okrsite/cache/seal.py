"""The seal of whoever keeps a cache: what was left by others does not bear it, and is not believed.

Documents that were read hold HTML. A cache that came from elsewhere could put anything there, and a
digest it could make as well; a key that lies outside of every cache it has not.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

KEY = "OKRSITE_CACHE_KEY"
"""Says the key where a cache goes from machine to machine: to pipelines, as a secret of theirs."""

_SIZE = 32
_STATE = (("XDG_STATE_HOME", ""), ("LOCALAPPDATA", ""), ("HOME", ".local/state"))


def own_key(environment: Mapping[str, str]) -> bytes | None:
    """The key of this user on this machine, made where there is none; None where none can be."""
    said = environment.get(KEY, "")
    if said:
        return hashlib.blake2b(said.encode(errors="surrogateescape"), digest_size=_SIZE).digest()
    folder = _state(environment)
    return None if folder is None else _own(folder / "okrsite" / "cache-key")


def _state(environment: Mapping[str, str]) -> Path | None:
    """Where programs keep what is theirs and of this machine."""
    for name, below in _STATE:
        folder = Path(environment.get(name, ""), below)
        if folder.is_absolute():
            return folder
    return None


def _own(path: Path) -> bytes | None:
    try:
        found = path.read_bytes() if path.exists() else b""
        return found if len(found) == _SIZE else _made(path)
    except OSError:
        return None


def _made(path: Path) -> bytes:
    key = secrets.token_bytes(_SIZE)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.touch(mode=0o600, exist_ok=False)
        part.write_bytes(key)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return key
