"""A talk as a drawing: a lane for each side and one for third parties and the press, a mark for each report.

Time runs from left to right, to scale, with long gaps folded. This module works out where everything stands;
``templates/timeline.svg`` draws it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from pourparlers.linking.talks import HistoryLine, Talk
from pourparlers.vocabulary import STATUS, SourceKind, Status

LANE = 50
"""Height of a lane, in pixels; so are all measures here."""

LEFT, RIGHT, TOP = 158, 24, 16
MARK = 19
"""Width that a mark takes."""

WIDTH = 1180
"""Width that a drawing fills where its days leave room."""

NARROW, WIDE = 20.0, 64.0
"""Bounds of the width of a day between two reports."""

FOLD_AFTER = 6
"""Days without a report that are drawn to scale; a longer gap is folded to this width."""

LETTER = 6.4
"""Width of a letter of a label, roughly."""

TICK = 52
"""Room that a date needs on the axis."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A report: its index in the talk's history, its place, shape and status; ``labelled`` if its word is shown."""

    index: int
    x: float
    y: float
    shape: SourceKind | None
    status: Status
    labelled: bool
    line: HistoryLine


@dataclass(frozen=True, slots=True)
class Lane:
    """A side (its state's code, "" for third parties and the press) and the height of its line."""

    country: str
    y: float


@dataclass(frozen=True, slots=True)
class Arc:
    """A contradiction: a curve between two marks."""

    path: str
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis; ``labelled`` if its date fits."""

    x: float
    day: str
    labelled: bool


@dataclass(frozen=True, slots=True)
class Fold:
    """A gap that is drawn shorter than it was: its middle, and its days."""

    x: float
    days: int


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the derived status; ``labelled`` if its word fits."""

    x: float
    width: float
    status: Status
    labelled: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole drawing."""

    width: float
    height: float
    left: float
    top: float
    axis_y: float
    band_y: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    arcs: tuple[Arc, ...]
    ticks: tuple[Tick, ...]
    folds: tuple[Fold, ...]
    bands: tuple[Band, ...]


def draw(talk: Talk) -> Timeline | None:
    """Lay a talk out; None if none of its reports has a day."""
    dated = [(i, line) for i, line in enumerate(talk.history) if line.on]
    if not dated:
        return None
    sides = [*dict.fromkeys(p.country for p in talk.participants if p.country != "ZZZ"), ""]
    lanes = tuple(Lane(country, TOP + LANE * (n + 0.5)) for n, country in enumerate(sides))
    columns, folds = _columns(dated, sides)
    marks = _marks(dated, sides, columns, lanes)
    bottom = TOP + LANE * len(lanes)
    right = max(max(m.x for m in marks) + 6 * LETTER + RIGHT, WIDTH)
    return Timeline(
        width=right,
        height=bottom + 66,
        left=LEFT,
        top=TOP,
        axis_y=bottom + 58,
        band_y=bottom + 8,
        lanes=lanes,
        marks=marks,
        arcs=_arcs(talk, {m.index: m for m in marks}),
        ticks=_ticks(columns),
        folds=tuple(folds),
        bands=_bands(talk, columns, right - RIGHT),
    )


def _lane_of(line: HistoryLine, sides: list[str]) -> int:
    if line.source is None or line.source_kind == "media" or line.country not in sides:
        return len(sides) - 1
    return sides.index(line.country)


def _columns(dated: list[tuple[int, HistoryLine]], sides: list[str]) -> tuple[dict[str, float], list[Fold]]:
    """Where each day with reports starts, and where gaps are folded."""
    crowd = Counter((line.on, _lane_of(line, sides)) for _, line in dated)
    days = sorted({line.on for _, line in dated})
    widths = {day: MARK * max(n for (on, _), n in crowd.items() if on == day) for day in days}
    gaps = [(dt.date.fromisoformat(b) - dt.date.fromisoformat(a)).days for a, b in pairwise(days)]
    steps = sum(min(gap, FOLD_AFTER) for gap in gaps)
    room = WIDTH - LEFT - RIGHT - sum(widths.values()) - 6 * LETTER
    step = min(WIDE, max(NARROW, room / steps)) if steps else WIDE
    x = float(LEFT)
    columns, folds = {days[0]: x}, []
    for gap, (before, day) in zip(gaps, pairwise(days), strict=True):
        x += widths[before]
        if gap > FOLD_AFTER:
            folds.append(Fold(round(x + step * FOLD_AFTER / 2 - MARK / 2, 1), gap))
        x = round(x + step * min(gap, FOLD_AFTER), 1)
        columns[day] = x
    return columns, folds


def _marks(
    dated: list[tuple[int, HistoryLine]], sides: list[str], columns: dict[str, float], lanes: tuple[Lane, ...]
) -> tuple[Mark, ...]:
    """The marks in the order of the history; a word is shown where a lane's status turns and there is room."""
    seen: Counter[tuple[str, int]] = Counter()
    taken: dict[int, tuple[Status, float]] = {}
    marks = []
    for index, line in dated:
        lane = _lane_of(line, sides)
        x = columns[line.on] + MARK * seen[line.on, lane]
        seen[line.on, lane] += 1
        before, until = taken.get(lane, (None, -1e9))
        labelled = line.status != before and x >= until
        if labelled or before is None:
            taken[lane] = (line.status, x + _room(line.status))
        marks.append(Mark(index, x, lanes[lane].y, line.source_kind, line.status, labelled, line))
    return tuple(marks)


def _arcs(talk: Talk, marks: dict[int, Mark]) -> tuple[Arc, ...]:
    """The curves between marks at odds, one for each pair of lanes and days.

    They bow to the right between lanes, over the lane within one.
    """
    arcs = []
    drawn = set()
    for c in talk.contradictions:
        a, b = marks.get(c.first), marks.get(c.second)
        if a and b and (ends := (a.line.on, a.y, b.line.on, b.y)) not in drawn:
            drawn.add(ends)
            bow = min(22.0, abs(a.x - b.x) / 3 + 8)
            x, y = ((a.x + b.x) / 2, a.y - bow * 2) if a.y == b.y else ((a.x + b.x) / 2 + bow, (a.y + b.y) / 2)
            arcs.append(Arc(f"M {a.x:g} {a.y:g} Q {x:g} {y:g} {b.x:g} {b.y:g}", c.first, c.second))
    return tuple(arcs)


def _room(status: Status) -> float:
    """The width of a status's word in the longer of the two languages."""
    term = STATUS[status]
    return LETTER * (max(len(term.fr), len(term.en)) + 1)


def _ticks(columns: dict[str, float]) -> tuple[Tick, ...]:
    ticks, last = [], -1e9
    for day, x in columns.items():
        fits = x - last >= TICK
        ticks.append(Tick(x, day, fits))
        last = x if fits else last
    return tuple(ticks)


def _bands(talk: Talk, columns: dict[str, float], right: float) -> tuple[Band, ...]:
    turns = [t for t in talk.course if t.on in columns]
    starts = [columns[t.on] - MARK / 2 for t in turns]
    bands = []
    for turn, x, end in zip(turns, starts, [*starts[1:], right], strict=True):
        fits = end - x >= _room(turn.status)
        bands.append(Band(x, end - x, turn.status, fits))
    return tuple(bands)
