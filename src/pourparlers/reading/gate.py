"""The gate: is there anything diplomatic in an article? Told from its words alone, before any parsing.

Diplomacy takes two sides. An article passes if it speaks of two of them (states, their people, seats and capitals, or
organizations; one at least is not France, of which every French paper speaks), and if in one sentence in ten a side
stands together with a word of a meeting or of an act. All words come from the tables that the steps read with, so that
a new row opens the gate by itself. What this lets through and what it loses is measured by ``bench/gate.py``.

Words are looked up one by one: each form that is met is classed once, then remembered.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from pourparlers.knowledge import tables
from pourparlers.knowledge.conjugation import forms
from pourparlers.knowledge.gazetteer import Gazetteer, Known, atoms, fold, gazetteer

HOME = "FRA"
DENSITY = 0.1
"""The share of an article's sentences that must hold a side with a word of a meeting or of an act."""

_REMEMBERED = 60_000
_WORD = re.compile(r"[^\W_]+['’]?")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_NOT_SIDES = frozenset({"city", "place", "media"})
_QUOTE = re.compile('[«»"“”„‟]')
_SHORT_FAMILY = 3
_LIGHT = frozenset({"se", "s'", "en", "être", "avoir"})
_ENDINGS = ("", "s", "e", "es", "x")
_ELIDED = "'"


MEETING: Final = 1
ACT: Final = 2
CUE: Final = 4
QUOTE: Final = 8
"""The kinds of words that a passage may hold, as bits: numbers, because this is the reader's busiest loop."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What a form tells if other words stand in its sentence too: one of each of ``others``."""

    holds: int
    others: tuple[frozenset[str], ...] = ()


@dataclass(slots=True)
class _Entry:
    """What a form may mean; a name in ``lower`` counts without its capital, ``names`` are names of several words."""

    holds: int = 0
    phrases: tuple[_Phrase, ...] = ()
    sides: frozenset[str] = frozenset()
    lower: frozenset[str] = frozenset()
    names: tuple[tuple[str, str], ...] = ()
    given: frozenset[str] = field(default=frozenset())


class Gate:
    """Tells articles that may hold something diplomatic from those that do not.

    ``knowledge`` is a folder with tables of the user's own, as for the reader.
    """

    def __init__(self, knowledge: Path | None = None) -> None:
        self._names = _Names(gazetteer(knowledge))
        self._forms = _Forms(self._names)

    def passes(self, text: str) -> bool:
        """Should this article be read?"""
        if len(_sides(*self._entries(text))[0]) < 2:
            return False
        sides: set[str] = set()
        telling = sentences = 0
        for sentence in _SENTENCE.split(text):
            entries, words = self._entries(sentence)
            if not words:
                continue
            sentences += 1
            firm, loose = _sides(entries, words)
            sides |= firm
            foreign = (firm | loose) - {HOME}
            if foreign and _holds(entries, words) & (MEETING | ACT):
                telling += 1
        return len(sides) > 1 and telling > 0 and telling >= DENSITY * sentences

    def holds(self, passage: str) -> int:
        """What kinds of words stand in a passage: whether a step may find anything in it."""
        entries, words = self._entries(passage)
        quote = QUOTE if _QUOTE.search(passage) else 0
        return _holds(entries, words, MEETING | ACT | CUE) | quote

    def _entries(self, passage: str) -> tuple[list[_Entry], list[str]]:
        words = _WORD.findall(passage)
        seen = self._forms
        if len(seen) > _REMEMBERED:
            seen.clear()
        return [e for w in words if (e := seen[w]) is not None], words


class _Forms(dict[str, "_Entry | None"]):
    """Each form that was met, as written, with what it may mean; None for nothing."""

    def __init__(self, names: _Names) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, form: str) -> _Entry | None:
        low = fold(form)
        capital = form[0].isupper()
        entry = _Entry(_plain().get(low, 0), _phrases().get(low, ()))
        entry.lower = self._names.lower.get(low, frozenset())
        if capital:
            entry.sides = self._names.single.get(low, frozenset())
            entry.names = self._names.several.get(low, ())
            entry.given = self._names.families.get(low, frozenset())
        useful = entry.holds or entry.phrases or entry.lower or entry.sides or entry.names or entry.given
        self[form] = entry if useful else None
        return self[form]


class _Names:
    """The sides by their names: a word each, several words each (under the longest), in lower case, family names."""

    def __init__(self, world: Gazetteer) -> None:
        single: dict[str, set[str]] = defaultdict(set)
        several: dict[str, set[tuple[str, str]]] = defaultdict(set)
        lower: dict[str, set[str]] = defaultdict(set)
        for entries in world.names.values():
            for key, known in entries:
                if known.sort in _NOT_SIDES:
                    continue
                if len(key) > 1:
                    several[max(key, key=len)].add((f" {' '.join(key)} ", _side(known)))
                else:
                    (lower if known.lower else single)[key[0]].add(_side(known))
        for form, adjective in world.adjectives.items():
            lower[form].add(adjective.code)
        self.single = {k: frozenset(v) for k, v in single.items()}
        self.several = {k: tuple(sorted(v)) for k, v in several.items()}
        self.lower = {k: frozenset(v) for k, v in lower.items()}
        self.families = {
            key[0]: frozenset(p.code for p in people)
            for key, people in world.families.items()
            if len(key) == 1 and len(key[0]) > _SHORT_FAMILY and key[0] not in single
        }


def _side(known: Known) -> str:
    """A state, or an organization that stands for itself; a country's own parties and companies are that country."""
    return known.code if known.code not in ("", "ZZZ") else known.name


def _sides(entries: Iterable[_Entry], words: list[str]) -> tuple[set[str], set[str]]:
    """The sides that a sentence names, and those that a family name alone may stand for."""
    firm: set[str] = set()
    loose: set[str] = set()
    line = ""
    for entry in entries:
        firm |= entry.sides | entry.lower
        loose |= entry.given
        if entry.names:
            line = line or _line(words)
            firm.update(side for name, side in entry.names if name in line)
    return firm, loose


def _line(words: list[str]) -> str:
    return f" {' '.join(map(fold, words))} "


def _holds(entries: Iterable[_Entry], words: list[str], enough: int = 0) -> int:
    """The kinds of words of a sentence; looks no further once it has one, or all that are ``enough``."""
    found = 0
    low: frozenset[str] = frozenset()
    for entry in entries:
        found |= entry.holds
        for phrase in entry.phrases:
            if not phrase.holds & ~found:
                continue
            low = low or frozenset(map(fold, words))
            if _stands(phrase, low):
                found |= phrase.holds
        if found & (MEETING | ACT) and not enough & ~found:
            break
    return found


def _stands(phrase: _Phrase, low: frozenset[str]) -> bool:
    return not any(map(low.isdisjoint, phrase.others))


# The words of the tables


@cache
def _plain() -> dict[str, int]:
    """Forms that tell by themselves."""
    out: dict[str, int] = defaultdict(int)
    for form, phrase in _all():
        if not phrase.others:
            out[form] |= phrase.holds
    return dict(out)


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """Forms that tell with others, those that tell by themselves left out."""
    out: dict[str, set[_Phrase]] = defaultdict(set)
    for form, phrase in _all():
        if phrase.others and not phrase.holds & _plain().get(form, 0):
            out[form].add(phrase)
    return {form: tuple(sorted(found, key=lambda p: (p.holds, len(p.others)))) for form, found in out.items()}


def _all() -> Iterator[tuple[str, _Phrase]]:
    for row in tables.rows("fr/meeting_nouns.tsv"):
        for noun in tables.values(row["noun"]):
            yield from _forms_of(noun, MEETING, verbal=False)
    for row in tables.rows("fr/meeting_verbs.tsv"):
        for verb in tables.values(row["verb"]):
            yield from _forms_of(verb, MEETING, verbal=True, more=tables.values(row["forms"]))
    for row in tables.rows("fr/acts.tsv"):
        yield from _forms_of(row["cue"], ACT, verbal=row["class"] == "verb", sets=_sets(row["needs"]))
    for row in tables.rows("fr/cues.tsv"):
        yield from _forms_of(row["cue"], CUE, verbal=True)
    for row in tables.rows("fr/cue_phrases.tsv"):
        yield from _forms_of(row["phrase"], CUE, verbal=False)


def _forms_of(
    cue: str, holds: int, *, verbal: bool, sets: tuple[frozenset[str], ...] = (), more: tuple[str, ...] = ()
) -> Iterator[tuple[str, _Phrase]]:
    """The forms of a cue's head, with the other words that it asks for."""
    words = (cue if verbal else cue.replace("-", " ")).replace("'", "' ").split()
    while verbal and len(words) > 1 and words[0] in _LIGHT:
        words = words[1:]
    rest = (atoms(w.rstrip("'"))[0] for w in words[1:] if len(w) > 2)
    phrase = _Phrase(holds, (*(frozenset(w + e for e in (*_ENDINGS, _ELIDED)) for w in rest), *sets))
    heads = list(forms(words[0])) if verbal and len(forms(words[0])) > 1 else [words[0] + e for e in _ENDINGS]
    for head in (*heads, *more):
        if parts := atoms(head):
            yield max(parts, key=len), phrase  # of "sous-entend" the latter


def _sets(needs: str) -> tuple[frozenset[str], ...]:
    """The sets of nouns that a row asks for, with their plurals; one that no word need fill asks for nothing."""
    found = (_set(frozenset(s.strip("@") for s in need.split("|"))) for need in needs.split() if need[0] == "@")
    return tuple(s for s in found if s)


@cache
def _set(names: frozenset[str]) -> frozenset[str]:
    nouns = [n for row in tables.rows("fr/act_nouns.tsv") if row["set"] in names for n in tables.values(row["nouns"])]
    if any(noun == "party" or not noun[0].isalnum() for noun in nouns):
        return frozenset()  # a party, a quotation mark
    heads = {atoms(noun)[0] for noun in nouns}
    verbs = {fold(form) for noun in nouns for form in forms(noun) if noun.endswith(("er", "re", "ir"))}
    return frozenset(f for h in heads for f in (*(h + e for e in _ENDINGS), h[:-1] + "ux")) | verbs
