"""A check-in given in options: `--value onboarding#lead-time=12`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from okrsite.model.measure import Misfit
from okrsite.model.noun import dataclass, replace
from okrsite.model.text import listed

if TYPE_CHECKING:
    from okrsite.edit.checkins import Said
    from okrsite.model.directory import Directory, Target
    from okrsite.model.due import Holder
    from okrsite.model.portfolio import Portfolio
    from okrsite.model.status import Status

_NAMED = re.compile(r"([A-Za-z0-9][A-Za-z0-9-]*(?:#[A-Za-z0-9-]+)?)=(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Flags:
    """What options say; false where they say nothing."""

    values: tuple[str, ...]
    confidences: tuple[str, ...]
    statuses: tuple[str, ...]
    notes: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.values or self.confidences or self.statuses or self.notes)

    def said(self, portfolio: Portfolio, day: date, holder: Holder | None) -> Sequence[Said]:
        """What they say, each held against what it is about.

        Raises:
            click.UsageError: where one is about nothing, or does not fit.
        """
        from okrsite.edit.checkins import Said, directory

        names = directory(portfolio.graph)
        found: dict[Target, Said] = {}

        def about(option: str, text: str) -> tuple[Target, str]:
            named = _NAMED.fullmatch(text)
            if named is None and option != "--value" and len(found) == 1:
                return next(iter(found)), text
            if named is None:
                what = "REF=FIGURE" if option == "--value" else "REF=..."
                raise click.UsageError(f"{option}: say what `{text}` is about: {what}")
            return _target(option, named.group(1), names, day, holder), named.group(2).strip()

        for text in self.values:
            target, words = about("--value", text)
            found[target] = replace(found.get(target, Said(target)),
                                    figure=_figure(words, target, portfolio))  # fmt: skip
        only = len(found) == 1
        for option, texts in (("--confidence", self.confidences), ("--status", self.statuses),
                              ("--note", self.notes)):  # fmt: skip
            for text in texts:
                if option == "--note" and only and not _names_something(text, names, day, holder):
                    target, words = next(iter(found)), text
                else:
                    target, words = about(option, text)
                found[target] = _with(found.get(target, Said(target)), option, words)
        return tuple(found.values())

    def holder(self, portfolio: Portfolio, day: date) -> Holder | None:
        """Whose check-in it is, where all that is named by --value belongs to one."""
        from okrsite.edit.checkins import directory, meant_by
        from okrsite.model.directory import Target
        from okrsite.model.due import holder_of

        names = directory(portfolio.graph)
        found = set()
        for text in (*self.values, *self.statuses, *self.confidences, *self.notes):
            named = _NAMED.fullmatch(text)
            target = meant_by(named.group(1), names, day, None) if named else None
            if isinstance(target, Target) and target.key in portfolio.objectives:
                found.add(holder_of(portfolio.objectives[target.key]))
        return found.pop() if len(found) == 1 else None


def _target(
    option: str, reference: str, names: Directory, day: date, holder: Holder | None
) -> Target:
    from okrsite.edit.checkins import meant_by
    from okrsite.model.directory import Target

    found = meant_by(reference, names, day, holder)
    if isinstance(found, Target):
        return found
    words = f"could mean {listed(found.several)}" if found.several else "is nothing to check in on"
    raise click.UsageError(f"{option}: `{reference}` {words}. {found.hint}".rstrip())


def _names_something(text: str, names: Directory, day: date, holder: Holder | None) -> bool:
    from okrsite.edit.checkins import meant_by
    from okrsite.model.directory import Target

    named = _NAMED.fullmatch(text)
    return named is not None and isinstance(meant_by(named.group(1), names, day, holder), Target)


def _figure(words: str, target: Target, portfolio: Portfolio):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from okrsite.edit.checkins import read_figure

    try:
        if target.kind == "kpi":
            return read_figure(words, None, portfolio.kpis[target.key].kpi.unit)
        if target.kind == "objective":
            raise Misfit(f"`{target.key}` is an objective", hint="Figures belong to key results.")
        each = portfolio.objectives[target.key].key_result(target.part or "")
        assert each is not None  # noqa: S101 (it was looked up)
        return read_figure(words, each.key_result.measure, each.facts.unit or "")
    except Misfit as misfit:
        raise click.UsageError(f"--value: {misfit.message}. {misfit.hint}".rstrip()) from None


def _with(said: Said, option: str, words: str) -> Said:
    from okrsite.edit.checkins import confidence

    try:
        if option == "--confidence":
            return replace(said, confidence=confidence(words))
        if option == "--status":
            return replace(said, status=status(words))
    except ValueError as error:
        raise click.UsageError(f"{option}: {error}") from None
    return replace(said, note=words)


def status(words: str) -> Status:
    """A status as typed.

    Raises:
        ValueError: where it is none that somebody may say.
    """
    from okrsite.model.document import SAID

    key = re.sub(r"[ -]+", "_", words.strip().lower())
    found = next((each for each in SAID if str(each) == key), None)
    if found is None:
        raise ValueError(f"`{words}` is no status: write on_track, at_risk or off_track")
    return found
