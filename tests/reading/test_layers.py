"""The layers before the parser, remembered or done faster, give what the pipeline's own give."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pourparlers.reading import embedding
from pourparlers.reading.embedding import remember
from pourparlers.reading.encoding import quicken
from pourparlers.reading.reader import PIPELINE

TEXTS = (
    "Le ministre chilien a rencontré lundi à Lima son homologue péruvien, selon Santiago.",
    "« Jamais », a-t-il dit. " * 90,
    "Oui.",
    "Le ministre chilien, lundi : aujourd'hui, à Lima ; 3,5 % de zorglubs à zorglub.example.",
)


@pytest.fixture(scope="module")
def own() -> Language:
    return spacy.load(PIPELINE, exclude=["ner", "attribute_ruler"])


def vectors(nlp: Language, docs: list[Doc]) -> list[Any]:
    model: Any = nlp.get_pipe("tok2vec")
    return [np.array(rows) for rows in model.predict(docs)]


def texts(nlp: Language) -> list[Doc]:
    plain = [nlp.make_doc(t) for t in TEXTS]
    made = [Doc(nlp.vocab, words=[t.text for t in d], spaces=[bool(t.whitespace_) for t in d]) for d in plain]
    return [*made, Doc(nlp.vocab)]


@pytest.mark.parametrize("change", [remember, quicken])
def test_they_give_the_same_vectors(own: Language, change: Any) -> None:
    quick = spacy.load(PIPELINE, exclude=["ner", "attribute_ruler"])
    change(quick)
    for docs in ([0, 1, 2, 3, 4], [3], [4], [1, 0]):
        wanted = vectors(own, [texts(own)[i] for i in docs])
        found = vectors(quick, [texts(quick)[i] for i in docs])
        assert all(np.allclose(w, f, atol=1e-4) for w, f in zip(wanted, found, strict=True))


@pytest.mark.parametrize("room", [4, 30])
def test_little_room_for_words_changes_nothing(own: Language, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    monkeypatch.setattr(embedding, "_REMEMBERED", room)
    quick = spacy.load(PIPELINE, exclude=["ner", "attribute_ruler"])
    remember(quick)
    for _ in range(2):
        for i in range(len(TEXTS)):
            wanted, found = vectors(own, [texts(own)[i]]), vectors(quick, [texts(quick)[i]])
            assert np.allclose(wanted[0], found[0], atol=1e-4)
