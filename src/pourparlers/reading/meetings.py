"""Meetings, and each report of their fate.

mentions (words, parties, place, day) → what each clause asserts → mentions of one meeting joined → reports, status
"""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.reading import meeting_echoes, meeting_mentions, meeting_merge, meeting_words
from pourparlers.reading.entities import Entities
from pourparlers.reading.meeting_fold import Assertion
from pourparlers.reading.meeting_merge import Group, Told
from pourparlers.reading.meeting_parties import Cast
from pourparlers.reading.meeting_settings import Settings
from pourparlers.reading.meeting_status import Fates
from pourparlers.reading.meeting_tale import called_off, confirmed
from pourparlers.reading.parsed import Parsed
from pourparlers.record import Attribution, Meeting, Report, Time
from pourparlers.vocabulary import Status

_DECIDED: tuple[Status, ...] = ("held", "cancelled", "postponed", "suspended", "under_way", "ruled_out")


def find(parsed: Parsed, who: Entities, when: Sequence[Time], said: Sequence[Attribution]) -> list[Meeting]:
    """The meetings of an article, in the order of the text."""
    cast = Cast(parsed, who, said)
    mentions = meeting_mentions.find(cast)
    if not mentions:
        return []
    fates = Fates(cast, meeting_words.fates().hits(parsed.doc, cast.lower))
    settings = Settings(cast, when, said, fates.deeds())
    settings.place_and_date(mentions)
    told = [Told(m, fates.of(m)) for m in mentions]
    groups = meeting_merge.merge(cast, told)
    meeting_echoes.add(fates, groups)
    groups.sort(key=lambda g: g.told[0].mention.first)
    return [_meeting(cast, settings, f"m{n}", g) for n, g in enumerate(groups, 1)]


def _meeting(cast: Cast, settings: Settings, name: str, group: Group) -> Meeting:
    stated = sorted([*(a for t in group.told for a in t.assertions), *group.echoes], key=lambda a: a.first)
    everything = stated
    strong = [a for a in stated if not a.weak]
    granted = settings.by_date(group) if not stated else None
    stated = [a for a in strong if a.told] or strong[:1] or stated[:1] or ([granted] if granted else [])
    put_off = [a for a in reversed(everything) if a.status == "postponed" and not a.background]
    planned = any(a.status == "planned" for a in everything)
    reports = _reports(cast, settings, group, stated, planned)
    return Meeting(
        id=name,
        kind=meeting_merge.kind(cast, group),
        participants=meeting_merge.participants(cast, group),
        place=group.place,
        date=next((d for d in (*map(settings.moved_to, put_off), *map(settings.shifted, everything)) if d), None)
        or settings.lasting(group),
        status=status([(a, r) for a, r in reports]),
        mentions=tuple(cast.parsed.span(t.mention.first, t.mention.stop) for t in group.told),
        reports=tuple(r for _, r in reports),
    )


def _dated(value: Status, a: Assertion, group: Group, today: str) -> Status:
    """What is told in the present tense is to come where its day is, and over where it stayed in a day gone by."""
    day = group.date or ""
    if value != "under_way" or not today or not day[:1].isdigit():
        return value
    if day.split("/")[0] > today:
        return "planned"
    stays = a.rule.endswith((":être", ":se trouver")) or ":en " in a.rule
    return "held" if stays and day.split("/")[-1] < today else value


def _reports(
    cast: Cast, settings: Settings, group: Group, stated: Sequence[Assertion], planned: bool
) -> list[tuple[Assertion, Report]]:
    out: list[tuple[Assertion, Report]] = []
    told = {a.status for a in stated}
    day = (group.date or "")[:10]
    over = any(a.status == "held" for a in stated) or (settings.today > day and day[:1].isdigit() and len(day) == 10)
    for a in stated:
        value = _dated("cancelled" if called_off(cast, a, planned) else a.status, a, group, settings.today)
        value = confirmed(a, over) or value
        if settings.shifted(a) or (a.off and "postponed" in told):
            value = "postponed"
        evidence = cast.parsed.span(a.first, a.stop)
        attribution, source = settings.source(a)
        report = Report(
            status=value,
            source=source,
            attribution=attribution.id if attribution else None,
            date=attribution.date if attribution else None,
            evidence=evidence,
            cue=cast.parsed.span(*a.cue),
            rule=a.rule,
        )
        if not any(r.status == report.status and r.source == report.source and _near(r, report) for _, r in out):
            out.append((a, report))
    return out


def _near(a: Report, b: Report) -> bool:
    return a.evidence.start <= b.evidence.end and b.evidence.start <= a.evidence.end


def status(reports: Sequence[tuple[Assertion, Report]]) -> Status:
    """The status that an article leaves a meeting with.

    What was said or true before (``background``) counts only where nothing else is said. Of the rest the first report
    that something is settled (held, under way, off, put off, refused) decides; else one that it is merely possible
    outweighs one that it is planned. A meeting of which nothing is reported is merely possible.
    """
    fresh = [r.status for a, r in reports if not a.background] or [r.status for _, r in reports] or ["floated"]
    for value in fresh:
        if value in _DECIDED:
            return value
    return "floated" if "floated" in fresh else fresh[0]
