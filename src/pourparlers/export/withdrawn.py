"""What stood in the store and stands no more: what an update must take out again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Connection, select

from pourparlers.export.wanted import Wanted
from pourparlers.store import views
from pourparlers.store.tables import articles, mentions, talks, withdrawn
from pourparlers.store.withdrawing import Kind

Row = dict[str, Any]

PAGE = 1_000
"""Withdrawals in memory at a time."""


@dataclass(frozen=True, slots=True)
class Gone:
    """An id that stands no more since a moment, what stands for it now, and the date that it had, if it was a talk."""

    kind: Kind
    id: str
    at: str
    replaced_by: str | None
    date: str | None


def gone(connection: Connection, wanted: Wanted, kinds: Sequence[Kind] = ()) -> Iterator[Gone]:
    """What stands no more since the moment asked for, whatever the other filters say; of these kinds, or of all."""
    query = select(withdrawn).order_by(withdrawn.c.at, withdrawn.c.kind, withdrawn.c.id)
    query = query.where(withdrawn.c.kind.in_(kinds)) if kinds else query
    if wanted.filters.changed_since:
        query = query.where(withdrawn.c.at >= wanted.filters.changed_since)
    for page in connection.execute(query.execution_options(yield_per=PAGE)).partitions():
        uids = [row.id for row in page if row.kind == "talk"]
        instead: dict[tuple[str, str], str] = {}
        now_in = select(mentions.c.uid, mentions.c.talk).where(mentions.c.uid.in_(uids), mentions.c.talk.is_not(None))
        for uid, talk in connection.execute(now_in):
            instead["talk", uid] = talk
        numbers = [int(row.id) for row in page if row.kind == "article"]
        newer = select(articles.c.id, articles.c.superseded_by).where(articles.c.id.in_(numbers))
        for number, by in connection.execute(newer):
            instead["article", str(number)] = str(by)
        yield from (Gone(r.kind, r.id, r.at, instead.get((r.kind, r.id)), r.date) for r in page)


def _fit_no_more(connection: Connection, wanted: Wanted) -> Iterator[Gone]:
    """The talks that changed and that the filters of an update let through no more, if they ever did."""
    since = wanted.filters.changed_since
    if not since or wanted.talk is not None or not wanted.narrowed:
        return
    fitting = set(views.talk_ids(connection, wanted.filters, None, 0))
    query = select(talks.c.id, talks.c.changed, talks.c.date).where(talks.c.changed >= since)
    for row in connection.execute(query.order_by(talks.c.changed, talks.c.id)).all():
        if row.id not in fitting:
            yield Gone("talk", row.id, row.changed, None, row.date)


def withdrawals(connection: Connection, wanted: Wanted) -> Iterator[Row]:
    """The rows of the table of what stands no more, or in an update fits the filters no more."""
    for x in chain(gone(connection, wanted), _fit_no_more(connection, wanted)):
        yield {"kind": x.kind, "id": x.id, "replaced_by": x.replaced_by, "withdrawn_at": x.at}
