"""The Markdown dialect, to Prose.

CommonMark with tables, strike-through, task lists, footnotes and autolinks. Raw HTML is text. What
is drawn holds no style, no script and no address that could run one.
"""

from __future__ import annotations

import re
from dataclasses import field
from html import escape
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from okrsite.i18n import gettext, pgettext
from okrsite.model.noun import dataclass, replace
from okrsite.model.prose import LINK_END, NO_PROSE, Heading, Link, Part, Prose, plain_prose
from okrsite.model.text import presentable, slug

_SPECIAL = frozenset("\\`*_~[]<>&!\n")
_BARE = re.compile(r"://|[wW][wW][wW]\.")
_DOT_OR_COLON = frozenset(".:")
_ENTITY_FREE = re.compile(r"[<>&\"']")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_SAFE_SCHEME = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_LIKE_A_REFERENCE = re.compile(r"[a-z0-9-]+(?:#[a-z0-9-]+)?", re.IGNORECASE)
_PARTED_REFERENCE = re.compile(r"(?<![\w/#-])[a-z0-9-]+#[a-z0-9-]+", re.IGNORECASE)
_TASK = re.compile(r"\[([ xX])\](?=\s)")
_LANGUAGE = re.compile(r"[\w+-]{1,40}")
_TOO_DENSE = 4_000
"""Marks of emphasis, brackets or quotes in one text beyond which it is drawn as written: some
Markdown takes time with the square of their number, and no text for people has so many."""
_MARKS = re.compile(r"[*_~`\[\]<>|!\\]")
_ADDRESSES = re.compile(r"://|www\.", re.IGNORECASE)
_TOO_MANY = 400
"""Bare addresses in one paragraph: finding where each ends takes time with all that follow."""
_RUN = 64
_LONGEST_RUN = re.compile(r"(?:[>*+-][ \t]*|\d+[.)][ \t]+){64,}")


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "maxNesting": 24})
    parser.enable(["table", "strikethrough", "linkify"]).use(footnote_plugin)
    parser.validateLink = _harmless  # type: ignore[method-assign]
    if parser.linkify is not None:
        parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
        # Nothing fuzzy is looked for, so every link has one of these; its own look is a long
        # pattern, tried at every letter of every text.
        parser.linkify.pretest = lambda text: ":" in text or "//" in text
    return parser


def _harmless(url: str) -> bool:
    """Whether an address is one that only ever leads somewhere."""
    text = re.sub(r"[\s\x00-\x1f]", "", url)
    if not _SCHEME.match(text):
        return True
    try:
        urlsplit(text).port  # noqa: B018 (asked for: it is read only then)
    except ValueError:
        return False
    return bool(_SAFE_SCHEME.match(text))


_MARKDOWN = _parser()


def inline(text: str, line: int = 1) -> Prose:
    """A title or note: emphasis, code and links, no blocks."""
    if not text or not (text := presentable(text.strip())):
        return NO_PROSE
    # Sets are faster than patterns here, and most of all texts are plain.
    if _SPECIAL.isdisjoint(text) and (_DOT_OR_COLON.isdisjoint(text) or not _BARE.search(text)):
        html = escape(text) if _ENTITY_FREE.search(text) else text
        return Prose((html,), " ".join(text.split()), _mentions(text, line) if "#" in text else ())
    if _dense(text):
        return plain_prose(text)
    drawing = _Drawing("", line - 1)
    # A footnote needs a block to stand under: in a title its mark stays text.
    for token in _MARKDOWN.parseInline(text, {}):
        drawing.inline(token.children or [], line)
    return drawing.prose()


def blocks(text: str, prefix: str, first_line: int = 1) -> Prose:
    """A body. `prefix` keeps ids of headings and footnotes apart from other texts on a page."""
    text = presentable(text)
    if not text.strip():
        return Prose()
    if dangerous(text):
        return _as_written(text)
    plain = _plain_sections(text, prefix, first_line)
    if plain is not None and all(isinstance(each, Prose) for each in plain):
        return _joined([each for each in plain if isinstance(each, Prose)])
    drawing = _Drawing(prefix, first_line - 1)
    drawing.tokens(_MARKDOWN.parse(text))
    return drawing.prose()


def _joined(paragraphs: list[Prose]) -> Prose:
    parts: list[Part] = []
    for part in (part for each in paragraphs for part in each.parts):
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        else:
            parts.append(part)
    return Prose(
        tuple(parts),
        " ".join(each.plain for each in paragraphs),
        tuple(mention for each in paragraphs for mention in each.mentions),
    )


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a top-level list: what it says in one line, and as text."""

    text: str
    prose: Prose
    line: int


def sections(text: str, prefix: str, first_line: int = 1) -> list[Prose | list[Item]]:
    """A body in which the items of top-level lists stand by themselves: a check-in's."""
    text = presentable(text)
    if not text.strip():
        return []
    if dangerous(text):
        return [_as_written(text)]
    if (plain := _plain_sections(text, prefix, first_line)) is not None:
        return plain
    found: list[Prose | list[Item]] = []
    rest: list[Token] = []
    for group in _top_level(_MARKDOWN.parse(text)):
        if group[0].type in {"bullet_list_open", "ordered_list_open"}:
            if rest:
                found.append(_drawn(rest, prefix, first_line))
                rest = []
            found.append(_items(group, prefix, first_line))
        else:
            rest.extend(group)
    if rest:
        found.append(_drawn(rest, prefix, first_line))
    return found


_SIMPLE_ITEM = re.compile(r"[-*+] (?!\d+[.)]\s)[A-Za-z0-9][^\t]*")
_SIMPLE_LINE = re.compile(r"(?!\d+[.)]\s)[A-Za-z0-9\u00c0-\U0010ffff(\"'*`][^\t]*")


def _plain_sections(text: str, prefix: str, first_line: int) -> list[Prose | list[Item]] | None:
    """The sections of a text of nothing but paragraphs and one-line items, which need no parser.

    A weekly check-in is one list of such items; parsing each as Markdown blocks takes four times as
    long. Gives None where anything else is in the text.
    """
    if "[^" in text or "|" in text or "\n[" in text or text.startswith("["):
        return None
    found: list[Prose | list[Item]] = []
    line = first_line
    for chunk in text.split("\n\n"):
        lines = chunk.strip("\n").split("\n")
        start = line + len(chunk) - len(chunk.lstrip("\n"))
        line += chunk.count("\n") + 2
        if lines == [""]:
            continue
        if all(map(_SIMPLE_ITEM.fullmatch, lines)):
            items = [_one_line(each[2:], start + at) for at, each in enumerate(lines)]
            if found and isinstance(found[-1], list):
                found[-1].extend(items)
            else:
                found.append(items)
        elif all(map(_SIMPLE_LINE.fullmatch, lines)) and not any(
            each[0] in "*`" or each.endswith("  ") for each in lines
        ):
            prose = inline("\n".join(lines), start)
            found.append(replace(prose, parts=("<p>", *prose.parts, "</p>\n")))
        else:
            return None
    del prefix
    return found


def _one_line(text: str, line: int) -> Item:
    return Item(" ".join(text.split()), inline(text, line), line)


def first_heading(text: str) -> tuple[str, int, str] | None:
    """The first `#` heading of a body as (its text, its line from 0, the body without it)."""
    if not re.search(r"^(?: {0,3}# |.*\n {0,3}=+ *$)", text, re.MULTILINE) or dangerous(text):
        return None
    tokens = _MARKDOWN.parse(text)
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h1" and token.level == 0 and token.map:
            lines = text.split("\n")
            start, end = token.map
            lines[start:end] = [""] * (end - start)
            return tokens[index + 1].content, start, "\n".join(lines)
    return None


def dangerous(text: str) -> bool:
    """Whether a text is made so that reading it as Markdown takes longer than it is worth."""
    if len(text) > _RUN and sum(map(text.count, ">*+-.)")) >= _RUN and _LONGEST_RUN.search(text):
        return True
    return len(text) > _TOO_DENSE and any(map(_dense, text.split("\n\n")))


def _dense(text: str) -> bool:
    """Whether one paragraph has more marks, lines or addresses than any that people write."""
    if len(text) <= _TOO_DENSE:
        return False
    return (
        len(_MARKS.findall(text)) > _TOO_DENSE
        or text.count("\n") > _TOO_DENSE
        or len(_ADDRESSES.findall(text)) > _TOO_MANY
    )


def _as_written(text: str) -> Prose:
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    html = "".join(f"<p>{escape(part.strip())}</p>\n" for part in paragraphs)
    return Prose((html,), " ".join(text.split()))


def _top_level(tokens: list[Token]) -> list[list[Token]]:
    groups: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            groups.append([])
        groups[-1].append(token)
        depth += token.nesting
    return groups


def _drawn(tokens: list[Token], prefix: str, first_line: int) -> Prose:
    drawing = _Drawing(prefix, first_line - 1)
    drawing.tokens(tokens)
    return drawing.prose()


def _items(group: list[Token], prefix: str, first_line: int) -> list[Item]:
    items = []
    for inner in _top_level(group[1:-1]):
        words = [token.content for token in inner if token.type == "inline"]
        line = (inner[0].map[0] if inner[0].map else 0) + first_line
        items.append(
            Item(" ".join(" ".join(words).split()), _drawn(inner[1:-1], prefix, first_line), line)
        )
    return items


def _mentions(text: str, line: int) -> tuple[tuple[str, int], ...]:
    return tuple((found.lower(), line) for found in _PARTED_REFERENCE.findall(text))


@dataclass(slots=True)
class _Drawing:
    """Draws tokens into parts; one for each text."""

    prefix: str
    offset: int
    parts: list[Part] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    found: list[tuple[str, int]] = field(default_factory=list)
    anchors: dict[str, str] = field(default_factory=dict)
    ranks: list[int] = field(default_factory=list)
    named: bool = True
    """Whether the heading that is open has words."""

    def prose(self) -> Prose:
        merged: list[Part] = []
        run: list[str] = []
        for part in self.parts:
            if isinstance(part, str):
                run.append(part)
                continue
            if run:
                merged.append("".join(run))
                run = []
            merged.append(part)
        if run:
            merged.append("".join(run))
        plain = " ".join("".join(self.words).split())
        return Prose(tuple(merged), plain, tuple(self.found), tuple(self.anchors.items()))

    def tokens(self, tokens: list[Token]) -> None:
        for index, token in enumerate(tokens):
            line = self.offset + (token.map[0] + 1 if token.map else 1)
            if token.type == "inline":
                self.inline(token.children or [], line)
            elif token.type == "heading_open":
                self._heading(token, tokens[index + 1])
            elif token.type == "heading_close":
                self.parts.append(Heading(len(self.ranks)) if self.named else "</p>\n")
                self.words.append(" ")
            else:
                self.parts.append(self._block(token))

    def _heading(self, token: Token, content: Token) -> None:
        words = "".join(c.content for c in content.children or [] if c.content)
        self.named = bool(words.strip())
        if not self.named:  # a heading without words names nothing
            self.parts.append("<p>")
            return
        level = int(token.tag[1])
        while self.ranks and self.ranks[-1] >= level:
            self.ranks.pop()
        self.ranks.append(level)
        name = slug(words) or "section"
        key, count = name, 2
        while key in self.anchors:
            key, count = f"{name}-{count}", count + 1
        self.anchors[key] = f"{self.prefix}--{key}"
        self.parts.append(Heading(len(self.ranks), self.anchors[key]))

    def _block(self, token: Token) -> str:
        simple = _BLOCKS.get(token.type)
        if simple is not None:
            if token.nesting < 1:
                self.words.append(" ")
            return "" if token.hidden else simple
        if token.type == "table_open":
            name = escape(gettext("Table"))
            return f'<div class="table" role="group" aria-label="{name}" tabindex="0"><table>\n'
        if token.type in {"fence", "code_block"}:
            self.words.append(f" {token.content} ")
            return _code(token)
        if token.type == "ordered_list_open":
            start = token.attrGet("start")
            return f'<ol start="{int(start)}">\n' if start not in (None, 1) else "<ol>\n"
        if token.type in {"th_open", "td_open"}:
            return _cell(token)
        if token.type == "footnote_open":
            return f'<li id="{self._footnote(token)}">'
        if token.type == "footnote_anchor":
            target = self._footnote(token, "ref")
            name = escape(gettext("Back to the text"))
            return f' <a href="#{target}" class="footnote-back" aria-label="{name}">↩</a>'
        return ""

    def _footnote(self, token: Token, what: str = "fn") -> str:
        repeat = token.meta.get("subId", 0)
        again = f"-{repeat + 1}" if what == "ref" and repeat else ""
        return f"{escape(self.prefix)}--{what}-{int(token.meta['id']) + 1}{again}"

    def inline(self, children: list[Token], line: int) -> None:
        for index, token in enumerate(children):
            kind = token.type
            if kind == "text":
                self._text(token.content, line, first=index == 0)
            elif kind in {"softbreak", "hardbreak"}:
                line += 1
                self.words.append(" ")
                self.parts.append("\n" if kind == "softbreak" else "<br>\n")
            elif kind == "code_inline":
                self._code(token.content, line)
            elif kind == "link_open":
                self.parts.append(_link(token, line))
                if not _words_within(children[index + 1 :]):
                    self._text(str(token.attrGet("href") or ""), line)
            elif kind == "link_close":
                self.parts.append(LINK_END)
            elif kind == "image":
                self._image(token, line)
            elif kind == "footnote_ref":
                self._reference(token)
            elif kind in _MARKS_OF:
                self.parts.append(_MARKS_OF[kind])
            else:
                self._text(token.content, line)

    def _text(self, text: str, line: int, *, first: bool = False) -> None:
        if first and (task := _TASK.match(text)):
            state, said = "done", pgettext("task of a list", "done")
            if task.group(1) == " ":
                state, said = "open", pgettext("task of a list", "open")
            self.parts.append(
                f'<span class="task task-{state}" role="img" aria-label="{escape(said)}"></span>'
            )
            text = text[task.end() :]
        if "#" in text:
            self.found.extend(_mentions(text, line))
        self.words.append(text)
        self.parts.append(escape(text))

    def _code(self, text: str, line: int) -> None:
        if _LIKE_A_REFERENCE.fullmatch(text.strip()):
            self.found.append((text.strip().lower(), line))
        self.words.append(text)
        self.parts.append(f"<code>{escape(text)}</code>")

    def _image(self, token: Token, line: int) -> None:
        alt = "".join(child.content for child in token.children or [])
        self.words.append(alt)
        source, title = str(token.attrGet("src") or ""), str(token.attrGet("title") or "")
        self.parts.append(Link(source, line, title, image=True, alt=alt))

    def _reference(self, token: Token) -> None:
        to, here = self._footnote(token), self._footnote(token, "ref")
        number = int(token.meta["id"]) + 1
        self.parts.append(f'<sup><a href="#{to}" id="{here}">{number}</a></sup>')


def _words_within(rest: list[Token]) -> bool:
    """Whether a link that has just begun has words before it ends."""
    for token in rest:
        if token.type == "link_close":
            return False
        if token.content.strip() and (token.type != "image" or token.children):
            return True
    return False


def _link(token: Token, line: int) -> Link:
    return Link(str(token.attrGet("href") or ""), line, str(token.attrGet("title") or ""))


def _code(token: Token) -> str:
    language = _LANGUAGE.match(token.info.strip()) if token.info else None
    named = f' class="language-{language.group()}"' if language else ""
    return f'<pre tabindex="0"><code{named}>{escape(token.content)}</code></pre>\n'


def _cell(token: Token) -> str:
    # The parser says alignment by a style attribute, which a strict policy forbids.
    align = re.search(r"text-align:(left|right|center)", str(token.attrGet("style") or ""))
    named = f' class="align-{align.group(1)}"' if align else ""
    return f"<{token.tag}{named}>"


_BLOCKS = {
    "paragraph_open": "<p>",
    "paragraph_close": "</p>\n",
    "bullet_list_open": "<ul>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "list_item_open": "<li>",
    "list_item_close": "</li>\n",
    "blockquote_open": "<blockquote>\n",
    "blockquote_close": "</blockquote>\n",
    "hr": "<hr>\n",
    "table_close": "</table></div>\n",
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_open": "<tr>",
    "tr_close": "</tr>\n",
    "th_close": "</th>",
    "td_close": "</td>",
    "footnote_block_open": '<div class="footnotes"><ol>\n',
    "footnote_block_close": "</ol></div>\n",
    "footnote_close": "</li>\n",
}
_MARKS_OF = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "s_open": "<s>",
    "s_close": "</s>",
}
