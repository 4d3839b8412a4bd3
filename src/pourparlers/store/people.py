"""Acts, statements and contacts of those who act: what the pages of an actor and the map of contacts show."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, and_, func, select

from pourparlers.linking.names import name_key
from pourparlers.linking.positions import ActLine, Doer
from pourparlers.record import Span
from pourparlers.store import search
from pourparlers.store.shelf import MANY
from pourparlers.store.tables import act_parties, acts, articles, statements, talk_words, talks
from pourparlers.store.views import state_code
from pourparlers.vocabulary import Form, SourceKind

MOST = 5_000
"""Acts gathered into positions at a time, the newest."""

STATE = "country:"
"""What the words of talks that are states begin with."""


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
    connection: Connection, who: str | None, with_: str | None, since: str | None, until: str | None, most: int | None
) -> list[ActLine]:
    """The acts by ``who`` to ``with_`` (names or states), said between two days: the newest so many, in that order."""
    ids = _newest_acts(connection, who, with_, since, until, most)
    parties: dict[str, dict[str, list[Doer]]] = defaultdict(lambda: defaultdict(list))
    found = []
    for n in range(0, len(ids), MANY):
        part = ids[n : n + MANY]
        of_parties = select(act_parties).where(act_parties.c.act.in_(part)).order_by(act_parties.c.nth)
        for p in connection.execute(of_parties):
            parties[p.act][p.role].append(Doer(p.name, p.country))
        of_acts = select(acts, articles.c.doc_id, articles.c.publisher, articles.c.url)
        of_acts = of_acts.join(articles, articles.c.id == acts.c.article).where(acts.c.id.in_(part))
        rows = {row.id: row for row in connection.execute(of_acts)}
        found += [_act_line(rows[i], parties[i]) for i in part]
    return found


def _newest_acts(
    connection: Connection, who: str | None, with_: str | None, since: str | None, until: str | None, most: int | None
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
    """A party by its name, or part of it, or by its state."""
    code = state_code(name)
    if code:
        return party.c.country == code
    words = name_key(name).split() or [""]
    return and_(party.c.family == words[-1], party.c.key.contains(words[0], autoescape=True))


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


def statements_by(
    connection: Connection, name: str | None, country: str | None, limit: int | None, offset: int
) -> list[Statement]:
    """What somebody said, the newest first."""
    query = select(*_STATEMENT).join(articles, articles.c.id == statements.c.article)
    if name is not None:
        key = name_key(name)
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
    """Pairs of states with the number of their talks last spoken of between two days, the most first.

    All states of all talks are read in one sweep and paired here: a join in the database takes far longer.
    """
    query = select(talk_words.c.word, talk_words.c.talk).where(talk_words.c.word.startswith(STATE))
    query = query.where(talk_words.c.last_day >= since) if since else query
    query = query.where(talk_words.c.last_day <= until) if until else query
    states: dict[str, list[str]] = defaultdict(list)
    for word, talk in connection.execute(query):
        states[talk].append(word[len(STATE) :])
    shared: Counter[tuple[str, str]] = Counter()
    for codes in states.values():
        shared.update(combinations(sorted(codes), 2))
    return sorted((Contact(a, b, n) for (a, b), n in shared.items()), key=lambda c: (-c.talks, c.first, c.second))


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
