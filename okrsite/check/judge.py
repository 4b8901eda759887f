"""The step itself: what earlier steps set aside and what the rules find, with a severity each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from okrsite import rules as shelf_of_rules
from okrsite.model.document import Document, Silence
from okrsite.model.place import Place
from okrsite.model.portfolio import AlignmentGraph
from okrsite.model.problem import Case, Finding, Fix, Problem, Rule, Severity
from okrsite.model.site import Policy
from okrsite.model.text import did_you_mean, sole_near
from okrsite.shelf import named


def rules() -> Mapping[str, Rule]:
    """Every rule on the shelf and of installed packages, by name."""
    return named(shelf_of_rules.__name__, "RULE")


def check(case: Case) -> tuple[Problem, ...]:
    """Judge everything, in the order of places."""
    site = case.portfolio.site
    found = [*case.portfolio.findings, *_unknown_rules(site.policy, site.place)]
    for rule in rules().values():
        if severity_of(rule.name, site.policy) is not Severity.OFF:
            found.extend(rule.find(case))
    silences = _silences(case.portfolio.graph)
    kept = [each for each in found if not _is_silenced(each, silences)]
    told = {(each.place.file, each.rule) for each in found if each.place}
    kept += _unknown_silences(silences)
    kept += [
        each for each in _unused(silences, told, site.policy) if not _is_silenced(each, silences)
    ]
    return judged(kept, site.policy)


def against(case: Case, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems of a content, and those that show only beside the content as it was."""
    found = [each for rule in rules().values() if rule.looks_back for each in rule.find(case)]
    silences = _silences(case.portfolio.graph)
    kept = [each for each in found if not _is_silenced(each, silences)]
    return tuple(sorted({*problems, *judged(kept, case.portfolio.site.policy)}, key=_order))


def judged(findings: Iterable[Finding], policy: Policy | None = None) -> tuple[Problem, ...]:
    """Give each finding the severity of its rule; those that are off go."""
    found = [
        Problem(each.rule, severity, each.message, each.place, each.hint, each.subject, each.fix)
        for each in findings
        if (severity := severity_of(each.rule, policy or Policy())) is not Severity.OFF
    ]
    return tuple(sorted(set(found), key=_order))


def _order(problem: Problem) -> tuple[Place, str, str]:
    return problem.place or Place("", ""), problem.rule, problem.message


def severity_of(name: str, policy: Policy) -> Severity:
    """How severe a rule is for a site."""
    default = rules()[name].severity
    # An error is what no site can be built on: policy may silence advice, not that.
    if default is Severity.ERROR and name in _FOUNDATION:
        return default
    return policy.rules.get(name, default)


_UNUSED = "unused-ignore"

_FOUNDATION = frozenset(
    {
        "unreadable-document",
        "unknown-field",
        "missing-field",
        "wrong-type",
        "duplicate-id",
        "alignment-loop",
        "audience-leak",
    }
)
"""Errors that no policy and no document can silence: what they are found in cannot be shown."""


def _unknown_rules(policy: Policy, place: Place) -> Iterator[Finding]:
    for name in policy.rule_lines:
        where = place.at(policy.rule_lines[name])
        if name not in rules():
            message = f"`policy.rules` names `{name[:60]}`, which is no rule"
            hint, fix = did_you_mean(name, rules()), _respelt(name, where)
            yield Finding("unknown-reference", message, where, hint, fix=fix)
            continue
        known = rules()[name].settings
        for setting in policy.settings.get(name, {}):
            if setting not in known:
                message = f"`{name}` has no setting `{setting[:60]}`"
                hint = did_you_mean(setting, known) or _settings(known)
                yield Finding("unknown-field", message, where, hint)


def _settings(known: Mapping[str, float]) -> str:
    names = ", ".join(f"`{name}`" for name in known)
    return f"It has {names}." if names else "It has a severity and nothing else."


def _respelt(name: str, place: Place) -> Fix | None:
    """The mend of a rule's name that can only be a typing error of another."""
    right = sole_near(name, rules())
    return Fix(place, name, right) if right else None


Silences = Mapping[str, Mapping[str, Silence]]
"""What each document asks to be silent about, by its file and the rule."""


def _silences(graph: AlignmentGraph) -> Silences:
    documents: list[Document] = [
        *graph.objectives.values(),
        *graph.kpis.values(),
        *graph.reviews.values(),
        *graph.pages.values(),
        *(update.document for update in graph.updates),
    ]
    return {each.place.file: each.ignore for each in documents if each.ignore}


def _is_silenced(finding: Finding, silences: Silences) -> bool:
    if finding.place is None or finding.rule in _FOUNDATION:
        return False
    return finding.rule in silences.get(finding.place.file, {})


def _unknown_silences(silences: Silences) -> Iterator[Finding]:
    for names in silences.values():
        for name, silence in names.items():
            if name not in rules():
                message = f"`ignore` names `{name[:60]}`, which is no rule"
                hint, fix = did_you_mean(name, rules()), _respelt(name, silence.place)
                yield Finding("unknown-reference", message, silence.place, hint, fix=fix)


def _unused(silences: Silences, told: Set[tuple[str, str]], policy: Policy) -> Iterator[Finding]:
    """What is silenced and would not have been said."""
    for file, names in silences.items():
        for name, silence in names.items():
            known = name in rules() and name not in (*_FOUNDATION, _UNUSED)
            if known and (file, name) not in told and severity_of(name, policy) is not Severity.OFF:
                message = f"`ignore` silences `{name}`, which has nothing to say here"
                fix = Fix(silence.place, name)
                yield Finding(_UNUSED, message, silence.place, "Take the line out.", name, fix=fix)
