"""What stands between two names: what joins them into one list, and what keeps a name from a verb."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.reading.meetings.sides import peoples
from pourparlers.reading.meetings.words import words
from pourparlers.reading.tokens import Doc, Token

_LINKS = words("link") | {",", "&", "-"}
_SMALL = words("small")
_FILLERS = frozenset({"DET", "ADJ", "ADV", "NUM"})
_DASHES = frozenset({"-", "–", "—"})


def cut(noun: Token, verb: Token) -> bool:
    """Does a colon stand between a noun and the verb ("Après Rabat, Tunis : le président … verra …"), or is the noun
    the place of the dispatch ("Lomé — Les présidents …")?"""
    between = verb.doc[noun.i : max(verb.i, noun.i)]
    if noun.is_sent_start and len(between) > 1 and between[1].text in _DASHES:
        return sum(t.text in _DASHES for t in between) == 1
    dashes = [n for n, t in enumerate(between) if t.text in _DASHES]
    if noun.is_sent_start and len(dashes) == 1 and between[dashes[0] - 1].text == ")":
        return True  # "Lomé (Togo), 3 mai (Alpha) – Les présidents …"
    return any(t.text == ":" for t in between)


def links(tokens: Sequence[Token]) -> bool:
    """Do only commas, conjunctions and small words stand between two names ("et le chef de la délégation de")?"""
    joined = False
    if [t.lower_ for t in tokens[:2]] == [",", "à"]:
        return False  # "…, à la veille du sommet de l'UE"
    for n, t in enumerate(tokens):
        joined = joined or t.lower_ in _LINKS
        small = t.lower_ in _LINKS or t.lower_ in _SMALL or t.pos_ in _FILLERS or t.lower_ in peoples()
        led = t.pos_ == "NOUN" and n + 1 < len(tokens) and tokens[n + 1].lower_ in ("de", "d'", "du", "des")
        if not small and not led:
            return False
    return joined


def led_in(doc: Doc, first: int, floor: int) -> bool:
    """Does a preposition stand before a name ("à Paris", "avec le roi")?"""
    i = first - 1
    led = doc[first].pos_ != "DET"
    while led and i > floor and doc[i].pos_ == "DET" and doc[i].lower_ not in ("du", "des", "au", "aux"):
        i -= 1
    token = doc[i]
    return i > floor and (token.pos_ == "ADP" or token.lower_ in ("à", "au", "aux", "de", "du", "des", "d'", "en"))
