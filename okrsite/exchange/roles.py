"""What each node of an outline is: an objective, a key result, a group of them, or just text.

Labels decide where there are any (`Objective:`, `CEO KR:`, a heading `Key results`). Where there
are none, the shape does: what has a list or a table below it is an objective, its items are the
key results, and what holds such headings is a group, such as a team or a quarter.
"""

from __future__ import annotations

import re
from collections import Counter

from okrsite.exchange.columns import guessed, is_okr_table
from okrsite.exchange.outline import Node, is_results
from okrsite.exchange.periods import period_in, year_in

_ASIDE = re.compile(
    r"^\W*(?:notes?\b.*|background|introduction|overview|summary|(?:table of )?contents|toc|"
    r"on this page|how (?:to|we|i)\b.*|resources|links|references|appendix|retro\w*\b.*|"
    r"learnings?|lessons\b.*|legend|glossary|about\b.*|scoring\b.*|definitions?|context|why\b.*|"
    r"faq|process|changelog|license|contributing|usage|installation|health metrics|risks?|"
    r"initiatives?|actions?|tasks?|non-?goals|anti-?goals|vision|mission|"
    r"what are okrs.*|template\b.*|.*\bapi\b.*|development|tracking\b.*|comments?\b.*|reviews?"
    r")\W*$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"^\W*(?:(?:our|my|the|all|current|company|team|annual|quarterly|personal|top)\s+)*"
    r"(?:quarterly\s+)?(?:okrs?|objectives?|goals)"
    r"(?:\s+(?:and|&)\s+key\s+results?)?(?:\s*\([^)]*\))?\W*$",
    re.IGNORECASE,
)
_OKR_WORD = re.compile(r"\b(?:okrs?|objectives?|goals|key results)\b", re.IGNORECASE)
_ROLE_WORD = re.compile(
    r"\b(?:C[A-Z]O|[SE]?VP|Director|Manager|Head|Chief|Team|President|Lead|Fellow|Engineering|Sales|"
    r"Marketing|Finance|Product|People|Legal|Operations|Ops|HR|IT)\b"
)
_PREFIX = re.compile(r"^[*_]{0,2}([^:\n\[\]]{2,90}?)[*_]{0,2}:[*_]{0,2}\s+(\S.*)$", re.DOTALL)
_BOLD_ROLE = re.compile(r"^([*_]{1,2})[^*_]{2,90}(?::\1|\1:)\s+\S")
_NAME = re.compile(r"^(?:[A-Z][\w&/]*|&|and|of)(?:[ ,;/]+(?:[A-Z][\w&/]*|&|and|of)){0,9}$")
_LINKED = re.compile(r"\[([^\[\]]+)\]\(([^()\s]*)\)")
_SENTENCES = re.compile(r"^(.{8,}?[.!?])\s+(?=[A-Z0-9\[])(.{4,})$", re.DOTALL)
_ONLY_LINK = re.compile(r"^\[[^\]]*\]\([^)]*\)$|^<?https?://\S+>?$")


class Roles:
    """Gives every node its role: `o`, `kr`, `krs`, `group`, `level` or nothing."""

    def __init__(self, root: Node) -> None:
        self.root = root
        nodes = list(root.walk())
        self.known = {
            plain(node.phrase.who)
            for node in nodes
            if node.what == "item" and node.phrase.kind == "kr" and node.phrase.who
        }
        self._splits: set[int] = set()
        for node in nodes:
            if node.what in {"heading", "item"}:
                node.role = "krs" if is_results(node.text) else node.phrase.kind
        self.labelled = any(node.role in {"kr", "krs"} for node in nodes)
        self.named = any(node.role == "o" for node in nodes)
        self._settle(root)
        self._key_results(root)

    def split(self, node: Node) -> bool:
        """Whether an objective and its key result stand in one line."""
        return id(node) in self._splits

    @staticmethod
    def sentences(title: str) -> tuple[str, str]:
        """The first sentence of a title, and the rest."""
        found = _SENTENCES.match(title)
        return (found[1].rstrip("."), found[2]) if found else (title, "")

    def _settle(self, node: Node) -> None:
        """From the leaves up: what an unlabelled node is by what lies below it."""
        for child in node.children:
            self._settle(child)
        if node.role == "" and node.what == "heading":
            node.role = self._heading(node)
        elif node.role == "" and node.what == "item":
            node.role = self._item(node)
        if node.role == "" and node.what in {"heading", "item"} and _holds(node):
            node.role = "group"
        self._alike(node)

    def _heading(self, node: Node) -> str:
        if _ASIDE.match(node.phrase.title):
            return "group" if _holds(node) else "aside"
        below = [child for child in node.children if child.what != "text"]
        if any(_is_table(child, goals=True) for child in below):
            return "group"
        if any(child.role in {"kr", "krs"} or _is_table(child) for child in below):
            return "o" if not self._is_title(node) else "group"
        if any(child.role in {"o", "group"} for child in below):
            # `CEO: Popular product` above the goals of others is a goal of its own.
            return "o" if self.labelled and team_of(node.phrase.title, self.known)[0] else "group"
        items = [child for child in below if child.what == "item"]
        if not items or self.labelled or self.named:
            return ""
        nested = sum(bool(child.children) for child in items)
        if all(_ONLY_LINK.match(item.phrase.title) for item in items):
            return "aside"
        if 2 * nested >= len(items) or self._is_title(node):
            for item in items:
                item.role = "o"
            return "group"
        return "o"

    def _is_title(self, node: Node) -> bool:
        """Whether a heading is of the document or of a cycle, and no goal."""
        title = node.phrase.title
        if any(child.role == "kr" for child in node.children):
            return bool(_GENERIC.match(title))
        short = len(title.split()) <= 6
        return bool(_GENERIC.match(title)) or (
            short and (period_in(title) or year_in(title) or _OKR_WORD.search(title)) is not None
        )

    def _item(self, node: Node) -> str:
        roles = {child.role for child in node.children}
        if roles & {"kr", "krs"}:
            return "o"
        if self.labelled and (node.phrase.bold or _BOLD_ROLE.match(node.phrase.title)):
            return "o"
        if "o" in roles:
            words = node.phrase.title
            return "level" if self.labelled and ":" not in words and len(words) < 60 else "o"
        return ""

    def _alike(self, node: Node) -> None:
        """Items without a label among items that have one: older lines, `Role: Goal. Result.`."""
        items = [child for child in node.children if child.what == "item"]
        loose = [child for child in items if not child.role]
        if not self.labelled or len(loose) == len(items):
            return
        for child in loose:
            team, title = team_of(child.phrase.title, self.known, any_name=True)
            if team and self.sentences(title)[1]:
                child.role = "o"
                self._splits.add(id(child))

    def _key_results(self, node: Node, under: str = "") -> None:
        """From the top down: items below an objective are its key results."""
        for child in node.children:
            if child.what == "item" and not child.role and under == "o" and not _is_field(child):
                child.role = "kr"
            if child.role == "aside":
                continue
            here = {"o": "o", "krs": "o", "level": under, "group": ""}.get(child.role, "")
            if child.what == "heading" and child.role == "" and under == "o":
                here = ""
            self._key_results(child, here)
        if node is self.root and not self.labelled and not self.named:
            self._bare(node)

    def _bare(self, root: Node) -> None:
        """A list without a heading above it: its items are the objectives."""
        items = [child for child in root.children if child.what == "item" and not child.role]
        for item in items:
            item.role = "o"
            self._key_results(item, "o")

    def team_heading(self, node: Node) -> str:
        """The team that a heading above objectives names; empty where it names none."""
        title = node.phrase.title
        if period_in(title) or year_in(title) or _GENERIC.match(title) or _ASIDE.match(title):
            return ""
        name = re.sub(r"\b(?:okrs?|objectives|goals)\b", "", title, flags=re.IGNORECASE)
        name = re.sub(r"\s+", " ", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", name)).strip(" -–—:*_'’")
        top = node.level == 1 and _OKR_WORD.search(title)
        return name if name and not top and len(name.split()) <= 5 and len(name) < 50 else ""


def team_of(title: str, known: set[str], *, any_name: bool = False) -> tuple[str, str]:
    """The role or team before a title, `CRO: Build a pipeline`, and the title.

    Args:
        title: as it was written.
        known: roles that labels of key results name.
        any_name: whether capital letters are enough, since it stands among others that have one.
    """
    if linked := _LINKED.fullmatch(title):  # the label within the link: [COO: Faster](...)
        who, rest = team_of(linked[1], known, any_name=any_name)
        return who, f"[{rest}]({linked[2]})" if who else title
    found = _PREFIX.match(title)
    if not found:
        return "", title
    who = found[1].strip(" *_")
    role = _ROLE_WORD.search(who) or (any_name and _NAME.match(who))
    if plain(who) in known or (role and len(who.split()) <= 10):
        rest = found[2].strip()
        if title.startswith(("**", "*")) and rest.endswith("*") and rest.count("*") % 2 == 0:
            rest = rest.strip("*")
        return who, rest
    return "", title


def plain(text: str) -> str:
    """A role without the punctuation that people vary."""
    return " ".join(re.sub(r"[^\w\s&/]+", " ", text).casefold().split())


def _is_table(node: Node, *, goals: bool = False) -> bool:
    """Whether it is a table of key results; or one that names the objectives too."""
    if node.what != "table":
        return False
    roles = guessed(node.rows[0][1], [cells for _, cells in node.rows[1:6]])
    return is_okr_table(roles) and ("objective" in roles) == goals


def _holds(node: Node) -> bool:
    counts = Counter(child.role for child in node.walk() if child is not node)
    return bool(counts["o"])


def _is_field(node: Node) -> bool:
    from okrsite.exchange.draft import Draft
    from okrsite.exchange.found import Source

    return not node.children and Draft("", Source("")).says(node.text)
