"""Acts: every row of the tables by its example, the forms of verbs, and what holds of any text."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers import Reader
from pourparlers.knowledge import tables
from pourparlers.knowledge.conjugation import forms
from pourparlers.reading import syntax
from pourparlers.reading.acts import frames as act_frames
from pourparlers.reading.acts.clause import prepositions
from pourparlers.record import Act, Record
from pourparlers.vocabulary import ACT

ROWS = tables.rows("fr/acts.tsv")
STATEMENTS = tables.rows("fr/act_statements.tsv")
CONDITIONS = tables.rows("fr/act_conditions.tsv")
GOVERNORS = tables.rows("fr/act_governors.tsv")
MODES = {
    "REQUEST": {"assist", "change", "yield"},
    "REJECT": {"assist", "change", "yield"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "THREATEN": {"restrict", "ban", "arrest", "relations", "expel", "territory", "violence"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "COERCE": {"seize", "restrict", "ban", "curfew", "censor", "arrest", "deport", "cyber"},
    "AID": {"economic", "military", "humanitarian", "asylum"},
    "RETREAT": {"withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"},
}
PIECES = st.sampled_from(
    [
        "Rome", "la Suisse", "le Japon", "Sofia", "le ministre russe", "il", "accuse", "a demandé", "aurait livré",
        "refuse de", "menace de", "condamner", "libérer", "les otages", "des sanctions", "contre", "à", "que", "et",
        "qui", "n'a pas", "signé", "par", "l'accord", ",", ".", "«", "»", "?", "a-t-il averti", "mardi",
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    """The examples, read in one go."""
    texts = sorted({row["example"] for row in (*ROWS, *STATEMENTS)})
    return dict(zip(texts, Reader().read_many([{"text": text} for text in texts]), strict=True))


def _of_row(act: Act, row: dict[str, str]) -> bool:
    return act.type == row["type"] and act.rule.startswith(f"fr/acts.tsv:{row['cue']}")


@pytest.mark.parametrize("row", ROWS, ids=[f"{n}-{r['cue']}" for n, r in enumerate(ROWS)])
def test_a_row_finds_the_act_of_its_example(row: dict[str, str], records: dict[str, Record]) -> None:
    found = records[row["example"]].acts
    assert any(_of_row(act, row) for act in found), [(a.type, a.rule, a.evidence.text) for a in found]


@pytest.mark.parametrize("row", STATEMENTS, ids=[r["cue"] for r in STATEMENTS])
def test_a_statement_is_an_act_of_its_speaker(row: dict[str, str], records: dict[str, Record]) -> None:
    record = records[row["example"]]
    names = {e.id: e.name for e in record.entities}
    found = [a for a in record.acts if a.rule.startswith(f"fr/act_statements.tsv:{row['cue']}")]
    source = "ministre norvégien" if row["type"] == "REJECT" else None  # what a party refuses, it says itself
    assert [(a.type, names[a.actors[0]], a.source) for a in found] == [(row["type"], "ministre norvégien", source)]


@pytest.mark.parametrize("row", ROWS, ids=[f"{n}-{r['cue']}" for n, r in enumerate(ROWS)])
def test_a_row_is_well_formed(row: dict[str, str]) -> None:
    assert row["type"] in ACT
    assert not row["mode"] or row["mode"] in MODES[row["type"]]
    places = [p for role in ("recipient", "object") for p in tables.values(row[role])]
    known = {"obj", *prepositions()}
    assert all(p in known or p.split(":")[0] in ("inf", "que") for p in places)
    assert act_frames.frames()  # every @set and not-set that a row names is there


def test_no_row_stands_twice() -> None:
    keys = Counter((r["cue"], r["class"], r["type"], r["needs"]) for r in ROWS)
    assert not [key for key, n in keys.items() if n > 1]


def test_every_preposition_and_set_has_an_example() -> None:
    for name in ("fr/prepositions.tsv", "fr/act_nouns.tsv", "fr/grammar.tsv", "fr/verbs.tsv"):
        assert all(row["example"].endswith(".") for row in tables.rows(name))


@pytest.mark.parametrize("row", tables.rows("fr/verbs.tsv"), ids=[r["model"] for r in tables.rows("fr/verbs.tsv")])
def test_a_model_gives_the_form_in_its_example(row: dict[str, str]) -> None:
    words = {w.strip(".,").lower() for w in row["example"].split()}
    known = {form for verb in (row["model"], *tables.values(row["like"])) for form in forms(verb)}
    assert words & known


@pytest.mark.parametrize(
    ("infinitive", "form", "tense"),
    [
        ("accuser", "accusera", "future"),
        ("appeler", "appelle", "present"),
        ("exiger", "exigeait", "past"),
        ("menacer", "menaçait", "past"),
        ("geler", "gèlerait", "conditional"),
        ("libérer", "libérait", "past"),
        ("appuyer", "appuie", "present"),
        ("saisir", "saisissait", "past"),
        ("soutenir", "soutiendrait", "conditional"),
        ("convaincre", "convainc", "present"),
        ("promettre", "promise", "participle"),
        ("rompre", "rompant", "gerund"),
        ("renvoyer", "renverra", "future"),
        ("démentir", "dément", "present"),
    ],
)
def test_forms_of_verbs(infinitive: str, form: str, tense: str) -> None:
    assert forms(infinitive)[form] == tense


def test_a_que_clause_asks_and_its_verb_is_no_act_of_its_own() -> None:
    record = Reader().read("Le Kenya demande que la Somalie libère deux pilotes.")
    assert [act.type for act in record.acts] == ["REQUEST"]


def test_what_somebody_is_accused_of_is_no_act_of_its_own() -> None:
    record = Reader().read("Le Kenya accuse la Somalie d'avoir armé les rebelles du Soudan.")
    assert [act.type for act in record.acts] == ["ACCUSE"]


@pytest.mark.parametrize("row", CONDITIONS, ids=[r["cue"] for r in CONDITIONS])
def test_a_condition_is_set_by_one_side_to_the_other(row: dict[str, str]) -> None:
    record = Reader().read(row["example"])
    names = {e.id: e.name for e in record.entities}
    found = [a for a in record.acts if a.rule == f"fr/act_conditions.tsv:{row['cue']}"]
    assert [(a.type, names[a.actors[0]], names[a.recipients[0]]) for a in found] == [(row["type"], "Oslo", "Rome")]


@pytest.mark.parametrize("row", GOVERNORS, ids=[r["cue"] for r in GOVERNORS])
def test_a_governor_carries_the_deed_of_its_infinitive(row: dict[str, str]) -> None:
    assert [act for act in Reader().read(row["example"]).acts if "fr/acts.tsv:" in act.rule]


@pytest.mark.parametrize(
    "text",
    [
        "Le Chili et le Pérou se revoient lundi pour renouer leurs relations diplomatiques.",
        "La Serbie tente de parvenir à un accord avec la Croatie.",
        "La Serbie cherche les moyens de renforcer sa coopération avec la Croatie.",
        "La Serbie s'efforce de libérer deux ressortissants de la Croatie.",
        "La Serbie quittera le forum si la Croatie rejoint l'alliance.",
        "La Serbie semble avoir trouvé un compromis avec la Croatie.",
    ],
)
def test_a_purpose_a_try_or_a_guess_is_no_deed(text: str) -> None:
    deeds = ("AGREE", "COOPERATE", "RETREAT", "SUPPORT")
    assert not [act.rule for act in Reader().read(text).acts if act.type in deeds]


def test_tables_name_only_verbs_that_can_be_conjugated() -> None:
    heads = [syntax.head_verb(row["cue"]) for row in ROWS if row["class"] == "verb"]
    assert all(len(forms(head)) > 20 for head in heads if head not in ("être", ""))


@given(st.lists(PIECES, max_size=18).map(" ".join))
@settings(max_examples=30, deadline=None)
def test_any_text_gives_acts_that_stand_in_it(text: str) -> None:
    text = f"La France a reçu une lettre du Japon. {text}"
    record = Reader().read(text)
    assert record == Reader().read(text)
    for n, act in enumerate(record.acts, 1):
        assert act.id == f"c{n}"
        assert act.actors
        assert not set(act.actors) & set(act.recipients)
        for span in (act.evidence, act.object, act.cue):
            assert span is None or text[span.start : span.end] == span.text
