"""Names of hidden things: cut, told to those who may know, and never to others."""

from pathlib import Path

import pytest

from tests.sites import CYCLES, GOAL, ORG, faults, goal, graph, objective, problems, site

NARROW = "audience: leadership\n"
HIDDEN = "2026-Q4/it/secret.md"
HIDDEN_GOAL = objective(
    f"{NARROW}key_results: [{{id: score, title: S, metric: {{from: 0, to: 9}}}}]"
)
ORG_2 = ORG.replace(
    "  - {id: it,",
    "  - {id: board, name: Board, parent: company, audience: leadership}\n  - {id: it,",
)
NAMELESS = ["unreadable-document -"]


@pytest.mark.parametrize(
    "text",
    ["`2026-q4-secret`", "`secret-old`", "`2026-q4-secret#score`", "x 2026-q4-secret#score y",
     "secret#score", "[x](secret)", "[x](2026-q4-secret)", "[x](../it/secret.md)", "[x](secret#score)",  # noqa: E501
     "[x](/objectives/2026-q4-secret/)", "[x](/objectives/2026-q4-secret/#kr-score)",
     "`board`", "[x](board)", "[x](/teams/board/)"],
)  # fmt: skip
def test_a_name_of_something_hidden_is_told_to_the_narrower_build_alone(
    tmp_path: Path, text: str
) -> None:
    """A wider build shows a reference that leads nowhere."""
    hidden = HIDDEN_GOAL.replace(NARROW, f"{NARROW}aliases: secret-old\n")
    root = site(tmp_path, {"org.yml": ORG_2, HIDDEN: hidden, GOAL: objective("", text)})
    assert set(faults(problems(root, audience="leadership"))) == {f"audience-leak {GOAL}:5"}
    assert {each.rule for each in problems(root)} <= {"broken-link"}


@pytest.mark.parametrize("state", ["draft: true\n", "zzz: 1\n"])
@pytest.mark.parametrize("hidden", [f"{NARROW}", "team: board\n"])
@pytest.mark.parametrize("text", ["`2026-q4-secret`", "[x](secret)", "[x](2026-q4-secret)"])
def test_a_name_of_something_hidden_that_cannot_be_shown_is_told_too(
    tmp_path: Path, text: str, hidden: str, state: str
) -> None:
    """In a goal and in a check-in; else it would leak on the day that it is finished or mended."""
    files = {
        "org.yml": ORG_2,
        "2026-Q4/secret.md": objective(hidden + state),
        GOAL: objective("", text),
        "2026-10-14-it.md": f"{text}\n",
    }
    told = faults(problems(site(tmp_path, files), audience="leadership"))
    assert f"audience-leak {GOAL}:5" in told
    assert "audience-leak 2026-10-14-it.md:1" in told
    assert not [each for each in told if each.startswith("broken-link")]


@pytest.mark.parametrize(
    "text", ["secret", "the secret plan", "`secrets`", "2026-q4-secret", "`a secret`"]
)
def test_an_ordinary_word_is_no_leak(tmp_path: Path, text: str) -> None:
    """Only links, code spans and `id#kr` are names."""
    root = site(tmp_path, {HIDDEN: HIDDEN_GOAL, GOAL: objective("", text)})
    assert problems(root, audience="leadership") == ()


def test_a_hidden_text_may_name_hidden_things(tmp_path: Path) -> None:
    """Its readers may see them."""
    root = site(tmp_path, {HIDDEN: HIDDEN_GOAL, GOAL: objective(NARROW, "`2026-q4-secret`")})
    assert problems(root, audience="leadership") == ()


NAME = '"`2026-q4-secret`"'


@pytest.mark.parametrize(
    "front",
    [
        f"title: {NAME}\nkey_results: []",
        f"title: T\nkey_results: [{{title: {NAME}, done: false}}]",
        f"title: T\nkey_results: [{{title: T, milestones: [{{title: {NAME}}}]}}]",
        f"title: T\nkey_results: [{{title: T, done: false, source: {NAME}}}]",
        f"title: T\nkey_results: [{{title: T, done: false, score_note: {NAME}}}]",
        f"title: T\nkey_results: [{{title: T, done: false, checkins: [{{date: 2026-10-10, note: {NAME}}}]}}]",  # noqa: E501
        f"title: T\nkey_results: []\ninitiatives: [{NAME}]",
        f"title: T\nkey_results: []\nscore_note: {NAME}",
    ],
)
def test_leaks_are_found_in_every_text(tmp_path: Path, front: str) -> None:
    """Titles, notes, milestones, initiatives."""
    root = site(tmp_path, {HIDDEN: HIDDEN_GOAL, GOAL: f"---\n{front}\n---\n"})
    assert {each.rule for each in problems(root, audience="leadership")} == {"audience-leak"}


@pytest.mark.parametrize(
    "front",
    ["aligns_to: secret", "aligns_to: {to: 2026-q4-secret#score, weight: 2}", "depends_on: secret",
     "continues: secret", "owner: cy", "contributors: [cy, board]",
     "key_results: [{title: A, done: false, owner: cy, contributors: [board]}]",
     "key_results: [{title: A, metric: {from: 0, to: 1}, kpi: turnover}]",
     "key_results: [{title: A, done: false, deferred_to: 2027}]",
     "key_results: [{title: A, done: false, checkins: [{date: 2026-10-10, by: cy}]}]",
     "initiatives: [{title: I, owner: cy}]"],
)  # fmt: skip
@pytest.mark.parametrize("state", ["sound", "draft", "faulty"])
def test_a_structured_reference_to_something_hidden_is_cut_without_a_word(
    tmp_path: Path, front: str, state: str
) -> None:
    """Also where the hidden document is a draft, or broken itself."""
    extra = {"sound": "", "draft": "draft: true\n", "faulty": "zzz: 1\n"}[state]
    root = site(
        tmp_path,
        {
            "org.yml": ORG_2 + f"  - {{id: cy, name: Cy, {NARROW.strip()}}}\n",
            "cycles.yml": f"{CYCLES}- {{id: 2027, starts: 2027-01-01, {NARROW.strip()}}}\n",
            HIDDEN: HIDDEN_GOAL.replace(NARROW, NARROW + extra),
            "kpis/turnover.md": f"---\ntype: kpi\n{NARROW}{extra}---\n",
            GOAL: objective(front),
        },
    )
    assert faults(problems(root)) == (NAMELESS if state == "faulty" else [])
    seen = repr(graph(root))
    assert [
        word for word in ("secret", "'cy'", "'board'", "turnover", "2027") if word in seen
    ] == []


def test_a_check_in_line_on_something_hidden_goes(tmp_path: Path) -> None:
    """The whole item, its note too; the rest stays."""
    text = "- secret#score: 4 XYZZY\n- secret: [at risk] XYZZY\n- turnover: 4 XYZZY\n- a: 5%\n- Words.\n"  # noqa: E501
    root = site(
        tmp_path,
        {
            HIDDEN: HIDDEN_GOAL,
            "turnover.md": f"---\ntype: kpi\n{NARROW}---\n",
            GOAL: goal("{id: a, title: A, done: false}"),
            "2026-10-14-people-operations.md": text,
        },
    )
    (update,) = graph(root).updates
    assert [each.plain for each in update.text] == ["Words."]
    assert len(update.on_key_results) == 1
    assert "XYZZY" not in repr(graph(root))


def test_a_line_that_may_mean_something_hidden_goes_too(tmp_path: Path) -> None:
    """What a narrower build calls ambiguous, a wider one does not resolve."""
    part = "{id: score, title: S, metric: {from: 0, to: 9}}"
    root = site(
        tmp_path,
        {
            GOAL: goal(part),
            "2026-Q4/people-operations/secret.md": objective(f"{NARROW}key_results: [{part}]"),
            "2026-10-14-people-operations.md": "- score: 5 XYZZY\n",
        },
    )
    assert [each.rule for each in problems(root, audience="leadership")] == ["ambiguous-reference"]
    assert "XYZZY" not in repr(graph(root))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (HIDDEN, objective(f"{NARROW}zzz: 1")),
        (HIDDEN, f"---\ntitle: [\n{NARROW}---\n"),
        (HIDDEN, f"---\n{NARROW}"),
        (HIDDEN, objective(NARROW).encode() + b"\xff"),
        (HIDDEN, objective(NARROW, "x" * (1 << 20))),
        (HIDDEN, objective("audience: leadrship")),
        (HIDDEN, objective("audience: [leadership]")),
        ("2026-Q4/board/secret.md", objective("zzz: 1")),
        ("2026-Q4/board/secret.md", b"\xff"),
        ("secret.md", objective("team: board\ncycle: 2026-Q4\nzzz: 1")),
    ],
    ids=["field", "yaml", "unclosed", "utf-8", "size", "audience", "list",
         "folder", "folder-bytes", "team-field"],
)  # fmt: skip
def test_a_fault_in_a_hidden_document_has_no_name(
    tmp_path: Path, path: str, text: str | bytes
) -> None:
    """It fails the build, and that is all that is told."""
    root = site(tmp_path, {"org.yml": ORG_2, path: text})
    found = problems(root)
    assert faults(found) == NAMELESS
    assert "secret" not in repr(found)


@pytest.mark.parametrize("front", ["team: nobody", "aligns_to: nowhere", "cycle: 2099"])
def test_a_reference_of_a_hidden_document_that_leads_nowhere_is_not_told(
    tmp_path: Path, front: str
) -> None:
    """It is found while linking, and a wider build links nothing that is hidden."""
    assert problems(site(tmp_path, {HIDDEN: objective(f"{NARROW}{front}")})) == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("org.yml", ORG_2 + f"  - {{id: zed, name: Z, {NARROW.strip()}}}\n" * 2),
        ("org.yml", ORG_2 + f"  - {{id: zed, name: Z, {NARROW.strip()}, zedfield: 1}}\n"),
        ("org.yml", ORG.replace("lead: ben}", f"lead: zed, {NARROW.strip()}}}")),
        ("org.yml", ORG_2.replace("id: board", "id: zedteam").replace("{id: it,", "{id: it, parent: zedtea}\n#")),  # noqa: E501
        ("cycles.yml", f"{CYCLES}- {{id: zed, within: zed, starts: 2027-01-01, {NARROW.strip()}}}\n"),  # noqa: E501
        ("cycles.yml", f"{CYCLES}- {{id: zedyear, starts: 2027-01-01, {NARROW.strip()}}}\n"
                       "- {id: 2028, within: zedyer, starts: 2028-01-01}\n"),
    ],
    ids=["double", "field", "lead", "hint-team", "loop", "hint-cycle"],
)  # fmt: skip
def test_faults_in_settings_do_not_speak_of_hidden_entries(
    tmp_path: Path, name: str, text: str
) -> None:
    """No id of a hidden person, team or cycle in a message or hint."""
    found = problems(site(tmp_path, {name: text}))
    told = " ".join(f"{each.message} {each.hint}" for each in found)
    assert [word for word in ("`zed`", "zedteam", "zedyear", "zedfield") if word in told] == []
