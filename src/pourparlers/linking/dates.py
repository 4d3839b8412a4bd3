"""Dates of meetings as intervals of days, so that "2025-W43" and "2025-10-23" can be compared.

A day is counted as ``datetime.date.toordinal`` counts it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

Interval = tuple[int, int]
"""First and last day, both included."""

_SEASONS = {"SP": (3, 21, 6, 20), "SU": (6, 21, 9, 22), "FA": (9, 23, 12, 20), "WI": (12, 21, 3, 20)}
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?$")
_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?$")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)$")
_PART = re.compile(r"(\d{4})-([QH])(\d)$")
_YEAR = re.compile(r"(\d{4})$")


@lru_cache(maxsize=16_384)
def interval(value: str | None) -> Interval | None:
    """The days that a TIMEX3 value covers; None for a vague one (PAST_REF), an unknown form or an impossible date."""
    if not value:
        return None
    if "/" in value:
        first, _, last = value.partition("/")
        a, b = interval(first), interval(last)
        return (a[0], b[1]) if a and b and a[0] <= b[1] else a or b
    try:
        return _single(value)
    except ValueError:
        return None


def _single(value: str) -> Interval | None:
    if m := _DAY.match(value):
        day = dt.date(int(m[1]), int(m[2]), int(m[3])).toordinal()
        return day, day
    if m := _MONTH.match(value):
        return _months(int(m[1]), int(m[2]), int(m[2]))
    if m := _WEEK.match(value):
        first = dt.date.fromisocalendar(int(m[1]), int(m[2]), 6 if m[3] else 1).toordinal()
        return first, first + (1 if m[3] else 6)
    if m := _SEASON.match(value):
        y, (m1, d1, m2, d2) = int(m[1]), _SEASONS[m[2]]
        return dt.date(y, m1, d1).toordinal(), dt.date(y + (m2 < m1), m2, d2).toordinal()
    if m := _PART.match(value):
        size, n = (3, int(m[3])) if m[2] == "Q" else (6, int(m[3]))
        return _months(int(m[1]), size * (n - 1) + 1, size * n)
    if m := _YEAR.match(value):
        return _months(int(m[1]), 1, 12)
    return None


def _months(year: int, first: int, last: int) -> Interval:
    end = dt.date(year, last, calendar.monthrange(year, last)[1])
    return dt.date(year, first, 1).toordinal(), end.toordinal()


def gap(a: Interval, b: Interval) -> int:
    """Days between two intervals; 0 where they overlap."""
    return max(0, a[0] - b[1], b[0] - a[1])


def iso(day: int) -> str:
    """A day as ISO 8601."""
    return dt.date.fromordinal(day).isoformat()
