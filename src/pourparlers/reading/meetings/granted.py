"""What is taken for granted of a meeting of which nothing is asserted: that it is as its clause is, done or to come."""

from __future__ import annotations

from pourparlers.reading import factuality, syntax
from pourparlers.reading.meetings.context import Group
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.status_fold import Assertion
from pourparlers.reading.meetings.types import governing_verb
from pourparlers.reading.meetings.words import words
from pourparlers.vocabulary import Status


def of_its_clause(cast: Cast, group: Group) -> list[Assertion]:
    """That a meeting between parties that its words tell was held, or will be, by the tense of the verb above it."""
    mention = group.told[0].mention
    token = cast.doc[mention.head]
    verb = syntax.governor(token) if mention.verbal else governing_verb(token)
    if verb is None or len(cast.sides(mention.parties)) < 2 or factuality.is_negated(verb):
        return []
    tense = syntax.tense(syntax.finite(verb))
    status: Status | None = "planned" if tense == "future" else "held" if syntax.is_past(verb) else None
    if status is None:
        return []
    status = "floated" if mention.phrase in words("invitation") else status
    extent = min(mention.first, verb.i), max(mention.stop, verb.i + 1)
    return [Assertion(status, *extent, (syntax.group_start(verb), verb.i + 1), mention.rule, weak=True)]
