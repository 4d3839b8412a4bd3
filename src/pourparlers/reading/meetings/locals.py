"""Officials of whom no state is told, met in a foreign one ("a rencontré à Damas des responsables"), or who leave
their own ("Le chef de l'État a quitté Dakar pour Paris")."""

from __future__ import annotations

from pourparlers.reading.meetings.parties import Cast, Ids
from pourparlers.reading.meetings.words import words

_REACH = 8
_LEFT = 3


def officials(cast: Cast, first: int, stop: int, doers: Ids) -> Ids:
    """The officials without a state in a range of tokens, taken to be of the state where the sentence tells that they
    were met; nobody where that is the state of those who meet them, or none is told."""
    noun = next((i for i in range(first, min(stop, first + _REACH)) if cast.lower[i] in words("official")), None)
    if noun is None or not cast.sides(doers):
        return ()
    opens = noun
    while opens > first and cast.doc[opens - 1].pos_ in ("DET", "ADJ", "NUM"):
        opens -= 1
    known = cast.who.at(noun)
    if known is not None and (cast.sides(known.entities) or not all(cast.is_person(e) for e in known.entities)):
        return ()
    state = _there(cast, noun, cast.sides(doers))
    if not state:
        return ()
    entity = known.entities[0] if known is not None else cast.ensure(opens, noun + 1)
    cast.give(entity, state)
    return (entity,)


def _there(cast: Cast, token: int, own: set[str]) -> str:
    """The code of the foreign state in which a sentence tells that something happens."""
    start, end = cast.parsed.sentence(token)
    for m in cast.outer(start, end):
        led = m.first > start and cast.lower[m.first - 1] in words("at")
        known = cast.get(m.entities[0])
        if led and known.kind in ("place", "state") and known.countries and known.countries[0] not in own:
            return known.countries[0]
    return ""


def leavers(cast: Cast, who: Ids, first: int) -> None:
    """Take holders of an office of whom no state is told to be of the one whose town a verb tells that they leave."""
    left = next((m for m in cast.outer(first, first + _LEFT) if m.form == "name" and m.entities), None)
    state = cast.side(left.entities[0]) if left is not None and cast.get(left.entities[0]).kind == "place" else ""
    for e in who if state else ():
        if cast.get(e).office and not cast.side(e):
            cast.give(e, state)
