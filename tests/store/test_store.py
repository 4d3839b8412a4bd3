"""What is put into a store stays there once and whole, and is found again."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from sqlalchemy import select

from pourparlers.export.columns import TABLES
from pourparlers.linking.talks import Talk
from pourparlers.sources.duplicates import sampled
from pourparlers.store import Store, StoreError, open_store, writing
from pourparlers.store.rows import Rows
from pourparlers.store.tables import withdrawn
from pourparlers.store.views import Filters
from pourparlers.vocabulary import STATUS
from store.crash import outcome
from store.made_up import LIND, OKORO, READER, ROCHE, Met, Said, article, story


@pytest.fixture
def told(store: Store) -> Store:
    for a, record in story():
        assert store.add(a, record) == "new"
    return store


def talk(store: Store, who: str) -> Talk:
    (found,) = store.talks(Filters(who=who, kind="meeting"))
    return store.talk(found.id)


def test_reports_of_one_meeting_become_one_talk(told: Store) -> None:
    assert [(t.kind, t.status) for t in told.talks()] == [
        ("meeting", "floated"),
        ("meeting", "held"),
        ("call", "held"),
    ]
    lyon = talk(told, "Roche")
    assert [(x.on, x.status, x.source) for x in lyon.history] == [
        ("2024-03-01", "planned", "Anne Roche"),
        ("2024-03-04", "planned", "Karl Lind"),
        ("2024-03-09", "cancelled", "Anne Roche"),
        ("2024-03-10", "postponed", "Karl Lind"),
        ("2024-04-02", "floated", "un diplomate suédois"),
    ]
    assert (lyon.place, lyon.date) == ("Lyon", "2024-03-12")
    assert [(c.first, c.second) for c in lyon.contradictions] == [(2, 3)]
    assert all(x.link for x in lyon.history)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_changes_nothing(place: str, told: Store, seed: int) -> None:
    shuffled = story()
    random.Random(seed).shuffle(shuffled)
    before = outcome(told)
    for (a, record), link in zip(shuffled, itertools.cycle([True, False]), strict=False):
        assert told.add(a, record, again=True, link=link) == "again"
    assert outcome(told) == before


def test_adding_again_changes_nothing(told: Store) -> None:
    before, counts = outcome(told), told.counts()
    for a, record in story():
        assert told.add(a, record) == "known"
        assert told.knows(a, record.document.reader)
    assert (outcome(told), told.counts()) == (before, counts)


def test_an_article_goes_in_whole_or_not_at_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    a, record = story()[1]

    def fail(*_args: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(writing, "_fill_statements", fail)
        with pytest.raises(RuntimeError, match="power cut"):
            store.add(a, record)
    assert set(store.counts().values()) == {0}
    assert store.search("deux") == []
    assert store.add(a, record) == "new"


def test_a_reprint_is_the_same_article(store: Store) -> None:
    met = Met((ROCHE, LIND), [Said("planned", "ils se verront lundi")])
    late = article("b", "2024-03-05", met, outlet="écho", text="Le même texte.")
    early = article("a", "2024-03-04", met, outlet="gazette", text="Le même texte.")
    assert store.add(*late) == "new"
    assert store.add(*early) == "again", "the earlier day counts"
    assert store.add(*late) == "known"
    assert store.counts()["articles"] == 1
    (line,) = talk(store, "Roche").history
    assert (line.on, line.outlet) == ("2024-03-04", "gazette")


def test_a_newer_version_at_the_same_address_takes_the_place_of_the_older(store: Store) -> None:
    url = "https://exemple.test/1"
    old = article("x", "2024-03-04", Met((ROCHE, LIND), [Said("planned", "ils se verront")]), url=url)
    new = article("x", "2024-03-04", Met((ROCHE, LIND), [Said("cancelled", "ils ne se verront pas")]), url=url)
    assert (store.add(*old), store.add(*new), store.add(*old)) == ("new", "update", "known")
    assert [x.status for x in talk(store, "Roche").history] == ["cancelled"]
    assert store.search("verront pas")[0].talks


def test_a_newer_reader_replaces_what_the_older_one_read(told: Store) -> None:
    a, record = article(
        "trois",
        "2024-03-09",
        Met((ROCHE, LIND), [Said("postponed", "la rencontre avec Karl Lind est annulée")]),
        reader="made up 1.1",
    )
    assert told.knows(a, "made up 1.0")
    assert not told.knows(a, "made up 1.1")
    assert told.add(a, record) == "again"
    assert [x.status for x in talk(told, "Roche").history][2] == "postponed"
    assert told.add(*story()[2]) == "known", "an older reader changes nothing"


def test_search_folds_accents_and_capitals(told: Store) -> None:
    assert [x.document for x in told.search("TELEPHONE")] == ["un"]
    assert [x.document for x in told.search("téléphone matin")] == ["un"]
    assert [x.document for x in told.search("« rencontre de lyon »")] == ["deux"]
    assert told.search('"de rencontre"') == told.search("absent") == told.search('" * OR NEAR(') == []
    assert [s.source for s in told.search_statements("reportee")] == ["Karl Lind"]


def test_search_folds_ligatures(store: Store) -> None:
    store.add(*article("o", "2024-01-01", text="Une œuvre de paix."))
    assert store.search("oeuvre") == store.search("Œuvre") != []


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), 3),
        (Filters(who="roche"), 2),
        (Filters(who="Anne Roche", with_="Suède"), 2),
        (Filters(who="JPN", with_="nga"), 1),
        (Filters(country="France", kind="call"), 1),
        (Filters(status="held"), 2),
        (Filters(since="2024-03-20"), 2),
        (Filters(until="2024-03-19"), 1),
        (Filters(outlet="Dépêche"), 1),
        (Filters(contradicted=True), 1),
        (Filters(who="Nobody"), 0),
        (Filters(changed_since="2999-01-01"), 0),
    ],
)
def test_filters(told: Store, filters: Filters, found: int) -> None:
    assert len(told.talks(filters)) == told.count(filters) == len(list(told.histories(filters))) == found


def test_counts_by_status_are_those_of_the_talks(told: Store) -> None:
    tally = told.by_status()
    assert {status: n for status, n in tally.items() if n} == {"floated": 1, "held": 2}
    assert tally == {status: told.count(Filters(status=status)) for status in STATUS}
    assert told.by_status(Filters(who="Okoro", status="cancelled"))["held"] == 1


def test_pages_of_a_list(told: Store) -> None:
    whole = told.talks()
    assert [told.talks(limit=1, offset=n)[0] for n in range(3)] == whole


def test_a_talk_is_found_by_any_of_its_meetings(told: Store) -> None:
    lyon = talk(told, "Roche")
    for given in (lyon.id, lyon.id[:10].upper(), *(x.meeting for x in lyon.history)):
        assert told.talk(given).id == lyon.id
    for given in ("ffffffffffffffff", "", "%", "a'b"):
        with pytest.raises(StoreError) as error:
            told.talk(given)
        assert error.value.reason == "unknown"


def test_a_date_gone_by_holds_no_meeting(store: Store) -> None:
    store.add(*article("a", "2024-03-01", Met((ROCHE, LIND), [Said("planned", "ils se verront")], date="2024-03-12")))
    (before,) = store.talks(today=dt.date(2024, 3, 12))
    (after,) = store.talks(today=dt.date(2024, 3, 13))
    assert (before.status, before.no_news_since) == ("planned", None)
    assert (after.status, after.no_news_since) == ("planned", "2024-03-01")


def test_positions(told: Store) -> None:
    asked, refused = told.positions("Roche")[0], told.positions("Suède", "Roche")[0]
    assert (asked.stance, asked.recipient_names, asked.sources) == ("asks", ("Karl Lind",), ("Anne Roche",))
    assert (refused.stance, refused.since, refused.object) == ("against", "2024-03-10", "la levée des droits de douane")
    assert told.positions("Okoro") == []
    assert [p.actor for p in told.positions(most=1)] == ["SWE"]
    assert told.positions(until="2024-03-09")[0].lines[0].on == "2024-03-04"


def test_articles_contacts_and_outlets(told: Store) -> None:
    a, record = story()[0]
    assert told.article(1) == (a, record)
    assert [x.document for x in told.articles([2, 1])] == ["deux", "un"]
    assert [(c.first, c.second, c.talks) for c in told.contacts()] == [("FRA", "SWE", 2), ("JPN", "NGA", 1)]
    assert told.contacts(since="2024-04-01")[0].talks == 1
    told.add(*article("sept", "2024-04-03", Met((OKORO, ROCHE), [Said("planned", "ils se verront")])))
    assert ("FRA", "NGA", 1) in [(c.first, c.second, c.talks) for c in told.contacts()]
    assert told.outlets() == [("gazette", 5), ("dépêche", 2)]
    assert [s.on for s in told.statements("Karl Lind")] == ["2024-03-10", "2024-03-10", "2024-03-04"]
    with pytest.raises(StoreError, match="99"):
        told.article(99)


def test_a_copy_counts_with_its_outlet(told: Store) -> None:
    a, record = story()[0]
    assert talk(told, "Roche").outlets == ("dépêche", "gazette")
    changed = talk(told, "Roche"), {t.id: t.changed for t in told.talks()}
    copy = a.model_copy(update={"publisher": "L’Écho", "url": "https://example.org/echo"})
    assert told.add_copy(record.document.sha256, copy)
    assert not told.add_copy(record.document.sha256, copy)
    assert told.printed_at("https://example.org/echo")
    assert not told.printed_at("https://example.org/autre")
    assert told.read_by(record.document.sha256) == READER
    assert told.read_by("0" * 64) is None
    assert [t.kind for t in told.talks(Filters(outlet="l'echo"))] == ["meeting", "call"]
    (found,) = told.talks(Filters(outlet="l'echo", kind="meeting"))
    assert (found.outlets, found.articles) == (3, 5)
    after = told.talk(found.id)
    assert after.outlets == ("L’Écho", "dépêche", "gazette")
    assert after.history[0].outlets == ("L’Écho", "gazette")
    assert after.history[1:] == changed[0].history[1:]
    assert {t.id for t in told.talks() if t.changed != changed[1][t.id]} == {
        t.id for t in told.talks(Filters(outlet="l'echo"))
    }
    with pytest.raises(StoreError, match="000"):
        told.add_copy("0" * 64, copy)


def test_texts_are_found_by_their_likeness(store: Store) -> None:
    words = [f"mot{n}" for n in range(400)]
    texts = {n: " ".join(words[n:] + words[:n]) for n in (0, 150)}
    for n, text in texts.items():
        store.add(*article(f"a{n}", "2024-03-01", text=text, url=f"https://example.org/{n}"))
    store.add(*article("b", None, text=texts[0] + " suite"))
    day, runs = dt.date(2024, 3, 1), sampled(texts[0])[:16]
    first, second = store.alike(day, runs)
    assert (first[0].text, first[1]) == (texts[0], len(runs))
    assert second[1] >= len(runs) - 4
    assert [n for _, n in store.alike(None, runs)] == [len(runs)]
    assert store.alike(dt.date(2024, 3, 2), runs) == store.alike(day, []) == []
    # A newer version takes the place of an older one; an earlier copy takes the text to its own day.
    store.add(*article("c", "2024-03-01", text="un tout autre texte", url="https://example.org/0"))
    assert [known.text for known, _ in store.alike(day, runs)] == [texts[150]]
    store.add(*article("d", "2024-02-20", text=texts[150]))
    assert store.alike(day, runs) == []
    assert [known.text for known, _ in store.alike(dt.date(2024, 2, 20), runs)] == [texts[150]]


def test_an_article_without_a_date_stands_by_itself(told: Store) -> None:
    told.add(*article("sept", None, Met((ROCHE, LIND), [Said("planned", "ils se verront")])))
    assert told.count() == 4


def test_a_record_that_does_not_fit(store: Store) -> None:
    a, record = story()[0]
    broken = record.to_dict()
    broken["meetings"][0]["status"] = "maybe"
    other = article("x", "2024-01-01")[0]
    for given_article, given in ((a, broken), (a, {}), (other, record)):
        with pytest.raises(StoreError) as error:
            store.add(given_article, given)
        assert error.value.reason == "record"
    assert store.counts()["articles"] == 0


def test_open_store_takes_the_variable(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLERS_STORE", place)
    with open_store() as store:
        assert store.place == place


def test_a_store_linked_by_other_rules_is_linked_anew(told: Store, place: str) -> None:
    line = talk(told, "Roche").history[-1]
    told.reject([line.report], "Ana")
    before = outcome(told)
    with told.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE facts SET value = '0'")
        connection.exec_driver_sql("UPDATE mentions SET features = '{}'")
        connection.exec_driver_sql("UPDATE talks SET profile = '{}'")
    with open_store(place) as again:
        assert outcome(again) == before
        assert again.search_statements("reportée")
        with again.engine.connect() as connection:
            assert connection.execute(select(withdrawn)).all() == [], "what came back is withdrawn no more"


ANSWERS: dict[str, Callable[[Store], Rows[Any]]] = {
    "talks": lambda s: s.talks(),
    "reports": lambda s: s.reports(),
    "statements": lambda s: s.statements(),
    "acts": lambda s: s.acts(),
    "positions": lambda s: s.positions(),
    "contacts": lambda s: s.contacts(),
    "articles": lambda s: s.search("Article"),
    "none": lambda s: s.talks(Filters(who="Nobody")),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_are_frames_too(told: Store, name: str) -> None:
    found = ANSWERS[name](told)
    first, second = found.to_polars(), found.to_pandas()
    assert first.height == len(second) == len(found)
    assert first.columns == list(second.columns)
    assert (len(found) > 0) == (name != "none")
    exported = {c.name: c.type for t in TABLES.values() for c in t.columns}
    types = {"date": "Date", "moment": "Datetime", "strings": "List", "integer": "Int64", "boolean": "Boolean"}
    for column, dtype in zip(first.columns, first.dtypes, strict=True):
        if name in ("talks", "reports", "statements", "acts") and column in exported and column != "outlets":
            assert str(dtype).startswith(types.get(exported[column], "String")), column


def test_frames_hold_what_the_store_says(told: Store) -> None:
    frame = told.talks().to_polars().filter(pl.col("kind") == "meeting").sort("first_day")
    assert frame["participants"].to_list()[0] == ["Anne Roche", "Karl Lind"]
    assert frame["last_day"].to_list() == [dt.date(2024, 4, 2), dt.date(2024, 3, 20)]
    assert frame["outlets"].to_list() == [2, 1]
    reports = told.reports(Filters(who="Roche", kind="meeting")).to_pandas()
    assert list(reports["status"]) == ["planned", "planned", "cancelled", "postponed", "floated"]
    assert list(reports["words"])[2] == "la rencontre avec Karl Lind est annulée"
    assert [x.on for x in told.acts()] == ["2024-03-10", "2024-03-04"]
    assert [x.type for x in told.acts("Roche", limit=1)] == ["REQUEST"]
    assert len(told.statements()) == 7
