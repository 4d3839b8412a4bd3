"""What linking knows of one meeting of one article: a mention, taken from its record."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cache

from pourparlers.knowledge.tables import rows
from pourparlers.linking.dates import Interval, interval
from pourparlers.linking.names import fold, name_key, words_of_class
from pourparlers.record import Entity, Meeting, Record, Span
from pourparlers.vocabulary import MeetingKind

NOWHERE = "ZZZ"
"""The code of no country, or of one not known."""


_SPEAKING = frozenset({"spokesperson"})
_PREPARING = frozenset({"adviser", "deputy", "envoy", "minister", "military"})
"""Ranks of those who speak for others, and of those who are at a summit only beside the heads that hold it."""


@dataclass(frozen=True, slots=True)
class Party:
    """A participant: its name as written and as compared, its state, and whether it is a person by name."""

    name: str
    key: str
    country: str
    person: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """One meeting of one article, as far as linking looks at it.

    ``day`` is the day of publication, or where that is not known the first day of the meeting, or 0.
    ``held``: the article says that it took place; ``ahead``: it speaks of it as to come, or as not to come, or gives a
    day after its own.
    """

    uid: str
    article: str
    day: int
    kind: MeetingKind
    parties: tuple[Party, ...]
    place: str
    place_country: str
    when: Interval | None
    held: bool
    ahead: bool
    off: bool
    words: frozenset[str]

    @property
    def order(self) -> tuple[int, int, str]:
        """Where the mention stands in the order of linking: by day, the fullest first, then by its id."""
        return self.day, -self.fullness, self.uid

    @property
    def fullness(self) -> int:
        """How much the article tells of the meeting: persons by name, place, date."""
        named = sum(p.person for p in self.parties)
        exact = self.when is not None and self.when[1] - self.when[0] <= 1
        return 2 * min(named, 3) + 2 * exact + (self.when is not None) + bool(self.place)

    @property
    def states(self) -> tuple[str, ...]:
        """The states of the parties, sorted; of a visit by one party, that of the place too."""
        found = {p.country for p in self.parties if p.country != NOWHERE}
        if self.kind == "visit" and len(self.parties) == 1 and self.place_country:
            found.add(self.place_country)
        return tuple(sorted(found))

    @property
    def others(self) -> tuple[str, ...]:
        """The names of parties that have no state, gatherings named after their place aside."""
        return tuple(p.key for p in self.parties if p.country == NOWHERE and p.key and not self.is_gathering(p))

    @property
    def lone(self) -> bool:
        """Does the article name one side only, or only the gathering?"""
        sides = [p for p in self.parties if p.country != NOWHERE]
        return len(self.states) + len(self.others) < 2 and len(sides) < 2

    def is_gathering(self, p: Party) -> bool:
        """Is the party the meeting itself, named after its place ("sommet de Budapest")?"""
        return (
            not p.person and p.country == NOWHERE and bool(self.place) and set(self.place.split()) <= set(p.key.split())
        )


def dumps(m: Mention) -> str:
    """A mention as JSON."""
    fields = {name: getattr(m, name) for name in m.__slots__}
    return json.dumps(
        fields | {"parties": [(p.name, p.key, p.country, p.person) for p in m.parties]},
        default=sorted,
        ensure_ascii=False,
    )


def loads(text: str) -> Mention:
    """A mention from its JSON."""
    d = json.loads(text)
    d["parties"] = tuple(Party(*p) for p in d["parties"])
    d["when"] = tuple(d["when"]) if d["when"] else None
    d["words"] = frozenset(d["words"])
    return Mention(**d)


def uid_of(sha256: str, start: int, nth: int) -> str:
    """The id of a meeting: from its article's text and the place of its first words, so that re-reading keeps it."""
    return hashlib.sha256(f"{sha256}:{start}:{nth}".encode()).hexdigest()[:16]


def mentions_of(record: Record) -> list[tuple[Mention, Meeting]]:
    """The mentions of a record, with the meetings that they stand for."""
    entities = {e.id: e for e in record.entities}
    seen: dict[int, int] = {}
    found = []
    for meeting in record.meetings:
        start = min((s.start for s in _spans(meeting)), default=0)
        nth = seen[start] = seen.get(start, -1) + 1
        uid = uid_of(record.document.sha256, start, nth)
        found.append((_mention(uid, record, meeting, entities), meeting))
    return found


def _spans(meeting: Meeting) -> list[Span]:
    return [*meeting.mentions, *(r.evidence for r in meeting.reports)]


def _mention(uid: str, record: Record, meeting: Meeting, entities: dict[str, Entity]) -> Mention:
    when = interval(meeting.date)
    published = record.document.published
    statuses = {r.status for r in meeting.reports} | {meeting.status}
    common = words_of_class("common")
    texts = " ".join(s.text for s in meeting.mentions)
    to_come = published is not None and when is not None and when[0] > published.toordinal()
    return Mention(
        uid=uid,
        article=record.document.sha256,
        day=published.toordinal() if published else when[0] if when else 0,
        kind=meeting.kind,
        parties=_as_met([entities[i] for i in meeting.participants], meeting.kind),
        place=fold(meeting.place.text) if meeting.place else "",
        place_country=(meeting.place.country or "") if meeting.place else "",
        when=when,
        held=meeting.status == "held" and not to_come,
        ahead=to_come or meeting.status in ("floated", "planned", "postponed", "suspended", "cancelled", "ruled_out"),
        off=bool(statuses & {"postponed", "suspended", "cancelled", "ruled_out"}),
        words=frozenset(w for w in fold(texts).split() if len(w) > 3 and w not in common),
    )


def _as_met(found: list[Entity], kind: MeetingKind) -> tuple[Party, ...]:
    """The participants; who only speaks for those who meet, or is at a summit beside them, stands for the state."""
    ranks = [_ranks().get(e.office or "", "") for e in found]
    people = [rank for e, rank in zip(found, ranks, strict=True) if e.kind == "person" and rank not in _SPEAKING]
    of_ministers = len(people) > 1 and all(rank in _PREPARING for rank in people)
    aside = _SPEAKING | (_PREPARING if kind == "summit" and not of_ministers else frozenset())
    parties = [party_of(e) for e in found]
    return tuple(
        replace(p, person=False) if rank in aside and p.country != NOWHERE else p
        for p, rank in zip(parties, ranks, strict=True)
    )


@cache
def _ranks() -> dict[str, str]:
    """The rank of each office, as the table of offices has it."""
    return {row["office"]: row["rank"] for row in rows("fr/offices.tsv")}


def party_of(entity: Entity) -> Party:
    """An entity as a participant."""
    country = entity.countries[0] if entity.countries else NOWHERE
    return Party(entity.name, name_key(entity.name), country, entity.kind == "person")
