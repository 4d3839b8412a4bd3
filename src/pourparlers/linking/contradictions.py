"""Reports of one talk that cannot both be right at that time.

Two reports are at odds where two sources that the press names (with or without their name) stand on different sides,
at most ``DAYS`` days apart, and

- one says that the talk goes ahead (planned, under way), the other that it does not (postponed, suspended,
  cancelled, ruled out), or
- one says postponed, the other cancelled, or
- one says that it took place, and the other, on that day or later, that it did not.

The voices of one state are one side, for a state that speaks with two tongues changes its mind; a newspaper, or a
source of no state, is a side by itself. That something is possible is at odds with nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pourparlers.linking.mentions import NOWHERE
from pourparlers.linking.names import name_key, same_name
from pourparlers.linking.talks import Contradiction, HistoryLine

DAYS = 3
"""Days between two statements beyond which they count as a change of mind."""

_AHEAD = frozenset({"planned", "under_way"})
_NOT = frozenset({"postponed", "suspended", "cancelled", "ruled_out"})


def contradictions(lines: Sequence[HistoryLine]) -> list[Contradiction]:
    """The pairs of reports that are at odds; ``lines`` are in the order of time."""
    sides = _sides(lines)
    spoken = [(i, x) for i, x in enumerate(lines) if sides[i] and not x.rejected and x.on and x.status != "floated"]
    found = []
    for n, (i, x) in enumerate(spoken):
        for j, y in spoken[n + 1 :]:
            days = (dt.date.fromisoformat(y.on) - dt.date.fromisoformat(x.on)).days
            if days > DAYS:
                break
            if sides[i] != sides[j] and at_odds(x, y):
                found.append(Contradiction(i, j, days))
    return found


def at_odds(x: HistoryLine, y: HistoryLine) -> bool:
    """Can two reports, the second not before the first, not both be right?"""
    a, b = x.status, y.status
    if {a, b} == {"postponed", "cancelled"} or (a in _AHEAD and b in _NOT) or (a in _NOT and b in _AHEAD):
        return True
    not_held = b in ("cancelled", "ruled_out") if a == "held" else a in ("cancelled", "ruled_out") and x.on == y.on
    return "held" in (a, b) and not_held


def _sides(lines: Sequence[HistoryLine]) -> list[str]:
    """For each line the side that speaks; "" where it is the article."""
    states = {name_key(x.source): x.country for x in lines if x.source and x.country != NOWHERE}
    return [_side(x, states) for x in lines]


def _side(x: HistoryLine, states: dict[str, str]) -> str:
    if not x.source:
        return ""
    key = name_key(x.source)
    if x.source_kind == "media":
        return f"={key}"
    if x.country != NOWHERE:
        return x.country
    if x.source_kind in ("named", "institution"):
        return next((code for name, code in states.items() if same_name(name, key)), f"={key}")
    return f"={key}"
