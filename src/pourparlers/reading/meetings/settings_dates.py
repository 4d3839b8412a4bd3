"""When a meeting is: the time that its own words or clause tell, not that of what is said or done about it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from pourparlers.knowledge.gazetteer import fold, gazetteer
from pourparlers.reading import syntax
from pourparlers.reading.meetings.merge import Group
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.settings_clauses import aside_of, hosting_verb, journey_to, relative_verbs, setting
from pourparlers.reading.meetings.settings_context import caption, follows
from pourparlers.reading.meetings.settings_echoes import echo_verb
from pourparlers.reading.meetings.settings_lengths import (
    DAY,
    DAYS,
    days_of,
    first_day,
    lasting,
    opened,
    refines,
    so_long_off,
    value_of,
)
from pourparlers.reading.meetings.status import Whose
from pourparlers.reading.meetings.status_fold import Assertion
from pourparlers.reading.meetings.status_tale import hints
from pourparlers.reading.meetings.types import OF, TO, Mention
from pourparlers.reading.meetings.words import words
from pourparlers.record import Time
from pourparlers.vocabulary import Status

_VAGUE = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})
_SHORT = frozenset({"heure", "heures", "minutes"})
_INTRODUCES = 7
_SAME_DAY = 2
_LENGTH = 3
_TODAY = frozenset({"aujourd'hui", "aujourd’hui"})
_APART = frozenset(";:«»(")

SameStatement = Callable[[int, int], bool]


class Dates:
    """The times of one article, asked for by the words of its meetings.

    ``days`` says of the words that tell a fate whose day it is that stands with them: the meeting's ("se tient lundi"),
    its last one ("s'achève lundi"), or that of the deed ("a annulé lundi").
    """

    def __init__(
        self, cast: Cast, when: Sequence[Time], same_statement: SameStatement, days: Mapping[int, Whose]
    ) -> None:
        self.cast, self.parsed, self.doc = cast, cast.parsed, cast.doc
        told = [t for t in when if t.value and t.type in ("DATE", "TIME")]
        self.times = [t for t in told if t.value not in _VAGUE]
        self.to_come = [t for t in told if t.value == "FUTURE_REF"]
        self.present = [t for t in told if t.value == "PRESENT_REF" and t.text.lower() in _TODAY]
        self.spans = [t for t in when if t.type == "DURATION" and t.value and DAYS.fullmatch(t.value)]
        self.same_statement, self.days = same_statement, days
        self.vague: dict[int, str] = {}
        published = self.parsed.article.published
        self.today = published.isoformat() if published else ""

    def assign(self, mentions: Sequence[Mention]) -> None:
        """Give each mention the time that its own words or clause tell."""
        self.heads = {m.head for m in mentions}
        by_sentence: dict[int, list[Mention]] = defaultdict(list)
        for m in mentions:
            by_sentence[self.parsed.sentence_of[m.head]].append(m)
        for m, t in self._offers(self.times, by_sentence):
            m.date = m.date or self._with_next(t)
        for m, _ in self._offers(self.present, by_sentence) if self.today else ():
            m.date = m.date or (None if m.kind == "talks" else self.today)
        for m, t in self._offers(self.to_come, by_sentence):
            self.vague[m.head] = t.value or ""
        for m in mentions:
            m.date = self._next_to_day(m) or m.date or self._just_over(m) or so_long_off(self, m)
            if m.date and DAY.fullmatch(m.date) and (self._lead(m)[0] in hints("just over") or self._ends(m)):
                m.date = self._after_days(m, m.date)
        for m in mentions:
            journey = journey_to(self.doc, m, mentions) if m.date is None else None
            m.date = journey.date if journey is not None else m.date
        for m in mentions:
            m.date = m.date or self._opening(m)
            m.date = m.date or self._on_margins(m, by_sentence) or self._there(m, by_sentence)
        for m in mentions:
            there = "y" in self.cast.lower[max(0, m.first - 1) : m.head]
            before = follows(self.cast, m, mentions) if m.date is None and not there else None
            m.date = before.date if before is not None else m.date

    def _with_next(self, t: Time) -> str | None:
        """The value of a time, or the days from it to those joined to it ("lundi et mardi", "les 3, 4 et 5 mars")."""
        t = self._first_joined(t)
        day = last = value_of(t)
        _, stop = self.parsed.tokens(t.start, t.end)
        while last and DAY.fullmatch(last) and self.cast.lower[stop : stop + 1] in (["et"], [","]):
            other = next((o for o in self.times if stop < self.parsed.tokens(o.start, o.end)[0] <= stop + 2), None)
            value = value_of(other) if other is not None else None
            next_day = (dt.date.fromisoformat(last) + dt.timedelta(days=1)).isoformat()
            near = value and DAY.fullmatch(value) and (value == next_day or _weekday(value) == _weekday(next_day))
            if other is None or not near:
                break
            last, stop = next_day, self.parsed.tokens(other.start, other.end)[1]
        return day if last == day else f"{day}/{last}"

    def _first_joined(self, t: Time) -> Time:
        """The first of two days that "et" joins ("lundi" for "mardi" in "lundi et mardi")."""
        first, _ = self.parsed.tokens(t.start, t.end)
        if self.cast.lower[first - 1] != "et" or not DAY.fullmatch(value_of(t) or ""):
            return t
        before = (o for o in self.times if self.parsed.tokens(o.start, o.end)[1] == first - 1)
        return next((o for o in before if DAY.fullmatch(value_of(o) or "")), t)

    def _offers(self, times: Sequence[Time], mentions: Mapping[int, list[Mention]]) -> list[tuple[Mention, Time]]:
        """Each time with the mention that it is the time of, the surest first."""
        found: list[tuple[int, int, Mention, Time]] = []
        for n, t in enumerate(times):
            first, stop = self.parsed.tokens(t.start, t.end)
            if first >= len(self.parsed.sentence_of):
                continue
            near = mentions.get(self.parsed.sentence_of[first], ())
            apart = [m for m in near if first > m.first or not self._within(m)]
            fit = [m for m in near if m not in apart or self.same_statement(t.start, m.head)]
            fit = [m for m in fit if self._may_be_of(first, stop, m)]
            if fit:
                best = min(fit, key=lambda m: _distance(m, first))
                found.append((_distance(best, first), n, best, t))
        return [(m, t) for _, _, m, t in sorted(found, key=lambda x: x[:2])]

    def _may_be_of(self, first: int, stop: int, m: Mention) -> bool:
        """May a time be that of a meeting, by the words between them and by the verb or noun that it stands with?"""
        lower = self.cast.lower
        if m.first <= first < m.stop:
            return not self._is_apart(m, first)
        between = range(m.stop, first) if first >= m.stop else range(stop, m.first)
        marks = [self.doc[i].text for i in between]
        if ";" in marks or marks.count("(") > marks.count(")"):
            return False
        lead, at = self._lead(m)
        if lead in hints("next day") and first <= at < stop:
            return False
        if first >= m.stop and self._is_apart(m, first):
            return False
        if m.kind == "talks" and lower[first - 1] in hints("deadline"):
            return False
        if hints("until") & set(lower[first - 2 : first]):
            return False
        visiting = m.kind == "visit" and not m.verbal and "en" in lower[max(0, m.first - 1) : m.first + 1]
        short = m.definite == "indefinite" or bool(_SHORT & set(lower[at : m.first]))
        during = visiting or lead in hints("during") or (lead in hints("then") and short)
        during = during or self._within(m)
        if lead in hints("beside") and any(first < head < m.first for head in self.heads):
            during = False
        if first < at and lead in hints("apart") and not during:
            return False
        before = first - 1
        if lower[before] in hints("since") and (len(self._value_at(first)) < 10 or self._is_first(before, m)):
            return False
        if lower[before] in OF and self.doc[before - 1].pos_ == "NOUN" and before - 1 not in (m.head, m.stop - 1):
            return self._is_its_own(before - 1)
        noun = aside_of(self.doc, first, stop)
        if noun is not None and noun not in (m.head, m.stop - 1):
            return self._is_its_own(noun)
        verb = self.verb_beside(first)
        if verb is None or during or (verb not in self.days and self._is_there(m)):
            return True
        return self._tells_day(verb, m)

    def _is_first(self, since: int, m: Mention) -> bool:
        """ "Leur première rencontre depuis le 2 août", "la rencontre est la première depuis": is it one since then?"""
        return bool(hints("first") & set(self.cast.lower[max(0, m.first - 1) : since]))

    def _is_apart(self, m: Mention, first: int) -> bool:
        """Does a time after a mention go with "avant", "après" or "depuis", and not with a fate told past these?"""
        fates = (i for i in range(first - 1, m.stop - 1, -1) if self.days.get(i) == "its")
        told = next((i for i in fates if self.doc[i].pos_ != "NOUN"), m.head + 1)
        return bool(({"avant", "après"} | hints("since")) & set(self.cast.lower[told : first - 1]))

    def _is_there(self, m: Mention) -> bool:
        """ "A mis en garde jeudi au sommet de Bruxelles": is a deed told to be done at a gathering?"""
        at = {"au", "aux"} & set(self.cast.lower[max(0, m.first - 1) : m.first + 1])
        noun = self.doc[m.first - 1 if self.cast.lower[m.first] in at else m.first - 2]
        return (
            bool(at)
            and m.need == "gathering"
            and not m.verbal
            and noun.pos_ not in ("ADJ", "VERB", "AUX")
            and (noun.i not in self.days)
        )

    def _within(self, m: Mention) -> bool:
        """ "Dans un entretien téléphonique", "par une rencontre": is the deed told before done there?"""
        return m.first > 0 and self.cast.lower[m.first - 1] in ("dans", "par")

    def _tells_day(self, verb: int, m: Mention) -> bool:
        """Is the day told with a verb that of a mention?"""
        if verb == m.head:
            return m.phrase not in ("inviter", "convier")
        if m.verbal and verb > m.head and self._is_bare_participle(verb):
            return False
        if verb in self.heads or verb in relative_verbs(self.doc, m):
            return True
        if hosting_verb(self.doc, m) is self.doc[verb]:
            return True
        if self._is_its_own(verb):
            return not self._of_another(verb, m)
        word, noun = self.doc[verb], self.doc[m.head]
        if verb in self.days:
            return False
        of_noun = not m.verbal and any(a.i == m.head for a in word.ancestors)
        return of_noun or (noun.head.i == verb and word.lemma_ in words("move"))

    def _is_bare_participle(self, i: int) -> bool:
        """ "… son homologue, arrivé lundi": is this the participle of a clause of its own?"""
        return self.doc[i - 1].text == "," and syntax.auxiliary(self.doc[i]) is None and i not in self.heads

    def _of_another(self, verb: int, m: Mention) -> bool:
        """Does a word with a day go with a noun after the meeting ("sa visite … dont le jubilé est prévu en mai")?"""
        noun = next((c for c in self.doc[verb].children if "subj" in c.dep_), None)
        return noun is not None and noun.pos_ == "NOUN" and m.stop <= noun.i < verb and noun.i not in self.heads

    def _is_its_own(self, token: int) -> bool:
        """Is a day told with a word that of the meeting?"""
        return self.days.get(token, "deed") != "deed"

    def _value_at(self, token: int) -> str:
        at = self.parsed.starts[token]
        return next((t.value or "" for t in self.times if t.start <= at < t.end), "")

    def verb_beside(self, first: int) -> int | None:
        """The verb whose own day a time tells by standing right after it ("a confirmé lundi")."""
        i, lower = first - 1, self.cast.lower
        while i > 0 and (self.doc[i].pos_ in ("DET", "ADV") or self.doc[i].text in "«»" or lower[i] in hints("around")):
            i -= 1
        token = self.doc[i]
        tells = i in self.days or (token.pos_ in ("VERB", "AUX") and fold(lower[i]) not in gazetteer().adjectives)
        if token.lower_ in syntax.auxiliaries() or not tells:
            return None
        return i

    def _lead(self, m: Mention) -> tuple[str, int]:
        """The word that leads in a mention ("lors" before "lors d'une rencontre"; "avant", "veille"), and where."""
        start, _ = self.parsed.sentence(m.head)
        lead, at, i = "", m.first, m.first - 1
        while i >= start and m.first - i <= _INTRODUCES:
            word = self.cast.lower[i]
            if word in hints("next day"):
                return word, i
            if word in hints("apart") or word in hints("during"):
                lead, at = (lead, at) if lead else (word, i)
            elif self.doc[i].pos_ not in ("DET", "ADP", "NUM", "ADJ", "PUNCT") and not self._fills(i):
                return lead, at
            i -= 1
        return lead, at

    def _fills(self, i: int) -> bool:
        """May a word stand between a preposition and its meeting: a length, a day, "la tenue de"?"""
        word, its = self.cast.lower[i], self.days.get(i) == "its"
        return word in hints("length") or word in words("day") or (its and self.doc[i].pos_ == "NOUN")

    def _next_to_day(self, m: Mention) -> str | None:
        """ "À la veille du sommet": the day after the one spoken of; "au lendemain": the day before."""
        step = {"veille": 1, "lendemain": -1}.get(self._lead(m)[0], 0)
        if not step:
            return None
        sentence = self.parsed.sentence_of[m.head]
        near = [t for t in self.times if self.sentence_of(t) == sentence and DAY.fullmatch(value_of(t) or "")]
        if self._is_told(m):
            return None
        lead = next((t for t in near if {"veille", "lendemain"} & set(t.text.lower().split())), None)
        told = lead or next(iter(near), None)
        day = value_of(told) if told is not None else self.today
        if not day:
            return None
        return (dt.date.fromisoformat(day) + dt.timedelta(days=step)).isoformat()

    def _is_told(self, m: Mention) -> bool:
        """Does a time stand within or right after the words of a mention, or with the verb of its "qui"?"""
        told = [self.parsed.tokens(t.start, t.end)[0] for t in self.times if m.date and value_of(t) == m.date]
        end = self.parsed.sentence(m.head)[1]
        return any(
            m.first <= i <= m.stop + 1 or (m.stop < i < end and "qui" in self.cast.lower[m.stop : i]) for i in told
        )

    def _just_over(self, m: Mention) -> str | None:
        """ "… a-t-il dit à l'issue d'un entretien": the day on which it was said, where that was told just before."""
        if self._lead(m)[0] not in hints("just over"):
            return None
        here, at = self.parsed.sentence_of[m.head], self.parsed.starts[m.head]
        said = [
            t
            for t in self.times
            if t.start < at and 0 <= here - self.sentence_of(t) <= _SAME_DAY and DAY.fullmatch(value_of(t) or "")
        ]
        day = value_of(said[-1]) if said else None
        return self._after_days(m, day) if day and day <= (self.today or day) else None

    def _after_days(self, m: Mention, last: str) -> str:
        """ "Au bout de trois jours de débats", "de retour d'une visite de trois jours": those up to the last."""
        start = self.parsed.starts[max(0, m.first - _INTRODUCES)]
        end = self.parsed.ends[min(m.head + _LENGTH, len(self.doc) - 1)]
        length = next((t for t in self.spans if start <= t.start < end), None)
        days = days_of(length.value) if length is not None else 1
        first = dt.date.fromisoformat(last) - dt.timedelta(days=days - 1)
        return last if days < _SAME_DAY else f"{first.isoformat()}/{last}"

    def _on_margins(self, m: Mention, mentions: Mapping[int, list[Mention]]) -> str | None:
        """The day of the gathering at which, or in whose margins, a meeting is."""
        lead = self._lead(m)[0]
        apart = lead in hints("apart") or lead in hints("next day")
        aside = lead == "marge" or (m.need == "gathering" and lead in hints("beside"))
        beside = [o for o in mentions[self.parsed.sentence_of[m.head]] if o is not m]
        for other in beside:
            if apart and other.head < m.head:
                continue
            between = any(other.head < o.head < m.head for o in beside)
            if aside and other.date and not other.date.endswith("_REF") and not between:
                return other.date
            before = set(self.cast.lower[max(0, other.first - 2) : other.first + 1])
            if other.need == "gathering" and (hints("beside") | {"au"}) & before:
                return other.date
        return None

    def _there(self, m: Mention, mentions: Mapping[int, list[Mention]]) -> str | None:
        """The day of a journey, as that of the meeting there: "s'est rendu à Oslo, où il a rencontré lundi …"."""
        for other in mentions[self.parsed.sentence_of[m.head]]:
            before, after = sorted((m, other), key=lambda o: o.head)
            linked = other is not m and "où" in self.cast.lower[before.head : after.first]
            there = "y" in self.cast.lower[max(0, after.first - 1) : after.head] and not before.verbal
            linked = linked or (other is not m and there and syntax.is_past(self.doc[after.head]))
            visit = before.kind == "visit" and after.kind != "visit" and before.parties[:1]
            ahead = self.today < first_day(other.date or "")
            if m is before and m.verbal and ahead and syntax.is_past(self.doc[m.head]):
                continue  # "est arrivé à Oslo, où il verra le roi demain"
            if other.date and self._took_part(other, m):
                return other.date
            if linked and visit and other.date and before.parties[0] in after.parties:
                return other.date
        return None

    def _took_part(self, gathering: Mention, m: Mention) -> bool:
        """ "À Oslo, où il participait lundi à un sommet, il a rencontré …": is a meeting where a gathering was told?"""
        told = gathering.head < m.first and gathering.kind not in ("visit", "call") and not gathering.verbal
        if not told or not m.verbal or m.place is None or m.place != gathering.place:
            return False
        where = self.cast.lower[self.parsed.sentence(m.head)[0] : gathering.first]
        return "où" in where and syntax.is_past(self.doc[m.head])

    def _opening(self, m: Mention) -> str | None:
        """ "Mercredi, au dernier jour de sa visite, il a rencontré …": the day that opens a sentence, of its verb."""
        start, _ = self.parsed.sentence(m.head)
        before = self.doc[start : m.first]
        if not m.verbal or any(t.text in _APART or t.pos_ in ("VERB", "AUX") for t in before):
            return None
        opens = (t for t in self.times if self.parsed.tokens(t.start, t.end)[0] == start)
        t = next(opens, None)
        _, stop = self.parsed.tokens(t.start, t.end) if t is not None else (0, 0)
        return value_of(t) if t is not None and self.doc[stop].text == "," else None

    def _ends(self, m: Mention) -> bool:
        """ "Ont achevé lundi trois jours de discussions", "de retour lundi de": is it told when a meeting ended?"""
        near = range(max(0, m.first - _INTRODUCES - 1), m.first)
        return any(self.days.get(i) == "end" or self.cast.lower[i] in setting("back") for i in near)

    def sentence_of(self, t: Time) -> int:
        """The sentence in which a time stands, -1 where in none."""
        first, _ = self.parsed.tokens(t.start, t.end)
        return self.parsed.sentence_of[first] if first < len(self.parsed.sentence_of) else -1

    def of(self, group: Group, echoes: Sequence[Assertion], status: Status) -> str | None:
        """When a meeting of a status is, as the most exact of its mentions tells it."""
        told = [t.mention.date for t in group.told if t.mention.date]
        day = group.date
        if day is None:
            day = next((d for a in echoes for d in [self._beside(a)] if d), None) or self._echoed(group)
        day = opened(self, group) or day or (self._pictured(group) if status == "held" else None)
        if day is None and status in ("planned", "floated"):
            return next((self.vague[t.mention.head] for t in group.told if t.mention.head in self.vague), None)
        day = next((d for d in told if day is None or (d != day and refines(d, day))), day)
        days = (d for d in told if day and "/" in d and day in d.split("/"))
        return next(days, None) or (lasting(self, group, day, status) if day else None)

    def _echoed(self, group: Group) -> str | None:
        """The day told right after the verb of "Elle s'est tenue lundi"."""
        verb = echo_verb(self.cast, group)
        beside = (t for t in self.times if verb and self.verb_beside(self.parsed.tokens(t.start, t.end)[0]) == verb)
        return next((value_of(t) for t in beside), None)

    def _pictured(self, group: Group) -> str | None:
        """The day told in the caption of a picture of those who met."""
        first, stop = caption(self.cast, group) or (0, 0)
        return next((value_of(t) for t in self.times if first <= self.parsed.tokens(t.start, t.end)[0] < stop), None)

    def _beside(self, a: Assertion) -> str | None:
        """The day told in the clause of words on a meeting that do not name it ("ouverts lundi, ils …")."""
        start, end = self.parsed.sentence(a.first)
        for t in self.times:
            first, _ = self.parsed.tokens(t.start, t.end)
            verb = self.verb_beside(first) if start <= first < end else None
            if verb is not None and self._is_its_own(verb) and self.same_statement(t.start, a.first):
                return value_of(t)
        return None

    def renewed(self, off: Sequence[Assertion], stated: Sequence[Assertion]) -> str | None:
        """The day on which a meeting put off is then said to be held ("est reportée. Elle se tiendra lundi.")."""
        last = max((a.cue[0] for a in off), default=None)
        later = [a for a in stated if last is not None and a.cue[0] > last and a.status == "planned"]
        return next((d for a in later if not a.background for d in [self._beside(a)] if d), None)

    def moved_to(self, a: Assertion) -> str | None:
        """The day to which a meeting is put off: "reportée à lundi", "glisse à l'automne"."""
        _, end = self.parsed.sentence(a.cue[0])
        for t in self.times:
            first, _ = self.parsed.tokens(t.start, t.end)
            if not a.cue[0] < first < min(end, a.stop + 5):
                continue
            if set(self.cast.lower[max(a.cue[1], first - 3) : first + 1]) & TO:
                return value_of(t)
        return None

    def shifted(self, a: Assertion) -> str | None:
        """The day set against one denied ("n'aura pas lieu le 8 mais le 24"), or against the day first foreseen."""
        lower, (start, end) = self.cast.lower, self.parsed.sentence(a.cue[0])
        days = [(self.parsed.tokens(t.start, t.end)[0], t.value) for t in self.times if t.type == "DATE"]
        after = [(i, v) for i, v in days if a.cue[0] < i < end]
        if a.off:
            turn = next((i for i in range(a.cue[1], end) if lower[i] in hints("instead")), end)
            return next((v for i, v in after if turn < i <= turn + 4), None)
        before = [(i, v) for i, v in days if start <= i < a.cue[0]]
        meant = (v for i, v in before if hints("meant") & set(lower[max(start, i - 4) : i]))
        first = next(meant, None)
        if a.status != "planned" or a.background or first is None:
            return None
        return next((v for i, v in after if i <= a.cue[1] + 4 and v != first), None)


def _distance(mention: Mention, token: int) -> int:
    """How far a time is from a mention; words after it are nearer than words before it."""
    if mention.first <= token < mention.stop:
        return 0
    return token - mention.stop if token >= mention.stop else 2 * (mention.first - token)


def _weekday(day: str) -> int:
    return dt.date.fromisoformat(day).weekday()
