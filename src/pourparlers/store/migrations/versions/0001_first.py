"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from pourparlers.store import search

revision = "0001"
down_revision = None


def upgrade() -> None:
    """From an empty database to this schema."""
    op.create_table(
        "facts",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "articles",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("added", sa.String(length=32), nullable=False),
        sa.Column("superseded_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["superseded_by"],
            ["articles.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256"),
    )
    op.create_index("articles_doc_id", "articles", ["doc_id"], unique=False)
    op.create_index("articles_published", "articles", ["published"], unique=False)
    op.create_index("articles_url", "articles", ["url"], unique=False)
    op.create_table(
        "asked_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("key", "day", "uid"),
        sqlite_with_rowid=False,
    )
    op.create_index("asked_uid", "asked_keys", ["uid"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=True),
        sa.Column("undoes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["undoes"],
            ["judgements.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "retired_mentions",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("uid", sa.String(length=16), nullable=False),
        sa.Column("features", sa.Text(), nullable=False),
        sa.Column("talk", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("retired_talk", "retired_mentions", ["talk"], unique=False)
    op.create_table(
        "talk_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("talk", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("key", "last", "talk"),
        sqlite_with_rowid=False,
    )
    op.create_index("talk_keys_talk", "talk_keys", ["talk"], unique=False)
    op.create_table(
        "talk_words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("last_day", sa.String(length=10), nullable=False),
        sa.Column("talk", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("word", "last_day", "talk"),
        sqlite_with_rowid=False,
    )
    op.create_index("talk_words_talk", "talk_words", ["talk"], unique=False)
    op.create_table(
        "talks",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("date_end", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("machine_status", sa.String(length=12), nullable=False),
        sa.Column("corrected_by", sa.Text(), nullable=True),
        sa.Column("first_day", sa.String(length=10), nullable=False),
        sa.Column("last_day", sa.String(length=10), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("contradictions", sa.Integer(), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("changed", sa.String(length=32), nullable=False),
        sa.Column("first_order", sa.Text(), nullable=False),
        sa.Column("last_order", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("found_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("talks_changed", "talks", ["changed"], unique=False)
    op.create_index(
        "talks_contradicted",
        "talks",
        ["last_day"],
        unique=False,
        sqlite_where=sa.text("contradictions > 0"),
        postgresql_where=sa.text("contradictions > 0"),
    )
    op.create_index("talks_kind", "talks", ["kind", "last_day"], unique=False)
    op.create_index("talks_last", "talks", ["last"], unique=False)
    op.create_index("talks_last_day", "talks", ["last_day", "id"], unique=False)
    op.create_index("talks_status", "talks", ["status", "last_day"], unique=False)
    op.create_table(
        "acts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("said_on", sa.String(length=10), nullable=False),
        sa.Column("polarity", sa.String(length=8), nullable=False),
        sa.Column("certainty", sa.String(length=8), nullable=False),
        sa.Column("hearsay", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_kind", sa.String(length=12), nullable=True),
        sa.Column("country", sa.String(length=4), nullable=False),
        sa.Column("object", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("acts_article", "acts", ["article"], unique=False)
    op.create_index("acts_day", "acts", ["said_on"], unique=False)
    op.create_table(
        "copies",
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.id"],
        ),
        sa.PrimaryKeyConstraint("article", "url", "publisher", "published", "doc_id"),
    )
    op.create_table(
        "judgement_anchors",
        sa.Column("judgement", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.String(length=5), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=24), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(
            ["judgement"],
            ["judgements.number"],
        ),
        sa.PrimaryKeyConstraint("judgement", "role", "nth"),
    )
    op.create_index("anchors_item", "judgement_anchors", ["item"], unique=False)
    op.create_index("anchors_sha256", "judgement_anchors", ["sha256"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("uid", sa.String(length=16), nullable=False),
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("fullness", sa.Integer(), nullable=False),
        sa.Column("features", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("settled", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("talk", sa.String(length=16), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.id"],
        ),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index("mentions_article", "mentions", ["article"], unique=False)
    op.create_index("mentions_talk", "mentions", ["talk"], unique=False)
    op.create_index(
        "mentions_unsettled",
        "mentions",
        ["day"],
        unique=False,
        sqlite_where=sa.text("NOT settled"),
        postgresql_where=sa.text("NOT settled"),
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("attribution", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_key", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.String(length=12), nullable=False),
        sa.Column("country", sa.String(length=4), nullable=False),
        sa.Column("form", sa.String(length=8), nullable=False),
        sa.Column("said_on", sa.String(length=10), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("statements_article", "statements", ["article"], unique=False)
    op.create_index("statements_family", "statements", ["family", "said_on"], unique=False)
    op.create_table(
        "act_parties",
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=4), nullable=False),
        sa.Column("person", sa.Boolean(), nullable=False),
        sa.Column("said_on", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["act"],
            ["acts.id"],
        ),
        sa.PrimaryKeyConstraint("act", "role", "nth"),
    )
    op.create_index("act_parties_country", "act_parties", ["country", "said_on"], unique=False)
    op.create_index("act_parties_family", "act_parties", ["family", "said_on"], unique=False)
    op.create_table(
        "reports",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("mention", sa.String(length=16), nullable=False),
        sa.Column("said_on", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_kind", sa.String(length=12), nullable=True),
        sa.Column("country", sa.String(length=4), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mention"],
            ["mentions.uid"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("reports_mention", "reports", ["mention"], unique=False)
    for index in (search.ARTICLES, search.STATEMENTS):
        search.create(op.get_bind(), index)
