"""Looking for words in articles and statements, accents and capitals folded, with what was found marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import AfterValidator, WithJsonSchema
from sqlalchemy import func, select

from pourparlers.store import Store
from pourparlers.store.engine import reading
from pourparlers.store.search import parse
from pourparlers.store.tables import articles
from pourparlers.web.asked import plain
from pourparlers.web.offer import Page, offer

router = APIRouter(tags=["search"])

MOST = 20
"""Articles, and statements, on a page."""

AROUND = 110
"""Letters of an article shown before and after what was found in it."""

READ = 20_000
"""Letters of an article in which that is looked for."""

Words = Annotated[
    str,
    Query(max_length=200),
    AfterValidator(plain),
    WithJsonSchema({"type": "string", "maxLength": 200, "pattern": r"^[^\x00]*$"}),
]
PageNumber = Annotated[int, Query(ge=1, le=500)]

_WORD = re.compile(r"\w+")
_LIGATURES = {"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE"}

Piece = tuple[str, bool]
"""Some text, and whether it is what was looked for."""


@offer(router, "/search", name="search", summary="Articles and statements that hold all the words")
def search(request: Request, q: Words = "", page: PageNumber = 1) -> Page:
    """The articles and the statements that hold all the words, best first."""
    store: Store = request.app.state.store
    offset = (page - 1) * MOST
    found = store.search(q, limit=MOST + 1, offset=offset)
    statements = store.search_statements(q, limit=MOST + 1, offset=offset)
    data = {"q": q, "page": page, "articles": found[:MOST], "statements": statements[:MOST]}
    context = {
        "snippets": snippets(store, [a.id for a in found[:MOST]], q),
        "more": max(len(found), len(statements)) > MOST,
        "marked": lambda text: marked(text, q),
        "said": statements[:MOST],
    }
    return Page(data, "search.html", context)


def snippets(store: Store, numbers: Sequence[int], query: str) -> dict[int, str]:
    """The words of some articles around the first that the query looks for, by their numbers."""
    wanted = select(articles.c.id, func.substr(articles.c.text, 1, READ)).where(articles.c.id.in_(numbers))
    with reading(store.engine) as connection:
        return {number: around(text, query) for number, text in connection.execute(wanted)}


def around(text: str, query: str) -> str:
    """The words of a text around the first that the query looks for."""
    wanted = {word for phrase in parse(query) for word in phrase}
    at = next((m.start() for m in _WORD.finditer(text) if _folded(m[0]) in wanted), 0)
    first = max(0, text.rfind(" ", 0, max(0, at - AROUND)) + 1) if at > AROUND else 0
    last = text.find(" ", at + AROUND)
    shown = " ".join(text[first : last if last > 0 else len(text)].split())
    return f"{'… ' if first else ''}{shown}{' …' if last > 0 else ''}"


def marked(text: str, query: str) -> list[Piece]:
    """A text in pieces, those marked that the query looks for."""
    wanted = {word for phrase in parse(query) for word in phrase}
    pieces: list[Piece] = []
    for piece, hit in _pieces(text, wanted):
        if pieces and pieces[-1][1] == hit:
            pieces[-1] = (pieces[-1][0] + piece, hit)
        else:
            pieces.append((piece, hit))
    return pieces


def _pieces(text: str, wanted: set[str]) -> Iterator[Piece]:
    at = 0
    for m in _WORD.finditer(text):
        if at < m.start():
            yield text[at : m.start()], False
        yield m[0], _folded(m[0]) in wanted
        at = m.end()
    if at < len(text):
        yield text[at:], False


def _folded(word: str) -> str:
    plain_word = "".join(_LIGATURES.get(c, c) for c in word)
    split = unicodedata.normalize("NFKD", plain_word.lower())
    return "".join(c for c in split if not unicodedata.combining(c))
