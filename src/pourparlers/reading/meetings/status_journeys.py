"""What was to be done on a journey that is off: "n'ira pas à Oslo, où il devait voir le roi"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pourparlers.reading.meetings.context import Told
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.status_fold import imperfect
from pourparlers.reading.meetings.words import words

_OFF: Final = frozenset({"ruled_out", "cancelled"})
_WHERE: Final = "où"


def fallen(cast: Cast, told: Sequence[Told]) -> list[Told]:
    """The mentions, those of meetings that were to be on a journey called off in the same sentence as cancelled."""
    return [_cancelled(t) if any(_was_to_be(cast, j, t) for j in told if _is_off(j)) else t for t in told]


def _is_off(journey: Told) -> bool:
    return journey.mention.kind == "visit" and any(a.status in _OFF for a in journey.assertions)


def _was_to_be(cast: Cast, journey: Told, there: Told) -> bool:
    """Does a mention stand in a clause with "où" and "devait" that hangs on the place of the journey?"""
    start, stop = journey.mention.head, there.mention.head
    if start >= stop or cast.parsed.sentence_of[start] != cast.parsed.sentence_of[stop]:
        return False
    must = any(cast.doc[i].lemma_ in words("must") and imperfect(cast.doc[i]) for i in range(start, stop))
    return must and _WHERE in cast.lower[start:stop]


def _cancelled(there: Told) -> Told:
    return replace(
        there,
        assertions=[replace(a, status="cancelled", off=True) if a.status == "planned" else a for a in there.assertions],
    )
