"""Behind or ahead: the direction that tense and the words around give to a time."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
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
_LONG: Final = 5
_BARRIERS: Final = frozenset(";:()«»")
_CONDITIONAL: Final = ("rait", "raient", "rais", "rions", "riez")
_PARTICIPLE: Final = ("é", "ée", "és", "ées", "u", "ue", "us", "ues", "i", "ie", "is", "ies", "ise", "ert", "erte")
_ENDS: Final = (*"éiust", "e")
"""The last letters that a participle of the past may have."""
_SURELY_AHEAD: Final = ("era", "ira", "eront", "iront")
_WOULD: Final = frozenset(("serait", "seraient"))
_MUST: Final = frozenset(("devra", "devront", "devrait", "devraient"))
_DUE: Final = frozenset(("devait", "devaient"))
_PAST_PLURAL: Final = ("aient", "èrent", "irent", "urent", "inrent")
_FUTURE: Final = ("ra", "ront", "rai", "ras", "rons", "rez")


def direction(parsed: Parsed, start: int, end: int) -> int:
    """Is the time at these offsets behind (-1), ahead (1), or is there nothing that tells (0)?

    Twice that where there is no doubt: a preposition ("d'ici mardi"), or a tense right before ("avait cédé mardi").
    """
    first, stop = parsed.tokens(start, end)
    if first >= len(parsed.doc):
        return UNKNOWN
    from_, to = parsed.sentence(first)
    tokens = parsed.doc[from_:to]
    at, after = first - from_, stop - from_
    told = _told_before(parsed, first)
    if told:
        was_due = told > FUTURE and any(t.lower_ in _DUE for t in leftwards(tokens, at))
        return FUTURE if was_due else told
    noun = _of_noun(tokens, at)
    if noun is not None and _is_done(noun):
        return FUTURE if noun.lower_ in forms("done") and _is_still_ahead(tokens, after) else PAST
    if noun is not None and _is_called_off(tokens, after):
        return FUTURE
    if _opens_as_participle(tokens, at) or _hangs_apart(tokens, at):
        return PAST
    found = _from_words(tokens, at, after, noun is not None)
    if found == UNKNOWN and tokens and not any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return FUTURE if any(t.lower_ in forms("scheduled") for t in tokens) else UNKNOWN
    return found


def _from_words(tokens: list[Token], at: int, after: int, of_noun: bool) -> int:
    """What the nearest word that tells says, before the time and then after it; those of its own clause first."""
    to_it = at > 0 and bool(forms("towards").keys() & {tokens[at - 1].lower_, tokens[at].lower_})
    for gap, token in enumerate(leftwards(tokens, at)):
        if token.lower_ in ("que", "qu'") and gap:
            would = next((t for t in rightwards(tokens, after) if t.pos_ in ("VERB", "AUX")), None)
            own = FUTURE if would is not None and would.lower_ in _WOULD else _from_behind(tokens, after)
            if own:
                return own
        if of_noun and token.lower_ in forms("cancel"):
            return FUTURE
        found = FUTURE if to_it and token.lower_ in forms("to") else _of_word(token)
        if found is not None:
            if found == FUTURE and _came_to_nothing(token, tokens, after):
                return PAST
            return found * 2 if gap <= _CLOSE and _carries_tense(token) else found
    return _from_behind(tokens, after)


def _from_behind(tokens: list[Token], after: int) -> int:
    for token in rightwards(tokens, after):
        found = _of_word(token)
        if found is not None:
            return found
    return UNKNOWN


def _is_done(noun: Token) -> bool:
    """Does this name what lies behind by its nature ("l'accord de lundi", "l'attentat de lundi")?"""
    return noun.lower_ in forms("done") or noun.lower_ in forms("happened")


def _is_still_ahead(tokens: list[Token], after: int) -> bool:
    """Is the verb that follows in the future ("l'annonce de lundi sera décisive")?"""
    verb = next((t for t in rightwards(tokens, after) if t.pos_ in ("VERB", "AUX")), None)
    return verb is not None and reading(verb) == "future"


def _of_noun(tokens: list[Token], at: int) -> Token | None:
    """The noun that a time hangs on ("le vote de mardi")."""
    return tokens[at - 2] if at > 1 and tokens[at - 1].lower_ in forms("of") else None


def _is_called_off(tokens: list[Token], after: int) -> bool:
    """Does the verb that follows call it off, or uphold it ("la grève de jeudi est maintenue")?"""
    for token in rightwards(tokens, after):
        if token.lower_ in forms("cancel"):
            return not _is_active(token)
        if token.pos_ == "VERB" or token.text == ",":
            return False
    return False


def _opens_as_participle(tokens: list[Token], at: int) -> bool:
    """Does a participle right before open a clause ("Élu dimanche, il …", ", nommée en mars,")?"""
    if at > 1 and tokens[at - 1].lower_ in forms("lead"):
        at -= 1
    if not at or (at > 1 and tokens[at - 2].text != ","):
        return False
    word = tokens[at - 1]
    if word.lower_ in forms("summoned"):
        return True
    first = at == 1 and word.pos_ == "PROPN" and word.lower_.endswith(("é", "ée", "és", "ées"))
    may_be = first or (word.pos_ in ("VERB", "ADJ", "NOUN") and word.lower_.endswith(_PARTICIPLE))
    return may_be and word.lower_ not in forms("word")


def _hangs_apart(tokens: list[Token], at: int) -> bool:
    """Does a time between commas tell when what the sentence opens with was ("La chute du régime, le 8 mai, …")?"""
    if not at or tokens[at - 1].text != ",":
        return False
    before = tokens[: at - 1]
    return not any(t.pos_ in ("VERB", "AUX") for t in before) and any(_is_done(t) for t in before[:3])


def _came_to_nothing(due: Token, tokens: list[Token], after: int) -> bool:
    """Does the main clause tell what became of what was due ("prévue en mars, avait été différée")?"""
    words = [t.lower_ for t in rightwards(tokens, after)]
    if due.lower_ in forms("word"):
        return any(a in ("avait", "avaient") and b == "été" for a, b in pairwise(words))
    was_due = due.i > due.sent.start and due.doc[due.i - 1].lower_ in _DUE
    return was_due and any(a == "n'" and b in ("a", "ont", "est", "sont") for a, b in pairwise(words))


def is_habit(parsed: Parsed, at: int) -> bool:
    """Does the sentence at this offset tell of what happens every year?"""
    first, _ = parsed.tokens(at, at + 1)
    from_, to = parsed.sentence(first) if first < len(parsed.doc) else (0, 0)
    return any(parsed.doc[i].lower_ in forms("habit") for i in range(from_, to))


def looks_ahead(parsed: Parsed, at: int) -> bool:
    """Does a verb of the sentence at this offset tell of what is to come ("se rendra", "est prévu")?"""
    first, _ = parsed.tokens(at, at + 1)
    from_, to = parsed.sentence(first) if first < len(parsed.doc) else (0, 0)
    last = parsed.doc[first - 1] if first > from_ else None
    if last is not None and (last.lower_ == "et" or (last.pos_ == "VERB" and reading(last) == "present")):
        return True
    for token in parsed.doc[from_:to]:
        if token.lower_ in ("prochain", "prochaine"):
            return True
        before = parsed.doc[token.i - 1].lower_ if token.i > from_ else ""
        if token.lower_ in forms("word") and before in forms("being"):
            return True
        if token.pos_ in ("VERB", "AUX") and reading(token) == "future":
            return True
    return False


def leftwards(tokens: list[Token], at: int) -> list[Token]:
    """The words before, nearest first, up to a bracket, a quotation mark or a stop."""
    found: list[Token] = []
    for i in range(at - 1, max(-1, at - 1 - _REACH), -1):
        token = tokens[i]
        if token.text in _BARRIERS:
            break
        found.append(token)
    return found


def rightwards(tokens: list[Token], at: int) -> list[Token]:
    """The words from here on, up to a bracket, a quotation mark or a stop; those in brackets are passed over."""
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
    if before.endswith("pour") and parsed.doc[first].lower_ not in _months():
        return FUTURE
    return UNKNOWN


def _of_word(token: Token) -> int | None:
    """The direction that a word gives to a time near it; None where it gives none."""
    word = token.lower_
    if word in forms("word") and not _is_active(token):
        return forms("word")[word]
    if token.pos_ == "NOUN" and word in forms("happened"):
        return PAST
    if token.pos_ not in ("VERB", "AUX"):
        return FUTURE if _is_unseen_future(token) else None
    if word == "partir" and _is_preposition(token):
        return None
    form = reading(token)
    if form == "past":
        return PAST
    if form == "future":
        return FUTURE
    if form == "present":
        return PAST if word in forms("reporting") and not _is_reflexive(token) else FUTURE
    if "Inf" in token.morph.get("VerbForm", []):
        return _of_infinitive(token)
    return None


def _is_unseen_future(token: Token) -> bool:
    """Is this a verb in the future that the tagger takes for a noun ("il fêtera")?"""
    word = token.text
    if not word.endswith(_SURELY_AHEAD) or len(word) < _LONG or not word.islower():
        return False
    return token.i > token.sent.start and token.doc[token.i - 1].pos_ != "DET"


def _is_preposition(verb: Token) -> bool:
    """Is this the "partir" of "à partir de"?"""
    return verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ in forms("of")


def _is_reflexive(verb: Token) -> bool:
    """Is this "s'annonce", not "annonce"?"""
    return verb.i > verb.sent.start and verb.doc[verb.i - 1].lower_ in ("s'", "se")


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
    if verb.pos_ not in ("VERB", "AUX") or "Inf" in verb.morph.get("VerbForm", []) or word in forms("word"):
        return False
    if "Fin" in verb.morph.get("VerbForm", []):
        return reading(verb) != "present" and word not in forms("modal")
    return "Past" in verb.morph.get("Tense", []) or any(
        t.lower_ in auxiliaries() for t in verb.doc[max(verb.sent.start, verb.i - 4) : verb.i]
    )


def _of_infinitive(token: Token) -> int | None:
    """An infinitive goes with what stands before it: "doit voir", "a pu voir", "pour voir"."""
    doc = token.doc
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
        return "past"
    if word.endswith(("ra", "ront")):
        return "past" if word in ("aura", "auront") and has_participle(token) else "future"
    if word in ("est", "sont", "a", "ont", "ai", "suis", "sommes", "avons", "avez"):
        return "past" if has_participle(token) else "present"
    return "past"


def has_participle(auxiliary: Token) -> bool:
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
            if word == "avoir" and token.doc[i - 1].lower_ in _MUST:
                return "future"
            if word == "avoir" or token.doc[i - 1].lower_ in ("s'", "se", "après", "d'"):
                return "past"
            ahead = _of_infinitive(token.doc[i])
            return "future" if ahead == FUTURE else "past"
        if word in auxiliaries():
            return "past"
    return "past"


@cache
def forms(kind: str) -> dict[str, int]:
    """The forms of a kind of the table, with their directions."""
    rows = tables.rows("fr/time_tense.tsv")
    return {form: int(r["direction"]) for r in rows if r["kind"] == kind for form in tables.values(r["forms"])}


@cache
def _months() -> frozenset[str]:
    rows = tables.rows("fr/time_words.tsv")
    return frozenset(form for r in rows if r["slot"] == "month" for form in tables.values(r["forms"])) | {"mois"}


@cache
def _before() -> tuple[tuple[str, int], ...]:
    return tuple(forms("before").items())
