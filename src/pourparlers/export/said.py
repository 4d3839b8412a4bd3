"""What exports for people say in words: the name of a talk, its date, its last word."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import quote, urlsplit

from babel.dates import format_date, format_interval

from pourparlers.export import when
from pourparlers.i18n import gettext
from pourparlers.linking.talks import HistoryLine, Talk
from pourparlers.vocabulary import MEETING, SOURCE, STATUS, Term

_SAFE = ":/?#[]@!$&'()*+,;=%~"
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def term(found: Term, lang: str) -> str:
    """A word of the vocabulary."""
    return found.en if lang == "en" else found.fr


def status(talk: Talk | HistoryLine, lang: str) -> str:
    """A status in words."""
    return term(STATUS[talk.status], lang)


def kind(talk: Talk, lang: str) -> str:
    """A kind of meeting in words."""
    return term(MEETING[talk.kind], lang)


def source_kind(line: HistoryLine, lang: str) -> str:
    """The kind of a source in words; "" where the article itself speaks."""
    return term(SOURCE[line.source_kind], lang) if line.source_kind else ""


def heading(talk: Talk, lang: str) -> str:
    """A talk by its kind, parties and place: "sommet Anne Roche – Karl Lind, Lyon"."""
    who = " – ".join(p.name for p in talk.participants)
    return clean(f"{kind(talk, lang)} {who}" + (f", {talk.place}" if talk.place else ""))


def date(value: str | None, lang: str) -> str:
    """A TIMEX3 value as a person writes it; "" for none, and as it stands where it has no days."""
    first, last = when.bounds(value)
    if first is None or last is None:
        return value or ""
    known = when.precision(value)
    if known == "month":
        return str(format_date(first, "MMMM y", locale=lang))
    if known == "year":
        return str(first.year)
    if first == last:
        hour = value.partition("T")[2] if value and known == "minute" else ""
        return str(format_date(first, "long", locale=lang)) + (f", {hour}" if hour else "")
    return str(format_interval(first, last, "yMMMd", locale=lang))


def day(value: str, lang: str) -> str:
    """An ISO day as a person writes it; "" for none."""
    return str(format_date(dt.date.fromisoformat(value), "long", locale=lang)) if value else ""


def who(line: HistoryLine, lang: str) -> str:
    """Whose words a report gives: the source, else the outlet."""
    return line.source or line.outlet or gettext("the article", lang)


def web(url: str | None) -> str | None:
    """An address if it is one of the web, with what may not stand in one percent-coded."""
    if not url or re.search(r"[\s\x00-\x1f\x7f]", url):
        return None
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return None
    return quote(url, safe=_SAFE) if scheme in ("http", "https") else None


def clean(text: str) -> str:
    """A text on one line, without the characters that calendars and XML do not allow."""
    return " ".join(_NOT_TEXT.sub(" ", text).split())


def machine_date(value: str | None) -> str | None:
    """A date as the ``time`` element of HTML takes it; None where that has no form for its precision."""
    return value if when.precision(value) in ("day", "month", "year", "week") else None
