"""Changes and withdrawals, outlets of copies, texts found by their likeness."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from pourparlers.linking.mentions import mentions_of
from pourparlers.record import Record
from pourparlers.sources.duplicates import sampled

revision = "0002"
down_revision = "0001"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_PAGE = 500


def upgrade() -> None:
    """From the first schema; what is in the store stays, and is given the new columns."""
    op.add_column("articles", sa.Column("changed", sa.String(length=32), server_default="", nullable=False))
    op.execute("UPDATE articles SET changed = added")
    op.create_index("articles_changed", "articles", ["changed"], unique=False)
    op.create_index("copies_url", "copies", ["url"], unique=False)
    op.add_column("talks", sa.Column("outlets", sa.Integer(), server_default="0", nullable=False))
    _outlets()
    op.create_table(
        "withdrawn",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "id"),
    )
    op.create_index("withdrawn_at", "withdrawn", ["at", "kind", "id"], unique=False)
    _withdrawn()
    op.create_table(
        "sampled_runs",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("run", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", _NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("day", "run", "article"),
        sqlite_with_rowid=False,
    )
    _runs()
    # What people split off goes to no third talk any more: it is looked at again.
    split = "SELECT a.item FROM judgement_anchors a JOIN judgements j ON j.number = a.judgement WHERE j.kind = 'split'"
    op.execute(f"UPDATE mentions SET settled = false WHERE uid IN ({split})")


def _outlets() -> None:
    """How many outlets each talk has; talks of articles printed twice are worked out anew, when they are linked."""
    printed = "SELECT count(DISTINCT c.publisher) FROM mentions m JOIN copies c ON c.article = m.article"
    op.execute(f"UPDATE talks SET outlets = ({printed} WHERE m.talk = talks.id AND c.publisher <> '')")
    op.create_table(
        "reprinted_articles",
        sa.Column("article", _NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"]),
        sa.PrimaryKeyConstraint("article"),
    )
    op.execute("INSERT INTO reprinted_articles SELECT article FROM copies GROUP BY article HAVING count(*) > 1")


def _withdrawn() -> None:
    """The meetings that gave way to the talk that they are in; what newer versions of articles took the place of."""
    joined = "FROM mentions m JOIN talks t ON t.id = m.talk WHERE m.uid <> m.talk"
    op.execute(f"INSERT INTO withdrawn (kind, id, at) SELECT 'talk', m.uid, t.changed {joined}")
    replaced = "SELECT o.id, o.sha256, o.record, n.added FROM articles o JOIN articles n ON n.id = o.superseded_by"
    for row in _rows(f"{replaced} WHERE o.id > :last ORDER BY o.id"):
        gone = [("article", str(row.id)), *_given_by(row.id, row.sha256, row.record)]
        values = [{"kind": kind, "id": item, "at": row.added} for kind, item in gone]
        op.get_bind().execute(sa.text("INSERT INTO withdrawn (kind, id, at) VALUES (:kind, :id, :at)"), values)


def _given_by(number: int, sha256: str, record: str) -> Iterator[tuple[str, str]]:
    given = json.loads(record)
    yield from (("act", f"{sha256[:16]}.{act['id']}") for act in given["acts"])
    said = (a for a in given["attributions"] if a["source"] and a["content"])
    yield from (("statement", f"{number}.{a['id']}") for a in said)
    for mention, meeting in mentions_of(Record.model_validate(given)):
        yield "talk", mention.uid
        reports = len(meeting.reports) or len(meeting.mentions[:1])
        yield from (("report", f"{mention.uid}.{n}") for n in range(reports))


def _runs() -> None:
    for row in _rows("SELECT id, published, text FROM articles WHERE superseded_by IS NULL AND id > :last ORDER BY id"):
        day = dt.date.fromisoformat(row.published).toordinal() if row.published else 0
        values = [{"day": day, "run": run, "article": row.id} for run in sampled(row.text)]
        if values:
            insert = sa.text("INSERT INTO sampled_runs (day, run, article) VALUES (:day, :run, :article)")
            op.get_bind().execute(insert, values)


def _rows(query: str) -> Iterator[Any]:
    """The rows of a query in the order of their ids, a page at a time."""
    last = 0
    while rows := op.get_bind().execute(sa.text(f"{query} LIMIT {_PAGE}"), {"last": last}).all():
        yield from rows
        last = rows[-1].id
