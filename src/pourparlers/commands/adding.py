"""One call of ``pourparlers add``: articles are taken, those known passed over, the others read, put in, linked."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pourparlers.commands.skipped import Notes
from pourparlers.i18n import gettext as _
from pourparlers.sources.duplicates import Duplicates
from pourparlers.sources.taken import Skipped, Taken
from pourparlers.sources.watch import LONGEST

if TYPE_CHECKING:
    from pourparlers.reading.intake import UnreadableError
    from pourparlers.reading.reader import Reader
    from pourparlers.record import Article, Record
    from pourparlers.sources.watch import Watch
    from pourparlers.store import Store

LINK_EVERY = 200
"""Articles after which talks are linked."""

KINDS = ("new", "known", "copies", "skipped", "failed")


class _Due(NamedTuple):
    """An article that is being read: the hash of its text, itself, and where it was found."""

    key: str
    article: Article
    place: str


@dataclass
class Run:
    """Articles on their way into the store.

    Attributes:
        resume: pass over what is there, whichever reader read it.
        again: read again what is there.
        limit: items (taken, or skipped) after which it ends; those that are known do not count.
        everything: read also what seems to hold nothing diplomatic; else only an empty record is kept of it.
        workers: processes that read.
    """

    store: Store
    skipped: Notes
    resume: bool = False
    again: bool = False
    knowledge: Path | None = None
    limit: int | None = None
    everything: bool = False
    workers: int = 1
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    stopped: int = 0
    _waiting: deque[_Due] = field(default_factory=deque)
    _copies: dict[str, list[Article]] = field(default_factory=dict)
    _reader: Reader | None = None

    def __post_init__(self) -> None:
        self._duplicates = Duplicates(lambda day: lambda runs: self.store.alike(day, runs))

    @property
    def full(self) -> bool:
        """Were as many items taken as were asked for?"""
        return self.limit is not None and self._consumed() >= self.limit

    def _consumed(self) -> int:
        waiting = len(self._waiting) + sum(map(len, self._copies.values()))
        return sum(n for kind, n in self.counts.items() if kind != "known") + waiting

    def go(self, taken: Iterable[Taken | Skipped], step: Callable[[], None] = lambda: None) -> None:
        """Add all of these; ``step`` is called after each. What was added stays if it is interrupted."""
        try:
            self._read(self._unknown(taken, step), step)
            # Copies of what could not be read after all are read for themselves.
            orphans = [a for some in self._copies.values() for a in some]
            self._copies.clear()
            self._read((self._expected(a, a.url or a.id) for a in orphans), step)
        except KeyboardInterrupt:
            self.store.link()
            raise
        self.store.link()

    def watch(self, watch: Watch, rounds: Callable[[], Iterable[Taken | Skipped]], step: Callable[[], None]) -> None:
        """Look at feeds until as many items were taken as were asked for, or for ever."""
        while not self.full and (wait := watch.wait()) <= LONGEST:
            time.sleep(wait)
            self.go(rounds(), step)

    def _read(self, articles: Iterable[Article], step: Callable[[], None]) -> None:
        from pourparlers.reading.reader import Reader

        self._reader = self._reader or Reader(knowledge=self.knowledge, gate=not self.everything)
        with closing(self._reader.read_many(articles, self._refused, workers=self.workers)) as records:
            for n, record in enumerate(records, 1):
                self._put(record)
                step()
                if n % LINK_EVERY == 0:
                    self.store.link()

    def _unknown(self, taken: Iterable[Taken | Skipped], step: Callable[[], None]) -> Iterator[Article]:
        reader = None if self.resume else reader_name()
        for one in _until(taken, lambda: self.full):
            if isinstance(one, Skipped):
                self._unreadable(one.place, one.error)
            elif not self.again and self.store.knows(one[1], reader):
                self.counts["known"] += 1
            elif not self._is_copy(one[1], reader):
                yield self._expected(one[1], one[0])
                continue
            step()

    def _expected(self, article: Article, place: str) -> Article:
        self._waiting.append(_Due(hashed(article), article, place))
        return article

    def _refused(self, error: UnreadableError) -> None:
        """An article that was handed to the reader cannot be read."""
        at = next(i for i, due in enumerate(self._waiting) if due.article is error.given)
        place = self._waiting[at].place
        del self._waiting[at]
        self._unreadable(place, error)

    def _is_copy(self, article: Article, reader: str | None) -> bool:
        """Is this a copy of a text that is there, or on its way? Then only its place is kept."""
        key = self._duplicates.original(article)
        own = hashed(article)
        if key is None or (key == own and (self.again or self._is_older(own, reader))):
            self._duplicates.keep(own, article)
            return False
        if self.store.read_by(key) is None:
            self._copies.setdefault(key, []).append(article)
        else:
            self._put_copy(key, article)
        return True

    def _is_older(self, sha256: str, reader: str | None) -> bool:
        from pourparlers.store.writing import version_key

        there = self.store.read_by(sha256)
        return there is not None and reader is not None and version_key(reader) > version_key(there)

    def _put_copy(self, key: str, article: Article) -> None:
        self.counts["copies" if self.store.add_copy(key, article) else "known"] += 1

    def _unreadable(self, place: str, error: UnreadableError) -> None:
        if error.reason == "known":
            self.counts["known"] += 1
            return
        self.skipped.add(place, error)
        self.counts.update(self.skipped.counts)

    def _put(self, record: Record) -> None:
        while self._waiting:
            key, article, _place = self._waiting.popleft()
            if key == record.document.sha256:
                added = self.store.add(article, record, link=False, again=self.again)
                self.counts["known" if added == "known" else "new"] += 1
                self.stopped += record.document.gate is not None
                for copy in self._copies.pop(key, ()):
                    self._put_copy(key, copy)
                return

    def summary(self) -> str:
        """What became of the articles."""
        said = _("{new} new, {known} known, {skipped} skipped, {failed} failed").format(**self.counts)
        if self.counts["copies"]:
            said += ", " + _("{copies} copies of known texts").format(**self.counts)
        if self.stopped:
            said += ", " + _("{n} with nothing diplomatic").format(n=self.stopped)
        return said


def _until(taken: Iterable[Taken | Skipped], full: Callable[[], bool]) -> Iterator[Taken | Skipped]:
    """What is taken, until it is enough; the source is then closed, so that nothing more is fetched."""
    source = iter(taken)
    try:
        while not full():
            try:
                one = next(source)
            except StopIteration:
                return
            yield one
    finally:
        if hasattr(source, "close"):
            source.close()


def hashed(article: Article) -> str:
    """The hash by which a text is known in records and in the store."""
    return hashlib.sha256(article.text.encode("utf-8", "replace")).hexdigest()


def reader_name() -> str:
    """The name of the reader as records have it."""
    from importlib.metadata import version

    from pourparlers import __version__
    from pourparlers.reading.reader import PIPELINE

    return f"pourparlers {__version__}, {PIPELINE} {version(PIPELINE)}"


def beside(store: Store, name: str) -> Path:
    """A file of this name that goes with a store: beside it if it is a file, else in the user's own state folder."""
    if store.engine.dialect.name == "sqlite":
        path = Path(store.engine.url.database or "store.db")
        return path.with_name(f"{path.stem}.{name}")
    from platformdirs import user_state_path

    place = hashlib.sha256(store.place.encode()).hexdigest()[:8]
    return user_state_path("pourparlers") / f"{place}.{name}"
