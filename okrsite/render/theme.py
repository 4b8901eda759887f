"""A theme: templates and static files in a folder, which may extend another theme's."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from okrsite.model.noun import dataclass
from okrsite.model.text import ID, did_you_mean, listed

SETTINGS = "theme.toml"
STATIC = "/static/"
_KNOWN = frozenset({"title", "extends", "styles"})


class ThemeError(Exception):
    """A theme that cannot be used: a fault of the configuration, told to whoever builds."""


@dataclass(frozen=True)
class Theme:
    """A theme and those it extends."""

    name: str
    folders: tuple[Path, ...]
    """Its own folder, then those of the themes it extends, nearest first."""
    styles: tuple[str, ...] = ()
    """Style sheets of every page, by name: those of the extended themes first."""

    @classmethod
    def load(cls, name: str, folders: Sequence[Path]) -> Theme:
        """Find a theme in the first of some folders that holds it, and what it extends.

        Raises:
            ThemeError: where there is none, its theme.toml is faulty or it extends itself.
        """
        chain: list[Path] = []
        styles: list[str] = []
        names: list[str] = []
        wanted: str | None = name
        while wanted is not None:
            if wanted in names and (wanted != names[-1]):
                raise ThemeError(f"The themes {listed(f'`{n}`' for n in names)} extend one another")
            found = _find(wanted, folders, beyond=chain)
            chain.append(found)
            names.append(wanted)
            settings = _settings(found)
            styles = [*settings.styles, *styles]
            wanted = settings.extends
        theme = cls(name, tuple(chain), tuple(dict.fromkeys(styles)))
        for style in theme.styles:
            if style not in theme.static:
                hint = did_you_mean(style, [each for each in theme.static if ".css" in each])
                raise ThemeError(
                    f"`styles` names `{style}`, which is not in static/. {hint}".rstrip()
                )
        return theme

    @cached_property
    def templates(self) -> tuple[Path, ...]:
        """Folders in which a template is looked for, in order."""
        return tuple(folder / "templates" for folder in self.folders)

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Pages that the themes add by themselves: names of templates in `templates/pages/`."""
        found = {path.stem for each in self.templates for path in each.glob("pages/*.html")}
        return tuple(sorted(name for name in found if ID.fullmatch(name)))

    @cached_property
    def locales(self) -> tuple[Path, ...]:
        """Folders with catalogues of what its templates and scripts say, nearest first."""
        return tuple(folder / "locales" for folder in self.folders)

    def beneath(self, template: Path) -> str:
        """The template that one of this theme's replaces, as `THEME/NAME.html`; empty: none."""
        for above, folder in enumerate(self.templates):
            if template.is_relative_to(folder):
                name = template.relative_to(folder).as_posix()
                for further in self.folders[above + 1 :]:
                    if (further / "templates" / name).is_file():
                        return f"{further.name}/{name}"
        return ""

    @cached_property
    def static(self) -> Mapping[str, str]:
        """Address of each static file, by its name within static/: `atlas.css`."""
        return {name: address for name, (address, _) in self._files.items()}

    def assets(self) -> dict[str, bytes]:
        """Static files: address from the site's root -> bytes.

        A digest of the content stands in each name, so that it may be kept for ever.
        """
        return dict(self._files.values())

    @cached_property
    def digest(self) -> bytes:
        """Changes whenever any template or static file does, or where one is found."""
        told = hashlib.blake2b(digest_size=16)
        for folder in self.templates:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    told.update(f"{path}\0".encode(errors="surrogateescape"))
                    told.update(hashlib.blake2b(path.read_bytes()).digest())
        for name, address in sorted(self.static.items()):
            told.update(f"{name}\0{address}\0".encode())
        told.update("\0".join(self.styles).encode())
        return told.digest()

    @cached_property
    def _files(self) -> Mapping[str, tuple[str, bytes]]:
        """Style sheets come last: the addresses of what they name stand in them."""
        found: dict[str, tuple[str, bytes]] = {}
        for name, path in sorted(
            self._sources(), key=lambda pair: (pair[0].endswith(".css"), pair)
        ):
            content = path.read_bytes()
            if name.endswith(".css"):
                content = _pointing(name, content, found)
            found[name] = (_fingerprinted(name, content), content)
        return found

    def _sources(self) -> Iterator[tuple[str, Path]]:
        """Each static file by name; the nearest theme's wins."""
        seen: set[str] = set()
        for folder in self.folders:
            static = folder / "static"
            for path in sorted(static.rglob("*")):
                name = path.relative_to(static).as_posix()
                if path.is_file() and name not in seen and path.suffix != ".md":
                    seen.add(name)
                    yield name, path


def _find(name: str, folders: Sequence[Path], beyond: Sequence[Path]) -> Path:
    for folder in folders:
        found = folder / name
        if (found / SETTINGS).is_file() and found not in beyond:
            return found
    known = sorted(
        {each.parent.name for folder in folders for each in folder.glob(f"*/{SETTINGS}")}
    )
    hint = did_you_mean(name, known) or (
        f"There is {listed(f'`{each}`' for each in known)}." if known else "There are no themes."
    )
    raise ThemeError(f"There is no theme `{name}`. {hint}")


@dataclass(frozen=True)
class _Settings:
    """What a theme.toml says, beside its title."""

    extends: str | None
    styles: tuple[str, ...]


def _settings(folder: Path) -> _Settings:
    where = f"{folder.name}/{SETTINGS}"
    try:
        settings: dict[str, Any] = tomllib.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ThemeError(f"`{where}` cannot be read: {fault}") from fault
    for key in settings:
        if key not in _KNOWN:
            raise ThemeError(
                f"`{where}` has no field `{key}`. {did_you_mean(key, _KNOWN)}".rstrip()
            )
    extends, styles = settings.get("extends"), settings.get("styles", [])
    if extends is not None and not isinstance(extends, str):
        raise ThemeError(f"`extends` in `{where}` must name one theme")
    if not isinstance(styles, list) or not all(isinstance(each, str) for each in styles):
        raise ThemeError(f"`styles` in `{where}` must list style sheets, by their names in static/")
    return _Settings(extends, tuple(styles))


def _fingerprinted(name: str, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()[:8]
    stem, dot, ending = name.rpartition(".")
    return f"{STATIC}{stem}.{digest}.{ending}" if dot else f"{STATIC}{name}.{digest}"


def _pointing(name: str, content: bytes, found: Mapping[str, tuple[str, bytes]]) -> bytes:
    """A style sheet in which `url(NAME)` has the address that was made for NAME."""
    up = "../" * name.count("/")
    for other, (address, _) in found.items():
        content = content.replace(
            f"url({other})".encode(), f"url({up}{address.removeprefix(STATIC)})".encode()
        )
    return content
