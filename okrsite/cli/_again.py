"""What `okrsite build` says of a build that went on from an earlier one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from okrsite.model.noun import replace
from okrsite.model.text import listed

if TYPE_CHECKING:
    from okrsite.build import Built
    from okrsite.cache import Printed
    from okrsite.door import Door
    from okrsite.order import Order
    from okrsite.past import Reason

_MOST = 10
_NAMES = {
    "objectives": "objective",
    "kpis": "kpi",
    "people": "person",
    "teams": "team",
    "cycles": "cycle",
    "reviews": "review",
    "pages": "page",
    "address": "address",
    "file": "file",
}


def nothing_new(order: Order) -> Printed | None:
    """What the last build said, where this one would come to the very same files; else None.

    Decided by what the files are and what is asked, before anything of the road is loaded.
    """
    import os
    from datetime import UTC, datetime

    from okrsite.cache import Manifest, Store, place_of
    from okrsite.order import asked_of

    if order.cache is None:
        return None
    manifest = Manifest.read(Store(order.cache), f"{place_of(order.target)}.json")
    if manifest is None:
        return None
    if not manifest.still_true(asked_of(order, os.environ), datetime.now(UTC), order.target):
        return None
    return manifest.printed


def why(reason: Reason, page: str) -> str:
    """Why a page was drawn again, or not, in words."""
    if reason.verdict == "unknown":
        return f"{page}: the site has no such page. Name its address, such as /cascade/."
    if reason.verdict == "kept":
        return f"{page} was kept: nothing that it looks at has changed."
    if reason.verdict == "new":
        return f"{page} was drawn: no earlier build is known that made it, or its file was changed."
    if reason.verdict == "common":
        return (
            f"{page} was drawn: something changed that belongs to every page: site.yml, the day, "
            "the audience, the theme or okrsite itself."
        )
    told = listed(_thing(*read) for read in reason.reads[:_MOST])
    more = len(reason.reads) - _MOST
    return f"{page} was drawn: {told}{f' and {more} more' if more > 0 else ''} changed."


def _thing(name: str, key: str) -> str:
    from okrsite.pages._reads import KEYS

    what = name.rpartition(".")[2].replace("_", " ").strip()
    if key == KEYS:
        return f"which {what} there are"
    if name in _NAMES:
        return f"{_NAMES[name]} `{key}`" if key else f"one of the {name}"
    if name == "then":
        return f"what `{key}` was on an earlier day" if key else "what was on an earlier day"
    if name == "everything":
        return "something that a page about everything looks at"
    return f"what `{key}` has under “{what}”" if key else f"“{what}”"


def differences(order: Order, built: Built, door: Door) -> list[str]:
    """Files in which a site differs from one that is built from nothing."""
    from okrsite.build import build

    assert built.output is not None  # noqa: S101 (the caller looked)
    with TemporaryDirectory(prefix="okrsite-") as folder:
        afresh = build(replace(order, cache=None, output=Path(folder) / "site"), door)
        if afresh.output is None:
            return ["a clean build publishes nothing"]
        return list(_differ(built.output, afresh.output))


def _differ(one: Path, other: Path) -> Iterable[str]:
    found, clean = _files(one), _files(other)
    for path in sorted(found.keys() | clean.keys()):
        if path not in clean:
            yield f"{path} is too many"
        elif path not in found:
            yield f"{path} is missing"
        elif found[path].read_bytes() != clean[path].read_bytes():
            yield f"{path} has other content"


def _files(folder: Path) -> dict[str, Path]:
    return {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}


def check(found: list[str]) -> None:
    """Tell what differs.

    Raises:
        SystemExit: where anything does.
    """
    if not found:
        click.echo("Compared with a clean build: the same, byte by byte.", err=True)
        return
    for line in found[:_MOST]:
        click.echo(f"  {line}", err=True)
    more = f" ({len(found) - _MOST} more)" if len(found) > _MOST else ""
    click.echo(
        f"Compared with a clean build: {len(found)} files differ{more}. "
        "This is a fault of okrsite: build with --no-cache, and please report it.",
        err=True,
    )
    raise SystemExit(1)
