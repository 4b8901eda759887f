"""What comes in from outside: the clock, the environment, a pool, somebody who watches."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from okrsite.model.noun import dataclass
from okrsite.model.site import Site
from okrsite.order import Order


class NotADate(Exception):
    """The environment says a moment that is none."""


Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
"""Opens a step of the work, by name and size; what it gives counts what is done."""


def _unwatched(_name: str, _size: int) -> AbstractContextManager[Callable[[int], None]]:
    return nullcontext(lambda _done: None)


@dataclass(frozen=True, slots=True)
class Door:
    """Outside things: they come in here and nowhere else."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    executor: Callable[[], Executor] | None = None
    """Makes a pool that is forked at that moment, so that it sees what there is; None: no pool."""
    progress: Progress = _unwatched


def as_of_date(order: Order, site: Site, door: Door) -> tuple[date, bool]:
    """The day that every figure is of, and whether that is today by default."""
    if order.as_of is not None:
        return order.as_of, order.as_of_is_today
    if site.as_of is not None:
        return site.as_of, False
    zone = ZoneInfo(site.timezone)
    epoch = door.environment.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), zone).date(), False
        except (ValueError, OverflowError, OSError):
            raise NotADate(f"SOURCE_DATE_EPOCH is `{epoch[:40]}`, which is no moment") from None
    return door.now().astimezone(zone).date(), True
