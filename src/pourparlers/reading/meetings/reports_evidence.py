"""The words shown for what is reported of a meeting: with the negation, the finite verb and the infinitive it needs."""

from __future__ import annotations

from itertools import takewhile

from pourparlers.reading import syntax
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.status_fold import Assertion
from pourparlers.reading.meetings.words import words
from pourparlers.reading.tokens import Token

_REACH = 4
_PREDICATE = 10
_STOPS = frozenset(";:().«»")


def extent(cast: Cast, a: Assertion) -> tuple[int, int]:
    """The tokens that carry an assertion: "dit ne plus vouloir d'une rencontre", "le sommet peut encore se tenir"."""
    return _start(cast, a), _stop(cast, a)


def _start(cast: Cast, a: Assertion) -> int:
    """From an infinitive back to its negation and to the verb right before it."""
    word = cast.doc[a.first]
    if syntax.form(word) != "infinitive":
        return a.first
    begin, _ = cast.parsed.sentence(a.first)
    above = syntax.governor(word) if syntax.linker(word) != "pour" else None
    if above is not None and above.pos_ in ("VERB", "AUX") and begin <= a.first - _REACH <= above.i < a.first:
        return max(begin, min(a.first, syntax.group_start(above)))
    return max(begin, min(a.first, syntax.group_start(word)))


def _stop(cast: Cast, a: Assertion) -> int:
    """On to the infinitive after a modal, and to the predicate of words that have none ("Ni date ni lieu")."""
    _, end = cast.parsed.sentence(a.first)
    told = cast.doc[a.first : a.stop]
    last = cast.doc[a.stop - 1]
    if last.lemma_ in words("modal"):
        return _infinitive(last, end) or a.stop
    if a.cue[1] == a.stop and a.status == "floated" and not any(t.pos_ in ("VERB", "AUX") for t in told):
        ahead = takewhile(
            lambda t: t.text not in _STOPS, (cast.doc[i] for i in range(a.stop, min(end, a.stop + _PREDICATE)))
        )
        verb = next((t for t in ahead if t.pos_ == "VERB" and syntax.form(syntax.finite(t)) == "finite"), None)
        bare = a.phrase.endswith(" date")
        return verb.i + 1 if bare and verb is not None else a.stop
    return a.stop


def _infinitive(modal: Token, end: int) -> int | None:
    """Where the infinitive of a modal ends, with the participle of a passive."""
    doc, found = modal.doc, None
    for i in range(modal.i + 1, min(end, modal.i + 1 + _REACH)):
        token = doc[i]
        if syntax.form(token) == "infinitive" or (found and syntax.form(token) == "participle"):
            found = i + 2 if i + 1 < end and doc[i + 1].lower_ == "lieu" else i + 1
            if token.lower_ != "être":
                return found
        elif not syntax.is_adverb(token) and token.lower_ not in syntax.forms("clitic") | syntax.forms("negation"):
            return found
    return found
