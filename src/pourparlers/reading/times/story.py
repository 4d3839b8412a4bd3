"""How far the story has come: what a date without its year, "ce jour-là" or "le lendemain" count from."""

from __future__ import annotations

import re
from typing import Final

from pourparlers.reading.times import tense as time_tense
from pourparlers.reading.times import values as cal
from pourparlers.reading.times.found import PUBLICATION, Found, Page
from pourparlers.reading.times.patterns import Hit
from pourparlers.reading.times.values import Day

_ONWARD: Final = 6.0
"""How many times farther off a date counts that a story would go back to."""
_SOME_TIME: Final = 30
"""Days ago from which on a date is history rather than news."""
_LONG_AGO: Final = 5 * 366
_PACE: Final = 8
"""How many sentences apart two dates of one chronology may stand."""
_IN: Final = ("en ", "dès ", "fin ", "début ")
_IMPRINT: Final = re.compile(
    r"\W*(?:publi|(?:re)?mise? (?:à jour|en ligne)|actualis|modifi|m[àa]j\b|post|paru|créé|par .{3,60}(?:publi|le \d))"
)
"""How a line begins that tells when the page was published."""
_LINE: Final = 160


def day_told(page: Page, hit: Hit, month: int, number: int | None) -> tuple[Day | None, Found] | None:
    """The day (of a month: the first) that the story gives to a date without its year; None where it gives none."""
    before = _earlier(page, hit)
    if before and before.day:
        if before.unit == "year":
            return cal.day(before.day.year, month, number or 1), before
        return _onward(page, before.day, month, number), before
    return _named_before(page, hit, month, number) or _of_chronology(page, hit, month, number)


def last_said(page: Page, hit: Hit) -> Found | None:
    """The day that "ce jour-là", "la veille" or "le lendemain" count from.

    That is the last one named; but not that of the imprint, none to come where the verb looks back, no date of the
    background ("le 19 mai dernier") of another paragraph, and for "ce jour-là" not the day of publication.
    """
    published = page.published
    back = page.direction(hit) < 0
    distant = hit.match[0].endswith(("-là", " là"))
    days = [f for f in page.found if f.day and f.unit == "day" and not _is_imprint(page, f)]
    if published and back:
        days = [f for f in days if f.day and (f.day < published or (f.day == published and not distant))]
    last = days[-1] if days else None
    if last and published and _is_aside(page, last, hit, published):
        recent = (f for f in reversed(days) if f.day and abs((published - f.day).days) < cal.WEEK)
        last = next(recent, last)
    return last


def _is_imprint(page: Page, found: Found) -> bool:
    block = page.block_at(found.start)
    return block is not None and block[1] - block[0] < _LINE and bool(_IMPRINT.match(page.lowered, *block))


def _is_aside(page: Page, last: Found, hit: Hit, published: Day) -> bool:
    """Is this a date of the background, in another paragraph than the time that would count from it?"""
    if last.day is None or (published - last.day).days < _SOME_TIME:
        return False
    is_background = page.lowered[last.start : last.end].endswith(("dernier", "dernière"))
    return is_background and page.block_at(last.start) != page.block_at(hit.start)


def _earlier(page: Page, hit: Hit) -> Found | None:
    """A date or a year of the past earlier in the sentence, which sets the year here."""
    if hit.get("last") or hit.get("next") or page.direction(hit) > 0:
        return None
    sentences = page.parsed.prose.sentences
    start = sentences[page.parsed.prose.sentence_at(hit.start)].start if sentences else 0
    for f in reversed(page.found):
        if f.start < start:
            return None
        if f.day and f.unit in ("day", "month", "season"):
            return f if f.anchor is not PUBLICATION and _is_past(page, f.day, 1 if f.anchor is None else 300) else None
        if f.day and f.unit == "year" and f.anchor is None:
            return f if _sets_the_scene(page, f) else None
    return None


def _is_past(page: Page, day: Day, days: int) -> bool:
    return page.published is None or (page.published - day).days >= days


def _sets_the_scene(page: Page, year: Found) -> bool:
    """Is this a past year that the sentence tells of ("En 2014, le scrutin du 9 février")?"""
    if page.published is None or not year.day or year.day.year >= page.published.year:
        return False
    return page.lowered[max(0, year.start - 6) : year.start].endswith(_IN)


def _onward(page: Page, to: Day, month: int, number: int | None) -> Day | None:
    """The next such day of the story, rather than one that it would go back to; none after the publication."""
    found = _nearest(to, month, number, 1, _ONWARD)
    if found and page.published and found > page.published:
        return _nearest(to, month, number, -1, cal.STRICT)
    return found


def _nearest(to: Day, month: int, number: int | None, way: int, weight: float) -> Day | None:
    if number is None:
        return cal.nearest_month(month, to, way, weight)
    return cal.nearest_year(month, number, to, way, weight)


def _named_before(page: Page, hit: Hit, month: int, number: int | None) -> tuple[Day, Found] | None:
    """A day of the last years that the article has named with its year, taken up without it ("depuis le 3 mai")."""
    if number is None or page.published is None or page.direction(hit) >= 0 or hit.get("last"):
        return None
    for f in reversed(page.found):
        if f.anchor is None and f.unit == "day" and f.day and (f.value or "").endswith(f"-{month:02d}-{number:02d}"):
            day = _nearest(f.day, month, number, 1, cal.STRICT)
            return (day, f) if day and 0 < (page.published - day).days < _LONG_AGO else None
    return None


def _of_chronology(page: Page, hit: Hit, month: int, number: int | None) -> tuple[Day, Found] | None:
    """The day that goes on from the one before in a chronology in the present ("Le 4 avril, Rome expulse l'envoyé")."""
    if page.published is None or page.direction(hit) <= 0 or hit.get("next"):
        return None
    last = next((f for f in reversed(page.found) if f.day and f.unit in ("day", "month")), None)
    if last is None or last.day is None or last.anchor is PUBLICATION or not _is_past(page, last.day, _SOME_TIME):
        return None
    sentence_at = page.parsed.prose.sentence_at
    if sentence_at(hit.start) - sentence_at(last.start) > _PACE or sentence_at(hit.start) == sentence_at(last.start):
        return None
    told = [(hit.start, hit.end)] + ([(last.start, last.end)] if last.anchor is None else [])
    if any(time_tense.direction(page.parsed, *span) < 0 for span in told):
        return None
    if any(time_tense.tells_of_future(page.parsed, start) for start, _ in told):
        return None
    found = _nearest(last.day, month, number, 1, cal.STRICT)
    return (found, last) if found and found <= page.published else None
