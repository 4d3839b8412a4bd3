"""Ninety days of a talk as a small drawing: a block a report, above the line what goes ahead, below it what not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pourparlers.vocabulary import Status

DAYS: Final = 90
WIDTH, HEIGHT, MIDDLE = 150, 34, 17
"""Size of the drawing in pixels, and where its line is."""

BLOCK, TALL = 4, 5
"""Width and height of a block."""

MOST: Final = 3
"""Blocks that fit on one side of the line on one day."""

_OFF: Final = frozenset({"postponed", "suspended", "cancelled", "ruled_out"})


@dataclass(frozen=True, slots=True)
class Block:
    """A report: its place and status."""

    x: float
    y: float
    status: Status


def blocks(spark: Sequence[tuple[str, Status]], until: str) -> list[Block]:
    """Where the blocks of the ninety days up to ``until`` (an ISO day) stand."""
    if not until:
        return []
    end = dt.date.fromisoformat(until)
    crowd: Counter[tuple[int, bool]] = Counter()
    found = []
    for on, status in spark:
        age = (end - dt.date.fromisoformat(on)).days if on else DAYS
        off = status in _OFF
        crowd[age, off] += 1
        if age >= DAYS or crowd[age, off] > MOST:
            continue
        n = crowd[age, off]
        y = MIDDLE + 1 + (n - 1) * TALL if off else MIDDLE - n * TALL
        found.append(Block(round((DAYS - 1 - age) * (WIDTH - BLOCK) / (DAYS - 1), 1), y, status))
    return found


def paths(spark: Sequence[tuple[str, Status]], until: str) -> list[tuple[Status, str]]:
    """The blocks as one path for each status."""
    found: dict[Status, str] = {}
    for b in blocks(spark, until):
        found[b.status] = f"{found.get(b.status, '')}M{b.x:g} {b.y:g}h{BLOCK}v{TALL - 1}h-{BLOCK}z"
    return list(found.items())


def tally(spark: Sequence[tuple[str, Status]]) -> list[tuple[Status, int]]:
    """How many reports of each status, the most first."""
    return Counter(status for _, status in spark).most_common()
