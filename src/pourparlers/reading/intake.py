"""What the reader takes in: checks that an article is a French text of a sane size, and says why if it is not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import ValidationError

from pourparlers.i18n import N_
from pourparlers.knowledge import tables
from pourparlers.record import Article

LONGEST = 400_000
"""Characters in the longest article that is read: some sixty thousand words, a small book."""

_ISO_DAY = re.compile(r"\s*\d{4}-\d\d-\d\d")

_ENOUGH = 200
"""Characters below which the language of a text is not judged: names and quotations mislead."""

_SMALL_SHARE = 0.06
_SMALL_KINDS = 5
"""How much of a text small words are, and of how many kinds, where it is French beyond doubt."""

_ODD = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ud800-\udfff]")


class UnreadableError(ValueError):
    """An article that cannot be read.

    Attributes:
        reason: one of the keys of ``REASONS``.
        detail: what was seen.
        article: its id, if it has one.
        given: the article itself, or the mapping, as it was given to a reader.
    """

    def __init__(self, reason: str, detail: str = "", article: str = "") -> None:
        self.reason, self.detail, self.article = reason, detail, article
        self.given: Article | Mapping[str, Any] | None = None
        what = REASONS[reason].format(detail=detail)
        super().__init__(f"{article}: {what}" if article else what)


REASONS: dict[str, str] = {
    "empty": N_("the text is empty"),
    "binary": N_("this is not text ({detail})"),
    "surrogate": N_("invalid character at position {detail} (lone surrogate)"),
    "encoding": N_("mixed encodings: neither UTF-8 (see byte {detail}) nor Windows-1252"),
    "long": N_("text too long ({detail} characters, at most 400,000)"),
    "language": N_("the text is not in French (it looks like: {detail})"),
    "date": N_("impossible date of publication: {detail}"),
    "field": N_("missing or invalid field: {detail}"),
    "json": N_("invalid JSON: {detail}"),
    "file": N_("cannot be opened: {detail}"),
    "suffix": N_("unknown kind of file ({detail})"),
    "nothing": N_("no file to read in this folder ({detail})"),
    "page": N_("no article found in this page"),
    "feed": N_("no feed that can be read: {detail}"),
    "link": N_("this entry of the feed has neither a text nor an address"),
    "markup": N_("XML that is damaged, or not allowed: {detail}"),
    "table": N_("this table cannot be read: {detail}"),
    "column": N_("this table has no column {detail}"),
    "archive": N_("this archive is damaged: {detail}"),
    "item": N_("no text of an article: {detail}"),
    "large": N_("larger than what is taken in ({detail})"),
    "extra": N_("needs a package that is not there: pip install 'pourparlers[{detail}]'"),
    "address": N_("not an address that can be fetched: {detail}"),
    "private": N_("a private or local address, which is not fetched: {detail}"),
    "known": N_("known already"),
    "robots": N_("the site's robots.txt asks not to fetch it"),
    "status": N_("the site answered {detail}"),
    "fetch": N_("the address could not be fetched: {detail}"),
    "crash": N_("reading it ended the process (exit code {detail})"),
    "slow": N_("the site took too long (at most {detail} seconds)"),
    "redirects": N_("too many redirections (at most {detail})"),
}
"""Why an article cannot be read; each is a message of the catalogue."""


def to_article(given: Article | Mapping[str, Any]) -> Article:
    """An Article from a mapping with its fields; ``outlet`` stands for ``publisher``, other fields are ignored.

    Raises:
        UnreadableError: no text, a field of the wrong kind, an impossible date.
    """
    if isinstance(given, Article):
        return given
    name = str(given.get("id") or "")
    fields = {k: given[k] for k in ("text", "url", "title", "publisher") if given.get(k) is not None}
    fields.setdefault("publisher", given.get("outlet"))
    try:
        return Article(id=name, published=to_date(given.get("published")), **fields)
    except ValidationError as error:
        first = error.errors()[0]
        raise UnreadableError("field", f"{first['loc'][0]}", name) from error
    except UnreadableError as error:
        raise UnreadableError(error.reason, error.detail, name) from error


def to_date(given: Any) -> dt.date | None:
    """A day from a date, a datetime, or an ISO string with or without a time of day; None from nothing.

    Raises:
        UnreadableError: it is no day of the calendar.
    """
    if given is None or given == "":
        return None
    if isinstance(given, dt.datetime):
        return given.date()
    if isinstance(given, dt.date):
        return given
    if not isinstance(given, str) or not _ISO_DAY.match(given):
        raise UnreadableError("date", repr(given))
    try:
        return dt.datetime.fromisoformat(given.strip()).date()
    except ValueError as error:
        raise UnreadableError("date", repr(given)) from error


def check(article: Article) -> Article:
    """The article itself, if it can be read.

    Raises:
        UnreadableError: empty, binary, too long, or in another language.
    """
    text = article.text
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u00a0\u2028\u2029"):
        raise UnreadableError("empty", article=article.id)
    if len(text) > LONGEST:
        raise UnreadableError("long", f"{len(text)}", article.id)
    if _ODD.search(text):
        _check_characters(article)
    language = "fr" if len(text) < _ENOUGH or is_plainly_french(text) else language_of(text)
    if language != "fr":
        raise UnreadableError("language", language, article.id)
    return article


def _check_characters(article: Article) -> None:
    text = article.text
    if "\x00" in text:
        raise UnreadableError("binary", "NUL", article.id)
    lone = next((i for i, c in enumerate(text) if "\ud800" <= c <= "\udfff"), None)
    if lone is not None:
        raise UnreadableError("surrogate", str(lone), article.id)
    controls = sum(c < " " and c not in "\t\r\n\f\v" for c in text)
    if controls > len(text) // 50:
        raise UnreadableError("binary", f"{controls} control characters", article.id)
    if "\ufffd" in text and text.count("\ufffd") > len(text) // 20:
        raise UnreadableError("binary", f"{text.count(chr(0xFFFD))} × U+FFFD", article.id)


def is_plainly_french(text: str) -> bool:
    """Is this French beyond doubt, by its small words? If not, ``language_of`` takes longer to tell."""
    words = text[:3000].split()
    known = small_words()
    small = [word for word in words if word in known]
    return len(small) >= _SMALL_SHARE * len(words) and len(set(small)) >= _SMALL_KINDS


@cache
def small_words() -> frozenset[str]:
    """Words that stand all over French texts; other languages have but a few of them."""
    return frozenset(word for row in tables.rows("fr/small_words.tsv") for word in tables.values(row["words"]))


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language that a text is in, by its first 3,000 characters."""
    import py3langid

    code: str = py3langid.classify(text[:3000])[0]
    return code
