"""`okrsite health`: how well the OKRs are run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from okrsite.cli._lines import as_json, one_line, percent, status, table, title
from okrsite.cli._objective import format_option, scored_portfolio
from okrsite.cli._options import content_options, root_argument

if TYPE_CHECKING:
    from okrsite.model.health import Health, Share
    from okrsite.model.load import Load
    from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective

Row = tuple[str, ...]


@click.command("health")
@root_argument
@content_options
@format_option
def COMMAND(  # noqa: N802 (what the shelf looks for)
    root: Path, content: tuple[Path, ...], as_of: date | None, audience: str | None, form: str
) -> None:
    """Say how well the OKRs are run, apart from how the goals are doing.

    Shows how much of the organisation is connected; what is silent, stale, or said to be better
    than it is; what serves nothing and what nobody supports; what each team carries; where key
    results land; how closed cycles were graded; and how often a confidence came true. The page
    /health/ of the site shows the same.
    """
    from okrsite.model.health import health

    portfolio = scored_portfolio(root, content, as_of, audience)
    found = health(portfolio)
    if form == "json":
        from okrsite.cli._health import answer

        as_json(answer(found, portfolio))
        return
    running, ahead = len(found.running), len(found.pursued) - len(found.running)
    click.echo(f"As of {portfolio.as_of}: objectives that run {running}, that lie ahead {ahead}\n")
    table("Coverage and rhythm", _shares(found))
    for name, goals in (
        ("Silent", found.rhythm.silent),
        ("Stale", found.rhythm.stale),
        ("Said to be better than they are", _melons(found)),
        ("Without a line of sight", _objectives(found.coverage.sight.lacking)),
        ("Orphans", _objectives(found.coverage.serving.lacking)),
        ("Operational, serving no strategic goal", _objectives(found.coverage.adrift)),
        ("Supported by nobody", found.coverage.unsupported),
    ):
        table(name, (_goal(*goal) for goal in goals))
    table("Teams without an objective", ((t.id,) for t in found.coverage.teams.lacking))
    table("Teams outside the cascade", ((t.id,) for t in found.coverage.connected.lacking))
    table(
        "KPIs outside their band",
        ((each.kpi.id, one_line(each.kpi.title.plain)) for each in found.kpis.lacking),
    )
    table("Load by team", _loads(found.teams))
    table("Load by owner", _loads(found.owners))
    table("Where key results land", _outlook(found))
    table("Grades", _grades(found))
    table("Confidence and outcome", _calibration(found))


Goal = tuple["ScoredObjective", "ScoredKeyResult | None"]


def _shares(found: Health) -> Iterator[Row]:
    coverage, rhythm = found.coverage, found.rhythm
    yield from _share("objectives have a line of sight", coverage.sight)
    yield from _share("objectives serve what they could", coverage.serving)
    yield from _share("teams have an objective", coverage.teams)
    yield from _share("teams with objectives are within the cascade", coverage.connected)
    if rhythm.due:
        quiet = len(rhythm.silent) + len(rhythm.stale)
        yield f"{rhythm.due - quiet} of {rhythm.due}", "key results were spoken of in time"
    yield from _share("objectives are as they are said to be", rhythm.objectives)
    yield from _share("key results are as they are said to be", rhythm.key_results)
    yield from _share("KPIs are in their band", found.kpis)


def _share(words: str, share: Share[Any]) -> Iterator[Row]:
    if share.counted:
        yield f"{share.good} of {share.counted}", words


def _melons(found: Health) -> Iterator[Goal]:
    yield from _objectives(found.rhythm.objectives.lacking)
    yield from found.rhythm.key_results.lacking


def _objectives(found: Iterable[ScoredObjective]) -> Iterator[Goal]:
    return ((each, None) for each in found)


def _goal(each: ScoredObjective, kr: ScoredKeyResult | None) -> Row:
    name = each.id if kr is None else f"{each.id}#{kr.id}"
    return name, title(kr or each), status(kr or each)


def _loads(found: Iterable[Load]) -> Iterator[Row]:
    for each in found:
        crowded = f"more than wanted in {', '.join(each.crowded)}" if each.crowded else ""
        objectives = _count(len(each.objectives), "objective")
        yield each.key or "nobody", objectives, _count(len(each.key_results), "key result"), crowded


def _count(many: int, word: str) -> str:
    return f"{many} {word}" if many == 1 else f"{many} {word}s"


def _outlook(found: Health) -> Iterator[Row]:
    names = {"reached": "on target", "nearly": "at 70% or more", "partly": "at 40% or more"}
    if found.outlook.foreseen:
        for name, goals in found.outlook.bands:
            yield str(len(goals)), names.get(name, "below 40%")
    if found.outlook.unforeseen:
        yield str(len(found.outlook.unforeseen)), "of which nothing can be told yet"


def _grades(found: Health) -> Iterator[Row]:
    from okrsite.model.grades import mean

    for each in found.grades:
        value = mean(each.stretching)
        told = "–" if value is None else f"{value:.2f} on average"
        met = f"{len(each.met)} of {len(each.committed)} commitments met" if each.committed else ""
        yield each.cycle.id, told, f"{len(each.stretching)} graded", met


def _calibration(found: Health) -> Iterator[Row]:
    site = found.calibration.site
    for level in site.levels:
        yield (
            f"{level.confidence}/10",
            f"{level.met} of {level.given} met",
            percent(level.met / level.given),
        )
    if site.brier is not None:
        yield "Brier score", f"{site.brier:.2f}", "0 is perfect"
