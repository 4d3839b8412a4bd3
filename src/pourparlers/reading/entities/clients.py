"""Whom lawyers speak for: "l'avocat de Lars Holm, Me Jan Lund, … son client"."""

from __future__ import annotations

from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.focus import Focus
from pourparlers.reading.entities.name import Name
from pourparlers.reading.entities.people import People
from pourparlers.reading.entities.phrase import Phrase
from pourparlers.reading.entities.words import Words, words


class Clients:
    """Keeps for each lawyer of an article whom "son client" means."""

    def __init__(self, ws: Words, people: People, focus: Focus) -> None:
        self.ws, self.people, self.focus = ws, people, focus

    def pleads(self, p: Phrase, lawyer: Draft) -> None:
        """ "l'avocat de Lars Holm, Me Jan Lund", "son avocate, …": whose lawyer it is."""
        if p.noun.office != "lawyer":
            return
        if isinstance(p.of, Name) and p.of.sort == "person":
            lawyer.client = self.people.of(p.of)[0]
        elif p.determiner == "possessive" and self.ws.low[p.first] in words("third-possessive"):
            lawyer.client = self.focus.subject(p.first)

    def of(self, p: Phrase) -> Draft | None:
        """ "son client": whom the lawyer who is the subject speaks for; "mon client": whom the last one does."""
        if p.noun.lemma != "client" or p.determiner != "possessive":
            return None
        speaks = self.focus.subject(p.first)
        if speaks is not None and speaks.client is not None:
            return speaks.client
        return next((d.client for d in self.focus.recent() if d.client is not None), None)
