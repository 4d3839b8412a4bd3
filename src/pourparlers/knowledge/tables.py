"""Reading the tables: tab-separated, a header line, ``#`` for comments, ``|`` between several values in a cell."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path


class TableError(ValueError):
    """A table that cannot be read: names the file, the line and the fault."""


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a bundled table, such as ``fr/cues.tsv``; every cell a string, empty where nothing is said.

    Raises:
        TableError: a row has more or fewer cells than the header.
    """
    text = files(__package__).joinpath(*name.split("/")).read_text("utf-8")
    return tuple(_parse(name, text))


def read(path: Path) -> tuple[dict[str, str], ...]:
    """The rows of a table of the user's own.

    Raises:
        TableError: the file cannot be read as UTF-8, or a row does not fit the header.
    """
    try:
        return tuple(_parse(str(path), path.read_text("utf-8")))
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: not UTF-8 text ({error.reason} at byte {error.start})") from error


def values(cell: str) -> tuple[str, ...]:
    """The several values of one cell."""
    return tuple(v.strip() for v in cell.split("|") if v.strip())


def _parse(name: str, text: str) -> Iterator[dict[str, str]]:
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not lines:
        return
    header = lines[0][1].split("\t")
    reader = csv.reader((line for _, line in lines[1:]), delimiter="\t", quoting=csv.QUOTE_NONE)
    for (n, _), cells in zip(lines[1:], reader, strict=True):
        if len(cells) != len(header):
            raise TableError(f"{name}, line {n}: {len(cells)} cells, the header has {len(header)}")
        yield dict(zip(header, (c.strip() for c in cells), strict=True))
