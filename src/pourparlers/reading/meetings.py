"""Meetings, and each report of their fate."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.reading.entities import Entities
from pourparlers.reading.parsed import Parsed
from pourparlers.record import Attribution, Meeting, Time


def find(parsed: Parsed, who: Entities, when: Sequence[Time], said: Sequence[Attribution]) -> list[Meeting]:
    """The meetings of an article, in the order of the text."""
    return []
