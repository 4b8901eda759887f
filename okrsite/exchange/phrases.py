"""What people write into a line beside the goal itself: who, how important, how far."""

from __future__ import annotations

import re
from datetime import date

from okrsite.exchange.measures import share_of
from okrsite.exchange.periods import date_of
from okrsite.model.noun import dataclass, replace

_MARKS = r"[*_`~]*"
_KR_WORDS = r"(?:key\s?-?\s?results?|KRs?)"
_KR = re.compile(
    rf"^{_MARKS}(?P<who>[^:*_`\n]{{0,80}}?\s)?{_KR_WORDS}\s*#?(?P<number>[\d.]*[a-z]?){_MARKS}"
    rf"\s*(?:[:.)–—]|\s-\s|(?<=\d)\s){_MARKS}\s*",
    re.IGNORECASE,
)
_O = re.compile(
    rf"^{_MARKS}(?:(?:company|team|personal|individual|strategic|annual|quarterly)\s)?"
    rf"(?:objectives?|goals?|ziele?|objectif|OKR)\s*#?(?P<number>[\d.]*[a-z]?){_MARKS}"
    rf"\s*(?:[:.)–—]|\s-\s){_MARKS}\s*",
    re.IGNORECASE,
)
_O_SHORT = re.compile(rf"^{_MARKS}O\s?(?P<number>\d[\d.]*){_MARKS}\s*(?:[:.)–—-]|\s){_MARKS}\s*")
_KR_SHORT = re.compile(
    rf"^{_MARKS}(?:O\d+[-. ]?)?KR?\s?\d[\d.]*{_MARKS}\s*(?:[:.)–—-]|\s)\s*", re.I
)
_TICK = re.compile(r"^\[([ xX✓✔-])\]\s+")
_EMOJI_TICK = re.compile(r"^(?:✅|☑️?|✔️?|🟢)\s*")
_EMPHASIS = re.compile(r"(\*\*|__|\*|_|~~)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_OUTCOME = re.compile(r"\s*(?:={1,3}>|-{2,3}>|⇒|→)\s*")
_PRIORITY = re.compile(
    r"!\[(p[0-4])\]\([^)\s]*\)|`(p[0-4x])`|\[(p[0-4])\]|\((p[0-4])\)|^(p[0-4])\s*[:–-]\s",
    re.IGNORECASE,
)
_STRUCK_PRIORITY = re.compile(r"~~\s*p[0-4]\s*~~", re.IGNORECASE)
_SCORE = re.compile(
    r"\s*(?:[-–—:|]\s*)?[(\[]\s*(?:(?:final\s+)?(?:score|grade|progress)\s*[:=]?\s*)?"
    r"(\d{1,3}(?:\.\d+)?\s?%|[01](?:\.\d+)?|\d(?:\.\d)?\s*/\s*(?:10|1(?:\.0)?)|\.\d+)\s*[)\]]\s*\.?\s*$"
    r"|\s*[-–—:|,;.]?\s*\b(?:final\s+)?(?:score|grade)\s*[:=]\s*(\S{1,8})\s*$"
    r"|\s+[-–—:]+\s*([01]\.\d{1,2}|1\.0)\s*$"
    r"|(?<=[.!?)\w])\s+(0\.\d{1,2}|1\.0)\s*$",
    re.IGNORECASE,
)
_COMPLETE = re.compile(r"(?<=[.)\]])\s+(\d{1,3}%\s+complete[d]?\b.*)$", re.IGNORECASE | re.DOTALL)
_HANDLE = r"@([A-Za-z0-9][\w.-]{0,60})"
_HANDLES_FIRST = re.compile(
    rf"^((?:{_HANDLE}(?:\s*(?:,|&|and|/|\+)\s*)?)+)\s*(?:\(\?\)\s*)?[-–—:]?\s+"
)
_HANDLES_LAST = re.compile(
    rf"\s*[-–—:(\[]*\s*((?:{_HANDLE}(?:\s*(?:,|&|and|/|\+)\s*)?)+)\s*[)\]]?\s*\.?\s*$"
)
_OWNER = re.compile(
    r"\s*[-–—|;,]?\s*[(\[]?\s*\b(?:owner|assignee|responsible|lead|dri)s?\s*[:=]\s*([^)\]|;]{1,80})"
    r"[)\]]?\s*$",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"^OWNER\s+[-–—]\s+")
_DUE = re.compile(
    r"\s*[-–—|;,]?\s*[(\[]\s*(?:due|by|until|deadline|eta)\s*:?\s*(\d{4}-\d\d-\d\d)\s*[)\]]"
    r"|\s*[-–—|;,]?\s*\b(?:due|deadline)\s*:\s*(\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)
_DONE = re.compile(r"^\W*(?:done|completed?|achieved|finished|shipped)\b", re.IGNORECASE)
_LINK_TEXT = re.compile(r"^\[([^\]]*)\]\([^)]*\)")
_NUMBERED = re.compile(r"^(?:\(?\d{1,3}[.)]|[a-z]\))\s+", re.IGNORECASE)


_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line taken apart."""

    title: str
    kind: str = ""
    """`kr` or `o` where a label says which; else empty."""
    who: str = ""
    """The role before the label: `CEO` of `CEO KR: ...`."""
    code: str = ""
    owners: tuple[str, ...] = ()
    priority: str = ""
    score: float | None = None
    note: str = ""
    """The outcome in words."""
    ticked: bool | None = None
    """A check box: on, off, none."""
    done: bool = False
    """Whether its outcome says that it is done."""
    dropped: bool = False
    due: date | None = None
    bold: bool = False


def taken_apart(text: str) -> Phrase:
    """What a line says, bit by bit; what is no bit stays in the title."""
    phrase = Phrase(text.strip())
    if len(phrase.title) > _LONGEST:  # no goal, and patterns must not be fed with novels
        return _label(phrase)
    for step in (
        _tick,
        _strike,
        _priority,
        _label,
        _bold,
        _outcome,
        _label,
        _dues,
        _scores,
        _owners,
    ):
        phrase = step(phrase)
    phrase = _priority(_bold(phrase))
    return replace(phrase, title=tidy(phrase.title))


def tidy(title: str) -> str:
    """A title without the space and marks that its parts left behind."""
    title = re.sub(r"\s+", " ", title).strip(" \t|")
    title = re.sub(r"^(?:[-–—:]\s+)+|(?:\s+[-–—:])+$", "", title).strip()
    return title[:-1].rstrip() if title.endswith(":") else title


def _tick(phrase: Phrase) -> Phrase:
    if found := _TICK.match(phrase.title):
        ticked = found[1] not in " -"
        return replace(phrase, ticked=ticked, title=phrase.title[found.end() :])
    if found := _EMOJI_TICK.match(phrase.title):
        return replace(phrase, ticked=True, title=phrase.title[found.end() :])
    return phrase


def _strike(phrase: Phrase) -> Phrase:
    text = phrase.title
    if text.startswith("~~") and text.endswith("~~") and text.count("~~") == 2 and len(text) > 4:
        return replace(phrase, dropped=True, title=text[2:-2].strip())
    if re.fullmatch(r"~[^~]+~", text):
        return replace(phrase, dropped=True, title=text[1:-1].strip())
    return phrase


def _priority(phrase: Phrase) -> Phrase:
    text = _STRUCK_PRIORITY.sub("", phrase.title)
    found = _PRIORITY.search(text)
    if not found:
        return phrase
    word = next(filter(None, found.groups())).lower()
    rest = (text[: found.start()] + text[found.end() :]).strip()
    rest = re.sub(r"^[-–—:]\s+", "", rest)
    if not rest:
        return phrase
    return replace(phrase, title=rest, priority=phrase.priority or ("" if word == "px" else word))


def _label(phrase: Phrase) -> Phrase:
    if phrase.kind:
        return phrase
    text = phrase.title
    if found := _KR.match(text) or _KR_SHORT.match(text):
        groups = found.groupdict()
        who = re.sub(r"[*_]+", "", groups.get("who") or "").strip(" :-")
        rest = _unmark(text, found.end())
        return replace(phrase, kind="kr", who=who, title=rest) if rest else phrase
    if found := _O.match(text) or _O_SHORT.match(text):
        rest = _unmark(text, found.end())
        number = found["number"].rstrip(".")
        return replace(phrase, kind="o", code=f"O{number}" if number else "", title=rest)
    return phrase


def _unmark(text: str, at: int) -> str:
    """The rest of a line, without the end of an emphasis that began before its label."""
    head, rest = text[:at], text[at:].strip()
    for mark in ("**", "__", "~~"):
        if head.count(mark) % 2 and rest.count(mark) % 2:
            before, _, after = rest.rpartition(mark)
            rest = (before + after).strip()
    return rest


def _bold(phrase: Phrase) -> Phrase:
    """Take an emphasis away that goes round all of it, or all but the outcome after it."""
    text = phrase.title
    found = _EMPHASIS.match(text)
    if not found:
        return phrase
    rest = text[found.end() :].strip()
    if rest and not _OUTCOME.match(rest):
        return phrase
    inner = found[2].strip()
    if found[1] == "~~":
        return replace(phrase, dropped=True, title=f"{inner} {rest}".strip())
    return replace(phrase, bold=True, title=f"{inner} {rest}".strip())


def _outcome(phrase: Phrase) -> Phrase:
    """`=> 70%`, `--> WIP`; a plain arrow counts only where no figure stands on both sides."""
    text = phrase.title
    for found in _OUTCOME.finditer(text):
        before, after = text[: found.start()], text[found.end() :].strip()
        if not before.strip() or not after:
            continue
        if "→" in found[0] and re.search(r"[\d%?\w]\s*$", before) and re.match(r"[\d?]", after):
            continue
        if "→" in found[0] and not re.match(r"\W*(?:\d{1,4}\s?%|done|complete|wip)", after, re.I):
            continue
        return _with_note(phrase, before.strip(), after)
    if ending := _COMPLETE.search(text):
        return _with_note(phrase, text[: ending.start()].strip(), ending[1].strip())
    return phrase


def _with_note(phrase: Phrase, title: str, note: str) -> Phrase:
    words = _LINK_TEXT.sub(r"\1", note)
    score = share_of(words.rstrip("."))
    if score is None and (percent := re.match(r"\W*(\d{1,4}(?:\.\d+)?)\s?%(?!\s*on\b)", words)):
        score = min(float(percent[1]) / 100, 1.0)
    plain = share_of(note.rstrip(".")) is not None
    return replace(
        phrase,
        title=title,
        note="" if plain else note,
        score=score,
        done=bool(_DONE.match(words)),
    )


def _scores(phrase: Phrase) -> Phrase:
    if phrase.score is not None:
        return phrase
    found = _SCORE.search(phrase.title)
    if not found or not phrase.title[: found.start()].strip():
        return phrase
    score = share_of(next(filter(None, found.groups())))
    if score is None:
        return phrase
    return replace(phrase, score=score, title=phrase.title[: found.start()].rstrip(" -–—:"))


def _owners(phrase: Phrase) -> Phrase:
    text = phrase.title
    if found := _NOBODY.match(text):
        return replace(phrase, title=text[found.end() :])
    if found := _OWNER.search(text):
        names = split_names(found[1])
        rest = text[: found.start()].strip()
        return replace(phrase, owners=names, title=rest) if rest else phrase
    found = _HANDLES_FIRST.match(text) or _HANDLES_LAST.search(text)
    if found and (rest := (text[: found.start()] + text[found.end() :]).strip()):
        return replace(phrase, owners=tuple(re.findall(_HANDLE, found[1])), title=rest)
    return phrase


def _dues(phrase: Phrase) -> Phrase:
    found = _DUE.search(phrase.title)
    day = date_of(found[1] or found[2]) if found else None
    if not found or not day:
        return phrase
    rest = phrase.title[: found.start()] + phrase.title[found.end() :]
    return replace(phrase, due=day, title=rest.strip())


def split_names(text: str) -> tuple[str, ...]:
    """The names in a cell: `@a & @b`, `Ann, Bob`, `Ann and Bob`."""
    parts = re.split(r"\s*(?:,|;|&|/|\+|\band\b|\bund\b|\n)\s*", text)
    names = (re.sub(r"[*_`]", "", part).strip().lstrip("@") for part in parts)
    return tuple(dict.fromkeys(name[:80] for name in names if name and name.upper() != "OWNER"))


def without_number(text: str) -> str:
    """A heading without the number before it: `1. CEO: IACV`."""
    return _NUMBERED.sub("", text, count=1)
