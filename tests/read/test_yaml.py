"""YAML means what it means by the 1.2 core rules, and every value knows where it stands."""

import pytest

from okrsite.read.yaml import MAX_DEPTH, Map, YamlFault, parse


def value(text: str) -> object:
    """What a plain scalar means."""
    found: object = parse(f"key: {text}\n")["key"]
    return found


@pytest.mark.parametrize(
    "text",
    ["no", "NO", "on", "off", "yes", "y", "1:30", "1_000", "=", "<<", "2026-11-01", "0b1", "1,5"],
)
def test_words_that_yaml_1_1_turns_into_something_else_are_text(text: str) -> None:
    """`no`, `on`, `1:30` and dates are text."""
    assert value(text) == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("010", 10),
        ("-7", -7),
        ("+7", 7),
        ("0o10", 8),
        ("0x1F", 31),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("-.5", -0.5),
        ("5.", 5.0),
        ("1.50", 1.5),
    ],
)
def test_numbers_are_decimal_unless_they_say_otherwise(text: str, meant: float) -> None:
    """`010` is ten."""
    assert value(text) == meant
    assert not isinstance(value(text), str)


@pytest.mark.parametrize("text", ["true", "True", "TRUE", "false", "False", "FALSE"])
def test_only_true_and_false_are_booleans(text: str) -> None:
    """Three spellings each, and no others."""
    assert value(text) is (text.lower() == "true")


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nothing_has_five_spellings(text: str) -> None:
    """An empty value is nothing, and so is `null`."""
    assert value(text) is None


@pytest.mark.parametrize("text", ["tRUE", "nULL", "None", "+", ".", "..", "e5", "0x", "0o8"])
def test_what_only_looks_like_a_word_or_number_is_text(text: str) -> None:
    """A near miss is text."""
    assert value(text) == text


@pytest.mark.parametrize("text", ["'no'", '"true"', '"12"', "'~'", '""'])
def test_quotes_make_text(text: str) -> None:
    """Whatever stands in quotes is text."""
    assert value(text) == text[1:-1]


def test_a_very_long_number_is_not_worked_out() -> None:
    """Thousands of digits cost no time and are no number to calculate with."""
    assert value("9" * 5000) == float("inf")


def test_keys_are_the_text_that_was_written() -> None:
    """A key such as 2026, no or 0.3 is text, so that two spellings are two keys."""
    assert list(parse("2026: a\nno: b\n0.3: c\n~: d\n")) == ["2026", "no", "0.3", "~"]


def test_an_empty_text_is_nothing() -> None:
    """No document is no fault."""
    assert parse("") is None
    assert parse("# only a comment\n") is None


def test_everything_knows_its_line_and_column() -> None:
    """Marks count from 1, from the first line of the file."""
    found = parse("a: 1\nb:\n  - x\n  - {c: 2}\n", first_line=10)
    assert isinstance(found, Map)
    assert found.keys_at == {"a": (10, 1), "b": (11, 1)}
    assert found.values_at["a"] == (10, 4)
    assert found["b"].items_at == [(12, 5), (13, 5)]
    assert found["b"][1].values_at["c"] == (13, 9)


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_a_separator_that_editors_do_not_count_is_no_line(separator: str) -> None:
    """NEL and the Unicode separators do not move the lines that follow."""
    found = parse(f"a: 'x{separator}y'\nb: 1\n")
    assert found.keys_at["b"] == (2, 1)


def test_columns_count_characters() -> None:
    """An emoji or an umlaut is one column."""
    assert parse("{ä🚀: 1, b: 2}").keys_at["b"] == (1, 9)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\na: 2\n", 2),
        ("a: {b: 1,\n  b: 2}\n", 2),
        ("a: &x 1\n", 1),
        ("a: 1\nb: *x\n", 2),
        ("a: !!str 1\n", 1),
        ("a: !x 1\n", 1),
        ("a: ! 1\n", 1),
        ("&k a: 1\n", 1),
        ("a: &x [1]\n", 1),
        ("a: !x {b: 1}\n", 1),
        ("a: 1\n---\nb: 2\n", 2),
        ("[a]: 1\n", 1),
        ("{a: b}: 1\n", 1),
        ("a: [1\n", 2),
        ("a: 'x\n", 2),
        ("a: b: c\n", 1),
        ("a:\n\tb: 1\n", 2),
        ("a: \x01\n", 1),
    ],
)
def test_what_this_format_does_not_take_is_refused_where_it_stands(text: str, line: int) -> None:
    """Aliases, anchors, tags, duplicate keys, several documents and broken YAML have a line."""
    with pytest.raises(YamlFault) as caught:
        parse(text)
    assert caught.value.mark[0] == line
    assert caught.value.message


def test_a_tag_is_refused_in_quotes_too() -> None:
    """A tag before quotes is a tag."""
    with pytest.raises(YamlFault):
        parse('a: !!int "1"\n')


def test_lists_may_be_nested_to_the_limit_and_no_deeper() -> None:
    """Depth 32 is read, 33 is refused."""
    deep = parse("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    for _ in range(MAX_DEPTH - 1):
        deep = deep[0]
    assert deep == []
    with pytest.raises(YamlFault, match="deeper"):
        parse("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))


def test_a_fault_says_what_to_do() -> None:
    """The commonest faults have a hint."""
    for text in ("a: b: c\n", "a: @x\n", "a:\n\tb: 1\n", "a: *x\n", "a: &x y\n", "a: !x y\n"):
        with pytest.raises(YamlFault) as caught:
            parse(text)
        assert caught.value.hint, text
