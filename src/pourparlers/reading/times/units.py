"""Values of weeks and other units that count from a day; of so long ago, in so long; of lengths and repetitions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pourparlers.reading.times import values as cal
from pourparlers.reading.times.days import number_of, resolve_day, year_of
from pourparlers.reading.times.found import PUBLICATION, Found, Page, plain
from pourparlers.reading.times.patterns import Hit, forms
from pourparlers.reading.times.values import Day

_FINE = ("hour", "minute", "second")


def unit_of(hit: Hit) -> str:
    """The unit that a time counts in."""
    for name in ("unit", "unit2", "unit3", "period", "coarse"):
        worth = forms("unit").get(hit.get(name) or "")
        if worth:
            return worth
    return "day"


def count_of(hit: Hit) -> int | None:
    """How many units; None where the text does not say."""
    for name in ("n", "n2", "n3", "about"):
        number = hit.number(name)
        if number is not None:
            return number
    return None


# Units that count from the publication or from the time spoken of


def unit(page: Page, hit: Hit) -> list[Found]:
    """ "cette semaine", "l'an dernier", "la fin du mois prochain"."""
    of = unit_of(hit)
    if page.published is None:
        return plain(hit, None, anchor=PUBLICATION)
    way = -1 if hit.get("last") else 1 if hit.get("next") else _way_to_edge(page, hit, of, page.published)
    found = cal.shift(page.published, way, of)
    return plain(hit, cal.at_precision(found, of) if found else None, found, of, PUBLICATION)


_EDGES: Final = {
    ("week", "début"): (0, 1),
    ("week", "fin"): (4, 6),
    ("month", "début"): (1, 12),
    ("month", "fin"): (18, 31),
    ("year", "début"): (1, 4),
    ("year", "fin"): (9, 12),
}
"""The first and the last day of the beginning or end of a week (Monday is 0) or month; of a year, the months."""


def _way_to_edge(page: Page, hit: Hit, of: str, published: Day) -> int:
    """The next unit if the beginning of this one is over and the time lies ahead; the last if its end is not yet."""
    edge = _EDGES.get((of, hit.get("e") or ""))
    if edge is None:
        return 0
    at = {"week": published.weekday(), "month": published.day, "year": published.month}[of]
    way = page.direction(hit)
    return 1 if way > 0 and at > edge[1] else -1 if way < 0 and at < edge[0] else 0


def said_unit(page: Page, hit: Hit) -> list[Found]:
    """ "l'année suivante", "le même mois"."""
    of = unit_of(hit)
    said = page.said(("day", "month", "year", "week"))
    start, anchor = (said.day, said) if said else (page.published, PUBLICATION)
    way = 1 if hit.get("after") else -1 if hit.get("before") else 0
    found = cal.shift(start, way, of) if start else None
    return plain(hit, cal.at_precision(found, of) if found else None, found, of, anchor)


def decimal(page: Page, hit: Hit) -> list[Found]:
    """Reads "30,4 secondes"."""
    return plain(hit, cal.duration((hit.get("n") or "").replace(",", "."), unit_of(hit)))


def week_of(page: Page, hit: Hit) -> list[Found]:
    """Reads "la semaine du 3 mars"."""
    found, anchor = resolve_day(page, hit, number_of(hit.get("day")) or 0, int(hit.worth("mon") or 0), year_of(hit))
    return plain(hit, cal.week(found), found, "week", anchor) if found else []


def weekend(page: Page, hit: Hit) -> list[Found]:
    """Reads "ce week-end"."""
    if hit.get("day"):
        start, anchor = resolve_day(page, hit, number_of(hit.get("day")) or 0, int(hit.worth("mon") or 0), None)
    elif page.published is None:
        return plain(hit, None, anchor=PUBLICATION)
    else:
        start, anchor = page.published, PUBLICATION
        if hit.get("last") or (not hit.get("next") and start.weekday() < 5 and page.direction(hit) < 0):
            start = cal.shift(start, -1, "week") or start
        elif hit.get("next") and start.weekday() > 4:
            start = cal.shift(start, 1, "week") or start
    return plain(hit, f"{cal.week(start)}-WE" if start else None, start, "week", anchor)


def ago(page: Page, hit: Hit) -> list[Found]:
    """ "il y a deux ans"."""
    return _counted(page, hit, page.published, PUBLICATION, -1, "PAST_REF")


def ahead(page: Page, hit: Hit) -> list[Found]:
    """ "dans deux semaines"."""
    return _counted(page, hit, page.published, PUBLICATION, 1, "FUTURE_REF")


def later(page: Page, hit: Hit) -> list[Found]:
    """ "trois jours plus tard", "deux ans plus tôt": from the time spoken of, and no finer than that is."""
    units = ("day", "month", "week") if _RANK[unit_of(hit)] <= _RANK["month"] else ("day", "month", "year", "week")
    said = page.said(units)
    start, anchor = (said.day, said) if said else (page.published, PUBLICATION)
    made = _counted(page, hit, start, anchor, 1 if hit.get("after") else -1, "PAST_REF")
    if said and said.unit in ("month", "year") and made and made[0].day and made[0].type == "DATE":
        coarse = said.unit if _RANK[unit_of(hit)] < _RANK[said.unit] else unit_of(hit)
        made[0].value = cal.at_precision(made[0].day, coarse)
        made[0].unit = coarse
    return made


_RANK = {
    "second": 0,
    "minute": 0,
    "hour": 0,
    "day": 1,
    "weekend": 2,
    "week": 2,
    "month": 3,
    "quarter": 4,
    "half": 4,
    "year": 5,
    "lustrum": 6,
    "decade": 6,
    "century": 7,
}


def _counted(page: Page, hit: Hit, start: Day | None, anchor: Found | str, way: int, vague: str) -> list[Found]:
    of, count = unit_of(hit), count_of(hit)
    if of in _FINE:
        return length(page, hit)
    if count is None or hit.get("bounded"):
        return plain(hit, vague)
    found = cal.shift(start, way * count, of) if start else None
    return plain(hit, cal.at_precision(found, of) if found else None, found, of, anchor)


def within(page: Page, hit: Hit) -> list[Found]:
    """ "dans les deux prochaines semaines": from the publication on."""
    return _stretch(page, hit, 1, "FUTURE_REF")


def lately(page: Page, hit: Hit) -> list[Found]:
    """ "les deux dernières années": up to the publication."""
    return _stretch(page, hit, -1, "PAST_REF")


def _stretch(page: Page, hit: Hit, way: int, vague: str) -> list[Found]:
    of, count = unit_of(hit), count_of(hit)
    if count is None and hit.rule.name in ("last decade", "within the week"):
        count = 1
    if count is None or (of in _FINE and count < 24):
        return plain(hit, vague)
    if page.published is None:
        return plain(hit, None, anchor=PUBLICATION)
    far = cal.shift(page.published, way * count, of)
    if far is None:
        return []
    fine = "year" if _RANK.get(of, 2) >= _RANK["year"] else "day"
    ends = [cal.at_precision(d, fine) for d in sorted((page.published, far))]
    return plain(hit, "/".join(ends), min(page.published, far), None, PUBLICATION)


# How long, how often


def length(page: Page, hit: Hit) -> list[Found]:
    """Reads "six mois", "un quart d'heure", "plusieurs jours"."""
    half = hit.get("half")
    end = max((hit.span(n)[1] for n in ("unit", "coarse") if hit.get(n)), default=hit.end)
    value = (forms("length") | forms("term"))[half] if half else cal.duration(count_of(hit) or "X", unit_of(hit))
    return [Found(hit.start, end, "DURATION", value, hit.rule.name)]


def every(page: Page, hit: Hit) -> list[Found]:
    """Reads "chaque jour", "tous les deux ans"."""
    value = hit.worth("frequency") or cal.duration(count_of(hit) or 1, unit_of(hit))
    if hit.get("unit3"):
        hit = Hit(hit.rule, hit.match, *hit.span("unit3"))
    return plain(hit, value)


def habit(page: Page, hit: Hit) -> list[Found]:
    """Reads "tous les jeudis"."""
    worth = hit.worth("weekdays") or hit.worth("weekday") or "0"
    return plain(hit, f"XXXX-WXX-{int(worth) + 1}")


HOW: dict[str, Callable[[Page, Hit], list[Found]]] = {
    "decimal": decimal,
    "unit": unit,
    "said unit": said_unit,
    "weekof": week_of,
    "weekend": weekend,
    "ago": ago,
    "ahead": ahead,
    "later": later,
    "within": within,
    "lately": lately,
    "length": length,
    "every": every,
    "habit": habit,
}
