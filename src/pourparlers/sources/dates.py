"""Days of publication as feeds, tables, agencies and databases write them."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate

from pourparlers.knowledge import tables

_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?!\d)")
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d|$)")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
_WORDED = re.compile(r"(?<!\d)(\d{1,2})(?:er)?\s+([^\W\d_]{3,9})\.?,?\s+(\d{4})(?!\d)")
_WORDED_ENGLISH = re.compile(r"([^\W\d_]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})(?!\d)")


def day_of(text: str) -> dt.date | None:
    """The day that a text names: ISO, 20240312, 12/03/2024 (the day first), "12 mars 2024", or as in an e-mail.

    None if it names none, or one that no calendar has.
    """
    text = text.strip()[:200]
    if found := _ISO.match(text) or _PACKED.match(text):
        return _day(*found.groups())
    if found := _SLASHED.match(text):
        day, month, year = found.groups()
        return _day(year, month, day)
    return _worded(text) or _mailed(text)


def _worded(text: str) -> dt.date | None:
    if found := _WORDED.search(text):
        day, month, year = found.groups()
    elif found := _WORDED_ENGLISH.search(text):
        month, day, year = found.groups()
    else:
        return None
    number = _months().get(month.lower())
    return _day(year, str(number), day) if number else None


def _mailed(text: str) -> dt.date | None:
    try:
        parts = parsedate(text)
    except (ValueError, IndexError, TypeError):
        return None
    return _day(*(str(p) for p in parts[:3])) if parts else None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _months() -> dict[str, int]:
    """Months by name, French and English, whole or cut short."""
    return {row["name"]: int(row["month"]) for row in tables.rows("months.tsv")}
