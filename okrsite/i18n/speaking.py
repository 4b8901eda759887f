"""The language that this process speaks, and saying something in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from okrsite.i18n.catalogue import CATALOGUE, NOTHING, Catalogue, Key, read_catalogue
from okrsite.i18n.formats import WHOLE, English, Formats, formats_of

P = ParamSpec("P")
Made = TypeVar("Made")

OWN = Path(__file__).parent.parent / "locales"
"""The catalogues of what the program itself says; those of a theme lie beside its templates."""


@dataclass(frozen=True)
class _Tongue:
    """A language as it is spoken now."""

    locale: str = "en"
    digest: str = ""
    catalogue: Catalogue = NOTHING
    formats: Formats = English()  # noqa: RUF009 (it holds nothing)


_now = _Tongue()
_plain: dict[str, str] = {}
"""Its messages without a context, in their first form: what is asked for most of all."""
_forget: list[Callable[[], None]] = []


def speak(locale: str, folders: Sequence[Path] = ()) -> None:
    """Speak a language from now on, in this process and those forked from it.

    `folders` hold the catalogues of a theme, the nearest theme's first: `de-CH.po`, `de.po`. Where
    no catalogue has a message, English is said.

    Raises:
        CatalogueError: where a catalogue cannot be read; nothing changes then.
    """
    found = [path for folder in (*folders, OWN) for path in _catalogues(locale, folder)]
    told = hashlib.sha256(locale.encode())
    for path in found:
        told.update(path.read_bytes())
    digest = told.hexdigest()
    if digest == _now.digest:
        return
    catalogue = NOTHING
    for path in reversed(found):
        catalogue = read_catalogue(path).over(catalogue)
    # A language of which no word is known is not half spoken: English words have English numbers.
    known = formats_of(locale) if found else English()
    _become(_Tongue(locale, digest, catalogue, known))


@contextmanager
def speaking(locale: str, folders: Sequence[Path] = ()) -> Iterator[None]:
    """Speak a language for a while: for tests, and whoever compares languages."""
    before = _now
    speak(locale, folders)
    try:
        yield
    finally:
        _become(before)


def _become(tongue: _Tongue) -> None:
    global _now, _plain  # noqa: PLW0603 (decision 0032)
    _now = tongue
    known = tongue.catalogue.messages
    _plain = {message: said[0] for (context, message), said in known.items() if not context}
    for forget in _forget:
        forget()


def _catalogues(locale: str, folder: Path) -> list[Path]:
    """`fr-CH.po` and `fr.po` of a folder, as far as there are such."""
    name = locale.replace("_", "-")
    names = dict.fromkeys((name, name.partition("-")[0].lower()))
    return [path for each in names if (path := folder / f"{each}{CATALOGUE}").is_file()]


def locale() -> tuple[str, str]:
    """The language spoken, and a digest that changes whenever one of its words does."""
    return _now.locale, _now.digest


def formats() -> Formats:
    """How the language writes dates and numbers."""
    return _now.formats


def spoken(size: int) -> Callable[[Callable[P, Made]], Callable[P, Made]]:
    """Keep what a function gives, as `lru_cache` does, until another language is spoken."""

    def keep(function: Callable[P, Made]) -> Callable[P, Made]:
        kept = lru_cache(maxsize=size)(function)
        _forget.append(kept.cache_clear)
        return cast("Callable[P, Made]", kept)

    return keep


def in_each_language(fill: Callable[[], None]) -> Callable[[], None]:
    """Do something now, and again whenever another language is spoken: for tables of words."""
    fill()
    _forget.append(fill)
    return fill


# Saying something ---------------------------------------------------------------------------


def gettext_noop(message: str) -> str:
    """Mark a message that is said later on, by `gettext(it)`."""
    return message


def gettext(message: str, /, **values: object) -> str:
    """Say something: `gettext("{name} leads it", name=who)`."""
    text = _plain.get(message, message)
    return fill(text, values) if values else text


def pgettext(context: str, message: str, /, **values: object) -> str:
    """Say something whose English alone could mean two things."""
    said = _now.catalogue.messages.get((context, message))
    text = message if said is None else said[0]
    return fill(text, values) if values else text


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """Say something of a number, which stands where the message has `{count}`."""
    said = _now.catalogue.messages.get(("", one))
    if said is None:
        text = one if count == 1 else many
    else:
        text = said[min(_now.catalogue.plural(count), len(said) - 1)]
    values["count"] = count
    return fill(text, values)


def fill(text: str, values: dict[str, object]) -> str:
    """A text with its values, each as the language has it in a sentence."""
    turned = _now.formats.right_to_left
    for name, each in values.items():
        if turned or type(each) is int:
            values[name] = placed(each)
    return text.format_map(values)


def placed(value: object) -> object:
    """A value as the language has it within a sentence."""
    if type(value) is int:
        return f"{value:,}".replace(",", _now.formats.group) if value >= _LARGE else str(value)
    if _now.formats.right_to_left and isinstance(value, str) and _TURNS.match(value):
        return WHOLE.format(value)
    return value


_LARGE = 10_000
"""From here on thousands are set apart: four digits are read at a glance."""

_TURNS = re.compile(r"\d.*[A-Za-z]", re.DOTALL)
"""What would be read from its end where text runs from right to left, as `2026-Q4` is."""


# What scripts say ---------------------------------------------------------------------------


def messages_of(files: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """What scripts of these names say, by its English; empty in English."""
    catalogue = _now.catalogue
    keys: list[Key] = [key for name in files for key in catalogue.files.get(name, ())]
    return {key[1]: catalogue.messages[key] for key in keys if key in catalogue.messages}


PERIOD = 100
"""From twice this on, plural forms of every language repeat with it."""


def plural_forms() -> str:
    """The form of each number below 200, one digit each: beyond, `100 + n % 100` tells."""
    return "".join(str(_now.catalogue.plural(number)) for number in range(2 * PERIOD))
