"""Persons whose name and whose office stand apart: "Le ministre a refusé. Lars Holm devait …"."""

from __future__ import annotations

from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.focus import Focus, Seen, agrees
from pourparlers.reading.entities.name import Name, Names
from pourparlers.reading.entities.people import People
from pourparlers.reading.entities.phrase import Phrase
from pourparlers.reading.entities.roles import after_speech
from pourparlers.reading.entities.words import Words, hypernyms, words


class Introductions:
    """Those who are first named at the head of a sentence with nothing beside the name, by sentence."""

    def __init__(self, ws: Words, people: People, names: Names, phrases: list[Phrase]) -> None:
        self.ws = ws
        beside = [n for p in phrases if not p.former for n in (p.name, p.apposed, *p.apart) if n is not None]
        told = {id(d) for n in beside for d in people.of(n)}
        self.told = frozenset(told)
        self.by_sentence: dict[int, Draft] = {}
        for name in names.found:
            for draft in people.of(name) if name.sort == "person" else ():
                if id(draft) not in told:
                    told.add(id(draft))
                    self._first(name, draft)

    def _first(self, name: Name, draft: Draft) -> None:
        full = name.stop - name.first > 1 and draft.known is None
        if full and self._heads(name.first, self.ws.parsed.sentence(name.first)[0]):
            self.by_sentence[self.ws.parsed.sentence_of[name.first]] = draft

    def _heads(self, i: int, start: int) -> bool:
        """Does a sentence begin with a token, or with a circumstance before it: "Dans la foulée, Lars Holm a …"?"""
        led = start < i <= start + 7 and self.ws.text[i - 1] == "," and self.ws.low[start] in words("circumstance")
        return i == start or (led and "," not in self.ws.text[start : i - 1])

    def named_next(self, p: Phrase, code: str) -> Draft | None:
        """Whom a description means that nobody before can: who is named at the head of the next sentence."""
        if p.determiner not in ("definite", "possessive") or p.number == "p" or p.former or p.homologue:
            return None
        draft = self.by_sentence.get(self.ws.parsed.sentence_of[p.first] + 1)
        if draft is None or not agrees(draft, p.gender) or (code and draft.codes and code not in draft.codes):
            return None
        return draft

    def told_of(self, name: Name, draft: Draft, focus: Focus) -> Draft | None:
        """The office that a person holds who is first named here, with nothing beside the name, as a subject: "La
        ministre a réagi sur son compte. « Non », a écrit Ana Holm." """
        bare = id(draft) not in self.told and draft.known is None and name.stop - name.first > 1
        if not bare or focus.met(draft) or focus.quoted[name.first]:
            return None
        sentence, end = self.ws.parsed.sentence_of[name.first], min(name.stop + 2, len(self.ws) - 1)
        aged = self.ws.text[min(name.stop, end)] == "," and self.ws.low[end] == "ans"
        spoke = after_speech(self.ws, name.first) and self.ws.text[min(name.stop, end)] != ","
        if not spoke and not (aged and name.first == self.ws.parsed.sentence(name.first)[0]):
            return None
        for s in reversed(focus.seen):
            if sentence - s.sentence > 1:
                return None
            if s.subject and not s.quoted and s.form != "possessive" and s.drafts[0].kind in ("person", "office"):
                return s.drafts[0] if self._may_be(s, draft) else None
        return None

    def _may_be(self, s: Seen, draft: Draft) -> bool:
        told = s.drafts[0]
        fits = (
            len(s.drafts) == 1
            and told.kind == "office"
            and "spokesperson" not in told.ranks
            and told.known is None
            and told.number == "s"
        )
        agree = agrees(draft, told.gender) and not (draft.codes and told.codes and draft.codes[0] not in told.codes)
        return fits and agree

    def office_of(self, p: Phrase, code: str, focus: Focus) -> Draft | None:
        """Whom a first description means right after a bare name: "Lars Holm traverse le hall. « Rien », lâche le
        chef des négociateurs." """
        if p.determiner != "definite" or p.number == "p" or p.noun.sort != "office" or p.noun.rank == "spokesperson":
            return None
        sentence = self.ws.parsed.sentence_of[p.first]
        if not after_speech(self.ws, p.first):
            return None
        for s in reversed(focus.seen):
            if sentence - s.sentence > 2:
                return None
            if s.subject and not s.quoted and s.form != "possessive" and s.drafts[0].kind in ("person", "office"):
                d = s.drafts[0]
                bare = d.kind == "person" and id(d) not in self.told and d.known is None and not d.offices
                fits = bare and len(s.drafts) == 1 and agrees(d, p.gender) and not (d.codes and code not in d.codes)
                return d if fits else None
        return None

    def unnamed_so_far(self, p: Phrase, draft: Draft, focus: Focus) -> Draft | None:
        """Who was told of without a name and is named now: "l'ambassadeur de Suède est venu. Le diplomate, Per"."""
        pointed = p.determiner == "demonstrative"  # "un membre du conseil … Cet ancien juge, Lars Holm, …"
        new = p.determiner == "definite" and p.of is None and not p.codes and not p.former
        if not (pointed or new) or focus.met(draft):
            return None
        sentence, covers = self.ws.parsed.sentence_of[p.first], hypernyms().get(p.noun.lemma, frozenset())
        for s in reversed(focus.seen):
            if sentence - s.sentence > 3:
                return None
            d = s.drafts[0]
            if len(s.drafts) > 1 or d.kind not in ("office", "unnamed") or d.number == "p" or d.known is not None:
                continue
            spoke = pointed and s.speaker and not s.quoted and d.source == "anonymous" and sentence - s.sentence < 2
            same = p.noun.lemma in d.nouns or d.nouns & covers or spoke
            if same and agrees(d, p.gender) and agrees(d, draft.gender):
                return d
        return None
