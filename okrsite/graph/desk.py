"""Where documents are linked: the names of everything, and the findings so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field

from okrsite.model.directory import Directory, Lookup
from okrsite.model.document import Ref
from okrsite.model.noun import dataclass, replace
from okrsite.model.place import Place
from okrsite.model.problem import Finding
from okrsite.model.text import listed, shortened


@dataclass(slots=True)
class Desk:
    """Looks up references and remembers those that lead nowhere."""

    names: Directory
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._aside = {name for each in self.names.documents.aside for name in each.names}

    _aside: set[str] = field(init=False, default_factory=set)

    def fault(
        self, rule: str, message: str, place: Place | None, hint: str = "", subject: str = ""
    ) -> None:
        """Set a fault aside."""
        self.findings.append(Finding(rule, message, place, hint, subject))

    def objective(
        self, ref: Ref, cycles: Sequence[str], subject: str = "", *, part: bool = True
    ) -> Ref | None:
        """An objective, or one of its key results; None, with a finding, where there is none."""
        found = self.names.objective(ref.text, cycles)
        if found.key is None:
            self.lost(ref, found, "objective" if not ref.part else "key result", subject)
            return None
        if found.part is not None and not part:
            message = f"`{shortened(ref.text)}` names a key result where an objective must stand"
            self.fault("unknown-reference", message, ref.place, f"Write `{found.key}`.", subject)
            return None
        text = f"{found.key}#{found.part}" if found.part else found.key
        return replace(ref, text=text)

    def lost(self, ref: Ref, found: Lookup, what: str, subject: str = "") -> None:
        """Set aside a reference that means nothing, or several things."""
        name = shortened(ref.text, 60)
        if found.several:
            message = f"`{name}` could mean {listed(f'`{each}`' for each in found.several[:5])}"
            hint = "Write the whole id."
            self.fault("ambiguous-reference", message, ref.place, hint, subject)
        elif ref.document.lower() not in self._aside:
            # A document that was set aside has a fault of its own; one word about it is enough.
            self.fault(
                "unknown-reference", f"`{name}` is no {what}", ref.place, found.hint, subject
            )

    def who(self, ref: Ref | None, subject: str = "") -> Ref | None:
        """A person or team."""
        if ref is None:
            return None
        found = self.names.who(ref.text)
        if found.key is None:
            self.lost(ref, found, "person or team", subject)
            return None
        return replace(ref, text=found.key)

    def whos(self, refs: Iterable[Ref], subject: str = "") -> tuple[Ref, ...]:
        """Persons and teams."""
        return tuple(found for ref in refs if (found := self.who(ref, subject)) is not None)

    def named(self, ref: Ref | None, found: Lookup, what: str, subject: str = "") -> Ref | None:
        """A reference of any other sort, already looked up."""
        if ref is None:
            return None
        if found.key is None:
            self.lost(ref, found, what, subject)
            return None
        return replace(ref, text=found.key)
