"""Factuality: is a predicate asserted, denied, planned, possible, or hearsay?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from pourparlers.reading.parsed import Parsed
from pourparlers.record import Span
from pourparlers.vocabulary import Certainty, Polarity

Conditional = Literal["hearsay", "future_in_past", "hypothesis", "wish", "modal"]


@dataclass(frozen=True, slots=True)
class Factuality:
    """How a predicate is given; ``cues`` are the words that decide, ``rule`` the table rows they come from."""

    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    hearsay: bool = False
    conditional: Conditional | None = None
    cues: tuple[Span, ...] = ()
    rule: str = ""


def judge(parsed: Parsed, predicate: Token) -> Factuality:
    """How the text gives a verb (or a noun that names an event)."""
    return Factuality()
