"""Where something stands and what it is to come to, as the check-in page tells whoever is asked.

The command line says the same in English (`model.due`).
"""

from __future__ import annotations

from okrsite.i18n import gettext, ngettext, pgettext
from okrsite.model.due import Aim, Word, aim_of, is_done_or_not, share_of, steps_of, value_of
from okrsite.model.explanation import figure
from okrsite.pages._words import percent


def stands(word: Word) -> str:
    """Where it stands: the last value, or how far it is; empty where nobody has said."""
    if (found := value_of(word)) is not None:
        return _with_unit(*found)
    if (steps := steps_of(word)) is not None:
        done, every = steps
        return ngettext("{done} of {count} done", "{done} of {count} done", every, done=done)
    share = share_of(word)
    return "" if share is None else percent(share)


def aims(word: Word) -> str:
    """What it is to come to; empty where it is measured by nothing, or by milestones."""
    if (aim := aim_of(word)) is not None:
        return _aim(aim)
    return pgettext("aim", "done") if is_done_or_not(word) else ""


def _with_unit(value: float, unit: str | None) -> str:
    return f"{figure(value)} {unit or ''}".strip()


def _aim(aim: Aim) -> str:
    if aim.exact is not None:
        return _with_unit(aim.exact, aim.unit)
    high = "" if aim.high is None else _with_unit(aim.high, aim.unit)
    if aim.low is None:
        return gettext("at most {figure}", figure=high)
    if aim.high is None:
        return gettext("at least {figure}", figure=_with_unit(aim.low, aim.unit))
    return gettext("{low} to {high}", low=figure(aim.low), high=high)
