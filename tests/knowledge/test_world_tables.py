"""The tables of the world: well-formed, without duplicates, and wide enough."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pytest

from pourparlers.knowledge import tables

STATES = tables.rows("states.tsv")
SEATS = tables.rows("seats.tsv")
ORGANIZATIONS = tables.rows("organizations.tsv")
CITIES = tables.rows("cities.tsv")

TABLES = {"states": STATES, "seats": SEATS, "organizations": ORGANIZATIONS, "cities": CITIES}
CODES = {row["code"] for row in STATES} | {"EUE", "UNO", "NATO", "ZZZ"}
OFFICES = {
    "head of state",
    "head of government",
    "foreign ministry",
    "defence ministry",
    "government",
    "parliament",
    "army",
    "",
}
# Territories without a seat that stands for them, and past states whose capital is now another's.
WITHOUT_CAPITAL = {
    *("ATA", "ATF", "BMU", "CYM", "ESH", "GIB", "HKG", "IMN"),
    *("CSK", "SCG", "SUN", "YUG"),
    *("IOT", "MAC", "MAF", "MSR", "NFK", "SPM", "TKL"),
}


def _duplicates(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _names(row: dict[str, str]) -> tuple[str, ...]:
    """All names of a row; a seat has its several in one cell."""
    return (*tables.values(row["name"]), *tables.values(row.get("other_names", "")))


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_a_name_and_a_known_code(table: str) -> None:
    rows = TABLES[table]
    assert not [row for row in rows if not row["name"]]
    assert not [(row["name"], row["code"]) for row in rows if row["code"] not in CODES]


@pytest.mark.parametrize("table", TABLES)
def test_no_name_stands_twice(table: str) -> None:
    assert not _duplicates(name for row in TABLES[table] for name in _names(row))


@pytest.mark.parametrize("table", TABLES)
def test_names_are_typed_plainly(table: str) -> None:
    """Straight apostrophes, plain spaces."""
    odd = re.compile(r"[’ʼ\u00a0\u202f;]|  |^\s|\s$")
    assert not [name for row in TABLES[table] for name in _names(row) if odd.search(name)]


@pytest.mark.parametrize("rows", [STATES, ORGANIZATIONS], ids=["states", "organizations"])
def test_wikidata_ids_are_well_formed_and_unique(rows: tuple[dict[str, str], ...]) -> None:
    ids = [row["wikidata"] for row in rows if row["wikidata"]]
    assert not [i for i in ids if not re.fullmatch(r"Q[1-9]\d*", i)]
    assert not _duplicates(ids)


def test_states_have_codes_of_iso_3166() -> None:
    assert not [row["code"] for row in STATES if not re.fullmatch(r"[A-Z]{3}", row["code"])]
    assert not [row["iso2"] for row in STATES if not re.fullmatch(r"[A-Z]{2}", row["iso2"])]
    assert not _duplicates(row["code"] for row in STATES)
    # ISO gave CS to Czechoslovakia and, later, to Serbia and Montenegro.
    assert _duplicates(row["iso2"] for row in STATES) == ["CS"]


def test_adjectives_come_in_fours() -> None:
    for row in STATES:
        forms = tables.values(row["adjectives"])
        assert len(forms) % 4 == 0, row["name"]
        assert not [form for form in forms if form != form.lower()], row["name"]
        sets = [forms[i : i + 4] for i in range(0, len(forms), 4)]
        assert len(sets) == len(set(sets)), row["name"]
        assert not [s for s in sets if s[2][-1] not in "sx" and s[2] != s[0]], row["name"]


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("GRC", ("grec", "grecque", "grecs", "grecques")),
        ("TUR", ("turc", "turque", "turcs", "turques")),
        ("FRA", ("français", "française", "français", "françaises")),
        ("RUS", ("russe", "russe", "russes", "russes")),
        ("IRN", ("iranien", "iranienne", "iraniens", "iraniennes")),
        ("KOR", ("sud-coréen", "sud-coréenne", "sud-coréens", "sud-coréennes")),
        ("NGA", ("nigérian", "nigériane", "nigérians", "nigérianes")),
        ("NER", ("nigérien", "nigérienne", "nigériens", "nigériennes")),
        ("COD", ("congolais", "congolaise", "congolais", "congolaises")),
        ("COG", ("congolais", "congolaise", "congolais", "congolaises")),
    ],
)
def test_adjectives_are_inflected(code: str, forms: tuple[str, ...]) -> None:
    adjectives = next(row["adjectives"] for row in STATES if row["code"] == code)
    assert tables.values(adjectives)[:4] == forms


def test_states_have_a_capital() -> None:
    assert {row["code"] for row in STATES if not row["capital"]} == WITHOUT_CAPITAL


def test_seats_name_an_office_and_show_themselves() -> None:
    assert not [row["name"] for row in SEATS if row["office"] not in OFFICES or not row["stands_for"]]
    silent = [row["name"] for row in SEATS if not any(name.lower() in row["example"].lower() for name in _names(row))]
    assert not silent
    assert not _duplicates(row["example"] for row in SEATS)


def test_organizations_and_places_have_a_known_kind() -> None:
    assert {row["kind"] for row in ORGANIZATIONS} == {"organization", "group", "media", "title"}
    assert {row["kind"] for row in CITIES} == {"city", "region"}


def test_a_city_is_no_capital() -> None:
    capitals = {capital for row in STATES for capital in tables.values(row["capital"])}
    assert not [row["name"] for row in CITIES if row["kind"] == "city" and capitals.intersection(_names(row))]


def test_the_tables_are_wide_enough() -> None:
    kinds = Counter(row["kind"] for row in ORGANIZATIONS)
    assert len(STATES) >= 240
    assert len(SEATS) >= 150
    assert kinds["organization"] >= 200
    assert kinds["group"] >= 200
    assert kinds["media"] >= 400
    assert sum(row["kind"] == "city" for row in CITIES) >= 1500
    assert sum(row["kind"] == "region" for row in CITIES) >= 350
