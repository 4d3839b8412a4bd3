"""The tables of a store. Days are ISO dates as text, except ``day`` and ``last``, which linking counts with."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text, text
from sqlalchemy.types import BigInteger

metadata = MetaData()
_NUMBER = BigInteger().with_variant(Integer, "sqlite")

facts = Table(
    "facts",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("value", Text, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("doc_id", Text, nullable=False),
    Column("url", Text),
    Column("title", Text, nullable=False),
    Column("publisher", Text),
    Column("published", String(10)),
    Column("text", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("added", String(32), nullable=False),
    Column("superseded_by", _NUMBER, ForeignKey("articles.id")),
    Column("changed", String(32), nullable=False, server_default=""),
    Index("articles_url", "url"),
    Index("articles_published", "published"),
    Index("articles_doc_id", "doc_id"),
    Index("articles_changed", "changed"),
)

copies = Table(
    "copies",
    metadata,
    Column("article", _NUMBER, ForeignKey("articles.id"), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("publisher", Text, primary_key=True),
    Column("published", String(10), primary_key=True),
    Column("doc_id", Text, primary_key=True),
    Index("copies_url", "url"),
)

reprinted = Table(
    "reprinted_articles",
    metadata,
    Column("article", _NUMBER, ForeignKey("articles.id"), primary_key=True),
)

sampled_runs = Table(
    "sampled_runs",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("run", BigInteger, primary_key=True, autoincrement=False),
    Column("article", _NUMBER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

withdrawn = Table(
    "withdrawn",
    metadata,
    Column("kind", String(10), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("date", Text),
    Index("withdrawn_at", "at", "kind", "id"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("uid", String(16), primary_key=True),
    Column("article", _NUMBER, ForeignKey("articles.id"), nullable=False),
    Column("day", Integer, nullable=False),
    Column("fullness", Integer, nullable=False),
    Column("features", Text, nullable=False),
    Column("place", Text),
    Column("date", Text),
    Column("settled", Boolean, nullable=False, server_default=text("false")),
    Column("talk", String(16)),
    Column("score", Float),
    Column("reasons", Text),
    Index("mentions_article", "article"),
    Index("mentions_talk", "talk"),
    Index("mentions_unsettled", "day", sqlite_where=text("NOT settled"), postgresql_where=text("NOT settled")),
)

retired = Table(
    "retired_mentions",
    metadata,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("uid", String(16), nullable=False),
    Column("features", Text, nullable=False),
    Column("talk", String(16), nullable=False),
    Index("retired_talk", "talk"),
)

asked = Table(
    "asked_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("uid", String(16), primary_key=True),
    Index("asked_uid", "uid"),
    sqlite_with_rowid=False,
)

reports = Table(
    "reports",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("mention", String(16), ForeignKey("mentions.uid"), nullable=False),
    Column("said_on", String(10), nullable=False),
    Column("status", String(12), nullable=False),
    Column("source", Text),
    Column("source_kind", String(12)),
    Column("country", String(4), nullable=False),
    Column("date", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("cue", Text),
    Column("rule", Text, nullable=False),
    Index("reports_mention", "mention"),
)

talks = Table(
    "talks",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("place", Text),
    Column("date", Text),
    Column("date_end", String(10)),
    Column("status", String(12), nullable=False),
    Column("machine_status", String(12), nullable=False),
    Column("corrected_by", Text),
    Column("first_day", String(10), nullable=False),
    Column("last_day", String(10), nullable=False),
    Column("reports", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("contradictions", Integer, nullable=False),
    Column("card", Text, nullable=False),
    Column("changed", String(32), nullable=False),
    Column("first_order", Text, nullable=False),
    Column("last_order", Text, nullable=False),
    Column("last", Integer, nullable=False),
    Column("profile", Text, nullable=False),
    Column("found_by", Text, nullable=False),
    Column("outlets", Integer, nullable=False, server_default="0"),
    Index("talks_last_day", "last_day", "id"),
    Index("talks_status", "status", "last_day"),
    Index("talks_kind", "kind", "last_day"),
    Index(
        "talks_contradicted",
        "last_day",
        sqlite_where=text("contradictions > 0"),
        postgresql_where=text("contradictions > 0"),
    ),
    Index("talks_last", "last"),
    Index("talks_changed", "changed"),
)

talk_keys = Table(
    "talk_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("last", Integer, primary_key=True),
    Column("talk", String(16), primary_key=True),
    Index("talk_keys_talk", "talk"),
    sqlite_with_rowid=False,
)

talk_words = Table(
    "talk_words",
    metadata,
    Column("word", Text, primary_key=True),
    Column("last_day", String(10), primary_key=True),
    Column("talk", String(16), primary_key=True),
    Index("talk_words_talk", "talk"),
    sqlite_with_rowid=False,
)

statements = Table(
    "statements",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("article", _NUMBER, ForeignKey("articles.id"), nullable=False),
    Column("attribution", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("source_key", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("source_kind", String(12), nullable=False),
    Column("country", String(4), nullable=False),
    Column("form", String(8), nullable=False),
    Column("said_on", String(10), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Index("statements_article", "article"),
    Index("statements_family", "family", "said_on"),
)

acts = Table(
    "acts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("article", _NUMBER, ForeignKey("articles.id"), nullable=False),
    Column("type", String(12), nullable=False),
    Column("said_on", String(10), nullable=False),
    Column("polarity", String(8), nullable=False),
    Column("certainty", String(8), nullable=False),
    Column("hearsay", Boolean, nullable=False),
    Column("source", Text),
    Column("source_kind", String(12)),
    Column("country", String(4), nullable=False),
    Column("object", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Index("acts_article", "article"),
    Index("acts_day", "said_on"),
)

act_parties = Table(
    "act_parties",
    metadata,
    Column("act", String(32), ForeignKey("acts.id"), primary_key=True),
    Column("role", String(10), primary_key=True),
    Column("nth", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("country", String(4), nullable=False),
    Column("person", Boolean, nullable=False),
    Column("said_on", String(10), nullable=False),
    Index("act_parties_family", "family", "said_on"),
    Index("act_parties_country", "country", "said_on"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", _NUMBER, primary_key=True, autoincrement=True),
    Column("kind", String(8), nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("status", String(12)),
    Column("undoes", _NUMBER, ForeignKey("judgements.number")),
    Column("note", Text, nullable=False),
)

anchors = Table(
    "judgement_anchors",
    metadata,
    Column("judgement", _NUMBER, ForeignKey("judgements.number"), primary_key=True),
    Column("role", String(5), primary_key=True),
    Column("nth", Integer, primary_key=True),
    Column("item", String(24), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("status", String(12)),
    Index("anchors_item", "item"),
    Index("anchors_sha256", "sha256"),
)
