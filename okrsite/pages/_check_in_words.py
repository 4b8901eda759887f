"""Where something stands and what it is to come to, as the check-in page tells whoever is asked.

The command line says the same in English (`model.due`).
"""

from __future__ import annotations

from okrsite.i18n import gettext, ngettext, pgettext
from okrsite.model.due import Word
from okrsite.model.explanation import figure
from okrsite.model.portfolio import ScoredKpi
from okrsite.pages._words import percent


def stands(word: Word) -> str:
    """Where it stands: the last value, or how far it is; empty where nobody has said."""
    if isinstance(word.scored, ScoredKpi):
        return _with_unit(word.scored.value, word.scored.kpi.unit)
    each = word.scored
    if each.value is not None:
        return _with_unit(each.value, each.facts.unit)
    if each.facts.milestones:
        done = sum(1 for step in each.facts.milestones if step.done is not None)
        every = len(each.facts.milestones)
        return ngettext("{done} of {count} done", "{done} of {count} done", every, done=done)
    return "" if each.progress is None or each.last_word is None else percent(each.progress)


def aims(word: Word) -> str:
    """What it is to come to; empty where it is measured by nothing, or by milestones."""
    if isinstance(word.scored, ScoredKpi):
        band = word.scored.kpi.healthy
        return _band(band.min, band.max, word.scored.kpi.unit) if band else ""
    facts = word.scored.facts
    if facts.target is not None:
        return _with_unit(facts.target, facts.unit)
    if facts.min is not None or facts.max is not None:
        return _band(facts.min, facts.max, facts.unit)
    if facts.rungs:
        return _with_unit(facts.rungs[-1][1], facts.unit)
    return pgettext("aim", "done") if word.scored.key_result.measure.kind == "done" else ""


def _with_unit(value: float | None, unit: str | None) -> str:
    return "" if value is None else f"{figure(value)} {unit or ''}".strip()


def _band(low: float | None, high: float | None, unit: str | None) -> str:
    if low is None:
        return gettext("at most {figure}", figure=_with_unit(high, unit))
    if high is None:
        return gettext("at least {figure}", figure=_with_unit(low, unit))
    return gettext("{low} to {high}", low=figure(low), high=_with_unit(high, unit))
