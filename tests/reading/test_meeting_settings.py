"""Where and when meetings are: every row of the settings does what its example says."""

from __future__ import annotations

from functools import cache

import pytest

from pourparlers import Reader
from pourparlers.knowledge import tables
from pourparlers.record import Record

ROWS = [dict(r) for r in tables.rows("fr/meeting_settings.tsv")]
PUBLISHED = "2025-10-21"


@cache
def _records() -> dict[str, Record]:
    articles = [{"id": r["example"], "text": r["example"], "published": PUBLISHED} for r in ROWS]
    return {r.document.id: r for r in Reader().read_many(articles)}


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["class"])
def test_a_setting_gives_its_place_or_day(row: dict[str, str]) -> None:
    meeting = _records()[row["example"]].meetings[-1]
    if row["gives"][:1].isdigit():
        assert meeting.date == row["gives"]
    else:
        assert (meeting.place.text if meeting.place else "") == row["gives"]
