"""A store in PostgreSQL is exported as one in SQLite is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polars
import pytest

from export.conftest import hard
from pourparlers.export.formats import FORMATS, export
from pourparlers.export.wanted import Wanted
from pourparlers.store import Store, open_store
from pourparlers.store.views import Filters
from store.cluster import cluster
from store.made_up import story

STAMPS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00|(DTSTAMP|SEQUENCE|LAST-MODIFIED):\S+")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    with cluster() as running:
        if running is None:
            pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
        with open_store(tmp_path_factory.mktemp("pg") / "store.db") as one, open_store(running.database()) as other:
            for store in (one, other):
                for given, record in [*story(), *hard()]:
                    store.add(given, record)
            yield one, other


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(Filters(who="Roche", since="2024-03-05", changed_since="2020"))])
@pytest.mark.parametrize("name", FORMATS)
def test_both_give_the_same(stores: tuple[Store, Store], tmp_path: Path, name: str, wanted: Wanted) -> None:
    if FORMATS[name].one:
        wanted = Wanted(talk=stores[0].talks()[0].id)
    found: list[list[object]] = []
    for n, store in enumerate(stores):
        path = tmp_path / str(n)
        export(store, name, wanted, path)
        if path.is_dir():
            tables = [polars.read_parquet(p) for p in sorted(path.glob("*.parquet"))]
            found.append([t.drop([c for c in t.columns if c.endswith("_at")]).rows() for t in tables])
        else:
            found.append([STAMPS.sub("", path.read_bytes().decode().replace("\r\n ", ""))])
    assert found[0] == found[1]
