"""Changes of a key result, in whichever form it is written."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from okrsite import markdown
from okrsite.edit.change import Put, Remove, change
from okrsite.edit.fields import Node, fields
from okrsite.edit.shape import Path, Unclear, Value, number
from okrsite.model.document import KeyResult
from okrsite.model.measure import MilestoneFact


def with_field(text: str, index: int, key_result: KeyResult, name: str, value: Value) -> str:
    """An objective's text with a field of a key result set; a line becomes fields.

    Raises:
        Unclear: where it is not the key result that was meant, or cannot be changed for sure.
    """
    text = in_fields(text, index, key_result)
    after = ("checkins", "measure") if name == "score" else ("title",)
    return change(text, [Put(("key_results", index, name), value, after)])


def without(text: str, index: int, name: str) -> str:
    """The text without a field of a key result, where it has it."""
    item = _item(text, index)
    there = isinstance(item, yaml.MappingNode) and any(k.value == name for k, _ in item.value)
    return change(text, [Remove(("key_results", index, name))]) if there else text


def in_fields(text: str, index: int, key_result: KeyResult) -> str:
    """The text with a key result in its long form: what is one line becomes title and measure."""
    item = _item(text, index)
    line = _line(item, key_result)
    if line is None:
        return text
    title, measure = _split(line, key_result)
    long: dict[str, Value] = {"title": title, **({"measure": measure} if measure else {})}
    return change(text, [Put(("key_results", index), long)])


def rebased(text: str, index: int, key_result: KeyResult, start: float, target: float) -> str:
    """The text with a metric that goes from another baseline to the same target.

    Raises:
        Unclear: as `with_field`.
    """
    text = in_fields(text, index, key_result)
    item = _item(text, index)
    path: Path = ("key_results", index)
    metric = _value(item, "metric")
    if isinstance(metric, yaml.MappingNode):
        if _value(metric, "by") is not None:
            text = change(text, [Remove((*path, "metric", "by"))])
            text = change(text, [Put((*path, "metric", "to"), target)])
        return change(text, [Put((*path, "metric", "from"), start)])
    unit = getattr(key_result.measure, "unit", "")
    words = f"{number(start)} -> {number(target)} {unit}".strip()
    return change(text, [Put((*path, "measure"), words)])


def with_milestones_so_far(text: str, index: int, steps: Sequence[MilestoneFact]) -> str:
    """The text with what is done of a key result's milestones written down, and old days left out.

    Raises:
        Unclear: as `with_field`.
    """
    for at, step in enumerate(steps):
        path: Path = ("key_results", index, "milestones", at)
        item = _step(text, index, at)
        if isinstance(item, yaml.ScalarNode):
            if step.done is not None:
                text = change(text, [Put(path, {"title": item.value, "done": step.done})])
            continue
        if _value(item, "due") is not None:
            text = change(text, [Remove((*path, "due"))])
        if step.done is not None and _value(item, "done") is None:
            text = change(text, [Put((*path, "done"), step.done)])
    return text


def _step(text: str, index: int, at: int) -> Node | None:
    steps = _value(_item(text, index), "milestones")
    return steps.value[at] if isinstance(steps, yaml.SequenceNode) else steps


def _item(text: str, index: int) -> Node:
    listed = _value(fields(text, whole=False).root, "key_results")
    items = listed.value if isinstance(listed, yaml.SequenceNode) else [listed]
    found: Node | None = items[index] if index < len(items) else None
    if found is None:
        raise Unclear("no such key result")
    return found


def _value(node: Node | None, name: str) -> Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == name), None)


def _line(item: Node, key_result: KeyResult) -> str | None:
    """The one line that a key result is written as; None where it has fields."""
    if isinstance(item, yaml.ScalarNode):
        return str(item.value).strip()
    title = _value(item, "title")
    if title is not None:
        if key_result.title.plain != _plain(str(title.value)):
            raise Unclear("it is another key result by now")
        return None
    # YAML reads `Title: 15 -> 5 days` without quotes as a field and its value.
    ((key, value),) = item.value
    return f"{key.value}: {value.value}"


def _split(line: str, key_result: KeyResult) -> tuple[str, str]:
    at = len(line)
    while (at := line.rfind(": ", 0, at)) > 0:
        if _plain(line[:at].strip()) == key_result.title.plain:
            return line[:at].strip(), line[at + 2 :].strip()
    if _plain(line) != key_result.title.plain:
        raise Unclear("it is another key result by now")
    return line, ""


def _plain(title: str) -> str:
    return markdown.inline(title.strip()).plain
