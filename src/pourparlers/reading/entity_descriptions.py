"""Descriptions: whom "le président turc", "le diplomate", "son homologue" or "le quotidien" means in a text."""

from __future__ import annotations

import datetime as dt

from pourparlers.knowledge.gazetteer import Gazetteer
from pourparlers.reading.entity_drafts import Draft
from pourparlers.reading.entity_focus import Focus, agrees
from pourparlers.reading.entity_names import Name
from pourparlers.reading.entity_phrases import Phrase

_LESSER = frozenset(("lawmaker", "justice", "local", "candidate", "organization"))
"""Ranks that are seldom told of the person before "le député" means them."""


class Descriptions:
    """Links descriptions to the persons of a text (``people``) and to whatever is in focus.

    ``home`` is the state that an office belongs to where none is told.
    """

    def __init__(self, focus: Focus, people: list[Draft], world: Gazetteer, day: dt.date | None, home: str) -> None:
        self.focus, self.people, self.world, self.day, self.home = focus, people, world, day, home

    def holder(self, p: Phrase, code: str) -> Draft | None:
        """Whom an office or another noun for a person means; by the tables, the office of a state on the day."""
        office = office_of(p)
        if p.noun.sort == "office" and not isinstance(p.of, Phrase) and code and not p.former:
            known = self.world.holder(office, code, self.day)
            hit = next((d for d in self.people if known and d.known == known), None)
            if hit:
                return hit
        return self._described(p, office, code)

    def _described(self, p: Phrase, office: str, code: str) -> Draft | None:
        """The person whom an office or another noun means: first by office, then by noun, then by rank."""
        pool = self.focus.recent() + [d for d in self.people if not any(d in s.drafts for s in self.focus.seen)]
        pool = [
            d for d in pool if d.kind in ("person", "office", "unnamed") and d.number == "s" and agrees(d, p.gender)
        ]
        if code:
            pool = [d for d in pool if not d.codes or code in d.codes or any(c == code for _, c in d.offices)]
        if p.noun.sort == "office":
            return self._officeholder(p, office, code, pool)
        same = [d for d in pool if p.noun.lemma in d.nouns]
        if same:
            return same[0]
        ranked = [d for d in pool if d.ranks & p.noun.ranks]
        if ranked:
            return ranked[0]
        if p.determiner not in ("definite", "demonstrative") or isinstance(p.of, Phrase) or p.noun.source != "other":
            return None
        return self._salient(p, code)

    def _salient(self, p: Phrase, code: str, *, plain: bool = False) -> Draft | None:
        """The person most in focus, first of those of whom no office is told."""
        best = self.focus.best(p.first, p.gender, "s", inverted=False, code=code, person=True, plain=True)
        if not best and not plain:
            best = self.focus.best(p.first, p.gender, "s", inverted=False, code=code, person=True)
        own = p.of.first if isinstance(p.of, Name) else -1
        last = next((s.drafts for s in reversed(self.focus.seen) if s.first <= own < s.stop), [])
        return best[0] if best and best[0] not in last else None

    def _officeholder(self, p: Phrase, office: str, code: str, pool: list[Draft]) -> Draft | None:
        """The holder of an office: by office and state, by the noun, by rank; at home, where no state is told."""
        holders = [d for d in pool if d.holds(office, code)]
        if not code and len(holders) > 1:
            holders = self._near(holders, p.first) or [d for d in holders if self.home in d.codes] or holders
        if holders:
            return holders[0]
        if p.noun.office in ("minister", "secretary", "secretary of state") and not p.portfolio:
            holders = [d for d in pool if "minister" in d.ranks]
        holders = holders or [
            d for d in pool if p.noun.lemma in d.nouns and (not p.portfolio or d.office in (None, office))
        ]
        if not holders and p.noun.rank in ("leader", "monarch"):
            holders = [d for d in pool if d.ranks & {"head", "leader", "monarch"} and d.kind != "unnamed"]
        if not holders and p.determiner == "definite" and (p.former or p.noun.rank in _LESSER):
            return self._salient(p, "", plain=not p.former)
        return holders[0] if holders else None

    def _near(self, drafts: list[Draft], before: int) -> list[Draft]:
        """Of several, those that a subject of the last two sentences means."""
        sentence = self.focus.ws.parsed.sentence_of[before]
        late = [
            s
            for s in reversed(self.focus.seen[-20:])
            if s.subject and len(s.drafts) == 1 and s.sentence >= sentence - 1
        ]
        return [s.drafts[0] for s in late if s.drafts[0] in drafts]

    def compatriot(self, gender: str, code: str) -> Draft | None:
        """ "le Norvégien": the last person spoken of who is one."""
        pool = [
            d for d in self.focus.recent() if d.kind in ("person", "unnamed") and d.number == "s" and agrees(d, gender)
        ]
        return next((d for d in pool if code and d.codes[:1] == [code]), None)

    def same_body(self, p: Phrase, code: str) -> Draft | None:
        """ "le ministère", "la présidence", "le quotidien": the last body that is one and may be of that state."""
        recent = self.focus.recent()
        fits = [
            d for d in recent if d.kind in ("organization", "group") and (not code or not d.codes or code in d.codes)
        ]
        same = [d for d in fits if p.noun.lemma in d.nouns and not code]
        if not same and p.noun.sort == "media":
            same = [d for d in fits if d.source == "media"]
        if not same and p.noun.ranks and p.number == "s":
            same = [d for d in fits if d.named]
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


def office_of(p: Phrase) -> str:
    """What a phrase's office is, its portfolio and its state counted in."""
    office = p.noun.office
    if office == "minister" and p.portfolio:
        return p.portfolio
    if office == "adviser" and p.portfolio == "national security adviser":
        return p.portfolio
    if office == "deputy minister" and p.portfolio == "foreign minister":
        return "deputy foreign minister"
    if office in ("secretary of state", "secretary"):
        if p.portfolio:
            return p.portfolio
        return (
            "foreign minister" if office == "secretary of state" and p.codes[:1] in (["USA"], ["VAT"]) else "minister"
        )
    if office == "head of state" and isinstance(p.of, Name) and p.of.sort in ("organization", "group", "media"):
        return "head of organization"
    return office
