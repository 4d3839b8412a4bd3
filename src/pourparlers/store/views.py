"""What is asked of the store: lists of talks, a talk, articles, search, actors, contacts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal_column, select

from pourparlers.knowledge.tables import rows, values
from pourparlers.linking.names import fold, name_key
from pourparlers.linking.talks import HistoryLine, Participant, no_news
from pourparlers.store.errors import StoreError
from pourparlers.store.tables import articles, mentions, talk_words, talks
from pourparlers.vocabulary import STATUS, MeetingKind, SourceKind, Status


@dataclass(frozen=True, slots=True)
class Filters:
    """Which talks: every filter that is set must hold.

    ``who``, ``with_``: a name, or part of one, or a state by its name or code. ``outlet``: one that wrote of it, or
    ran a copy of an article that does.
    ``since``, ``until``: days between which it was last spoken of. ``changed_since``: a moment, as in ``changed``.
    """

    who: str | None = None
    with_: str | None = None
    country: str | None = None
    kind: MeetingKind | None = None
    status: Status | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    contradicted: bool = False
    changed_since: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """The last word on a talk: who said what, when, in which words."""

    on: str
    status: Status
    source: str | None
    source_kind: SourceKind | None
    country: str
    words: str
    outlet: str
    article: int


@dataclass(frozen=True, slots=True)
class TalkSummary:
    """A talk as a list shows it.

    ``spark``: day and status of each report of its last ninety days. ``outlets``: how many printed its articles,
    those that ran a copy among them.
    """

    id: str
    kind: MeetingKind
    participants: tuple[Participant, ...]
    place: str | None
    date: str | None
    status: Status
    first_day: str
    last_day: str
    reports: int
    sources: int
    articles: int
    contradictions: int
    last_word: Word
    spark: tuple[tuple[str, Status], ...]
    changed: str
    corrected_by: str | None = None
    no_news_since: str | None = None
    outlets: int = 0


_WORDED = tuple(talk_words.alias(f"word{n}") for n in range(12))
"""Where the words of filters are looked up, one for each; what is asked for in more words is found by the first."""


class Reported(NamedTuple):
    """A report of a talk: the talk's id, and the line of its history."""

    talk: str
    line: HistoryLine


def list_talks(
    connection: Connection, filters: Filters, limit: int | None, offset: int, today: dt.date
) -> list[TalkSummary]:
    """The talks that the filters let through, the last spoken of first."""
    query = _listed(select(talks), filters).limit(limit).offset(offset)
    return [_summary(row, today) for row in connection.execute(query)]


def count_talks(connection: Connection, filters: Filters) -> int:
    """How many talks the filters let through."""
    return int(connection.execute(_counted(select(func.count()).select_from(talks), filters)).scalar_one())


def count_by_status(connection: Connection, filters: Filters) -> dict[Status, int]:
    """How many talks of each status the other filters let through."""
    query = select(talks.c.status, func.count().label("n")).group_by(talks.c.status)
    found = {row.status: row.n for row in connection.execute(_counted(query, replace(filters, status=None)))}
    return {status: int(found.get(status, 0)) for status in STATUS}


def newest_change(connection: Connection) -> str | None:
    """The moment of the newest change of a talk."""
    return connection.execute(select(func.max(talks.c.changed))).scalar()


def talk_ids(connection: Connection, filters: Filters, limit: int | None, offset: int) -> list[str]:
    """The ids of the talks that the filters let through, the last spoken of first."""
    query = _listed(select(talks.c.id), filters).limit(limit).offset(offset)
    return list(connection.execute(query).scalars())


def _counted(query: Select[Any], f: Filters) -> Select[Any]:
    """A query on talks, of those alone that the filters let through, for counting: all of them are looked at."""
    for word in _words_of(f):
        named = select(talk_words.c.talk).where(talk_words.c.word == word)
        named = named.where(talk_words.c.last_day >= f.since) if f.since else named
        query = query.where(talks.c.id.in_(named))
    return _narrowed(query, f, talks.c.last_day)


def _listed(query: Select[Any], f: Filters) -> Select[Any]:
    """The same for a list, the last spoken of first: words stand in the order of days, so that few are looked at."""
    words = _words_of(f)
    first = _WORDED[0].c
    for here, word in zip(_WORDED, words, strict=False):
        on = here.c.talk == talks.c.id
        if here is not _WORDED[0]:
            on = (here.c.talk == first.talk) & (here.c.last_day == first.last_day)
        query = query.join(here, on).where(here.c.word == word)
    day, talk = (first.last_day, first.talk) if words else (talks.c.last_day, talks.c.id)
    return _narrowed(query, f, day).order_by(day.desc(), talk)


def _narrowed(query: Select[Any], f: Filters, day: ColumnElement[str]) -> Select[Any]:
    """A query with the filters that are not words; ``day`` is the column with the last day."""
    query = query.where(talks.c.kind == f.kind) if f.kind else query
    query = query.where(talks.c.status == f.status) if f.status else query
    query = query.where(day >= f.since) if f.since else query
    query = query.where(day <= f.until) if f.until else query
    query = query.where(talks.c.changed >= f.changed_since) if f.changed_since else query
    return query.where(literal_column("contradictions > 0")) if f.contradicted else query


def _words_of(f: Filters) -> list[str]:
    words = [*_words(f.who), *_words(f.with_), *_words(f.country)]
    words += [f"outlet:{fold(f.outlet)}"] if f.outlet else []
    return list(dict.fromkeys(words))[: len(_WORDED)]


def _words(name: str | None) -> list[str]:
    """The words by which a name is found: those of a person, or the code of a state."""
    if not name or not name.strip():
        return []
    code = state_code(name)
    return [f"country:{code}"] if code else name_key(name).split()


def state_code(name: str) -> str | None:
    """The code of a state or union by its name or code; None for anything else."""
    return _states().get(fold(name))


@cache
def _states() -> dict[str, str]:
    found = {}
    for row in rows("states.tsv"):
        for name in (row["code"], row["name"], *values(row["other_names"])):
            found[fold(name)] = row["code"]
    return found | {"eue": "EUE", "uno": "UNO", "nato": "NATO", "union europeenne": "EUE", "onu": "UNO", "otan": "NATO"}


def _summary(row: Row[Any], today: dt.date) -> TalkSummary:
    card = json.loads(row.card)
    return TalkSummary(
        id=row.id,
        kind=row.kind,
        participants=tuple(Participant(*p) for p in card["who"]),
        place=row.place,
        date=row.date,
        status=row.status,
        first_day=row.first_day,
        last_day=row.last_day,
        reports=row.reports,
        sources=row.sources,
        articles=row.articles,
        contradictions=row.contradictions,
        last_word=Word(*card["word"]),
        spark=tuple((on, status) for on, status in card["spark"]),
        changed=row.changed,
        corrected_by=row.corrected_by,
        outlets=row.outlets,
        no_news_since=no_news(row.status, row.date, row.last_day, today),
    )


def resolve(connection: Connection, given: str) -> str:
    """The id of the talk that is meant: by its id, the id of one of its meetings, or the start of either.

    Raises:
        StoreError: there is none, or there are several.
    """
    wanted = given.strip().lower()
    if not wanted or not wanted.isalnum():
        raise StoreError("unknown", given)
    exact = connection.execute(select(mentions.c.talk).where(mentions.c.uid == wanted)).scalar()
    if exact:
        return str(exact)
    starts = mentions.c.uid.between(wanted, wanted + "~"), mentions.c.talk.is_not(None)
    found = sorted(set(connection.execute(select(mentions.c.talk).where(*starts).limit(50)).scalars()))
    if not found:
        raise StoreError("unknown", given)
    if len(found) > 1:
        raise StoreError("ambiguous", ", ".join(str(t) for t in found[:5]))
    return str(found[0])


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article as a list shows it; ``talks`` are the ids of the talks that it speaks of."""

    id: int
    document: str
    title: str
    url: str | None
    outlet: str
    published: str
    talks: tuple[str, ...] = ()


def article_summaries(connection: Connection, ids: Sequence[int]) -> list[ArticleSummary]:
    """Articles by their numbers, in that order."""
    columns = (
        articles.c.id,
        articles.c.doc_id,
        articles.c.title,
        articles.c.url,
        articles.c.publisher,
        articles.c.published,
    )
    found = {r.id: r for r in connection.execute(select(*columns).where(articles.c.id.in_(ids)))}
    spoken: dict[int, list[str]] = {}
    pairs = select(mentions.c.article, mentions.c.talk).where(mentions.c.article.in_(ids), mentions.c.talk.is_not(None))
    for article, talk in connection.execute(pairs.distinct().order_by(mentions.c.talk)):
        spoken.setdefault(article, []).append(talk)
    return [
        ArticleSummary(
            r.id, r.doc_id, r.title, r.url, r.publisher or "", r.published or "", tuple(spoken.get(r.id, ()))
        )
        for i in ids
        if (r := found.get(i)) is not None
    ]
