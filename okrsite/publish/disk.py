"""A site that opens from a disk, packed as one file: no server stands between it and its reader."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_FOLDER = re.compile(rb'((?:href|action|data-to)="(?![a-z]+:|//|/|#)[^"#?]*?/)(?=["#?])')
_PRELOAD = re.compile(rb'<link rel="preload"[^>]*>\n?')
"""A disk has no origin, so a font cannot be asked for ahead of its style sheet."""
_REFRESH = re.compile(rb'(content="0; url=[^"#?]*/)(?=["#?])')
_BEGAN = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can tell: the same files give the same bytes."""
_FOR_HOSTS = frozenset({"_headers", "_redirects"})


def for_disk(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Files of a site whose links name files: a disk shows a folder as a list of what is in it."""
    for path, content in files:
        if path in _FOR_HOSTS:
            continue
        yield path, with_files(content) if path.endswith(".html") else content


def with_files(page: bytes) -> bytes:
    """A page whose links to `…/` lead to `…/index.html`; those to elsewhere are as they were."""
    page = _PRELOAD.sub(b"", page)
    return _REFRESH.sub(rb"\1index.html", _FOLDER.sub(rb"\1index.html", page))


def pack(files: Iterable[tuple[str, bytes]], target: Path, within: str) -> int:
    """Write files into a zip, in a folder of their own; gives their number.

    Whatever happens meanwhile, `target` is the file that was there, or the new one.

    Raises:
        OSError: where it cannot be written.
    """
    part = target.with_name(f".{target.name}.part")
    count = 0
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, content in sorted(files):
                info = zipfile.ZipInfo(f"{within}/{path}", _BEGAN)
                info.external_attr = 0o644 << 16
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, content)
                count += 1
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return count
