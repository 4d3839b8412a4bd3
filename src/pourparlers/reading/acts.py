"""Acts: what one side does to another, typed after PLOVER."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.reading.entities import Entities
from pourparlers.reading.parsed import Parsed
from pourparlers.record import Act, Attribution, Meeting, Time


def find(
    parsed: Parsed, who: Entities, when: Sequence[Time], said: Sequence[Attribution], met: Sequence[Meeting]
) -> list[Act]:
    """The acts of an article, in the order of the text."""
    return []
