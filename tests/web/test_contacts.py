"""The map of contacts."""

from __future__ import annotations

import csv
import io

from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.store.people import Contact
from pourparlers.web.contacts import HEIGHT, STATES, WIDTH, draw, level, most_connected

CODES = st.sampled_from([f"A{x}{y}" for x in "ABCDE" for y in "ABCDE"])
PAIRS = st.dictionaries(st.tuples(CODES, CODES).filter(lambda p: p[0] < p[1]), st.integers(1, 10_000), max_size=40).map(
    lambda d: sorted((Contact(a, b, n) for (a, b), n in d.items()), key=lambda c: -c.talks)
)


def test_matrix_graph_and_data_say_the_same(client: TestClient) -> None:
    found = client.get("/contacts.json").json()["contacts"]
    page = client.get("/contacts").text
    assert found
    assert page.count("<path ") == len(found)
    assert page.count('<td class="level') == len({c for x in found for c in (x["first"], x["second"])}) ** 2
    rows = list(csv.reader(io.StringIO(client.get("/contacts.csv").text)))
    assert rows[1:] == [[c["first"], c["second"], str(c["talks"])] for c in found]


def test_over_a_span_of_days(client: TestClient) -> None:
    assert client.get("/contacts.json?until=2020-01-01").json()["contacts"] == []
    assert client.get("/contacts?until=2020-01-01").status_code == 200
    assert client.get("/contacts?since=x").status_code == 422


@given(PAIRS)
def test_everything_stands_inside_the_drawing(found: list[Contact]) -> None:
    states = most_connected(found)
    graph = draw(found, states)
    assert len(graph.nodes) == len(states) <= STATES
    assert all(0 < n.x < WIDTH and 0 < n.y < HEIGHT for n in graph.nodes)
    assert len({(n.x, n.y) for n in graph.nodes}) == len(graph.nodes)
    assert len(graph.lines) == sum(c.first in states and c.second in states for c in found)


@given(PAIRS)
def test_more_talks_are_never_thinner_nor_paler(found: list[Contact]) -> None:
    drawn = sorted(draw(found, most_connected(found)).lines, key=lambda x: x.contact.talks)
    assert [x.width for x in drawn] == sorted(x.width for x in drawn)
    most = max((c.talks for c in found), default=1)
    levels = [level(c.talks, most) for c in reversed(found)]
    assert levels == sorted(levels)
    assert all(1 <= n <= 4 for n in levels)
