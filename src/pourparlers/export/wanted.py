"""What an export takes from the store, and the moment from which the next one can go on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select

from pourparlers.store import Store
from pourparlers.store.engine import reading
from pourparlers.store.tables import articles, talks, withdrawn
from pourparlers.store.views import Filters


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which talks (``filters``, or one by its id), and the language of what is said in words ("fr", "en").

    Acts and statements are those that the same filters let through by name, state, day and outlet. Formats that go
    article by article give the articles that speak of the talks, or without filters all. ``filters.changed_since``
    leaves only what changed at that moment or later.
    """

    filters: Filters = Filters()  # noqa: RUF009 (frozen)
    talk: str | None = None
    lang: str = "fr"

    @property
    def narrowed(self) -> bool:
        """Is anything asked for but what changed?"""
        return self.talk is not None or replace(self.filters, changed_since=None) != Filters()

    @property
    def talks_only(self) -> bool:
        """Does a filter speak of talks alone, so that acts and statements are left out?"""
        f = self.filters
        return self.talk is not None or f.kind is not None or f.status is not None or f.contradicted


@contextmanager
def snapshot(store: Store) -> Iterator[Connection]:
    """A connection that sees one state of the store, with all that is in it linked."""
    store.counts()
    with reading(store.engine) as connection:
        yield connection


def last_change(connection: Connection) -> str | None:
    """The newest change in the store; what comes later bears a later stamp, so an update can start from here."""
    columns = talks.c.changed, articles.c.changed, withdrawn.c.at
    stamps = [connection.execute(select(func.max(c))).scalar() for c in columns]
    return max((str(s) for s in stamps if s), default=None)


def moment(value: str) -> str:
    """A day or a moment as stamps in the store are written: in UTC, to the microsecond.

    Raises:
        ValueError: it is neither.
    """
    given = dt.datetime.fromisoformat(value.strip())
    utc = given.replace(tzinfo=dt.UTC) if given.tzinfo is None else given.astimezone(dt.UTC)
    return utc.isoformat(timespec="microseconds")
