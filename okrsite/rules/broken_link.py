"""A link in a text leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Case, Finding, Rule, Severity
from okrsite.model.text import shortened


def find(case: Case) -> Iterator[Finding]:
    """Links to addresses of this site where no page is drawn; others were set aside by linking."""
    for address, place, subject in case.portfolio.graph.site_links:
        if address.partition("#")[0] not in case.pages:
            message = f"The link to `{shortened(address, 60)}` leads to no page of this site"
            hint = "Name a document by its path or id; what lies elsewhere needs its whole address."
            yield Finding(RULE.name, message, place, hint, subject)


RULE = Rule("broken-link", Severity.WARNING, "A link in a text leads nowhere.", find)
