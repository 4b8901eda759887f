"""The progress bar: what is done, the tick of what is expected by now, the shortfall between."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from okrsite.i18n import gettext, spoken
from okrsite.pages._escape import Html, escape
from okrsite.pages._words import percent, points, score

_FAR = 0.10
"""A shortfall beyond this is drawn in red."""


def bar(progress: float | None, expected: float | None = None) -> Markup:
    """An SVG of 8 px track; its numbers stand beside it as text, so it is hidden from readers."""
    return _bar(
        None if progress is None else round(progress, 3),
        None if expected is None else round(expected, 3),
    )


@lru_cache(maxsize=8192)
def _bar(progress: float | None, expected: float | None) -> Markup:
    parts = ['<svg class="bar" height="16" aria-hidden="true" focusable="false">']
    parts.append('<rect class="b-track" y="4" width="100%" height="8"/>')
    if progress:
        parts.append(f'<rect class="b-fill" y="4" width="{progress * 100:.4g}%" height="8"/>')
    if expected is not None:
        gap = expected - (progress or 0)
        if gap > 0.004:
            far = "off" if gap > _FAR else "near"
            parts.append(
                f'<rect class="b-gap" fill="url(#hatch-{far})" y="4" '
                f'x="{(progress or 0) * 100:.4g}%" width="{gap * 100:.4g}%" height="8"/>'
            )
        at = f"{expected * 100:.4g}%"
        parts.append(
            f'<rect class="b-halo" x="{at}" width="4" height="16" transform="translate(-2)"/>'
            f'<rect class="b-tick" x="{at}" width="2" height="16" transform="translate(-1)"/>'
        )
    parts.append("</svg>")
    return Html("".join(parts))  # only figures of ours


def measured(
    progress: float | None, expected: float | None = None, grade: float | None = None
) -> Markup:
    """Progress as a number, its bar, and the points ahead of pace or behind.

    Of what was graded the grade stands there: pace is over.
    """
    if grade is not None:
        return _grade(round(grade, 3))
    return _measured(
        None if progress is None else round(progress, 3),
        None if expected is None else round(expected, 3),
        # What is written is rounded once: 24.5049 % is 25 %, though 0.245 would be 24 %.
        percent(progress),
        points(progress, expected),
    )


@spoken(8192)
def _measured(progress: float | None, expected: float | None, share: str, gap: str) -> Markup:
    if progress is None:
        told = escape(gettext("no figure"))
        return Html(f'<span class="pg none">{told}</span>')
    far = expected is not None and expected - progress > _FAR
    told = ""
    if gap:
        # A translation may put its hidden words after the figure as well.
        words = gettext('<span class="vh">, points against pace: </span>{points}', points=gap)
        told = f'<span class="gap{" neg" if far else ""}">{words}</span>'
    return Html(  # only figures of ours
        f'<span class="pg"><b>{share}</b>{_bar(progress, expected)}{told}</span>'
    )


@spoken(2048)
def _grade(grade: float) -> Markup:
    words = gettext('<span class="vh">Grade </span>{grade}', grade=score(grade))
    return Html(  # only figures of ours
        f'<span class="pg"><b>{words}</b>{_bar(grade, None)}<span class="gap"></span></span>'
    )


@spoken(4096)
def headline(progress: float | None, expected: float | None) -> Markup:
    """The large bar at the head of an objective, the pace named below it."""
    if progress is None:
        return Html("")
    parts = ['<svg class="bar big" height="44" aria-hidden="true" focusable="false">']
    parts.append('<rect class="b-track" y="6" width="100%" height="14"/>')
    parts.append(f'<rect class="b-fill" y="6" width="{progress * 100:.4g}%" height="14"/>')
    if expected is not None:
        gap = expected - progress
        if gap > 0.004:
            parts.append(
                f'<rect class="b-gap" fill="url(#hatch-{"off" if gap > _FAR else "near"})" y="6" '
                f'x="{progress * 100:.4g}%" width="{gap * 100:.4g}%" height="14"/>'
            )
        at = f"{expected * 100:.4g}%"
        told = gettext("Pace {percent}", percent=percent(expected))
        anchor = "start" if expected < 0.08 else "end" if expected > 0.92 else "middle"
        parts.append(
            f'<rect class="b-halo" x="{at}" y="2" width="4" height="22" transform="translate(-2)"/>'
            f'<rect class="b-tick" x="{at}" y="2" width="2" height="22" transform="translate(-1)"/>'
            f'<text class="t-now" x="{at}" y="40" text-anchor="{anchor}">'
            f"{escape(told)}</text>"
        )
    parts.append("</svg>")
    return Html("".join(parts))  # only figures of ours


def stack(counts: tuple[tuple[str, int], ...]) -> Markup:
    """How many of each status, side by side; the counts stand below as text."""
    total = sum(many for _, many in counts)
    if not total:
        return Html("")
    parts = ['<svg class="stack" height="10" aria-hidden="true" focusable="false">']
    at = 0.0
    for key, many in counts:
        width = many / total * 100
        parts.append(
            f'<rect class="k-{key}" x="{at:.3f}%" '
            f'width="{max(0.2, width - 0.25):.3f}%" height="10"/>'
        )
        at += width
    parts.append("</svg>")
    return Html("".join(parts))  # keys are status words of ours
