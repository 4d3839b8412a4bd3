"""Values of months, seasons, years and what is longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pourparlers.reading.times import story
from pourparlers.reading.times import values as cal
from pourparlers.reading.times.days import year_of
from pourparlers.reading.times.found import PUBLICATION, Found, Page, plain
from pourparlers.reading.times.patterns import Hit
from pourparlers.reading.times.units import unit_of
from pourparlers.reading.times.values import Day

_BULLETS: Final = " -–—•*·"
_INDENT: Final = 3
"""How many characters a bullet may take before what stands at the head of a line."""


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
    told = story.day_told(page, hit, number, None)
    if told:
        return told
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


def year_at_head(page: Page, hit: Hit) -> list[Found]:
    """Reads "1888 : …" at the head of a line, as chronologies have it."""
    heads = (block.start for block in page.parsed.prose.blocks)
    is_head = any(not page.lowered[at : hit.start].strip(_BULLETS) for at in heads if 0 <= hit.start - at <= _INDENT)
    return year(page, hit) if is_head else []


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


def decade_in_words(page: Page, hit: Hit) -> list[Found]:
    """Reads "les années soixante"."""
    of = hit.worth("decadeword") or ""
    return plain(hit, of, cal.day(int(of) * 10, 1, 1), "decade")


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


def seasons(page: Page, hit: Hit) -> list[Found]:
    """ "le printemps et l'été 2019"; "été comme hiver": every summer and every winter."""
    of = hit.get("year") or "XXXX"
    spans = (("season", hit.span("season")), ("season2", (hit.span("season2")[0], hit.end)))
    return [Found(*span, "DATE", f"{of}-{hit.worth(name)}", hit.rule.name) for name, span in spans]


def months_of_year(page: Page, hit: Hit) -> list[Found]:
    """ "novembre ou décembre 2027": two months of a year."""
    of = year_of(hit, "year2") or 0
    made = []
    for name, end in (("month", hit.span("month")[1]), ("month2", hit.end)):
        first = cal.day(of, int(hit.worth(name) or 0), 1)
        if first:
            made.append(Found(hit.span(name)[0], end, "DATE", f"{first:%Y-%m}", hit.rule.name, first, "month"))
    return made


HOW: dict[str, Callable[[Page, Hit], list[Found]]] = {
    "month": month,
    "months": months,
    "year": year,
    "yearmore": one_more_year,
    "yearhead": year_at_head,
    "years": years,
    "firstmonths": first_months,
    "decade": decade,
    "century": century,
    "decadeword": decade_in_words,
    "monthlist": months_of_year,
    "fortnight": fortnight,
    "quarter": quarter,
    "season": season,
    "anyseason": any_season,
    "seasons": seasons,
}
