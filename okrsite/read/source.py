"""Reads `source` of site.yml: where the content is kept, and the addresses of its host."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from okrsite.model.host import DISCUSSED, FIELDS, HOSTS, KINDS, known
from okrsite.model.site import Source
from okrsite.model.text import did_you_mean, listed, shortened
from okrsite.read.front_matter import Desk
from okrsite.read.schemas import KeptShape, SourceShape

_FIELD = re.compile(r"\{([^{}]*)\}")
_WEB = re.compile(r"(?:https?://|mailto:|\{base\})", re.IGNORECASE)
_PATTERNS = ("view", "edit", "history", "new")


def read_source(shape: SourceShape, desk: Desk) -> Source:
    """Where content is kept; what does not fit is set aside on the desk."""
    own = shape.model_dump(exclude={"folders", "discuss"})
    kept = {name: {**own, **_told(each)} for name, each in shape.folders.items()}
    _check(own, desk, "source")
    _check_pattern(shape.discuss, DISCUSSED, desk, "source", "discuss")
    for name, fields in kept.items():
        _check(fields, desk, "source", "folders", name)
    folders = {name: Source(**fields) for name, fields in kept.items()}
    return Source(**own, discuss=shape.discuss, folders=folders)


def _told(shape: KeptShape) -> dict[str, str]:
    """What is said of a folder; the rest is as for the site's own."""
    return {name: str(getattr(shape, name)) for name in shape.model_fields_set}


def _check(source: dict[str, str], desk: Desk, *path: str) -> None:
    host, kind = source["host"], source["kind"]
    if kind and kind not in KINDS:
        hint = did_you_mean(kind, KINDS) or f"It is one of {listed(sorted(KINDS))}."
        desk.fault("wrong-type", f"`kind` says `{kind[:40]}`", desk.marked.at(*path, "kind"), hint)
    elif host and not source["view"] and known(host, kind)[1] is None:
        desk.fault(
            "wrong-type",
            f"`host` says `{shortened(host, 40)}`, which is no host that is known",
            desk.marked.at(*path, "host"),
            did_you_mean(host, HOSTS)
            or f"For a host of your own add `kind`, one of {listed(sorted(KINDS))}.",
        )
    for name in _PATTERNS:
        _check_pattern(source[name], FIELDS, desk, *path, name)


def _check_pattern(pattern: str, fields: Sequence[str], desk: Desk, *path: str) -> None:
    place = desk.marked.at(*path)
    if pattern and not _WEB.match(pattern):
        message = f"`{path[-1]}` must be an address that begins with https://"
        desk.fault("wrong-type", message, place)
    for name in _unknown(pattern, fields):
        hint = did_you_mean(name, fields) or f"There is {listed(f'{{{each}}}' for each in fields)}."
        message = f"`{path[-1]}` has `{{{name[:40]}}}`, which nothing is put in for"
        desk.fault("wrong-type", message, place, hint)


def _unknown(pattern: str, fields: Sequence[str]) -> Iterator[str]:
    return (name for name in _FIELD.findall(pattern) if name not in fields)
