"""What each side asks, offers, refuses: the positions that the newest acts make up."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, and_, select

from pourparlers.i18n import N_
from pourparlers.linking.names import name_key
from pourparlers.linking.positions import ActLine, Doer, Position, Stance, positions
from pourparlers.record import Span
from pourparlers.store import Store
from pourparlers.store.engine import reading
from pourparlers.store.tables import act_parties, acts, articles
from pourparlers.store.views import state_code

MOST = 500
"""Acts gathered at a time, the newest; a span of days reaches the older ones."""

STANCES: dict[Stance, str] = {
    "asks": N_("asks"),
    "for": N_("is for"),
    "against": N_("is against"),
    "accuses": N_("accuses"),
    "acts against": N_("acts against"),
}
"""What a stance is called."""


def gathered(
    store: Store,
    who: str | None = None,
    with_: str | None = None,
    since: str | None = None,
    until: str | None = None,
    most: int = MOST,
) -> list[Position]:
    """The positions of ``who`` towards ``with_`` (names or states), the last spoken of first."""
    with reading(store.engine) as connection:
        return positions(_lines(connection, _newest(connection, who, with_, since, until, most)))


def _newest(
    connection: Connection, who: str | None, with_: str | None, since: str | None, until: str | None, most: int
) -> list[str]:
    """The ids of the newest acts: each row of the parties has its act's day, so that few rows are looked at."""
    named = [(role, name) for role, name in (("actor", who), ("recipient", with_)) if name]
    tables = [act_parties.alias() for _ in named]
    first: FromClause = tables[0] if tables else acts
    key, day = (first.c.act if tables else first.c.id), first.c.said_on
    query = select(key, day).distinct().order_by(day.desc(), key).limit(most)
    for (role, name), table in zip(named, tables, strict=True):
        query = query.where(table.c.role == role, _is(table, name))
        query = query.where(table.c.act == first.c.act) if table is not first else query
    query = query.where(day >= since) if since else query
    query = query.where(day <= until) if until else query
    return [row[0] for row in connection.execute(query)]


def _is(party: FromClause, name: str) -> ColumnElement[bool]:
    code = state_code(name)
    if code:
        return party.c.country == code
    words = name_key(name).split() or [""]
    return and_(party.c.family == words[-1], party.c.key.contains(words[0], autoescape=True))


def _lines(connection: Connection, ids: list[str]) -> list[ActLine]:
    """Acts with their parties and articles."""
    parties: dict[tuple[str, str], list[Doer]] = defaultdict(list)
    for p in connection.execute(select(act_parties).where(act_parties.c.act.in_(ids)).order_by(act_parties.c.nth)):
        parties[p.act, p.role].append(Doer(p.name, p.country))
    query = select(acts, articles.c.doc_id, articles.c.publisher, articles.c.url)
    query = query.join(articles, articles.c.id == acts.c.article).where(acts.c.id.in_(ids))
    return [_line(row, parties[row.id, "actor"], parties[row.id, "recipient"]) for row in connection.execute(query)]


def _line(row: Row[Any], actors: list[Doer], recipients: list[Doer]) -> ActLine:
    return ActLine(
        act=row.id,
        article=row.article,
        document=row.doc_id,
        on=row.said_on,
        type=row.type,
        actors=tuple(actors),
        recipients=tuple(recipients),
        object=row.object,
        polarity=row.polarity,
        certainty=row.certainty,
        hearsay=bool(row.hearsay),
        source=row.source,
        source_kind=row.source_kind,
        country=row.country,
        outlet=row.publisher or "",
        url=row.url,
        evidence=Span(start=row.start, end=row.end, text=row.words),
    )
