"""The search's index: what leads to what, in any script, and nothing that is hidden."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from okrsite.model.portfolio import Portfolio
from okrsite.pages import search, search_index
from okrsite.pages._fold import LONGEST, words
from okrsite.pages._search_facets import FACETS
from okrsite.pages._tree import tree
from tests.conftest import ROOT
from tests.sites import AS_OF, GOAL, ORG, objective, portfolio, site
from tests.test_hostile import STRINGS

LOOKUP = ROOT / "themes" / "atlas" / "static" / "lookup.js"
TITLES = {
    "german": "Lieferzeiten für Großkunden halten",
    "danish": "Færre fejl på ordrer",
    "polish": "Łatwiejszy zakup biletów",
    "turkish": "Işıkları söndürmek İSTANBUL",
    "russian": "Сократить сроки поставки ёлок",
    "greek": "Λιγότερες καθυστερήσεις στους δρόμους",
    "arabic": "تقليل وقت التسليم إلى العملاء",
    "hebrew": "פחות איחורים במשלוחים",
    "chinese": "缩短客户交货时间",
    "japanese": "お客様への配達を速くする",
    "korean": "고객 배송 시간을 단축",
    "thai": "ลดเวลาส่งสินค้า",
    "hindi": "समय पर डिलीवरी",
    "mixed": "Q4目標 99.5% on-time",
}
FOUND = [
    ("lieferzeit", "german"), ("grosskunden", "german"), ("GROẞKUNDEN", "german"),
    ("fur", "german"),
    ("faerre", "danish"), ("pa ordrer", "danish"), ("latwiejszy", "polish"), ("biletow", "polish"),
    ("istanbul", "turkish"), ("isiklari", "turkish"), ("поставки", "russian"), ("елок", "russian"),
    ("сократит", "russian"), ("δρομους", "greek"), ("ΔΡΌΜΟΥΣ", "greek"), ("التسليم", "arabic"),
    ("تسليم", "arabic"), ("عملاء", "arabic"), ("איחורים", "hebrew"), ("客户", "chinese"),
    ("交货时间", "chinese"), ("户", "chinese"), ("配達", "japanese"), ("速", "japanese"),
    ("배송", "korean"), ("고객 시간", "korean"), ("สินค้า", "thai"), ("समय", "hindi"),
    ("目標", "mixed"), ("99.5", "mixed"), ("on-time", "mixed"), ("lieferziet", "german"),
    ("grosskunde", "german"), ("kunden", "german"), ("biletwo", "polish"),
]  # fmt: skip
DRIVER = """\
import { open, words } from "./lookup.mjs";
import { readFileSync } from "node:fs";
const { files, texts, asked } = JSON.parse(readFileSync(0, "utf8"));
globalThis.fetch = async (url) => {
  const name = new URL(url).pathname.replace("/search/", "").replace(".json", "");
  return { ok: name in files, status: 404, json: async () => JSON.parse(files[name]) };
};
const index = open("https://a.example/search/index.json");
const found = [];
for (const each of asked) {
  const { numbers, whole, near, missing } = await index.find(each.text);
  const passes = await index.filter(each.facets || {});
  const kept = passes ? numbers.filter(passes) : numbers;
  const things = await index.things(kept);
  found.push({ titles: things.map((thing) => thing.title), whole, near, missing,
    nearest: await index.nearest(each.text) });
}
const ids = {};
const named = asked.length ? ["2026-q4-chinese", "nowhere"] : [];
for (const id of named) ids[id] = await index.numberOf(id);
console.log(JSON.stringify({ words: texts.map((text) => words(text)), found, ids }));
"""


def files(found: Portfolio) -> dict[str, str]:
    """The files of an index, by name."""
    return {key: search_index.view(found, key) for _, key in search_index.pages(found)}


def look_up(
    node: Path, folder: Path, index: dict[str, str], asked: list[dict[str, Any]], texts: list[str]
) -> dict[str, Any]:
    """What the theme's script makes of an index and of texts."""
    (folder / "lookup.mjs").write_bytes(LOOKUP.read_bytes())
    (folder / "driver.mjs").write_text(DRIVER, encoding="utf-8")
    order = json.dumps({"files": index, "asked": asked, "texts": texts})
    done = subprocess.run(
        [node, folder / "driver.mjs"], input=order.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.fixture(scope="module")
def many_scripts(tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    """An objective in each of several scripts, and one of another team."""
    goals = {f"2026-Q4/it/{name}.md": objective(title=title) for name, title in TITLES.items()}
    late = "key_results:\n  - {id: late, title: Fewer late invoices, done: false}\n"
    goals[GOAL] = objective(f"owner: ben\ntags: [billing]\n{late}", title="Pay on the day")
    return portfolio(site(tmp_path_factory.mktemp("scripts"), dict(goals)))


def test_script_and_build_take_texts_apart_alike(node: Path, tmp_path: Path) -> None:
    """Whatever is typed is compared with what was built."""
    texts = [
        *STRINGS,
        *TITLES.values(),
        *(text for text, _ in FOUND),
        "x" * 99,
        "目" * 99,
        "a\u0301",
    ]
    texts += [
        "ﬁne ½ № ǅ \u017f K ﷺ \u0640",
        "が ガ が 각 각",
        "İıIi ΑΣ ας",
        "",
        " ",
        "\ud7a3\u0b94\u0ddd",
    ]
    theirs = look_up(node, tmp_path, {}, [], texts)["words"]
    assert theirs == [words(text) for text in texts]
    assert max(len(word) for found in theirs for word in found) <= LONGEST


def test_every_script_is_found(node: Path, tmp_path: Path, many_scripts: Portfolio) -> None:
    """Beginnings, endings, errors, accents, pairs of letters: the title comes first."""
    asked = [{"text": text} for text, _ in FOUND]
    found = look_up(node, tmp_path, files(many_scripts), asked, [])["found"]
    missed = {
        text: each["titles"][:3]
        for (text, name), each in zip(FOUND, found, strict=True)
        if TITLES[name] not in each["titles"][:1]
    }
    assert missed == {}


def test_words_filters_and_ids(node: Path, tmp_path: Path, many_scripts: Portfolio) -> None:
    """Key results, owners and tags lead to their objective; filters narrow; all words count."""
    asked: list[dict[str, Any]] = [
        {"text": "invoices"},
        {"text": "ben"},
        {"text": "billing"},
        {"text": "late invoices", "facets": {"team": ["people-operations"]}},
        {"text": "late invoices", "facets": {"team": ["company"]}},
        {"text": "late invoices", "facets": {"team": ["it"]}},
        {"text": "late", "facets": {"owner": ["ben"], "cycle": ["2026-q4"]}},
        {"text": "late", "facets": {"status": ["met"]}},
        {"text": "invoices zzzzzz"},
        {"text": "zzzzzz"},
        {"text": "invoises"},
    ]
    answer = look_up(node, tmp_path, files(many_scripts), asked, [])
    titles = [each["titles"] for each in answer["found"]]
    pay = ["Pay on the day"]
    assert titles[0] == pay
    assert titles[1][0] == "Ben"
    assert pay[0] in titles[1]
    assert titles[2:8] == [pay, pay, pay, [], pay, []]
    assert titles[8] == pay
    assert answer["found"][8]["missing"] == ["zzzzzz"]
    assert titles[9] == []
    assert titles[10] == pay
    assert answer["found"][10]["near"] == ["invoises"]
    numbers = tree(many_scripts).numbers
    assert answer["ids"] == {"2026-q4-chinese": numbers["2026-q4-chinese"], "nowhere": -1}


def test_every_word_of_a_title_leads_to_it(many_scripts: Portfolio) -> None:
    """Read straight from the files: words in order, numbers as steps."""
    index = files(many_scripts)
    way_in = json.loads(index["index"])
    shelves = [json.loads(index[f"words/{n}"]) for n in range(len(way_in["words"]))]
    listed = [word for shelf in shelves for word, _, _ in shelf]
    assert listed == sorted(listed)
    leads: dict[str, set[int]] = {}
    for shelf in shelves:
        for word, titles, _ in shelf:
            number = 0
            for step in titles:
                number += step
                leads.setdefault(word, set()).add(number)
    for key, number in tree(many_scripts).numbers.items():
        known = many_scripts.objectives.get(key)
        if known is not None:
            for word in (*words(known.objective.title.plain), f"#{key}"):
                assert number in leads[word]
    assert json.loads(index["vocabulary"]) == [word for word in listed if not word.startswith("#")]


def test_columns_say_what_the_objectives_are(many_scripts: Portfolio) -> None:
    """Place by place, for every row of the cascade."""
    index = files(many_scripts)
    choices = json.loads(index["choices"])
    assert set(choices) == set(FACETS)
    numbers = tree(many_scripts).numbers
    for facet in FACETS:
        column = json.loads(index[f"by/{facet}"])
        assert len(column) == len(numbers)
        assert all(0 <= place <= len(choices[facet]) for place in column)
    number = numbers["2026-q4-onboarding"]
    place = json.loads(index["by/owner"])[number]
    assert choices["owner"][place - 1] == ["ben", "Ben"]


def test_what_an_audience_does_not_see_is_not_in_the_index(tmp_path: Path) -> None:
    """No word, no id, no name, no choice."""
    narrow = "audience: leadership\n"
    hidden = "  - {id: board, name: Zyxboard, parent: company, audience: leadership}\n  - {id: it,"
    root = site(
        tmp_path,
        {
            "org.yml": ORG.replace("  - {id: it,", hidden),
            GOAL: objective(),
            "2026-Q4/it/zyxsecret.md": objective(
                f"{narrow}key_results: [{{id: a, title: Zyxresult, done: false}}]\n",
                title="Zyxtitle",
            ),
            "kpis/zyxkpi.md": f"---\ntype: kpi\ntitle: Zyxkpi\n{narrow}---\n",
            "pages/zyxpage.md": f"---\ntitle: Zyxpage\n{narrow}---\n",
        },
    )
    wide = "".join(files(portfolio(root)).values()).lower()
    assert "zyx" not in wide
    own = "".join(files(portfolio(root, AS_OF, "leadership")).values()).lower()
    for word in ("zyxsecret", "zyxtitle", "zyxresult", "zyxboard", "zyxkpi", "zyxpage"):
        assert word in own


def test_numbers_of_two_builds_do_not_mix(tmp_path: Path) -> None:
    """Another objective, another version; the same content, the same bytes."""
    one = files(portfolio(site(tmp_path / "one", {GOAL: objective()})))
    same = files(portfolio(site(tmp_path / "same", {GOAL: objective()})))
    other = files(
        portfolio(site(tmp_path / "other", {GOAL.replace("boarding", "ce"): objective()}))
    )
    assert one == same
    assert json.loads(one["index"])["version"] != json.loads(other["index"])["version"]


def test_the_index_by_letter_holds_every_objective(many_scripts: Portfolio) -> None:
    """Once, under the letter that its title begins with."""
    view = search.view(many_scripts, "")
    found = [(letter.name, each) for letter in view.letters for each in letter.rows]
    assert sorted(each.id for _, each in found) == sorted(many_scripts.objectives)
    assert [letter.name for letter in view.letters] == sorted({name for name, _ in found})
    assert all(words(each.title)[0][0].upper() == name for name, each in found)


def test_a_site_without_anything_can_be_searched(node: Path, tmp_path: Path) -> None:
    """Nothing is found, and nothing breaks."""
    root = site(tmp_path, {"org.yml": ""})
    empty = look_up(node, tmp_path, files(portfolio(root)), [{"text": "invoices"}], [])
    assert empty["found"][0]["titles"] == []
