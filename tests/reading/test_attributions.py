"""Attributions: every row of the tables reads its own example, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers import Reader
from pourparlers.knowledge import tables
from pourparlers.record import Record, Source, Span

CUES = tables.rows("fr/cues.tsv")
PHRASES = tables.rows("fr/cue_phrases.tsv")
SPEAKERS = tables.rows("fr/speakers.tsv")


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    """All the examples, read in one go."""
    rows = [*CUES, *PHRASES, *SPEAKERS]
    articles = [{"id": row["example"], "text": row["example"], "published": "2025-10-23"} for row in rows]
    return {r.document.id: r for r in Reader().read_many(articles)}


@pytest.mark.parametrize("row", CUES, ids=[r["cue"] for r in CUES])
def test_every_cue_reads_its_example(row: dict[str, str], records: dict[str, Record]) -> None:
    found = records[row["example"]].attributions
    assert f"fr/cues.tsv:{row['cue']}" in [a.rule for a in found]
    assert all(a.source and a.content for a in found)


@pytest.mark.parametrize("row", PHRASES, ids=[r["phrase"] for r in PHRASES])
def test_every_phrase_reads_its_example(row: dict[str, str], records: dict[str, Record]) -> None:
    assert [a.rule for a in records[row["example"]].attributions] == [f"fr/cue_phrases.tsv:{row['phrase']}"]


@pytest.mark.parametrize("row", SPEAKERS, ids=[r["kind"] for r in SPEAKERS])
def test_every_kind_of_speaker_reads_its_example(row: dict[str, str], records: dict[str, Record]) -> None:
    kinds = [a.source.kind for a in records[row["example"]].attributions if a.source]
    assert kinds == [row["kind"]]


def test_no_cue_stands_twice_in_the_table() -> None:
    cues = [row["cue"] for row in CUES]
    assert sorted(set(cues)) == sorted(cues)


PIECES = st.sampled_from(
    [
        "« Nous partons », a dit le maire",
        "selon le ministère",
        "le consul affirme que",
        "« ",
        " »",
        '"',
        "ajoutant que la route est sûre",
        "a-t-il dit",
        "cité par l'agence",
        "comme l'a dit le roi",
        ", ",
        ". ",
        " : ",
        "\n\n",
        "la route est fermée",
        "accusé de mentir",
        "c'est ce que dit Rome",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=12))
def test_any_text_yields_attributions_that_hold_together(pieces: list[str]) -> None:
    text = "Le ministre est arrivé mardi. " + " ".join(pieces)
    record = Reader().read(text, published="2025-10-23")
    ids = [a.id for a in record.attributions]
    assert ids == [f"a{n}" for n in range(1, len(ids) + 1)]
    within = {a.id: a.within for a in record.attributions}
    for a in record.attributions:
        assert a.source is not None
        assert a.content
        spans: list[Source | Span] = [a.source, *a.content, *([a.cue] if a.cue else [])]
        for span in spans:
            assert span.text
            assert text[span.start : span.end] == span.text
        seen = {a.id}
        above = a.within
        while above:
            assert above not in seen
            seen.add(above)
            above = within[above]
    assert record == Reader().read(text, published="2025-10-23")
