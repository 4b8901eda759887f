"""Reads one Markdown file into the document it is: one function a type, and the choice."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from okrsite import markdown
from okrsite.model.document import (
    Alignment,
    Band,
    CheckInDocument,
    Decision,
    Dependency,
    Document,
    Entry,
    FreePage,
    Initiative,
    InitiativeState,
    Kpi,
    Line,
    Objective,
    Ref,
    Review,
    ReviewKind,
    SetAside,
    Silence,
    Verdict,
)
from okrsite.model.measure import CheckIn
from okrsite.model.noun import dataclass
from okrsite.model.place import Place
from okrsite.model.problem import Finding
from okrsite.model.prose import Prose, plain_prose
from okrsite.model.schema import shown
from okrsite.model.status import Ambition, Rhythm, Rollup
from okrsite.model.text import did_you_mean, slug_or_digest
from okrsite.read.desk import (
    File,
    Known,
    as_id,
    day_of,
    inline,
    inline_checkin,
    ref,
    refs,
    title_of,
    web_links,
    words,
)
from okrsite.read.front_matter import Desk, Marked, Unreadable, lines_of, mapping, normal, split
from okrsite.read.key_result import read_key_results
from okrsite.read.schemas import (
    CheckInShape,
    KpiShape,
    ObjectiveShape,
    PageShape,
    ReviewShape,
    Said_,
)
from okrsite.read.yaml import Map

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(.+))?")
_HEAD = re.compile(
    r"([A-Za-z0-9][A-Za-z0-9-]*(?:#[A-Za-z0-9][A-Za-z0-9-]*)?):(?:\s+(.*))?", re.DOTALL
)
_AUDIENCE = re.compile(r"^[ \t]*[\"']?audience[\"']?[ \t]*:[ \t]*[\"']?([\w-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    document: Document | None = None
    aside: SetAside | None = None
    findings: tuple[Finding, ...] = ()


def read_document(text: str, place: Place, known: Known, *, drafts: bool) -> Outcome:
    """Read one Markdown file; a broken one is set aside with its faults."""
    text = normal(text)
    try:
        parts = split(text, place)
        raw = mapping(parts.front, place, parts.front_line)
    except Unreadable as unreadable:
        return Outcome(None, aside(text, place, known), (unreadable.finding,))
    if raw.get("draft") is True and not drafts:
        return Outcome(None, aside(text, place, known, raw))
    desk = Desk(Marked(raw, place.at(1)))
    file = File(place, parts.body, parts.body_line, known)
    reader = _reader(raw, file, desk)
    document = None if reader is None else reader(raw, desk, file)
    if desk.findings:
        return Outcome(None, aside(text, place, known, raw), tuple(desk.findings))
    return Outcome(document)


def aside(text: str, place: Place, known: Known, raw: Map | None = None) -> SetAside:
    """What is known of a document that could not be read: enough to keep its secrets."""
    file = File(place, "", 1, known)
    audience = str(raw.get("audience") or "") if raw is not None else ""
    if not audience:
        # Unreadable front matter may still say who may read it; any narrower word counts.
        named = [word for word in _AUDIENCE.findall(text) if word in known.audiences[:-1]]
        audience = named[0] if named else ""
    key = str(raw["id"]) if raw is not None and raw.get("id") is not None else ""
    cycle = raw.get("cycle") if raw is not None else None
    default = f"{as_id(str(cycle or file.cycle() or ''))}-{file.stem}"
    names = tuple(dict.fromkeys(name for name in (key, file.stem, default) if name))
    within = [str(raw[name]).lower() for name in _BELONGS if raw is not None and raw.get(name)]
    return SetAside(place, names, audience, (*within, *file.folders))


_BELONGS = ("team", "person", "cycle")


Reader = Callable[[Map, Desk, File], Document | None]


def _reader(raw: Map, file: File, desk: Desk) -> Reader | None:
    written = raw.get("type")
    if written is None:
        return _READERS[_type_of(raw, file)]
    if isinstance(written, str) and written in _READERS:
        return _READERS[written]
    hint = did_you_mean(str(written), _READERS) or f"The types are: {', '.join(_READERS)}."
    desk.fault(
        "wrong-type", f"`type` says {shown(written)}, which is none", desk.marked.at("type"), hint
    )
    return None


def _type_of(raw: Map, file: File) -> str:
    """The type where none is written."""
    dated = _DATED.fullmatch(file.name)
    by_name = dated is not None and (
        dated.group(2) is None or dated.group(2).lower() in file.known.teams | file.known.people
    )
    goals = raw.get("key_results")
    if "key_results" in raw and not (isinstance(goals, Map) and (by_name or "date" in raw)):
        return "objective"
    return "checkin" if by_name or "date" in raw else "page"


def _objective(raw: Map, desk: Desk, file: File) -> Objective | None:
    shape = desk.typed(ObjectiveShape, raw)
    key_results = read_key_results(raw.get("key_results"), desk)
    if shape is None:
        return None
    at = desk.marked.at
    title, body, title_at = title_of(shape.title, desk, file)
    if not title:
        desk.fault("missing-field", "`title` is missing", desk.marked.place, _TITLE_HINT)
    cycle = shape.cycle or file.cycle()
    if cycle is None:
        desk.fault("missing-field", "`cycle` is missing", desk.marked.place, _CYCLE_HINT)
    if shape.team and shape.person:
        desk.fault("wrong-type", "`team` and `person` are both given: keep one", at("person"))
    team = shape.team or (None if shape.person else file.team())
    if team is None and shape.person is None:
        desk.fault("missing-field", "`team` is missing", desk.marked.place, _TEAM_HINT)
    if desk.findings or cycle is None:
        return None
    return Objective(
        id=shape.id or f"{as_id(cycle)}-{file.stem}".strip("-"),
        stem=file.stem,
        code=shape.code,
        title=title,
        team=ref(team, desk, "team"),
        person=ref(shape.person, desk, "person"),
        owner=ref(shape.owner, desk, "owner"),
        contributors=refs(shape.contributors, desk, "contributors"),
        cycle=Ref(cycle, at("cycle")),
        ambition=Ambition(shape.ambition),
        focus=ref(shape.focus, desk, "focus"),
        aligns_to=tuple(
            Alignment(Ref(each.to, at("aligns_to", index)), each.weight)
            for index, each in enumerate(shape.aligns_to)
        ),
        depends_on=tuple(
            Dependency(Ref(each.objective, at("depends_on", index)), each.confirmed)
            for index, each in enumerate(shape.depends_on)
        ),
        continues=ref(shape.continues, desk, "continues"),
        aliases=tuple(shape.aliases),
        audience=shape.audience or "",
        key_results=key_results,
        initiatives=_initiatives(shape, desk),
        rollup=Rollup(shape.rollup) if shape.rollup else None,
        ignore=_silences(shape.ignore, desk),
        tags=tuple(shape.tags),
        links=web_links(shape.links),
        priority=shape.priority,
        dropped=day_of(shape.dropped),
        dropped_because=words(shape.dropped_because, desk, "dropped_because"),
        score=shape.score,
        score_note=words(shape.score_note, desk, "score_note"),
        body=markdown.blocks(body, file.prefix, file.body_line),
        draft=shape.draft,
        place=file.place.at(title_at.line, 1),
        lines=lines_of(raw),
    )


_TITLE_HINT = "Write `title: ...`, or begin the text with a heading: # ..."
_CYCLE_HINT = "Write `cycle: ...`, or put the file into a folder named after the cycle."
_TEAM_HINT = (
    "Write `team: ...` or `person: ...`, or put the file into a folder named after the team."
)


def _silences(ignore: Mapping[str, str] | None, desk: Desk) -> Mapping[str, Silence]:
    at = desk.marked.key_at
    return {name: Silence(reason, at("ignore", name)) for name, reason in (ignore or {}).items()}


def _initiatives(shape: ObjectiveShape, desk: Desk) -> tuple[Initiative, ...]:
    at = desk.marked.at
    return tuple(
        Initiative(
            title=inline(each.title, at("initiatives", index)),
            owner=ref(each.owner, desk, "initiatives", index, "owner"),
            state=InitiativeState(each.state),
            key_result=each.key_result,
            link=each.link or "",
            place=at("initiatives", index),
        )
        for index, each in enumerate(shape.initiatives)
    )


def _checkin(raw: Map, desk: Desk, file: File) -> CheckInDocument | None:
    shape = desk.typed(CheckInShape, raw)
    if shape is None:
        return None
    at = desk.marked.at
    named = _DATED.fullmatch(file.name)
    day = shape.date or _date_of(named)
    if day is None:
        desk.fault(
            "missing-field",
            "`date` is missing",
            desk.marked.place,
            "Write `date: 2026-10-14`, or name the file 2026-10-14-TEAM.md.",
        )
        return None
    if shape.team and shape.person:
        desk.fault("wrong-type", "`team` and `person` are both given: keep one", at("person"))
    team, person = _who(shape, named, file)
    return CheckInDocument(
        id=shape.id or slug_or_digest(file.name),
        date=day,
        team=ref(team, desk, "team"),
        person=ref(person, desk, "person"),
        by=ref(shape.by, desk, "by"),
        title=words(shape.title, desk, "title"),
        key_results=_entries(shape.key_results, "key_results", day, shape, desk),
        objectives=_entries(shape.objectives, "objectives", day, shape, desk),
        kpis=_entries(shape.kpis, "kpis", day, shape, desk),
        text=_sections(file),
        audience=shape.audience or "",
        draft=shape.draft,
        place=file.place,
        links=web_links(shape.links),
        tags=tuple(shape.tags),
        ignore=_silences(shape.ignore, desk),
    )


def _date_of(named: re.Match[str] | None) -> date | None:
    try:
        return date.fromisoformat(named.group(1)) if named else None
    except ValueError:
        return None


def _who(
    shape: CheckInShape, named: re.Match[str] | None, file: File
) -> tuple[str | None, str | None]:
    """The team or person: as written, else by the file's name, else by the folder."""
    if shape.team or shape.person:
        return shape.team, shape.person
    name = (named.group(2) or "").lower() if named else ""
    if name in file.known.teams:
        return name, None
    if name in file.known.people:
        return None, name
    return file.team(), None


def _entries(
    written: dict[str, Said_], field: str, day: date, shape: CheckInShape, desk: Desk
) -> tuple[Entry, ...]:
    found = []
    for text, said in written.items():
        place = desk.marked.key_at(field, text)
        checkin = CheckIn(
            date=day,
            place=place,
            value=said.value,
            progress=said.progress,
            done=said.done,
            confidence=said.confidence,
            status=said.status,
            note=inline(said.note, place),
            by=said.by or shape.by,
        )
        found.append(Entry(Ref(text, place), checkin))
    return tuple(found)


def _sections(file: File) -> tuple[Prose | tuple[Line, ...], ...]:
    found: list[Prose | tuple[Line, ...]] = []
    source = file.body.split("\n")
    for section in markdown.sections(file.body, file.prefix, file.body_line):
        if isinstance(section, Prose):
            found.append(section)
        else:
            found.append(tuple(_line(item, source, file) for item in section))
    return tuple(found)


def _line(item: markdown.Item, source: list[str], file: File) -> Line:
    match = _HEAD.fullmatch(item.text)
    head = match.group(1) if match else ""
    written = source[item.line - file.body_line] if item.line - file.body_line < len(source) else ""
    column = written.find(head) + 1 if head else 1
    rest = (match.group(2) or "").strip() if match else ""
    return Line(head, rest, item.prose, file.place.at(item.line, max(1, column)))


def _review(raw: Map, desk: Desk, file: File) -> Review | None:
    shape = desk.typed(ReviewShape, raw)
    if shape is None:
        return None
    at = desk.marked.at
    title, body, _ = title_of(shape.title, desk, file)
    cycle, team = shape.cycle or file.cycle(), shape.team or file.team()
    return Review(
        id=shape.id or file.stem,
        stem=file.stem,
        title=title or plain_prose(_review_title(shape)),
        date=shape.date,
        cycle=ref(cycle, desk, "cycle"),
        team=ref(team, desk, "team"),
        kind=ReviewKind(shape.kind) if shape.kind else None,
        decisions=tuple(
            Decision(
                Verdict(each.decision),
                Ref(each.objective, at("decisions", index, "objective")),
                inline(each.note, at("decisions", index)),
            )
            for index, each in enumerate(shape.decisions)
        ),
        lessons=tuple(
            inline(each, at("lessons", index)) for index, each in enumerate(shape.lessons)
        ),
        scores=tuple(
            (Ref(text, desk.marked.key_at("scores", text)), score)
            for text, score in shape.scores.items()
        ),
        body=markdown.blocks(body, file.prefix, file.body_line),
        aliases=tuple(shape.aliases),
        audience=shape.audience or "",
        draft=shape.draft,
        place=file.place,
        ignore=_silences(shape.ignore, desk),
    )


def _review_title(shape: ReviewShape) -> str:
    words = {"health-check": "Health check", "retrospective": "Retrospective"}
    return f"{words.get(shape.kind or '', 'Review')} of {shape.date.isoformat()}"


def _kpi(raw: Map, desk: Desk, file: File) -> Kpi | None:
    shape = desk.typed(KpiShape, raw)
    if shape is None:
        return None
    at = desk.marked.at
    title, body, _ = title_of(shape.title, desk, file)
    healthy = Band(shape.healthy.min, shape.healthy.max) if shape.healthy else None
    team = shape.team or file.team()
    return Kpi(
        id=shape.id or file.stem,
        stem=file.stem,
        title=title or plain_prose(file.name),
        team=ref(team, desk, "team"),
        owner=ref(shape.owner, desk, "owner"),
        unit=shape.unit,
        healthy=healthy,
        checkin=Rhythm(shape.checkin) if shape.checkin else None,
        checkins=tuple(
            inline_checkin(each, at("checkins", index)) for index, each in enumerate(shape.checkins)
        ),
        body=markdown.blocks(body, file.prefix, file.body_line),
        aliases=tuple(shape.aliases),
        audience=shape.audience or "",
        draft=shape.draft,
        place=file.place,
        tags=tuple(shape.tags),
        ignore=_silences(shape.ignore, desk),
    )


def _page(raw: Map, desk: Desk, file: File) -> FreePage | None:
    shape = desk.typed(PageShape, raw)
    if shape is None:
        return None
    title, body, _ = title_of(shape.title, desk, file)
    return FreePage(
        id=shape.id or file.stem,
        stem=file.stem,
        title=title or plain_prose(file.name),
        nav=shape.nav,
        body=markdown.blocks(body, file.prefix, file.body_line),
        aliases=tuple(shape.aliases),
        audience=shape.audience or "",
        draft=shape.draft,
        place=file.place,
        ignore=_silences(shape.ignore, desk),
    )


_READERS: dict[str, Reader] = {
    "objective": _objective,
    "checkin": _checkin,
    "review": _review,
    "kpi": _kpi,
    "page": _page,
}
