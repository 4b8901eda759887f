"""What compiled templates call most, in its quickest form."""

from __future__ import annotations

from typing import Any

from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup
from markupsafe import escape as careful

from okrsite.pages._escape import Html
from okrsite.pages._escape import escape as escaped


def escape(value: Any) -> str:  # noqa: ANN401 (whatever a view holds)
    """A value as safe HTML."""
    kind = type(value)
    if kind is str:
        return escaped(value)
    if kind is Html or kind is Markup:
        return value  # type: ignore[no-any-return]
    return careful(value)


def call(macro: Any, /, *words: Any, **named: Any) -> Any:  # noqa: ANN401
    """Call a macro: none of ours asks for Jinja's context, so nobody need look whether it does."""
    if type(macro) is not Macro or macro.catch_kwargs or macro.catch_varargs or macro.caller:
        return macro(*words, **named)
    if named or len(words) != len(macro.arguments):
        lacking = macro.arguments[len(words) :]
        if len(words) > len(macro.arguments) or not named.keys() <= set(lacking):
            return macro(*words, **named)  # which says what is wrong
        words += tuple([named.get(name, missing) for name in lacking])
    return Html(macro._func(*words))
