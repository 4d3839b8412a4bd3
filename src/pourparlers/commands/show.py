"""``pourparlers show``: one talk, its history line by line, contradictions side by side."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from pourparlers.commands import using_store
from pourparlers.commands.using_store import JsonOption, StoreOption
from pourparlers.i18n import gettext as _


def register(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command("show", help=_("Show a talk: its history line by line, with sources and words."))(show)


def show(
    talk: Annotated[str, typer.Argument(metavar="TALK", help=_("The id of a talk, or the start of it."))],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a talk."""
    with using_store.opened(store) as opened:
        found = opened.talk(talk)
    if as_json:
        from pourparlers.linking.plain import talk_dict

        typer.echo(json.dumps(talk_dict(found), ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    from pourparlers.commands.talk_view import talk_lines

    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    for line in talk_lines(found):
        console.print(line)
