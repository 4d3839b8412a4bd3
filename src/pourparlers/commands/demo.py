"""``pourparlers demo``: the bundled sample story, read on the spot and shown as pages; as text without a terminal."""

from __future__ import annotations

import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pourparlers.i18n import gettext as _

if TYPE_CHECKING:
    from pourparlers.store import Store


def register(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command("demo", help=_("Read the bundled sample story and show it: pages, or text without a terminal."))(demo)


def demo() -> None:
    """Fill a store that lasts as long as the command with the sample story, and show it."""
    from pourparlers.commands import serve
    from pourparlers.store import open_store

    _end_tidily()
    if sys.stdout.isatty():
        typer.echo(_("Reading the sample story…"))
    with tempfile.TemporaryDirectory(prefix="pourparlers-") as folder:
        place = str(Path(folder) / "demo.db")
        with open_store(place) as store:
            fill(store)
            if not sys.stdout.isatty():
                show(store)
                return
        from pourparlers.web.app import create_app

        token = serve.new_token()
        typer.echo(_("The token for judging: {token}").format(token=token))
        serve.run(create_app(place, token=token), "127.0.0.1", 0)


def _end_tidily() -> None:
    """Let a closed terminal or a request to end take the store away too."""

    def end(number: int, frame: object) -> None:
        sys.exit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)


def fill(store: Store) -> None:
    """Read the sample story into a store."""
    from pourparlers.reading.reader import Reader
    from pourparlers.samples import budapest

    articles = budapest()
    for article, record in zip(articles, Reader().read_many(articles), strict=True):
        store.add(article, record, link=False)
    store.link()


def show(store: Store) -> None:
    """Print the board, and under it the talk that most is said of."""
    from rich.console import Console

    from pourparlers.commands.talk_view import summary_lines, talk_lines

    console = Console(highlight=False, soft_wrap=True)
    talks = store.talks()
    for talk in talks:
        for line in summary_lines(talk):
            console.print(line)
    if talks:
        console.print()
        for whole in talk_lines(store.talk(max(talks, key=lambda t: t.reports).id)):
            console.print(whole)
