"""The part that a mention plays in its sentence, by its neighbours first and the parse after: subject, speaker."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from pourparlers.knowledge import tables
from pourparlers.reading.entity_words import Words, words


@cache
def speech_verbs() -> frozenset[str]:
    """Lemmas of verbs that report somebody's words."""
    return frozenset(row["cue"].removeprefix("se ").removeprefix("s'") for row in tables.rows("fr/cues.tsv"))


def role(ws: Words, first: int, stop: int) -> tuple[bool, bool, bool]:
    """Is a mention a subject, and of a verb of speech, and of the main clause?"""
    if _after_speech(ws, first):
        return True, True, True
    speaks = _before_verb(ws, first, stop)
    if speaks is not None:
        return True, speaks, first == 0 or ws.low[first - 1] not in words("subordinate")
    head = _head(ws, first, stop)
    verb = head.head
    speaks = verb.lemma_ in speech_verbs()
    if head.dep_ in ("nsubj", "nsubj:pass"):
        return True, speaks, _in_main_clause(verb)
    if speaks and head.i > verb.i and head.dep_ in ("obj", "obl:arg", "obl:mod", "xcomp"):
        alone = not any(c.dep_ in ("nsubj", "nsubj:pass", "expl:subj") for c in verb.lefts)
        return alone, alone, alone and _in_main_clause(verb)
    before = ws.low[first - 1] if first else ""
    return False, before in ("selon", "d'après"), False


def _head(ws: Words, first: int, stop: int) -> Token:
    doc = ws.parsed.doc
    if stop - first == 1:
        return doc[first]
    for i in range(first, stop):
        token = doc[i]
        if not first <= token.head.i < stop or token.head.i == i:
            return token
    return doc[first]


def _before_verb(ws: Words, first: int, stop: int) -> bool | None:
    """Does a finite verb follow at once, so that this is its subject whatever the parse? Is it one of speech?"""
    doc, end = ws.parsed.doc, ws.parsed.sentence(first)[1]
    before = ws.low[first - 1] if first else ""
    if before in words("locative") or before in words("of") or before in words("relative-before"):
        return None
    j = stop
    while (
        j < end
        and (ws.low[j] in words("incise-before") or ws.low[j] in ("ne", "n'") or doc[j].pos_ == "ADV")
        and j - stop < 4
    ):
        j += 1
    if j >= end or doc[j].pos_ not in ("VERB", "AUX") or "Fin" not in doc[j].morph.get("VerbForm", []):
        return None
    while j + 1 < end and doc[j].pos_ in ("AUX", "ADV") and j - stop < 7:
        j += 1
    return doc[j].lemma_ in speech_verbs()


def _after_speech(ws: Words, first: int) -> bool:
    """ "…, a indiqué mardi X": the subject of an incise, which the parser often takes for its object."""
    doc, start = ws.parsed.doc, ws.parsed.sentence(first)[0]
    j = first - 1
    while j > start and first - j < 5 and (doc[j].pos_ in ("ADV", "NUM") or ws.low[j] in words("incise-between")):
        j -= 1
    if j < start or doc[j].lemma_ not in speech_verbs() or doc[j].pos_ not in ("VERB", "AUX"):
        return False
    while j > start and (doc[j - 1].pos_ in ("AUX", "ADV") or ws.low[j - 1] in words("incise-before")):
        j -= 1
    return j == start or ws.text[j - 1] in (",", "»")


def _in_main_clause(verb: Token) -> bool:
    """Is a verb its sentence's own, not one of what somebody says or of a clause beside it?"""
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")


def impersonal(ws: Words, i: int) -> bool:
    """ "il faut", "il y a", "il s'agit": nobody."""
    if ws.low[i] in ("-il", "-t-il"):
        verb = i - 2 if ws.low[i - 1] == "-t" else i - 1
        return ws.low[verb] in words("impersonal")
    if ws.low[i] != "il":
        return False
    j = i + 1
    while j < len(ws) and ws.low[j] in ("ne", "n'", "en"):
        j += 1
    if j + 1 < len(ws) and ws.low[j] == "s'":
        return ws.low[j + 1].startswith("agi")
    return j < len(ws) and ws.low[j] in words("impersonal")


def quoted(ws: Words) -> list[bool]:
    """Which tokens stand in a quotation of more than three words?"""
    out = [False] * len(ws)
    for q in ws.parsed.prose.quotes:
        a, b = ws.parsed.tokens(q.inner_start, q.inner_end)
        if b - a > 3:
            out[a:b] = [True] * (b - a)
    return out
