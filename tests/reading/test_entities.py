"""Entities: every row's example does what the row says, and the entities of any text hold together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparlers.knowledge import tables
from pourparlers.knowledge.gazetteer import atoms, fold, gazetteer
from pourparlers.reading import entities
from pourparlers.reading.entities import Entities
from pourparlers.reading.reader import Reader
from pourparlers.record import Article

Row = dict[str, str]


def read(texts: Iterable[str], published: dt.date | None = None) -> Iterator[Entities]:
    for parsed in Reader().parse_many([Article(text=t, published=published) for t in texts]):
        yield entities.find(parsed)


def pairs(table: str) -> list[tuple[Row, Entities]]:
    rows = tables.rows(table)
    return list(zip(rows, read(row["example"] for row in rows), strict=True))


def place(who: Entities, row: Row) -> tuple[int, int]:
    """The tokens of the row's noun in its example."""
    low = who.parsed.prose.clean.lower().replace("-", " ")
    for form in sorted((f for f in row["forms"].split("|") if f), key=len, reverse=True):
        at = low.find(form.lower().replace("-", " "))
        if at >= 0:
            return who.parsed.tokens(at, at + len(form))
    raise AssertionError(f"no form of {row['forms']} in {row['example']!r}")


def test_offices() -> None:
    wrong = []
    for row, who in pairs("fr/offices.tsv"):
        first, _ = place(who, row)
        found = [who.get(i) for i in who.resolve(first)]
        office = None if row["office"] == "counterpart" else row["office"]
        if not any(e.office == office or row["office"].startswith("secretary") for e in found):
            wrong.append((row["example"], row["office"], found))
        elif row["country"] and found[0].countries != (row["country"],):
            wrong.append((row["example"], row["country"], found))
    assert not wrong


def test_portfolios() -> None:
    wrong = [
        (row["example"], who.entities())
        for row, who in pairs("fr/portfolios.tsv")
        if not any(e.office == row["office"] for e in who.entities())
    ]
    assert not wrong


def test_agents() -> None:
    wrong = []
    for row, who in pairs("fr/agents.tsv"):
        first, stop = place(who, row)
        entity = who.ensure(max(0, first - 1), stop)
        if who.source_kind(entity) != row["source"]:
            wrong.append((row["example"], who.source_kind(entity), who.get(entity).name))
    assert not wrong


def test_hypernyms() -> None:
    """The wider noun, in the last sentence of its example, means whom the narrower one was told of."""
    wrong = []
    for row, who in pairs("fr/hypernyms.tsv"):
        last = who.parsed.sentences[-1]
        wide = [i for m in who.within(*last) if m.form == "description" for i in m.entities]
        narrow = [i for m in who.within(0, last[0]) if m.form != "possessive" for i in m.entities]
        if not wide or wide[0] not in narrow:
            wrong.append((row["example"], [who.get(i).name for i in wide]))
    assert not wrong


def test_person_suffixes() -> None:
    """Who speaks under a noun that no table holds is the person of the sentence before."""
    wrong = []
    for row, who in pairs("fr/person_suffixes.tsv"):
        last = who.parsed.sentences[-1]
        names = [who.get(i).name for m in who.within(*last) if m.form == "description" for i in m.entities]
        if not names or not names[-1].endswith("Rossi"):
            wrong.append((row["example"], names))
    assert not wrong


def test_adjectives() -> None:
    wrong = []
    for row, who in pairs("fr/adjectives.tsv"):
        codes = {c for e in who.entities() for c in e.countries}
        if codes != ({row["code"]} if row["code"] != "ZZZ" else set()):
            wrong.append((row["example"], codes))
    assert not wrong


def test_double_adjectives() -> None:
    wrong = []
    for row, who in pairs("fr/pairs.tsv"):
        both = [m for m in who.mentions if len(m.entities) == 2]
        if not both or who.country(both[0].entities[0]) != row["code"]:
            wrong.append((row["example"], row["code"], who.entities()))
    assert not wrong


def test_titles() -> None:
    wrong = []
    for row, who in pairs("fr/titles.tsv"):
        people = [e for e in who.entities() if e.kind == "person"]
        if (
            len(people) != (2 if row["number"] == "p" else 1)
            or not people[0].name.startswith("Karimov")
            or (row["gender"] and who.gender(people[0].id) != row["gender"])
        ):
            wrong.append((row["example"], people))
    assert not wrong


@pytest.mark.parametrize("row", tables.rows("fr/entity_words.tsv"), ids=lambda row: row["class"])
def test_small_words_stand_in_their_example(row: Row) -> None:
    text = " " + row["example"].lower().replace("'", "' ").replace(".", " ").replace(",", " ") + " "
    assert any(f" {form.replace(chr(39), chr(39) + ' ').strip()} " in text for form in tables.values(row["forms"]))


def test_realms() -> None:
    for row, who in pairs("fr/realms.tsv"):
        at = who.parsed.prose.clean.lower().index(f"{row['word']} attend")
        (meant,) = who.resolve(who.parsed.tokens(at, at + 1)[0])
        state = who.get(meant)
        assert state.kind == "state", row["example"]
        assert not row["codes"] or state.countries[0] in tables.values(row["codes"])


def test_every_state_is_known_by_its_name_and_adjective() -> None:
    world = gazetteer()
    for row in tables.rows("states.tsv"):
        key = atoms(row["name"])
        assert any(k == key and known.code == row["code"] for k, known in world.names[key[0]]), row["name"]


def test_atoms_bring_spellings_together() -> None:
    assert atoms("Guinée-Bissau") == ("guinee", "bissau")
    assert atoms("Quai d’Orsay") == ("quai", "d'", "orsay")
    assert atoms("ÉTATS-UNIS") == atoms("Etats-Unis")
    assert fold("Œuvre") == "oeuvre"


def test_a_holder_is_told_by_the_day() -> None:
    world = gazetteer()
    before, after = dt.date(2024, 6, 1), dt.date(2025, 6, 1)
    assert world.holder("head of state", "USA", before) != world.holder("head of state", "USA", after)
    assert world.holder("head of state", "USA", None) is None


def test_own_tables_add_people(tmp_path: Path) -> None:
    header = "name\tother_names\tgender\tcode\toffice\tfrom\tto\twikidata"
    row = "Odile Vasseur-Tamm\t\tf\tLUX\tforeign minister\t2024-01-01\t\t"
    (tmp_path / "people.tsv").write_text(f"{header}\n{row}\n", "utf-8")
    text = "Odile Vasseur-Tamm est partie."
    parsed = next(iter(Reader().parse_many([Article(text=text, published=dt.date(2025, 3, 1))])))
    (entity,) = entities.find(parsed, gazetteer(tmp_path)).entities()
    assert (entity.countries, entity.office) == (("LUX",), "foreign minister")


def test_a_table_without_a_column_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "cities.tsv").write_text("name\tcode\nBelleville\tFRA\n", "utf-8")
    with pytest.raises(tables.TableError, match="kind"):
        gazetteer(tmp_path)


def test_ids_stay_when_entities_are_added() -> None:
    (who,) = read(["Le communiqué du ministre danois parle de pêche. Oslo attend."])
    before = who.entities()
    first, stop = who.parsed.tokens(0, len("Le communiqué"))
    added = who.ensure(first, stop)
    assert who.entities()[: len(before)] == before
    assert who.ensure(first, stop) == added
    assert who.source_kind(added) == "document"
    assert who.resolve(first) == (added,)


def test_country_of_nobody_is_zzz() -> None:
    (who,) = read(["Un diplomate doute."])
    (entity,) = who.entities()
    assert who.country(entity.id) == "ZZZ"
    with pytest.raises(KeyError):
        who.get("e99")


WORDS = st.sampled_from(
    [
        "le",
        "la",
        "les",
        "l'",
        "un",
        "une",
        "des",
        "du",
        "de",
        "d'",
        "à",
        "au",
        "et",
        ",",
        ".",
        "«",
        "»",
        ":",
        "(",
        ")",
        "-",
        "président",
        "ministre",
        "américain",
        "russe",
        "russes",
        "Kiev",
        "Moscou",
        "Trump",
        "Poutine",
        "M.",
        "MM.",
        "Mme",
        "Lavrov",
        "il",
        "elle",
        "-il",
        "-t",
        "ils",
        "qui",
        "son",
        "leur",
        "homologue",
        "deux",
        "hommes",
        "pays",
        "dit",
        "a",
        "affirmé",
        "selon",
        "Jean",
        "Karimov",
        "al",
        "Union",
        "européenne",
        "ONU",
        "(FUP)",
        "Front",
        "uni",
        "presse",
        "source",
        "porte-parole",
        "ex-président",
        "on",
        "à",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=3, max_size=40))
def test_any_words_hold_together(words: list[str]) -> None:
    text = "Le ministre. " + " ".join(words)
    (who,) = read([text], dt.date(2025, 10, 21))
    ids = [e.id for e in who.entities()]
    assert ids == [f"e{n}" for n in range(1, len(ids) + 1)]
    for e in who.entities():
        assert e.name
        assert e.mentions
        assert all(text[m.start : m.end] == m.text for m in e.mentions)
    for mention in who.mentions:
        assert mention.entities
        assert set(mention.entities) <= set(ids)
        assert 0 <= mention.first < mention.stop <= len(who.parsed.doc)
    assert who.within(0, len(who.parsed.doc)) == who.mentions
    (again,) = read([text], dt.date(2025, 10, 21))
    assert again.entities() == who.entities()
    assert again.mentions == who.mentions


def test_verbs_are_no_bodies() -> None:
    for who in read(("Le Gabon presse Oslo de répondre.", "Oslo juge la visite utile.")):
        assert {"presse", "juge"}.isdisjoint(e.name for e in who.entities())
