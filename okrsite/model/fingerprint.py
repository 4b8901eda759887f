"""What makes a problem the same one tomorrow, on another machine, and after lines have moved."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from okrsite.model.problem import Problem

_QUOTED = re.compile(r"`([^`]*)`")


def fingerprints(problems: Iterable[Problem]) -> Mapping[Problem, str]:
    """A fingerprint for each problem, no two alike; problems come in the order of places.

    It is made of the rule, the file within its content folder and what the problem is about, with
    a number where several are alike. Lines, figures and the folder that the command was called in
    have no part in it: baselines, hosts and `--since` compare it across days and machines.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    found: dict[Problem, str] = {}
    for problem in problems:
        key = (problem.rule, problem.place.path if problem.place else "", _about(problem))
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        found[problem] = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
    return found


def _about(problem: Problem) -> str:
    """The subject, or else what the message quotes from the file: that stays as it is written."""
    return problem.subject or "\0".join(_QUOTED.findall(problem.message))
