"""Free Markdown: headings, nested lists and tables, as people write OKRs before there is a tool."""

from __future__ import annotations

import re
from pathlib import Path

from okrsite.exchange._bounds import bounded_bytes, decoded
from okrsite.exchange.columns import guessed, is_okr_table
from okrsite.exchange.draft import Draft, draft, key_result
from okrsite.exchange.found import Found, Leftover, Period, Source
from okrsite.exchange.hints import Hints
from okrsite.exchange.html_table import as_markdown
from okrsite.exchange.outline import Node, outline
from okrsite.exchange.periods import period_in, span_in, year_in
from okrsite.exchange.phrases import Phrase, without_number
from okrsite.exchange.roles import Roles, team_of
from okrsite.exchange.rows import Line, read_rows

SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".txt"})


def read(file: Path, hints: Hints) -> Found:
    """Read a Markdown file.

    Raises:
        NotReadable: where it is no text.
    """
    content, notes = decoded(bounded_bytes(file), hints.name(file))
    root, front = outline(as_markdown(content), hints.name(file))
    reader = _Reader(hints.name(file), hints, Roles(root))
    reader.periods(front, content, file)
    reader.below(root, None, "")
    return Found(
        objectives=tuple(each.done() for each in reader.drafts),
        title=reader.title,
        periods=tuple(reader.found.values()),
        leftovers=tuple(reader.leftovers),
        notes=notes,
    )


class _Reader:
    """Walks the tree from the top, and knows under what it stands."""

    def __init__(self, file: str, hints: Hints, roles: Roles) -> None:
        self.file = file
        self.hints = hints
        self.roles = roles
        self.drafts: list[Draft] = []
        self.leftovers: list[Leftover] = []
        self.found: dict[str, Period] = {}
        self.cycle = ""
        self.team = ""
        self.title = ""

    def periods(self, front: str, text: str, file: Path) -> None:
        """Which cycle the whole file is of, as its title, its name or its folder says."""
        title = re.search(r"^title:\s*[\"']?(.*?)[\"']?\s*$", front, re.MULTILINE)
        heading = re.search(r"^#\s+(.{1,200})$", text, re.MULTILINE)
        self.title = title[1] if title else without_number(heading[1]).strip() if heading else ""
        period = next(
            filter(None, map(period_in, (self.title, file.stem, file.absolute().parent.name))), None
        )
        if period is None:
            return
        if span := span_in(text[:5000]):
            period = Period(period.id, *span)
        self.see(period)

    def see(self, period: Period) -> None:
        self.found.setdefault(period.id, period)
        self.cycle = period.id

    def at(self, node: Node) -> Source:
        return Source(self.file, node.line)

    def below(self, node: Node, into: Draft | None, serves: str) -> None:
        """Everything below a node that belongs to an objective, or to none."""
        for child in node.children:
            self.place(child, into, serves)

    def place(self, node: Node, into: Draft | None, serves: str) -> None:
        """Put a node where it belongs."""
        match node.role:
            case "o":
                self.objective(node, into, serves)
            case "kr" if into is not None:
                self.key_result(node, into)
            case "kr":
                self.lone(node)
            case "krs" | "level":
                self.below(node, into, serves)
            case "group":
                self.group(node, into, serves)
            case _ if node.what == "table":
                self.table(node, into)
            case _:
                self.text(node, into)

    def objective(self, node: Node, into: Draft | None, serves: str) -> None:
        phrase = node.phrase
        made = draft(phrase, self.at(node), f"{self.file}#{node.line}")
        split = self.roles.split(node)
        team, title = team_of(phrase.title, self.roles.known, any_name=split)
        made.title, made.team, made.cycle = title, team or self.team, self.cycle
        if split:
            head, rest = self.roles.sentences(title)
            made.title = head
            score, note = made.score, made.score_note
            made.score, made.score_note = None, ""
            made.key_results.append(
                key_result(Phrase(rest), self.at(node), score=score, score_note=note)
            )
        if serves or into is not None:
            made.parents.append(f"key:{serves or (into.key if into else '')}")
        self.drafts.append(made)
        self.below(node, made, "")

    def key_result(self, node: Node, into: Draft) -> None:
        phrase = node.phrase
        made = key_result(phrase, self.at(node))
        into.key_results.append(made)
        key = f"{into.key}#{len(into.key_results) - 1}"
        for child in node.children:
            if child.role in {"o", "level", "group"}:
                self.place(child, into, key)
            elif child.role == "kr" and child.phrase.kind == "kr":
                self.place(child, into, "")
            else:
                words = f"{made.title}:\n{child.markdown()}"
                into.body.append(Leftover(words, self.at(child)))

    def lone(self, node: Node) -> None:
        """A key result that stands under no objective: the heading above stands in for one."""
        made = Draft(self.title or Path(self.file).stem, self.at(node), f"{self.file}#0")
        made.cycle, made.team = self.cycle, self.team
        known = next((each for each in self.drafts if each.key == made.key), None)
        if known is None:
            self.drafts.append(made)
        self.key_result(node, known or made)

    def group(self, node: Node, into: Draft | None, serves: str) -> None:
        cycle, team = self.cycle, self.team
        text = node.phrase.title
        period = period_in(text) or (year_in(text) if node.what == "heading" else None)
        if period is not None and not (period.id[:4] == cycle[:4] and len(period.id) < len(cycle)):
            self.see(period)
        elif node.what == "heading" and (name := self.roles.team_heading(node)):
            self.team = name
        elif node.level > 1 or node.what == "item":
            self.leftovers.append(Leftover(f"**{node.text}**", self.at(node)))
        self.below(node, into, serves)
        self.cycle, self.team = cycle, team

    def table(self, node: Node, into: Draft | None) -> None:
        header = node.rows[0][1]
        lines = [Line(cells, Source(self.file, number)) for number, cells in node.rows[1:]]
        roles = guessed(header, [line.cells for line in lines])
        roles.update(self.hints.columns_of(header))
        if not is_okr_table(roles) or (into is None and "objective" not in roles):
            self.text(node, into)
            return
        context = into if "objective" not in roles else None
        drafts, left = read_rows(header, lines, roles, context)
        for made in drafts:
            made.cycle = self.cycle_of(made.cycle)
            made.team = made.team or self.team
            made.key = f"{self.file}#{made.source.line}"
        self.drafts += drafts
        (into.body if into is not None else self.leftovers).extend(left)

    def cycle_of(self, words: str) -> str:
        if words in self.found:
            return words
        period = period_in(words) if words else None
        if period is not None:
            self.found.setdefault(period.id, period)
            return period.id
        return words or self.cycle

    def text(self, node: Node, into: Draft | None) -> None:
        if into is not None and node.what in {"text", "item"} and not node.children:
            lines = node.text.split("\n")
            rest = [line for line in lines if not into.says(line)]
            if not rest:
                if into.span is not None:
                    self.found[into.cycle] = Period(into.cycle, *into.span)
                else:
                    into.cycle = self.cycle_of(into.cycle)
                return
            node = Node(node.what, "\n".join(rest), node.line)
        if not node.text.strip() and not node.children and not node.rows:
            return
        (into.body if into is not None else self.leftovers).append(
            Leftover(node.markdown(), self.at(node))
        )
