"""What is true of a built site as a whole: the same bytes, no broken way, every goal on it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import jsonschema
import pytest

from okrsite.build import build
from okrsite.door import Door
from okrsite.order import Order
from tests.conftest import ROOT
from tests.html_reader import Document, pages
from tests.processes import forked
from tests.sites import GOAL, SITE, built, files_of, goal, objective, run, site

Data = dict[str, Any]


def read_json(path: Path) -> Data:
    """A JSON file that holds an object."""
    found: Data = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example organisation, built."""
    return built(ROOT, output=tmp_path_factory.mktemp("example") / "site")


@pytest.fixture(scope="module")
def drawn(example: Path) -> dict[str, Document]:
    """Its pages."""
    return pages(example)


@pytest.fixture(scope="module")
def index(example: Path) -> Data:
    """Its index for machines."""
    return read_json(example / "api/v1/index.json")


@pytest.fixture(scope="module")
def cycles(example: Path, index: Data) -> list[Data]:
    """Its cycles for machines."""
    return [read_json(example / unquote(each["data"]).lstrip("/")) for each in index["cycles"]]


# The same bytes ---------------------------------------------------------------------------------


def test_two_builds_give_the_same_bytes(example: Path, tmp_path: Path) -> None:
    """Into another folder, too."""
    assert files_of(built(ROOT, output=tmp_path / "elsewhere")) == files_of(example)


def test_a_copy_of_the_content_elsewhere_gives_the_same_bytes(
    example: Path, tmp_path: Path
) -> None:
    """No path of a machine gets into a site."""
    shutil.copytree(ROOT / "content", tmp_path / "other" / "content")
    assert files_of(built(tmp_path / "other")) == files_of(example)


def test_the_working_folder_and_the_order_of_files_do_not_matter(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does what a file system lists first."""
    walk = os.walk

    def backwards(top: str) -> Iterator[tuple[str, list[str], list[str]]]:
        for here, folders, names in walk(top):
            folders.sort(reverse=True)
            yield here, folders, sorted(names, reverse=True)

    monkeypatch.setattr(os, "walk", backwards)
    monkeypatch.chdir(tmp_path)
    assert files_of(built(ROOT, output=Path("site"))) == files_of(example)


def test_two_workers_give_the_same_bytes_as_one(example: Path, tmp_path: Path) -> None:
    """Spreading the work changes nothing."""
    door = Door(environment={}, executor=forked)
    result = build(Order(ROOT, output=tmp_path / "site"), door)
    assert result.output is not None
    assert files_of(result.output) == files_of(example)


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_seed_of_hashes_does_not_matter(tmp_path: Path, seed: str) -> None:
    """Nor do locale and time zone of the machine."""
    root = site(
        tmp_path, {GOAL: goal("A: 1 -> 2", "B: yes/no"), "x.md": "# X\n\n[y](onboarding)\n"}
    )
    expected = files_of(built(root, output=tmp_path / "here"))
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    subprocess.run(
        [sys.executable, "-m", "okrsite", "build", str(root)],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    assert files_of(root / "site") == expected


def test_no_page_names_a_folder_of_this_machine(example: Path, tmp_path: Path) -> None:
    """Nor the user, nor the time of the build."""
    here = os.fsencode(ROOT)
    assert [path for path, data in files_of(example).items() if here in data] == []


# No broken way ----------------------------------------------------------------------------------


def leads_to(output: Path, page: str, address: str) -> Path | None:
    """The file that an address on a page leads to; None for another site."""
    parts = urlsplit(urljoin(f"https://site.example/{page}", address))
    if parts.netloc != "site.example":
        return None
    path = unquote(parts.path).lstrip("/")
    return output / (f"{path}index.html" if not path or path.endswith("/") else path)


def broken(output: Path, found: dict[str, Document]) -> list[str]:
    """Addresses of pages that lead to no file or no id."""
    lost = []
    for page, document in found.items():
        for address in document.addresses:
            file = leads_to(output, page, address)
            if file is None:
                continue
            if not file.is_file():
                lost.append(f"{page}: {address}")
                continue
            anchor = unquote(urlsplit(address).fragment)
            target = found.get(file.relative_to(output).as_posix())
            if anchor and target is not None and anchor not in target.ids:
                lost.append(f"{page}: {address} (no such id)")
    return lost


def test_every_address_within_the_site_leads_to_a_file(
    example: Path, drawn: dict[str, Document]
) -> None:
    """And every fragment to an id."""
    assert broken(example, drawn) == []


def test_no_id_stands_twice_on_a_page(drawn: dict[str, Document]) -> None:
    """Or a fragment could mean either."""
    for page, document in drawn.items():
        assert len(document.ids) == len(set(document.ids)), page


def test_nothing_is_loaded_from_elsewhere(drawn: dict[str, Document]) -> None:
    """Scripts, styles, pictures and fonts are the site's own."""
    for page, document in drawn.items():
        for each in document.all("script", "img", "iframe", "source", "video", "object", "embed"):
            assert "//" not in each.attributes.get("src", ""), page
        for each in document.all("link"):
            if each.attributes.get("rel") not in ("canonical", "alternate"):
                assert "//" not in each.attributes.get("href", ""), page


def test_a_strict_policy_can_stand_before_every_page(drawn: dict[str, Document]) -> None:
    """No style attributes, no inline style or script, no on* attributes."""
    for page, document in drawn.items():
        assert document.all("style") == [], page
        data = ("application/json", "application/ld+json")
        for each in document.all("script"):
            assert each.attributes.get("src") or each.attributes.get("type") in data, page
        for each in document.elements:
            assert "style" not in each.attributes, page
            assert [name for name in each.attributes if name.startswith("on")] == [], page


def test_every_goal_has_a_page_and_is_linked_from_the_cascade(
    example: Path, drawn: dict[str, Document], cycles: list[Data]
) -> None:
    """Also where branches are pages of their own."""
    goals = [each for cycle in cycles for each in cycle["objectives"]]
    assert len(goals) > 30
    linked = {
        file
        for page, document in drawn.items()
        if page.startswith("cascade/")
        for address in document.addresses
        if (file := leads_to(example, page, address)) is not None
    }
    for each in goals:
        assert example / each["url"].lstrip("/") / "index.html" in linked, each["id"]


def test_every_team_person_cycle_and_kpi_has_a_page(example: Path, index: Data) -> None:
    """Where the index says."""
    for kind in ("teams", "people", "cycles", "kpis"):
        assert index[kind]
        for each in index[kind]:
            assert (example / unquote(each["url"]).lstrip("/") / "index.html").is_file(), each["id"]


def test_every_page_has_a_title_a_language_and_one_first_heading(
    drawn: dict[str, Document],
) -> None:
    """And no level of heading is skipped."""
    titles = []
    for page, document in drawn.items():
        (title,) = document.all("title")[:1]
        titles.append(title.text)
        assert document.all("html")[0].attributes.get("lang"), page
        ranks = [int(each.tag[1]) for each in document.elements if re.fullmatch("h[1-6]", each.tag)]
        assert ranks.count(1) == 1, page
        assert all(after - before <= 1 for before, after in pairwise(ranks)), page
    assert all(titles)
    assert len(set(titles)) > len(titles) * 0.9


# The contract -----------------------------------------------------------------------------------


def test_the_contract_is_that_of_the_schema_beside_it(
    example: Path, index: Data, cycles: list[Data]
) -> None:
    """The index and every cycle."""
    schema = json.loads((example / "api/v1/schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for data in (index, *cycles):
        assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize("field", ["objectives", "cycles"])
def test_the_schema_refuses_what_is_no_contract(
    example: Path, cycles: list[Data], field: str
) -> None:
    """A schema that takes everything would prove nothing."""
    schema = json.loads((example / "api/v1/schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    full = next(each for each in cycles if each["objectives"])
    assert not validator.is_valid({**full, field: "none"} if field == "objectives" else {"x": 1})
    spoilt = json.loads(json.dumps(full))
    spoilt["objectives"][0]["status"] = "green"
    assert not validator.is_valid(spoilt)
    spoilt = json.loads(json.dumps(full))
    del spoilt["objectives"][0]["progress"]
    assert not validator.is_valid(spoilt)


OBJECTIVE = frozenset(
    [
        "id",
        "code",
        "url",
        "title",
        "team",
        "person",
        "owner",
        "contributors",
        "cycle",
        "ambition",
        "focus",
        "tags",
        "priority",
        "aliases",
        "continues",
        "audience",
        "source",
        "progress",
        "expected",
        "status",
        "said",
        "watermelon",
        "stale",
        "grade",
        "aligns_to",
        "depends_on",
        "line_of_sight",
        "aligned",
        "leverage",
        "initiatives",
        "key_results",
    ]
)
KEY_RESULT = frozenset(
    [
        "id",
        "title",
        "kind",
        "owner",
        "weight",
        "ambition",
        "starts",
        "due",
        "unit",
        "from",
        "to",
        "min",
        "max",
        "rungs",
        "aligned",
        "milestones",
        "value",
        "raw",
        "progress",
        "expected",
        "status",
        "said",
        "watermelon",
        "stale",
        "confidence",
        "last_word",
        "score",
        "grade",
        "forecast",
        "dropped",
        "withheld",
        "checkins",
    ]
)
CHECK_IN = frozenset(["date", "value", "progress", "confidence", "status", "note", "by", "source"])


def test_the_contract_has_every_field_and_no_other(cycles: list[Data]) -> None:
    """As it is written down, field by field."""
    goals = [each for cycle in cycles for each in cycle["objectives"]]
    parts = [part for each in goals for part in each["key_results"]]
    words = [word for part in parts for word in part["checkins"]]
    assert {frozenset(each) for each in goals} == {OBJECTIVE}
    assert {frozenset(each) for each in parts} == {KEY_RESULT}
    assert {frozenset(each) for each in words} == {CHECK_IN}


def test_references_of_the_contract_lead_somewhere(index: Data, cycles: list[Data]) -> None:
    """Ids of teams, people, cycles and goals are those listed."""
    goals = {each["id"]: each for cycle in cycles for each in cycle["objectives"]}
    teams, people = ({each["id"] for each in index[kind]} for kind in ("teams", "people"))
    for each in goals.values():
        assert each["team"] in {*teams, None}
        assert each["person"] in {*people, None}
        assert {each["owner"], *each["contributors"]} <= teams | people | {None}
        for edge in (*each["aligns_to"], *each["line_of_sight"]):
            parts = {part["id"] for part in goals[edge["objective"]]["key_results"]}
            assert edge["key_result"] in {*parts, None}
        for edge in each["aligns_to"]:
            assert each["id"] in goals[edge["objective"]]["aligned"]


def test_withheld_figures_are_nowhere(tmp_path: Path) -> None:
    """Progress is shown, the figures are not: not in JSON, not in HTML, in no byte."""
    kr = (
        "{id: a, title: Secret margin, withheld: true, metric: {from: 1357.5, to: 2468.5},"
        " checkins: [{date: 2026-10-10, value: 1913, note: Fine}]}"
    )
    band = "{id: b, title: Band, withheld: true, keep: {min: 3579.5, max: 9753.5}, checkins: [{date: 2026-10-10, value: 4680.5}]}"  # noqa: E501
    rungs = "{id: c, title: Rungs, withheld: true, ladder: {0: 8642.5, 1: 9864.5}, checkins: [{date: 2026-10-10, value: 9253.5}]}"  # noqa: E501
    output = built(site(tmp_path, {GOAL: goal(kr, band, rungs)}))
    everything = (
        b"\n".join(files_of(output).values()).replace(b",", b"").replace(b"\xe2\x80\xaf", b"")
    )
    for figure in (b"1357", b"2468", b"1913", b"3579", b"9753", b"4680", b"8642", b"9864", b"9253"):
        assert figure not in everything


# Texture of real life -----------------------------------------------------------------------------

TEXTURE = {
    "ten thousand characters": "Long " * 2000,
    "one long word": "x" * 400,
    "markup": "Cut <b>cost</b> & \\\"waste\\\" by 'half' & more",
    "right to left": "نسلم البضائع في وقتها دائماً",
    "mixed directions": "Deliver שלום and مرحبا \u202e on time",
    "east asian": "荷物を時間どおりに届ける",
    "emoji": "🚀 Ship 👩\u200d👩\u200d👧 it 🇩🇪",
    "combining": "Z\u0351\u036b\u0343a\u0329l\u0349g\u0353o\u0354",
    "links and a backslash": "[a](https://a.example) [b](https://b.example) [c](https://c.example) \\\\",  # noqa: E501
    "only punctuation": "???",
    "quotes": "'\\\"'",
    "jinja": "{{ 7 * 7 }} {% raw %} {# x #}",
    "a number": "42",
    "entities": "&lt;b&gt; &nbsp; &#x27;",
}


@pytest.mark.parametrize("name", TEXTURE)
def test_titles_of_any_length_script_and_punctuation_build(tmp_path: Path, name: str) -> None:
    """They are on their page, on the cascade and in the JSON, as they were written."""
    title = TEXTURE[name]
    text = f'---\ntitle: "{title}"\nkey_results:\n  - {{title: "{title}", metric: {{from: 1, to: 2, unit: "{title[:40].rstrip(chr(92))}"}}}}\n---\n'  # noqa: E501
    output = built(site(tmp_path, {"2026-Q4/company/x.md": text}))
    data = json.loads((output / "api/v1/cycles/2026-Q4.json").read_text(encoding="utf-8"))
    plain = data["objectives"][0]["title"]
    assert plain.strip()
    page = Document((output / "objectives/2026-q4-x/index.html").read_text(encoding="utf-8"))
    assert plain in page.text
    assert "49" not in plain
    assert broken(output, pages(output)) == []


@pytest.mark.parametrize(
    "files",
    [{}, {GOAL: objective()}, {"org.yml": ""}, {GOAL: objective(), "2026-10-14-it.md": "Words.\n"}],
    ids=["empty", "one goal", "no people", "one word"],
)
def test_the_smallest_sites_build(tmp_path: Path, files: dict[str, str]) -> None:
    """And have no broken way."""
    output = built(site(tmp_path, files))
    assert broken(output, pages(output)) == []


@pytest.mark.parametrize("url", ["https://okrs.example.org/", "https://example.org/a/b/"])
def test_a_site_works_under_any_path(tmp_path: Path, url: str) -> None:
    """Its own links are relative; the page for lost ways knows the path."""
    root = site(tmp_path, {GOAL: objective(), "site.yml": SITE + f"url: {url}\n"})
    output = built(root)
    found = pages(output)
    lost = found.pop("404.html")
    base = urlsplit(url).path
    assert broken(output, found) == []
    for document in found.values():
        assert [each for each in document.addresses if each.startswith("/")] == []
    own = [each for each in lost.addresses if not each.startswith(("http", "#"))]
    assert own
    for address in own:
        assert address.startswith(base)
        path = PurePosixPath(address.partition("#")[0].removeprefix(base))
        assert (output / path).exists(), address


def test_the_starter_is_a_sound_site(tmp_path: Path) -> None:
    """`okrsite init` makes a site that builds without an error, and its links lead somewhere."""
    assert run("init", tmp_path / "ours").exit_code == 0
    assert run("check", tmp_path / "ours").exit_code == 0
    output = built(tmp_path / "ours")
    assert broken(output, pages(output)) == []
