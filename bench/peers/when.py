"""When, with tools that one finds ready: dateparser's search and EDS-NLP's dates.

Each gives ``times`` as our records have them; the value is written at the precision that the tool itself reports.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

Found = dict[str, Any]

FORMATS = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "day": "%Y-%m-%d"}
"""How ISO 8601 writes a day at each precision."""

LETTERS = {"year": "Y", "month": "M", "week": "W", "day": "D"}
LOOSE = re.compile(r"^(?:en|à|de)\s+|(?:\s+(?:à|de|du|en|un|une|le|la|et|,))+$", re.IGNORECASE)
"""Small words at the edges that dateparser takes along."""


def dateparser_dates(text: str, published: str | None) -> list[Found]:
    """``dateparser.search.search_dates`` in French, relative to the day of publication."""
    return list(_dateparser(text, published, {}))


def dateparser_past(text: str, published: str | None) -> list[Found]:
    """The same where an incomplete date is the last such one, which is how news mostly means it."""
    return list(_dateparser(text, published, {"PREFER_DATES_FROM": "past"}))


def _dateparser(text: str, published: str | None, settings: dict[str, Any]) -> Iterator[Found]:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    base = _midnight(published)
    known = {**settings, **({"RELATIVE_BASE": base} if base else {})}
    parser = DateDataParser(languages=["fr"], settings=known)
    for line in re.finditer(r"[^\n]+", text):
        at = line.start()
        for words, when, period in search_dates(line[0], languages=["fr"], settings=known, add_period=True) or ():
            start = text.find(words, at, line.end())
            if start < 0:
                continue
            at = start + len(words)
            clean = LOOSE.sub("", words)
            again = parser.get_date_data(clean)
            value = (again.date_obj or when).strftime(_format(again.period if again.date_obj else period))
            yield _time(text, text.index(clean, start), len(clean), "DATE", value)


def edsnlp_dates(text: str, published: str | None) -> list[Found]:
    """The ``eds.dates`` matcher with the day of publication as the note's date."""
    doc = _edsnlp()(text)
    doc._.note_datetime = _midnight(published)
    dates = [
        _time(text, s.start_char, s.end_char - s.start_char, "DATE", _value(s._.date, doc._.note_datetime))
        for s in doc.spans["dates"]
    ]
    lasting = [
        _time(text, s.start_char, s.end_char - s.start_char, "DURATION", _length(s._.duration))
        for s in doc.spans["durations"]
    ]
    return sorted(dates + lasting, key=lambda time: int(time["start"]))


@cache
def _edsnlp() -> Any:
    import edsnlp
    import edsnlp.pipes as eds

    nlp = edsnlp.blank("eds")
    nlp.add_pipe(eds.dates(detect_time=False))
    return nlp


def _value(date: Any, note: dt.datetime | None) -> str | None:
    """The date at its own precision: a year, a month, a day; a relative one at that of its unit."""
    finest = _finest(date)
    if finest is None or (note is None and (date.mode == "relative" or not date.year)):
        return None
    when = date.to_datetime(note_datetime=note, infer_from_context=True)
    return when.strftime(FORMATS[finest]) if when else None


def _length(duration: Any) -> str | None:
    finest = _finest(duration)
    return f"P{getattr(duration, finest)}{LETTERS[finest]}" if finest else None


def _finest(date: Any) -> str | None:
    """The smallest unit that the tool names; clock times count as their day."""
    if any(getattr(date, unit, None) is not None for unit in ("hour", "minute", "second")):
        return "day"
    return next((unit for unit in ("day", "week", "month", "year") if getattr(date, unit, None) is not None), None)


def _format(period: str | None) -> str:
    return FORMATS.get(period or "day", FORMATS["day"])


def _midnight(published: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(published[:10]) if published else None


def _time(text: str, start: int, length: int, kind: str, value: str | None) -> Found:
    return {"start": start, "end": start + length, "text": text[start : start + length], "type": kind, "value": value}
