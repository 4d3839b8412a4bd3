"""The table of people: every cell has a value that can be used, and the tenures do not contradict each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

import pytest

from pourparlers.knowledge.tables import rows, values

Row = dict[str, str]

PEOPLE = rows("people.tsv")
COLUMNS = ["name", "other_names", "gender", "code", "office", "from", "to", "wikidata"]
OFFICES = {
    "head of state",
    "head of government",
    "foreign minister",
    "defence minister",
    "interior minister",
    "finance minister",
    "spokesperson",
    "national security adviser",
    "ambassador",
    "envoy",
    "secretary-general",
    "high representative",
    "commission president",
    "council president",
    "vice president",
    "deputy foreign minister",
    "crown prince",
    "leader",
    "adviser",
    "commander",
}
# States of which two people were head at a time, and why.
TWO_HEADS = {
    "CIV": "both candidates of 2010 were sworn in",
    "MDG": "both candidates of 2001 were sworn in",
    "SRB": "the federation and the republic each had a president",
}
# Family names that stand for several people; the dates of their tenures tell them apart.
SHARED_NAMES = {"Li"}
HANDOVER = timedelta(weeks=4)


def _first(stamp: str) -> date:
    """The first day that a date of whatever precision may mean."""
    return date.fromisoformat((stamp + "-01-01")[:10])


def _last(stamp: str) -> date:
    """The last day that it may mean, not to the day: a month has 28, and an empty one has no end."""
    return date.fromisoformat((stamp + "-12-28")[:10]) if stamp else date.max


def _state(rows_of: tuple[Row, ...]) -> Iterator[tuple[str, list[Row]]]:
    known = defaultdict(list)
    for row in rows_of:
        exact = len(row["from"]) == 10 and len(row["to"]) in (0, 10)
        if row["office"] == "head of state" and exact:
            known[row["code"]].append(row)
    yield from known.items()


def _overlap(one: Row, other: Row) -> timedelta:
    start = max(_first(one["from"]), _first(other["from"]))
    return min(_last(one["to"]), _last(other["to"])) - start


def test_columns() -> None:
    assert list(PEOPLE[0]) == COLUMNS


@pytest.mark.parametrize(
    ("column", "pattern"),
    [
        ("name", r"[^\s|\"’«»“”][^|\"’«»“”]*[^\s|\"’«»“”]"),
        ("other_names", r"[^\"’«»“”]*"),
        ("gender", r"[mf]"),
        ("code", r"[A-Z]{3}|NATO"),
        ("from", r"\d{4}(-\d\d(-\d\d)?)?"),
        ("to", r"(\d{4}(-\d\d(-\d\d)?)?)?"),
        ("wikidata", r"(Q[1-9]\d*)?"),
    ],
)
def test_cells(column: str, pattern: str) -> None:
    assert [row for row in PEOPLE if not re.fullmatch(pattern, row[column])] == []


def test_offices() -> None:
    assert {row["office"] for row in PEOPLE} == OFFICES


def test_dates_are_days_and_in_order() -> None:
    for row in PEOPLE:
        assert _first(row["from"]) <= _last(row["to"]), row
        assert not row["to"] or _last(row["to"]) >= _first(row["to"]), row


def test_no_row_twice() -> None:
    twice = [
        tenure for tenure, n in Counter((r["name"], r["code"], r["office"], r["from"]) for r in PEOPLE).items() if n > 1
    ]
    assert twice == []


def test_a_name_is_one_person() -> None:
    for column in ("gender", "other_names", "wikidata"):
        seen = defaultdict(set)
        for row in PEOPLE:
            seen[row["name"]].add(row[column])
        assert {name: found for name, found in seen.items() if len(found) > 1} == {}


def test_a_wikidata_item_is_one_name() -> None:
    names = defaultdict(set)
    for row in PEOPLE:
        if row["wikidata"]:
            names[row["wikidata"]].add(row["name"])
    assert {item: found for item, found in names.items() if len(found) > 1} == {}


def test_other_names_are_other_and_belong_to_one_person() -> None:
    names = {row["name"] for row in PEOPLE}
    owners = defaultdict(set)
    for row in PEOPLE:
        others = values(row["other_names"])
        assert len(set(others)) == len(others), row
        for other in others:
            owners[other].add(row["name"])
    assert names & set(owners) == set()
    assert {other for other, found in owners.items() if len(found) > 1} == SHARED_NAMES


def test_a_state_has_one_head_at_a_time() -> None:
    two = {
        code
        for code, tenures in _state(PEOPLE)
        for one, other in combinations(tenures, 2)
        if one["name"] != other["name"] and _overlap(one, other) > HANDOVER
    }
    assert two == set(TWO_HEADS)


def test_the_overlap_of_two_tenures() -> None:
    until_may = {"from": "2001-02-03", "to": "2001-05-10"}
    since_may = {"from": "2001-05-10", "to": ""}
    since_march = {"from": "2001-03-10", "to": ""}
    assert _overlap(until_may, since_may) == timedelta(0)
    assert _overlap(until_may, since_march) == timedelta(days=61)


@pytest.mark.parametrize(
    ("name", "code", "office", "day"),
    [
        ("Vladimir Poutine", "RUS", "head of state", date(2003, 6, 1)),
        ("Vladimir Poutine", "RUS", "head of government", date(2010, 6, 1)),
        ("Lionel Jospin", "FRA", "head of government", date(2000, 6, 1)),
        ("Sergueï Lavrov", "RUS", "foreign minister", date(2015, 6, 1)),
        ("Kofi Annan", "UNO", "secretary-general", date(2003, 6, 1)),
        ("Félix Tshisekedi", "COD", "head of state", date(2022, 6, 1)),
        ("Javier Solana", "EUE", "high representative", date(2002, 6, 1)),
    ],
)
def test_who_held_an_office_on_a_day(name: str, code: str, office: str, day: date) -> None:
    held = {
        row["name"]
        for row in PEOPLE
        if (row["code"], row["office"]) == (code, office) and _first(row["from"]) <= day <= _last(row["to"])
    }
    assert held == {name}


def test_there_are_enough_of_them() -> None:
    assert len(PEOPLE) >= 4400
    assert len({row["name"] for row in PEOPLE}) >= 3700
    assert len({row["code"] for row in PEOPLE}) >= 185
