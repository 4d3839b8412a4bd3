"""The calendar: steps of a unit, weeks, seasons, and how each is written in ISO 8601 and TIMEX3."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Final

Day = dt.date

WEEK: Final = 7
"""Days."""

LOOSE: Final = 2.0
AGAINST: Final = 4.0
STRICT: Final = 1000.0
"""How many times farther off a date counts that lies against the direction, by how sure that is."""

SEASON_MONTH: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_LETTER: Final = {"day": "D", "week": "W", "month": "M", "year": "Y", "hour": "H", "minute": "M", "second": "S"}
_MULTIPLE: Final = {
    "quarter": (3, "month"),
    "half": (6, "month"),
    "decade": (10, "year"),
    "century": (100, "year"),
    "lustrum": (5, "year"),
    "fortnight": (14, "day"),
}


def day(year: int, month: int, number: int) -> Day | None:
    """The day of these numbers, or None where the calendar has none such."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def shift(start: Day, count: int, unit: str) -> Day | None:
    """The day so many units later (earlier where negative); None past the ends of the calendar.

    The 31st of a month becomes the last day of a shorter one.
    """
    times, unit = _MULTIPLE.get(unit, (1, unit))
    count *= times
    try:
        if unit in ("month", "year"):
            return _months_later(start, count * (12 if unit == "year" else 1))
        days = {"day": 1.0, "week": 7.0, "weekend": 7.0, "hour": 1 / 24}.get(unit, 0.0)
        return start + dt.timedelta(days=int(count * days))
    except (ValueError, OverflowError):
        return None


def _months_later(start: Day, count: int) -> Day:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    last = calendar.monthrange(year, month + 1)[1] if 0 < year < 10000 else 0
    return dt.date(year, month + 1, min(start.day, last))


def at_precision(of: Day, unit: str) -> str:
    """A day as the week, month, year and so on that it lies in."""
    if unit == "week":
        return week(of)
    if unit == "month":
        return f"{of:%Y-%m}" if of.year > 999 else of.isoformat()[:7]
    if unit in ("year", "lustrum"):
        return of.isoformat()[:4]
    if unit == "decade":
        return of.isoformat()[:3]
    if unit == "century":
        return of.isoformat()[:2]
    if unit == "quarter":
        return f"{of.isoformat()[:4]}-Q{(of.month + 2) // 3}"
    if unit == "half":
        return f"{of.isoformat()[:4]}-H{1 if of.month < 7 else 2}"
    return of.isoformat()


def week(of: Day) -> str:
    """The ISO week of a day, as 2025-W43."""
    year, number, _ = of.isocalendar()
    return f"{year}-W{number:02d}"


def weekday(near: Day, number: int, direction: int) -> Day:
    """The weekday (Monday is 0) nearest to a day: on it, or after (direction 1) or before it (-1)."""
    ahead = (number - near.weekday()) % 7
    days = ahead if direction > 0 or not ahead else ahead - 7
    return shift(near, days, "day") or near


def nearest(days: Iterable[Day | None], to: Day, direction: int, weight: float = AGAINST) -> Day | None:
    """Of some days the nearest to a day; those that lie against the direction count as so many times farther off.

    ``direction`` is -1 for the past, 1 for what is to come, 0 where nothing tells.
    """

    def distance(found: Day) -> float:
        off = (found - to).days
        return abs(off) * (weight if off * direction < 0 else 1.0)

    return min((d for d in days if d), key=distance, default=None)


def nearest_year(month: int, number: int, to: Day, direction: int, weight: float = AGAINST) -> Day | None:
    """The day of this month and number nearest to a day, in the direction; see ``nearest``."""
    reach = 8 if (month, number) == (2, 29) else 1
    years = range(max(1, to.year - reach), min(9999, to.year + reach) + 1)
    return nearest((day(y, month, number) for y in years), to, direction, weight)


def nearest_month(month: int, to: Day, direction: int, weight: float = AGAINST) -> Day | None:
    """The first day of this month nearest to a day, in the direction; see ``nearest``."""
    years = range(max(1, to.year - 1), min(9999, to.year + 1) + 1)
    return nearest((day(y, month, 1) for y in years), to.replace(day=1), direction, weight)


def easter(year: int) -> Day:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    golden, (century, of_century) = year % 19, divmod(year, 100)
    leap, rest = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, number = divmod(moon + to_sunday - 7 * late + 114, 31)
    return dt.date(year, month, number + 1)


def duration(count: int | str, unit: str) -> str:
    """A length as TIMEX3 writes it, P3D or PT2H; X for an unknown number."""
    times, unit = _MULTIPLE.get(unit, (1, unit))
    number = count * times if isinstance(count, int) else count
    if unit == "weekend":
        return f"P{number}WE"
    return f"P{'T' if unit in ('hour', 'minute', 'second') else ''}{number}{_LETTER[unit]}"


def roman(letters: str) -> int:
    """A Roman number of I, V and X as an integer."""
    worth = [{"i": 1, "v": 5, "x": 10}.get(c, 0) for c in letters.lower()]
    return sum(-w if w < max(worth[k:]) else w for k, w in enumerate(worth))
