"""The check-in form: all that is due from a team or person, on one page."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model import addresses
from okrsite.model.document import SAID
from okrsite.model.due import Holder, Word, aims, is_from, stands, words_wanted
from okrsite.model.due import holder_of as holder_of_objective
from okrsite.model.measure import MilestoneFact
from okrsite.model.noun import replace
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredKpi
from okrsite.model.status import Status
from okrsite.serve.editing.asked import Said as Answers
from okrsite.serve.editing.asked import way
from okrsite.serve.editing.desk import Desk
from okrsite.serve.editing.form import Field, Form, Group, Option
from okrsite.serve.editing.people import holder_of_id, name_of, people, teams

NAME = "check-in"

_STATUS = {
    Status.ON_TRACK: "On track",
    Status.AT_RISK: "At risk",
    Status.OFF_TRACK: "Off track",
}


def form(desk: Desk, said: Answers) -> Form:
    """The form for `for` (a team or person), or for one `objective`."""
    portfolio = desk.portfolio
    holder = holder_for(said, portfolio)
    if holder is None:
        return Form("Check in", "Say whose check-in it is.", way(NAME), (_whose(portfolio, said),))
    goal = said.one("objective")
    everything = bool(said.one("all")) or bool(goal)
    words = list(asked_for(portfolio, holder, goal, everything))
    name = name_of(holder[1], portfolio)
    more = () if everything else _more(portfolio, holder, words)
    return Form(
        title=f"Check in: {name}",
        lead=_lead(words, everything),
        action=way(NAME),
        groups=(*(_group(word, said) for word in words), _whole(desk, holder, said)),
        hidden=(("for", holder[1]), ("objective", goal), ("all", said.one("all"))),
        back=addresses.objective(goal) if goal in portfolio.objectives else page_of(holder),
        links=more,
    )


def holder_for(said: Answers, portfolio: Portfolio) -> Holder | None:
    """Whose check-in it is."""
    found = holder_of_id(said.one("for"), portfolio)
    if found is None and (goal := portfolio.objectives.get(said.one("objective"))):
        return holder_of_objective(goal)
    return found


def asked_for(portfolio: Portfolio, holder: Holder, goal: str, everything: bool) -> Iterator[Word]:
    """The words that the form asks for: those of one goal together."""
    found = [
        each
        for each in words_wanted(portfolio)
        if (each.reference.partition("#")[0] == goal if goal else is_from(each, holder[1]))
        and (everything or each.due_on <= portfolio.as_of)
    ]
    first = {key: at for at, key in reversed(list(enumerate(_goal(each) for each in found)))}
    yield from sorted(found, key=lambda each: first[_goal(each)])


def _goal(word: Word) -> str:
    return word.reference.partition("#")[0]


def _lead(words: list[Word], everything: bool) -> str:
    if not words:
        return "Nothing is due. You can say a word on the whole all the same."
    what = "1 figure" if len(words) == 1 else f"{len(words)} figures"
    due = "under way" if everything else "due"
    return f"{what} {'is' if len(words) == 1 else 'are'} {due}. What you leave empty is left out."


def _more(portfolio: Portfolio, holder: Holder, words: list[Word]) -> tuple[tuple[str, str], ...]:
    count = len(list(asked_for(portfolio, holder, "", True))) - len(words)
    if not count:
        return ()
    return ((way(NAME, **{"for": holder[1], "all": "1"}), f"Also show the {count} not due yet"),)


def page_of(holder: Holder) -> str:
    """The page of a team or person."""
    kind, key = holder
    return addresses.team(key) if kind == "team" else addresses.person(key)


def _whose(portfolio: Portfolio, said: Answers) -> Group:
    options = (*teams(portfolio), *(replace(p, group="People") for p in people(portfolio)))
    return Group("whose", "Who checks in?", fields=(
        Field("for", "Team or person", "pick", said.one("for"), options=options, needed=True),
    ))  # fmt: skip


def _group(word: Word, said: Answers) -> Group:
    ref = word.reference
    fields = [_figure_field(word, said)]
    if not word.is_kpi:
        fields += [
            Field(f"confidence.{ref}", "Confidence", "choice", said.one(f"confidence.{ref}"),
                  hint=_last_confidence(word), options=_CONFIDENCES),
            Field(f"status.{ref}", "You say it is", "choice", said.one(f"status.{ref}"),
                  options=(Option("", "–"), *(Option(str(s), _STATUS[s]) for s in SAID))),
        ]  # fmt: skip
    fields.append(Field(f"note.{ref}", "A line about it", value=said.one(f"note.{ref}")))
    return Group(
        ref, word.title, _about(word), tuple(fields), _address(word), word.objective, "row"
    )


_CONFIDENCES = (
    Option("", "–"),
    *(
        Option(str(n), {0: "0 – lost", 5: "5 – even", 10: "10 – certain"}.get(n, str(n)))
        for n in range(11)
    ),
)


def _address(word: Word) -> str:
    key, _, part = word.reference.partition("#")
    return addresses.kpi(key) if word.is_kpi else addresses.objective(key, part)


def _about(word: Word) -> str:
    now, to = stands(word), aims(word)
    last = f"Last word {word.last_word:%-d %B}" if word.last_word else "No word yet"
    parts = [f"{last}: {now}" if now and word.last_word else last]
    if to and not isinstance(word.scored, ScoredKpi) and not word.scored.facts.milestones:
        parts.append(f"goal: {to}")
    elif isinstance(word.scored, ScoredKpi) and to:
        parts.append(f"healthy: {to}")
    return " · ".join(parts)


def _last_confidence(word: Word) -> str:
    last = None if isinstance(word.scored, ScoredKpi) else word.scored.confidence
    return "" if last is None else f"last {last:g}"


def _figure_field(word: Word, said: Answers) -> Field:
    name = f"value.{word.reference}"
    value = said.one(name)
    if isinstance(word.scored, ScoredKpi):
        return Field(name, _in("Value now", word.scored.kpi.unit), value=value, typed="decimal")
    kind, unit = word.scored.key_result.measure.kind, word.scored.facts.unit or ""
    if kind == "milestones":
        return Field(name, "Done since then", "checks", chosen=frozenset(said.all(name)), wide=True,
                     options=_open_steps(word.scored))  # fmt: skip
    if kind in {"done", "judged"}:
        hint = "such as 40%, or done" if kind == "done" else "such as 40%"
        return Field(name, "How far", value=value, hint=hint)
    return Field(name, _in("Value now", unit), value=value, typed="decimal")


def _in(label: str, unit: str) -> str:
    return f"{label}, in {unit}" if unit else label


def _open_steps(scored: ScoredKeyResult) -> tuple[Option, ...]:
    steps: tuple[MilestoneFact, ...] = scored.facts.milestones
    return tuple(Option(s.id, s.title.plain) for s in steps if s.done is None)


def _whole(desk: Desk, holder: Holder, said: Answers) -> Group:
    portfolio = desk.portfolio
    team = holder[1] if holder[0] == "team" else portfolio.people[holder[1]].team or ""
    day = said.one("date") or portfolio.as_of.isoformat()
    return Group("whole", "The week as a whole", fields=(
        Field("text", "What should others know? What do you need?", "area", said.raw("text"),
              wide=True),
        Field("by", "Who says it", "pick", said.one("by"), options=people(portfolio, team)),
        Field("date", "On which day", "date", day),
    ))  # fmt: skip
