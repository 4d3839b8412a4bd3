"""Of which side somebody is: the states and unions of the parties, and those who are a side of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from pourparlers.knowledge import tables
from pourparlers.knowledge.gazetteer import gazetteer
from pourparlers.reading.entities import Entities, Mention
from pourparlers.reading.meetings.words import words
from pourparlers.reading.parsed import Parsed
from pourparlers.record import Attribution, Entity

_PARTY_KINDS = frozenset({"person", "office", "state", "organization", "group", "unnamed"})
UNIONS = frozenset({"EUE", "UNO", "NATO", "ZZZ"})
_OFTEN = 3
_SPORTING = 4
"""How many words of sports, or of labour disputes, make an article one on them."""
_RANKS = tuple(sorted(words("rank name")))

Ids = tuple[str, ...]


class Sides:
    """What is known of those who may meet in one article."""

    def __init__(self, parsed: Parsed, who: Entities, said: Sequence[Attribution] = ()) -> None:
        self.parsed, self.who, self.doc = parsed, who, parsed.doc
        self.said = said
        self.lower = _lowered(parsed)
        self._known: dict[str, Entity] = {}
        self._made: dict[str, str] = {}
        self._given: dict[str, str] = {}
        self._sides: dict[str, str] = {}

    @cached_property
    def sporting(self) -> bool:
        """Is the article on sports, where states meet on a field?"""
        return len(words("sport").intersection(self.lower)) >= _SPORTING

    @cached_property
    def labouring(self) -> bool:
        """Is the article on a labour dispute, whose talks are those of a staff with its employer?"""
        return len(words("labour").intersection(self.lower)) >= _SPORTING

    def get(self, entity: str) -> Entity:
        """An entity by its id."""
        if entity not in self._known:
            self._known[entity] = self.who.get(entity)
        return self._known[entity]

    def parties(self, entities: Iterable[str]) -> Ids:
        """Those of some entities that can meet: no places, no media."""
        return tuple(e for e in entities if self._can_meet(e))

    def _can_meet(self, entity: str) -> bool:
        known = self.get(entity)
        if entity in self._given:
            return True
        if known.kind != "person" and not words("private").isdisjoint(known.name.lower().split()[:2]):
            return False
        if known.kind == "person" and not known.office and self._is_private(known):
            return False
        if known.kind == "unnamed" and not known.countries and not self.is_regional(entity):
            return _is_opponent(known)
        if known.kind in ("group", "unnamed") and known.name.lower() in peoples() and self.who.number(entity) == "s":
            return False
        return known.kind in _PARTY_KINDS and self.who.source_kind(entity) != "media"

    def _is_private(self, known: Entity) -> bool:
        """Is somebody introduced as one who acts for no state ("l'écrivaine turque X", "X, romancière")?"""
        first, stop = self.parsed.tokens(known.mentions[0].start, known.mentions[0].end)
        before = self.lower[max(0, first - 2) : stop]
        after = self.lower[stop + 1 : stop + 4] if self.lower[stop : stop + 1] == [","] else []
        return not words("private").isdisjoint((*before, *after))

    def side(self, entity: str) -> str:
        """The state (or union) of a party, or the party itself where it is none's; nothing where it is not known."""
        if entity in self._given:
            return self._side(entity)
        if entity not in self._sides:
            self._sides[entity] = self._side(entity)
        return self._sides[entity]

    def _side(self, entity: str) -> str:
        known = self.get(entity)
        state = next((c for c in known.countries if c != "ZZZ"), self._given.get(entity, ""))
        if known.kind == "group" and state and known.name.lower().removeprefix("les ") in peoples():
            return state
        if not state and (known.kind == "place" or self.is_collective(entity)):
            return entity
        if known.kind == "office" and not state and self.leads(entity) and self.who.number(entity) == "p":
            return entity
        held = self._served(entity) if known.kind in ("office", "unnamed", "organization") else ""
        if _is_opponent(known) or (not state and (self.is_regional(entity) or self.is_rank(entity))):
            return held or entity
        if held or (not state and known.countries and self.is_person(entity)):
            return held or entity
        if not state and known.kind == "office":
            return self._owned(entity)
        return entity if known.kind == "group" or (not state and self.is_multilateral(entity)) else state

    def _served(self, entity: str) -> str:
        """The movement, or the union of states that has no code, in whose name somebody acts ("l'émissaire de la SADC",
        "le porte-parole du M23")."""
        for span in self.get(entity).mentions[:1]:
            for m in self.who.within(*self.parsed.tokens(span.start, span.end)):
                held = m.entities[0]
                if len(m.entities) != 1 or held == entity or m.form != "name":
                    continue
                known = self.get(held)
                if known.kind == "group" and known.name.lower().removeprefix("les ") not in peoples():
                    return held
                if not self.get(entity).countries and not known.countries and self.is_multilateral(held):
                    return held
        return ""

    def _owned(self, entity: str) -> str:
        """The side of whose minister or envoy somebody is ("le président … ; son ministre des Finances")."""
        for span in self.get(entity).mentions[:1]:
            first, _ = self.parsed.tokens(span.start, span.end)
            for i in range(max(0, first - 1), first + 1):
                if self.lower[i] in words("owner"):
                    return next((self.side(e) for e in self.who.resolve(i) if e != entity), "")
        return ""

    def give(self, entity: str, side: str) -> None:
        """Take somebody of whom no state is told, or a part of the world, to be of a side."""
        if not self.get(entity).countries:
            self._given[entity] = side

    def is_regional(self, entity: str) -> bool:
        """Several of one part of the world ("les dirigeants africains", "des émissaires ouest-africains")."""
        known = self.get(entity)
        office = known.kind in ("office", "unnamed") and self.who.number(entity) == "p"
        return office and bool(known.office) and bool(words("region") & set(known.name.lower().split()))

    def is_multilateral(self, entity: str) -> bool:
        """An organization of states, which is of no single one: a union with a code of its own, the Mercosur."""
        known = self.get(entity)
        words_of_name = set(known.name.lower().split())
        if known.kind != "organization" or (_local() & words_of_name and not words("interstate") & words_of_name):
            return False
        if not set(known.countries) <= UNIONS:
            return False
        if known.countries or known.name.isupper() or (words("region") | words("interstate")) & words_of_name:
            return True
        return gazetteer().knows(known.name, "organization") or self._union_in(known)

    def is_collective(self, entity: str) -> bool:
        """Those of the member states of a union ("les ministres du G8", "les chefs d'État de l'Union africaine")."""
        known = self.get(entity)
        if known.kind not in ("office", "unnamed") or self.who.number(entity) != "p" or not known.office:
            return False
        return set(known.countries) <= UNIONS and bool(known.countries or self._union_in(known))

    def is_rank(self, entity: str) -> bool:
        """Several of a rank that only states have, of no one state ("les ambassadeurs", "les chefs d'État")."""
        known = self.get(entity)
        several = known.kind in ("office", "unnamed") and self.who.number(entity) == "p"
        return (
            several
            and not known.countries
            and ((known.office or "") in words("rank") or known.name.lower().startswith(_RANKS))
        )

    def is_several(self, entity: str) -> bool:
        """An organization of states, or those of several states unnamed ("les chefs d'État du bassin du Nil")."""
        told = self.is_multilateral(entity) or self.is_collective(entity)
        return told or self.is_rank(entity) or self.is_regional(entity)

    def _union_in(self, known: Entity) -> bool:
        """Does the phrase of an entity hold the name of an organization of states?"""
        return any(
            self.is_multilateral(e)
            for span in known.mentions[:2]
            for m in self.who.within(*self.parsed.tokens(span.start, span.end))
            for e in m.entities
            if e != known.id
        )

    def sides(self, entities: Iterable[str]) -> set[str]:
        """The known sides among some parties; armed groups and movements are a side of their own."""
        entities = list(entities)
        found = self.known_sides(entities)
        if len(found) == 1 and not found & {self.home}:
            found.update(e for e in entities if self.is_stranger(e))
        return found

    def known_sides(self, entities: Iterable[str]) -> set[str]:
        """The sides among some parties that the text tells."""
        found: set[str] = set()
        for e in entities:
            known = self.get(e)
            several = known.kind not in ("person", "group") and len(known.countries) > 1
            found |= set(known.countries) if several else {self.side(e)}
            if words("rivals") & set(known.name.lower().split()) and self.who.number(e) == "p":
                found.add(f"{e} against {e}")
        return found - {""}

    def is_stranger(self, entity: str) -> bool:
        """A person by name of whom no state is told: with those of a foreign state, a side of their own."""
        known = self.get(entity)
        return known.kind == "person" and not known.countries

    def datelined(self, mention: Mention) -> bool:
        """Does a mention stand in a dateline ("MOSCOU, 21 octobre –"), where no party is told?"""
        return bool(self._datelines) and self.parsed.sentence_of[mention.first] in self._datelines

    @cached_property
    def _datelines(self) -> frozenset[int]:
        """The sentences that are datelines."""
        prose = self.parsed.prose
        return frozenset(n for n, s in enumerate(prose.sentences) if prose.blocks[s.block].kind == "dateline")

    @cached_property
    def _named(self) -> Counter[str]:
        """How often an article names somebody of each state or union."""
        return Counter(
            side
            for m in self.who.mentions
            if len(m.entities) == 1 and m.form in ("name", "description")
            for side in self.get(m.entities[0]).countries[:1]
        )

    @cached_property
    def between_sides(self) -> bool:
        """Is an article about more than one side, each named more than in passing?"""
        return sum(n >= _OFTEN for n in self._named.values()) > 1

    @cached_property
    def abroad(self) -> bool:
        """Does an article name more than one state or union?"""
        return len(self._named) > 1

    @cached_property
    def rivals(self) -> Ids:
        """The states of the two sides that an article is about; none where there are more or fewer."""
        named = self._named
        states: dict[str, str] = {}
        for m in self.who.mentions:
            if len(m.entities) == 1 and m.form in ("name", "description"):
                known = self.get(m.entities[0])
                if known.kind == "state" and known.countries:
                    states.setdefault(known.countries[0], m.entities[0])
        top = [side for side, n in named.most_common(3) if n > 2]
        third = named[top[2]] if len(top) == 3 else 0
        if len(top) < 2 or third * 2 > named[top[1]] or not set(top[:2]) <= set(states):
            return ()
        return tuple(states[side] for side in top[:2])

    @cached_property
    def home(self) -> str:
        """The state that an article speaks of most, of which those without a state most likely are."""
        named = {side: n for side, n in self._named.items() if side not in UNIONS}
        return max(named, key=lambda side: (named[side], side), default="")

    def sentences_back(self, token: int, count: int) -> int:
        """Where the sentence starts that stands so many before that of a token; the first one if there are fewer."""
        start = self.parsed.sentence(token)[0]
        for _ in range(count):
            start = self.parsed.sentence(start - 1)[0] if start else start
        return start

    def two_before(self, token: int) -> Ids:
        """Two states or movements, no more, that are named in the sentence up to a token and in the one before."""
        start = self.sentences_back(token, 1)
        first: dict[str, str] = {}
        for m in self.who.within(start, token):
            if len(m.entities) != 1 or self.datelined(m):
                continue
            entity = m.entities[0]
            if self.get(entity).kind in ("state", "group") and self.side(entity):
                first.setdefault(self.side(entity), entity)
        return tuple(first.values()) if len(first) == 2 else ()

    def union_before(self, token: int) -> str | None:
        """The organization of states that is named last in the sentence of a token or in the two before."""
        start, token = self.sentences_back(token, 2), self.parsed.sentence(token)[1]
        named = (m.entities[0] for m in reversed(self.who.within(start, token)) if len(m.entities) == 1)
        return next((e for e in named if self.is_multilateral(e) and self.side(e) != "UNO"), None)

    def tells_state(self, entity: str) -> bool:
        """Do the words for somebody tell a state, or is it known of a person by name?"""
        known = self.get(entity)
        if known.kind == "person":
            return bool(known.countries)
        spans = [self.parsed.tokens(m.start, m.end) for m in known.mentions]
        words = {w for first, stop in spans for w in self.lower[first:stop]}
        return bool(words & set(demonyms())) or any(
            self.get(e).kind in ("state", "group")
            for first, stop in spans
            for m in self.who.within(first, stop)
            for e in m.entities
        )

    def state_of(self, side: str) -> str:
        """The entity of a state by its code; nothing where the article does not name it."""
        named = (m.entities[0] for m in self.who.mentions if len(m.entities) == 1 and m.form == "name")
        return next((e for e in named if self.get(e).kind == "state" and self.get(e).countries[:1] == (side,)), "")

    def is_person(self, entity: str) -> bool:
        """A person, by name or by office."""
        return self.get(entity).kind in ("person", "office", "unnamed")

    def can_travel(self, entity: str) -> bool:
        """A person, or a delegation: neither a state nor a people."""
        return self.get(entity).kind in ("person", "office", "unnamed", "organization")

    def rules(self, entity: str) -> bool:
        """The ruler of a state whose office is called otherwise ("le dirigeant nord-coréen Kim Jong Un")."""
        known = self.get(entity)
        return known.kind == "person" and known.office in ("leader", "pope", "crown prince") and bool(known.countries)

    def leads(self, entity: str) -> bool:
        """A head of state or of government."""
        office = self.get(entity).office or ""
        return office.startswith("head of")

    def is_counterpart(self, entity: str) -> bool:
        """Somebody known as another's peer alone ("son homologue ivoirien")."""
        return self.get(entity).name.lower().startswith("homologue")

    def leads_union(self, entity: str) -> bool:
        """Those who lead the member states of a union ("les dirigeants de l'UE", "les chefs d'État du G7")."""
        return self.is_collective(entity) and (self.leads(entity) or self.get(entity).office == "leader")

    def means_guest(self, token: int) -> bool:
        """Does a noun name those who are met, known by their state alone ("ses hôtes", "ses pairs")?"""
        return self.lower[token] in words("guest") or self.lower[token] in words("side")


def _lowered(parsed: Parsed) -> list[str]:
    """The words of an article in lower case; an "A" that opens a sentence before a name is "à" ("A Rome, …")."""
    words = [t.lower_ for t in parsed.doc]
    for first, stop in parsed.sentences:
        if stop - first > 1 and parsed.doc[first].text == "A" and parsed.doc[first + 1].text[0].isupper():
            words[first] = "à"
    return words


def _is_opponent(known: Entity) -> bool:
    """Does a name tell of those who are a side of a conflict within a state?"""
    return bool(words("side") & set(known.name.lower().split()))


def _local() -> frozenset[str]:
    """Words for bodies that are no organization of states."""
    return words("local")


@cache
def peoples() -> frozenset[str]:
    """The names of peoples, in the plural: "français", "népalais"."""
    return frozenset(a.lower() for row in tables.rows("states.tsv") for a in tables.values(row["adjectives"]))


@cache
def demonyms() -> dict[str, str]:
    """Adjective of nationality → ISO 3166 code of its state."""
    return {a.lower(): row["code"] for row in tables.rows("states.tsv") for a in tables.values(row["adjectives"])}
