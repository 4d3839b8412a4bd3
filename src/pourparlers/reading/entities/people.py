"""Persons by their names: which names of a text are one person's."""

from __future__ import annotations

import datetime as dt

from pourparlers.knowledge.gazetteer import Gazetteer, Known, atoms, fold
from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.name import Name
from pourparlers.reading.entities.words import Words, nouns, titles, words


class People:
    """The persons of an article; ``of`` gives the one that a name means."""

    def __init__(self, ws: Words, world: Gazetteer, day: dt.date | None) -> None:
        self.ws, self.world, self.day = ws, world, day
        self.drafts: list[Draft] = []
        self._of: dict[int, list[Draft]] = {}
        self._shorts: list[tuple[Name, tuple[str, ...]]] = []

    def of(self, name: Name) -> list[Draft]:
        """The person (or, of "Karimov-Diallo", the persons) of a name."""
        return self._of.get(id(name), [])

    def gather(self, names: list[Name], doubtful: list[Name]) -> None:
        """Make the persons: full names first, then the short ones that are part of them.

        Of the doubtful names those are persons that are part of a full one.
        """
        keyed = [(n, self._atoms(n)) for n in names]
        shorts = []
        for name, key in keyed:
            if len(key) > 1 and not self._is_short(name, key):
                self._of[id(name)] = [self._full(name, key)]
            else:
                shorts.append((name, key))
        for name in doubtful:
            key = self._atoms(name)
            before = self.ws.low[name.first - 1] if name.first else ""
            if any(_contains(d.atoms, key) for d in self.drafts if len(d.atoms) > 1) and before not in words("article"):
                name.sort = "person"
                shorts.append((name, key))
        for name, key in shorts:
            self._of[id(name)] = [self._short(name, key)]
        self._shorts = shorts
        for name, _ in keyed:
            for draft in self.of(name):
                draft.first = min(draft.first, name.first)
            title = titles()[self.ws.low[name.title]] if name.title is not None else None
            if title and title.noun:
                self.of(name)[0].nouns.add(title.noun)

    def settle(self) -> None:
        """Of two of one family name, let "M." and "Mme" mean the one of that gender, which phrases have told since."""
        for name, key in self._shorts:
            fits = [d for d in self.drafts if len(d.atoms) > 1 and _contains(d.atoms, key)] if name.gender else []
            if len(fits) < 2:
                continue
            own = [d for d in fits if d.gender == name.gender] or [d for d in fits if not d.gender]
            if len(own) == 1:
                self._of[id(name)] = own

    def same(self, name: Name, other: Name) -> None:
        """Let one name mean whom another means."""
        self._of[id(name)] = self.of(other)

    def brackets(self, name: Name) -> bool:
        """Does a name stand in brackets, alone?"""
        text = self.ws.text
        return name.first > 0 and text[name.first - 1] == "(" and name.stop < len(text) and text[name.stop] == ")"

    def complete(self, draft: Draft) -> None:
        """Add what the tables know of a person: state, offices on the day, a certain Wikidata id."""
        known = draft.known
        if known is None:
            return
        now = [t for t in known.tenures if self.day and t.covers(self.day, slack=30)]
        if not draft.codes:
            code = now[0].code if now else known.code
            draft.codes = [code] if code else []
        for t in now:
            if (t.office, t.code) not in draft.offices:
                draft.offices.append((t.office, t.code))
        draft.gender = draft.gender or known.gender
        draft.ranks |= {_RANKS.get(t.office, "") for t in now or known.tenures}
        if draft.name[0].islower() and known.tenures:
            # "roi Salmane", "pape Léon XIV"
            draft.nouns.add(fold(draft.name.split()[0]))
            draft.ranks |= {"monarch"} & {n.rank for _, n in nouns().get(fold(draft.name.split()[0]), ())}
        if len(draft.atoms) > 1 and draft.atoms == atoms(draft.name) and self._certain(draft, known):
            draft.wikidata = known.wikidata

    def _certain(self, draft: Draft, known: Known) -> bool:
        """The full name stands in the text, and no state that the text gives speaks against it."""
        codes = {known.code} | {t.code for t in known.tenures}
        return not draft.codes or draft.codes[0] in codes

    def _atoms(self, name: Name) -> tuple[str, ...]:
        return tuple(self.ws.atoms[self.ws.begin[name.first] : self.ws.begin[name.stop]])

    def _is_short(self, name: Name, key: tuple[str, ...]) -> bool:
        """ "M. Le Drian", "ben Salmane": several words, but no given name."""
        if name.title is not None or not self.ws.capital(name.first):
            return True
        first = self.ws.low[name.first]
        if first in ("le", "la", "de", "ben", "bin", "al", "van", "von", "d'"):
            return True
        return key in self.world.families and not name.known

    def _full(self, name: Name, key: tuple[str, ...]) -> Draft:
        known = self._known(name)
        for d in self.drafts:
            if (known and d.known == known) or d.atoms == key or _same_person(d.atoms, key):
                if len(key) > len(d.atoms):
                    self._rename(d, name, key)
                d.known = d.known or known
                return d
        draft = Draft("person", "named", self._surface(name), gender=name.gender, known=known, atoms=key)
        self.drafts.append(draft)
        return draft

    def _known(self, name: Name) -> Known | None:
        people = [k for k in name.known if k.sort == "person"]
        if len(people) > 1:
            people = [p for p in people if self.day and any(t.covers(self.day, slack=365) for t in p.tenures)]
        return people[0] if len(people) == 1 else None

    def _short(self, name: Name, key: tuple[str, ...]) -> Draft:
        fits = [
            d
            for d in self.drafts
            if _contains(d.atoms, key) and not (name.gender and d.gender and name.gender != d.gender)
        ]
        if len(fits) > 1:
            suffix = [d for d in fits if d.atoms[-len(key) :] == key]
            fits = suffix or fits
        if len(fits) > 1:
            fits.sort(key=lambda d: (d.known is None, not d.offices))
        if fits:
            if name.gender and not fits[0].gender and len(fits) == 1:
                fits[0].gender = name.gender
            return fits[0]
        known = self._known(name) or self.world.by_family(key, self.day)
        if known is not None:
            same = next((d for d in self.drafts if d.known == known), None)
            if same:
                return same
        draft = Draft("person", "named", self._surface(name), gender=name.gender, known=known, atoms=key)
        self.drafts.append(draft)
        return draft

    def _rename(self, draft: Draft, name: Name, key: tuple[str, ...]) -> None:
        draft.name, draft.atoms = self._surface(name), key
        draft.gender = draft.gender or name.gender

    def _surface(self, name: Name) -> str:
        return self.ws.parsed.span(name.first, name.stop).text


def _contains(full: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(full[i : i + len(part)] == part for i in range(len(full) - len(part) + 1))


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """One given name and one family name, with more or fewer names between or around them."""
    if len(a) > len(b):
        a, b = b, a
    return len(a) > 1 and ((a[0] == b[0] and a[-1] == b[-1] and set(a) <= set(b)) or _contains(b, a))


_RANKS = {
    "head of state": "head",
    "head of government": "head",
    "foreign minister": "minister",
    "defence minister": "minister",
    "finance minister": "minister",
    "interior minister": "minister",
    "vice president": "deputy",
    "deputy foreign minister": "deputy",
    "leader": "leader",
    "crown prince": "monarch",
    "ambassador": "envoy",
    "envoy": "envoy",
    "spokesperson": "spokesperson",
    "commander": "military",
    "adviser": "adviser",
    "national security adviser": "adviser",
}
