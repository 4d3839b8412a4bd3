"""Who is who: names that are one person's, descriptions and pronouns that stand for somebody in the text.

Persons are gathered first, from the whole text, so that a description may stand before the name it means; then the
article is read once from its start, and each phrase and pronoun linked to what it finds there.
"""

from __future__ import annotations

from collections import Counter

from pourparlers.knowledge.gazetteer import Gazetteer, fold
from pourparlers.reading.entity_descriptions import Descriptions, office_of
from pourparlers.reading.entity_drafts import Draft
from pourparlers.reading.entity_focus import Focus, Linking, MentionForm
from pourparlers.reading.entity_names import Name, find_names
from pourparlers.reading.entity_people import People
from pourparlers.reading.entity_phrases import Phrase, Phrases
from pourparlers.reading.entity_pronouns import antecedent
from pourparlers.reading.entity_register import Register
from pourparlers.reading.entity_words import Words, words
from pourparlers.reading.parsed import Parsed
from pourparlers.vocabulary import EntityKind

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
        self.unknown: dict[str, Draft] = {}
        self.register = Register(self.ws, world, european=self._is_european())
        self.held = self._gather()
        self.home = self._home()
        self.descriptions = Descriptions(self.focus, self.people.drafts, world, self.day, self.home)

    def run(self) -> Linked:
        events: list[tuple[int, int, int, Name | Phrase | None]] = []
        events += [(p.first, -p.stop, p.head, p) for p in self.phrases]
        events += [(n.first, -n.stop, n.first, n) for n in self.names.found if id(n) not in self.held]
        pronouns = (
            words("person-pronoun") | words("possessive") | {"qui", "dernier", "dernière", "derniers", "dernières"}
        )
        events += [(i, -i - 1, i, None) for i, low in enumerate(self.ws.low) if low in pronouns]
        for i, low in enumerate(self.ws.low):
            together = low in words("state-noun") and i > 1 and self.ws.low[i - 1] in words("number")
            if together and all(p.head != i for p in self.phrases):
                events.append((i, -i - 1, i, None))
        for first, _, _, event in sorted(events, key=lambda e: e[:3]):
            if isinstance(event, Name):
                self._name(event)
            elif isinstance(event, Phrase):
                self._phrase(event)
            else:
                self._pronoun(first)
        self._places_of_on()
        drafts = [d for d in [*self.people.drafts, *self.register.drafts] if d.spans]
        return drafts, self.mentions, self.waiting

    def _gather(self) -> set[int]:
        """All persons of the text, with what stands in or beside their names; the names that phrases hold."""
        held: set[int] = set()
        for p in self.phrases:
            if p.name is not None and p.noun.sort not in ("office", "person"):
                held.add(id(p.name))
        persons = [n for n in self.names.found if n.sort == "person"]
        self.people.gather(persons, [n for n in self.names.found if n.sort == "?"])
        for p in self.phrases:
            name = p.name or p.apposed
            if name is None or name.sort != "person":
                continue
            if p.name is not None:
                held.add(id(p.name))
            for draft in self.people.of(name):
                self._describe(draft, p)
        for p in self.phrases:
            for n, name in enumerate(p.apart):
                self._describe_one(self.people.of(name), p, p.codes[n] if len(p.codes) == len(p.apart) else "")
        self._demonyms(held)
        for draft in self.people.drafts:
            self.people.complete(draft)
        return held

    def _demonyms(self, held: set[int]) -> None:
        """ "l'Américain Paul Holm": a person's state."""
        for name in self.names.found:
            following = self.names.at.get(name.stop) if name.sort == "people" else None
            if following is not None and following.first == name.stop and following.sort == "person":
                for draft in self.people.of(following):
                    draft.codes = draft.codes or [c for c in name.codes if c != "ZZZ"]
                name.stop, name.sort, name.codes = following.stop, "person", ()
                self.people.same(name, following)
                held.add(id(following))

    def _describe_one(self, drafts: list[Draft], p: Phrase, code: str) -> None:
        """One of those whom a plural office means: the office, and the state where each has its own."""
        for draft in drafts:
            draft.nouns.add(p.noun.lemma)
            draft.ranks.add(p.noun.rank)
            draft.codes = draft.codes or ([code] if code else [])
            if office_of(p):
                draft.offices.append((office_of(p), code))

    def _describe(self, draft: Draft, p: Phrase) -> None:
        """A person's office, state and gender, by a phrase that goes with the name."""
        draft.nouns.add(p.noun.lemma)
        draft.ranks.add(p.noun.rank)
        if p.noun.gender and not draft.gender:
            draft.gender = p.noun.gender
        elif p.gender and not draft.gender:
            draft.gender = p.gender
        for code in p.codes[:1]:
            if code not in draft.codes and not draft.codes:
                draft.codes.append(code)
        office = office_of(p)
        if office and not p.former:
            draft.offices.append((office, p.codes[0] if p.codes else ""))

    # Names

    def _name(self, name: Name) -> None:
        first = name.first if name.title is None else name.title
        if name.sort == "person":
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
            gender = adjective.genders if len(adjective.genders) == 1 else ""
            codes = [c for c in name.codes if c != "ZZZ"]
            draft = self.descriptions.compatriot(gender, codes[0] if codes else "")
            if draft is None:
                surface = self.parsed.span(name.first, name.stop).text
                draft = self.register.add(Draft("unnamed", "anonymous", surface, gender=gender, codes=codes))
        self._mention(self._with_article(name.first), name.stop, [draft], "description")

    def _unknown(self, name: Name) -> None:
        """A name of which nothing is known waits to be asked for: as a body, if it is somebody at all."""
        surface = self.parsed.span(name.first, name.stop).text
        draft = self.unknown.setdefault(surface, Draft("organization", "institution", surface))
        for i in range(name.first, name.stop):
            self.waiting[i] = draft

    def _with_article(self, first: int) -> int:
        return first - 1 if first and self.ws.low[first - 1] in ("le", "la", "l'", "les") else first

    def _is_european(self) -> bool:
        """Does the article speak of the European Union, so that "Bruxelles" means it?"""
        return any(k.code == "EUE" for n in self.names.found for k in n.known) or bool(
            {"européen", "européenne", "européens", "européennes"} & set(self.ws.low)
        )

    def _home(self) -> str:
        """The state that the article speaks of most: the one that "le gouvernement" alone may mean."""
        count: Counter[str] = Counter()
        for name in self.names.found:
            count.update({k.code for k in name.known if k.sort not in ("person", "media")})
        for draft in self.people.drafts:
            count.update(draft.codes[:1])
        for phrase in self.phrases:
            count.update(phrase.codes)
        count.pop("ZZZ", None)
        return max(count, key=lambda c: (count[c], c), default="")

    # Phrases

    def _phrase(self, p: Phrase) -> None:
        if p.name is not None and p.name.sort == "person":
            self._mention(p.first, p.stop, self.people.of(p.name), "name")
            self.mentions.append((p.name.first, p.name.stop, self.people.of(p.name), "name"))
        elif p.apposed is not None and p.apposed.sort == "person":
            self._mention(p.first, p.stop, self.people.of(p.apposed), "description")
        elif p.apart:
            self._mention(p.first, p.stop, [d for n in p.apart for d in self.people.of(n)], "description")
        elif p.count and self.ws.low[p.head] in words("state-noun"):
            self._states_together(p.head)
        elif p.noun.sort == "document" or self._only_on_demand(p):
            self.waiting[p.head] = self._unnamed(p)
        else:
            self._description(p)

    def _only_on_demand(self, p: Phrase) -> bool:
        """Common nouns that are seldom somebody: "des habitants", "la région"."""
        if p.noun.sort in ("person", "source") and not p.codes and (p.inner or self._hangs_on_of(p)):
            return True
        if p.noun.sort == "body":
            return not p.codes and p.of is None and p.name is None and p.determiner != "definite"
        return p.noun.sort in ("person", "source") and p.noun.source == "other" and p.number == "p" and not p.count

    def _hangs_on_of(self, p: Phrase) -> bool:
        """ "les droits de l'homme": nobody in particular."""
        before = self.ws.low[p.first - 1] if p.first else ""
        return p.noun.source == "other" and before in words("of")

    def _description(self, p: Phrase) -> None:
        found: list[Draft] = []
        if p.homologue:
            found = self._homologues(p)
        elif p.noun.sort in ("office", "person"):
            found = self._holders(p)
        elif p.noun.sort in ("body", "media"):
            found = self._bodies(p)
        if not found:
            found = [self._unnamed(p)]
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

    def _holders(self, p: Phrase) -> list[Draft]:
        """Those in the text whom an office or another noun for persons means; none where it means somebody new."""
        if p.determiner == "indefinite" or (p.determiner == "none" and p.noun.sort != "office"):
            return []
        if p.number == "p":
            if len(p.codes) > 1:
                return [d for c in p.codes for d in [self.descriptions.holder(p, c) or self._office(p, c)]]
            if p.count and not p.codes:
                return self.focus.last_people(p.count, p.noun.rank)
            return []
        code = p.codes[0] if p.codes else ""
        if p.determiner == "possessive" and not code:
            owner = self.focus.subject(p.first)
            code = owner.codes[0] if owner and owner.codes else ""
        draft = self.descriptions.holder(p, code)
        if draft is None and p.noun.sort == "office":
            draft = self._office(p, code)
        return [draft] if draft else []

    def _office(self, p: Phrase, code: str) -> Draft:
        """An office whose holder the text does not name."""
        of = self._of_key(p)
        key = ("office", p.portfolio or p.noun.lemma, code, of, p.number)
        if key in self.register.by_key:
            return self.register.by_key[key]
        draft = self.register.by_key[key] = self._unnamed(p)
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
            return self.parsed.span(p.of.first, p.of.stop).text
        return p.of.noun.lemma if p.of else ""

    def _homologues(self, p: Phrase) -> list[Draft]:
        """ "son homologue russe": who holds the same office there."""
        owner = self.focus.subject(p.first)
        found = []
        for code in p.codes or [""]:
            draft = self.descriptions.counterpart(owner, code)
            if draft is None and code:
                draft = self._office(p, code)
            if draft is not None and draft is not owner:
                found.append(draft)
        return found

    def _bodies(self, p: Phrase) -> list[Draft]:
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
        for i in range(p.head + 1, p.stop):
            if self._code(self.ws.low[i]) == code:
                return f"{self.ws.text[p.head]} {self.ws.text[i]}"
            name = self.names.at.get(i)
            if name is not None and any(k.code == code for k in name.known):
                start = name.first
                while self.ws.low[start - 1] in words("of") | words("article"):
                    start -= 1
                return f"{self.ws.text[p.head]} {self.parsed.span(start, name.stop).text}"
        return self.ws.text[p.head]

    def _body(self, p: Phrase) -> Draft:
        """A ministry, an army, a newspaper: named in its phrase, or by its state and what it belongs to."""
        if p.name is not None:
            return self._named_body(p, p.name)
        code = p.codes[0] if p.codes else ""
        if p.of is None and not p.portfolio and p.determiner in ("definite", "demonstrative", "possessive"):
            last = self.descriptions.same_body(p, code)
            if last is not None:
                return last
        return self._new_body(p, ("body", p.noun.lemma, p.portfolio, code, self._of_key(p)))

    def _named_body(self, p: Phrase, name: Name) -> Draft:
        if name.known:
            return self.register.named(name)
        surface = self.parsed.span(name.first, name.stop).text
        draft = self._new_body(p, ("organization", surface))
        draft.name = surface
        return draft

    def _new_body(self, p: Phrase, key: tuple[str, ...]) -> Draft:
        draft = self.register.by_key.get(key)
        if draft is None:
            draft = self.register.by_key[key] = self.register.add(self._unnamed(p))
            draft.kind = "organization"
        return draft

    def _unnamed(self, p: Phrase) -> Draft:
        """An entity that a phrase alone makes: with its article where it stays unnamed, else without."""
        anonymous = p.determiner == "indefinite" and p.noun.sort in ("office", "person", "source")
        name = self.parsed.span(p.first if anonymous else p.bare, p.stop).text
        source = p.noun.source
        kind: EntityKind = "unnamed"
        if p.noun.sort == "office":
            source = "anonymous" if anonymous or p.number == "p" else "named"
            kind = "unnamed" if anonymous else "office"
        elif p.noun.sort in ("body", "media"):
            kind = "organization"
        draft = Draft(kind, source, name, gender=p.gender, number=p.number, codes=list(p.codes))
        at_home = (p.noun.sort == "office" and p.noun.rank in ("head", "minister")) or (
            p.noun.sort == "body" and not p.noun.ranks
        )
        if not draft.codes and p.of is None and p.determiner == "definite" and at_home and self.home:
            draft.codes.append(self.home)
        draft.nouns.add(p.noun.lemma)
        draft.ranks.add(p.noun.rank)
        office = office_of(p)
        if office and office != "counterpart":
            draft.offices.append((office, p.codes[0] if p.codes else ""))
        return draft

    # Pronouns

    def _pronoun(self, i: int) -> None:
        low = self.ws.low
        if low[i] in words("state-noun"):
            self._states_together(i)
            return
        dative = low[i] == "leur" and i + 1 < len(self.ws) and self.parsed.doc[i + 1].pos_ in ("VERB", "AUX")
        form: MentionForm = "possessive" if low[i] in words("possessive") and not dative else "pronoun"
        found, first, stop = antecedent(self.focus, self.ws, i, self.mentions)
        if found:
            self._mention(first, stop, found, form)

    def _states_together(self, i: int) -> None:
        """ "les deux pays", "ces trois capitales"."""
        count = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5}.get(self.ws.low[i - 1], 0)
        first = i - 2 if self.ws.low[i - 2] in ("les", "ces", "nos", "leurs", "ses") else i - 1
        if not count or self.ws.low[i - 2] not in ("les", "ces", "des", "aux", "nos", "leurs", "ses", "entre"):
            return
        found = [self._last_state(code) for code in self.focus.last_states(count)]
        self._mention(first, i + 1, found, "description")

    def _last_state(self, code: str) -> Draft:
        """The state, capital or people of a code that was spoken of last."""
        for s in reversed(self.focus.seen):
            for d in s.drafts:
                if d.kind in ("state", "group") and d.codes[:1] == [code]:
                    return d
        return self.register.state(code)

    def _places_of_on(self) -> None:
        """ "on" once all is read, for the place it speaks from may stand after it."""
        for i, low in enumerate(self.ws.low):
            if low not in ("on", "-on", "-t-on"):
                continue
            found, first, stop = antecedent(self.focus, self.ws, i, self.mentions)
            if found and found[0].kind == "place":
                if found[0].known is not None or not found[0].codes:
                    continue
                found = [self.register.government(found[0])]
            if found:
                self.mentions.append((first, stop, found, "pronoun"))
                found[0].spans.append((first, stop))

    def _mention(self, first: int, stop: int, drafts: list[Draft], form: MentionForm) -> None:
        if not drafts:
            return
        self.mentions.append((first, stop, drafts, form))
        for d in drafts:
            d.spans.append((first, stop))
        self.focus.saw(first, stop, drafts, form)


_ARTICLES = {"le": "m", "la": "f"}
