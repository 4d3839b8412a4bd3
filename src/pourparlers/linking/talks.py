"""Talks as they are shown: a meeting over all articles, its history line by line, and what follows from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from pourparlers.linking.dates import interval, iso
from pourparlers.record import Span
from pourparlers.vocabulary import MeetingKind, SourceKind, Status


@dataclass(frozen=True, slots=True)
class Participant:
    """A party of a talk: its fullest name, its state's code, how many articles name it."""

    name: str
    country: str
    articles: int = 1
    person: bool = True


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One report: who says what of the talk's fate, when, and in which words of which article.

    ``on`` is the day of the statement, else of publication ("" where neither is known). ``source`` is None where the
    article itself speaks. ``outlet`` printed the article first, ``outlets`` are all that did, copies counted.
    ``document`` is the article's own id, ``article`` its number in the store, ``report`` the report's id, ``meeting``
    that of the article's meeting. ``when`` and ``place`` are what this article says of the meeting. ``rejected``: a
    person disregards it.
    """

    report: str
    meeting: str
    article: int
    document: str
    on: str
    published: str
    status: Status
    source: str | None
    source_kind: SourceKind | None
    country: str
    outlet: str
    title: str
    url: str | None
    kind: MeetingKind
    when: str | None
    place: str | None
    evidence: Span
    cue: Span | None = None
    rule: str = ""
    link: str = ""
    rejected: bool = False
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """The derived status from a day on, with the index of the line that decides it."""

    on: str
    status: Status
    line: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of date or place (``what``): from what to what, at which line."""

    what: str
    before: str
    after: str
    line: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two lines that cannot both be right, by their indexes, and the days between them."""

    first: int
    second: int
    days: int


@dataclass(frozen=True, slots=True)
class Talk:
    """A meeting over all articles: what is known of it, and how that is known.

    ``status`` is what the reports come to, or what a person says (``corrected_by``; ``machine_status`` is then what
    the reports come to). ``no_news_since`` is the last day it was spoken of, where its date has gone by since.
    ``id`` is that of its first mention; the id of any of its mentions finds it too. ``changed`` is the moment when the
    store last worked it out.
    """

    id: str
    kind: MeetingKind
    participants: tuple[Participant, ...]
    place: str | None
    date: str | None
    status: Status
    machine_status: Status
    history: tuple[HistoryLine, ...]
    contradictions: tuple[Contradiction, ...] = ()
    course: tuple[Turn, ...] = ()
    shifts: tuple[Shift, ...] = ()
    first_day: str = ""
    last_day: str = ""
    no_news_since: str | None = None
    corrected_by: str | None = None
    changed: str = field(default="", compare=False)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that printed the reports, those that ran a copy of an article among them."""
        return tuple(sorted({name for x in self.history for name in x.outlets or (x.outlet,) if name}))


def no_news(status: Status, date: str | None, last_day: str, today: dt.date) -> str | None:
    """The day since which nothing was heard of a talk that was to come and whose date has gone by."""
    when = interval(date)
    if status not in ("floated", "planned", "under_way", "postponed") or not when or when[1] >= today.toordinal():
        return None
    return last_day if last_day <= iso(when[1]) else None
