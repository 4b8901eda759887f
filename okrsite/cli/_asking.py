"""The questions of a check-in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from okrsite.cli._changes import ask, choose
from okrsite.cli._lines import one_line
from okrsite.model.text import did_you_mean

if TYPE_CHECKING:
    from okrsite.edit.checkins import Said
    from okrsite.model.due import Holder, Word
    from okrsite.model.portfolio import Portfolio


def holder_named(who: str, portfolio: Portfolio) -> Holder:
    """The team or person of an id or a name.

    Raises:
        click.UsageError: where nobody has it.
    """
    key = who.strip().lower()
    for kind, known in (("team", portfolio.teams), ("person", portfolio.people)):
        if key in known:
            return kind, key
    by_name = [
        (kind, each.id)
        for kind, known in (("team", portfolio.teams), ("person", portfolio.people))
        for each in known.values()
        if each.name.lower() == key
    ]
    if len(by_name) == 1:
        return by_name[0]
    hint = did_you_mean(key, [*portfolio.teams, *portfolio.people])
    if not hint:
        hint = "org.yml lists them. If it is a folder: okrsite checkin TEAM-OR-PERSON FOLDER"
    raise click.UsageError(f"`{who}` is no team or person. {hint}")


def person_named(who: str, portfolio: Portfolio) -> str:
    """The id of who says it."""
    return holder_named(who, portfolio)[1]


def pick_holder(portfolio: Portfolio) -> Holder:
    """Ask who checks in, of those whose word is wanted.

    Raises:
        click.UsageError: where nobody's is, or none was picked.
    """
    from okrsite.model.due import words_wanted

    wanted: dict[str, list[Word]] = {}
    for each in words_wanted(portfolio):
        if each.holder is not None:
            wanted.setdefault(each.holder[1], []).append(each)
    if not wanted:
        raise click.UsageError("No goal is under way, so there is nothing to check in on.")
    click.echo("Who checks in?", err=True)
    due = {key: sum(w.due_on <= portfolio.as_of for w in words) for key, words in wanted.items()}
    found = choose("Team or person", [(key, f"({due[key]} due)") for key in wanted])
    if not found:
        raise click.UsageError("Say who checks in: okrsite checkin TEAM-OR-PERSON")
    return holder_named(found[0], portfolio)


def asked(
    portfolio: Portfolio, holder: Holder, text: str, *, everything: bool
) -> tuple[Sequence[Said], str]:
    """Ask about each word that is due, and for one on the whole."""
    from okrsite.model.due import is_from, words_wanted

    wanted = [each for each in words_wanted(portfolio) if is_from(each, holder[1])]
    due = [each for each in wanted if everything or each.due_on <= portfolio.as_of]
    if not due:
        next_one = f" before {min(each.due_on for each in wanted)}" if wanted else ""
        more = " To say something all the same: --all." if wanted else ""
        click.echo(f"Nothing is due from {holder[1]}{next_one}.{more}", err=True)
        return (), text
    count = "1 key result" if len(due) == 1 else f"{len(due)} key results and kpis"
    click.echo(f"{count}. Enter leaves a question out; Ctrl+C ends it, and nothing is written.\n",
               err=True)  # fmt: skip
    said: list[Said] = []
    goal = ""
    for each in sorted(due, key=lambda word: (word.reference.partition("#")[0], word.due_on)):
        if each.objective != goal:
            goal = each.objective
            click.echo(f"{one_line(goal)}", err=True)
        word = _asked(each)
        if word:
            said.append(word)
    if said and not text:
        text = ask("A word on the week as a whole") or ""
    return said, text


def _asked(word: Word) -> Said:
    from okrsite.edit.checkins import Said, confidence, read_figure
    from okrsite.model.directory import Target
    from okrsite.model.due import aims, stands
    from okrsite.model.measure import Figure
    from okrsite.model.portfolio import ScoredKpi

    now, to = stands(word), aims(word)
    last = f"last: {now} on {word.last_word}" if now and word.last_word else "no figure yet"
    click.echo(f"\n  {one_line(word.title)}  [{word.reference}]", err=True)
    click.echo(f"  {last}{f'; target: {one_line(to)}' if to else ''}", err=True)
    scored = word.scored
    key, _, part = word.reference.partition("#")
    if isinstance(scored, ScoredKpi):
        target, measure, unit = Target("kpi", key), None, scored.kpi.unit
    else:
        target = Target("key_result", key, part)
        measure, unit = scored.key_result.measure, scored.facts.unit or ""

    def figure(answer: str) -> Figure:
        return Figure("") if answer == "-" else read_figure(answer, measure, unit)

    value = ask(f"  {_question(word)}", figure, "Enter skips it, - is no figure")
    if value is None:
        return Said(target)
    sure = None if isinstance(scored, ScoredKpi) else ask("  Confidence, 0 to 10", confidence)
    note = ask("  A line about it") or ""
    return Said(target, value, sure, None, note)


def _question(word: Word) -> str:
    from okrsite.model.portfolio import ScoredKpi

    if isinstance(word.scored, ScoredKpi):
        return f"Value now, in {word.scored.kpi.unit}" if word.scored.kpi.unit else "Value now"
    kind, unit = word.scored.key_result.measure.kind, word.scored.facts.unit
    if kind == "milestones":
        return "Done since then, with commas"
    if kind in {"done", "judged"}:
        return "How far, such as 40%" + (", or done" if kind == "done" else "")
    return f"Value now, in {one_line(unit)}" if unit else "Value now"
