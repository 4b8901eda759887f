"""`okrsite library`: worked examples, for whoever faces a blank page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from okrsite.model.document import KeyResult
    from okrsite.model.example import Example


@click.command("library")
@click.argument("what", required=False, metavar="[FUNCTION|NAME]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How examples are printed.",
)
def COMMAND(what: str | None, form: str) -> None:  # noqa: N802 (what the shelf looks for)
    """List worked examples of OKRs by function, or show one.

    FUNCTION lists the examples of one function with their key results. NAME shows one: why it is
    good, how the same goal looks when it is written badly, and the file to begin with.
    """
    from okrsite.library import examples, find, of_function

    one = find(what) if what else None
    several = of_function(what) if what else examples()
    if what and one is None and not several:
        raise click.UsageError(_unknown(what))
    if form == "json":
        told: Any = _entry(one) if one else [_entry(each) for each in several]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    lines = _shown(one) if one else _told(several) if what else _listed(several)
    click.echo("\n".join(lines))


def _unknown(what: str) -> str:
    from okrsite.library import FUNCTIONS, examples
    from okrsite.model.text import did_you_mean

    known = [*FUNCTIONS, *(each.name for each in examples())]
    hint = did_you_mean(what.lower(), known) or f"The functions are: {', '.join(FUNCTIONS)}."
    return f"There is no function and no example `{what}`. {hint}"


def _listed(found: tuple[Example, ...]) -> Iterator[str]:
    """Names and titles, function by function."""
    wide = max(len(each.name) for each in found)
    for (function, field), some in groupby(found, lambda each: (each.function, each.field)):
        yield f"{field} ({function})"
        yield from (f"  {each.name:{wide}}  {each.objective.title.plain}" for each in some)
        yield ""
    yield "`okrsite library NAME` shows one."


def _told(found: tuple[Example, ...]) -> Iterator[str]:
    """The examples of a function with their key results."""
    for each in found:
        yield f"{each.objective.title.plain} ({each.name})"
        yield from _key_results(each)
        yield ""
    yield "`okrsite library NAME` shows one."


def _shown(each: Example) -> Iterator[str]:
    """One example, whole."""
    yield each.objective.title.plain
    yield f"{each.field}, {each.objective.ambition}"
    yield from ("", *_key_results(each), "", f"Why it is good: {each.why}", "")
    if each.weak is not None:
        yield f"The same goal, weak: {each.weak.title}"
        yield from (f"  - {line}" for line in each.weak.key_results)
        yield from (f"What makes it weak: {each.weak.because}", "")
    yield from ("The file:", "")
    yield from (f"    {line}".rstrip() for line in each.text.rstrip().splitlines())


def _key_results(each: Example) -> Iterator[str]:
    from okrsite.pages._aims import steps

    for kr in each.objective.key_results:
        yield f"  - {kr.title.plain}: {_aim(kr)}"
        yield from (f"      - {title.plain}" for title, _ in steps(kr.measure))


def _aim(kr: KeyResult) -> str:
    """Its aim with plain spaces: nothing is wrapped here, and whoever searches types those."""
    from okrsite.pages._aims import aim

    return aim(kr.measure).replace("\u00a0", " ").replace("\u202f", " ")


def _entry(each: Example) -> dict[str, Any]:
    from okrsite.pages._aims import steps

    return {
        "name": each.name,
        "function": each.function,
        "title": each.objective.title.plain,
        "ambition": str(each.objective.ambition),
        "key_results": [
            {
                "title": kr.title.plain,
                "kind": kr.measure.kind,
                "aim": _aim(kr),
                "milestones": [title.plain for title, _ in steps(kr.measure)],
            }
            for kr in each.objective.key_results
        ],
        "why": each.why,
        "weak": None
        if each.weak is None
        else {
            "title": each.weak.title,
            "key_results": list(each.weak.key_results),
            "because": each.weak.because,
        },
        "text": each.text,
    }
