"""Near-duplicates: an agency's copy that many papers run, with another title, a cut or a comma of their own.

Two texts are compared by their runs of five words. A sample of these (always the same ones of a text) finds the
candidates, the whole decides. A text is a copy if it says nothing that the other does not: where a name, a
number, a negation or a word on which the fate of talks depends was changed, it is a text of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from zlib import crc32

from pourparlers.knowledge import tables
from pourparlers.record import Article

DAYS = 3
"""Days within which a copy is printed."""

_RUN = 5
_ENOUGH = 30
"""Runs below which a text is too short to be told a copy, unless it is the same to the letter."""

_CONTAINED = 0.82
"""Share of a text's runs that must stand in the other one."""

_SAMPLED = 16
"""One run in so many is kept to find candidates by."""

_ASKED = 16
"""Of those kept of a text, so many are looked for."""

CANDIDATES = 5
"""Texts of a day that are compared with a text."""

_ALIKE = 0.5
"""Share of the runs looked for that a candidate has; share of a sentence's pairs of words that its like has."""

_Pairs = frozenset[tuple[str, str]]
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<=[\w,;:»)] )[A-ZÀ-Ý]\w+|(?<=['’])[A-ZÀ-Ý]\w+")
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")
_MIX = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True)
class Known:
    """A text that was there before: its key, and what tells a copy from a new version."""

    key: str
    text: str
    url: str | None = None


Find = Callable[[Sequence[int]], Iterable[tuple[Known, int]]]
"""Gives the texts that share the most of some runs, and how many they share."""


class Duplicates:
    """Recognises copies among articles as they come.

    Args:
        earlier: finds the texts of a day (None: those without one) that were there before.
    """

    def __init__(self, earlier: Callable[[dt.date | None], Find] = lambda _day: lambda _runs: ()) -> None:
        self._earlier = earlier
        self._days: dict[dt.date | None, _Day] = {}

    def original(self, article: Article) -> str | None:
        """The key of the text that this article is a copy of, if it is one."""
        runs = sampled(article.text)[:_ASKED]
        if not runs:
            return None
        found = [known for day in _around(article.published) for known in self._candidates(day, runs)]
        if article.url and any(known.url == article.url for known in found):
            return None
        return next((known.key for known in found if is_copy(article.text, known.text)), None)

    def _candidates(self, day: dt.date | None, runs: Sequence[int]) -> list[Known]:
        """Texts of a day that share at least half of the runs, the likest first."""
        of_day = self._days.get(day)
        found = {known.key: (known, n) for known, n in (of_day.alike(runs) if of_day else ())}
        found |= {known.key: (known, n) for known, n in self._earlier(day)(runs) if known.key not in found}
        likest = sorted(found.values(), key=lambda x: (-x[1], x[0].key))[:CANDIDATES]
        return [known for known, n in likest if n >= max(1, len(runs) * _ALIKE)]

    def keep(self, key: str, article: Article) -> None:
        """Remember an article that is no copy."""
        if article.published not in self._days:
            # Archives come in order of time: what is far back is let go.
            while len(self._days) > 4 * DAYS + 4:
                del self._days[next(iter(self._days))]
            self._days[article.published] = _Day()
        self._days[article.published].put(Known(key, article.text, article.url))


def _around(day: dt.date | None) -> Iterator[dt.date | None]:
    """The days on which a copy is printed, the nearest first: most copies are of the same day."""
    if day is None:
        yield None
        return
    for n in sorted(range(-DAYS, DAYS + 1), key=lambda n: (abs(n), n)):
        try:
            yield day + dt.timedelta(days=n)
        except OverflowError:
            continue


class _Day:
    """The texts of a day, found by the runs that were sampled of them."""

    def __init__(self) -> None:
        self._known: list[Known] = []
        self._by_run: dict[int, list[int]] = {}

    def put(self, known: Known) -> None:
        for run in sampled(known.text):
            self._by_run.setdefault(run, []).append(len(self._known))
        self._known.append(known)

    def alike(self, runs: Sequence[int]) -> list[tuple[Known, int]]:
        """The texts that share the most of the runs, and how many they share."""
        shared = Counter(n for run in runs for n in self._by_run.get(run, ()))
        return [(self._known[n], count) for n, count in shared.most_common(CANDIDATES)]


def runs_of(text: str) -> frozenset[int]:
    """The runs of five words in a text, as numbers below 2**64 that are the same on every machine."""
    import numpy as np

    words = np.array([crc32(w.encode("utf-8", "replace")) for w in _WORD.findall(text.lower())], dtype=np.uint64)
    runs = max(0, len(words) - _RUN + 1)
    number = np.zeros(runs, dtype=np.uint64)
    for n in range(_RUN):
        number = (number ^ words[n : n + runs]) * np.uint64(_MIX)
    return frozenset((number ^ (number >> np.uint64(32))).tolist())


def sampled(text: str) -> list[int]:
    """The runs by which a text is found, in order, below 2**60; none if it is too short to be told a copy."""
    runs = runs_of(text)
    if len(runs) < _ENOUGH:
        return []
    found = [run for run in runs if run % _SAMPLED == 0]
    return sorted(run // _SAMPLED for run in (found if len(found) >= 3 else sorted(runs)[:3]))


def is_copy(text: str, of: str) -> bool:
    """Does a text say nothing that the other one does not say, in almost all the same words?"""
    runs, others = runs_of(text), runs_of(of)
    if len(runs) < _ENOUGH or len(runs & others) < _CONTAINED * len(runs):
        return False
    theirs = [_words(s) for s in _SENTENCES.split(of)]
    known = set(theirs)
    pairs = [(_pairs(words), words) for words in theirs if words]
    names = frozenset(name.lower() for name in (*_NAME.findall(text), *_NAME.findall(of)))
    own = [words for words in map(_words, _SENTENCES.split(text)) if words not in known]
    return not any(_matters(words, pairs, names) for words in own)


def _words(sentence: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(sentence.lower()))


def _pairs(words: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(("", *words, "")))


def _matters(words: tuple[str, ...], theirs: list[tuple[_Pairs, tuple[str, ...]]], names: frozenset[str]) -> bool:
    """Does a sentence that the other text does not have differ from its likest there in a word that matters?"""
    own = _pairs(words)
    likest = max(theirs, key=lambda t: len(own & t[0]) / len(own | t[0]), default=(own, ()))
    if len(own & likest[0]) < _ALIKE * len(own):
        # A sentence of its own: the hour of printing, a word on newsletters, or news.
        return any(_tells(word) or word.startswith(_forms("saying")) for word in words)
    ours, others = Counter(words), Counter(likest[1])
    put_in, lost = ours - others, others - ours
    if put_in and any(word in names or _weighs(word) for word in (*put_in, *lost)):
        return True
    # A sentence that was cut short says less; without its negation it says the contrary.
    return any(word in _forms("word") for word in lost)


def _weighs(word: str) -> bool:
    return any(c.isdigit() for c in word) or _tells(word)


def _tells(word: str) -> bool:
    return word in _forms("word") or word.startswith(_forms("beginning"))


@cache
def _forms(match: str) -> tuple[str, ...]:
    return tuple(row["form"] for row in tables.rows("fr/copies.tsv") if row["match"] == match)
