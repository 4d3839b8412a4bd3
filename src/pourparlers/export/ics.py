"""Talks as a calendar (RFC 5545), made so that one who subscribes to it follows what changes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final, TextIO

from icalendar import Calendar, Event
from sqlalchemy import Connection

from pourparlers.export import said, walk, when
from pourparlers.export.wanted import Wanted
from pourparlers.export.withdrawn import gone
from pourparlers.i18n import gettext
from pourparlers.linking.talks import Talk
from pourparlers.vocabulary import Status

STATUSES: Final[dict[Status, str]] = {
    "floated": "TENTATIVE",
    "planned": "CONFIRMED",
    "under_way": "CONFIRMED",
    "held": "CONFIRMED",
    "postponed": "TENTATIVE",
    "suspended": "TENTATIVE",
    "cancelled": "CANCELLED",
    "ruled_out": "CANCELLED",
}
"""What a calendar, which knows three statuses, makes of ours."""

_START: Final = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_AT: Final = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::\d{2})?")


def write(connection: Connection, wanted: Wanted, out: TextIO) -> int:
    """Write the talks whose days are known; how many those are."""
    head, _, tail = calendar(wanted.lang).to_ical().decode().partition("END:VCALENDAR")
    out.write(head)
    number = 0
    for told in walk.talks(connection, wanted):
        event = event_of(told.talk, wanted.lang)
        if event is not None:
            out.write(event.to_ical().decode())
            number += 1
    if wanted.filters.changed_since:
        for event in _withdrawn(connection, wanted):
            out.write(event.to_ical().decode())
    out.write(f"END:VCALENDAR{tail}")
    return number


def calendar(lang: str) -> Calendar:
    """A calendar with no events yet."""
    calendar = Calendar()
    calendar.add("prodid", "-//pourparlers//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", gettext("Talks in the press", lang))
    calendar.add("refresh-interval", dt.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    return calendar


def _withdrawn(connection: Connection, wanted: Wanted) -> Iterator[Event]:
    """In an update, the talks that stand no more are cancelled; from a calendar that is whole they are missing."""
    for x in gone(connection, wanted, ["talk"]):
        first, last = when.bounds(x.date)
        if first is None or last is None:
            continue
        event = _event(x.id, x.at)
        _on(event, None, first, last)
        event.add("summary", gettext("withdrawn", wanted.lang))
        event.add("status", "CANCELLED")
        if x.replaced_by:
            event.add("related-to", _uid(x.replaced_by))
        yield event


def event_of(talk: Talk, lang: str, page: str | None = None) -> Event | None:
    """A talk as an event, all day or at its hour; None where no day is known. ``page``: an address that shows it.

    The UID is the talk's id. SEQUENCE counts the seconds to the talk's last change, so it rises with each; so do
    DTSTAMP and LAST-MODIFIED. The precision of the date stands in X-POURPARLERS-PRECISION.
    """
    first, last = when.bounds(talk.date)
    if first is None or last is None or not talk.date:
        return None
    event = _event(talk.id, talk.changed)
    _on(event, _hour(talk.date), first, last)
    event.add("summary", said.heading(talk, lang))
    if talk.place:
        event.add("location", said.clean(talk.place))
    event.add("status", STATUSES[talk.status])
    event.add("categories", [said.kind(talk, lang)])
    event.add("description", _description(talk, lang))
    url = page or said.web(talk.history[-1].url)
    if url:
        event.add("url", url)
    event.add("x-pourparlers-status", talk.status)
    event.add("x-pourparlers-date", talk.date)
    event.add("x-pourparlers-precision", when.precision(talk.date) or "")
    return event


def _uid(talk: str) -> str:
    return f"{talk}@pourparlers"


def _event(talk: str, moment: str) -> Event:
    """An event with what tells one version of it from another."""
    changed = dt.datetime.fromisoformat(moment)
    event = Event()
    event.add("uid", _uid(talk))
    event.add("sequence", max(0, int((changed - _START).total_seconds())))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    return event


def _on(event: Event, hour: dt.datetime | None, first: dt.date, last: dt.date) -> None:
    event.add("dtstart", hour or first)
    if hour is None:
        event.add("transp", "TRANSPARENT")
    if hour is None and last < dt.date.max:
        event.add("dtend", last + dt.timedelta(days=1))


def _hour(value: str) -> dt.datetime | None:
    """The moment that a TIMEX3 value names, at the clock of the place; None where it names a day or more."""
    at = _AT.fullmatch(value)
    try:
        return dt.datetime.fromisoformat(at[1]) if at else None
    except ValueError:
        return None


def _description(talk: Talk, lang: str) -> str:
    """The status, the date as the press gives it, and the last word with its source and outlet."""
    last = talk.history[-1]
    lines = [f"{said.status(talk, lang)} ({said.date(talk.date, lang)})"]
    about = ", ".join(filter(None, [said.who(last, lang), last.outlet, said.day(last.on, lang)]))
    lines.append(f"{gettext('last word', lang)} : « {said.clean(last.evidence.text)} » – {said.clean(about)}")
    if talk.contradictions:
        lines.append(gettext("sources disagree", lang))
    return "\n".join(lines)
