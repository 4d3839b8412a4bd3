"""Web pages: the text of the article, its title, its day, its outlet."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

from pourparlers.sources.taken import Skipped, Taken, Ways, skip, take

LARGEST = 8_000_000
"""Bytes in the largest page that is looked at."""

_MOST_TAGS = 60_000
"""Tags in the largest page that is looked at: ten times those of a long newspaper page."""

_CHARSET = re.compile(r"charset=[\"']?([\w.:-]{2,30})", re.IGNORECASE)
_LATIN = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252"})


def article(
    place: str, page: bytes, ways: Ways, *, url: str | None = None, content_type: str = "", name: str = ""
) -> Taken | Skipped:
    """The article of a page; ``url`` is where it came from, ``content_type`` what the server said that it is."""
    if len(page) > LARGEST or page.count(b"<") > _MOST_TAGS:
        return skip(place, "large", f"{len(page)}")
    found = extract(_decoded(page, content_type), url)
    if not found:
        return skip(place, "page")
    return take(place, {"url": url, **found}, ways, name)


def extract(page: str | bytes, url: str | None = None) -> dict[str, Any]:
    """The fields of the article in a page; none where there is no text."""
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    _quiet()
    try:
        # A day that stands anywhere in the text would be guessed by an extensive search: no day is better than that.
        days = {"original_date": True, "extensive_search": False}
        found = bare_extraction(
            page, url=url, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=days
        )
    except (LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError):
        # What damaged pages raise in the library.
        return {}
    data = found.as_dict() if found is not None and not isinstance(found, dict) else found or {}
    if not (data.get("text") or "").strip():
        return {}
    title = data.get("title") or ""
    fields = {
        "text": data["text"].removeprefix(f"{title}\n") if title else data["text"],
        "title": title,
        "publisher": data.get("sitename") or data.get("hostname"),
        "published": data.get("date"),
        "url": data.get("url") if not url else None,
    }
    return {k: v for k, v in fields.items() if v}


@cache
def _quiet() -> None:
    """What the libraries say of single pages is not for the user's screen: the page is skipped, with its reason."""
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _decoded(page: bytes, content_type: str) -> str | bytes:
    """The page as the server's charset has it; where it names none, the library looks for one in the page."""
    named = _CHARSET.search(content_type)
    if not named:
        return page
    charset = named[1].lower()
    try:
        return page.decode("cp1252" if charset in _LATIN else charset, "replace")
    except LookupError:
        return page
