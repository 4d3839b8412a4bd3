"""The parties of a meeting: whom its words name, of which side they are, and who else must be meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from spacy.tokens import Token

from pourparlers.knowledge import tables
from pourparlers.reading import syntax
from pourparlers.reading.entities import Entities, Mention
from pourparlers.reading.meeting_words import marks, words
from pourparlers.reading.parsed import Parsed
from pourparlers.record import Attribution, Entity

_SUBJECT = frozenset({"nsubj", "nsubj:pass", "expl:subj", "nsubj:caus"})
_LINKS = words("link") | {",", "&", "-"}
_SMALL = words("small")
_FILLERS = frozenset({"DET", "ADJ", "ADV", "NUM"})
_PARTY_KINDS = frozenset({"person", "office", "state", "organization", "group", "unnamed"})
_MEDIA_HOPS = 5
_GAP = 7
_RELATIVES = frozenset({"qui", "lequel", "laquelle", "lesquels", "lesquelles"})
_GLUED = frozenset({"auquel", "auxquels", "auxquelles"})
_GLUED_TO = frozenset({"à"})
_UNIONS = frozenset({"EUE", "UNO", "NATO", "ZZZ"})

Ids = tuple[str, ...]


class Cast:
    """Who is who in one article, as the search for meetings needs it."""

    def __init__(self, parsed: Parsed, who: Entities, said: Sequence[Attribution] = ()) -> None:
        self.parsed, self.who, self.doc = parsed, who, parsed.doc
        self.said = said
        self.lower = [t.lower_ for t in parsed.doc]
        self._known: dict[str, Entity] = {}
        self._made: dict[str, str] = {}

    def ensure(self, first: int, stop: int) -> str:
        """The entity of some words, one and the same wherever the same words stand."""
        words = " ".join(t.lower_ for t in self.doc[first:stop])
        if words not in self._made:
            self._made[words] = self.who.ensure(first, stop)
        return self._made[words]

    def speaker(self, token: int) -> Ids:
        """Whose words the sentence around a token reports, where the token stands outside these words."""
        first, stop = self.parsed.sentence(token)
        start, end = self.parsed.starts[first], self.parsed.ends[stop - 1]
        at = self.parsed.starts[token]
        for a in self.said:
            if a.cue is None or not start <= a.cue.start < end or any(c.start <= at < c.end for c in a.content):
                continue
            if a.source is not None and a.source.entity:
                return self.parties((a.source.entity,))
        return ()

    def reporter(self, token: int) -> Ids:
        """Whose words a token stands in."""
        at = self.parsed.starts[token]
        around = [(c.end - c.start, n) for n, a in enumerate(self.said) for c in a.content if c.start <= at < c.end]
        source = self.said[min(around)[1]].source if around else None
        return self.parties((source.entity,)) if source is not None and source.entity else ()

    def get(self, entity: str) -> Entity:
        """An entity by its id."""
        if entity not in self._known:
            self._known[entity] = self.who.get(entity)
        return self._known[entity]

    def outer(self, first: int, stop: int) -> list[Mention]:
        """The mentions that lie in a range of tokens and in no longer mention there."""
        kept: list[Mention] = []
        for m in sorted(self.who.within(first, stop), key=lambda m: (m.first, -m.stop)):
            if not kept or m.first >= kept[-1].stop:
                kept.append(m)
        return kept

    def at(self, token: int) -> Ids:
        """The parties that a token stands for, alone or as part of a name."""
        mention = self.who.at(token)
        return self.parties(mention.entities) if mention else ()

    def parties(self, entities: Iterable[str]) -> Ids:
        """Those of some entities that can meet: no places, no media."""
        return tuple(e for e in entities if self._can_meet(e))

    def _can_meet(self, entity: str) -> bool:
        known = self.get(entity)
        if known.kind == "unnamed" and not known.countries:
            return False
        return known.kind in _PARTY_KINDS and self.who.source_kind(entity) != "media"

    def side(self, entity: str) -> str:
        """The state (or union) of a party, or the party itself where it is none's; nothing where it is not known."""
        known = self.get(entity)
        state = next((c for c in known.countries if c != "ZZZ"), "")
        if known.kind == "group" and state and known.name.lower().removeprefix("les ") in _peoples():
            return state
        if not state and self.is_collective(entity):
            return entity
        if known.kind == "office" and not state and self.leads(entity) and self.who.number(entity) == "p":
            return entity
        if _opponents() & set(known.name.lower().split()):
            return entity
        return entity if known.kind == "group" or (not state and self.is_multilateral(entity)) else state

    def is_multilateral(self, entity: str) -> bool:
        """An organization of states, which is of no single one: a union with a code of its own, the Mercosur."""
        known = self.get(entity)
        if known.kind != "organization" or _local() & set(known.name.lower().split()):
            return False
        return set(known.countries) <= _UNIONS and any(map(str.isupper, known.name))

    def is_collective(self, entity: str) -> bool:
        """Those of the member states of a union ("les ministres du G8", "les chefs d'État de l'Union africaine")."""
        known = self.get(entity)
        if known.kind not in ("office", "unnamed") or self.who.number(entity) != "p" or not known.office:
            return False
        return set(known.countries) <= _UNIONS and bool(known.countries or self._union_in(known))

    def _union_in(self, known: Entity) -> bool:
        """Does the phrase of an entity hold the name of an organization of states?"""
        return any(
            self.is_multilateral(e)
            for span in known.mentions[:2]
            for m in self.who.within(*self.parsed.tokens(span.start, span.end))
            for e in m.entities
        )

    def sides(self, entities: Iterable[str]) -> set[str]:
        """The known sides among some parties; armed groups and movements are a side of their own."""
        found: set[str] = set()
        for e in entities:
            known = self.get(e)
            several = known.kind not in ("person", "group") and len(known.countries) > 1
            found |= set(known.countries) if several else {self.side(e)}
        return found - {""}

    def is_person(self, entity: str) -> bool:
        """A person, by name or by office."""
        return self.get(entity).kind in ("person", "office", "unnamed")

    def can_travel(self, entity: str) -> bool:
        """A person, or a delegation: neither a state nor a people."""
        return self.get(entity).kind in ("person", "office", "unnamed", "organization")

    def leads(self, entity: str) -> bool:
        """A head of state or of government."""
        office = self.get(entity).office or ""
        return office.startswith("head of")

    def listed(self, first: int, stop: int, gap: int = _GAP) -> Ids:
        """The parties of the first list ("le roi, la reine et leurs ministres") in a range of tokens."""
        found: list[str] = []
        at, joined = first, False
        for mention in self.outer(first, stop):
            if mention.form == "possessive":
                continue
            between = list(self.doc[at : mention.first])
            if found and (not _links(between) or (joined and between[0].text == ",")):
                break
            joined = joined or any(t.lower_ == "et" for t in between)
            if not found and (len(between) > gap or any(t.pos_ in ("VERB", "AUX") for t in between)):
                break
            found += [e for e in self.parties(self._states_of(mention)) if e not in found]
            at = mention.stop
        return tuple(found)

    def _states_of(self, mention: Mention) -> Ids:
        """The parties of a mention; of "les ministres des deux pays" the states, where no state is told besides."""
        own = mention.entities
        if len(own) != 1 or self.get(own[0]).countries or self.who.number(own[0]) != "p":
            return own
        for m in self.who.within(mention.first + 1, mention.stop + 5):
            if m.stop >= mention.stop and len(m.entities) > 1 and m.first <= mention.stop + 2:
                led = self.lower[m.first] in ("des", "de") or self.lower[m.first - 1] in ("des", "de")
                return m.entities if led else own
        return own

    def of(self, token: Token) -> Ids:
        """The parties that a noun or pronoun stands for, with those joined to it."""
        mention = self.who.at(token.i)
        first = mention.first if mention else token.left_edge.i
        stop = max(mention.stop if mention else 0, token.right_edge.i + 1)
        for t in self.doc[token.i + 1 : stop]:
            clause = t.dep_ in ("acl:relcl", "acl") and t.lower_ not in marks("other")
            if clause or t.lower_ in syntax.forms("relative"):
                stop = max(t.left_edge.i if t.left_edge.i > token.i else t.i, mention.stop if mention else 0)
                break
        return self.listed(first, stop) or self.at(token.i)

    def subject(self, verb: Token) -> Ids:
        """Who does what a verb says, through infinitives, relative clauses and joined verbs."""
        seen: set[int] = set()
        start, end = self.parsed.sentence(verb.i)
        if verb.i <= start + 1 and syntax.form(verb) == "participle":
            comma = next((i for i in range(verb.i, end) if self.doc[i].text == ","), end)
            return self.listed(comma + 1, end, gap=2)
        step: Token | None = verb
        while step is not None and step.i not in seen and len(seen) < _MEDIA_HOPS:
            seen.add(step.i)
            for child in (step.head if step.dep_ == "cop" else step).children:
                if child.dep_ in _SUBJECT and child.lower_ not in ("qui", "que", "qu'"):
                    mention = self.who.at(child.i)
                    first = mention.first if mention else child.left_edge.i
                    found = self.of(child)
                    return self.joined(found, first) if found else self._before(verb)
            if step.dep_.startswith("acl") and step.head.pos_ not in ("VERB", "AUX"):
                return self.of(step.head) or self._before(step)
            step = step.head if step.dep_ == "conj" else syntax.governor(step)
        return self._before(verb)

    def _before(self, verb: Token) -> Ids:
        """The party that stands nearest before a verb, bound to it by no preposition, and those joined to it."""
        start = verb.sent.start
        mentions = [m for m in self.outer(start, syntax.group_start(verb)) if m.form != "possessive"]
        for mention in reversed(mentions):
            i = mention.first - 1
            while i > start and self.doc[i].pos_ == "DET":
                i -= 1
            found = self.parties(mention.entities)
            if found and (i < start or self.doc[i].pos_ != "ADP"):
                return self.joined(found, mention.first)
        return ()

    def joined(self, found: Ids, first: int) -> Ids:
        """A party with those that stand before it in the same list ("X et Y ont …", found from Y)."""
        start = self.parsed.sentence(first)[0]
        mentions = [m for m in self.outer(start, first) if m.form != "possessive"]
        for mention in reversed(mentions):
            between = list(self.doc[mention.stop : first])
            if not any(t.lower_ in ("et", ",") for t in between) or not _links(between):
                break
            if all(t.text == "," or t.pos_ == "DET" for t in between) and len(found) < 2:
                break
            found, first = tuple(dict.fromkeys((*self.parties(mention.entities), *found))), mention.first
        return found

    def clitic(self, verb: Token) -> Ids:
        """The party that an object pronoun before a verb stands for ("le rencontrer", "l'a reçu")."""
        for i in range(syntax.group_start(verb), verb.i):
            if self.doc[i].lower_ in ("le", "la", "l'", "les", "lui", "leur") and self.doc[i].pos_ in ("PRON", "DET"):
                ids = self.parties(self.who.resolve(i))
                if ids:
                    return ids
        return ()

    def led(self, verb: Token, preps: frozenset[str]) -> Ids:
        """Whom a relative pronoun stands for that a preposition leads ("avec lequel", "à qui", "auquel")."""
        for i in range(syntax.group_start(verb) - 1, max(self.parsed.sentence(verb.i)[0], verb.i - 10), -1):
            word = self.lower[i]
            glued = word in _GLUED and preps & _GLUED_TO
            if glued or (word in _RELATIVES and self.lower[i - 1] in preps):
                return self._antecedent(i if glued else i - 1)
        return ()

    def fronted(self, verb: Token) -> Ids:
        """Whom an object relative stands for ("le ministre que le roi a reçu")."""
        for i in range(syntax.group_start(verb) - 1, max(self.parsed.sentence(verb.i)[0], verb.i - 9), -1):
            if self.doc[i].pos_ in ("VERB", "AUX"):
                return ()
            if self.lower[i] in ("que", "qu'"):
                return self._antecedent(i)
        return ()

    def _antecedent(self, relative: int) -> Ids:
        """The party that ends right before a relative clause, a comma between them or not."""
        end = relative - 1 if self.lower[relative - 1] == "," else relative
        mention = self.who.at(end - 1)
        return self.parties(mention.entities) if mention is not None and mention.stop == end else ()

    def object(self, verb: Token, stop: int) -> Ids:
        """Whom a verb takes as its object, after it or as a pronoun before it."""
        i = verb.i + 1
        while i < stop:
            mention = self.who.at(i)
            token = self.doc[i]
            if mention and mention.form != "possessive" and not _led_in(self.doc, mention.first, verb.i):
                found = self.listed(mention.first, stop)
                if found:
                    return found
            if token.lower_ in syntax.forms("relative") or (token.pos_ == "VERB" and syntax.form(token) == "finite"):
                break
            i = mention.stop if mention and mention.stop > i else i + 1
        return self.clitic(verb) or self.fronted(verb)

    def after(
        self, words: frozenset[str], first: int, stop: int, gap: int = _GAP, *, commas: bool = False, until: int = 0
    ) -> Ids:
        """The parties after the first of some prepositions in a range (up to a comma, unless ``commas``) with any;
        their list may go on up to ``until``."""
        for i in range(first, stop):
            if self.doc[i].text == "," and i > first and not commas:
                break
            if self.doc[i].lower_ in words:
                found = self.listed(i + 1, max(stop, until), gap)
                if found:
                    return found
        return ()


def _opponents() -> frozenset[str]:
    """Words for those who are a side of a conflict within a state."""
    return words("side")


def _local() -> frozenset[str]:
    """Words for bodies that are no organization of states."""
    return words("local")


@cache
def _peoples() -> frozenset[str]:
    """The names of peoples, in the plural: "français", "népalais"."""
    return frozenset(a.lower() for row in tables.rows("states.tsv") for a in tables.values(row["adjectives"]))


def _links(tokens: Sequence[Token]) -> bool:
    """Do only commas, conjunctions and small words stand between two names ("et le chef de la délégation de")?"""
    joined = False
    for n, t in enumerate(tokens):
        joined = joined or t.lower_ in _LINKS
        small = t.lower_ in _LINKS or t.lower_ in _SMALL or t.pos_ in _FILLERS or t.lower_ in _peoples()
        led = t.pos_ == "NOUN" and n + 1 < len(tokens) and tokens[n + 1].lower_ in ("de", "d'", "du", "des")
        if not small and not led:
            return False
    return joined


def _led_in(doc: object, first: int, floor: int) -> bool:
    """Does a preposition stand before a name ("à Paris", "avec le roi")?"""
    i = first - 1
    while i > floor and doc[i].pos_ == "DET" and doc[i].lower_ not in ("du", "des", "au", "aux"):  # type: ignore[index]
        i -= 1
    token = doc[i]  # type: ignore[index]
    return i > floor and (token.pos_ == "ADP" or token.lower_ in ("à", "au", "aux", "de", "du", "des", "d'", "en"))
