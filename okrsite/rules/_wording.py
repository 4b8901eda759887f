"""How messages speak of goals, days and figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from okrsite.model.portfolio import ScoredObjective
from okrsite.model.status import Status
from okrsite.model.text import listed, shortened

_TITLE = 60
_NAMED = 3
"""A message names so many; more would be a list that nobody reads."""


def called(objective: ScoredObjective) -> str:
    """Its title, as messages write it."""
    return quoted(objective.objective.title.plain or objective.id)


def quoted(text: str) -> str:
    """Words of a document, as messages write them."""
    return f"`{shortened(text.replace('`', chr(39)), _TITLE)}`"


def named(ids: Iterable[str]) -> str:
    """Ids as a sentence lists them; of a long list only the beginning."""
    return few([f"`{shortened(each, 40)}`" for each in ids])


def few(words: Sequence[str]) -> str:
    """A list as a sentence has it; of a long one only the beginning."""
    if len(words) <= _NAMED:
        return listed(words)
    return f"{', '.join(words[:_NAMED])} and {len(words) - _NAMED} more"


def days(count: int) -> str:
    """A number of days in words."""
    return "1 day" if count == 1 else f"{count} days"


def percent(share: float) -> str:
    """A share in words."""
    return f"{round(share * 100)} %"


def said(status: Status) -> str:
    """A status in words."""
    return str(status).replace("_", " ")
