"""The command line: the program, and the commands that ``commands`` brings."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from pourparlers.commands import add, corpus, demo, explain, export, judge, mcp, positions, read, serve, show, talks
from pourparlers.i18n import gettext as _

app = typer.Typer(
    name="pourparlers",
    help=_("Reads French-language news about diplomacy: who is to meet whom, is it on, who says so."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from pourparlers import __version__

        typer.echo(f"pourparlers {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help=_("Show the version."), callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Options of the program itself."""


for command in (read, explain, add, talks, show, positions, judge, export, serve, mcp, corpus, demo):
    command.register(app)


def main() -> None:
    """Run the program; a closed pipe ends it quietly, as do Ctrl-C."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
