"""Verb forms as times need them: past, present or to come, by ending and auxiliary rather than by tag."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from pourparlers.knowledge import tables
from pourparlers.reading.syntax import auxiliaries
from pourparlers.reading.syntax import tense as syntax_tense
from pourparlers.reading.tokens import Token

PAST: Final = -1
FUTURE: Final = 1
UNKNOWN: Final = 0

Reading = Literal["past", "present", "future", "none"]

BETWEEN: Final = 3
"""How many words may stand between an auxiliary and its participle."""
_LONG: Final = 5
_CONDITIONAL: Final = ("rait", "raient", "rais", "rions", "riez")
_ENDS: Final = (*"éiust", "e")
"""The last letters that a participle of the past may have."""
_SURELY_AHEAD: Final = ("era", "ira", "eront", "iront")
_MUST: Final = frozenset(("devra", "devront", "devrait", "devraient"))
_HAVING: Final = frozenset(("a", "ont", "avait", "avaient", "ayant", "avoir", "aurait", "auraient", "ai", "avons"))
_BEING: Final = frozenset(("est", "sont", "était", "étaient", "être", "serait", "seraient"))
_WAS: Final = frozenset(("était", "étaient"))
_OPENERS: Final = frozenset("«-–—:")
_IRREGULAR: Final = ("ert", "is", "it", "u", "int", "ort")
"""Endings of participles that the tagger may take for adjectives ("a ouvert")."""
HAD: Final = frozenset(("avait", "avaient", "avais", "avions", "aviez", "ayant", "eut", "eurent"))
"""The auxiliaries of the pluperfect and what is like it."""
_PAST_PLURAL: Final = ("aient", "èrent", "irent", "urent", "inrent")
_FUTURE: Final = ("ra", "ront", "rai", "ras", "rons", "rez")


@cache
def forms(kind: str) -> dict[str, int]:
    """The forms of a kind of the table, with their directions."""
    rows = tables.rows("fr/time_tense.tsv")
    return {form: int(r["direction"]) for r in rows if r["kind"] == kind for form in tables.values(r["forms"])}


def of_infinitive(token: Token) -> int | None:
    """An infinitive goes with what stands before it: "doit voir", "a pu voir", "pour voir"."""
    doc = token.doc
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    perfect = after is not None and after.pos_ in ("VERB", "AUX", "ADJ") and after.lower_.endswith(_ENDS)
    if token.lower_ == "avoir" and perfect and doc[max(0, token.i - 1)].lower_ not in _MUST:
        return PAST
    for i in range(token.i - 1, max(token.sent.start, token.i - 12) - 1, -1):
        word = doc[i].lower_
        for kind in ("modal", "past_modal", "purpose", "anterior"):
            if word in forms(kind):
                return forms(kind)[word]
        if doc[i].pos_ in ("VERB", "AUX"):
            return PAST if reading(doc[i]) == "past" else FUTURE
    return None


def reading(token: Token) -> Reading:
    """The tense of the group that a verb form stands in, by its ending where that is surer than the tagger."""
    word = token.lower_
    shape = token.morph.get("VerbForm", [])
    if word in forms("modal") and "Part" not in shape:
        return "future"
    if "Inf" in shape:
        return "none"
    if word.endswith(_SURELY_AHEAD) and len(word) >= _LONG:
        return "future"
    if "Part" in shape or word.endswith(("é", "ée", "és", "ées")):
        return _of_participle(token) if word.endswith(_ENDS) else "none"
    if word in auxiliaries():
        return _of_auxiliary(token)
    if word.endswith("ant"):
        return "none"
    if word.endswith(_FUTURE) and len(word) > 3 and (token.morph.get("Tense", []) != ["Past"] or _ends_ahead(token)):
        return "future"
    if word.endswith(_CONDITIONAL) and _ends_ahead(token):
        return "future"
    if set(token.morph.get("Tense", [])) & {"Past", "Imp"} and _may_be_past(token):
        return "past"
    return "present"


def _may_be_past(verb: Token) -> bool:
    """No past ends like "achève"; and "réunit", past or present, is oftener present."""
    word = verb.lower_
    if word.endswith("it") and not word.endswith("ait"):
        return not verb.lemma_.endswith("ir")
    return not word.endswith("e") and (not word.endswith("ent") or word.endswith(_PAST_PLURAL))


def _ends_ahead(token: Token) -> bool:
    return syntax_tense(token) in ("future", "conditional")


def _of_auxiliary(token: Token) -> Reading:
    word = token.lower_
    if word.endswith(("rait", "raient")):
        return "past" if has_participle(token) else "future"
    if word.endswith(_FUTURE):
        return "past" if word in ("aura", "auront") and has_participle(token) else "future"
    if word in ("est", "sont", "a", "ont", "ai", "suis", "sommes", "avons", "avez"):
        return "past" if has_participle(token) else "present"
    return "past"


def has_participle(auxiliary: Token) -> bool:
    """Does a participle follow this auxiliary ("a finalement été reçu")?"""
    doc = auxiliary.doc
    for i in range(auxiliary.i + 1, min(auxiliary.sent.end, auxiliary.i + 5)):
        token = doc[i]
        if token.text[:1].isupper():
            return False
        if "Part" in token.morph.get("VerbForm", []) or token.lower_.endswith(("é", "ée", "és", "ées")):
            return True
        if i == auxiliary.i + 1 and token.lower_.endswith(("tis", "ties", "tie", "ti", "nus", "nue", "nues", "nu")):
            return True
        if token.pos_ == "ADJ" and auxiliary.lower_ in _HAVING and token.lower_.endswith(_IRREGULAR):
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
            if word == "avoir" and token.doc[i - 1].lower_ in _MUST:
                return "future"
            if word == "avoir" or token.doc[i - 1].lower_ in ("s'", "se", "après", "d'"):
                return "past"
            ahead = of_infinitive(token.doc[i])
            return "future" if ahead == FUTURE else "past"
        if word in auxiliaries():
            return "past"
    return "past"


def is_active(participle: Token) -> bool:
    """Is this the participle of "a convoqué", not that of "a été convoqué" or "convoqué"?"""
    doc = participle.doc
    for i in range(participle.i - 1, max(participle.sent.start, participle.i - 3) - 1, -1):
        word = doc[i].lower_
        if word in ("été", "étant", "être"):
            return False
        if word in _HAVING:
            return True
        if word in _BEING and i > participle.sent.start and doc[i - 1].lower_ in ("s'", "se"):
            return True
    return False


def carries_tense(verb: Token) -> bool:
    """Is this a verb in a past or future tense, not a bare participle or a present?"""
    word = verb.lower_
    if verb.pos_ not in ("VERB", "AUX") or "Inf" in verb.morph.get("VerbForm", []) or word in forms("word"):
        return False
    if "Fin" in verb.morph.get("VerbForm", []):
        return reading(verb) != "present" and word not in forms("modal")
    return "Past" in verb.morph.get("Tense", []) or any(
        t.lower_ in auxiliaries() for t in verb.doc[max(verb.sent.start, verb.i - 4) : verb.i]
    )


def is_pluperfect(token: Token) -> bool:
    """Is this the auxiliary or the participle of "avait tenu", which lies behind without doubt?"""
    if token.lower_ in HAD:
        return has_participle(token)
    if token.pos_ not in ("VERB", "AUX") or not token.lower_.endswith(_ENDS):
        return False
    doc, lowest = token.doc, max(token.sent.start, token.i - BETWEEN)
    before = [doc[i].lower_ for i in range(lowest, token.i)]
    return any(w in HAD for w in before) or (token.lower_ in forms("gone") and any(w in _WAS for w in before))


def is_unseen_future(token: Token) -> bool:
    """Is this a verb in the future that the tagger takes for a noun ("il fêtera")?"""
    word = token.text
    if not word.endswith(_SURELY_AHEAD) or len(word) < _LONG or not word.islower():
        return False
    return token.i > token.sent.start and token.doc[token.i - 1].pos_ != "DET"


def is_name(token: Token) -> bool:
    """Is this a name that the tagger takes for a verb ("attendu à Rabat")?"""
    capital = token.text[:1].isupper() and not token.text.isupper()
    return capital and token.i > token.sent.start and token.doc[token.i - 1].text not in _OPENERS


def is_preposition(verb: Token) -> bool:
    """Is this the "partir" of "à partir de"?"""
    return verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ in forms("of")


def is_reflexive(verb: Token) -> bool:
    """Is this "s'annonce", not "annonce"?"""
    return verb.i > verb.sent.start and verb.doc[verb.i - 1].lower_ in ("s'", "se")
