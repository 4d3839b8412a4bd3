"""The part that a mention plays in its sentence, by its neighbours first and the parse after: subject, speaker."""

from __future__ import annotations

from functools import cache

from pourparlers.knowledge import tables
from pourparlers.knowledge.conjugation import forms
from pourparlers.knowledge.gazetteer import fold
from pourparlers.reading.entities.words import Words, according, words
from pourparlers.reading.tokens import Token

INVERTED = frozenset(("-il", "-elle", "-ils", "-elles", "-t-il", "-t-elle", "-t-ils", "-t-elles", "-on", "-t-on"))


@cache
def speech_verbs() -> frozenset[str]:
    """Lemmas of verbs that report somebody's words."""
    return frozenset(row["cue"].removeprefix("se ").removeprefix("s'") for row in tables.rows("fr/cues.tsv"))


@cache
def spoken(tense: str) -> frozenset[str]:
    """Forms of those verbs, which the tagger often takes for nouns ("s'est alarmée l'ONG", "», tranche Paul Holm")."""
    return frozenset(form for verb in speech_verbs() for form, t in forms(verb).items() if t == tense)


def role(ws: Words, first: int, stop: int) -> tuple[bool, bool, bool]:
    """Is a mention a subject, and of a verb of speech, and of the main clause?"""
    low = ws.low[first]
    if low in INVERTED or after_speech(ws, first):
        return True, True, True
    if low in ("lui", "leur") and stop - first == 1 and not according(ws, first):
        return False, False, False
    if after_according(ws, first, stop):
        return True, True, True
    if told_by(ws, first):
        return False, True, False
    if _replies(ws, first, stop):
        return True, True, True
    speaks = before_verb(ws, first, stop)
    if speaks is None:
        speaks = before_aside(ws, first, stop)
    if speaks is not None:
        main = first == 0 or ws.low[first - 1] not in words("subordinate")
        return True, speaks, main and low != "qui"
    head = _head(ws, first, stop)
    verb = head.head
    speaks = verb.lemma_ in speech_verbs()
    if head.dep_ in ("nsubj", "nsubj:pass"):
        return True, speaks, _in_main_clause(verb)
    if head.dep_ == "ROOT" and first == ws.parsed.sentence(first)[0] and head.pos_ in ("NOUN", "PROPN"):
        one_word = stop + 2 == ws.parsed.sentence(first)[1] and ws.text[stop + 1] == "."
        return one_word, False, one_word  # "Me Holm opine."
    led = first > 0 and ws.parsed.doc[first - 1].pos_ == "ADP" and ws.low[first - 1] not in words("of")
    if speaks and not led and head.i > verb.i and head.dep_ in ("obj", "obl:arg", "obl:mod", "xcomp"):
        alone = not any(c.dep_ in ("nsubj", "nsubj:pass", "expl:subj") for c in verb.lefts)
        return alone, alone, alone and _in_main_clause(verb)
    return False, False, False


def after_according(ws: Words, first: int, stop: int) -> bool:
    """ "selon X", and "Pour X, …" where a sentence starts with it."""
    before = first - 1
    if before < 0:
        return False
    if according(ws, first):
        return True
    starts = ws.low[before] == "pour" and before == ws.parsed.sentence(before)[0]
    return starts and stop < len(ws) and ws.text[stop] == ","


def speaks_unknown(ws: Words, i: int) -> bool:
    """Is a noun that no table holds one for somebody, by its ending and since it speaks ("explique l'urologue")?"""
    low = ws.low[i]
    if not i or len(low) < 5 or ws.low[i - 1] not in words("one-told") or low in words("ordinal") | words("no-person"):
        return False
    if ws.low[i - 1] in ("ce", "cet", "cette") and ws.parsed.doc[i].pos_ == "NOUN" and after_speech(ws, i - 1):
        return True  # "confie ce poids lourd du parti"
    if not fold(low).endswith(suffixes(capital=ws.capital(i))):
        return False
    if i + 2 < len(ws) and ws.low[i + 1] in ("de", "d'") and ws.parsed.doc[i + 2].lemma_ in speech_verbs():
        return True  # "Et l'urologue d'ajouter que …"
    if ws.capital(i) and i + 1 < len(ws) and ws.low[i + 1] in words("of"):
        return False  # "l'Union des éleveurs" is no town's
    if after_speech(ws, i - 1) or after_according(ws, i - 1, i + 1):
        return True
    end, j = ws.parsed.sentence(i)[1], i + 1
    while j < end and j < i + 4 and ws.parsed.doc[j].pos_ in ("ADJ", "ADP", "NUM", "NOUN"):
        j += 1
    told = (before_verb(ws, i - 1, i + 1), before_verb(ws, i - 1, j) if j > i + 1 else None)
    return True in told or (told != (None, None) and fold(low).endswith(suffixes(certain=True)))


@cache
def suffixes(*, capital: bool = False, certain: bool = False) -> tuple[str, ...]:
    """Endings of nouns for persons, of those with a capital if asked for ("le Lillois"), or of certain ones alone."""
    rows = [row for row in tables.rows("fr/person_suffixes.tsv") if bool(row["capital"]) == capital]
    return tuple(fold(row["ending"]) for row in rows if row["certain"] or not certain)


def _head(ws: Words, first: int, stop: int) -> Token:
    doc = ws.parsed.doc
    if stop - first == 1:
        return doc[first]
    for i in range(first, stop):
        token = doc[i]
        if not first <= token.head.i < stop or token.head.i == i:
            return token
    return doc[first]


def before_verb(ws: Words, first: int, stop: int) -> bool | None:
    """Does a finite verb follow at once, so that this is its subject whatever the parse? Is it one of speech?"""
    doc, end = ws.parsed.doc, ws.parsed.sentence(first)[1]
    before = ws.low[first - 1] if first else ""
    if before in words("locative") or before in words("of") or before in words("relative-before"):
        return None
    apposed = before == "," and stop < end and ws.text[stop] == ","
    start = j = stop + apposed
    while (
        j < end
        and (ws.low[j] in words("incise-before") or ws.low[j] in ("ne", "n'") or doc[j].pos_ == "ADV")
        and j - start < 4
    ):
        j += 1
    if j < end - 1 and j == start and doc[j].pos_ == "ADJ" and ws.low[j] in spoken("present"):
        return True  # "une voisine soupire", which the tagger takes for an adjective
    if j >= end or doc[j].pos_ not in ("VERB", "AUX") or "Fin" not in doc[j].morph.get("VerbForm", []):
        return None
    while j + 1 < end and doc[j].pos_ in ("AUX", "ADV") and j - start < 7:
        j += 1
    speaks = doc[j].lemma_ in speech_verbs()
    # "le ministre, Lars Holm, a vu …", but not "il a vu le ministre, Lars Holm, a indiqué Oslo"
    if apposed and speaks and not (j + 1 < end and ws.low[j + 1] in words("content-start")):
        return None
    return speaks


def told_by(ws: Words, first: int) -> bool:
    """ "évoquée lundi par X": who speaks, though no subject."""
    start, j = ws.parsed.sentence(first)[0], first - 1
    if j <= start or ws.low[j] != "par":
        return False
    verbs = (k for k in range(j - 1, max(start, j - 7), -1) if ws.low[k] in spoken("participle"))
    told = next(verbs, None)
    return told is not None and ws.parsed.doc[told - 1].pos_ in ("AUX", "ADV")


def _replies(ws: Words, first: int, stop: int) -> bool:
    """ "…, s'attirant une réplique cinglante du ministre.": who ends a sentence so is the next to speak."""
    start, end = ws.parsed.sentence(first)
    if stop + 1 != end or first - 2 <= start or ws.low[first - 1] not in words("of"):
        return False
    return any(ws.low[k] in words("speech-noun") for k in range(first - 2, max(start, first - 4), -1))


def before_aside(ws: Words, first: int, stop: int) -> bool | None:
    """ "L'ex-préfet, sous le coup d'une enquête, nie": a subject and its verb past what stands between commas."""
    doc, (start, end) = ws.parsed.doc, ws.parsed.sentence(first)
    if stop + 3 >= end or ws.text[stop] != "," or (first > start and ws.text[first - 1] != ","):
        return None
    relative = ws.low[stop + 1] in ("qui", "que", "qu'", "dont")
    for j in range(stop + 1, min(end - 1, stop + 16)):
        if ws.text[j] == ",":
            return before_verb(ws, first, j + 1)
        finite = doc[j].pos_ in ("VERB", "AUX") and "Fin" in doc[j].morph.get("VerbForm", [])
        if (finite and not relative) or ws.text[j] in ("»", "«"):
            return None
    return None


def after_speech(ws: Words, first: int) -> bool:
    """ "…, a indiqué mardi X": the subject of an incise, which the parser often takes for its object."""
    doc, start = ws.parsed.doc, ws.parsed.sentence(first)[0]
    j = first - 1
    while j > start and first - j < 11 and _between(ws, j):
        j -= 1
    if j < start:
        return False
    verb = doc[j].lemma_ in speech_verbs() and doc[j].pos_ in ("VERB", "AUX")
    verb = verb or f"{doc[j - 1].lemma_} {doc[j].lemma_}" in speech_verbs()  # "laisse entendre X"
    verb = verb or (ws.low[j] == "garde" and ws.low[j - 1] == "en")  # "a mis en garde X"
    if not verb:
        told = ws.low[j] in spoken("participle") and j > start and doc[j - 1].pos_ in ("AUX", "ADV")
        if not told and not (ws.low[j] in spoken("present") and j > 1 and ws.text[j - 2 : j] == ["»", ","]):
            return False
    while j > start and (
        doc[j - 1].pos_ in ("AUX", "ADV")
        or ws.low[j - 1] in words("incise-before")
        or ws.low[j - 1] in words("speech-support")
        or (ws.low[j - 1] in ("en", "à", "de") and ws.low[j - 2] in words("speech-support"))
    ):
        j -= 1
    return j == start or ws.text[j - 1] in (",", "»")


_TOLD_TO = ("à", "au", "aux", "sur", "l'", "de", "via")


def _between(ws: Words, j: int) -> bool:
    """May a token stand between a verb of speech and the one who speaks ("plus tôt dans la matinée", "sur X")?"""
    token = ws.parsed.doc[j]
    if token.pos_ in ("ADV", "NUM") or ws.low[j] in words("incise-between"):
        return True
    return ws.capital(j) and ws.low[j - 1] in _TOLD_TO and token.pos_ != "VERB"


def _in_main_clause(verb: Token) -> bool:
    """Is a verb its sentence's own, not one of what somebody says or of a clause beside it?"""
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")


def impersonal(ws: Words, i: int) -> bool:
    """ "il faut", "il y a", "il s'agit": nobody."""
    if ws.low[i] in ("-il", "-t-il"):
        verb = i - 2 if ws.low[i - 1] == "-t" else i - 1
        return ws.low[verb] in words("impersonal") or (verb > 0 and ws.low[verb - 1] == "y")
    if ws.low[i] != "il":
        return False
    j = i + 1
    while j < len(ws) and ws.low[j] in ("ne", "n'", "en"):
        j += 1
    if j + 1 < len(ws) and ws.low[j] == "y":
        return ws.low[j + 1] in words("there-is")
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
