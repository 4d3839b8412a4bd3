"""Entities that are no persons, by what names them: states, capitals, peoples, bodies, places."""

from __future__ import annotations

from pourparlers.knowledge.gazetteer import Adjective, Gazetteer, Known, fold
from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.name import Name
from pourparlers.reading.entities.words import Words, nouns, words
from pourparlers.vocabulary import EntityKind, SourceKind

Key = tuple[str, ...]
_TAKE = frozenset(("prend", "pris", "prenait", "prendre", "prenant", "prennent", "prise", "prendra"))


class Register:
    """One draft for each thing named; ``european`` tells that "Bruxelles" means the Union in this article."""

    def __init__(self, ws: Words, world: Gazetteer, *, european: bool) -> None:
        self.ws, self.world, self.european = ws, world, european
        self.drafts: list[Draft] = []
        self.by_key: dict[Key, Draft] = {}

    def add(self, draft: Draft) -> Draft:
        """Keep a draft that no key finds again."""
        self.drafts.append(draft)
        return draft

    def keyed(self, key: Key, kind: EntityKind, source: SourceKind, name: str, known: Known | None = None) -> Draft:
        """The draft of a key, made where there is none yet."""
        draft = self.by_key.get(key)
        if draft is None:
            draft = self.by_key[key] = self.add(Draft(kind, source, name, known=known, named=True))
            if known:
                draft.codes = [known.code] if known.code and known.code != "ZZZ" else []
                draft.wikidata = known.wikidata
                if known.stands_for:
                    draft.nouns.add(fold(known.stands_for.split()[0]))
        return draft

    def state(self, code: str) -> Draft:
        """A state that the text may name by an adjective alone: then by the name in the table."""
        known = self.world.states.get(code)
        return self.keyed(("state", code), "state", "institution", known.name if known else code, known)

    def people(self, name: Name) -> Draft | None:
        """ "les Norvégiens": a party like their state; None where the word means one person of there."""
        surface = self.ws.parsed.span(name.first, name.stop).text
        before = self.ws.low[name.first - 1] if name.first else ""
        number = self.adjective(name).number
        if number == "s" or (number == "" and before not in words("plural") | {"", "et", "entre"}):
            return None
        draft = self.keyed(("people", surface), "group", "institution", surface)
        draft.codes, draft.number = [c for c in name.codes if c != "ZZZ"], "p"
        return draft

    def adjective(self, name: Name) -> Adjective:
        """The adjective that the name of a people is a form of."""
        ws = self.ws
        return self.world.adjectives["-".join(ws.atoms[ws.begin[name.first] : ws.begin[name.stop]])]

    def government(self, place: Draft) -> Draft:
        """The state that a capital stands for."""
        draft = self.keyed(("state", place.codes[0], place.name), "state", "institution", place.name)
        draft.codes = draft.codes or list(place.codes)
        return draft

    def named(self, name: Name) -> Draft:
        """The entity of a name that is no person's."""
        known = next((k for k in name.known if k.sort == name.sort), name.known[0] if name.known else None)
        surface = self.ws.parsed.span(name.first, name.stop).text
        if known is None:
            source: SourceKind = "media" if name.sort == "media" else "institution"
            draft = self.keyed(("organization", name.acronym or surface), "organization", source, surface)
            draft.gender = draft.gender or self._gender(name)
            return draft
        draft = self._known(name, known, surface)
        if known.sort == "state":
            # "Israël" rather than "l'État hébreu", whichever stands first
            if fold(surface) == fold(known.name) != fold(draft.name):
                draft.name = surface
        elif len(surface) > len(draft.name):
            draft.name = surface
        return draft

    def _gender(self, name: Name) -> str:
        """The gender that the first word of a body's name tells ("Congrès pour la paix"), if one does."""
        heads = nouns().get(self.ws.atoms[self.ws.begin[name.first]], ()) if name.stop - name.first > 1 else ()
        return next((noun.gender for key, noun in heads if len(key) == 1 and noun.sort == "body"), "")

    def _known(self, name: Name, known: Known, surface: str) -> Draft:
        if known.sort == "state":
            return self.keyed(("state", known.code), "state", "institution", surface, known)
        if known.sort == "capital":
            acting = self._acts(name)
            kind: EntityKind = "state" if acting else "place"
            draft = self.keyed((kind, known.code, known.name), kind, "institution", surface)
            draft.codes = draft.codes or ["EUE" if self.european and known.code == "BEL" and acting else known.code]
            return draft
        if known.sort in ("city", "place"):
            return self.keyed(("place", known.name), "place", "institution", surface, known)
        kind = "group" if known.sort == "group" else "organization"
        source: SourceKind = "media" if known.sort == "media" else "institution"
        return self.keyed((kind, known.name), kind, source, surface, known)

    def _acts(self, name: Name) -> bool:
        """Does a capital stand for its government here, not for the place?"""
        ws, i = self.ws, name.first - 1
        if i < 0:
            return True
        prose = ws.parsed.prose
        if prose.blocks[prose.sentences[ws.parsed.sentence_of[name.first]].block].kind == "dateline":
            return False
        low = ws.low[i]
        if low == "à" and self._is_given_to(name.first):
            return True
        if low == "sur" and i and ws.low[i - 1] in words("weight"):
            return True  # "rejette la responsabilité sur Oslo", "des pressions sur Oslo"
        if low == "est" and i and ws.low[i - 1] == "c'":
            return True  # "c'est Oslo qui a rompu"
        if low in words("locative"):
            return False
        if low in words("of"):
            return not (i and ws.low[i - 1] in words("place-noun"))
        return low not in words("place-verb") and low not in words("place-noun") and low != "("

    def _is_given_to(self, i: int) -> bool:
        """Does a verb or noun rule this "à" that gives, asks or says something to somebody ("livrer à Oslo")?"""
        doc, start = self.ws.parsed.doc, self.ws.parsed.sentence(i)[0]
        if self.ws.low[i - 2] in _TAKE and "en" in self.ws.low[max(start, i - 5) : i - 2]:
            return True  # "s'en prend à Oslo"
        for k in range(i - 2, max(start, i - 9) - 1, -1):
            if self.ws.low[k] in words("to-somebody"):
                return True  # "le soutien de Rome à Oslo"
            if doc[k].pos_ in ("VERB", "AUX", "PUNCT") or self.ws.low[k] in words("place-noun"):
                break
        verb = next((doc[k] for k in range(i - 2, max(start, i - 9) - 1, -1) if doc[k].pos_ == "VERB"), None)
        return verb is not None and verb.lemma_ in words("dative")
