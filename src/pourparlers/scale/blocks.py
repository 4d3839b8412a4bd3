"""Blocks of meetings that may be one talk: linked each by itself, they give what linking all of them gives.

A meeting can only join a talk that gives one of the keys that it asks by (states of the parties, names, days,
places), and only as long as that talk was spoken of within the key's reach. Meetings are taken in the order of
linking; each falls into one block with whatever it could reach, and a block's last day stands for that of any talk
in it, which can only make blocks larger, never lose a link.
"""

from __future__ import annotations

from pourparlers.linking.candidates import asks, gives, reach
from pourparlers.linking.mentions import Mention


class Blocks:
    """Puts meetings, taken in the order of linking, into blocks; a block is known by the number of its first."""

    def __init__(self) -> None:
        self._parent: list[int] = []
        self._last: list[int] = []
        self._givers: dict[str, list[int]] = {}

    def add(self, m: Mention) -> None:
        """Take in the next meeting."""
        own = len(self._parent)
        self._parent.append(own)
        self._last.append(m.day)
        for key in asks(m):
            within = reach(key)
            for giver in self._giving(key):
                if within is None or m.day - self._last[giver] <= within:
                    own = self._join(own, giver)
        self._last[own] = max(self._last[own], m.day)
        for key in gives(m):
            if own not in self._giving(key):
                self._givers.setdefault(key, []).append(own)

    def block(self, number: int) -> int:
        """The block of the meeting that was taken in as this number."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def _giving(self, key: str) -> list[int]:
        """The blocks that give a key, each once."""
        found = self._givers.get(key)
        if not found:
            return []
        roots = list(dict.fromkeys(map(self.block, found)))
        self._givers[key] = roots
        return list(roots)

    def _join(self, a: int, b: int) -> int:
        a, b = self.block(a), self.block(b)
        first, other = min(a, b), max(a, b)
        self._parent[other] = first
        self._last[first] = max(self._last[a], self._last[b])
        return first
