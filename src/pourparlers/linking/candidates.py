"""Which talks a mention is compared with: those that share a key, never all.

A mention *gives* keys to the talk that it joins and *asks* by keys for the talks that it may join:

- ``RUS-USA``: two states of the parties (of parties of one state, ``COD-COD``);
- ``=g20``: a party that has no state, by its name;
- ``RUS-USA#2025-08-15``: two states and the day of the meeting: finds a talk long past;
- ``USA+``, ``@budapest+``: a state, a place; only a mention that names no two sides asks by them, for it must be
  about some talk of that state, or there;
- ``@budapest?``: the same the other way round: what such a mention gives, and every mention of the place asks.
"""

from __future__ import annotations

from itertools import combinations

from pourparlers.linking.dates import iso
from pourparlers.linking.mentions import Mention

WINDOW = 90
"""Days after its last mention during which a talk is still found by its parties."""

LONE_WINDOW = 30
"""The same, where a mention names one side only."""

_MOST_STATES = 5


def gives(m: Mention) -> frozenset[str]:
    """The keys by which the mention's talk will be found."""
    pairs = _pairs(m)
    keys = [*pairs, *(f"={name}" for name in m.others), *(f"{s}+" for s in m.states)]
    if m.when and m.when[1] - m.when[0] <= 1:
        keys += [f"{p}#{iso(day)}" for p in pairs for day in range(m.when[0], m.when[1] + 1)]
    if m.place:
        keys += [f"@{m.place}+", f"@{m.place}?"] if m.lone else [f"@{m.place}+"]
    return frozenset(keys)


def asks(m: Mention) -> frozenset[str]:
    """The keys by which the mention looks for talks."""
    pairs = _pairs(m)
    keys = [*pairs, *(f"={name}" for name in m.others)]
    if m.when and m.when[1] - m.when[0] <= 1:
        keys += [f"{p}#{iso(day)}" for p in pairs for day in range(m.when[0] - 1, m.when[1] + 2)]
    if m.place:
        keys.append(f"@{m.place}?")
    if m.lone:
        keys += [f"{s}+" for s in m.states] + ([f"@{m.place}+"] if m.place else [])
    return frozenset(keys)


def reach(key: str) -> int | None:
    """Days after a talk's last mention during which a key still finds it; None: always."""
    if "#" in key:
        return None
    return LONE_WINDOW if key[-1] in "+?" else WINDOW


def _pairs(m: Mention) -> list[str]:
    states = m.states[:_MOST_STATES]
    if len(states) == 1 and sum(p.country == states[0] for p in m.parties) > 1:
        return [f"{states[0]}-{states[0]}"]
    return [f"{a}-{b}" for a, b in combinations(states, 2)]
