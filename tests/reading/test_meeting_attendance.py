"""Who takes part in a gathering that its own words tell of by name alone."""

from __future__ import annotations

from functools import cache

import pytest

from pourparlers import Reader
from pourparlers.knowledge import tables
from pourparlers.record import Record

ROWS = [dict(r) for r in tables.rows("fr/meeting_attendance.tsv")]


@cache
def _records() -> dict[str, Record]:
    articles = [{"id": r["cue"], "text": r["example"], "published": "2025-10-21"} for r in ROWS]
    return {r.document.id: r for r in Reader().read_many(articles)}


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["cue"].partition("|")[0])
def test_the_one_party_told_takes_part(row: dict[str, str]) -> None:
    record = _records()[row["cue"]]
    names = {e.id: e.name for e in record.entities}
    assert [[names[p] for p in m.participants] for m in record.meetings] == [[row["who is there"]]]
