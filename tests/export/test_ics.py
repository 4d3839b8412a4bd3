"""The calendar, as two readers that do not know each other read it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import icalendar
import vobject

from export.conftest import Export
from pourparlers.export import ics
from pourparlers.export.wanted import Wanted
from pourparlers.store import Store
from pourparlers.store.views import Filters
from store.made_up import LIND, ROCHE, Met, Said, article


def events(text: str) -> dict[str, Any]:
    found = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return {str(e["UID"]): e for e in found}


def test_two_readers_read_the_same(written: Export) -> None:
    text = written("ics")
    first = events(text)
    second = {e.uid.value: e for e in vobject.readOne(text).vevent_list}
    assert first.keys() == second.keys()
    assert first
    for uid, event in first.items():
        other = second[uid]
        assert str(event["STATUS"]) == other.status.value
        assert event.decoded("DTSTART") == other.dtstart.value
        assert int(event["SEQUENCE"]) == int(other.sequence.value)
        assert str(event["SUMMARY"]) == other.summary.value
        assert str(event["DESCRIPTION"]) == other.description.value


def test_lines_are_folded_and_end_as_the_standard_asks(written: Export) -> None:
    text = written("ics")
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


def test_status_day_and_precision(told: Store, written: Export) -> None:
    found = {str(e["SUMMARY"]): e for e in events(written("ics")).values()}
    (summit,) = (e for name, e in found.items() if name.startswith("sommet"))
    assert str(summit["STATUS"]) == "CONFIRMED"
    assert (summit.decoded("DTSTART"), summit.decoded("DTEND")) == (dt.date(2024, 6, 1), dt.date(2024, 7, 1))
    assert str(summit["X-POURPARLERS-PRECISION"]) == "month"
    (off,) = (e for e in found.values() if str(e["STATUS"]) == "CANCELLED")
    assert off.decoded("DTSTART") == dt.datetime(2024, 5, 9, 18, 30)
    assert "URL" not in off
    assert {str(e["STATUS"]) for e in found.values()} == {"CONFIRMED", "TENTATIVE", "CANCELLED"}


def test_a_page_makes_the_same_event(told: Store, written: Export) -> None:
    found = events(written("ics"))
    (talk,) = told.talks(Filters(who="Roche", with_="Lind", kind="meeting"))
    page = ics.event_of(told.talk(talk.id), "fr", "https://example.org/talks/1")
    assert page is not None
    exported = found[f"{talk.id}@pourparlers"]
    assert str(page.pop("URL")) == "https://example.org/talks/1"
    exported.pop("URL", None)
    assert page.to_ical() == exported.to_ical()


def test_a_change_raises_the_sequence_and_keeps_the_uid(told: Store, written: Export) -> None:
    before = events(written("ics"))
    (talk,) = told.talks(Filters(who="Roche", with_="Lind", kind="meeting"))
    uid = f"{talk.id}@pourparlers"
    for n, status in enumerate(("cancelled", "planned", "cancelled"), 1):
        told.add(*article(f"de plus {n}", f"2024-04-{n + 2:02}", Met((ROCHE, LIND), [Said(status, f"suite {n}")])))
        told.correct(talk.id, "planned" if n % 2 else "cancelled", by="une personne")
        told.engine.dispose()
        after = events(written("ics"))
        assert uid in after
        assert int(after[uid]["SEQUENCE"]) >= int(before[uid]["SEQUENCE"])
        assert after[uid].decoded("DTSTAMP") >= before[uid].decoded("DTSTAMP")
        assert str(after[uid]["STATUS"]) == ("CONFIRMED" if n % 2 else "CANCELLED")
        before = after


def test_only_what_changed(told: Store, written: Export) -> None:
    everything = events(written("ics"))
    stamp = max(t.changed for t in told.talks(limit=None))
    (talk,) = told.talks(Filters(who="Okoro", with_="Sato"))
    told.correct(talk.id, "cancelled", by="une personne")
    changed = events(written("ics", Wanted(Filters(changed_since=stamp))))
    assert f"{talk.id}@pourparlers" in changed
    assert len(changed) < len(everything)
