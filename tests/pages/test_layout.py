"""Laws of a layered drawing, whatever is to be drawn."""

import random
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.pages._fit import cut, width, wrapped
from okrsite.pages._layout import PASSING, Layout, Line, lay_out
from okrsite.pages._layout_order import crossings, ordered

LAWS = settings(max_examples=150, deadline=None)
SIZES = st.lists(st.integers(0, 7), min_size=1, max_size=6)
"""How many boxes stand in each column."""
SEEDS = st.integers(0, 2**32)

Drawing = tuple[list[list[str]], dict[str, float], list[Line]]


def drawing(sizes: list[int], seed: int) -> Drawing:
    """Boxes in columns, and lines between some of them, each to a later column."""
    chance = random.Random(seed)
    columns = [[f"{column}.{at}" for at in range(many)] for column, many in enumerate(sizes)]
    heights = {key: chance.choice([10.0, 88.0, 120.5]) for column in columns for key in column}
    pairs = [
        (one, other) for left, right in combinations(columns, 2) for one in left for other in right
    ]
    chosen = [pair for pair in pairs if chance.random() < 0.3]
    return columns, heights, [Line(*pair, chance.choice(["", "drives"])) for pair in chosen]


def spans(found: Layout, drawn: Drawing) -> list[list[tuple[float, float]]]:
    """What is taken in each column, from the top: boxes, and the lines that pass."""
    columns, heights, _ = drawn
    taken = [
        [(found.tops[key], found.tops[key] + heights[key]) for key in keys] for keys in columns
    ]
    passing = {(each.column, each.y) for way in found.ways.values() for each in way}
    for column, y in passing:
        taken[column].append((y - PASSING / 2, y + PASSING / 2))
    return [sorted(each) for each in taken]


@given(sizes=SIZES, seed=SEEDS)
@LAWS
def test_nothing_overlaps(sizes: list[int], seed: int) -> None:
    """No box another one, and no line a box that it passes; all within the drawing's height."""
    drawn = drawing(sizes, seed)
    found = lay_out(*drawn)
    for taken in spans(found, drawn):
        assert all(one[1] + 5 < other[0] for one, other in pairwise(taken))
        assert all(top >= -0.1 and end <= found.height + 0.1 for top, end in taken)


@given(sizes=SIZES, seed=SEEDS)
@LAWS
def test_a_line_passes_every_column_between_its_ends(sizes: list[int], seed: int) -> None:
    """Once each, from left to right."""
    columns, heights, lines = drawing(sizes, seed)
    found = lay_out(columns, heights, lines)
    assert set(found.ways) == set(lines)
    for line, way in found.ways.items():
        left, right = (int(key.partition(".")[0]) for key in (line.left, line.right))
        assert [each.column for each in way] == list(range(left + 1, right))


@given(sizes=SIZES, seed=SEEDS)
@LAWS
def test_the_same_drawing_every_time(sizes: list[int], seed: int) -> None:
    """Nothing depends on chance or on addresses in memory."""
    assert lay_out(*drawing(sizes, seed)) == lay_out(*drawing(sizes, seed))


@given(sizes=SIZES, seed=SEEDS)
@LAWS
def test_sorting_never_makes_more_lines_cross(sizes: list[int], seed: int) -> None:
    """And keeps every box in its column."""
    columns, _, lines = drawing(sizes, seed)
    number = {key: at for at, key in enumerate(key for keys in columns for key in keys)}
    places = [[number[key] for key in keys] for keys in columns]
    near = [
        (number[each.left], number[each.right])
        for each in lines
        if int(each.right.partition(".")[0]) - int(each.left.partition(".")[0]) == 1
    ]
    found = ordered(places, near)
    assert crossings(found, near) <= crossings(places, near)
    assert [sorted(each) for each in found] == places


def test_crossings_are_counted() -> None:
    """Two parallel lines do not cross, two that change sides do."""
    assert crossings([[0, 1], [2, 3]], [(0, 2), (1, 3)]) == 0
    assert crossings([[0, 1], [2, 3]], [(0, 3), (1, 2)]) == 1
    assert crossings([[0, 1], [2, 3]], [(0, 2), (0, 3)]) == 0


def test_a_knot_that_can_be_undone_is_undone() -> None:
    """Two boxes that stand the wrong way round change places."""
    lines = [Line("a", "y"), Line("b", "x")]
    found = lay_out([["a", "b"], ["x", "y"]], dict.fromkeys("abxy", 10.0), lines)
    assert (found.tops["a"] < found.tops["b"]) == (found.tops["y"] < found.tops["x"])


# Texts ----------------------------------------------------------------------------------------

TEXTS = st.text(max_size=600)


@given(text=TEXTS, wide=st.integers(40, 400), most=st.integers(1, 4))
@LAWS
def test_a_text_fits_into_its_lines(text: str, wide: int, most: int) -> None:
    """Of any script and length; what is left out is told by its last letter."""
    lines = wrapped(text, 14, wide, most)
    assert len(lines) <= most
    assert all(width(line, 14) <= wide + 0.01 for line in lines)
    whole = "".join(text.split())
    shown = "".join("".join(lines).split())
    assert shown == whole or (lines[-1].endswith("…") and len(shown) <= len(whole) + 1)


def test_one_line_is_cut() -> None:
    """As late as there is room."""
    assert cut("Warehouse and transport", 13, 110) == "Warehouse and…"
    assert cut("Warehouse and transport", 13, 87) == "Warehouse…"
    assert cut("Short", 13, 100) == "Short"
    assert cut("", 13, 100) == ""
