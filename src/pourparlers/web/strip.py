"""A strip of time: lanes of small marks, from the first day to the last."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LANES = ("meets", "does", "says", "of it")
LANE, LEFT, WIDTH = 22, 130, 900
"""Height of a lane, where the days start, width of all, in pixels."""

TICKS = 6


@dataclass(frozen=True, slots=True)
class Dated:
    """Something on a day, in a lane; ``style`` is a status or the kind of a source."""

    lane: str
    on: str
    style: str
    address: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark where it stands."""

    x: float
    y: float
    mark: Dated


@dataclass(frozen=True, slots=True)
class Strip:
    """The drawing: the lanes that hold something with their height, the marks, days along the foot."""

    width: int
    height: int
    lanes: list[tuple[str, float]]
    spots: list[Spot]
    ticks: list[tuple[float, str]]


def lay_out(marks: Sequence[Dated]) -> Strip | None:
    """Lay marks out; None if fewer than two have a day."""
    dated = sorted((m for m in marks if m.on), key=lambda m: (m.on, LANES.index(m.lane), m.style))
    if len(dated) < 2:
        return None
    first, last = _day(dated[0].on), _day(dated[-1].on)
    scale = (WIDTH - LEFT - 60) / max(1, last - first)
    lanes = [name for name in LANES if any(m.lane == name for m in dated)]
    heights = {name: LANE * (n + 0.6) for n, name in enumerate(lanes)}
    crowd: Counter[tuple[str, str]] = Counter()
    spots = []
    for m in dated:
        aside = min(crowd[m.lane, m.on], 3) * 4
        crowd[m.lane, m.on] += 1
        spots.append(Spot(round(LEFT + (_day(m.on) - first) * scale + aside, 1), heights[m.lane], m))
    height = LANE * len(lanes) + 26
    return Strip(WIDTH, height, list(heights.items()), spots, _ticks(first, last, scale))


def _day(value: str) -> int:
    return dt.date.fromisoformat(value).toordinal()


def _ticks(first: int, last: int, scale: float) -> list[tuple[float, str]]:
    days = sorted({first + (last - first) * n // (TICKS - 1) for n in range(TICKS)})
    return [(round(LEFT + (d - first) * scale, 1), dt.date.fromordinal(d).isoformat()) for d in days]
