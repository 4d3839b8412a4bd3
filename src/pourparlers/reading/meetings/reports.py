"""The reports of a meeting: each assertion of its fate with who makes it, and the status and day they leave it with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pourparlers.reading import factuality, syntax
from pourparlers.reading.meetings.granted import of_its_clause
from pourparlers.reading.meetings.merge import Group
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.reports_evidence import extent
from pourparlers.reading.meetings.settings import Settings
from pourparlers.reading.meetings.settings_lengths import first_day
from pourparlers.reading.meetings.status_fold import Assertion
from pourparlers.reading.meetings.status_tale import called_off, confirmed, hints
from pourparlers.reading.meetings.status_words import occurs, starts
from pourparlers.record import Report
from pourparlers.vocabulary import Status

_DECIDED: tuple[Status, ...] = ("held", "cancelled", "postponed", "suspended", "under_way", "ruled_out")
_NEAR = 5
_FULL = 10


@dataclass(frozen=True, slots=True)
class Fate:
    """What an article as a whole tells of a meeting."""

    status: Status
    date: str | None
    reports: tuple[Report, ...]


def fate(cast: Cast, settings: Settings, group: Group) -> Fate | None:
    """What is reported of a meeting, and the status and day that the reports leave it with; None if nothing is."""
    stated = sorted([*(a for t in group.told for a in t.assertions), *group.echoes], key=lambda a: a.first)
    granted = settings.by_date(group) if not stated else None
    if not stated and granted is None:
        stated = of_its_clause(cast, group)
    everything = stated
    stated = _worth_reporting(stated, _retold(group)) or ([granted] if granted else [])
    planned = any(a.status == "planned" for a in everything)
    reports = _reports(cast, settings, group, stated, planned)
    if not reports:
        return None
    value = status(reports)
    group.place = settings.places.of(group, settings.mentions, value)
    day = _date(settings, group, everything, value)
    if value == "floated" and planned and settings.today < (first_day(day or "") or _season(day or "")):
        value = "planned"  # what somebody wishes of it or would do there does not undo its day
    return Fate(value, day, tuple(r for _, r in reports))


def _season(day: str) -> str:
    """The year of a season, with its name, which sorts behind the days of that year."""
    return day if day[5:6].isalpha() and day[5:6] != "W" else ""


def _worth_reporting(stated: Sequence[Assertion], retold: Sequence[Assertion]) -> list[Assertion]:
    """The assertions that are reports: those told in so many words, and those of ``retold`` beside them."""
    strong = [a for a in stated if not a.weak]
    told = [a for a in strong if a.told] or strong[:1] or stated[:1]
    return [a for a in stated if a in told or (strong and a in retold)]


def _retold(group: Group) -> list[Assertion]:
    """What is taken for granted with a day, a place or parties told besides ("avant sa visite à Oslo")."""
    return [
        a
        for t in group.told
        if t.mention.definite != "demonstrative"
        if t.mention.date or t.mention.place or len(t.mention.parties) > 1
        for a in t.assertions
        if a.weak and a.status in ("held", "planned")
    ]


def _date(settings: Settings, group: Group, stated: Sequence[Assertion], value: Status) -> str | None:
    """The day that a meeting is put off to, else the day that is told of it."""
    put_off = [a for a in reversed(stated) if a.status == "postponed" and not (a.background and value != "postponed")]
    dates = settings.dates
    moved = (*map(dates.moved_to, put_off), *map(dates.shifted, stated), dates.renewed(put_off, stated))
    told = dates.of(group, group.echoes, value)
    return next((day for day in moved if day), told)


def _dated(cast: Cast, value: Status, a: Assertion, group: Group, today: str) -> Status:
    """What is told in the present tense is to come where its day is, and over where it stayed in a day gone by."""
    first, _, last = map(first_day, (group.date or "").partition("/"))
    if value == "planned" and first == today and _starts(cast, a):
        return "under_way"
    if value != "under_way" or not today or not first:
        return value
    if first > today:
        return value if _has_begun(cast, a) else "planned"
    stays = a.phrase in ("être", "se trouver") or a.phrase.startswith("en ")
    over = (
        stays or (len(group.date or "") >= _FULL and _occurs(cast, a)) or (a.weak and _before_this_month(group, today))
    )
    return "held" if over and (last or first) < today and not _lasting(cast, a) else value


def _before_this_month(group: Group, today: str) -> bool:
    """Is the day of a meeting one of an earlier month, so that what was done in its margins is over?"""
    return first_day(group.date or "")[:7] < today[:7]


def _occurs(cast: Cast, a: Assertion) -> bool:
    """Is a meeting told in the present tense to take place, which on a day gone by is that of a story?"""
    verb = cast.doc[a.cue[1] - 1]
    told = a.rule.startswith("fr/meeting_verbs.tsv:") or a.phrase in occurs()
    finite = syntax.form(verb) == "finite" and syntax.tense(verb) == "present"
    return told and finite and not a.weak and not a.judged and not factuality.is_negated(verb)


def _starts(cast: Cast, a: Assertion) -> bool:
    """Is a beginning told in the present tense ("entame ce jeudi une visite")?"""
    verb = cast.doc[a.cue[1] - 1]
    return a.phrase in starts() and syntax.tense(syntax.finite(verb)) == "present"


def _has_begun(cast: Cast, a: Assertion) -> bool:
    """Is a beginning told in a past tense, so that a day to come is not its own ("s'est ouvert")?"""
    return a.phrase in starts() and syntax.is_past(cast.doc[a.cue[1] - 1])


def _lasting(cast: Cast, a: Assertion) -> bool:
    """Does "depuis" stand with what is told ("en visite à Oslo depuis mardi")?"""
    _, end = cast.parsed.sentence(a.cue[0])
    return bool(hints("since") & set(cast.lower[a.first : min(end, a.stop + _NEAR)]))


def _reports(
    cast: Cast, settings: Settings, group: Group, stated: Sequence[Assertion], planned: bool
) -> list[tuple[Assertion, Report]]:
    out: list[tuple[Assertion, Report]] = []
    told = {a.status for a in stated}
    day = (group.date or "")[:10]
    over = any(a.status == "held" for a in stated) or (settings.today > day and day[:1].isdigit() and len(day) == 10)
    for a in stated:
        value = _dated(cast, "cancelled" if called_off(cast, a, planned) else a.status, a, group, settings.today)
        value = confirmed(a, over) or value
        if over and value == "under_way" and a.judged:
            value = "held"
        if a.off and value == "ruled_out" and "cancelled" in told:
            value = "cancelled"
        if settings.dates.shifted(a) or (a.off and "postponed" in told):
            value = "postponed"
        evidence = cast.parsed.span(*extent(cast, a))
        attribution, source = settings.sources.of(a)
        report = Report(
            status=value,
            source=source,
            attribution=attribution.id if attribution else None,
            date=attribution.date if attribution else None,
            evidence=evidence,
            cue=cast.parsed.span(*a.cue),
            rule=a.rule,
        )
        if not any(_told_again(r, report) for _, r in out):
            out.append((a, report))
    return out


def _told_again(before: Report, report: Report) -> bool:
    """Is a report no other than one before it? That a meeting was held an article tells by itself but once."""
    if before.status != report.status or before.source != report.source:
        return False
    return _near(before, report) or (report.status == "held" and report.source is None)


def _near(a: Report, b: Report) -> bool:
    return a.evidence.start <= b.evidence.end + 1 and b.evidence.start <= a.evidence.end + 1


def status(reports: Sequence[tuple[Assertion, Report]]) -> Status:
    """The status that an article leaves a meeting with.

    What was said or true before (``background``) counts only where nothing else is said. Of the rest the first report
    that something is settled (held, under way, off, put off, refused) decides; else one that it is merely possible
    outweighs one that it is planned.
    """
    going = any(r.status == "under_way" for a, r in reports if not a.weak and not a.background)
    going = going or any(r.status == "suspended" for a, r in reports if not a.weak)
    told = [(a, r) for a, r in reports if not (going and a.weak)]
    fresh = [r.status for a, r in told if not a.background] or [r.status for _, r in told]
    for value in fresh:
        if value in _DECIDED:
            return value
    return "floated" if "floated" in fresh else fresh[0]
