"""Watching feeds: asking each again from time to time, and only for what is new.

A feed that has not changed says so (ETag, Last-Modified); one that fails is left alone for longer each time; one
that asks for patience (Retry-After, its time to live) gets it. What was seen is kept in a file between two runs.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from email.utils import parsedate_to_datetime
from pathlib import Path

from pourparlers.reading.intake import UnreadableError
from pourparlers.sources import feeds
from pourparlers.sources.fetch import Fetched
from pourparlers.sources.sniff import addresses_in, is_address, kind_of
from pourparlers.sources.taken import Skipped, Taken, Ways, skip
from pourparlers.sources.web import Web
from pourparlers.wholly import replaced

EVERY = 15 * 60.0
"""Seconds between two looks at a feed that asks for nothing longer."""

LONGEST = 24 * 3600.0
"""Seconds for which a feed is left alone at most, unless it is gone."""

_GONE = float(2**53)
_MOST_SEEN = 4 * feeds.MOST_ENTRIES


@dataclass
class Watched:
    """A feed as it was last seen; ``next`` is the time (seconds since 1970) of the next look at it."""

    url: str
    etag: str = ""
    modified: str = ""
    seen: list[str] = field(default_factory=list)
    next: float = 0.0
    failures: int = 0

    def headers(self) -> dict[str, str]:
        """What to send, so that only what is new is answered."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}


class Watch:
    """Some feeds, looked at in rounds."""

    def __init__(
        self,
        addresses: Iterable[str],
        web: Web,
        memory: Path,
        *,
        every: float = EVERY,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._web, self._memory, self._every, self._clock = web, memory, every, clock
        known = _remembered(memory)
        self.feeds = {url: known.get(url) or Watched(url) for url in addresses}
        self._others = [f for url, f in known.items() if url not in self.feeds]

    def wait(self) -> float:
        """Seconds until the next look."""
        return max(0.0, min((f.next for f in self.feeds.values()), default=_GONE) - self._clock())

    def round(self, ways: Ways) -> Iterator[Taken | Skipped]:
        """What is new in the feeds whose time has come; they are remembered once all of it was taken."""
        due = [f for f in self.feeds.values() if f.next <= self._clock()]
        for url, answer in self._web.answers((f.url, f.headers()) for f in due):
            yield from self._answered(self.feeds[url], answer, ways)
            self._remember()

    def _answered(self, feed: Watched, answer: Fetched | UnreadableError, ways: Ways) -> Iterator[Taken | Skipped]:
        if isinstance(answer, UnreadableError):
            self._later(feed, 0.0)
            yield Skipped(feed.url, answer)
        elif answer.status == 304:
            self._well(feed, 0)
        elif answer.status != 200:
            self._later(feed, _GONE if answer.status == 410 else self._asked(answer))
            yield skip(feed.url, "status", answer.status)
        elif (found := feeds.parse(answer.body, answer.url)) is None:
            self._later(feed, 0.0)
            yield skip(feed.url, "feed", "RSS, Atom")
        else:
            seen = set(feed.seen)
            new = tuple(e for e in found.entries if e.key not in seen)
            yield from feeds.of_entries(feed.url, found, new, ways)
            feed.etag, feed.modified = (answer.headers.get(h, "")[:500] for h in ("etag", "last-modified"))
            feed.seen = list(dict.fromkeys([e.key for e in found.entries] + feed.seen))[:_MOST_SEEN]
            self._well(feed, found.minutes)

    def _well(self, feed: Watched, minutes: int) -> None:
        feed.failures, feed.next = 0, self._clock() + max(self._every, minutes * 60.0)

    def _later(self, feed: Watched, asked: float) -> None:
        feed.failures += 1
        feed.next = self._clock() + max(min(LONGEST, self._every * 2 ** min(feed.failures, 12)), asked)

    def _asked(self, answer: Fetched) -> float:
        """Seconds that Retry-After asks for, up to a day."""
        given = answer.headers.get("retry-after", "").strip()
        if given.isdigit():
            return min(LONGEST, float(given[:9]))
        try:
            return min(LONGEST, max(0.0, parsedate_to_datetime(given).timestamp() - self._clock()))
        except (ValueError, TypeError, OverflowError):
            return 0.0

    def _remember(self) -> None:
        self._memory.parent.mkdir(parents=True, exist_ok=True)
        with replaced(self._memory) as file:
            json.dump([asdict(f) for f in (*self._others, *self.feeds.values())], file, ensure_ascii=False)


def _remembered(memory: Path) -> dict[str, Watched]:
    """The feeds of earlier runs; none if the file is not there, or is no longer what was written."""
    names = {f.name for f in fields(Watched)}
    with suppress(OSError, ValueError, TypeError, AttributeError, KeyError):
        told = json.loads(memory.read_text("utf-8"))
        return {t["url"]: Watched(**{k: v for k, v in t.items() if k in names}) for t in told}
    return {}


def feeds_of(sources: Iterable[str]) -> list[str]:
    """The addresses of feeds that are given as they are, in OPML lists, or in files with one a line.

    Raises:
        UnreadableError: a source that is none of these.
    """
    found: list[str] = []
    for source in sources:
        if is_address(source):
            found.append(source)
            continue
        try:
            data = Path(source).read_bytes()
        except OSError as error:
            raise UnreadableError("file", f"{source}: {error.strerror or error}") from error
        inside = feeds.addresses_of(data) if kind_of(data[:100_000]) == "opml" else addresses_in(data)
        if not inside:
            raise UnreadableError("feed", source)
        found += inside
    return list(dict.fromkeys(found))
