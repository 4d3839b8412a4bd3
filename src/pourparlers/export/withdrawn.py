"""What stood in the store and stands no more: what an update must take out again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from pourparlers.export.wanted import Wanted
from pourparlers.linking.mentions import mentions_of
from pourparlers.record import Record
from pourparlers.store.tables import articles, mentions, talks

Row = dict[str, Any]


def withdrawals(connection: Connection, wanted: Wanted) -> Iterator[Row]:
    """Ids that stand no more since the moment asked for, whatever the other filters say.

    A meeting of an article bears the id of the talk that it would be alone, so the id of every meeting in a talk other
    than the talk's own is one that gave way to the talk's. An article that gave way to a newer version takes its acts,
    statements and meetings with it.
    """
    since = wanted.filters.changed_since or ""
    yield from _joined(connection, since)
    yield from _superseded(connection, since)


def _joined(connection: Connection, since: str) -> Iterator[Row]:
    query = select(mentions.c.uid, mentions.c.talk, talks.c.changed).join(talks, talks.c.id == mentions.c.talk)
    query = query.where(mentions.c.uid != mentions.c.talk, talks.c.changed >= since)
    for uid, talk, changed in connection.execute(query.order_by(mentions.c.uid)):
        yield _row("talk", uid, talk, changed)


def _superseded(connection: Connection, since: str) -> Iterator[Row]:
    newer = articles.alias()
    query = select(articles.c.id, articles.c.sha256, articles.c.record, newer.c.id, newer.c.added)
    query = query.join(newer, newer.c.id == articles.c.superseded_by).where(newer.c.added >= since)
    query = query.order_by(articles.c.id).execution_options(yield_per=100)
    for number, sha256, record, by, added in connection.execute(query):
        yield _row("article", str(number), str(by), added)
        for act in json.loads(record)["acts"]:
            yield _row("act", f"{sha256[:16]}.{act['id']}", None, added)
        for mention, _ in mentions_of(Record.model_validate_json(record)):
            yield _row("talk", mention.uid, None, added)


def _row(kind: str, item: str, by: str | None, moment: str) -> Row:
    return {"kind": kind, "id": item, "replaced_by": by, "withdrawn_at": moment}
