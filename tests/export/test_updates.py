"""Exports are whole or not there, the same each time, and an update can be taken in without starting again."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import event

from pourparlers.export import plover, tables, walk
from pourparlers.export.formats import FORMATS, export
from pourparlers.export.wanted import Wanted, last_change, moment, snapshot
from pourparlers.export.withdrawn import withdrawals
from pourparlers.store import Store, open_store
from pourparlers.store.views import Filters
from store.made_up import LIND, OKORO, ROCHE, SATO, Done, Met, Said, article

FILES = [name for name, f in FORMATS.items() if not f.tables]


def wanted(store: Store, name: str) -> Wanted:
    return Wanted(talk=store.talks()[0].id) if FORMATS[name].one else Wanted()


def digest(path: Path) -> dict[str, str]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_store_gives_the_same_bytes(told: Store, tmp_path: Path, name: str) -> None:
    for n in (1, 2):
        export(told, name, wanted(told, name), tmp_path / f"out{n}")
    first, second = digest(tmp_path / "out1"), digest(tmp_path / "out2")
    assert list(first.values()) == list(second.values())


@pytest.mark.parametrize("name", FILES)
def test_a_file_and_the_standard_output_get_the_same(told: Store, tmp_path: Path, name: str) -> None:
    out = StringIO()
    export(told, name, wanted(told, name), out=out)
    export(told, name, wanted(told, name), tmp_path / "out")
    assert out.getvalue() == (tmp_path / "out").read_bytes().decode()


@pytest.mark.parametrize("name", FORMATS)
def test_what_fails_leaves_what_stood_there(
    told: Store, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out"
    export(told, name, wanted(told, name), path)
    before = digest(path)

    def failing(found: Any) -> Any:
        def gone(*args: Any) -> Iterator[Any]:
            yield next(iter(found(*args)))
            raise OSError(28, "No space left on device")

        return gone

    monkeypatch.setattr(walk, "talks", failing(walk.talks))
    monkeypatch.setattr(walk, "article_pages", failing(walk.article_pages))
    for place in (path, tmp_path / "new"):
        with pytest.raises(OSError, match="No space"):
            export(told, name, wanted(told, name), place)
    assert digest(path) == before
    assert not (tmp_path / "new").exists()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def copy_of(store: Store, since: str | None = None) -> tuple[dict[str, Any], dict[str, str | None], str]:
    """The events of a store by their ids, what gave way by its id, and the newest change."""
    chosen = Wanted(Filters(changed_since=since))
    with snapshot(store) as connection:
        events = {e["event_id"]: (e, claims) for e, claims in plover.events(connection, chosen)}
        gone = {row["id"]: row["replaced_by"] for row in withdrawals(connection, chosen)}
        until = last_change(connection)
    assert until is not None
    return events, gone, until


def updated(events: dict[str, Any], store: Store, since: str) -> dict[str, Any]:
    """A copy brought up to date: talks that changed are taken anew, what gave way is taken out."""
    new, gone, _ = copy_of(store, since)
    changed = {e["talk"] for e, _ in new.values() if e.get("talk")}
    kept = {
        key: value
        for key, value in events.items()
        if key not in gone and value[0].get("talk") not in gone and value[0].get("talk") not in changed
    }
    return {**kept, **new}


def again(store: Store) -> None:
    """An article is read again, and what was read in it is gone."""
    given, record = store.article(2)
    about = record.document.model_copy(update={"reader": "made up 2.0"})
    assert store.add(given, record.model_copy(update={"document": about, "acts": (), "meetings": ()})) == "again"


def printed_elsewhere(store: Store) -> None:
    """The same text comes from another outlet."""
    given, record = store.article(5)
    about = record.document.model_copy(update={"publisher": "écho", "url": "https://example.org/echo"})
    store.add(given.model_copy(update={"publisher": "écho"}), record.model_copy(update={"document": about}))


def a_copy(store: Store) -> None:
    """A text so alike comes from another outlet."""
    given, record = store.article(3)
    assert store.add_copy(record.document.sha256, given.model_copy(update={"publisher": "écho", "id": "écho"}))


CHANGES: list[Any] = [
    lambda s: s.add(*article("plus", "2024-04-05", Met((ROCHE, LIND), [Said("cancelled", "tout est annulé")]))),
    lambda s: s.add(*article("avant", "2024-02-01", Met((ROCHE, LIND), [Said("floated", "se voir à Lyon le 12")],
                                                       place=("Lyon", "FRA"), date="2024-03-12"))),
    lambda s: s.add(*article("neuf bis", "2024-05-06", Done("AID", SATO, OKORO, "du riz"),
                             url="https://example.org/neuf")),
    again,
    printed_elsewhere,
    a_copy,
    lambda s: s.split(s.talks(Filters(with_="Lind", kind="meeting"))[-1].id,
                      [s.talks(Filters(with_="Lind", kind="meeting"))[-1].id], by="une personne"),
    lambda s: s.correct(s.talks()[0].id, "cancelled", by="une personne"),
    lambda s: s.join([t.id for t in s.talks()[:2]], by="une personne"),
    lambda s: s.reject([s.talk(s.talks()[-1].id).history[0].report], by="une personne"),
]  # fmt: skip


@pytest.mark.parametrize("n", range(len(CHANGES)))
def test_an_update_brings_a_copy_to_the_same_state(told: Store, n: int) -> None:
    events, _, since = copy_of(told)
    CHANGES[n](told)
    now, _, _ = copy_of(told)
    assert now != events
    assert updated(events, told, since) == now


KEYS = {"talks": "talk", "reports": "report", "articles": "article", "statements": "statement", "acts": "act"}


def tables_of(store: Store, since: str | None = None) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of all tables by the kind and id of what they tell."""
    with snapshot(store) as connection:
        chosen = Wanted(Filters(changed_since=since))
        return {(k, str(row[k])): row for t, k in KEYS.items() for row in tables.ROWS[t](connection, chosen)}


@pytest.mark.parametrize("n", range(len(CHANGES)))
def test_tables_are_brought_up_to_date_by_their_ids(told: Store, n: int) -> None:
    copy = tables_of(told)
    with snapshot(told) as connection:
        since = last_change(connection)
    CHANGES[n](told)
    new = tables_of(told, since)
    with snapshot(told) as connection:
        gone = {(row["kind"], row["id"]) for row in withdrawals(connection, Wanted(Filters(changed_since=since)))}
    talks = {key for kind, key in new if kind == "talk"}
    kept = {k: row for k, row in copy.items() if k not in gone and not (k[0] == "report" and row["talk"] in talks)}
    assert kept | new == tables_of(told)
    assert not gone & tables_of(told).keys()


def test_an_outlet_is_found_however_it_is_spelled(told: Store) -> None:
    for name in ("dépêche", "Depeche"):
        with snapshot(told) as connection:
            chosen = Wanted(Filters(outlet=name))
            assert {row["document"] for row in tables.ROWS["acts"](connection, chosen)} == {"deux", "quatre"}
            assert {row["outlet"] for row in tables.ROWS["statements"](connection, chosen)} == {"dépêche"}


def test_what_fits_the_filters_no_more_is_withdrawn_from_an_update(told: Store) -> None:
    (talk,) = told.talks(Filters(who="Okoro", with_="Sato"))
    with snapshot(told) as connection:
        since = last_change(connection)
    told.correct(talk.id, "cancelled", by="une personne")
    for status, told_of in (("held", True), ("cancelled", False), (None, False)):
        with snapshot(told) as connection:
            update = Wanted(Filters(status=status, changed_since=since))  # type: ignore[arg-type]
            assert (talk.id in {row["id"] for row in withdrawals(connection, update)}) == told_of


def test_what_comes_back_is_withdrawn_no_more(told: Store) -> None:
    before = tables_of(told)
    given, record = told.article(2)
    again(told)
    with snapshot(told) as connection:
        gone = {(row["kind"], row["id"]) for row in withdrawals(connection, Wanted())}
    assert {kind for kind, _ in gone} == {"report", "act"}
    assert gone <= before.keys()
    told.add(given, record.model_copy(update={"document": record.document.model_copy(update={"reader": "3"})}))
    with snapshot(told) as connection:
        assert not list(withdrawals(connection, Wanted()))
    assert tables_of(told).keys() == before.keys()


def test_a_calendar_and_labelled_articles_tell_what_is_withdrawn(told: Store) -> None:
    with snapshot(told) as connection:
        since = last_change(connection)
    old = told.talks(Filters(who="Roche", with_="Lind", kind="meeting"))[0].id
    before = article("avant", "2024-02-01", Met((ROCHE, LIND), [Said("floated", "se voir à Lyon le 12")],
                                                place=("Lyon", "FRA"), date="2024-03-12"))  # fmt: skip
    told.add(*before)
    told.add(*article("neuf bis", "2024-05-06", url="https://example.org/neuf"))
    out, update = StringIO(), Wanted(Filters(changed_since=since))
    export(told, "ics", update, out=out)
    events = {str(e["uid"]): e for e in Calendar.from_ical(out.getvalue()).walk("VEVENT")}
    assert str(events[f"{old}@pourparlers"]["status"]) == "CANCELLED"
    instead = str(events[f"{old}@pourparlers"]["related-to"])
    assert str(events[instead]["status"]) != "CANCELLED"
    whole = StringIO()
    export(told, "ics", Wanted(), out=whole)
    assert old not in whole.getvalue()
    lines = StringIO()
    export(told, "jsonl", update, out=lines)
    last = json.loads(lines.getvalue().splitlines()[-1])
    assert (last["id"], last["replaced_by"]) == (9, 12)


def test_an_update_holds_only_what_changed(told: Store) -> None:
    events, _, since = copy_of(told)
    told.correct(told.talks(Filters(who="Okoro", with_="Sato"))[0].id, "cancelled", by="une personne")
    new, _, _ = copy_of(told, since)
    assert 0 < len(new) < len(events)


def test_moments_are_compared_in_utc() -> None:
    assert moment("2024-05-02") == "2024-05-02T00:00:00.000000+00:00"
    assert moment("2024-05-02T10:00:00+02:00") == "2024-05-02T08:00:00.000000+00:00"
    with pytest.raises(ValueError, match="hier"):
        moment("hier")


def test_a_store_is_walked_once_a_page_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the store, twice the queries: nothing is asked for item by item, or again and again."""
    monkeypatch.setattr(walk, "PAGE", 10)
    asked = []
    for size in (40, 80):
        with open_store(tmp_path / f"{size}.db") as store:
            for n in range(size):
                who = (f"Anne Nom{n}", "FRA"), (f"Karl Autre{n}", "SWE")
                day = f"2024-{n % 12 + 1:02}-{n % 27 + 1:02}"
                met = Met(who, [Said("planned", f"rendez-vous {n}", who[0][0], country="FRA")], date=day)
                store.add(*article(f"a{n}", day, met, Done("REQUEST", *who, f"chose {n}")), link=False)
            store.link()
            queries: list[str] = []
            event.listen(store.engine, "before_cursor_execute", lambda c, k, sql, *rest: queries.append(sql))  # noqa: B023
            for name in FORMATS:
                if not FORMATS[name].one:
                    export(store, name, Wanted(), tmp_path / f"out{size}" / name) if FORMATS[name].tables else export(
                        store, name, Wanted(), out=StringIO()
                    )
            asked.append(len(queries))
    assert asked[1] < 2 * asked[0]


def test_the_choice_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Wanted().lang = "en"  # type: ignore[misc]
