"""``pourparlers demo``: the bundled sample story, read on the spot."""

from __future__ import annotations

import typer

from pourparlers.i18n import gettext as _


def register(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command("demo", help=_("Read the bundled sample story and show what it says."))(demo)


def demo() -> None:
    """Read the sample story."""
    from rich.console import Console

    from pourparlers.commands.view import show
    from pourparlers.reading.reader import Reader
    from pourparlers.samples import budapest

    console = Console(highlight=False)
    for record in Reader().read_many(budapest()):
        show(record, console)
