"""How well a mention fits a talk: a sum of reasons, each with its weight and what it saw.

The weights were set by hand on made-up and real chains of reports; ``JOINS`` is what a mention needs to join.
"""

from __future__ import annotations

from typing import NamedTuple

from pourparlers.linking.dates import gap, iso
from pourparlers.linking.mentions import NOWHERE, Mention, Party
from pourparlers.linking.names import same_name, words_of_class
from pourparlers.linking.profile import Profile

JOINS = 1.5
"""The score from which a mention joins a talk."""

NEVER = -9.0
"""The weight of what rules a link out."""

SAME_PERSON, SAME_STATE, SAME_NAME = 1.2, 0.6, 1.2
OTHER_PERSON, LACKING, STRANGER = -2.0, -0.3, -1.2

HELD, HELD_AND_OFF = -4.0, -1.0
"""What is to come is not what was held; but what is off was hardly held, where no day is given for it."""

STILL_TO_COME = -1.5
"""A visit that took place, undated, is hardly the summit that was still to come the day before."""

_KINDS = {
    frozenset(("summit", "meeting")): 0.0,
    frozenset(("summit", "talks")): -0.6,
    frozenset(("summit", "visit")): -0.3,
    frozenset(("summit", "conference")): -0.3,
    frozenset(("meeting", "talks")): 0.0,
    frozenset(("meeting", "visit")): -0.2,
    frozenset(("meeting", "conference")): -0.6,
    frozenset(("visit", "talks")): -0.6,
    frozenset(("visit", "conference")): -0.6,
    frozenset(("talks", "conference")): 0.0,
}
_CALL_AND_OTHER = -3.5


class Reason(NamedTuple):
    """One reason for or against a link: what was compared, its weight, what was seen."""

    what: str
    weight: float
    seen: str = ""


class Score(NamedTuple):
    """The sum of the reasons."""

    total: float
    reasons: tuple[Reason, ...]


def score(m: Mention, p: Profile) -> Score | None:
    """How well a mention fits; None where the parties alone rule it out."""
    parties = _parties(m, p)
    if parties is None:
        return None
    reasons = [
        *parties,
        _kind(m, p),
        *_place(m, p),
        *_date(m, p),
        *_course(m, p),
        _recency(m, p),
        *_words(m, p),
    ]
    if m.article in p.articles:
        reasons.append(Reason("article", -1.5, "another meeting of the same article"))
    return Score(round(sum(r.weight for r in reasons), 3), tuple(r for r in reasons if r.weight))


def _parties(m: Mention, p: Profile) -> list[Reason] | None:
    """Each party of the mention finds its like in the talk: the person, else the state."""
    there = bool(m.place) and any(_same_place(m, place, country) for place, country, _ in p.places)
    if there and not p.people and not p.states:
        return [Reason("gathering", SAME_NAME, m.place)]
    reasons, met, clash = [], 0, 0
    for q in m.parties:
        reason = _gathering(m, q, p, there) if m.is_gathering(q) else _party(q, p)
        reasons.append(reason)
        met += (2 if reason.what == "gathering" else 1) * (reason.weight > 0)
        clash += reason.weight == OTHER_PERSON
    if not met or clash > 1 or (clash and met < 2):
        return None
    lacking = len(p.states) - len(m.parties)
    if lacking > 0 and len(m.parties) > 1:
        reasons.append(Reason("fewer parties", LACKING * lacking))
    return reasons


def _party(q: Party, p: Profile) -> Reason:
    if q.person and any(same_name(q.key, k) for c, k, _ in p.people if c == q.country or NOWHERE in (c, q.country)):
        return Reason("person", SAME_PERSON, q.name)
    if not q.person and q.key in p.others:
        return Reason("name", SAME_NAME if q.country == NOWHERE else SAME_STATE, q.name)
    if q.country in p.states and q.country != NOWHERE:
        another = q.person and any(country == q.country for country, _, _ in p.people)
        return Reason("another person" if another else "state", OTHER_PERSON if another else SAME_STATE, q.name)
    return Reason("party", STRANGER, q.name)


def _gathering(m: Mention, q: Party, p: Profile, there: bool) -> Reason:
    same = q.key in p.others or (there and m.kind in {k for k, _ in p.kinds})
    return Reason("gathering", SAME_NAME, q.name) if same else Reason("party", STRANGER, q.name)


def _same_place(m: Mention, place: str, country: str) -> bool:
    return same_name(m.place, place) and (not m.place_country or not country or m.place_country == country)


def _kind(m: Mention, p: Profile) -> Reason:
    total = sum(n for _, n in p.kinds)
    weight = sum(n * _between(m.kind, kind) for kind, n in p.kinds) / total
    return Reason("kind", round(weight, 2), m.kind)


def _between(a: str, b: str) -> float:
    if a == b:
        return 0.5
    return _CALL_AND_OTHER if "call" in (a, b) else _KINDS[frozenset((a, b))]


def _place(m: Mention, p: Profile) -> list[Reason]:
    if not m.place or not p.places or m.kind == "call":
        return []
    if any(_same_place(m, place, country) for place, country, _ in p.places):
        return [Reason("place", 1.2, m.place)]
    if m.place_country and any(m.place_country == country for _, country, _ in p.places):
        return [Reason("place", 0.5, f"{m.place}, {m.place_country}")]
    if not m.place_country or not all(country for _, country, _ in p.places):
        return [Reason("place", -1.0, f"{m.place} / {p.places[-1][0]}")]
    return [Reason("place", -2.5, f"{m.place} / {p.places[-1][0]}")]


def _date(m: Mention, p: Profile) -> list[Reason]:
    """Dates said by both: the same, near, or so far apart that only a change of date explains it."""
    if not m.when or not p.dates:
        return []
    apart, when = min((gap(m.when, d), d) for d in p.dates)
    exact = m.when[1] - m.when[0] <= 1 and when[1] - when[0] <= 1
    seen = f"{iso(m.when[0])} / {iso(when[0])}"
    if apart == 0:
        return [Reason("date", 2.0 if exact else 1.0, seen)]
    if apart == 1:
        return [Reason("date", 0.3 if m.kind != "call" else -0.5, seen)]
    if m.held and p.held_by is not None:
        return [Reason("date", NEVER, seen)]
    moved = m.off or p.off is not None
    return [Reason("date", -min(4.0, 1.0 + apart / (14 if moved else 4)), seen)]


def _course(m: Mention, p: Profile) -> list[Reason]:
    """Does it make sense in time? What was held is not to come; what is to come was not held long ago."""
    same_day = bool(m.when and any(gap(m.when, d) == 0 for d in p.dates))
    if m.ahead and p.held_by is not None and m.day > p.held_by and not same_day:
        return [
            Reason(
                "already held",
                HELD_AND_OFF if not p.held_dated and (m.off or p.off is not None) else HELD,
                iso(p.held_by),
            )
        ]
    if m.held and m.when and p.ahead is not None and m.when[1] < p.ahead - 1 and m.when[1] < p.first - 1:
        return [Reason("held before it was first spoken of", NEVER, iso(m.when[1]))]
    if m.held and m.when is None and p.held_by is not None and m.day - p.held_by > 3:
        return [Reason("held when?", -0.5)]
    if m.held and m.when is None and p.held_by is None and _still_to_come(m, p):
        return [Reason("still to come", STILL_TO_COME, m.kind)]
    due = max((d[1] for d in p.dates), default=None)
    if m.ahead and due is not None and m.day > due + 10 and not same_day and p.off is None:
        return [Reason("its date has gone by", -2.0, iso(due))]
    return []


def _still_to_come(m: Mention, p: Profile) -> bool:
    """Was the talk spoken of as to come only just now, on no day that has come, and under other names?"""
    due = any(first <= m.day for first, _ in p.dates)
    return p.ahead is not None and m.day - p.ahead <= 1 and not due and m.kind not in {kind for kind, _ in p.kinds}


def _recency(m: Mention, p: Profile) -> Reason:
    days = m.day - p.last
    if m.when and any(gap(m.when, d) == 0 for d in p.dates):
        return Reason("days since", 0.3 if days <= 10 else 0.0, str(days))
    weight = 1.0 if days <= 4 else 0.6 if days <= 14 else 0.2 if days <= 30 else -0.7 if days <= 60 else -1.5
    return Reason("days since", weight, str(days))


def _words(m: Mention, p: Profile) -> list[Reason]:
    reasons = []
    common = sorted(m.words & p.words)
    if common:
        reasons.append(Reason("words", min(0.6, 0.15 * len(common)), " ".join(common[:6])))
    prepares = words_of_class("preparatory")
    if m.words & prepares and p.words & prepares:
        reasons.append(Reason("preparatory", 0.5))
    return reasons
