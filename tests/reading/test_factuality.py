"""Factuality: every row of the table by its example, the five conditionals, and what holds of any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparlers import Reader
from pourparlers.knowledge import tables
from pourparlers.reading import syntax
from pourparlers.reading.factuality import Factuality, judge, judge_alone
from pourparlers.reading.parsed import Parsed
from pourparlers.reading.tokens import Token
from pourparlers.record import Article

ROWS = tables.rows("fr/factuality.tsv")
READINGS = {
    "Rome aurait signé le traité.": ("signé", "hearsay", True),
    "Le doge affirmait que Rome signerait le traité.": ("signerait", "future_in_past", False),
    "Rome signerait le traité si Oslo cédait.": ("signerait", "hypothesis", False),
    "Rome souhaiterait un sursis.": ("souhaiterait", "wish", False),
    "Rome pourrait signer le traité.": ("signer", "modal", False),
}
WORDS = st.sampled_from(
    [
        *("Rome", "Sofia", "ne", "n'", "pas", "plus", "a", "aurait", "va", "peut", "signer", "signé", "signera"),
        *("signerait", "le", "la", "traité", "accord", "que", "qu'", "si", "sans", "de", "à", "refuse de", "exclut"),
        *("nie", "peut-être", "aucun", ",", ".", "?", "«", "»"),
    ]
)


@pytest.fixture(scope="module")
def parsed() -> dict[str, Parsed]:
    """The examples, parsed in one go."""
    texts = [*(row["example"] for row in ROWS), *READINGS]
    return dict(zip(texts, Reader().parse_many([Article(text=text) for text in texts]), strict=True))


def _last(page: Parsed, word: str) -> Token:
    return [token for token in page.doc if token.text == word][-1]


def _as_text(given_: Factuality) -> str:
    return " ".join([given_.polarity, given_.certainty, *(["hearsay"] if given_.hearsay else [])])


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['kind']}-{r['cue']}" for r in ROWS])
def test_a_row_reads_its_example(row: dict[str, str], parsed: dict[str, Parsed]) -> None:
    page = parsed[row["example"]]
    assert _as_text(judge(page, _last(page, row["predicate"]))) == row["reads"]


@pytest.mark.parametrize("text", READINGS)
def test_only_one_of_the_five_conditionals_is_hearsay(text: str, parsed: dict[str, Parsed]) -> None:
    word, reading, hearsay = READINGS[text]
    found = judge(parsed[text], _last(parsed[text], word))
    assert (found.conditional, found.hearsay) == (reading, hearsay)


def test_a_decision_names_its_cues_and_rows(parsed: dict[str, Parsed]) -> None:
    page = parsed["Rabat refuse de signer l'accord."]
    found = judge(page, _last(page, "signer"))
    assert [c.text for c in found.cues] == ["refuse"]
    assert found.rule == "fr/factuality.tsv:refuser"


def test_a_word_alone_is_given_by_its_own_group(parsed: dict[str, Parsed]) -> None:
    page = parsed["Rabat refuse de signer l'accord."]
    assert judge_alone(page, _last(page, "signer")).polarity == "positive"


def test_tables_know_a_verb_that_the_tagger_takes_for_a_noun() -> None:
    page = next(iter(Reader().parse_many([Article(text="Rome ne livre plus de blindés.")])))
    token = _last(page, "livre")
    assert syntax.is_verb(token)
    assert syntax.infinitive(token) == "livrer"


@given(st.lists(WORDS, max_size=20).map(" ".join))
@settings(max_examples=25, deadline=None)
def test_any_word_of_any_text_is_judged(text: str) -> None:
    page = next(iter(Reader().parse_many([Article(text=f"Rome a signé un accord. {text}")])))
    for token in page.doc:
        found = judge(page, token)
        assert all(page.text[c.start : c.end] == c.text for c in found.cues)
        assert found == judge(page, token)
