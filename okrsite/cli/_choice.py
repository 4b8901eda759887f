"""Which of the problems a check tells."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from okrsite.build import Prepared
from okrsite.check import rules, severity_of
from okrsite.check.baseline import NotABaseline, known
from okrsite.cli._since import Since
from okrsite.model.fingerprint import fingerprints
from okrsite.model.noun import dataclass
from okrsite.model.problem import Problem, Severity
from okrsite.model.text import did_you_mean


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for: these rules, this change, and not what is known already."""

    rules: frozenset[str] = frozenset()
    """None: all."""
    since: Since | None = None
    known: frozenset[str] = frozenset()
    baseline: str = ""
    """The file that lists what is known, as it was named."""

    def of(self, prepared: Prepared) -> Mapping[Problem, str]:
        """The problems that are told, in their order, with their fingerprints."""
        return {
            problem: fingerprint
            for problem, fingerprint in fingerprints(prepared.problems).items()
            if (not self.rules or problem.rule in self.rules)
            and (self.since is None or self.since.causes(problem, fingerprint))
            and fingerprint not in self.known
        }

    def notes(self, prepared: Prepared) -> list[str]:
        """What a person should hear besides."""
        there = set(fingerprints(prepared.problems).values())
        said = []
        if hidden := len(self.known & there):
            said.append(f"{_things(hidden, 'known problem is', 'known problems are')} not told.")
        if idle := len(self.known - there):
            said.append(
                f"{_things(idle, 'entry', 'entries')} of {self.baseline} no longer "
                f"appl{'ies' if idle == 1 else 'y'}: --write-baseline takes them out."
            )
        portfolio = prepared.portfolio
        for name in sorted(self.rules):
            if portfolio and severity_of(name, portfolio.site.policy) is Severity.OFF:
                said.append(f"`{name}` is off: `policy.rules` in site.yml can switch it on.")
        return said


def rule_names(asked: tuple[str, ...]) -> frozenset[str]:
    """The rules that are asked for.

    Raises:
        click.UsageError: where there is no such rule.
    """
    for name in asked:
        if name not in rules():
            hint = did_you_mean(name, rules()) or "`okrsite rules` lists them."
            raise click.UsageError(f"There is no rule `{name}`. {hint}")
    return frozenset(asked)


def known_problems(file: Path) -> frozenset[str]:
    """The fingerprints that a baseline lists.

    Raises:
        click.UsageError: where it is no baseline.
    """
    try:
        return known(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise click.UsageError(f"{file} cannot be read. --write-baseline writes it anew.") from None
    except NotABaseline as fault:
        raise click.UsageError(f"{file} {fault}. --write-baseline writes it anew.") from None


def _things(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
