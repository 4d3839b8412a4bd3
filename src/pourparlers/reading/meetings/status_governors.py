"""The words above a mention of a meeting, from the nearest to the finite verb, by place and by parse."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.reading import syntax
from pourparlers.reading.meetings.status_frames import Framed
from pourparlers.reading.meetings.status_tale import hints
from pourparlers.reading.meetings.types import Mention
from pourparlers.reading.meetings.words import Hit, words
from pourparlers.reading.tokens import Token

_HOPS = 8
_ADJUNCT = frozenset({"ADV", "PROPN", "NUM", "ADP", "DET", "NOUN", "ADJ"})
_CLAUSE = frozenset({"acl:relcl", "parataxis", "advcl", "ccomp", "csubj", "advcl:cleft"})


class Governed(Framed):
    """The words of an article that tell the fate of meetings, and which of them stand above a mention."""

    def governing(self, mention: Mention, step: Token, last: int) -> Hit | None:
        """The row of a word above a mention; a noun counts only right before what it governs."""
        hit = self.at.get(step.i)
        if hit is None:
            return None
        kind, below = hit.row["class"], self.doc[mention.head]
        its = below.dep_.startswith("acl") and below.head.i == step.i  # "l'invitation de Rome à se rendre à Oslo"
        if kind == "noun" and not its and not self._leads(hit, mention, last):
            return None
        direct = below.head.i == step.i
        if is_expected_at(hit, below):
            return hit
        if (
            direct
            and below.dep_.startswith("obl")
            and (kind == "passive" or (hit.row["status"] == "occur" and kind == "have"))
        ):
            return None
        return hit

    def _leads(self, hit: Hit, mention: Mention, last: int) -> bool:
        """Does a noun stand right before what it governs ("la possibilité d'une rencontre")?"""
        if hit is self.occurring(mention.first) or hit is self.undone(mention):
            return True
        until = min(last, mention.first) if last > hit.first else mention.first
        begin = hit.stop
        if until > begin and self.doc[begin].text == ",":  # "l'annulation, la veille, de la visite"
            begin = next((i + 1 for i in range(begin + 1, until) if self.doc[i].text == ","), begin)
        return begin <= until and all(
            t.pos_ in ("ADP", "DET", "ADJ", "NUM") or t.lower_ in hints("length") for t in self.doc[begin:until]
        )

    def governors(self, mention: Mention, word: Token) -> Iterator[Token]:
        """The words above a mention, from the nearest to the finite verb, by place and by parse."""
        seen = {word.i}
        ahead = None if mention.verbal else self._noun_before(mention)
        if ahead and ahead.row["class"] == "noun":
            word = self.doc[ahead.first]
            seen.add(word.i)
            yield word
        step: Token | None = word
        for hop in range(_HOPS):
            beside = self.right_before(mention) if hop == 0 and word.i == mention.head else None
            step = beside or (self.above(step) if step is not None else None)
            if step is None or step.i in seen:
                return
            seen.add(step.i)
            yield step

    def _noun_before(self, mention: Mention) -> Hit | None:
        """The noun right before a mention that tells its fate, or one past who did it, why or when."""
        return self.ends.get(mention.first) or self.undone(mention) or self.occurring(mention.first)

    def right_before(self, mention: Mention) -> Token | None:
        """The verb whose object a mention is by its place, past whatever else tells of its deed ("ont repris lundi à
        Rome leurs discussions", "a suspendu jusqu'à nouvel ordre les travaux")."""
        if mention.verbal or self.doc[mention.first].pos_ == "ADP":
            return None
        start, _ = self.cast.parsed.sentence(mention.head)
        first = self.past_aside(mention.first)
        for i in range(first - 1, max(start, mention.first - _HOPS * 2) - 1, -1):
            token, hit = self.doc[i], self.at.get(i)
            if hit is not None:
                if hit.row["class"] == "readiness" and i == mention.first - 2:
                    return token  # "s'est dit ouvert à une rencontre"
                takes = hit.row["class"] == "verb" or hit.row["status"] == "resume"
                direct = takes and hit.stop == i + 1 and hit.row["status"] not in ("", "occur")
                direct = direct and (i + 1 == first or self._opens_adjunct(self.doc[i + 1]))
                return token if direct and token.pos_ == "VERB" and not syntax.is_passive(token) else None
            if token.pos_ not in _ADJUNCT and token.lower_ not in words("day") | words("at") | {"»"}:
                return None
        return None

    def _opens_adjunct(self, word: Token) -> bool:
        """Does a word after a verb open something that is not its object?"""
        return syntax.is_adverb(word) or word.pos_ in ("ADP", "PROPN", "NUM") or word.lower_ in words("day") | {"»"}

    def in_relative(self, mention: Mention, verb: Token) -> bool:
        """Does a verb stand in the clause with "qui" after a mention that the parse makes its subject?"""
        first = max(mention.stop, mention.head + 1)
        if verb.i <= first or verb.pos_ not in ("VERB", "AUX"):
            return False
        for i in range(syntax.group_start(verb) - 1, first - 1, -1):
            token = self.doc[i]
            if token.lower_ == "qui":
                return self.doc[i - 1].text == ","
            if token.pos_ in ("VERB", "AUX") and syntax.form(token) == "finite" and syntax.form(verb) == "finite":
                return False
            if token.text in ",;:":
                return False
        return False

    def above(self, word: Token) -> Token | None:
        """What governs a word within its clause."""
        if word.pos_ in ("VERB", "AUX"):
            return self.deeming(word) or syntax.governor(word)
        if word.head.i == word.i or word.dep_ in _CLAUSE:
            return None
        return word.head

    def done_by(self, subject: Token, modal: Token) -> Hit | None:
        """What is to be done to the subject of a modal, where the parse hangs it there ("doit être annulée")."""
        if modal.lemma_ not in words("modal") or not subject_of(subject, modal):
            return None
        _, end = self.cast.parsed.sentence(modal.i)
        i = next((k for k in range(modal.i + 1, end) if not syntax.is_adverb(self.doc[k])), end)
        i = next((k for k in range(i + 1, end) if not syntax.is_adverb(self.doc[k])), end)
        hit = self.at.get(i)
        passive = hit is not None and hit.row["class"] in ("verb", "passive") and syntax.is_passive(self.doc[i])
        return hit if passive else None


def is_expected_at(hit: Hit, gathering: Token) -> bool:
    """ "Est attendu au sommet": does a word say that somebody is to be at a gathering?"""
    at = any(c.lower_ in ("à", "au", "aux") and c.dep_ == "case" for c in gathering.children)
    return at and hit.phrase == "attendre" and hit.row["class"] == "passive" and gathering.dep_.startswith("obl")


def subject_of(word: Token, verb: Token) -> bool:
    """Is a word the subject of a verb?"""
    return word.head.i == verb.i and word.dep_.startswith("nsubj")
