"""Who is on a journey, where the parse names nobody, or somebody of the state that the journey goes to."""

from __future__ import annotations

from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.types import Mention


def find_guest(cast: Cast, mention: Mention) -> None:
    """Give a journey whose destination is told the guest that its clause tells: nobody visits a state of his own."""
    hosts = [p for p in mention.parties if not cast.can_travel(p) and cast.side(p)]
    home = {cast.side(p) for p in hosts}
    if not mention.need.startswith("trip") or len(home) != 1 or mention.far:
        return
    if any(cast.can_travel(p) and cast.side(p) not in home for p in mention.parties):
        return
    guest = _before(cast, mention, home) or _after(cast, mention, home)
    if guest:
        mention.parties = (guest, *hosts)


def _before(cast: Cast, mention: Mention, home: set[str]) -> str:
    """The person named nearest before a journey in its sentence who is not of the state that it goes to."""
    start, _ = cast.parsed.sentence(mention.head)
    for m in reversed(cast.outer(start, mention.first)):
        if _may_go(cast, m.entities, home) and not (mention.verbal and cast.led_by_preposition(m.first, start)):
            return m.entities[0]
    return ""


def _after(cast: Cast, mention: Mention, home: set[str]) -> str:
    """The person who is the subject of the sentence that a journey opens ("En visite à Oslo, le roi a …")."""
    start, end = cast.parsed.sentence(mention.head)
    if mention.verbal or mention.first - start > 3:
        return ""
    comma = next((i for i in range(mention.stop, end) if cast.lower[i] == ","), end)
    first = next(iter(cast.outer(comma + 1, min(end, comma + 6))), None)
    return first.entities[0] if first and _may_go(cast, first.entities, home) else ""


def _may_go(cast: Cast, entities: tuple[str, ...], home: set[str]) -> bool:
    if len(entities) != 1 or not cast.is_person(entities[0]):
        return False
    side = cast.side(entities[0])
    return bool(side) and side not in home
