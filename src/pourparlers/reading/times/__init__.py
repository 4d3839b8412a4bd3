"""Times: TIMEX3 expressions and their values.

The rules of ``fr/time_rules.tsv`` find where times stand; ``time_days`` and ``time_units`` find what they are worth,
left to right, each from the day of publication or from the time spoken of before. Those that lean on another time of
their sentence ("deux jours après le vote", "à 15 heures") come last, when all others are known.
"""

from __future__ import annotations

import re
from typing import Final

from pourparlers.reading import syntax
from pourparlers.reading.parsed import Parsed
from pourparlers.reading.times import days as time_days
from pourparlers.reading.times import months as time_months
from pourparlers.reading.times import quoted
from pourparlers.reading.times import ranges as time_ranges
from pourparlers.reading.times import units as time_units
from pourparlers.reading.times import values as cal
from pourparlers.reading.times.found import PUBLICATION, Found, Page, plain
from pourparlers.reading.times.patterns import Hit, forms, scan
from pourparlers.record import Time

_MEMORY: Final = 5
"""How many sentences on a clock time still belongs to the day spoken of."""
_OPENING: Final = 5
"""How many characters into a sentence "à la veille du sommet" may stand to tell of the day of publication."""
_COMES: Final = ("intervient ", "interviennent ", "survient ", "surviennent ", "arrive ", "tombe ", "se produit ")
_AT: Final = re.compile(r" (à|au|en) (?!(la|l'|partir|suite|vue)\b)")
_HOW = time_days.HOW | time_ranges.HOW | time_months.HOW | time_units.HOW


def find(parsed: Parsed) -> list[Time]:
    """The times of an article, in the order of the text."""
    page = Page(parsed, _lowered(parsed.prose.clean), _published(parsed))
    leaning: list[Hit] = []
    for block in parsed.prose.blocks:
        for hit in scan(page.lowered, block.start, block.end):
            if hit.rule.how in ("near", "clock", "noon"):
                leaning.append(hit)
            else:
                page.found += _read(page, hit)
    quoted.count_from_utterance(page)
    page.found += [found for hit in leaning for found in _lean(page, hit)]
    page.found = [f for f in page.found if f.value is not None]
    page.found.sort(key=lambda f: (f.start, f.end))
    return _numbered(parsed, page.found)


def _lowered(clean: str) -> str:
    """The text in lower case, character for character (some capitals have a longer small form)."""
    lowered = clean.lower()
    return lowered if len(lowered) == len(clean) else "".join(c.lower() if len(c.lower()) == 1 else c for c in clean)


def _published(parsed: Parsed) -> cal.Day | None:
    """The day of publication; where it is not given, the full date of a dateline."""
    if parsed.article.published:
        return parsed.article.published
    for block in parsed.prose.blocks[:3]:
        if block.kind == "dateline":
            page = Page(parsed, _lowered(parsed.prose.clean), None)
            for hit in scan(page.lowered, block.start, block.end):
                if hit.rule.how in ("date", "iso") and (hit.get("year") or hit.rule.how == "iso"):
                    return next((f.day for f in _read(page, hit)), None)
    return None


def _read(page: Page, hit: Hit) -> list[Found]:
    how, args = hit.rule.how, hit.rule.args
    if how == "none":
        return []
    if how == "ref":
        return plain(hit, args)
    if how == "fixed":
        return _named_day(page, hit, cal.Day.fromisoformat(args))
    return _HOW[f"{how} {args}".strip()](page, hit)


def _named_day(page: Page, hit: Hit, known: cal.Day) -> list[Found]:
    """A day that is known by its date ("le 11-Septembre"); in an article from before it, the last one of that date."""
    if page.published and page.published < known:
        known = cal.nearest_year(known.month, known.day, page.published, -1, cal.STRICT) or known
    return plain(hit, known.isoformat(), known, "year")


# Times that lean on another one of their sentence


def _lean(page: Page, hit: Hit) -> list[Found]:
    if hit.rule.how == "near":
        return _near(page, hit)
    day = _day_around(page, hit)
    if hit.rule.how == "noon":
        clock = forms("part")[hit.get("noon") or ""]
    else:
        clock = f"{int(hit.get('h') or 0):02d}:{hit.get('min') or '00'}{'Z' if hit.get('zone') else ''}"
    if (
        day is None
        or day.day is None
        or page.parsed.prose.sentence_at(hit.start) - page.parsed.prose.sentence_at(day.start) > _MEMORY
    ):
        return []
    start, anchor = day.day, day
    value = f"{start}T{clock}"
    return [Found(hit.start, hit.end, "TIME", value, hit.rule.name, start, "clock", anchor)]


def _near(page: Page, hit: Hit) -> list[Found]:
    """ "deux jours après le vote", "à la veille du sommet": the day that the sentence speaks of."""
    unit = time_units.unit_of(hit)
    if hit.get("after") or hit.get("before"):
        vague = hit.get("few") or hit.get("bounded") or hit.get("coarse") == "temps"
        if hit.get("coarse") and (not vague or unit in ("hour", "minute")):
            return time_units.length(page, hit)
        if time_units.count_of(hit) is None or hit.get("bounded"):
            ahead = hit.get("before") and page.direction(hit) > 0
            return plain(hit, "FUTURE_REF" if ahead else "PAST_REF")
    day = _day_around(page, hit)
    here = _sentence(page, hit)
    if hit.rule.name == "eve of an event" and not (day and day.start >= here[0]):
        comes = page.lowered[max(0, hit.start - 16) : hit.start].endswith(_COMES)
        if hit.start - here[0] > _OPENING and not comes:
            return []
        ahead = day is not None and day.day is not None and page.published is not None and day.day > page.published
        day = None if comes or (ahead and "veille" in hit.match[0]) else day
    elif hit.rule.name == "eve of an event" and day and day.day and _of_event(page, hit, day):
        start = cal.shift(day.day, _steps(hit), "day")
        return plain(hit, start.isoformat() if start else None, start, "day", day)
    start, anchor = (day.day, day) if day else (page.published, PUBLICATION)
    return plain(hit, start.isoformat() if start else None, start, "day", anchor)


def _of_event(page: Page, hit: Hit, day: Found) -> bool:
    """Is the day after "à la veille de" that of the event ("… du sommet de lundi", "… qui s'ouvre samedi à Oslo")?"""
    apart = page.lowered[hit.end : day.start].rstrip().endswith(",")
    if day.start < hit.end or (apart and not _AT.match(page.lowered, day.end)):
        return False
    first, stop = page.parsed.tokens(hit.end, day.start)
    between = page.parsed.doc[first:stop]
    verbs = [t for t in between if syntax.is_verb(t) and syntax.form(syntax.finite(t)) == "finite"]
    return not verbs or (len(verbs) == 1 and page.parsed.doc[syntax.group_start(verbs[0]) - 1].lower_ == "qui")


def _steps(hit: Hit) -> int:
    """How many days "la veille", "le surlendemain" are from their day."""
    written = hit.match[0].replace("au ", "le ")
    return next((int(steps) for form, steps in forms("anchored").items() if form in written), 0)


def _day_around(page: Page, hit: Hit) -> Found | None:
    """The day nearest in the same sentence, else the last one spoken of before."""
    here = _sentence(page, hit)
    days = [f for f in page.found if f.day and f.unit == "day" and f.rule != hit.rule.name]
    inside = [f for f in days if here[0] <= f.start < here[1]]
    if inside:
        return min(inside, key=lambda f: max(f.start - hit.end, hit.start - f.end))
    return next((f for f in reversed(days) if f.end <= hit.start), None)


def _sentence(page: Page, hit: Hit) -> tuple[int, int]:
    prose = page.parsed.prose
    if not prose.sentences:
        return 0, len(prose.text)
    sentence = prose.sentences[prose.sentence_at(hit.start)]
    return sentence.start, sentence.end


def _numbered(parsed: Parsed, found: list[Found]) -> list[Time]:
    ids = {id(f): f"t{n}" for n, f in enumerate(found, 1)}
    return [
        Time(
            id=ids[id(f)],
            start=f.start,
            end=f.end,
            text=parsed.text[f.start : f.end],
            type=f.type,
            value=f.value,
            anchor=ids.get(id(f.anchor)) if isinstance(f.anchor, Found) else f.anchor,
            rule=f"fr/time_rules.tsv:{f.rule}",
        )
        for f in found
    ]
