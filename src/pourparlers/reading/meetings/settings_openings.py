"""The phrase that opens a sentence and tells where what follows is: "Lundi à Oslo,", "Dans la région de Kayes,"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparlers.reading import syntax
from pourparlers.reading.meetings.settings_clauses import setting
from pourparlers.reading.meetings.words import words
from pourparlers.reading.tokens import Doc

if TYPE_CHECKING:
    from pourparlers.reading.meetings.settings_places import Places

_AGO = 3
_NEAR = 4
_DAY = 9
_PHRASE = 14
_WHO = frozenset({"person", "office", "group", "unnamed"})


def opens(places: Places, start: int, first: int, stop: int) -> bool:
    """Does a place stand in the phrase that opens a sentence, which nothing but a day or a place makes up?"""
    doc = places.doc
    stop = past_brackets(doc, stop)
    past = start + _AGO if places.cast.lower[start : start + _AGO] == ["il", "y", "a"] else start
    if first - start > _PHRASE or any(syntax.is_verb(t) for t in doc[past:first]):
        return False
    if _is_bare(places, start, first):
        return True
    if stop >= len(doc) or doc[stop].text != ",":
        return False
    led = places.cast.lower[start] in words("at") | setting("near") | {"sur"}
    named = (places.cast.get(e).kind for m in places.cast.outer(start, first) for e in m.entities[:1])
    at = first - 1 - (doc[first - 1].pos_ == "DET")
    day = is_timed(places, max(start, at - _DAY), at)
    thing = places.cast.lower[at] in words("at") and at > start and not day and places.of_thing(at)
    return (led or is_timed(places, start, min(first, start + _NEAR))) and not thing and not _WHO & set(named)


def is_timed(places: Places, first: int, stop: int) -> bool:
    """Does a time start at one of these tokens?"""
    return any(places.parsed.starts[i] in places.timed for i in range(first, stop))


def past_brackets(doc: Doc, i: int) -> int:
    """Where the words in brackets that a place may be followed by ("(Suisse)") end."""
    if i < len(doc) and doc[i].text == "(":
        return next((k + 1 for k in range(i, len(doc)) if doc[k].text == ")"), i)
    return i


def name_end(doc: Doc, i: int) -> int:
    """Past the last capitalized word of an unknown name."""
    while i < len(doc) and doc[i].text[:1].isupper():
        i += 1
    return i


def _is_bare(places: Places, start: int, first: int) -> bool:
    """ "Le 3 mars déjà, à Oslo": does nothing but a day stand before a place at the head of a sentence?"""
    if first - start > _DAY or places.parsed.starts[start] not in places.timed:
        return False
    return places.doc[first - 2].text == "," and not any(t.pos_ == "PRON" for t in places.doc[start:first])
