"""Names in phrases and beside them: "le ministre danois Lars Holm", "le ministre danois, Lars Holm, …"."""

from __future__ import annotations

from pourparlers.knowledge.gazetteer import Gazetteer
from pourparlers.reading.entities.name import Name, Names
from pourparlers.reading.entities.peoples import nationality
from pourparlers.reading.entities.phrase import Phrase
from pourparlers.reading.entities.words import Words, according, titles, words

_CLOSING = (",", ".", ")", "»", ";", ":", "?", "!")


class Appositions:
    """Finds the names that go with phrases."""

    def __init__(self, ws: Words, world: Gazetteer, names: Names) -> None:
        self.ws, self.world, self.names = ws, world, names

    def attach(self, p: Phrase) -> None:
        """Give a phrase the name that it holds or that stands beside it."""
        ws, j = self.ws, p.stop
        end = ws.parsed.sentence(p.head)[1]
        if p.noun.sort == "document":
            return
        if isinstance(p.of, Name) and j + 2 < end and ws.text[j] == "(" and ws.text[j + 2] == ")":
            # "le chef de l'Organisation des ports (OP), Lars Holm"
            j = p.stop = j + 3 if ws.text[j + 1].isupper() else j
        if j >= end:
            self._after_name(p, j, end)
            return
        name = self._name_at(j, p)
        if name is not None and isinstance(p.of, Name) and p.of.sort == "people" and p.of.stop == j:
            # "le frère de l'Américain Paul Holm"
            p.of, p.stop = name, name.stop
            return
        if name is None and ws.low[j] in titles() and j + 1 < end:
            name = self._name_at(j + 1, p)
        name = name or self._past_duty(p, j, end) or self._past_team(p, j, end)
        if name is not None:
            p.name, p.stop = name, name.stop
            return
        among = p.determiner == "indefinite" and p.first > 0 and ws.low[p.first - 1] in words("of")
        if (p.noun.sort == "office" or p.noun.sort == "person") and not among:  # "le père de l'une des victimes, X"
            self._apposed(p, j, end)
            opens = p.determiner == "none" and p.first == ws.parsed.sentence(p.head)[0]
            if p.apposed is None and p.number == "s" and (opens or p.determiner in ("definite", "possessive")):
                self._apposed_further(p, j, end)
            if p.apposed is None and p.number == "p":
                p.apart = self._several_apposed(p, j, end)

    def chain(self, phrases: list[Phrase]) -> None:
        """ "le chef de la junte, le colonel Max Holm, …": the name in a phrase beside another one."""
        starts = {p.first: p for p in phrases if p.name is not None and p.name.sort == "person" and p.number == "s"}
        for p in phrases:
            if (
                p.noun.sort not in ("office", "person")
                or p.name
                or p.apposed
                or p.number == "p"
                or p.stop + 1 >= len(self.ws)
            ):
                continue
            other = starts.get(p.stop + 1) if self.ws.text[p.stop] == "," else None
            if other is None or other.name is None or other.noun.sort not in ("office", "person"):
                continue
            if self.ws.text[min(other.stop, len(self.ws) - 1)] in (",", ".", ")", "»") and self._fits(p, other.name):
                p.apposed = other.name

    def _past_duty(self, p: Phrase, j: int, end: int) -> Name | None:
        """The full name past what somebody has charge of ("l'envoyée de l'ONU pour le Sahel Ana Holm")."""
        ws = self.ws
        if p.noun.sort != "office" or p.number == "p" or ws.low[j] not in words("duty"):
            return None
        for k in range(j + 1, min(end, j + 9)):
            name = self.names.at.get(k)
            if name is not None and name.first == k and name.sort == "person":
                full = name.stop - name.first > 1 and ws.parsed.doc[k - 1].pos_ in ("NOUN", "ADJ", "PROPN")
                return name if full and self._fits(p, name) else None
            if ws.parsed.doc[k].pos_ in ("VERB", "AUX", "PUNCT", "PRON", "SCONJ") and name is None:
                return None
        return None

    def _past_team(self, p: Phrase, j: int, end: int) -> Name | None:
        """The full name past capitals that tell of what somebody is one ("le sélectionneur des Bleus Max Holm")."""
        ws = self.ws
        if p.number == "p" or p.noun.sort not in ("office", "person") or ws.low[j] not in words("of"):
            return None
        for k in range(j + 1, min(end, j + 5)):
            name = self.names.at.get(k)
            if name is not None and name.sort == "person":
                full = name.first == k and name.stop - k > 1 and k > j + 1
                return name if full and self._fits(p, name) else None
            if not ws.capital(k) and ws.low[k] not in words("article"):
                return None
        return None

    def _name_at(self, j: int, p: Phrase) -> Name | None:
        name = self.names.at.get(j)
        if name is None or name.first != j:
            return None
        if p.noun.sort in ("office", "person"):
            if name.sort == "?" and p.number == "s" and not self.ws.text[j].isupper():
                name.sort = "person"
            return name if name.sort == "person" else None
        if p.noun.sort in ("media", "body"):
            return name if name.sort in ("?", "media", "organization", "group") else None
        return None

    def _apposed(self, p: Phrase, j: int, end: int) -> None:
        """ "le ministre danois, Lars Holm, …", or the other way round."""
        ws = self.ws
        if ws.text[j] in (",", "(") and j + 1 < end:
            at = j + 1
            while at + 1 < end and (ws.low[at] in titles() or ws.low[at + 1] in words("honour")):
                at += 1
            name = self._name_at(at, p) or self._past_people(at, end)
            # "selon le ministre, Lars Holm viendra" is no apposition
            open_ = name and according(ws, p.first) and name.stop < end and ws.text[name.stop] not in _CLOSING
            if name and p.determiner == "demonstrative":
                # "ce diplomate, Lars Holm, …", but not "ce diplomate, Lars Holm l'a vu"
                full = name.stop < end and ws.text[name.stop] in _CLOSING and name.stop - name.first > 1
                open_ = not full or according(ws, p.first)
            if name and not open_ and self._fits(p, name) and not self._list_goes_on(name.stop, end):
                p.apposed = name
                return
        self._after_name(p, j, end)

    def _after_name(self, p: Phrase, j: int, end: int) -> None:
        """ "Lars Holm, ministre danois, …"."""
        ws, before = self.ws, p.first - 1
        if p.noun.sort not in ("office", "person"):
            return
        while before > 1 and p.determiner == "none" and ws.low[before] in words("besides"):
            before -= 1  # "Ana Holm, également députée de Nice"
        if before > 4 and ws.text[before] == "," and ws.low[before - 1] == "ans" and ws.text[before - 3] == ",":
            before -= 3  # "Ana Holm, 44 ans, députée de Nice"
        beside = self.names.at.get(before) if p.determiner == "none" and p.noun.sort == "office" else None
        if beside is not None and beside.sort == "person" and beside.stop == before + 1 == p.first:
            if beside.stop - beside.first > 1 and self._fits(p, beside):
                p.apposed = beside  # "Ana Holm députée de Nice"
            return
        if before > 0 and ws.text[before] in (",", "(") and p.determiner in ("none", "definite", "possessive"):
            name = self.names.at.get(before - 1)
            closes = p.determiner == "none" or j >= end or ws.text[self._past_of(j, end)] in _CLOSING
            if name and name.stop == before and name.sort in ("person", "?") and closes and self._fits(p, name):
                name.sort = "person"
                p.apposed = name

    def _past_of(self, j: int, end: int) -> int:
        """Past what belongs to a noun by "de" and is in no table ("le président LR de la région, …"), if nothing else
        stands before the comma."""
        ws, k, last = self.ws, j, min(end - 1, j + 6)
        if ws.low[k] not in words("of"):
            return j
        while k < last and ws.text[k] not in _CLOSING and ws.parsed.doc[k].pos_ not in ("VERB", "AUX", "PRON"):
            k += 1
        return k

    def _apposed_further(self, p: Phrase, j: int, end: int) -> None:
        """ "la présidente de l'Agence mondiale des récifs, Ana Holm, …": past words that no table holds."""
        ws = self.ws
        if p.noun.sort not in ("office", "person") or (ws.low[j] not in words("of") and ws.low[j] not in words("duty")):
            return
        opens = p.determiner == "none"
        for k in range(j + 1, min(end - 1, j + 10)):
            if ws.text[k] == ",":
                name = self._name_at(k + 1, p) or self._past_people(k + 1, end)
                closes = name is not None and name.stop < end and (opens or ws.text[name.stop] in _CLOSING)
                if name is not None and closes and name.stop - name.first > 1 and self._fits(p, name):
                    p.apposed = name
                return
            barred = ws.parsed.doc[k].pos_ in ("VERB", "AUX", "PUNCT", "PRON", "SCONJ")
            if barred and k not in self.names.at and ws.low[k] not in ("un", "une"):
                return

    def _past_people(self, j: int, end: int) -> Name | None:
        """The person in "l'entraîneur, le Danois Lars Holm, …"."""
        people = self.names.at.get(j + 1) if j + 2 < end and self.ws.low[j] in ("le", "la", "l'") else None
        party = people is not None and people.sort in ("?", "organization", "group") and self.ws.text[j + 1].isupper()
        if people is None or not (people.sort == "people" or party) or people.stop >= end:
            return None
        name = self.names.at.get(people.stop)
        return name if name is not None and name.first == people.stop and name.sort == "person" else None

    def _several_apposed(self, p: Phrase, j: int, end: int) -> tuple[Name, ...]:
        """Those whom a plural means, as many as it tells: "les deux présidents, Max Holm et le Kényan Jan Lund, …"."""
        ws = self.ws
        if j >= end or ws.text[j] not in (",", "(") or p.determiner not in ("definite", "possessive"):
            return ()
        found: list[Name] = []
        j += 1
        while j < end:
            name = self._next_person(j, end)
            if name is None:
                break
            found.append(name)
            j = name.stop
            if j >= end or ws.low[j] not in ("et", ",") or (ws.text[j] == "," and len(found) > 1):
                break
            j += 1
        expected = p.count or len(p.codes)
        if len(found) != max(expected, 2) or j >= end or ws.text[j] not in (",", ")", ".", "»"):
            return ()
        for name in found:
            name.sort = "person"
        return tuple(found)

    def _next_person(self, j: int, end: int) -> Name | None:
        """The name that follows, past the words that tell an office ("le roi Max", "le Kényan Jan Lund")."""
        for k in range(j, min(end, j + 8)):
            name = self.names.at.get(k)
            if name is not None and name.sort == "person":
                return name
            if (
                self.ws.text[k] == ","
                or self.ws.low[k] == "et"
                or self.ws.parsed.doc[k].pos_ in ("VERB", "AUX")
                or (self.ws.capital(k) and name is None)
            ):
                return None
        return None

    def _list_goes_on(self, j: int, end: int) -> bool:
        """Does the name stand in a list ("le ministre danois, Lars Holm et Jens Lund")?"""
        return (
            j + 1 < end and self.ws.low[j] == "et" and (self.names.at.get(j + 1) or self.ws.capital(j + 1)) is not None
        )

    def _fits(self, p: Phrase, name: Name) -> bool:
        """Do the tables allow that this person is of the phrase's state?"""
        if p.number == "p" and (len(p.codes) != 1 or p.count or p.noun.number != "p" or not self._shared(p)):
            return False
        codes = {k.code for k in name.known} | {t.code for k in name.known for t in k.tenures}
        return not codes or not p.codes or bool(codes & set(p.codes)) or p.noun.rank in ("envoy", "organization")

    def _shared(self, p: Phrase) -> bool:
        """Is the adjective of a plural a singular one, so that others follow ("les ministres italien, …, et grec")?"""
        found = [
            a
            for i in range(p.head + 1, p.stop)
            for a, _ in [nationality(self.ws, self.world, self.names, i)]
            if a is not None
        ]
        return len(found) == 1 and found[0].number == "s"
