"""Persons whose name comes a sentence after what tells who they are: "Le ministre a refusé. Lars Holm devait …"."""

from __future__ import annotations

from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.focus import agrees
from pourparlers.reading.entities.name import Name, Names
from pourparlers.reading.entities.people import People
from pourparlers.reading.entities.phrase import Phrase
from pourparlers.reading.entities.words import Words


class Introductions:
    """Those who are first named at the head of a sentence with nothing beside the name, by sentence."""

    def __init__(self, ws: Words, people: People, names: Names, phrases: list[Phrase]) -> None:
        self.ws = ws
        beside = [n for p in phrases for n in (p.name, p.apposed, *p.apart) if n is not None]
        told = {id(d) for n in beside for d in people.of(n)}
        self.by_sentence: dict[int, Draft] = {}
        for name in names.found:
            for draft in people.of(name) if name.sort == "person" else ():
                if id(draft) not in told:
                    told.add(id(draft))
                    self._first(name, draft)

    def _first(self, name: Name, draft: Draft) -> None:
        full = name.stop - name.first > 1 and draft.known is None
        if full and name.first == self.ws.parsed.sentence(name.first)[0]:
            self.by_sentence[self.ws.parsed.sentence_of[name.first]] = draft

    def named_next(self, p: Phrase, code: str) -> Draft | None:
        """Whom a description means that nobody before can: who is named at the head of the next sentence."""
        if p.determiner != "definite" or p.number == "p" or p.former:
            return None
        draft = self.by_sentence.get(self.ws.parsed.sentence_of[p.first] + 1)
        if draft is None or not agrees(draft, p.gender) or (code and draft.codes and code not in draft.codes):
            return None
        return draft
