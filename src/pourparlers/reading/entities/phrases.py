"""Noun phrases that stand for somebody: offices, people, bodies, with their states, their names and their appositions.

"le secrétaire d'État américain Marco Rubio" is one phrase with an office, a state and a name; "Dmitri Peskov,
porte-parole du Kremlin" a name with a phrase in apposition to it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pourparlers.knowledge.gazetteer import Adjective, Gazetteer, fold
from pourparlers.reading.entities.appositions import Appositions
from pourparlers.reading.entities.charges import Charges
from pourparlers.reading.entities.holders import holders
from pourparlers.reading.entities.name import Name, Names
from pourparlers.reading.entities.peoples import nationality
from pourparlers.reading.entities.phrase import Determiner, Phrase
from pourparlers.reading.entities.roles import INVERTED, speaks_unknown, spoken
from pourparlers.reading.entities.words import Noun, Words, nouns, words


class Phrases:
    """Finds the phrases of an article, from left to right."""

    def __init__(self, ws: Words, world: Gazetteer, names: Names) -> None:
        self.ws, self.world, self.names = ws, world, names
        self.beside = Appositions(ws, world, names)
        self.charges = Charges(ws, world, names)
        self.found: list[Phrase] = []
        self.at: dict[int, Phrase] = {}

    def find(self) -> list[Phrase]:
        """All phrases, in the order of the text; those inside others after them."""
        ws, table = self.ws, nouns()
        i = 0
        while i < len(ws):
            begin = ws.begin[i]
            if begin < ws.begin[i + 1] and i not in self.at and ws.text[i][0] != "-":
                atom = ws.atoms[begin]
                if atom in table or atom in ("ex", "vice"):
                    self.phrase(i)
                elif atom in ("celui", "celle"):
                    self._same_office(i)
                elif speaks_unknown(ws, i):
                    self._unknown(i)
            i += 1
        self.found.sort(key=lambda p: (p.first, -p.stop))
        self.beside.chain(self.found)
        return self.found

    def _same_office(self, i: int) -> None:
        """ "celui du Bénin" after "le président du Ghana": who holds that office there."""
        ws = self.ws
        told = self.found[-1] if self.found else None
        office = next((p for p in (told, told.of if told is not None else None) if isinstance(p, Phrase)), None)
        k = i + 2 + (i + 2 < len(ws) and ws.low[i + 2] in words("article"))
        name = self.names.at.get(k) if i + 1 < len(ws) and ws.low[i + 1] in words("of") else None
        code = next((e.code for e in name.known if e.sort == "state"), "") if name is not None else ""
        if office is None or office.noun.sort != "office" or office.number == "p" or not code or name is None:
            return
        if not office.codes or code in office.codes or not 0 < i - office.first < _NEAR:
            return
        between = ws.parsed.doc[office.stop : i]
        if any(a.pos_ == "DET" and b.pos_ == "NOUN" for a, b in pairwise(between)):
            return  # "Le président du Ghana a salué le peuple et celui du Bénin."
        p = Phrase(i, name.stop, i, i, office.noun, "definite", "s", "m" if ws.low[i] == "celui" else "f", codes=[code])
        p.office, p.portfolio, p.of = office.office, office.portfolio, name
        self.beside.attach(p)
        self.found.append(p)

    def _unknown(self, i: int) -> None:
        """ "l'islamologue", who speaks: a noun that no table holds."""
        name = self.names.at.get(i)
        if name is not None:
            if name.sort != "?" or name.stop - name.first > 1:
                return
            self.names.drop(i, i + 1)
        first, bare, determiner, number, _, was = self._before(i)
        gender = "f" if self.ws.low[i - 1] in words("feminine") else "m" if self.ws.low[i - 1] != "l'" else ""
        noun = Noun("person", fold(self.ws.text[i]), gender, "s", rule="fr/person_suffixes.tsv")
        phrase = Phrase(first, i + 1, i, bare, noun, determiner, number or "s", gender, former=was)
        self._modifiers(phrase)
        self.found.append(phrase)
        for k in range(phrase.bare, phrase.stop):
            self.at.setdefault(k, phrase)

    def phrase(self, i: int, *, inner: bool = False, person: bool = False) -> Phrase | None:
        """The phrase whose noun starts at token ``i``, if one does; an ``inner`` one belongs to another phrase, to
        that of a ``person`` perhaps, whose name is then the one that follows.
        """
        hit = self._noun(i)
        if hit is None:
            return None
        noun, stop, former = hit
        name = self.names.at.get(i)
        if name is not None and (name.sort != "?" or name.first != i):
            return None
        if self._brotherly(i, stop):
            return None
        first, bare, determiner, number, count, was = self._before(self._past_brother(i, noun))
        one = self._one_of(bare)
        if one is not None and noun.number != "s":
            first, determiner, number, count = one, "indefinite", "s", 0
        if not self._is_noun(i, noun, determiner, stop, inner):
            return None
        if noun.number == "p" and number == "s" and not count and one is None:
            return None
        many = "s" if one is not None else noun.number or number or "s"
        phrase = Phrase(first, stop, i, bare, noun, determiner, many, noun.gender)
        if not phrase.gender:
            before = {self.ws.low[k] for k in range(first, i)}
            marks = {"f": words("feminine") & before, "m": words("masculine") & before}
            phrase.gender = next((g for g, found in marks.items() if found), "")
        phrase.count, phrase.former, phrase.inner = count, former or was, inner
        phrase.office = noun.office
        if noun.country:
            phrase.codes.append(noun.country)
        self._modifiers(phrase)
        if noun.lemma in words("told-with-state") and not self._of_state(phrase):
            return None
        colleague = noun.lemma in words("colleague") and determiner == "possessive" and bool(phrase.codes)
        phrase.homologue = noun.office == "counterpart" or colleague
        phrase.former = phrase.former or not words("fallen").isdisjoint(self.ws.low[stop : phrase.stop])
        if not person:
            self.beside.attach(phrase)
        for told in (phrase, *holders(self.ws, self.world, self.names, phrase)):
            self.found.append(told)
            for k in range(told.bare, told.stop):
                self.at.setdefault(k, told)
        return phrase

    def _brotherly(self, i: int, stop: int) -> bool:
        """ "son frère et homologue danois": a word of courtesy before the one that tells who it is."""
        low = self.ws.low
        return (
            low[i] in words("brotherly") and stop + 1 < len(low) and low[stop] == "et" and low[stop + 1] == "homologue"
        )

    def _past_brother(self, i: int, noun: Noun) -> int:
        """Where such a word stands before "homologue", else the noun's own place."""
        led = noun.office == "counterpart" and i > 1 and self.ws.low[i - 1] == "et"
        return i - 2 if led and self.ws.low[i - 2] in words("brotherly") else i

    def _of_state(self, p: Phrase) -> bool:
        """ "l'État malien": a word that is somebody only with the adjective of a state."""
        large = self.ws.capital(p.head) or p.noun.lemma not in words("written-large")
        named = large and p.determiner in ("definite", "none") and p.number == "s"
        further = p.stop < len(self.ws) and self.ws.low[p.stop] in words("of")  # "la partie italienne du massif"
        return named and bool(p.codes) and p.of is None and not further

    # The noun and what stands before it

    def _noun(self, i: int) -> tuple[Noun, int, bool] | None:
        """The longest noun that starts at a token, past "ex-" if that is glued to it."""
        ws = self.ws
        begin = ws.begin[i]
        former = ws.atoms[begin] == "ex"
        if former:
            begin += 1
        if begin >= len(ws.atoms):
            return None
        for key, noun in nouns().get(ws.atoms[begin], ()):
            if tuple(ws.atoms[begin : begin + len(key)]) == key:
                stop = ws.end_of(begin, len(key))
                if stop is None or stop <= i:
                    continue
                if not (noun.country and self._goes_on(stop)):
                    return noun, stop, former
                if noun.office == "high representative":
                    return replace(noun, country=""), stop, former
        return None

    def _goes_on(self, stop: int) -> bool:
        """ "la présidente de la Confédération des armateurs", "le haut représentant de l'ONU": not the known one."""
        open_ = self.ws.low[stop - 1] in ("confédération", "représentant", "représentante")
        return open_ and stop < len(self.ws) and self.ws.low[stop] in words("of")

    def _before(self, i: int) -> tuple[int, int, Determiner, str, int, bool]:
        """Where the phrase starts, with and without determiner; what determiner, number, count; is it a former one?"""
        ws = self.ws
        start = ws.parsed.sentence(i)[0]
        j, count, former = i, 0, False
        while j > start and (
            ws.low[j - 1] in words("before")
            or ws.low[j - 1] in words("number")
            or ws.glued(j - 1)
            or self._epithet(j - 1, start)
        ):
            j -= 1
            if ws.low[j] in words("number"):
                count = _NUMBERS.get(ws.low[j], 3)
            former = former or ws.low[j] in _FORMER
        if j == start:
            return j, j, "none", "", count, former
        low = ws.low[j - 1]
        number = "p" if low in words("plural") or count else ""
        for kind in ("definite", "possessive", "demonstrative", "indefinite"):
            if low in words(kind):
                # "de" and contracted articles belong to what stands before
                keeps = low in ("du", "des", "au", "aux", "de")
                if low == "des" and not (count or self._hangs(j - 1)):
                    return j - 1, j, "indefinite", number, count, former
                if low == "de":
                    return j, j, "none", "", count, former
                return (j if keeps else j - 1), j, kind, number or ("" if count else "s"), count, former
        return j, j, "none", number, count, former

    def _epithet(self, i: int, start: int) -> bool:
        """ "la volubile diplomate", "cet éphémère ministre": an adjective between a determiner and its noun."""
        if i <= start or self.ws.capital(i) or self.ws.parsed.doc[i].pos_ != "ADJ":
            return False
        before = self.ws.low[i - 1]
        return before in _TOLD or before in words("possessive") or before in words("demonstrative")

    def _one_of(self, bare: int) -> int | None:
        """Where "un de ses", "l'une des" starts before a plural noun: one of them, unnamed."""
        low, j = self.ws.low, bare - 1
        if j > 0 and low[j] in ("ses", "leurs", "nos", "mes", "vos", "ces") and low[j - 1] == "de":
            j -= 1
        elif j < 1 or low[j] != "des":
            return None
        if low[j - 1] not in ("un", "une"):
            return None
        return j - 2 if j > 1 and low[j - 2] == "l'" else j - 1

    def _hangs(self, i: int) -> bool:
        """Is this "des" short for "de les", after a noun or verb that takes it?"""
        token = self.ws.parsed.doc[i]
        return token.pos_ == "ADP" or token.dep_ == "case"

    def _is_noun(self, i: int, noun: Noun, determiner: Determiner, stop: int, inner: bool) -> bool:
        """Not an adjective or a verb of the same form ("aide militaire", "il juge", "rien ne presse")."""
        before = self.ws.low[i - 1] if i else ""
        if before in ("ne", "n'") or (stop < len(self.ws) and self.ws.low[stop] in ("-t", *INVERTED)):
            return False
        if self.ws.low[i] in words("thing-too") and words("thing-before").intersection(self.ws.low[max(i - 2, 0) : i]):
            return False  # "dans le cadre de"
        if noun.sort == "media" and determiner == "none" and before in ("de", "d'") and not inner:
            return False  # "une conférence de presse"
        if self.ws.low[i] in words("capital-body"):
            following = self.ws.low[stop] if stop < len(self.ws) else ""
            if not self.ws.capital(i) or following not in words("of"):
                return False
        if determiner == "none" and self.ws.low[i] in words("verb-too") and not inner:
            names = i and (self.names.at.get(i - 1) or self.at.get(i - 1))
            if names or before in words("person-pronoun") or before in words("incise-before"):
                return False
        if determiner != "none" or (noun.sort == "office" and stop - i > 1) or inner:
            return (
                self.ws.parsed.doc[i].pos_ not in ("VERB", "AUX")
                or (determiner != "none" and stop - i > 1)
                or (determiner in ("definite", "possessive", "indefinite") and not self._verb_ahead(i))
            )
        after_name = i > 1 and self.ws.text[i - 1] == "," and i - 2 in self.names.at and noun.sort == "office"
        return after_name or self.ws.parsed.doc[i].pos_ in ("NOUN", "PROPN")

    def _verb_ahead(self, i: int) -> bool:
        """Does a clitic before make this a verb ("le juge prêt", "la critique")?"""
        token = self.ws.parsed.doc[i]
        return token.dep_ in ("ROOT", "conj", "advcl", "ccomp", "acl:relcl") and token.pos_ == "VERB"

    # What follows the noun

    def _modifiers(self, p: Phrase) -> None:
        end = self.ws.parsed.sentence(p.head)[1]
        body = self.names.at.get(p.stop)
        whole = body is not None and p.head < body.first < p.stop < body.stop
        if body is not None and whole and body.sort in ("organization", "state"):
            # "le président de l'Assemblée nationale française", "le président de la République du Bénin"
            p.stop, p.of = body.stop, body
            p.codes = p.codes or [k.code for k in body.known if k.code and k.code != "ZZZ"][:1]
        if p.noun.rank == "minister" and p.stop < end and self.ws.low[p.stop] in (",", "et"):
            p.stop = self.charges.past(p, p.stop, end)
        if p.noun.office == "counterpart" and p.stop + 1 < end and self.ws.low[p.stop] == "et":
            p.stop += 2 * (self.ws.low[p.stop + 1] in words("brotherly"))  # "son homologue et ami danois"
        steps = 0
        while p.stop < end and steps < 8:
            after = self._adjectives(p, end) or self._fixed(p, end) or self._complement(p, end)
            after = after or self.charges.posting(p, end) or self._party(p) or self.charges.told(p, end)
            if after is None:
                return
            p.stop = after
            steps += 1

    def _adjectives(self, p: Phrase, end: int) -> int | None:
        """Adjectives of nationality, joined by "et" and commas where the noun is plural; others are passed over."""
        ws = self.ws
        adjective, j = self._nationality(p.stop)
        if adjective is None:
            return self._plain_adjective(p)
        if adjective.code == "ZZZ":
            return j
        p.codes.append(adjective.code)
        if not p.gender and len(adjective.genders) == 1:
            p.gender = adjective.genders
        while j + 1 < end and ws.low[j] in ("et", ",", "ou") and p.number == "p":
            more, after = self._nationality(j + 1)
            if more is None:
                break
            p.codes.append(more.code)
            j = after
        return j

    def _fixed(self, p: Phrase, end: int) -> int | None:
        """ "par intérim", "en exercice"."""
        for size in (3, 2):
            if p.stop + size <= end and " ".join(self.ws.low[p.stop : p.stop + size]).replace("' ", "'") in words(
                "post-modifier"
            ):
                return p.stop + size
        return None

    def _party(self, p: Phrase) -> int | None:
        """ "la députée LR", "le maire UDI de Nice": whom somebody sits or stands for."""
        ws, name = self.ws, self.names.at.get(p.stop)
        if p.noun.sort not in ("office", "person") or p.of is not None or p.noun.source in ("media", "document"):
            return None
        text = ws.text[p.stop]
        body = name is None or (name.sort in ("?", "organization", "group") and name.stop - name.first == 1)
        return p.stop + 1 if body and text.isupper() and text.isalpha() and 2 <= len(text) <= 6 else None

    def _nationality(self, i: int) -> tuple[Adjective | None, int]:
        return nationality(self.ws, self.world, self.names, i)

    def _plain_adjective(self, p: Phrase) -> int | None:
        """One adjective that says nothing of a state ("un responsable politique kurde")."""
        token = self.ws.parsed.doc[p.stop]
        low = self.ws.low[p.stop]
        if (self.ws.capital(p.stop) and not self.ws.capital(p.stop - 1)) or (
            token.head.i not in (p.head, p.stop - 1) and low not in words("after")
        ):
            return None
        if low in spoken("present"):
            return None  # "une voisine soupire"
        if low in words("after") or (token.pos_ == "ADJ" and token.dep_ in ("amod", "flat:name", "nmod")):
            return p.stop + 1
        return None

    def _complement(self, p: Phrase, end: int) -> int | None:
        """ "du Niger", "de la diplomatie turque", "des Affaires étrangères": what the noun belongs to."""
        ws = self.ws
        if ws.low[p.stop] not in words("of") and not (ws.low[p.stop] in ("à", "au", "aux") and p.noun.sort == "office"):
            return None
        j = p.stop + 1
        if j < end and ws.low[j] in words("article"):
            j += 1
        if j >= end:
            return None
        known = self.names.at.get(j)
        portfolio = self.charges.portfolio(j)
        if portfolio and p.noun.sort in ("office", "body", "person"):
            stop, office = portfolio
            p.portfolio = office
            return self.charges.past(p, stop, end) if p.noun.sort == "office" else stop
        if ws.low[p.stop] in ("à", "au", "aux"):
            return None
        if known is not None and known.first == j:
            return self._belongs_to_name(p, known)
        if self._is_title(p) and self.ws.parsed.doc[j].pos_ in ("NOUN", "PROPN", "NUM"):
            p.titled = True
            return self._past_title(j, end)
        inner = self.at.get(j) or self._inner(j, p.noun)
        if inner is not None and inner.first >= p.stop - 0 and inner.head >= j:
            p.of = inner
            if not p.codes:
                p.codes += inner.codes[:1]
            return inner.stop
        if p.noun.sort == "office" and p.noun.rank == "minister" and ws.capital(j):
            return self.charges.past(p, j + 1, end)
        if p.noun.sort == "source" and p.stop == p.head + 2 and ws.parsed.doc[j].pos_ == "NOUN":
            return j + 1  # "une source proche des négociations"
        return None

    def _is_title(self, p: Phrase) -> bool:
        """ "le Parti de la montagne": a body's noun with a capital is a name with what belongs to it."""
        return p.noun.sort == "body" and self.ws.capital(p.head) and p.first < p.head and not p.inner and not p.codes

    def _past_title(self, j: int, end: int) -> int:
        """Past the noun that belongs to such a name, and an adjective after it."""
        doc = self.ws.parsed.doc
        j += 1
        while j + 1 < end and doc[j].pos_ == "ADJ" and doc[j + 1].pos_ != "DET" and self._nationality(j)[0] is None:
            j += 1
        return j

    def _inner(self, j: int, outer: Noun) -> Phrase | None:
        ws = self.ws
        k = j
        while k < j + 3 and k < len(ws) and ws.low[k] in words("before"):
            k += 1
        if k >= len(ws) or ws.begin[k] == ws.begin[k + 1] or ws.atoms[ws.begin[k]] not in nouns():
            return None
        return self.phrase(k, inner=True, person=self._takes_name(outer))

    def _takes_name(self, outer: Noun) -> bool:
        """Is the name after "le … du ministre" that of the first, not of the minister ("la veuve du ministre Holm")?"""
        return outer.sort == "person" and outer.source == "other" and outer.lemma not in words("kin")

    def _belongs_to_name(self, p: Phrase, name: Name) -> int | None:
        if name.sort in ("person", "?") and p.noun.sort not in ("source", "body", "office", "person", "document"):
            return None
        if name.sort == "?" and p.noun.rank == "minister":
            return name.stop
        p.of = name
        code = next((k.code for k in name.known if k.code and k.code != "ZZZ"), "")
        if code and name.sort != "person" and not p.codes:
            p.codes.append(code)
            if p.number == "p" and p.noun.sort in ("office", "body"):
                return self._more_states(p, name.stop)
        return name.stop

    def _more_states(self, p: Phrase, j: int) -> int:
        """ "les présidents du Kenya, du Tchad et de la Norvège": one holder for each state."""
        ws = self.ws
        while j + 2 < len(ws) and ws.low[j] in (",", "et") and ws.low[j + 1] in words("of"):
            k = j + 2 + (ws.low[j + 2] in words("article"))
            name = self.names.at.get(k)
            code = next((e.code for e in name.known if e.code and e.code != "ZZZ"), "") if name is not None else ""
            if name is None or name.first != k or not code or name.sort in ("person", "media"):
                break
            p.codes.append(code)
            j = name.stop
        return j


_NEAR = 25
"""How many words back the office may stand that "celui" means."""
_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5}
_TOLD = frozenset(("le", "la", "les", "l'"))
_FORMER = frozenset(("ancien", "ancienne", "anciens", "anciennes", "ex", "feu"))
