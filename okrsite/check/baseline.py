"""Problems that are known: a file lists them, so that a check tells only what is new."""

from __future__ import annotations

import json
from collections.abc import Mapping

from okrsite.model.problem import Problem

_VERSION = 1


class NotABaseline(Exception):
    """A file that is no list of known problems."""


def written(prints: Mapping[Problem, str]) -> str:
    """A baseline of problems with their fingerprints; the other words are for people.

    Ordered by file and rule, so that a change of it reads well.
    """
    entries = [
        {
            "fingerprint": fingerprint,
            "rule": problem.rule,
            "file": problem.place.path if problem.place else None,
            "subject": problem.subject or None,
            "message": problem.message,
        }
        for problem, fingerprint in prints.items()
    ]
    entries.sort(key=lambda each: (each["file"] or "", each["rule"] or "", each["fingerprint"]))
    baseline = {"version": _VERSION, "problems": entries}
    return json.dumps(baseline, ensure_ascii=False, indent=2) + "\n"


def known(text: str) -> frozenset[str]:
    """The fingerprints that a baseline lists.

    Raises:
        NotABaseline: where it is none, or one of a newer okrsite.
    """
    try:
        baseline = json.loads(text)
        version, entries = baseline["version"], baseline["problems"]
        found = frozenset(each["fingerprint"] for each in entries)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise NotABaseline("is no list of known problems") from None
    if version != _VERSION:
        raise NotABaseline("was written by a newer okrsite")
    if not all(isinstance(each, str) for each in found):
        raise NotABaseline("is no list of known problems")
    return found
