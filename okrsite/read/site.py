"""Reads site.yml."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from okrsite.model.place import Place
from okrsite.model.problem import Severity
from okrsite.model.site import FocusArea, Policy, Site, StatusFrom, Threshold
from okrsite.model.status import Rollup
from okrsite.read.desk import inline
from okrsite.read.front_matter import Desk, Marked, lines_of, mapping, normal
from okrsite.read.schemas import PolicyShape, SiteShape
from okrsite.read.source import read_source

_LOCALE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")


def read_site(text: str, place: Place) -> tuple[Site | None, Desk]:
    """Read site.yml; None, with the faults on the desk, where it does not fit.

    Raises:
        Unreadable: where it is no YAML.
    """
    raw = mapping(normal(text), place)
    desk = Desk(Marked(raw, place.at(1)))
    shape = desk.typed(SiteShape, raw)
    if shape is None:
        return None, desk
    _check(shape, desk)
    source = read_source(shape.source, desk)
    if desk.findings:
        return None, desk
    url = shape.url if not shape.url or shape.url.endswith("/") else f"{shape.url}/"
    return (
        Site(
            title=shape.title,
            mission=inline(shape.mission, desk.marked.at("mission")),
            north_star=shape.north_star,
            url=url,
            theme=shape.theme,
            locale=shape.locale.replace("_", "-"),
            timezone=shape.timezone,
            as_of=shape.as_of,
            focus=tuple(FocusArea(each.id, each.title or each.id) for each in shape.focus),
            source=source,
            audiences=tuple(shape.audiences) or ("everyone",),
            policy=_policy(shape.policy, desk),
            place=place,
            library=shape.library,
            notice=inline(shape.notice, desk.marked.at("notice")),
            built=shape.built,
            content=tuple(shape.content),
            lines=lines_of(raw),
        ),
        desk,
    )


def _check(shape: SiteShape, desk: Desk) -> None:
    at = desk.marked.at
    if shape.format != 1:
        desk.fault(
            "wrong-type",
            f"`format` says {shape.format!r}, and this okrsite reads format 1",
            at("format"),
            "A newer okrsite may read it.",
        )
    if not _LOCALE.fullmatch(shape.locale):
        desk.fault("wrong-type", "`locale` must be a language such as en or de-AT", at("locale"))
    if len(set(shape.audiences)) < len(shape.audiences):
        desk.fault("duplicate-id", "`audiences` names one twice", at("audiences"))
    if len({area.id for area in shape.focus}) < len(shape.focus):
        desk.fault("duplicate-id", "`focus` has an id twice", at("focus"))
    try:
        ZoneInfo(shape.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        desk.fault(
            "wrong-type",
            f"`timezone` says `{shape.timezone[:40]}`, which is no time zone",
            at("timezone"),
            "Such as Europe/Berlin.",
        )


def _policy(shape: PolicyShape, desk: Desk) -> Policy:
    return Policy(
        key_results_min=shape.key_results.min,
        key_results_max=shape.key_results.max,
        objectives_per_team=shape.objectives_per_team,
        on_track=Threshold(*shape.status.on_track),
        at_risk=Threshold(*shape.status.at_risk),
        rollup=Rollup(shape.rollup),
        status_from=StatusFrom(shape.status_from),
        rules={n: Severity(each.severity) for n, each in shape.rules.items() if each.severity},
        settings={name: each.settings for name, each in shape.rules.items() if each.settings},
        rule_lines={name: desk.marked.key_at("policy", "rules", name).line for name in shape.rules},
    )
