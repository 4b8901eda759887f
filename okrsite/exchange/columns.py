"""What the columns of a table mean, by their headings and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from okrsite.exchange.phrases import taken_apart

ROLES: Mapping[str, str] = {
    "type": r"(?:item |goal |okr )?type|level|kind",
    "objective_id": r"(?:objective|goal) id|objective code",
    "objective_score": r"objective score|objective grade",
    "objective_owner": r"objective owner|goal owner",
    "objective": r"(?:company |team |our )?(?:objectives?|goals?|ziele?)(?: (?:title|name"
    r"|description))?|o|okrs?",
    "key_result_id": r"(?:key result|kr) (?:id|code)",
    "key_result": r"(?:key ?results?|krs?|schlüsselergebnis(?:se)?|results?)"
    r"(?: (?:title|name|description))?|task(?: name)?s?|what",
    "title": r"title|name|summary|item",
    "parent": r"align(?:s|ed)(?: (?:to|with))?|parent(?: (?:objective|goal|okr|id|title))?"
    r"|supports|serves|contributes to|alignment",
    "measure": r"measure(?: of success)?|measured by|messgröße",
    "unit": r"units?|einheit|metric unit",
    "from": r"from|start(?:ing)? value|baseline(?: value)?|initial(?: value)?|ausgangswert|start",
    "to": r"to|target(?: value)?|goal value|target result|zielwert|end value",
    "value": r"current(?: value| result)?|actual(?: value)?|value|latest(?: value)?|ist",
    "owner": r"(?:key result |kr )?(?:owners?|assignees?|responsible|dri|who|lead|assigned to"
    r"|person|verantwortlich\w*)",
    "team": r"teams?|department|function|squad|organi[sz]ation|abteilung|bereich",
    "group": r"categor(?:y|ies)|pillar|theme|focus(?: area)?|area|workstream|stream",
    "cycle_starts": r"(?:cycle|quarter|period) starts?",
    "cycle_ends": r"(?:cycle|quarter|period) ends?",
    "cycle": r"cycle|quarter|period|time ?frame|time period|timeline|quartal|when",
    "score": r"(?:final |actual )?(?:score|grade|grading)|final|result score",
    "progress": r"progress(?: ?%| percent)?|% ?(?:complete|done|progress)?|completion"
    r"|percent(?: complete)?|fortschritt",
    "confidence": r"confidence(?: level| score)?",
    "status": r"status|rag|health|state",
    "starts": r"start ?date|starts|begin(?:s|ning)?",
    "due": r"due(?: date)?|deadline|end ?date|target date|ends|end|fällig\w*|until|by when",
    "priority": r"prio(?:rity)?",
    "weight": r"weight(?:ing)?",
    "id": r"id|code|ref(?:erence)?|number|no|#|nr",
    "note": r"notes?|comments?|remarks?|outcome|kommentar|score note",
    "link": r"links?|url",
}
"""For each role the headings that mean it, in small letters and without punctuation."""

_COMPILED = {role: re.compile(rf"(?:{pattern})", re.IGNORECASE) for role, pattern in ROLES.items()}
_TEXT = 12
"""Characters from which the cells of a column are sentences, on average."""


def guessed(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Each role's column; a heading decides, then what stands in the columns."""
    found: dict[str, int] = {}
    for at, head in enumerate(header):
        role = _role(head)
        if role and role not in found:
            found[role] = at
    if "key_result" not in found and "objective" in found and "title" in found:
        found["key_result"] = found.pop("title")
    if "title" in found and "type" not in found and "objective" not in found:
        place = "objective" if "key_result" in found else "title"
        found[place] = found.pop("title")
    if not {"objective", "key_result", "title"} & found.keys():
        found.update(_by_content(header, rows, set(found.values())))
    return found


def _role(head: str) -> str:
    plain = re.sub(r"[*_`:()\[\]/?!.-]+", " ", head).strip().casefold()
    plain = re.sub(r"\s+", " ", plain)
    return next((role for role, words in _COMPILED.items() if words.fullmatch(plain)), "")


def _by_content(
    header: Sequence[str], rows: Sequence[Sequence[str]], taken: set[int]
) -> dict[str, int]:
    """The longest texts are key results; the texts before them that repeat are objectives."""
    sample = rows[:200]
    texts: dict[int, list[str]] = {}
    for at in range(len(header)):
        filled = [row[at] for row in sample if at < len(row) and row[at]]
        letters = [each for each in filled if re.search(r"[^\W\d_]{3}", each)]
        if at not in taken and letters and sum(map(len, letters)) / len(letters) >= _TEXT:
            texts[at] = filled
    labelled = [at for at, cells in texts.items() if _labels(cells)]
    if labelled:
        return {"title": labelled[0]}
    if not texts:
        return {}
    goals = max(texts, key=lambda at: (len(set(texts[at])), sum(map(len, texts[at])), -at))
    fewer = [at for at in texts if at < goals and len(set(texts[at])) < len(set(texts[goals]))]
    return {"objective": fewer[0], "key_result": goals} if fewer else {"objective": goals}


def _labels(cells: Sequence[str]) -> bool:
    kinds = [taken_apart(cell[:500]).kind for cell in cells]
    return "kr" in kinds and "o" in kinds


def is_okr_table(roles: Mapping[str, int]) -> bool:
    """Whether a table in a text lists objectives or key results at all."""
    return "key_result" in roles or ("objective" in roles and len(roles) > 1)
