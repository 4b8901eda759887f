"""Rules and page types of installed packages: one among the others, and told apart when faulty."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrsite import shelf
from okrsite.cache import program
from tests.sites import GOAL, SITE, built, objective, run, site

_RULE = """
from okrsite.model.problem import Case, Finding, Rule, Severity

def find(case):
    for each in case.portfolio.objectives.values():
        if not each.objective.tags:
            yield Finding("acme-no-tag", "The objective has no tag", each.objective.place)

RULE = Rule("{name}", Severity.WARNING, "An objective has no tag.", find)
"""

_PAGE = """
from typing import NamedTuple
from okrsite.model.page import PageType
from okrsite.pages._frame import Frame, frame

class View(NamedTuple):
    frame: Frame
    many: int

PAGE = PageType(
    "acme_board",
    lambda portfolio: [("{address}", "")],
    lambda portfolio, key: View(frame(portfolio), len(portfolio.objectives)),
)
"""

_TEMPLATE = """{% extends "base.html" %}
{% block title %}Board{% endblock %}
{% block main %}<h1>{{ view.many }} for the board</h1>{% endblock %}
"""


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder where packages are installed; what was found before and after is forgotten."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    known = [shelf.modules, shelf.things, shelf.named, shelf.folders, program.program]
    before = set(sys.modules)
    for each in known:
        each.cache_clear()
    yield folder
    for each in known:
        each.cache_clear()
    for name in set(sys.modules) - before:
        if name.startswith("acme_"):
            del sys.modules[name]


def _install(packages: Path, group: str, package: str, source: str) -> Path:
    told = packages / f"{package}-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text(f"[{group}]\nacme = {package}.things\n")
    (packages / package).mkdir()
    (packages / package / "__init__.py").write_text("")
    (packages / package / "things.py").write_text(source)
    return packages / package


def _site(where: Path, more: str = "") -> Path:
    return site(where / "here", {"site.yml": f"{SITE}{more}", GOAL: objective()})


def test_a_rule_is_one_among_the_others(packages: Path, tmp_path: Path) -> None:
    """It finds, is listed, and can be set and switched off."""
    _install(packages, "okrsite.rules", "acme_rules", _RULE.replace("{name}", "acme-no-tag"))
    found = run("check", _site(tmp_path))
    assert "The objective has no tag" in found.output
    assert "acme-no-tag" in run("rules").output
    assert "An objective has no tag." in run("rules", "acme-no-tag").output
    off = _site(tmp_path, "policy:\n  rules:\n    acme-no-tag: off\n")
    assert "has no tag" not in run("check", off).output


def test_a_page_type_is_drawn_by_its_own_template(packages: Path, tmp_path: Path) -> None:
    """Until a theme has one of that name."""
    package = _install(
        packages, "okrsite.pages", "acme_pages", _PAGE.replace("{address}", "/board/")
    )
    (package / "templates").mkdir()
    (package / "templates" / "acme_board.html").write_text(_TEMPLATE)
    root = _site(tmp_path, "theme: ours\n")
    theme = root / "themes" / "ours"
    (theme / "templates").mkdir(parents=True)
    (theme / "theme.toml").write_text('extends = "atlas"\n')
    page = built(root) / "board" / "index.html"
    assert "<h1>1 for the board</h1>" in page.read_text("utf-8")
    (theme / "templates" / "acme_board.html").write_text(_TEMPLATE.replace("for", "before"))
    built(root)
    assert "<h1>1 before the board</h1>" in page.read_text("utf-8")


def test_changed_code_of_a_package_draws_again(packages: Path, tmp_path: Path) -> None:
    """With the cache, as without."""
    source = _PAGE.replace("{address}", "/board/")
    package = _install(packages, "okrsite.pages", "acme_fresh", source)
    (package / "templates").mkdir()
    (package / "templates" / "acme_board.html").write_text(_TEMPLATE)
    root = _site(tmp_path)
    assert run("build", root).exit_code == 0
    (package / "templates" / "acme_board.html").write_text(_TEMPLATE.replace("for", "before"))
    program.program.cache_clear()
    assert run("build", root).exit_code == 0
    text = (root / "site" / "board" / "index.html").read_text("utf-8")
    assert "<h1>1 before the board</h1>" in text


@pytest.mark.parametrize(
    ("group", "source", "said"),
    [
        ("okrsite.rules", "raise RuntimeError('no licence')", "no licence"),
        ("okrsite.rules", "", "RULE"),
        ("okrsite.rules", _RULE.replace("{name}", "vague-title"), "have the name `vague-title`"),
        ("okrsite.pages", _PAGE.replace("{address}", "/teams/"), "have the address `/teams/`"),
    ],
    ids=["fails", "empty", "name-taken", "address-taken"],
)
def test_a_faulty_package_is_named(
    packages: Path, tmp_path: Path, group: str, source: str, said: str
) -> None:
    """Nothing is published, and nobody sees a traceback."""
    _install(packages, group, "acme_faulty", source)
    root = _site(tmp_path)
    found = run("build", root)
    assert found.exit_code == 2
    assert said in found.output
    assert not (root / "site").exists()


def test_a_theme_adds_pages(tmp_path: Path) -> None:
    """Each template in `templates/pages/` is one; links of texts may lead there."""
    more = {
        "site.yml": f"{SITE}theme: ours\n",
        GOAL: objective(body="See the [imprint](/imprint/).\n"),
    }
    root = site(tmp_path / "here", more)
    folder = root / "themes" / "ours" / "templates" / "pages"
    folder.mkdir(parents=True)
    (root / "themes" / "ours" / "theme.toml").write_text('extends = "atlas"\n')
    (folder / "imprint.html").write_text(
        '{% extends "base.html" %}{% block title %}Imprint{% endblock %}'
        "{% block main %}<h1>{{ view.frame.title }}, {{ view.name }}</h1>{% endblock %}"
    )
    text = (built(root) / "imprint" / "index.html").read_text("utf-8")
    assert ", imprint</h1>" in text
    assert "<title>Imprint" in text


def test_a_page_of_a_theme_takes_no_other_s_address(tmp_path: Path) -> None:
    """It is told, and nothing is published."""
    root = site(tmp_path / "here", {"site.yml": f"{SITE}theme: ours\n", GOAL: objective()})
    folder = root / "themes" / "ours" / "templates" / "pages"
    folder.mkdir(parents=True)
    (root / "themes" / "ours" / "theme.toml").write_text('extends = "atlas"\n')
    (folder / "teams.html").write_text('{% extends "base.html" %}')
    found = run("build", root)
    assert found.exit_code == 2
    assert "`/teams/`" in found.output
