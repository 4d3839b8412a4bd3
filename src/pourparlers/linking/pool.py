"""Where talks are kept while they are linked: chains of mentions in order, found by keys.

A pool holds what it was asked for; a ``Shelf`` (a store) brings the rest when it is needed. Without one, the pool
is all there is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from pourparlers.linking.candidates import asks, gives, reach
from pourparlers.linking.mentions import Mention
from pourparlers.linking.profile import Profile, start, with_mention

Order = tuple[int, int, str]
FOREVER: Order = (10**9, 0, "")
_FAR = 10**6


class Chain:
    """A talk while it is linked: its mentions in order, and its profile after each of them.

    A chain from a store (``stored`` is the id that it has there) knows at first only its last profile, its keys, its
    first and last place in the order; the mentions are loaded when something changes before its end.
    """

    def __init__(
        self,
        order: Order,
        last: Order,
        profile: Profile,
        keys: frozenset[str],
        stored: str | None = None,
        load: Callable[[], Iterable[Mention]] | None = None,
    ) -> None:
        self.order, self.last, self.final, self.keys = order, last, profile, keys
        self.stored, self._load = stored, load
        self._mentions: list[Mention] = []
        self._profiles: list[Profile] = []
        self._keys: list[frozenset[str]] = []

    @classmethod
    def of(cls, m: Mention) -> Chain:
        """A chain of one mention."""
        chain = cls(m.order, m.order, start(m), gives(m))
        chain._mentions.append(m)
        return chain

    @property
    def empty(self) -> bool:
        """Has it no mention?"""
        return self._load is None and not self._mentions

    @property
    def mentions(self) -> list[Mention]:
        """The mentions in their order, loaded if need be."""
        if self._load is not None:
            self.fill(self._load())
        return self._mentions

    def fill(self, stored: Iterable[Mention]) -> None:
        """Take in the mentions that the store has; those inserted since stand after them."""
        if self._load is not None:
            self._mentions = sorted([*stored, *self._mentions], key=lambda m: m.order)
            self._load = None

    def needs(self, order: Order) -> bool:
        """Must the mentions be loaded to know the profile before a point in the order?"""
        return self._load is not None and self.order < order <= self.last

    def starts_with(self, m: Mention) -> bool:
        """Is it the first mention?"""
        return self.order == m.order

    def before(self, order: Order) -> tuple[Profile | None, frozenset[str]]:
        """Profile and keys of the mentions before a point in the order; no profile where there are none."""
        if order > self.last:
            return self.final, self.keys
        if order <= self.order:
            return None, frozenset()
        n = bisect_left(self.mentions, order, key=lambda m: m.order)
        return (self._upto(n)[n - 1], self._keys[n - 1]) if n else (None, frozenset())

    def _upto(self, n: int) -> list[Profile]:
        while len(self._profiles) < n:
            m = self.mentions[len(self._profiles)]
            if self._profiles:
                self._profiles.append(with_mention(self._profiles[-1], m))
                self._keys.append(self._keys[-1] | gives(m))
            else:
                self._profiles.append(start(m))
                self._keys.append(gives(m))
        return self._profiles

    def insert(self, m: Mention) -> Order:
        """Put a mention in its place; the point in the order from which nothing is different."""
        if m.order > self.last:
            self._mentions.append(m)
            self.final, self.keys, self.last = with_mention(self.final, m), self.keys | gives(m), m.order
            return FOREVER
        n = bisect_left(self.mentions, m.order, key=lambda x: x.order)
        return self._changed(n, [*self.mentions[:n], m, *self.mentions[n:]], 1)

    def remove(self, m: Mention) -> Order:
        """Take a mention out; the point in the order from which nothing is different."""
        n = bisect_left(self.mentions, m.order, key=lambda x: x.order)
        return self._changed(n, self.mentions[:n] + self.mentions[n + 1 :], -1)

    def _changed(self, n: int, mentions: list[Mention], more: int) -> Order:
        old, old_keys = self._upto(len(self.mentions))[:], self._keys
        self._mentions = mentions
        self._profiles, self._keys = self._profiles[:n], self._keys[:n]
        if not mentions:
            return FOREVER
        self._upto(len(mentions))
        self.order, self.last = mentions[0].order, mentions[-1].order
        self.final, self.keys = self._profiles[-1], self._keys[-1]
        for i in range(max(n, n + more), len(mentions)):
            before = i - more
            if 0 <= before < len(old) and self._profiles[i] == old[before] and self._keys[i] == old_keys[before]:
                return mentions[i].order
        return FOREVER


class Shelf(Protocol):
    """What a pool draws on: a store of mentions and chains."""

    newest: int
    """The last day of any mention that is linked."""

    def mention(self, uid: str) -> Mention | None:
        """A mention by its id."""

    def chain_id(self, uid: str) -> str | None:
        """The id of the talk that a mention is in."""

    def chain(self, talk: str) -> Chain | None:
        """A talk by its id."""

    def chains(self, since: dict[str, int]) -> Iterable[tuple[str, str]]:
        """Pairs of a key and the id of a talk that gives it, of talks spoken of on the key's day or later."""

    def members(self, talks: list[str]) -> dict[str, list[Mention]]:
        """The mentions of talks, by the ids of these."""

    def later(self, until: dict[str, Order], order: Order) -> Iterable[tuple[Mention, str, float | None]]:
        """The linked mentions after ``order`` that ask for one of the keys and stand not after its ``until``.

        With each the id of its talk, and its score there.
        """


class Change(NamedTuple):
    """What a change of a chain may let others see: those that ask for the keys, up to a point in the order.

    ``last`` is the last day of the chain, from which the reach of its keys counts.
    """

    chain: Chain | None
    keys: frozenset[str]
    until: Order
    last: int


class Later(NamedTuple):
    """A linked mention that may see a change: is it in the chain that changed, and what is its score where it is?"""

    mention: Mention
    inside: bool
    score: float | None


class Pool:
    """Chains by their keys, and the chain of each mention.

    ``moved`` holds the mentions whose chain was set in this pool, ``changed`` the chains that gained or lost some.
    """

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.shelf = shelf
        self.moved: dict[str, Chain] = {}
        self.changed: dict[int, Chain] = {}
        self._of: dict[str, Chain | None] = {}
        self._by_id: dict[str, Chain] = {}
        self._by_key: dict[str, dict[int, Chain]] = {}
        self._fetched: set[str] = set()
        self._mentions: dict[str, Mention] = {}
        self._asking: dict[str, dict[str, Mention]] = {}
        self._scores: dict[str, float | None] = {}
        self._asks: dict[str, frozenset[str]] = {}

    def mention(self, uid: str) -> Mention | None:
        """A mention by its id, if it is linked."""
        found = self._mentions.get(uid)
        return self.shelf.mention(uid) if found is None and self.shelf else found

    def chain_of(self, uid: str) -> Chain | None:
        """The chain that a mention is in."""
        if uid not in self._of and self.shelf:
            talk = self.shelf.chain_id(uid)
            return self._load(talk) if talk else None
        return self._of.get(uid)

    def chains(self, m: Mention) -> list[Chain]:
        """The chains that give one of the keys that a mention asks by, spoken of within its reach before it, or later.

        With a shelf, mentions may only come in their order.
        """
        keys, day, order = self.asks(m), m.day, m.order
        if self.shelf:
            self._fetch({k: day for k in keys if k not in self._fetched})
        found: dict[int, Chain] = {}
        for key in keys:
            since = day - (reach(key) or _FAR)
            found.update((i, c) for i, c in self._by_key.get(key, {}).items() if c.last[0] >= since)
        if self.shelf and (lacking := [c.stored for c in found.values() if c.stored and c.needs(order)]):
            members = self.shelf.members(lacking)
            for talk in lacking:
                self._by_id[talk].fill(members.get(talk, ()))
        return list(found.values())

    def later(self, change: Change, order: Order) -> list[Later]:
        """The linked mentions after a point in the order that may see a change."""
        if not change.keys or (self.shelf and order[0] > self.shelf.newest):
            return []
        far = {k: min(change.until, (change.last + (reach(k) or _FAR), 1, "")) for k in change.keys}
        if self.shelf:
            return [Later(m, self._inside(m, talk, change), score) for m, talk, score in self.shelf.later(far, order)]
        found: dict[str, Mention] = {}
        for key, until in far.items():
            found.update((m.uid, m) for m in self._asking.get(key, {}).values() if order < m.order <= until)
        return [Later(m, self._of[m.uid] is change.chain, self._scores.get(m.uid)) for m in found.values()]

    def _inside(self, m: Mention, talk: str, change: Change) -> bool:
        if m.uid in self._of:
            return self._of[m.uid] is change.chain
        return change.chain is not None and talk == change.chain.stored

    def asks(self, m: Mention) -> frozenset[str]:
        """The keys by which a mention looks for talks, worked out once."""
        if m.uid not in self._asks:
            self._asks[m.uid] = asks(m)
        return self._asks[m.uid]

    def scored(self, m: Mention, score: float | None) -> None:
        """Note the score that a mention has where it is."""
        self._scores[m.uid] = score

    def adopt(self, uid: str, talk: str | None) -> None:
        """Say which talk a mention is in, or that it is in none, so that the shelf need not be asked."""
        self._of[uid] = self._load(talk) if talk else None

    def prepare(self, mentions: Iterable[Mention]) -> None:
        """Have the shelf bring at once what these mentions will ask for."""
        since: dict[str, int] = {}
        for m in mentions:
            for key in self.asks(m):
                since[key] = min(since.get(key, m.day), m.day)
        self._fetch(since)

    def place(self, m: Mention, chain: Chain | None) -> Change:
        """Put a mention into a chain, or into a new one."""
        if chain is None:
            chain, until = Chain.of(m), FOREVER
        else:
            until = chain.insert(m)
        for key in chain.keys:
            self._by_key.setdefault(key, {})[id(chain)] = chain
        for key in self.asks(m):
            self._asking.setdefault(key, {})[m.uid] = m
        self._of[m.uid] = self.moved[m.uid] = self.changed[id(chain)] = chain
        self._mentions[m.uid] = m
        return Change(chain, chain.keys, until, chain.last[0])

    def remove(self, m: Mention) -> Change:
        """Take a mention out of its chain."""
        chain = self.chain_of(m.uid)
        if chain is None:
            return Change(None, frozenset(), FOREVER, 0)
        keys, last = chain.keys, chain.last[0]
        until = chain.remove(m)
        for key in keys if chain.empty else keys - chain.keys:
            self._by_key.get(key, {}).pop(id(chain), None)
        for key in self.asks(m):
            self._asking.get(key, {}).pop(m.uid, None)
        self._of[m.uid] = None
        self.moved.pop(m.uid, None)
        self._mentions.pop(m.uid, None)
        self._asks.pop(m.uid, None)
        self.changed[id(chain)] = chain
        return Change(chain, keys, until, last)

    def _fetch(self, days: dict[str, int]) -> None:
        if not days or not self.shelf:
            return
        self._fetched.update(days)
        for key, talk in self.shelf.chains({k: day - (reach(k) or _FAR) for k, day in days.items()}):
            chain = self._load(talk)
            if chain is not None and key in chain.keys:
                self._by_key.setdefault(key, {})[id(chain)] = chain

    def _load(self, talk: str) -> Chain | None:
        if talk not in self._by_id and self.shelf and (chain := self.shelf.chain(talk)) is not None:
            self._by_id[talk] = chain
        return self._by_id.get(talk)
