"""The words of a site's pages in the site's language: catalogues, plurals, dates and numbers.

English stands in the code and is what a catalogue is looked up by, as gettext has it. The command
line and the findings of `check` speak English always; what stands on a page goes through here.

A process speaks one language at a time, the one of the site that it builds, and forked workers
inherit it: decision 0032 says why this is no argument of every function.
"""

from okrsite.i18n.catalogue import CATALOGUE, CatalogueError
from okrsite.i18n.formats import Formats
from okrsite.i18n.speaking import (
    fill,
    formats,
    gettext,
    gettext_noop,
    in_each_language,
    locale,
    messages_of,
    ngettext,
    pgettext,
    placed,
    plural_forms,
    speak,
    speaking,
    spoken,
)

__all__ = [
    "CATALOGUE",
    "CatalogueError",
    "Formats",
    "fill",
    "formats",
    "gettext",
    "gettext_noop",
    "in_each_language",
    "locale",
    "messages_of",
    "ngettext",
    "pgettext",
    "placed",
    "plural_forms",
    "speak",
    "speaking",
    "spoken",
]
