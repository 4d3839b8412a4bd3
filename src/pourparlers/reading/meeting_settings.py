"""Where and when a meeting is, and who says what is said of it."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Token

from pourparlers.reading import factuality, syntax
from pourparlers.reading.entities import Mention as EntityMention
from pourparlers.reading.meeting_fold import Assertion
from pourparlers.reading.meeting_merge import Group
from pourparlers.reading.meeting_parties import Cast
from pourparlers.reading.meeting_tale import hints
from pourparlers.reading.meeting_types import OF, TO, Mention, governing_verb
from pourparlers.reading.meeting_words import words
from pourparlers.record import Attribution, Place, Time
from pourparlers.vocabulary import Status

_AT = words("at")
_REACH = 25
_DAYS = re.compile(r"P(\d{1,2})D")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Settings:
    """Places, days and sources of one article, asked for by the words of its meetings."""

    def __init__(
        self, cast: Cast, when: Sequence[Time], said: Sequence[Attribution], deeds: frozenset[int] = frozenset()
    ) -> None:
        self.cast, self.parsed = cast, cast.parsed
        self.times = [t for t in when if t.value and t.type in ("DATE", "TIME") and t.value not in _VAGUE]
        self.deeds = deeds
        self.spans = [t for t in when if t.type == "DURATION" and t.value and _DAYS.fullmatch(t.value)]
        self.contents = [(c.start, c.end, a) for a in said for c in a.content]
        published = self.parsed.article.published
        self.today = published.isoformat() if published else ""

    def place_and_date(self, mentions: Sequence[Mention]) -> None:
        """Give each mention the place and the day that its own clause tells."""
        by_sentence: dict[int, list[Mention]] = defaultdict(list)
        for m in mentions:
            by_sentence[self.parsed.sentence_of[m.head]].append(m)
            m.place = self._place(m)
        for t in self.times:
            first, stop = self.parsed.tokens(t.start, t.end)
            if first >= len(self.parsed.sentence_of):
                continue
            near = [m for m in by_sentence.get(self.parsed.sentence_of[first], ()) if self._tells(t, m)]
            if self._of_deed(first, stop):
                continue
            if not near:
                continue
            best = min(near, key=lambda m: _distance(m, first))
            if best.date is None:
                best.date = t.value[:10] if t.type == "TIME" and t.value else t.value

    def moved_to(self, assertion: Assertion) -> str | None:
        """The day to which a meeting is put off: "reportée à lundi", "glisse à l'automne"."""
        doc = self.cast.doc
        _, end = self.parsed.sentence(assertion.cue[0])
        for t in self.times:
            first, _ = self.parsed.tokens(t.start, t.end)
            if not assertion.cue[0] < first < min(end, assertion.stop + 5):
                continue
            led = {w.lower_ for w in doc[max(assertion.cue[1], first - 3) : first + 1]}
            if led & TO:
                return t.value
        return None

    def lasting(self, group: Group) -> str | None:
        """The days of a visit whose first day and length are told: "arrivé lundi pour une visite de trois jours"."""
        day = group.date or ""
        if group.kind != "visit" or not _DAY.fullmatch(day):
            return group.date
        sentences = {self.parsed.sentence_of[t.mention.head] for t in group.told if not t.mention.verbal}
        for t in self.spans:
            first, _ = self.parsed.tokens(t.start, t.end)
            length = _DAYS.fullmatch(t.value or "")
            if length and self.parsed.sentence_of[first] in sentences and int(length[1]) > 1:
                last = dt.date.fromisoformat(day) + dt.timedelta(days=int(length[1]) - 1)
                return f"{day}/{last.isoformat()}"
        return group.date

    def _tells(self, time: Time, mention: Mention) -> bool:
        """Does a time stand in the same statement as a mention, not beside the words that report it?"""
        inside = self.content_at(self.parsed.starts[mention.head])
        return self.content_at(time.start) is inside

    def _of_deed(self, first: int, stop: int) -> bool:
        """Is a time that of the deed done to a meeting ("a annulé jeudi", "invité lundi"), not of the meeting?"""
        doc = self.cast.doc
        i = first - 1
        while i > 0 and (doc[i].pos_ in ("DET", "ADV") or doc[i].lower_ in ("ce", "dès", "soir")):
            i -= 1
        return i in self.deeds

    def content_at(self, offset: int) -> Attribution | None:
        """The innermost statement around an offset."""
        around = [(end - start, n) for n, (start, end, _) in enumerate(self.contents) if start <= offset < end]
        return self.contents[min(around)[1]][2] if around else None

    def _place(self, mention: Mention) -> Place | None:
        """The first place after a mention in its sentence, else the nearest one before it; a call has none."""
        if mention.kind == "call":
            return None
        start, end = self.parsed.sentence(mention.head)
        for m in self.cast.outer(mention.head + 1, min(end, mention.head + _REACH)):
            if self._is_place(m, mention) and not self._beyond(mention, m.first):
                return self._as_place(m)
        for m in reversed(self.cast.outer(start, mention.first)):
            if self._is_place(m, mention) and self._leads_in(m, mention, start):
                return self._as_place(m)
        return None

    def _is_place(self, m: EntityMention, mention: Mention) -> bool:
        """Is this the name of a place, or of a seat of power, with "à", "en", "dans" before it?"""
        doc, cast = self.cast.doc, self.cast
        if m.form != "name" or not m.entities:
            return False
        sort = cast.get(m.entities[0]).kind
        i = m.first - 1
        if i > 0 and doc[i].pos_ == "DET":
            i -= 1
        word = doc[i].lower_ if i >= 0 else ""
        if sort == "organization":
            seat = len(cast.side(m.entities[0])) == 3 and not cast.is_multilateral(m.entities[0])
            return seat and word in TO
        if sort not in ("place", "state"):
            return False
        named = (word in OF and i <= mention.head + 1 and m.first > mention.head) or doc[m.first].lower_ in _AT
        return word in _AT or named or (word in words("towards") and mention.verbal)

    def _leads_in(self, m: EntityMention, mention: Mention, start: int) -> bool:
        """Does a place before a mention belong to its clause: at the head of the sentence, or past the verb?"""
        between = self.cast.doc[m.stop : mention.first]
        if any(t.text in (";", ":", "»", "«") or t.lower_ in syntax.forms("relative") for t in between):
            return False
        return m.first <= start + 2 or (not mention.verbal and not any(t.pos_ in ("VERB", "AUX") for t in between))

    def _as_place(self, m: EntityMention) -> Place:
        first = m.first
        while self.cast.doc[first].pos_ in ("DET", "ADP") and first + 1 < m.stop:
            first += 1
        entity = self.cast.get(m.entities[0])
        country = entity.countries[0] if entity.countries else None
        return Place(text=self.parsed.span(first, m.stop).text, country=country)

    def _beyond(self, mention: Mention, token: int) -> bool:
        """Does another clause start between a mention and a token?"""
        return any(
            t.text in (";", ":", "»", "«") or (t.pos_ == "SCONJ" and t.lower_ in ("que", "qu'", "où"))
            for t in self.cast.doc[mention.head + 1 : token]
        )

    def shifted(self, a: Assertion) -> str | None:
        """The day set against one denied ("n'aura pas lieu le 8 mais le 24"), or against the day first foreseen."""
        doc, (start, end) = self.cast.doc, self.parsed.sentence(a.cue[0])
        days = [(self.parsed.tokens(t.start, t.end)[0], t.value) for t in self.times if t.type == "DATE"]
        before = [(i, v) for i, v in days if start <= i < a.cue[0]]
        after = [(i, v) for i, v in days if a.cue[0] < i < end]
        if a.off:
            words_after = (i for i in range(a.cue[1], end) if doc[i].lower_ in hints("instead"))
            turn = next(words_after, end)
            return next((v for i, v in after if turn < i <= turn + 4), None)
        first = next(
            (v for i, v in before if any(t.lower_ in hints("meant") for t in doc[max(start, i - 4) : i])), None
        )
        if a.status != "planned" or a.background or first is None:
            return None
        return next((v for i, v in after if i <= a.cue[1] + 4 and v != first), None)

    def source(self, assertion: Assertion) -> tuple[Attribution | None, str | None]:
        """Who says what an assertion says: by the statement around it, or by the very deed of saying."""
        start = self.parsed.starts[assertion.cue[0]]
        attribution = self.content_at(start)
        if attribution is None:
            attribution = self.content_at(self.parsed.starts[min(assertion.cue[1], assertion.stop) - 1])
        attribution = attribution or self._before_colon(assertion.cue[0])
        if attribution is not None:
            attribution = self._named(attribution)
            source = attribution.source
            if source is None:
                return attribution, None
            return attribution, self.cast.get(source.entity).name if source.entity else source.text
        return None, self.cast.get(assertion.voice[0]).name if assertion.voice else None

    def _before_colon(self, token: int) -> Attribution | None:
        """The statement that a colon before a token goes on ("a démenti ces rumeurs : la rencontre est prévue")."""
        start, _ = self.parsed.sentence(token)
        colon = next((i for i in range(token, start, -1) if self.cast.doc[i].text == ":"), None)
        if colon is None:
            return None
        end = self.parsed.ends[colon - 1]
        return next((a for _, stop, a in self.contents if end - 1 <= stop <= end + 1), None)

    def _named(self, attribution: Attribution) -> Attribution:
        """The statement whose source stands for that of another one: the press that quotes nameless sources, the one
        who spoke last where a source only points back ("a-t-il ajouté", "ce responsable")."""
        source = attribution.source
        if source is None or not attribution.content:
            return attribution
        place = attribution.content[0].start
        text = source.text.lower()
        if text in hints("vague"):
            quoted = (a for s, _, a in self.contents if s == place and a.rule.endswith(":citer") and a.source)
            return next(quoted, attribution)
        if not text.split() or text.lstrip("-t").split()[0] not in hints("alias"):
            return attribution
        spoken = [a for s, _, a in self.contents if s < place and a.source and a.source.start < source.start]
        last = max(spoken, key=lambda a: a.content[0].start, default=None)
        if last is None or last.source is None or {a.source.entity for a in spoken[-2:] if a.source} & {source.entity}:
            return attribution
        sentences = self.parsed.sentence_of
        here, there = (sentences[self.parsed.tokens(x.start, x.end)[0]] for x in (source, last.source))
        return self._named(last) if here - there <= 1 else attribution

    def by_date(self, group: Group) -> Assertion | None:
        """What is taken for granted of a meeting of which nothing is asserted, by its day or by the clause around it.

        None where the words do not say whether it took place.
        """
        day = (group.date or "")[:10]
        dated = self.today != "" and day[:1].isdigit()
        for told in group.told:
            mention = told.mention
            verb = governing_verb(self.cast.doc[mention.head])
            tense = syntax.tense(syntax.finite(verb)) if verb is not None else "none"
            if (dated and day > self.today) or tense in ("future", "conditional"):
                return _granted(mention, "planned")
            if (dated and group.date) or mention.fresh in ("previous", "several") or self._takes_part(mention, verb):
                return _granted(mention, "held")
        return None

    def _takes_part(self, mention: Mention, verb: Token | None) -> bool:
        """Was something done at a meeting ("a parlé de pêche au sommet"), so that it was held?"""
        done = verb is not None and syntax.finite(verb) is not verb and syntax.is_past(verb)
        before = self.cast.doc[mention.first - 1].lower_ if mention.first else ""
        if verb is None or not done:
            return False
        known = mention.definite in ("definite", "possessive", "demonstrative")
        at = before in hints("wide") or self.cast.doc[mention.first].lower_ in hints("wide")
        return at or (known and syntax.infinitive(verb) not in hints("speech") and not factuality.is_negated(verb))


_VAGUE = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})


def _distance(mention: Mention, token: int) -> int:
    """How far a time is from a mention; words after it are nearer than words before it."""
    if mention.first <= token < mention.stop:
        return 0
    return token - mention.stop if token >= mention.stop else 2 * (mention.first - token)


def _granted(mention: Mention, value: Status) -> Assertion:
    head = (mention.head, mention.head + 1)
    return Assertion(value, mention.first, max(mention.stop, head[1]), head, mention.rule, weak=True)
