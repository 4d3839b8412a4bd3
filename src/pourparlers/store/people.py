"""Acts, statements and contacts of those who act: what the pages of an actor and the map of contacts show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from pourparlers.linking.names import name_key
from pourparlers.linking.positions import ActLine, Doer
from pourparlers.record import Span
from pourparlers.store import search
from pourparlers.store.tables import act_parties, acts, articles, statements, talk_words, talks
from pourparlers.store.views import state_code
from pourparlers.vocabulary import Form, SourceKind

MOST = 5_000
"""Acts gathered into positions at a time, the newest."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source said, in one article; ``words`` joins the stretches of its text between start and end."""

    id: int
    article: int
    document: str
    attribution: str
    source: str
    source_kind: SourceKind
    country: str
    form: Form
    on: str
    start: int
    end: int
    words: str
    outlet: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Contact:
    """Two states and how many talks they shared."""

    first: str
    second: str
    talks: int


def act_lines(
    connection: Connection,
    who: str | None,
    with_: str | None,
    since: str | None,
    until: str | None,
    limit: int = MOST,
) -> list[ActLine]:
    """The acts by ``who`` to ``with_`` (names or states), said between two days, the newest so many."""
    query = select(acts.c.id)
    for role, name in (("actor", who), ("recipient", with_)):
        if name:
            named = _named(select(act_parties.c.act).where(act_parties.c.role == role), name)
            query = query.where(acts.c.id.in_(named))
    query = query.where(acts.c.said_on >= since) if since else query
    query = query.where(acts.c.said_on <= until) if until else query
    chosen = query.order_by(acts.c.said_on.desc(), acts.c.id).limit(limit).subquery()
    columns = (acts, articles.c.doc_id, articles.c.publisher, articles.c.url)
    of_acts = select(*columns).join(chosen, chosen.c.id == acts.c.id).join(articles, articles.c.id == acts.c.article)
    parties: dict[str, dict[str, list[Doer]]] = defaultdict(lambda: defaultdict(list))
    of_parties = select(act_parties).join(chosen, chosen.c.id == act_parties.c.act).order_by(act_parties.c.nth)
    for p in connection.execute(of_parties):
        parties[p.act][p.role].append(Doer(p.name, p.country))
    return [_act_line(row, parties[row.id]) for row in connection.execute(of_acts)]


def _named(query: Select[Any], name: str) -> Select[Any]:
    code = state_code(name)
    if code:
        return query.where(act_parties.c.country == code)
    words = name_key(name).split()
    query = query.where(act_parties.c.family == (words[-1] if words else ""))
    return query.where(act_parties.c.key.contains(words[0])) if len(words) > 1 else query


def _act_line(row: Row[Any], parties: dict[str, list[Doer]]) -> ActLine:
    return ActLine(
        act=row.id,
        article=row.article,
        document=row.doc_id,
        on=row.said_on,
        type=row.type,
        actors=tuple(parties["actor"]),
        recipients=tuple(parties["recipient"]),
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


_STATEMENT = (statements, articles.c.doc_id, articles.c.publisher, articles.c.url)


def statements_by(connection: Connection, name: str, country: str | None, limit: int, offset: int) -> list[Statement]:
    """What somebody said, the newest first."""
    key = name_key(name)
    query = select(*_STATEMENT).join(articles, articles.c.id == statements.c.article)
    query = query.where(statements.c.family == (key.split()[-1] if key else ""))
    query = query.where(statements.c.country == country) if country else query
    query = query.order_by(statements.c.said_on.desc(), statements.c.id.desc()).limit(limit).offset(offset)
    return [_statement(row) for row in connection.execute(query)]


def find_statements(connection: Connection, words: str, limit: int, offset: int) -> list[Statement]:
    """The statements that hold all the words, best first."""
    ids = search.find(connection, search.STATEMENTS, words, limit, offset)
    query = select(*_STATEMENT).join(articles, articles.c.id == statements.c.article).where(statements.c.id.in_(ids))
    found = {row.id: _statement(row) for row in connection.execute(query)}
    return [found[i] for i in ids if i in found]


def _statement(row: Row[Any]) -> Statement:
    return Statement(
        id=row.id,
        article=row.article,
        document=row.doc_id,
        attribution=row.attribution,
        source=row.source,
        source_kind=row.source_kind,
        country=row.country,
        form=row.form,
        on=row.said_on,
        start=row.start,
        end=row.end,
        words=row.words,
        outlet=row.publisher or "",
        url=row.url,
    )


def contacts(connection: Connection, since: str | None, until: str | None) -> list[Contact]:
    """Pairs of states with the number of their talks last spoken of between two days, the most first."""
    a, b = talk_words.alias(), talk_words.alias()
    query = (
        select(a.c.word, b.c.word, func.count())
        .join(b, (b.c.talk == a.c.talk) & (b.c.word > a.c.word))
        .where(a.c.word.like("country:%"), b.c.word.like("country:%"))
        .group_by(a.c.word, b.c.word)
        .order_by(func.count().desc(), a.c.word, b.c.word)
    )
    query = query.where(a.c.last_day >= since) if since else query
    query = query.where(a.c.last_day <= until) if until else query
    return [Contact(x.partition(":")[2], y.partition(":")[2], n) for x, y, n in connection.execute(query)]


def outlets(connection: Connection) -> list[tuple[str, int]]:
    """The outlets with the number of their articles, the most first."""
    query = select(articles.c.publisher, func.count()).where(articles.c.publisher.is_not(None))
    query = query.group_by(articles.c.publisher).order_by(func.count().desc(), articles.c.publisher)
    return [(name, n) for name, n in connection.execute(query)]


def counts(connection: Connection) -> dict[str, int]:
    """How many articles, statements, acts and talks there are."""
    tables = {"articles": articles, "statements": statements, "acts": acts, "talks": talks}
    return {
        name: int(connection.execute(select(func.count()).select_from(t)).scalar_one()) for name, t in tables.items()
    }
