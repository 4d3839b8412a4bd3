"""What is in focus: who was spoken of, when, and in what part of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pourparlers.reading.entity_drafts import Draft
from pourparlers.reading.entity_roles import quoted, role
from pourparlers.reading.entity_words import Words

MentionForm = Literal["name", "description", "pronoun", "possessive"]
Linking = tuple[int, int, list[Draft], MentionForm]
"""A mention while it is put together: first token, past its last, those that it stands for, its form."""

_PEOPLE = ("person", "office", "unnamed")


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
        if (before and first - before.stop in (1, 2) and self.ws.low[first - 1] in ("et", "ni")) or (
            before and (first - before.stop == 2 and self.ws.low[first - 2] == "et")
        ):
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
        both = [*a.drafts, *b.drafts]
        self.seen.append(Seen(a.first, b.stop, both, a.sentence, a.subject, a.speaker, a.main, a.quoted, a.form))

    # Who was spoken of

    def recent(self) -> list[Draft]:
        """Whom the text spoke of, the latest first."""
        out: dict[int, Draft] = {}
        for s in reversed(self.seen):
            for d in s.drafts:
                out.setdefault(id(d), d)
        return list(out.values())

    def last_people(self, count: int, rank: str = "") -> list[Draft]:
        """The last two (or three) persons: "les deux hommes"."""
        out: list[Draft] = []
        for s in reversed(self.seen):
            for d in s.drafts:
                fits = d.kind in ("person", "office") and d.number == "s" and d not in out
                if rank in ("head", "minister", "monarch"):
                    fits = fits and rank in d.ranks
                if fits:
                    out.append(d)
            if len(out) >= count:
                break
        return out[:count][::-1] if len(out) >= count else []

    def last_states(self, count: int) -> list[str]:
        """The codes of the last states spoken of, persons' own where there are too few: "les deux pays"."""
        found: list[str] = []
        for kinds in (("state", "group"), ("person", "office", "organization")):
            for s in reversed(self.seen[-40:]):
                for d in reversed(s.drafts):
                    if d.kind in kinds and d.codes and d.codes[0] not in found:
                        found.append(d.codes[0])
                if len(found) >= count:
                    return found[:count][::-1]
        return []

    # Pronouns

    def subject(self, before: int) -> Draft | None:
        """Whom the clause before a token has as subject: in its sentence, else in the one before."""
        sentence = self.ws.parsed.sentence_of[before]
        for s in reversed(self.seen):
            if s.sentence < sentence:
                break
            if s.main and len(s.drafts) == 1 and s.drafts[0].kind != "place":
                return s.drafts[0]
        for s in reversed(self.seen):
            if s.sentence < sentence - 1:
                break
            if s.subject and len(s.drafts) == 1 and s.drafts[0].kind in ("person", "office", "unnamed", "state"):
                return s.drafts[0]
        for s in reversed(self.seen):
            if s.sentence < sentence - 1:
                break
            if len(s.drafts) == 1 and s.drafts[0].kind in ("person", "office"):
                return s.drafts[0]
        return None

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
        other: Draft | None = None,
    ) -> list[Draft]:
        """Whom a subject pronoun means; ``inverted`` is one after its verb ("a-t-il dit").

        With ``code`` only those of a state or of none; ``person``: persons alone; ``plain``: of no known office;
        ``other``: anybody but this one.
        """
        sentence = self.ws.parsed.sentence_of[i]
        best: list[Draft] = []
        top = -99.0
        for n, s in enumerate(reversed(self.seen)):
            back = sentence - s.sentence
            if n > 60 or back > 12:
                break
            if s.form == "possessive" or not can_be(s, gender, number) or (person and s.drafts[0].kind != "person"):
                continue
            if other is not None and other in s.drafts:
                continue
            if plain and (s.drafts[0].known or s.drafts[0].offices):
                continue
            if code and s.drafts[0].codes and code not in s.drafts[0].codes:
                continue
            score = self._score(s, i, n, inverted=inverted) - 0.8 * bool(gender and not s.drafts[0].gender)
            if score > top:
                top, best = score, s.drafts
        return best

    def _score(self, s: Seen, i: int, back: int, *, inverted: bool) -> float:
        """How near a mention is to a pronoun: subjects and speakers first, those inside quotations last."""
        gap = self.ws.parsed.sentence_of[i] - s.sentence
        score = 3.0 * s.subject + 2.0 * s.speaker + 1.5 * s.main - 0.1 * back - min(gap, 6)
        if s.quoted and not self.quoted[i]:
            score -= 2.5
        if inverted and gap == 0:
            score += 2.0 if self._set_off(s.stop, i) else -3.0
        if all(d.kind in _PEOPLE for d in s.drafts):
            score += 3.5 if inverted else 1.5
        return score

    def nearest(self, gender: str, number: str) -> list[Draft]:
        """Whom "ce dernier" means: the last one that agrees with it."""
        for s in reversed(self.seen):
            if s.form != "possessive" and can_be(s, gender, number) and s.drafts[0].kind in _PEOPLE:
                return s.drafts
        return []


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
