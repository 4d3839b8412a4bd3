"""``pourparlers positions``: what each side asks, offers and refuses."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from pourparlers.commands import using_store
from pourparlers.commands.using_store import JsonOption, SinceOption, StoreOption, UntilOption, WhoOption, WithOption
from pourparlers.i18n import gettext as _


def register(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command("positions", help=_("List what each side asks of, offers to and refuses another."))(positions)


def positions(
    store: StoreOption = None,
    who: WhoOption = None,
    with_: WithOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    moved: Annotated[bool, typer.Option("--moved", help=_("Only positions that have moved."))] = False,
    limit: Annotated[int, typer.Option(min=1, help=_("At most so many."))] = 50,
    as_json: JsonOption = False,
) -> None:
    """List the positions of a store."""
    days = using_store.day(since, "--since"), using_store.day(until, "--until")
    with using_store.opened(store) as opened:
        found = opened.positions(who, with_, since=days[0], until=days[1])
    chosen = [p for p in found if p.moved or not moved][:limit]
    if as_json:
        from pourparlers.linking.plain import position_dict

        typer.echo(json.dumps([position_dict(p) for p in chosen], ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    from pourparlers.commands.talk_view import position_lines

    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    for p in chosen:
        for line in position_lines(p):
            console.print(line)
    if not chosen:
        typer.echo(_("No position fits."), err=True)
