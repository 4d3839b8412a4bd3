"""Contents of attributions: every row of the table of occasions ends what its example reports."""

from __future__ import annotations

import pytest

from pourparlers import Reader
from pourparlers.knowledge import tables
from pourparlers.record import Record

OCCASIONS = tables.rows("fr/occasions.tsv")


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    """All the examples, read in one go."""
    articles = [{"id": row["example"], "text": row["example"], "published": "2025-10-23"} for row in OCCASIONS]
    return {r.document.id: r for r in Reader().read_many(articles)}


@pytest.mark.parametrize("row", OCCASIONS, ids=[r["example"] for r in OCCASIONS])
def test_every_occasion_ends_what_its_example_reports(row: dict[str, str], records: dict[str, Record]) -> None:
    found = [c.text for a in records[row["example"]].attributions for c in a.content]
    assert found in (["la fermeture de la route"], ["un gâchis"])


def test_every_row_says_what_it_ends() -> None:
    assert {row["after"] for row in OCCASIONS} == {"clause", "noun"}
