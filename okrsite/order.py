"""What is asked of a build; told apart from the road, so that it is known before that is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from okrsite.cache import asked
from okrsite.model.noun import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built."""

    root: Path
    content: tuple[Path, ...] = ()
    """Content folders; none: ROOT/content, or what site.yml names."""
    output: Path | None = None
    """None: ROOT/site."""
    as_of: date | None = None
    audience: str | None = None
    base_url: str | None = None
    drafts: bool = False
    keep_going: bool = False
    notice: str | None = None
    """What stands at the head of every page, instead of site.yml's `notice`."""
    as_of_is_today: bool = False
    """Whether `as_of` is today's date after all: for a second look beside one that said none."""
    cache: Path | None = None
    """The folder for what the next build need not do again; None: nothing is kept or used."""

    @property
    def target(self) -> Path:
        """The folder that the site goes to."""
        return self.output or self.root / "site"


def asked_of(order: Order, environment: Mapping[str, str]) -> dict[str, str]:
    """An order as plain words, to be compared with another."""
    return asked(
        environment,
        root=order.root,
        content=order.content,
        output=order.target,
        as_of=order.as_of,
        audience=order.audience,
        base_url=order.base_url,
        drafts=order.drafts,
        keep_going=order.keep_going,
        notice=order.notice,
    )
