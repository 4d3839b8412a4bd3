"""Sentences made by rule: who meets whom, and whether they do, must be found whatever stands beside it."""

from __future__ import annotations

import pytest
from sentences import Sentence, sentences

from pourparlers import Reader
from pourparlers.record import Record

ALL = tuple(sentences())


@pytest.fixture(scope="module")
def read() -> dict[str, Record]:
    items = [{"id": str(n), "text": s.text, "published": "2025-03-05"} for n, s in enumerate(ALL)]
    return {record.document.id: record for record in Reader().read_many(items)}


def test_there_are_many_and_none_twice_alike() -> None:
    assert len(ALL) > 1300
    assert len({s.text for s in ALL}) > 0.9 * len(ALL)


def test_the_meeting_is_found_with_both_sides_and_its_fate(read: dict[str, Record]) -> None:
    lost = [s.text for n, s in enumerate(ALL) if s.status not in _fates(read[str(n)], s)]
    assert not lost, "\n".join(lost)


def test_no_meeting_is_between_others(read: dict[str, Record]) -> None:
    wrong = [s.text for n, s in enumerate(ALL) if _codes(read[str(n)]) - s.codes - {"ZZZ", "CHE"}]
    assert not wrong, "\n".join(wrong)


def _fates(record: Record, sentence: Sentence) -> set[str]:
    countries = {e.id: set(e.countries) for e in record.entities}
    return {
        meeting.status
        for meeting in record.meetings
        if sentence.codes <= set().union(*(countries[p] for p in meeting.participants))
    }


def _codes(record: Record) -> set[str]:
    countries = {e.id: set(e.countries) for e in record.entities}
    return set().union(*(countries[p] for m in record.meetings for p in m.participants))
