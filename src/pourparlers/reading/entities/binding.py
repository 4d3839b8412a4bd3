"""Whom a description cannot mean by its place in a sentence: the subject of its clause ("Il a reçu le ministre")."""

from __future__ import annotations

from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.focus import Focus, Seen
from pourparlers.reading.entities.phrase import Phrase
from pourparlers.reading.entities.roles import role
from pourparlers.reading.entities.words import Words, words

_FAR = 24
_STOPS = frozenset((":", ";", "«", "»", "(", ")"))


class Binding:
    """Tells whom a phrase cannot mean."""

    def __init__(self, ws: Words, focus: Focus) -> None:
        self.ws, self.focus = ws, focus

    def barred(self, p: Phrase) -> Draft | None:
        """The subject of the clause in which a phrase is no subject: who meets, asks or names somebody else."""
        before = self.ws.low[p.first - 1] if p.first else ","
        if before in (",", "(") or before in words("subordinate") or before in words("copula"):
            return None
        own = self._subject(p.first)
        if own is None or not self._one_clause(own.stop, p.first):
            return None
        led = before in words("locative") or before in words("met")
        return own.drafts[0] if led or not role(self.ws, p.first, p.stop)[0] else None

    def _subject(self, before: int) -> Seen | None:
        """The subject that stands last before a token in its sentence."""
        sentence = self.ws.parsed.sentence_of[before]
        for s in reversed(self.focus.seen[-12:]):
            if s.sentence != sentence:
                return None
            if s.subject and s.form != "possessive" and s.stop <= before and s.first != before:
                return s if len(s.drafts) == 1 and s.drafts[0].number == "s" and before - s.stop < _FAR else None
        return None

    def _one_clause(self, first: int, stop: int) -> bool:
        """Does a verb of the subject's own, that is no copula, and nothing of another clause stand between?"""
        ws, verb = self.ws, False
        for i in range(first, stop):
            reflexive = ws.low[i] == "s'" and ws.low[i + 1] not in ("il", "ils")
            if ws.text[i] in _STOPS or (ws.low[i] in words("subordinate") and not reflexive):
                return False
            acts = reflexive or ws.parsed.doc[i].pos_ in ("VERB", "X") or ws.low[i] in words("met")
            verb = verb or (acts and ws.low[i] not in words("copula"))
        return verb


def undergoes(ws: Words, d: Draft, p: Phrase) -> bool:
    """Is it one whom the sentence of a phrase names first past its verb ("Le médiateur a vu Lars Holm")?"""
    if not p.stop < d.first < ws.parsed.sentence(p.first)[1]:
        return False
    between = ws.parsed.doc[p.stop : d.first]
    return any(t.pos_ in ("VERB", "AUX") and "Fin" in t.morph.get("VerbForm", []) for t in between)
