"""The page of a talk: valid, self-contained, harmless."""

from __future__ import annotations

import html5lib
import pytest

from export.conftest import HOSTILE, Export
from pourparlers.export.wanted import Wanted
from pourparlers.store import Store
from pourparlers.store.views import Filters

H = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(params=["fr", "en"])
def page(request: pytest.FixtureRequest, told: Store, written: Export) -> str:
    (talk,) = told.talks(Filters(kind="summit"))
    return written("html", Wanted(talk=talk.id[:8], lang=request.param))


def test_it_is_valid_html_with_every_word(page: str) -> None:
    tree = html5lib.HTMLParser(strict=True).parse(page)
    assert [q.text for q in tree.iter(f"{H}blockquote")] == [HOSTILE]
    assert not list(tree.iter(f"{H}script"))


def test_nothing_is_fetched(page: str) -> None:
    tree = html5lib.parse(page)
    assert not [e for e in tree.iter() if "src" in e.attrib or e.tag in (f"{H}link", f"{H}iframe", f"{H}img")]
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page
    assert {a.attrib["href"] for a in tree.iter(f"{H}a")} == {"https://example.org/sept?a=1&b=%3C2%3E"}


def test_contradictions_stand_side_by_side(told: Store, written: Export) -> None:
    (talk,) = told.talks(Filters(who="Roche", with_="Lind", kind="meeting"))
    found = told.talk(talk.id)
    page = written("html", Wanted(talk=talk.id))
    tree = html5lib.HTMLParser(strict=True).parse(page)
    assert len(list(tree.iter(f"{H}blockquote"))) == len(found.history)
    anchors = {a.attrib["href"] for a in tree.iter(f"{H}a") if a.attrib["href"].startswith("#")}
    assert anchors == {f"#r{n}" for c in found.contradictions for n in (c.first, c.second)}


def test_an_address_that_is_not_of_the_web_is_no_link(told: Store, written: Export) -> None:
    (talk,) = told.talks(Filters(status="ruled_out"))
    assert "javascript:" not in written("html", Wanted(talk=talk.id)).replace('rel="', "")
