"""The formats that a store can be exported to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TextIO

from pourparlers.export.wanted import Wanted, last_change, snapshot
from pourparlers.i18n import N_
from pourparlers.store import Store
from pourparlers.wholly import replaced


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is, the module that writes it, and where it goes.

    ``tables`` names the tables of a format that fills a folder; one without goes to one text file. ``csv``: as CSV
    too, and without pyarrow as CSV alone. ``one``: it takes one talk.
    """

    name: str
    summary: str
    module: str
    tables: tuple[str, ...] = ()
    csv: bool = False
    one: bool = False


FORMATS: Final[Mapping[str, Format]] = {
    f.name: f
    for f in (
        Format(
            "plover",
            N_("events and claims as PLOVER and POLECAT have them, CSV and Parquet in a folder"),
            "plover",
            ("events", "claims", "withdrawn"),
            csv=True,
        ),
        Format("ics", N_("a calendar of the talks whose days are known"), "ics"),
        Format("jsonld", N_("linked data: schema.org events and claims, PROV"), "jsonld"),
        Format("webannotation", N_("W3C web annotations of the articles"), "webannotation"),
        Format("ftm", N_("FollowTheMoney entities, a line each"), "ftm"),
        Format(
            "parquet",
            N_("every table as Parquet in a folder, with a dictionary of the columns"),
            "tables",
            ("talks", "reports", "articles", "statements", "acts", "judgements", "withdrawn"),
        ),
        Format("conll", N_("the articles as CoNLL-U Plus, a layer of labels a column"), "conll"),
        Format("jsonl", N_("the articles with labelled spans, for annotation tools, a line each"), "annotation"),
        Format("html", N_("one page of one talk that needs nothing else, to send to a colleague"), "page", one=True),
    )
}


class MissingPackageError(Exception):
    """A format needs a package that is not installed; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of an export: how many items, the newest change in them, whether Parquet was left out."""

    items: int
    until: str | None
    without_parquet: bool = False


def export(store: Store, name: str, wanted: Wanted, path: Path | None = None, out: TextIO | None = None) -> Exported:
    """Export a store: to a file or folder, whole or not at all, or else to ``out``.

    Raises:
        KeyError: there is no such format.
        MissingPackageError: the format needs a package that is not there.
        OSError: the path cannot be written to.
        StoreError: the store fails, or has no such talk.
    """
    form = FORMATS[name]
    writer: Callable[[Any, Wanted, Any], int] = import_module(f"pourparlers.export.{form.module}").write
    if form.tables:
        assert path is not None, "a format with several tables needs a folder"
        return _to_folder(store, form, writer, wanted, path)
    target = replaced(path) if path is not None else nullcontext(out)
    with snapshot(store) as connection, target as file:
        return Exported(writer(connection, wanted, file), last_change(connection))


def _to_folder(
    store: Store, form: Format, writer: Callable[[Any, Wanted, Any], int], wanted: Wanted, path: Path
) -> Exported:
    from pourparlers.export.sheets import CsvSheet, Kind, ParquetSheet, folder_of

    parquet = has_parquet()
    if not parquet and not form.csv:
        raise MissingPackageError("pip install 'pourparlers[tables]'")
    kinds: list[Kind] = [*([CsvSheet] if form.csv else []), *([ParquetSheet] if parquet else [])]
    with snapshot(store) as connection, folder_of(path, form.tables, kinds) as sheets:
        return Exported(writer(connection, wanted, sheets), last_change(connection), not parquet)


def has_parquet() -> bool:
    """Is pyarrow installed?"""
    from importlib.util import find_spec

    return find_spec("pyarrow") is not None
