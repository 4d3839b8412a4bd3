"""Linking what is new in the store, and writing down the talks that come of it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, literal, select, text

from pourparlers.linking import RULES
from pourparlers.linking.dates import interval, iso
from pourparlers.linking.linker import Link, relink
from pourparlers.linking.mentions import NOWHERE, loads
from pourparlers.linking.names import fold, name_key
from pourparlers.linking.pool import Chain, Pool
from pourparlers.linking.talks import Talk
from pourparlers.record import Record
from pourparlers.store import judging, writing
from pourparlers.store.assemble import assemble
from pourparlers.store.shelf import MANY, StoreShelf
from pourparlers.store.stamps import now
from pourparlers.store.tables import (
    articles,
    facts,
    mentions,
    reprinted,
    retired,
    talk_keys,
    talk_words,
    talks,
    withdrawn,
)
from pourparlers.store.withdrawing import restore, withdraw

BATCH = 20_000
"""Mentions linked in one go."""

SPARK_DAYS = 90

UNSETTLED = text("NOT settled")
"""As the index of what is not linked yet has it, so that no other row is looked at."""


def pending(connection: Connection) -> bool:
    """Is anything in the store not linked yet?"""
    new = select(mentions.c.uid).where(UNSETTLED).limit(1)
    return (
        connection.execute(new).first() is not None
        or connection.execute(select(retired.c.uid).limit(1)).first() is not None
        or connection.execute(select(reprinted.c.article).limit(1)).first() is not None
    )


def settle(connection: Connection, most: int = BATCH) -> int:
    """Link what is not linked yet, at most so many mentions; how many were looked at."""
    gone = connection.execute(select(retired.c.uid, retired.c.features, retired.c.talk)).all()
    query = select(mentions.c.uid, mentions.c.features, mentions.c.talk).where(UNSETTLED)
    new = connection.execute(
        query.order_by(mentions.c.day, mentions.c.fullness.desc(), mentions.c.uid).limit(most)
    ).all()
    again = list(connection.execute(select(reprinted.c.article).limit(most)).scalars())
    if not (gone or new or again):
        return 0
    pool = Pool(StoreShelf(connection))
    for uid, _, talk in (*new, *gone):  # of one that was read again, the old talk is what it leaves
        pool.adopt(uid, talk)
    arrived = [loads(features) for _, features, _ in new]
    pool.prepare(arrived)
    rules = judging.rules(connection)
    links = relink(pool, arrived, [loads(features) for _, features, _ in gone], rules)
    touched = _write_chains(connection, pool)
    _write_links(connection, links)
    connection.execute(delete(retired))
    derive(connection, sorted({*touched, *_of_articles(connection, again)}))
    return len(links)


def _of_articles(connection: Connection, numbers: list[int]) -> set[str]:
    """The talks that articles speak of which were printed in one more place; they are noted to be seen to."""
    found: set[str] = set()
    for n in range(0, len(numbers), MANY):
        part = numbers[n : n + MANY]
        spoken = select(mentions.c.talk).where(mentions.c.article.in_(part), mentions.c.talk.is_not(None))
        found |= set(connection.execute(spoken).scalars())
        connection.execute(delete(reprinted).where(reprinted.c.article.in_(part)))
    return found


def up_to_date(connection: Connection) -> bool:
    """Was the store linked by the present rules?"""
    return connection.execute(select(facts.c.value).where(facts.c.name == "rules")).scalar() == str(RULES)


def start_over(connection: Connection) -> None:
    """Forget the talks, and take the meetings of all articles from their records anew, to be linked by these rules.

    The ids of meetings and reports come from their words, so that judgements still name them.
    """
    there = select(talks.c.id)
    connection.execute(delete(withdrawn).where(withdrawn.c.kind == "talk", withdrawn.c.id.in_(there)))
    gone = select(literal("talk"), talks.c.id, literal(now()), talks.c.date)
    connection.execute(insert(withdrawn).from_select(["kind", "id", "at", "date"], gone))
    for table in (talk_words, talk_keys, talks):
        connection.execute(delete(table))
    standing = select(articles.c.id).where(articles.c.superseded_by.is_(None))
    for number in connection.execute(standing).scalars().all():
        record = connection.execute(select(articles.c.record).where(articles.c.id == number)).scalar_one()
        writing.refill(connection, number, Record.model_validate_json(record))
    connection.execute(delete(retired))
    connection.execute(delete(facts).where(facts.c.name == "rules"))
    connection.execute(insert(facts).values(name="rules", value=str(RULES)))


def _write_chains(connection: Connection, pool: Pool) -> list[str]:
    """Write which talk each mention is in; the ids of the talks that changed."""
    chains = list(pool.changed.values())
    standing = [c for c in chains if not c.empty]
    stale = {c.stored for c in chains if c.stored}
    _withdraw(connection, stale - {c.order[2] for c in standing})
    restore(connection, "talk", (c.order[2] for c in standing if c.order[2] not in stale))
    for part in _parts(sorted(stale)):
        for table in (talk_keys, talk_words):
            connection.execute(delete(table).where(table.c.talk.in_(part)))
        connection.execute(delete(talks).where(talks.c.id.in_(part)))
    members = [{"u": uid, "t": chain.order[2]} for uid, chain in pool.moved.items() if not chain.empty]
    for c in standing:
        if c.stored and c.stored != c.order[2]:
            members += [{"u": m.uid, "t": c.order[2]} for m in c.mentions]
    if members:
        _update(connection, "UPDATE mentions SET talk = :t WHERE uid = :u", members)
    if standing:
        connection.execute(insert(talks), [_blank(c) for c in standing])
        keys = [{"key": k, "last": c.last[0], "talk": c.order[2]} for c in standing for k in c.keys]
        if keys:
            connection.execute(insert(talk_keys), keys)
    return [c.order[2] for c in standing]


def _withdraw(connection: Connection, gone: set[str]) -> None:
    dates: dict[str, str | None] = {}
    for part in _parts(sorted(gone)):
        query = select(talks.c.id, talks.c.date).where(talks.c.id.in_(part))
        dates.update({row.id: row.date for row in connection.execute(query)})
    withdraw(connection, "talk", gone, dates)


def _update(connection: Connection, sql: str, rows: list[dict[str, Any]]) -> None:
    connection.execute(text(sql), rows)


def _blank(c: Chain) -> dict[str, Any]:
    """A talk's row with what linking knows of it; ``derive`` fills in the rest."""
    words = dict.fromkeys(("kind", "status", "machine_status", "first_day", "last_day", "changed"), "")
    counts = dict.fromkeys(("reports", "sources", "outlets", "articles", "contradictions"), 0)
    return {
        **words,
        **counts,
        "card": "{}",
        "id": c.order[2],
        "first_order": json.dumps(c.order),
        "last_order": json.dumps(c.last),
        "last": c.last[0],
        "profile": c.final.dumps(),
        "found_by": json.dumps(sorted(c.keys), ensure_ascii=False),
    }


def _write_links(connection: Connection, links: dict[str, Link]) -> None:
    rows = [
        {"u": uid, "s": link.score, "r": json.dumps([list(r) for r in link.reasons], ensure_ascii=False)}
        for uid, link in links.items()
    ]
    if rows:
        _update(connection, "UPDATE mentions SET score = :s, reasons = :r, settled = true WHERE uid = :u", rows)


def derive(connection: Connection, ids: Sequence[str]) -> None:
    """Work out talks anew from their reports and the judgements, and write down what lists and filters need."""
    for part in _parts(list(ids)):
        found = assemble(connection, part)
        if not found:
            continue
        rows = [_row(talk) for talk in found.values()]
        names = [k for k in rows[0] if k != "key"]
        _update(connection, f"UPDATE talks SET {', '.join(f'{n} = :{n}' for n in names)} WHERE id = :key", rows)
        connection.execute(delete(talk_words).where(talk_words.c.talk.in_(part)))
        words = [{"word": w, "last_day": t.last_day, "talk": t.id} for t in found.values() for w in sorted(words_of(t))]
        connection.execute(insert(talk_words), words)


def _row(talk: Talk) -> dict[str, Any]:
    when = interval(talk.date)
    return {
        "key": talk.id,
        "kind": talk.kind,
        "place": talk.place,
        "date": talk.date,
        "date_end": iso(when[1]) if when else None,
        "status": talk.status,
        "machine_status": talk.machine_status,
        "corrected_by": talk.corrected_by,
        "first_day": talk.first_day,
        "last_day": talk.last_day,
        "reports": len(talk.history),
        "sources": len({name_key(x.source) for x in talk.history if x.source}),
        "outlets": len({fold(name) for name in talk.outlets}),
        "articles": len({x.article for x in talk.history}),
        "contradictions": len(talk.contradictions),
        "card": json.dumps(card(talk), ensure_ascii=False),
        "changed": now(),
    }


def card(talk: Talk) -> dict[str, Any]:
    """What a list shows of a talk beside its columns: who, the last word, the reports of the last days."""
    last = talk.history[-1]
    since = ""
    if talk.last_day:
        since = (dt.date.fromisoformat(talk.last_day) - dt.timedelta(days=SPARK_DAYS)).isoformat()
    return {
        "who": [[p.name, p.country, p.articles, p.person] for p in talk.participants],
        "word": [
            last.on,
            last.status,
            last.source,
            last.source_kind,
            last.country,
            last.evidence.text,
            last.outlet,
            last.article,
        ],
        "spark": [[x.on, x.status] for x in talk.history if x.on >= since][-120:],
    }


def words_of(talk: Talk) -> set[str]:
    """The words by which filters find a talk: names, ``country:USA``, ``outlet:agence``."""
    found = {w for p in talk.participants for w in name_key(p.name).split()}
    found |= {f"country:{p.country}" for p in talk.participants if p.country != NOWHERE}
    return found | {f"outlet:{fold(name)}" for name in talk.outlets}


def _parts(items: list[str]) -> Iterable[list[str]]:
    return (items[n : n + MANY] for n in range(0, len(items), MANY))
