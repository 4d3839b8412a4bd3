"""What the reports of a talk come to: its status, and how it changed.

The rule, as a reader can check it:

1. Each voice counts by its last word: of one source, only what it said on the last day that it spoke.
2. Each report has a standing: who speaks for a participant counts for most, who is named for more than who is not
   (``STANDING``). A report loses half its weight every ``HALF_LIFE`` days before the talk's last report.
3. The weights are added up for each side of the question (to come, taken place, off, possible); the heaviest side
   wins, in a tie the one spoken of last, and within it the heaviest status.
4. What is said to have taken place stays so, whatever its age: later reports that it is planned or possible speak of
   another time. Only reports of that day or later that it did not take place can outweigh it, if their standings add
   up to more; then it did not. What is said to have been under way on a day gone by took place; but a date gone by
   alone makes no meeting held, and what has a day still to come was not held yet, whatever is said.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pourparlers.linking.dates import interval, iso
from pourparlers.linking.mentions import NOWHERE
from pourparlers.linking.names import name_key
from pourparlers.linking.talks import HistoryLine, Shift, Turn
from pourparlers.vocabulary import Status

HALF_LIFE = 3.0
"""Days in which a report loses half its weight."""

STANDING = {
    ("named", True): 1.0,
    ("institution", True): 1.0,
    ("document", True): 1.0,
    ("anonymous", True): 0.7,
    (None, False): 0.8,
    ("named", False): 0.6,
    ("institution", False): 0.6,
    ("document", False): 0.6,
    ("media", False): 0.6,
    ("anonymous", False): 0.4,
    ("other", False): 0.3,
}
"""How much a report counts, by the kind of its source (None: the article) and whether it speaks for a participant."""

SIDES: dict[Status, str] = {
    "floated": "possible",
    "planned": "to come",
    "under_way": "taken place",
    "held": "taken place",
    "postponed": "off",
    "suspended": "off",
    "cancelled": "off",
    "ruled_out": "off",
}
"""The side of the question that a status is on."""


def standing(line: HistoryLine, states: Iterable[str]) -> float:
    """How much a report counts, before its age."""
    speaks_for = line.source is not None and line.country != NOWHERE and line.country in states
    return STANDING.get((line.source_kind, speaks_for), STANDING.get((line.source_kind, False), 0.3))


def status_of(lines: Sequence[HistoryLine], states: Iterable[str]) -> tuple[Status, int]:
    """The status that the reports come to, and the index of the report that decides it; at least one report.

    ``lines`` are in the order of time, ``states`` those of the participants. Rejected reports do not count, unless
    all are rejected.
    """
    turns = course(lines, states)
    return turns[-1].status, turns[-1].line


def course(lines: Sequence[HistoryLine], states: Iterable[str]) -> list[Turn]:
    """The status after each day on which it changed."""
    of = frozenset(states)
    counted = [(i, line) for i, line in enumerate(lines) if not line.rejected] or list(enumerate(lines))
    turns: list[Turn] = []
    words: dict[str, list[tuple[int, HistoryLine]]] = {}
    for n, (i, line) in enumerate(counted):
        voice = f"{line.country}:{name_key(line.source)}" if line.source else "the article"
        said = words.get(voice, [])
        line = _over(line)
        words[voice] = [x for x in said if x[1].on == line.on or _still_holds(x[1], line)] + [(i, line)]
        if n + 1 == len(counted) or counted[n + 1][1].on != line.on:
            status, decides = _weigh([x for xs in words.values() for x in xs], line.on, of)
            if not turns or turns[-1].status != status:
                turns.append(Turn(line.on, status, decides))
    return turns


def _over(line: HistoryLine) -> HistoryLine:
    """What a report says, seen from its day: what was under way on a day gone by took place, on one to come did not."""
    when = interval(line.when)
    if when is None or not line.on:
        return line
    if line.status == "under_way" and iso(when[1]) < line.on:
        return replace(line, status="held")
    return replace(line, status="planned") if line.status == "held" and line.on < iso(when[0]) else line


def _still_holds(before: HistoryLine, after: HistoryLine) -> bool:
    """Who said that it took place may go on to speak of the next time, and takes nothing back."""
    return before.status == "held" and SIDES[after.status] != "off"


def _weigh(lines: list[tuple[int, HistoryLine]], today: str, states: frozenset[str]) -> tuple[Status, int]:
    lines = _settled_if_held(lines, states)
    weights: dict[Status, float] = defaultdict(float)
    last: dict[Status, tuple[str, float, int]] = {}
    for i, x in lines:
        weight = standing(x, states) * 0.5 ** (_days(x.on, today) / HALF_LIFE)
        weights[x.status] += weight
        last[x.status] = max(last.get(x.status, ("", 0.0, -1)), (x.on, weight, i))
    sides: dict[str, float] = defaultdict(float)
    for status, weight in weights.items():
        sides[SIDES[status]] += round(weight, 6)
    newest = {side: max((last[s][0], last[s][2]) for s in weights if SIDES[s] == side) for side in sides}
    side = max(sides, key=lambda s: (round(sides[s], 6), newest[s]))
    of_side = [s for s in weights if SIDES[s] == side]
    best = max(of_side, key=lambda s: (round(weights[s], 6), last[s][0], last[s][2]))
    return best, last[best][2]


def _settled_if_held(lines: list[tuple[int, HistoryLine]], states: frozenset[str]) -> list[tuple[int, HistoryLine]]:
    """The reports that it took place alone, unless later ones that it did not weigh more: then all but those."""
    held = [(i, x) for i, x in lines if x.status == "held"]
    if not held:
        return lines
    first = min(x.on for _, x in held)
    against = [x for _, x in lines if SIDES[x.status] == "off" and x.on >= first]
    if sum(standing(x, states) for x in against) > sum(standing(x, states) for _, x in held):
        return [(i, x) for i, x in lines if x.status != "held"]
    return held


def _days(first: str, last: str) -> int:
    if not first or not last:
        return 0
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days


def shifts(lines: Sequence[HistoryLine]) -> list[Shift]:
    """The changes of date and place over time, as the articles give them; "soon" is no date."""
    found = []
    for what in ("date", "place"):
        before: str | None = None
        for i, line in enumerate(lines):
            value = line.when if what == "date" else line.place
            if not value or line.rejected or (what == "date" and interval(value) is None):
                continue
            if before is not None and name_key(value) != name_key(before):
                found.append(Shift(what, before, value, i))
            before = value
    return sorted(found, key=lambda s: s.line)
