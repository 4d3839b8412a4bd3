"""Behind or ahead: the direction that tense and the words around give to a time."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from pourparlers.knowledge import tables
from pourparlers.reading.parsed import Parsed
from pourparlers.reading.syntax import auxiliaries
from pourparlers.reading.syntax import tense as syntax_tense
from pourparlers.reading.tokens import Token

PAST: Final = -1
FUTURE: Final = 1
UNKNOWN: Final = 0

Reading = Literal["past", "present", "future", "none"]

_REACH: Final = 25
_CLOSE: Final = 1
_BARRIERS: Final = frozenset(";:()«»")
_CONDITIONAL: Final = ("rait", "raient", "rais", "rions", "riez")
_FUTURE: Final = ("ra", "ront", "rai", "ras", "rons", "rez")


def direction(parsed: Parsed, start: int, end: int) -> int:
    """Is the time at these offsets behind (-1), ahead (1), or is there nothing that tells (0)?

    Twice that where there is no doubt: a preposition ("d'ici mardi"), or a tense right before ("avait cédé mardi").
    """
    first, stop = parsed.tokens(start, end)
    if first >= len(parsed.doc):
        return UNKNOWN
    told = _told_before(parsed, first)
    if told:
        return told
    from_, to = parsed.sentence(first)
    tokens = parsed.doc[from_:to]
    to_it = first > from_ and bool(_of("towards").keys() & {parsed.doc[first - 1].lower_, parsed.doc[first].lower_})
    of_noun = first > from_ and parsed.doc[first - 1].lower_ in _of("of")
    for gap, token in enumerate(_leftwards(tokens, first - from_)):
        if of_noun and token.lower_ in _of("cancel"):
            return FUTURE
        found = FUTURE if to_it and token.lower_ in _of("to") else _of_word(token)
        if found is not None:
            return found * 2 if gap <= _CLOSE and _carries_tense(token) else found
    for token in _rightwards(tokens, stop - from_):
        found = _of_word(token)
        if found is not None:
            return found
    return UNKNOWN


def is_now(parsed: Parsed, start: int, end: int) -> bool:
    """Does "aujourd'hui" at these offsets mean nowadays? So where a verb of state in the present governs it."""
    first, stop = parsed.tokens(start, end)
    from_, to = parsed.sentence(first) if first < len(parsed.doc) else (0, 0)
    if first > from_ and parsed.doc[first - 1].lower_ in _of("dated"):
        return False
    tokens = parsed.doc[from_:to]
    sought = [*_leftwards(tokens, first - from_), *_rightwards(tokens, stop - from_)]
    for token in sought:
        if token.pos_ in ("VERB", "AUX"):
            return token.lower_ in _of("state") and not _has_participle(token)
    return False


def is_habit(parsed: Parsed, at: int) -> bool:
    """Does the sentence at this offset tell of what happens every year?"""
    first, _ = parsed.tokens(at, at + 1)
    from_, to = parsed.sentence(first) if first < len(parsed.doc) else (0, 0)
    return any(parsed.doc[i].lower_ in _of("habit") for i in range(from_, to))


def looks_ahead(parsed: Parsed, at: int) -> bool:
    """Does a verb of the sentence at this offset tell of what is to come ("se rendra", "est prévu")?"""
    first, _ = parsed.tokens(at, at + 1)
    from_, to = parsed.sentence(first) if first < len(parsed.doc) else (0, 0)
    last = parsed.doc[first - 1] if first > from_ else None
    if last is not None and (last.lower_ == "et" or (last.pos_ == "VERB" and _reading(last) == "present")):
        return True
    for token in parsed.doc[from_:to]:
        before = parsed.doc[token.i - 1].lower_ if token.i > from_ else ""
        if token.lower_ in _of("word") and before in _of("being"):
            return True
        if token.pos_ in ("VERB", "AUX") and _reading(token) == "future":
            return True
    return False


def _leftwards(tokens: list[Token], at: int) -> list[Token]:
    found: list[Token] = []
    for i in range(at - 1, max(-1, at - 1 - _REACH), -1):
        token = tokens[i]
        if token.text in _BARRIERS:
            break
        found.append(token)
    return found


def _rightwards(tokens: list[Token], at: int) -> list[Token]:
    found: list[Token] = []
    inside = False
    for i in range(at, min(len(tokens), at + _REACH)):
        token = tokens[i]
        if token.text == "(" and i > at and any(t.text == ")" for t in tokens[i:]):
            inside = True
        if inside:
            inside = token.text != ")"
            continue
        if token.text in _BARRIERS:
            break
        found.append(token)
    return found


def _told_before(parsed: Parsed, first: int) -> int:
    """What the preposition says: "depuis lundi", "jusqu'à mardi"."""
    before = " ".join(t.lower_ for t in parsed.doc[max(0, first - 3) : first]).replace("' ", "'")
    for words, way in _before():
        if before.endswith(words) and not before.endswith("-" + words):
            return way
    return UNKNOWN


def _of_word(token: Token) -> int | None:
    """The direction that a word gives to a time near it; None where it gives none."""
    word = token.lower_
    if word in _of("word") and not _is_active(token):
        return _of("word")[word]
    if token.pos_ not in ("VERB", "AUX"):
        return None
    form = _reading(token)
    if form == "past":
        return PAST
    if form == "future":
        return FUTURE
    if form == "present":
        return PAST if word in _of("reporting") else FUTURE
    if "Inf" in token.morph.get("VerbForm", []):
        return _of_infinitive(token)
    return None


def _is_active(participle: Token) -> bool:
    """Is this the participle of "a convoqué", not that of "a été convoqué" or "convoqué"?"""
    doc = participle.doc
    for i in range(participle.i - 1, max(participle.sent.start, participle.i - 3) - 1, -1):
        word = doc[i].lower_
        if word in ("été", "étant", "être"):
            return False
        if word in ("a", "ont", "avait", "avaient", "ayant", "avoir", "aurait", "auraient", "ai", "avons"):
            return True
    return False


def _carries_tense(verb: Token) -> bool:
    """Is this a verb in a past or future tense, not a bare participle or a present?"""
    word = verb.lower_
    if verb.pos_ not in ("VERB", "AUX") or "Inf" in verb.morph.get("VerbForm", []) or word in _of("word"):
        return False
    if "Fin" in verb.morph.get("VerbForm", []):
        return _reading(verb) != "present" and word not in _of("modal")
    return "Past" in verb.morph.get("Tense", []) or any(
        t.lower_ in auxiliaries() for t in verb.doc[max(verb.sent.start, verb.i - 4) : verb.i]
    )


def _of_infinitive(token: Token) -> int | None:
    """An infinitive goes with what stands before it: "doit voir", "a pu voir", "pour voir"."""
    doc = token.doc
    for i in range(token.i - 1, max(token.sent.start, token.i - 12) - 1, -1):
        word = doc[i].lower_
        for kind in ("modal", "past_modal", "purpose", "anterior"):
            if word in _of(kind):
                return _of(kind)[word]
        if doc[i].pos_ in ("VERB", "AUX"):
            return PAST if _reading(doc[i]) == "past" else FUTURE
    return None


def _reading(token: Token) -> Reading:
    """The tense of the group that a verb form stands in, by its ending where that is surer than the tagger."""
    word = token.lower_
    shape = token.morph.get("VerbForm", [])
    if word in _of("modal") and "Part" not in shape:
        return "future"
    if "Inf" in shape:
        return "none"
    if "Part" in shape or word.endswith(("é", "ée", "és", "ées")):
        return _of_participle(token)
    if word in auxiliaries():
        return _of_auxiliary(token)
    if word.endswith("ant"):
        return "none"
    if word.endswith(_FUTURE) and len(word) > 3 and (token.morph.get("Tense", []) != ["Past"] or _ends_ahead(token)):
        return "future"
    if word.endswith(_CONDITIONAL) and _ends_ahead(token):
        return "future"
    if set(token.morph.get("Tense", [])) & {"Past", "Imp"}:
        return "past"
    return "present"


def _ends_ahead(token: Token) -> bool:
    return syntax_tense(token) in ("future", "conditional")


def _of_auxiliary(token: Token) -> Reading:
    word = token.lower_
    if word.endswith(("rait", "raient")):
        return "past"
    if word.endswith(("ra", "ront")):
        return "past" if word in ("aura", "auront") and _has_participle(token) else "future"
    if word in ("est", "sont", "a", "ont", "ai", "suis", "sommes", "avons", "avez"):
        return "past" if _has_participle(token) else "present"
    return "past"


def _has_participle(auxiliary: Token) -> bool:
    """Does a participle follow this auxiliary ("a finalement été reçu")?"""
    doc = auxiliary.doc
    for i in range(auxiliary.i + 1, min(auxiliary.sent.end, auxiliary.i + 5)):
        token = doc[i]
        if "Part" in token.morph.get("VerbForm", []) or token.lower_.endswith(("é", "ée", "és", "ées")):
            return True
        if i == auxiliary.i + 1 and token.lower_.endswith(("tis", "ties", "tie", "ti", "nus", "nue", "nues", "nu")):
            return True
        if token.pos_ in ("PROPN", "DET", "PUNCT"):
            return False
    return False


def _of_participle(token: Token) -> Reading:
    """A participle is past; with the future of an auxiliary it lies ahead ("sera reçu")."""
    for i in range(token.i - 1, max(token.sent.start, token.i - 5) - 1, -1):
        word = token.doc[i].lower_
        if word in ("sera", "seront"):
            return "future"
        if word in ("être", "avoir") and i > token.sent.start:
            if word == "avoir" or token.doc[i - 1].lower_ in ("s'", "se", "après", "d'"):
                return "past"
            ahead = _of_infinitive(token.doc[i])
            return "future" if ahead == FUTURE else "past"
        if word in auxiliaries():
            return "past"
    return "past"


@cache
def _of(kind: str) -> dict[str, int]:
    rows = tables.rows("fr/time_tense.tsv")
    return {form: int(r["direction"]) for r in rows if r["kind"] == kind for form in tables.values(r["forms"])}


@cache
def _before() -> tuple[tuple[str, int], ...]:
    return tuple(_of("before").items())
