"""Words typed -> the road -> an exit code; one file a command, found by name."""

from __future__ import annotations

import click

from okrsite import __version__
from okrsite.shelf import Misplaced, things


class _Unusable(click.ClickException):
    """Something around the program has to be mended first."""

    exit_code = 2


class _Commands(click.Group):
    """The commands on this shelf, by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return [command.name for command in things(__name__, "COMMAND")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        found: dict[str, click.Command] = {c.name: c for c in things(__name__, "COMMAND")}
        return found.get(cmd_name)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what an installed package did wrong is told, and is no fault of ours."""
        try:
            return super().invoke(ctx)
        except Misplaced as fault:
            raise _Unusable(str(fault)) from fault


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog="Each command explains itself: okrsite COMMAND --help",
)
@click.version_option(__version__, prog_name="okrsite")
def main() -> None:
    r"""Publish your organisation's OKRs from Markdown in Git.

    okrsite reads objectives and key results from Markdown files, works out progress, pace and
    status, checks them for faults, and writes a static site that anyone can read.

    \b
    Begin with:
      okrsite init my-okrs     make a small site
      okrsite build my-okrs    build it into my-okrs/site
    """
