"""`okrsite rename` of teams and people: every mention, and nothing else."""

from pathlib import Path

import pytest

from okrsite.model.document import Ref
from okrsite.model.portfolio import Portfolio
from tests.cli.test_authoring import content
from tests.oracle.organisations import organisation, write
from tests.sites import GOAL, goal, portfolio, problems, run, site

LAPTOPS = "2026-Q4/it/laptops.md"
FILES: dict[str, str | bytes] = {
    "org.yml": (
        "teams:  # all of them\r\n"
        "  - {id: company, name: The company, lead: ada}\r\n"
        "  - {id: people-operations, name: People Operations, parent: company, lead: 'ben'}\r\n"
        "  - id: payroll\r\n    parent: people-operations  # below\r\n    name: Payroll\r\n"
        "  - {id: it, name: IT, parent: company}\r\n"
        "people:\r\n"
        "  - {id: ada, name: Ada, team: company}\r\n"
        "  - {id: ben, name: Ben, team: people-operations}\r\n"
    ),
    GOAL: goal("{id: lead-time, title: Days, owner: ben, metric: {from: 15, to: 5},"
               " checkins: [{date: 2026-10-07, value: 14, by: ben}]}"),
    LAPTOPS: (
        "---\ntitle: Laptops on day one  # ben\nowner: people-operations\n"
        "contributors: ben\nkey_results:\n"
        "  - {id: ready, title: Ready, done: false, contributors: [ada, Ben]}\n"
        "initiatives:\n  - {title: Ask ben, owner: ben}\n---\nben and people-operations\n"
    ),
    "2026-Q4/ada.md": "---\ntitle: Learn\nperson: ben\nkey_results: ['Talks: 1 -> 3 talks']\n---\n",
    "checkins/2026-10-14-people-operations.md": "- lead-time: 12 (6/10) ben counted\n",
    "checkins/2026-10-21-ben.md": "---\n---\nOnly a word\n",
    "people-operations/2026-10-28.md": (
        "---\nby: ben\nkey_results:\n"
        "  onboarding#lead-time: {value: 11, by: ben, note: by ben}\n---\n"
    ),
    "kpis/on-time.md": "---\ntype: kpi\ntitle: On time\nteam: people-operations\nowner: ben\n---\n",
    "reviews/a.md": "---\ntype: review\ndate: 2026-11-13\nteam: people-operations\n---\nben\n",
}  # fmt: skip


def mentions(found: Portfolio, old: str = "", new: str = "") -> list[tuple[object, ...]]:
    """Who is named where, and what follows from it; with one id for another."""

    def who(ref: Ref | str | None) -> str | None:
        text = ref.text if isinstance(ref, Ref) else ref
        return new if text == old else text

    told: list[tuple[object, ...]] = []
    for key, scored in found.objectives.items():
        each = scored.objective
        told.append((key, who(each.team), who(each.person), who(each.owner), scored.progress))
        told.append((key, *map(who, each.contributors), *(who(w.owner) for w in each.initiatives)))
        for kr in scored.key_results:
            goal = kr.key_result
            told.append((key, kr.id, who(goal.owner), *map(who, goal.contributors), kr.value))
            told.append((key, kr.id, *((word.date, who(word.by), word.value) for word in kr.words)))
    told += [(u.document.id, who(u.document.team), who(u.document.person), who(u.document.by))
             for u in found.updates]  # fmt: skip
    told += [(key, who(kpi.kpi.team), who(kpi.kpi.owner)) for key, kpi in found.kpis.items()]
    told += [(key, who(review.team)) for key, review in found.reviews.items()]
    told += [(who(t.id), t.name, who(t.parent), who(t.lead)) for t in found.teams.values()]
    told += [(who(p.id), p.name, who(p.team)) for p in found.people.values()]
    return sorted(told, key=repr)


@pytest.mark.parametrize("old", ["people-operations", "ben"])
def test_every_mention_is_rewritten(old: str, tmp_path: Path) -> None:
    """In org.yml, front matter and file names' stead; all figures and addresses of words stay."""
    root = site(tmp_path, FILES)
    assert not problems(root)
    before, files = portfolio(root), content(root)
    result = run("rename", old, "care", root, "--yes")
    assert result.exit_code == 0, result.output
    assert "/care/ now" in result.output
    assert not problems(root)
    assert mentions(portfolio(root)) == mentions(before, old, "care")
    assert set(content(root)) == set(files)


def test_nothing_else_changes(tmp_path: Path) -> None:
    """Comments, quotes, line ends, words in texts and titles."""
    root = site(tmp_path, FILES)
    before = content(root)
    run("rename", "people-operations", "care", root, "--yes")
    after = content(root)
    wanted = {
        "org.yml": before["org.yml"]
        .replace("id: people-operations", "id: care")
        .replace("parent: people-operations", "parent: care")
        .replace("team: people-operations", "team: care"),
        GOAL: before[GOAL].replace("title: Be ready on day one\n",
                                   "title: Be ready on day one\nteam: care\n"),
        LAPTOPS: before[LAPTOPS].replace("owner: people-operations", "owner: care"),
        "checkins/2026-10-14-people-operations.md":
            "---\ntype: checkin\nteam: care\n---\n- lead-time: 12 (6/10) ben counted\n",
        "people-operations/2026-10-28.md": before["people-operations/2026-10-28.md"].replace(
            "note: by ben}\n---\n", "note: by ben}\ntype: checkin\nteam: care\n---\n"),
        **{path: before[path].replace("team: people-operations", "team: care")
           for path in ("kpis/on-time.md", "reviews/a.md")},
    }  # fmt: skip
    assert {path: text for path, text in after.items() if text != before[path]} == wanted


@pytest.mark.parametrize("seed", range(8))
def test_a_random_organisation_stays_the_same(seed: int, tmp_path: Path) -> None:
    """But for the one name, whoever is renamed."""
    made = organisation(seed)
    write(made, tmp_path)
    as_of = made.dates[-1]
    for old in (made.teams[-1].id, made.people[0].id):
        before = portfolio(tmp_path, as_of)
        kind = "team" if old == made.teams[-1].id else "person"
        result = run("rename", old, f"{old}-new", tmp_path, "--yes", "--kind", kind)
        assert result.exit_code == 0, result.output
        assert mentions(portfolio(tmp_path, as_of)) == mentions(before, old, f"{old}-new")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("it", "ada"), "is taken already: by `ada`"),
        (("it", "company"), "is taken already"),
        (("ben", "it"), "is taken already"),
        (("pepole-operations", "x", "--kind", "team"), "Did you mean `people-operations`?"),
        (("ada", "x"), "is the name of several things: add --kind objective and --kind person"),
    ],
)
def test_what_cannot_be_is_told(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    """With the reason; `ada` is a person, and the stem of an objective's file."""
    files = {**FILES, "2026-Q4/it/ada.md": "---\nid: ada\ntitle: A\nkey_results: []\n---\n"}
    files.pop("2026-Q4/ada.md")
    root = site(tmp_path, files)
    before = content(root)
    result = run("rename", *arguments[:2], root, "--yes", *arguments[2:])
    assert result.exit_code == 2
    assert told in result.output
    assert content(root) == before
