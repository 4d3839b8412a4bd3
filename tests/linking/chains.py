"""Short ways to say a mention, and which mentions come together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from pourparlers.linking.dates import interval
from pourparlers.linking.judgements import Constraints
from pourparlers.linking.linker import Link, relink
from pourparlers.linking.mentions import Mention, Party
from pourparlers.linking.names import fold, name_key
from pourparlers.linking.pool import Pool

FIRST = dt.date(2024, 1, 1).toordinal()


def mention(
    uid: str,
    day: int,
    who: str,
    kind: Any = "meeting",
    *,
    place: str = "",
    date: int | str | None = None,
    said: str = "planned",
    words: str = "",
    article: str = "",
) -> Mention:
    """A mention published so many days after the first of January 2024.

    ``who``: "Roche/FRA Lind/SWE"; a name in capitals is that of a state or of a gathering. ``place``: "Lyon/FRA".
    ``date``: a number of days, as ``day``, or a value.
    """
    where, _, country = place.partition("/")
    value = dt.date.fromordinal(FIRST + date).isoformat() if isinstance(date, int) else date
    return Mention(
        uid=uid,
        article=article or uid,
        day=FIRST + day,
        kind=kind,
        parties=tuple(_party(p) for p in who.split()),
        place=fold(where),
        place_country=country,
        when=interval(value),
        held=said == "held",
        ahead=said not in ("held", "under_way"),
        off=said in ("postponed", "suspended", "cancelled", "ruled_out"),
        words=frozenset(fold(words).split()),
    )


def _party(text: str) -> Party:
    name, _, country = text.replace("_", " ").partition("/")
    return Party(name, name_key(name), country or "ZZZ", not name.isupper() and not name.startswith("sommet"))


def linked(
    mentions: Iterable[Mention], rules: Constraints | None = None, pool: Pool | None = None
) -> tuple[str, dict[str, Link]]:
    """The talks as "a b, c": ids of mentions, in order; and the link of each."""
    given = list(mentions)
    pool = pool or Pool()
    links = relink(pool, given, [], rules or Constraints())
    return talks(pool, given), links


def talks(pool: Pool, mentions: Sequence[Mention]) -> str:
    """Which mentions are together."""
    groups: dict[int, list[str]] = {}
    for m in sorted(mentions, key=lambda m: m.uid):
        groups.setdefault(id(pool.chain_of(m.uid)), []).append(m.uid)
    return ", ".join(" ".join(g) for g in groups.values())
