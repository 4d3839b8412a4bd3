"""Names, dates and the words that linking looks at."""

from __future__ import annotations

import datetime as dt

import pytest

from pourparlers.knowledge.tables import rows
from pourparlers.linking.dates import gap, interval, iso
from pourparlers.linking.names import fold, name_key, same_name, words_of_class


@pytest.mark.parametrize("row", rows("fr/linking.tsv"), ids=lambda row: row["word"])
def test_every_word_is_used_as_in_its_example(row: dict[str, str]) -> None:
    word = fold(row["word"])
    assert word in fold(row["example"]).split()
    assert word in words_of_class(row["class"])
    if row["class"] == "small":
        assert word not in name_key(row["example"]).split()


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Anne Roche", "Mme Roche", True),
        ("Zoé Müller", "MULLER", True),
        ("le ministère de la Défense", "ministère de la Défense", True),
        ("Xu Lian", "Xu", True),
        ("Anne Roche", "Anne Lind", False),
        ("", "Roche", False),
    ],
)
def test_names(a: str, b: str, same: bool) -> None:
    assert same_name(name_key(a), name_key(b)) is same


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02-29T14:30", "2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-W10", "2024-03-04", "2024-03-10"),
        ("2024-W10-WE", "2024-03-09", "2024-03-10"),
        ("2024-SU", "2024-06-21", "2024-09-22"),
        ("2024-WI", "2024-12-21", "2025-03-20"),
        ("2024-Q2", "2024-04-01", "2024-06-30"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-03-01/2024-03-15", "2024-03-01", "2024-03-15"),
        ("2024-03-01/PAST_REF", "2024-03-01", "2024-03-01"),
    ],
)
def test_intervals(value: str, first: str, last: str) -> None:
    found = interval(value)
    assert found is not None
    assert (iso(found[0]), iso(found[1])) == (first, last)


@pytest.mark.parametrize("value", [None, "", "PAST_REF", "2024-02-30", "2024-W60", "2024-13", "mardi", "PT2H"])
def test_what_is_no_interval(value: str | None) -> None:
    assert interval(value) is None


def test_days_between() -> None:
    day = dt.date(2024, 3, 1).toordinal()
    assert gap((day, day), (day + 2, day + 5)) == 2
    assert gap((day, day + 2), (day + 2, day + 5)) == 0
