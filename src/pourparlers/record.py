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

    Attributes:
        text: the text, exactly as the offsets of the record count it.
        id: the caller's name for it; without one, the start of the text's hash.
        title: its title.
        url: where it stands.
        publisher: the outlet.
        published: the day of publication; without it no relative date is resolved.
    """

    text: str
    id: str = ""
    title: str = ""
    url: str | None = None
    publisher: str | None = None
    published: dt.date | None = None


class Span(Frozen):
    """Words of the article, with their place in it.

    Attributes:
        start: characters (code points) before it.
        end: characters up to its end.
        text: the words, which are ``text[start:end]`` of the article.
    """

    start: int
    end: int
    text: str


class Document(Frozen):
    """What a record says about the article that it was read from.

    Attributes:
        id: the article's id.
        url: where it stands.
        title: its title.
        publisher: the outlet.
        published: the day of publication.
        language: the language of the text, "fr".
        sha256: the hash of the text in UTF-8, in hexadecimal digits.
        reader: the version of the reader and of its pipeline.
        gate: "stopped" where its words alone told that nothing diplomatic is in it, and it was not read further.
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
    """Somebody or something that can speak, meet or act.

    Attributes:
        id: its id in this record.
        name: the fullest name in the text.
        kind: what it is.
        countries: ISO 3166 alpha-3 codes, or EUE, UNO, NATO.
        office: the rank of a person's or body's office ("head of state").
        wikidata: the item of Wikidata, only where it is certain.
        mentions: the words that stand for it, in the order of the text.
    """

    id: str
    name: str
    kind: EntityKind
    countries: tuple[str, ...] = ()
    office: str | None = None
    wikidata: str | None = None
    mentions: tuple[Span, ...] = ()


class Time(Frozen):
    """A TIMEX3 expression.

    Attributes:
        id: its id in this record.
        start: characters before it.
        end: characters up to its end.
        text: its words.
        type: a date, a time of day, a duration, or a set of times.
        value: ISO 8601 at the precision of the text, an interval, or PAST_REF, PRESENT_REF, FUTURE_REF; None where
            the text alone does not say (a relative date with no day to count from).
        anchor: "publication", the id of the time that it counts from, or None if it is absolute.
        rule: the row of the table that decided.
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
    """Who a statement is attributed to.

    Attributes:
        entity: the id of the entity that the words stand for.
        kind: on whose authority: a person by name, an institution, somebody unnamed, the press, a document.
        start: characters before the words.
        end: characters up to their end.
        text: the words that name the source.
    """

    entity: str | None
    kind: SourceKind
    start: int
    end: int
    text: str


class Attribution(Frozen):
    """A statement that the text gives as somebody's words.

    Attributes:
        id: its id in this record.
        source: who says it; None where the text does not tell.
        cue: the words that say that it is said; None for a quotation that stands without them.
        content: what is said; several spans where other words stand between.
        form: in quotation marks, in the article's own words, or both.
        date: the day of the statement, where the text tells.
        within: the id of the attribution that holds this one ("selon X, cité par Y").
        rule: the row of the table that decided.
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
    """A place.

    Attributes:
        text: as it is written.
        country: the ISO 3166 alpha-3 code of its state.
    """

    text: str
    country: str | None = None


class Report(Frozen):
    """One assertion on the status of a meeting.

    Attributes:
        status: the status that it asserts.
        source: the name of who asserts it; None for the article's own word.
        attribution: the id of the statement in which it is asserted.
        date: the day that it gives the meeting.
        evidence: its words.
        cue: the words that decide the status.
        rule: the row of the table that decided.
    """

    status: Status
    source: str | None
    attribution: str | None = None
    date: str | None = None
    evidence: Span
    cue: Span | None = None
    rule: str = ""


class Meeting(Frozen):
    """A meeting of parties of different sides, and every report of its fate in this article.

    Attributes:
        id: its id in this record.
        kind: a summit, a call, a visit…
        participants: the ids of the entities that meet.
        place: where.
        date: when, in ISO 8601 at the precision of the text.
        status: what the reports come to at the end of the article.
        mentions: the words that stand for it.
        reports: the assertions on its status.
    """

    id: str
    kind: MeetingKind
    participants: tuple[str, ...]
    place: Place | None = None
    date: str | None = None
    status: Status
    mentions: tuple[Span, ...]
    reports: tuple[Report, ...] = ()


class Act(Frozen):
    """What one side does to another in words or deeds, typed after PLOVER.

    Attributes:
        id: its id in this record.
        type: the type of PLOVER.
        mode: the mode of PLOVER, finer than the type.
        actors: the ids of the entities that do it.
        recipients: the ids of the entities that it is done to.
        object: the words for what is asked, offered, refused.
        date: the day of it, where the text tells.
        polarity: is it done, or said not to be done?
        certainty: how sure the words are of it.
        hearsay: does the text keep its distance ("aurait demandé")?
        source: the name of who says so; None for the article's own word.
        attribution: the id of the statement in which it is said.
        evidence: its words.
        cue: the words that decide the type.
        rule: the row of the table that decided.
    """

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
    """What one article says.

    Attributes:
        schema: the name and version of this layout.
        document: the article.
        entities: who and what is spoken of.
        times: the expressions of time.
        attributions: who says what.
        meetings: who is to meet whom, and is it on.
        acts: who asks, offers, refuses what from whom.
    """

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
