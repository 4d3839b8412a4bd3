"""A cue: the words that introduce a statement, and the row of ``fr/cues.tsv`` that they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["finite", "gerund", "infinitive", "passive", "phrase"]
Mood = Literal["finite", "participle", "gerund", "infinitive"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A row of the table: the words after the verb ("savoir" in "faire savoir") and where contents stand."""

    cue: str
    lemma: str
    reflexive: bool
    tail: tuple[str, ...]
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """Reporting words: tokens ``first`` up to ``stop``; ``head`` is the verb that says, ``clitic`` an inverted subject.

    ``finite`` is the token that carries person and tense, ``negated`` whether ne or n' stands before it.
    """

    first: int
    stop: int
    head: int
    kind: Kind
    verb: Verb | None
    finite: int
    rule: str
    clitic: int | None = None
    negated: bool = False
    reflexive: bool = False

    def has(self, *frames: str) -> bool:
        """Does its row allow one of these frames?"""
        return self.verb is not None and not self.verb.frames.isdisjoint(frames)

    def prepositions(self, frame: str) -> tuple[str, ...]:
        """The prepositions of frames such as ``prep:de``."""
        head = frame + ":"
        return tuple(f[len(head) :] for f in self.verb.frames if f.startswith(head)) if self.verb else ()
