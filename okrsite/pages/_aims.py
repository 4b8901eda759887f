"""What a key result aims at, as it is written and whatever has become of it: `15 → 5 days`."""

from __future__ import annotations

from datetime import date

from okrsite.i18n import gettext, ngettext
from okrsite.model.measure import Measure, Moment
from okrsite.model.prose import Prose
from okrsite.pages._kpis import band_words
from okrsite.pages._words import commas, number

_NOTHING_SAID = Moment(as_of=date.min, starts=date.min, due=None, share=0.0, bent=0.0)


def aim(measure: Measure) -> str:
    """The aim of a measure in a few words; empty for a key result that nothing measures."""
    facts = measure.facts(_NOTHING_SAID)
    if measure.kind == "metric":
        start = "?" if facts.start is None else number(facts.start)
        target = "?" if facts.target is None else number(facts.target, facts.unit)
        return f"{start} → {target}"
    if measure.kind == "keep":
        return band_words(facts.min, facts.max, facts.unit)
    if measure.kind == "ladder":
        return commas(
            gettext("{value} for {score}", value=number(value), score=number(score))
            for score, value in facts.rungs or ()
        )
    if measure.kind == "milestones":
        return ngettext("{count} milestone", "{count} milestones", len(facts.milestones))
    if measure.kind == "aligned":
        if facts.aligned == "min":
            return gettext("the lowest of the objectives aligned to it")
        return gettext("the mean of the objectives aligned to it")
    return gettext("yes or no") if measure.kind == "done" else ""


def steps(measure: Measure) -> tuple[tuple[Prose, str], ...]:
    """Its milestones, each with its weight where that is not 1."""
    found = measure.facts(_NOTHING_SAID).milestones
    return tuple((step.title, number(step.weight) if step.weight != 1 else "") for step in found)
