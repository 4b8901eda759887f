"""What is exported and imported again is the same: goals, key results, alignment, measures."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from okrsite.build import prepare
from okrsite.door import Door
from okrsite.exchange.bring import bring
from okrsite.exchange.hints import Hints
from okrsite.exchange.lines import measure_words
from okrsite.exchange.send import formats
from okrsite.exchange.settle import There, Wishes, settle
from okrsite.exchange.write import files_of
from okrsite.model.measure import CheckIn
from okrsite.model.portfolio import Portfolio
from okrsite.order import Order
from tests.oracle.organisations import organisation, write

ENDINGS = {"csv": ".csv", "xlsx": ".xlsx", "json": ".json", "markdown": ".md"}


def portfolio_of(root: Path, as_of: date) -> Portfolio:
    """The portfolio of a site that has no errors."""
    prepared = prepare(Order(root, as_of=as_of), Door())
    errors = [problem for problem in prepared.problems if problem.severity == "error"]
    assert not errors, [(str(each.place), each.message) for each in errors]
    assert prepared.portfolio is not None
    return prepared.portfolio


def imported(file: Path, into: Path, as_of: date) -> Portfolio:
    """The portfolio that an import of a file makes."""
    found = settle(bring([file], Hints()), Wishes(as_of), There())
    for path, text in files_of(found, as_of).items():
        target = into / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return portfolio_of(into, as_of)


def withheld(portfolio: Portfolio) -> set[tuple[str, str]]:
    """The key results whose figures are not shown, and so not exported."""
    return {
        (key, each.id)
        for key, scored in portfolio.objectives.items()
        for each in scored.key_results
        if each.key_result.withheld
    }


def structure(portfolio: Portfolio, hidden: set[tuple[str, str]]) -> dict[str, Any]:
    """What a round trip keeps; of what is withheld no measure."""
    return {
        key: {
            "title": " ".join(scored.objective.title.plain.split()),
            "cycle": scored.cycle.id.casefold(),
            "up": sorted((edge.objective, edge.key_result or "") for edge in scored.up),
            "key results": [
                (
                    each.id,
                    " ".join(each.key_result.title.plain.split()),
                    "" if (key, each.id) in hidden else measure_words(each),
                )
                for each in scored.key_results
            ],
        }
        for key, scored in portfolio.objectives.items()
    }


def said(word: CheckIn) -> tuple[Any, ...]:
    """A word without the place where it stands."""
    figure = (word.value, word.progress, word.done)
    note = " ".join(word.note.plain.split())
    return (word.date, *figure, word.confidence, word.status, word.by, note)


@pytest.mark.parametrize("form", sorted(ENDINGS))
@pytest.mark.parametrize("seed", range(12))
def test_a_round_trip_keeps_everything(seed: int, form: str, tmp_path: Path) -> None:
    """For small random organisations with every kind of measure."""
    made = organisation(seed)
    write(made, tmp_path / "before")
    as_of = made.dates[len(made.dates) // 2]
    before = portfolio_of(tmp_path / "before", as_of)
    file = tmp_path / f"export{ENDINGS[form]}"
    file.write_bytes(formats()[form].write(before))
    after = imported(file, tmp_path / "after", as_of)
    hidden = withheld(before)
    assert structure(after, hidden) == structure(before, hidden)


def held(portfolio: Portfolio, hidden: set[tuple[str, str]]) -> dict[str, Any]:
    """What JSON keeps besides: dependencies, initiatives, all that was said, kpis."""
    shown = [
        (key, each)
        for key, scored in portfolio.objectives.items()
        for each in scored.key_results
        if (key, each.id) not in hidden
    ]
    return {
        "needs": {
            key: [(need.objective.document, need.confirmed) for need in scored.objective.depends_on]
            for key, scored in portfolio.objectives.items()
        },
        "work": {
            key: [
                (w.title.plain, str(w.state), w.owner and w.owner.text, w.key_result, w.link)
                for w in scored.objective.initiatives
            ]
            for key, scored in portfolio.objectives.items()
        },
        "words": {(key, each.id): [said(word) for word in each.words] for key, each in shown},
        "figures": {
            (key, each.id): (each.value, each.raw, each.confidence)
            for key, each in shown
            if each.key_result.measure.kind != "aligned"
        },
        "kpis": {
            key: (
                each.kpi.title.plain,
                each.kpi.unit,
                each.kpi.healthy,
                each.kpi.checkin,
                [said(word) for word in each.words],
            )
            for key, each in portfolio.kpis.items()
        },
    }


@pytest.mark.parametrize("seed", range(12))
def test_json_keeps_the_history_too(seed: int, tmp_path: Path) -> None:
    """Every check-in, kpi, dependency and initiative, and so every figure."""
    made = organisation(seed)
    write(made, tmp_path / "before")
    as_of = made.dates[len(made.dates) // 2]
    before = portfolio_of(tmp_path / "before", as_of)
    file = tmp_path / "export.json"
    file.write_bytes(formats()["json"].write(before))
    after = imported(file, tmp_path / "after", as_of)
    hidden = withheld(before)
    assert held(after, hidden) == held(before, hidden)
