"""The tables of a store as frames of Polars or pandas, with the columns that exports have."""

from __future__ import annotations

from typing import Any, Final, Literal

from pourparlers.export import tables
from pourparlers.export.columns import TABLES
from pourparlers.export.wanted import Wanted, snapshot
from pourparlers.store import Store
from pourparlers.store.rows import native, pandas_frame, polars_frame
from pourparlers.store.views import Filters

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
    make = polars_frame if library == "polars" else pandas_frame
    types = {c.name: c.type for c in TABLES[name].columns}
    columns: dict[str, list[Any]] = {column: [] for column in types}
    with snapshot(store) as connection:
        for row in tables.ROWS[name](connection, Wanted(filters)):
            for column, values in columns.items():
                values.append(native(types[column], row.get(column)))
    return make(types, columns)
