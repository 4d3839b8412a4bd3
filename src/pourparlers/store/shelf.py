"""The store as linking draws on it: mentions and chains, loaded when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, func, select

from pourparlers.linking.candidates import reach
from pourparlers.linking.mentions import Mention, loads
from pourparlers.linking.pool import Chain, Order
from pourparlers.linking.profile import loads as loads_profile
from pourparlers.store.tables import asked, mentions, retired, talk_keys, talks

MANY = 400
"""Items asked for in one query."""

_CHAIN = (talks.c.id, talks.c.first_order, talks.c.last_order, talks.c.profile, talks.c.found_by)


class StoreShelf:
    """A shelf on a connection; see ``pourparlers.linking.pool.Shelf``."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.newest = int(connection.execute(select(func.max(talks.c.last))).scalar() or 0)
        self._mentions: dict[str, Mention] = {}
        self._linked: dict[str, Mention | None] = {}
        self._chains: dict[str, Chain] = {}

    def mention(self, uid: str) -> Mention | None:
        """A mention by its id, if it is linked."""
        if uid not in self._linked:
            query = select(mentions.c.features).where(mentions.c.uid == uid, mentions.c.talk.is_not(None))
            text = self.connection.execute(query).scalar()
            self._linked[uid] = loads(text) if text else None
        return self._linked[uid]

    def chain_id(self, uid: str) -> str | None:
        """The id of the talk that a mention is in."""
        return self.connection.execute(select(mentions.c.talk).where(mentions.c.uid == uid)).scalar()

    def chain(self, talk: str) -> Chain | None:
        """A talk by its id."""
        if talk not in self._chains:
            self._load([talk])
        return self._chains.get(talk)

    def chains(self, since: dict[str, int]) -> list[tuple[str, str]]:
        """Pairs of a key and the id of a talk that gives it, of talks spoken of on the key's day or later."""
        found: list[tuple[str, str]] = []
        by_reach: dict[int | None, list[str]] = {}
        for key in since:
            by_reach.setdefault(reach(key), []).append(key)
        for keys in by_reach.values():
            for n in range(0, len(keys), MANY):
                part = keys[n : n + MANY]
                query = select(talk_keys.c.key, talk_keys.c.talk, talk_keys.c.last).where(
                    talk_keys.c.key.in_(part), talk_keys.c.last >= min(since[k] for k in part)
                )
                found += [(key, talk) for key, talk, last in self.connection.execute(query) if last >= since[key]]
        self._load([talk for _, talk in found if talk not in self._chains])
        return found

    def later(self, until: dict[str, Order], order: Order) -> list[tuple[Mention, str, float | None]]:
        """The linked mentions after ``order`` that ask for one of the keys and stand not after its ``until``.

        With each the id of its talk, and its score there.
        """
        query = (
            select(asked.c.key, mentions.c.uid, mentions.c.talk, mentions.c.score)
            .join(mentions, asked.c.uid == mentions.c.uid)
            .where(asked.c.key.in_(sorted(until)), asked.c.day >= order[0], mentions.c.talk.is_not(None))
            .where(asked.c.day <= max(u[0] for u in until.values()))
        )
        rows = self.connection.execute(query).all()
        self._read({row.uid for row in rows})
        found = {}
        for key, uid, talk, score in rows:
            m = self._mentions[uid]
            if order < m.order <= until[key]:
                found[uid] = (m, talk, score)
        return list(found.values())

    def members(self, talks: list[str]) -> dict[str, list[Mention]]:
        """The mentions of talks as they were linked, with those since retired."""
        found: dict[str, list[Mention]] = {}
        for n in range(0, len(talks), MANY):
            for table in (mentions, retired):
                query = select(table.c.talk, table.c.features).where(table.c.talk.in_(talks[n : n + MANY]))
                for talk, features in self.connection.execute(query):
                    found.setdefault(talk, []).append(loads(features))
        return found

    def _read(self, uids: set[str]) -> None:
        """Have mentions at hand: each is read once."""
        lacking = sorted(uids - self._mentions.keys())
        for n in range(0, len(lacking), MANY):
            query = select(mentions.c.uid, mentions.c.features).where(mentions.c.uid.in_(lacking[n : n + MANY]))
            for uid, features in self.connection.execute(query):
                self._mentions[uid] = loads(features)

    def _load(self, ids: Iterable[str]) -> None:
        wanted = sorted(set(ids))
        for n in range(0, len(wanted), MANY):
            query = select(*_CHAIN).where(talks.c.id.in_(wanted[n : n + MANY]))
            for row in self.connection.execute(query):
                self._chains[row.id] = self._chain(row)

    def _chain(self, row: Any) -> Chain:
        first, last = _order(row.first_order), _order(row.last_order)
        talk = row.id
        keys = frozenset(json.loads(row.found_by))
        return Chain(first, last, loads_profile(row.profile), keys, talk, lambda: self.members([talk]).get(talk, ()))


def _order(text: str) -> Order:
    day, fullness, uid = json.loads(text)
    return day, fullness, uid
