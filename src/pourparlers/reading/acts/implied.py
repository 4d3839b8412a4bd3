"""Whom an act is aimed at where its own words do not say it: the other side that the text is speaking of."""

from __future__ import annotations

from pourparlers.reading.acts.places import is_aside
from pourparlers.reading.acts.roles import Roles
from pourparlers.reading.acts.scene import Scene

AIMED = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SANCTION", "COERCE", "AID"})
"""Types that are done to somebody, even where he is not named."""

_NAMED = frozenset({"state", "person"})
"""Kinds of whom the phrase that opens a sentence may name as the other side."""

_BACK = 1
"""How many sentences before its own are looked at."""


def recipients(scene: Scene, roles: Roles, trigger: int) -> tuple[str, ...]:
    """The party of another side that is named nearest in the sentence, else last in the sentence before it; a dateline
    names none, nor does what opens the sentence ("À l'issue du Conseil des ministres, …") name a body that is one."""
    first, stop = scene.parsed.sentence(trigger)
    opened, aside = scene.opening(trigger), _aside(scene, roles, first, trigger)
    near = [
        (abs(m.first - trigger), ids)
        for m in scene.who.within(first, stop)
        if (m.first not in aside or scene.parsed.doc[m.first - 1].lower_ == "par")
        and not _is_by_the_way(scene, m.first, m.stop)
        and (ids := _others(scene, roles.actors, m.entities, anybody=m.first >= opened))
    ]
    if near:
        return min(near, key=lambda found: found[0])[1]
    back = max(0, scene.parsed.sentence_of[trigger] - _BACK)
    if scene.is_dateline(back):
        return ()
    earlier = scene.who.within(scene.parsed.sentences[back][0], first)
    return next((ids for m in reversed(earlier) if (ids := _others(scene, roles.actors, m.entities))), ())


def _aside(scene: Scene, roles: Roles, first: int, trigger: int) -> range:
    """What stands between commas after the actor, and so describes him ("Oslo, alliée de Rome, exige …"), be it not
    by whom he is pressed."""
    doc = scene.parsed.doc
    mine = [m for m in scene.who.within(first, trigger) if set(m.entities) & set(roles.actors)]
    stop = mine[0].stop if mine else trigger
    if stop >= trigger or doc[stop].text != ",":
        return range(0)
    return range(stop, next((i for i in range(stop + 1, trigger) if doc[i].text == ","), stop))


def _is_by_the_way(scene: Scene, first: int, stop: int) -> bool:
    """Is it whom the actor is like ("nous jugeons, comme la Suède, que …"), or where he is (", à Lima, …")?"""
    doc = scene.parsed.doc
    while first > 0 and doc[first - 1].pos_ == "DET":
        first -= 1
    return first > 0 and (doc[first - 1].lower_ == "comme" or is_aside(doc, first - 1, stop))


def _others(scene: Scene, actors: tuple[str, ...], names: tuple[str, ...], *, anybody: bool = True) -> tuple[str, ...]:
    mine = scene.codes(actors)
    named = (i for i in names if i not in actors and scene.is_party(i) and _is_other(scene, i, mine))
    return tuple(i for i in named if anybody or scene.entity(i).kind in _NAMED)


def _is_other(scene: Scene, name: str, mine: set[str]) -> bool:
    """Is it a named party of another state, or an organization or group of none?"""
    entity = scene.entity(name)
    if entity.kind == "unnamed":
        return False
    codes = set(entity.countries)
    return not codes & mine if codes else entity.kind in ("organization", "group")
