"""`okrsite due`: which words are due by the rhythm, and from whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from okrsite.cli._lines import as_json, one_line
from okrsite.cli._objective import scored_portfolio
from okrsite.cli._options import as_of_option, audience_option, content_option, root_argument

if TYPE_CHECKING:
    from datetime import date

    from okrsite.model.due import Word
    from okrsite.model.portfolio import Portfolio

Groups = Mapping[tuple[str, str], Sequence["Word"]]


@click.command("due")
@root_argument
@content_option
@as_of_option("What is due on this day. [default: as site.yml says, else today]")
@audience_option
@click.option("--team", "who", metavar="ID", help="Only what is due from this team or person.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "nudge"]),
    default="text",
    show_default=True,
    help="A list, data, or a message for each team to send on.",
)
def COMMAND(  # noqa: N802 (what the shelf looks for)
    root: Path,
    content: tuple[Path, ...],
    as_of: date | None,
    audience: str | None,
    who: str | None,
    form: str,
) -> None:  # fmt: skip
    """Say which words are due in ROOT (default: here), and which are overdue, team by team.

    A word is due when the rhythm of a key result or kpi asks for one, and overdue when the silence
    has lasted longer than is allowed: then the site shows it as stale or silent. Exits with 0.
    """
    from okrsite.model.due import is_from, words_due

    portfolio = scored_portfolio(root, content, as_of, audience)
    known = {*portfolio.teams, *portfolio.people}
    if who is not None and who.lower() not in known:
        raise click.UsageError(_unknown(who, known))
    words = [each for each in words_due(portfolio) if not who or is_from(each, who.lower())]
    groups = _grouped(words, portfolio)
    if form == "json":
        as_json(_data(groups, portfolio))
    elif not groups:
        whom = f" from {_name(who.lower(), portfolio)}" if who else ""
        click.echo(f"Nothing is due{whom} on {portfolio.as_of}.")
    elif form == "nudge":
        click.echo("\n\n".join(_nudge(key, each, portfolio) for key, each in groups.items()))
    else:
        _list(groups, portfolio)


def _unknown(who: str, known: set[str]) -> str:
    from okrsite.model.text import did_you_mean

    return f"`{who}` is no team or person. {did_you_mean(who.lower(), known)}".rstrip()


def _grouped(words: Sequence[Word], portfolio: Portfolio) -> Groups:
    """By team or person, teams in the order of the organisation."""
    found: dict[tuple[str, str], list[Word]] = {}
    for each in words:
        found.setdefault(each.holder or ("", ""), []).append(each)
    order = {key: at for at, key in enumerate([*portfolio.teams, *portfolio.people])}
    return dict(sorted(found.items(), key=lambda pair: order.get(pair[0][1], len(order))))


def _name(key: str, portfolio: Portfolio) -> str:
    team, person = portfolio.teams.get(key), portfolio.people.get(key)
    found = team.name if team else person.name if person else ""
    return one_line(found) if found else "nobody in particular"


def _list(groups: Groups, portfolio: Portfolio) -> None:
    from okrsite.model.due import stands

    for (_, key), words in groups.items():
        click.echo(f"{_name(key, portfolio)}: {_count(words)}")
        wide = max(len(each.reference) for each in words)
        for each in words:
            mark = "overdue" if each.late else "due    "
            now = f", {stands(each)}" if stands(each) else ""
            said = f"last word {each.last_word}{now}" if each.last_word else "no word yet"
            title = one_line(each.title)
            click.echo(f"  {mark}  {each.reference.ljust(wide)}  {title} ({said})")
        click.echo()


def _count(words: Sequence[Word]) -> str:
    late = sum(each.late for each in words)
    due = "1 word is due" if len(words) == 1 else f"{len(words)} words are due"
    return f"{due}, {late} overdue" if late else due


def _nudge(key: tuple[str, str], words: Sequence[Word], portfolio: Portfolio) -> str:
    """A message that somebody can send as it is."""
    from okrsite.model.due import aims, stands

    first = f"Hello {_name(key[1], portfolio)}, {_count(words)} on your OKRs:"
    if not key[1]:
        first = f"{_count(words)} on what belongs to no team:"
    lines = [first, ""]
    for each in words:
        now, to = stands(each), aims(each)
        where = f"{now} on {each.last_word}" if now and each.last_word else "no figure yet"
        goal = f", going for {to}" if to and len(to) < 60 else ""
        late = f" – expected on {each.due_on}" if each.late else ""
        lines.append(f"- {one_line(each.title)}: {where}{goal}{late}")
    lines += ["", "A figure, how sure you are out of ten, and a line is enough."]
    lines += [f"With okrsite: okrsite checkin {key[1]}".rstrip()]
    if portfolio.site.url.startswith("http"):
        lines += [portfolio.site.url]
    return "\n".join(lines)


def _data(groups: Groups, portfolio: Portfolio) -> dict[str, Any]:
    return {
        "as_of": portfolio.as_of.isoformat(),
        "due": [
            {
                "team": key if kind == "team" else None,
                "person": key if kind == "person" else None,
                "words": [_word(each, portfolio) for each in words],
            }
            for (kind, key), words in groups.items()
        ],
    }


def _word(each: Word, portfolio: Portfolio) -> dict[str, Any]:
    return {
        "reference": each.reference,
        "kpi": each.is_kpi,
        "title": each.title,
        "owner": each.owner,
        "last_word": each.last_word.isoformat() if each.last_word else None,
        "due_on": each.due_on.isoformat(),
        "days": (portfolio.as_of - each.due_on).days,
        "overdue": each.late,
    }
