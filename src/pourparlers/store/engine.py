"""Opening a store: which database, its settings, its schema."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from pourparlers.store.errors import StoreError, explained

HEAD = "0002"
"""The newest migration; a test holds it to the folder of migrations."""

WAIT = 30.0
"""Seconds to wait for another process to finish writing."""

_LOCK = 0x706F7572
"""The number of the lock that a writer of a PostgreSQL store holds."""


def default_path() -> Path:
    """The store in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("pourparlers", appauthor=False) / "store.db"


def where(store: str | os.PathLike[str] | None) -> str:
    """The store that is meant: what is given, else POURPARLERS_STORE, else the user's own."""
    return os.fspath(store) if store else os.environ.get("POURPARLERS_STORE") or str(default_path())


def connect(store: str, *, create: bool, wait: float = WAIT) -> Engine:
    """An engine on a store whose schema is the present one.

    Args:
        store: the path of a SQLite file, or a URL (``sqlite:///…``, ``postgresql://…``).
        create: make the store if it is not there, and bring an older schema up to date.
        wait: seconds to wait for another process.

    Raises:
        StoreError: it is not there, not ours, newer, damaged, in use, or cannot be opened.
    """
    url = _url(store)
    with explained():
        engine = _sqlite(url, create, wait) if url.get_backend_name() == "sqlite" else _postgresql(url, wait)
        _check_schema(engine, store, create)
    return engine


def _url(store: str) -> URL:
    if "://" not in store:
        return URL.create("sqlite", database=store)
    try:
        url = make_url(store)
    except ArgumentError as error:
        raise StoreError("unreachable", store.partition("://")[0] + "://…") from error
    if url.get_backend_name() in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        raise StoreError("driver", url.get_backend_name())
    return url


def _sqlite(url: URL, create: bool, wait: float) -> Engine:
    path = Path(url.database or "")
    if not url.database or url.database == ":memory:":
        raise StoreError("unreachable", ":memory:")
    if not path.exists():
        if not create:
            raise StoreError("missing", str(path))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError("unreachable", f"{path.parent}: {error.strerror}") from error
    if path.is_dir():
        raise StoreError("unreachable", f"{path}: a folder")
    writable = os.access(path if path.exists() else path.parent, os.W_OK) and os.access(path.parent, os.W_OK)

    def open_file() -> sqlite3.Connection:
        target = f"file:{_quoted(path)}"
        if not writable:
            target += "?mode=ro" if Path(f"{path}-wal").exists() else "?immutable=1"
        db = sqlite3.connect(target, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA cache_size = -65536")
        if writable:
            _keep_log(db, wait)
            db.execute("PRAGMA synchronous = NORMAL")
        return db

    engine = create_engine(url, creator=open_file)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _keep_log(db: sqlite3.Connection, wait: float) -> None:
    """Turn on WAL; SQLite does not wait by itself when two processes turn it on at once."""
    until = time.monotonic() + wait
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(0.01)


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.absolute()))


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once, so that it never has to give up what it has read."""
    write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _postgresql(url: URL, wait: float) -> Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise StoreError("driver", "pip install 'pourparlers[postgres]'") from error
    options: dict[str, Any] = {"options": f"-c lock_timeout={int(wait * 1000)} -c timezone=UTC", "connect_timeout": 10}
    return create_engine(url, connect_args=options, pool_pre_ping=False)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the store."""
    with explained(), engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection that alone writes; all or nothing of what is done with it stays."""
    with explained(), engine.connect().execution_options(write=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        yield connection


def _check_schema(engine: Engine, store: str, create: bool) -> None:
    with reading(engine) as connection:
        found = _schema(connection)
    if found == HEAD:
        return
    if found is not None and found not in _revisions():
        raise StoreError("newer", found)
    if not create:
        raise StoreError("missing", store) if found is None else StoreError("readonly", f"schema {found}")
    with writing(engine) as connection:
        if _schema(connection) != HEAD:
            _migrate(connection)


def _schema(connection: Connection) -> str | None:
    """The revision of the schema; None for an empty database."""
    names = set(inspect(connection).get_table_names())
    if "alembic_version" in names and "articles" in names:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
    if names:
        raise StoreError("foreign", ", ".join(sorted(names)[:3]))
    return None


def _revisions() -> set[str]:
    folder = Path(__file__).parent / "migrations" / "versions"
    return {p.stem.split("_")[0] for p in folder.glob("[0-9]*.py")}


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
