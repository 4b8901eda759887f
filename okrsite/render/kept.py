"""Compiled templates of the themes that come with okrsite, kept as Python keeps its modules.

They lie where `__pycache__` folders lie, and are trusted exactly as far as the modules beside them.
Themes of a site are compiled every time: nothing that came with somebody's content is ever run.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from okrsite.i18n import locale
from okrsite.pages._frame import HERE

PACKAGE = Path(__file__).parent.parent
OURS = (PACKAGE / "themes", PACKAGE.parent / "themes")
"""Where the themes that come with okrsite lie: installed, and in a checkout."""

_DIGEST = hashlib.sha256().digest_size


class Kept(BytecodeCache):
    """Keeps a template's code until its text, Jinja, Python or our making of it changes.

    Jinja works filters of constants out when it compiles: `addresses` are those of static files,
    which stand in the code, as do the words of the language that is spoken.
    """

    def __init__(self, addresses: Mapping[str, str]) -> None:
        self._making = _making().copy()
        self._making.update("\0".join(locale()).encode())
        for name, address in sorted(addresses.items()):
            self._making.update(f"{name}\0{address}\0".encode())

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """What is known of a template: its key is the file it is kept in, or nothing."""
        bucket = Bucket(environment, _kept_in(name, filename), self._digest(name, source))
        self.load_bytecode(bucket)
        return bucket

    def _digest(self, name: str, source: str) -> str:
        told = self._making.copy()
        told.update(f"{name}\0{source}".encode())
        return told.hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find the code, if it is that of this very text."""
        if not bucket.key:
            return
        try:
            kept = Path(bucket.key).read_bytes()
            if kept[:_DIGEST].hex() == bucket.checksum:
                code = marshal.loads(kept[_DIGEST:])  # noqa: S302 (as trusted as our modules)
                bucket.code = code if isinstance(code, CodeType) else None
        except (OSError, ValueError, EOFError, TypeError):
            return

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code where that is allowed; where it is not, it is made anew each time."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        path = Path(bucket.key)
        part = path.with_suffix(f".{id(bucket):x}")
        try:
            path.parent.mkdir(exist_ok=True, parents=True)
            part.write_bytes(bytes.fromhex(bucket.checksum) + marshal.dumps(bucket.code))
            part.replace(path)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _kept_in(name: str, filename: str | None) -> str:
    """The file that keeps a template of ours, beside its theme; empty for any other template."""
    if filename is None:
        return ""
    theme = Path(filename).resolve().parent
    while theme.parent not in OURS:
        if theme == theme.parent:
            return ""
        theme = theme.parent
    return cache_from_source(str(theme / f"{name.replace('/', '.')}.py"))


@cache
def _making() -> hashlib._Hash:
    """All beside its text that a template's code is made from."""
    told = hashlib.sha256(f"{sys.version}\0{jinja2.__version__}\0".encode())
    told.update(HERE.encode())
    for name in ("compiled.py", "environment.py"):
        told.update((Path(__file__).parent / name).read_bytes())
    return told
