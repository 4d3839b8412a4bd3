"""Search: accents and capitals do not matter, what was found is marked, nothing found is said."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from pourparlers.web.search import around, marked


def test_accents_and_capitals_do_not_matter(client: TestClient) -> None:
    plain, accented = (client.get("/search.json", params={"q": q}).json() for q in ("president", "PRÉSIDENT"))
    assert plain["articles"]
    assert plain["statements"]
    assert plain["articles"] == accented["articles"]
    assert plain["statements"] == accented["statements"]


def test_what_was_found_is_marked_and_leads_to_its_place(client: TestClient) -> None:
    page = client.get("/search", params={"q": "budapest"}).text
    assert "<mark>Budapest</mark>" in page
    first = client.get("/search.json", params={"q": "budapest"}).json()["statements"][0]
    assert f'href="/articles/{first["article"]}#c{first["start"]}"' in page
    assert not re.search(r"<mark>(?!budapest)[^<]*</mark>", page, re.I)


@pytest.mark.parametrize("q", ["", '"', "««", "AND OR NOT", "a*b(c", "NEAR(x y)", "<script>", "zzzz", "—", "col:umn"])
def test_any_words_can_be_asked(client: TestClient, q: str) -> None:
    answer = client.get("/search", params={"q": q})
    assert answer.status_code == 200
    assert "<script>" not in answer.text


def test_too_many_words_are_refused(client: TestClient) -> None:
    assert client.get("/search", params={"q": "x" * 201}).status_code == 422
    assert client.get("/search", params={"page": 0}).status_code == 422


def test_marks_follow_the_folded_words() -> None:
    assert marked("À l’Élysée, un cœur", "elysee coeur") == [
        ("À l’", False),
        ("Élysée", True),
        (", un ", False),
        ("cœur", True),
    ]


@given(st.text(max_size=80), st.text(max_size=20))
def test_marking_changes_no_letter(text: str, query: str) -> None:
    assert "".join(piece for piece, _ in marked(text, query)) == text


def test_the_words_around_what_was_found_are_shown() -> None:
    text = "mot " * 200 + "sommet " + "mot " * 200
    shown = around(text, "SOMMET")
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "sommet" in shown
    assert len(shown) < 260
    assert around("un sommet", "sommet") == "un sommet"
