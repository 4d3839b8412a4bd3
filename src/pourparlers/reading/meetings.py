"""Meetings, and each report of their fate.

mentions (words, parties, place, day) → what each clause asserts → mentions of one meeting joined → reports, status
"""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.reading import meeting_mentions, meeting_merge, meeting_reports, meeting_reports_echoes, meeting_words
from pourparlers.reading.entities import Entities
from pourparlers.reading.meeting_merge import Group, Told
from pourparlers.reading.meeting_parties import Cast
from pourparlers.reading.meeting_settings import Settings
from pourparlers.reading.meeting_status import Fates
from pourparlers.reading.parsed import Parsed
from pourparlers.record import Attribution, Meeting, Time


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
    meeting_reports_echoes.add(fates, groups)
    groups.sort(key=lambda g: g.told[0].mention.first)
    return [_meeting(cast, settings, f"m{n}", g) for n, g in enumerate(groups, 1)]


def _meeting(cast: Cast, settings: Settings, name: str, group: Group) -> Meeting:
    told = meeting_reports.fate(cast, settings, group)
    return Meeting(
        id=name,
        kind=meeting_merge.kind(cast, group),
        participants=meeting_merge.participants(cast, group),
        place=group.place,
        date=told.date,
        status=told.status,
        mentions=tuple(cast.parsed.span(t.mention.first, t.mention.stop) for t in group.told),
        reports=told.reports,
    )
