"""The nouns that travel: data classes that are frozen for whoever writes code, and cost nothing.

A frozen data class guards itself at run time: each field is set by a call, so that making one takes
four times as long, and a build makes some hundred thousand. Here the type checker guards, which
sees every line of this house; equality and hash are those of a frozen one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    from functools import partial

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, **options: bool) -> object:
        """As `dataclasses.dataclass`; `frozen` is the type checker's to enforce."""
        make = partial(dataclasses.dataclass, unsafe_hash=frozen, **options)
        return make if cls is None else make(cls)


__all__ = ["dataclass"]
