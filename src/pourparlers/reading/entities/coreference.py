"""Who is who: names that are one person's, descriptions and pronouns that stand for somebody in the text.

Persons are gathered first, from the whole text, so that a description may stand before the name it means; then the
article is read once from its start, and each phrase and pronoun linked to what it finds there.
"""

from __future__ import annotations

from pourparlers.knowledge.gazetteer import Gazetteer
from pourparlers.reading.entities.binding import Binding
from pourparlers.reading.entities.capacities import Capacities
from pourparlers.reading.entities.clients import Clients
from pourparlers.reading.entities.demand import counted, only_on_demand
from pourparlers.reading.entities.descriptions import Descriptions
from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.focus import Focus, Linking, MentionForm
from pourparlers.reading.entities.gathering import describe, gather, secretaries, told
from pourparlers.reading.entities.introductions import Introductions
from pourparlers.reading.entities.makers import Makers
from pourparlers.reading.entities.name import Name
from pourparlers.reading.entities.names import find_names
from pourparlers.reading.entities.people import People
from pourparlers.reading.entities.phrase import Phrase
from pourparlers.reading.entities.phrases import Phrases
from pourparlers.reading.entities.pronouns import antecedent
from pourparlers.reading.entities.register import Register
from pourparlers.reading.entities.roles import INVERTED, after_speech, before_verb, impersonal
from pourparlers.reading.entities.several import last_bodies, last_people
from pourparlers.reading.entities.sides import Sides
from pourparlers.reading.entities.states import States
from pourparlers.reading.entities.words import Words, realms, words
from pourparlers.reading.parsed import Parsed

Linked = tuple[list[Draft], list[Linking], dict[int, Draft]]


def link(parsed: Parsed, world: Gazetteer) -> Linked:
    """The entities of an article, their mentions, and, by head token, those that only wait to be asked for."""
    return _Linker(parsed, world).run()


class _Linker:
    def __init__(self, parsed: Parsed, world: Gazetteer) -> None:
        self.parsed, self.world = parsed, world
        self.ws = Words(parsed)
        self.day = parsed.article.published
        self.names = find_names(self.ws, world)
        self.phrases = Phrases(self.ws, world, self.names).find()
        self.people = People(self.ws, world, self.day)
        self.focus = Focus(self.ws)
        self.mentions: list[Linking] = []
        self.waiting: dict[int, Draft] = {}
        self.owned: list[int] = []
        self.unknown: dict[str, Draft] = {}
        self.register = Register(self.ws, world, european=self._is_european())
        self.gathered = gather(self.people, self.names, self.phrases)
        count = told(self.people, self.names, self.phrases)
        self.home = max(count, key=lambda c: (count[c], c), default="")
        if count["USA"]:
            secretaries(self.phrases)
        self.introductions = Introductions(self.ws, self.people, self.names, self.phrases)
        self.descriptions = Descriptions(self.focus, self.people.drafts, world, self.day, self.home)
        self.makers = Makers(self.ws, world, self.names, self.register, self.descriptions)
        self.states = States(self.ws, self.focus, self.register)
        self.binding = Binding(self.ws, self.focus)
        self.capacities = Capacities(self.ws, self.people, self.names, self.focus)
        self.clients = Clients(self.ws, self.people, self.focus)

    def run(self) -> Linked:
        events: list[tuple[int, int, int, Name | Phrase | None]] = []
        events += [(p.first, -p.stop, p.head, p) for p in self.phrases]
        events += [(n.first, -n.stop, n.first, n) for n in self.names.found if id(n) not in self.gathered.held]
        pronouns = words("person-pronoun") | words("possessive") | words("ordinal") | {"qui", "même"}
        events += [(i, -i - 1, i, None) for i, low in enumerate(self.ws.low) if low in pronouns]
        heads, states = {p.head for p in self.phrases}, words("state-noun") | realms().keys()
        for i, low in enumerate(self.ws.low):
            if i and low in states and i not in heads and self.states.stand(i):
                events.append((i, -i - 1, i, None))
        for first, _, _, event in sorted(events, key=lambda e: e[:3]):
            if isinstance(event, Name):
                self._name(event)
            elif isinstance(event, Phrase):
                self._phrase(event)
            else:
                self._pronoun(first)
        for i in self.owned:
            self._mention(i, i + 1, self.focus.coming_subject(i), "possessive")
        Sides(self.ws, self.world, self.names, self.register, self.focus, self.waiting).link(self.mentions)
        drafts = [d for d in [*self.people.drafts, *self.register.drafts] if d.spans]
        return drafts, self.mentions, self.waiting

    # Names

    def _name(self, name: Name) -> None:
        first = name.first if name.title is None else name.title
        if name.sort == "person":
            self._meet(self.introductions.told_of(name, self.people.of(name)[0], self.focus), self.people.of(name)[0])
            self._mention(self._with_article(first), name.stop, self.people.of(name), "name")
        elif name.sort == "pair":
            self._mention(first, name.stop, [self.register.state(c) for c in name.codes], "name")
        elif name.sort == "people":
            self._people(name)
        elif name.sort == "?":
            self._unknown(name)
        else:
            draft = self.register.named(name)
            start = self._with_article(first)
            if start < first and self.ws.low[start] == "les" and draft.kind == "state":
                draft.number = "p"
            if start < first and not draft.gender:
                draft.gender = _ARTICLES.get(self.ws.low[start], "")
            self._mention(start, name.stop, [draft], "name")

    def _people(self, name: Name) -> None:
        """ "les Norvégiens", or "le Norvégien": somebody of there."""
        draft = self.register.people(name)
        if draft is None:
            adjective = self.register.adjective(name)
            gender = adjective.genders if len(adjective.genders) == 1 else self._article_gender(name.first)
            codes = [c for c in name.codes if c != "ZZZ"]
            draft = self.descriptions.compatriot(name.first, gender, codes[0] if codes else "")
            if draft is None:
                surface = self.parsed.span(name.first, name.stop).text
                draft = self.register.add(Draft("unnamed", "anonymous", surface, gender=gender, codes=codes))
        self._mention(self._with_article(name.first), name.stop, [draft], "description")

    def _acts(self, name: Name) -> bool:
        """Is an acronym of which nothing is known the subject of a verb ("Le SNPL s'indigne")?"""
        text = self.ws.text[name.first]
        acronym = name.stop - name.first == 1 and text.isupper() and text.isalpha() and 2 <= len(text) <= 8
        if not acronym and (name.stop - name.first == 1 or self._with_article(name.first) == name.first):
            return False
        return before_verb(self.ws, name.first, name.stop) is not None or after_speech(self.ws, name.first)

    def _article_gender(self, first: int) -> str:
        return _ARTICLES.get(self.ws.low[first - 1], "") if first else ""

    def _unknown(self, name: Name) -> None:
        """A name of which nothing is known waits to be asked for: as a body, if it is somebody at all."""
        surface = self.parsed.span(name.first, name.stop).text
        draft = self.unknown.setdefault(surface, Draft("organization", "institution", surface, named=True))
        if self._acts(name) and not any(p.bare <= name.first < p.stop for p in self.phrases if p.name is None):
            if draft not in self.register.drafts:
                self.register.add(draft)
            self._mention(self._with_article(name.first), name.stop, [draft], "name")
            return
        for i in range(name.first, name.stop):
            self.waiting[i] = draft

    def _with_article(self, first: int) -> int:
        """Where a name starts with its article or what courtesy puts before it ("Son Excellence Monsieur Holm")."""
        low, i = self.ws.low, first
        while i and low[i - 1] in words("honour") and low[i] not in words("honour"):
            i -= 1
        if i and low[i] in words("honour") and low[i - 1] in words("third-possessive"):
            return i - 1
        return first - 1 if first and low[first - 1] in ("le", "la", "l'", "les") else i

    def _is_european(self) -> bool:
        """Does the article speak of the European Union, so that "Bruxelles" means it?"""
        return any(k.code == "EUE" for n in self.names.found for k in n.known) or bool(
            {"européen", "européenne", "européens", "européennes"} & set(self.ws.low)
        )

    # Phrases

    def _phrase(self, p: Phrase) -> None:
        if p.name is not None and p.name.sort == "person":
            if p.homologue:
                self._shares_office(self.people.of(p.name), p)
            self._mention(p.first, p.stop, self.people.of(p.name), "name")
            if (p.first, p.stop) != (p.name.first, p.name.stop):
                self.mentions.append((p.name.first, p.name.stop, self.people.of(p.name), "name"))
        elif p.apposed is not None and p.apposed.sort == "person":
            draft = self.people.of(p.apposed)[0]
            if p.homologue:
                self._shares_office([draft], p)
            self._meet(self.introductions.unnamed_so_far(p, draft, self.focus), draft)
            self.clients.pleads(p, draft)
            self._mention(p.first, p.stop, self.people.of(p.apposed), "description")
        elif p.apart:
            self._mention(p.first, p.stop, [d for n in p.apart for d in self.people.of(n)], "description")
        elif self._together(p):
            self._mention(*self.states.together(p.head), "description")
        elif p.noun.sort == "document" or only_on_demand(self.ws, self.descriptions, p):
            self.waiting[p.head] = self.makers.unnamed(p)
        else:
            self._description(p)

    def _together(self, p: Phrase) -> bool:
        """ "les deux délégations", "les belligérants": do states that were spoken of stand behind them?"""
        if self.ws.low[p.head] not in words("state-noun") or not (p.count or self.states.stand(p.head)):
            return False
        return bool(p.count or self.focus.last_states(2))

    def _description(self, p: Phrase) -> None:
        found: list[Draft] = []
        if p.noun.sort == "source":
            found = self._same_source(p)
        elif p.homologue:
            found = self._homologues(p)
        elif p.noun.sort in ("office", "person"):
            found = self._acting(p) or self._holders(p)
        elif p.noun.sort in ("body", "media"):
            self._belongs(p)
            found = last_bodies(self.focus, p.count) if counted(p) else []
            found = found or self.makers.bodies(p)
        if not found:
            found = [self.makers.unnamed(p)]
            if (
                p.noun.sort == "person"
                and p.determiner in ("definite", "demonstrative", "possessive")
                and not p.codes
                and not p.of
            ):
                self.waiting[p.head] = found[0]
                return
            self.register.drafts += found
        self._mention(p.first, p.stop, found, "description")

    def _acting(self, p: Phrase) -> list[Draft]:
        """Who acts in the capacity that a phrase tells, and holds it then."""
        draft = self.capacities.of(p)
        if draft is not None:
            describe(draft, p)
        return [draft] if draft is not None else []

    def _belongs(self, p: Phrase) -> None:
        """ "son ministère", "leur armée": of the state of whom the clause before has as subject."""
        if p.determiner != "possessive" or p.codes or p.noun.lemma not in words("organ"):
            return
        owner = self.focus.subject(p.first)
        if owner is not None and owner.codes and self.ws.low[p.first] in words("third-possessive"):
            p.codes.append(owner.codes[0])

    def _holders(self, p: Phrase) -> list[Draft]:
        """Those in the text whom an office or another noun for persons means; none where it means somebody new."""
        unnamed = self._unnamed_before(p) or self.clients.of(p)
        if unnamed is not None:
            return [unnamed]
        later, drafts = self.gathered.late.get(p.noun.lemma, (0, []))
        if p.determiner == "indefinite" and p.first < later and p.number == "s":
            return [d for d in drafts if not p.codes or d.codes[:1] in ([], p.codes[:1])]
        if p.determiner == "indefinite" or (p.determiner == "none" and p.noun.sort != "office"):
            return []
        if p.number == "p":
            if len(p.codes) > 1:
                return [d for c in p.codes for d in [self.descriptions.holder(p, c) or self.makers.office(p, c)]]
            if p.count and not p.codes:
                return last_people(self.focus, p.count, p.noun.rank, p.noun.office)
            return []
        code = p.codes[0] if p.codes else ""
        if p.determiner == "possessive" and not code:
            owner = self.focus.subject(p.first)
            code = owner.codes[0] if owner and owner.codes else ""
        draft = self.descriptions.holder(p, code, self.binding.barred(p))
        if draft is None:
            draft = self.introductions.named_next(p, code)
            if draft is not None:
                describe(draft, p)
        if draft is None:
            draft = self.introductions.office_of(p, code, self.focus)
            if draft is not None:
                describe(draft, p)
        if draft is None and p.noun.sort == "office":
            draft = self.makers.office(p, code)
        if draft is not None and (p.codes or draft.kind == "office"):
            draft.codes = draft.codes or [c for c in (code,) if c]
        return [draft] if draft else []

    def _unnamed_before(self, p: Phrase) -> Draft | None:
        """ "ce conseiller", "notre interlocuteur": somebody unnamed who spoke just before."""
        if p.number == "p" or not (p.determiner == "demonstrative" or self._ours(p)):
            return None
        draft = self.focus.unnamed_speaker(p.first, p.gender)
        if draft is None or (p.codes and draft.codes and p.codes[0] not in draft.codes):
            return None
        draft.gender = p.gender or draft.gender
        return draft

    def _ours(self, p: Phrase) -> bool:
        """ "notre source", "notre interlocuteur": the paper's own."""
        return self.ws.low[p.first] in ("notre", "nos") and not self.focus.quoted[p.first]

    def _meet(self, unnamed: Draft | None, person: Draft) -> None:
        """Let all that was said of somebody unnamed be said of a person."""
        if unnamed is None:
            return
        for drafts in [m[2] for m in self.mentions] + [s.drafts for s in self.focus.seen]:
            drafts[:] = [person if d is unnamed else d for d in drafts]
        person.spans += unnamed.spans
        unnamed.spans = []
        person.offices += [o for o in unnamed.offices if o not in person.offices]
        person.nouns |= unnamed.nouns
        person.ranks |= unnamed.ranks
        person.codes = person.codes or list(unnamed.codes)
        person.gender = person.gender or unnamed.gender
        for register in (self.register.by_key, self.waiting):
            for key in [k for k, d in register.items() if d is unnamed]:
                register[key] = person  # type: ignore[index]

    def _homologues(self, p: Phrase) -> list[Draft]:
        """ "son homologue russe": who holds the same office there."""
        owner = self.focus.officer(p.first)
        found = []
        for code in p.codes or [""]:
            draft = self.descriptions.counterpart(owner, code)
            if draft is None and code:
                draft = self.makers.office(p, code)
            if draft is not None and draft is not owner:
                found.append(draft)
        return found

    def _shares_office(self, drafts: list[Draft], p: Phrase) -> None:
        """ "son homologue danois Lars Holm": he holds the office of whom "son" means."""
        owner = self.focus.officer(p.first)
        for draft in drafts:
            if owner is not None and not draft.offices:
                draft.offices += [(office, draft.codes[0] if draft.codes else "") for office, _ in owner.offices]
                draft.ranks |= owner.ranks

    def _same_source(self, p: Phrase) -> list[Draft]:
        """ "cette source", "la source", "les mêmes sources": the last one unnamed."""
        same = p.determiner == "demonstrative" or self._ours(p) or self._the_source(p)
        if not same and not {"même", "mêmes"} & set(self.ws.low[p.first : p.head]):
            return []
        for s in reversed(self.focus.seen):
            d = s.drafts[0]
            if s.form != "possessive" and d.kind == "unnamed" and d.source == "anonymous" and d.number == p.number:
                return s.drafts
        return []

    def _the_source(self, p: Phrase) -> bool:
        """ "La source a précisé que …": one that was told of, with nothing more said of it than that it knows."""
        known = p.of is None or (isinstance(p.of, Phrase) and p.of.noun.sort == "document")
        return p.determiner == "definite" and not p.codes and known and p.head == p.bare

    # Pronouns

    def _pronoun(self, i: int) -> None:
        low = self.ws.low
        if low[i] in words("state-noun") or low[i] in realms():
            self._mention(*self.states.together(i), "description")
            return
        dative = low[i] == "leur" and i + 1 < len(self.ws) and self.parsed.doc[i + 1].pos_ in ("VERB", "AUX")
        form: MentionForm = "possessive" if low[i] in words("possessive") and not dative else "pronoun"
        found, first, stop = antecedent(self.focus, self.ws, i, self.mentions)
        if low[i] in INVERTED and low[i] in _PRONOUNS and not found and not impersonal(self.ws, i):
            found = self.descriptions.to_be_named(i, _PRONOUNS[low[i]])
        if form == "pronoun" and found:
            found = self._apposed_to_pronoun(found, stop)
        if not found and low[i] in words("third-possessive") and self._led_in(i):
            self.owned.append(i)
        if found:
            if len(found) == 1 and found[0].kind == "person" and not found[0].gender and form == "pronoun":
                found[0].gender = _PRONOUNS.get(low[i], "")
            self._mention(first, stop, found, form)

    def _led_in(self, i: int) -> bool:
        """Does a sentence begin with a preposition or participle, so that its subject comes after a token?"""
        first = self.parsed.sentence(i)[0]
        return first < i and self.parsed.doc[first].pos_ in ("ADP", "VERB", "SCONJ")

    def _apposed_to_pronoun(self, found: list[Draft], stop: int) -> list[Draft]:
        """ "Celui-ci, Lars Holm, a …": who is named beside the pronoun, and holds what was told before."""
        name = self.names.at.get(stop + 1) if stop + 1 < len(self.ws) and self.ws.text[stop] == "," else None
        if name is None or name.first != stop + 1 or name.sort != "person" or not self._closed(name.stop):
            return found
        named = self.people.of(name)
        if len(found) == len(named) == 1 and found[0].kind != "person":
            named[0].offices += found[0].offices
            named[0].nouns |= found[0].nouns
            named[0].ranks |= found[0].ranks
            named[0].codes = named[0].codes or list(found[0].codes)
        return named or found

    def _closed(self, i: int) -> bool:
        return i < len(self.ws) and self.ws.text[i] in (",", ".", "(", ")")

    def _mention(self, first: int, stop: int, drafts: list[Draft], form: MentionForm) -> None:
        if not drafts:
            return
        self.mentions.append((first, stop, drafts, form))
        for d in drafts:
            d.spans.append((first, stop))
        self.focus.saw(first, stop, drafts, form)


_ARTICLES = {"le": "m", "la": "f"}
_PRONOUNS = {"il": "m", "-il": "m", "-t-il": "m", "elle": "f", "-elle": "f", "lui": "m"}
