"""The tables of a store as frames of Polars or pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from pourparlers.export import tables
from pourparlers.export.columns import TABLES
from pourparlers.export.sheets import native
from pourparlers.export.wanted import Wanted, snapshot
from pourparlers.store import Store
from pourparlers.store.views import Filters

if TYPE_CHECKING:
    import pandas
    import polars

Library = Literal["polars", "pandas"]

NAMES: Final = tuple(tables.ROWS)
"""The tables that can be had as frames."""

_ALL: Final = Filters()


def frame(store: Store, name: str, filters: Filters = _ALL, *, library: Library = "polars") -> Any:
    """One table (of ``NAMES``) as a frame, with the columns and types that the documentation gives.

    Raises:
        ImportError: the library is not installed (``pip install 'pourparlers[tables]'``).
        KeyError: there is no such table.
        StoreError: the store fails.
    """
    make = _polars if library == "polars" else _pandas
    with snapshot(store) as connection:
        return make(name, list(tables.ROWS[name](connection, Wanted(filters))))


def talks_frame(store: Store, filters: Filters = _ALL, *, library: Library = "polars") -> Any:
    """The talks as a frame."""
    return frame(store, "talks", filters, library=library)


def reports_frame(store: Store, filters: Filters = _ALL, *, library: Library = "polars") -> Any:
    """The reports of the talks as a frame, a line of a history a row."""
    return frame(store, "reports", filters, library=library)


def statements_frame(store: Store, filters: Filters = _ALL, *, library: Library = "polars") -> Any:
    """The statements as a frame."""
    return frame(store, "statements", filters, library=library)


def acts_frame(store: Store, filters: Filters = _ALL, *, library: Library = "polars") -> Any:
    """The acts as a frame."""
    return frame(store, "acts", filters, library=library)


def articles_frame(store: Store, filters: Filters = _ALL, *, library: Library = "polars") -> Any:
    """The articles with their texts as a frame."""
    return frame(store, "articles", filters, library=library)


def _polars(name: str, rows: list[dict[str, Any]]) -> polars.DataFrame:
    import polars as pl

    types = {
        "string": pl.String(),
        "integer": pl.Int64(),
        "number": pl.Float64(),
        "boolean": pl.Boolean(),
        "date": pl.Date(),
        "moment": pl.Datetime("us", "UTC"),
        "strings": pl.List(pl.String()),
    }
    columns = TABLES[name].columns
    values = {c.name: [native(c, row.get(c.name)) for row in rows] for c in columns}
    return pl.DataFrame(values, schema={c.name: types[c.type] for c in columns})


def _pandas(name: str, rows: list[dict[str, Any]]) -> pandas.DataFrame:
    import pandas as pd

    types = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
    found = {}
    for c in TABLES[name].columns:
        values = [native(c, row.get(c.name)) for row in rows]
        if c.type in ("date", "moment"):
            found[c.name] = pd.Series(pd.to_datetime(pd.Series(values, dtype="object"), utc=c.type == "moment"))
        else:
            found[c.name] = pd.Series(values, dtype=types.get(c.type, "object"))
    return pd.DataFrame(found)
