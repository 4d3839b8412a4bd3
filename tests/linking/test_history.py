"""What a talk's reports come to: status, changes, contradictions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pourparlers.linking.contradictions import contradictions
from pourparlers.linking.derive import date_of, marked, one_each, place_of
from pourparlers.linking.lifecycle import course, shifts, standing, status_of
from pourparlers.linking.talks import HistoryLine
from pourparlers.record import Span

STATES = ("FRA", "SWE")


def line(n: int, text: str, *, when: str | None = None, place: str | None = None, document: str = "") -> HistoryLine:
    """A line from "5 planned Roche/FRA": the day in March, the status, the source; !x is unnamed, +x the press."""
    day, status, *rest = text.split(maxsplit=2)
    source, _, country = (rest[0] if rest else "").partition("/")
    kind = {"!": "anonymous", "+": "media"}.get(source[:1], "named") if source else None
    name = source.lstrip("!+").replace("_", " ")
    on = f"2024-03-{int(day):02d}"
    return HistoryLine(
        report=f"r{n}",
        meeting=f"m{n}",
        article=n,
        document=document or f"d{n}",
        on=on,
        published=on,
        status=status,  # type: ignore[arg-type]
        source=name or None,
        source_kind=kind,  # type: ignore[arg-type]
        country=country or "ZZZ",
        outlet="",
        title="",
        url=None,
        kind="meeting",
        when=when,
        place=place,
        evidence=Span(start=n, end=n + 1, text="x"),
    )


def history(text: str) -> list[HistoryLine]:
    return [line(n, part.strip()) for n, part in enumerate(text.split(","))]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("1 floated Roche/FRA", "floated"),
        ("1 floated Roche/FRA, 3 planned Lind/SWE", "planned"),
        ("1 planned Roche/FRA, 9 held", "held"),
        ("1 planned Roche/FRA, 9 under_way", "under_way"),
        ("9 held, 12 planned Roche/FRA, 12 floated Lind/SWE", "held"),
        ("9 held +Gazette, 9 cancelled Roche/FRA, 9 cancelled Lind/SWE", "cancelled"),
        ("1 planned Roche/FRA, 2 cancelled Roche/FRA", "cancelled"),
        ("1 cancelled Roche/FRA, 2 planned Roche/FRA", "planned"),
        ("1 planned Roche/FRA, 1 planned Lind/SWE, 2 cancelled !un_diplomate/FRA", "planned"),
        ("1 planned !un_diplomate/FRA, 1 cancelled Lind/SWE", "cancelled"),
        ("1 cancelled Roche/FRA, 2 postponed Lind/SWE, 20 floated Lind/SWE, 20 floated Roche/FRA", "floated"),
        ("1 cancelled Roche/FRA, 2 planned Okoro/NGA", "cancelled"),
        ("1 cancelled Roche/FRA, 15 planned Lind/SWE", "planned"),
        ("1 planned +Gazette, 1 cancelled +Courrier", "cancelled"),
    ],
)
def test_the_status_that_reports_come_to(told: str, status: str) -> None:
    assert status_of(history(told), STATES)[0] == status


def test_what_was_under_way_on_a_day_gone_by_took_place() -> None:
    assert status_of([line(0, "9 under_way", when="2024-03-04")], STATES)[0] == "held"
    assert status_of([line(0, "9 under_way", when="2024-03-09")], STATES)[0] == "under_way"


def test_who_speaks_for_a_participant_and_is_named_counts_most() -> None:
    order = [
        "1 planned Roche/FRA",
        "1 planned",
        "1 planned !un_diplomate/FRA",
        "1 planned Okoro/NGA",
        "1 planned !x/NGA",
    ]
    weights = [standing(line(0, text), STATES) for text in order]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(weights)


def test_the_course_of_a_talk() -> None:
    lines = history(
        "1 floated Roche/FRA, 3 planned Lind/SWE, 3 planned Roche/FRA, 8 cancelled Roche/FRA, 20 floated Lind/SWE"
    )
    assert [(t.on[-2:], t.status, t.line) for t in course(lines, STATES)] == [
        ("01", "floated", 0),
        ("03", "planned", 2),
        ("08", "cancelled", 3),
        ("20", "floated", 4),
    ]


def test_rejected_reports_do_not_count() -> None:
    from dataclasses import replace

    lines = history("1 planned Roche/FRA, 3 cancelled Lind/SWE")
    lines[1] = replace(lines[1], rejected=True)
    assert status_of(lines, STATES) == ("planned", 0)
    assert contradictions(lines) == []
    assert status_of([lines[1]], STATES)[0] == "cancelled", "there is nothing else to go by"


def test_changes_of_date_and_place() -> None:
    lines = [
        line(0, "1 planned", when="2024-03-12", place="Lyon"),
        line(1, "2 planned", when="FUTURE_REF"),
        line(2, "3 postponed", when="2024-03-19", place="lyon"),
        line(3, "4 planned", place="Malmö"),
    ]
    assert [(s.what, s.before, s.after, s.line) for s in shifts(lines)] == [
        ("date", "2024-03-12", "2024-03-19", 2),
        ("place", "lyon", "Malmö", 3),
    ]


def test_date_and_place_of_a_talk() -> None:
    lines = [
        line(0, "1 planned", when="2024-W11", place="Suède"),
        line(1, "2 planned", when="2024-03-13", place="Suède"),
        line(2, "14 held", when="2024-03-14", place="Malmö"),
    ]
    assert (date_of(lines), place_of(lines)) == ("2024-03-14", "Malmö")
    assert (date_of(lines[:2]), place_of(lines[:2])) == ("2024-03-13", "Suède")
    assert date_of([lines[1], lines[0]]) == "2024-03-13", "the more precise of two that agree"
    assert date_of([line(0, "1 planned", when="FUTURE_REF")]) is None


def test_one_line_for_each_article_source_and_status() -> None:
    lines = [
        line(n, text, document="d")
        for n, text in enumerate(("1 planned Roche/FRA", "1 planned", "2 planned Roche/FRA"))
    ]
    same = [x.__class__(**{**{f: getattr(x, f) for f in x.__slots__}, "article": 1}) for x in lines]
    assert [x.report for x in one_each(same)] == ["r0", "r1"]


@pytest.mark.parametrize(
    ("told", "at_odds"),
    [
        ("1 planned Roche/FRA, 2 cancelled Lind/SWE", True),
        ("1 planned Roche/FRA, 4 cancelled Lind/SWE", True),
        ("1 planned Roche/FRA, 5 cancelled Lind/SWE", False),  # a change of mind
        ("1 planned Roche/FRA, 2 cancelled Roche/FRA", False),
        ("1 planned Roche/FRA, 2 cancelled Petit/FRA", False),  # one side
        ("1 planned Roche/FRA, 2 cancelled", False),  # the article's own word
        ("1 planned Roche/FRA, 2 postponed +Gazette", True),
        ("1 planned +Courrier, 1 postponed +Gazette", True),
        ("1 planned +Gazette, 1 cancelled +Gazette", False),
        ("1 postponed Roche/FRA, 2 cancelled Lind/SWE", True),
        ("1 suspended Roche/FRA, 2 cancelled Lind/SWE", False),
        ("1 ruled_out Roche/FRA, 1 planned !un_diplomate/SWE", True),
        ("1 floated Roche/FRA, 1 ruled_out Lind/SWE", False),
        ("1 held Roche/FRA, 1 ruled_out Lind/SWE", True),
        ("1 ruled_out Lind/SWE, 2 held Roche/FRA", False),  # it came to it after all
        ("1 held Roche/FRA, 2 cancelled Lind/SWE", True),
        ("1 planned Roche/FRA, 2 held Lind/SWE", False),
        ("1 planned !un_diplomate, 1 cancelled !une_source", True),
        ("1 planned Roche/FRA, 2 cancelled Anne_Roche", False),  # the same person, here without her state
    ],
)
def test_contradictions(told: str, at_odds: bool) -> None:
    found = contradictions(history(told))
    assert [(c.first, c.second) for c in found] == ([(0, 1)] if at_odds else [])


def test_what_a_person_rejects_stays_in_sight() -> None:
    first, second, third = (line(n, "1 planned Roche/FRA", document="d") for n in range(3))
    same = [replace(x, article=1) for x in (first, second, third)]
    assert [x.report for x in one_each(same)] == ["r0"]
    assert [(x.report, x.rejected) for x in one_each(marked(same, frozenset({"r0"})))] == [("r0", True), ("r1", False)]
    assert [x.report for x in one_each(marked(same, frozenset({"r1", "r2"})))] == ["r0", "r1", "r2"]


def test_what_has_a_day_to_come_was_not_held() -> None:
    lines = [
        line(0, "1 planned Roche/FRA", when="2024-03-12"),
        line(1, "2 held", when="2024-03-12"),
        line(2, "3 postponed Lind/SWE", when="2024-03-12"),
    ]
    assert status_of(lines[:2], STATES)[0] == "planned"
    assert status_of([*lines, line(3, "12 held", when="2024-03-12")], STATES)[0] == "held"
