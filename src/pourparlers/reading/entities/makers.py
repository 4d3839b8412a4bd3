"""Entities that phrases alone make: offices that nobody is named for, bodies, somebody unnamed."""

from __future__ import annotations

from pourparlers.knowledge.gazetteer import Gazetteer, fold
from pourparlers.reading.entities.descriptions import Descriptions
from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.name import Name, Names
from pourparlers.reading.entities.offices import office_of
from pourparlers.reading.entities.phrase import Phrase
from pourparlers.reading.entities.register import Register
from pourparlers.reading.entities.words import Words, words
from pourparlers.vocabulary import EntityKind


class Makers:
    """Makes the drafts of phrases that mean nobody met before; ``home`` is the state of an office that tells none."""

    def __init__(
        self,
        ws: Words,
        world: Gazetteer,
        names: Names,
        register: Register,
        descriptions: Descriptions,
    ) -> None:
        self.ws, self.world, self.names = ws, world, names
        self.register, self.descriptions = register, descriptions
        self.day, self.home = descriptions.day, descriptions.home

    def office(self, p: Phrase, code: str) -> Draft:
        """An office whose holder the text does not name."""
        of = self._of_key(p)
        key = ("office", p.portfolio or p.noun.lemma, code, of, p.number)
        if key in self.register.by_key:
            return self.register.by_key[key]
        draft = self.register.by_key[key] = self.unnamed(p)
        draft.kind = "office"
        if code and len(p.codes) > 1:
            draft.codes = [code]
            draft.name = self._one_name(p, code)
        known = self.world.holder(office_of(p), code, self.day) if code and not p.former and p.number != "p" else None
        if known and p.of is None and p.noun.rank in ("head", "monarch", "minister"):
            draft.known, draft.gender = known, known.gender
        return self.register.add(draft)

    def _code(self, low: str) -> str:
        found = self.world.adjectives.get(fold(low))
        return found.code if found else ""

    def _of_key(self, p: Phrase) -> str:
        if isinstance(p.of, Name):
            return self.ws.parsed.span(p.of.first, p.of.stop).text
        return p.of.noun.lemma if p.of else ""

    def bodies(self, p: Phrase) -> list[Draft]:
        """A body, or one of each state: "les délégations grecque et turque"."""
        if p.number != "p" or len(p.codes) < 2 or p.name is not None:
            return [self._body(p)]
        found = []
        for code in p.codes:
            draft = self._new_body(p, ("body", p.noun.lemma, p.portfolio, code, self._of_key(p)))
            draft.codes, draft.name = [code], self._one_name(p, code)
            found.append(draft)
        return found

    def _one_name(self, p: Phrase, code: str) -> str:
        """The noun of a plural with the adjective or the name of one state ("délégations grecque")."""
        noun = p.noun.singular or self.ws.text[p.head]
        for i in range(p.head + 1, p.stop):
            if self._code(self.ws.low[i]) == code:
                return f"{self._one(p, i)} {self.ws.text[i]}"
            name = self.names.at.get(i)
            if name is not None and any(k.code == code for k in name.known):
                start = name.first
                while self.ws.low[start - 1] in words("of") | words("article"):
                    start -= 1
                return f"{noun} {self.ws.parsed.span(start, name.stop).text}"
        return noun

    def _one(self, p: Phrase, i: int) -> str:
        """The noun for one holder; for several where the adjective is a plural ("négociateurs chiliens")."""
        adjective = self.world.adjectives.get(fold(self.ws.low[i]))
        many = adjective is not None and adjective.number == "p"
        return self.ws.text[p.head] if many or not p.noun.singular else p.noun.singular

    def _body(self, p: Phrase) -> Draft:
        """A ministry, an army, a newspaper: named in its phrase, or by its state and what it belongs to."""
        if p.name is not None:
            return self._named_body(p, p.name)
        code = p.codes[0] if p.codes else ""
        if p.titled:
            surface = self.ws.parsed.span(p.bare, p.stop).text
            return self._new_body(p, ("organization", surface))
        if p.of is None and not p.portfolio and p.determiner in ("definite", "demonstrative", "possessive"):
            last = self.descriptions.same_body(p, code)
            if last is not None:
                return last
        of_person = isinstance(p.of, Name) and p.of.sort == "person" and p.noun.lemma in words("own-body")
        own = self._just_told(p) if of_person and p.determiner == "definite" else None
        return own or self._new_body(p, ("body", p.noun.lemma, p.portfolio, code, self._of_key(p)))

    def _just_told(self, p: Phrase) -> Draft | None:
        """ "le mouvement de Lars Holm": the body that was the subject of the sentence before."""
        sentence = self.ws.parsed.sentence_of[p.first]
        for s in reversed(self.descriptions.focus.seen[-12:]):
            d = s.drafts[0]
            told = s.sentence == sentence - 1 and s.subject and s.main and not s.quoted and len(s.drafts) == 1
            if told and d.kind in ("organization", "group") and d.source == "institution" and (d.named or d.known):
                return d
        return None

    def _named_body(self, p: Phrase, name: Name) -> Draft:
        if name.known:
            return self.register.named(name)
        surface = self.ws.parsed.span(name.first, name.stop).text
        draft = self._new_body(p, ("organization", surface))
        draft.name, draft.named = surface, True
        return draft

    def _new_body(self, p: Phrase, key: tuple[str, ...]) -> Draft:
        draft = self.register.by_key.get(key)
        if draft is None:
            draft = self.register.by_key[key] = self.register.add(self.unnamed(p))
            draft.kind = "organization"
            # "la Ligue des familles", not "Ligue" at the head of a sentence
            draft.named = self.ws.capital(p.head) and p.first < p.head
        return draft

    def unnamed(self, p: Phrase) -> Draft:
        """An entity that a phrase alone makes: with its article where it stays unnamed, else without."""
        anonymous = p.determiner == "indefinite" and p.noun.sort in ("office", "person", "source")
        name = self.ws.parsed.span(p.first if anonymous else p.bare, p.stop).text
        if self.ws.low[p.head] in ("celui", "celle"):
            name = f"{p.noun.singular} {self.ws.parsed.span(p.head + 1, p.stop).text}"
        source = p.noun.source
        kind: EntityKind = "unnamed"
        if p.noun.sort == "office":
            source = "anonymous" if anonymous or p.number == "p" else "named"
            kind = "unnamed" if anonymous else "office"
        elif p.noun.sort in ("body", "media"):
            kind = "organization"
        draft = Draft(kind, source, name, gender=p.gender, number=p.number, codes=list(p.codes))
        at_home = (p.noun.sort == "office" and p.noun.rank in ("head", "minister")) or (
            p.noun.sort == "body" and p.noun.lemma in words("organ") and p.stop - p.head < 3
        )
        if not draft.codes and p.of is None and p.determiner == "definite" and at_home and self.home:
            draft.codes.append(self.home)
        draft.nouns.add(p.noun.lemma)
        draft.ranks.add(p.noun.rank)
        office = office_of(p)
        if office and office != "counterpart":
            draft.offices.append((office, p.codes[0] if p.codes else ""))
        return draft
