"""Who only tells of a meeting is no party of it: "Le porte-parole a précisé que la rencontre était annulée"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pourparlers.reading.meetings.context import FAMILY, Told
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.types import Mention

_REACH: Final = 6
"""How many sentences back a meeting may have been spoken of."""


def set_apart(cast: Cast, told: Sequence[Told]) -> None:
    """Take whoever says it from the parties of "la rencontre" where others were just said to meet."""
    for n, item in enumerate(told):
        mention = item.mention
        back = mention.definite in ("definite", "demonstrative") and not mention.verbal
        if not back or mention.gathering or mention.fresh or not mention.parties:
            continue
        teller = cast.reporter(mention.head)
        if set(mention.parties) <= set(teller) and any(_is_of_others(cast, t.mention, mention) for t in told[:n]):
            mention.parties = ()


def _is_of_others(cast: Cast, before: Mention, mention: Mention) -> bool:
    """May a mention be of a meeting spoken of before, in which its only party has no part?"""
    near = cast.parsed.sentence_of[mention.head] - cast.parsed.sentence_of[before.head] <= _REACH
    alike = FAMILY.get(before.kind, "room") == FAMILY.get(mention.kind, "room")
    sides = cast.sides(before.parties)
    return near and alike and len(sides) >= 2 and not sides & cast.sides(mention.parties)
