"""Is a deed told as done, decided or to come? What stands in an infinitive as a purpose, a wish or an attempt ("pour
renouer le dialogue", "tente de parvenir à un accord"), or in a clause that only supposes it, is none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.reading import syntax
from pourparlers.reading.acts.frames import Frame, nouns
from pourparlers.reading.factuality import Factuality, governing
from pourparlers.reading.tokens import Token

TABLE = "fr/act_governors.tsv"
_SPOKEN = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN"})
"""Types that are done by saying so, be it on purpose or in an attempt ("téléphone à Oslo pour protester")."""
_FELT = frozenset({"AGREE", "COOPERATE", "SUPPORT"})
"""Types that are none while they only may be ("semblent avoir trouvé un accord")."""
_SUPPOSED = frozenset(
    {"si", "pour que", "afin que", "avant que", "jusqu'à ce que", "sans que", "tant que", "pourvu que"}
)
"""Conjunctions of ``fr/factuality.tsv`` whose clause tells of no deed."""


def is_told(frame: Frame, trigger: Token, given: Factuality) -> bool:
    """Does the text tell of this deed, rather than only wish, intend or suppose it?"""
    if frame.kind == "verb" and _is_left_out(trigger):
        return False
    if frame.kind != "verb" or frame.type in _SPOKEN or frame.head in nouns("praising"):
        return True
    if frame.type == "AGREE" and given.polarity == "negative" and "avec" in frame.recipient:
        return False  # "ne se sont pas mis d'accord"
    if frame.type in _FELT and given.certainty in ("possible", "probable"):
        return False
    if not _SUPPOSED.isdisjoint(given.rows) or _is_asked(trigger):
        return False
    return syntax.form(trigger) != "infinitive" or _is_carried(trigger)


def _is_left_out(verb: Token) -> bool:
    """Does somebody do something else without it ("sans accuser Rome")?"""
    start = syntax.group_start(verb)
    left_out = any(t.lower_ == "sans" for t in verb.doc[max(0, start - 2) : start])
    return left_out and syntax.form(syntax.finite(verb)) == "infinitive"


def _is_asked(verb: Token) -> bool:
    """Does its clause, or that of the verb that governs it, open with "si" ("reste à savoir si Oslo signera")?"""
    above = governing(verb)
    heads = (verb, above) if above is not None else (verb,)
    return any(c.dep_ == "mark" and c.lower_ in ("si", "s'") and c.i < h.i for h in heads for c in h.children)


def _is_carried(infinitive: Token) -> bool:
    """Does the infinitive depend on what makes it a deed ("a décidé de rompre"), or on nothing that is known?"""
    above = governing(infinitive)
    if above is None:
        return syntax.linker(infinitive) not in ("pour", "sans")
    if syntax.is_verb(above):
        return syntax.infinitive(above) in _carriers("verb")
    return any(noun.lemma_.lower() in _carriers("noun") for noun in owned(above))


def owned(noun: Token) -> Iterator[Token]:
    """A noun, and what it and those it is joined to own ("la décision du Mali et du Niger de rompre")."""
    yield noun
    while noun.dep_ in ("conj", "nmod") and noun.head.i < noun.i:
        noun = noun.head
        yield noun


@cache
def _carriers(kind: str) -> frozenset[str]:
    return frozenset(row["cue"] for row in tables.rows(TABLE) if row["class"] == kind)
