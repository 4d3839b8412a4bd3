"""What is in focus: who was spoken of, when, and in what part of a sentence."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from pourparlers.reading.entities.drafts import Draft
from pourparlers.reading.entities.roles import INVERTED, after_speech, before_verb, quoted, role
from pourparlers.reading.entities.words import Words, words

MentionForm = Literal["name", "description", "pronoun", "possessive"]
Linking = tuple[int, int, list[Draft], MentionForm]
"""A mention while it is put together: first token, past its last, those that it stands for, its form."""

_PEOPLE = ("person", "office", "unnamed")
_PUBLIC = frozenset(
    (
        "head",
        "monarch",
        "minister",
        "deputy",
        "envoy",
        "leader",
        "lawmaker",
        "local",
        "spokesperson",
        "justice",
        "adviser",
    )
)


@dataclass(slots=True)
class Seen:
    """A mention that was passed: its tokens, whom it stands for, its sentence, and its part in it."""

    first: int
    stop: int
    drafts: list[Draft]
    sentence: int
    subject: bool
    speaker: bool
    main: bool
    quoted: bool
    form: MentionForm


class Focus:
    """The mentions so far, latest last."""

    def __init__(self, ws: Words) -> None:
        self.ws = ws
        self.seen: list[Seen] = []
        self.quoted = quoted(ws)

    def saw(self, first: int, stop: int, drafts: list[Draft], form: MentionForm) -> None:
        """Take note of a mention."""
        subject, speaker, main = role(self.ws, first, stop)
        sentence = self.ws.parsed.sentence_of[first]
        before = self.seen[-1] if self.seen else None
        self.seen.append(Seen(first, stop, drafts, sentence, subject, speaker, main, self.quoted[first], form))
        if before is None:
            return
        gap = self.ws.low[before.stop : first]
        if len(gap) == 2 and gap[0] == ")" and self.ws.low[before.first - 1] == "(":
            # "Ana Holm (PS) et Lars Lund"
            before = next((s for s in reversed(self.seen[:-2]) if s.stop == before.first - 1), before)
            gap = gap[1:]
        if 0 < len(gap) < 3 and (gap[-1] in ("et", "ni") or gap[0] == "et"):
            self._together(before, self.seen[-1])

    def _set_off(self, stop: int, i: int) -> bool:
        """Does a colon or the end of a quotation stand between a mention and a pronoun of its sentence?"""
        return any(self.ws.text[k] in ("»", ":") for k in range(stop, i))

    def _together(self, a: Seen, b: Seen) -> None:
        """ "X et Y": both, as one that a plural may mean."""
        if (
            "possessive" in (a.form, b.form)
            or a.drafts[0] in b.drafts
            or {a.drafts[0].kind, b.drafts[0].kind} & {"place"}
        ):
            return
        b.main = b.main and (a.main or not a.subject)  # "Oslo dit que Rome et Tunis cèdent"
        both = [*a.drafts, *b.drafts]
        first = a
        for s in reversed(self.seen[:-2]):
            # "Paris, Berlin et Londres"
            if s.stop > first.first:
                continue
            if self.ws.low[s.stop : first.first] != [","] or s.form != first.form or s.drafts[0] in both:
                break
            both[:0] = s.drafts
            first = s
        a = first
        self.seen.append(Seen(a.first, b.stop, both, a.sentence, a.subject, a.speaker, a.main, a.quoted, a.form))

    # Who was spoken of

    def met(self, draft: Draft) -> bool:
        """Was it spoken of before?"""
        return any(draft in s.drafts for s in self.seen)

    def recent(self) -> list[Draft]:
        """Whom the text spoke of, the latest first."""
        out: dict[int, Draft] = {}
        for s in reversed(self.seen):
            for d in s.drafts:
                out.setdefault(id(d), d)
        return list(out.values())

    def last_states(self, count: int) -> list[str]:
        """The codes of the last states spoken of, persons' own where there are too few: "les deux pays"."""
        found: list[str] = []
        for s in reversed(self.seen[-30:]):
            codes = [d.codes[0] for d in s.drafts if d.kind in ("state", "group") and d.codes]
            if len(s.drafts) == count == len(set(codes)):
                return codes
        for kinds in (("state", "group"), ("person", "office", "organization")):
            for s in reversed(self.seen[-40:]):
                for d in reversed(s.drafts):
                    if d.kind in kinds and d.codes and d.codes[0] not in (*found, "UNO"):
                        found.append(d.codes[0])
                if len(found) >= count:
                    return found[:count][::-1]
        return []

    def officer(self, before: int) -> Draft | None:
        """Whose homologue is spoken of: the subject, or else the last one before it who holds an office."""
        sentence = self.ws.parsed.sentence_of[before]
        owner = self._joined(before) or self._officer_of_clause(before) or self.subject(before)
        if owner is not None and owner.offices:
            return owner
        for s in reversed(self.seen[-20:]):
            if s.sentence >= sentence - 1 and s.subject and len(s.drafts) == 1 and s.drafts[0].offices:
                return s.drafts[0]
        return owner

    def subject_of_clause(self, before: int) -> Draft | None:
        """The subject of the main clause of a sentence that stands before a token."""
        sentence = self.ws.parsed.sentence_of[before]
        return next(
            (
                s.drafts[0]
                for s in reversed(self.seen[-12:])
                if s.sentence == sentence and s.subject and s.main and len(s.drafts) == 1 and s.first < before
            ),
            None,
        )

    def _officer_of_clause(self, before: int) -> Draft | None:
        """The last subject of the sentence that holds an office ("X dit que le roi se rendra chez son homologue")."""
        sentence = self.ws.parsed.sentence_of[before]
        for s in reversed(self.seen[-8:]):
            if s.sentence == sentence and s.subject and len(s.drafts) == 1 and s.drafts[0].offices and s.first < before:
                return s.drafts[0]
        return None

    def last_state(self, i: int, codes: frozenset[str] = frozenset()) -> Draft | None:
        """The state that "le pays" means: one of the last spoken of, first of those that act; with ``codes`` one of
        these alone ("le royaume")."""
        sentence = self.ws.parsed.sentence_of[i]
        best, top = None, -99.0
        for n, s in enumerate(reversed(self.seen[-25:])):
            fits = len(s.drafts) == 1 and s.drafts[0].kind == "state" and s.form != "possessive"
            if fits and (not codes or codes.intersection(s.drafts[0].codes)):
                score = 2.0 * s.subject + s.main - 0.2 * n - (sentence - s.sentence)
                if score > top:
                    best, top = s.drafts[0], score
        return best

    def unnamed_speaker(self, p_first: int, gender: str) -> Draft | None:
        """Who spoke last before a token, if that is somebody unnamed: "ce conseiller" after "un proche du roi"."""
        sentence = self.ws.parsed.sentence_of[p_first]
        for s in reversed(self.seen):
            if sentence - s.sentence > 3:
                return None
            if not s.speaker or s.quoted or s.form == "possessive" or len(s.drafts) != 1:
                continue
            d = s.drafts[0]
            source = any(noun.startswith("source") for noun in d.nouns)
            fits = d.kind == "unnamed" and d.source in ("anonymous", "other") and d.number == "s"
            return d if fits and (source or agrees(d, gender)) else None
        return None

    def last_speaker(self, i: int, gender: str) -> list[Draft]:
        """Whom "selon lui" means, where its own clause has nobody as subject: who spoke last, a person."""
        sentence = self.ws.parsed.sentence_of[i]
        for s in reversed(self.seen):
            back = sentence - s.sentence
            if back > 2 or (not back and s.main and s.subject and can_be(s, gender, "s") and s.first < i):
                return []
            if back and s.speaker and not s.quoted and s.form != "possessive" and can_be(s, gender, "s"):
                return s.drafts if s.drafts[0].kind in _PEOPLE else []
        return []

    def last_body(self, i: int) -> list[Draft]:
        """The body that spoke last before a token, for "on" in "…, assure-t-on"."""
        sentence = self.ws.parsed.sentence_of[i]
        for s in reversed(self.seen):
            if s.first < i and s.speaker and not s.quoted and len(s.drafts) == 1 and sentence - s.sentence < 4:
                d = s.drafts[0]
                bodies = d.kind in ("organization", "group", "state") and d.source != "media"
                return s.drafts if bodies or (d.kind == "unnamed" and d.source == "anonymous") else []
        return []

    # Pronouns

    def met_pair(self, i: int) -> list[Draft]:
        """Whom "ils" means after "Le ministre s'est entretenu avec Lars Holm.": the two, if they alone are told of."""
        sentence = self.ws.parsed.sentence_of[i]
        late = [s for s in self.seen[-14:] if s.sentence == sentence - 1 and not s.quoted and s.form != "possessive"]
        people = [s for s in late if s.drafts[0].kind in ("person", "office")]
        first = next((s for s in people if s.subject and s.main and len(s.drafts) == 1), None)
        other = next(
            (s for s in people if first and s.first >= first.stop and self.ws.low[s.first - 1] in words("met")), None
        )
        if first is None or other is None or first.drafts[0] in other.drafts or any(len(s.drafts) > 1 for s in people):
            return []
        return [*first.drafts, *other.drafts]

    def subject(self, before: int) -> Draft | None:
        """Whom the clause before a token has as subject: in its sentence, else in the one before; first of all whom
        "et" joins to it ("le ministre grec et son homologue")."""
        sentence = self.ws.parsed.sentence_of[before]
        joined = self._joined(before)
        if joined is not None:
            return joined
        for s in reversed(self.seen):
            if s.sentence < sentence:
                break
            if s.main and len(s.drafts) == 1 and s.drafts[0].kind != "place" and s.first < before:
                return s.drafts[0]
        acting: Draft | None = None
        for s in reversed(self.seen):
            if s.sentence < sentence - 1:
                break
            if s.subject and self._one(s, before) and s.drafts[0].kind in ("person", "office", "unnamed", "state"):
                if s.main or s.sentence == sentence:
                    return s.drafts[0]
                acting = acting or s.drafts[0]
        if acting is not None:
            return acting
        for s in reversed(self.seen):
            if s.sentence < sentence - 1:
                break
            if self._one(s, before) and s.drafts[0].kind in ("person", "office"):
                return s.drafts[0]
        bodies = (s for s in reversed(self.seen[-12:]) if s.sentence == sentence - 1 and s.subject and s.main)
        body = next((s for s in bodies if self._one(s, before) and s.drafts[0].kind in ("organization", "group")), None)
        return body.drafts[0] if body is not None and body.drafts[0].source != "media" else None

    def _joined(self, i: int) -> Draft | None:
        """The person or state of whom a mention ends right before "et" and a possessive at a token."""
        if i < 2 or self.ws.low[i - 1] != "et" or self.ws.low[i] not in words("third-possessive"):
            return None
        ends = [s for s in self.seen[-6:] if s.stop == i - 1 and self._one(s, i) and s.form != "possessive"]
        whole = min(ends, key=lambda s: s.first, default=None)
        fits = whole is not None and whole.drafts[0].kind in ("person", "office", "state")
        return whole.drafts[0] if whole is not None and fits and whole.drafts[0].number == "s" else None

    def coming_subject(self, i: int) -> list[Draft]:
        """The subject of the main clause of a sentence that stands after a token, once all is read: whose "son" is in
        "Avant une rencontre avec son homologue, le ministre grec …"."""
        sentence = self.ws.parsed.sentence_of[i]
        at = bisect_left(self.seen, sentence, key=lambda s: s.sentence)
        for s in self.seen[at:]:
            if s.sentence > sentence:
                return []
            if s.first > i and s.subject and s.main and s.form != "possessive":
                return s.drafts if len(s.drafts) == 1 else []
        return []

    def _one(self, s: Seen, before: int) -> bool:
        """Is it a mention of one alone that starts before a token ("son homologue" is not his own)?"""
        return len(s.drafts) == 1 and s.first < before

    def best(
        self,
        i: int,
        gender: str,
        number: str,
        *,
        inverted: bool,
        code: str = "",
        person: bool = False,
        plain: bool = False,
        strict: bool = False,
        other: Draft | None = None,
        abroad: frozenset[str] = frozenset(),
    ) -> list[Draft]:
        """Whom a subject pronoun means; ``inverted`` is one after its verb ("a-t-il dit").

        With ``code`` only those of a state or of none, or, where it is ``strict``, of that state; ``person``: persons
        alone; ``plain``: of no known office; ``other``: anybody but this one; ``abroad``: codes that are no state's.
        """
        sentence = self.ws.parsed.sentence_of[i]
        own = self._quoted_speaker(i) if self.quoted[i] else None
        best: list[Draft] = []
        spoke: list[Draft] = []
        top = -99.0
        for n, s in enumerate(reversed(self.seen)):
            back = sentence - s.sentence
            if n > 60 or back > 12:
                break
            if s.form == "possessive" or not can_be(s, gender, number) or (person and s.drafts[0].kind != "person"):
                continue
            if (other is not None and other in s.drafts) or (own is not None and own in s.drafts):
                continue
            if plain and (back > 4 or self._holds_office(s.drafts[0], back)):
                continue
            if code and (strict or set(s.drafts[0].codes) - abroad) and code not in s.drafts[0].codes:
                continue
            spoke = spoke or (s.drafts if s.speaker and s.main and not s.quoted else [])
            if inverted and s.drafts[0].source == "media" and s.drafts[0].kind == "unnamed" and not s.main:
                continue  # "…, selon une journaliste sur place"
            outspoken = inverted and s.speaker and s.drafts != spoke
            score = (
                self._score(s, i, n, inverted=inverted)
                - 2.0 * outspoken
                - 0.8 * bool(gender and not s.drafts[0].gender)
            )
            if code and not s.drafts[0].codes:
                score -= 2.0
            if number == "s" and s.drafts[0].kind == "state" and s.drafts[0].known is None:
                score -= 1.5  # a capital that stands for its state is seldom "il" or "elle"
            if score > top:
                top, best = score, s.drafts
        return best

    def _quoted_speaker(self, i: int) -> Draft | None:
        """Whose whole sentence in quotation marks holds a token, if they spoke before too and go on: "« Il viendra »,
        a-t-il ajouté" tells of somebody else."""
        ws = self.ws
        end = ws.parsed.sentence(i)[1]
        close = next((k for k in range(i, end) if ws.text[k] == "»"), None)
        opening = next((k for k in range(i, max(i - 60, -1), -1) if ws.text[k] == "«"), None)
        if opening is None or close is None or ws.parsed.sentence(opening)[0] != opening:
            return None
        if INVERTED.isdisjoint(ws.low[close : min(end, close + 6)]):
            return None
        sentence = ws.parsed.sentence_of[i]
        for s in reversed(self.seen[-30:]):
            if s.speaker and s.main and not s.quoted and s.form != "possessive" and len(s.drafts) == 1:
                return s.drafts[0] if sentence - s.sentence < 3 and s.drafts[0].kind in _PEOPLE else None
        return None

    def _score(self, s: Seen, i: int, back: int, *, inverted: bool) -> float:
        """How near a mention is to a pronoun: subjects and speakers first, those inside quotations last."""
        gap = min(self.ws.parsed.sentence_of[i] - s.sentence, 6)
        people = all(d.kind in _PEOPLE for d in s.drafts)
        inside = s.quoted and not self.quoted[i]
        score = 3.0 * s.subject + 1.5 * s.main - 0.1 * back
        if inverted:
            # "…", a-t-il dit: who spoke last, seldom one of whom the quotation speaks
            score += 4.0 * s.speaker + people * (3.5 if s.speaker else 4.5) - 1.3 * gap - 8.0 * inside
            if gap == 1 and s.subject and s.main and people and not s.speaker and not self._goes_on(i):
                score += 2.5  # "Son prédécesseur avait refusé. « … », a-t-il écrit"
            return score if gap else score + (2.5 if self._set_off(s.stop, i) else -3.0)
        score += 2.0 * s.speaker + 1.5 * people - gap - 2.5 * inside
        if gap == 1 and s.speaker and s.form == "description" and self._is_told_of(s, i):
            score -= 4.0  # "Le roi a annulé sa visite, a indiqué un responsable. Il devait …"
        return score if gap else score + 2.0 * (s.main and s.subject)

    def _is_told_of(self, s: Seen, i: int) -> bool:
        """Does an incise tell who spoke before a pronoun that does not speak on itself?"""
        return after_speech(self.ws, s.first) and before_verb(self.ws, i, i + 1) is False

    def _holds_office(self, d: Draft, back: int) -> bool:
        """Is somebody known for an office, or told to hold one: a public one, or any if it is not just been told?"""
        return d.known is not None or (bool(d.offices) and (back > 1 or bool(d.ranks & _PUBLIC)))

    def _goes_on(self, i: int) -> bool:
        """Does the verb of an inverted pronoun tell that the same one speaks on ("a-t-il ajouté", "poursuit-elle")?"""
        return not words("goes-on").isdisjoint(self.ws.low[max(i - 2, 0) : i + 3])

    def nearest(self, gender: str, number: str, i: int) -> list[Draft]:
        """Whom "ce dernier" at a token means: the last one that agrees with it, of several only persons, states and
        bodies; nobody of whom only a quotation before it speaks."""
        sentence, state = self.ws.parsed.sentence_of[i], None
        for s in reversed(self.seen):
            if s.quoted and not self.quoted[i]:
                continue
            kinds = _PEOPLE if number == "s" else (*_PEOPLE, "state", "organization", "group")
            if s.form == "possessive" or not can_be(s, gender, number):
                continue
            if state is not None and s.sentence < state.sentence:
                break
            if s.drafts[0].kind in kinds:
                return s.drafts
            if state is None and s.drafts[0].kind == "state" and sentence - s.sentence < 2:
                state = s  # "Bangkok presse Phnom Penh, ce que cette dernière refuse"
        return state.drafts if state is not None else []


def can_be(s: Seen, gender: str, number: str) -> bool:
    """May a word of this gender and number mean them?"""
    if number == "p":
        return len(s.drafts) > 1 or s.drafts[0].number == "p"
    if len(s.drafts) != 1 or s.drafts[0].number == "p":
        return False
    d = s.drafts[0]
    return d.kind != "place" and agrees(d, gender)


def agrees(d: Draft, gender: str) -> bool:
    """May a word of this gender mean it? One whose gender the text does not tell may be either."""
    return not d.gender or not gender or d.gender == gender
