"""Going through a store once, a page at a time, in a fixed order: talks, articles, acts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, exists, select

from pourparlers.export.wanted import Wanted
from pourparlers.linking.names import fold, name_key
from pourparlers.linking.talks import Talk
from pourparlers.store import views
from pourparlers.store.assemble import assemble
from pourparlers.store.copying import outlets
from pourparlers.store.tables import act_parties, acts, articles, copies, mentions, statements
from pourparlers.store.views import state_code

T = TypeVar("T")

PAGE = 100
"""Talks or articles in memory at a time."""


def changed_since(moment: str) -> ColumnElement[bool]:
    """Did an article, or what was read in it, change at a moment or later?"""
    return articles.c.changed >= moment


@dataclass(frozen=True, slots=True)
class Told:
    """A talk with what an export needs beside it.

    ``meetings``: the ids of the meetings of articles that make it up; the
    id of a talk that stands no more, if it stands here, is part of this one.
    """

    talk: Talk
    meetings: tuple[str, ...]
    place_country: str | None


def talks(connection: Connection, wanted: Wanted) -> Iterator[Told]:
    """The talks, the last spoken of first."""
    ids = talk_ids(connection, wanted)
    for part in pages(ids):
        found = assemble(connection, part)
        members, places = _members(connection, part)
        for talk in (found[i] for i in part if i in found):
            where = places[talk.id].get(fold(talk.place)) if talk.place else None
            yield Told(talk, tuple(members[talk.id]), where or None)


def talk_ids(connection: Connection, wanted: Wanted) -> list[str]:
    """The ids of the talks, the last spoken of first."""
    if wanted.talk is not None:
        return [views.resolve(connection, wanted.talk)]
    return views.talk_ids(connection, wanted.filters, None, 0)


def pages(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items, a page at a time."""
    return (items[n : n + PAGE] for n in range(0, len(items), PAGE))


def _members(connection: Connection, ids: Sequence[str]) -> tuple[dict[str, list[str]], dict[str, dict[str, str]]]:
    """By talk: the ids of its meetings, and the states of the places that they name."""
    query = select(mentions.c.talk, mentions.c.uid, mentions.c.features).where(mentions.c.talk.in_(ids))
    uids: dict[str, list[str]] = defaultdict(list)
    places: dict[str, dict[str, str]] = defaultdict(dict)
    for talk, uid, features in connection.execute(query.order_by(mentions.c.day, mentions.c.uid)):
        uids[talk].append(uid)
        given = json.loads(features)
        if given["place_country"]:
            places[talk][given["place"]] = given["place_country"]
    return uids, places


def article_pages(connection: Connection, wanted: Wanted) -> Iterator[Sequence[Row[Any]]]:
    """Rows of the articles in the order in which they came, those aside that a newer version replaces."""
    query = select(articles.c.id).where(articles.c.superseded_by.is_(None)).order_by(articles.c.id)
    if wanted.filters.changed_since:
        query = query.where(changed_since(wanted.filters.changed_since))
    numbers = list(connection.execute(query).scalars())
    if wanted.narrowed:
        speaking = _speaking(connection, wanted)
        numbers = [n for n in numbers if n in speaking]
    for part in pages(numbers):
        yield connection.execute(select(articles).where(articles.c.id.in_(part)).order_by(articles.c.id)).all()


def _speaking(connection: Connection, wanted: Wanted) -> set[int]:
    """The articles that speak of the talks, whenever these changed."""
    whenever = replace(wanted, filters=replace(wanted.filters, changed_since=None))
    found: set[int] = set()
    for part in pages(talk_ids(connection, whenever)):
        found |= set(connection.execute(select(mentions.c.article).where(mentions.c.talk.in_(part))).scalars())
    return found


@dataclass(frozen=True, slots=True)
class Acted:
    """An act: its row in the store, the act and the entities as the article's record has them, the article's row."""

    row: Row[Any]
    act: dict[str, Any]
    entities: dict[str, dict[str, Any]]
    article: Row[Any]
    outlets: tuple[str, ...]


def all_acts(connection: Connection, wanted: Wanted) -> Iterator[Acted]:
    """The acts that the filters let through, article by article, in the order of the text."""
    if wanted.talks_only:
        return
    chosen = act_conditions(connection, wanted)
    joined = select(acts.c.article).join(articles, articles.c.id == acts.c.article).where(*chosen)
    for part in pages(list(connection.execute(joined.distinct().order_by(acts.c.article)).scalars())):
        yield from _acts_of(connection, part, chosen)


def _acts_of(connection: Connection, numbers: Sequence[int], chosen: Sequence[ColumnElement[bool]]) -> Iterator[Acted]:
    query = select(acts).join(articles, articles.c.id == acts.c.article).where(acts.c.article.in_(numbers), *chosen)
    by_id = {row.id: row for row in connection.execute(query)}
    printed = outlets(connection, numbers)
    for article in connection.execute(select(articles).where(articles.c.id.in_(numbers)).order_by(articles.c.id)):
        record = json.loads(article.record)
        entities = {e["id"]: e for e in record["entities"]}
        for act in record["acts"]:
            row = by_id.get(f"{article.sha256[:16]}.{act['id']}")
            if row is not None:
                yield Acted(row, act, entities, article, tuple(sorted(printed.get(article.id, ()))))


def act_conditions(connection: Connection, wanted: Wanted) -> list[ColumnElement[bool]]:
    """What the filters ask of an act; on ``acts`` joined to ``articles``."""
    f = wanted.filters
    found = _about_article(connection, wanted)
    for role, name in (("actor", f.who), ("recipient", f.with_), (None, f.country)):
        if name:
            party = [act_parties.c.act == acts.c.id, *_named(name)]
            party += [act_parties.c.role == role] if role else []
            found.append(exists(select(act_parties.c.act).where(*party)))
    found += [acts.c.said_on >= f.since] if f.since else []
    found += [acts.c.said_on <= f.until] if f.until else []
    return found


def statement_conditions(connection: Connection, wanted: Wanted) -> list[ColumnElement[bool]]:
    """What the filters ask of a statement; on ``statements`` joined to ``articles``."""
    f = wanted.filters
    found = _about_article(connection, wanted)
    for name in (f.who, f.country):
        code = state_code(name) if name else None
        words = name_key(name or "").split()
        found += [statements.c.country == code] if code else [statements.c.family == words[-1]] if words else []
    found += [statements.c.said_on >= f.since] if f.since else []
    found += [statements.c.said_on <= f.until] if f.until else []
    return found


def _about_article(connection: Connection, wanted: Wanted) -> list[ColumnElement[bool]]:
    f = wanted.filters
    found: list[ColumnElement[bool]] = []
    if f.outlet:
        outlet, names = fold(f.outlet), connection.execute(select(copies.c.publisher).distinct()).scalars()
        spelled = [name for name in names if fold(name) == outlet]
        printed = select(copies.c.article).where(copies.c.article == articles.c.id, copies.c.publisher.in_(spelled))
        found.append(exists(printed))
    if f.changed_since:
        found.append(changed_since(f.changed_since))
    return found


def _named(name: str) -> list[ColumnElement[bool]]:
    """A party by its name, or part of it, or by its state."""
    code = state_code(name)
    if code:
        return [act_parties.c.country == code]
    words = name_key(name).split()
    found = [act_parties.c.family == (words[-1] if words else "")]
    return found + ([act_parties.c.key.contains(words[0])] if len(words) > 1 else [])
