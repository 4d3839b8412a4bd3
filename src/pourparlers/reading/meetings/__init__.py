"""Meetings, and each report of their fate.

mentions (words, parties, place, day) → what each clause asserts → mentions of one meeting joined → reports, status
"""

from __future__ import annotations

from collections.abc import Sequence

from pourparlers.reading.entities import Entities
from pourparlers.reading.meetings import mentions as meeting_mentions
from pourparlers.reading.meetings import merge as meeting_merge
from pourparlers.reading.meetings import reports as meeting_reports
from pourparlers.reading.meetings import reports_echoes as meeting_reports_echoes
from pourparlers.reading.meetings import status_journeys, status_tellers
from pourparlers.reading.meetings import words as meeting_words
from pourparlers.reading.meetings.merge import Group, Told
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.reports import Fate
from pourparlers.reading.meetings.settings import Settings
from pourparlers.reading.meetings.status import Fates
from pourparlers.reading.parsed import Parsed
from pourparlers.record import Attribution, Meeting, Time


def find(parsed: Parsed, who: Entities, when: Sequence[Time], said: Sequence[Attribution]) -> list[Meeting]:
    """The meetings of an article, in the order of the text: those of whose fate it says something."""
    cast = Cast(parsed, who, said)
    mentions = meeting_mentions.find(cast)
    if not mentions:
        return []
    fates = Fates(cast, meeting_words.fates().hits(parsed.doc, cast.lower))
    settings = Settings(cast, when, said, fates.deeds())
    settings.place_and_date(mentions)
    told = status_journeys.fallen(cast, [Told(m, fates.of(m)) for m in mentions])
    status_tellers.set_apart(cast, told)
    groups = meeting_merge.merge(cast, told)
    meeting_reports_echoes.add(fates, groups)
    meeting_reports_echoes.add_unnamed(cast, told, groups)
    groups.sort(key=lambda g: g.told[0].mention.first)
    fated = [(g, fate) for g in groups if (fate := meeting_reports.fate(cast, settings, g))]
    return [_meeting(cast, f"m{n}", g, fate) for n, (g, fate) in enumerate(fated, 1)]


def _meeting(cast: Cast, name: str, group: Group, fate: Fate) -> Meeting:
    return Meeting(
        id=name,
        kind=meeting_merge.kind(cast, group),
        participants=meeting_merge.participants(cast, group),
        place=group.place,
        date=fate.date,
        status=fate.status,
        mentions=tuple(cast.parsed.span(t.mention.first, t.mention.stop) for t in group.told),
        reports=fate.reports,
    )
