"""Syntax: words that are verbs though the tagger takes them for others, and participles that are not passive."""

from __future__ import annotations

import datetime as dt

import pytest

from pourparlers import Reader
from pourparlers.reading import syntax
from pourparlers.reading.tokens import Token
from pourparlers.record import Article


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _word(reader: Reader, text: str, word: str) -> Token:
    (parsed,) = reader.parse_many([Article(text=text, published=dt.date(2025, 10, 21))])
    return next(t for t in parsed.doc if t.text == word)


@pytest.mark.parametrize(
    ("text", "word", "verb"),
    [
        ("L'opposition reproche à l'exécutif de tarder.", "reproche", True),
        ("L'autorité portuaire presse les autres riverains d'agir.", "presse", True),
        ("Le conseil régional menace de couper les aides.", "menace", True),
        ("La nouvelle demande à l'armateur surprend.", "demande", False),
        ("La carte de presse est obligatoire.", "presse", False),
        ("Une nouvelle offre de reprise est attendue.", "offre", False),
    ],
)
def test_a_known_form_after_a_noun_phrase_is_a_verb_where_an_object_follows(
    reader: Reader, text: str, word: str, verb: bool
) -> None:
    assert syntax.is_verb(_word(reader, text, word)) is verb


@pytest.mark.parametrize(
    ("text", "word", "passive"),
    [
        ("La mairesse s'est au contraire félicitée de l'accord.", "félicitée", False),
        ("Le consul s'est, à cette occasion, engagé à revenir.", "engagé", False),
        ("Le consul a été accusé par ses pairs.", "accusé", True),
        ("Le consul est, de longue date, accusé par ses pairs.", "accusé", True),
    ],
)
def test_a_participle_with_a_reflexive_is_not_passive(reader: Reader, text: str, word: str, passive: bool) -> None:
    assert syntax.is_passive(_word(reader, text, word)) is passive
