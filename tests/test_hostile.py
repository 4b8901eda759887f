"""Whatever is written into content, nothing of it runs in a reader's browser."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.html_reader import Document, pages
from tests.sites import GOAL, SITE, built, files_of, problems, site

STRINGS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</svg><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example>",
    "<style>*{display:none}</style>",
    "<a href=javascript:alert(1)>x</a>",
    "<details ontoggle=alert(1) open>x</details>",
    "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
    "<p style=position:fixed>x</p>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "` onmouseover=`alert(1)",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "<!--<script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<script\x0c>alert(1)</script>",
    "<img/src=x/onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](&#x1;javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:alert(1))",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    '[x](https://a.example "\\" onclick=\\"alert(1)")',
    '![x" onerror="alert(1)](https://a.example/x.png)',
    "<javascript:alert(1)>",
    'https://a.example/"onmouseover="alert(1)',
    "https://a.example/<script>alert(1)</script>",
    '```" onload="alert(1)\nx\n```',
    "{{ 7 * 7 }}{% include 'x' %}{{ ''.__class__ }}",
    "${7*7}<%= 7*7 %>",
    "\u2028</script>\u2029",
    "\x00<script>\x00alert(1)</script>",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "+ADw-script+AD4-alert(1)",
    "\ue000<b>\ue000\x7f",
]


def hostile(tmp_path: Path, text: str) -> Path:
    """A site with the text in every field that takes text."""
    x = json.dumps(text)  # a JSON text is a YAML text
    body = text.replace("\x00", "")
    org = f"""\
teams:
  - {{id: company, name: {x}, lead: ada, mission: {x}}}
  - {{id: it, name: {x}, parent: company}}
people:
  - {{id: ada, name: {x}, role: {x}, team: it}}
"""
    cycles = (
        f"- {{id: 2026-Q4, title: {x}, starts: 2026-10-01, ends: 2026-12-31, checkin: weekly}}\n"
    )
    goal = f"""\
---
title: {x}
code: {x}
owner: ada
tags: [{x}]
priority: {x}
focus: quality
dropped_because: {x}
score_note: {x}
links: [{{url: "https://a.example/", title: {x}}}]
initiatives: [{{title: {x}, link: "https://a.example/"}}]
extra: {{x: {x}}}
key_results:
  - id: a
    title: {x}
    metric: {{from: 1, to: 9, unit: {x}}}
    source: {x}
    priority: {x}
    changed: [{{date: 2026-11-03, field: to, was: 4, because: {x}}}]
    links: [{{url: "https://a.example/", title: {x}}}]
    checkins: [{{date: 2026-10-10, value: 2, note: {x}, confidence: 5, by: ada}}]
  - {{id: b, title: {x}, milestones: [{{title: {x}, due: 2026-11-01}}]}}
  - {{id: c, title: {x}, keep: {{min: 3, unit: {x}}}}}
---
{body}

# {body}

- [ ] {body}

| {body.replace("|", "")} |
|---|
| {body.replace("|", "")} |

[^1]

[^1]: {body}
"""
    return site(
        tmp_path,
        {
            "site.yml": SITE.replace("title: Example", f"title: {x}")
            .replace("mission: Goods arrive on time.", f"mission: {x}")
            .replace("title: Quality", f"title: {x}"),
            "org.yml": org,
            "cycles.yml": cycles,
            "2026-Q4/company/x.md": goal,
            "kpis/k.md": f"---\ntype: kpi\ntitle: {x}\nunit: {x}\nteam: it\ncheckins: [{{date: 2026-10-10, value: 2, note: {x}}}]\n---\n{body}\n",  # noqa: E501
            "pages/p.md": f"---\ntitle: {x}\nnav: true\n---\n{body}\n",
            "reviews/r.md": f"---\ntype: review\ndate: 2026-11-10\ntitle: {x}\nlessons: [{x}]\ndecisions: [{{decision: keep, objective: x, note: {x}}}]\n---\n{body}\n",  # noqa: E501
            "2026-10-14-company.md": f"---\ntitle: {x}\nby: ada\nobjectives: {{x: {{note: {x}}}}}\n---\n{body}\n\n- a: 3 {body}\n- x: [at risk] {body}\n",  # noqa: E501
        },
    )


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """The same site with words in it: what the theme brings along."""
    return pages(
        built(hostile(tmp_path_factory.mktemp("harmless"), "Plain words"), keep_going=True)
    )


ACTIVE = ("script", "style", "iframe", "object", "embed", "form", "base", "meta", "link", "template",  # noqa: E501
          "input", "button", "select", "textarea", "frame", "applet", "math", "portal")  # fmt: skip


def active(document: Document) -> list[str]:
    """The elements of a page that could do something."""
    return [each.tag for each in document.all(*ACTIVE)]


@pytest.mark.parametrize("text", STRINGS)
def test_no_text_runs(tmp_path: Path, harmless: dict[str, Document], text: str) -> None:
    """In whatever field it stands, on whatever page it is shown."""
    output = built(hostile(tmp_path, text), keep_going=True)
    found = pages(output)
    assert set(found) == set(harmless)
    for page, document in found.items():
        assert active(document) == active(harmless[page]), page
        for element in document.elements:
            for name, value in element.attributes.items():
                assert not name.startswith("on"), (page, element)
                assert name not in ("style", "srcdoc", "formaction", "ping"), (page, element)
                assert re.fullmatch(r"[a-zA-Z][\w:.-]*", name), (page, element)
                bare = re.sub(r"[\s\x00-\x20]", "", value).lower()
                if name in ("href", "src", "action", "data", "xlink:href", "content"):
                    assert not re.match(r"(javascript|data|vbscript|file|blob):", bare), (
                        page,
                        element,
                    )
        for image in document.all("img"):
            assert "//" not in image.attributes["src"], page


@pytest.mark.parametrize("text", [STRINGS[0], STRINGS[-1], STRINGS[-7], "a\x00b", "a\x08b\x1b[31m"])
def test_what_is_written_is_clean_text(tmp_path: Path, text: str) -> None:
    """Every page is UTF-8 without control characters, every JSON file is JSON, XML is XML."""
    output = built(hostile(tmp_path, text), keep_going=True)
    for path, data in files_of(output).items():
        if path.endswith((".html", ".json", ".xml", ".svg")):
            words = data.decode("utf-8")
            assert not re.search(
                "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]", words
            ), path
        if path.endswith(".json"):
            json.loads(data)
        if path.endswith((".xml", ".svg")):
            ElementTree.fromstring(data)  # noqa: S314 (our own output)


def test_headers_and_redirects_cannot_be_added_to(tmp_path: Path) -> None:
    """No line of content begins a line there."""
    root = hostile(tmp_path, "x\n/*\n  X-Evil: 1\n/evil https://evil.example 301\n")
    output = built(root, keep_going=True)
    for name in ("_headers", "_redirects"):
        assert "vil" not in (output / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    ["..%2f..%2fx", "%2e%2e", "a b", "a?b", "a#b", "a&b", "a'b", 'a"b', "a<b>", "con", "nul", ".x.",
     "x\u202ey", "ä", "x" * 200, "-", "a\\b", "a:b", "a\x01b", "a\nb"],
)  # fmt: skip
def test_file_names_cannot_leave_the_output(tmp_path: Path, name: str) -> None:
    """Every file that is written lies within; names in addresses are quoted."""
    files: dict[str, str | bytes] = {
        f"2026-Q4/it/{name}.md": f"---\ntitle: T\nkey_results: []\n---\n![p](<{name}.png>) [c](<{name}.csv>)\n",  # noqa: E501
        f"2026-Q4/it/{name}.png": b"png",
        f"2026-Q4/it/{name}.csv": b"csv",
        f"pages/{name}.md": "x\n",
        f"kpis/{name}.md": "---\ntype: kpi\n---\n",
        f"2026-10-14-{name}.md": "x\n",
    }
    root = site(tmp_path / "in" / "site", files)
    output = built(root, keep_going=True)
    beside = {path.name for path in root.iterdir()} | {path.name for path in tmp_path.iterdir()}
    assert beside == {"content", "site", "in"}
    for path in files_of(output):
        assert ".." not in path.split("/")
        assert not path.startswith("/")
    for document in pages(output).values():
        for address in document.addresses:
            assert re.fullmatch(r"[!#-;=?-\[\]_a-zäüö~]*", address, re.IGNORECASE), address


@pytest.mark.parametrize(
    "key",
    ["../../x", "/etc/x", "a/b", "..", ".", "con/aux", "a\\b", "%2e%2e", "a\u0000b", "x" * 5000],
)
def test_ids_cannot_leave_the_output(tmp_path: Path, key: str) -> None:
    """An id that is a path is refused before anything is written."""
    text = f"---\nid: {json.dumps(key)}\ntitle: T\nkey_results: []\n---\n"
    alias = f"---\naliases: [{json.dumps(key)}]\ntitle: T\nkey_results: []\n---\n"
    cycle = f"- {{id: {json.dumps(key)}, starts: 2026-01-01}}\n"
    for name, files in (
        ("a", {GOAL: text}),
        ("b", {GOAL: alias}),
        ("c", {"cycles.yml": cycle}),
        ("d", {"org.yml": f"teams: [{{id: {json.dumps(key)}, name: T}}]\n"}),
    ):
        assert {each.rule for each in problems(site(tmp_path / name, files))} & {
            "wrong-type",
            "unreadable-document",
        }


@pytest.mark.parametrize(
    "name", ["x.html", "x.svg", "x.js", "x.htm", "x.xhtml", "x.xml", "x.css", "x"]
)
def test_files_that_a_browser_would_run_are_not_copied(tmp_path: Path, name: str) -> None:
    """Though a text links to them."""
    files: dict[str, str | bytes] = {
        f"pages/{name}": b"<script>alert(1)</script>",
        "pages/p.md": f"[x]({name}) ![x]({name})\n",
    }
    output = built(site(tmp_path, files))
    assert [path for path in files_of(output) if path.startswith("files/")] == []


def test_a_linked_file_outside_the_content_is_not_copied(tmp_path: Path) -> None:
    """Neither by a path that climbs nor by a symbolic link."""
    (tmp_path / "secret.txt").write_text("XYZZY")
    root = site(
        tmp_path / "site",
        {"p.md": "[a](../../secret.txt) [b](link.txt) [c](%2e%2e/%2e%2e/secret.txt)\n"},
    )
    (root / "content" / "link.txt").symlink_to(tmp_path / "secret.txt")
    output = built(root)
    assert [path for path, data in files_of(output).items() if b"XYZZY" in data] == []


def test_planted_secrets_are_in_no_byte_of_a_wider_build(tmp_path: Path) -> None:
    """Names, titles, notes, figures, addresses, file names: nothing of what is hidden."""
    hidden = "audience: leadership"
    files: dict[str, str | bytes] = {
        "site.yml": SITE + "north_star: xyzzy-kpi\n",
        "org.yml": "teams:\n  - {id: company, name: All}\n"
        f"  - {{id: xyzzy-board, name: XYZZY, parent: company, lead: xyzzy-cy, mission: XYZZY, {hidden}}}\n"  # noqa: E501
        f"people:\n  - {{id: xyzzy-cy, name: XYZZY, role: XYZZY, {hidden}}}\n  - {{id: ada, name: Ada}}\n",  # noqa: E501
        "cycles.yml": "- {id: 2026-Q4, starts: 2026-10-01, ends: 2026-12-31}\n"
        f"- {{id: 2027-XYZZY, title: XYZZY, starts: 2027-01-01, ends: 2027-12-31, {hidden}}}\n",
        "2026-Q4/company/x.md": """\
---
title: Seen
owner: xyzzy-cy
contributors: [xyzzy-cy, xyzzy-board, ada]
aligns_to: [xyzzy-goal, xyzzy-goal#xyzzy-kr]
depends_on: xyzzy-goal
continues: xyzzy-goal
initiatives: [{title: I, owner: xyzzy-cy}]
key_results:
  - {id: a, title: A, metric: {from: 0, to: 9}, kpi: xyzzy-kpi, owner: xyzzy-cy, deferred_to: 2027-XYZZY,
     checkins: [{date: 2026-10-10, value: 3, by: xyzzy-cy}]}
---
Text.
""",  # noqa: E501
        "2026-Q4/company/xyzzy-goal.md": f"---\ntitle: XYZZY\n{hidden}\naliases: xyzzy-old\nkey_results: [{{id: xyzzy-kr, title: XYZZY, done: false}}]\n---\nXYZZY ![p](xyzzy.png)\n",  # noqa: E501
        "2026-Q4/company/xyzzy.png": b"XYZZY",
        "2026-Q4/xyzzy-board/xyzzy-board.md": "---\ntitle: XYZZY\naligns_to: x#a\nkey_results: []\n---\nXYZZY\n",  # noqa: E501
        "2027-XYZZY/company/xyzzy-next.md": "---\ntitle: XYZZY\nkey_results: []\n---\nXYZZY\n",
        "xyzzy-kpi.md": f"---\ntype: kpi\ntitle: XYZZY\n{hidden}\ncheckins: [{{date: 2026-10-11, value: 7}}]\n---\nXYZZY\n",  # noqa: E501
        "xyzzy-page.md": f"---\ntitle: XYZZY\nnav: true\n{hidden}\n---\nXYZZY\n",
        "xyzzy-review.md": f"---\ntype: review\ndate: 2026-10-12\ntitle: XYZZY\n{hidden}\nscores: {{x: 0.5}}\n---\nXYZZY\n",  # noqa: E501
        "xyzzy-draft.md": f"---\ntitle: XYZZY\n{hidden}\ndraft: true\n---\nXYZZY\n",
        "2026-10-13-xyzzy-board.md": "XYZZY\n\n- x: [at risk] XYZZY\n- x#a: 8 XYZZY\n",
        "2026-10-14-company.md": "---\nby: xyzzy-cy\nkpis: {xyzzy-kpi: {value: 4, note: XYZZY}}\nobjectives: {xyzzy-goal: {status: at_risk, note: XYZZY}}\n---\n- xyzzy-goal#xyzzy-kr: 4% XYZZY\n- xyzzy-goal: [at risk] XYZZY\n- xyzzy-kpi: 5 XYZZY\n- a: 4 Seen\n",  # noqa: E501
        "review.md": "---\ntype: review\ndate: 2026-10-12\ncycle: 2026-Q4\ndecisions: [{decision: keep, objective: xyzzy-goal, note: XYZZY}]\nscores: {xyzzy-goal: 0.4}\n---\nSeen.\n",  # noqa: E501
    }  # fmt: skip
    root = site(tmp_path, files)
    narrow = files_of(built(root, audience="leadership", output=tmp_path / "narrow"))
    assert [path for path, data in narrow.items() if b"XYZZY" in data]
    wide = files_of(built(root, output=tmp_path / "wide"))
    assert [path for path in wide if "xyzzy" in path.lower()] == []
    assert [path for path, data in wide.items() if b"xyzzy" in data.lower()] == []
    data = json.loads(wide["api/v1/cycles/2026-Q4.json"])
    assert [each["id"] for each in data["objectives"]] == ["2026-q4-x"]
    assert data["objectives"][0]["key_results"][0]["value"] == 4
