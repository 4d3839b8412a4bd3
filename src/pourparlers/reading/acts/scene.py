"""The scene that acts are sought in: the article with its entities, times and statements, and who can be a party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pourparlers.knowledge.gazetteer import Adjective, fold, gazetteer
from pourparlers.reading import syntax
from pourparlers.reading.acts.frames import nouns
from pourparlers.reading.entities import Entities
from pourparlers.reading.parsed import Parsed
from pourparlers.reading.tokens import Token
from pourparlers.record import Attribution, Entity, Meeting, Time

_KINDS = frozenset({"person", "office", "state", "organization", "group"})
_PERSONS = frozenset({"person", "office", "unnamed"})
_UNIONS = frozenset({"EUE", "UNO", "NATO"})
_DAYS = frozenset({"DATE", "TIME"})
"""Types of times that stand as adverbs: a day, or a part of one ("mardi soir")."""

_OFTEN = 2
_OPENING = 20
_PARTITIVE = frozenset({"de", "d'", "des", "du"})
_HARDLY = 0.3
_SEVERAL = 3
"""What share of others, and how many states, an article must speak of for what persons do in it to be more."""

_ABROAD = 0.2
"""What share of the states named must be others than the one named most, for an article not to be on home affairs."""

_DUMB = frozenset({"media", "document"})


@dataclass(slots=True)
class Scene:
    """An article while its acts are sought.

    ``timed`` are the tokens of dates; ``between`` tells that states meet in it, or that two of them
    are spoken of more than once; ``home`` is the state it is mostly on, ``abroad`` the share of the others, of
    ``states`` in all.
    """

    parsed: Parsed
    who: Entities
    when: Sequence[Time]
    said: Sequence[Attribution]
    met: Sequence[Meeting] = ()
    timed: frozenset[int] = frozenset()
    between: bool = False
    home: str = ""
    abroad: float = 1.0
    states: int = 0
    _known: dict[str, Entity] = field(default_factory=dict)
    _parties: dict[str, bool] = field(default_factory=dict)
    _states: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        spans = [self.parsed.tokens(t.start, t.end) for t in self.when if t.type in _DAYS]
        self.timed = frozenset(i for first, stop in spans for i in range(first, stop))
        spoken = Counter[str]()
        for entity in self.who.entities():
            self._known[entity.id] = entity
            spoken.update({code: len(entity.mentions) for code in entity.countries})
            if entity.kind == "state" and entity.countries:
                self._states.setdefault(entity.countries[0], entity.id)
        self.home = next((code for code, _ in spoken.most_common(1)), "")
        self.states = len(spoken.keys() - {"ZZZ"})
        if spoken:
            self.abroad = (spoken.total() - spoken[self.home]) / spoken.total()
        meet = any(len(self.codes(m.participants)) > 1 for m in self.met)
        self.between = meet or [n for _, n in spoken.most_common(2)][1:] >= [_OFTEN]

    def entity(self, name: str) -> Entity:
        """An entity by its id."""
        if name not in self._known:
            self._known[name] = self.who.get(name)
        return self._known[name]

    def codes(self, names: Sequence[str]) -> set[str]:
        """The states and unions that entities belong to."""
        return {code for name in names for code in self.entity(name).countries}

    def is_dateline(self, sentence: int) -> bool:
        """Is this sentence a dateline, which names no party?"""
        prose = self.parsed.prose
        return prose.blocks[prose.sentences[sentence].block].kind == "dateline"

    def opening(self, i: int) -> int:
        """Where the phrase with a preposition that opens the sentence of a token ends ("En marge du sommet, …"): its
        comma before the token, or the start of the sentence where none opens it. No subject stands in it."""
        doc, (first, _) = self.parsed.doc, self.parsed.sentence(i)
        opens = doc[first].pos_ == "ADP" or doc[first].lower_ in ("lors", "face", "suite")
        if not opens or doc[first].lower_ in _PARTITIVE:
            return first
        return next((k for k in range(first, min(i, first + _OPENING)) if doc[k].text == ","), first)

    def sides(self) -> int:
        """How many states the article speaks of, with the organizations that are of none."""
        stateless = sum(self._is_stateless(e) for e in self._known.values())
        return len(self.codes(list(self._known))) + stateless

    def is_foreign(self, actors: Sequence[str], recipients: Sequence[str], first: int, stop: int) -> bool:
        """Is it done between sides? A state or union does it; or it is done to another state or to an organization
        of none; or another state is named in the same stretch of text; or somebody does it who is of a state in an
        article on several states, or of another state than the one the article is mostly on."""
        mine = self.codes(actors)
        if mine & _UNIONS or any(self.entity(i).kind == "state" or self.is_union(i) for i in actors):
            return True
        if self.sides() < 2:
            return len(mine | self.codes(recipients) | self.named_in(first, stop)) > 1
        if self.codes(recipients) - mine:
            return True
        if self.between or any(self._is_stateless(self.entity(i)) for i in recipients):
            return True
        if mine and (self.sides() > 2 or self.home not in mine):
            return True
        return len(mine | self.named_in(first, stop)) > 1

    def is_union(self, name: str) -> bool:
        """Is it a known organization of several states, such as the African Union?"""
        entity = self.entity(name)
        return self._is_stateless(entity) and entity.wikidata is not None

    def is_domestic(
        self, actors: Sequence[str], recipients: Sequence[str], told: tuple[int, int], first: int, stop: int
    ) -> bool:
        """Is the article on home affairs, with no other state in this stretch of it, and the act done by no state?

        Of an article that speaks of one state and little of one other, all that persons do is home affairs, unless the
        words that tell it name that other.
        """
        at_home = self.abroad < _HARDLY and self.states < _SEVERAL
        at_home = at_home and not self.others_in(actors, recipients, *told)
        at_home = at_home and not any(self.is_union(i) for i in recipients)
        if at_home and all(self.entity(i).kind == "person" for i in actors):
            return True
        if self.abroad >= _ABROAD or any(self.entity(i).kind == "state" for i in actors):
            return False
        if self.codes(actors) & _UNIONS or any(self.is_union(i) for i in (*actors, *recipients)):
            return False
        if any(not nouns("states").isdisjoint(self._words(i)) for i in actors):
            return False
        concerned = self.named_in(first, stop) | self.codes(actors) | self.codes(recipients)
        return len(concerned) < 2 and concerned <= {self.home}

    def others_in(self, actors: Sequence[str], recipients: Sequence[str], first: int, stop: int) -> set[str]:
        """The states but the actors' own that recipients are of, or that a stretch of tokens names."""
        return (self.codes(recipients) | self.named_in(first, stop)) - self.codes(actors)

    def named_in(self, first: int, stop: int) -> set[str]:
        """The states that a stretch of tokens names, with those of the people in it."""
        named = {c for m in self.who.within(first, stop) for c in self.codes(m.entities)}
        adjectives = (self._adjective(self.parsed.doc[i]) for i in range(first, stop))
        return named | {known.code for known in adjectives if known is not None}

    @staticmethod
    def _is_stateless(entity: Entity) -> bool:
        return entity.kind == "organization" and not entity.countries

    def _adjective(self, token: Token) -> Adjective | None:
        return gazetteer().adjectives.get(fold(token.text)) if token.pos_ in ("ADJ", "NOUN") else None

    def is_party(self, name: str) -> bool:
        """Can it act: a person, a state, a body, a group; an unnamed one only if it is people or of a state."""
        if name not in self._parties:
            self._parties[name] = self._acts(name)
        return self._parties[name]

    def _acts(self, name: str) -> bool:
        entity = self.entity(name)
        if self.who.source_kind(name) in _DUMB:
            return False
        if self._is_private(entity):
            return False
        if entity.kind in _KINDS:
            return True
        return entity.kind == "unnamed" and (bool(entity.countries) or self._is_people(entity))

    def are_people(self, names: Sequence[str]) -> bool:
        """Are these all persons or unnamed people, and no state, body or group?"""
        return all(self.entity(i).kind in _PERSONS for i in names)

    def is_private(self, token: Token) -> bool:
        """Does a word name those who act for no side ("l'acteur", "les pêcheurs")?"""
        found = self.who.resolve(token.i)
        return bool(found) and all(self._is_private(self.entity(i)) for i in found)

    def is_company(self, name: str) -> bool:
        """Is it a company, which acts for no side?"""
        return self.entity(name).kind == "organization" and not _folded("company").isdisjoint(self.who.nouns(name))

    def is_local(self, name: str) -> bool:
        """Is it an office or a body of a town or a trade, which deals with its own people?"""
        return self.entity(name).kind != "state" and not _folded("local").isdisjoint(self.who.nouns(name))

    def _is_private(self, entity: Entity) -> bool:
        people = entity.kind in ("person", "unnamed") and not entity.office
        return people and not _folded("private").isdisjoint(self.who.nouns(entity.id))

    def _is_people(self, entity: Entity) -> bool:
        return not nouns("people").isdisjoint(self._words(entity.id))

    def _words(self, name: str) -> set[str]:
        """The words of an entity's name, in lower case, also without a plural's s."""
        words = {w.strip(",.").lower() for w in self.entity(name).name.replace("'", " ").replace("’", " ").split()}
        return words | {w.rstrip("s") for w in words}

    def parties(self, token: Token | None) -> tuple[str, ...]:
        """The parties that a word stands for, with those joined to it ("la France et le Mali")."""
        if token is None:
            return ()
        found = list(self.party(token))
        for child in token.children if found else ():
            if child.dep_ == "conj" and token.i < child.i < token.i + 16:
                found += [e for e in self.party(child) if e not in found]
        return tuple(found) if len(found) != 1 else (*found, *self._joined(token, found))

    def _joined(self, token: Token, found: Sequence[str]) -> tuple[str, ...]:
        """The party joined to one by the same preposition ("du Kenya et du Laos"), where the parse does not join it."""
        doc, mention = token.doc, self.who.at(token.i)
        if mention is None or mention.stop + 2 >= len(doc) or doc[mention.stop].lower_ != "et":
            return ()
        case = doc[mention.stop + 1].lower_
        of = any(t.lower_ in _PARTITIVE for t in doc[max(0, mention.first - 2) : mention.first + 1])
        other = self.who.at(mention.stop + 2) if of and case in _PARTITIVE else None
        return tuple(i for i in other.entities if i not in found and self.is_party(i)) if other is not None else ()

    def party(self, token: Token) -> tuple[str, ...]:
        """The parties that one word stands for; the first person stands for who is speaking."""
        if token.lower_ in syntax.forms("first person"):
            speaker = self.speaker(token)
            return (speaker,) if speaker and self.is_party(speaker) else ()
        return tuple(i for i in self.who.resolve(token.i) if self.is_party(i))

    def somebody(self, clitic: Token) -> tuple[str, ...]:
        """The people that "l'" or "les" most likely stands for: those named last before it, besides its subject."""
        if clitic.lower_ not in ("le", "la", "l'", "les") or self.who.resolve(clitic.i):
            return ()
        doc, back = clitic.doc, max(0, self.parsed.sentence_of[clitic.i] - 1)
        for mention in reversed(self.who.within(self.parsed.sentences[back][0], clitic.i)):
            if all(doc[i].text == "," or doc[i].lower_ in ("qui", "ne", "n'") for i in range(mention.stop, clitic.i)):
                continue
            people = tuple(i for i in mention.entities if self.entity(i).kind in _PERSONS and self.is_party(i))
            number = doc.root(mention.first, mention.stop).morph.get("Number", [])
            if people and ("Plur" in number or len(people) > 1) == (clitic.lower_ == "les"):
                return people
        return ()

    def is_state(self, i: int) -> bool:
        """Does a state's name stand here?"""
        mention = self.who.at(i)
        return mention is not None and all(self.entity(e).kind == "state" for e in mention.entities)

    def state_of(self, adjective: Token) -> tuple[str, ...]:
        """The state that an adjective names ("russe"), where the article knows it as an entity."""
        known = self._adjective(adjective)
        return (self._states[known.code],) if known is not None and known.code in self._states else ()

    def state_at(self, names: Sequence[str]) -> tuple[str, ...]:
        """The state that a place is in or that a name is, where the article knows it as an entity."""
        for name in names:
            entity = self.entity(name)
            if entity.kind == "state":
                return (name,)
            if entity.kind == "place" and entity.countries and entity.countries[0] in self._states:
                return (self._states[entity.countries[0]],)
        return ()

    def placed(self, names: Sequence[str]) -> tuple[str, ...]:
        """A place that is known to be in a state, as that state if the article knows it as an entity."""
        known = tuple(i for i in names if self.entity(i).kind == "place" and self.entity(i).countries)
        return self.state_at(known) or known[:1]

    def capital_at(self, names: Sequence[str]) -> tuple[str, ...]:
        """A capital that is only told of as a place, as its state."""
        places = (self.entity(i) for i in names if self.entity(i).kind == "place")
        capitals = tuple(p.id for p in places if gazetteer().knows(p.name, "capital"))
        return self.state_at(capitals) or capitals[:1]

    def states_in(self, first: int, stop: int) -> tuple[str, ...]:
        """The first state that a stretch of tokens names, be it by its adjective ("une prison iranienne")."""
        for mention in self.who.within(first, stop):
            states = tuple(i for i in mention.entities if self.entity(i).kind == "state")
            if states:
                return states
        found = (self.state_of(self.parsed.doc[i]) for i in range(first, stop))
        return next(filter(None, found), ())

    def people(self, token: Token | None) -> tuple[str, ...]:
        """The parties of a subject or agent; people that the text has not named yet become one ("des élus kényans")."""
        found = self.parties(token)
        if found or token is None or token.pos_ != "NOUN" or self.who.resolve(token.i):
            return found
        if token.lemma_.lower() not in nouns("people"):
            return ()
        first, stop = token.left_edge.i, token.i + 1
        if token.doc[first].dep_ == "case" and first < token.i:
            first += 1  # "par des élus"
        while stop < len(token.doc) and token.doc[stop].pos_ == "ADJ" and token.doc[stop].head.i == token.i:
            stop += 1
        return (self.who.ensure(first, stop),)

    def nationals(self, token: Token) -> tuple[str, ...]:
        """People whom the text tells by the adjective of a state only ("des chercheurs kényans")."""
        if not any(c.pos_ in ("ADJ", "PROPN") and self._nationality(c) for c in token.children if c.i == token.i + 1):
            return ()
        return self.people(token)

    @staticmethod
    def _nationality(token: Token) -> Adjective | None:
        return gazetteer().adjectives.get(fold(token.text))

    def parties_in(self, first: int, stop: int, but: Sequence[str] = ()) -> tuple[str, ...]:
        """The first party in a stretch of tokens that is none of some others, with those joined to it."""
        for mention in self.who.within(first, stop):
            ids = tuple(i for i in mention.entities if i not in but and self.is_party(i))
            if ids:
                head = self.parsed.doc.root(mention.first, mention.stop)
                return tuple(i for i in self.parties(head) if i not in but) or ids
        for i in range(first, stop):
            ids = tuple(s for s in self.state_of(self.parsed.doc[i]) if s not in but)
            if ids:
                return ids
        return ()

    def is_list(self, first: int, stop: int) -> bool:
        """Are there only parties in a stretch, and what joins them ("la Suède et la Finlande")?"""
        covered = {i for m in self.who.within(first, stop) for i in range(m.first, m.stop)}
        rest = (self.parsed.doc[i] for i in range(first, stop) if i not in covered)
        return bool(covered) and all(t.pos_ in ("DET", "CCONJ", "PUNCT") for t in rest)

    def statement(self, token: Token) -> Attribution | None:
        """The innermost statement whose content holds a word."""
        at = self.parsed.starts[token.i]
        inside = [a for a in self.said if any(c.start <= at < c.end for c in a.content)]
        return min(inside, key=lambda a: sum(c.end - c.start for c in a.content), default=None)

    def speaker(self, token: Token) -> str | None:
        """Who says the statement that a word stands in."""
        statement = self.statement(token)
        return statement.source.entity if statement and statement.source else None


@cache
def _folded(name: str) -> frozenset[str]:
    """A set of nouns as entities keep those that they are spoken of by."""
    return frozenset(fold(noun) for noun in nouns(name))
