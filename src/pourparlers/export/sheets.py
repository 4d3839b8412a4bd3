"""Tables written to a folder as CSV and Parquet, all of them whole or none.

In CSV a list is joined by ``|``, and a cell that a spreadsheet would take for a formula begins with an apostrophe;
Parquet has the values as they are.
"""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Protocol

from pourparlers.export.columns import TABLES, Column, Table
from pourparlers.store.rows import native

BATCH: Final = 5_000
"""Rows of a Parquet file in memory at a time."""

DICTIONARY: Final = "columns.csv"

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Sheet(Protocol):
    """A file that takes rows."""

    def write(self, row: Mapping[str, Any]) -> None:
        """Add a row; a column that it lacks is empty."""

    def close(self) -> None:
        """Write out what is kept back."""


Kind = Callable[[Path, Table], Sheet]
"""Makes a table's file in a folder."""


class Sheets:
    """The tables of one export; a table's files come to be with ``open`` or its first row."""

    def __init__(self, folder: Path, kinds: Sequence[Kind]) -> None:
        self.folder, self.kinds = folder, kinds
        self.files: dict[str, list[Sheet]] = {}
        self.rows: dict[str, int] = {}

    def open(self, table: str) -> None:
        """Make a table's files, with no rows yet."""
        self.rows[table] = 0
        self.files[table] = [kind(self.folder, TABLES[table]) for kind in self.kinds]

    def write(self, table: str, row: Mapping[str, Any]) -> None:
        """Add a row to a table.

        Raises:
            KeyError: the row has a column that is not documented.
        """
        if row.keys() - TABLES[table].names:
            raise KeyError(f"{table}: {sorted(row.keys() - TABLES[table].names)}")
        for sheet in self.files[table]:
            sheet.write(row)
        self.rows[table] += 1

    def close(self) -> None:
        """Write out all."""
        for sheets in self.files.values():
            for sheet in sheets:
                sheet.close()


class CsvSheet:
    """A table as CSV (UTF-8, RFC 4180)."""

    def __init__(self, folder: Path, table: Table) -> None:
        self.table = table
        self.file = (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="")
        self.writer = csv.writer(self.file)
        self.writer.writerow([c.name for c in table.columns])

    def write(self, row: Mapping[str, Any]) -> None:
        """Add a row."""
        self.writer.writerow([cell(row.get(c.name)) for c in self.table.columns])

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def cell(value: object) -> str:
    """A value as a cell of CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "|".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if isinstance(value, (str, list)) and text.startswith(_FORMULA) else text


class ParquetSheet:
    """A table as Parquet; what each column means stands in the metadata of its field, as ``description``."""

    def __init__(self, folder: Path, table: Table) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self.table, self.rows = table, list[dict[str, Any]]()
        self.schema = pa.schema(
            [pa.field(c.name, _arrow(c), metadata={"description": c.meaning}) for c in table.columns],
            metadata={"description": table.meaning},
        )
        self.writer = pq.ParquetWriter(folder / f"{table.name}.parquet", self.schema, compression="zstd")

    def write(self, row: Mapping[str, Any]) -> None:
        """Add a row."""
        self.rows.append({c.name: native(c.type, row.get(c.name)) for c in self.table.columns})
        if len(self.rows) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self.rows:
            self.writer.write_table(pa.Table.from_pylist(self.rows, schema=self.schema))
            self.rows = []

    def close(self) -> None:
        """Write out the last rows and the end of the file."""
        self._flush()
        self.writer.close()


def _arrow(column: Column) -> Any:
    import pyarrow as pa

    return {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "moment": pa.timestamp("us", tz="UTC"),
        "strings": pa.list_(pa.string()),
    }[column.type]


@contextmanager
def folder_of(path: Path, tables: Sequence[str], kinds: Sequence[Kind]) -> Iterator[Sheets]:
    """Tables in a folder, which is made if it is not there; they take their places when the block ends without error.

    Raises:
        OSError: the folder cannot be written to, or the disk is full; what stood there is then as it was.
    """
    there = path.exists()
    path.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(dir=path, prefix=".", suffix=".part"))
    try:
        sheets = Sheets(part, kinds)
        for table in tables:
            sheets.open(table)
        yield sheets
        sheets.close()
        _write_dictionary(part, tables)
        for file in sorted(part.iterdir()):
            with file.open("rb") as written:
                os.fsync(written.fileno())
        for file in sorted(part.iterdir()):
            file.replace(path / file.name)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        if not there and not any(path.iterdir()):
            path.rmdir()


def _write_dictionary(folder: Path, tables: Sequence[str]) -> None:
    with (folder / DICTIONARY).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["table", "column", "type", "meaning"])
        writer.writerows([t, c.name, c.type, c.meaning] for t in tables for c in TABLES[t].columns)
