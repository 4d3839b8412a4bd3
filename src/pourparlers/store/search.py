"""Full-text search with accents and capitals folded, over articles and over statements.

SQLite has its FTS5 tables, which fold by themselves; PostgreSQL has tables of ``tsvector`` made from folded text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from pourparlers.linking.names import fold

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})
_PIECE = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Index:
    """A searchable table: its own name, the table that it indexes, and the columns."""

    name: str
    of: str
    columns: tuple[str, ...]


ARTICLES = Index("article_search", "articles", ("title", "text"))
STATEMENTS = Index("statement_search", "statements", ("source", "words"))


def create(connection: Connection, index: Index) -> None:
    """Make the index, in a migration."""
    if connection.dialect.name == "sqlite":
        connection.execute(
            text(
                f"CREATE VIRTUAL TABLE {index.name} USING fts5({', '.join(index.columns)}, content='{index.of}', "
                "content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
            )
        )
        return
    connection.execute(
        text(f"CREATE TABLE {index.name} (id BIGINT PRIMARY KEY REFERENCES {index.of} (id), search tsvector NOT NULL)")
    )
    connection.execute(text(f"CREATE INDEX {index.name}_gin ON {index.name} USING gin (search)"))


def put(connection: Connection, index: Index, rows: Sequence[dict[str, Any]]) -> None:
    """Index rows; each has ``id`` and the columns."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        columns, values = ", ".join(index.columns), ", ".join(f":{c}" for c in index.columns)
        sql = f"INSERT INTO {index.name} (rowid, {columns}) VALUES (:id, {values})"
        connection.execute(text(sql), [_spelled(index, r) for r in rows])
        return
    folded = [{"id": r["id"], "folded": _cut(fold(" ".join(r[c] for c in index.columns)))} for r in rows]
    sql = f"INSERT INTO {index.name} (id, search) VALUES (:id, to_tsvector('simple', :folded))"
    connection.execute(text(sql), folded)


def drop(connection: Connection, index: Index, rows: Sequence[dict[str, Any]]) -> None:
    """Take rows out of the index, as they were put in."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        columns, values = ", ".join(index.columns), ", ".join(f":{c}" for c in index.columns)
        sql = f"INSERT INTO {index.name} ({index.name}, rowid, {columns}) VALUES ('delete', :id, {values})"
        connection.execute(text(sql), [_spelled(index, r) for r in rows])
        return
    connection.execute(text(f"DELETE FROM {index.name} WHERE id = :id"), [{"id": r["id"]} for r in rows])


def find(connection: Connection, index: Index, query: str, limit: int, offset: int = 0) -> list[int]:
    """The ids of the rows that hold all the words of a query, best first; "several words" are looked for as such."""
    phrases = parse(query)
    if not phrases:
        return []
    if connection.dialect.name == "sqlite":
        asked = " ".join(f'"{" ".join(words)}"' for words in phrases)
        sql = f"SELECT rowid FROM {index.name} WHERE {index.name} MATCH :asked ORDER BY rank, rowid DESC"
    else:
        asked = " & ".join(f"({' <-> '.join(words)})" for words in phrases)
        sql = (
            f"SELECT id FROM {index.name} WHERE search @@ to_tsquery('simple', :asked) "
            "ORDER BY ts_rank(search, to_tsquery('simple', :asked)) DESC, id DESC"
        )
    found = connection.execute(
        text(f"{sql} LIMIT :limit OFFSET :offset"), {"asked": asked, "limit": limit, "offset": offset}
    )
    return [int(row[0]) for row in found]


def parse(query: str) -> list[list[str]]:
    """A query as phrases of folded words; what is not in quotation marks is a phrase a word."""
    straight = re.sub(r"[«»“”]", '"', query[:500])
    phrases = []
    for quoted, word in _PIECE.findall(straight):
        words = fold(quoted or word).split()
        phrases += [words] if quoted and words else [[w] for w in words]
    return phrases[:32]


def _spelled(index: Index, row: dict[str, Any]) -> dict[str, Any]:
    """A row as FTS5 gets it: it folds accents, but not ligatures."""
    return {"id": row["id"], **{c: row[c].translate(_LIGATURES) for c in index.columns}}


def _cut(folded: str) -> str:
    """As much as PostgreSQL indexes: a tsvector holds a megabyte at most."""
    return folded[:400_000]
