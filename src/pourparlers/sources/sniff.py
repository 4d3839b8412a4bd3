"""What a document is, by how it begins; what is an address."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["feed", "opml", "newsml", "europresse", "factiva", "rtf", "json", "page"]

_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ROOTS: dict[bytes, Kind] = {
    b"rss": "feed",
    b"feed": "feed",
    b"rdf": "feed",
    b"opml": "opml",
    b"newsitem": "newsml",
    b"newsmessage": "newsml",
}
_EUROPRESSE = (b"docOcurrContainer", b"DocPublicationName", b"titreArticleVisu")
_FACTIVA = (b"articleParagraph", b'class="article frArticle', b'class="article enArticle')
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_MOST_ADDRESSES = 5_000_000
"""Bytes in the longest list of addresses."""


def kind_of(head: bytes) -> Kind:
    """What a document is, by its first hundred thousand bytes."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(b"{"):
        return "json"
    root = _ROOT.search(_COMMENT.sub(b"", start[:8_000]))
    if root and (kind := _ROOTS.get(root[1].lower())):
        return kind
    if any(mark in head for mark in _EUROPRESSE):
        return "europresse"
    return "factiva" if any(mark in head for mark in _FACTIVA) else "page"


def is_address(text: str) -> bool:
    """Is this an address on the web, and nothing else?"""
    return bool(_ADDRESS.fullmatch(text.strip()))


def addresses_in(data: bytes) -> list[str]:
    """The addresses of a list of them, one a line, ``#`` for comments; none if there is anything else."""
    if len(data) > _MOST_ADDRESSES:
        return []
    lines = [line.strip() for line in data.decode("utf-8-sig", "replace").splitlines()]
    told = [line for line in lines if line and not line.startswith("#")]
    return list(dict.fromkeys(told)) if told and all(_ADDRESS.fullmatch(line) for line in told) else []
