"""The rows of the tables that a rule names: ``fr/cues.tsv:indiquer``, or several of them apart by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pourparlers.knowledge import tables

_NEXT = re.compile(r"\s+(?=(?:fr/)?\w+\.tsv:)")


@dataclass(frozen=True, slots=True)
class Named:
    """A rule, and the row that it names; ``row`` is empty for a rule of the code, which has none."""

    rule: str
    row: Mapping[str, str]

    @property
    def example(self) -> str:
        """The sentence that the row gives as its example; "" if it gives none."""
        return self.row.get("example", "")


def named(rule: str) -> Iterator[Named]:
    """Each rule in ``rule`` with its row, in order; nothing for an empty one."""
    for one in _NEXT.split(rule):
        if one:
            table, _, key = one.partition(":")
            rows = _by_key(table) if table.endswith(".tsv") else {}
            yield Named(one, rows.get(key, {}))


@cache
def _by_key(table: str) -> dict[str, Mapping[str, str]]:
    """The rows of a table by the words of their first two cells, alone and together; the first row wins."""
    try:
        rows = tables.rows(table)
    except FileNotFoundError:
        return {}
    found: dict[str, Mapping[str, str]] = {}
    for row in rows:
        first, second = [*row.values(), ""][:2]
        for cell in (first, second):
            for key in (cell, *tables.values(cell)):
                found.setdefault(key, row)
        for key in tables.values(second):
            found.setdefault(f"{first} {key}", row)
    return found
