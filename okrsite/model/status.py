"""The status words and their steps (semantics: "What the numbers mean")."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where a key result or an objective stands."""

    PLANNED = "planned"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    SILENT = "silent"
    ACHIEVED = "achieved"
    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"
    UNREPORTED = "unreported"
    DROPPED = "dropped"
    UNMEASURED = "unmeasured"


STEPS: dict[Status, int] = {
    Status.ACHIEVED: 0,
    Status.ON_TRACK: 0,
    Status.AT_RISK: 1,
    Status.OFF_TRACK: 2,
    Status.SILENT: 2,
}
"""How bad a status is; the others have no step."""

BY_STEP: tuple[Status, ...] = (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK)
"""The status written for each step."""

MOVING: frozenset[Status] = frozenset(BY_STEP)
"""The statuses of a key result that is under way: what can be stale."""

GRADED: frozenset[Status] = frozenset({Status.MET, Status.PARTLY, Status.MISSED})


class Ambition(StrEnum):
    """What was promised: bands of grading differ."""

    COMMITTED = "committed"
    ASPIRATIONAL = "aspirational"
    LEARNING = "learning"


class Rollup(StrEnum):
    """What an objective's progress is taken from."""

    KEY_RESULTS = "key_results"
    ALIGNED = "aligned"
    BOTH = "both"


class Rhythm(StrEnum):
    """How often a word is expected."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    END = "end"
    """Only at the end; for a single key result."""


INTERVALS: dict[Rhythm, int | None] = {
    Rhythm.WEEKLY: 7,
    Rhythm.FORTNIGHTLY: 14,
    Rhythm.MONTHLY: 31,
    Rhythm.QUARTERLY: 92,
    Rhythm.END: None,
}
"""Days between two words; None has no limit."""
