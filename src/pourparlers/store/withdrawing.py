"""Remembering which ids stand no more, so that whoever keeps a copy can take them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from pourparlers.store.shelf import MANY
from pourparlers.store.stamps import now
from pourparlers.store.tables import acts, mentions, reports, statements, withdrawn

Kind = Literal["talk", "report", "article", "statement", "act"]

Item = tuple[Kind, str]
"""A kind and an id, as exports have it."""


def withdraw(connection: Connection, kind: Kind, ids: Iterable[str], dates: Mapping[str, str | None] = {}) -> None:
    """Note that ids stand no more from now on; ``dates``: what was the date of the talks that had one."""
    at = now()
    gone = sorted(set(ids))
    restore(connection, kind, gone)
    if gone:
        connection.execute(insert(withdrawn), [{"kind": kind, "id": i, "at": at, "date": dates.get(i)} for i in gone])


def restore(connection: Connection, kind: Kind, ids: Iterable[str]) -> None:
    """Note that ids stand (again)."""
    for part in _parts(sorted(set(ids))):
        connection.execute(delete(withdrawn).where(withdrawn.c.kind == kind, withdrawn.c.id.in_(part)))


def given_by(connection: Connection, number: int) -> set[Item]:
    """What an article's record gives: its reports, statements and acts."""
    of_mentions = select(reports.c.id).join(mentions, mentions.c.uid == reports.c.mention)
    found: set[Item] = {
        ("report", i) for i in connection.execute(of_mentions.where(mentions.c.article == number)).scalars()
    }
    said = select(statements.c.attribution).where(statements.c.article == number)
    found |= {("statement", f"{number}.{attribution}") for attribution in connection.execute(said).scalars()}
    done = select(acts.c.id).where(acts.c.article == number)
    return found | {("act", i) for i in connection.execute(done).scalars()}


def changed(connection: Connection, before: set[Item], after: set[Item]) -> None:
    """Note what stood before and does not after, and what stands again."""
    for kind in ("report", "statement", "act"):
        withdraw(connection, kind, (i for k, i in before - after if k == kind))
        restore(connection, kind, (i for k, i in after - before if k == kind))


def _parts(items: list[str]) -> Iterator[list[str]]:
    return (items[n : n + MANY] for n in range(0, len(items), MANY))
