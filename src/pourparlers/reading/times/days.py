"""Values of days: weekdays, dates, yesterdays and eves."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache

from pourparlers.reading.times import nowadays, story
from pourparlers.reading.times import tense as time_tense
from pourparlers.reading.times import values as cal
from pourparlers.reading.times.found import PUBLICATION, Found, Page, day_found, plain
from pourparlers.reading.times.patterns import Hit, forms
from pourparlers.reading.times.values import Day

_ONE_DAY = dt.timedelta(days=1)


def part_of(hit: Hit) -> str | None:
    """The part of the day that a time names ("mardi en fin de soirée"), as TIMEX3 writes it."""
    words = hit.get("inpart") or hit.get("part") or hit.get("part2")
    if not words:
        return None
    found = _parts().search(words)
    return forms("part")[found[0]] if found else None


@cache
def _parts() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(map(re.escape, forms("part")), key=len, reverse=True)) + ")$")


def number_of(words: str | None) -> int | None:
    """A day of the month as a number ("1er", "premier", "03")."""
    if not words:
        return None
    digits = re.match(r"\d+", words)
    return int(digits[0]) if digits else 1


def year_of(hit: Hit, name: str = "year") -> int | None:
    """The year that a time gives, with two figures or four."""
    full = hit.get(name)
    if full:
        return int(full)
    short = hit.get("yy")
    return int(short) + (1900 if int(short) > 40 else 2000) if short else None


def resolve_day(
    page: Page, hit: Hit, number: int, month: int, year: int | None
) -> tuple[Day | None, Found | str | None]:
    """The day of this number and month; where no year is given, the nearest in the direction of the tense."""
    if year is not None:
        return cal.day(year, month, number), None
    if hit.get("after") or hit.get("before"):
        said = page.said(("day", "month", "year"))
        if said and said.day:
            return _strictly(month, number, said.day, 1 if hit.get("after") else -1), said
    told = story.day_told(page, hit, month, number)
    if told:
        return told
    if page.published is None:
        return None, None
    if hit.get("last"):
        return _strictly(month, number, page.published, -1), PUBLICATION
    if hit.get("next"):
        return _strictly(month, number, page.published, 1), PUBLICATION
    return cal.nearest_year(month, number, page.published, page.direction(hit), page.weight(hit)), PUBLICATION


def _strictly(month: int, number: int, to: Day, way: int) -> Day | None:
    """The last such day before, or the first one after."""
    days = [d for d in (cal.day(to.year + k, month, number) for k in (-1, 0, 1)) if d and (d - to).days * way > 0]
    return min(days, key=lambda d: abs((d - to).days), default=None)


def date(page: Page, hit: Hit) -> list[Found]:
    """Reads "mardi 3 mars", "le 1er mai 2019"."""
    number, month = number_of(hit.get("day")) or 1, int(hit.worth("mon") or 0)
    found, anchor = resolve_day(page, hit, number, month, year_of(hit))
    if found and year_of(hit) is None:
        found = of_weekday(found, hit.worth("weekday"))
    if found is None and (year_of(hit) or page.published):
        return []
    return day_found(hit, found, anchor, part_of(hit))


def of_weekday(near: Day, named: str | None) -> Day:
    """This day of the month in the year nearest in which it is the weekday named; as it is where none is near."""
    if named is None or near.weekday() == int(named):
        return near
    days_ = (cal.day(near.year + k, near.month, near.day) for k in (-1, 1))
    return next((d for d in days_ if d and d.weekday() == int(named)), near)


def iso(page: Page, hit: Hit) -> list[Found]:
    """Reads "2025-10-03", "03/10/2025", "03/10/25"."""
    found = cal.day(year_of(hit, "y") or 0, int(hit.get("m") or 0), int(hit.get("d") or 0))
    return day_found(hit, found, None) if found else []


def in_figures(page: Page, hit: Hit) -> list[Found]:
    """Reads "le 03/11", "mercredi 22/03"."""
    found, anchor = resolve_day(page, hit, int(hit.get("d") or 0), int(hit.get("m") or 0), None)
    return day_found(hit, of_weekday(found, hit.worth("weekday")), anchor) if found else []


def day_only(page: Page, hit: Hit) -> list[Found]:
    """ "le 24" after "le 8 février": the month is the one spoken of; "le 12 dernier": the last such day."""
    if hit.get("last") or hit.get("next"):
        return _strictly_numbered(page, hit)
    said = next((f for f in reversed(page.found) if f.rule in _DATED), None)
    number = number_of(hit.get("day")) or 0
    if said and said.day:
        near = [cal.shift(said.day.replace(day=1), k, "month") for k in (0, 1)]
        days_ = [cal.day(m.year, m.month, number) for m in near if m]
        fit = [d for d in days_ if d and (d >= said.day or d.month == said.day.month)]
        if not fit or not _against(page, hit, said, fit[0]):
            return day_found(hit, fit[0], said) if fit else []
    until = page.lowered.endswith("jusqu'", 0, hit.match.start())
    if page.published is None or (hit.get("the") == "au" and not until):
        return []
    months = [cal.shift(page.published.replace(day=1), k, "month") for k in (-1, 0, 1)]
    around = [cal.day(m.year, m.month, number) for m in months if m]
    return day_found(hit, cal.nearest(around, page.published, page.direction(hit), page.weight(hit)), PUBLICATION)


def _strictly_numbered(page: Page, hit: Hit) -> list[Found]:
    """The last or the next day with this number."""
    if page.published is None:
        return []
    way = -1 if hit.get("last") else 1
    months = [cal.shift(page.published.replace(day=1), k * way, "month") for k in range(3)]
    around = [cal.day(m.year, m.month, number_of(hit.get("day")) or 0) for m in months if m]
    found = next((d for d in around if d and (d - page.published).days * way > 0), None)
    return day_found(hit, found, PUBLICATION) if found else []


def _against(page: Page, hit: Hit, said: Found, read: Day) -> bool:
    """Does the tense put this day on the other side of the publication than a date of another sentence would?"""
    sentence_at = page.parsed.prose.sentence_at
    if page.published is None or hit.get("the") == "au" or sentence_at(said.start) == sentence_at(hit.start):
        return False
    return (read - page.published).days * page.direction(hit) < 0


_DATED = {"day and month", "weekday and day of month", "from day to day", "day of this month"}


def feast(page: Page, hit: Hit) -> list[Found]:
    """Reads "Noël", "le 14-Juillet", "le lundi de Pâques"."""
    worth = hit.worth("feast") or "1-1"
    if worth.startswith("easter"):
        return _movable(page, hit, dt.timedelta(days=int(worth.removeprefix("easter"))))
    month, number = (int(x) for x in worth.split("-"))
    found, anchor = resolve_day(page, hit, number, month, year_of(hit))
    return day_found(hit, found, anchor)


def _movable(page: Page, hit: Hit, off: dt.timedelta) -> list[Found]:
    """A feast that is so many days from Easter; where no year is given, the nearest in the direction of the tense."""
    given, published = year_of(hit), page.published
    if given:
        return day_found(hit, cal.easter(given) + off, None)
    if published is None:
        return day_found(hit, None, PUBLICATION)
    near = range(max(1583, published.year - 1), min(9998, published.year + 1) + 1)
    days_ = [cal.easter(y) + off for y in near]
    return day_found(hit, cal.nearest(days_, published, page.direction(hit), page.weight(hit)), PUBLICATION)


def today(page: Page, hit: Hit) -> list[Found]:
    """ "hier", "demain matin", "ce soir"; "aujourd'hui" also as nowadays."""
    offset = int(hit.worth("relative") or hit.worth("thispart") or 0)
    part = part_of(hit)
    named = hit.worth("weekday")
    if page.published and named:
        # "hier (mardi)" in a text of Thursday: the weekday is the surer of the two.
        near = cal.shift(page.published, offset, "day") or page.published
        return day_found(hit, cal.weekday(near, int(named), -1 if offset < 0 else 1), PUBLICATION, part)
    if (
        (hit.get("relative") or "").startswith("aujourd")
        and not part
        and nowadays.is_now(page.parsed, hit.start, hit.end)
    ):
        return plain(hit, "PRESENT_REF")
    if (hit.get("relative") or "") in _LOOSE and not part and nowadays.is_loose(page.parsed, hit.start, hit.end):
        return plain(hit, _LOOSE[hit.get("relative") or ""])
    found = cal.shift(page.published, offset, "day") if page.published else None
    return day_found(hit, found, PUBLICATION, part)


_LOOSE = {"hier": "PAST_REF", "demain": "FUTURE_REF"}


def last_night(page: Page, hit: Hit) -> list[Found]:
    """Reads "la nuit dernière": that of yesterday."""
    found = page.published - _ONE_DAY if page.published else None
    return day_found(hit, found, PUBLICATION, "NI")


def weekday(page: Page, hit: Hit) -> list[Found]:
    """Reads "mardi", "jeudi dernier", "lundi en huit"."""
    number = int(hit.worth("weekday") or 0)
    part = part_of(hit)
    if hit.get("after") or hit.get("before"):
        said = page.said()
        start, anchor = (said.day, said) if said else (page.published, PUBLICATION)
        way = 1 if hit.get("after") else -1
    else:
        start, anchor = page.published, PUBLICATION
        way = -1 if hit.get("last") or hit.get("last2") else 1 if hit.get("next") or hit.get("next2") else 0
    if start is None:
        return day_found(hit, None, anchor, part)
    numbered = _numbered(start, number, number_of(hit.get("day")) or 0)
    if numbered:
        return day_found(hit, numbered, anchor, part)
    if way:
        return day_found(hit, cal.weekday(start + way * _ONE_DAY, number, way), anchor, part)
    if _is_weekly(page, hit):
        return [Found(hit.start, hit.end, "SET", f"XXXX-WXX-{number + 1}", hit.rule.name)]
    found = _after_another(page, hit, number) or cal.weekday(start, number, _way(page, hit, number, start))
    found = _no_earlier(page, hit, found)
    eight = hit.get("eight")
    if eight:
        found = cal.weekday(start + _ONE_DAY, number, 1) + dt.timedelta(days=7 if eight == "huit" else 14)
    made = day_found(hit, found, anchor, part)
    if hit.get("day"):
        made[0].end = hit.span("weekday")[1]
    return made


def _after_another(page: Page, hit: Hit, number: int) -> Day | None:
    """The weekday that follows on another ("mardi et mercredi"); None where it stands alone."""
    other = page.found[-1] if page.found else None
    if other is None or other.day is None or other.rule != hit.rule.name:
        return None
    if page.lowered[other.end : hit.start].strip() not in ("et", "puis", "ou", "et ce"):
        return None
    return cal.weekday(other.day + _ONE_DAY, number, 1)


def _no_earlier(page: Page, hit: Hit, found: Day) -> Day:
    """A day to come that the sentence names after another one is later ("reçu lundi avant de gagner mardi Rome")."""
    before = page.found[-1] if page.found else None
    if before is None or before.day is None or before.rule != hit.rule.name or page.published is None:
        return found
    sentence_at = page.parsed.prose.sentence_at
    together = sentence_at(before.start) == sentence_at(hit.start)
    if not together or page.direction(hit) <= 0 or not page.published < before.day or found > before.day:
        return found
    return cal.weekday(before.day + _ONE_DAY, found.weekday(), 1)


def _is_weekly(page: Page, hit: Hit) -> bool:
    """Is this any such day ("le dimanche, on se repose"): with the article alone, in the present?"""
    alone = hit.match[0] == f"le {hit.get('weekday')}"
    return alone and page.direction(hit) > 0 and time_tense.is_told_in_present(page.parsed, hit.start)


def _way(page: Page, hit: Hit, number: int, published: Day) -> int:
    """Behind or ahead. The weekday of yesterday is yesterday unless a verb puts it ahead ("le sommet prévu jeudi")."""
    way = page.direction(hit) or -1
    if way == 1 and number == (published - _ONE_DAY).weekday() and not time_tense.looks_ahead(page.parsed, hit.start):
        return -1
    return way


def weekday_of_week(page: Page, hit: Hit) -> list[Found]:
    """Reads "mardi de la semaine prochaine"."""
    if page.published is None:
        return []
    weeks = -1 if hit.get("last") else 1 if hit.get("next") or hit.get("next2") else 0
    monday = page.published - page.published.weekday() * _ONE_DAY
    found = cal.shift(monday, 7 * weeks + int(hit.worth("weekday") or 0), "day")
    return day_found(hit, found, PUBLICATION)


def _numbered(near: Day, weekday_number: int, number: int) -> Day | None:
    """The nearest day that is both this weekday and this day of its month; else just the number's nearest."""
    around = [near + dt.timedelta(days=k) for k in sorted(range(-45, 46), key=abs)]
    fit = [d for d in around if d.day == number]
    return next((d for d in fit if d.weekday() == weekday_number), None)


def said_day(page: Page, hit: Hit) -> list[Found]:
    """ "la veille", "le lendemain", "le même jour"."""
    said = story.last_said(page, hit)
    start, anchor = (said.day, said) if said else (page.published, PUBLICATION)
    offset = int(hit.worth("anchored") or 0)
    found = cal.shift(start, offset, "day") if start else None
    return day_found(hit, found, anchor, part_of(hit))


HOW: dict[str, Callable[[Page, Hit], list[Found]]] = {
    "date": date,
    "iso": iso,
    "dayonly": day_only,
    "figures": in_figures,
    "feast": feast,
    "today": today,
    "lastnight": last_night,
    "weekday": weekday,
    "weekofday": weekday_of_week,
    "said day": said_day,
}
