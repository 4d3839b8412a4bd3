"""What a page says in words: dates of any precision, names, excerpts, the chosen filters as a sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.units import format_unit

from pourparlers.i18n import N_, gettext, ngettext
from pourparlers.knowledge import tables
from pourparlers.linking.dates import interval
from pourparlers.linking.talks import Participant
from pourparlers.record import Span
from pourparlers.store.views import Filters, state_code
from pourparlers.vocabulary import STATUS

EXCERPT = 7
"""Words of a quotation in a list."""

_VAGUE: Final = {
    "PAST_REF": N_("in the past"),
    "PRESENT_REF": N_("these days"),
    "FUTURE_REF": N_("on a day to come"),
}
_KINDS: Final = {
    None: (N_("Talks of any kind"), N_("Contradicted talks of any kind")),
    "summit": (N_("Summits"), N_("Contradicted summits")),
    "meeting": (N_("Meetings in person"), N_("Contradicted meetings in person")),
    "call": (N_("Calls"), N_("Contradicted calls")),
    "visit": (N_("Visits"), N_("Contradicted visits")),
    "talks": (N_("Negotiations"), N_("Contradicted negotiations")),
    "conference": (N_("Conferences"), N_("Contradicted conferences")),
}
_EXACT_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?")
_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?|X)(WE|[YMWDHS])")
_UNITS: Final = {
    "Y": "year",
    "M": "month",
    "W": "week",
    "D": "day",
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
}
"""The units of durations as Babel names them; it has none for weekends."""

_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")


def when(value: str | None, lang: str) -> str:
    """A TIMEX3 value as a person writes it, at its own precision; "" for none."""
    if not value:
        return ""
    if value in _VAGUE:
        return gettext(_VAGUE[value], lang)
    if m := _LENGTH.fullmatch(value):
        return _length(m[2], m[1] + m[3], lang)
    days = interval(value)
    if not days:
        return value
    first, last = (dt.date.fromordinal(d) for d in days)
    if m := _EXACT_DAY.fullmatch(value):
        return format_date(first, "medium", locale=lang) + (f", {m[2]}" if m[2] else "")
    if _MONTH.fullmatch(value):
        return str(format_date(first, "MMMM y", locale=lang))
    if _YEAR.fullmatch(value):
        return value
    if first == last:
        return str(format_date(first, "medium", locale=lang))
    return str(format_interval(first, last, "yMMMd", locale=lang))


def _length(number: str, unit: str, lang: str) -> str:
    """A duration: "2 heures"; where the number is not told, that of several."""
    if number == "X":
        units = _units(2, unit, lang).lstrip("2\xa0\u202f ")
        return gettext(N_("several {units}"), lang).format(units=units)
    return _units(float(number) if "." in number else int(number), unit, lang)


def _units(number: float, unit: str, lang: str) -> str:
    if unit == "WE":
        return ngettext("{n} weekend", "{n} weekends", int(number), lang).format(n=number)
    return str(format_unit(number, f"duration-{_UNITS[unit]}", locale=lang))


def short_day(value: str, lang: str) -> str:
    """An ISO day without its year: "21 oct."."""
    return str(format_skeleton("MMMd", dt.date.fromisoformat(value), locale=lang))


def full_day(value: str, lang: str) -> str:
    """An ISO day in full: "mardi 21 octobre 2025"."""
    return str(format_date(dt.date.fromisoformat(value), "full", locale=lang)) if value else ""


def names(participants: Iterable[Participant]) -> str:
    """The parties of a talk, in their order."""
    return " – ".join(p.name for p in participants)


def excerpt(words: str, most: int = EXCERPT) -> str:
    """The first words of a quotation."""
    found = words.split()
    return " ".join(found[:most]) + (" …" if len(found) > most else "")


def parts(evidence: Span, cue: Span | None) -> tuple[str, str, str]:
    """The words of a report before the cue, the cue, and after it; no cue where it stands outside."""
    if cue is None or not evidence.start <= cue.start < cue.end <= evidence.end:
        return evidence.text, "", ""
    first, last = cue.start - evidence.start, cue.end - evidence.start
    return evidence.text[:first], evidence.text[first:last], evidence.text[last:]


def sentence(f: Filters, lang: str) -> str:
    """The chosen filters as a sentence; "" where none is chosen."""
    if f == Filters():
        return ""
    said = gettext(_KINDS[f.kind][f.contradicted], lang)
    for clause, values in _clauses(f, lang):
        said += gettext(clause, lang).format(**values)
    return said


def _clauses(f: Filters, lang: str) -> Iterable[tuple[str, Mapping[str, str]]]:
    if f.who and f.with_:
        yield N_(": {a} and {b}"), {"a": _called(f.who, lang), "b": _called(f.with_, lang)}
    elif f.who or f.with_:
        yield N_(": {a}"), {"a": _called(f.who or f.with_ or "", lang)}
    if f.country:
        yield N_(", a party of which is {a}"), {"a": _called(f.country, lang)}
    if f.status:
        yield N_(", status: {a}"), {"a": STATUS[f.status].en if lang == "en" else STATUS[f.status].fr}
    if f.since and f.until:
        yield N_(", from {a} to {b}"), {"a": _on(f.since, lang), "b": _on(f.until, lang)}
    elif f.since:
        month = f.since.endswith("-01")
        since = format_date(dt.date.fromisoformat(f.since), "MMMM y", locale=lang) if month else _on(f.since, lang)
        yield (N_(", since {month}") if month else N_(", since the day {a}")), {"month": since, "a": since}
    elif f.until:
        yield N_(", until {a}"), {"a": _on(f.until, lang)}
    if f.outlet:
        yield N_(", in {a}"), {"a": f.outlet}
    if f.changed_since:
        yield N_(", with what changed since {a}"), {"a": _on(f.changed_since, lang)}


def _on(day: str, lang: str) -> str:
    return str(format_date(dt.date.fromisoformat(day), "long", locale=lang))


def _called(name: str, lang: str) -> str:
    """A name inside a sentence: states in French with their article."""
    code = state_code(name)
    if not code:
        return name
    return with_article(state(code, lang)) if lang == "fr" else state(code, lang)


def with_article(name: str) -> str:
    """A state's French name with its article: by its ending, unless the table says otherwise."""
    article = _articles().get(name) or ("la" if name.endswith("e") else "le")
    if article == "none":
        return name
    if article in ("le", "la") and re.match(r"[aeiouéèêîôå]", name.lower()):
        return f"l’{name}"
    return f"{article} {name}"


@cache
def _articles() -> Mapping[str, str]:
    return {row["name"]: row["article"] for row in tables.rows("fr/state_articles.tsv")}


_UNIONS: Final = {
    "EUE": ("Union européenne", "European Union"),
    "UNO": ("ONU", "United Nations"),
    "NATO": ("OTAN", "NATO"),
}


@cache
def _state_names(lang: str) -> Mapping[str, str]:
    french = {row["code"]: row["name"] for row in tables.rows("states.tsv")}
    if lang == "fr":
        return french
    known = Locale(lang).territories
    return {row["code"]: known.get(row["iso2"], row["name"]) for row in tables.rows("states.tsv")}


def state(code: str, lang: str) -> str:
    """A state or union by its code; any other code as it stands."""
    if code in _UNIONS:
        return _UNIONS[code][lang == "en"]
    return _state_names(lang).get(code, code)
