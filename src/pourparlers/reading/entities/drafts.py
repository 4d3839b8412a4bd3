"""An entity while it is put together, before it has an id."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from pourparlers.knowledge.gazetteer import Known
from pourparlers.vocabulary import EntityKind, SourceKind


@dataclass(slots=True, eq=False)
class Draft:
    """``offices`` are pairs of office and code; ``nouns`` the lemmas and ``ranks`` the ranks it was spoken of by,
    ``past`` the lemmas of what it once was, ``bodies`` what its offices are of; ``client`` is whom a lawyer speaks
    for; ``parts`` the ids of those that it is made of; ``first`` is the token of the first name of a person.
    """

    kind: EntityKind
    source: SourceKind
    name: str
    gender: str = ""
    number: str = "s"
    codes: list[str] = field(default_factory=list)
    offices: list[tuple[str, str]] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    ranks: set[str] = field(default_factory=set)
    past: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    client: Draft | None = None
    known: Known | None = None
    wikidata: str | None = None
    atoms: tuple[str, ...] = ()
    named: bool = False
    parts: tuple[str, ...] = ()
    spans: list[tuple[int, int]] = field(default_factory=list)
    first: int = sys.maxsize

    @property
    def office(self) -> str | None:
        """The office that the record names: head of a state or government, else the first that text or tables give."""
        named = [o for o, _ in self.offices]
        return next((o for o in named if o.startswith("head of")), next(iter(named), None))

    def holds(self, office: str, code: str) -> bool:
        """Does it hold this office (of this state, if one is asked for)?"""
        return any(o == office and (not code or c == code or not c) for o, c in self.offices)
