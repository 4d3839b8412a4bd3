"""Values of several days: from one to another, lists of them, nights between two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from pourparlers.reading.times import tense as time_tense
from pourparlers.reading.times import values as cal
from pourparlers.reading.times.days import number_of, of_weekday, resolve_day, year_of
from pourparlers.reading.times.found import PUBLICATION, Found, Page, plain
from pourparlers.reading.times.patterns import Hit

_ONE_DAY = dt.timedelta(days=1)
_SOON = 60
"""Within how many days of the publication a day lies, whatever the tense, to which something is put off."""
_NEAR = 1
"""How many sentences back the month of "du 15 au 18" may stand."""


def weekdays(page: Page, hit: Hit) -> list[Found]:
    """ "de mercredi à vendredi": an interval; "de mercredi à mardi" (put forward): two days."""
    names = [n for n in ("weekday", "weekday3", "weekday4", "weekday5", "weekday2") if hit.get(n)]
    if page.published is None:
        return []
    ends = [int(hit.worth(n) or 0) for n in names]
    way = page.direction(hit) or -1
    days_ = [cal.weekday(page.published, n, way) for n in ends]
    if ends[0] < ends[1]:
        if way < 0:
            days_[0] = cal.weekday(days_[1], ends[0], -1)
        else:
            days_[1] = cal.weekday(days_[0], ends[1], 1)
        value = f"{days_[0]}/{days_[1]}"
        return [Found(hit.start, hit.end, "DATE", value, hit.rule.name, days_[0], "day", PUBLICATION)]
    return [
        Found(*hit.span(n), "DATE", d.isoformat(), hit.rule.name, d, "day", PUBLICATION)
        for n, d in zip(names, days_, strict=True)
    ]


def days(page: Page, hit: Hit) -> list[Found]:
    """ "du 3 au 5 mai": an interval; "le 3 avril et le 2 mai", "les 6 et 13 avril": two days."""
    return _two_days(page, hit, night=False)


def _two_days(page: Page, hit: Hit, night: bool) -> list[Found]:
    first, second = number_of(hit.get("day")) or 0, number_of(hit.get("day2")) or 0
    month = int(hit.worth("mon2") or 0)
    to, anchor = resolve_day(page, hit, second, month, year_of(hit) or year_of(hit, "year2"))
    if to is None:
        return []
    if anchor is not None:
        to = of_weekday(to, hit.worth("weekday2"))
    from_month = int(hit.worth("mon") or month)
    from_ = cal.nearest_year(from_month, first, to, -1) if first else to - _ONE_DAY
    if from_ is None:
        return []
    joined = not hit.get("mon") and hit.match[0].startswith(("du ", "de ", "la ", "entre", "semaine", "nuit", "cette"))
    joined = joined or night or (to - from_).days == 1 or _is_dashed(hit)
    if joined and from_ <= to and not hit.get("either"):
        return [Found(hit.start, hit.end, "DATE", f"{from_}/{to}", hit.rule.name, from_, "day", anchor)]
    names = hit.match.groupdict()
    first_at = hit.span("weekday")[0] if names.get("weekday") else hit.start
    first_to = hit.span("mon" if names.get("mon") else "day")[1]
    second_at = hit.span("weekday2" if names.get("weekday2") else "day2")[0]
    return [
        Found(first_at, first_to, "DATE", from_.isoformat(), hit.rule.name, from_, "day", anchor),
        Found(second_at, hit.end, "DATE", to.isoformat(), hit.rule.name, to, "day", anchor),
    ]


def _is_dashed(hit: Hit) -> bool:
    """Is this "8-12 mai"?"""
    return hit.match[0][hit.span("day")[1] - hit.match.start() :].lstrip().startswith(("-", "–"))


def day_list(page: Page, hit: Hit) -> list[Found]:
    """ "les 3, 5 et 7 novembre": three days."""
    month = int(hit.worth("mon2") or 0)
    last, anchor = resolve_day(page, hit, number_of(hit.get("day2")) or 0, month, year_of(hit))
    if last is None:
        return []
    made = []
    for name in ("day", "day3", "day2"):
        one = cal.day(last.year, last.month, number_of(hit.get(name)) or 0)
        start = hit.start if name == "day" else hit.span(name)[0]
        end = hit.end if name == "day2" else hit.span(name)[1]
        if one:
            made.append(Found(start, end, "DATE", one.isoformat(), hit.rule.name, one, "day", anchor))
    return made


def night(page: Page, hit: Hit) -> list[Found]:
    """ "la nuit de lundi à mardi": both days."""
    if hit.get("mon2"):
        return _two_days(page, hit, night=True)
    if page.published is None:
        return plain(hit, None, anchor=PUBLICATION)
    to = cal.weekday(page.published, int(hit.worth("weekday2") or 0), page.direction(hit) or -1)
    from_ = cal.weekday(to - _ONE_DAY, int(hit.worth("weekday") or 0), -1)
    return [Found(hit.start, hit.end, "DATE", f"{from_}/{to}", hit.rule.name, from_, "day", PUBLICATION)]


def date_range(page: Page, hit: Hit) -> list[Found]:
    """ "du 28 novembre au 3 décembre": an interval; "reporté du 28 novembre au 3 décembre": two days."""
    month = int(hit.worth("mon2") or 0)
    is_put_off = time_tense.is_put_off(page.parsed, hit.start)
    to, anchor = resolve_day(page, hit, number_of(hit.get("day2")) or 0, month, year_of(hit))
    if is_put_off and page.published and anchor == PUBLICATION:
        near = cal.nearest_year(month, number_of(hit.get("day2")) or 0, page.published, 0)
        to = near if near and abs((near - page.published).days) < _SOON else to
    if to is None:
        return []
    number, first_month, of = number_of(hit.get("day")) or 0, int(hit.worth("mon") or 0), year_of(hit, "year2")
    from_ = cal.day(of, first_month, number) if of else cal.nearest_year(first_month, number, to, -1, cal.STRICT)
    if from_ is None or from_ > to:
        return []
    if is_put_off:
        first_to = hit.span("year2" if hit.get("year2") else "mon")[1]
        return [
            Found(hit.span("day")[0], first_to, "DATE", from_.isoformat(), hit.rule.name, from_, "day", anchor),
            Found(hit.span("day2")[0], hit.end, "DATE", to.isoformat(), hit.rule.name, to, "day", anchor),
        ]
    return [Found(hit.start, hit.end, "DATE", f"{from_}/{to}", hit.rule.name, from_, "day", anchor)]


def day_range(page: Page, hit: Hit) -> list[Found]:
    """ "du 15 au 18" where a month has been named right before: an interval in it."""
    said = page.said(("day", "month"))
    sentence_at = page.parsed.prose.sentence_at
    if said is None or said.day is None or sentence_at(hit.start) - sentence_at(said.start) > _NEAR:
        return []
    number, last = number_of(hit.get("day")) or 0, number_of(hit.get("day2")) or 0
    from_, to = (cal.day(said.day.year, said.day.month, n) for n in (number, last))
    if from_ is None or to is None or from_ > to:
        return []
    return [Found(hit.start, hit.end, "DATE", f"{from_}/{to}", hit.rule.name, from_, "day", said)]


HOW: dict[str, Callable[[Page, Hit], list[Found]]] = {
    "weekdays": weekdays,
    "days": days,
    "daterange": date_range,
    "dayrange": day_range,
    "list": day_list,
    "night": night,
}
