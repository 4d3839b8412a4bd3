"""What the store answers with: lists whose items can be had as a frame of Polars or pandas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from pourparlers.linking.mentions import NOWHERE

if TYPE_CHECKING:
    import pandas
    import polars

T = TypeVar("T")


class Cell(NamedTuple):
    """A column of a frame: its name, its type (as in the documentation of exported columns), its value of an item."""

    name: str
    type: str
    of: Callable[[Any], Any]


class Rows(list[T], Generic[T]):
    """A list with a frame for it, a row an item; ``pip install 'pourparlers[tables]'`` brings the libraries."""

    def __init__(self, items: Iterable[T] = (), cells: Sequence[Cell] = ()) -> None:
        super().__init__(items)
        self._cells = cells

    def to_polars(self) -> polars.DataFrame:
        """The items as a Polars frame.

        Raises:
            ImportError: Polars is not installed.
        """
        return polars_frame({c.name: c.type for c in self._cells}, self._columns())

    def to_pandas(self) -> pandas.DataFrame:
        """The items as a pandas frame.

        Raises:
            ImportError: pandas is not installed.
        """
        return pandas_frame({c.name: c.type for c in self._cells}, self._columns())

    def _columns(self) -> dict[str, list[Any]]:
        return {c.name: [native(c.type, c.of(item)) for item in self] for c in self._cells}


def native(type: str, value: Any) -> Any:
    """A value as Parquet and frames hold it: days and moments that stand as text are made such."""
    if not isinstance(value, str) or type not in ("date", "moment"):
        return list(value) if isinstance(value, tuple) else value
    return (dt.date if type == "date" else dt.datetime).fromisoformat(value) if value else None


def polars_frame(types: Mapping[str, str], columns: Mapping[str, list[Any]]) -> polars.DataFrame:
    """A Polars frame of columns of native values."""
    import polars as pl

    known = {
        "string": pl.String(),
        "integer": pl.Int64(),
        "number": pl.Float64(),
        "boolean": pl.Boolean(),
        "date": pl.Date(),
        "moment": pl.Datetime("us", "UTC"),
        "strings": pl.List(pl.String()),
    }
    return pl.DataFrame(dict(columns), schema={name: known[type] for name, type in types.items()})


def pandas_frame(types: Mapping[str, str], columns: Mapping[str, list[Any]]) -> pandas.DataFrame:
    """A pandas frame of columns of native values."""
    import pandas as pd

    known = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
    found = {}
    for name, type in types.items():
        values = columns[name]
        if type in ("date", "moment"):
            found[name] = pd.Series(pd.to_datetime(pd.Series(values, dtype="object"), utc=type == "moment"))
        else:
            found[name] = pd.Series(values, dtype=known.get(type, "object"))
    return pd.DataFrame(found)


def plain(name: str, type: str = "string", of: str = "") -> Cell:
    """A column that holds a field of the items; "" stands for nothing in it."""
    field = of or name
    return Cell(name, type, lambda item: value if (value := getattr(item, field)) != "" else None)


def state(name: str, of: str = "country") -> Cell:
    """A column with the code of a state, empty where there is none."""
    return Cell(name, "string", lambda item: code if (code := getattr(item, of)) != NOWHERE else None)


def _of_line(cell: Cell) -> Cell:
    """A column of a line, for items that have one."""
    return cell._replace(of=lambda item: cell.of(item.line))


TALKS = (
    plain("talk", of="id"),
    plain("kind"),
    Cell("participants", "strings", lambda t: [p.name for p in t.participants]),
    Cell("countries", "strings", lambda t: ["" if p.country == NOWHERE else p.country for p in t.participants]),
    plain("place"),
    plain("date"),
    plain("status"),
    plain("corrected_by"),
    plain("no_news_since", "date"),
    plain("first_day", "date"),
    plain("last_day", "date"),
    *(plain(name, "integer") for name in ("reports", "sources", "outlets", "articles", "contradictions")),
    Cell("last_source", "string", lambda t: t.last_word.source),
    Cell("last_words", "string", lambda t: t.last_word.words),
    Cell("last_outlet", "string", lambda t: t.last_word.outlet or None),
    plain("updated_at", "moment", of="changed"),
)
"""The columns of talks."""

_SAID = (
    plain("article", "integer"),
    plain("document"),
    plain("url"),
    plain("outlet"),
    plain("source"),
    plain("source_kind"),
    state("source_country"),
    plain("said_on", "date", of="on"),
)
_WORDS = (
    Cell("words", "string", lambda x: x.evidence.text),
    Cell("start", "integer", lambda x: x.evidence.start),
    Cell("end", "integer", lambda x: x.evidence.end),
)

STATEMENTS = (
    Cell("statement", "string", lambda s: f"{s.article}.{s.attribution}"),
    *_SAID,
    plain("form"),
    plain("words"),
    plain("start", "integer"),
    plain("end", "integer"),
)
"""The columns of statements."""

ACTS = (
    plain("act"),
    *_SAID,
    plain("type"),
    Cell("actors", "strings", lambda x: [a.name for a in x.actors]),
    Cell("recipients", "strings", lambda x: [r.name for r in x.recipients]),
    plain("object"),
    plain("polarity"),
    plain("certainty"),
    plain("hearsay", "boolean"),
    *_WORDS,
)
"""The columns of acts."""

REPORTS = (
    plain("talk"),
    *map(
        _of_line,
        (
            plain("report"),
            plain("meeting"),
            *_SAID,
            plain("outlets", "strings"),
            plain("status"),
            plain("date", of="when"),
            plain("place"),
            *_WORDS,
            plain("rejected", "boolean"),
        ),
    ),
)
"""The columns of the reports of talks."""

POSITIONS = (
    plain("actor"),
    plain("actor_names", "strings"),
    plain("recipient"),
    plain("recipient_names", "strings"),
    plain("type"),
    plain("stance"),
    plain("object"),
    plain("since", "date"),
    plain("last", "date"),
    plain("moved", "boolean"),
    plain("sources", "strings"),
    Cell("reports", "integer", lambda p: len(p.lines)),
    Cell("contradictions", "integer", lambda p: len(p.contradictions)),
)
"""The columns of positions."""

CONTACTS = (plain("first"), plain("second"), plain("talks", "integer"))
"""The columns of contacts."""

ARTICLES = (
    plain("article", "integer", of="id"),
    plain("document"),
    plain("title"),
    plain("url"),
    plain("outlet"),
    plain("published", "date"),
    plain("talks", "strings"),
)
"""The columns of articles."""
