"""Where and when a meeting is, and who says what is said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pourparlers.reading import syntax
from pourparlers.reading.meeting_mentions import Mention, governing_verb
from pourparlers.reading.meeting_merge import Group
from pourparlers.reading.meeting_parties import Cast
from pourparlers.reading.meeting_status import Assertion
from pourparlers.record import Attribution, Place, Time
from pourparlers.vocabulary import Status

_AT = frozenset({"à", "en", "au", "aux", "dans", "pour"})
_OF = frozenset({"de", "d'", "du", "des"})
_REACH = 25


class Settings:
    """Places, days and sources of one article, asked for by the words of its meetings."""

    def __init__(
        self, cast: Cast, when: Sequence[Time], said: Sequence[Attribution], deeds: frozenset[int] = frozenset()
    ) -> None:
        self.cast, self.parsed = cast, cast.parsed
        self.times = [t for t in when if t.value and t.type in ("DATE", "TIME") and t.value not in _VAGUE]
        self.deeds = deeds
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
        doc, cast = self.cast.doc, self.cast
        _, end = self.parsed.sentence(mention.head)
        end = min(end, mention.head + _REACH)
        for m in cast.outer(mention.head + 1, end):
            if m.form != "name" or not m.entities:
                continue
            sort = cast.get(m.entities[0]).kind
            if sort not in ("place", "state", "organization"):
                continue
            i = m.first - 1
            if doc[i].pos_ == "DET":
                i -= 1
            word = doc[i].lower_
            led = word in _AT or (word in _OF and i <= mention.head + 1) or doc[m.first].lower_ in _AT
            if sort == "organization" and not (word in ("à", "au") and cast.side(m.entities[0]) not in ("", m.entities[0])):
                continue
            if led and not self._beyond(mention, m.first):
                first = m.first
                while doc[first].pos_ in ("DET", "ADP") and first + 1 < m.stop:
                    first += 1
                entity = cast.get(m.entities[0])
                span = self.parsed.span(first, m.stop)
                return Place(text=span.text, country=entity.countries[0] if entity.countries else None)
        return None

    def _beyond(self, mention: Mention, token: int) -> bool:
        """Does another clause start between a mention and a token?"""
        return any(
            t.text in (";", ":", "»", "«") or (t.pos_ == "SCONJ" and t.lower_ in ("que", "qu'", "où"))
            for t in self.cast.doc[mention.head + 1 : token]
        )

    def source(self, assertion: Assertion) -> tuple[Attribution | None, str | None]:
        """Who says what an assertion says: by the statement around it, or by the very deed of saying."""
        start = self.parsed.starts[assertion.cue[0]]
        attribution = self.content_at(start)
        if attribution is None:
            attribution = self.content_at(self.parsed.starts[min(assertion.cue[1], assertion.stop) - 1])
        if attribution is not None:
            source = attribution.source
            if source is None:
                return attribution, None
            return attribution, self.cast.get(source.entity).name if source.entity else source.text
        return None, self.cast.get(assertion.voice[0]).name if assertion.voice else None

    def by_date(self, group: Group) -> Assertion:
        """What is to be taken of a meeting of which nothing is asserted: by its day, or by the tense around it."""
        mention = group.told[0].mention
        verb = governing_verb(self.cast.doc[mention.head])
        future = verb is not None and syntax.tense(syntax.finite(verb)) in ("future", "conditional")
        value: Status = "planned" if (group.date or "") > self.today != "" or future else "held"
        head = (mention.head, mention.head + 1)
        return Assertion(value, mention.first, max(mention.stop, head[1]), head, mention.rule, weak=True)


_VAGUE = frozenset({"PAST_REF", "PRESENT_REF"})


def _distance(mention: Mention, token: int) -> int:
    """How far a time is from a mention; words after it are nearer than words before it."""
    if mention.first <= token < mention.stop:
        return 0
    return token - mention.stop if token >= mention.stop else 2 * (mention.first - token)

