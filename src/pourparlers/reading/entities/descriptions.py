"""Descriptions: whom "le président turc", "le diplomate", "son homologue" or "le quotidien" means in a text."""

from __future__ import annotations

import datetime as dt

from pourparlers.knowledge.gazetteer import Gazetteer, atoms
from pourparlers.reading.entities.binding import undergoes
from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.focus import Focus, agrees
from pourparlers.reading.entities.name import Name
from pourparlers.reading.entities.offices import body_key, of_body, office_of
from pourparlers.reading.entities.phrase import Phrase
from pourparlers.reading.entities.roles import after_speech
from pourparlers.reading.entities.words import hypernyms, words

_LESSER = frozenset(("lawmaker", "justice", "local", "candidate", "organization"))
"""Ranks that are seldom told of the person before "le député" means them."""

_HIGH = ("head", "monarch", "minister", "deputy", "envoy", "spokesperson")
_LEADING = ("leader", "monarch")
_UNIQUE = ("local", "justice")
"""Ranks that each place has its own holder of: "le maire de Braga" is nobody met under another description."""
_OF_BODIES = {"organization", "leader"}
_PEOPLE = ("person", "office", "unnamed")
_WORLD = frozenset(("EUE", "UNO", "NATO", "ZZZ"))
"""Codes of those who serve a body of many states: their own state is not told by it."""


class Descriptions:
    """Links descriptions to the persons of a text (``people``) and to whatever is in focus.

    ``home`` is the state that an office belongs to where none is told.
    """

    def __init__(self, focus: Focus, people: list[Draft], world: Gazetteer, day: dt.date | None, home: str) -> None:
        self.focus, self.people, self.world, self.day, self.home = focus, people, world, day, home
        self.barred: Draft | None = None

    def holder(self, p: Phrase, code: str, barred: Draft | None = None) -> Draft | None:
        """Whom an office or another noun for a person means, never one ``barred``; first by the tables, on the day."""
        self.barred = barred
        office = office_of(p)
        if p.noun.sort == "office" and not isinstance(p.of, Phrase) and code and not p.former:
            known = self.world.holder(office, code, self.day)
            hit = next((d for d in self.people if known and d.known == known), None)
            if hit:
                return hit
        return (
            self._described(p, office, code) or self._just_spoke(p, office, code) or self._yet_to_come(p, office, code)
        )

    def _described(self, p: Phrase, office: str, code: str) -> Draft | None:
        """The person whom an office or another noun means: first by office, then by noun, then by rank."""
        recent = self.focus.recent()
        seen = {id(d) for d in recent}
        pool = recent + [d for d in self.people if id(d) not in seen]
        pool = [
            d for d in pool if d.kind in _PEOPLE and d.number == "s" and agrees(d, p.gender) and d is not self.barred
        ]
        if code:
            pool = [d for d in pool if not d.codes or code in d.codes or any(c == code for _, c in d.offices)]
            if p.noun.rank == "envoy":  # of each state one: "un ambassadeur" whose state is not told is another
                pool = [d for d in pool if d.codes or d.kind == "person"]
        own = self._named_in(p) if isinstance(p.of, Name) and p.of.sort == "person" else None
        # "l'ancien ministre de Jan Holm"
        pool = [d for d in pool if d is not own and not undergoes(self.focus.ws, d, p)]
        if p.noun.sort == "office":
            return self._officeholder(p, office, code, self._abroad(pool, p, code))
        pool = [d for d in pool if self._met_or_near(d, p)]
        if p.noun.lemma in words("the-same") and p.of is None:
            return self._salient(p, code)
        if p.determiner == "possessive" and p.noun.lemma in words("the-other") and p.of is None:
            return self._other(p)
        same = [d for d in pool if p.noun.lemma in d.nouns]
        if p.determiner == "demonstrative":
            same = same or [d for d in recent if d in pool and any(n.endswith(f" {p.noun.lemma}") for n in d.nouns)]
        same = same or self._covered(p, pool)
        if same:
            return self._last_speaker(same, p) or same[0]
        ranked = [d for d in pool if d.ranks & p.noun.ranks]
        if "head" in p.noun.ranks:  # "la libérale" is somebody named
            told = [d for d in ranked if p.codes and d.codes[:1] == p.codes[:1] and self.focus.met(d)]
            ranked = [d for d in ranked if d.kind == "person" or d.known is not None] or told
        if ranked:
            return self._last_speaker(ranked, p) or ranked[0]
        pointed = p.determiner == "demonstrative"
        if not pointed and (p.determiner != "definite" or (isinstance(p.of, Phrase) and not p.former)):
            return None
        if p.noun.lemma in words("the-other") and p.codes:
            return next((d for d in pool if d.codes[:1] == p.codes[:1] and self.focus.met(d)), None)
        if p.noun.source == "other":
            return self._salient(p, code)
        of = p.of.sort if isinstance(p.of, Name) else ""
        placed = of in ("city", "place") or (of in ("capital", "?") and p.noun.ranks & _LESSER)
        if p.noun.source in ("anonymous", "media") and (p.of is None or p.former or placed or pointed):
            return self._salient(p, code)
        return None

    def _abroad(self, pool: list[Draft], p: Phrase, code: str) -> list[Draft]:
        """Those of another state than the subject, first, where the subject meets the one who is told of: "Le roi du
        Danemark a été reçu par le Premier ministre"."""
        own = self.barred.codes[:1] if self.barred is not None else []
        before = self.focus.ws.low[max(p.first - 4, 0) : p.first]
        if code or not own or (words("met").isdisjoint(before) and "par" not in before[-1:]):
            return pool
        return [d for d in pool if d.codes[:1] != own] + [d for d in pool if d.codes[:1] == own]

    def _met_or_near(self, d: Draft, p: Phrase) -> bool:
        """Was somebody spoken of before, or will the next two sentences name them?"""
        sentence_of = self.focus.ws.parsed.sentence_of
        if d.kind != "person" or d.first <= p.first or sentence_of[p.first] < 4:
            return True
        if d.first >= len(sentence_of) or (p.determiner == "demonstrative" and sentence_of[p.first] > 1):
            return False
        return sentence_of[d.first] - sentence_of[p.first] < 3

    def _covered(self, p: Phrase, pool: list[Draft]) -> list[Draft]:
        """Those of whom a narrower noun was told ("le procureur", later "le magistrat")."""
        narrower = hypernyms().get(p.noun.lemma, frozenset())
        return [d for d in pool if (d.nouns | d.past) & narrower] if narrower else []

    def _last_speaker(self, drafts: list[Draft], p: Phrase) -> Draft | None:
        """Of several, the one who spoke last, where the phrase is the subject of ", a ajouté …"."""
        if len(drafts) < 2 or not after_speech(self.focus.ws, p.first):
            return None
        for s in reversed(self.focus.seen):
            if s.speaker and not s.quoted and len(s.drafts) == 1 and s.drafts[0] in drafts:
                return s.drafts[0]
        return None

    def _salient(self, p: Phrase, code: str, *, lesser: bool = False) -> Draft | None:
        """The person most in focus, first of those of whom no office is told; never one that the tables know for
        a greater office if it is a lesser one that is told.
        """
        speaks = after_speech(self.focus.ws, p.first)
        own = self._named_in(p) or self._contrasted(p) or self.barred
        for strict in (True, False) if code else (False,):
            for plain in self._plainness(p, lesser=lesser, speaks=speaks):
                best = self.focus.best(
                    p.first,
                    p.gender,
                    "s",
                    inverted=speaks,
                    code=code,
                    person=True,
                    plain=plain,
                    strict=strict,
                    other=own,
                    abroad=_WORLD,
                )
                if best and not (lesser and self._of_another_kind(p, best[0])):
                    return best[0]
        return None

    def _of_another_kind(self, p: Phrase, d: Draft) -> bool:
        """Is it a lesser office that is told, and a greater or quite another one that somebody holds?"""
        if d.ranks & {"head", "monarch"}:
            return True
        return p.noun.rank == "local" and p.noun.lemma.endswith("prefet") and bool(d.ranks - {""})

    def _other(self, p: Phrase) -> Draft | None:
        """ "son hôte", "son interlocuteur": the person in focus beside the one whose it is."""
        speaks = after_speech(self.focus.ws, p.first)
        owner = self._last_to_speak(p.first) if speaks else self.focus.subject(p.first)
        code = p.codes[0] if p.codes else ""
        found = self.focus.best(p.first, p.gender, "s", inverted=False, code=code, person=True, other=owner)
        return found[0] if found else None

    def _last_to_speak(self, before: int) -> Draft | None:
        sentence = self.focus.ws.parsed.sentence_of[before]
        for s in reversed(self.focus.seen):
            if s.speaker and s.main and not s.quoted and len(s.drafts) == 1:
                return s.drafts[0] if sentence - s.sentence < 3 else None
        return None

    def _contrasted(self, p: Phrase) -> Draft | None:
        """Who spoke last, where a sentence sets somebody against them ("Le retraité, lui, …")."""
        ws = self.focus.ws
        first, end = ws.parsed.sentence(p.first)
        if p.first != first or words("in-contrast").isdisjoint(ws.low[p.stop : min(end, p.stop + 8)]):
            return None
        return self._last_to_speak(first)

    def _plainness(self, p: Phrase, *, lesser: bool, speaks: bool) -> tuple[bool, ...]:
        """In which order those of no known office and all are asked for: a prosecutor holds no other office."""
        if p.determiner == "demonstrative":
            return (False,)
        if p.noun.rank == "justice" and p.noun.sort == "office" and p.noun.office != "lawyer" and not p.former:
            return (True,)
        return (True, False) if lesser or not speaks else (False,)

    def _named_in(self, p: Phrase) -> Draft | None:
        """The person whom a phrase names and so does not mean ("le frère de Lars Holm")."""
        ws = self.focus.ws
        if not isinstance(p.of, Name):
            belongs = p.stop < len(ws) and ws.low[p.stop] in words("of")
            following = range(p.stop, min(p.stop + 4, len(ws))) if belongs else ()
            at = next((ws.atoms[ws.begin[i]] for i in following if ws.capital(i)), None)
            return next((d for d in self.people if at in d.atoms), None) if at else None
        own = tuple(ws.atoms[ws.begin[p.of.first] : ws.begin[p.of.stop]])
        return next((d for d in self.people if d.atoms[-len(own) :] == own or own[-len(d.atoms) :] == d.atoms), None)

    def _officeholder(self, p: Phrase, office: str, code: str, pool: list[Draft]) -> Draft | None:
        """The holder of an office: by office and state, by the noun, by rank; at home, where no state is told."""
        if p.former:
            past = self._once(office, code, pool)
            past = past or next((d for d in pool if office in d.past or p.noun.lemma in d.past), None)
            if past:
                return past
        if p.noun.rank == "head":
            pool = [d for d in pool if d.kind != "unnamed"]
        holders = [d for d in pool if d.holds(office, code)]
        if of_body(p):
            holders = [d for d in holders if not d.bodies or body_key(p) in d.bodies]
        if p.noun.lemma == "president":
            holders = [d for d in holders if "monarch" not in d.ranks]
        brand_new = not words("brand-new").isdisjoint(self.focus.ws.low[p.first : p.head])
        if brand_new and p.of is None and not code and p.determiner == "definite":
            pool = holders = [d for d in holders if d.kind == "person"]
            if not holders:
                return self._salient(p, "", lesser=True)
        pool = [d for d in pool if self._met_or_near(d, p)]
        if p.noun.rank == "monarch":
            holders = [d for d in holders if "monarch" in d.ranks] or holders
        if not code and len(holders) > 1:
            holders = self._of_several(holders, p)
        if p.noun.rank == "leader" and code and not any(self.focus.met(d) for d in holders):
            holders = [d for d in pool if self._leads(d, code)] or holders
        if p.noun.rank == "leader" and not any(self.focus.met(d) for d in holders):
            holders = [d for d in pool if self._may_lead(d, p, office) and self.focus.met(d)] or holders
        holders = holders or self._by_rank(p, office, code, pool)
        if holders:
            return self._last_speaker(holders, p) or holders[0]
        return self._by_description(p, office, code, pool)

    def _by_rank(self, p: Phrase, office: str, code: str, pool: list[Draft]) -> list[Draft]:
        """Those who may be meant by the noun of an office or by its rank, where nobody is told to hold it."""
        holders: list[Draft] = []
        if p.noun.office in ("minister", "secretary", "secretary of state") and not p.portfolio:
            holders = [d for d in pool if "minister" in d.ranks]
        holders = holders or [
            d for d in pool if p.noun.lemma in d.nouns and (not p.portfolio or d.office in (None, office))
        ]
        if not holders and p.noun.rank == "minister" and code and not p.former:
            # "le ministre grec", later "le chef de la diplomatie grecque"
            holders = [d for d in pool if d.offices == [("minister", code)] and self.focus.met(d)]
        holders = holders or self._covered(p, pool)
        bare = p.determiner == "definite" and p.of is None and not code
        of_one = isinstance(p.of, Phrase) and p.of.noun.sort == "body" and p.of.noun.lemma not in words("organ")
        if (
            not holders
            and not (of_one or self._unpolitical(p))
            and (p.noun.rank in _LEADING or (bare and p.noun.rank == "head"))
        ):
            heads = [d for d in pool if self._may_lead(d, p, office)]
            met = [d for d in heads if self.focus.met(d)]
            heads = met or [d for d in heads if p.noun.rank in d.ranks or p.noun.rank != "head"]
            holders = [d for d in heads if p.noun.rank in d.ranks] or heads
        return holders

    def _by_description(self, p: Phrase, office: str, code: str, pool: list[Draft]) -> Draft | None:
        """Whom the words for an office mean that nobody is told to hold: of a body, of a state, or spoken of most."""
        bare = p.determiner == "definite" and p.of is None and not code
        lesser = p.noun.rank in _LESSER and (
            bare or p.noun.rank != "organization" or self.world.holder(office, code, self.day) is None
        )
        placed = p.noun.rank in _UNIQUE and p.of is not None and p.noun.lemma not in words("elected")
        if placed and not after_speech(self.focus.ws, p.first):
            lesser = False
        lesser = lesser or self._unpolitical(p)
        if p.noun.rank == "military" and not code and after_speech(self.focus.ws, p.first):
            lesser = True
        if p.noun.rank == "leader" and isinstance(p.of, Name) and p.of.sort in ("organization", "group", "?"):
            heads = [d for d in self.focus.recent() if d in pool and d.kind == "person" and d.ranks & _OF_BODIES]
            if heads:
                return heads[0]
        if code and p.noun.lemma in words("any-office") and p.of is None:
            leading = [
                d for d in pool if d.kind == "person" and d.codes[:1] == [code] and d.ranks & {"head", "minister"}
            ]
            return leading[0] if len(leading) == 1 and self.focus.met(leading[0]) else None  # a head of state mediates
        if code and p.noun.rank in _HIGH and not p.former and p.of is None:
            plain = [d for d in pool if d.kind == "person" and d.codes == [code] and not (d.offices or d.nouns)]
            if len(plain) == 1 and self.focus.met(plain[0]):
                return plain[0]  # "l'Arménienne Ana Holm", later "la ministre arménienne"
        if p.determiner == "definite" and (p.former or lesser or (bare and p.noun.rank == "leader")):
            return self._salient(p, code if p.of is None else "", lesser=lesser and not p.former)
        return None

    def _leads(self, d: Draft, code: str) -> bool:
        """ "le dirigeant vietnamien" of a paper there: a deputy or a minister, where nobody greater is told of."""
        own = code in d.codes or (not d.codes and code == self.home)
        return own and bool(d.ranks & {"head", "deputy", "minister"}) and d.kind != "unnamed" and self.focus.met(d)

    def _may_lead(self, d: Draft, p: Phrase, office: str) -> bool:
        """May "le dirigeant", "le président" or "le souverain" mean one of whom another high office was told?"""
        if p.noun.rank == "monarch":
            return "monarch" in d.ranks or (d.kind != "unnamed" and any(o == "head of state" for o, _ in d.offices))
        ranks = {"head", "leader"} | ({"monarch"} if office != "head of government" else set())
        return bool(d.ranks & ranks) and d.kind != "unnamed"

    def _of_several(self, holders: list[Draft], p: Phrase) -> list[Draft]:
        """Of several who hold an office, where no state is told: one just spoken of, at home, spoken of at all."""
        near = self._near(holders, p.first)
        if near:
            return near
        if p.noun.rank in ("head", "minister"):
            return [d for d in holders if self.home in d.codes] or holders
        return [d for d in self.focus.recent() if d in holders] or holders

    def _unpolitical(self, p: Phrase) -> bool:
        """ "le leader syndical": an adjective that tells of no state."""
        return not words("unpolitical").isdisjoint(self.focus.ws.low[p.head + 1 : p.stop + 1])

    def _once(self, office: str, code: str, pool: list[Draft]) -> Draft | None:
        """ "l'ancien chancelier": who held the office, by the tables, before the day."""
        held = [
            d
            for d in pool
            if d.known
            and any(
                t.office == office and (not code or t.code == code) and t.until and (not self.day or t.until < self.day)
                for t in d.known.tenures
            )
        ]
        return held[0] if held else None

    def _just_spoke(self, p: Phrase, office: str, code: str) -> Draft | None:
        """ "« Non », lance Lars Holm. Le ministre danois …": who spoke just before, or alone was named there."""
        if p.noun.sort != "office" or p.determiner != "definite" or p.number == "p" or p.noun.rank == "spokesperson":
            return None
        if self.world.holder(office, code, self.day) is not None:
            return None
        sentence = self.focus.ws.parsed.sentence_of[p.first]
        if p.first != self.focus.ws.parsed.sentence(p.first)[0]:
            return None
        late = [s for s in self.focus.seen[-12:] if s.sentence == sentence - 1 and len(s.drafts) == 1 and not s.quoted]
        bare = [s for s in reversed(late) if self._untold(s.drafts[0], code) and agrees(s.drafts[0], p.gender)]
        alone = bool(code) and len({id(s.drafts[0]) for s in bare}) == 1
        for s in bare:
            d = s.drafts[0]
            if s.speaker or (alone and s.form != "possessive" and len(d.atoms) > 1):
                d.offices.append((office, code))
                d.codes = d.codes or [c for c in (code,) if c]
                d.nouns.add(p.noun.lemma)
                d.ranks.add(p.noun.rank)
                return d
        return None

    def _untold(self, d: Draft, code: str) -> bool:
        """Is it somebody named, of whom neither office nor another state was told?"""
        return d.kind == "person" and not (d.offices or d.known or (code and d.codes and code not in d.codes))

    def _yet_to_come(self, p: Phrase, office: str, code: str) -> Draft | None:
        """Whom a description at the head of an article means that nobody before can: the next one who is named."""
        ws = self.focus.ws
        bare = p.of is None or p.former or p.noun.rank in _LESSER or p.noun.sort == "person"
        if p.determiner != "definite" or not bare or p.portfolio or ws.parsed.sentence_of[p.first] > 3:
            return None
        if any(d.kind == "person" and agrees(d, p.gender) for s in self.focus.seen for d in s.drafts):
            return None
        own = self._named_in(p)
        for d in (d for d in self.people if d is not own and not undergoes(self.focus.ws, d, p)):
            told = d.known is not None or (d.offices and not d.holds(office, code))
            told = told or (p.noun.rank == "monarch" and "monarch" not in d.ranks)
            told = told or (p.noun.rank in _HIGH and not p.former and bool(d.nouns) and not self._told_so(p, office, d))
            if not told and agrees(d, p.gender) and (not code or not d.codes or code in d.codes):
                if p.noun.sort == "office" and not p.former and p.noun.rank not in _LESSER:
                    d.offices.append((office, code))
                    d.codes = d.codes or [c for c in (code,) if c]
                return d
        return None

    def to_be_named(self, i: int, gender: str) -> list[Draft]:
        """Whom "dit-il" or "dit-elle" means at the head of an article that spoke of nobody yet: who is named next."""
        sentence_of = self.focus.ws.parsed.sentence_of
        if sentence_of[i] > 2 or any(d.kind in _PEOPLE for s in self.focus.seen for d in s.drafts):
            return []
        later = [d for d in self.people if i < d.first < len(sentence_of) and agrees(d, gender)]
        found = min(later, key=lambda d: d.first, default=None)
        return [found] if found is not None and sentence_of[found.first] - sentence_of[i] < 4 else []

    def _told_so(self, p: Phrase, office: str, d: Draft) -> bool:
        """Is the office, or the word for it, told of somebody anywhere in the text?"""
        return p.noun.lemma in d.nouns or d.holds(office, "")

    def _near(self, drafts: list[Draft], before: int) -> list[Draft]:
        """Of several, those that a subject of the last two sentences means."""
        sentence = self.focus.ws.parsed.sentence_of[before]
        late = [
            s
            for s in reversed(self.focus.seen[-20:])
            if s.subject and len(s.drafts) == 1 and s.sentence >= sentence - 1
        ]
        return [s.drafts[0] for s in late if s.drafts[0] in drafts]

    def compatriot(self, i: int, gender: str, code: str) -> Draft | None:
        """ "le Norvégien": the last person spoken of who is one."""
        pool = [d for d in self.focus.recent() if d.kind in _PEOPLE and d.number == "s" and agrees(d, gender)]
        same = next((d for d in pool if code and (d.codes[:1] == [code] or (d.known and d.known.code == code))), None)
        if same is None and code and (gender or self.focus.ws.low[i - 1] == "l'"):
            best = self.focus.best(i, gender, "s", inverted=False, code=code, person=True, abroad=_WORLD)
            if best and not set(best[0].codes) - _WORLD:
                best[0].codes = best[0].codes or [code]
                return best[0]
        return same

    def same_body(self, p: Phrase, code: str) -> Draft | None:
        """ "le ministère", "la présidence", "le quotidien": the last body that is one and may be of that state."""
        recent = self.focus.recent()
        fits = [
            d for d in recent if d.kind in ("organization", "group") and (not code or not d.codes or code in d.codes)
        ]
        lemma, narrower = p.noun.lemma, hypernyms().get(p.noun.lemma, frozenset())
        same = [d for d in fits if lemma in d.nouns and not code]
        same = same or [d for d in fits if d.named and not code and lemma in atoms(d.name)]
        same = same or [d for d in fits if d.nouns & narrower and not code]
        if not same and p.noun.sort == "media":
            same = [d for d in fits if d.source == "media"]
        if not same and p.noun.ranks and p.number == "s":
            same = [d for d in fits if d.named]
        if not same and not code and lemma in words("governing"):
            same = [d for d in recent if d.kind == "state" and d.known is None and d.codes[:1] == [self.home]]
        return same[0] if same else None

    def counterpart(self, owner: Draft | None, code: str) -> Draft | None:
        """Who holds the owner's office in another state."""
        offices = [o for o, _ in owner.offices] if owner else []
        pool = [d for d in self.focus.recent() if d in self.people] + self.people
        if code:
            for office in offices:
                known = self.world.holder(office, code, self.day)
                hit = next((d for d in pool if (known and d.known == known) or d.holds(office, code)), None)
                if hit:
                    return hit
            same = [d for d in pool if code in d.codes and d is not owner]
            heads = [d for d in same if d.ranks & (owner.ranks if owner else {"head"})]
            return heads[0] if heads else None
        same = [d for d in pool if d is not owner and set(offices) & {o for o, _ in d.offices}]
        return same[0] if same else None
