"""The health page: each figure is right, and leads to a list of as many entries."""

import re
import shutil
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from benchmarks.generate import generate
from okrsite.build import prepare
from okrsite.door import Door
from okrsite.model.calibration import calibration
from okrsite.model.cascade import Cascade
from okrsite.model.health import health
from okrsite.model.portfolio import Portfolio
from okrsite.model.status import Status
from okrsite.order import Order
from okrsite.pages import cascade, home
from okrsite.pages import health as page
from okrsite.pages._health_lists import LINES, MOST
from okrsite.plan import plan
from okrsite.render import Drawing, Theme
from okrsite.whereabouts import theme_folders
from tests.conftest import ROOT
from tests.oracle.organisations import organisation, write
from tests.sites import AS_OF, GOAL, SITE, everything, goal, objective, portfolio, site

TOP = "2026-Q4/company/scale.md"
LAPTOPS = "2026-Q4/it/laptops.md"
LAST = "2026-Q3/it/faster.md"
DEBTS = "2026-Q3/people-operations/debts.md"


def metric(key: str, *words: str, more: str = "") -> str:
    """A key result from 0 to 100 with check-ins."""
    listed = f", checkins: [{', '.join(words)}]" if words else ""
    return f"{{id: {key}, title: The {key} one, metric: {{from: 0, to: 100}}{listed}{more}}}"


def said(day: str, value: float, more: str = "") -> str:
    """A check-in."""
    return f"{{date: {day}, value: {value}{more}}}"


FILES = {
    "site.yml": SITE,
    TOP: goal("{id: all, title: All of it, aligned: mean}"),
    GOAL: goal(
        metric("spoken", said("2026-11-18", 60)),
        metric("quiet"),
        metric("old", said("2026-10-20", 30)),
        metric("rosy", said("2026-11-18", 10, ", confidence: 8, status: on_track, note: Soon")),
        metric("gone", more=", dropped: 2026-11-01"),
    ).replace("key_results:", "owner: ben\naligns_to: [scale#all]\nkey_results:", 1),
    LAPTOPS: objective(title="Laptops on time"),
    LAST: goal(
        metric("sure", said("2026-08-15", 50, ", confidence: 8"), more=", score: 0.9"),
        metric("unsure", said("2026-08-15", 50, ", confidence: 8"), more=", score: 0.3"),
    ),
    DEBTS: goal(metric("kept", said("2026-08-15", 50), more=", score: 1.0")).replace(
        "key_results:", "ambition: committed\nkey_results:", 1
    ),
    "kpis/uptime.md": "---\ntype: kpi\ntitle: Uptime\nunit: '%'\nhealthy: {min: 99}\n"
    "checkins: [{date: 2026-11-02, value: 97}]\n---\n",
    "kpis/mood.md": "---\ntype: kpi\ntitle: Mood\nhealthy: {min: 3}\n"
    "checkins: [{date: 2026-11-02, value: 4}]\n---\n",
}


@pytest.fixture
def small(tmp_path: Path) -> Portfolio:
    """A site with one of each."""
    return portfolio(site(tmp_path, FILES))


def drawn(found: Portfolio) -> str:
    """The page as it is published."""
    pages = plan(found)
    theme = Theme.load("atlas", theme_folders(ROOT))
    return Drawing(theme, frozenset(pages)).draw(pages["/health/"], found).decode()


def test_coverage_counts_what_is_connected(small: Portfolio) -> None:
    """Two objectives below the whole, one of them without a way up, whose team stands outside."""
    coverage = health(small).coverage
    assert coverage.sight.counted == 2
    assert [each.id for each in coverage.sight.lacking] == ["2026-q4-laptops"]
    assert [each.id for each in coverage.serving.lacking] == ["2026-q4-laptops"]
    assert (coverage.teams.counted, coverage.teams.lacking) == (3, ())
    assert [each.id for each in coverage.connected.lacking] == ["it"]


def test_rhythm_counts_silence_and_watermelons(small: Portfolio) -> None:
    """What was dropped is asked for no word."""
    rhythm = health(small).rhythm
    assert [kr.id for _, kr in rhythm.silent] == ["quiet"]
    assert "old" in [kr.id for _, kr in rhythm.stale]
    assert "spoken" not in [kr.id for _, kr in rhythm.stale]
    assert [kr.id for _, kr in rhythm.key_results.lacking] == ["rosy"]
    assert rhythm.key_results.counted == 1


def test_load_counts_what_runs_now(small: Portfolio) -> None:
    """An objective's owner owns its key results; what is over or dropped weighs nothing."""
    found = health(small)
    loads = {each.key: (len(each.objectives), len(each.key_results)) for each in found.teams}
    assert loads == {"people-operations": (1, 4), "company": (1, 1), "it": (1, 0)}
    owners = {each.key: (len(each.objectives), len(each.key_results)) for each in found.owners}
    assert owners == {"ben": (1, 4), "ada": (1, 1), "": (1, 0)}


def test_alignments_are_counted_from_team_to_team(small: Portfolio) -> None:
    """From whom to whom."""
    found = health(small)
    assert {key: len(edges) for key, edges in found.alignments.items()} == {
        ("people-operations", "company"): 1
    }
    view = page.view(small, "")
    assert view.map.columns == ("The company",)
    assert [(row.who.name, row.total) for row in view.map.rows] == [("People Operations", 1)]


def test_grades_leave_commitments_aside(small: Portfolio) -> None:
    """They are to be met, and are counted by themselves."""
    (graded,) = health(small).grades
    assert [each.id for each in graded.stretching] == ["2026-q3-faster"]
    assert len(graded.met) == len(graded.committed) == 1
    view = page.view(small, "").grades
    assert (view.columns[0].site.value, view.columns[0].committed) == ("0.60", "1 of 1")
    assert view.title.endswith("came to 0.60; a healthy level")


def test_confidence_is_held_against_the_outcome(small: Portfolio) -> None:
    """Two said 8, one of them was met; no person is named."""
    view = page.view(small, "")
    assert [(each.confidence, each.given, each.met) for each in view.calibration.steps] == [
        (8, 2, "50%")
    ]
    assert view.calibration.title == "People were 80% sure, and 50% was met"
    assert view.calibration.lines[0].who.name == "IT"


def test_kpis_outside_their_band_are_named(small: Portfolio) -> None:
    """Of those that are judged."""
    view = page.view(small, "")
    assert [each.title for each in view.kpis.outside] == ["Uptime"]
    assert view.kpis.title == "One of 2 KPIs is outside its band"


def test_the_outlook_sorts_by_where_key_results_land(tmp_path: Path) -> None:
    """With three dates there is a line; of the others nothing is known."""
    days = ("2026-10-01", "2026-10-21", "2026-11-10")

    def course(key: str, *values: float) -> str:
        return metric(key, *(said(day, value) for day, value in zip(days, values, strict=False)))

    root = site(
        tmp_path,
        {
            GOAL: goal(
                course("far", 0, 30, 60),
                course("near", 0, 18, 36),
                course("half", 0, 10, 20),
                course("stuck", 0, 1, 2),
                course("new", 0, 9),
            )
        },
    )
    found = health(portfolio(root)).outlook
    landed = {name: [kr.id for _, kr in goals] for name, goals in found.bands}
    assert landed == {
        "reached": ["far"],
        "nearly": ["near"],
        "partly": ["half"],
        "short": ["stuck"],
    }
    assert [kr.id for _, kr in found.unforeseen] == ["new"]
    assert found.foreseen == 4


def test_a_team_with_too_many_objectives_is_marked(tmp_path: Path) -> None:
    """By the organisation's own policy, and in the cycle in which it is so."""
    files = {f"2026-Q4/it/g{n}.md": objective(title=f"Goal {n}") for n in range(4)}
    root = site(tmp_path, {**files, "2026-11/it/x.md": objective(title="One more")})
    view = page.view(portfolio(root), "")
    (load,) = view.teams.first
    assert (load.objectives, load.note) == (5, "2026-Q4")
    assert view.teams.title == "One team has more than 3 objectives in a cycle"


def test_a_new_organisation_reads_well(tmp_path: Path) -> None:
    """No goals, no grades, no kpis: sentences, and no empty table."""
    text = drawn(portfolio(site(tmp_path)))
    assert "No objective runs or lies ahead" in text
    assert "No cycle has been graded yet" in text
    assert "Nothing is aligned yet" in text
    assert "<tbody>\n</tbody>" not in text
    assert re.search(r"\bNone\b|\bnan\b", text) is None


def test_a_first_quarter_reads_well(tmp_path: Path) -> None:
    """One cycle and one goal: nothing is missing that could be there."""
    root = site(tmp_path, {TOP: goal(metric("spoken", said("2026-11-18", 60)))})
    view = page.view(portfolio(root), "")
    assert view.rhythm.title == "Every key result was spoken of in time"
    assert view.melons.title == "Nobody has said a status yet"
    assert view.calibration.given == 0
    assert view.grades.columns == ()


def test_a_document_that_gave_its_reason_is_no_orphan(tmp_path: Path) -> None:
    """As for the rule of that name; that it has no line of sight stays a fact."""
    silent = "ignore: {orphan-objective: It stands alone for good}\n"
    root = site(tmp_path, {TOP: goal(metric("all")), LAPTOPS: objective(silent)})
    coverage = health(portfolio(root)).coverage
    assert coverage.serving.lacking == ()
    assert len(coverage.sight.lacking) == 1


def test_what_an_audience_may_not_see_is_not_counted(tmp_path: Path) -> None:
    """Figures are those of what was left."""
    files = {**FILES, LAPTOPS: objective("audience: leadership\n", title="Laptops on time")}
    root = site(tmp_path, files)
    everyone = health(portfolio(root, audience="everyone"))
    assert len(everyone.running) == 2
    assert len(health(portfolio(root, audience="leadership")).running) == 3
    assert "Laptops on time" not in drawn(portfolio(root, audience="everyone"))


# Laws -----------------------------------------------------------------------------------------


@pytest.fixture(params=range(6))
def random(request: pytest.FixtureRequest, tmp_path: Path) -> list[Portfolio]:
    """A random organisation on several days."""
    made = organisation(request.param)
    write(made, tmp_path)
    found = [
        prepare(Order(tmp_path, as_of=day), Door(environment={})).portfolio
        for day in made.dates[::2]
    ]
    return [each for each in found if each is not None]


def test_counts_agree_with_the_portfolio(random: list[Portfolio]) -> None:
    """And with what the overview and the cascade say of it."""
    assert random
    for each in random:
        found = health(each)
        running = [
            one
            for one in each.objectives.values()
            if one.cycle.contains(each.as_of) and one.status is not Status.DROPPED
        ]
        kept = sum(kr.status is not Status.DROPPED for one in running for kr in one.key_results)
        for loads in (found.teams, found.owners):
            assert sum(len(load.objectives) for load in loads) == len(running)
            assert sum(len(load.key_results) for load in loads) == kept
        assert found.calibration == calibration(each)
        goals = Cascade.of(each)
        edges = sum(len(goals.serves(one)) for one in goals.pursued)
        assert sum(map(len, found.alignments.values())) == edges
        # An objective of the whole organisation needs no way up, whatever it hangs under.
        loose = {branch.row.id for branch in cascade.view(each, "").unaligned}
        loose -= {one.id for one in found.pursued if one.whole}
        sightless = {one.id for one in found.coverage.sight.lacking}
        assert sightless == loose & {one.id for one in found.pursued}
        if found.running:
            tally = home.view(each, "").tally
            moving = [one for one in found.rhythm.objectives.lacking if one in found.running]
            assert len(moving) == tally.watermelons
        stale = sum(kr.stale for one in running for kr in one.key_results)
        assert len(found.rhythm.stale) == stale


def test_page_and_rules_never_disagree(tmp_path: Path) -> None:
    """Orphans and unsupported goals are those that `okrsite check` tells of."""
    for name in ("orphan-objective", "unsupported-objective", "unsupported-objective--key-result"):
        root = tmp_path / name
        for layer in ("_base", name):
            advice = ROOT / "tests/sites_advice" / layer / "content"
            shutil.copytree(advice, root / "content", dirs_exist_ok=True)
        told = {e.subject for e in everything(root) if e.rule == name.partition("--")[0]}
        prepared = prepare(Order(root), Door(environment={})).portfolio
        assert prepared is not None
        coverage = health(prepared).coverage
        found = {each.id for each in coverage.serving.lacking}
        if not name.startswith("orphan"):
            found = {f"{each.id}#{kr.id}" if kr else each.id for each, kr in coverage.unsupported}
        assert told == found != set()


@dataclass
class Lists(HTMLParser):
    """Entries below each id: outer ones, those that are only context, and those below them."""

    html: str
    open: list[tuple[str, str]] = field(default_factory=list)
    outer: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    inner: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    links: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count an entry for all that is open."""
        given = dict(attrs)
        if tag == "li" or (tag == "tr" and any(name == "tbody" for name, _ in self.open)):
            nested = sum(name == "li" for name, _ in self.open)
            for _, key in self.open:
                if key and nested:
                    self.inner[key] += 1
                elif key and given.get("class") != "ctx":
                    self.outer[key] += 1
        if tag == "a":
            self.links.append((given.get("href") or "", ""))
        if tag in {"section", "div", "details", "ul", "li", "tbody", "table", "nav", "a"}:
            self.open.append((tag, given.get("id") or ""))

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """The text of a link."""
        if self.open and self.open[-1][0] == "a" and self.links:
            to, text = self.links[-1]
            self.links[-1] = (to, text + data)


def disagreements(html: str) -> Mapping[str, str]:
    """Links to lists that do not have as many entries as the link says."""
    lists = Lists(html.partition('<main id="main_"')[2])
    assert [tag for tag, _ in lists.open if tag != "a"] == []
    wrong = {}
    for to, text in lists.links:
        if not to.startswith("#"):
            continue
        key, number = to[1:], re.fullmatch(r"(?:\d+ of )?(\d+)(?: [a-z ]+)?", text.strip())
        many = {lists.outer[key], lists.inner[key]}
        if (number and int(number[1]) not in many) or many == {0}:
            wrong[to] = f"{text}: {many}"
    return wrong


def test_every_figure_leads_to_as_many_entries(small: Portfolio, random: list[Portfolio]) -> None:
    """On the page itself: nobody has to believe a number."""
    assert "#silent_" not in disagreements(drawn(small))
    for each in (small, *random):
        assert disagreements(drawn(each)) == {}


def test_the_example_has_no_figure_without_its_list() -> None:
    """It has every sort of figure."""
    found = prepare(Order(ROOT, as_of=AS_OF), Door(environment={})).portfolio
    assert found is not None
    html = drawn(found)
    links = Lists(html.partition('<main id="main_"')[2]).links
    assert sum(to.startswith("#") for to, _ in links) > 100
    assert disagreements(html) == {}


def test_a_list_that_lost_an_entry_is_noticed(small: Portfolio) -> None:
    """Or the tests above would prove nothing."""
    html = drawn(small)
    cut = re.sub(r'(<details class="disc hb" id="said_8">.*?)<li>', r"\1<p>", html, flags=re.DOTALL)
    assert cut != html
    assert "#said_8" in disagreements(cut)


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2026, 11, 21), date(2040, 1, 1)])
def test_the_page_stands_whatever_the_day(tmp_path: Path, day: date) -> None:
    """Before all cycles, within one, after all of them."""
    assert disagreements(drawn(portfolio(site(tmp_path, FILES), day))) == {}


def test_a_large_organisation_has_a_page_that_opens(tmp_path: Path) -> None:
    """Long lists are begun, and say how much more there is; every figure is that of all."""
    generate(tmp_path, objectives=900, checkins=1, seed=1)
    found = portfolio(tmp_path)
    html = drawn(found)
    stale = len(health(found).rhythm.stale)
    assert stale > 2 * MOST
    assert f'<span class="n">{stale}</span>' in html
    assert f"and {stale - MOST} more, which <code>okrsite health" in html
    assert len(health(found).teams) > LINES
    assert html.count('id="team_') == LINES
    assert len(html) < 1_000_000
