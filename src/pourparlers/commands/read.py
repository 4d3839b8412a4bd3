"""``pourparlers read``: articles in, what they say out, as text, JSON or JSONL."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from pourparlers.i18n import gettext as _
from pourparlers.i18n import ngettext

if TYPE_CHECKING:
    from rich.console import Console

    from pourparlers.reading.intake import UnreadableError
    from pourparlers.record import Article, Record

FAILED = 1
"""The exit code when at least one input could not be read."""


def register(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command("read", help=_("Read articles: who meets whom, who says so, who asks what from whom."))(read)


def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…",
            help=_("Files, folders or addresses, of all kinds that add takes; - for standard input."),
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help=_("One JSON object, or an array of several."))] = False,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help=_("One record a line."))] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help=_("Write to this file; it is replaced only when all is done.")),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(help=_("Day of publication (YYYY-MM-DD) of articles that bring none.")),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help=_("Show the cue and the rule behind each item."))] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help=_("Fetch from private and local addresses too."))
    ] = False,
    knowledge: Annotated[
        Path | None,
        typer.Option(help=_("A folder with tables of your own (people.tsv, organizations.tsv…).")),
    ] = None,
) -> None:
    """Read the sources and show or write what they say."""
    from pourparlers.knowledge.tables import TableError
    from pourparlers.reading.intake import UnreadableError, to_date

    if as_json and as_jsonl:
        raise typer.BadParameter(_("--json and --jsonl exclude each other"))
    try:
        to_date(published)
    except UnreadableError as error:
        raise typer.BadParameter(_message(error), param_hint="--published") from error
    run = _Run(sources, published, knowledge, allow_private)
    form = "json" if as_json else "jsonl" if as_jsonl else "text"
    try:
        _write(run, form, output, explain)
    except TableError as error:
        raise typer.BadParameter(str(error), param_hint="--knowledge") from error
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        typer.echo(f"{output}: {error.strerror}", err=True)
        raise typer.Exit(FAILED) from error
    if run.failed:
        typer.echo(_summary(run), err=True)
        raise typer.Exit(FAILED)


@dataclass
class _Run:
    """The articles of one call, read one after the other; what cannot be read is told on stderr and counted."""

    sources: list[str]
    published: str | None
    knowledge: Path | None
    allow_private: bool = False
    done: int = 0
    failed: int = 0
    place: str = ""

    def records(self) -> Iterator[Record]:
        from pourparlers.reading.reader import Reader

        for record in Reader(knowledge=self.knowledge).read_many(self._articles(), self._skip):
            self.done += 1
            yield record

    def _articles(self) -> Iterator[Article]:
        from pourparlers.sources.files import Skipped, Ways, articles
        from pourparlers.sources.polite import Visitor
        from pourparlers.sources.web import Web

        web = Web(Visitor(allow_private=self.allow_private))
        for taken in articles(self.sources, ways=Ways(self.published, web=web)):
            if isinstance(taken, Skipped):
                self.place = taken.place
                self._skip(taken.error)
            else:
                self.place = taken[0]
                yield taken[1]

    def _skip(self, error: UnreadableError) -> None:
        self.failed += 1
        typer.echo(f"{self.place}: {_message(error)}", err=True)


def _message(error: UnreadableError) -> str:
    from pourparlers.reading.intake import REASONS

    return _(REASONS[error.reason]).format(detail=error.detail)


def _summary(run: _Run) -> str:
    read = ngettext("{n} article read", "{n} articles read", run.done).format(n=run.done)
    failed = ngettext("{n} failed", "{n} failed", run.failed).format(n=run.failed)
    return f"{read}, {failed}"


def _write(run: _Run, form: str, output: Path | None, explain: bool) -> None:
    from pourparlers.wholly import replaced

    with _progress(run) as records:
        if output is None:
            _emit(records, form, sys.stdout, explain)
            return
        try:
            with replaced(output) as file:
                _emit(records, form, file, explain)
                if run.failed and not run.done:
                    raise _NothingReadError
        except _NothingReadError:
            pass


class _NothingReadError(Exception):
    """No article could be read: the output file stays as it was."""


def _emit(records: Iterable[Record], form: str, file: TextIO, explain: bool) -> None:
    if form == "jsonl":
        for record in records:
            file.write(record.to_json() + "\n")
    elif form == "json":
        _emit_json(list(records), file)
    else:
        console = _console(file)
        from pourparlers.commands.view import show

        for record in records:
            show(record, console, explain=explain)


def _emit_json(records: list[Record], file: TextIO) -> None:
    import json

    data = [r.to_dict() for r in records]
    if data:
        json.dump(data[0] if len(data) == 1 else data, file, ensure_ascii=False, indent=1)
        file.write("\n")


def _console(file: TextIO) -> Console:
    from rich.console import Console

    return Console(file=file, highlight=False, soft_wrap=not file.isatty())


@contextmanager
def _progress(run: _Run) -> Iterator[Iterator[Record]]:
    """The records, with a count of them on stderr while it runs in a terminal."""
    if not sys.stderr.isatty() or (len(run.sources) == 1 and not run.sources[0].endswith("l")):
        yield run.records()
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(_("articles read"), total=None)

        def counted() -> Iterator[Record]:
            for record in run.records():
                progress.advance(task)
                yield record

        yield counted()
