"""Talks that belong beside a talk (the call before, the preparatory meeting, the same parties again), each with why."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from pourparlers.i18n import N_
from pourparlers.linking.dates import interval
from pourparlers.linking.mentions import NOWHERE
from pourparlers.linking.names import name_key, same_name
from pourparlers.linking.talks import Talk
from pourparlers.store import Store
from pourparlers.store.assemble import assemble
from pourparlers.store.engine import reading
from pourparlers.store.views import Filters

MOST = 8
"""Related talks that are shown."""

LOOKED_AT = 24
NEAR = 30
"""Days around a talk within which others can be related to it."""

RELATIONS: Final = {
    "announced": N_("the call at which it came up"),
    "announces": N_("it came up at this call"),
    "prepared": N_("prepared by"),
    "prepares": N_("prepares"),
    "before": N_("the same parties, before"),
    "after": N_("the same parties, after"),
    "place": N_("a party in common, at the same place"),
    "spoken": N_("the same articles speak of both"),
}
"""How another talk can be related, by its key."""

_RANK = {key: n for n, key in enumerate(RELATIONS)}
_CALL_BEFORE: Final = 7
_WORKING = frozenset({"meeting", "talks", "call", "summit"})
"""Kinds of a preparatory meeting; the press lends it the name of what it prepares."""

_HIGH = frozenset({"summit", "visit", "conference"})


@dataclass(frozen=True, slots=True)
class Related:
    """Another talk, how it is related (a key of ``RELATIONS``), and how many articles speak of both."""

    talk: Talk
    relation: str
    articles: int


def of_talk(store: Store, talk: Talk) -> list[Related]:
    """The talks related to one, the closest first."""
    shared = _spoken_together(store, talk)
    near = [t for t in _of_the_same_states(store, talk) if t not in shared]
    looked_at = [*(uid for uid, _ in shared.most_common()), *near][:LOOKED_AT]
    with reading(store.engine) as connection:
        others = assemble(connection, looked_at)
    found = []
    for uid, other in others.items():
        how = relation(talk, other, shared[uid])
        if how:
            found.append(Related(other, how, shared[uid]))
    found.sort(key=lambda r: (_RANK[r.relation], -r.articles, _first(r.talk)))
    return found[:MOST]


def _spoken_together(store: Store, talk: Talk) -> Counter[str]:
    """The talks that this talk's articles speak of too, with how many of them do."""
    numbers = sorted({line.article for line in talk.history})[-200:]
    return Counter(t for a in store.articles(numbers) for t in a.talks if t != talk.id)


def _of_the_same_states(store: Store, talk: Talk) -> list[str]:
    states = list(dict.fromkeys(p.country for p in talk.participants if p.country != NOWHERE))[:3]
    since, until = _moved(talk.first_day, -NEAR), _moved(talk.last_day, NEAR)
    found: list[str] = []
    for a, b in combinations(states, 2):
        wanted = Filters(who=a, with_=b, since=since, until=until)
        found += [t.id for t in store.talks(wanted, limit=LOOKED_AT) if t.id != talk.id]
    return list(dict.fromkeys(found))


def relation(talk: Talk, other: Talk, articles: int = 0) -> str | None:
    """How another talk is related to a talk, as a key of ``RELATIONS``; None if it is not."""
    states = _states(talk) & _states(other)
    people = _people_shared(talk, other)
    begins, its = _first(talk), _first(other)
    if len(states) > 1 or people > 1:
        if other.kind == "call" and talk.kind != "call" and 0 <= _days(its, talk.first_day) <= _CALL_BEFORE:
            return "announced"
        if talk.kind == "call" and other.kind != "call" and 0 <= _days(begins, other.first_day) <= _CALL_BEFORE:
            return "announces"
        if people < 2 and _prepares(other, talk):
            return "prepared"
        if people < 2 and _prepares(talk, other):
            return "prepares"
        if people > 1 and abs(_days(its, begins)) <= 6 * NEAR:
            return "before" if its < begins else "after"
    if (states or people) and talk.place and other.place and name_key(talk.place) == name_key(other.place):
        return "place"
    return "spoken" if (states or people) and articles > 1 else None


def _prepares(small: Talk, great: Talk) -> bool:
    """Can one be the working meeting before the other? Of other people, of the same states, at that time."""
    if great.kind not in _HIGH or small.kind not in _WORKING or _rank(small) >= _rank(great):
        return False
    return _days(great.first_day, small.first_day) >= -NEAR and small.first_day <= great.last_day


def _rank(talk: Talk) -> int:
    """The more articles name its parties, the higher a talk stands."""
    return max((p.articles for p in talk.participants), default=0)


def _states(talk: Talk) -> set[str]:
    return {p.country for p in talk.participants if p.country != NOWHERE}


def _people_shared(talk: Talk, other: Talk) -> int:
    theirs = [name_key(p.name) for p in other.participants if p.person]
    return sum(any(same_name(name_key(p.name), t) for t in theirs) for p in talk.participants if p.person)


def _first(talk: Talk) -> str:
    """The first day of a talk: that of its date, else the day it was first spoken of."""
    days = interval(talk.date)
    return dt.date.fromordinal(days[0]).isoformat() if days else talk.first_day


def _days(first: str, last: str) -> int:
    if not first or not last:
        return 10_000
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days


def _moved(day: str, days: int) -> str | None:
    return (dt.date.fromisoformat(day) + dt.timedelta(days)).isoformat() if day else None


def ids(found: Iterable[Related]) -> list[dict[str, object]]:
    """Related talks for JSON: which, and why."""
    return [{"talk": r.talk.id, "relation": r.relation, "articles": r.articles} for r in found]
