"""A store that cannot be used says why, and nothing is lost or half-written."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import BigInteger, MetaData, create_engine, select, text

from pourparlers.sources.duplicates import sampled
from pourparlers.store import Store, StoreError, migrations, open_store, search
from pourparlers.store.engine import HEAD, _url
from pourparlers.store.tables import articles, sampled_runs, withdrawn
from pourparlers.store.views import Filters
from store import crash
from store.crash import made_up, outcome, work_quietly
from store.made_up import article, story


def reason(place: str | Path, **options: object) -> str:
    with pytest.raises(StoreError) as error:
        open_store(place, **options)  # type: ignore[arg-type]
    assert error.value.message("fr") != ""
    return error.value.reason


def test_a_store_of_a_newer_schema(place: str) -> None:
    with open_store(place) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert reason(place) == "newer"


def test_a_database_of_something_else(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    assert reason(tmp_path / "other.db") == "foreign"
    with sqlite3.connect(tmp_path / "other.db") as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


def test_what_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("Ceci n’est pas une base de données. " * 50)
    assert reason(tmp_path / "text.db") == "corrupt"
    assert reason(tmp_path) == "unreachable"
    assert reason(tmp_path / "none.db", create=False) == "missing"
    assert not (tmp_path / "none.db").exists()
    assert reason(":memory:") == "unreachable"
    assert reason("mysql://there/store") == "driver"
    assert reason("postgresql://127.0.0.1:1/none") == "unreachable"


def test_a_damaged_store(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    work_quietly(str(path), 40)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(size - 8192))
    with pytest.raises(StoreError) as error, open_store(path) as store:
        store.talks()
    assert error.value.reason == "corrupt"


def test_a_store_that_may_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.db"
    work_quietly(str(path), 20)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write whatever the modes say
    with open_store(path, create=False) as store:
        assert store.count() == len(store.talks(limit=None)) > 0
        with pytest.raises(StoreError) as error:
            store.add(*made_up(99))
        assert error.value.reason == "readonly"
    assert not list(tmp_path.glob("store.db-*"))


def _add_many(store: Store) -> None:
    for n in range(10, 400):
        store.add(*made_up(n))


def test_a_full_disk(tmp_path: Path) -> None:
    path = str(tmp_path / "store.db")
    work_quietly(path, 10)
    with open_store(path) as store:
        before = outcome(store)
        with store.engine.connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar()
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(StoreError) as error:
            _add_many(store)
        assert error.value.reason == "full"
    with open_store(path) as store:
        crash.check(store, set(range(10)))
        assert set(before) <= set(outcome(store)) or store.counts()["articles"] > 10


def test_a_store_in_use(place: str) -> None:
    with open_store(place) as busy, busy.engine.connect().execution_options(write=True) as connection:
        with connection.begin():
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
            connection.execute(text("LOCK TABLE articles")) if "://" in place else None
            with open_store(place, wait=0.2, create=False) as store, pytest.raises(StoreError) as error:
                store.add(*story()[0])
        assert error.value.reason == "locked"
        with open_store(place) as store:
            assert store.counts()["articles"] == 0


def test_two_processes_add_the_same_at_once(place: str) -> None:
    open_store(place).close()
    command = [sys.executable, crash.__file__, place, "0", "40"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in both:
        told, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        assert told.split() == [str(n) for n in range(40)]
    with open_store(place) as store:
        crash.check(store, set(range(40)))
        assert store.counts()["articles"] == 40


def test_two_processes_make_the_same_store(place: str) -> None:
    code = f"from pourparlers.store import open_store; open_store({place!r})"
    both = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in both:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    with open_store(place, create=False) as store:
        assert store.counts()["articles"] == 0


def test_readers_read_while_one_writes(place: str) -> None:
    with open_store(place) as writer, open_store(place, wait=0.2) as reader:
        writer.add(*story()[0])
        with writer.engine.connect().execution_options(write=True) as connection, connection.begin():
            connection.execute(text("UPDATE talks SET status = 'held'"))
            assert {t.status for t in reader.talks()} == {"planned", "held"}


def test_names_that_databases_dislike(place: str) -> None:
    with open_store(place) as store:
        a, record = article("x'; DROP TABLE articles; --", "2024-01-01", outlet="l’écho 📰", text="Texte 🕊 paix.")
        odd = a.model_copy(update={"title": "un\x00titre"})
        assert store.add(odd, record) == "new"
        assert store.search("paix")[0].outlet == "l’écho 📰"


def test_the_head_is_the_newest_migration() -> None:
    import pourparlers.store.migrations.versions as versions

    found = sorted(p.stem.split("_")[0] for p in Path(versions.__path__[0]).glob("[0-9]*.py"))
    assert found[-1] == HEAD


def test_the_migrations_make_the_tables_that_the_code_knows(place: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from pourparlers.store.tables import metadata

    with open_store(place) as store, store.engine.connect() as connection:
        different = compare_metadata(MigrationContext.configure(connection), metadata)
    ours = [d for d in different if "_search" not in str(d)]
    assert ours == []


OLD = json.loads((Path(__file__).parent / "schema_0001.json").read_text("utf-8"))
"""The rows of a store of the first schema, by table."""


def first_schema(place: str) -> None:
    """Make a store as the first version of the program made it."""
    from alembic import command
    from alembic.config import Config

    engine = create_engine(_url(place))
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__path__[0])))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        there = MetaData()
        there.reflect(connection)
        for table in (t for t in there.sorted_tables if t.name in OLD):
            # The last first: an older version of an article names the newer one.
            connection.execute(table.insert(), OLD[table.name][::-1])
            (key, *_) = table.primary_key.columns
            if engine.dialect.name == "postgresql" and isinstance(key.type, BigInteger):
                last = f"(SELECT max({key.name}) FROM {table.name})"
                connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', '{key.name}'), {last})"))
        for index, rows in ((search.ARTICLES, OLD["articles"]), (search.STATEMENTS, OLD["statements"])):
            search.put(connection, index, rows)
    engine.dispose()


def test_a_store_of_the_first_schema_is_brought_up_to_date_in_place(place: str) -> None:
    first_schema(place)
    with open_store(place) as store:
        there = {t["id"]: t["status"] for t in OLD["talks"]}
        assert {t.id: t.status for t in store.talks()} == there
        assert [a.document for a in store.search("Article")] != []
        assert store.search_statements("reportée")
        assert len(store.judgements()) == len(OLD["judgements"])
        assert store.counts()["articles"] == len(OLD["articles"])
        for row in OLD["articles"]:
            given, record = store.article(row["id"])
            assert (given.text, record.to_json()) == (row["text"], row["record"])
        with store.engine.connect() as connection:
            stamps = connection.execute(select(articles.c.added, articles.c.changed)).all()
            assert all(added == changed for added, changed in stamps)
            gone = {(row.kind, row.id) for row in connection.execute(select(withdrawn))}
        (old,) = (a for a in OLD["articles"] if a["superseded_by"])
        assert ("article", str(old["id"])) in gone
        assert {"talk", "report", "act"} <= {kind for kind, _ in gone}
        # The talk of the article that three outlets printed is found by each of them.
        (talk,) = store.talks(Filters(outlet="Écho"))
        assert (talk.outlets, len(store.talk(talk.id).outlets)) == (3, 3)
        before = outcome(store)
        store.add(*article("dix", "2024-05-08"))
        assert outcome(store) == before
    with open_store(place) as again:
        assert outcome(again) == before


def test_a_store_of_the_first_schema_that_cannot_be_written_to_says_so(place: str) -> None:
    first_schema(place)
    assert reason(place, create=False) == "readonly"


def test_texts_of_a_store_of_the_first_schema_are_found_by_their_likeness(place: str) -> None:
    first_schema(place)
    with open_store(place) as store, store.engine.connect() as connection:
        runs = connection.execute(select(sampled_runs)).all()
        expected = {(run, a["id"]) for a in OLD["articles"] if not a["superseded_by"] for run in sampled(a["text"])}
        assert {(r.run, r.article) for r in runs} == expected
