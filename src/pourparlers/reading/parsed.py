"""A parsed article: the text, its prose and its tokens, with the way back from any token to the text as given.

This is what every step reads. One ``Doc`` holds the whole article; its sentences are ours (``prose``), the parser is
only let loose inside them. Quotation marks reach it as « and », which its training texts have.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Doc as Parse

from pourparlers.reading.adverbials import droppable
from pourparlers.reading.prose import Prose, Sentence
from pourparlers.reading.stand_ins import stand_ins
from pourparlers.reading.tokens import Doc, Token, of_parse
from pourparlers.record import Article, Span

if TYPE_CHECKING:
    from spacy.language import Language

_REMEMBERED = 40_000
_PIECE = re.compile(r"[«»]|[^\s«»]+")
_TITLED = re.compile(r"(?:MM?|Mmes?|Mgr|Dr|Me)\.(?=[A-ZÀ-Ý][a-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article with its tokens; ``starts`` and ``ends`` give each token's offsets in the text as given."""

    article: Article
    prose: Prose
    doc: Doc
    starts: list[int]
    ends: list[int]
    sentence_of: list[int]
    sentences: list[tuple[int, int]]

    @property
    def text(self) -> str:
        """The article's text exactly as it was given."""
        return self.prose.text

    def span(self, first: int, stop: int) -> Span:
        """The words from token ``first`` up to, not with, token ``stop``."""
        return self.words(self.starts[first], self.ends[stop - 1])

    def words(self, start: int, end: int) -> Span:
        """The words between two offsets."""
        return Span(start=start, end=end, text=self.text[start:end])

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The range of tokens that touch the offsets from ``start`` to ``end``."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def sentence(self, token: int) -> tuple[int, int]:
        """The range of tokens of the sentence that a token stands in."""
        return self.sentences[self.sentence_of[token]]

    def subtree(self, token: Token) -> tuple[int, int]:
        """The range of tokens from the leftmost to past the rightmost one that hangs on a token."""
        return token.left_edge.i, token.right_edge.i + 1


@dataclass(frozen=True, slots=True)
class Draft:
    """An article cut into words: give ``.doc`` to the pipeline, then take what is ``parsed``. The pipeline sees only
    the words at the places ``kept``, all but adverbs of several words, and other names in place of some (``seen_as``).
    """

    article: Article
    prose: Prose
    doc: Parse
    words: list[str]
    starts: list[int]
    sentences: list[tuple[int, int]]
    kept: list[int]
    seen_as: dict[int, str]

    def parsed(self) -> Parsed:
        """The article with what the pipeline has said of its words."""
        ends = [s + len(w) for s, w in zip(self.starts, self.words, strict=True)]
        sentence_of = [n for n, (first, stop) in enumerate(self.sentences) for _ in range(first, stop)]
        doc = of_parse(self.doc, self.words, self.sentences, self.kept, self.seen_as.keys())
        return Parsed(self.article, self.prose, doc, self.starts, ends, sentence_of, self.sentences)


def tokenize(nlp: Language, article: Article, prose: Prose) -> Draft:
    """Words for an article, sentence by sentence."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    kept: list[int] = []
    seen_as: dict[int, str] = {}
    heads: list[bool | int | None] = []
    sentences: list[tuple[int, int]] = []
    pieces = _pieces(nlp)
    for sentence in prose.sentences:
        first = len(words)
        for start, word, space in _words(pieces, prose.clean, sentence):
            words.append(word)
            spaces.append(space)
            starts.append(start)
        sentences.append((first, len(words)))
        dropped = droppable([w.lower() for w in words[first:]])
        seen = [i for i in range(first, len(words)) if i - first not in dropped]
        heads += [i == seen[0] for i in seen]
        kept += seen
        seen_as.update((first + i, word) for i, word in stand_ins(words[first:]).items())
    shown = [seen_as.get(i, words[i]) for i in kept]
    doc = Parse(nlp.vocab, words=shown, spaces=[spaces[i] for i in kept], sent_starts=heads)
    return Draft(article, prose, doc, words, starts, sentences, kept, seen_as)


def _words(pieces: _Pieces, clean: str, sentence: Sentence) -> Iterator[tuple[int, str, bool]]:
    """The words of a sentence: where each starts, and whether a space follows. Quotation marks stand alone."""
    for found in _PIECE.finditer(clean, sentence.start, sentence.end):
        at, stop = found.span()
        followed = stop < sentence.end and clean[stop] == " "
        words = pieces[found.group()]
        for away, word in words[:-1]:
            yield at + away, word, False
        away, word = words[-1]
        yield at + away, word, followed


class _Pieces(dict[str, list[tuple[int, str]]]):
    """What stands between two spaces or quotation marks, as it is cut into words, each with its place."""

    def __init__(self, nlp: Language) -> None:
        super().__init__()
        self.nlp = nlp

    def __missing__(self, piece: str) -> list[tuple[int, str]]:
        if len(self) > _REMEMBERED:
            self.clear()
        titled = _TITLED.match(piece)  # "M.Holm", written without a space
        away = titled.end() if titled else 0
        words = self[piece] = [(token.idx + away, token.text) for token in self.nlp.tokenizer(piece[away:])]
        if titled:
            words.insert(0, (0, titled.group()))
        at = next((k for k in range(1, len(words) - 1) if words[k][1] == "-" and words[k + 1][1] == "elles"), None)
        if at is not None:  # "disent-elles", cut as "disent-ils" is
            words[at : at + 2] = [(words[at][0], "-elles")]
        return words


_pieces = cache(_Pieces)
