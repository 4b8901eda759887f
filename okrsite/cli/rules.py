"""`okrsite rules`: what is checked, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from okrsite.model.problem import Rule
    from okrsite.model.site import Policy


@click.command("rules")
@click.argument("name", required=False, metavar="[NAME]")
@click.option(
    "--root",
    metavar="DIR",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Show severities as the site.yml of this folder sets them. [default: here]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How rules are printed.",
)
def COMMAND(name: str | None, root: Path, form: str) -> None:  # noqa: N802 (what the shelf looks for)
    """List all rules with their severity, or explain the rule NAME.

    Where there is no site.yml, severities are those that rules have by themselves.
    """
    from okrsite.check import rules
    from okrsite.cli._choice import rule_names
    from okrsite.model.manual import readable
    from okrsite.rules._page import page

    known, policy = rules(), _policy(root)
    if name is not None:
        rule_names((name,))
        words = page(name) or f"# {name}\n\n{known[name].summary}\n"
        told: object = {**_entry(known[name], policy), "page": words}
        text = f"{readable(words)}\n{_here(known[name], policy)}\n"
    else:
        told = [_entry(rule, policy) for rule in known.values()]
        text = "\n".join(_listing(list(known.values()), policy)) + "\n"
    if form == "json":
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    click.echo(text, nl=False)


def _policy(root: Path) -> Policy:
    """What the site says of rules; nothing where there is no site that can be read."""
    from okrsite.model.site import Policy
    from okrsite.order import Order
    from okrsite.read import NoSite, read_settings
    from okrsite.whereabouts import content_folders

    try:
        return read_settings(content_folders(Order(root))).policy
    except NoSite:
        return Policy()


def _entry(rule: Rule, policy: Policy) -> dict[str, object]:
    return {
        "name": rule.name,
        "topic": str(rule.topic),
        "severity": _severity(rule, policy),
        "default": str(rule.severity),
        "summary": rule.summary,
        "settings": {
            name: {"value": _setting(rule, name, policy), "default": default}
            for name, default in rule.settings.items()
        },
    }


def _listing(known: list[Rule], policy: Policy) -> Iterator[str]:
    """Topic by topic, in the order that the topics have."""
    wide = max(len(rule.name) for rule in known)
    for topic in dict.fromkeys(type(known[0].topic)):
        of_topic = [rule for rule in known if rule.topic is topic]
        if of_topic:
            yield f"{topic[0].upper()}{topic[1:]}"
        for rule in of_topic:
            yield f"  {rule.name:{wide}}  {_severity(rule, policy):7}  {rule.summary}"
        if of_topic:
            yield ""
    yield "`okrsite rules NAME` explains one."


def _here(rule: Rule, policy: Policy) -> str:
    """How a rule is set here."""
    words = [f"Here: {_severity(rule, policy)}"]
    words += [f"{name} {_setting(rule, name, policy):g}" for name in rule.settings]
    return f"{', '.join(words)}."


def _severity(rule: Rule, policy: Policy) -> str:
    from okrsite.check import severity_of

    return str(severity_of(rule.name, policy))


def _setting(rule: Rule, name: str, policy: Policy) -> float:
    return policy.settings.get(rule.name, {}).get(name, rule.settings[name])
