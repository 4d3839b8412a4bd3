"""``pourparlers corpus``: read archives on many cores or machines, and link what was read."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparlers.commands import using_store
from pourparlers.commands.using_store import FAILED
from pourparlers.i18n import gettext as _

if TYPE_CHECKING:
    from pourparlers.scale.partitions import Partition

corpus = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Put the commands on the command line."""
    app.add_typer(corpus, name="corpus", help=_("Read and link archives of any size, on many cores or machines."))


@corpus.command(
    "read", help=_("Read articles into a folder of Parquet files, on Ray; run again, it takes up the rest.")
)
def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT… OUTPUT",
            help=_("Files or folders of .parquet, .jsonl or .warc, or their URIs; then a folder."),
        ),
    ],
    actors: Annotated[
        int | None, typer.Option(min=1, help=_("Processes that read; one for each core if none is given."))
    ] = None,
    memory: Annotated[str | None, typer.Option(help=_("Room for each of them, such as 2GB."))] = None,
    rows: Annotated[int, typer.Option(min=1, help=_("Rows of a Parquet file that are read as one part."))] = 20_000,
    everything: Annotated[
        bool, typer.Option("--all", help=_("Read also what seems to hold nothing diplomatic."))
    ] = False,
    published: Annotated[
        str | None, typer.Option(help=_("Day of publication (YYYY-MM-DD) of articles that bring none."))
    ] = None,
    knowledge: Annotated[
        Path | None, typer.Option(help=_("A folder with tables of your own (people.tsv, organizations.tsv…)."))
    ] = None,
    address: Annotated[
        str | None, typer.Option(help=_("The address of a Ray cluster; else this machine alone."))
    ] = None,
) -> None:
    """Read a corpus."""
    using_store.day(published, "--published")
    if len(sources) < 2:
        raise typer.BadParameter(_("an input and an output are needed"), param_hint="INPUT… OUTPUT")
    *inputs, output = sources
    parts, total = _todo(inputs, output, rows)
    typer.echo(_("{n} of {total} parts to read").format(n=len(parts), total=total), err=True)
    if not parts:
        return
    counts: Counter[str] = Counter()
    start = time.monotonic()

    def step(note: dict[str, Any]) -> None:
        counts["parts"] += 1
        counts.update({k: n for k, n in note.items() if k in ("read", "stopped") or k.startswith("skipped:")})
        if sys.stderr.isatty():
            typer.echo(f"\r{counts['parts']}/{len(parts)}", nl=False, err=True)

    from pourparlers.scale.corpus import read_corpus

    read_corpus(
        parts,
        output,
        actors=actors or _cores(),
        memory=_bytes(memory),
        gate=not everything,
        knowledge=knowledge,
        published=published,
        address=address,
        step=step,
    )
    _summarize(counts, time.monotonic() - start)


def _todo(inputs: list[str], output: str, rows: int) -> tuple[list[Partition], int]:
    try:
        import ray  # noqa: F401

        from pourparlers.scale.corpus import todo

        return todo(inputs, output, rows)
    except ImportError as error:
        typer.echo(
            _("needs a package that is not there: pip install 'pourparlers[{detail}]'").format(detail="ray"), err=True
        )
        raise typer.Exit(FAILED) from error
    except OSError as error:
        typer.echo(_("cannot be opened: {detail}").format(detail=error), err=True)
        raise typer.Exit(FAILED) from error


def _summarize(counts: Counter[str], seconds: float) -> None:
    skipped = sum(n for kind, n in counts.items() if kind.startswith("skipped:"))
    said = _("{read} read, {stopped} with nothing diplomatic, {skipped} skipped, in {seconds} s")
    typer.echo(
        said.format(read=counts["read"], stopped=counts["stopped"], skipped=skipped, seconds=f"{seconds:.0f}"), err=True
    )


@corpus.command("link", help=_("Link what was read to talks, with DuckDB: a file talks.parquet in the same folder."))
def link(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=_("What “corpus read” wrote to."))],
    memory: Annotated[str | None, typer.Option(help=_("Room for DuckDB, such as 4GB."))] = None,
) -> None:
    """Link a corpus."""
    if not any((folder / "records").glob("*.parquet")):
        typer.echo(_("{folder}: nothing was read into this folder").format(folder=folder), err=True)
        raise typer.Exit(FAILED)
    try:
        from pourparlers.scale.linking import link_corpus

        found = link_corpus(str(folder), folder / "talks.parquet", memory)
    except ImportError as error:
        typer.echo(
            _("needs a package that is not there: pip install 'pourparlers[{detail}]'").format(detail="ray"), err=True
        )
        raise typer.Exit(FAILED) from error
    said = _("{talks} talks from {meetings} meetings, in {blocks} blocks, the largest of {largest}")
    typer.echo(
        said.format(talks=found.talks, meetings=found.meetings, blocks=found.blocks, largest=found.largest), err=True
    )


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _bytes(given: str | None) -> int | None:
    """A size such as 2GB or 500MB in bytes.

    Raises:
        typer.BadParameter: it is none.
    """
    if given is None:
        return None
    number, unit = given.rstrip("BbKkMmGg"), given.lstrip("0123456789.").upper().rstrip("B")
    try:
        return int(float(number) * {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}[unit])
    except (ValueError, KeyError) as error:
        raise typer.BadParameter(_("not a size: {value}").format(value=given), param_hint="--memory") from error
