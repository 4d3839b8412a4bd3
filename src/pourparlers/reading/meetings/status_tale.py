"""How a text tells the fate of a meeting beyond the plain words: idioms, the imperfect of stories, hopes.

Its words are those of ``fr/meeting_hints.tsv``.
"""

from __future__ import annotations

from functools import cache

from pourparlers.knowledge import tables
from pourparlers.reading import syntax
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.status_fold import Assertion, Fold, imperfect
from pourparlers.reading.meetings.words import Hit, verb_forms, words
from pourparlers.reading.tokens import Token
from pourparlers.vocabulary import Status

_AS_PLANNED = 6


@cache
def hints(kind: str) -> frozenset[str]:
    """The words of one class of ``fr/meeting_hints.tsv``."""
    return frozenset(
        word
        for row in tables.rows("fr/meeting_hints.tsv")
        if row["class"] == kind
        for word in tables.values(row["words"])
    )


@cache
def copulas() -> frozenset[str]:
    """The forms of the verbs that only join a predicate to its subject."""
    return frozenset(form for verb in words("copula") for form in verb_forms(verb)) | syntax.forms("être")


class Tale(Fold):
    """A fold that knows how stories are told."""

    __slots__ = ()

    def take(self, step: Token, hit: Hit | None, *, event: bool = False) -> None:
        """Take a governing word into account; an imperfect that tells what happened makes a meeting held."""
        before = self.status
        super().take(step, hit, event=event)
        if before is None and self.status == "under_way" and _narrates(step, hit):
            self.status = "floated" if _supposed(step) else "held"

    def _copula(self, hit: Hit | None) -> Token | None:
        """The verb before a predicate, that of an adverbial idiom left out ("étudier sans tarder la possibilité")."""
        verb = super()._copula(hit)
        while verb is not None and syntax.form(verb) == "infinitive" and syntax.linker(verb) == "sans":
            start, _ = self.cast.parsed.sentence(verb.i)
            before = range(syntax.before_infinitive(verb) - 1, max(start, verb.i - 4) - 1, -1)
            verb = next((self.cast.doc[i] for i in before if self.cast.doc[i].pos_ in ("VERB", "AUX")), None)
        return verb


def _narrates(verb: Token, hit: Hit | None) -> bool:
    """Does an imperfect tell what took place ("qui recevait mercredi son homologue"), not what lasted?"""
    if hit is not None and (hit.row["status"] not in ("", "occur") or hit.phrase in hints("lasting")):
        return False
    if hit is not None and hit.row.get("kind") == "talks":
        return False
    return imperfect(syntax.finite(verb)) and not _in_past_speech(verb)


def _in_past_speech(verb: Token) -> bool:
    """Is what a verb tells in the imperfect put there by a past verb before "que" ("a dit qu'il recevait lundi")?"""
    marked = any(c.dep_ == "mark" and c.lower_ in ("que", "qu'") for c in verb.children)
    if not marked and verb.dep_ != "ccomp":
        return False
    above = verb.head
    told = above.i < verb.i and above.pos_ in ("VERB", "AUX") and syntax.form(syntax.finite(above)) == "finite"
    return not told or syntax.is_past(above)


def _supposed(verb: Token) -> bool:
    """Does "si" open the clause of a verb?"""
    return any(c.dep_ == "mark" and c.lower_ in ("si", "s'") for c in verb.children)


def hoped(hit: Hit | None) -> bool:
    """Does a word make what is told in the future a mere hope ("espère que les présidents se rencontreront")?"""
    return hit is not None and hit.phrase in hints("hope")


def called_off(cast: Cast, a: Assertion, planned: bool) -> bool:
    """Was what an assertion denies meant to be: by another report, or by words such as "finalement", "prévue"?"""
    if not a.off:
        return False
    doc = cast.doc
    start, end = cast.parsed.sentence(a.cue[0])
    turned = any(doc[i].lower_ in hints("turn") for i in range(a.first, min(end, a.stop + 1)))
    meant = any(doc[i].lower_ in hints("meant") for i in range(start, a.cue[0]))
    ahead = range(a.stop, min(end, a.stop + _AS_PLANNED))
    meant = meant or any(doc[i].lower_ in hints("meant") and doc[i - 1].lower_ == "comme" for i in ahead)
    there = "y" in cast.lower[a.cue[0] : a.cue[1]]  # "il n'y aura aucune rencontre"
    return (planned and not there) or turned or meant


def confirmed(a: Assertion, over: bool) -> Status | None:
    """That a meeting which is ``over`` is confirmed or announced says that it was held."""
    return "held" if over and a.status == "planned" and a.phrase in hints("confirm") else None
