"""``pourparlers add``: articles into the store, read, and linked to the talks."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparlers.commands import using_store
from pourparlers.commands.using_store import FAILED, StoreOption
from pourparlers.i18n import gettext as _

if TYPE_CHECKING:
    from pourparlers.commands.adding import Run
    from pourparlers.sources.taken import Skipped, Taken, Ways
    from pourparlers.sources.web import Web

INTERRUPTED = 130
"""The exit code after Ctrl-C."""

_SOON_COUNTED = frozenset({".txt", ".json", ".jsonl"})
"""Kinds of files whose articles are counted before they are read."""


def register(app: typer.Typer) -> None:
    """Put the command on the command line."""
    app.command("add", help=_("Read articles into the store and link them to the talks."))(add)


def add(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE…",
            help=_(
                "Files, folders or addresses: text, pages, feeds, OPML, WARC, CSV, Parquet, JSON, JSONL, ninjs, NewsML,"
                " Europresse, Factiva; - for standard input. With --input: the column that has the addresses."
            ),
        ),
    ] = None,
    store: StoreOption = None,
    listed: Annotated[
        Path | None,
        typer.Option("--input", "-i", help=_("A CSV table of addresses to fetch, or of texts; - for standard input.")),
    ] = None,
    text: Annotated[str | None, typer.Option(help=_("The column of a table that has the text."))] = None,
    title: Annotated[str | None, typer.Option(help=_("The column that has the title."))] = None,
    url: Annotated[str | None, typer.Option(help=_("The column that has the address."))] = None,
    outlet: Annotated[str | None, typer.Option(help=_("The column that has the newspaper or agency."))] = None,
    published: Annotated[
        str | None,
        typer.Option(
            help=_("The column that has the day; or the day (YYYY-MM-DD) of publication of articles that bring none.")
        ),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help=_("Look at the feeds again and again, for what is new in them."))
    ] = False,
    limit: Annotated[int | None, typer.Option(min=1, help=_("End after this many articles."))] = None,
    resume: Annotated[
        bool,
        typer.Option("--resume", help=_("Take up an add that was interrupted: pass over whatever is in the store.")),
    ] = False,
    again: Annotated[bool, typer.Option("--again", help=_("Read again what is in the store."))] = False,
    everything: Annotated[
        bool, typer.Option("--all", help=_("Read also what seems to hold nothing diplomatic."))
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help=_("Processes that read, each on a core of its own."))] = 1,
    skipped: Annotated[
        Path | None,
        typer.Option(help=_("Where to list what was skipped, and why (CSV); else beside the store.")),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help=_("Fetch from private and local addresses too."))
    ] = False,
    knowledge: Annotated[
        Path | None, typer.Option(help=_("A folder with tables of your own (people.tsv, organizations.tsv…)."))
    ] = None,
) -> None:
    """Add the sources to the store."""
    from pourparlers.commands.adding import Run, beside
    from pourparlers.commands.skipped import SkippedList
    from pourparlers.sources.taken import Columns, Ways

    given = sources or []
    _check(given, listed, watch)
    day, column = _day_or_column(published)
    columns = Columns(text, title, column, url, outlet)
    with using_store.opened(store, create=True) as opened:
        ways = Ways(day, columns, _web(allow_private, limit), opened.printed_at if resume else None)
        told = SkippedList(skipped or beside(opened, "skipped.csv"))
        run = Run(opened, told, resume, again, knowledge, limit, everything, workers)
        try:
            with _progress(given, countable=not (watch or listed or limit)) as step:
                if watch:
                    _watch(run, given, ways, step)
                else:
                    run.go(_taken(given, listed, ways), step)
        except KeyboardInterrupt:
            typer.echo(_("interrupted: what was read is in the store; the same command takes up the rest"), err=True)
            raise typer.Exit(INTERRUPTED) from None
        finally:
            told.close()
            if sum(run.counts.values()):
                typer.echo(run.summary(), err=True)
    if run.counts["failed"]:
        raise typer.Exit(FAILED)


def _check(sources: list[str], listed: Path | None, watch: bool) -> None:
    if listed is None and not sources:
        raise typer.BadParameter(_("what should be added? Files, folders, addresses, or - for standard input"))
    if listed is not None and (len(sources) > 1 or watch):
        raise typer.BadParameter(_("with --input goes one column, and no --watch"), param_hint="--input")


def _day_or_column(published: str | None) -> tuple[str | None, str | None]:
    """What --published is: a day if it begins like one, else a column."""
    if published is not None and not re.match(r"\d", published):
        return None, published
    return using_store.day(published, "--published"), None


def _web(allow_private: bool, limit: int | None) -> Web:
    from pourparlers.sources.polite import Visitor
    from pourparlers.sources.web import AHEAD, Web

    return Web(Visitor(allow_private=allow_private), min(AHEAD, limit or AHEAD))


def _taken(sources: list[str], listed: Path | None, ways: Ways) -> Iterator[Taken | Skipped]:
    from pourparlers.sources import tables
    from pourparlers.sources.files import articles
    from pourparlers.sources.taken import skip

    if listed is None:
        yield from articles(sources, ways=ways)
        return
    column = sources[0] if sources else None
    if str(listed) == "-":
        yield from tables.listed("-", sys.stdin.buffer, column, ways)
        return
    try:
        with listed.open("rb") as file:
            yield from tables.listed(str(listed), file, column, ways)
    except OSError as error:
        yield skip(str(listed), "file", error.strerror or error)


def _watch(run: Run, sources: list[str], ways: Ways, step: Callable[[], None]) -> None:
    from pourparlers.commands.adding import beside
    from pourparlers.reading.intake import REASONS, UnreadableError
    from pourparlers.sources.watch import Watch, feeds_of

    try:
        addresses = feeds_of(sources)
    except UnreadableError as error:
        said = _(REASONS[error.reason]).format(detail=error.detail)
        raise typer.BadParameter(said, param_hint="--watch") from error
    assert ways.web is not None
    seen = Watch(addresses, ways.web, beside(run.store, "watch.json"))
    run.watch(seen, lambda: seen.round(ways), step)


@contextmanager
def _progress(sources: Iterable[str], *, countable: bool) -> Iterator[Callable[[], None]]:
    """A bar on stderr while it runs in a terminal; yields what moves it on."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from pourparlers.sources.files import articles

    soon = countable and all(_is_soon_counted(Path(source)) for source in sources)
    total = sum(1 for _taken in articles(sources)) if soon else None
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(_("articles added"), total=total)
        yield lambda: progress.advance(task)


def _is_soon_counted(path: Path) -> bool:
    inside = path.rglob("*.*") if path.is_dir() else [path]
    return all(p.suffix.lower() in _SOON_COUNTED for p in inside)
