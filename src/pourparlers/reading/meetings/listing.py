"""Parties that stand together in a range of words: lists, what a preposition leads, those known by noun and state."""

from __future__ import annotations

from pourparlers.reading.entities import Mention
from pourparlers.reading.meetings.lists import links
from pourparlers.reading.meetings.sides import UNIONS, Sides, demonyms
from pourparlers.reading.meetings.sides import Ids as Ids
from pourparlers.reading.meetings.words import words as words_of

_ASIDE = 16
"""Words that may stand between commas within a list."""
_AND = frozenset({"et"})
_GAP = 7
_RECALL = 150
_OPENING = frozenset({"(", ":", "-", "–", "—"})
_RECITAL = 12
"""Words that may stand between a plural and the list that spells it out."""


class Listing(Sides):
    """Those who are named in a range of words of one article."""

    def ensure(self, first: int, stop: int) -> str:
        """The entity of some words, one and the same wherever the same words stand."""
        words = " ".join(t.lower_ for t in self.doc[first:stop])
        if words not in self._made:
            self._made[words] = self.who.ensure(first, stop)
        return self._made[words]

    def outer(self, first: int, stop: int) -> list[Mention]:
        """The mentions that lie in a range of tokens and in no longer mention there."""
        kept: list[Mention] = []
        for m in sorted(self.who.within(first, stop), key=lambda m: (m.first, -m.stop)):
            if (not kept or m.first >= kept[-1].stop) and not self.datelined(m):
                kept.append(m)
        return kept

    def at(self, token: int) -> Ids:
        """The parties that a token stands for, alone or as part of a name."""
        mention = self.who.at(token)
        return self.parties(mention.entities) if mention else ()

    def listed(self, first: int, stop: int, gap: int = _GAP) -> Ids:
        """The parties of the first list ("le roi, la reine et leurs ministres") in a range of tokens."""
        found: list[str] = []
        at, joined = first, False
        for mention in self.outer(first, stop):
            if mention.form == "possessive" or mention.first < at:
                continue
            between = list(self.doc[at : mention.first])
            if found and not links(between):
                break
            if found and joined and between[0].text == "," and not self._goes_on(mention):
                break
            joined = joined or any(t.lower_ == "et" for t in between)
            if not found and (len(between) > gap or any(t.pos_ in ("VERB", "AUX") for t in between)):
                break
            found += [e for e in self.parties(self._states_of(mention)) if e not in found]
            at = self._past_aside(mention.stop)
            if len(found) > 1 and "deux" in self.lower[mention.first : mention.first + 2]:
                break
        return tuple(found)

    def _past_aside(self, at: int) -> int:
        """Past what is told between commas of one after whom a list goes on ("le roi, qui règne depuis mai, et")."""
        if self.lower[at : at + 1] == [","] and (self.at(at + 1) or self.at(self._past_article(at + 1))):
            return at
        return self.past_aside(at, _AND)

    def past_aside(self, at: int, onward: frozenset[str]) -> int:
        """Past what is told between commas, where one of some words goes on after it; the same place if none does."""
        end = min(self.parsed.sentence(at - 1)[1] - 1, at + _ASIDE)
        if at >= end or self.lower[at] != ",":
            return at
        closing = next((i for i in range(at + 2, end) if self.lower[i] == ","), end)
        return closing if closing < end and self.lower[closing + 1] in onward else at

    def _outside_asides(self, mentions: list[Mention]) -> list[Mention]:
        """Those of some mentions that do not stand in what is told between commas of the one before."""
        kept: list[Mention] = []
        edge = 0
        for mention in mentions:
            if mention.first >= edge:
                kept.append(mention)
                edge = self._past_aside(mention.stop)
        return kept

    def _goes_on(self, mention: Mention) -> bool:
        """ "L'Iran et la France, le Royaume-Uni et l'Allemagne": the list of states goes on past its first "et"."""
        several = all(self.get(e).kind in ("state", "place") for e in mention.entities)
        return several and mention.stop < len(self.lower) and self.lower[mention.stop] == "et"

    def _states_of(self, mention: Mention) -> Ids:
        """The parties of a mention; of "les ministres des deux pays" the states, where no state is told besides."""
        own = mention.entities
        if len(own) != 1 or self.who.number(own[0]) != "p":
            return own
        spelled = self._spelled_out(mention)
        if spelled:
            return spelled
        if self.lower[mention.first] in ("leurs", "leur"):
            owners = self.parties(self.who.resolve(mention.first))
            return owners if len(self.sides(owners)) > 1 and own[0] not in owners else own
        if self.lower[mention.first] == "deux" or self.lower[mention.first : mention.first + 2] == ["les", "deux"]:
            return self._last_two(mention) or own
        if self.lower[mention.stop : mention.stop + 2] == ["des", "deux"]:
            return self._last_two(mention) or own
        if self.get(own[0]).countries:
            return own
        for m in self.who.within(mention.first + 1, mention.stop + 5):
            if m.stop >= mention.stop and len(m.entities) > 1 and m.first <= mention.stop + 2:
                led = self.lower[m.first] in ("des", "de") or self.lower[m.first - 1] in ("des", "de")
                return m.entities if led else own
        return own

    def _spelled_out(self, mention: Mention) -> Ids:
        """The states in brackets, between dashes or after a colon ("les dirigeants de deux pays (Mali, Niger)")."""
        end = min(self.parsed.sentence(mention.first)[1], mention.stop + _RECITAL)
        first = next((i for i in range(mention.stop, end) if self.lower[i] in _OPENING), end)
        if first == end or any(t.pos_ in ("VERB", "AUX") for t in self.doc[mention.stop : first]):
            return ()
        found = self.listed(first + 1, self.parsed.sentence(mention.first)[1], gap=1)
        return found if len(self.sides(found)) > 1 and all(self.get(e).kind == "state" for e in found) else ()

    def _last_two(self, mention: Mention) -> Ids:
        """Whom "les deux présidents" stands for where no one is told: those of two sides who were named last."""
        office = self.get(mention.entities[0]).office
        last: dict[str, str] = {}
        peers: dict[str, str] = {}
        for m in reversed(self.who.within(max(0, mention.first - _RECALL), mention.first)):
            for e in () if self.datelined(m) else m.entities:
                known, side = self.get(e), self.side(e)
                if e == mention.entities[0] or not side or known.kind == "place" or side in UNIONS:
                    continue
                last.setdefault(side, self.state_of(side) or e)
                if office and known.office == office:
                    peers.setdefault(side, e)
            if len(peers) == 2:
                return tuple(peers.values())
        return tuple(last.values()) if len(last) == 2 else self.rivals

    def these_two(self, first: int, stop: int) -> Ids:
        """Whom "les deux délégations", where no one is known by these words, stands for in an article on two sides."""
        i = first + 1 if self.lower[first] == "les" else first
        return self.rivals if i < stop - 1 and self.lower[i] == "deux" and self.who.at(i + 1) is None else ()

    def led_by_preposition(self, first: int, start: int) -> bool:
        """Does a preposition stand before a name, but for its article?"""
        i = first - 1
        while i > start and self.doc[i].pos_ == "DET":
            i -= 1
        return i >= start and self.doc[i].pos_ == "ADP"

    def joined(self, found: Ids, first: int) -> Ids:
        """A party with those that stand before it in the same list ("X et Y ont …", found from Y)."""
        start = self.parsed.sentence(first)[0]
        mentions = self._outside_asides([m for m in self.outer(start, first) if m.form != "possessive"])
        for mention in reversed(mentions):
            between = list(self.doc[self._past_aside(mention.stop) : first])
            if not any(t.lower_ in ("et", ",") for t in between) or not links(between):
                break
            bare = all(t.text == "," or t.pos_ == "DET" for t in between)
            if bare and mention.entities == found[:1]:  # "…, Y, ministre de la Pêche, ont …"
                first = mention.first
                continue
            aside = not self.is_person(mention.entities[0]) and self.led_by_preposition(mention.first, start)
            if bare and (len(found) < 2 or aside):
                break
            found, first = tuple(dict.fromkeys((*self.parties(mention.entities), *found))), mention.first
        return found

    def after(
        self, words: frozenset[str], first: int, stop: int, gap: int = _GAP, *, commas: bool = False, until: int = 0
    ) -> Ids:
        """The parties after the first of some prepositions in a range (up to a comma, unless ``commas``) with any;
        their list may go on up to ``until``."""
        for i in range(first, stop):
            if self.doc[i].text == "," and i > first and not commas:
                break
            if self.lower[i] in words and (i == first or self.lower[i - 1] not in words_of("compound")):
                found = self.listed(i + 1, max(stop, until), gap) or self.described(i + 1, words_of("guest"))
                if len(found) == 1 and self.lower[i] == "entre":  # "entre le roi, qui règne depuis mai, et"
                    found = self.listed(i + 1, self.parsed.sentence(i)[1], gap)
                if found:
                    return found
        return ()

    def _past_article(self, first: int) -> int:
        return first + 1 if self.doc[first].pos_ == "DET" else first

    def _home(self, first: int) -> int | None:
        """The adjective of the state of whose part somebody is sent ("une délégation de la province chinoise")."""
        if self.lower[first] not in ("de", "d'", "du"):
            return None
        noun = self._past_article(first + 1)
        told = noun + 1 < len(self.lower) and self.doc[noun].pos_ == "NOUN" and self.lower[noun + 1] in demonyms()
        return noun + 1 if told else None

    def described(self, first: int, nouns: frozenset[str]) -> Ids:
        """A party or place known by its noun and its state alone ("son hôte ivoirien", "la capitale saoudienne")."""
        for i in range(first, min(first + 6, len(self.doc) - 1)):
            if self.lower[i] in words_of("side") and nouns == words_of("guest"):
                return (self.ensure(self._past_article(first), i + 1),)
            if self.lower[i] in nouns:
                at = next((k for k in (i + 1, i + 2) if self.lower[min(k, len(self.lower) - 1)] in demonyms()), None)
                at = at or self._home(i + 1)
                if at is None:
                    continue
                states = [at]
                while self.lower[at + 1] in (",", "et") and self.lower[min(at + 2, len(self.lower) - 1)] in demonyms():
                    at += 2
                    states.append(at)
                found = [self.ensure(self._past_article(first) if k == states[0] else k, k + 1) for k in states]
                for entity, k in zip(found, states, strict=True):
                    self.give(entity, demonyms()[self.lower[k]])
                return tuple(found)
            if self.doc[i].pos_ not in ("DET", "ADJ", "NUM", "NOUN") and self.lower[i] not in ("de", "d'"):
                return ()
        return ()
