"""Who is asked for which words: what the check-in page and the ways to it are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from okrsite.model import addresses
from okrsite.model.due import Holder, Word, holder_of, is_asked
from okrsite.model.filing import USUAL_FOLDER, Filing
from okrsite.model.host import NAMES
from okrsite.model.organisation import Person
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._due import wanted
from okrsite.pages._memo import shared
from okrsite.pages._places import keeper
from okrsite.pages._teams import retired


def key_of(holder: Holder) -> str:
    """A team or person as a key: `team/it`."""
    return "/".join(holder)


@shared
def asked(portfolio: Portfolio) -> Mapping[str, tuple[Word, ...]]:
    """Of each team and person the words that are wanted, the longest due first.

    What is theirs, and what they look after; those of whom nothing is wanted are not in it.
    """
    found: dict[str, list[Word]] = {}
    for word in wanted(portfolio):
        for holder in dict.fromkeys((word.holder, _owner(word, portfolio))):
            if holder is not None and _is_there(holder, portfolio):
                found.setdefault(key_of(holder), []).append(word)
    return {key: tuple(words) for key, words in found.items()}


def _owner(word: Word, portfolio: Portfolio) -> Holder | None:
    if word.owner is None:
        return None
    return ("person" if word.owner in portfolio.people else "team"), word.owner


def _is_there(holder: Holder, portfolio: Portfolio) -> bool:
    kind, key = holder
    each = (portfolio.people if kind == "person" else portfolio.teams).get(key)
    return each is not None and not retired(each, portfolio)


@shared
def members(portfolio: Portfolio) -> Mapping[str, tuple[Person, ...]]:
    """The people of each team who are there."""
    found: dict[str, list[Person]] = {}
    for each in portfolio.people.values():
        if each.team is not None and not retired(each, portfolio):
            found.setdefault(each.team, []).append(each)
    return {team: tuple(people) for team, people in found.items()}


class Drawer(NamedTuple):
    """Where a team's or person's check-ins are filed."""

    folder: str
    """From the top of the repository."""
    names: tuple[str, ...]
    """Files of theirs that lie there already."""
    host: str
    """What people call the host that takes new files; empty where none is known to."""
    new: str
    """Its address for that, in which the file's own fields are open."""


@shared
def drawers(portfolio: Portfolio) -> Mapping[str, Drawer]:
    """The folder that fits each team and person best who is asked for words."""
    filing = Filing(portfolio)
    return {key: _drawer(key, filing, portfolio) for key in asked(portfolio)}


def _drawer(key: str, filing: Filing, portfolio: Portfolio) -> Drawer:
    kind, _, own = key.partition("/")
    fitting = filing.fitting((kind, own))
    if not fitting:
        contents = sorted(filing.content_folders((kind, own)))
        fitting = [(contents[0] if contents else portfolio.site.place.folder, USUAL_FOLDER)]
    content, path = fitting[0]
    names = tuple(filing.names((kind, own), fitting[0]))
    return _in(content, path, names, portfolio)


def usual_drawer(portfolio: Portfolio) -> Drawer:
    """Where check-ins are filed of whom nothing is known."""
    return _in(portfolio.site.place.folder, USUAL_FOLDER, (), portfolio)


def _in(content: str, path: str, names: tuple[str, ...], portfolio: Portfolio) -> Drawer:
    repository = keeper(content, portfolio)
    domain = urlsplit(repository.new).netloc
    host = NAMES.get(domain, domain)
    return Drawer(repository.path(path).rstrip("/"), names, host, repository.new)


# Ways to the page --------------------------------------------------------------------------------


def way_of_objective(scored: ScoredObjective, portfolio: Portfolio) -> str:
    """The way to check in on an objective; empty where no word is wanted of it."""
    holder = holder_of(scored)
    if holder is None or not is_asked(scored, portfolio.as_of) or not _is_there(holder, portfolio):
        return ""
    return addresses.check_in(*holder, scored.id)


def way_of(holder: Holder, portfolio: Portfolio) -> str:
    """The way to a team's or person's check-in; empty where no word is wanted of them."""
    return addresses.check_in(*holder) if key_of(holder) in asked(portfolio) else ""
