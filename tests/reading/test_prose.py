"""Prose: every abbreviation by its example."""

from __future__ import annotations

import pytest

from pourparlers.knowledge import tables
from pourparlers.reading.prose import segment

ABBREVIATIONS = tables.rows("fr/abbreviations.tsv")


@pytest.mark.parametrize("row", ABBREVIATIONS, ids=[r["form"] for r in ABBREVIATIONS])
def test_no_sentence_ends_after_an_abbreviation(row: dict[str, str]) -> None:
    assert row["form"] in row["example"].lower()
    assert len(segment(row["example"]).sentences) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("On vend du pain, du vin, etc. Tous sont venus.", 2),
        ("Le maire prépare un plan B. Les élus le savent.", 2),
        ("Le conseiller B. Le Bihan est venu.", 1),
        ("C'est une œuvre d'art. Le maire l'a payée.", 2),
    ],
)
def test_what_follows_tells_whether_a_stop_ends_the_sentence(text: str, count: int) -> None:
    assert len(segment(text).sentences) == count
