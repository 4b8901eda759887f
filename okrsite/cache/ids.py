"""The ids of a site that was published: what is gone from the next one is told."""

from __future__ import annotations

import json
from collections.abc import Mapping

from okrsite.cache.store import Store
from okrsite.model.was import Ids, Was

_ALIKE = ("root", "content", "as_of", "drafts")
"""Sites of other content, another day or with drafts have other ids, and nobody renamed any."""


def keep_ids(store: Store, name: str, asked: Mapping[str, str], audience: str, ids: Ids) -> None:
    """Keep what has an address on a site, and for whom it was built."""
    found = {"of": _of(asked, audience), "ids": ids}
    store.write(f"{name}.ids", json.dumps(found, separators=(",", ":")).encode())


def ids_before(store: Store, name: str, asked: Mapping[str, str], audience: str) -> Ids | None:
    """What had an address on the last site for the same readers; None where nobody knows."""
    content = store.read(f"{name}.ids")
    if content is None:
        return None
    try:
        found = json.loads(content)
        if found["of"] != _of(asked, audience):
            return None
        return {
            str(kind): {key: Was(str(path), str(title)) for key, (path, title) in some.items()}
            for kind, some in found["ids"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _of(asked: Mapping[str, str], audience: str) -> list[str]:
    return [audience, *(asked[name] for name in _ALIKE)]
