"""What finding the value of a time needs and yields: the page so far, and a time on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from pourparlers.reading.parsed import Parsed
from pourparlers.reading.times import tense as time_tense
from pourparlers.reading.times import values as cal
from pourparlers.reading.times.patterns import Hit
from pourparlers.reading.times.values import Day
from pourparlers.vocabulary import TimexType

PUBLICATION: Final = "publication"


@dataclass(slots=True, eq=False)
class Found:
    """A time of the text. ``day`` is the first day of it, ``unit`` how precise it is; both None for a vague one.

    ``anchor`` is PUBLICATION, the time that it counts from, or None.
    """

    start: int
    end: int
    type: TimexType
    value: str | None
    rule: str
    day: Day | None = None
    unit: str | None = None
    anchor: Found | str | None = None


@dataclass(slots=True)
class Page:
    """An article while its times are read: the day of publication, and the times so far."""

    parsed: Parsed
    lowered: str
    published: Day | None
    found: list[Found] = field(default_factory=list)
    _directions: dict[tuple[int, int], int] = field(default_factory=dict)

    def direction(self, hit: Hit) -> int:
        """Whether the words around put this time behind or ahead."""
        key = hit.match.span()
        if key not in self._directions:
            self._directions[key] = time_tense.direction(self.parsed, *key)
        return self._directions[key]

    def weight(self, hit: Hit) -> float:
        """How much the tense counts: little for a date that hangs on a noun ("les élections du 3 mai")."""
        before = self.lowered[max(0, hit.start - 3) : hit.start]
        if abs(self.direction(hit)) > 1:
            return cal.STRICT
        if not before.endswith(("du ", "de ", " d'", "es ")):
            return cal.AGAINST
        loose = self.direction(hit) < 0 or not time_tense.is_of_plan(self.parsed, hit.start, hit.end)
        return cal.LOOSE if loose else cal.AGAINST

    def is_habit(self, hit: Hit) -> bool:
        """Does the sentence tell of what happens every year ("habituellement en octobre")?"""
        return time_tense.is_habit(self.parsed, hit.start)

    def said(self, units: tuple[str, ...] = ("day",)) -> Found | None:
        """The last time before here that is this precise: what "la veille" counts from."""
        return next((f for f in reversed(self.found) if f.day and f.unit in units), None)

    def block_at(self, offset: int) -> tuple[int, int] | None:
        """Where the paragraph or heading around an offset begins and ends."""
        return next(((b.start, b.end) for b in self.parsed.prose.blocks if b.start <= offset < b.end), None)


def day_found(hit: Hit, value_day: Day | None, anchor: Found | str | None, part: str | None = None) -> list[Found]:
    """One time of one day, or of a part of it."""
    if value_day is None:
        kind: TimexType = "TIME" if part else "DATE"
        return [Found(hit.start, hit.end, kind, None, hit.rule.name, None, None, anchor)]
    value = value_day.isoformat()
    if part:
        value += f"T{part}"
    return [Found(hit.start, hit.end, "TIME" if part else "DATE", value, hit.rule.name, value_day, "day", anchor)]


def plain(
    hit: Hit, value: str | None, day: Day | None = None, unit: str | None = None, anchor: Found | str | None = None
) -> list[Found]:
    """One time of this value, of the type that the rule gives."""
    return [Found(hit.start, hit.end, hit.rule.type, value, hit.rule.name, day, unit, anchor)]  # type: ignore[arg-type]
