"""``pourparlers explain``: what the reader makes of one sentence, step by step, as text and as a picture."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from pourparlers.i18n import gettext as _

if TYPE_CHECKING:
    from pourparlers.reading.intake import UnreadableError

FAILED = 1
"""The exit code when the text cannot be read, or the picture not be written."""


def register(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command("explain", help=_("Show what the reader makes of a sentence, step by step."))(explain)


def explain(
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", help=_("A French sentence; - for standard input."))],
    published: Annotated[
        str | None, typer.Option(help=_("Day of publication (YYYY-MM-DD), from which “mardi” counts."))
    ] = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help=_("Draw the parse and what is found into this file."))
    ] = None,
) -> None:
    """Read the phrase and show each step with its cue, its rule, and the example of the rule's row."""
    from rich.console import Console

    from pourparlers.commands.explain_picture import picture
    from pourparlers.commands.explain_steps import lines
    from pourparlers.reading.intake import UnreadableError, check, to_article
    from pourparlers.reading.reader import Reader

    text = sys.stdin.buffer.read().decode("utf-8", "replace") if phrase == "-" else phrase
    reader = Reader()
    try:
        article = check(to_article({"text": text.rstrip("\r\n"), "published": published}))
    except UnreadableError as error:
        _refuse(error)
    parsed = next(reader.parse_many([article]))
    record = reader.record_of(parsed)
    console = Console(highlight=False, soft_wrap=True)
    for line in lines(parsed, record):
        console.print(line)
    if svg:
        _write(svg, picture(parsed, record))


def _refuse(error: UnreadableError) -> NoReturn:
    """Say why the text is none to read, and end the command."""
    from pourparlers.reading.intake import REASONS

    said = _(REASONS[error.reason]).format(detail=error.detail)
    if error.reason == "date":
        raise typer.BadParameter(said, param_hint="--published") from error
    typer.echo(said, err=True)
    raise typer.Exit(FAILED) from error


def _write(path: Path, drawing: str) -> None:
    from pourparlers.wholly import replaced

    try:
        with replaced(path) as file:
            file.write(drawing)
    except OSError as error:
        typer.echo(f"{path}: {error.strerror}", err=True)
        raise typer.Exit(FAILED) from error
