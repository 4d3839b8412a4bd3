"""``pourparlers mcp``: the store for agents, over standard input and output."""

from __future__ import annotations

import typer

from pourparlers.commands import using_store
from pourparlers.commands.using_store import FAILED, StoreOption
from pourparlers.i18n import gettext as _


def register(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command("mcp", help=_("Let agents look into the store (Model Context Protocol, standard input and output)."))(
        mcp
    )


def mcp(store: StoreOption = None) -> None:
    """Serve the store to one agent, until it hangs up."""
    try:
        from pourparlers.export.agents import server
    except ModuleNotFoundError as error:
        typer.echo(_("this needs another package: {detail}").format(detail="pip install 'pourparlers[mcp]'"), err=True)
        raise typer.Exit(FAILED) from error
    with using_store.opened(store) as opened:
        server(opened).run("stdio")
