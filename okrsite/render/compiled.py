"""What Jinja makes of a template, made quicker: the same text, at about half the cost.

Jinja compiles a template into Python. Its code looks every name up with care, and hands each piece
of text through as many generators as there are blocks and themes around it: some thousand pieces a
page, and thousands of pages. Lines stay where they are, so that errors name the right ones.
"""

from __future__ import annotations

import re

_OURS = (
    "from okrsite.render.quick import call, escape; "
    "from okrsite.render.said import filled, said_many as ngettext"
)
_VIEW = re.compile(r"\(undefined\(name='view'\) if (l_\d+_view) is missing else \1\)")
_SAID = re.compile(
    r"call\(\(undefined\(name='(filled|ngettext)'\) if (l_\d+_\1) is missing else \2\), "
)
_SOUGHT = re.compile(r"( +)l_\d+_(filled|ngettext) = resolve\('\2'\)")
_FOR_JINJA = re.compile(r", _(?:loop|block)_vars=_(?:loop|block)_vars(?=[,)])")
_ATTRIBUTE = re.compile(r"\bgetattr\((\w+(?:\.\w+)*), '([a-z]\w*)'\)")
_YIELD = re.compile(r"( +)yield (?!from )(.+)")
_YIELD_FROM = re.compile(r"( +)yield from (.+)")
_FILTER = re.compile(r"( +)def \w+\(fiter\):")
_GENERATOR = "    if 0: yield None"


def quickened(source: str) -> str:
    """The Python source of a template, to be compiled instead of Jinja's."""
    source = _VIEW.sub(r"\1", source)  # whoever draws a template gives it its view
    source = _direct(source.replace("environment.getattr(", "getattr("))
    source = _FOR_JINJA.sub("", source.replace("context.call(", "call("))
    source = _SOUGHT.sub(r"\1pass", _SAID.sub(r"\1(", source))
    source = source.replace("\nname = ", f"\n{_OURS}\nname = ", 1)
    return "\n".join(_written(source.split("\n")))


def _direct(source: str) -> str:
    """`getattr(a, 'b')` as `a.b`, from the innermost out: the same, at half the cost."""
    while (direct := _ATTRIBUTE.sub(r"\1.\2", source)) != source:
        source = direct
    return source


def _written(lines: list[str]) -> list[str]:
    """Generators as functions that give a list, pieces that follow one another added at once."""
    pieces = _pieces(lines)
    found: list[str] = []
    within = False
    for number, line in enumerate(lines):
        if line == _GENERATOR:
            within = True
            found.append("    written = []")
        elif within and not line and not lines[number + 1].startswith(" "):
            within = False
            found.append("    return written")
        elif number in pieces:
            indent, piece = pieces[number]
            begun = pieces.get(number - 1, ("", ""))[0] == indent
            more = pieces.get(number + 1, ("", ""))[0] == indent
            begin = "" if begun else "written += (" if more else "written.append("
            found.append(f"{indent}{begin}{piece}{',' if more else ')'}")
        elif rest := _YIELD_FROM.fullmatch(line):
            found.append(f"{rest[1]}written += {rest[2]}")
        elif line.strip() == "finally: gen.close()":
            found.append(line.replace("gen.close()", "pass"))
        else:
            found.append(line)
    return found


def _pieces(lines: list[str]) -> dict[int, tuple[str, str]]:
    """Indentation and expression of each line that yields text; the filter of a loop does not."""
    found: dict[int, tuple[str, str]] = {}
    within: str | None = None
    for number, line in enumerate(lines):
        if within is not None and not line.startswith(f"{within} "):
            within = None
        if opened := _FILTER.fullmatch(line):
            within = opened[1]
        elif within is None and (piece := _YIELD.fullmatch(line)):
            found[number] = (piece[1], piece[2])
    return found
