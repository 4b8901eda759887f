"""What the view of a page looks up in a portfolio, noted while it is made.

A page is a function of its view, and its view of what was looked up: as long as all of that is the
same, so is the page, and it need not be drawn to know so.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

from okrsite.model.noun import fields
from okrsite.model.portfolio import AlignmentGraph, Portfolio

if TYPE_CHECKING:
    from collections.abc import Callable

Read = tuple[str, str]
"""What was looked at, and which one of it; an empty text: all of it."""

EVERYTHING: Read = ("everything", "")
"""Where it cannot be told what a page looked at."""

NO_KEY = "\0"
"""What is noted for an empty key, which is one like any other."""

KEYS = "\0keys"
"""What is noted of who asked only which keys there are: values may change as they like."""

COMMON = frozenset({"as_of", "as_of_is_today", "audience", "site", "left_out"})
"""Fields of a portfolio that belong to every page: they are not noted."""

Value = TypeVar("Value")


class Reads:
    """What is noted now; one at a time, for a page is drawn by one thread."""

    def __init__(self) -> None:
        self.now: set[Read] = set()

    def begin(self) -> set[Read]:
        """Start afresh; gives what was noted before, to go back to."""
        before, self.now = self.now, set()
        return before

    def end(self) -> frozenset[Read]:
        """What was noted; whoever has looked at all of something need not say at which."""
        found, self.now = self.now, set()
        if EVERYTHING in found:
            return frozenset({EVERYTHING})
        whole = {name for name, key in found if not key}
        return frozenset(each for each in found if not each[1] or each[0] not in whole)


class Watched(Mapping[str, Value]):
    """A mapping that notes which of its values were asked for."""

    __slots__ = ("_known", "_name", "_reads")

    def __init__(self, name: str, known: Mapping[str, Value], reads: Reads) -> None:
        self._name = name
        self._known = known
        self._reads = reads

    def __getitem__(self, key: str) -> Value:
        self._reads.now.add((self._name, (key or NO_KEY) if type(key) is str else ""))
        return self._known[key]

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 (as of any mapping)
        """The value of a key, or something else."""
        self._reads.now.add((self._name, (key or NO_KEY) if type(key) is str else ""))
        return self._known.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._reads.now.add((self._name, (key or NO_KEY) if type(key) is str else ""))
        return key in self._known

    def values(self) -> ValuesView[Value]:
        """All values."""
        self._reads.now.add((self._name, ""))
        return self._known.values()

    def items(self) -> ItemsView[str, Value]:
        """All keys with their values."""
        self._reads.now.add((self._name, ""))
        return self._known.items()

    def __iter__(self) -> Iterator[str]:
        self._reads.now.add((self._name, KEYS))
        return iter(self._known)

    def __len__(self) -> int:
        self._reads.now.add((self._name, KEYS))
        return len(self._known)


class Noting:
    """A portfolio that notes what is looked up in it; for views it is one like any other."""

    def __init__(self, portfolio: Portfolio) -> None:
        self.real = portfolio
        self.reads = Reads()
        self._made: dict[str, object] = {}
        self._kept: dict[tuple[str, str], tuple[object, frozenset[Read]]] = {}
        for each in fields(Portfolio):
            value = getattr(portfolio, each.name)
            if each.name in COMMON:
                setattr(self, each.name, value)
            elif isinstance(value, Mapping):
                setattr(self, each.name, Watched(each.name, value, self.reads))
        self.graph = _Graph(portfolio.graph, self.reads)

    def then(self, day: date) -> Mapping[str, Any]:
        """As a portfolio's. Which day is not noted: it hangs on what is."""
        return Watched("then", self.real.then(day), self.reads)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever a portfolio has)
        described = getattr(Portfolio, name, None)
        if isinstance(described, property) and described.fget is not None:
            return described.fget(self)
        self.reads.now.add((name, ""))
        return getattr(self.real, name)

    # What is made of a portfolio ----------------------------------------------------------------

    def once(self, make: Callable[[Portfolio], Value]) -> Value:
        """Of what is made by hands unknown, nobody can tell what it looks at, or when."""
        self.reads.now.add(EVERYTHING)
        return make(self.real)

    def shared(self, name: str, make: Callable[[Portfolio], Value]) -> Value:
        """What was made of the whole portfolio: looked up in it, it is noted like the rest."""
        if name not in self._made:
            made = make(self.real)
            self._made[name] = (
                Watched(name, made, self.reads) if isinstance(made, Mapping) else made
            )
        found = self._made[name]
        if type(found) is not Watched:
            self.reads.now.add((name, ""))
        return cast("Value", found)

    def kept(self, name: str, key: str, make: Callable[[], Value]) -> Value:
        """What was made of some of the portfolio: whoever gets it has looked at that too."""
        known = self._kept.get((name, key))
        if known is None:
            before = self.reads.begin()
            try:
                value = make()
            finally:
                looked, self.reads.now = frozenset(self.reads.now), before
            known = self._kept[name, key] = value, looked
        self.reads.now |= known[1]
        return cast("Value", known[0])


class _Graph:
    """An alignment graph that notes which of its parts were looked at."""

    def __init__(self, graph: AlignmentGraph, reads: Reads) -> None:
        self._real = graph
        self._reads = reads

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever a graph has)
        self._reads.now.add((f"graph.{name}", ""))
        return getattr(self._real, name)


def noter(portfolio: object) -> Noting | None:
    """A portfolio that notes, as what it is; None where it is a plain one."""
    return portfolio if type(portfolio) is Noting else None


def noting(portfolio: Portfolio) -> tuple[Portfolio, Reads]:
    """A portfolio that notes, and where it notes."""
    found = Noting(portfolio)
    return cast("Portfolio", found), found.reads
