"""A parsed article: the text, its prose and its tokens, with the way back from any token to the text as given.

This is what every step reads. One spaCy ``Doc`` holds the whole article; its sentences are ours (``prose``), the
parser is only let loose inside them. Quotation marks reach it as « and », which its training texts have.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from pourparlers.reading.prose import Prose, Sentence
from pourparlers.record import Article, Span

_MARK = re.compile("([«»])")


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


def tokenize(nlp: Language, article: Article, prose: Prose) -> Parsed:
    """Tokens for an article, sentence by sentence, not parsed yet: give ``.doc`` to the pipeline."""
    words: list[str] = []
    spaces: list[bool] = []
    heads: list[bool | int | None] = []
    starts: list[int] = []
    sentence_of: list[int] = []
    sentences: list[tuple[int, int]] = []
    for sentence in prose.sentences:
        first = len(words)
        for start, word, space in _words(nlp, prose.clean, sentence):
            heads.append(len(words) == first)
            words.append(word)
            spaces.append(space)
            starts.append(start)
            sentence_of.append(len(sentences))
        sentences.append((first, len(words)))
    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=heads)
    ends = [s + len(w) for s, w in zip(starts, words, strict=True)]
    return Parsed(article, prose, doc, starts, ends, sentence_of, sentences)


def _words(nlp: Language, clean: str, sentence: Sentence) -> Iterator[tuple[int, str, bool]]:
    """The words of a sentence: where each starts, and whether a space follows. Quotation marks stand alone."""
    at = sentence.start
    for piece in _MARK.split(clean[sentence.start : sentence.end]):
        for token in nlp.tokenizer(piece):
            if not token.is_space:
                start = at + token.idx
                end = start + len(token.text)
                yield start, token.text, end < sentence.end and clean[end] == " "
        at += len(piece)
