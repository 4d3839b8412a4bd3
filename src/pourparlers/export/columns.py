"""What every exported column holds: ``exported_columns.tsv``, from which the writers take their headers.

Types: string, integer, number, boolean, date (an ISO day), moment (ISO 8601, UTC), strings (a list).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pourparlers.knowledge.tables import rows

TYPES: Final = ("string", "integer", "number", "boolean", "date", "moment", "strings")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type and meaning."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """A table: its name, what a row is, its columns."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the columns."""
        return frozenset(c.name for c in self.columns)


def _tables() -> dict[str, Table]:
    documented = rows("exported_columns.tsv")
    meanings = {r["table"]: r["meaning"] for r in documented if not r["column"]}
    return {
        name: Table(
            name,
            meaning,
            tuple(
                Column(r["column"], r["type"], r["meaning"]) for r in documented if r["table"] == name and r["column"]
            ),
        )
        for name, meaning in meanings.items()
    }


TABLES: Final[Mapping[str, Table]] = _tables()


def as_markdown() -> str:
    """All columns as the page of the documentation has them."""
    parts = ["# Exported columns", __doc__.splitlines()[-1]]
    for table in TABLES.values():
        parts += [f"## {table.name}", table.meaning]
        head = ["| column | type | meaning |", "| --- | --- | --- |"]
        parts.append("\n".join([*head, *(f"| `{c.name}` | {c.type} | {c.meaning} |" for c in table.columns)]))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    print(as_markdown(), end="")
