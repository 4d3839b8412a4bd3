"""Copies: one text printed in several places, and texts so alike that one is a copy of the other."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, TextClause, delete, insert, select, text, update

from pourparlers.record import Article
from pourparlers.sources.duplicates import CANDIDATES, Known, sampled
from pourparlers.store.stamps import now
from pourparlers.store.tables import articles, copies, reprinted, sampled_runs

MOST = 200
"""Texts of a day looked at for one run of words; what more share (a paper's own notice) tells nothing."""

Place = dict[str, str]
"""Where and when a text was printed, as a row of ``copies`` has it."""


def place_of(doc_id: str, url: str | None, publisher: str | None, published: dt.date | None) -> Place:
    """Where and when a text was printed."""
    day = published.isoformat() if published else ""
    return {"url": url or "", "publisher": publisher or "", "published": day, "doc_id": doc_id}


def put_copy(connection: Connection, number: int, place: Place, *, first: bool = False) -> bool:
    """Keep where an article was printed; False if that was known. ``first``: the article itself is new."""
    match = [copies.c[name] == value for name, value in place.items()]
    known = select(copies.c.article).where(copies.c.article == number, *match)
    if not first and connection.execute(known).first() is not None:
        return False
    connection.execute(insert(copies).values({"article": number, **place}))
    if not first:
        connection.execute(update(articles).where(articles.c.id == number).values(changed=now()))
        if connection.execute(select(reprinted.c.article).where(reprinted.c.article == number)).first() is None:
            connection.execute(insert(reprinted).values(article=number))
    return True


def add_copy(connection: Connection, sha256: str, article: Article) -> bool | None:
    """Keep another place in which a text of the store was printed; None if the text is not there."""
    number = connection.execute(select(articles.c.id).where(articles.c.sha256 == sha256)).scalar()
    if number is None:
        return None
    return put_copy(connection, number, place_of(article.id, article.url, article.publisher, article.published))


def outlets(connection: Connection, numbers: Sequence[int]) -> dict[int, set[str]]:
    """By article: the outlets that printed it."""
    found: dict[int, set[str]] = defaultdict(set)
    query = select(copies.c.article, copies.c.publisher).where(copies.c.article.in_(numbers), copies.c.publisher != "")
    for article, outlet in connection.execute(query):
        found[article].add(outlet)
    return found


def put_runs(connection: Connection, number: int, published: str | None, words: str) -> None:
    """Have an article found by a sample of its runs of words."""
    rows = [{"day": _day(published), "run": run, "article": number} for run in sampled(words)]
    if rows:
        connection.execute(insert(sampled_runs), rows)


def drop_runs(connection: Connection, number: int, published: str | None, words: str) -> None:
    """Have it found no more."""
    mine = sampled_runs.c.day == _day(published), sampled_runs.c.article == number
    connection.execute(delete(sampled_runs).where(*mine, sampled_runs.c.run.in_(sampled(words))))


def _day(published: str | None) -> int:
    return dt.date.fromisoformat(published).toordinal() if published else 0


def alike(connection: Connection, day: dt.date | None, runs: Sequence[int]) -> list[tuple[Known, int]]:
    """The texts of a day (None: of those without one) that share the most of some runs, with how many they share."""
    asked = {"day": day.toordinal() if day else 0, "most": MOST, **{f"r{n}": run for n, run in enumerate(runs)}}
    shared = Counter(connection.execute(_sharing(len(runs)), asked).scalars()) if runs else Counter[int]()
    if not shared:
        return []
    best = dict(shared.most_common(CANDIDATES))
    standing = articles.c.id.in_(list(best)), articles.c.superseded_by.is_(None)
    found = select(articles.c.id, articles.c.sha256, articles.c.text, articles.c.url).where(*standing)
    return [(Known(row.sha256, row.text, row.url), best[row.id]) for row in connection.execute(found)]


@cache
def _sharing(runs: int) -> TextClause:
    """The query for the texts of a day that have one of so many runs, once for each that they have."""
    one = "SELECT article FROM (SELECT article FROM sampled_runs WHERE day = :day AND run = :r{n} LIMIT :most) AS s{n}"
    return text(" UNION ALL ".join(one.format(n=n) for n in range(runs)))
