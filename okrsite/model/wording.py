"""What statuses, ambitions, rhythms and fields are called, in the language that is spoken."""

from __future__ import annotations

from okrsite.i18n import gettext, in_each_language, pgettext
from okrsite.model.document import InitiativeState
from okrsite.model.status import Ambition, Rhythm, Status

STATUS_WORDS: dict[Status, str] = {}
"""Within a sentence: `at risk`."""
AMBITION_WORDS: dict[Ambition, str] = {}
"""Within a sentence: `aspirational`."""
AMBITION_NAMES: dict[Ambition, str] = {}
"""By itself: `Aspirational`."""
RHYTHM_WORDS: dict[Rhythm, str] = {}
"""How often a word is expected: `weekly`."""
STATE_WORDS: dict[InitiativeState, str] = {}
"""How far a piece of work is: `doing`."""
FIELD_WORDS: dict[str, str] = {}
"""Fields of a key result that may be changed in the open: `due`."""


@in_each_language
def _say() -> None:
    STATUS_WORDS.update(
        {
            Status.PLANNED: pgettext("status within a sentence", "planned"),
            Status.ON_TRACK: pgettext("status within a sentence", "on track"),
            Status.AT_RISK: pgettext("status within a sentence", "at risk"),
            Status.OFF_TRACK: pgettext("status within a sentence", "off track"),
            Status.SILENT: pgettext("status within a sentence", "silent"),
            Status.ACHIEVED: pgettext("status within a sentence", "achieved"),
            Status.MET: pgettext("status within a sentence", "met"),
            Status.PARTLY: pgettext("status within a sentence", "partly"),
            Status.MISSED: pgettext("status within a sentence", "missed"),
            Status.UNREPORTED: pgettext("status within a sentence", "unreported"),
            Status.DROPPED: pgettext("status within a sentence", "dropped"),
            Status.UNMEASURED: pgettext("status within a sentence", "unmeasured"),
        }
    )
    AMBITION_WORDS.update(
        {
            Ambition.COMMITTED: gettext("committed"),
            Ambition.ASPIRATIONAL: gettext("aspirational"),
            Ambition.LEARNING: pgettext("ambition", "learning"),
        }
    )
    AMBITION_NAMES.update(
        {
            Ambition.COMMITTED: gettext("Committed"),
            Ambition.ASPIRATIONAL: gettext("Aspirational"),
            Ambition.LEARNING: pgettext("ambition", "Learning"),
        }
    )
    RHYTHM_WORDS.update(
        {
            Rhythm.WEEKLY: gettext("weekly"),
            Rhythm.FORTNIGHTLY: gettext("fortnightly"),
            Rhythm.MONTHLY: gettext("monthly"),
            Rhythm.QUARTERLY: gettext("quarterly"),
            Rhythm.END: pgettext("check-ins only at the end", "end"),
        }
    )
    STATE_WORDS.update(
        {
            InitiativeState.IDEA: pgettext("state of an initiative", "idea"),
            InitiativeState.DOING: pgettext("state of an initiative", "doing"),
            InitiativeState.DONE: pgettext("state of an initiative", "done"),
            InitiativeState.DROPPED: pgettext("state of an initiative", "dropped"),
        }
    )
    FIELD_WORDS.update(
        {
            "from": pgettext("field of a key result", "from"),
            "to": pgettext("field of a key result", "to"),
            "by": pgettext("field of a key result", "by"),
            "min": pgettext("field of a key result", "min"),
            "max": pgettext("field of a key result", "max"),
            "unit": pgettext("field of a key result", "unit"),
            "done": pgettext("field of a key result", "done"),
            "starts": pgettext("field of a key result", "starts"),
            "due": pgettext("field of a key result", "due"),
            "weight": pgettext("field of a key result", "weight"),
            "title": pgettext("field of a key result", "title"),
        }
    )
