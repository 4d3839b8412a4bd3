"""Putting an article and its record into the store: all of it or nothing, and once."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, insert, select, update

from pourparlers.linking.candidates import asks
from pourparlers.linking.mentions import NOWHERE, Mention, dumps, mentions_of, party_of
from pourparlers.linking.names import name_key
from pourparlers.linking.reports import day_of, lines_of, source_of, words_of
from pourparlers.record import Act, Article, Record
from pourparlers.store import search
from pourparlers.store.copying import Place, drop_runs, place_of, put_copy, put_runs
from pourparlers.store.errors import StoreError
from pourparlers.store.stamps import now
from pourparlers.store.tables import (
    act_parties,
    acts,
    articles,
    asked,
    copies,
    mentions,
    reports,
    retired,
    statements,
)
from pourparlers.store.withdrawing import changed, given_by, withdraw

Added = Literal["new", "known", "again", "update"]
"""What became of an article: it is new; it was there; it was read again; it takes the place of an older version."""

_LATE = "9999-12-31"


def version_key(reader: str) -> tuple[int, ...]:
    """The numbers in a reader's name, by which a newer one is told."""
    return tuple(int(n) for n in re.findall(r"\d+", reader))


def add(connection: Connection, article: Article, record: Record, *, again: bool = False) -> Added:
    """Put an article and its record into the store.

    The same text is one article, however often and wherever it was printed: the other places are kept as copies, and
    the earliest counts. Another text at the same address is a newer version, which takes the older one's place. A
    record by a newer reader (or any, with ``again``) replaces the older record.
    """
    sha256 = hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    if sha256 != record.document.sha256:
        raise StoreError("record", "document.sha256")
    there = connection.execute(select(articles).where(articles.c.sha256 == sha256)).first()
    if there is None:
        return _new(connection, article, record)
    about = record.document
    put_copy(connection, there.id, _place(record))
    earlier = _rank(about.published, about.url, about.id) < _rank(there.published, there.url, there.doc_id)
    newer = version_key(about.reader) > version_key(there.reader)
    if not (earlier or newer or again):
        return "known"
    if version_key(about.reader) < version_key(there.reader):
        return "known"
    _replace(connection, there, article, record, earlier)
    return "again"


def _rank(published: Any, url: str | None, doc_id: str) -> tuple[str, str, str]:
    return (str(published or _LATE), url or "\uffff", doc_id)


def _new(connection: Connection, article: Article, record: Record) -> Added:
    about = record.document
    older = None
    if about.url:
        same_url = (articles.c.url == about.url) & articles.c.superseded_by.is_(None)
        older = connection.execute(select(articles).where(same_url)).first()
    moment = now()
    values = {**_about(record), "text": article.text, "sha256": about.sha256, "added": moment, "changed": moment}
    number = connection.execute(insert(articles).values(values).returning(articles.c.id)).scalar_one()
    search.put(connection, search.ARTICLES, [{"id": number, "title": about.title, "text": article.text}])
    put_copy(connection, number, _place(record), first=True)
    put_runs(connection, number, values["published"], article.text)
    _fill(connection, number, record)
    if older is None:
        return "new"
    _supersede(connection, older, number)
    return "update"


def _supersede(connection: Connection, older: Row[Any], number: int) -> None:
    """Put a newer version in an article's place: what was read in it is withdrawn."""
    gave = given_by(connection, older.id)
    _clear(connection, older.id)
    changed(connection, gave, set())
    withdraw(connection, "article", [str(older.id)])
    drop_runs(connection, older.id, older.published, older.text)
    values = {"superseded_by": number, "changed": now()}
    connection.execute(update(articles).where(articles.c.id == older.id).values(values))


def _replace(connection: Connection, there: Row[Any], article: Article, record: Record, earlier: bool) -> None:
    """Put a new record in an old one's place; what is known of the article is that of the earliest copy."""
    about = record.document
    values = {"reader": about.reader, "record": record.to_json()}
    standing = there.superseded_by is None
    if earlier:
        values = _about(record)
        if standing:
            drop_runs(connection, there.id, there.published, there.text)
            put_runs(connection, there.id, values["published"], there.text)
        row = {"id": there.id, "title": there.title, "text": there.text}
        search.drop(connection, search.ARTICLES, [row])
        search.put(connection, search.ARTICLES, [{**row, "title": about.title}])
    connection.execute(update(articles).where(articles.c.id == there.id).values({**values, "changed": now()}))
    if standing:
        refill(connection, there.id, record)


def refill(connection: Connection, number: int, record: Record) -> None:
    """Take away what an article's record gave and put it in anew."""
    gave = given_by(connection, number)
    _clear(connection, number)
    _fill(connection, number, record)
    changed(connection, gave, given_by(connection, number))


def _about(record: Record) -> dict[str, Any]:
    about = record.document
    return {
        "doc_id": about.id,
        "url": about.url,
        "title": about.title,
        "publisher": about.publisher,
        "published": about.published.isoformat() if about.published else None,
        "reader": about.reader,
        "record": record.to_json(),
    }


def _place(record: Record) -> Place:
    about = record.document
    return place_of(about.id, about.url, about.publisher, about.published)


def _clear(connection: Connection, number: int) -> None:
    """Take away what an article's record gave; linked mentions are kept aside until linking takes them out."""
    old = connection.execute(select(mentions).where(mentions.c.article == number)).all()
    uids = [m.uid for m in old]
    linked = [{"uid": m.uid, "features": m.features, "talk": m.talk} for m in old if m.talk]
    if linked:
        connection.execute(insert(retired), linked)
    if uids:
        connection.execute(delete(reports).where(reports.c.mention.in_(uids)))
        connection.execute(delete(asked).where(asked.c.uid.in_(uids)))
        connection.execute(delete(mentions).where(mentions.c.article == number))
    said = connection.execute(select(statements).where(statements.c.article == number)).all()
    search.drop(connection, search.STATEMENTS, [dict(r._mapping) for r in said])
    connection.execute(delete(statements).where(statements.c.article == number))
    ids = select(acts.c.id).where(acts.c.article == number)
    connection.execute(delete(act_parties).where(act_parties.c.act.in_(ids)))
    connection.execute(delete(acts).where(acts.c.article == number))


def _fill(connection: Connection, number: int, record: Record) -> None:
    """Put in what a record gives: mentions with their reports, statements, acts."""
    found = mentions_of(record)
    many = connection.execute
    if found:
        many(insert(mentions), [_mention(number, m, meeting.date, meeting.place) for m, meeting in found])
        many(insert(asked), [{"key": k, "day": m.day, "uid": m.uid} for m, _ in found for k in asks(m)] or [{}])
        lines = [_report(x) for m, meeting in found for x in lines_of(record, m, meeting)]
        if lines:
            many(insert(reports), lines)
    _fill_statements(connection, number, record)
    rows = [_act(number, record, c) for c in record.acts]
    if rows:
        many(insert(acts), rows)
        many(
            insert(act_parties), [p for c, row in zip(record.acts, rows, strict=True) for p in _parties(record, c, row)]
        )


def _mention(number: int, m: Mention, date: str | None, place: Any) -> dict[str, Any]:
    return {
        "uid": m.uid,
        "article": number,
        "day": m.day,
        "fullness": m.fullness,
        "features": dumps(m),
        "place": place.text if place else None,
        "date": date,
    }


def _report(x: Any) -> dict[str, Any]:
    return {
        "id": x.report,
        "mention": x.meeting,
        "said_on": x.on,
        "status": x.status,
        "source": x.source,
        "source_kind": x.source_kind,
        "country": x.country,
        "date": x.when,
        "start": x.evidence.start,
        "end": x.evidence.end,
        "words": x.evidence.text,
        "cue_start": x.cue.start if x.cue else None,
        "cue_end": x.cue.end if x.cue else None,
        "cue": x.cue.text if x.cue else None,
        "rule": x.rule,
    }


def _fill_statements(connection: Connection, number: int, record: Record) -> None:
    rows = []
    published = record.document.published.isoformat() if record.document.published else ""
    names = {e.id: e for e in record.entities}
    for a in record.attributions:
        if a.source is None or not a.content:
            continue
        entity = names.get(a.source.entity or "")
        name = entity.name if entity else a.source.text
        key = name_key(name)
        rows.append(
            {
                "article": number,
                "attribution": a.id,
                "source": name,
                "source_key": key,
                "family": key.split()[-1] if key else "",
                "source_kind": a.source.kind,
                "country": entity.countries[0] if entity and entity.countries else NOWHERE,
                "form": a.form,
                "said_on": day_of(a.date, published),
                "start": a.content[0].start,
                "end": a.content[-1].end,
                "words": words_of(a.content),
            }
        )
    if rows:
        given = connection.execute(insert(statements).returning(statements.c.id, sort_by_parameter_order=True), rows)
        ids = [r[0] for r in given]
        search.put(connection, search.STATEMENTS, [{**row, "id": i} for i, row in zip(ids, rows, strict=True)])


def _act(number: int, record: Record, c: Act) -> dict[str, Any]:
    statement = next((a for a in record.attributions if a.id == c.attribution), None)
    kind, country = source_of(record, c.source, statement)
    published = record.document.published.isoformat() if record.document.published else ""
    return {
        "id": f"{record.document.sha256[:16]}.{c.id}",
        "article": number,
        "type": c.type,
        "said_on": day_of(statement.date if statement else None, published),
        "polarity": c.polarity,
        "certainty": c.certainty,
        "hearsay": c.hearsay,
        "source": c.source,
        "source_kind": kind,
        "country": country,
        "object": c.object.text if c.object else None,
        "start": c.evidence.start,
        "end": c.evidence.end,
        "words": c.evidence.text,
        "rule": c.rule,
    }


def _parties(record: Record, c: Act, row: dict[str, Any]) -> list[dict[str, Any]]:
    entities = {e.id: e for e in record.entities}
    found = []
    for role, ids in (("actor", c.actors), ("recipient", c.recipients)):
        for nth, party in enumerate(party_of(entities[i]) for i in ids):
            found.append(
                {
                    "act": row["id"],
                    "role": role,
                    "nth": nth,
                    "name": party.name,
                    "key": party.key,
                    "family": party.key.split()[-1] if party.key else "",
                    "country": party.country,
                    "person": party.person,
                    "said_on": row["said_on"],
                }
            )
    return found


def knows(connection: Connection, article: Article, reader: str | None) -> bool:
    """Is the text there, from this address and day, read by this reader or a newer one?"""
    sha256 = hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    there = connection.execute(select(articles.c.id, articles.c.reader).where(articles.c.sha256 == sha256)).first()
    if there is None or (reader is not None and version_key(reader) > version_key(there.reader)):
        return False
    place = place_of("", article.url, article.publisher, article.published)
    printed = select(copies.c.doc_id).where(
        copies.c.article == there.id, *(copies.c[name] == value for name, value in place.items() if name != "doc_id")
    )
    return connection.execute(printed).first() is not None


def article_of(row: Row[Any]) -> Article:
    """An article from its row."""
    return Article(
        text=row.text,
        id=row.doc_id,
        title=row.title,
        url=row.url,
        publisher=row.publisher,
        published=dt.date.fromisoformat(row.published) if row.published else None,
    )
