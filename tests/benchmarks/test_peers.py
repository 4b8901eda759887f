"""A ratio against a program that does less, or something else, is worth nothing."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.measure.organisation import organisation
from benchmarks.measure.pages import addresses
from benchmarks.peers import hugo
from benchmarks.peers.peer import Peer, itself
from tests.conftest import missing
from tests.html_reader import Document, Element

pytestmark = pytest.mark.slow

SIZE = 90
"""Objectives: three levels, a graded quarter, teams within teams."""
OBJECTIVES = [f"o-{number}" for number in range(0, SIZE, 7)]
SAME = ("", "cascade", "cycles", "objectives", "people", "teams")
"""The first folders of pages that both make."""
LISTS = ("", "cascade/", "cycles/2026/", "cycles/2026-q3/", "cycles/2026-q4/", "people/person-9/")


class Sites(NamedTuple):
    """The same organisation, built by okrsite and by its peer."""

    ours: Path
    theirs: Path


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Both, built by the very commands that are measured."""
    try:
        peers = (itself(), hugo.peer())
    except hugo.Missing as reason:
        missing(str(reason))
    top = tmp_path_factory.mktemp("peers")
    return Sites(*(_built(top / peer.name, peer) for peer in peers))


def _built(root: Path, peer: Peer) -> Path:
    organisation(root, SIZE, 4, peer)
    subprocess.run(peer.build, cwd=root, check=True, capture_output=True)
    return root / peer.output


def source(site: Path, address: str) -> str:
    """The HTML of a page."""
    return (site / address / "index.html").read_text(encoding="utf-8")


def pieces(html: str, tag: str, kind: str = "") -> list[str]:
    """The HTML of the elements of a class that hold none of their own sort."""
    return re.findall(rf'<{tag}\b[^>]*class="{kind}\b.*?</{tag}>', html, re.DOTALL)


def of_class(html: str, tag: str, kind: str) -> list[Element]:
    """Elements of a class."""
    found = Document(html).all(tag)
    return [each for each in found if kind in each.attributes.get("class", "").split()]


class Figures(NamedTuple):
    """What a piece of a page says; sorted, as the order within a list is each program's own."""

    statuses: list[str]
    numbers: list[float]
    """Per cent and points, which are whole; grades as hundredths."""
    bars: list[float]
    """How long the bars are and where their ticks stand, in per cent, to one place."""


def figures(html: str) -> Figures:
    """The statuses, and the progress, points against pace and grades, that a piece shows."""
    statuses = [each.text.strip() for each in of_class(html, "span", "st")]
    told = " ".join(each.text for each in of_class(html, "span", "pg")).replace("−", "-")
    whole = [float(each) for each in re.findall(r"-?\d+(?![\d.])", re.sub(r"\d+\.\d+", "", told))]
    grades = [100 * float(each) for each in re.findall(r"\d+\.\d+", told)]
    ends = [e.attributes["width"] for e in of_class(html, "rect", "b-fill")]
    ends += [e.attributes["x"] for e in of_class(html, "rect", "b-tick")]
    bars = [float(each.removesuffix("%")) for each in ends]
    return Figures(sorted(statuses), sorted(whole + grades), sorted(bars))


def alike(ours: Figures, theirs: Figures) -> bool:
    """The same, but for the last digit where a figure lies between two."""
    return (
        ours.statuses == theirs.statuses
        and ours.numbers == pytest.approx(theirs.numbers, abs=1.001)
        and ours.bars == pytest.approx(theirs.bars, abs=0.101)
    )


def rows(html: str) -> Iterator[tuple[str, Figures]]:
    """Each row of a table of objectives: whom it leads to, and its figures."""
    for row in re.findall(r"<tr\b.*?</tr>", html, re.DOTALL):
        found = re.search(r'<th scope="row">.*?objectives/([\w-]+)/', row, re.DOTALL)
        if found and 'class="c-st"' in row:
            yield found[1], figures(row.partition('class="c-pg"')[2])


@pytest.mark.parametrize("key", OBJECTIVES)
def test_both_give_an_objective_the_same_figures(sites: Sites, key: str) -> None:
    """Progress, pace, status and grade, at its head."""
    heads = [pieces(source(site, f"objectives/{key}"), "p", "obig")[0] for site in sites]
    bars = [pieces(source(site, f"objectives/{key}"), "svg", "bar big")[0] for site in sites]
    assert figures(heads[0]).statuses == figures(heads[1]).statuses
    progress = [
        float(of_class(each, "rect", "b-fill")[0].attributes["width"][:-1]) for each in bars
    ]
    assert progress[0] == pytest.approx(progress[1], abs=0.011)
    assert Document(bars[0]).text == Document(bars[1]).text, "pace"
    assert re.findall(r"Grade [\d.]+", heads[0]) == re.findall(r"Grade [\d.]+", heads[1])


@pytest.mark.parametrize("key", OBJECTIVES)
def test_both_show_the_same_key_results(sites: Sites, key: str) -> None:
    """Figures, titles, a chart with each check-in; those that roll up, with what drives them."""
    ours, theirs = (pieces(source(site, f"objectives/{key}"), "article", "kr") for site in sites)
    assert len(ours) == len(theirs) >= 3
    for mine, other in zip(ours, theirs, strict=True):
        assert alike(figures(mine), figures(other)), key
        assert Document(mine).all("h3")[0].text == Document(other).all("h3")[0].text
        assert len(of_class(mine, "circle", "dot")) == len(of_class(other, "circle", "dot"))
        tables = [len(re.findall(r"<time ", each)) for each in (mine, other)]
        assert tables[0] == tables[1]


@pytest.mark.parametrize("key", OBJECTIVES)
def test_both_show_the_same_parents_and_children(sites: Sites, key: str) -> None:
    """The line of sight, and those aligned, three levels deep, with their figures."""
    above, below = [], []
    for site in sites:
        html = source(site, f"objectives/{key}")
        sight = "".join(pieces(html, "ol", "ladder"))
        above.append(list(dict.fromkeys(re.findall(r"objectives/([\w-]+)/", sight))))
        below.append(dict(rows("".join(pieces(html, "table", "tab rows alist")))))
    assert above[0] == above[1]
    assert below[0].keys() == below[1].keys()
    assert all(alike(below[0][each], below[1][each]) for each in below[0])


def test_some_objectives_have_parents_children_grades_and_roll_up(sites: Sites) -> None:
    """The comparison above is of something."""
    told = "".join(source(sites.theirs, f"objectives/{key}") for key in OBJECTIVES)
    assert all(each in told for each in ("alist", "Grade ", "drives</span>", 'class="lines al"'))


@pytest.mark.parametrize("address", [*LISTS, "teams/team-1/", "teams/company/"])
def test_both_list_the_same_objectives(sites: Sites, address: str) -> None:
    """On the pages of teams, people, cycles, the home page and the cascade, with their figures."""
    ours, theirs = (dict(rows(source(site, address))) for site in sites)
    assert ours.keys() == theirs.keys()
    assert len(ours) > 0
    assert all(alike(ours[each], theirs[each]) for each in ours)


@pytest.mark.parametrize("address", ["", "teams/team-1/", "teams/company/", "cycles/2026-q4/"])
def test_both_count_the_same(sites: Sites, address: str) -> None:
    """How many are on track, at risk and so on, in a branch of teams, a cycle and in all."""
    ours, theirs = (_counts(source(site, address)) for site in sites)
    assert ours == theirs
    assert ours


def _counts(html: str) -> dict[str, int]:
    items = [each for tally in pieces(html, "div", "tally") for each in Document(tally).all("li")]
    words = [each.text.lower() for each in items]
    return {re.sub(r"\d+", "", each).strip(): int(re.findall(r"\d+", each)[0]) for each in words}


def test_both_make_the_same_pages(sites: Sites) -> None:
    """At the same addresses; only okrsite makes more, and the peer more weeks without check-ins."""
    ours, theirs = (addresses(site) for site in sites)
    same = [{each for each in found if _is_same(each)} for found in (ours, theirs)]
    assert same[0] == same[1]
    assert len(same[0]) > SIZE
    assert {each for each in ours if each.startswith("updates/")} <= theirs
    assert {each.partition("/")[0] for each in theirs} <= {*SAME, "updates", "404.html"}


def _is_same(address: str) -> bool:
    """Of a sort that both make: `teams/it/`, and not what okrsite has below that."""
    return address.partition("/")[0] in SAME and address.count("/") <= 2
