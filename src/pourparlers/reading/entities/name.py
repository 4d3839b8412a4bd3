"""A proper name in a text, and all those of an article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pourparlers.knowledge.gazetteer import Known

NameSort = Literal[
    "person", "state", "capital", "seat", "organization", "group", "media", "city", "place", "pair", "people", "?"
]


@dataclass(slots=True)
class Name:
    """A proper name: its tokens, what the tables know of it, and the title before it.

    ``sort`` "?" is a capitalised name of which nothing is known; "pair" a double adjective ("sino-indien").
    """

    first: int
    stop: int
    sort: NameSort
    known: tuple[Known, ...] = ()
    title: int | None = None
    gender: str = ""
    codes: tuple[str, ...] = ()
    acronym: str = ""


@dataclass(slots=True)
class Names:
    """All names of an article, in the order of the text, and the one that covers each token."""

    found: list[Name] = field(default_factory=list)
    at: dict[int, Name] = field(default_factory=dict)

    def drop(self, first: int, stop: int) -> None:
        """Forget the names that touch a stretch."""
        for i in range(first, stop):
            name = self.at.get(i)
            if name is not None:
                self.found.remove(name)
                for k in range(name.first, name.stop):
                    self.at.pop(k, None)

    def add(self, name: Name) -> None:
        """Keep a name; of two that overlap, the first one stays."""
        if any(i in self.at for i in range(name.first, name.stop)):
            return
        self.found.append(name)
        for i in range(name.first, name.stop):
            self.at[i] = name
