"""Houses, regions and states whose town is told beside them: "au palais de Dakar", "dans le sud du Kenya"."""

from __future__ import annotations

from pourparlers.reading.entities import Mention as EntityMention
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.settings_clauses import setting
from pourparlers.reading.meetings.settings_context import is_town
from pourparlers.reading.meetings.types import OF
from pourparlers.reading.meetings.words import words

_LEAD = 3
_NEAR = 4
_NAMED = 8
_SHORE = 7
_JOINS = OF | frozenset({"la", "l'", "le", "les"})


def of_theme(cast: Cast, at: int, head: int) -> bool:
    """Does this preposition go with what is talked about ("la guerre en Syrie"), not with "réunion de crise"?"""
    before = max(0, at - 1)
    while before > 0 and cast.doc[before].pos_ == "ADJ":
        before -= 1
    kind = cast.lower[before - 1] in ("de", "d'") and before - 2 <= head
    return cast.lower[before] in setting("theme") and not kind


def of_building(cast: Cast, of: int, reach: int = _NEAR) -> bool:
    """Does a house or site stand before this "de" ("au palais présidentiel de Dakar")?"""
    lower = cast.lower
    noun = next((i for i in range(of - 1, max(1, of - reach), -1) if lower[i] in setting("building")), None)
    if noun is None or not all(_is_named(cast, i) for i in range(noun + 1, of)):
        return False
    inner = next((i for i in range(noun - 1, max(1, noun - _LEAD), -1) if lower[i] in OF), None)
    return bool(set(lower[max(0, noun - _LEAD) : noun]) & words("at")) or (
        inner is not None and of_building(cast, inner)
    )


def of_site(cast: Cast, of: int, m: EntityMention, head: int) -> bool:
    """Is this "de" that of a house in a town, however it is named, or of a part of a state or region?"""
    reach = _NAMED if is_town(cast, m) else _NEAR
    return of_building(cast, of, reach) or _of_region(cast, of, head) or _of_shore(cast, of, m, head)


def _is_named(cast: Cast, i: int) -> bool:
    """May a word stand in the name of a house ("le salon d'honneur", "l'aéroport international Diori Hamani")?"""
    token = cast.doc[i]
    return token.text[:1].isupper() or token.pos_ in ("ADJ", "NOUN", "PROPN") or token.lower_ in _JOINS


def _of_region(cast: Cast, of: int, head: int) -> bool:
    """ "Dans le sud de la Turquie", "dans la région de Kayes", but not "la guerre dans le sud de la Turquie"."""
    lower = cast.lower
    at = of - 3
    if at < 0 or lower[of - 1] not in setting("region") or lower[at] != "dans":
        return False
    return not of_theme(cast, at, head)


def _of_shore(cast: Cast, of: int, m: EntityMention, head: int) -> bool:
    """ "Près d'Oslo", "sur les bords du lac de Garde", but not "un débat sur l'île de Chypre"."""
    lower = cast.lower
    if of > 0 and lower[of - 1] in setting("near"):
        return is_town(cast, m) and (lower[of - 1] != "loin" or lower[of - 2] == "non")
    upon = next((i for i in range(of - 1, max(1, of - _SHORE), -1) if lower[i] == "sur"), None)
    if upon is None or upon - 1 == head or not all(_is_named(cast, i) for i in range(upon + 2, of)):
        return False
    return bool(setting("shore") & set(lower[upon + 1 : upon + 3]))


def town_after(cast: Cast, m: EntityMention) -> EntityMention | None:
    """The town told right after a state ("en Grèce, à Patras") or after a house that a description names
    ("à la Maison des pêcheurs de Cotonou")."""
    if is_town(cast, m) or m.stop + 2 >= len(cast.lower):
        return None
    house = m.form == "description" and cast.lower[m.first] in setting("building")
    led = cast.lower[m.stop] in OF if house else cast.doc[m.stop].text == "," and cast.lower[m.stop + 1] in words("at")
    first = m.stop + 1 if house else m.stop + 2
    town = next(iter(cast.outer(first, first + _NEAR)), None) if led else None
    if town is None or town.first != first or not is_town(cast, town):
        return None
    mine, its = (cast.get(x.entities[0]).countries[:1] for x in (m, town))
    return town if mine == its or (house and not mine) else None
