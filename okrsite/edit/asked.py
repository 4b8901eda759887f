"""What a text must say after a change: worked out from what it says, not from how it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import yaml

from okrsite.edit.shape import (
    TEXT,
    Path,
    Shape,
    Unclear,
    Value,
    is_list,
    is_map,
    is_nothing,
    meant,
    nested,
    shape,
)
from okrsite.model.noun import dataclass

_GONE = object()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text says, and what it would after one change."""

    now: Shape

    def put(self, path: Path, value: Value, after: Sequence[str] = ()) -> Shape:
        """With a field set."""
        return _at(self.now, path, lambda _: meant(value), meant, (value, tuple(after)))

    def add(self, path: Path, value: Value) -> Shape:
        """With an item more."""

        def longer(here: Shape) -> Shape:
            if is_nothing(here):
                return "list", [meant(value)]
            # A thing written without the brackets of a list of one stands for its first item.
            return "list", [*(here[1] if is_list(here) else [here]), meant(value)]

        return _at(self.now, path, longer, meant, ([value], ()))

    def remove(self, path: Path) -> Shape:
        """Without a field, or an item."""
        return _at(self.now, path, lambda _: _GONE, meant, None)

    def rename(self, path: Path, name: str) -> Shape:
        """With another name for a field."""
        *above, last = path

        def other(here: Shape) -> Shape:
            _one(here, str(last))
            if any(key == (TEXT, name) for key, _ in here[1]):
                raise Unclear(f"`{name}` is there already")
            pairs = [((TEXT, name) if key[1] == last else key, each) for key, each in here[1]]
            return "map", pairs

        return _at(self.now, tuple(above), other, meant, None)


def asked(root: yaml.Node | None) -> Asked:
    """What a text says."""
    return Asked(shape(root))


Made = tuple[Value, tuple[str, ...]] | None
"""What is made where a path leads nowhere yet, and after which fields; None: nothing may be."""


def _at(
    here: Shape, path: Path, to: Callable[[Shape], Shape], make: Callable[[Value], Shape], new: Made
) -> Shape:
    if not path:
        return to(here)
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return _item(here, step, lambda each: _at(each, rest, to, make, new))
    if is_nothing(here) and new is not None:
        return make(nested(path, new[0]))
    if not is_map(here):
        raise Unclear(f"`{step}` is no field there")
    index = _index(here, step)
    if index is None:
        if new is None:
            raise Unclear(f"no field `{step}`")
        pair = ((TEXT, step), make(nested(rest, new[0])))
        place = position([key[1] for key, _ in here[1]], new[1] if not rest else ())
        return "map", [*here[1][:place], pair, *here[1][place:]]
    pairs = list(here[1])
    found = _at(pairs[index][1], rest, to, make, new)
    pairs[index : index + 1] = [] if found is _GONE else [(pairs[index][0], found)]
    return "map", pairs


def _item(here: Shape, index: int, to: Callable[[Shape], Shape]) -> Shape:
    if not is_list(here):
        if index or is_nothing(here):
            raise Unclear("no such item")
        return to(here)
    items = list(here[1])
    if not 0 <= index < len(items):
        raise Unclear("no such item")
    found = to(items[index])
    items[index : index + 1] = [] if found is _GONE else [found]
    return "list", items


def _index(here: Shape, name: str) -> int | None:
    found = [at for at, (key, _) in enumerate(here[1]) if key[1] == name]
    if len(found) > 1:
        raise Unclear(f"`{name}` is written twice")
    return found[0] if found else None


def _one(here: Shape, name: str) -> None:
    if not is_map(here) or _index(here, name) is None:
        raise Unclear(f"no field `{name}`")


def position(names: Sequence[object], after: Sequence[str]) -> int:
    """Where a new field stands among those that are there."""
    for name in after:
        if name in names:
            return names.index(name) + 1
    return len(names)
