"""What the forms of an objective share: what it serves, why, and who answers for it."""

from __future__ import annotations

from okrsite.model.portfolio import Portfolio
from okrsite.serve.editing.asked import Said
from okrsite.serve.editing.form import Button, Field, Group, Option
from okrsite.serve.editing.larger_goals import larger_goals
from okrsite.serve.editing.people import people, teams

AMBITIONS = (
    Option("", "As usual: a stretch, 0.7 is good"),
    Option("committed", "A promise: only all of it is met"),
    Option("aspirational", "A stretch: 0.7 is good"),
    Option("learning", "To learn: graded like a stretch"),
)


def served(said: Said) -> list[str]:
    """The goals that were chosen."""
    chosen = [v.strip() for name, v in said.pairs if name.partition(".")[0] == "aligns_to"]
    return [each for each in chosen if each]


def serves(portfolio: Portfolio, said: Said, goal: str, who: str, cycle: str) -> Group:
    """Which larger goals it serves: those chosen, and room for one more."""
    chosen = served(said)
    options = larger_goals(portfolio, goal, who, cycle, tuple(chosen))
    fields = tuple(
        Field(
            "aligns_to" if at == 0 else f"aligns_to.{at}",
            "The larger goal" if at == 0 else "And another" if at < len(chosen) else "And another?",
            "pick",
            ref,
            options=options,
            wide=True,
            button=Button("again", "Another goal") if at == len(chosen) else None,
        )
        for at, ref in enumerate([*chosen, ""])
    )
    about = (
        "A goal above, or one of its key results. What would lead round in a circle is left out."
    )
    return Group("serves", "Which larger goal does it serve?", about, fields)


def why(body: str) -> Group:
    """The context."""
    return Group("why", "Why this, why now?", fields=(
        Field("body", "A few sentences for whoever reads it", "area", body, wide=True, tall=5),
    ))  # fmt: skip


def details(portfolio: Portfolio, said: Said) -> Group:
    """What has a sensible default."""
    focus = tuple(Option(each.id, each.title) for each in portfolio.site.focus)
    person, team = portfolio.people.get(said.one("for")), said.one("for")
    near = person.team or "" if person else team
    fields = [
        Field("owner", "Who answers for it", "pick", said.one("owner"),
              hint="else whoever leads the team",
              options=(*people(portfolio, near), *teams(portfolio))),
        Field("ambition", "How bold is it", "choice", said.one("ambition"), options=AMBITIONS),
    ]  # fmt: skip
    if focus:
        fields.append(Field("focus", "Focus area", "choice", said.one("focus"),
                            options=(Option("", "–"), *focus)))  # fmt: skip
    return Group("details", "Details", fields=tuple(fields))
