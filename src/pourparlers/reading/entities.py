"""Entities: who is in the text, and which words stand for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pourparlers.reading.parsed import Parsed
from pourparlers.record import Entity

MentionForm = Literal["name", "description", "pronoun", "possessive"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``first`` up to, not with, ``stop`` that stand for one entity, or for several ("les deux hommes")."""

    first: int
    stop: int
    entities: tuple[str, ...]
    form: MentionForm


class Entities:
    """The entities of one article and their mentions, while it is read."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.mentions: list[Mention] = []

    def at(self, token: int) -> Mention | None:
        """The innermost mention that covers a token."""
        return None

    def within(self, first: int, stop: int) -> list[Mention]:
        """The mentions that lie in a range of tokens, in the order of the text."""
        return []

    def get(self, entity: str) -> Entity:
        """An entity by its id."""
        raise KeyError(entity)

    def entities(self) -> tuple[Entity, ...]:
        """All entities, as the record holds them."""
        return ()


def find(parsed: Parsed) -> Entities:
    """Find the entities of an article."""
    return Entities(parsed)
