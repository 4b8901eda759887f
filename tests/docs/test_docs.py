"""The documentation says what the code does: no more, no less."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from okrsite import cli, kinds, reports, rules
from okrsite import pages as page_shelf
from okrsite.build import prepare
from okrsite.cli.init import placeholders, starter_files
from okrsite.door import Door
from okrsite.kinds.keep import KeepShape
from okrsite.kinds.metric import MetricShape
from okrsite.kinds.milestones import MilestoneShape
from okrsite.model.document import Objective
from okrsite.model.place import Place
from okrsite.model.portfolio import Portfolio
from okrsite.model.schema import Schema
from okrsite.model.status import Status
from okrsite.order import Order
from okrsite.pages import api_cycle, api_index
from okrsite.read import schemas
from okrsite.read.organisation import read_cycles, read_organisation
from okrsite.read.parts import SECTIONS
from okrsite.read.site import read_site
from okrsite.read.yaml import parse
from okrsite.shelf import things
from tests.docs.examples import (
    DOCS,
    ROOT,
    SITE,
    Block,
    examples,
    faults,
    pages,
    prepared,
    read,
    site_with,
)

REFERENCE = DOCS / "reference"
RULES = {rule.name: rule for rule in things(rules.__name__, "RULE")}
RULE_PAGES = {page.stem: page for page in (REFERENCE / "rules").glob("*.md")}
RULE_PAGES.pop("README", None)

# Rules ----------------------------------------------------------------------------------------


def test_every_rule_has_its_page_and_every_page_its_rule() -> None:
    """Whoever meets a rule can read about it under its name."""
    assert set(RULE_PAGES) == set(RULES)


def test_the_table_of_rules_is_complete_and_true() -> None:
    """The index of rules lists each with the severity it has."""
    index = read(REFERENCE / "rules" / "README.md")
    listed = {
        row[0].partition("[")[2].partition("]")[0]: row[1]
        for heading in index.headings
        for row in index.rows(heading)
        if row[0].startswith("[")
    }
    assert listed == {name: str(rule.severity) for name, rule in RULES.items()}


@pytest.mark.parametrize("name", sorted(RULE_PAGES))
def test_a_page_of_a_rule_says_everything(name: str) -> None:
    """What, why, bad, good, how to silence, source; the severity; the summary."""
    page = read(RULE_PAGES[name])
    wanted = (name, "What", "Why", "Bad", "Good", "How to silence", "Source")
    assert tuple(each for each in page.headings if each in wanted) == wanted
    assert f"Severity: **{RULES[name].severity}**" in page.text(name)
    assert RULES[name].summary.split()[0] in page.text(name)
    assert all(page.text(each) for each in ("What", "Why", "How to silence", "Source"))
    assert {block.heading for block in page.blocks if block.name} >= {"Bad", "Good"}


def _files(name: str, heading: str) -> list[Block]:
    return [each for each in read(RULE_PAGES[name]).blocks if each.heading == heading]


def _before(name: str, where: Path) -> Path | None:
    """The content as it was, where a rule looks back."""
    assert RULES[name].looks_back == ("Before" in read(RULE_PAGES[name]).headings)
    return site_with(_files(name, "Before"), where / "then") if RULES[name].looks_back else None


@pytest.mark.parametrize("name", sorted(RULE_PAGES))
def test_a_bad_example_has_the_fault(name: str, tmp_path: Path) -> None:
    """What a rule's page calls bad is found by that rule."""
    found = faults(site_with(_files(name, "Bad"), tmp_path / "now"), _before(name, tmp_path))
    assert name in found, found


@pytest.mark.parametrize("name", sorted(RULE_PAGES))
def test_a_good_example_has_no_fault(name: str, tmp_path: Path) -> None:
    """What a rule's page calls good has neither that fault nor an error of any other rule."""
    found = faults(site_with(_files(name, "Good"), tmp_path / "now"), _before(name, tmp_path))
    assert name not in found
    assert not {each for each in found if str(RULES[each].severity) == "error"}, found


# Shelves --------------------------------------------------------------------------------------


def test_every_kind_is_described() -> None:
    """Each kind of key result has a section, with an example, and a row in the table."""
    page = read(REFERENCE / "kinds.md")
    known = {kind.kind for kind in things(kinds.__name__, "MEASURE")}
    assert set(page.headings[1:]) == known
    assert {row[0].partition("]")[0].lstrip("[") for row in page.rows(page.headings[0])} == known
    assert {block.heading for block in page.blocks if block.name} == known


def test_every_report_is_described() -> None:
    """Each report has a section and a row in the table."""
    page = read(REFERENCE / "reports.md")
    known = {report.name for report in things(reports.__name__, "REPORT")}
    assert set(page.headings[1:]) == known
    assert {row[0].partition("]")[0].lstrip("[") for row in page.rows(page.headings[0])} == known


def test_every_page_type_is_described() -> None:
    """Each page type has a row that begins with its name."""
    page = read(REFERENCE / "pages.md")
    listed = {name for heading in page.headings for name in page.names(heading)}
    assert listed == {each.name for each in things(page_shelf.__name__, "PAGE")}


COMMANDS = {command.name: command for command in things(cli.__name__, "COMMAND")}


def _options(command: click.Command) -> set[str]:
    """Its options, and those of the commands within it."""
    within = command.commands.values() if isinstance(command, click.Group) else ()
    if command is not cli.main and within:
        return set().union(*map(_options, within))
    return {
        name
        for option in command.params
        if isinstance(option, click.Option)
        for name in (*option.opts, *option.secondary_opts)
    }


def _documented(heading: str) -> set[str]:
    names = read(REFERENCE / "command-line.md").names(heading)
    return {word for name in names for word in name.split() if word.startswith("-")}


def test_every_command_is_described() -> None:
    """Each command has a section."""
    page = read(REFERENCE / "command-line.md")
    found = {each.split()[1] for each in page.headings if each.startswith("okrsite ")}
    assert found == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_is_described(name: str) -> None:
    """The options of a command are those of its section and what is below it, and vice versa."""
    headings = read(REFERENCE / "command-line.md").headings
    own = [each for each in headings if re.match(rf"okrsite {name}(?![\w-])", each)]
    assert set().union(*map(_documented, own)) == _options(COMMANDS[name])


def test_options_of_the_program_are_described() -> None:
    """What can be said without a command."""
    assert _documented("okrsite") == _options(cli.main) | {"-h", "--help"}


# The format -----------------------------------------------------------------------------------

KIND_SECTIONS: dict[type[Schema], str] = {
    MetricShape: "metric",
    KeepShape: "keep",
    MilestoneShape: "milestones",
}


def _fields(schema: type[Schema]) -> set[str]:
    own = {field.alias or name for name, field in schema.model_fields.items()}
    if schema is schemas.KeyResultShape:
        own |= {kind.field for kind in things(kinds.__name__, "MEASURE") if kind.field}
    return own


def test_every_shape_of_the_format_has_a_section() -> None:
    """A new schema is documented, or this test says so."""
    found = {
        each
        for name, each in vars(schemas).items()
        if isinstance(each, type) and issubclass(each, Schema) and each is not Schema
        if not name.startswith("_")
    }
    assert found == set(SECTIONS)


@pytest.mark.parametrize("schema", SECTIONS, ids=lambda schema: schema.__name__)
def test_every_field_of_the_format_is_described(schema: type[Schema]) -> None:
    """The table of a section lists the fields of its schema."""
    assert read(REFERENCE / "format.md").names(SECTIONS[schema]) == _fields(schema)


@pytest.mark.parametrize("schema", KIND_SECTIONS, ids=lambda schema: schema.__name__)
def test_every_field_of_a_kind_is_described(schema: type[Schema]) -> None:
    """As for the format."""
    assert read(REFERENCE / "kinds.md").names(KIND_SECTIONS[schema]) == _fields(schema)


# The contract ---------------------------------------------------------------------------------

Fields = Iterator[tuple[str, set[str]]]
"""Section -> the fields of an object that it describes."""

_WITHIN = {
    "index": {"teams": "team", "people": "person", "kpis": "kpi", "cycles": "cycle"},
    "kpi": {"checkins": "kpi check-in"},
    "cycle file": {"objectives": "objective"},
    "objective": {
        "source": "source",
        "aligns_to": "alignment",
        "depends_on": "dependency",
        "line_of_sight": "step",
        "initiatives": "initiative",
        "key_results": "key result",
    },
    "key result": {"milestones": "milestone", "checkins": "check-in"},
    "check-in": {"source": "source"},
}
"""Section -> field -> the section that describes what is in it."""


def _objects(
    section: str, value: dict[str, Any] | list[dict[str, Any]]
) -> Iterator[tuple[str, set[str]]]:
    for each in value if isinstance(value, list) else [value]:
        yield section, set(each)
        for field, inner in _WITHIN.get(section, {}).items():
            yield from _objects(inner, each[field])


def test_every_field_of_the_contract_is_described() -> None:
    """The tables of json.md are the fields of the JSON files."""
    portfolio = _portfolio()
    written: dict[str, set[str]] = {}
    for section, fields in (
        *_objects("index", api_index.view(portfolio, "")),
        *(found for cycle in portfolio.cycles for found in _cycle_objects(portfolio, cycle)),
    ):
        assert written.setdefault(section, fields) == fields, section
    page = read(REFERENCE / "json.md")
    assert {section: page.names(section) for section in written} == written
    assert set(written) == {"index", "cycle file"} | {
        inner for fields in _WITHIN.values() for inner in fields.values()
    }


def _portfolio() -> Portfolio:
    order = Order(SITE.parent, content=(SITE,))
    portfolio = prepare(order, Door(environment={})).portfolio
    assert portfolio is not None
    return portfolio


def _cycle_objects(portfolio: Portfolio, cycle: str) -> Fields:
    yield from _objects("cycle file", api_cycle.view(portfolio, cycle))


def test_every_status_is_described() -> None:
    """json.md names all status words, numbers.md says when each holds."""
    contract = read(REFERENCE / "json.md").text("status")
    numbers = " ".join(row[0] for row in read(REFERENCE / "numbers.md").rows("Status"))
    heads = next(
        line for _, line in read(REFERENCE / "numbers.md").prose if line.startswith("| it has")
    )
    for status in Status:
        assert f"`{status}`" in contract
        assert str(status).replace("_", " ") in f"{numbers} {heads}"


# Links and examples ---------------------------------------------------------------------------


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file(page: Path) -> None:
    """And to a heading of it, where it names one."""
    for link in read(page).links:
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} leads nowhere"
        if anchor and target.suffix == ".md":
            assert anchor in read(target).anchors, f"{link}: there is no such heading"


def _outside_rules() -> list[Block]:
    return [
        each
        for each in examples()
        if each.page.parent.name != "rules" and not each.name.startswith("my-okrs/")
    ]


_ASKED_OF_A_RUNNING_SITE = {"silent-key-result", "stale-check-in", "missing-retrospective"}
"""An example shows how something is written; nobody has worked on it for weeks."""


@pytest.mark.parametrize("block", _outside_rules(), ids=str)
def test_every_example_is_right(block: Block, tmp_path: Path) -> None:
    """What the documentation shows is read without a fault."""
    place = Place("content", block.name)
    if block.name == "site.yml":
        site, desk = read_site(block.text, place)
        assert site is not None, desk.findings
    elif block.name == "org.yml":
        assert not read_organisation(block.text, place)[2]
    elif block.name == "cycles.yml":
        assert not read_cycles(block.text, place)[1]
    elif block.name == "key_results":
        assert _key_results(block, tmp_path) == len(parse(block.text))
    else:
        assert block.name.endswith(".md"), f"{block.name} is no example that is known"
        root = site_with([block], tmp_path)
        found = faults(root)
        assert not {each: found[each] for each in found.keys() - _ASKED_OF_A_RUNNING_SITE}
        if block.name.startswith("check-ins/"):
            assert _placed(root, block.name) >= max(1, block.text.count("\n- "))


def _placed(root: Path, name: str) -> int:
    """How many words of a check-in found what they are about, instead of staying text."""
    portfolio = prepared(root).portfolio
    assert portfolio is not None
    (update,) = (each for each in portfolio.updates if each.document.place.path == name)
    return len(update.on_key_results) + len(update.on_objectives) + len(update.on_kpis)


def _key_results(block: Block, tmp_path: Path) -> int:
    """How many key results of a list are read, and measured as they look."""
    lines = "".join(f"  {line}\n" for line in block.text.splitlines())
    text = f"---\ntitle: An example\naligns_to: scale-without-drag\nkey_results:\n{lines}---\n"
    name = "2026-Q4/it/example.md"
    file = Block(block.page, block.line, block.heading, "markdown", name, text)
    found = prepared(site_with([file], tmp_path))
    assert not found.errors, found.problems
    assert found.portfolio is not None
    objective: Objective = found.portfolio.graph.objectives["2026-q4-example"]
    known = {kind.kind for kind in things(kinds.__name__, "MEASURE")}
    if block.heading in known:
        assert {each.measure.kind for each in objective.key_results} == {block.heading}
    return len(objective.key_results)


@pytest.mark.parametrize(
    "block",
    [each for page in pages() for each in read(page).blocks if each.language in {"yaml", "json"}],
    ids=str,
)
def test_yaml_and_json_are_such(block: Block) -> None:
    """Also what is no example of content can be read as what it says it is."""
    if block.language == "json":
        json.loads(block.text)
    elif block.heading != "Bad":
        parse(block.text)


# The tutorial ---------------------------------------------------------------------------------


class _Monday(date):
    """The day on which the tutorial is read."""

    @classmethod
    def today(cls) -> _Monday:
        return cls(2026, 11, 23)


def test_the_tutorial_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever follows it step by step reads what it says."""
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
    monkeypatch.setattr("okrsite.cli.init.date", _Monday)
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: {0}, raising=False)  # no pool
    ran = 0
    for block in read(DOCS / "tutorial" / "first-site.md").blocks:
        if block.name:
            Path(block.name).write_text(block.text, encoding="utf-8")
        elif block.language == "console" and block.text.startswith("$ okrsite "):
            command, _, wanted = block.text.partition("\n")
            said = CliRunner().invoke(cli.main, command.split()[2:]).output
            pattern = re.escape(wanted).replace("…", ".*")
            assert re.fullmatch(pattern, said, re.DOTALL), f"{block}: {said}"
            ran += 1
    assert ran == 8


# The starter ----------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2026-01-01", "2026-03-31", "2026-11-22", "2028-02-29"])
def test_the_starter_has_no_fault_on_any_day(day: str, tmp_path: Path) -> None:
    """What `okrsite init` writes is the best example there is."""
    today = date.fromisoformat(day)
    for path, text in starter_files(placeholders(today, 'Müller "& Söhne": Umzüge')):
        assert "{{" not in text.replace("${{", ""), path
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    found = prepare(Order(tmp_path, as_of=today), Door(environment={}))
    assert found.problems == ()
    assert found.portfolio is not None
    assert len(found.portfolio.objectives) == 3
    assert all(
        each.words
        for o in found.portfolio.objectives.values()
        for each in o.key_results
        if each.facts.aligned is None
    )
    assert {".gitignore", ".github"} <= {path.name for path in tmp_path.iterdir()}
