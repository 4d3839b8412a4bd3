"""The subject that asides between commas part from its verb: "…, mais Rome, mardi à Oslo, a annoncé …"."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.reading.attributions.cue import Cue
from pourparlers.reading.attributions.heads import apposition
from pourparlers.reading.attributions.page import Page, words

Range = tuple[int, int]
_FAR = 30  # tokens of asides between a subject and its verb
_SUBJECT = 14  # tokens of a subject
_OPENERS = frozenset((",", ";", ":", "-", "–", "—", "•", "»", "or", "puisque", "puisqu'", "tandis", "alors", "ou"))
_JOINS = ("et", "mais", "ou")


def parted(page: Page, cue: Cue) -> Range | None:
    """The subject before the asides that a comma right before the verb closes, or None."""
    if page.low[cue.first - 1] != ",":
        return None
    sent = page.parsed.sentence(cue.head)[0]
    for comma in _asides(page, max(sent, cue.first - _FAR), cue):
        subject = _ending(page, comma, sent)
        alike = subject is not None and page.inside[subject[0]] == page.inside[cue.head]
        if subject is not None and alike and not _listed(page, subject[0], sent):
            return _with_name(page, *subject, cue.first)
    return None


def _with_name(page: Page, first: int, stop: int, end: int) -> Range:
    """An office with the name of its holder between commas: "Le porte-parole de Rome, Anna Rossi, raconte que …"."""
    office = page.low[first] in words("article") | {"l'"} and page.pos[stop - 1] != "PROPN"
    return first, apposition(page, stop, end) if office else stop


def _listed(page: Page, first: int, sent: int) -> bool:
    """Does a phrase after a comma only go on with a relative clause: "…, dont Rome, Oslo et Riga, …"?"""
    before = next((k for k in range(first - 2, sent, -1) if page.low[k] == ","), None)
    return page.low[first - 1] == "," and before is not None and page.low[before + 1] in words("relative_clause")


def _asides(page: Page, first: int, cue: Cue) -> Iterator[int]:
    """The commas before a verb, from the last one back, as long as nothing but asides stand after them."""
    home, closing = page.inside[cue.head], cue.first - 1
    for k in range(closing - 1, first, -1):
        if page.low[k] in (";", ":"):
            return
        if page.low[k] != "," or page.inside[k] != home:
            continue
        if not _is_aside(page, k + 1, closing):
            return
        yield k
        closing = k


def _is_aside(page: Page, first: int, stop: int) -> bool:
    """A relative clause, or words without a finite verb that are no mere conjunction."""
    if first == stop or (stop - first == 1 and page.low[first] in _JOINS):
        return False
    relative = not words("relative_clause").isdisjoint(page.low[first : min(first + 2, stop)])
    return relative or not page.has_finite(first, stop)


def _ending(page: Page, comma: int, sent: int) -> Range | None:
    """The noun phrase up to a comma that stands where a clause opens and may speak."""
    for first in range(comma - 1, max(sent, comma - _SUBJECT) - 1, -1):
        if not _opens(page, first, sent) or page.timed[first]:
            continue
        stop = page.phrase_stop(first, comma)
        if stop == comma and page.low[first] in words("partitive"):
            return first, comma
        told = stop > first and page.speaks(first, stop)
        return (first, stop) if told and (stop == comma or _described(page, stop, comma)) else None
    return None


def _described(page: Page, stop: int, comma: int) -> bool:
    """Do the words after a noun phrase only tell more of it: "un soldat basé au port", "un juge en poste à Oslo"?"""
    joined = page.verb_form(stop) == "Part" or page.low[stop] in words("joint")
    return joined and not page.has_finite(stop, comma)


def _opens(page: Page, first: int, sent: int) -> bool:
    """Does a clause open at this token: after a conjunction, a comma, or at the head of the sentence?"""
    if first == sent:
        return True
    before = page.low[first - 1]
    if before in _JOINS:  # "Le port est fermé et Rome, …", no "entre Rome et Oslo, …"
        edge = next((k for k in range(first - 2, sent, -1) if page.low[k] == ","), sent)
        return first - 1 == sent or edge == first - 2 or page.has_finite(edge, first - 1)
    aside = page.low[first - 2] == "," and before in ("dont", "qui")  # "l'union, dont Rome, a dit"
    return before in _OPENERS or (before in words("deeper") and not aside)
