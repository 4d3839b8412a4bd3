"""Linking: each mention joins the talk that it fits best, or starts one.

The outcome is a function of the set of mentions: they are taken in one fixed order (day, fullest first, id), and each
looks only at what stands before it. When a mention comes, goes or is judged, it is placed where it belongs in
that order, and the later ones that can see the difference are looked at again, and so on until nothing changes:
each at most once, for changes only reach later mentions.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from typing import NamedTuple

from pourparlers.linking.candidates import reach
from pourparlers.linking.judgements import Constraints
from pourparlers.linking.mentions import Mention
from pourparlers.linking.pool import Chain, Change, Order, Pool
from pourparlers.linking.scoring import JOINS, Reason, Score, score


class Link(NamedTuple):
    """Why a mention is where it is: its score with its talk, and the reasons; no score where it starts one."""

    score: float | None
    reasons: tuple[Reason, ...]


STARTS = Link(None, (Reason("first", 0.0),))
BY_HAND = Link(None, (Reason("joined by a person", 0.0),))
SPLIT = Link(None, (Reason("split off by a person", 0.0),))


def relink(pool: Pool, arrived: Iterable[Mention], gone: Iterable[Mention], rules: Constraints) -> dict[str, Link]:
    """Place the mentions that arrived, take out those that are gone, and settle all that this concerns.

    Returns the link of each mention that was looked at, by its id. The pool holds the new state.
    """
    leaving = {m.uid: m for m in gone}
    touched = [x for m in leaving.values() for x in _leave(pool, m, rules) if x.uid not in leaving]
    queue = [(m.order, m) for m in (*arrived, *touched)]
    heapq.heapify(queue)
    links: dict[str, Link] = {}
    while queue:
        _, m = heapq.heappop(queue)
        if m.uid not in links:
            links[m.uid], touched = _settle(pool, m, rules)
            pool.scored(m, links[m.uid].score)
            for x in touched:
                if x.uid not in links:
                    heapq.heappush(queue, (x.order, x))
    return links


def _settle(pool: Pool, m: Mention, rules: Constraints) -> tuple[Link, list[Mention]]:
    """Place one mention; its link, and the later mentions to look at again."""
    old = pool.chain_of(m.uid)
    new, link = choose(pool, m, rules)
    if old is not None and (old is new or (new is None and old.starts_with(m))):
        return link, []
    touched = _leave(pool, m, rules) if old is not None else []
    touched += _seeing(pool, pool.place(m, new), m, rules)
    return link, touched + _partners(pool, m, rules)


def _leave(pool: Pool, m: Mention, rules: Constraints) -> list[Mention]:
    """Take a mention out of its talk; the later mentions to look at again."""
    return _seeing(pool, pool.remove(m), m, rules) + _partners(pool, m, rules)


def _seeing(pool: Pool, change: Change, m: Mention, rules: Constraints) -> list[Mention]:
    """The later mentions to look at again: those in the chain that changed, and those that may like it better now."""
    found = []
    for x, inside, score_there in pool.later(change, m.order):
        judged = x.uid in rules.together or x.uid in rules.apart
        if inside or judged or _attracted(pool, x, change.chain, score_there):
            found.append(x)
    return found


def _attracted(pool: Pool, x: Mention, chain: Chain | None, score_there: float | None) -> bool:
    """Does a mention fit a chain at least as well as the one that it is in? Without a score there, it started it."""
    if chain is None or chain.empty:
        return False
    fit = _fit(pool, x, chain, x.order)
    return fit is not None and (score_there is None or fit.total >= score_there)


def _fit(pool: Pool, m: Mention, chain: Chain, order: Order) -> Score | None:
    """How well a mention fits a chain as it stands before it; None where it cannot join."""
    profile, keys = chain.before(order)
    if profile is None or not _within(pool.asks(m) & keys, m.day - profile.last):
        return None
    fit = score(m, profile)
    return fit if fit is not None and fit.total >= JOINS else None


def _partners(pool: Pool, m: Mention, rules: Constraints) -> list[Mention]:
    found = (pool.mention(uid) for uid in rules.concerned(m.uid))
    return [x for x in found if x is not None and x.order > m.order]


def choose(pool: Pool, m: Mention, rules: Constraints) -> tuple[Chain | None, Link]:
    """The talk that a mention joins, as things stand before it; None where it starts one.

    Who is with others by hand goes where they are; who is kept by hand from a mention before it goes nowhere else.
    """
    for uid in sorted(rules.together.get(m.uid, ())):
        other = pool.mention(uid)
        if other is not None and other.order < m.order and (chain := pool.chain_of(uid)) is not None:
            return chain, BY_HAND
    if any(_before(pool, uid, m) is not None for uid in rules.apart.get(m.uid, ())):
        return None, SPLIT
    best: tuple[float, Order, Chain, Link] | None = None
    order = m.order
    for chain in pool.chains(m):
        fit = _fit(pool, m, chain, order)
        if fit is None:
            continue
        if best is None or (fit.total, chain.order) > best[:2]:
            best = (fit.total, chain.order, chain, Link(fit.total, fit.reasons))
    return (best[2], best[3]) if best else (None, STARTS)


def _before(pool: Pool, uid: str, m: Mention) -> Chain | None:
    other = pool.mention(uid)
    return pool.chain_of(uid) if other is not None and other.order < m.order else None


def _within(keys: Iterable[str], days: int) -> bool:
    return any(r is None or days <= r for r in map(reach, keys))
