"""The words of meetings: where in a text a table's word or phrase stands.

A phrase is found by its first word, as lemma or as written, and by the rest as written; a few adverbs or auxiliaries
may stand between ("est finalement tombée à l'eau"). Of phrases that start at one token the longest is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pourparlers.knowledge import conjugation, tables
from pourparlers.reading import syntax
from pourparlers.reading.tokens import Doc, Token

_WORD = re.compile(r"[\w-]+'|[^\s']+")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_REACH = 3
_SPREAD = 9
FUTURE = ("era", "eront", "erait", "eraient", "ira", "iront", "irait", "iraient", "dra", "dront")
_PARTICIPLE = ("é", "és", "ée", "ées", "u", "us", "ue", "ues", "i", "is", "ie", "ies")
STOPS = frozenset(".!?;:»«")
_INFINITIVE = ("er", "ir", "re")
_CONJUGATED = frozenset({"verb", "self", "passive", "phrase"})
_REFLEXIVE = ("se ", "s'")
_NOMINAL = frozenset({"NOUN", "DET", "ADP", "PRON", "NUM"})
_VARIANTS = {
    "de": ("de", "d'", "du", "des"),
    "à": ("à", "au", "aux"),
    "la": ("la", "l'", "sa", "leur"),
    "le": ("le", "l'", "son", "leur"),
    "l'": ("l'", "le", "la"),
    "que": ("que", "qu'"),
}

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A table's phrase in the text: tokens ``first`` up to, not with, ``stop``; ``rule`` names table and phrase."""

    first: int
    stop: int
    row: Row
    rule: str

    @property
    def phrase(self) -> str:
        """The phrase as the table has it."""
        return phrase_of(self.rule)


def phrase_of(rule: str) -> str:
    """The phrase of the table row that a rule ("fr/meeting_nouns.tsv:sommet") names."""
    return rule.rpartition(":")[2]


@dataclass(frozen=True, slots=True)
class _Entry:
    rest: tuple[str, ...]
    lead: frozenset[str]  # what the first of the rest may be written as
    reflexive: bool
    verbal: bool
    row: Row
    rule: str


class Lexicon:
    """The phrases of one table, ready to be found."""

    def __init__(self, name: str, column: str) -> None:
        self._entries: dict[str, list[_Entry]] = defaultdict(list)
        for row in tables.rows(name):
            for phrase in tables.values(row[column]):
                verbal = column == "verb" or row.get("class") in _CONJUGATED
                self._add(name, phrase, row, verbal=verbal)
                if _HYPHEN.search(phrase):  # the tokens of some compounds ("huis-clos") are three
                    self._add(name, phrase, row, verbal=verbal, apart=True)

    def _add(self, name: str, phrase: str, row: Row, *, verbal: bool, apart: bool = False) -> None:
        reflexive = phrase.startswith(_REFLEXIVE)
        bare = phrase.removeprefix("se ").removeprefix("s'") if reflexive else phrase
        first, *rest = _WORD.findall(_HYPHEN.sub(" - ", bare.lower()) if apart else bare.lower())
        verbal = verbal and first.endswith(("er", "ir", "re"))
        lead = frozenset(_VARIANTS.get(rest[0], (rest[0],)) if rest else ())
        entry = _Entry(tuple(rest), lead, reflexive, verbal, row, f"{name}:{phrase}")
        forms = verb_forms(first) if verbal else (first,)
        for form in (*forms, *tables.values(row.get("forms", ""))):
            self._entries[form].append(entry)

    def hits(self, doc: Doc, lower: list[str]) -> list[Hit]:
        """All the phrases in a text, from left to right, none inside another; ``lower`` are its words in lower case."""
        found: list[Hit] = []
        entries, stop = self._entries, 0
        for i, word in enumerate(lower):
            at = entries.get(word)
            if at and i >= stop:
                hit = _longest(doc[i], at, lower)
                if hit:
                    found.append(hit)
                    stop = hit.stop
        return found


@cache
def verb_forms(lemma: str) -> tuple[str, ...]:
    """The forms of a verb."""
    return tuple(conjugation.forms(lemma))


def _longest(token: Token, entries: list[_Entry], lower: list[str]) -> Hit | None:
    best: Hit | None = None
    near = lower[token.i + 1 : token.i + 2 + _REACH + _SPREAD]
    for entry in entries:
        if entry.rest and entry.lead.isdisjoint(near):
            continue
        loose = entry.verbal and not set(entry.rest) <= _VARIANTS.keys()  # not "tenir à"
        end = _match(token, entry.rest, lower, loose=loose) if entry.rest else token.i + 1
        if end is None or (best and end <= best.stop):
            continue
        if entry.verbal and token.pos_ == "ADJ" and any(not e.verbal and not e.rest for e in entries):
            continue  # "ouvert à"
        if entry.verbal and (
            (token.pos_ in _NOMINAL and not _conjugated(token))
            or (not entry.rest and _is_auxiliary(token))
            or entry.reflexive != _is_reflexive(token)
        ):
            continue
        if entry.rest and _carries(token, end):
            continue
        best = Hit(token.i, end, entry.row, entry.rule)
    return best


def _conjugated(token: Token) -> bool:
    """A verb that the tagger takes for a noun: after an auxiliary ("a téléphoné"), by its ending ("voyagera"), or as an
    infinitive right after what governs it ("doit téléphoner", "prévoit de dîner")."""
    doc = token.doc
    if any(c.dep_.startswith("aux") and c.i < token.i for c in token.children):
        return True
    i = token.i - 1
    if i >= token.sent.start and doc[i].lower_ in words("doer"):
        return True
    if token.lower_.endswith(FUTURE) and i >= token.sent.start:
        return doc[i].pos_ not in ("DET", "ADP", "NUM")
    if token.pos_ == "NOUN" and token.lower_.endswith(_INFINITIVE):
        return _is_governed(token)
    while i > token.sent.start and token.i - i < _REACH and syntax.is_adverb(doc[i]):
        i -= 1
    return token.lower_.endswith(_PARTICIPLE) and doc[i].lower_ in syntax.auxiliaries()


def _is_governed(token: Token) -> bool:
    """Does a verb, or "de" or "à" after one, lead in an infinitive, with nothing but adverbs before it?"""
    doc, i = token.doc, token.i - 1
    while i > token.sent.start and syntax.is_adverb(doc[i]):
        i -= 1
    if i > token.sent.start and doc[i].lower_ in ("de", "d'", "à"):
        i -= 1
    return i >= token.sent.start and doc[i].pos_ in ("VERB", "AUX")


def _is_auxiliary(token: Token) -> bool:
    """Is this form of "être" or "avoir" the auxiliary of a verb, not one by itself ("sera mercredi à Oslo")?"""
    verbal = token.head.pos_ in ("VERB", "AUX") and token.head.i > token.i
    return token.dep_.startswith("aux") and verbal and token.lower_ in syntax.auxiliaries()


def _is_reflexive(verb: Token) -> bool:
    """Has a verb a reflexive pronoun, by its place or, where words stand between, by the parse?"""
    if is_caused(verb):
        return False
    return syntax.reflexive(verb) or reflexive_start(verb) is not None


def is_caused(verb: Token) -> bool:
    """Is a verb done to the subject at its own wish ("s'est fait recevoir par", "se faire inviter")?"""
    before = verb.doc[verb.i - 1] if verb.i else None
    return before is not None and before.lower_ in words("cause") and verb.lower_.endswith(("er", "ir", "re"))


def is_only(verb: Token, i: int) -> bool:
    """Is the word at ``i`` the "que" of "ne … que" right after a verb ("ne rencontrera que jeudi son homologue")?"""
    near = verb.i < i <= verb.i + 1 and verb.doc[i].lower_ in ("que", "qu'")
    return near and verb.doc[syntax.group_start(verb)].lower_ in syntax.forms("negation")


def reflexive_start(verb: Token) -> int | None:
    """Where the reflexive pronoun of a verb stands, with words between ("s'est, quant à lui, entretenu")."""
    near = [c.i for c in verb.children if c.lower_ in ("se", "s'") and c.i < verb.i]
    if near:
        return near[0]
    if "Part" not in verb.morph.get("VerbForm", []):
        return None
    for i in range(verb.i - 1, max(verb.sent.start, verb.i - _SPREAD), -1):
        token = verb.doc[i]
        if token.lower_ in syntax.forms("être"):
            return i - 1 if verb.doc[i - 1].lower_ in ("se", "s'") else None
        if token.pos_ == "VERB" or token.text in STOPS:
            return None
    return None


def _carries(token: Token, end: int) -> bool:
    """Is this only the auxiliary of a phrase whose verb follows ("avait eu lieu")?"""
    return token.lower_ in syntax.auxiliaries() and any(t.lower_ == "eu" for t in token.doc[token.i + 1 : end])


def _match(token: Token, rest: tuple[str, ...], lower: list[str], *, loose: bool) -> int | None:
    """Where a phrase ends whose first word is ``token``; None where its other words do not follow.
    With ``loose``, an aside or a place may stand before them."""
    doc, i = token.doc, token.i + 1
    for n, word in enumerate(rest):
        skipped = 0
        while i < len(lower) and lower[i] not in _VARIANTS.get(word, (word,)):
            past = i if n or skipped > _REACH else _past(doc, lower, i, loose=loose)
            if past == i:
                return None
            skipped += 1
            i = past
        if i >= len(lower):
            return None
        i += 1
    return i


def _past(doc: Doc, lower: list[str], i: int, *, loose: bool) -> int:
    """Past what may stand between a verb and the rest of its phrase: an adverb, a day, and with ``loose`` a place
    ("ont fait à Paris le point") or an aside ("a claqué, dans la soirée, la porte"); no further where none does."""
    token = doc[i]
    if syntax.is_adverb(token) or token.pos_ == "AUX" or lower[i] in words("day between") or lower[i].isdigit():
        return i + 1
    stop = i + 1
    if loose and token.text == ",":
        while stop < min(len(lower), i + _SPREAD) and doc[stop].text not in STOPS and doc[stop].text != ",":
            stop += 1
        verbs = any(t.pos_ in ("VERB", "AUX") and syntax.form(t) == "finite" for t in doc[i + 1 : stop])
        return stop + 1 if stop < len(lower) and doc[stop].text == "," and not verbs else i
    if loose and lower[i] in words("place"):
        while stop < len(lower) and (doc[stop].pos_ == "PROPN" or doc[stop].text[0].isupper()):
            stop += 1
        return stop if stop > i + 1 else i
    return i


@cache
def marks(kind: str) -> dict[str, str]:
    """The words of one class of ``fr/meeting_marks.tsv``, with their values."""
    return {
        word: row["value"]
        for row in tables.rows("fr/meeting_marks.tsv")
        if row["class"] == kind
        for word in tables.values(row["words"])
    }


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one class of ``fr/meeting_marks.tsv``."""
    return frozenset(marks(kind))


@cache
def nouns() -> Lexicon:
    """Nouns that name a meeting."""
    return Lexicon("fr/meeting_nouns.tsv", "noun")


@cache
def verbs() -> Lexicon:
    """Verbs that say that parties meet."""
    return Lexicon("fr/meeting_verbs.tsv", "verb")


@cache
def fates() -> Lexicon:
    """Words that tell the fate of a meeting."""
    return Lexicon("fr/meeting_status.tsv", "cue")
