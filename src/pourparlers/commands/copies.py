"""Copies in the store: one text printed in several places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from pourparlers.sources.duplicates import Known
from pourparlers.store.engine import reading, writing
from pourparlers.store.tables import articles, copies

if TYPE_CHECKING:
    from pourparlers.record import Article
    from pourparlers.store import Store


def texts_of(store: Store, day: dt.date | None) -> Iterator[Known]:
    """The texts published on a day (None: those without one) that no newer version took the place of."""
    when = articles.c.published.is_(None) if day is None else articles.c.published == day.isoformat()
    query = select(articles.c.sha256, articles.c.text, articles.c.url).where(when, articles.c.superseded_by.is_(None))
    with reading(store.engine) as connection:
        found = connection.execute(query).all()
    yield from (Known(row.sha256, row.text, row.url) for row in found)


def read_by(store: Store, sha256: str) -> str | None:
    """The name of the reader that read a text; None if the text is not there."""
    with reading(store.engine) as connection:
        return connection.execute(select(articles.c.reader).where(articles.c.sha256 == sha256)).scalar()


def printed_at(store: Store, url: str) -> bool:
    """Is there a text from this address?"""
    with reading(store.engine) as connection:
        return connection.execute(select(copies.c.article).where(copies.c.url == url).limit(1)).first() is not None


def add_copy(store: Store, sha256: str, article: Article) -> bool:
    """Keep another place in which a text of the store was printed; False if it was known already."""
    with writing(store.engine) as connection:
        number = connection.execute(select(articles.c.id).where(articles.c.sha256 == sha256)).scalar_one()
        values = {
            "article": number,
            "url": article.url or "",
            "publisher": article.publisher or "",
            "published": article.published.isoformat() if article.published else "",
            "doc_id": article.id,
        }
        match = [copies.c[name] == value for name, value in values.items()]
        if connection.execute(select(copies.c.article).where(*match)).first() is not None:
            return False
        connection.execute(insert(copies).values(values))
        return True
