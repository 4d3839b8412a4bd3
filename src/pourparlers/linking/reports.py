"""The reports of a record as lines of a history: whose words, on which day."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.linking.dates import interval, iso
from pourparlers.linking.mentions import NOWHERE, Mention
from pourparlers.linking.names import name_key, same_name
from pourparlers.linking.talks import HistoryLine
from pourparlers.record import Attribution, Entity, Meeting, Record, Report, Span
from pourparlers.vocabulary import SourceKind


def lines_of(record: Record, mention: Mention, meeting: Meeting, article: int = 0) -> Iterator[HistoryLine]:
    """The lines of one meeting of a record; a meeting without reports speaks by its own status and first words."""
    about = record.document
    said = {a.id: a for a in record.attributions}
    published = about.published.isoformat() if about.published else ""
    reports = meeting.reports or ((_bare(meeting),) if meeting.mentions else ())
    for n, report in enumerate(reports):
        statement = said.get(report.attribution or "")
        kind, country = source_of(record, report.source, statement)
        yield HistoryLine(
            report=f"{mention.uid}.{n}",
            meeting=mention.uid,
            article=article,
            document=about.id,
            on=day_of(report.date or (statement.date if statement else None), published),
            published=published,
            status=report.status,
            source=report.source,
            source_kind=kind,
            country=country,
            outlet=about.publisher or "",
            title=about.title,
            url=about.url,
            kind=meeting.kind,
            when=meeting.date,
            place=meeting.place.text if meeting.place else None,
            evidence=report.evidence,
            cue=report.cue,
            rule=report.rule,
        )


def _bare(meeting: Meeting) -> Report:
    return Report(status=meeting.status, source=None, evidence=meeting.mentions[0])


def day_of(said: str | None, published: str) -> str:
    """The day of a statement: as the text gives it, if that is one day and not after publication."""
    when = interval(said)
    if when and when[0] == when[1] and (not published or iso(when[0]) <= published):
        return iso(when[0])
    return published


def source_of(record: Record, name: str | None, statement: Attribution | None) -> tuple[SourceKind | None, str]:
    """The kind and state of a report's source."""
    if not name:
        return None, NOWHERE
    entities = {e.id: e for e in record.entities}
    entity = entities.get(statement.source.entity or "") if statement and statement.source else None
    if entity is None:
        key = name_key(name)
        entity = next((e for e in record.entities if same_name(name_key(e.name), key)), None)
    country = entity.countries[0] if entity and entity.countries else NOWHERE
    if statement and statement.source:
        return statement.source.kind, country
    return _kind_of(entity), country


def _kind_of(entity: Entity | None) -> SourceKind:
    if entity is None or entity.kind == "unnamed":
        return "anonymous"
    return "named" if entity.kind in ("person", "office") else "institution"


def words_of(spans: tuple[Span, ...]) -> str:
    """Several spans as one text."""
    return " … ".join(s.text for s in spans)
