"""The page of an article."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from pourparlers import Reader
from pourparlers.record import Article
from pourparlers.samples import budapest
from pourparlers.store import open_store
from pourparlers.web.app import create_app
from pourparlers.web.why import example


def _text_of(page: str) -> list[str]:
    """The text of the paragraphs of a page, as a reader sees it."""
    return [html.unescape(re.sub(r"<[^>]*>", "", p)) for p in re.findall(r'<p class="text"[^>]*>(.*?)</p>', page, re.S)]


@pytest.mark.parametrize("number", [1, 4, 9])
def test_shows_the_whole_text(client: TestClient, number: int) -> None:
    page = client.get(f"/articles/{number}").text
    text = client.get(f"/articles/{number}.json").json()["article"]["text"]
    assert _text_of(page) == [line.strip() for line in text.splitlines() if line.strip()]
    assert text in [a.text for a in budapest()]


def test_every_item_has_its_address_and_its_note(client: TestClient) -> None:
    for number in range(1, 19):
        page = client.get(f"/articles/{number}").text
        record = client.get(f"/articles/{number}.json").json()["record"]
        starts = [c["start"] for a in record["attributions"] for c in a["content"]]
        starts += [t["start"] for t in record["times"]] + [c["evidence"]["start"] for c in record["acts"]]
        starts += [r["evidence"]["start"] for m in record["meetings"] for r in m["reports"]]
        assert [s for s in starts if f'id="c{s}"' not in page] == []
        items = [x["id"] for key in ("attributions", "times", "meetings", "acts") for x in record[key]]
        assert [i for i in items if f'id="n-{i}"' not in page] == []
        ids = re.findall(r' id="([^"]*)"', page)
        assert len(ids) == len(set(ids))
        links = re.findall(r'href="#([^"]*)"', page)
        assert set(links) <= {*ids}


def test_says_what_it_told_of_the_talks(client: TestClient) -> None:
    talks = client.get("/articles/1.json").json()["talks"]
    page = client.get("/articles/1").text
    assert talks
    assert all(f'href="/talks/{talk}"' in page for talk in talks)


def test_text_is_never_html(reader: Reader, tmp_path: Path) -> None:
    hostile = Article(
        id="x",
        title="<script>alert(1)</script>",
        url="javascript:alert(1)",
        publisher='"><img src=x>',
        text="<b>Le ministre</b> a déclaré lundi que <script>alert(1)</script> la rencontre "
        "avec son homologue aurait lieu & « <i>vite</i> », à une date que les deux pays n’ont pas encore fixée.",
    )
    with open_store(str(tmp_path / "x.db")) as store:
        store.add(hostile, next(iter(reader.read_many([hostile]))))
    with TestClient(create_app(str(tmp_path / "x.db")), base_url="http://127.0.0.1") as client:
        page = client.get("/articles/1").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "javascript:" not in page
    assert _text_of(page) == [hostile.text]


@pytest.mark.parametrize(
    "address", ["/articles/999", "/articles/0", "/articles/x", f"/articles/{2**80}", "/articles/-1"]
)
def test_what_is_not_there_is_a_clear_error(client: TestClient, address: str) -> None:
    assert client.get(address).status_code in (404, 422)
    assert client.get(f"{address}.json").json()["status"] in (404, 422)


def test_why_shows_the_example_of_the_row() -> None:
    assert "dire" in example("fr/cues.tsv:dire") or example("fr/cues.tsv:dire")
    assert example("fr/cues.tsv:no such row") == ""
    assert example("no/such/table.tsv:x") == example("nonsense") == example("../secret.tsv:x") == ""
