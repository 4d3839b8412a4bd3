"""RSS and Atom feeds, and OPML lists of feeds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pourparlers.sources.taken import Skipped, Taken, Ways, skip, take

LARGEST = 10_000_000
"""Bytes in the largest feed."""

MOST_ENTRIES = 2_000
"""Entries taken of one feed."""

_WHOLE = 600
"""Characters from which the content of an entry is taken for the whole article."""

_CUT_SHORT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|lire la suite[\W]*|read more[\W]*)$", re.IGNORECASE)
_BREAK = re.compile(r"(?i)</?(?:p|div|br|li|h\d|blockquote|tr)\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed; ``text`` is its whole article, where the feed brings that."""

    key: str
    url: str
    title: str
    published: dt.date | None
    text: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read; ``minutes`` is how long it asks to be left alone."""

    title: str
    entries: tuple[Entry, ...]
    minutes: int = 0


def parse(data: bytes, base: str = "") -> Feed | None:
    """A feed from its bytes; None if it is none. ``base`` is its address, for links that are relative."""
    import feedparser

    # Entities of its own are what a hostile feed would grow by: no feed needs them.
    if b"<!ENTITY" in data[:100_000]:
        return None
    headers = {"content-location": base, "content-type": ""} if base else {}
    try:
        found = feedparser.parse(data, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError):
        # What damaged feeds raise in the library.
        return None
    if not found.get("version") and not found.entries:
        return None
    entries = [_entry(e, base) for e in found.entries[:MOST_ENTRIES]]
    return Feed(_text(found.feed.get("title")), tuple(entries), _minutes(found.feed))


def articles(place: str, data: bytes, ways: Ways, base: str = "") -> Iterator[Taken | Skipped]:
    """The articles of a feed: from its entries where they are whole, else from the pages that they lead to."""
    feed = parse(data, base)
    if feed is None:
        yield skip(place, "feed", "RSS, Atom")
        return
    yield from of_entries(place, feed, feed.entries, ways)


def of_entries(place: str, feed: Feed, entries: tuple[Entry, ...], ways: Ways) -> Iterator[Taken | Skipped]:
    """The articles of some entries of a feed."""
    wanted: list[Entry] = []
    for entry in entries:
        if entry.text:
            fields = {"text": entry.text, "title": entry.title, "url": entry.url or None, "publisher": feed.title}
            yield take(entry.url or place, {**fields, "published": entry.published}, ways, entry.key)
        elif entry.url and ways.web:
            wanted.append(entry)
        else:
            yield skip(entry.url or f"{place}: {entry.title}", "address" if entry.url else "link", entry.url)
    if ways.web:
        days = {e.url: e.published for e in wanted}
        for taken in ways.web.articles([e.url for e in wanted], ways.deeper()):
            yield taken if isinstance(taken, Skipped) else _completed(taken, days, feed)


def _completed(taken: Taken, days: dict[str, dt.date | None], feed: Feed) -> Taken:
    """A page with what its feed knows of it, where the page does not say so itself."""
    place, article = taken
    known = {"published": article.published or days.get(place), "publisher": article.publisher or feed.title or None}
    return place, article.model_copy(update=known)


def _entry(entry: Any, base: str) -> Entry:
    from urllib.parse import urljoin

    given = _text(entry.get("link"))
    try:
        url = urljoin(base, given) if given else ""
    except ValueError:
        url = given
    title = _text(entry.get("title"))
    return Entry(_text(entry.get("id")) or url or title, url, title, _day(entry), _whole(entry))


def _whole(entry: Any) -> str:
    contents = [plain_text(_text(c.get("value"))) for c in entry.get("content") or () if isinstance(c, dict)]
    text = max(contents, key=len, default="")
    return text if len(text) >= _WHOLE and not _CUT_SHORT.search(text[-40:]) else ""


def plain_text(markup: str) -> str:
    """The text of a piece of HTML, a paragraph a line."""
    from lxml import html
    from lxml.etree import LxmlError

    try:
        # Lines are kept apart by a mark that no parser takes away.
        tree = html.fromstring(f"<div>{_BREAK.sub(chr(0xE000), markup[:2_000_000])}</div>")
        for gone in list(tree.iter("script", "style", "figure", "figcaption")):
            gone.drop_tree()
        lines = str(tree.text_content()).split(chr(0xE000))
    except (LxmlError, ValueError, TypeError, AttributeError):
        return ""
    return "\n".join(s for s in (" ".join(line.split()) for line in lines) if s)


def _day(entry: Any) -> dt.date | None:
    for name in ("published_parsed", "updated_parsed"):
        parts = dict.get(entry, name)
        try:
            if parts:
                return dt.date(*parts[:3])
        except (ValueError, TypeError):
            continue
    return None


def _minutes(feed: Any) -> int:
    """The time to live of RSS, or the syndication module's period, in minutes."""
    units = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}
    try:
        often = max(1, int(_text(feed.get("sy_updatefrequency")) or 1))
        period = units.get(_text(feed.get("sy_updateperiod")).lower(), 0) // often
        return min(1440, max(0, int(_text(feed.get("ttl")) or 0), period))
    except ValueError:
        return 0


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def addresses_of(data: bytes) -> list[str]:
    """The addresses of feeds in an OPML list, once each.

    Raises:
        UnreadableError: it is damaged, or has entities of its own.
    """
    from pourparlers.sources.xml import parse as parse_xml

    outlines = (o for o in parse_xml(data).iter() if str(o.tag).rpartition("}")[2].lower() == "outline")
    found = (o.get("xmlUrl") or o.get("xmlurl") or o.get("XMLURL") or "" for o in outlines)
    return list(dict.fromkeys(url.strip() for url in found if url.strip()))
