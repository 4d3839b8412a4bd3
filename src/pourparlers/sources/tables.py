"""Tables with a text a row: CSV, Parquet, and JSONL whose fields have other names than ours."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from pourparlers.reading.intake import LONGEST, UnreadableError
from pourparlers.sources.taken import Bytes, Columns, Skipped, Taken, Ways, dated, skip, take

USUAL: dict[str, tuple[str, ...]] = {
    "text": ("text", "texte", "body", "content", "contenu", "fulltext", "full_text", "article", "corps"),
    "title": ("title", "titre", "headline", "titraille"),
    "published": ("published", "date", "publication_date", "date_publication", "published_at", "pubdate", "day"),
    "url": ("url", "link", "lien", "adresse", "resolved_url"),
    "publisher": ("publisher", "outlet", "source", "media", "média", "journal", "publication", "name"),
}
"""Names of columns that are understood without being told."""

_LONGEST_LINE = 8 * LONGEST
_SEPARATORS = ",;\t|"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MOST_UTF16 = 50_000_000
"""Bytes of a UTF-16 table, as spreadsheets save it: it is held in memory."""

T = TypeVar("T")


def delimited(place: str, file: Bytes, ways: Ways) -> Iterator[Taken | Skipped]:
    """The articles of a CSV table (commas, semicolons, tabs or bars), a row at a time."""
    header: list[str] = []
    try:
        for n, cells in rows(file):
            if not header:
                header = cells
                columns = chosen(header, ways.columns)
                continue
            yield of_row(f"{place}:{n}", dict(zip(header, cells, strict=False)), columns, ways)
    except UnreadableError as error:
        yield Skipped(place, error)
    if not header:
        yield skip(place, "empty")


def listed(place: str, file: Bytes, column: str | None, ways: Ways) -> Iterator[Taken | Skipped]:
    """The articles at the addresses in a column of a CSV table.

    Without a ``column`` the texts of the table itself, if it has some, else the addresses in its usual column.
    """
    found = rows(file)
    try:
        header = next(found, (0, []))[1]
        asked = dataclasses.replace(ways.columns, url=column or ways.columns.url)
        texts = column is None and (ways.columns.text is not None or has_text(header))
        columns = chosen(header, asked, needed="text" if texts else "url")
        if texts:
            for n, cells in found:
                yield of_row(f"{place}:{n}", dict(zip(header, cells, strict=False)), columns, ways)
        elif ways.web is not None:
            at = header.index(columns["url"])
            yield from ways.web.articles((c[at].strip() for _, c in found if len(c) > at and c[at].strip()), ways)
    except UnreadableError as error:
        yield Skipped(place, error)


def has_text(names: list[str]) -> bool:
    """Has a table with these columns one with a usual name for the text?"""
    return any(name.strip().lstrip("\ufeff").lower() in USUAL["text"] for name in names)


def rows(file: Bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV table that are not empty, each with its line in the file.

    Raises:
        UnreadableError: no table, or a cell without end.
    """
    lines = _lines(file)
    first = next((line for line in lines if line.strip()), "")
    if not first:
        return
    named = re.sub(r'"[^"]*"', "", first)
    separator = max(_SEPARATORS, key=lambda c: (named.count(c), -_SEPARATORS.index(c)))
    csv.field_size_limit(_LONGEST_LINE)
    reader = csv.reader(_chain(first, lines), delimiter=separator)
    try:
        for cells in reader:
            if any(c.strip() for c in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise UnreadableError("table", f"{reader.line_num}: {error}") from error


def parquet(place: str, file: BinaryIO, ways: Ways) -> Iterator[Taken | Skipped]:
    """The articles of a Parquet table, a few hundred rows in memory at a time."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        yield skip(place, "extra", "tables")
        return
    n = 0
    try:
        # Decoders inside trust what a file says of its sizes: limits are set on what its footer may ask for.
        table = pq.ParquetFile(
            file, thrift_string_size_limit=50_000_000, thrift_container_size_limit=1_000_000, pre_buffer=False
        )
        columns = chosen(list(table.schema_arrow.names), ways.columns)
        wanted = [c for c in columns.values() if c]
        for batch in table.iter_batches(batch_size=256, columns=wanted, use_threads=False):
            for row in batch.to_pylist():
                n += 1
                yield of_row(f"{place}:{n}", row, columns, ways)
    except UnreadableError as error:
        yield Skipped(place, error)
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        yield skip(place, "table", str(error).splitlines()[0] if str(error) else type(error).__name__)


def chosen(names: list[str], columns: Columns, needed: str = "text") -> dict[str, str]:
    """Which column of a table holds what: the one asked for, else the first with a usual name.

    Raises:
        UnreadableError: a column that was asked for is not there, or none holds what is ``needed``.
    """
    found: dict[str, str] = {}
    plain = {name.strip().lstrip("\ufeff").lower(): name for name in reversed(names)}
    for field, usual in USUAL.items():
        asked = getattr(columns, field)
        if asked is not None:
            if asked not in names and asked.lower() not in plain:
                raise UnreadableError("column", f"{asked} ({', '.join(names)[:200]})")
            found[field] = asked if asked in names else plain[asked.lower()]
        elif known := next((plain[u] for u in usual if u in plain and plain[u] not in found.values()), None):
            found[field] = known
    if needed not in found:
        raise UnreadableError("column", f"{needed} ({', '.join(names)[:200]})")
    return found


def of_row(place: str, row: Mapping[str, Any], columns: Mapping[str, str], ways: Ways) -> Taken | Skipped:
    """An article from a row of a table."""
    fields = {field: row.get(column) for field, column in columns.items()}
    for field in ("text", "title", "url", "publisher"):
        if fields.get(field) is not None and not isinstance(fields[field], str):
            fields[field] = str(fields[field])
    if not (fields.get("text") or "").strip():
        return skip(place, "empty")
    return take(place, dated({k: v for k, v in fields.items() if v not in (None, "")}), ways, _name(place, row))


def _name(place: str, row: Mapping[str, Any]) -> str:
    given = row.get("id")
    return str(given) if given not in (None, "") else Path(place).name


def _lines(file: Bytes) -> Iterator[str]:
    """The lines of a table in UTF-8, UTF-16 with its mark, or Windows-1252, told line by line."""
    first = file.readline(_LONGEST_LINE)
    if first.startswith(_UTF16):
        data = first + file.read(_MOST_UTF16)
        yield from io.StringIO(data.decode("utf-16", "replace"), newline="")
        return
    for line in _chain(first, iter(lambda: file.readline(_LONGEST_LINE), b"")):
        if len(line) >= _LONGEST_LINE:
            raise UnreadableError("table", f"> {_LONGEST_LINE}")
        try:
            yield line.decode("utf-8-sig")
        except UnicodeDecodeError:
            yield line.decode("cp1252", "replace")


def _chain(first: T, rest: Iterable[T]) -> Iterator[T]:
    yield first
    yield from rest
