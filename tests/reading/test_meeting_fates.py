"""The fate of meetings: every row of the hints does what its example says."""

from __future__ import annotations

from functools import cache

import pytest

from pourparlers import Reader
from pourparlers.knowledge import tables
from pourparlers.record import Record

STATUS = {
    "done by": ["cancelled"],
    "late": ["cancelled"],
    "known": ["cancelled"],
    "turn": ["cancelled"],
    "meant": ["cancelled", "floated"],
    "confirm": ["held", "held"],
    "hope": ["floated"],
    "lasting": ["under_way"],
    "wide": ["held"],
    "speech": [],
    "length": ["held"],
    "instead": ["postponed"],
    "alias": ["cancelled"],
    "vague": ["cancelled"],
    "during": ["held"],
    "apart": ["planned"],
    "next day": ["planned"],
    "then": ["held"],
    "just over": ["held"],
    "since": ["under_way"],
    "until": ["under_way"],
    "around": ["planned"],
    "beside": ["held", "held"],
    "same place": ["held", "held"],
    "ahead": ["held"],
    "wonder": ["suspended"],
    "question": [],
    "deadline": ["under_way", "planned"],
    "learn": ["cancelled"],
    "from": ["cancelled"],
    "aim": ["under_way", "planned"],
    "carries": ["under_way"],
    "bound": ["under_way", "planned"],
    "rumour": ["ruled_out"],
    "purpose": ["floated"],
    "over": ["held"],
    "first": ["held"],
    "stand-in": ["planned", "cancelled"],
}
SOURCE = {
    "alias": "Un porte-parole grec",
    "vague": "Alpha",
    "from": "présidence grecque",
    "known": "sources concordantes",
}
DATE = {
    "during": "2025-04-07",
    "apart": None,
    "next day": "2025-04-08",
    "then": "2025-04-07",
    "just over": "2025-04-07",
    "since": None,
    "until": "2025-04-07/2025-04-09",
    "around": "2025-05",
    "beside": "2025-04-07",
    "deadline": None,
}
PLACE = {"beside": "Hambourg", "same place": "Salzbourg"}
ROWS = [dict(row) for row in tables.rows("fr/meeting_hints.tsv")]


@cache
def _records() -> dict[str, Record]:
    articles = [{"id": row["class"], "text": row["example"], "published": "2025-04-08"} for row in ROWS]
    return {r.document.id: r for r in Reader().read_many(articles)}


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["class"])
def test_a_hint_does_what_its_example_says(row: dict[str, str]) -> None:
    reports = [r for m in _records()[row["class"]].meetings for r in m.reports]
    assert [r.status for r in reports] == STATUS[row["class"]]
    assert SOURCE.get(row["class"]) in {None, *(r.source for r in reports)}


@pytest.mark.parametrize("kind", DATE)
def test_a_hint_tells_the_day_of_its_example(kind: str) -> None:
    assert {m.date for m in _records()[kind].meetings} == {DATE[kind]}


@pytest.mark.parametrize("kind", PLACE)
def test_a_hint_tells_the_place_of_its_example(kind: str) -> None:
    assert {m.place.text for m in _records()[kind].meetings if m.place} == {PLACE[kind]}


def test_a_meeting_whose_fate_nothing_tells_is_left_out() -> None:
    told = "Le président russe a vu le président turc."
    shown = "La photographie montre le sommet entre le président chilien et le président danois."
    (meeting,) = Reader().read(f"{told} {shown}").meetings
    assert meeting.status == "held"
