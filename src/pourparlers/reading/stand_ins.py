"""Names that the parser gets in place of those it hardly knows.

It was trained on the press of one country. Of "le ministre togolais Koffi Amegah" it makes adjectives, and of the
minister no subject; "le ministre togolais Jean Dupont" it reads well. So it is given the latter.
"""

from __future__ import annotations

from functools import cache

from pourparlers.knowledge import tables
from pourparlers.knowledge.gazetteer import fold, gazetteer

_GIVEN, _FAMILY = "Jean", "Dupont"
_COURTESY = frozenset({"m.", "mme", "monsieur", "madame"})


def stand_ins(words: list[str]) -> dict[int, str]:
    """For the words of a sentence that are a person's name of two words or more which no table holds, the words that
    stand in for them. A name is known by its given name, or by the office or nationality before it."""
    found: dict[int, str] = {}
    i = 0
    while i < len(words):
        stop = i
        while stop < len(words) and _is_capitalized(words[stop]):
            stop += 1
        if stop - i > 1 and _is_person(words, i, stop):
            found[i] = _GIVEN
            found.update(dict.fromkeys(range(i + 1, stop), _FAMILY))
        i = max(stop, i + 1)
    return found


def _is_capitalized(word: str) -> bool:
    """One capital, and small letters, hyphens or apostrophes after it."""
    return word[0].isupper() and len(word) > 1 and all(c.islower() or c in "-'’" for c in word[1:])


def _is_person(words: list[str], first: int, stop: int) -> bool:
    world = gazetteer()
    told = fold(words[first]) in world.given or (first > 0 and fold(words[first - 1]) in _leads())
    return told and not world.knows(" ".join(words[first:stop]), "person")


@cache
def _leads() -> frozenset[str]:
    """What stands before a person's name: the last word of an office, a nationality, a courtesy."""
    offices = (form for row in tables.rows("fr/offices.tsv") for form in row["forms"].split("|"))
    return frozenset({*(fold(o.split()[-1]) for o in offices), *gazetteer().adjectives, *_COURTESY})
