"""The status of meetings: every row of the table does what its example says; the status that an article leaves."""

from __future__ import annotations

from functools import cache
from typing import get_args

import pytest

from pourparlers import Reader
from pourparlers.knowledge import tables
from pourparlers.reading.meetings import reports as meeting_reports
from pourparlers.reading.meetings.status_fold import Assertion
from pourparlers.record import Record, Report, Span
from pourparlers.vocabulary import Status

Row = dict[str, str]
PUBLISHED = "2025-04-08"
ASPECTS = {
    "refused",
    "broken",
    "occur",
    "start",
    "end",
    "resume",
    "goes_on",
    "occurs",
    "resumption",
    "beside",
    "present",
    "open",
    "off",
    "reverse",
    "will",
}
NOUNS = {"occurs", "resumption"}  # these leave the status to what governs them


ROWS = [dict(r) for r in tables.rows("fr/meeting_status.tsv")]
FRAMES = [dict(r) for r in tables.rows("fr/meeting_frames.tsv")]


@cache
def _records() -> dict[str, Record]:
    """The examples of the table, read in one go."""
    articles = [{"id": r["example"], "text": r["example"], "published": PUBLISHED} for r in ROWS + FRAMES]
    return {r.document.id: r for r in Reader().read_many(articles)}


@pytest.mark.parametrize("row", [r for r in ROWS if not r["status"]], ids=lambda r: r["cue"])
def test_an_idle_phrase_tells_nothing(row: Row) -> None:
    assert not [r for m in _records()[row["example"]].meetings for r in m.reports]


@pytest.mark.parametrize("row", [r for r in ROWS if r["status"]], ids=lambda r: r["cue"])
def test_a_cue_gives_its_status(row: Row) -> None:
    reports = [r for m in _records()[row["example"]].meetings for r in m.reports]
    rules = {f"fr/meeting_status.tsv:{cue}" for cue in tables.values(row["cue"])}
    told = [r for r in reports if r.rule in rules]
    left = row["status"] in NOUNS or (row["class"] == "noun" and row["status"] in ASPECTS)
    assert told or (left and reports), [(r.rule, r.status) for r in reports]
    assert row["status"] in ASPECTS or told[0].status == row["status"]


@pytest.mark.parametrize("row", FRAMES, ids=lambda r: r["cue"])
def test_a_frame_gives_its_status(row: Row) -> None:
    (meeting,) = _records()[row["example"]].meetings
    rules = {f"fr/meeting_frames.tsv:{cue}" for cue in tables.values(row["cue"])}
    assert [r.status for r in meeting.reports if r.rule in rules] == [row["status"]]


def _report(status: str, *, background: bool = False) -> tuple[Assertion, Report]:
    span = Span(start=0, end=1, text="x")
    report = Report(status=status, source=None, evidence=span)
    return Assertion(status, 0, 1, (0, 1), "", background=background), report  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["planned"], "planned"),
        (["planned", "floated"], "floated"),
        (["planned", "cancelled"], "cancelled"),
        (["ruled_out", "floated"], "ruled_out"),
        (["postponed", "cancelled"], "postponed"),
    ],
)
def test_the_status_that_an_article_leaves(told: list[str], expected: str) -> None:
    assert meeting_reports.status([_report(s) for s in told]) == expected


def test_what_was_said_before_counts_only_where_nothing_else_is_said() -> None:
    before = _report("postponed", background=True)
    assert meeting_reports.status([before]) == "postponed"
    assert meeting_reports.status([before, _report("planned")]) == "planned"


def _variants(row: Row) -> list[str]:
    """Sentences in which each cue of a row stands as it may, negated and not, beside and above a meeting."""
    meeting = "la rencontre entre le ministre grec et son homologue turc"
    return [
        sentence
        for cue in tables.values(row["cue"])
        for sentence in (
            f"{meeting.capitalize()}, {cue}, ne doit pas {cue}.",
            f"Il y a {cue} de {meeting} durant laquelle le ministre suisse a {cue} de son refus.",
        )
    ]


def test_no_cue_wherever_it_stands_gives_a_meeting_a_status_that_is_none() -> None:
    articles = [{"id": str(i), "text": " ".join(_variants(row)), "published": PUBLISHED} for i, row in enumerate(ROWS)]
    statuses = set(get_args(Status))
    for record in Reader().read_many(articles):
        assert {r.status for m in record.meetings for r in m.reports} <= statuses
