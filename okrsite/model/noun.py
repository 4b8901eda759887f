"""The nouns that travel: data classes for whoever writes code, structures of msgspec at run time.

A data class writes the source of its methods and compiles it, class by class, at every start, and a
frozen one guards itself by a call for each field that it sets. A structure has its methods in C: it
is there at once, and is made, copied and compared in a fraction of the time. Fields, defaults,
equality, order and hash are those of a frozen data class, which is what the type checker sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass, fields, replace
    from dataclasses import is_dataclass as is_noun

    def values(noun: object) -> dict[str, Any]:
        """As `vars`: every field with what it holds."""
else:
    import dataclasses
    from functools import partial
    from typing import NamedTuple

    from msgspec import Struct, field
    from msgspec.structs import asdict as values
    from msgspec.structs import replace as _replace

    _STRUCT = type(Struct)
    _NOT_OURS = frozenset({"__dict__", "__weakref__"})

    def dataclass(cls: type | None = None, /, **options: bool) -> object:
        """As `dataclasses.dataclass`, of which it knows `frozen`, `slots`, `order` and `eq`."""
        make = partial(_made, **options)
        return make if cls is None else make(cls)

    def replace(noun: object, /, **changes: Any) -> object:
        """As `dataclasses.replace`; of other data classes, too."""
        replaced = _replace if isinstance(noun, Struct) else dataclasses.replace
        return replaced(noun, **changes)

    def fields(noun: object) -> tuple[object, ...]:
        """As `dataclasses.fields`: each with its `name`, and its `type` as it was written."""
        kind = noun if isinstance(noun, type) else type(noun)
        if not issubclass(kind, Struct):
            return dataclasses.fields(kind)
        told = {}
        for each in reversed(kind.__mro__):
            told |= vars(each).get("__annotations__", {})
        return tuple(_Field(name, told[name]) for name in kind.__struct_fields__)

    def is_noun(thing: object) -> bool:
        """As `dataclasses.is_dataclass`."""
        kind = thing if isinstance(thing, type) else type(thing)
        return issubclass(kind, Struct) or dataclasses.is_dataclass(kind)

    class _Field(NamedTuple):
        name: str
        type: str

    def _made(
        cls: type,
        *,
        frozen: bool = False,
        slots: bool = False,
        order: bool = False,
        eq: bool = True,
    ) -> type:
        inside = {name: each for name, each in vars(cls).items() if name not in _NOT_OURS}
        said = {n: each for n, each in inside.items() if isinstance(each, dataclasses.Field)}
        if type(cls) not in (type, _STRUCT) or not all(map(_is_plain, said.values())):
            make = dataclasses.dataclass(unsafe_hash=frozen and eq, slots=slots, order=order, eq=eq)
            return make(cls)  # abstract, or with a field that is not like the others
        inside |= {name: _field(each) for name, each in said.items()}
        bases = tuple(Struct if each is object else each for each in cls.__bases__)
        if not any(issubclass(each, Struct) for each in bases):
            bases = (Struct, *bases)
        options = {"frozen": frozen, "order": order, "eq": eq, "dict": not slots}
        return _STRUCT(cls.__name__, bases, inside, **options)

    def _is_plain(each: dataclasses.Field) -> bool:
        return each.compare and each.init

    def _field(each: dataclasses.Field) -> object:
        given = {"default": each.default, "default_factory": each.default_factory}
        return field(**{k: v for k, v in given.items() if v is not dataclasses.MISSING})


__all__ = ["dataclass", "fields", "is_noun", "replace", "values"]
