"""Hosts of Git repositories: the addresses at which each shows, edits and takes in a file.

A pattern holds `{base}` (the host), `{repo}`, `{branch}`, `{path}` (from the repository's root),
`{folder}` and `{name}` (the two halves of `{path}`), `{line}`, and `{text}` (of a new file).
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from okrsite.model.noun import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """How the addresses of one sort of host are made; empty: it has no such address."""

    view: str
    edit: str = ""
    history: str = ""
    new: str = ""
    """Where a new file is begun."""

    @property
    def takes_text(self) -> bool:
        """Whether a new file can be begun with a text."""
        return "{text}" in self.new


# Markdown is shown drawn, without lines, unless its source is asked for: `plain`, `display`.
KINDS: Mapping[str, Kind] = {
    "github": Kind(
        view="{base}/{repo}/blob/{branch}/{path}?plain=1#L{line}",
        edit="{base}/{repo}/edit/{branch}/{path}",
        history="{base}/{repo}/commits/{branch}/{path}",
        new="{base}/{repo}/new/{branch}?filename={path}&value={text}",
    ),
    "gitlab": Kind(
        view="{base}/{repo}/-/blob/{branch}/{path}?plain=1#L{line}",
        edit="{base}/{repo}/-/edit/{branch}/{path}",
        history="{base}/{repo}/-/commits/{branch}/{path}",
        new="{base}/{repo}/-/new/{branch}?file_name={path}",
    ),
    "gitea": Kind(
        view="{base}/{repo}/src/branch/{branch}/{path}?display=source#L{line}",
        edit="{base}/{repo}/_edit/{branch}/{path}",
        history="{base}/{repo}/commits/branch/{branch}/{path}",
        new="{base}/{repo}/_new/{branch}/{folder}?filename={name}&value={text}",
    ),
    "bitbucket": Kind(
        view="{base}/{repo}/src/{branch}/{path}#lines-{line}",
        edit="{base}/{repo}/src/{branch}/{path}?mode=edit&at={branch}",
        history="{base}/{repo}/history-node/{branch}/{path}",
    ),
    # Has no address that edits: its page of a file has a button.
    "azure": Kind(
        view="{base}/{repo}?path=/{path}&version=GB{branch}&_a=contents"
        "&line={line}&lineEnd={line}&lineStartColumn=1&lineEndColumn=999",
        history="{base}/{repo}?path=/{path}&version=GB{branch}&_a=history",
    ),
}
KINDS = {**KINDS, "forgejo": KINDS["gitea"]}

NAMES: Mapping[str, str] = {
    "github.com": "GitHub",
    "gitlab.com": "GitLab",
    "codeberg.org": "Codeberg",
    "gitea.com": "Gitea",
    "bitbucket.org": "Bitbucket",
    "dev.azure.com": "Azure DevOps",
}
"""What people call the hosts that are known."""

HOSTS: Mapping[str, tuple[str, str]] = {
    "github": ("https://github.com", "github"),
    "gitlab": ("https://gitlab.com", "gitlab"),
    "codeberg": ("https://codeberg.org", "forgejo"),
    "gitea": ("https://gitea.com", "gitea"),
    "bitbucket": ("https://bitbucket.org", "bitbucket"),
    "azure": ("https://dev.azure.com", "azure"),
}
"""Hosts that are known by name: address and kind."""

_BY_DOMAIN = {address.removeprefix("https://"): name for name, (address, _) in HOSTS.items()}
FIELDS = ("base", "repo", "branch", "path", "folder", "name", "line", "text")
"""What may stand in braces in the address of a file."""
DISCUSSED = ("id", "title", "url", "path")
"""What may stand in braces in the address of a discussion."""


def known(host: str, kind: str) -> tuple[str, Kind | None]:
    """The address and the kind of a host, named as in HOSTS, by its domain or by its address."""
    plain = host.removeprefix("https://").strip("/")
    name = _BY_DOMAIN.get(plain.lower(), host.lower())
    if name in HOSTS:
        base, usual = HOSTS[name]
        return base, KINDS.get(kind or usual)
    base = host.rstrip("/") if "://" in host or not host else f"https://{plain}"
    return base, KINDS.get(kind)


def filled(pattern: str, **values: str) -> str:
    """A pattern with some of its fields filled in; all but `base` are encoded."""
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", value if name == "base" else quote(value))
    return pattern
