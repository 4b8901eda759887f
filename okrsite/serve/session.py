"""The portfolio in memory: refreshed when a file changes, drawn from when a page is asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import field
from pathlib import Path

from okrsite.build import Prepared, documents_of, prepare
from okrsite.check import check
from okrsite.cut import UnknownAudience
from okrsite.door import Door, NotADate
from okrsite.i18n import CATALOGUE
from okrsite.model.noun import dataclass, replace
from okrsite.model.page import Format, Page
from okrsite.model.portfolio import Portfolio
from okrsite.model.problem import Case, Problem, Severity
from okrsite.order import Order
from okrsite.plan import plan
from okrsite.plan.addresses import page_types
from okrsite.render import Drawing, Theme, ThemeError
from okrsite.serve.model import Model
from okrsite.whereabouts import source_bytes, theme_folders

_QUIET = 0.4
"""Seconds without a change after which what was left for later is looked at."""

_CANNOT = (UnknownAudience, NotADate, OSError)


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
    model: Model | None = None
    """Where single documents can be brought up to date."""
    sure: bool = True
    """Whether pages and problems were looked at since the last change, too."""
    checked: bool = True
    """Whether problems were ever looked for: not yet, where a preview has just begun."""

    @property
    def portfolio(self) -> Portfolio | None:
        """What pages are drawn from, or None where nothing could be read yet."""
        return self.prepared.portfolio if self.prepared is not None else None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that would keep a build from publishing."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    def page(self, address: str) -> tuple[Page, bytes] | None:
        """A page of the site as it would be published, or None where there is none."""
        if self.prepared is None or self.portfolio is None or self.drawing is None:
            return None
        page = self.prepared.pages.get(address)
        if page is None:
            return None
        if page_types()[page.type].format is Format.FILE:
            return page, source_bytes(page.key, self.prepared.folders)
        return page, self.drawing.draw(page, self.portfolio)

    def stopped_by(self, error: Exception) -> Held:
        """The same, with what keeps anything newer from being shown on top."""
        problem = Problem("unreadable-document", Severity.ERROR, str(error), None)
        return self.beneath((problem,))

    def beneath(self, problems: tuple[Problem, ...]) -> Held:
        """The same pages, beneath problems that keep newer ones from being shown."""
        version = self.version + 1
        return replace(
            self, version=version, problems=problems, stale=True, sure=True, checked=True
        )

    def broken(self, fault: ThemeError) -> Held:
        """The same, with what is wrong with a template on top."""
        problem = Problem("unknown-reference", Severity.ERROR, str(fault), None)
        return replace(self, problems=(problem, *self.problems))


class Session:
    """A preview of one site.

    One refresh works at a time, and puts a whole new `Held` in the place of the old one: whoever
    draws goes on with the one that was taken up first.
    """

    def __init__(
        self, order: Order, door: Door, told: Callable[[Held], None] = lambda _: None
    ) -> None:
        self._order = replace(order, drafts=True)
        self._door = door
        self._told = told
        self._work = threading.Lock()
        self._turn = threading.Condition()
        self._held = Held(0, (), stale=False)
        self._later: threading.Thread | None = None

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

    def begin(self) -> Held:
        """Show pages as soon as they can be drawn; the rules are asked right afterwards.

        What is found while documents are read and linked is told at once, with what the rules find.

        Raises:
            UnknownAudience: where the site has no such audience.
            NotADate: where the environment says a moment that is none.
            OSError: where something cannot be read.
        """
        return self._take_in(lambda: self._read(self._held, checked=False))

    def refresh(self, paths: Collection[Path] | None = None) -> Held:
        """Take in what changed; with an error, the last good pages stay, the problem on top.

        `paths` are the files that were written, made or removed; None: any may have been. Where one
        can be taken in alone, the page is shown at once and problems are looked for afterwards.
        """
        if paths is None:
            return self._take_in(lambda: self._read(self._held))
        return self._take_in(lambda: self._again(paths))

    def _take_in(self, make: Callable[[], Held]) -> Held:
        with self._work:
            before = self._held
            try:
                made = make()
            except _CANNOT as error:
                if not before.version:
                    raise
                made = before.stopped_by(error)
            if made is not before:
                self._show(made)
                if made.sure:
                    self._told(made)
        if not made.sure:
            self._look_later()
        return made

    def page(self, address: str) -> tuple[Page, bytes] | None:
        """A page as it is shown now."""
        held = self._held
        try:
            found = held.page(address)
        except LookupError:
            if held.sure:
                raise
            found = None
        if found is None and not held.sure:
            found = self.settle().page(address)  # it may be new
        return found

    def settle(self) -> Held:
        """Look at all that was left for later, at the state that is then shown."""
        while not (held := self._held).sure:
            made = self._sure(held)
            with self._work:
                if self._held is not held:
                    continue  # somebody went on writing
                self._show(made)
            self._told(made)
        return held

    def wait(self, version: int, seconds: float) -> int:
        """Wait until something newer than a version is shown, or the time is over."""
        with self._turn:
            self._turn.wait_for(lambda: self._held.version > version, timeout=seconds)
            return self._held.version

    def _show(self, held: Held) -> None:
        with self._turn:
            self._held = held
            self._turn.notify_all()

    # Bit by bit ---------------------------------------------------------------------------------

    def _again(self, paths: Collection[Path]) -> Held:
        """What some files change; the held one itself where that is nothing."""
        held = self._held
        files = {path for path in map(Path.resolve, paths) if not self._is_passing(path)}
        themes = [each.resolve() for each in theme_folders(self._order.root)]
        styled = {path for path in files if any(path.is_relative_to(each) for each in themes)}
        model = held.model
        if model is None or held.stale or held.prepared is None:
            return self._read(held) if files else held
        if any(path.suffix == CATALOGUE for path in styled):
            return self._read(held)  # views hold words, and are made of a portfolio once
        if written := files - styled:
            found = model.with_files(written)
            if found is None:
                return self._read(held)
            model = found
        if model is held.model and not styled:
            return held
        again = replace(
            held,
            version=held.version + 1,
            prepared=model.prepared,
            model=model,
            sure=held.sure and model is held.model,
        )
        return self._dressed(again) if styled else again

    def _is_passing(self, path: Path) -> bool:
        """Whether it is nothing but an editor's own, and gone again or never looked at."""
        name = path.name
        if name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp", "#")):
            return True
        return not path.exists() and not self._is_known(path)

    def _is_known(self, path: Path) -> bool:
        """Whether a file that is gone, or a folder, was there before."""
        prepared = self._held.prepared
        if prepared is None or path.suffix.lower() not in {".md"}:
            return True
        model = self._held.model
        if model is None:
            return True
        tops = [(f.name, f.path.resolve()) for f in prepared.folders]
        names = (
            f"{name}/{path.relative_to(top).as_posix()}"
            for name, top in tops
            if path.is_relative_to(top)
        )
        return any(name in model.written for name in names)

    def _look_later(self) -> None:
        """Look at problems and at which pages there are, as soon as nobody writes."""
        with self._turn:
            if self._later is None:
                self._later = threading.Thread(target=self._when_quiet, daemon=True)
                self._later.start()

    def _when_quiet(self) -> None:
        while True:
            version = self._held.version
            if self.wait(version, _QUIET) != version:
                continue
            try:
                self.settle()
            except BaseException:
                self._later = None  # the next change begins anew
                raise
            with self._turn:  # whoever has written since finds that somebody still looks
                if self._held.sure:
                    self._later = None
                    return

    def _sure(self, held: Held) -> Held:
        prepared, portfolio = held.prepared, held.portfolio
        assert prepared is not None  # noqa: S101 (only those with one are unsure)
        assert portfolio is not None  # noqa: S101
        pages = plan(portfolio)
        problems = check(Case(portfolio, pages))
        same = pages == prepared.pages and problems == held.problems
        again = replace(prepared, pages=pages, problems=problems)
        model = None if held.model is None else replace(held.model, prepared=again)
        if any(each.severity is Severity.ERROR for each in problems):
            if not held.checked:  # what can be shown without the faulty ones
                return self._again_without_faulty(held)
            model = None
        if held.drawing is not None:
            held.drawing.lead_to(pages)
        return replace(
            held,
            version=held.version if same else held.version + 1,
            problems=problems,
            prepared=again,
            model=model,
            sure=True,
            checked=True,
        )

    def _again_without_faulty(self, held: Held) -> Held:
        try:
            made = self._read(Held(held.version, (), stale=False))
        except _CANNOT as error:
            return held.stopped_by(error)
        return replace(made, sure=True, checked=True)  # a theme may have broken meanwhile

    # All at once --------------------------------------------------------------------------------

    def _read(self, before: Held, *, checked: bool = True) -> Held:
        version = before.version + 1
        # Once there are threads nothing may be forked.
        door = replace(self._door, executor=None) if before.version else self._door
        kept = documents_of(self._order, door)
        earlier = kept.earlier if kept is not None else None
        prepared = prepare(self._order, door, remember=True, earlier=earlier, checked=checked)
        if kept is not None:
            kept.keep()
        if prepared.portfolio is None or prepared.errors:
            if before.prepared is not None:
                return before.beneath(prepared.problems)
            fewer = prepare(replace(self._order, keep_going=True), door)
            if fewer.portfolio is None:
                return Held(version, prepared.problems, stale=False)
            prepared = replace(fewer, problems=prepared.problems)
        model = Model.of(prepared)
        prepared = replace(prepared, made=None)
        held = Held(version, prepared.problems, stale=False, prepared=prepared, model=model)
        return self._dressed(replace(held, sure=prepared.checked, checked=prepared.checked))

    def _dressed(self, held: Held) -> Held:
        """With the theme as it is now; where that is broken, as it was, the problem on top."""
        assert held.prepared is not None  # noqa: S101 (the caller looked)
        assert held.portfolio is not None  # noqa: S101
        try:
            name = held.portfolio.site.theme
            theme = Theme.load(name, theme_folders(self._order.root, name))
            drawing = Drawing(theme, frozenset(held.prepared.pages))
        except ThemeError as error:
            problem = Problem("unknown-reference", Severity.ERROR, str(error), None)
            return replace(self._held, version=held.version, problems=(problem,), stale=True)
        return replace(held, drawing=drawing, assets=theme.assets())
