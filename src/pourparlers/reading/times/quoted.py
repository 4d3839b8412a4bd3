"""Days that a quotation counts from the day on which it was said ("« Nous verrons demain », a dit jeudi le maire")."""

from __future__ import annotations

import datetime as dt
from typing import Final

from pourparlers.reading.times import values as cal
from pourparlers.reading.times.found import PUBLICATION, Found, Page
from pourparlers.reading.times.values import Day

_COUNTED: Final = frozenset(("relative day", "this part"))
_SPOKEN: Final = frozenset(("weekday", "weekday and day of month", "day and month", "relative day"))
_REACH: Final = 60
"""How many characters from a quotation the day on which it was said may stand."""
_LINKS: Final = ("du ", "de ", "pour ", "avant ", "après ", "depuis ", "à ", "au ", "d'ici ")
"""Before a day that is not that of the cue."""


def count_from_utterance(page: Page) -> None:
    """Moves "demain", "hier", "ce soir" in a quotation to where they lie from the day that its cue gives."""
    published = page.published
    if published is None:
        return
    for found in page.found:
        if found.rule not in _COUNTED or found.day is None or found.anchor is not PUBLICATION:
            continue
        said = _utterance(page, found, published)
        if said and said.day:
            moved = cal.shift(found.day, (said.day - published).days, "day")
            if moved and found.value:
                found.value = found.value.replace(found.day.isoformat(), moved.isoformat())
                found.day, found.anchor = moved, said


def _utterance(page: Page, found: Found, published: Day) -> Found | None:
    """The day of the cue right after the quotation, else right before it; only a day of the week before."""
    prose = page.parsed.prose
    quote = prose.quote_at(found.start)
    if quote is None:
        return None
    week = dt.timedelta(days=cal.WEEK)
    days = [
        f
        for f in page.found
        if f.rule in _SPOKEN
        and f.day
        and published - week < f.day < published
        and prose.quote_at(f.start) is None
        and not page.lowered[max(0, f.start - 7) : f.start].endswith(_LINKS)
    ]
    after = (f for f in days if 0 <= f.start - quote.end <= _REACH and _is_one_clause(page, quote.end, f.start))
    before = (f for f in days if 0 <= quote.start - f.end <= _REACH and _is_one_clause(page, f.end, quote.start))
    return next(after, None) or next(before, None)


def _is_one_clause(page: Page, start: int, end: int) -> bool:
    return not any(mark in page.lowered[start:end] for mark in ".;!?«»")
