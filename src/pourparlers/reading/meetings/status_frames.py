"""What the words before "que" or "si" make of a meeting: doubtful, denied, asked about ("rien ne dit que")."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Final

from pourparlers.reading import factuality, syntax
from pourparlers.reading.meetings.status_beside import Beside
from pourparlers.reading.meetings.status_fold import OFF, Assertion
from pourparlers.reading.meetings.types import Mention
from pourparlers.reading.meetings.words import Hit, Lexicon
from pourparlers.vocabulary import Status

_OPENERS: Final = frozenset({"que", "qu'", "si"})
_BREAKS: Final = frozenset(";:()?!")
_REACH: Final = 6


class Framed(Beside):
    """The words of an article that tell the fate of meetings, and what opens the clauses that they stand in."""

    def framed(self, mention: Mention, main: Assertion | None) -> Assertion | None:
        """What is asserted of a mention, with the words that open its clause taken into account."""
        hit = self._frame(min(mention.first, main.first if main else mention.first))
        if hit is None or (main is not None and main.weak):
            return main
        verb = self.doc[hit.first]
        verbal = verb.pos_ in ("VERB", "AUX")
        denied = verbal and factuality.is_negated(verb)
        value = _told(hit.row["negated" if denied else "status"], main)
        if value is None or (main is not None and main.status == value):
            return main
        first = syntax.group_start(verb) if verbal else hit.first
        stop = max(mention.stop, mention.head + 1, main.stop if main else 0)
        voice = self.cast.subject(verb)[:1] if verbal and value != "planned" else ()
        return Assertion(value, first, stop, (hit.first, hit.stop), hit.rule, voice=voice)

    def _frame(self, first: int) -> Hit | None:
        """The words before the "que" or "si" that opens the clause which the words from a token on stand in."""
        if not self._frames:
            return None
        start, _ = self.cast.parsed.sentence(first)
        for i in range(first - 1, start, -1):
            token = self.doc[i]
            word = self.cast.lower[i]
            if word in _OPENERS or (word == "s'" and self.cast.lower[i + 1] in ("il", "ils")):
                return self._ending(i, start)
            if word in _BREAKS or (token.pos_ in ("VERB", "AUX") and syntax.form(token) == "finite"):
                return None
        return None

    def _ending(self, stop: int, start: int) -> Hit | None:
        """The frame that ends with a "si", or at a token or a few words before it without a verb or a comma."""
        for i in range(stop + 1, max(start, stop - _REACH), -1):
            if i in self._frames:
                return self._frames[i]
            if i <= stop and self.doc[i - 1].pos_ in ("VERB", "AUX", "PUNCT"):
                return None
        return None

    @cached_property
    def _frames(self) -> Mapping[int, Hit]:
        """The frames of the article, by the token where they end."""
        return {h.stop: h for h in _lexicon().hits(self.doc, self.cast.lower)}


@cache
def _lexicon() -> Lexicon:
    return Lexicon("fr/meeting_frames.tsv", "cue")


def _told(value: str, main: Assertion | None) -> Status | None:
    """The status that a frame leaves; None where it changes nothing."""
    status: Status = value  # type: ignore[assignment]
    off = main is not None and main.status in (*OFF, "ruled_out")
    if off:
        if status == "ruled_out":  # "dément que la visite soit annulée", "aucune raison qu'ils ne se voient pas"
            return "planned" if main is not None and main.status in OFF else "floated"
        return None
    if status == "planned" and main is not None and main.status not in ("under_way", "floated"):
        return None
    return status
