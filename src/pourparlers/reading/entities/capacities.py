"""In what capacity somebody acts: "en sa qualité de médiateur, Lars Holm …", "Lars Holm, désigné émissaire, …"."""

from __future__ import annotations

from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.focus import Focus
from pourparlers.reading.entities.name import Names
from pourparlers.reading.entities.people import People
from pourparlers.reading.entities.phrase import Phrase
from pourparlers.reading.entities.words import Words, words


class Capacities:
    """Tells whose capacity a bare noun for an office or a person is."""

    def __init__(self, ws: Words, people: People, names: Names, focus: Focus) -> None:
        self.ws, self.people, self.names, self.focus = ws, people, names, focus

    def of(self, p: Phrase) -> Draft | None:
        """The subject of the sentence, or else the person first named after the phrase in it."""
        if p.determiner != "none" or p.number == "p" or p.noun.sort not in ("office", "person") or not self._told(p):
            return None
        if p.name is not None or p.apposed is not None:
            return None
        before = self.focus.subject_of_clause(p.first) or self._named_before(p)
        if before is not None:
            return before if before.kind in ("person", "office") and before.number == "s" else None
        end = self.ws.parsed.sentence(p.first)[1]
        for i in range(p.stop, end):
            name = self.names.at.get(i)
            if name is not None and name.sort == "person" and len(self.people.of(name)) == 1:
                return self.people.of(name)[0]
        return None

    def _told(self, p: Phrase) -> bool:
        """Does "en sa qualité de", "en tant que", "comme" or "désigné" stand before?"""
        low, i = self.ws.low, p.first
        if i < 2:
            return i == 1 and low[0] in words("named-as")
        if low[i - 1] in ("qu'", "que"):
            return low[i - 2] == "tant"
        if low[i - 1] in ("de", "d'"):
            return low[i - 2] in words("capacity") and not {"en", "dans", "sous", "à"}.isdisjoint(
                low[max(i - 4, 0) : i - 2]
            )
        return low[i - 1] in words("named-as") and low[i - 2] not in words("have")

    def _named_before(self, p: Phrase) -> Draft | None:
        """Whose name stands before a comma and the words for the capacity."""
        for s in reversed(self.focus.seen[-4:]):
            if s.form == "name" and len(s.drafts) == 1 and 0 <= p.first - s.stop < 6:
                return s.drafts[0] if "," in self.ws.text[s.stop : p.first] else None
        return None
