"""Exports are whole or not there, the same each time, and an update can be taken in without starting again."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from pourparlers.export import plover, walk
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
    with pytest.raises(OSError, match="No space"):
        export(told, name, wanted(told, name), path)
    assert digest(path) == before
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


CHANGES: list[Any] = [
    lambda s: s.add(*article("plus", "2024-04-05", Met((ROCHE, LIND), [Said("cancelled", "tout est annulé")]))),
    lambda s: s.add(*article("avant", "2024-02-01", Met((ROCHE, LIND), [Said("floated", "se voir à Lyon le 12")],
                                                       place=("Lyon", "FRA"), date="2024-03-12"))),
    lambda s: s.add(*article("neuf bis", "2024-05-06", Done("AID", SATO, OKORO, "du riz"),
                             url="https://example.org/neuf")),
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
