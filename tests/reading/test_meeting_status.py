"""The status of meetings: every row of the table does what its example says; the status that an article leaves."""

from __future__ import annotations

from functools import cache

import pytest

from pourparlers import Reader
from pourparlers.knowledge import tables
from pourparlers.reading import meeting_reports
from pourparlers.reading.meeting_status_fold import Assertion
from pourparlers.record import Record, Report, Span

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
}
NOUNS = {"occurs", "resumption"}  # these leave the status to what governs them


ROWS = [dict(r) for r in tables.rows("fr/meeting_status.tsv")]


@cache
def _records() -> dict[str, Record]:
    """The examples of the table, read in one go."""
    articles = [{"id": r["example"], "text": r["example"], "published": PUBLISHED} for r in ROWS]
    return {r.document.id: r for r in Reader().read_many(articles)}


@pytest.mark.parametrize("row", [r for r in ROWS if not r["status"]], ids=lambda r: r["cue"])
def test_an_idle_phrase_tells_nothing(row: Row) -> None:
    assert not [r for m in _records()[row["example"]].meetings for r in m.reports]


@pytest.mark.parametrize("row", [r for r in ROWS if r["status"]], ids=lambda r: r["cue"])
def test_a_cue_gives_its_status(row: Row) -> None:
    reports = [r for m in _records()[row["example"]].meetings for r in m.reports]
    rules = {f"fr/meeting_status.tsv:{cue}" for cue in tables.values(row["cue"])}
    told = [r for r in reports if r.rule in rules]
    assert told or (row["status"] in NOUNS and reports), [(r.rule, r.status) for r in reports]
    assert row["status"] in ASPECTS or told[0].status == row["status"]


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
