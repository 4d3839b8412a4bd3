"""Times: every row of the tables by its example, the calendar, and what holds of any text."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from pourparlers import Reader
from pourparlers.knowledge import tables
from pourparlers.reading import times
from pourparlers.reading.parsed import Parsed, tokenize
from pourparlers.reading.prose import segment
from pourparlers.reading.times import tense as time_tense
from pourparlers.reading.times import values as time_values
from pourparlers.reading.times.patterns import scan
from pourparlers.record import Article, Time

RULES = tables.rows("fr/time_rules.tsv")
WORDS = tables.rows("fr/time_words.tsv")
PIECES = tables.rows("fr/time_pieces.tsv")
TENSES = tables.rows("fr/time_tense.tsv")
TODAY = dt.date(2025, 10, 21)
MARKED = re.compile(r"\[([^\]]*)\]")


@pytest.fixture(scope="module")
def read() -> dict[tuple[str, str], Parsed]:
    """The examples of all tables, parsed in one go."""
    texts = [(MARKED.sub(r"\1", r["example"]), r["published"]) for r in RULES]
    texts += [(r["example"], str(TODAY)) for r in (*WORDS, *PIECES, *TENSES)]
    articles = [Article(text=text, published=dt.date.fromisoformat(published)) for text, published in texts]
    return dict(zip(texts, Reader().parse_many(articles), strict=True))


# Tables


@pytest.mark.parametrize("row", RULES, ids=[r["rule"] for r in RULES])
def test_each_rule_reads_its_example(row: dict[str, str], read: dict[tuple[str, str], Parsed]) -> None:
    text = MARKED.sub(r"\1", row["example"])
    found = times.find(read[text, row["published"]])
    assert [(t.text, t.value) for t in found] == list(
        zip(MARKED.findall(row["example"]), row["gives"].split(), strict=True)
    )
    if found and row["value"] != "none":
        assert f"fr/time_rules.tsv:{row['rule']}" in [t.rule for t in found]


@pytest.mark.parametrize("row", WORDS, ids=[f"{r['slot']} {r['forms']}" for r in WORDS])
def test_each_word_is_found_in_its_example(row: dict[str, str], read: dict[tuple[str, str], Parsed]) -> None:
    found = times.find(read[row["example"], str(TODAY)])
    held = [t for t in found for form in tables.values(row["forms"]) if form in t.text.lower()]
    beside = [t for t in found for form in tables.values(row["forms"]) if f"{form} {t.text}" in row["example"].lower()]
    assert held or beside, found


@pytest.mark.parametrize("row", PIECES, ids=[r["piece"] for r in PIECES])
def test_each_piece_is_found_in_its_example(row: dict[str, str], read: dict[tuple[str, str], Parsed]) -> None:
    assert times.find(read[row["example"], str(TODAY)])


@pytest.mark.parametrize("row", TENSES, ids=[f"{r['kind']} {r['forms'][:20]}" for r in TENSES])
def test_each_cue_of_tense_gives_its_direction(row: dict[str, str], read: dict[tuple[str, str], Parsed]) -> None:
    parsed = read[row["example"], str(TODAY)]
    (found,) = times.find(parsed)
    fixed = {
        "event": str(TODAY),
        "dated": str(TODAY),
        "soon": str(TODAY),
        "having": str(TODAY),
        "era": "PRESENT_REF",
        "still": "PRESENT_REF",
        "turned": "PRESENT_REF",
        "itself": str(TODAY),
        "lead": "2025-03",
        "habit": "XXXX-10",
        "being": "2025-10-27",
    }
    if row["kind"] in fixed:
        assert found.value == fixed[row["kind"]]
    else:
        assert time_tense.direction(parsed, found.start, found.end) * int(row["direction"]) > 0


def test_what_is_skipped_for_speed_holds_no_time() -> None:
    """Every rule matches at its example: none lacks a telling word that the scan looks for."""
    for row in RULES:
        text = MARKED.sub(r"\1", row["example"]).lower()
        assert row["rule"] in [h.rule.name for h in scan(text, 0, len(text))], row["rule"]


# The calendar


@pytest.mark.parametrize(
    ("start", "count", "unit", "end"),
    [
        ("2025-01-31", 1, "month", "2025-02-28"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2025-10-21", -3, "week", "2025-09-30"),
        ("2025-12-31", 1, "day", "2026-01-01"),
        ("2025-10-21", 72, "hour", "2025-10-24"),
        ("2025-10-21", -2, "decade", "2005-10-21"),
        ("2025-10-21", 2, "quarter", "2026-04-21"),
    ],
)
def test_shift(start: str, count: int, unit: str, end: str) -> None:
    assert time_values.shift(dt.date.fromisoformat(start), count, unit) == dt.date.fromisoformat(end)


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("week", "2025-W43"),
        ("month", "2025-10"),
        ("year", "2025"),
        ("decade", "202"),
        ("quarter", "2025-Q4"),
        ("half", "2025-H2"),
        ("day", "2025-10-21"),
    ],
)
def test_at_precision(unit: str, value: str) -> None:
    assert time_values.at_precision(TODAY, unit) == value


def test_the_first_days_of_january_may_lie_in_the_last_week_of_the_year_before() -> None:
    assert time_values.week(dt.date(2021, 1, 1)) == "2020-W53"


@pytest.mark.parametrize(("direction", "number"), [(-1, 20), (1, 27), (0, 20)])
def test_weekday_takes_the_direction(direction: int, number: int) -> None:
    assert time_values.weekday(TODAY, 0, direction) == dt.date(2025, 10, number)


@pytest.mark.parametrize("direction", [-1, 0, 1])
def test_a_weekday_that_is_today_is_today(direction: int) -> None:
    assert time_values.weekday(TODAY, TODAY.weekday(), direction) == TODAY


@pytest.mark.parametrize(
    ("month", "number", "direction", "year"),
    [(12, 3, 0, 2025), (12, 3, -1, 2025), (2, 10, -1, 2025), (2, 10, 1, 2026), (6, 1, 0, 2025), (2, 29, 1, 2028)],
)
def test_nearest_year(month: int, number: int, direction: int, year: int) -> None:
    assert time_values.nearest_year(month, number, TODAY, direction) == dt.date(year, month, number)


@pytest.mark.parametrize(("letters", "number"), [("xix", 19), ("xxi", 21), ("iv", 4), ("viii", 8)])
def test_roman(letters: str, number: int) -> None:
    assert time_values.roman(letters) == number


@pytest.mark.parametrize("sunday", ["1997-03-30", "2011-04-24", "2024-03-31", "2025-04-20", "2038-04-25"])
def test_easter(sunday: str) -> None:
    assert time_values.easter(int(sunday[:4])) == dt.date.fromisoformat(sunday)


@given(st.dates(), st.integers(-5000, 5000), st.sampled_from(["day", "week", "month", "year", "century", "hour"]))
def test_shift_stays_in_the_calendar_or_says_so(start: dt.date, count: int, unit: str) -> None:
    end = time_values.shift(start, count, unit)
    assert end is None or (end - start).days * count >= 0


# Any text


@cache
def _french() -> Language:
    return spacy.blank("fr")


def _find(text: str, published: dt.date | None) -> list[Time]:
    article = Article(text=text, published=published)
    return times.find(tokenize(_french(), article, segment(text)).parsed())


FORMS = sorted({f for r in WORDS for f in tables.values(r["forms"])})
GLUE = [
    "le",
    "la",
    "l'",
    "du",
    "au",
    "de",
    "d'",
    "en",
    "dans",
    "il y a",
    "depuis",
    "fin",
    "mi-",
    "et",
    "à",
    "(",
    ")",
    ",",
]
NUMBERS = [
    "1er",
    "3",
    "29",
    "30",
    "31",
    "45",
    "1999",
    "2031",
    "99",
    "16 h",
    "10h30",
    "99/99/2020",
    "2020-02-31",
    "\n\n",
    "İ",
]
TEXTS = st.lists(st.sampled_from(FORMS + GLUE * 8 + NUMBERS * 5), max_size=14).map(" ".join) | st.text(max_size=60)
DAYS = st.none() | st.dates()


@settings(max_examples=300, deadline=None)
@given(TEXTS, DAYS)
def test_any_text_can_be_read(text: str, published: dt.date | None) -> None:
    found = _find(text, published)
    assert all(text[t.start : t.end] == t.text and t.text.strip() for t in found)
    assert [t.id for t in found] == [f"t{n}" for n in range(1, len(found) + 1)]
    assert all(a.start <= b.start for a, b in itertools.pairwise(found))
    known = {t.id for t in found} | {"publication", None}
    assert all(t.anchor in known for t in found)


@settings(max_examples=100, deadline=None)
@given(TEXTS, DAYS)
def test_reading_is_deterministic(text: str, published: dt.date | None) -> None:
    assert _find(text, published) == _find(text, published)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_without_a_date_nothing_counts_from_it(text: str) -> None:
    assert all(t.value is None for t in _find(text, None) if t.anchor == "publication")


def test_a_dateline_with_its_year_stands_for_the_publication() -> None:
    found = _find("14 octobre 2016. – Le comité a siégé hier.", None)
    assert [t.value for t in found] == ["2016-10-14", "2016-10-13"]
