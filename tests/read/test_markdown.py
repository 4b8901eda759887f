"""The Markdown dialect: what is drawn, and what stays text."""

import re

import pytest

from okrsite import markdown
from okrsite.model.prose import Leads


def drawn(text: str, level: int = 2) -> str:
    """A body as HTML, its links unsettled."""
    return markdown.blocks(text, "doc").html(lambda to: to, level)


def line(text: str) -> str:
    """A title or note as HTML."""
    return markdown.inline(text).html(lambda to: to)


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>",
        "<script>alert(1)</script>",
        "a <img src=x onerror=y> b",
        "<!-- x -->",
        "<?php x ?>",
        "<details>\n<summary>x</summary>\n</details>",
        "<style>*{}</style>",
        "<iframe src=x></iframe>",
        "<![CDATA[x]]>",
    ],
)
def test_raw_html_is_text(text: str) -> None:
    """In a body and in a title."""
    for html in (drawn(text), line(text)):
        assert "&lt;" in html
        assert re.findall(r"<(?!/?p>)\w+", html) == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b** `c<d` ~~e~~", "<em>a</em> <strong>b</strong> <code>c&lt;d</code> <s>e</s>"),
        ("a & b", "a &amp; b"),
        ('Tom\'s "best"', "Tom&#x27;s &quot;best&quot;"),
        ("snake_case_word", "snake_case_word"),
        ("a # b", "a # b"),
        ("1. one", "1. one"),
        ("> 4 points", "&gt; 4 points"),
        ("ends with \\", "ends with \\"),
        ("&lt;b&gt; &amp; &copy;", "&lt;b&gt; &amp; ©"),
        ("x[^1]", "x[^1]"),
    ],
)
def test_a_title_is_inline_markdown(text: str, html: str) -> None:
    """Emphasis, code, links; whatever would begin a block stays text."""
    assert line(text) == html


def test_plain_text_is_derived_from_markdown() -> None:
    """White space collapsed, marks gone, words kept."""
    prose = markdown.inline("**Cut**  the `lead time` of [all](x.md)\n\nparts &amp; more")
    assert prose.plain == "Cut the lead time of all parts & more"


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("# A\n## B\n### C\n", [2, 3, 4]),
        ("# A\n### B\n##### C\n## D\n", [2, 3, 4, 3]),
        ("### A\n# B\n### C\n", [2, 2, 3]),
        ("###### A\n\n###### B\n", [2, 2]),
        ("# A\n## B\n### C\n#### D\n##### E\n###### F\n", [2, 3, 4, 5, 6, 6]),
        ("A\n===\nB\n---\n", [2, 3]),
    ],
)
def test_headings_are_closed_up_below_the_page_s_own(text: str, ranks: list[int]) -> None:
    """They begin below the page's, and none is skipped on the way down."""
    assert [int(rank) for rank in re.findall(r"<h(\d)", drawn(text))] == ranks


def test_headings_can_be_linked_to_and_share_no_id() -> None:
    """Also where they say the same, or nothing that an id can hold."""
    html = drawn("# Same\n\n# Same\n\n# 目標\n\n# 成長\n\n# same-2\n")
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 5
    assert all(each.startswith("doc--") for each in ids)


@pytest.mark.parametrize("text", ["#", "# \n", "## #", "# ![](x.png)", "#  \u00a0"])
def test_a_heading_without_words_is_not_drawn(text: str) -> None:
    """An empty heading is a hole in the outline."""
    assert re.search(r"<h\d[^>]*>\s*</h\d>", drawn(text)) is None


def test_tables_align_by_class() -> None:
    """No style attribute, which a strict policy forbids."""
    html = drawn("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | <b> |\n")
    assert "style" not in html
    assert [f"align-{side}" in html for side in ("left", "center", "right")] == [True] * 3
    assert "&lt;b&gt;" in html


def test_tasks_are_drawn_without_form_fields() -> None:
    """A task's state is a word, not a box to tick that does nothing."""
    html = drawn("- [ ] a\n- [x] b\n- [X] c\n- [y] d\n- [ ]e\n")
    assert "<input" not in html
    assert (html.count('aria-label="open"'), html.count('aria-label="done"')) == (1, 2)
    assert "[y] d" in html
    assert "[ ]e" in html


def test_footnotes_lead_there_and_back() -> None:
    """Every reference and every way back has its target."""
    html = drawn("a[^1] b[^note] c[^1]\n\n[^1]: One *em*.\n\n[^note]: Two.\n")
    targets = set(re.findall(r'id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= targets
    assert len(re.findall(r"<sup>", html)) == 3
    assert "<em>em</em>" in html


def test_footnotes_of_two_texts_do_not_meet() -> None:
    """Two texts on one page have their own ids."""
    text = "a[^1]\n\n# H\n\n[^1]: x\n"
    ids = [
        set(re.findall(r'id="([^"]+)"', markdown.blocks(text, prefix).html(lambda to: to)))
        for prefix in ("one", "two")
    ]
    assert ids[0]
    assert ids[0].isdisjoint(ids[1])


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
        "view-source:x",
    ],
)
def test_a_link_that_could_run_something_is_text(address: str) -> None:
    """Only addresses that lead somewhere are links."""
    for text in (f"[x]({address})", f"<{address}>", f"[x]\n\n[x]: {address}", f"![x]({address})"):
        links = list(markdown.blocks(text, "p").links)
        assert [each.written for each in links if ":" in each.written.split("/")[0]] == []


@pytest.mark.parametrize(
    "text", ["https://a.example/x", "<https://a.example/x>", "see http://b.example."]
)
def test_addresses_become_links(text: str) -> None:
    """Written bare or in angles."""
    assert len(list(markdown.blocks(text, "p").links)) == 1


@pytest.mark.parametrize("text", ["www.example.org", "example.org", "a@example.org", "readme.md"])
def test_words_that_only_might_be_addresses_stay_words(text: str) -> None:
    """A file name is no web site."""
    assert list(markdown.blocks(text, "p").links) == []


def test_a_language_of_code_is_a_class_and_nothing_more() -> None:
    """What follows the word is left out."""
    assert 'class="language-js"' in drawn('```js onload="x"\n1\n```\n')
    assert "onload" not in drawn('```"><b onload=x>\n1\n```\n')


@pytest.mark.parametrize(
    "text", ["\x00", "a\x01b", "a\x0bc", "a\x0cb", "a\x1b[31mb", "a\x7fb", "\ufffe"]
)
def test_control_characters_are_not_drawn(text: str) -> None:
    """They are errors in HTML and steer terminals."""
    for html in (drawn(text), line(text), drawn(f"`{text}`"), markdown.inline(text).plain):
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", html), html


def test_items_of_a_check_in_know_their_lines() -> None:
    """Top-level items are taken apart; nested ones stay with theirs."""
    found = markdown.sections("Intro.\n\n- a: 1\n- b: 2\n  more\n  - c: 3\n\nEnd.\n", "p", 10)
    items = [each for section in found if isinstance(section, list) for each in section]
    assert [(item.line, item.text.split()[0]) for item in items] == [(12, "a:"), (13, "b:")]
    assert "c: 3" in items[1].text


def test_a_link_is_closed_where_it_ends() -> None:
    """What is drawn of a text with links is whole, whoever draws it."""
    prose = markdown.inline("see [one](https://a.example) and [two](https://b.example), then")
    settled = prose.with_links(lambda link: link.leading(Leads.OUT, link.written))
    html = settled.html(lambda address: address)
    assert html.count("<a ") == html.count("</a>") == 2
    assert html.endswith("</a>, then")
