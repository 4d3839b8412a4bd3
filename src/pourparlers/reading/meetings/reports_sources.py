"""Who says what is said of a meeting: the source of the statement around the words, or the very deed of saying."""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.status_fold import Assertion
from pourparlers.reading.meetings.status_tale import hints
from pourparlers.reading.meetings.types import OF
from pourparlers.reading.meetings.words import phrase_of
from pourparlers.record import Attribution


class Sources:
    """The statements of one article, asked who makes them."""

    def __init__(self, cast: Cast, said: Sequence[Attribution]) -> None:
        self.cast, self.parsed = cast, cast.parsed
        self.contents = [(c.start, c.end, a) for a in said for c in a.content]

    def at(self, offset: int) -> Attribution | None:
        """The innermost statement around an offset."""
        around = [(end - start, n) for n, (start, end, _) in enumerate(self.contents) if start <= offset < end]
        return self.contents[min(around)[1]][2] if around else None

    def same_statement(self, offset: int, token: int) -> bool:
        """Does an offset stand in the same statement as a token, or both in none?"""
        return self.at(offset) is self.at(self.parsed.starts[token])

    def of(self, assertion: Assertion) -> tuple[Attribution | None, str | None]:
        """Who says what an assertion says: by the statement around it, or by the very deed of saying."""
        attribution = self.at(self.parsed.starts[assertion.cue[0]])
        if attribution is None:
            attribution = self.at(self.parsed.starts[min(assertion.cue[1], assertion.stop) - 1])
        attribution = attribution or self._before_colon(assertion.cue[0])
        if attribution is not None and assertion.status == "ruled_out" and assertion.voice and _is_aside(attribution):
            attribution = None  # "a démenti toute rencontre, comme l'a écrit la presse"
        if attribution is not None:
            attribution = self._named(attribution)
            source = attribution.source
            if source is None:
                return attribution, None
            learned = self._learned_from(attribution)
            if learned is not None:
                return attribution, learned
            return attribution, self.cast.get(source.entity).name if source.entity else source.text
        return None, self.cast.get(assertion.voice[0]).name if assertion.voice else None

    def _learned_from(self, attribution: Attribution) -> str | None:
        """ "A appris l'AFP de sources concordantes", "auprès de la présidence": from whom the press has it."""
        source, cue = attribution.source, attribution.cue
        if source is None or cue is None or not hints("learn") & set(cue.text.lower().split()):
            return None
        doc, lower = self.cast.doc, self.cast.lower
        last = max(self.parsed.tokens(x.start, x.end)[1] for x in (source, cue))
        _, end = self.parsed.sentence(last - 1)
        begin = self.parsed.tokens(source.start, source.end)[0]
        inside = (i for i in range(begin + 1, last - 1) if lower[i] in hints("from") and lower[i + 1] in hints("known"))
        after = (i for i in range(last, min(end, last + 4)) if lower[i] in hints("from"))
        first = next((i + 1 for i in (*inside, *after)), None)
        if first is None:
            return None
        while first < end and (lower[first] in OF or doc[first].pos_ == "DET"):
            first += 1
        stop = next((i for i in range(first, end) if doc[i].pos_ in ("PUNCT", "VERB", "AUX")), end)
        known = next((m for m in self.cast.outer(first, stop) if m.first == first and m.entities), None)
        if known is not None:
            return self.cast.get(known.entities[0]).name
        return self.parsed.span(first, stop).text if stop > first else None

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
            quoted = (a for s, _, a in self.contents if s == place and phrase_of(a.rule) == "citer" and a.source)
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


def _is_aside(attribution: Attribution) -> bool:
    """Does "comme" open the words that say who else told it?"""
    return attribution.cue is not None and attribution.cue.text.lower().startswith("comme")
