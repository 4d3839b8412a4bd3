"""Where a meeting is: the place that its own words or clause tell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.knowledge.gazetteer import fold, gazetteer
from pourparlers.reading import syntax
from pourparlers.reading.entities import Mention as EntityMention
from pourparlers.reading.meeting_merge import Group
from pourparlers.reading.meeting_parties import Cast
from pourparlers.reading.meeting_status_tale import hints
from pourparlers.reading.meeting_types import OF, TO, Mention
from pourparlers.reading.meeting_words import words
from pourparlers.record import Place

_AT = words("at")
_REACH = 25
_NEAR = 4
_BARS = frozenset(";:»«")


class Places:
    """The places of one article, asked for by the words of its meetings.

    ``told`` are the tokens of words that tell a fate, past which a place may still be the meeting's; ``timed`` where
    times start.
    """

    def __init__(self, cast: Cast, told: frozenset[int], timed: frozenset[int]) -> None:
        self.cast, self.parsed, self.doc = cast, cast.parsed, cast.doc
        self.told = told
        self.timed = timed
        self.last: Place | None = None

    def assign(self, mentions: Sequence[Mention]) -> None:
        """Give each mention the place that its own words or clause tell."""
        self.heads = {m.head for m in mentions}
        for m in mentions:
            m.place = self._of_gathering(m) or self._place(m)
            self.last = m.place or self.last
        for m in mentions:
            if m.place is None and m.kind != "call":
                m.place = self._beside(m, mentions)

    def _place(self, mention: Mention) -> Place | None:
        """The first place after a mention in its clause, else the nearest one before it; a call has none."""
        if mention.kind == "call":
            return None
        start, end = self.parsed.sentence(mention.head)
        stop = min(end, mention.head + _REACH)
        found = [(m.first, m) for m in self.cast.outer(mention.head + 1, stop) if self._is_place(m, mention)]
        first = found[0][0] if found else stop
        described = self._described(mention.head + 1, first)
        if described is not None and not self._beyond(mention, described[0]):
            return described[1]
        if found and not self._beyond(mention, first):
            return self._as_place(found[0][1])
        for m in reversed(self.cast.outer(start, mention.first)):
            if self._is_place(m, mention) and self._leads_in(m, mention, start):
                return self._as_place(m)
        return None

    def _of_gathering(self, mention: Mention) -> Place | None:
        """ "Le sommet du G7 de Biarritz": the place that tells it from others."""
        if mention.verbal or mention.kind in ("call", "visit"):
            return None
        if mention.need == "gathering":
            inside = self.cast.outer(mention.head + 1, mention.stop)
            last = inside[-1] if inside and inside[-1].stop == mention.stop and inside[-1].form == "name" else None
            named = (
                last is not None and self.cast.lower[last.first - 1] in ("de", "d'") and last.first > mention.head + 2
            )
            if last is not None and named and last.entities and self._is_site(last.entities[0]):
                return self._as_place(last)
        for m in self.cast.outer(mention.stop, mention.stop + 5):
            lead = self.cast.lower[mention.stop : m.first]
            if not lead or lead[0] not in OF or any(w not in words("determiner") for w in lead[1:]):
                return None
            bare = len(lead) == 1 and self.cast.lower[m.first] not in words("determiner")
            if m.form == "name" and m.entities and self._is_site(m.entities[0]) and (bare or lead == ["du"]):
                return self._as_place(m)
            return None
        return None

    def _described(self, first: int, stop: int) -> tuple[int, Place] | None:
        """A place that is not named by a known name: "dans la capitale kényane", "dans la même ville", "à Xville"."""
        lower = self.cast.lower
        for i in range(first, stop):
            if lower[i] not in _AT or i + 1 >= stop:
                continue
            place = self._capital(i + 1, stop) or self._same(i + 1, stop) or self._unknown(i, stop)
            if place is not None:
                return i, place
        return None

    def _capital(self, first: int, stop: int) -> Place | None:
        """ "La capitale kényane", by the name of the city where the text gives it elsewhere."""
        i = first + 1 if self.doc[first].pos_ == "DET" else first
        if i + 1 >= stop or self.cast.lower[i] != "capitale":
            return None
        adjective = gazetteer().adjectives.get(fold(self.cast.lower[i + 1]))
        if adjective is None:
            return None
        names = _capitals().get(adjective.code, ())
        named = next((n for n in names if n in self.parsed.text), None)
        return Place(text=named or self.parsed.span(i, i + 2).text, country=adjective.code)

    def _same(self, first: int, stop: int) -> Place | None:
        """ "Dans la même ville", "au même endroit": where the meeting spoken of before was."""
        near = self.cast.lower[first : min(stop, first + 3)]
        if "même" not in near or not hints("same place") & set(near):
            return None
        return self.last

    def _unknown(self, at: int, stop: int) -> Place | None:
        """A capitalized name after "à" that stands for nobody known, right after a verb, a day or the meeting."""
        doc, end = self.doc, at + 1
        while end < stop and doc[end].text[:1].isupper() and doc[end].pos_ in ("PROPN", "NOUN", "ADJ", "X"):
            end += 1
        before = doc[at - 1]
        leads = before.pos_ in ("VERB", "AUX", "NOUN", "ADV", "NUM") or before.text == ","
        if self.cast.lower[at] != "à" or end == at + 1 or not leads or self.cast.who.at(at + 1) is not None:
            return None
        if self.parsed.starts[at + 1] in self.timed or self.parsed.starts[at] in self.timed:
            return None
        return Place(text=self.parsed.span(at + 1, end).text, country=None)

    def _is_site(self, entity: str) -> bool:
        """A city, or a state or a city that may stand for one."""
        return self.cast.get(entity).kind in ("place", "state")

    def _beside(self, mention: Mention, mentions: Sequence[Mention]) -> Place | None:
        """The place of the gathering in whose margins a meeting is told to be."""
        sentence = self.parsed.sentence_of[mention.head]
        for other in mentions:
            if other is mention or other.place is None or self.parsed.sentence_of[other.head] != sentence:
                continue
            before = self.cast.lower[max(0, other.first - 2) : other.first]
            if other.need == "gathering" and hints("beside") & set(before):
                return other.place
        return None

    def of(self, group: Group, mentions: Sequence[Mention]) -> Place | None:
        """The place of a meeting: its own, else that of the visit that one of its parties is on to the other's."""
        if group.kind == "call":
            return None
        if group.place or group.gathering or group.kind == "visit":
            return group.place
        first = group.told[0].mention
        here = self.parsed.sentence_of[first.head]
        for m in reversed(mentions):
            if m.kind != "visit" or m.place is None or m.head >= first.head or not m.parties:
                continue
            near = here - self.parsed.sentence_of[m.head] <= _NEAR
            hosted = m.place.country in self.cast.sides(group.parties) if m.place.country else False
            if near and hosted and m.parties[0] in group.parties:
                return m.place
        return None

    def _is_place(self, m: EntityMention, mention: Mention) -> bool:
        """Is this the name of a place, or of a seat of power, with "à", "en", "dans" before it?"""
        doc, cast = self.doc, self.cast
        if not m.entities or m.form not in ("name", "description"):
            return False
        sort = cast.get(m.entities[0]).kind
        i = m.first - 1
        if i > 0 and doc[i].pos_ == "DET":
            i -= 1
        word = doc[i].lower_ if i >= 0 else ""
        if m.form == "description":
            return sort == "place" and word in _AT
        if sort == "organization":
            seat = len(cast.side(m.entities[0])) == 3 and not cast.is_multilateral(m.entities[0])
            return seat and word in TO
        if sort not in ("place", "state"):
            return False
        named = (word in OF and i <= mention.head + 1 and m.first > mention.head) or doc[m.first].lower_ in _AT
        return word in _AT or named or (word in words("towards") and mention.verbal)

    def _leads_in(self, m: EntityMention, mention: Mention, start: int) -> bool:
        """Does a place before a mention belong to its clause: at the head of the sentence, or past the verb?"""
        between = self.doc[m.stop : mention.first]
        if any(t.text in _BARS or t.lower_ in syntax.forms("relative") for t in between):
            return False
        return m.first <= start + 2 or (not mention.verbal and not any(t.pos_ in ("VERB", "AUX") for t in between))

    def _as_place(self, m: EntityMention) -> Place:
        first = m.first
        while self.doc[first].pos_ in ("DET", "ADP") and first + 1 < m.stop:
            first += 1
        entity = self.cast.get(m.entities[0])
        country = entity.countries[0] if entity.countries else None
        text = entity.name if m.form == "description" else self.parsed.span(first, m.stop).text
        return Place(text=text, country=country)

    def _beyond(self, mention: Mention, token: int) -> bool:
        """Does another clause start between a mention and a token?"""
        own = self._own_verb(mention)
        between = self.doc[mention.head + 1 : token]
        if sum(t.text == "(" for t in between) > sum(t.text == ")" for t in between):
            return True
        for t in between:
            if t.text in _BARS:
                return True
            if t.lower_ in ("que", "qu'", "où") and t.pos_ == "SCONJ" and t.i > mention.stop:
                return True
            if t.i in self.told or t.i == own or t.i in self.heads or t.lower_ in syntax.auxiliaries():
                continue
            if t.pos_ == "VERB" and syntax.form(syntax.finite(t)) == "finite" and t.i >= mention.stop:
                return True
        return False

    def _own_verb(self, mention: Mention) -> int:
        """The verb of which a mention is the subject or object, or that of its relative clause."""
        head = self.doc[mention.head]
        if mention.verbal:
            return head.i
        relative = next((c for c in head.children if c.dep_ == "acl:relcl"), None)
        return relative.i if relative is not None else head.head.i


@cache
def _capitals() -> dict[str, tuple[str, ...]]:
    """The capitals of each state."""
    return {row["code"]: tuple(tables.values(row["capital"])) for row in tables.rows("states.tsv")}
