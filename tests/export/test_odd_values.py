"""No date, name, title or address that an article may hold breaks a format or slips out of its place."""

from __future__ import annotations

import json
import unicodedata
from io import StringIO
from pathlib import Path
from typing import Any

import conllu
import html5lib
import icalendar
import pytest
import rdflib
import vobject
from followthemoney import model
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers.export import said, when
from pourparlers.export.formats import FORMATS, export
from pourparlers.export.layers import Label
from pourparlers.export.wanted import Wanted
from pourparlers.export.webannotation import _quote
from pourparlers.store import Store, open_store
from store.made_up import Done, Met, Said, article

DATES = {
    "2024-05-09T18:30": "minute", "2024-05-09T25:99": "day", "2024-05-09TEV": "day", "2024-05-09": "day",
    "2024-05": "month", "2024": "year", "9999": "year", "0001": "year", "2024-W19": "week", "2024-W19-WE": "weekend",
    "2024-WI": "season", "2024-Q2": "quarter", "2024-H1": "half", "2024-05-09/2024-06": "interval",
    "2024-02-30": "vague", "PAST_REF": "vague", "2024-W60": "vague", "bientôt": "vague",
}  # fmt: skip

ODD = [
    "Zoé\x0b\x1bÉtat", "a\r\nEND:VEVENT\r\nBEGIN:VEVENT", "x;y,z\\n:\"q\"",
    "中国 外交部", "👩‍🚀 Ńame", "</style><script>",
    "{{ 7*7 }}", "ligne\u2028séparée", "{\"@id\": \"x\"}", "\u202eelbisrever", "\ufffe\uffff",
]  # fmt: skip


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with open_store(tmp_path_factory.mktemp("odd") / "store.db") as store:
        for n, value in enumerate(DATES):
            who = (f"Anne Nom{n}", "FRA"), (f"Karl Autre{n}", "SWE")
            store.add(*article(f"d{n}", "2024-05-01", Met(who, [Said("planned", f"mot {n}")], date=value)))
        for n, value in enumerate(ODD):
            who = (f"Zoé {value}", "USA"), (f"Ken Tiers{n}", "JPN")
            met = Met(
                who, [Said("planned", f"oui {value} {n}", f"Zoé {value}")], date="2024-07-01", place=(value, "USA")
            )
            url = f"https://example.org/{value}"
            store.add(*article(value, "2024-06-01", met, Done("AID", *who, value), url=url, outlet=value, text=value))
        yield store


def text(store: Store, name: str) -> str:
    out = StringIO()
    export(store, name, Wanted(), out=out)
    return out.getvalue()


@pytest.mark.parametrize(("value", "kind"), DATES.items())
def test_the_precision_of_a_date(value: str, kind: str) -> None:
    assert when.precision(value) == kind
    assert kind in when.PRECISIONS


def test_a_calendar_holds_one_event_for_each_talk_with_days(odd: Store) -> None:
    made = text(odd, "ics")
    dated = [t for t in odd.talks(limit=None) if when.bounds(t.date)[0]]
    events = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert len(events) == len(dated) == len(vobject.readOne(made).vevent_list)
    assert {str(e["UID"]) for e in events} == {f"{t.id}@pourparlers" for t in dated}


def test_linked_data_holds_every_talk(odd: Store) -> None:
    graph = rdflib.Graph().parse(data=text(odd, "jsonld"), format="json-ld")
    events = set(graph.subjects(rdflib.RDF.type, rdflib.SDO.Event))
    assert len(events) == odd.count()
    assert rdflib.Graph().parse(data=graph.serialize(format="turtle"), format="turtle").isomorphic(graph)


def test_entities_are_valid(odd: Store) -> None:
    given = [json.loads(line) for line in text(odd, "ftm").split("\n")[:-1]]
    for entity in given:
        model[entity["schema"]].validate(entity)
    assert {"Event", "Person"} <= {entity["schema"] for entity in given}


def test_a_page_for_each_talk_is_valid_and_has_no_script(odd: Store) -> None:
    for talk in odd.talks(limit=None):
        out = StringIO()
        export(odd, "html", Wanted(talk=talk.id), out=out)
        tree = html5lib.HTMLParser(strict=True).parse(out.getvalue())
        assert not [e for e in tree.iter() if str(e.tag).endswith("script")]


def test_tokens_and_labels_stay_on_their_lines(odd: Store) -> None:
    assert conllu.parse(text(odd, "conll"))
    lines = [json.loads(x) for x in text(odd, "jsonl").split("\n")[:-1]]
    assert len(lines) == odd.counts()["articles"]
    assert len(json.loads(text(odd, "webannotation"))["items"]) > len(lines)


@pytest.mark.parametrize("name", [n for n, f in FORMATS.items() if f.tables])
def test_tables_are_written(odd: Store, tmp_path: Path, name: str) -> None:
    assert export(odd, name, Wanted(), tmp_path / "out").items


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab \n🎉é", min_size=1, max_size=300), st.data())
def test_a_quotation_with_what_stands_around_it_stands_once(content: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start + 1, len(content)))
    selector = _quote(content, Label("ACT", "AID", "c1", start, end))
    whole = selector["prefix"] + selector["exact"] + selector["suffix"]
    places = [i for i in range(len(content)) if content.startswith(whole, i)]
    assert places == [start - len(selector["prefix"])]


@given(st.text())
def test_clean_text_is_one_line_that_every_format_takes(given_text: str) -> None:
    cleaned = said.clean(given_text)
    assert "\n" not in cleaned
    assert not [c for c in cleaned if unicodedata.category(c) == "Cc" and c < "\x20"]


@given(st.one_of(st.text(), st.text().map(lambda t: f"https://example.org/{t}")))
def test_an_address_is_one_of_the_web_or_none(url: str) -> None:
    found = said.web(url)
    assert found is None or (found.startswith(("http:", "https:")) or found.lower().startswith("http"))
    assert found is None or (found.isascii() and not set(found) & set(' <>"{}|\\^`\n'))
