"""The shapes of front matter; field names are those of the format."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import GetJsonSchemaHandler, WithJsonSchema

from okrsite.model import told
from okrsite.model.schema import (
    Confidence,
    CycleId,
    DateOrFlag,
    Flag,
    Id,
    IsoDate,
    Many,
    Mapping,
    Number,
    Old,
    OptionalText,
    Reference,
    Said,
    Schema,
    Score,
    Text,
    Url,
    Weight,
    keyed,
    shown,
    word_of,
    wrong,
)
from okrsite.model.told import Takes, Told

Extra = Annotated[dict[str, Any], Mapping]
Texts = Annotated[tuple[Text, ...], Many]
Ignore = Annotated[dict[str, Text], Mapping]
RhythmWord = Annotated[str, word_of("weekly", "fortnightly", "monthly", "quarterly")]
AmbitionWord = Annotated[str, word_of("committed", "aspirational", "learning")]
RollupWord = Annotated[str, word_of("key_results", "aligned", "both")]


class LinkShape(Schema):
    """A link: an address, or one with a title."""

    url: Url
    title: OptionalText = ""


Links = Annotated[tuple[Annotated[LinkShape, keyed("url")], ...], Many]


def done_value(value: Any) -> Any:
    """true, false, or the milestones that are done."""
    if value is None or isinstance(value, bool):
        return value
    items = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str) and item.strip() for item in items):
        raise wrong(f"must be true or the milestones that are done, not {shown(value)}")
    return tuple(item.strip() for item in items)


class InlineCheckIn(Schema):
    """Inline history on a key result or kpi."""

    date: IsoDate
    value: Number | None = None
    progress: Score | None = None
    done: Annotated[Any, Takes(done_value, told.DONE)] = None
    confidence: Confidence | None = None
    status: Said | None = None
    note: OptionalText = ""
    by: Reference | None = None
    extra: Extra | None = None


class Said_(Schema):  # noqa: N801 (Said is the type of a status word)
    """What a check-in document says of one thing."""

    value: Number | None = None
    progress: Score | None = None
    done: Annotated[Any, Takes(done_value, told.DONE)] = None
    confidence: Confidence | None = None
    status: Said | None = None
    note: OptionalText = ""
    by: Reference | None = None
    extra: Extra | None = None


class AlignmentShape(Schema):
    """What an objective serves."""

    to: Reference
    weight: Weight = 1.0


class DependencyShape(Schema):
    """What an objective depends on."""

    objective: Reference
    confirmed: IsoDate | None = None


class ChangeShape(Schema):
    """A goalpost moved in the open."""

    date: IsoDate
    field: Text
    was: Old = None
    because: OptionalText = ""


class InitiativeShape(Schema):
    """A piece of work."""

    title: Text
    owner: Reference | None = None
    state: Annotated[str, word_of("idea", "doing", "done", "dropped")] = "idea"
    key_result: Reference | None = None
    link: Url | None = None


def _pace(value: Any) -> Any:
    if value is None or value == "linear":
        return None
    if value == "none" or isinstance(value, dict):
        return value
    raise wrong(f"must be linear, none or points such as {{2026-11-01: 0.2}}, not {shown(value)}")


class KeyResultShape(Schema):
    """A key result, but for its measure: the kinds add their own field each."""

    id: Id | None = None
    title: Text
    measure: Text | None = None
    owner: Reference | None = None
    weight: Weight = 1.0
    checkin: (
        Annotated[str, word_of("weekly", "fortnightly", "monthly", "quarterly", "end")] | None
    ) = None
    starts: IsoDate | None = None
    due: IsoDate | None = None
    pace: Annotated[Any, Takes(_pace, told.PACE)] = None
    withheld: Flag = False
    dropped: DateOrFlag = None
    dropped_because: OptionalText = ""
    deferred_to: Reference | None = None
    priority: OptionalText = ""
    ambition: AmbitionWord | None = None
    contributors: Texts = ()
    links: Links = ()
    source: OptionalText = ""
    kpi: Reference | None = None
    changed: Annotated[tuple[ChangeShape, ...], Many] = ()
    score: Score | None = None
    score_note: OptionalText = ""
    checkins: Annotated[tuple[InlineCheckIn, ...], Many] = ()
    extra: Extra | None = None


class ObjectiveShape(Schema):
    """An objective, but for its key results, which are typed one by one."""

    type: Annotated[Any, WithJsonSchema({"enum": ["objective", None]})] = None
    draft: Flag = False
    id: Id | None = None
    code: OptionalText = ""
    title: OptionalText = ""
    team: Reference | None = None
    person: Reference | None = None
    owner: Reference | None = None
    contributors: Texts = ()
    cycle: Reference | None = None
    ambition: AmbitionWord = "aspirational"
    focus: Reference | None = None
    aligns_to: Annotated[tuple[Annotated[AlignmentShape, keyed("to")], ...], Many] = ()
    depends_on: Annotated[tuple[Annotated[DependencyShape, keyed("objective")], ...], Many] = ()
    continues: Reference | None = None
    aliases: Annotated[tuple[Id, ...], Many] = ()
    audience: Reference | None = None
    key_results: Any = None
    initiatives: Annotated[tuple[Annotated[InitiativeShape, keyed("title")], ...], Many] = ()
    rollup: RollupWord | None = None
    ignore: Ignore | None = None
    tags: Texts = ()
    links: Links = ()
    priority: OptionalText = ""
    dropped: DateOrFlag = None
    dropped_because: OptionalText = ""
    score: Score | None = None
    score_note: OptionalText = ""
    extra: Extra | None = None


class CheckInShape(Schema):
    """A check-in document."""

    type: Annotated[Any, WithJsonSchema({"enum": ["checkin", None]})] = None
    draft: Flag = False
    id: Id | None = None
    date: IsoDate | None = None
    title: OptionalText = ""
    team: Reference | None = None
    person: Reference | None = None
    by: Reference | None = None
    key_results: Annotated[dict[str, Said_], Mapping] = {}
    objectives: Annotated[dict[str, Said_], Mapping] = {}
    kpis: Annotated[dict[str, Said_], Mapping] = {}
    audience: Reference | None = None
    tags: Texts = ()
    links: Links = ()
    ignore: Ignore | None = None
    extra: Extra | None = None


class DecisionShape(Schema):
    """A decision of a review."""

    decision: Annotated[str, word_of("keep", "change", "drop")]
    objective: Reference
    note: OptionalText = ""


class ReviewShape(Schema):
    """A review."""

    type: Annotated[Any, WithJsonSchema({"const": "review"})]
    draft: Flag = False
    id: Id | None = None
    date: IsoDate
    cycle: Reference | None = None
    team: Reference | None = None
    title: OptionalText = ""
    kind: Annotated[str, word_of("health-check", "retrospective")] | None = None
    decisions: Annotated[tuple[DecisionShape, ...], Many] = ()
    lessons: Texts = ()
    scores: Annotated[dict[str, Score], Mapping] = {}
    aliases: Annotated[tuple[Id, ...], Many] = ()
    audience: Reference | None = None
    tags: Texts = ()
    links: Links = ()
    ignore: Ignore | None = None
    extra: Extra | None = None


class BandShape(Schema):
    """Bounds, both inside."""

    min: Number | None = None
    max: Number | None = None


class KpiShape(Schema):
    """A kpi."""

    type: Annotated[Any, WithJsonSchema({"const": "kpi"})]
    draft: Flag = False
    id: Id | None = None
    title: OptionalText = ""
    team: Reference | None = None
    owner: Reference | None = None
    unit: OptionalText = ""
    healthy: BandShape | None = None
    checkin: RhythmWord | None = None
    checkins: Annotated[tuple[InlineCheckIn, ...], Many] = ()
    aliases: Annotated[tuple[Id, ...], Many] = ()
    audience: Reference | None = None
    tags: Texts = ()
    links: Links = ()
    ignore: Ignore | None = None
    extra: Extra | None = None


class PageShape(Schema):
    """A free page."""

    type: Annotated[Any, WithJsonSchema({"enum": ["page", None]})] = None
    draft: Flag = False
    id: Id | None = None
    title: OptionalText = ""
    nav: Flag = False
    aliases: Annotated[tuple[Id, ...], Many] = ()
    audience: Reference | None = None
    tags: Texts = ()
    links: Links = ()
    ignore: Ignore | None = None
    extra: Extra | None = None


class TeamShape(Schema):
    """A team of org.yml."""

    id: Id
    name: Text
    parent: Reference | None = None
    lead: Reference | None = None
    mission: OptionalText = ""
    until: IsoDate | None = None
    audience: Reference | None = None
    extra: Extra | None = None


class PersonShape(Schema):
    """A person of org.yml."""

    id: Id
    name: Text
    role: OptionalText = ""
    team: Reference | None = None
    until: IsoDate | None = None
    audience: Reference | None = None
    extra: Extra | None = None


class CycleShape(Schema):
    """A cycle of cycles.yml."""

    id: CycleId
    title: OptionalText = ""
    within: Reference | None = None
    starts: IsoDate
    ends: IsoDate | None = None
    kind: Annotated[str, word_of("strategic", "operational")] = "strategic"
    checkin: RhythmWord | None = None
    health_check: IsoDate | None = None
    grading: IsoDate | None = None
    audience: Reference | None = None
    extra: Extra | None = None


class FocusShape(Schema):
    """A focus area."""

    id: Id
    title: OptionalText = ""


class KeptShape(Schema):
    """Where a content folder is kept."""

    host: OptionalText = ""
    kind: OptionalText = ""
    repo: OptionalText = ""
    branch: OptionalText = "main"
    root: OptionalText = "content"
    view: OptionalText = ""
    edit: OptionalText = ""
    history: OptionalText = ""
    new: OptionalText = ""


class SourceShape(KeptShape):
    """Where the content is kept, and talked about."""

    discuss: OptionalText = ""
    folders: Annotated[dict[str, KeptShape], Mapping] = {}


def _threshold(value: Any) -> Any:
    if not isinstance(value, list) or len(value) != 2:
        raise wrong(f"must be two numbers such as [0.9, 0.05], not {shown(value)}")
    return value


def _pair(listed: Told, handler: GetJsonSchemaHandler) -> Told:
    del handler
    return {**listed, "minItems": 2, "maxItems": 2}


Threshold = Annotated[list[Score], Takes(_threshold, _pair)]


class StatusShape(Schema):
    """Thresholds of the status words."""

    on_track: Threshold = [0.9, 0.05]
    at_risk: Threshold = [0.7, 0.15]


def _count(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1000:
        raise wrong(f"must be a whole number, not {shown(value)}")
    return int(value)


Count = Annotated[int, Takes(_count, {**told.number(0, 1000), "type": "integer"})]


class RangeShape(Schema):
    """How many key results an objective should have."""

    min: Count = 2
    max: Count = 4


def _severity(value: Any) -> Any:
    # `off` is text by YAML 1.2; `false` is what a newcomer may write for it.
    if value is False:
        return "off"
    if value not in ("error", "warning", "off"):
        raise wrong(f"must be error, warning or off, not {shown(value)}")
    return value


SEVERITY: Told = {"enum": ["error", "warning", "off", False]}


class RuleShape(Schema):
    """A rule's severity and its thresholds; a severity alone may stand for it."""

    severity: Annotated[str, Takes(_severity, SEVERITY)] | None = None
    settings: dict[str, Number] = {}


def _rule(value: Any) -> Any:
    if not isinstance(value, dict):
        return {"severity": value}
    settings = {name: each for name, each in value.items() if name != "severity"}
    return {**{n: v for n, v in value.items() if n == "severity"}, "settings": settings}


_RULE = told.or_nothing(
    {
        "anyOf": [
            SEVERITY,
            {
                "type": "object",
                "properties": {"severity": told.or_nothing(SEVERITY)},
                "additionalProperties": {"type": "number"},
            },
        ]
    }
)


class PolicyShape(Schema):
    """The organisation's own thresholds."""

    key_results: RangeShape = RangeShape()
    objectives_per_team: Count = 3
    status: StatusShape = StatusShape()
    rollup: RollupWord = "key_results"
    status_from: Annotated[str, word_of("computed", "said")] = "computed"
    rules: Annotated[dict[str, Annotated[RuleShape, Takes(_rule, _RULE)]], Mapping] = {}


def _site_url(value: Any) -> Any:
    if value is None or value == "":
        return ""
    if not isinstance(value, str) or not value.startswith(("https://", "http://", "/")):
        raise wrong(f"must be an address such as https://okrs.example.org/, not {shown(value)}")
    return value


_SITE_URL: Told = {"type": ["string", "null"], "pattern": "^(?:https?://|/|$)"}


class SiteShape(Schema):
    """site.yml."""

    format: Annotated[Any, WithJsonSchema({"const": 1})] = 1
    title: Text
    mission: OptionalText = ""
    north_star: Reference | None = None
    url: Annotated[str, Takes(_site_url, _SITE_URL)] = ""
    theme: Text = "atlas"
    locale: Text = "en"
    timezone: Text = "UTC"
    as_of: IsoDate | None = None
    focus: Annotated[tuple[Annotated[FocusShape, keyed("id")], ...], Many] = ()
    source: SourceShape = SourceShape()
    audiences: Annotated[tuple[Id, ...], Many] = ()
    library: Flag = False
    notice: OptionalText = ""
    built: Annotated[str, word_of("daily", "weekly", "never")] = "daily"
    content: Texts = ()
    policy: PolicyShape = PolicyShape()
    extra: Extra | None = None


def as_date(value: Any) -> date:
    """A date within a key or a changed value; raises pydantic's error where it is none."""
    return _Dated.model_validate({"date": value}).date


class _Dated(Schema):
    date: IsoDate
