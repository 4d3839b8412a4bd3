"""Days of a meeting that are counted: those of one that lasts, and the day so long before or after another."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pourparlers.reading import syntax
from pourparlers.reading.meetings.merge import Group
from pourparlers.reading.meetings.settings_clauses import setting
from pourparlers.reading.meetings.status_tale import hints
from pourparlers.reading.meetings.types import OF, Mention
from pourparlers.reading.meetings.words import words
from pourparlers.reading.times.patterns import forms
from pourparlers.record import Time
from pourparlers.vocabulary import Status

if TYPE_CHECKING:
    from pourparlers.reading.meetings.settings_dates import Dates

DAYS = re.compile(r"P(\d{1,2})D|PT(?:24|48|72|96)H")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STAY = 8
_BESIDE = 3
_COUNTED = 7
_EXACT = {"jour": 1, "jours": 1, "semaine": 7, "semaines": 7}


def value_of(t: Time) -> str | None:
    """The day of a time, without its hour."""
    return t.value[:10] if t.type == "TIME" and t.value else t.value


def days_of(length: str | None) -> int:
    """How many days a length is ("PT48H": 2), 0 where it is none of days."""
    if not length or not DAYS.fullmatch(length):
        return 0
    return int(length[2:-1]) // 24 if length.startswith("PT") else int(length[1:-1])


def opened(dates: Dates, group: Group) -> str | None:
    """The first day of what a sentence opens with: "Commencées dimanche, elles …", "Entamée lundi, la visite …"."""
    if group.kind == "call":
        return None
    parsed, lower = dates.parsed, dates.cast.lower
    told = {parsed.sentence_of[t.mention.head]: t.mention.first for t in group.told}
    for t in dates.times:
        first, stop = parsed.tokens(t.start, t.end)
        here = dates.sentence_of(t)
        start, _ = parsed.sentence(first) if here >= 0 else (first, first)
        if not (start < first <= start + 2 and lower[start] in setting("opening")):
            continue
        if (here - 1 in told and group.kind != "visit") or stop <= told.get(here, -1) <= stop + _BESIDE:
            return value_of(t)
    return None


def lasting(dates: Dates, group: Group, day: str, status: Status) -> str:
    """The days of what has its first day told and its length or its last day besides."""
    if not DAY.fullmatch(day) or status not in ("under_way", "held", "planned"):
        return day
    told = {dates.parsed.sentence_of[t.mention.head] for t in group.told}
    ends = (v for t in dates.times for v in [_last_day(dates, group, t, told)] if v and v > day)
    last = next(ends, None) if group.kind == "visit" or status != "planned" else None
    if last is not None:
        return f"{day}/{last}"
    if group.kind != "visit" or status == "planned":
        return day
    near = told | {s + 1 for s in told}
    for t in dates.spans:
        count = days_of(t.value)
        if count > 1 and dates.sentence_of(t) in near and _of_stay(dates, t):
            last_day = dt.date.fromisoformat(day) + dt.timedelta(days=count - 1)
            return f"{day}/{last_day.isoformat()}"
    return day


def _last_day(dates: Dates, group: Group, t: Time, told: set[int]) -> str | None:
    """A day up to which something told of a meeting lasts: "jusqu'à jeudi", "s'achève jeudi", "Il y restera …"."""
    value, here = value_of(t) or "", dates.sentence_of(t)
    if not DAY.fullmatch(value):
        return None
    first, _ = dates.parsed.tokens(t.start, t.end)
    until = bool(hints("until") & set(dates.cast.lower[first - 3 : first]))
    if here in told:
        return value if until or dates.days.get(dates.verb_beside(first) or 0) == "end" else None
    if not until or here - 1 not in told or group.kind == "call":
        return None
    start, _ = dates.parsed.sentence(first)
    if group.kind != "visit" and dates.cast.lower[start] not in setting("it"):
        return None
    before = dates.doc[max(start, first - _STAY) : first]
    return value if any(syntax.infinitive(w) in setting("stay") for w in before if w.pos_ == "VERB") else None


def _of_stay(dates: Dates, t: Time) -> bool:
    """Is a length that of a stay ("un séjour de cinq jours", "restera cinq jours")?"""
    first, _ = dates.parsed.tokens(t.start, t.end)
    if dates.cast.lower[first - 1] in words("this") or syntax.infinitive(dates.doc[first - 1]) in setting("stay"):
        return True
    return dates.cast.lower[first - 1] in OF and dates.doc[first - 2].pos_ in ("NOUN", "ADJ", "PROPN")


def so_long_off(dates: Dates, m: Mention) -> str | None:
    """ "Deux jours après leur rencontre", "un jour avant sa visite": so long from the day that the sentence tells."""
    doc, lower, numbers = dates.doc, dates.cast.lower, forms("number")
    at = next((i for i in range(m.first - 1, max(0, m.first - 4), -1) if doc[i].pos_ not in ("DET", "ADJ", "NOUN")), 0)
    way = {"après": -1, "avant": 1}.get(lower[at], 0)
    start, end = dates.parsed.sentence(m.head)
    spans = range(at - 1, max(start, at - _COUNTED), -1) if way else range(0)
    unit = next((i for i in spans if lower[i] in _EXACT and (lower[i - 1].isdigit() or lower[i - 1] in numbers)), 0)
    rough = lower[unit - 2] in OF or (lower[unit].startswith("semaine") and "pour" not in lower[unit:at])
    if not unit or rough or not dates.today:
        return None
    count = int(numbers.get(lower[unit - 1]) or lower[unit - 1]) * _EXACT[lower[unit]]
    near = [t for t in dates.times if DAY.fullmatch(value_of(t) or "")]
    told = next((value_of(t) for t in near if start <= dates.parsed.tokens(t.start, t.end)[0] < end), None)
    day = dt.date.fromisoformat(told or dates.today) + dt.timedelta(days=way * count)
    return day.isoformat()


def first_day(value: str) -> str:
    """The first day of a day, month, year or week, as far as it is told; nothing for a season or a vague time."""
    day, _, week = value.split("/")[0].partition("-W")
    if week[:2].isdigit():
        return dt.date.fromisocalendar(int(day), int(week[:2]), 1).isoformat()
    return day[:10] if day[:10].replace("-", "").isdigit() else ""


def refines(exact: str, rough: str) -> bool:
    """Does a date lie in a rougher one ("le 20 septembre" in "septembre")?"""
    if "/" in rough or len(exact) <= len(rough):
        return False
    if "-W" in rough:
        day = exact.split("/")[0]
        return bool(DAY.fullmatch(day)) and dt.date.fromisoformat(day).strftime("%G-W%V") == rough
    return all(part.startswith(rough) for part in exact.split("/"))
