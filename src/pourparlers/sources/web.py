"""Articles from addresses: fetched a few at a time, given in the order in which they were asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from pourparlers.reading.intake import UnreadableError
from pourparlers.sources.fetch import Fetched
from pourparlers.sources.polite import Visitor
from pourparlers.sources.taken import Skipped, Taken, Ways, skip

AT_ONCE = 4
"""Requests under way, each to another site."""

AHEAD = 16
"""Addresses asked for before the first of them is taken."""

_TAKEN_IN = ("html", "xml", "json", "text/plain", "rss", "atom", "rtf")


class Web:
    """What fetches addresses for the kinds of sources that have some."""

    def __init__(self, visitor: Visitor | None = None, ahead: int = AHEAD) -> None:
        self.visitor = visitor or Visitor()
        self._ahead = ahead

    def articles(self, addresses: Iterable[str], ways: Ways) -> Iterator[Taken | Skipped]:
        """The articles of pages, feeds and lists of feeds at some addresses, in order."""
        from pourparlers.sources.files import of_data

        passed: deque[str] = deque()

        def wanted() -> Iterator[tuple[str, dict[str, str]]]:
            for url in addresses:
                if ways.known is not None and ways.known(url):
                    passed.append(url)
                else:
                    yield url, {}

        for url, answer in self.answers(wanted()):
            if isinstance(answer, UnreadableError):
                yield Skipped(url, answer)
            elif answer.status != 200:
                yield skip(url, "status", answer.status)
            elif not _is_document(kind := answer.headers.get("content-type", "")):
                yield skip(url, "page")
            else:
                yield from of_data(url, answer.body, ways, url=answer.url, content_type=kind)
        yield from (skip(url, "known") for url in passed)

    def answers(self, wanted: Iterable[tuple[str, dict[str, str]]]) -> Iterator[tuple[str, Fetched | UnreadableError]]:
        """Each address, given with the headers to send, with what it answered, or why it did not, in order."""
        pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="fetch")
        waiting: deque[tuple[str, Future[Fetched]]] = deque()
        try:
            for url, headers in wanted:
                waiting.append((url, pool.submit(self.visitor.get, url, headers)))
                if len(waiting) >= self._ahead:
                    yield _outcome(*waiting.popleft())
            while waiting:
                yield _outcome(*waiting.popleft())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _outcome(url: str, future: Future[Fetched]) -> tuple[str, Fetched | UnreadableError]:
    try:
        return url, future.result()
    except UnreadableError as error:
        return url, error


def _is_document(content_type: str) -> bool:
    return not content_type or any(kind in content_type.lower() for kind in _TAKEN_IN)
