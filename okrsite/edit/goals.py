"""A new objective's text: from what somebody says, or from an example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from okrsite.edit.change import Put, change
from okrsite.edit.shape import Value
from okrsite.edit.wording import document
from okrsite.model.example import Example
from okrsite.model.text import first_words, slug_or_digest


def file_stem(title: str) -> str:
    """The name of a file: the first words of a title."""
    return first_words(title, 6) or slug_or_digest(title)


def new_goal(front: Mapping[str, Value], key_results: Sequence[Value], why: str) -> str:
    """An objective's document; without key results the field is there, as it tells what it is."""
    return kept({**front, "key_results": list(key_results)}, why, "key_results")


def kept(front: Mapping[str, Value], body: str, keep: str = "") -> str:
    """A document; the field `keep` is there even where it is empty."""
    text = document(front, body)
    return change(text, [Put((keep,), [])]) if keep and not front[keep] else text


def like(example: Example, front: Mapping[str, Value], why: str | None) -> str:
    """An example as a document of ours; its context stays where no other is given."""
    text = example.text
    if why is not None:
        head, _, _ = text.removeprefix("---\n").partition("\n---\n")
        text = f"---\n{head}\n---\n\n{why}\n"
    before: tuple[str, ...] = ()
    for name, value in front.items():
        if value:
            text = change(text, [Put((name,), value, before)])
            before = (name,)
    return text
