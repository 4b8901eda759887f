"""What differs between an expected and a published cycle, told so that a person can look it up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

TOLERANCE = 1e-9
BY_ID = frozenset({"objectives", "key_results"})
UNORDERED = frozenset({"aligned", "aligns_to", "depends_on", "tags", "aliases"})
BY_TRUTH = frozenset({"dropped", "done"})


def differences(expected: Mapping[str, object], published: Mapping[str, object]) -> list[str]:
    """Each difference as "path: expected X, published Y"; only what is expected is asked for.

    Numbers agree within 1e-9. Lists whose order the contract leaves open are compared without it;
    `dropped` and `done` by truth, as a date says the same as true; `cycle` by its id.
    """
    return list(_of_mapping("", expected, published))


def _of_mapping(path: str, expected: Mapping[str, object], published: object) -> list[str]:
    if not isinstance(published, Mapping):
        return [_told(path, expected, published)]
    found: list[str] = []
    for key, wanted in expected.items():
        where = f"{path}.{key}" if path else key
        if key not in published:
            found.append(f"{where}: expected {wanted!r}, not published")
        else:
            found += _of_field(where, key, wanted, published[key])
    return found


def _of_field(path: str, key: str, expected: object, published: object) -> list[str]:
    if key in BY_TRUTH:
        agree = bool(published) == bool(expected)
        return [] if agree else [_told(path, expected, published)]
    if key == "cycle" and isinstance(published, Mapping):
        return _of_value(path, expected, published.get("id"))
    if key == "leverage" and isinstance(expected, Mapping) and isinstance(published, Mapping):
        others = [f"{path}.{one}: published, not expected" for one in published.keys() - expected]
        return others + _of_value(path, expected, published)
    if key == "rungs":
        return _of_value(path, expected, _as_pairs(published))
    if not _is_list(expected) or not _is_list(published):
        return _of_value(path, expected, published)
    if key in BY_ID:
        return _of_named(path, _list(expected), _list(published), ordered=key == "key_results")
    if key in UNORDERED:
        return _of_value(path, sorted(_list(expected), key=repr_of), _sorted(published))
    return _of_value(path, expected, published)


def _of_value(path: str, expected: object, published: object) -> list[str]:
    if isinstance(expected, Mapping):
        return _of_mapping(path, expected, published)
    if _is_list(expected) and _is_list(published):
        return _of_sequence(path, _list(expected), _list(published))
    return [] if _agree(expected, published) else [_told(path, expected, published)]


def _of_sequence(path: str, expected: list[object], published: list[object]) -> list[str]:
    if len(expected) != len(published):
        return [_told(f"{path} (length)", len(expected), len(published))]
    found: list[str] = []
    for place, (wanted, given) in enumerate(zip(expected, published, strict=True)):
        found += _of_value(f"{path}[{place}]", wanted, given)
    return found


def _of_named(
    path: str, expected: list[object], published: list[object], *, ordered: bool
) -> list[str]:
    """Two lists of things with ids: which are missing, which are too many, what differs in each."""
    wanted, given = _by_id(expected), _by_id(published)
    found = [f"{path}[{one}]: not published" for one in wanted if one not in given]
    found += [f"{path}[{one}]: published, not expected" for one in given if one not in wanted]
    if not found and ordered and list(wanted) != list(given):
        found.append(_told(f"{path} (order)", list(wanted), list(given)))
    for one in wanted:
        if one in given:
            found += _of_value(f"{path}[{one}]", wanted[one], given[one])
    return found


def _agree(expected: object, published: object) -> bool:
    if isinstance(expected, bool) or isinstance(published, bool):
        return expected is published
    if isinstance(expected, int | float) and isinstance(published, int | float):
        scale = max(1.0, abs(expected))
        return abs(expected - published) <= TOLERANCE * scale
    return expected == published


def _told(path: str, expected: object, published: object) -> str:
    return f"{path}: expected {expected!r}, published {published!r}"


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, Sequence) else [value]


def _by_id(things: list[object]) -> dict[str, object]:
    return {
        str(thing["id"]): thing for thing in things if isinstance(thing, Mapping) and "id" in thing
    }


def repr_of(value: object) -> str:
    """A sorting key that does not depend on the order of keys nor on 1 being written 1.0."""
    if isinstance(value, Mapping):
        named = ("objective", "key_result", "id")
        return repr([str(value.get(name)) for name in named])
    return str(value)


def _sorted(value: object) -> list[object]:
    return sorted(_list(value), key=_key())


def _key() -> Callable[[object], str]:
    return repr_of


def _as_pairs(published: object) -> object:
    """Rungs as pairs of score and value, in whichever of the usual shapes they are published."""
    if isinstance(published, Mapping):
        return sorted([float(score), value] for score, value in published.items())
    if _is_list(published):
        rungs = _list(published)
        if all(isinstance(rung, Mapping) and {"score", "value"} <= rung.keys() for rung in rungs):
            return [[r["score"], r["value"]] for r in rungs if isinstance(r, Mapping)]
    return published
