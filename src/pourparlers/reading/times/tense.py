"""Behind or ahead: the direction that tense and the words around give to a time."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final

from pourparlers.knowledge import tables
from pourparlers.reading.parsed import Parsed
from pourparlers.reading.syntax import auxiliaries
from pourparlers.reading.times.verbs import (
    BETWEEN,
    FUTURE,
    HAD,
    PAST,
    UNKNOWN,
    carries_tense,
    forms,
    is_active,
    is_name,
    is_pluperfect,
    is_preposition,
    is_reflexive,
    is_unseen_future,
    of_infinitive,
    reading,
)
from pourparlers.reading.tokens import Token

_REACH: Final = 25
_FEW: Final = 8
_CLOSE: Final = 1
_BARRIERS: Final = frozenset(";:()«»")
_PARTICIPLE: Final = ("é", "ée", "és", "ées", "u", "ue", "us", "ues", "i", "ie", "is", "ies", "ise", "ert", "erte")
_WOULD: Final = frozenset(("serait", "seraient"))
_DUE: Final = frozenset(("devait", "devaient"))
_FELL_THROUGH: Final = frozenset(
    (*(("n'", verb) for verb in ("a", "ont", "est", "sont")), ("avait", "été"), ("avaient", "été"))
)
"""Two words with which a main clause goes on that tells what became of what was due."""


def in_sentence(parsed: Parsed, first: int, stop: int) -> tuple[list[Token], int, int]:
    """The sentence of a range of tokens, and where in it the range starts and stops."""
    from_, to = parsed.sentence(first)
    return parsed.doc[from_:to], first - from_, stop - from_


def direction(parsed: Parsed, start: int, end: int) -> int:
    """Is the time at these offsets behind (-1), ahead (1), or is there nothing that tells (0)?

    Twice that where there is no doubt: a preposition ("d'ici mardi"), or a tense right before ("avait cédé mardi").
    """
    first, stop = parsed.tokens(start, end)
    if first >= len(parsed.doc):
        return UNKNOWN
    tokens, at, after = in_sentence(parsed, first, stop)
    told = _told_before(parsed, first)
    if told:
        return _of_preposition(told, tokens, at)
    noun = _of_noun(tokens, at)
    if noun is not None and (_is_done(noun) or _stands_for_one(noun)):
        if noun.lower_ in forms("happened"):
            return PAST * 2
        return FUTURE if _is_still_ahead(tokens, after) else PAST
    if noun is not None and _is_called_off(tokens, after):
        return FUTURE
    if _opens_as_participle(tokens, at) or _hangs_apart(tokens, at):
        return PAST
    if _is_notice(tokens, at):
        return FUTURE
    found = _from_words(tokens, at, after, noun is not None)
    if found == UNKNOWN and tokens and tokens[0].lower_.startswith("rendez"):
        return FUTURE
    if found == UNKNOWN and tokens and not any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return FUTURE if any(t.lower_ in forms("scheduled") for t in tokens) else UNKNOWN
    return found


def _of_preposition(told: int, tokens: list[Token], at: int) -> int:
    """What a preposition that tells comes to with the verb before it ("est attendu pour mai", "avait tenu jusqu'à")."""
    before = leftwards(tokens, at)
    if told > FUTURE and any(t.lower_ in _DUE for t in before):
        return FUTURE
    if told == FUTURE:
        plans = forms("word").keys() | forms("to").keys()
        due = next((t for t in before if t.lower_ in plans and t.lower_ not in forms("until")), None)
        if due is not None:
            return FUTURE * 2 if _is_now_due(due) else PAST if _had_been_due(due) else FUTURE
        if any(t.lower_ in forms("until") for t in before[:2]) and any(_lasted(t) for t in before):
            return PAST
    return told


def _lasted(token: Token) -> bool:
    """Is this a verb of a past that a day brought to its end ("avait tenu", "est restée", "a duré")?"""
    return is_pluperfect(token) or (token.lower_ in forms("lasted") and _is_compound(token))


def _is_compound(participle: Token) -> bool:
    """Does an auxiliary stand close before?"""
    lowest = max(participle.sent.start, participle.i - BETWEEN)
    return any(t.lower_ in auxiliaries() for t in participle.doc[lowest : participle.i])


def _is_now_due(participle: Token) -> bool:
    """Is this the participle of "est attendu", "reste prévu"?"""
    doc, lowest = participle.doc, max(participle.sent.start, participle.i - BETWEEN)
    due = forms("word").get(participle.lower_) == FUTURE
    return due and any(doc[i].lower_ in forms("being") for i in range(lowest, participle.i))


def _has_been(participle: Token) -> bool:
    """Is this the participle of "a été convoqué"?"""
    doc, i = participle.doc, participle.i
    return i > participle.sent.start + 1 and doc[i - 1].lower_ == "été" and doc[i - 2].lower_ in ("a", "ont")


def _is_perfect(participle: Token) -> bool:
    """Is this the participle of "a été élu", which a table names as one that looks back?"""
    looks_back = forms("word").get(participle.lower_) == PAST and participle.lower_.endswith(_PARTICIPLE)
    return looks_back and _is_compound(participle)


def _had_been_due(participle: Token) -> bool:
    """Is this the participle of "avait d'abord été prévu"?"""
    doc, lowest = participle.doc, max(participle.sent.start, participle.i - BETWEEN - 1)
    words = [doc[i].lower_ for i in range(lowest, participle.i)]
    return "été" in words and any(w in HAD for w in words)


def _is_notice(tokens: list[Token], at: int) -> bool:
    """Is this a notice without a verb ("Rue fermée de jeudi à samedi")?"""
    if not at or tokens[at - 1].lower_ not in ("de", "du", "à", "au", "dès", "jusqu'au"):
        return False
    if not any(t.lower_ in forms("notice") for t in tokens[:at]):
        return False
    return not any("Fin" in t.morph.get("VerbForm", []) for t in tokens)


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
        if gap <= _CLOSE and token.lower_ in forms("until") and any(_lasted(t) for t in leftwards(tokens, at)):
            return PAST
        if to_it and token.lower_ in forms("to"):
            return FUTURE * 2
        found = _of_word(token)
        if found is not None:
            if found == FUTURE and (_came_to_nothing(token, tokens, after) or _had_been_due(token)):
                return PAST
            bare = found == PAST and gap <= BETWEEN and _is_compound(token) and _is_bare(tokens[at - gap : at])
            near = gap <= _CLOSE or bare
            sure = near and (carries_tense(token) or _is_now_due(token) or _is_perfect(token))
            return found * 2 if sure or (found == PAST and is_pluperfect(token)) else found
    return _from_behind(tokens, after)


def _is_bare(between: list[Token]) -> bool:
    """Do these words make no object that a time could hang on ("entré en vigueur le 1er avril")?"""
    return not any(t.pos_ in ("DET", "PUNCT", "VERB", "CCONJ") for t in between[:-1])


def _from_behind(tokens: list[Token], after: int) -> int:
    for token in rightwards(tokens, after):
        found = _of_word(token)
        if found is not None:
            return found * 2 if found == PAST and is_pluperfect(token) else found
    return UNKNOWN


def _is_done(noun: Token) -> bool:
    """Does this name what lies behind by its nature ("l'accord de lundi", "l'attentat de lundi")?"""
    return noun.lower_ in forms("done") or noun.lower_ in forms("happened")


def _is_still_ahead(tokens: list[Token], after: int) -> bool:
    """Is the verb that follows in the future ("l'annonce de lundi sera décisive")?"""
    verb = next((t for t in rightwards(tokens, after) if t.pos_ in ("VERB", "AUX")), None)
    return verb is not None and reading(verb) == "future"


def _of_noun(tokens: list[Token], at: int) -> Token | None:
    """The noun that a time hangs on ("le vote de mardi", "les attentats de Paris du 13 novembre")."""
    if at < 2 or tokens[at - 1].lower_ not in forms("of"):
        return None
    i = at - 2
    while i > 1 and tokens[i].text[:1].isupper() and tokens[i - 1].text[:1].isupper():
        i -= 1
    named = i > 1 and tokens[i].text[:1].isupper() and tokens[i - 1].lower_ in ("à", *forms("of"))
    return tokens[i - 2] if named else tokens[at - 2]


def is_of_plan(parsed: Parsed, start: int, end: int) -> bool:
    """Does the time at these offsets hang on a noun of what is planned ("les élections de mai"), or on none?"""
    tokens, at, _ = in_sentence(parsed, *parsed.tokens(start, end))
    noun = _of_noun(tokens, at)
    return noun is None or any(noun.lower_ in forms(kind) for kind in ("scheduled", "held", "word"))


def _stands_for_one(noun: Token) -> bool:
    """Is this the pronoun of "celui du 4 août", which takes up what is known?"""
    before = noun.doc[noun.i - 1].lower_ if noun.i > noun.sent.start else ""
    return noun.lower_ in ("celui", "celle", "ceux", "celles") and before not in ("avant", "à", "pour", "d'ici")


def _is_called_off(tokens: list[Token], after: int) -> bool:
    """Does the verb that follows call it off, or uphold it ("la grève de jeudi est maintenue")?"""
    for token in rightwards(tokens, after):
        if token.lower_ in forms("cancel"):
            return not is_active(token)
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
    was_due = any(t.lower_ in _DUE for t in due.doc[max(due.sent.start, due.i - BETWEEN) : due.i])
    if not was_due:
        return False
    but = next((i for i, t in enumerate(rightwards(tokens, after)) if t.lower_ == "mais"), None)
    turned = but is not None and any(_is_compound(t) for t in rightwards(tokens, after)[but:] if t.pos_ == "VERB")
    return turned or any((a, b) in _FELL_THROUGH for a, b in pairwise(words))


def is_habit(parsed: Parsed, at: int) -> bool:
    """Does the sentence at this offset tell of what happens every year?"""
    first, _ = parsed.tokens(at, at + 1)
    from_, to = parsed.sentence(first) if first < len(parsed.doc) else (0, 0)
    return any(parsed.doc[i].lower_ in forms("habit") for i in range(from_, to))


def tells_of_future(parsed: Parsed, at: int) -> bool:
    """Has the sentence at this offset a verb in the future?"""
    first, _ = parsed.tokens(at, at + 1)
    from_, to = parsed.sentence(first) if first < len(parsed.doc) else (0, 0)
    return any(
        t.pos_ in ("VERB", "AUX") and t.lower_ not in forms("modal") and reading(t) == "future"
        for t in parsed.doc[from_:to]
    )


def is_told_in_present(parsed: Parsed, at: int) -> bool:
    """Is what stands nearest to this offset a verb in the present or an infinitive, and none of plan or motion?"""
    first, _ = parsed.tokens(at, at + 1)
    from_, to = parsed.sentence(first) if first < len(parsed.doc) else (0, 0)
    tokens = parsed.doc[from_:to]
    verbs = [t for t in tokens if t.pos_ in ("VERB", "AUX")]
    if not verbs or any(t.lower_ in forms("word") or t.lower_ in forms("modal") for t in tokens):
        return False
    readings = {reading(t) for t in verbs}
    return "present" in readings and not readings & {"past", "future"} and not any(_is_event(t) for t in verbs)


def _is_event(verb: Token) -> bool:
    return verb.lower_ in forms("event") or verb.lower_ in forms("itself")


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
    if word in forms("held") and _is_announced(token):
        return FUTURE
    if word in forms("summoned") and _has_been(token):
        return PAST
    if word in forms("word") and not is_active(token) and not _points_back(token):
        return forms("word")[word]
    if token.pos_ == "NOUN" and word in forms("happened"):
        return PAST
    if token.pos_ == "ADJ" and word.endswith(("ert", "erte", "erts", "ertes")) and is_active(token):
        return PAST
    if token.pos_ not in ("VERB", "AUX") or is_name(token):
        return FUTURE if is_unseen_future(token) else None
    if word == "partir" and is_preposition(token):
        return None
    form = reading(token)
    if form == "past":
        return FUTURE if _left_open(token) or _is_due(token) else PAST
    if form == "future":
        return FUTURE
    if form == "present":
        return PAST if word in forms("reporting") and not is_reflexive(token) else FUTURE
    if "Inf" in token.morph.get("VerbForm", []):
        return of_infinitive(token)
    return None


def _points_back(token: Token) -> bool:
    """Is this the word of "ce dernier", "cette dernière", which stand for somebody?"""
    return token.i > 0 and token.lower_.startswith("derni") and token.doc[token.i - 1].lower_ in ("ce", "cette", "ces")


def _is_due(verb: Token) -> bool:
    """Is this the auxiliary of "est prévu", "sont toujours attendus"?"""
    if verb.lower_ not in ("est", "sont"):
        return False
    after = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 2 + BETWEEN)]
    participle = next((t for t in after if t.pos_ != "ADV"), None)
    return participle is not None and forms("word").get(participle.lower_) == FUTURE


def _left_open(verb: Token) -> bool:
    """Is this the verb of "restait incertaine"?"""
    if verb.lower_ not in forms("remaining"):
        return False
    after = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 2 + BETWEEN)]
    return any(forms("word").get(t.lower_) == FUTURE for t in after)


def is_put_off(parsed: Parsed, start: int) -> bool:
    """Do the words before this offset put something off ("reporté du 3 mai au 2 juin")?"""
    first, _ = parsed.tokens(start, start + 1)
    from_, to = parsed.sentence(first) if first < len(parsed.doc) else (0, 0)
    before = leftwards(parsed.doc[from_:to], first - from_)[:_FEW]
    return any(t.lower_ in forms("to") or t.lower_ in forms("moving") for t in before)


def _is_announced(noun: Token) -> bool:
    """Is this what somebody announces or asks for ("a annoncé la tenue d'un vote")?"""
    doc, lowest = noun.doc, max(noun.sent.start, noun.i - BETWEEN)
    return any(doc[i].lower_ in forms("announcing") for i in range(lowest, noun.i))


@cache
def _months() -> frozenset[str]:
    rows = tables.rows("fr/time_words.tsv")
    return frozenset(form for r in rows if r["slot"] == "month" for form in tables.values(r["forms"])) | {"mois"}


@cache
def _before() -> tuple[tuple[str, int], ...]:
    return tuple(forms("before").items())
