"""Dates as the press gives them: their first and last day, and how precise they are."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from pourparlers.linking.dates import interval

_FORMS: Final = (
    ("minute", re.compile(r"\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")),
    ("day", re.compile(r"\d{4}-\d{2}-\d{2}(T.*)?")),
    ("month", re.compile(r"\d{4}-\d{2}")),
    ("year", re.compile(r"\d{4}")),
    ("weekend", re.compile(r"\d{4}-W\d{2}-WE")),
    ("week", re.compile(r"\d{4}-W\d{2}")),
    ("season", re.compile(r"\d{4}-(SP|SU|FA|WI)")),
    ("quarter", re.compile(r"\d{4}-Q\d")),
    ("half", re.compile(r"\d{4}-H\d")),
    ("interval", re.compile(r".+/.+")),
)

PRECISIONS: Final = (*(name for name, _ in _FORMS), "vague")

HISTORICAL_DAYS: Final = 365


def precision(value: str | None) -> str | None:
    """How precise a TIMEX3 value is: one of ``PRECISIONS``; None where there is no date."""
    if not value:
        return None
    if interval(value) is None:
        return "vague"
    return next((name for name, form in _FORMS if form.fullmatch(value)), "vague")


def bounds(value: str | None) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day that a TIMEX3 value covers."""
    days = interval(value)
    return (dt.date.fromordinal(days[0]), dt.date.fromordinal(days[1])) if days else (None, None)


def day(value: str | None) -> dt.date | None:
    """An ISO day; None for "" and None."""
    return dt.date.fromisoformat(value) if value else None


def long_past(value: str | None, seen: str | None) -> bool:
    """Does a date end more than a year before the day on which it was written of?"""
    days, written = interval(value), interval(seen)
    return bool(days and written and days[1] + HISTORICAL_DAYS < written[0])
