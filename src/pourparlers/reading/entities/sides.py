"""Whom "on" means: those of a place ("dit-on à Oslo"), of a side ("côté danois, on dit"), or who spoke last."""

from __future__ import annotations

from pourparlers.knowledge.gazetteer import Gazetteer
from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.focus import Focus, Linking
from pourparlers.reading.entities.name import Names
from pourparlers.reading.entities.peoples import nationality
from pourparlers.reading.entities.pronouns import antecedent
from pourparlers.reading.entities.register import Register
from pourparlers.reading.entities.words import Words, words


class Sides:
    """Links every "on" of an article."""

    def __init__(
        self,
        ws: Words,
        world: Gazetteer,
        names: Names,
        register: Register,
        focus: Focus,
        waiting: dict[int, Draft],
    ) -> None:
        self.ws, self.world, self.names = ws, world, names
        self.register, self.focus, self.waiting = register, focus, waiting

    def link(self, mentions: list[Linking]) -> None:
        """Link "on" once all is read, for the place it speaks from may stand after it."""
        for i, low in enumerate(self.ws.low):
            if low not in ("on", "-on", "-t-on", "t-on"):
                continue
            found, first, stop = antecedent(self.focus, self.ws, i, mentions)
            found = found or self._side(i) or self._waiting_place(i)
            if found and found[0].kind == "place":
                far = found[0].known is not None or not found[0].codes
                found = [] if far else [self.register.government(found[0])]
            if not found and low != "on":
                found = self.focus.last_body(i)
            if found:
                mentions.append((first, stop, found, "pronoun"))
                found[0].spans.append((first, stop))

    def _side(self, i: int) -> list[Draft]:
        """ "Côté marocain, on dit que …", "dit-on côté marocain": those of that side."""
        first, end = self.ws.parsed.sentence(i)
        j = first + 1 if self.ws.low[first] in ("du", "de") else first
        if j + 1 >= i or self.ws.low[j] != "côté" or i - j > 5:
            j = i + 1 + (i + 2 < end and self.ws.low[i + 1] in ("du", "de"))
            if j + 1 >= end or self.ws.low[j] != "côté":
                return []
        adjective, stop = nationality(self.ws, self.world, self.names, j + 1)
        if adjective is None:
            return []
        surface = self.ws.parsed.span(j, stop).text
        draft = self.register.keyed(("side", adjective.code), "group", "institution", surface.lower())
        draft.codes = draft.codes or [adjective.code]
        return [draft]

    def _waiting_place(self, i: int) -> list[Draft]:
        """ "dit-on dans son équipe": a body that nothing else has made an entity of."""
        for k in range(i + 1, min(self.ws.parsed.sentence(i)[1], i + 6)):
            if k in self.waiting and self.ws.low[k - 1] not in words("of") and self.waiting[k].kind == "organization":
                draft = self.waiting[k]
                if draft not in self.register.drafts:
                    self.register.add(draft).spans.append((k, k + 1))
                return [draft]
        return []
