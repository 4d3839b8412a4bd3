"""Whether "aujourd'hui" means nowadays or the day of publication."""

from __future__ import annotations

from typing import Final

from pourparlers.reading.parsed import Parsed
from pourparlers.reading.times.tense import in_sentence, leftwards, rightwards
from pourparlers.reading.times.verbs import forms, has_participle, reading
from pourparlers.reading.tokens import Token

_TODAY: Final = frozenset(("aujourd'hui", "aujourd’hui"))
_LINKS: Final = frozenset((",", "et", "mais", "or", "car", "que", "qu'", "donc", "où"))
_BEING: Final = frozenset(("est", "sont", "sera", "seront"))
_BETWEEN: Final = 3
"""How many words may stand between an auxiliary and its participle."""


def is_now(parsed: Parsed, start: int, end: int) -> bool:
    """Does "aujourd'hui" at these offsets mean nowadays?

    So it does unless what governs it is an event of the day: a verb of event in the present, any verb in the passé
    composé or the future, a noun ("le vote d'aujourd'hui"), or a noun of event and no verb ("Sommet aujourd'hui").
    """
    first, stop = parsed.tokens(start, end)
    if first >= len(parsed.doc):
        return False
    tokens, at, after = in_sentence(parsed, first, stop)
    told = _told_beside(tokens, at, after)
    if told is not None:
        return told
    before, behind = leftwards(tokens, at), rightwards(tokens, after)
    starts = not before or before[0].lower_ in _LINKS
    verb = next((t for t in ([*behind, *before] if starts else [*before, *behind]) if _is_verb(t)), None)
    if verb is None:
        events = forms("scheduled") | forms("done") | forms("happened")
        return not any(t.lower_ in events for t in tokens)
    return not _is_of_the_day(verb)


def is_loose(parsed: Parsed, start: int, end: int) -> bool:
    """Is "hier" or "demain" at these offsets any past or future ("l'Europe de demain", "hier comme aujourd'hui")?"""
    first, stop = parsed.tokens(start, end)
    if first >= len(parsed.doc):
        return False
    tokens, at, _ = in_sentence(parsed, first, stop)
    if at > 1 and tokens[at - 1].lower_ in forms("of") and _is_of_an_era(tokens[at - 2]):
        return True
    other = next((t for t in tokens if t.lower_ in _TODAY), None)
    if other is None or (at and "Past" in tokens[at - 1].morph.get("Tense", [])):
        return False
    return is_now(parsed, parsed.starts[other.i], parsed.ends[other.i])


def _is_of_an_era(noun: Token) -> bool:
    return noun.lower_ in forms("era") or noun.pos_ == "PROPN"


def _told_beside(tokens: list[Token], at: int, after: int) -> bool | None:
    """What the words right before and after say: "d'aujourd'hui", "aujourd'hui encore", "aujourd'hui à 15 heures"."""
    last = tokens[at - 1].lower_ if at else ""
    next_ = tokens[after].lower_ if after < len(tokens) else ""
    if last in forms("of"):
        noun = tokens[at - 2] if at > 1 else None
        return noun is not None and _is_of_an_era(noun)
    if last in forms("dated") or last in ("an", "ans"):
        return False
    if last in forms("still") or next_ in forms("still"):
        return True
    if next_ in ("à", "vers", "dès") and after + 1 < len(tokens) and tokens[after + 1].text[:1].isdigit():
        return False
    if next_ in ("et", "ou") and after + 1 < len(tokens) and tokens[after + 1].lower_ == "demain":
        return False
    if last in _BEING and next_ in ("à", "en") and tokens[after + 1 :] and tokens[after + 1].text[:1].isupper():
        return False
    if last in ("et", "ou") and at > 1 and tokens[at - 2].lower_ == "hier":
        return False
    return None


def _is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or token.lower_ in forms("event")


def _is_of_the_day(verb: Token) -> bool:
    word = verb.lower_
    if word in forms("turned"):
        return False
    if word in forms("event") or verb.lemma_ in forms("event"):
        return True
    if word in forms("itself") and verb.i and verb.doc[verb.i - 1].lower_ in ("s'", "se"):
        return True
    shape = verb.morph.get("VerbForm", [])
    if "Inf" in shape:
        before = verb.doc[verb.i - 1]
        return _is_near_future(verb) or ("Part" in before.morph.get("VerbForm", []) and _is_of_a_perfect(before))
    if "Part" in shape:
        return _is_of_a_perfect(verb)
    form = reading(verb)
    if form == "past" and has_participle(verb):
        return not _turns(verb)
    return form == "future" and word not in forms("modal")


def _is_near_future(infinitive: Token) -> bool:
    doc = infinitive.doc
    words = [doc[i].lower_ for i in range(max(infinitive.sent.start, infinitive.i - _BETWEEN), infinitive.i)]
    return any(w in forms("soon") for w in words)


def _is_of_a_perfect(participle: Token) -> bool:
    """ "a signé aujourd'hui", not "est menacé aujourd'hui"."""
    doc = participle.doc
    before = [doc[i].lower_ for i in range(max(participle.sent.start, participle.i - _BETWEEN), participle.i)]
    return any(w in forms("having") for w in before)


def _turns(auxiliary: Token) -> bool:
    """Is this a perfect of state ("est aujourd'hui menacé", "a bien changé")?"""
    doc = auxiliary.doc
    next_ = [doc[i].lower_ for i in range(auxiliary.i + 1, min(auxiliary.sent.end, auxiliary.i + 2 + _BETWEEN))]
    if any(w in forms("turned") for w in next_):
        return True
    if any(w in forms("event") for w in next_):
        return False
    return auxiliary.lower_ not in forms("having") and "s'" not in doc[auxiliary.i - 1].lower_
