"""Values of weeks, months, years and more; of so long ago, in so long; and of lengths and repetitions."""

from __future__ import annotations

from collections.abc import Callable

from pourparlers.reading.times import values as cal
from pourparlers.reading.times.days import ONWARD, number_of, resolve_day, year_of
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


# Months and years


def month(page: Page, hit: Hit) -> list[Found]:
    """Reads "en mars", "fin juin 2019"."""
    number = int(hit.worth("month") or 0)
    if year_of(hit) is None and page.is_habit(hit):
        return plain(hit, f"XXXX-{number:02d}")
    first, anchor = _month_day(page, hit, number, year_of(hit) or _year_meant(page, hit))
    return plain(hit, cal.at_precision(first, "month") if first else None, first, "month" if first else None, anchor)


def _year_meant(page: Page, hit: Hit) -> int | None:
    """The year of "février de cette année", "mai de la même année"."""
    if hit.get("this"):
        return page.published.year if page.published else None
    said = page.said(("day", "month", "year")) if hit.get("same") else None
    return said.day.year if said and said.day else None


def _month_day(page: Page, hit: Hit, number: int, year: int | None) -> tuple[Day | None, Found | str | None]:
    if year is not None:
        return cal.day(year, number, 1), None
    story = page.story(hit)
    if story and story.day:
        if story.unit == "year":
            return cal.day(story.day.year, number, 1), story
        return cal.nearest_month(number, story.day, 1, ONWARD), story
    if page.published is None:
        return None, PUBLICATION
    way = -1 if hit.get("last") else 1 if hit.get("next") else 0
    if hit.get("last3"):
        return cal.day(page.published.year - 1, number, 1), PUBLICATION
    if way:
        start = cal.shift(page.published.replace(day=1), way, "month") or page.published
        options = [cal.day(page.published.year + k, number, 1) for k in (-1, 0, 1)]
        fit = [o for o in options if o and (o - start).days * way >= 0]
        return min(fit, key=lambda o: abs((o - start).days), default=None), PUBLICATION
    return cal.nearest_month(number, page.published, page.direction(hit), page.weight(hit)), PUBLICATION


def months(page: Page, hit: Hit) -> list[Found]:
    """ "de fin mars à début juin": an interval of months."""
    to, anchor = _month_day(page, hit, int(hit.worth("month2") or 0), year_of(hit, "year2"))
    if to is None:
        return plain(hit, None, anchor=anchor)
    number = int(hit.worth("month") or 0)
    given = year_of(hit)
    from_ = cal.day(given, number, 1) if given else cal.nearest_year(number, 1, to, -1)
    if from_ is None:
        return []
    return plain(hit, f"{from_:%Y-%m}/{to:%Y-%m}", from_, "month", anchor)


def year(page: Page, hit: Hit) -> list[Found]:
    """Reads "en 2019", "l'an 2000"."""
    value = hit.get("year") or hit.get("year2") or ""
    return plain(hit, value, cal.day(int(value), 1, 1), "year")


def one_more_year(page: Page, hit: Hit) -> list[Found]:
    """ "en 2018 et 2019": a year that goes on from another."""
    before = page.found[-1] if page.found else None
    if before is None or before.unit != "year" or hit.match.start() - before.end > 2:
        return []
    return year(page, hit)


def years(page: Page, hit: Hit) -> list[Found]:
    """Reads "de 1995 à 2007": an interval of years."""
    from_ = int(hit.get("year") or hit.get("year3") or 0)
    to = int(hit.get("year2") or 0)
    if to <= from_:
        return []
    last = f"{to}-{int(hit.worth('month2') or 0):02d}" if hit.get("month2") else str(to)
    return plain(hit, f"{from_}/{last}", cal.day(from_, 1, 1), "year")


def first_months(page: Page, hit: Hit) -> list[Found]:
    """Reads "les trois premiers mois de 2026"."""
    count, of = hit.number("n") or 0, hit.get("year") or ""
    return plain(hit, f"{of}-01/{of}-{count:02d}", cal.day(int(of), 1, 1), "month") if 0 < count < 13 else []


def decade(page: Page, hit: Hit) -> list[Found]:
    """Reads "les années 1990"."""
    of = hit.get("year") or f"{19 if int(hit.get('yy') or 0) > 20 else 20}{hit.get('yy')}"
    return plain(hit, of[:3], cal.day(int(of), 1, 1), "decade")


def century(page: Page, hit: Hit) -> list[Found]:
    """Reads "le XIXe siècle": its first and last year."""
    number = cal.roman(hit.get("roman") or "")
    return plain(hit, f"{number - 1:02d}01/{number:02d}00", None, None) if 0 < number < 22 else []


def fortnight(page: Page, hit: Hit) -> list[Found]:
    """Reads "la seconde quinzaine de mars"."""
    first, anchor = _month_day(page, hit, int(hit.worth("month") or 0), year_of(hit))
    if first is None:
        return plain(hit, None, anchor=anchor)
    if hit.worth("ordinal") == "1":
        from_, to = first, first.replace(day=15)
    else:
        last = cal.shift(first, 1, "month") or first
        from_, to = first.replace(day=16), cal.shift(last, -1, "day") or last
    return plain(hit, f"{from_}/{to}", from_, "day", anchor)


def quarter(page: Page, hit: Hit) -> list[Found]:
    """Reads "au premier trimestre"."""
    unit = unit_of(hit)
    number = hit.worth("ordinal")
    code = f"{'Q' if unit == 'quarter' else 'H'}{number}"
    if hit.get("year"):
        return plain(hit, f"{hit.get('year')}-{code}")
    if page.published is None:
        return plain(hit, None, anchor=PUBLICATION)
    middle = (int(number or 1) - 1) * (3 if unit == "quarter" else 6) + (2 if unit == "quarter" else 4)
    near = cal.nearest_month(middle, page.published, page.direction(hit))
    return plain(hit, f"{near.year}-{code}" if near else None, anchor=PUBLICATION)


def season(page: Page, hit: Hit) -> list[Found]:
    """Reads "cet été", "l'automne 2017"."""
    code = hit.worth("season") or ""
    of = year_of(hit)
    if of:
        return plain(hit, f"{of}-{code}", cal.day(of, cal.SEASON_MONTH[code], 1), "season")
    if page.is_habit(hit):
        return plain(hit, f"XXXX-{code}")
    if page.published is None:
        return plain(hit, None, anchor=PUBLICATION)
    way = -1 if hit.get("last") else 1 if hit.get("next") else page.direction(hit)
    found = _season_day(code, page.published, way)
    return plain(hit, f"{found.year}-{code}" if found else None, found, "season", PUBLICATION)


def _season_day(code: str, to: Day, way: int) -> Day | None:
    """A day of the season that is meant; a winter is that of the December it begins in."""
    month, number = (12, 31) if code == "WI" else (cal.SEASON_MONTH[code] + 1, 15)
    return cal.nearest_year(month, number, to, way, cal.STRICT)


def any_season(page: Page, hit: Hit) -> list[Found]:
    """ "en été": of any year."""
    return plain(hit, f"XXXX-{hit.worth('season')}")


# Units that count from the publication or from the time spoken of


def unit(page: Page, hit: Hit) -> list[Found]:
    """ "cette semaine", "l'an dernier", "la fin du mois prochain"."""
    of = unit_of(hit)
    if page.published is None:
        return plain(hit, None, anchor=PUBLICATION)
    way = -1 if hit.get("last") else 1 if hit.get("next") else 0
    found = cal.shift(page.published, way, of)
    return plain(hit, cal.at_precision(found, of) if found else None, found, of, PUBLICATION)


def said_unit(page: Page, hit: Hit) -> list[Found]:
    """ "l'année suivante", "le même mois"."""
    of = unit_of(hit)
    said = page.said(("day", "month", "year", "week"))
    start, anchor = (said.day, said) if said else (page.published, PUBLICATION)
    way = 1 if hit.get("after") else -1 if hit.get("before") else 0
    found = cal.shift(start, way, of) if start else None
    return plain(hit, cal.at_precision(found, of) if found else None, found, of, anchor)


def seasons(page: Page, hit: Hit) -> list[Found]:
    """ "été comme hiver": every summer and every winter."""
    names = ("season", "season2")
    return [Found(*hit.span(n), "DATE", f"XXXX-{hit.worth(n)}", hit.rule.name) for n in names]


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
    "month": month,
    "months": months,
    "year": year,
    "yearmore": one_more_year,
    "years": years,
    "firstmonths": first_months,
    "decade": decade,
    "century": century,
    "fortnight": fortnight,
    "quarter": quarter,
    "season": season,
    "anyseason": any_season,
    "seasons": seasons,
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
