"""Manners on the web: a name, robots.txt, one request at a time to a site, and a pause between two."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pourparlers.reading.intake import UnreadableError
from pourparlers.sources.fetch import USUAL, Fetched, Limits, fetch

if TYPE_CHECKING:
    from protego import Protego

NAME = "pourparlers"
USER_AGENT = f"{NAME}/{version(NAME)} (+https://pypi.org/project/pourparlers/)"

PAUSE = 1.0
"""Seconds between two requests to a site that asks for nothing longer."""

LONGEST_PAUSE = 30.0
"""Seconds of the longest pause that a site's robots.txt may ask for."""

_ROBOTS = Limits(seconds=15.0, bytes=500_000)
_REMEMBERED = 24 * 3600.0
"""Seconds for which a site's robots.txt is taken as read."""


@dataclass
class _Site:
    """What is known of a site, and who may ask it now."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    next: float = 0.0
    rules: Protego | None = None
    closed: str = ""
    read: float | None = None


class Visitor:
    """Fetches addresses with manners; threads may share one."""

    def __init__(
        self,
        limits: Limits = USUAL,
        *,
        allow_private: bool = False,
        pause: float = PAUSE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits, self.allow_private, self.pause = limits, allow_private, pause
        self._clock, self._sleep = clock, sleep
        self._sites: dict[str, _Site] = {}
        self._lock = threading.Lock()

    def get(self, url: str, headers: dict[str, str] | None = None) -> Fetched:
        """What an address answers, whatever its status.

        Raises:
            UnreadableError: "robots", or what ``fetch`` raises.
        """
        every = {"User-Agent": USER_AGENT, "Accept-Language": "fr, *;q=0.5", **(headers or {})}
        return fetch(url, every, self.limits, allow_private=self.allow_private, turn=self._turn)

    @contextmanager
    def _turn(self, url: str) -> Iterator[None]:
        """Wait for this site's turn and keep it; refuse what its robots.txt refuses."""
        site = self._site(url)
        with site.turn:
            if site.read is None or self._clock() - site.read > _REMEMBERED:
                self._wait(site)
                self._read_robots(site, url)
            if site.closed:
                raise UnreadableError("robots", site.closed)
            if site.rules is not None and not site.rules.can_fetch(url, NAME):
                raise UnreadableError("robots", url)
            self._wait(site)
            yield

    def _site(self, url: str) -> _Site:
        parts = urlsplit(url)
        with self._lock:
            if len(self._sites) > 20_000:
                self._sites.clear()
            return self._sites.setdefault(f"{parts.scheme}://{parts.netloc}", _Site())

    def _wait(self, site: _Site) -> None:
        now = self._clock()
        if site.next > now:
            self._sleep(site.next - now)
        asked = float(site.rules.crawl_delay(NAME) or 0) if site.rules is not None else 0.0
        site.next = max(now, site.next) + max(self.pause, min(asked, LONGEST_PAUSE))

    def _read_robots(self, site: _Site, url: str) -> None:
        """As RFC 9309 has it: none there means all is allowed, a server that fails means nothing is."""
        from protego import Protego

        parts = urlsplit(url)
        site.rules, site.closed, site.read = None, "", self._clock()
        place = f"{parts.scheme}://{parts.netloc}/robots.txt"
        try:
            answer = fetch(place, {"User-Agent": USER_AGENT}, _ROBOTS, allow_private=self.allow_private)
        except UnreadableError as error:
            if error.reason == "private":
                site.read = None
                raise
            site.closed = "" if error.reason in ("redirects", "large") else f"{place}: {error}"
            return
        if answer.status >= 500 or answer.status == 429:
            site.closed = f"{place}: {answer.status}"
        elif answer.status == 200:
            try:
                site.rules = Protego.parse(answer.body.decode("utf-8-sig", "replace"))
            except (ValueError, TypeError, AttributeError, RecursionError):
                site.rules = None
