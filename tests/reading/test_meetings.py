"""Meetings: every row of the tables does what its example says; merging; what holds of any text."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparlers import Reader
from pourparlers.knowledge import tables
from pourparlers.reading import entities
from pourparlers.reading.meetings import mentions as meeting_mentions
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.types import Mention
from pourparlers.record import Article, Record

Row = dict[str, str]
PUBLISHED = "2025-04-08"
MAKING = frozenset(
    [
        "side",
        "many",
        "topic",
        "region",
        "rank",
        "hold",
        "cause",
        "event",
        "hosted",
        "guest",
        "seat",
        "make",
        "interstate",
        "occasion",
        "control",
        "received",
        "rank name",
        "company",
        "doer",
        "understood",
    ]
)


def rows(name: str) -> list[Row]:
    return [dict(r) for r in tables.rows(f"fr/meeting_{name}.tsv")]


@cache
def _records() -> dict[str, Record]:
    """The examples of all the tables, read in one go."""
    examples = [r["example"] for name in ("nouns", "verbs", "marks") for r in rows(name)]
    articles = [{"id": text, "text": text, "published": PUBLISHED} for text in dict.fromkeys(examples)]
    return {r.document.id: r for r in Reader().read_many(articles)}


def mentions_of(text: str) -> list[Mention]:
    parsed = next(Reader().parse_many([Article(text=text)]))
    return meeting_mentions.find(Cast(parsed, entities.find(parsed)))


@pytest.mark.parametrize("row", rows("nouns"), ids=lambda r: r["noun"])
def test_a_noun_names_a_meeting_of_its_kind(row: Row) -> None:
    kinds = {m.kind for m in _records()[row["example"]].meetings}
    assert row["kind"] in kinds or (row["kind"] in ("meeting", "talks") and "summit" in kinds)


@pytest.mark.parametrize("row", rows("verbs"), ids=lambda r: r["verb"])
def test_a_verb_tells_of_a_meeting_of_its_kind(row: Row) -> None:
    kinds = {m.kind for m in _records()[row["example"]].meetings}
    assert row["kind"] in kinds or (row["kind"] in ("meeting", "talks") and kinds & {"summit", "conference"})


@pytest.mark.parametrize(
    "row",
    [
        r
        for r in rows("marks")
        if r["class"]
        in ("wrong after", "wrong near", "local", "swap", "swapped", "private", "hearing", "court", "vague")
    ],
    ids=lambda r: r["words"][:20],
)
def test_what_is_no_meeting(row: Row) -> None:
    assert not _records()[row["example"]].meetings


@pytest.mark.parametrize("row", [r for r in rows("marks") if r["class"] in MAKING], ids=lambda r: r["class"])
def test_what_makes_a_meeting(row: Row) -> None:
    assert _records()[row["example"]].meetings


@pytest.mark.parametrize("row", [r for r in rows("marks") if r["class"] == "determiner"], ids=lambda r: r["words"])
def test_how_a_noun_points_to_its_meeting(row: Row) -> None:
    assert row["value"] in {m.definite for m in mentions_of(row["example"])}


@pytest.mark.parametrize(
    "row", [r for r in rows("marks") if r["class"] in ("other", "several")], ids=lambda r: r["words"]
)
def test_what_tells_meetings_apart(row: Row) -> None:
    expected = "several" if row["class"] == "several" else row["value"]
    assert expected in {m.fresh for m in mentions_of(row["example"])}


def test_a_meeting_that_another_one_prepares_is_not_that_one() -> None:
    (row,) = [r for r in rows("marks") if r["class"] == "aim"]
    assert [m.aim for m in mentions_of(row["example"])] == [False, True]


WORDS = [r["example"] for name in ("nouns", "verbs", "status") for r in rows(name)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
def test_whatever_is_put_together_the_words_stand_at_their_offsets(parts: list[str]) -> None:
    text = " ".join(parts)
    record = Reader().read(text, published=PUBLISHED)
    known = {e.id for e in record.entities}
    for n, meeting in enumerate(record.meetings, 1):
        assert meeting.id == f"m{n}"
        assert meeting.reports or meeting.status == "floated"
        assert set(meeting.participants) <= known
        spans = [*meeting.mentions, *(r.evidence for r in meeting.reports), *(r.cue for r in meeting.reports if r.cue)]
        assert all(text[s.start : s.end] == s.text for s in spans)
        assert all(r.rule for r in meeting.reports)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_reading_is_deterministic(parts: list[str]) -> None:
    text = " ".join(parts)
    assert Reader().read(text, published=PUBLISHED).meetings == Reader().read(text, published=PUBLISHED).meetings
