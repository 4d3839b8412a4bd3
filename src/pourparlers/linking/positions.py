"""What each side asks, offers and refuses over all articles: acts gathered by actor, recipient and object.

Acts belong together where the same side does something to the same side about the same thing: their objects share
half the words of the shorter one. A side is a state; who has none is a side by name.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pourparlers.linking.contradictions import DAYS
from pourparlers.linking.mentions import NOWHERE
from pourparlers.linking.names import fold, name_key, words_of_class
from pourparlers.record import Span
from pourparlers.vocabulary import ActType, Certainty, Polarity, SourceKind

Stance = Literal["asks", "for", "against", "accuses", "acts against"]

_STANCES: dict[ActType, Stance] = {
    "REQUEST": "asks",
    "REJECT": "against",
    "AGREE": "for",
    "CONCEDE": "for",
    "SUPPORT": "for",
    "COOPERATE": "for",
    "AID": "for",
    "RETREAT": "for",
    "ACCUSE": "accuses",
    "THREATEN": "acts against",
    "SANCTION": "acts against",
    "COERCE": "acts against",
}
_TURNED: dict[Stance, Stance] = {"for": "against", "against": "for"}
_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does something, or to whom it is done."""

    name: str
    country: str

    @property
    def side(self) -> str:
        """The state, or the name of who has none."""
        return self.country if self.country != NOWHERE else name_key(self.name)


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act as one article has it: ``on`` is the day it was said, ``country`` that of the source."""

    act: str
    article: int
    document: str
    on: str
    type: ActType
    actors: tuple[Doer, ...]
    recipients: tuple[Doer, ...]
    object: str | None
    polarity: Polarity
    certainty: Certainty
    hearsay: bool
    source: str | None
    source_kind: SourceKind | None
    country: str
    outlet: str
    url: str | None
    evidence: Span

    @property
    def stance(self) -> Stance:
        """What the act comes to: asking, being for it, being against it…"""
        stance = _STANCES[self.type]
        return _TURNED.get(stance, stance) if self.polarity == "negative" else stance


@dataclass(frozen=True, slots=True)
class Position:
    """What one side asks of, offers to, refuses another, about one thing; ``lines`` in the order of time.

    ``moved``: the stance was another at first. ``contradictions``: pairs of indexes of lines at odds.
    """

    actor: str
    actor_names: tuple[str, ...]
    recipient: str | None
    recipient_names: tuple[str, ...]
    object: str | None
    type: ActType
    stance: Stance
    since: str
    last: str
    sources: tuple[str, ...]
    lines: tuple[ActLine, ...]
    moved: bool
    contradictions: tuple[tuple[int, int], ...]


def positions(lines: Iterable[ActLine]) -> list[Position]:
    """The positions that acts make up, the last spoken of first."""
    piles: dict[tuple[str, str | None, str], list[ActLine]] = defaultdict(list)
    for x in sorted(lines, key=lambda x: (x.on, x.document, x.evidence.start, x.act)):
        family = "asks" if x.type == "REQUEST" else "accuses" if x.stance == "accuses" else "does"
        for actor in sorted({a.side for a in x.actors}):
            recipients: list[str | None] = [*sorted({r.side for r in x.recipients})]
            for recipient in recipients or [None]:
                piles[actor, recipient, family].append(x)
    found = [_position(actor, to, group) for (actor, to, _), pile in piles.items() for group in _by_object(pile)]
    return sorted(found, key=lambda p: (p.last, p.since, p.actor, p.recipient or "", p.object or ""), reverse=True)


def _by_object(lines: Sequence[ActLine]) -> list[list[ActLine]]:
    groups: list[tuple[set[str], list[ActLine]]] = []
    for x in lines:
        words = object_words(x)
        for seen, group in groups:
            if _about_the_same(words, seen):
                seen |= words
                group.append(x)
                break
        else:
            groups.append((set(words), [x]))
    return [group for _, group in groups]


def object_words(x: ActLine) -> frozenset[str]:
    """The words that tell what an act is about: those of its object, else of the act itself."""
    common = words_of_class("common")
    return frozenset(w for w in fold(x.object or x.evidence.text).split() if len(w) > 3 and w not in common)


def _about_the_same(a: frozenset[str], b: set[str]) -> bool:
    shorter = min(len(a), len(b))
    return len(a & b) >= max(1.0, _SHARED * shorter) if shorter else not a and not b


def _position(actor: str, recipient: str | None, lines: list[ActLine]) -> Position:
    sure = [x for x in lines if not x.hearsay] or lines
    last = sure[-1]
    return Position(
        actor=actor,
        actor_names=_names(a for x in lines for a in x.actors if a.side == actor),
        recipient=recipient,
        recipient_names=_names(r for x in lines for r in x.recipients if r.side == recipient),
        object=max((x.object for x in lines if x.object), key=len, default=None),
        type=last.type,
        stance=last.stance,
        since=lines[0].on,
        last=lines[-1].on,
        sources=tuple(dict.fromkeys(x.source for x in lines if x.source)),
        lines=tuple(lines),
        moved=any(x.stance != last.stance and x.on < last.on for x in sure),
        contradictions=tuple(_at_odds(lines)),
    )


def _names(doers: Iterable[Doer]) -> tuple[str, ...]:
    return tuple(name for name, _ in Counter(d.name for d in doers).most_common())


def _at_odds(lines: Sequence[ActLine]) -> Iterable[tuple[int, int]]:
    """Pairs of which one says that it was done and the other, of another side and within days, that it was not."""
    for i, x in enumerate(lines):
        for j, y in enumerate(lines[i + 1 :], i + 1):
            if not (x.on and y.on) or _days(x.on, y.on) > DAYS:
                break
            if x.type == y.type and x.polarity != y.polarity and _side(x) and _side(y) and _side(x) != _side(y):
                yield i, j


def _side(x: ActLine) -> str:
    if not x.source:
        return ""
    return x.country if x.country != NOWHERE and x.source_kind != "media" else f"={name_key(x.source)}"


def _days(first: str, last: str) -> int:
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days
