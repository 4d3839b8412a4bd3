"""A talk from its lines: participants, kind, place, date, status, changes, contradictions."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pourparlers.linking.contradictions import contradictions
from pourparlers.linking.dates import interval
from pourparlers.linking.lifecycle import course, shifts
from pourparlers.linking.mentions import NOWHERE, Mention, Party
from pourparlers.linking.names import name_key, same_name
from pourparlers.linking.talks import HistoryLine, Participant, Talk, no_news
from pourparlers.vocabulary import MeetingKind, Status


def talk_of(
    mentions: Sequence[Mention],
    lines: Iterable[HistoryLine],
    corrected: tuple[Status, str] | None = None,
    today: dt.date | None = None,
) -> Talk:
    """The talk that mentions and their reports make up; at least one of each.

    ``corrected``: the status that a person gave, and who. ``today``: to tell whether its date has gone by.
    """
    ordered = sorted(mentions, key=lambda m: m.order)
    history = one_each(lines)
    who = participants(ordered)
    turns = course(history, {p.country for p in who})
    status = corrected[0] if corrected else turns[-1].status
    date = date_of(history)
    last_day = max((x.on for x in history), default="")
    return Talk(
        id=ordered[0].uid,
        kind=kind_of(ordered),
        participants=who,
        place=place_of(history),
        date=date,
        status=status,
        machine_status=turns[-1].status,
        history=tuple(history),
        contradictions=tuple(contradictions(history)),
        course=tuple(turns),
        shifts=tuple(shifts(history)),
        first_day=history[0].on,
        last_day=last_day,
        no_news_since=no_news(status, date, last_day, today) if today else None,
        corrected_by=corrected[1] if corrected else None,
    )


def one_each(lines: Iterable[HistoryLine]) -> list[HistoryLine]:
    """The lines in the order of time, one for each article, source and status: the first in the text.

    Those that a person rejects stay, and take no other's place.
    """
    ordered = sorted(lines, key=lambda x: (x.on, x.published, x.document, x.evidence.start, x.report))
    seen: set[tuple[int, str, str]] = set()
    kept = [x.report for x in ordered if x.rejected]
    for x in sorted((x for x in ordered if not x.rejected), key=lambda x: x.evidence.start):
        key = x.article, name_key(x.source) if x.source else "", x.status
        if key not in seen:
            seen.add(key)
            kept.append(x.report)
    chosen = set(kept)
    return [x for x in ordered if x.report in chosen]


def participants(mentions: Sequence[Mention]) -> tuple[Participant, ...]:
    """The parties, most named first; who is only a state where a person of it is named is left out."""
    groups: list[list[Party]] = []
    for m in mentions:
        for party in m.parties:
            for group in groups:
                if _same(party, group[0]):
                    group.append(party)
                    break
            else:
                groups.append([party])
    people: dict[str, int] = {}
    for g in groups:
        if g[0].person:
            people[g[0].country] = max(people.get(g[0].country, 0), len(g))
    kept = [g for g in groups if _counts(g, people)]
    needed = 1 + (len(mentions) - 1) // 6
    named = [g for g in kept if g[0].country != NOWHERE or g[0].person]
    chosen = named if len(named) > 1 else kept
    well_known = [g for g in chosen if len(g) >= needed]
    found = well_known if len(well_known) > 1 else chosen
    return tuple(sorted(map(_participant, found), key=lambda p: (-p.articles, p.name)))


def _counts(group: list[Party], people: dict[str, int]) -> bool:
    """Is it more than a slip? A state counts where no person of it is named, a person beside one named more often."""
    party = group[0]
    if party.person:
        return 4 * len(group) >= people[party.country]
    return party.country == NOWHERE or party.country not in people


def _same(a: Party, b: Party) -> bool:
    if a.person != b.person:
        return False
    if not a.person and a.country == b.country != NOWHERE:
        return True
    return (a.country == b.country or NOWHERE in (a.country, b.country)) and same_name(a.key, b.key)


def _participant(group: list[Party]) -> Participant:
    names = Counter(p.name for p in group)
    name = max(names, key=lambda n: (len(n.split()) if group[0].person else 0, names[n], n))
    countries = Counter(p.country for p in group if p.country != NOWHERE)
    country = max(countries, key=lambda c: (countries[c], c)) if countries else NOWHERE
    return Participant(name, country, len(group), group[0].person)


def kind_of(mentions: Sequence[Mention]) -> MeetingKind:
    """The kind that most articles give; in a tie, the first."""
    kinds = Counter(m.kind for m in mentions)
    return max(kinds, key=kinds.__getitem__)


def place_of(lines: Sequence[HistoryLine]) -> str | None:
    """The place: what is said where it took place, else what is said most, and of equals last."""
    weights: dict[str, float] = defaultdict(float)
    spelling: dict[str, str] = {}
    for i, x in enumerate(lines):
        if x.place and not x.rejected:
            weights[name_key(x.place)] += (3 if x.status == "held" else 1) + i / 1000
            spelling[name_key(x.place)] = x.place
    return spelling[max(weights, key=lambda k: weights[k])] if weights else None


def date_of(lines: Sequence[HistoryLine]) -> str | None:
    """The date: what is said where it took place, else the newest; the most precise of those that agree with it."""
    said = [x for x in lines if x.when and interval(x.when) and not x.rejected]
    held = [x for x in said if x.status == "held"]
    values = [x.when for x in (held or said) if x.when]
    if not values:
        return None
    counts = Counter(values)
    newest = values[-1] if not held else max(values, key=lambda v: (counts[v], v))
    around = interval(newest)
    assert around is not None
    inside = [(b[1] - b[0], v) for v in values if (b := interval(v)) and around[0] <= b[0] and b[1] <= around[1]]
    return min(inside)[1]


def marked(lines: Iterable[HistoryLine], rejected: frozenset[str]) -> list[HistoryLine]:
    """The lines with those marked that a person rejected."""
    return [replace(x, rejected=True) if x.report in rejected else x for x in lines]
