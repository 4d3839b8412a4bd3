"""Whom a plural with a number means: "les deux hommes", "les deux chefs d'État", "les deux organisations"."""

from __future__ import annotations

from collections.abc import Callable

from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.focus import Focus

_LEADERS = frozenset(("head", "monarch", "leader"))


def last_people(focus: Focus, count: int, rank: str = "", office: str = "") -> list[Draft]:
    """The last two (or three) persons: "les deux hommes"; of a high rank, or else of no office that is told; those
    of one office are of different states ("les deux chefs d'État")."""
    high = rank in ("head", "minister", "monarch")
    found: list[Draft] = []
    if rank == "leader":
        found = _last_people(focus, count, lambda d: not _LEADERS.isdisjoint(d.ranks), abroad=True)
        return found or _last_people(focus, count, lambda d: True)
    if high:
        found = _last_people(focus, count, lambda d: rank in d.ranks, abroad=True)
        found = [_compeer(focus, d, office) for d in found]
    found = found or _last_people(focus, count, lambda d: not high or rank in d.ranks)
    if high and not found:
        found = _last_people(focus, count, lambda d: rank in d.ranks or not (d.offices or d.nouns or d.known))
    return found


def _last_people(focus: Focus, count: int, fits: Callable[[Draft], bool], *, abroad: bool = False) -> list[Draft]:
    """The last persons that fit, each of another state if they are to be so."""
    out: list[Draft] = []
    for s in reversed(focus.seen):
        people = (d for d in s.drafts if d.kind in ("person", "office") and d.number == "s")
        for d in people:
            same = abroad and any(d.codes[:1] == o.codes[:1] != [] for o in out)
            if d not in out and not same and fits(d):
                out.append(d)
        if len(out) >= count:
            break
    return out[:count][::-1] if len(out) >= count else []


def _compeer(focus: Focus, d: Draft, office: str) -> Draft:
    """Somebody, or who holds an office in the same state if they do not ("les deux chefs d'État": no minister)."""
    if not office or not d.codes or d.holds(office, ""):
        return d
    holders = (o for o in focus.recent() if o.kind in ("person", "office") and o.number == "s")
    return next((o for o in holders if o.codes[:1] == d.codes[:1] and o.holds(office, "")), d)


def last_bodies(focus: Focus, count: int) -> list[Draft]:
    """The last organizations that are named ("les deux organisations"), first those that stand together."""
    out: list[Draft] = []
    for s in reversed(focus.seen[-40:]):
        bodies = [d for d in s.drafts if d.kind == "organization" and d.number == "s"]
        if len(s.drafts) == count == len(bodies):
            return bodies
        out += [d for d in bodies if d not in out and s.form == "name"]
    return out[:count][::-1] if len(out) >= count else []
