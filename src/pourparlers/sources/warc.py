"""WARC archives, such as Common Crawl's CC-NEWS: read as a stream, French pages only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from pourparlers.reading.intake import UnreadableError, language_of
from pourparlers.sources import html
from pourparlers.sources.packed import joined, unpacked
from pourparlers.sources.taken import Bytes, Skipped, Taken, Ways, skip

_PARAGRAPHS = re.compile(r"<p\b[^<>]{0,300}>([^<]{20,2000})")
_ENOUGH = 200
"""Characters of paragraphs from which the language of a page is told."""


def articles(place: str, file: Bytes, ways: Ways) -> Iterator[Taken | Skipped]:
    """The articles of the French pages in an archive, which is never unpacked as a whole."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        yield skip(place, "extra", "warc")
        return
    n = 0
    try:
        for record in ArchiveIterator(
            cast(BinaryIO, _Counted(file)), record_types=WarcRecordType.response, parse_http=True, max_header_len=65_536
        ):
            n += 1
            yield from _page(f"{place}:{n}", record, ways)
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        yield skip(place, "archive", str(error) or type(error).__name__)
        return
    except BaseException as error:
        # A panic of the library's Rust code is no Exception, but says no more than that the archive is odd.
        if type(error).__name__ != "PanicException":
            raise
        yield skip(place, "archive", str(error))
        return
    if not n:
        yield skip(place, "archive", "0 pages")


class _Counted:
    """A stream that knows where it is, as standard input does not."""

    def __init__(self, file: Bytes) -> None:
        self._file, self._at = file, 0

    def read(self, size: int = -1, /) -> bytes:
        data = self._file.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at


def _page(place: str, record: Any, ways: Ways) -> Iterator[Taken | Skipped]:
    """The article of one answer of a server; what is no page at all is passed over."""
    headers = record.http_headers
    kind = (record.http_content_type or "").lower()
    if headers is None or headers.status_code != 200 or kind not in ("text/html", "application/xhtml+xml"):
        return
    url = record.headers.get("WARC-Target-URI") or ""
    at = f"{place} {url}".strip()
    try:
        data = _body(record, headers)
    except UnreadableError as error:
        yield Skipped(at, error)
        return
    # Most pages of the world's news are in other languages: that is told before a page is taken apart.
    text = " ".join(_PARAGRAPHS.findall(data[:400_000].decode("utf-8", "replace")))
    if len(text) >= _ENOUGH and (language := language_of(text)) != "fr":
        yield Skipped(at, UnreadableError("language", language))
        return
    yield html.article(at, data, ways, url=url or None, content_type=f"charset={record.http_charset or ''}")


def _body(record: Any, headers: Any) -> bytes:
    packed = record.reader.read(html.LARGEST + 1)
    if len(packed) > html.LARGEST:
        raise UnreadableError("large", f"> {html.LARGEST}")
    if len(packed) < record.content_length:
        raise UnreadableError("archive", f"{len(packed)} < {record.content_length}")
    if (headers.get("Transfer-Encoding") or "").strip().lower() == "chunked":
        packed = joined(packed)
    # Crawlers keep the header of a body that they have unpacked, where it no longer holds.
    encoding = (headers.get("Content-Encoding") or "") if packed[:1] in (b"\x1f", b"\x78") else ""
    return unpacked([packed], encoding, html.LARGEST)
