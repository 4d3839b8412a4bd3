"""The place and the day told with words on a meeting that do not name it: "Elle se tiendra lundi à Oslo."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparlers.reading import syntax
from pourparlers.reading.meetings.merge import Group
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.settings_clauses import setting
from pourparlers.reading.meetings.types import Mention
from pourparlers.reading.meetings.words import words
from pourparlers.record import Place

if TYPE_CHECKING:
    from pourparlers.reading.meetings.settings_places import Places

_REACH = 14
_OPENS = 7
_MAY_BE = frozenset({"held", "under_way", "planned", "floated"})
_BARS = frozenset(";:«»")


def echoed_place(places: Places, group: Group) -> Place | None:
    """The place after such words, or after a participle that their sentence opens with ("Prévue à Oslo, elle …")."""
    for a in group.echoes:
        if a.status not in _MAY_BE or a.off:
            continue
        start, end = places.parsed.sentence(a.cue[0])
        found = _within(places, a.stop, min(end, a.stop + _REACH))
        if found is None and start in places.told:
            found = _within(places, start + 1, a.first)
        if found is not None:
            return found
    verb = echo_verb(places.cast, group)
    return _within(places, verb + 1, min(places.parsed.sentence(verb)[1], verb + _REACH)) if verb else None


def echo_verb(cast: Cast, group: Group) -> int:
    """The verb of "Elle s'est tenue …" that a sentence right after that of a meeting opens with; 0 where none."""
    told = {cast.parsed.sentence_of[t.mention.head] for t in group.told}
    for t in group.told:
        here = cast.parsed.sentence_of[t.mention.head]
        _, start = cast.parsed.sentence(t.mention.head)
        if t.mention.kind in ("call", "visit") or here + 1 in told or start + 2 >= len(cast.doc):
            continue
        if cast.lower[start] not in setting("it") or cast.parsed.sentence_of[start] != here + 1:
            continue
        opening = cast.doc[start + 1 : start + _OPENS]
        verb = next((w for w in opening if w.pos_ == "VERB" and w.lower_ in setting("happen")), None)
        if verb is None or {"ne", "n'"} & set(cast.lower[start : verb.i]):
            continue
        if syntax.reflexive(verb) and _agrees(cast, start, t.mention):
            return verb.i
    return 0


def _agrees(cast: Cast, pronoun: int, mention: Mention) -> bool:
    """May a pronoun stand for the noun of a meeting, by its number and gender?"""
    noun, word = cast.doc[mention.head], cast.lower[pronoun]
    many = word.startswith(("ils", "elles", "ceux", "celles"))
    if mention.verbal or many != noun.lower_.endswith("s"):
        return False
    gender = ["Fem"] if word.startswith(("elle", "celle")) else ["Masc"]
    return noun.morph.get("Gender", gender) == gender


def _within(places: Places, first: int, stop: int) -> Place | None:
    """The first place after "à", "en", "dans" up to the next verb or stop."""
    bar = (t.i for t in places.doc[first:stop] if t.text in _BARS or t.pos_ == "VERB")
    stop = next(bar, stop)
    for m in places.cast.outer(first, stop):
        at = places.lead(m)
        named = m.form == "name" and m.entities and places.is_site(m.entities[0])
        if named and places.cast.lower[at] in words("at") and not places.is_given(at, m):
            return places.as_place(m)
    described = places.described(first, stop)
    return described[1] if described is not None else None
