"""The page of an actor, and the table of positions."""

from __future__ import annotations

import csv
import io

import pytest
from fastapi.testclient import TestClient

from pourparlers.web import addresses
from pourparlers.web.app import create_app


def test_address_is_stable_and_plain() -> None:
    assert addresses.actor("Viktor Orbán", "HUN") == "/actors/HUN/viktor-orban"
    assert addresses.actor("la Hongrie", "HUN") == addresses.actor("Hongrie", "HUN") == "/actors/HUN"
    assert addresses.actor("un diplomate", None).startswith("/actors/ZZZ/")
    assert addresses.actor("中国", "CHN") == "/actors/CHN"


def test_shows_meetings_positions_and_words(client: TestClient) -> None:
    found = client.get("/actors/USA/donald-trump.json").json()
    assert found["name"] == "Donald Trump"
    assert found["country"] == "USA"
    assert found["meetings"]
    assert all(any("Trump" in p["name"] for p in m["participants"]) for m in found["meetings"])
    assert found["says"]
    assert all("Trump" not in s["source"] for s in found["said_of"])
    days = [s["on"] for s in found["says"]]
    assert days == sorted(days, reverse=True)
    page = client.get("/actors/USA/donald-trump").text
    assert all(f"/talks/{m['id']}" in page for m in found["meetings"])


def test_pages_of_statements_do_not_overlap(client: TestClient) -> None:
    first = client.get("/actors/USA/donald-trump.json").json()["says"]
    second = client.get("/actors/USA/donald-trump.json?page=2").json()["says"]
    assert second
    assert not {s["id"] for s in first} & {s["id"] for s in second}


def test_a_state_is_an_actor(client: TestClient) -> None:
    assert client.get("/actors/RUS.json").json()["name"] == "Russie"
    assert "Russia" in client.get("/actors/RUS?lang=en").text


@pytest.mark.parametrize(
    "address",
    [
        "/actors/QQQ",
        "/actors/usa",
        "/actors/FRA/personne-de-ce-nom",
        "/actors/FRA/É",
        "/actors/USA/donald-trump?page=0",
    ],
)
def test_who_is_not_there_is_a_clear_error(client: TestClient, address: str) -> None:
    assert client.get(address).status_code in (404, 422)


def test_positions_are_filtered(client: TestClient) -> None:
    everything = client.get("/positions.json").json()
    russian = client.get("/positions.json?who=Russie").json()
    assert 0 < russian["total"] < everything["total"]
    assert {p["actor"] for p in russian["positions"]} >= {"RUS"}
    assert client.get("/positions.json?since=2031-01-01").json()["total"] == 0
    assert client.get("/positions.json?until=2025-10-21").json()["total"] < everything["total"]
    assert client.get("/positions?since=hier").status_code == 422


def test_positions_as_csv_say_the_same(client: TestClient) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/positions.csv").text)))
    assert rows[0][0] == "actor"
    assert len(rows) - 1 == client.get("/positions.json").json()["total"]
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("address", ["/contacts", "/positions", "/judgements", "/actors/FRA"])
def test_an_empty_store_is_no_error(empty_path: str, address: str) -> None:
    with TestClient(create_app(empty_path), base_url="http://127.0.0.1") as client:
        assert client.get(address).status_code == 200
        assert client.get(f"{address}.json").status_code == 200
