"""Adverbs of several words ("par ailleurs", "une nouvelle fois", "dans la foulée"), from ``fr/grammar.tsv``."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from pourparlers.knowledge import tables
from pourparlers.reading.tokens import Doc, Token

Phrase = tuple[str, ...]


@cache
def _phrases() -> tuple[Phrase, ...]:
    rows = (row for row in tables.rows("fr/grammar.tsv") if row["class"] == "adjunct")
    return tuple(tuple(phrase.split()) for row in rows for phrase in row["forms"].split("|"))


@cache
def _by_first() -> dict[str, tuple[Phrase, ...]]:
    """The phrases by their first word, the longer first."""
    out: dict[str, list[Phrase]] = {}
    for phrase in _phrases():
        out.setdefault(phrase[0], []).append(phrase)
    return {word: tuple(sorted(found, key=len, reverse=True)) for word, found in out.items()}


@cache
def _by_opening() -> dict[tuple[str, ...], tuple[Phrase, ...]]:
    """The phrases by their first two words (or the only one), the longer first."""
    out: dict[tuple[str, ...], list[Phrase]] = {}
    for phrase in _phrases():
        out.setdefault(phrase[:2], []).append(phrase)
    return {words: tuple(sorted(found, key=len, reverse=True)) for words, found in out.items()}


@cache
def _by_pair() -> dict[tuple[str, str], tuple[tuple[Phrase, int], ...]]:
    """The phrases by each two words that stand together in them, with the place of the first."""
    out: dict[tuple[str, str], list[tuple[Phrase, int]]] = {}
    for phrase in _phrases():
        for place, pair in enumerate(pairwise(phrase)):
            out.setdefault(pair, []).append((phrase, place))
    return {pair: tuple(found) for pair, found in out.items()}


def adverbial(doc: Doc, i: int) -> int:
    """How many tokens an adverb of several words ("d'abord") has that begins at a place; 0 if there is none."""
    opening = tuple(t.lower_ for t in doc[i : i + 2])
    found = next((len(p) for p in _by_opening().get(opening, ()) if _stands(doc, i, p)), 0)
    return found or len(_by_opening().get(opening[:1], ()))


def in_adverbial(token: Token) -> bool:
    """Is a word part of an adverb of several words?"""
    doc, i, pairs = token.doc, token.i, _by_pair()
    for first in (i, i - 1):
        pair = tuple(t.lower_ for t in doc[max(first, 0) : first + 2])
        found = pairs.get(pair, ()) if len(pair) == 2 else ()
        if any(place <= first and _stands(doc, first - place, phrase) for phrase, place in found):
            return True
    return (token.lower_,) in _by_opening()


def _stands(doc: Doc, first: int, phrase: Phrase) -> bool:
    return first + len(phrase) <= len(doc) and all(doc[first + k].lower_ == word for k, word in enumerate(phrase))


def droppable(words: list[str]) -> set[int]:
    """The words of a sentence, in lower case, that a parser had better not see: adverbs of several words, with the
    commas around them. None of them governs anything, and a parser that takes "fois" for an object takes the verb's
    own object for something else."""
    dropped: set[int] = set()
    i, stop = 0, len(words)
    while i < stop:
        length = next((len(p) for p in _by_first().get(words[i], ()) if tuple(words[i : i + len(p)]) == p), 0)
        end = i + length
        if not length or end >= stop or words[end] in _GOVERNED or (i and words[i - 1] in _PART_OF):
            i += 1
            continue
        dropped.update(range(i, end))
        if words[end] == "," and (i == 0 or words[i - 1] == ","):
            dropped.add(end)
            if i:
                dropped.add(i - 1)
        i = end
    return dropped if len(dropped) < stop else set()


_GOVERNED = frozenset({"de", "d'", "du", "des", "que", "qu'", "où", "-", "»"})
"""What shows that a phrase goes on ("dans la nuit de lundi", "à l'époque où")."""
_PART_OF = frozenset({"pas", "plus", "jamais", "«", "-"})
"""What shows that a phrase is a part of something else ("pas de nouveau cycle")."""
