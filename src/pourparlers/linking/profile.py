"""What a talk looks like to a mention that may join it: folded from its mentions, one after the other.

Counts stop at ``MOST`` and lists are short, so that a profile stays small and soon stops changing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from pourparlers.linking.dates import Interval
from pourparlers.linking.mentions import Mention

MOST = 3
_DATES = 4
_PLACES = 4
_WORDS = 24

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The sum of a talk's mentions up to some point.

    ``people``: (state, name key) with counts; ``places``: (place, state) with counts;
    ``dates``: the last distinct ones, the newest at the end; ``held_by``: the day by which it had taken place;
    ``held_dated``: on a day that was given; ``ahead``, ``off``: the last day on which it was spoken of as to come, as
    not to come; ``articles``: those of the last day.
    """

    first: int
    last: int
    states: frozenset[str]
    people: tuple[tuple[str, str, int], ...]
    others: frozenset[str]
    kinds: Counts
    places: tuple[tuple[str, str, int], ...]
    dates: tuple[Interval, ...]
    held_by: int | None
    held_dated: bool
    ahead: int | None
    off: int | None
    articles: frozenset[str]
    words: frozenset[str]

    def dumps(self) -> str:
        """The profile as JSON."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(fields, default=sorted, ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Profile:
    """A profile from its JSON."""
    d = json.loads(text)
    for name in ("states", "others", "articles", "words"):
        d[name] = frozenset(d[name])
    for name in ("people", "kinds", "places", "dates"):
        d[name] = tuple(tuple(x) for x in d[name])
    return Profile(**d)


def profile_of(mentions: Iterable[Mention]) -> Profile:
    """The profile of mentions in their order; at least one."""
    first, *rest = mentions
    return reduce(with_mention, rest, start(first))


def start(m: Mention) -> Profile:
    """The profile of a talk of one mention."""
    blank = Profile(
        m.day, m.day, frozenset(), (), frozenset(), (), (), (), None, False, None, None, frozenset(), frozenset()
    )
    return with_mention(blank, m)


def with_mention(p: Profile, m: Mention) -> Profile:
    """The profile after one more mention, which comes last in the order of linking."""
    named = [(q.country, q.key) for q in m.parties if q.person]
    held_by = (m.when[1] if m.when and m.when[1] <= m.day else m.day) if m.held else None
    return Profile(
        first=min(p.first, m.day),
        last=max(p.last, m.day),
        states=p.states | set(m.states),
        people=_counted(p.people, named),
        others=p.others | {q.key for q in m.parties if not q.person and q.key},
        kinds=tuple((k, n) for k, _, n in _counted(tuple((k, "", n) for k, n in p.kinds), [(m.kind, "")])),
        places=_counted(p.places, [(m.place, m.place_country)] if m.place else [])[-_PLACES:],
        dates=p.dates if m.when is None else (*(d for d in p.dates if d != m.when), m.when)[-_DATES:],
        held_by=held_by if p.held_by is None else p.held_by if held_by is None else min(held_by, p.held_by),
        held_dated=p.held_dated or (m.held and m.when is not None),
        ahead=m.day if m.ahead else p.ahead,
        off=m.day if m.off else p.off,
        articles=(p.articles if m.day == p.last else frozenset()) | {m.article},
        words=p.words if len(p.words) >= _WORDS else p.words | m.words,
    )


def _counted(
    counts: tuple[tuple[str, str, int], ...], more: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str, int], ...]:
    found = {(a, b): n for a, b, n in counts}
    for pair in more:
        found[pair] = min(MOST, found.get(pair, 0) + 1)
    return tuple((a, b, n) for (a, b), n in found.items())
