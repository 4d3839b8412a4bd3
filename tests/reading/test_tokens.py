"""Our tokens say what spaCy's say, and tokens are those that spaCy's tokenizer makes."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc as Parse

from pourparlers.reading.parsed import Draft, tokenize
from pourparlers.reading.prose import segment
from pourparlers.reading.reader import pipeline
from pourparlers.reading.tokens import Token, once
from pourparlers.record import Article

TEXTS = (
    "Le ministre chilien a rencontré lundi à Lima, où il s'est rendu, son homologue péruvien. « Rien n'est prêt », "
    "a-t-il dit.\n\nSelon Santiago, qui l'avait annoncé, aujourd'hui encore, deux accords sont attendus.",
    "Oslo,qui a dit « oui»à 14h30,paie 3,5 % (jusqu'à 10.000 euros/mois) à M. Dupont-Aubert.",
    "Oui.",
    "",
)


def drafts() -> list[Draft]:
    nlp = pipeline()
    made = [tokenize(nlp, Article(text=text), segment(text)) for text in TEXTS]
    for draft in made:
        for _, component in nlp.pipeline:
            component(draft.doc)
    return made


@pytest.fixture(scope="module")
def read() -> list[Draft]:
    return drafts()


@pytest.mark.parametrize("n", range(len(TEXTS)))
def test_tokens_say_what_the_parse_says(read: list[Draft], n: int) -> None:
    parse, doc = read[n].doc, read[n].parsed().doc
    assert len(parse) == len(doc)
    for theirs, ours in zip(parse, doc, strict=True):
        for name in ("i", "text", "lower_", "lemma_", "pos_", "dep_", "whitespace_", "is_punct", "like_num"):
            assert getattr(ours, name) == getattr(theirs, name), name
        assert bool(ours.is_sent_start) == bool(theirs.is_sent_start)
        assert (ours.head.i, ours.left_edge.i, ours.right_edge.i) == (
            theirs.head.i,
            theirs.left_edge.i,
            theirs.right_edge.i,
        )
        for name in ("children", "lefts", "rights", "subtree", "ancestors"):
            assert [t.i for t in getattr(ours, name)] == [t.i for t in getattr(theirs, name)], name
        assert str(ours.morph) == str(theirs.morph)
        assert ours.morph.get("Gender", []) == theirs.morph.get("Gender", [])
        assert (ours.sent.start, ours.sent.end) == (theirs.sent.start, theirs.sent.end)
        assert ours.sent.root.i == theirs.sent.root.i


def test_the_root_of_some_tokens(read: list[Draft]) -> None:
    parse, doc = read[0].doc, read[0].parsed().doc
    for first in range(len(doc)):
        for stop in range(first + 1, min(first + 9, len(doc) + 1)):
            assert doc.root(first, stop).i == parse[first:stop].root.i


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_those_of_the_tokenizer(text: str) -> None:
    nlp = pipeline()
    prose = segment(text)
    draft = tokenize(nlp, Article(text=text), prose)
    wanted = [
        t.text
        for sentence in prose.sentences
        for piece in prose.clean[sentence.start : sentence.end].replace("«", " « ").replace("»", " » ").split(" ")
        for t in nlp.tokenizer(piece)
    ]
    assert draft.words == wanted
    assert [prose.clean[s : s + len(w)] for s, w in zip(draft.starts, draft.words, strict=True)] == draft.words


def test_a_question_is_answered_once() -> None:
    asked: list[int] = []

    @once
    def is_first(token: Token) -> bool:
        asked.append(token.i)
        return token.i == 0

    draft = tokenize(pipeline(), Article(text="Oui, oui."), segment("Oui, oui."))
    assert isinstance(draft.doc, Parse)
    doc = draft.parsed().doc
    assert [is_first(t) for t in (doc[0], doc[1], doc[0])] == [True, False, True]
    assert asked == [0, 1]
