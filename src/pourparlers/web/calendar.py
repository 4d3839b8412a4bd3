"""A talk as an event of a calendar: its dates at the precision of the press, its status as a calendar has it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from icalendar import Calendar, Event

from pourparlers.i18n import gettext
from pourparlers.linking.dates import interval
from pourparlers.linking.talks import Talk
from pourparlers.vocabulary import Status
from pourparlers.web import feed, phrases
from pourparlers.web.pages import word

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

_AT = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::\d{2})?")


def of_talk(talk: Talk, page: str, lang: str) -> bytes | None:
    """A calendar with the talk's one event, all day or at its hour; None where no day is known.

    The event's SEQUENCE is the number of changes of status, date and place so far: it rises with each.
    """
    days = interval(talk.date)
    if not days or not talk.date:
        return None
    event = Event()
    event.add("uid", f"{talk.id}@pourparlers")
    event.add("sequence", max(0, len(talk.course) - 1) + len(talk.shifts) + (talk.corrected_by is not None))
    stamp = dt.datetime.fromisoformat(talk.last_day or "1970-01-01").replace(tzinfo=dt.UTC)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    hour = _AT.fullmatch(talk.date)
    if hour:
        event.add("dtstart", dt.datetime.fromisoformat(hour[1]))
    else:
        event.add("dtstart", dt.date.fromordinal(days[0]))
        event.add("dtend", dt.date.fromordinal(days[1] + 1))
        event.add("transp", "TRANSPARENT")
    event.add("summary", feed.heading(talk, lang))
    if talk.place:
        event.add("location", talk.place)
    event.add("status", STATUSES[talk.status])
    event.add("url", page)
    event.add("description", _description(talk, lang))
    calendar = Calendar()
    calendar.add("prodid", "-//pourparlers//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _description(talk: Talk, lang: str) -> str:
    """The status and the last word, with the date as the press gives it."""
    last = talk.history[-1]
    said = gettext("last word", lang)
    who = last.source or last.outlet or gettext("the article", lang)
    head = f"{word('status', talk.status, lang)} ({phrases.when(talk.date, lang)})"
    colon = ": " if lang == "en" else "\u00a0: "
    return f"{head}\n{said}{colon}« {last.evidence.text} » – {who}, {phrases.when(last.on, lang)}"
