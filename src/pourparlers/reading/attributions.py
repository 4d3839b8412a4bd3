"""Attributions: who says what, by which words."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.reading.entities import Entities
from pourparlers.reading.parsed import Parsed
from pourparlers.record import Attribution, Time


def find(parsed: Parsed, who: Entities, when: Sequence[Time]) -> list[Attribution]:
    """The attributions of an article, in the order of the text."""
    return []
