"""Tables and frames hold what the store holds, with the types and columns that are documented."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow.parquet as pq
import pytest

from pourparlers.export import frames, tables
from pourparlers.export.columns import TABLES, TYPES, as_markdown
from pourparlers.export.formats import FORMATS, export
from pourparlers.export.wanted import Wanted, snapshot
from pourparlers.store import Store
from pourparlers.store.views import Filters

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def folder(told: Store, tmp_path: Path) -> Path:
    export(told, "parquet", Wanted(), tmp_path / "out")
    return tmp_path / "out"


def test_every_column_is_documented() -> None:
    for table in TABLES.values():
        assert len(table.meaning) > 10
        assert len(table.names) == len(table.columns) > 0
        for column in table.columns:
            assert column.type in TYPES
            assert len(column.meaning) > 5, f"{table.name}.{column.name}"
    assert {t for f in FORMATS.values() for t in f.tables} | {"tokens"} == set(TABLES)


def test_the_page_of_the_documentation_has_every_column() -> None:
    page = (DOCS / "columns.md").read_text("utf-8")
    assert page == as_markdown(), "run python -m pourparlers.export.columns > docs/columns.md"


def test_the_documentation_names_every_format() -> None:
    page = (DOCS / "exports.md").read_text("utf-8")
    assert all(f"| `{name}` |" in page for name in FORMATS)


def test_rows_have_the_documented_columns_and_no_other(told: Store) -> None:
    with snapshot(told) as connection:
        for name, rows in tables.ROWS.items():
            for row in rows(connection, Wanted()):
                assert row.keys() == TABLES[name].names, name


def test_a_column_that_is_not_documented_is_refused(tmp_path: Path) -> None:
    from pourparlers.export.sheets import CsvSheet, folder_of

    with pytest.raises(KeyError, match="mood"), folder_of(tmp_path / "out", ["withdrawn"], [CsvSheet]) as sheets:
        sheets.write("withdrawn", {"kind": "talk", "mood": "good"})
    assert not (tmp_path / "out").exists()


def test_the_files_carry_their_dictionary(folder: Path) -> None:
    documented = pandas.read_csv(folder / "columns.csv")
    for name in FORMATS["parquet"].tables:
        schema = pq.read_schema(folder / f"{name}.parquet")
        assert schema.names == [c.name for c in TABLES[name].columns]
        assert schema.names == list(documented[documented.table == name].column)
        assert schema.metadata[b"description"].decode() == TABLES[name].meaning
        for column in TABLES[name].columns:
            assert schema.field(column.name).metadata[b"description"].decode() == column.meaning


def test_the_tables_hold_what_the_store_holds(folder: Path, told: Store) -> None:
    counts = told.counts()
    for name, number in counts.items():
        assert pq.read_metadata(folder / f"{name}.parquet").num_rows == number
    query = f"""
        select r.words, a.text[r.start + 1 : r."end"] from '{folder}/reports.parquet' r
        join '{folder}/articles.parquet' a using (article) join '{folder}/talks.parquet' t on t.talk = r.talk
    """
    found = duckdb.execute(query).fetchall()
    assert len(found) == sum(len(t.history) for t in told.histories())
    assert all(words == there for words, there in found)


@pytest.mark.parametrize("name", frames.NAMES)
def test_frames_of_both_libraries_agree(told: Store, folder: Path, name: str) -> None:
    first, second = frames.frame(told, name), frames.frame(told, name, library="pandas")
    stored = polars.read_parquet(folder / f"{name}.parquet")
    assert first.schema == stored.schema
    assert first.equals(stored)
    assert list(second.columns) == first.columns
    assert len(second) == first.height


def test_frames_take_filters(told: Store) -> None:
    held = frames.frame(told, "talks", Filters(status="held"))
    assert set(held["status"]) == {"held"}
    assert frames.frame(told, "acts", Filters(who="Sato"))["type"].to_list() == ["THREATEN"]
    assert set(frames.frame(told, "statements", Filters(who="Roche"))["source"]) == {"Anne Roche"}
    assert frames.frame(told, "reports").height > frames.frame(told, "talks").height
    assert frames.frame(told, "articles", library="pandas")["text"].str.len().min() > 0


def test_an_empty_store_gives_empty_tables_with_their_columns(tmp_path: Path) -> None:
    from pourparlers.store import open_store

    with open_store(tmp_path / "empty.db") as store:
        for name in frames.NAMES:
            assert frames.frame(store, name).columns == [c.name for c in TABLES[name].columns]
            assert frames.frame(store, name, library="pandas").empty
        export(store, "plover", Wanted(), tmp_path / "out")
    assert pq.read_metadata(tmp_path / "out" / "events.parquet").num_rows == 0
