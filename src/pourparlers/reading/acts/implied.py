"""Whom an act is aimed at where its own words do not say it: the other side that the text is speaking of."""

from __future__ import annotations

from pourparlers.reading.acts.roles import Roles
from pourparlers.reading.acts.scene import Scene

AIMED = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SANCTION", "COERCE", "AID"})
"""Types that are done to somebody, even where he is not named."""

_BACK = 1
"""How many sentences before its own are looked at."""


def recipients(scene: Scene, roles: Roles, trigger: int) -> tuple[str, ...]:
    """The party of another side that is named nearest in the sentence, else last in the sentence before it."""
    first, stop = scene.parsed.sentence(trigger)
    near = [
        (abs(m.first - trigger), ids)
        for m in scene.who.within(first, stop)
        if (ids := _others(scene, roles.actors, m.entities))
    ]
    if near:
        return min(near, key=lambda found: found[0])[1]
    back = max(0, scene.parsed.sentence_of[trigger] - _BACK)
    earlier = scene.who.within(scene.parsed.sentences[back][0], first)
    return next((ids for m in reversed(earlier) if (ids := _others(scene, roles.actors, m.entities))), ())


def _others(scene: Scene, actors: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    mine = scene.codes(actors)
    return tuple(i for i in names if i not in actors and scene.is_party(i) and _is_other(scene, i, mine))


def _is_other(scene: Scene, name: str, mine: set[str]) -> bool:
    """Is it a named party of another state, or an organization or group of none?"""
    entity = scene.entity(name)
    if entity.kind == "unnamed":
        return False
    codes = set(entity.countries)
    return not codes & mine if codes else entity.kind in ("organization", "group")
