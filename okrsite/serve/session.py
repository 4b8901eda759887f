"""The portfolio in memory: refreshed when a file changes, drawn from when a page is asked for."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path

from okrsite.build import Door, Order, Prepared, prepare, source_bytes, theme_folders
from okrsite.model.noun import dataclass
from okrsite.model.page import Format, Page
from okrsite.model.portfolio import Portfolio
from okrsite.model.problem import Problem, Severity
from okrsite.plan.addresses import page_types
from okrsite.render import Drawing, Theme, ThemeError


@dataclass(frozen=True, slots=True)
class Held:
    """What is shown now: whole, never half of one."""

    version: int
    problems: tuple[Problem, ...]
    stale: bool
    """Whether pages are those of before the problems."""
    prepared: Prepared | None = None
    drawing: Drawing | None = None
    assets: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def portfolio(self) -> Portfolio | None:
        """What pages are drawn from, or None where nothing could be read yet."""
        return self.prepared.portfolio if self.prepared is not None else None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that would keep a build from publishing."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


class Session:
    """A preview of one site."""

    def __init__(self, order: Order, door: Door) -> None:
        self._order = replace(order, drafts=True)
        self._door = door
        self._turn = threading.Condition()
        self._held = Held(0, (), stale=False)

    @property
    def held(self) -> Held:
        """What is shown now."""
        return self._held

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders whose files matter."""
        content = self._order.content or (self._order.root / "content",)
        prepared = self._held.prepared
        known = tuple(f.path for f in prepared.folders) if prepared is not None else ()
        themes = tuple(each for each in theme_folders(self._order.root) if each.is_dir())
        return tuple(dict.fromkeys((*content, *known, *themes)))

    def refresh(self) -> Held:
        """Read everything afresh; with an error, the last good pages stay, the problem on top."""
        made = self._read()
        with self._turn:
            self._held = made
            self._turn.notify_all()
        return made

    def wait(self, version: int, seconds: float) -> int:
        """Wait until something newer than a version is shown, or the time is over."""
        with self._turn:
            self._turn.wait_for(lambda: self._held.version > version, timeout=seconds)
            return self._held.version

    def _read(self) -> Held:
        before = self._held
        version = before.version + 1
        prepared = prepare(self._order, self._door)
        if prepared.portfolio is None or prepared.errors:
            if before.prepared is not None and not before.stale:
                return replace(before, version=version, problems=prepared.problems, stale=True)
            if before.prepared is not None:
                return replace(before, version=version, problems=prepared.problems)
            fewer = prepare(replace(self._order, keep_going=True), self._door)
            if fewer.portfolio is None:
                return Held(version, prepared.problems, stale=False)
            prepared = replace(fewer, problems=prepared.problems)
        return self._drawn(version, prepared)

    def _drawn(self, version: int, prepared: Prepared) -> Held:
        assert prepared.portfolio is not None  # noqa: S101 (the caller looked)
        try:
            folders = theme_folders(self._order.root)
            theme = Theme.load(prepared.portfolio.site.theme, folders)
        except ThemeError as error:
            problem = Problem("unknown-reference", Severity.ERROR, str(error), None)
            return replace(self._held, version=version, problems=(problem,), stale=True)
        drawing = Drawing(theme, frozenset(prepared.pages))
        return Held(
            version,
            prepared.problems,
            stale=False,
            prepared=prepared,
            drawing=drawing,
            assets=theme.assets(),
        )

    def page(self, address: str) -> tuple[Page, bytes] | None:
        """A page of the site as it would be published, or None where there is none."""
        held = self._held
        if held.prepared is None or held.portfolio is None or held.drawing is None:
            return None
        page = held.prepared.pages.get(address)
        if page is None:
            return None
        kind = page_types()[page.type]
        if kind.format is Format.FILE:
            return page, source_bytes(page.key, held.prepared.folders)
        return page, held.drawing.draw(page, held.portfolio)
