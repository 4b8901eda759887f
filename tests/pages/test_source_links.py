"""From a page back to its source, at every host that is known, and never to the wrong place."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from okrsite.model.host import DISCUSSED, FIELDS, HOSTS, KINDS, filled, known
from okrsite.model.place import Place
from okrsite.read.site import read_site
from tests.conftest import ROOT
from tests.docs.examples import read
from tests.html_reader import Document
from tests.sites import GOAL, SITE, built, objective, site

PATH = "content/2026-Q4/people-operations/onboarding.md"

LINKS = {
    "{host: github, repo: example/okrs}": (
        f"https://github.com/example/okrs/blob/main/{PATH}?plain=1#L2",
        f"https://github.com/example/okrs/edit/main/{PATH}",
        f"https://github.com/example/okrs/commits/main/{PATH}",
    ),
    "{host: gitlab, repo: example/office/okrs, branch: live, root: /}": (
        f"https://gitlab.com/example/office/okrs/-/blob/live/{PATH[8:]}?plain=1#L2",
        f"https://gitlab.com/example/office/okrs/-/edit/live/{PATH[8:]}",
        f"https://gitlab.com/example/office/okrs/-/commits/live/{PATH[8:]}",
    ),
    "{host: git.example.org, kind: forgejo, repo: office/okrs}": (
        f"https://git.example.org/office/okrs/src/branch/main/{PATH}?display=source#L2",
        f"https://git.example.org/office/okrs/_edit/main/{PATH}",
        f"https://git.example.org/office/okrs/commits/branch/main/{PATH}",
    ),
    "{host: bitbucket.org, repo: example/okrs}": (
        f"https://bitbucket.org/example/okrs/src/main/{PATH}#lines-2",
        f"https://bitbucket.org/example/okrs/src/main/{PATH}?mode=edit&at=main",
        f"https://bitbucket.org/example/okrs/history-node/main/{PATH}",
    ),
    "{host: azure, repo: example/the okrs/_git/okrs}": (
        f"https://dev.azure.com/example/the%20okrs/_git/okrs?path=/{PATH}&version=GBmain&_a=contents"
        "&line=2&lineEnd=2&lineStartColumn=1&lineEndColumn=999",
        f"https://dev.azure.com/example/the%20okrs/_git/okrs?path=/{PATH}&version=GBmain&_a=history",
    ),
    '{view: "https://a.example/{path}?at={line}"}': (f"https://a.example/{PATH}?at=2",),
    '{view: "https://a.example/?in={folder}&file={name}#{line}"}': (
        "https://a.example/?in=content/2026-Q4/people-operations&file=onboarding.md#2",
    ),
    "{}": (),
}


WORDS = ("View source", "Edit", "History")


def sources(page: Path) -> dict[str, str]:
    """The links to its source at the foot of a page, by their words."""
    links = Document(page.read_text(encoding="utf-8")).all("a")
    found = {each.text: each.attributes["href"] for each in links}
    return {word: found[word] for word in WORDS if word in found}


def with_source(source: str) -> str:
    """A site.yml that says where the content is kept."""
    return f"{SITE}source: {source}\n"


@pytest.mark.parametrize("source", LINKS)
def test_a_page_leads_to_its_file(source: str, tmp_path: Path) -> None:
    """At each host by the addresses that it has; without a host nowhere."""
    root = site(tmp_path, {"site.yml": with_source(source), GOAL: objective()})
    page = built(root) / "objectives" / "2026-q4-onboarding" / "index.html"
    assert tuple(sources(page).values()) == LINKS[source]
    assert "2026-Q4/people-operations/onboarding.md:2" in Document(page.read_text()).text


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("", "site.yml"),
        ("teams/people-operations", "org.yml"),
        ("people/ben", "org.yml"),
        ("cycles/2026-q4", "cycles.yml"),
        ("kpis/on-time", "on-time.md"),
        ("reviews/health", "health.md"),
        ("pages/guide", "guide.md"),
    ],
)
def test_every_sort_of_page_leads_to_its_file(page: str, file: str, tmp_path: Path) -> None:
    """Documents, and what stands in the files of settings."""
    files = {
        "site.yml": with_source("{host: github, repo: example/okrs}"),
        "on-time.md": "---\ntype: kpi\ntitle: On time\n---\n",
        "health.md": "---\ntype: review\ndate: 2026-11-20\ncycle: 2026-Q4\n---\n",
        "guide.md": "# Guide\n",
    }
    found = sources(built(site(tmp_path, files)) / page / "index.html")
    assert set(found) == set(WORDS)
    assert found["Edit"] == f"https://github.com/example/okrs/edit/main/content/{file}"


def test_a_check_in_leads_to_its_file(tmp_path: Path) -> None:
    """On the page of its week."""
    files = {
        "site.yml": with_source("{host: github, repo: example/okrs}"),
        "checkins/2026-11-18-it.md": "All well.\n",
    }
    page = built(site(tmp_path, files)) / "updates" / "2026-w47" / "index.html"
    (link,) = [a for a in Document(page.read_text()).all("a") if a.text == "source"]
    assert "/blob/main/content/checkins/2026-11-18-it.md?" in link.attributes["href"]


def test_a_document_is_discussed_where_site_yml_says(tmp_path: Path) -> None:
    """Its id, title and address are put in, and cannot break out of the address."""
    pattern = "https://a.example/new?title={title}&body={url}&label={id}"
    text = f"{SITE}url: https://okrs.example.org/x/\nsource: {{discuss: '{pattern}'}}\n"
    goal = objective(title="'Q&A \"<b>\" #1'")
    output = built(site(tmp_path, {"site.yml": text, GOAL: goal}))
    page = Document((output / "objectives/2026-q4-onboarding/index.html").read_text())
    (link,) = [each for each in page.all("a") if each.text == "Discuss"]
    assert link.attributes["href"] == (
        "https://a.example/new?title=Q%26A%20%22%3Cb%3E%22%20%231"
        "&body=https%3A//okrs.example.org/x/objectives/2026-q4-onboarding/&label=2026-q4-onboarding"
    )


def test_a_second_folder_has_links_only_where_it_is_known(tmp_path: Path) -> None:
    """A link into the wrong repository would look right."""
    for name in ("it-okrs", "hr-okrs"):
        (tmp_path / name).mkdir()
        goal = objective("cycle: 2026-Q4\nteam: it")
        (tmp_path / name / f"{name}.md").write_text(goal, encoding="utf-8")
    source = "{host: gitlab, repo: example/okrs, folders: {it-okrs: {repo: it/okrs, root: ''}}}"
    text = f"{with_source(source)}content: [it-okrs, hr-okrs]\n"
    output = built(site(tmp_path, {"site.yml": text, GOAL: objective()}))
    found = {
        key: sources(output / "objectives" / f"2026-q4-{key}" / "index.html").get("Edit")
        for key in ("it-okrs", "hr-okrs", "onboarding")
    }
    assert found == {
        "it-okrs": "https://gitlab.com/it/okrs/-/edit/main/it-okrs.md",
        "hr-okrs": None,
        "onboarding": f"https://gitlab.com/example/okrs/-/edit/main/{PATH}",
    }


def test_no_page_names_the_path_of_a_document_that_its_audience_may_not_see(tmp_path: Path) -> None:
    """Neither as text nor as an address."""
    files = {
        "site.yml": with_source("{host: github, repo: example/okrs}"),
        GOAL: objective(),
        "2026-Q4/it/merger-plans.md": objective("audience: leadership", title="Prepare"),
        "quiet-room/2026-11-18-it.md": "---\naudience: leadership\n---\n- merger-plans: word\n",
    }
    output = built(site(tmp_path, files), audience="everyone")
    pages = [path for path in output.rglob("*") if path.is_file()]
    assert len(pages) > 20
    assert [
        p for p in pages if b"merger-plans" in p.read_bytes() or b"quiet-room" in p.read_bytes()
    ] == []


FAULTS: Mapping[str, str] = {
    "{host: githb, repo: a/b}": "Did you mean `github`?",
    "{host: git.example.org, repo: a/b}": "add `kind`",
    "{host: git.example.org, kind: gitee, repo: a/b}": "Did you mean `gitea`?",
    "{edit: 'https://a.example/{document}'}": "There is {base}",
    "{discuss: 'https://a.example/{idd}'}": "Did you mean `id`?",
    "{view: 'javascript:alert({line})'}": "",
    "{host: github, repo: a/b, folders: {x: {kind: svn}}}": "It is one of",
}


@pytest.mark.parametrize("source", FAULTS)
def test_a_source_that_leads_nowhere_is_a_fault(source: str) -> None:
    """Found when the site is built, not when a link is followed."""
    site, desk = read_site(with_source(source), Place("content", "site.yml"))
    assert site is None
    (fault,) = desk.findings
    assert fault.rule == "wrong-type"
    assert fault.place == Place("content", "site.yml", 6, fault.place.column if fault.place else 0)
    assert FAULTS[source] in fault.hint


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_is_known_by_name_and_by_domain(host: str) -> None:
    """Whichever of the two stands in site.yml."""
    base, kind = known(host, "")
    assert kind in KINDS.values()
    assert known(base, "") == known(base.removeprefix("https://"), "") == (base, kind)


def test_patterns_hold_only_names_that_are_put_in() -> None:
    """In every pattern of every kind."""
    values = dict.fromkeys(FIELDS, "x")
    for kind in KINDS.values():
        for pattern in (kind.view, kind.edit, kind.history, kind.new):
            assert "{" not in filled(pattern, **values)
    assert {*DISCUSSED} & {*FIELDS} == {"path"}


def test_the_reference_lists_the_hosts_that_are_known() -> None:
    """With their kinds, and what each can do."""
    rows = read(ROOT / "docs" / "reference" / "format.md").rows("Hosts")
    listed = {row[0].strip("`"): (row[1], row[2].strip("`")) for row in rows}
    assert listed == {
        name: (base.removeprefix("https://"), kind) for name, (base, kind) in HOSTS.items()
    }
    for row in rows:
        kind = KINDS[row[2].strip("`")]
        assert row[3].startswith("yes") == bool(kind.edit)
        assert row[4].startswith("yes") == bool(kind.history)
        assert ("text" in row[5], row[5] != "no") == (kind.takes_text, bool(kind.new))
