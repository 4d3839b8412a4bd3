"""What a corpus is cut into: each partition is read by one actor, and is done as a whole or not at all.

A partition is a WARC or JSONL file, or some row groups of a Parquet file, here or in object storage.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import IO, Any, cast

from pourparlers.reading.intake import UnreadableError
from pourparlers.sources import tables, warc
from pourparlers.sources.taken import Skipped, Taken, Ways, skip, take

SUFFIXES = (".parquet", ".jsonl", ".jsonl.gz", ".warc", ".warc.gz")
ROWS = 20_000
"""Rows of a Parquet file in one partition, about: row groups are not cut."""


@dataclass(frozen=True, slots=True)
class Partition:
    """A part of the corpus: its number in the order of the inputs, its file, and of a Parquet file which row groups."""

    number: int
    path: str
    first: int = 0
    stop: int = 0

    @property
    def name(self) -> str:
        """A name that stays the same from run to run, and sorts as the corpus does."""
        what = f"{self.path}:{self.first}:{self.stop}"
        return f"{self.number:06}-{hashlib.sha256(what.encode()).hexdigest()[:12]}"

    def row(self) -> dict[str, Any]:
        """The partition as a row of a dataset."""
        return asdict(self)


def partitions(inputs: Iterable[str], rows: int = ROWS) -> list[Partition]:
    """The partitions of files and folders, given as paths or URIs (``s3://…``), in their order.

    Raises:
        FileNotFoundError: an input is not there, or a folder holds nothing that can be read.
    """
    cuts = [cut for given in inputs for path in _files(given) for cut in _cuts(path, rows)]
    return [Partition(n, *cut) for n, cut in enumerate(cuts)]


def _files(given: str) -> list[str]:
    from pyarrow import fs

    system, path = where(given)
    info = system.get_file_info(path)
    if info.type == fs.FileType.File:
        return [given]
    if info.type == fs.FileType.NotFound:
        raise FileNotFoundError(given)
    inside = system.get_file_info(fs.FileSelector(path, recursive=True))
    scheme = given.split("://")[0] + "://" if "://" in given else ""
    found = sorted(scheme + i.path for i in inside if i.type == fs.FileType.File and i.path.endswith(SUFFIXES))
    if not found:
        raise FileNotFoundError(f"{given}: {', '.join(SUFFIXES)}")
    return found


def _cuts(path: str, rows: int) -> Iterator[tuple[str, int, int]]:
    if not path.endswith(".parquet"):
        yield path, 0, 0
        return
    from pyarrow import parquet

    system, inside = where(path)
    with system.open_input_file(inside) as file:
        meta = parquet.ParquetFile(file).metadata
        sizes = [meta.row_group(i).num_rows for i in range(meta.num_row_groups)]
    first = held = 0
    for i, size in enumerate(sizes):
        if held and held + size > rows:
            yield path, first, i
            first, held = i, 0
        held += size
    yield path, first, len(sizes)


def where(path: str) -> tuple[Any, str]:
    """The file system of a path or URI, and the path in it."""
    from pyarrow import fs

    if "://" in path:
        system, inside = fs.FileSystem.from_uri(path)
        return system, inside
    return fs.LocalFileSystem(), path


def articles(part: Partition, published: str | None = None) -> Iterator[Taken | Skipped]:
    """The articles of a partition, as a stream; what cannot be taken is Skipped."""
    ways = Ways(published)
    system, inside = where(part.path)
    if part.path.endswith(".parquet"):
        with system.open_input_file(inside) as file:
            yield from _of_table(part, file, ways)
        return
    with system.open_input_stream(inside, compression=None) as native:
        stream = cast(IO[bytes], io.BufferedReader(native))
        if part.path.endswith((".warc", ".warc.gz")):
            yield from warc.articles(part.path, stream, ways)
        else:
            lines = gzip.GzipFile(fileobj=stream) if part.path.endswith(".gz") else stream
            yield from _of_lines(part.path, lines, ways)


def _of_table(part: Partition, file: Any, ways: Ways) -> Iterator[Taken | Skipped]:
    from pyarrow import parquet

    table = parquet.ParquetFile(file)
    try:
        columns = tables.chosen(table.schema_arrow.names, ways.columns)
    except UnreadableError as error:
        yield Skipped(part.path, error)
        return
    wanted = {*columns.values(), "id"} & set(table.schema_arrow.names)
    n = 0
    for batch in table.iter_batches(64, row_groups=range(part.first, part.stop), columns=sorted(wanted)):
        for row in batch.to_pylist():
            n += 1
            one = tables.of_row(f"{part.path}:{part.first}:{n}", row, columns, ways)
            if row.get("id") is None or isinstance(one, Skipped):
                yield one
            else:
                yield one[0], one[1].model_copy(update={"id": str(row["id"])})


def _of_lines(path: str, lines: Iterable[bytes], ways: Ways) -> Iterator[Taken | Skipped]:
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except ValueError as error:
            yield skip(f"{path}:{n}", "json", str(error))
            continue
        yield take(f"{path}:{n}", fields if isinstance(fields, dict) else {}, ways)
