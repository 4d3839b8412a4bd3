"""Articles from files of every kind, from folders, from addresses and from standard input."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pourparlers.reading.intake import LONGEST, UnreadableError
from pourparlers.sources import agencies, databases, feeds, html, tables, warc
from pourparlers.sources.sniff import addresses_in, is_address, kind_of
from pourparlers.sources.taken import Bytes, Columns, Skipped, Taken, Ways, skip, take

__all__ = ["SUFFIXES", "Columns", "Skipped", "Taken", "Ways", "articles", "decode"]

_MOST_BYTES = 4 * LONGEST + 4096
"""Bytes in the largest file of one article: no text that is short enough to read takes more in UTF-8."""

_MOST_OF_FILE = 64_000_000
"""Bytes in the largest file that holds many articles and is read whole: pages of a database, feeds, XML."""

_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def articles(paths: Iterable[str], published: str | None = None, ways: Ways | None = None) -> Iterator[Taken | Skipped]:
    """Every article of the sources, in order. What cannot be taken is Skipped.

    Args:
        paths: files, folders, addresses; ``-`` is standard input.
        published: the day for articles that bring none.
        ways: how to take them; else files only, and tables with the usual columns.
    """
    ways = ways or Ways(published)
    for name in paths:
        if name == "-":
            yield from _stream("-", sys.stdin.buffer, ways)
        elif is_address(name):
            yield from _addresses([name], ways)
        elif Path(name).is_dir():
            inside = sorted(p for p in Path(name).rglob("*") if _suffix(p) in SUFFIXES and p.is_file())
            if not inside:
                yield skip(name, "nothing", ", ".join(sorted(SUFFIXES)))
            for p in inside:
                yield from _file(p, ways)
        else:
            yield from _file(Path(name), ways)


def _suffix(path: Path) -> str:
    return ".warc.gz" if path.name.lower().endswith(".warc.gz") else path.suffix.lower()


def _file(path: Path, ways: Ways) -> Iterator[Taken | Skipped]:
    kind = _KINDS.get(_suffix(path))
    if kind is None:
        yield skip(str(path), "suffix", path.suffix or "?")
        return
    try:
        with path.open("rb") as file:
            yield from kind(str(path), file, ways)
    except OSError as error:
        yield skip(str(path), "file", error.strerror or error)


def _stream(place: str, file: Bytes, ways: Ways) -> Iterator[Taken | Skipped]:
    """Standard input: an archive, addresses, JSONL, one JSON object, markup, a table, or else one text."""
    first = file.readline(_MOST_BYTES + 1)
    if first.startswith((b"WARC/", b"\x1f\x8b")):
        yield from warc.articles(place, Rejoined(first, file), ways)
    elif first.lstrip().startswith(b"{") and not first.lstrip().startswith(b"{\\rtf"):
        if _is_json(first):
            yield from _lines(place, Rejoined(first, file), ways)
        else:
            yield _json(place, first + file.read(_MOST_BYTES), ways)
    elif ways.columns != Columns():
        yield from tables.delimited(place, Rejoined(first, file), ways)
    elif first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{\\rtf")):
        yield from _markup(place, Rejoined(first, file), ways)
    else:
        yield from _text(place, Rejoined(first, file), ways)


class Rejoined:
    """A stream whose first bytes were read already."""

    def __init__(self, first: bytes, rest: Bytes) -> None:
        self._first, self._rest = first, rest

    def read(self, size: int = -1) -> bytes:
        """Bytes, at most ``size`` of them."""
        if not self._first:
            return self._rest.read(size)
        if size < 0:
            given, self._first = self._first + self._rest.read(), b""
            return given
        given, self._first = self._first[:size], self._first[size:]
        return given + self._rest.read(size - len(given)) if len(given) < size else given

    def readline(self, size: int = -1) -> bytes:
        """A line, or as much of it as ``size`` allows."""
        if not self._first:
            return self._rest.readline(size)
        end = self._first.find(b"\n") + 1 or len(self._first)
        end = min(end, size) if size >= 0 else end
        given, self._first = self._first[:end], self._first[end:]
        if given.endswith(b"\n") or self._first or len(given) == size:
            return given
        return given + self._rest.readline(size - len(given) if size >= 0 else -1)


def _text(place: str, file: Bytes, ways: Ways) -> Iterator[Taken | Skipped]:
    """A text, the addresses that a list of them has, or what a database gave as text."""
    data = file.read(_MOST_OF_FILE + 1)
    if databases.is_factiva_text(data[:100_000]):
        yield from databases.factiva_text(place, data, ways)
    elif found := addresses_in(data):
        yield from _addresses(found, ways)
    else:
        yield _one(place, data, ways)


def _one(place: str, data: bytes, ways: Ways) -> Taken | Skipped:
    try:
        if len(data) > _MOST_BYTES:
            raise UnreadableError("long", f"> {_MOST_BYTES // 4}")
        return take(place, {"text": decode(data)}, ways, _name(place))
    except UnreadableError as error:
        return Skipped(place, UnreadableError(error.reason, error.detail))


def _name(place: str) -> str:
    return Path(place).stem if place != "-" else ""


def _json_file(place: str, file: Bytes, ways: Ways) -> Iterator[Taken | Skipped]:
    yield _json(place, file.read(_MOST_BYTES + 1), ways)


def _lines(place: str, file: Bytes, ways: Ways) -> Iterator[Taken | Skipped]:
    n = 0
    while line := file.readline(_MOST_BYTES + 1):
        n += 1
        if line.strip():
            yield _json(f"{place}:{n}", line, ways)
        # The rest of a line that is longer than any article goes with it.
        while len(line) > _MOST_BYTES and not line.endswith(b"\n"):
            line = file.readline(_MOST_BYTES + 1)


def _json(place: str, data: bytes, ways: Ways) -> Taken | Skipped:
    try:
        if len(data) > _MOST_BYTES:
            raise UnreadableError("long", f"> {_MOST_BYTES // 4}")
        fields = _object(decode(data))
        if ways.columns != Columns():
            return tables.of_row(place, fields, tables.chosen(list(fields), ways.columns), ways)
        if agencies.is_ninjs(fields):
            return agencies.ninjs(place, fields, ways)
        return take(place, fields, ways, _name(place))
    except UnreadableError as error:
        return Skipped(place, UnreadableError(error.reason, error.detail))


def _markup(place: str, file: Bytes, ways: Ways) -> Iterator[Taken | Skipped]:
    """A page, a feed, a list of feeds, news items, or what a database gave: told by how it begins."""
    data = file.read(_MOST_OF_FILE + 1)
    if len(data) > _MOST_OF_FILE:
        yield skip(place, "large", f"> {_MOST_OF_FILE}")
        return
    yield from of_data(place, data, ways)


def of_data(place: str, data: bytes, ways: Ways, url: str = "", content_type: str = "") -> Iterator[Taken | Skipped]:
    """The articles of a page, a feed or another document held in memory; ``url`` is where it came from."""
    kind = kind_of(data[:100_000])
    if (kind == "opml" and ways.depth > 0) or (kind == "feed" and ways.depth > 1):
        yield skip(place, "page")
    elif kind == "feed":
        yield from feeds.articles(place, data, ways, url)
    elif kind == "opml":
        yield from _opml(place, data, ways)
    elif kind == "newsml":
        yield from agencies.newsml(place, data, ways)
    elif kind == "europresse":
        yield from databases.europresse(place, data, ways)
    elif kind == "factiva":
        yield from databases.factiva_html(place, data, ways)
    elif kind == "rtf":
        yield from databases.factiva_rtf(place, data, ways)
    elif kind == "json":
        yield _json(place, data, ways)
    else:
        yield html.article(place, data, ways, url=url or None, content_type=content_type, name=_name(place))


def _opml(place: str, data: bytes, ways: Ways) -> Iterator[Taken | Skipped]:
    try:
        found = feeds.addresses_of(data)
    except UnreadableError as error:
        yield Skipped(place, error)
        return
    if not found:
        yield skip(place, "feed", "OPML")
    yield from _addresses(found[: feeds.MOST_ENTRIES], ways.deeper())


def _addresses(found: list[str], ways: Ways) -> Iterator[Taken | Skipped]:
    if ways.web is None:
        yield from (skip(url, "address", url) for url in found)
    else:
        yield from ways.web.articles(found, ways)


_KINDS: dict[str, Callable[[str, Any, Ways], Iterator[Taken | Skipped]]] = {
    ".txt": _text,
    ".json": _json_file,
    ".jsonl": _lines,
    ".ndjson": _lines,
    ".csv": tables.delimited,
    ".tsv": tables.delimited,
    ".parquet": tables.parquet,
    ".warc": warc.articles,
    ".warc.gz": warc.articles,
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".opml", ".rtf"), _markup),
}
SUFFIXES = frozenset(_KINDS)
"""The kinds of files that are read."""


def decode(data: bytes) -> str:
    """Text from bytes: UTF-8, UTF-16 with its mark, or Windows-1252 as older French archives have it.

    Raises:
        UnreadableError: binary data, or a file in which two encodings are mixed.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(data, "utf-16")
    if b"\x00" in data:
        raise UnreadableError("binary", "NUL")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _MULTIBYTE.search(data):
            raise UnreadableError("encoding", str(error.start)) from error
    return _strictly(data, "cp1252")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError("binary", f"{encoding}, {error.start}") from error


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _object(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("json", str(error)) from error
    if not isinstance(data, dict):
        raise UnreadableError("json", f"{type(data).__name__}, not an object")
    return data
