"""The alignment graph is always free of loops, and shows the shortest way up."""

from pathlib import Path

import networkx as nx
import pytest

from tests.sites import faults, graph, objective, problems, site

ALIGNED = "key_results: [{id: all, title: A, aligned: mean}]"


def goals(tmp_path: Path, aligned: dict[str, str], front: str = "") -> Path:
    """Objectives of IT, each aligned to what is named after it; those named `top...` of the whole."""  # noqa: E501
    return site(
        tmp_path,
        {
            f"2026-Q4/{'company' if name.startswith('top') else 'it'}/{name}.md": objective(
                f"id: {name}\naligns_to: [{to}]\n{front}"
            )
            for name, to in aligned.items()
        },
    )


def edges(root: Path) -> list[tuple[str, str]]:
    """The alignments that stand."""
    return [
        (each.source, f"{each.objective}#{each.key_result}" if each.key_result else each.objective)
        for each in graph(root).edges
    ]


@pytest.mark.parametrize(
    ("aligned", "set_aside"),
    [
        ({"a": "a"}, ("a", "a")),
        ({"a": "b", "b": "a"}, ("b", "a")),
        ({"b": "a", "a": "c", "c": "b"}, ("c", "b")),
        ({"a": "b", "b": "c, a", "c": "x", "x": ""}, ("b", "a")),
    ],
)
def test_the_edge_that_closes_a_loop_is_set_aside(
    tmp_path: Path, aligned: dict[str, str], set_aside: tuple[str, str]
) -> None:
    """Edges are taken in order of (source, target); that one is an error, drawn nowhere."""
    root = goals(tmp_path, aligned)
    found = problems(root)
    assert [each.rule for each in found] == ["alignment-loop"]
    assert all(f"`{name}`" in found[0].message for name in set_aside)
    assert set_aside not in edges(root)
    assert nx.is_directed_acyclic_graph(graph(root).graph)


def test_a_loop_through_a_key_result_is_a_loop(tmp_path: Path) -> None:
    """A key result is part of its objective."""
    root = goals(tmp_path, {"a": "b#all", "b": "a#all"}, ALIGNED)
    assert faults(problems(root)) == ["alignment-loop 2026-Q4/it/b.md:4"]
    assert edges(root) == [("a", "b#all")]


def test_an_objective_cannot_serve_its_own_key_result(tmp_path: Path) -> None:
    """Nor itself."""
    root = goals(tmp_path, {"a": "a#all"}, ALIGNED)
    assert faults(problems(root)) == ["alignment-loop 2026-Q4/it/a.md:4"]
    assert edges(root) == []


def test_several_ways_up_are_no_loop(tmp_path: Path) -> None:
    """A diamond stands as it is."""
    root = goals(tmp_path, {"top": "", "a": "top", "b": "top", "c": "a, b"})
    assert problems(root) == ()
    assert len(edges(root)) == 4


def test_an_edge_drives_at_an_aligned_key_result_and_supports_elsewhere(tmp_path: Path) -> None:
    """Or drives where `rollup` says so, or where there are no key results."""
    files = {
        "2026-Q4/it/a.md": objective(
            "id: a\nkey_results: [{id: all, title: A, aligned: mean}, {id: own, title: B, done: false}]"  # noqa: E501
        ),
        "2026-Q4/it/b.md": objective("id: b\nrollup: both\nkey_results: [{title: B, done: false}]"),
        "2026-Q4/it/c.md": objective("id: c"),
        "2026-Q4/it/x.md": objective("id: x\naligns_to: [a#all, a#own, a, b, c]"),
    }
    found = graph(site(tmp_path, files)).edges
    drives = {f"{each.objective}#{each.key_result or ''}": each.drives for each in found}
    assert drives == {"a#": False, "a#all": True, "a#own": False, "b#": True, "c#": True}


def test_the_line_of_sight_is_the_shortest_chain_to_the_whole_organisation(tmp_path: Path) -> None:
    """Longer ones are there, and not shown first."""
    root = goals(tmp_path, {"top": "", "a": "top", "b": "a", "c": "b, a"})
    sight = graph(root).line_of_sight
    assert [step.objective for step in sight["c"]] == ["a", "top"]
    assert sight["top"] == ()


def test_of_two_chains_of_one_length_the_first_by_id_is_taken(tmp_path: Path) -> None:
    """Step by step from below."""
    root = goals(tmp_path, {"top1": "", "top2": "", "b": "top1", "a": "top2", "c": "b, a"})
    assert [step.objective for step in graph(root).line_of_sight["c"]] == ["a", "top2"]


def test_who_reaches_no_objective_of_the_whole_has_no_line_of_sight(tmp_path: Path) -> None:
    """An orphan, and all that hang on it."""
    root = goals(tmp_path, {"top": "", "a": "", "b": "a"})
    assert graph(root).line_of_sight["b"] == ()


def test_a_chain_through_a_loop_is_not_lost(tmp_path: Path) -> None:
    """Only the closing edge goes."""
    root = goals(tmp_path, {"top": "", "a": "b", "b": "a, top"})
    assert [step.objective for step in graph(root).line_of_sight["a"]] == ["b", "top"]


def test_aligning_twice_to_one_thing_is_a_fault(tmp_path: Path) -> None:
    """By short and by full name."""
    files = {
        "2026-Q4/it/a.md": objective("aligns_to: [b, 2026-q4-b]"),
        "2026-Q4/it/b.md": objective(),
    }
    assert faults(problems(site(tmp_path, files))) == ["duplicate-id 2026-Q4/it/a.md:3"]


def test_a_long_chain_is_no_matter_of_depth(tmp_path: Path) -> None:
    """A thousand levels are linked without running out of stack."""
    names = [f"n{number:04}" for number in range(1000)]
    chain = dict(zip(names, [*names[1:], "top"], strict=True))
    root = goals(tmp_path, {**chain, "top": ""})
    assert len(graph(root).line_of_sight["n0000"]) == 1000
