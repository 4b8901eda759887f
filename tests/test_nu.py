"""The Nu HTML checker finds nothing on any page."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.sites import CYCLES, GOAL, ORG, SITE, built, goal, objective, site
from tests.test_build import TEXTURE
from tests.test_hostile import STRINGS, hostile

pytestmark = pytest.mark.nu

EVERY_KIND = goal(
    "{id: a, title: A, metric: {from: 15, to: 5, unit: days}, checkins: [{date: 2026-10-10, value: 12},"  # noqa: E501
    " {date: 2026-10-20, value: 11}, {date: 2026-11-10, value: 7, confidence: 3, status: on_track}]}",  # noqa: E501
    "{id: b, title: B, keep: {min: 4, max: 5}, checkins: [{date: 2026-11-10, value: 3}]}",
    "{id: c, title: C, milestones: [{title: One, done: 2026-10-20}, {title: Two, due: 2026-12-01}]}",  # noqa: E501
    "{id: d, title: D, done: 2026-11-02}",
    "{id: e, title: E, aligned: mean}",
    "{id: f, title: F, ladder: {0: 0, 0.5: 1, 1: 2}, withheld: true}",
    "{id: g, title: G, dropped: 2026-11-01, dropped_because: Done by *others*}",
    "{id: h, title: H}",
)
MARKDOWN = """\
Text with a [link](https://a.example/?a=1&b=2), a bare https://b.example/x(y), `code`, ~~gone~~.

# First

### Third

#

| a | b |
|:--|--:|
| 1 | <b> |

- [ ] open
- [x] done
  1. nested
  2. more

> quoted
> > twice

Notes[^1] and again[^1] and[^two].

```python
x = "<y>"
```

---

[](https://a.example) [ ](growth) ![](map.png) ![x](https://a.example/x.png)

Odd: [a](https://a.example/%zz) [b](http://[::1]:99999/) [c](https://a b) [d](mailto:) [e](tel:x y) [f](//x) [g](<https://a.example/a b|c>)

[^1]: One.
[^two]: Two.
"""  # noqa: E501

SITES: dict[str, dict[str, str | bytes]] = {
    "every kind": {GOAL: EVERY_KIND, "2026-Q4/it/x.md": objective("aligns_to: onboarding#e")},
    "markdown": {GOAL: objective("", MARKDOWN), "x.md": MARKDOWN, "2026-10-14-it.md": MARKDOWN,
                 "2026-Q4/people-operations/map.png": b"\x89PNG\r\n\x1a\n"},
    "broadsheet": {"site.yml": f"{SITE}theme: broadsheet\n", GOAL: EVERY_KIND, "x.md": MARKDOWN},
    "nothing": {},
    "no people": {"org.yml": "", "x.md": "---\nteam: a\n---\n"},
    "a year over": {"cycles.yml": CYCLES.replace("2026-12-31", "2026-10-31").replace(
        "starts: 2026-11-01, ends: 2026-11-30", "starts: 2026-10-01, ends: 2026-10-30"), GOAL: EVERY_KIND},  # noqa: E501
    "deep teams": {"org.yml": ORG.replace("people:", "".join(
        f"  - {{id: t{n}, name: T{n}, parent: {f't{n - 1}' if n else 'it'}}}\n" for n in range(12)) + "people:"),  # noqa: E501
        **{f"2026-Q4/t{n}/g{n}.md": objective(f"aligns_to: {f'g{n - 1}' if n else '[]'}") for n in range(12)}},  # noqa: E501
    "titles": {f"2026-Q4/it/t{n}.md": f'---\ntitle: "{title}"\nkey_results: ["{title[:99].rstrip(chr(92))}"]\n---\n'  # noqa: E501
               for n, title in enumerate(TEXTURE.values())},
}  # fmt: skip


def complaints(java: Path, jar: Path, *folders: Path) -> list[str]:
    """What the checker says of all pages of some folders."""
    done = subprocess.run(
        [java, "-jar", jar, "--skip-non-html", "--format", "json", "--exit-zero-always", *folders],
        capture_output=True,
        check=True,
    )
    report = json.loads(done.stderr)
    return sorted(
        {
            f"{Path(each['url']).parent.name}: {each['message']} {each.get('extract', '')!r}"
            for each in report["messages"]
            # It guesses a text's language, and small ones wrongly.
            if "appears to be written in" not in each["message"]
        }
    )


def test_the_checker_does_complain(java: Path, vnu_jar: Path, tmp_path: Path) -> None:
    """A check that finds nothing anywhere would prove nothing."""
    (tmp_path / "x.html").write_text("<p><h1>x</p>")
    assert complaints(java, vnu_jar, tmp_path)


def test_nothing_is_wrong_with_the_example(java: Path, vnu_jar: Path, tmp_path: Path) -> None:
    """Every page of it."""
    assert complaints(java, vnu_jar, built(ROOT, output=tmp_path / "site")) == []


def test_nothing_is_wrong_with_small_sites(java: Path, vnu_jar: Path, tmp_path: Path) -> None:
    """Of every kind of key result, status and Markdown, with titles of any sort."""
    outputs = [
        built(site(tmp_path / name.replace(" ", "-"), files), keep_going=True)
        for name, files in SITES.items()
    ]
    assert complaints(java, vnu_jar, *outputs) == []


def test_nothing_is_wrong_with_hostile_sites(java: Path, vnu_jar: Path, tmp_path: Path) -> None:
    """What is text stays text, for the checker too."""
    outputs = [
        built(hostile(tmp_path / str(number), text), keep_going=True)
        for number, text in enumerate(STRINGS[::6])
    ]
    assert complaints(java, vnu_jar, *outputs) == []
