"""Where and when a meeting is, and who says what is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pourparlers.reading import factuality, syntax
from pourparlers.reading.meetings.merge import Group
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.reports_sources import Sources
from pourparlers.reading.meetings.settings_dates import Dates
from pourparlers.reading.meetings.settings_lengths import first_day
from pourparlers.reading.meetings.settings_places import Places
from pourparlers.reading.meetings.status import Whose
from pourparlers.reading.meetings.status_fold import Assertion
from pourparlers.reading.meetings.status_tale import hints
from pourparlers.reading.meetings.types import Mention, governing_verb
from pourparlers.reading.tokens import Token
from pourparlers.record import Attribution, Time
from pourparlers.vocabulary import Status


class Settings:
    """Places, days and sources of one article, asked for by the words of its meetings."""

    def __init__(
        self, cast: Cast, when: Sequence[Time], said: Sequence[Attribution], days: Mapping[int, Whose]
    ) -> None:
        self.cast, self.parsed = cast, cast.parsed
        self.sources = Sources(cast, said)
        self.dates = Dates(cast, when, self.sources.same_statement, days)
        self.places = Places(cast, frozenset(days), frozenset(t.start for t in when))
        self.today = self.dates.today

    def place_and_date(self, mentions: Sequence[Mention]) -> None:
        """Give each mention the place and the day that its own clause tells."""
        self.mentions = mentions
        self.places.assign(mentions)
        self.dates.assign(mentions)

    def by_date(self, group: Group) -> Assertion | None:
        """What is taken for granted of a meeting of which nothing is asserted, by its day or by the clause around it.

        None where the words do not say whether it took place.
        """
        day = first_day(group.date or "")
        dated = self.today != "" and day != ""
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
        said = syntax.infinitive(verb) in hints("speech") or factuality.is_negated(verb)
        return at or (known and not said)


def _granted(mention: Mention, value: Status) -> Assertion:
    head = (mention.head, mention.head + 1)
    return Assertion(value, mention.first, max(mention.stop, head[1]), head, mention.rule, weak=True)
