"""The board: filters in the address, the sentence that they make, what changed, data and feed beside the page."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from pourparlers.knowledge import tables
from pourparlers.store.views import Filters
from pourparlers.web import phrases, spark
from pourparlers.web.app import create_app
from pourparlers.web.changes import Change, since
from web.made_talks import line, talk


def shown(client: TestClient, **asked: str) -> dict[str, list[dict[str, object]]]:
    answer = client.get("/talks.json", params=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, list[dict[str, object]]] = answer.json()
    return found


def test_each_row_says_who_what_the_last_word_and_leads_to_the_talk(client: TestClient) -> None:
    page = client.get("/").text
    talks = shown(client)["talks"]
    assert talks
    for found in talks:
        assert f'href="/talks/{found["id"]}"' in page
    assert "Vladimir Poutine" in page
    assert 'class="spark"' in page


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({"who": "Lavrov"}, lambda t: any("Lavrov" in p["name"] for p in t["participants"])),
        (
            {"who": "RUS", "with": "États-Unis"},
            lambda t: {"RUS", "USA"} <= {p["country"] for p in t["participants"]},
        ),
        ({"country": "HUN"}, lambda t: "HUN" in {p["country"] for p in t["participants"]}),
        ({"kind": "call"}, lambda t: t["kind"] == "call"),
        ({"since": "2025-11-01"}, lambda t: t["last_day"] >= "2025-11-01"),
        ({"until": "2025-10-24"}, lambda t: t["last_day"] <= "2025-10-24"),
        ({"contradicted": "1"}, lambda t: t["contradictions"] > 0),
    ],
)
def test_filters_let_through_what_they_say_and_only_that(client, asked, holds) -> None:  # type: ignore[no-untyped-def]
    everything, some = shown(client)["talks"], shown(client, **asked)["talks"]
    assert some
    assert [t["id"] for t in some] == [t["id"] for t in everything if holds(t)]


def test_counts_by_status_are_those_of_the_talks(client: TestClient) -> None:
    data = client.get("/talks.json").json()
    for status, n in data["statuses"].items():
        assert len(shown(client, status=status)["talks"]) == n
    assert sum(data["statuses"].values()) == data["total"]


def test_an_empty_field_is_no_filter(client: TestClient) -> None:
    empty = dict.fromkeys(("who", "with", "country", "kind", "status", "since", "until", "outlet", "changed_since"), "")
    assert shown(client, **empty) == shown(client)


def test_the_form_keeps_what_was_chosen(client: TestClient) -> None:
    page = client.get("/", params={"who": 'Keller "A"', "kind": "call", "contradicted": "1"}).text
    assert 'value="Keller &#34;A&#34;"' in page
    assert '<option value="call" selected>' in page
    assert 'name="contradicted" value="1" checked' in page


@pytest.mark.parametrize(
    ("filters", "fr", "en"),
    [
        (Filters(), "", ""),
        (
            Filters(kind="summit", who="Russie", with_="USA", since="2025-10-01", contradicted=True),
            "Sommets contredits entre la Russie et les États-Unis, depuis octobre 2025",
            "Contradicted summits: Russia and United States, since October 2025",
        ),
        (
            Filters(kind="call", who="Anna Keller", status="cancelled", until="2025-03-09"),
            "Appels avec Anna Keller, état : annulée, jusqu’au 9 mars 2025",
            "Calls: Anna Keller, status: called off, until March 9, 2025",
        ),
    ],
)
def test_the_chosen_filters_read_as_a_sentence(filters: Filters, fr: str, en: str) -> None:
    assert phrases.sentence(filters, "en") == en
    assert phrases.sentence(filters, "fr") == fr


@pytest.mark.parametrize("row", tables.rows("fr/state_articles.tsv"), ids=lambda row: row["name"])
def test_the_article_of_a_state_is_that_of_its_example(row: dict[str, str]) -> None:
    assert f" et {phrases.with_article(row['name'])} est prévu" in row["example"]
    assert row["name"] in {state["name"] for state in tables.rows("states.tsv")}


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Russie", "la Russie"),
        ("Ukraine", "l’Ukraine"),
        ("Hongrie", "la Hongrie"),
        ("Yémen", "le Yémen"),
        ("Égypte", "l’Égypte"),
    ],
)
def test_the_article_of_other_states_comes_from_the_name(name: str, called: str) -> None:
    assert phrases.with_article(name) == called


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [
        ("PT2H", "2 heures", "2 hours"),
        ("P1D", "1 jour", "1 day"),
        ("P1.5Y", "1,5 an", "1.5 years"),
        ("PXW", "plusieurs semaines", "several weeks"),
        ("P2WE", "2 week-ends", "2 weekends"),
    ],
)
def test_durations_read_as_words(value: str, fr: str, en: str) -> None:
    assert phrases.when(value, "fr").replace("\xa0", " ") == fr
    assert phrases.when(value, "en") == en


def test_what_changed_since_a_day() -> None:
    found = talk(
        line("2025-03-01", "planned", "Anna Keller", "CHE", when="2025-03-20", place="Genève"),
        line("2025-03-09", "postponed", "Anna Keller", "CHE", when="2025-04-02"),
        line("2025-03-10", "postponed", "Paulo Reis", "PRT", place="Lisbonne"),
    )
    assert since(found, "2025-03-05").changes == (
        Change("status", "planned", "postponed", "2025-03-09"),
        Change("date", "2025-03-20", "2025-04-02", "2025-03-09"),
        Change("place", "Genève", "Lisbonne", "2025-03-10"),
    )
    assert since(found, "2025-03-10").changes == (Change("place", "Genève", "Lisbonne", "2025-03-10"),)
    assert since(found, "2025-03-10").reports == 1
    assert since(found, "2025-03-11") == type(since(found, "2025-03-11"))((), 0)
    assert since(found, "2025-02-01").changes == (Change("new", "", "postponed", "2025-03-01"),)


def test_the_board_marks_what_changed(client: TestClient) -> None:
    data = shown(client, changed_since="2025-10-22")["talks"]
    assert data
    assert all("since" in t and str(t["last_day"]) >= "2025-10-22" for t in data)
    assert 'class="changes"' in client.get("/?changed_since=2025-10-22").text


def test_csv_has_a_row_a_talk_and_no_cell_that_a_spreadsheet_runs(client: TestClient) -> None:
    answer = client.get("/talks.csv?kind=summit")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [r["id"] for r in rows] == [t["id"] for t in shown(client, kind="summit")["talks"]]


def test_the_feed_is_atom_and_has_an_entry_a_talk(client: TestClient) -> None:
    feed = ElementTree.fromstring(client.get("/talks.atom?kind=summit").content)
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.tag == f"{atom}feed"
    ids = [e.findtext(f"{atom}id") for e in feed.findall(f"{atom}entry")]
    assert ids == [f"urn:pourparlers:talk:{t['id']}" for t in shown(client, kind="summit")["talks"]]


def test_pages_beyond_the_last_are_empty_and_say_so(client: TestClient) -> None:
    answer = client.get("/?page=99")
    assert answer.status_code == 200
    assert "Page précédente" in answer.text or "table" not in answer.text


def test_the_language_is_remembered(store_path: str) -> None:
    with TestClient(create_app(store_path), base_url="http://127.0.0.1") as reader:
        assert 'lang="fr"' in reader.get("/").text
        assert '<html lang="en">' in reader.get("/?lang=en").text
        assert "State of the talks" in reader.get("/").text
        assert '<html lang="fr">' in reader.get("/?lang=fr").text


def test_an_empty_store_says_what_to_do(empty_path: str) -> None:
    with TestClient(create_app(empty_path), base_url="http://127.0.0.1") as reader:
        page = reader.get("/?lang=en").text
        assert "pourparlers add" in page
        assert "pourparlers demo" in page
        assert "<table" not in page
        assert reader.get("/talks.json").json()["talks"] == []


def test_the_small_drawing_stays_inside_and_tells_on_from_off() -> None:
    days = [(f"2025-03-{d:02}", status) for d in (1, 1, 1, 1, 1, 9) for status in ("planned", "cancelled")]
    blocks = spark.blocks([*days, ("2024-01-01", "held")], "2025-03-09")  # type: ignore[list-item]
    assert all(0 <= b.x <= spark.WIDTH - spark.BLOCK and 0 <= b.y <= spark.HEIGHT - spark.TALL for b in blocks)
    assert all((b.y > spark.MIDDLE) == (b.status == "cancelled") for b in blocks)
    assert len(blocks) == 2 * spark.MOST + 2
