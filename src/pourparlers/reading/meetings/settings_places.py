"""Where a meeting is: the place that its own words or clause tell."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.knowledge.gazetteer import fold, gazetteer
from pourparlers.reading import syntax
from pourparlers.reading.entities import Mention as EntityMention
from pourparlers.reading.meetings.merge import Group
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.settings_clauses import cleft_place, host_place, journey_to, own_verbs, setting
from pourparlers.reading.meetings.settings_context import capitals, caption_place, follows, is_town, lead_place
from pourparlers.reading.meetings.settings_echoes import echoed_place
from pourparlers.reading.meetings.settings_openings import name_end, opens
from pourparlers.reading.meetings.settings_sites import of_building, of_site, of_theme, town_after
from pourparlers.reading.meetings.status_tale import hints
from pourparlers.reading.meetings.types import OF, TO, Mention, governing_verb
from pourparlers.reading.meetings.words import words
from pourparlers.reading.tokens import Token
from pourparlers.record import Place
from pourparlers.vocabulary import Status

_AT = words("at")
_REACH = 25
_NEAR = 4
_LEADING = 3
_LEAD = 7
_TAKES_PLACE = frozenset({"held", "under_way", "planned"})
_BARS = frozenset(";:")
_ELSEWHERE = frozenset({"après", "avant"})
_QUOTED = _BARS | frozenset("»«")
_NAMED = 8
_NAMING = frozenset({"ADP", "DET", "NOUN", "PROPN", "ADJ", "X"})


class Places:
    """The places of one article, asked for by the words of its meetings.

    ``told`` are the tokens of words that tell a fate, past which a place may still be the meeting's; ``timed`` where
    times start.
    """

    def __init__(self, cast: Cast, told: frozenset[int], timed: frozenset[int]) -> None:
        self.cast, self.parsed, self.doc = cast, cast.parsed, cast.doc
        self.told = told
        self.timed = timed
        self.last: Place | None = None
        self.wide: set[str] = set()

    def assign(self, mentions: Sequence[Mention]) -> None:
        """Give each mention the place that its own words or clause tell."""
        self.heads = {m.head for m in mentions}
        self.deeds = {m.head for m in mentions if m.verbal}
        self.journeys = {m.head for m in mentions if m.verbal and m.kind == "visit"}
        for m in mentions:
            m.place = self._of_gathering(m) or self._place(m)
            self.last = m.place or self.last
        for m in mentions:
            journey = journey_to(self.doc, m, mentions) if m.kind not in ("call", "visit") else None
            if journey is not None and m.place is None:
                m.place = journey.place
            if m.place is None and m.kind != "call":
                m.place = self._beside(m, mentions)
        for m in mentions:
            before = follows(self.cast, m, mentions) if m.place is None and m.kind != "call" else None
            m.place = before.place if before is not None else m.place

    def _place(self, mention: Mention) -> Place | None:
        """The first place after a mention in its clause, else the nearest one before it; a call has none."""
        if mention.kind == "call":
            return None
        start, end = self.parsed.sentence(mention.head)
        after = max(mention.head + 1, mention.first)
        told = max((i for i in own_verbs(self.doc, mention) if i < end), default=0)
        stop = min(end, max(after, told) + _REACH)
        found = [(m.first, m) for m in self.cast.outer(after, stop) if self._is_place(m, mention)]
        host = host_place(self.cast, mention)
        if host is not None and not any(self.cast.lower[self.lead(m)] in _AT for _, m in found):
            inner = (m for m in self.cast.outer(host.stop, mention.first) if self._is_place(m, mention))
            return self.as_place(next(inner, host))
        first = found[0][0] if found else stop
        described = self.described(after, first)
        if described is not None and not self._beyond(mention, described[0]):
            return self._town_of(*described, found[0][1] if found else None)
        if found and not self._beyond(mention, first):
            return self.as_place(found[0][1])
        where = self._where(mention, start)
        if where is not None:
            return where
        apart = cleft_place(self.cast, mention, start)
        if apart is not None:
            return self.as_place(apart)
        if found and self._just_over(mention, found[0][0], start):
            return self.as_place(found[0][1])
        for m in reversed(self.cast.outer(start, mention.first)):
            if self._is_place(m, mention) and self._leads_in(m.first, m.stop, mention, start):
                return self.as_place(self._city_before(m))
        return self._unknown_before(mention, start) or self._there(mention, start)

    def _town_of(self, at: int, place: Place, town: EntityMention | None) -> Place:
        """The known town that stands right after a house with an unknown name ("à Varenne House, à Lusaka")."""
        if town is None or place.country is not None or town.first - at > _NAMED or not is_town(self.cast, town):
            return place
        between = self.doc[at : town.first]
        return self.as_place(town) if all(t.pos_ in _NAMING or t.text == "," for t in between) else place

    def _there(self, mention: Mention, start: int) -> Place | None:
        """ "Il y rencontrera son homologue", "sur place": the place named last, in the sentence or the one before."""
        lower = self.cast.lower
        verb = self.doc[mention.head]
        group = range(max(start, syntax.group_start(verb) - 1), verb.i) if mention.verbal else range(0)
        there = any(lower[i] == "y" for i in group) or (not mention.verbal and self._held_there(verb))
        there = there or any(
            lower[i : i + 2] == ["sur", "place"] for i in range(verb.i, min(verb.i + _NEAR, len(lower)))
        )
        if not there or mention.kind == "visit":
            return None
        before, _ = self.parsed.sentence(start - 1) if start else (start, start)
        named = [m for m in self.cast.outer(before, verb.i) if m.form == "name" and m.entities]
        named = [m for m in named if self.is_site(m.entities[0]) and not self.is_given(self.lead(m), m)]
        opening = (before, before + 1, start, start + 1)
        led = [m for m in named if m.first in opening or lower[self.lead(m)] in _AT | words("towards") | OF]
        return self.as_place(led[-1]) if led else None

    def _held_there(self, noun: Token) -> bool:
        """ "Une réunion s'y tient", "les discussions qui y ont eu lieu": is a fate told of what is there?"""
        verb = governing_verb(noun) if noun.dep_.startswith("nsubj") else None
        return (
            verb is not None
            and (verb.i in self.told or syntax.finite(verb).i in self.told)
            and "y" in self.cast.lower[syntax.group_start(verb) : verb.i]
        )

    def of_thing(self, token: int) -> bool:
        """Does the preposition of a place stand right after a noun that means neither a meeting, a party nor a day?"""
        at = token if self.cast.lower[token] in _AT else token - 1
        at -= self.doc[at].pos_ == "DET"
        before = at - 1
        while before > 0 and self.doc[before].pos_ == "ADJ":
            before -= 1
        told = before in self.heads or self.cast.who.at(before) is not None
        return self.doc[before].pos_ == "NOUN" and not told and self.parsed.starts[before] not in self.timed

    def _just_over(self, mention: Mention, token: int, start: int) -> bool:
        """ "Au terme des discussions, ils ont signé un accord à Oslo": is this place that of what came right after?"""
        before = self.cast.lower[max(start, mention.first - _LEAD) : mention.first]
        between = self.doc[mention.stop : token]
        clause = any(t.text in _QUOTED or t.lower_ in ("que", "qu'", "où", "qui") for t in between)
        return mention.kind != "visit" and bool(hints("just over") & set(before)) and not clause

    def _where(self, mention: Mention, start: int) -> Place | None:
        """ "À Oslo, où il a rencontré son homologue": the place that a relative clause with "où" takes up."""
        at = next((i for i in range(mention.first - 1, start, -1) if self.cast.lower[i] == "où"), None)
        if at is None or any(
            t.text in _QUOTED or t.lower_ in syntax.forms("relative") for t in self.doc[at + 1 : mention.first]
        ):
            return None
        end = at - 1 if self.doc[at - 1].text == "," else at
        near = next((m for m in self.cast.outer(max(start, end - 4), end) if m.stop == end), None)
        if near is None or not near.entities or not self.is_site(near.entities[0]):
            return self._capital(end - 3, end)
        return self.as_place(near)

    def _of_gathering(self, mention: Mention) -> Place | None:
        """ "Le sommet du G7 de Biarritz": the place that tells it from others."""
        if mention.verbal or mention.kind in ("call", "visit"):
            return None
        if mention.need == "gathering":
            inside = self.cast.outer(mention.head + 1, mention.stop)
            last = inside[-1] if inside and inside[-1].stop == mention.stop and inside[-1].form == "name" else None
            named = (
                last is not None and self.cast.lower[last.first - 1] in ("de", "d'") and last.first > mention.head + 2
            )
            if last is not None and named and last.entities and self._names_gathering(mention, last):
                return self.as_place(last)
        for m in self.cast.outer(mention.stop, mention.stop + 5):
            lead = self.cast.lower[mention.stop : m.first]
            if not lead or lead[0] not in OF or any(w not in words("determiner") for w in lead[1:]):
                return None
            bare = len(lead) == 1 and self.cast.lower[m.first] not in words("determiner")
            if m.form == "name" and m.entities and self.is_site(m.entities[0]) and (bare or lead == ["du"]):
                return self.as_place(m)
            return None
        return None

    def _names_gathering(self, mention: Mention, m: EntityMention) -> bool:
        """Is this the site of a gathering ("la conférence sur le climat de Bali") and not what it is about?"""
        about = "sur" in self.cast.lower[mention.head : m.first]
        bare = self.cast.lower[m.first] not in words("determiner")
        return self.is_site(m.entities[0]) and (not about or (bare and self.cast.get(m.entities[0]).kind == "place"))

    def described(self, first: int, stop: int) -> tuple[int, Place] | None:
        """A place that is not named by a known name: "dans la capitale kényane", "dans la même ville", "à Xville"."""
        lower = self.cast.lower
        for i in range(first, stop):
            if i + 1 >= stop or (lower[i] not in _AT and not (lower[i] in OF and of_building(self.cast, i))):
                continue
            place = self._capital(i + 1, stop) or self._same(i + 1, stop) or self._unknown(i, stop)
            if place is not None:
                return i, place
        return None

    def _capital(self, first: int, stop: int) -> Place | None:
        """ "La capitale kényane", by the name of the city where the text gives it elsewhere."""
        i = first + 1 if self.doc[first].pos_ == "DET" else first
        if i + 1 >= stop or self.cast.lower[i] != "capitale":
            return None
        adjective = gazetteer().adjectives.get(fold(self.cast.lower[i + 1]))
        if adjective is None:
            return None
        names = capitals().get(adjective.code, ())
        named = next((n for n in names if n in self.parsed.text), None)
        return Place(text=named or self.parsed.span(i, i + 2).text, country=adjective.code)

    def _same(self, first: int, stop: int) -> Place | None:
        """ "Dans la même ville", "au même endroit": where the meeting spoken of before was."""
        near = self.cast.lower[first : min(stop, first + 3)]
        if "même" not in near or not hints("same place") & set(near):
            return None
        return self.last

    def _unknown(self, at: int, stop: int) -> Place | None:
        """A capitalized name after "à" that stands for nobody known, right after a verb, a day or the meeting."""
        doc, end = self.doc, at + 1
        if end + 1 < stop and doc[end].pos_ == "DET" and doc[end + 1].pos_ == "PROPN" and doc[end].text[:1].isupper():
            end += 1  # "à La Haye"
        while end < stop and doc[end].text[:1].isupper() and doc[end].pos_ in ("PROPN", "NOUN", "ADJ", "X"):
            end += 1
        before = doc[at - 1]
        leads = before.pos_ in ("VERB", "AUX", "NOUN", "ADV", "NUM") or before.text in ",." or self._ends_name(at)
        if (
            (self.cast.lower[at] != "à" and self.cast.lower[at] not in OF)
            or end == at + 1
            or not leads
            or self.cast.who.at(at + 1) is not None
        ):
            return None
        if self.parsed.starts[at + 1] in self.timed or self.parsed.starts[at] in self.timed:
            return None
        return Place(text=self.parsed.span(at + 1, end).text, country=None)

    def _ends_name(self, at: int) -> bool:
        """Does the name of something that is no person end right before ("au château de Xville à Yville")?"""
        return self.doc[at - 1].pos_ == "PROPN" and self.cast.lower[at - 2] in OF

    def _unknown_before(self, mention: Mention, start: int) -> Place | None:
        """ "À Xville, …", "ont ouvert lundi dans la capitale turque leur réunion": such a place, before the mention."""
        for i in range(mention.first - 2, start - 1, -1):
            at = self.cast.lower[i] if self.cast.lower[i] in _AT else ""
            place = self._unknown(i, mention.first) if at == "à" else None
            place = place or (self._capital(i + 1, mention.first) if at in ("à", "dans") else None)
            if place is not None and self._leads_in(i + 1, name_end(self.doc, i + 2), mention, start):
                return place
        return None

    def is_site(self, entity: str) -> bool:
        """A city, or a state or a city that may stand for one."""
        return self.cast.get(entity).kind in ("place", "state")

    def _beside(self, mention: Mention, mentions: Sequence[Mention]) -> Place | None:
        """The place of the gathering in whose margins a meeting is told to be."""
        sentence = self.parsed.sentence_of[mention.head]
        for other in mentions:
            if other is mention or other.need != "gathering" or self.parsed.sentence_of[other.head] != sentence:
                continue
            before = self.cast.lower[max(0, other.first - 2) : other.first + 1]
            aside = hints("beside") & set(before)
            if aside or (mention.verbal and other.first > mention.head and {"au", "aux"} & set(before)):
                return other.place or self._told_before(other, mentions)
        return None

    def _told_before(self, mention: Mention, mentions: Sequence[Mention]) -> Place | None:
        """The place told of the gathering that the same noun named last ("en marge du sommet")."""
        noun = self.cast.lower[mention.head]
        before = [m for m in mentions if m.head < mention.head and self.cast.lower[m.head] == noun and m.place]
        return before[-1].place if before and mention.definite == "definite" else None

    def of(self, group: Group, mentions: Sequence[Mention], status: Status) -> Place | None:
        """The place of a meeting: its own, else that of the visit that one of its parties is on, else that of the
        dateline where one of the parties is at home there or the meeting is being held."""
        if group.kind == "call":
            return None
        told = echoed_place(self, group) if group.place is None else None
        if told is not None:
            return told
        if group.place or group.kind == "visit":
            return self._narrowest(group) or self._host_city(group)
        return (None if group.gathering else self._of_journey(group, mentions)) or self._of_lead(group, status)

    def _of_lead(self, group: Group, status: Status) -> Place | None:
        """The town that an article is told from, for a meeting that its first sentences tell."""
        first = self.parsed.sentence_of[group.told[0].mention.head]
        if status not in _TAKES_PLACE or first > _LEADING:
            return None
        pictured = caption_place(self.cast, group)
        if pictured is not None:
            return self.as_place(pictured)
        town = lead_place(self.cast)
        if town is None:
            return None
        place = self.as_place(town)
        hosted = place.country in self.cast.sides(group.parties)
        return place if hosted or (status != "planned" and group.kind in ("talks", "conference")) else None

    def _of_journey(self, group: Group, mentions: Sequence[Mention]) -> Place | None:
        """The place of the visit that one of the parties is on to the other's."""
        first = group.told[0].mention
        here = self.parsed.sentence_of[first.head]
        for m in reversed(mentions):
            if m.kind != "visit" or m.place is None or m.head >= first.head or not m.parties:
                continue
            apart = here - self.parsed.sentence_of[m.head]
            hosted = m.place.country in self.cast.sides(group.parties) if m.place.country else False
            if m.parties[0] in group.parties and ((hosted and apart <= _NEAR) or (m.verbal and apart <= 1)):
                return m.place
        return None

    def _host_city(self, group: Group) -> Place | None:
        """The city that stands for the host of a visit ("Pékin exclut toute visite du Premier ministre")."""
        if group.kind != "visit" or group.gathering:
            return None
        hosts = (self.cast.get(p) for p in group.parties[1:])
        city = next((h for h in hosts if h.kind == "place" and h.countries), None)
        return Place(text=city.name, country=city.countries[0]) if city is not None else None

    def _narrowest(self, group: Group) -> Place | None:
        """The place told of a meeting; where that is a state, the city in it that another of its mentions tells."""
        known = group.place
        if known is None or known.text not in self.wide:
            return known
        told = [t.mention.place for t in group.told if t.mention.place]
        return next((p for p in told if p.country == known.country and p.text not in self.wide), known)

    def _is_place(self, m: EntityMention, mention: Mention) -> bool:
        """Is this the name of a place, or of a seat of power, with "à", "en", "dans" before it?"""
        doc, cast = self.doc, self.cast
        if not m.entities or m.form not in ("name", "description"):
            return False
        sort = cast.get(m.entities[0]).kind
        i = self.lead(m)
        word = cast.lower[i] if i >= 0 else ""
        if m.form == "description":
            led = word in _AT or (word in OF and of_building(self.cast, i))
            return led and (sort == "place" or self._town(m) is not None)
        if sort == "organization":
            seat = len(cast.side(m.entities[0])) == 3 and not cast.is_multilateral(m.entities[0])
            return seat and word in TO
        if (
            sort not in ("place", "state")
            or of_theme(self.cast, i, mention.head)
            or (sort == "state" and self.is_given(i, m))
        ):
            return False
        until = mention.stop if mention.verbal and mention.kind == "visit" else mention.head + 1
        named = (word in OF and i <= until and m.first > mention.head) or doc[m.first].lower_ in _AT
        if word in OF and of_site(self.cast, i, m, mention.head):
            return True
        shore = (
            word == "sur" and bool(setting("shore") & set(cast.lower[m.first : m.first + 2])) and i - 1 != mention.head
        )
        return word in _AT or named or shore or (word in words("towards") and mention.verbal)

    def lead(self, m: EntityMention) -> int:
        """Where the word before the name of a place and its article stands."""
        i = m.first - 1
        return i - 1 if i > 0 and self.doc[i].pos_ == "DET" else i

    def is_given(self, at: int, m: EntityMention) -> bool:
        """ "À la Suède", "à l'Irak": no place, for one is "en Suède", unless it is an island."""
        lower = self.cast.lower
        article = lower[at + 1] if at >= 0 and lower[at] == "à" and self.doc[at + 1].text.islower() else ""
        return article in ("la", "l'") and not setting("island") & set(lower[m.first : m.stop])

    def _city_before(self, m: EntityMention) -> EntityMention:
        """The city in "à Bâle, en Suisse, une rencontre …"."""
        near = [c for c in self.cast.outer(max(0, m.first - 4), m.first) if c.entities and c.form == "name"]
        city = near[-1] if near else m
        at = {t.lower_ for t in self.doc[city.stop : m.first]} & _AT
        mine, its = (self.cast.get(x.entities[0]).countries[:1] for x in (m, city))
        return city if at and mine == its and self.cast.get(city.entities[0]).kind == "place" else m

    def _leads_in(self, first: int, stop: int, mention: Mention, start: int) -> bool:
        """Does a place before a mention belong to its clause: at the head of the sentence, or past the verb?"""
        between = self.doc[stop : mention.first]
        if any(t.text in _QUOTED or t.lower_ in syntax.forms("relative") for t in between):
            return False
        verbs = [t for t in (*self.doc[start:first], *between) if t.pos_ == "VERB"]
        leads = mention.verbal and self.doc[stop].text == "," and not verbs
        heads = first <= start + 2 or opens(self, start, first, stop)
        return heads or leads or (not mention.verbal and not any(t.pos_ in ("VERB", "AUX") for t in between))

    def _town(self, m: EntityMention) -> int | None:
        """Where the town of a house starts ("palais présidentiel de Dakar")."""
        last = m.stop - 1
        of = self.cast.lower[last - 1] in OF and self.doc[last].text[:1].isupper()
        return last if of and setting("building") & set(self.cast.lower[m.first : m.first + 2]) else None

    def as_place(self, m: EntityMention) -> Place:
        """The place that a mention names, without its article."""
        m = town_after(self.cast, m) or m
        first = m.first
        entity = self.cast.get(m.entities[0])
        while self.doc[first].pos_ in ("DET", "ADP") and first + 1 < m.stop:
            if not self.doc[first].text.islower() and entity.kind != "state":
                break
            first += 1
        country = entity.countries[0] if entity.countries else None
        town = self._town(m)
        if town is not None:
            return Place(text=self.parsed.span(town, m.stop).text, country=country)
        text = entity.name if m.form == "description" else self.parsed.span(first, m.stop).text
        if entity.kind == "state":
            self.wide.add(text)
        return Place(text=text, country=country)

    def _beyond(self, mention: Mention, token: int) -> bool:
        """Does another clause start between a mention and a token?"""
        own = own_verbs(self.doc, mention)
        between = self.doc[mention.head + 1 : token]
        marks = [t.text for t in between]
        if marks.count("(") > marks.count(")") or marks.count("«") != marks.count("»") or set(marks) & _BARS:
            return True
        past = 0
        for t in between:
            if t.i < past:
                continue
            if t.lower_ in syntax.forms("relative") and t.i > mention.head + 1 and self.doc[t.i - 1].text == ",":
                past = next((i for i in range(t.i, token) if self.doc[i].text == ","), t.i)
                if past == t.i and (t.lower_ == "dont" or any(i in self.deeds for i in range(t.i, token))):
                    return True
                continue
            if t.lower_ in _ELSEWHERE and t.i >= mention.stop and self.doc[t.i - 1].text == ",":
                return True
            if t.lower_ in setting("aside") and t.i >= mention.stop and self.of_thing(token):
                return True  # "a reçu son homologue après la mort de dix soldats au Mali"
            if t.lower_ in ("que", "qu'", "où") and t.pos_ == "SCONJ" and t.i > mention.stop:
                return True
            if t.i in self.journeys:
                return True  # "a été reçu avant de s'envoler pour Oslo"
            if t.i in self.told or t.i in own or t.i in self.heads or t.lower_ in syntax.auxiliaries():
                continue
            if t.pos_ == "VERB" and syntax.form(syntax.finite(t)) == "finite" and t.i >= mention.stop:
                return True
        return False
