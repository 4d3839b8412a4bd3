"""The frozen types that everything shares: an article that comes in, the record that reading it yields.

A record is plain data: it goes to JSON and back without loss. Offsets count characters (code points) of the
article's text exactly as it was given, and ``text[span.start:span.end] == span.text`` always holds.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pourparlers.vocabulary import (
    ActType,
    Certainty,
    EntityKind,
    Form,
    MeetingKind,
    Polarity,
    SourceKind,
    Status,
    TimexType,
)

SCHEMA: Final = "pourparlers.record/1"


class Frozen(BaseModel):
    """A value: immutable, and tolerant of fields that a later version adds."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class Article(Frozen):
    """A text to read, with what is known about it.

    ``published`` is the day of publication; without it no relative date is resolved.
    """

    text: str
    id: str = ""
    title: str = ""
    url: str | None = None
    publisher: str | None = None
    published: dt.date | None = None


class Span(Frozen):
    """Words of the article, with their place in it."""

    start: int
    end: int
    text: str


class Document(Frozen):
    """What a record says about the article that it was read from.

    ``gate`` is "stopped" where its words alone told that nothing diplomatic is in it, and it was not read further.
    """

    id: str
    url: str | None = None
    title: str = ""
    publisher: str | None = None
    published: dt.date | None = None
    language: str = "fr"
    sha256: str
    reader: str
    gate: Literal["stopped"] | None = None


class Entity(Frozen):
    """Somebody or something that can speak, meet or act; ``name`` is the fullest name in the text.

    ``countries`` holds ISO 3166 alpha-3 codes, or EUE, UNO, NATO. ``wikidata`` is set only where it is certain.
    """

    id: str
    name: str
    kind: EntityKind
    countries: tuple[str, ...] = ()
    office: str | None = None
    wikidata: str | None = None
    mentions: tuple[Span, ...] = ()


class Time(Frozen):
    """A TIMEX3 expression. ``anchor`` is "publication", the id of the time it counts from, or None if absolute.

    ``value`` is ISO 8601 at the precision of the text, an interval, or PAST_REF, PRESENT_REF, FUTURE_REF;
    None where the text alone does not say (a relative date with no day to count from).
    """

    id: str
    start: int
    end: int
    text: str
    type: TimexType
    value: str | None
    anchor: str | None = None
    rule: str = ""


class Source(Frozen):
    """Who a statement is attributed to: the words that name it, and the entity that they stand for."""

    entity: str | None
    kind: SourceKind
    start: int
    end: int
    text: str


class Attribution(Frozen):
    """A statement that the text gives as somebody's words.

    ``cue`` is None for a quotation that stands without one; ``within`` is the attribution that holds this one;
    ``date`` is the day of the statement where the text tells; ``rule`` names the table row that decided.
    """

    id: str
    source: Source | None
    cue: Span | None
    content: tuple[Span, ...]
    form: Form
    date: str | None = None
    within: str | None = None
    rule: str = ""


class Place(Frozen):
    """A place as written, and its state."""

    text: str
    country: str | None = None


class Report(Frozen):
    """One assertion on the status of a meeting: whose it is (None: the article's own), its words, its cue."""

    status: Status
    source: str | None
    attribution: str | None = None
    date: str | None = None
    evidence: Span
    cue: Span | None = None
    rule: str = ""


class Meeting(Frozen):
    """A meeting of parties of different sides, and every report of its fate in this article."""

    id: str
    kind: MeetingKind
    participants: tuple[str, ...]
    place: Place | None = None
    date: str | None = None
    status: Status
    mentions: tuple[Span, ...]
    reports: tuple[Report, ...] = ()


class Act(Frozen):
    """What one side does to another in words or deeds, typed after PLOVER."""

    id: str
    type: ActType
    mode: str | None = None
    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    object: Span | None = None
    date: str | None = None
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    hearsay: bool = False
    source: str | None = None
    attribution: str | None = None
    evidence: Span
    cue: Span | None = None
    rule: str = ""


class Record(Frozen):
    """What one article says."""

    schema_: Literal["pourparlers.record/1"] = Field(SCHEMA, alias="schema")
    document: Document
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    acts: tuple[Act, ...] = ()

    @model_validator(mode="after")
    def _ids_resolve(self) -> Record:
        """Every id that an item refers to stands in this record."""
        entities = {e.id for e in self.entities}
        attributions = {a.id for a in self.attributions}
        named = [i for m in self.meetings for i in m.participants]
        named += [i for c in self.acts for i in (*c.actors, *c.recipients)]
        named += [a.source.entity for a in self.attributions if a.source and a.source.entity]
        said = [r.attribution for m in self.meetings for r in m.reports]
        said += [c.attribution for c in self.acts] + [a.within for a in self.attributions]
        lost = sorted((set(named) - entities) | ({i for i in said if i} - attributions))
        if lost:
            raise ValueError(f"ids that stand nowhere in the record: {', '.join(lost)}")
        return self

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON-ready data, in the field order of the schema."""
        return self.model_dump(mode="json", by_alias=True)

    def to_json(self) -> str:
        """The record as one line of JSON."""
        return self.model_dump_json(by_alias=True)
