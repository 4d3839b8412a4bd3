"""Why something was marked: the row of the table that decided, and the example that stands in it."""

from __future__ import annotations

from functools import cache

from pourparlers.knowledge import tables


@cache
def example(rule: str) -> str:
    """The example sentence of the row that a rule names ("fr/cues.tsv:indiquer"); "" where there is none."""
    table, _, key = rule.partition(":")
    return _examples(table).get(key, "") if table.endswith(".tsv") else ""


@cache
def _examples(table: str) -> dict[str, str]:
    """The examples of a table by the words of their rows' first two cells."""
    try:
        rows = tables.rows(table)
    except (FileNotFoundError, tables.TableError):
        return {}
    found: dict[str, str] = {}
    for row in rows:
        for cell in list(row.values())[:2]:
            for key in (cell, *tables.values(cell)):
                found.setdefault(key, row.get("example", ""))
    return found
