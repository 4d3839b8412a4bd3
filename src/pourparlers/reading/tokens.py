"""Tokens of a parsed text, as plain objects that cost little to look at.

They have the names and the meaning of spaCy's tokens. Those are made anew, and their words looked up, at each glance;
the steps of reading glance at a word some fifty times.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from pourparlers.knowledge import conjugation, tables

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc as Parse

_COLUMNS: list[int | str] = [
    "SPACY",
    "LEMMA",
    "POS",
    "DEP",
    "MORPH",
    "IS_PUNCT",
    "LIKE_NUM",
    "HEAD",
]
_UNSURE = frozenset({"X", "NOUN", "ADJ", "ADV"})
_FUTURE = ("ra", "ront", "rait", "raient")
_PARTICIPLES = ("é", "és", "ée", "ées", "i", "is", "ie", "ies", "u", "us", "ue", "ues")
_REMEMBERED = 60_000
_UNSIGNED = 2**64 - 1

Asked = TypeVar("Asked")


def once(question: Callable[[Token], Asked]) -> Callable[[Token], Asked]:
    """A question about a token that is answered once: the answer is kept with the token."""
    name = question.__name__

    @wraps(question)
    def asked(token: Token) -> Asked:
        memo = token.memo
        if name in memo:
            return memo[name]  # type: ignore[no-any-return]
        answer = memo[name] = question(token)
        return answer

    return asked


class Morph(dict[str, list[str]]):
    """The features of a word, each with its values."""

    def __init__(self, written: str) -> None:
        pairs = (feature.split("=") for feature in written.split("|") if "=" in feature)
        super().__init__((name, values.split(",")) for name, values in pairs)
        self.written = written if self else ""

    def __str__(self) -> str:
        return self.written


class Token:
    """A word or mark: its place ``i``, what the parser says of it, the word that it hangs on, those that hang on it."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "is_punct",
        "is_sent_start",
        "lemma_",
        "like_num",
        "lower_",
        "memo",
        "morph",
        "pos_",
        "sent",
        "text",
        "whitespace_",
    )

    doc: Doc
    head: Token
    sent: Sentence
    is_sent_start: bool

    def __init__(
        self,
        doc: Doc,
        i: int,
        text: str,
        space: int,
        lemma: str,
        pos: str,
        dep: str,
        morph: Morph,
        is_punct: int,
        like_num: int,
    ) -> None:
        self.doc = doc
        self.i = i
        self.text = text
        self.lower_ = text.lower()
        self.whitespace_ = " " if space else ""
        self.lemma_ = lemma
        self.pos_ = pos
        self.dep_ = dep
        self.morph = morph
        self.is_punct = is_punct
        self.like_num = like_num
        self.is_sent_start = False
        self.children: list[Token] = []
        self.memo: dict[str, Any] = {}

    def __repr__(self) -> str:
        return self.text

    @property
    def lefts(self) -> Iterator[Token]:
        """Those that hang on it, to its left."""
        return (c for c in self.children if c.i < self.i)

    @property
    def rights(self) -> Iterator[Token]:
        """Those that hang on it, to its right."""
        return (c for c in self.children if c.i > self.i)

    @property
    def ancestors(self) -> Iterator[Token]:
        """What it hangs on, what that hangs on, up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> Iterator[Token]:
        """Itself and all that hangs on it, in the order of the text if no branches cross."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def left_edge(self) -> Token:
        """The leftmost of its subtree."""
        return self.doc[self.doc.edges()[0][self.i]]

    @property
    def right_edge(self) -> Token:
        """The rightmost of its subtree."""
        return self.doc[self.doc.edges()[1][self.i]]


class Sentence:
    """A sentence: its tokens are those from ``start`` up to, not with, ``end``."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc = doc
        self.start = start
        self.end = end

    @property
    def root(self) -> Token:
        """The token that all others hang on."""
        return self.doc.root(self.start, self.end)


class Doc(list[Token]):
    """The tokens of a text; a slice of it is a plain list."""

    _edges: tuple[list[int], list[int]] | None = None

    def root(self, first: int, stop: int) -> Token:
        """Of the tokens from ``first`` up to, not with, ``stop`` that nearest to the root of its sentence."""
        outer = [t for t in self[first:stop] if t.head is t or not first <= t.head.i < stop]
        return next((t for t in outer if t.head is t), None) or min(outer, key=_depth)

    def edges(self) -> tuple[list[int], list[int]]:
        """Of each token, where the first and the last word of its subtree stand."""
        if self._edges is None:
            first, last = list(range(len(self))), list(range(len(self)))
            for token in self:
                i, above = token.i, token.head
                while first[above.i] > i:
                    first[above.i], above = i, above.head
            for token in reversed(self):
                i, above = token.i, token.head
                while last[above.i] < i:
                    last[above.i], above = i, above.head
            self._edges = first, last
        return self._edges


def of_parse(
    parse: Parse, words: list[str], sentences: list[tuple[int, int]], kept: list[int], renamed: Container[int]
) -> Doc:
    """The tokens of a parse with these words and sentences, of which it saw those at the places ``kept``; the others
    are adverbs of several words and hang on the verb next to them. Of those ``renamed`` it saw other words."""
    columns = parse.to_array(_COLUMNS).astype(np.int64).T.tolist()
    heads = columns.pop()
    names, morphs = _names(parse.vocab.strings), _morphs(parse.vocab.strings)
    doc = Doc()
    seen = dict(zip(kept, zip(*columns, strict=True), strict=True))
    for i, text in enumerate(words):
        if i in seen:
            space, lemma, pos, dep, morph, punct, num = seen[i]
            base = text if i in renamed else names[lemma]
            doc.append(Token(doc, i, text, space, base, names[pos], names[dep], morphs[morph], punct, num))
        else:
            doc.append(_unseen(doc, i, text))
    for i, at, away in zip(kept, range(len(kept)), heads, strict=True):
        doc[i].head = doc[kept[at + away]]
    for first, stop in sentences:
        _hang_unseen(doc[first:stop], seen.keys())
    for token in doc:
        if token.head is not token:
            token.head.children.append(token)
    for first, stop in sentences:
        sentence = Sentence(doc, first, stop)
        for token in doc[first:stop]:
            token.sent = sentence
            token.is_sent_start = token.i == first
            if token.i > first:
                _mend_reflexive(doc[token.i - 1], token)
        if stop - first > 1:
            _mend_opening(doc[first], doc[first + 1])
    return doc


def _unseen(doc: Doc, i: int, text: str) -> Token:
    """A word that the parser did not see."""
    mark = text == ","
    pos, dep = ("PUNCT", "punct") if mark else ("ADV", "advmod")
    return Token(doc, i, text, not text.endswith("'"), text.lower(), pos, dep, Morph(""), mark, 0)


def _hang_unseen(sentence: list[Token], seen: Container[int]) -> None:
    """Hang the words of a sentence that the parser did not see on the verb nearest to them, else on any other word."""
    away = [t for t in sentence if t.i not in seen]
    if not away:
        return
    verbs = [t for t in sentence if t.i in seen and t.pos_ in ("VERB", "AUX")]
    verbs = verbs or [t for t in sentence if t.i in seen]
    for token in away:
        token.head = min(verbs, key=lambda t: abs(t.i - token.i))


def _mend_reflexive(before: Token, token: Token) -> None:
    """Make a verb of a future that the tagger does not know ("s'entretiendra") after a reflexive pronoun."""
    if token.pos_ in _UNSURE and before.lower_ in ("s'", "se") and token.lower_.endswith(_FUTURE):
        number = "Plur" if token.lower_.endswith("nt") else "Sing"
        token.pos_, token.morph = "VERB", Morph(f"Mood=Ind|Number={number}|Person=3|Tense=Fut|VerbForm=Fin")


def _mend_opening(opening: Token, after: Token) -> None:
    """Make a verb of an opening participle whose capital the tagger takes for that of a name ("Réunis à Oslo, …")."""
    if opening.pos_ == "PROPN" and after.pos_ == "ADP" and opening.lower_ in _participles():
        number = "Plur" if opening.lower_.endswith("s") else "Sing"
        opening.pos_, opening.morph = "VERB", Morph(f"Number={number}|Tense=Past|VerbForm=Part")


@cache
def _participles() -> frozenset[str]:
    """The past participles of the verbs that tell of meetings and journeys."""
    verbs = {v.split()[0] for row in tables.rows("fr/meeting_verbs.tsv") for v in tables.values(row["verb"])}
    plain = verbs - {"avoir", "être", "faire", "aller"}
    return frozenset(f for verb in plain for f in conjugation.forms(verb) if f.endswith(_PARTICIPLES))


def _depth(token: Token) -> int:
    """How far a token is from the root of its sentence; a mark that nothing hangs on is farther than any word."""
    if token.is_punct and not token.children:
        return len(token.doc)
    return sum(1 for _ in token.ancestors)


class _Names(dict[int, str]):
    """Words by the numbers that the parser has for them."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self.strings = strings

    def __missing__(self, key: int) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        name = self[key] = self.strings[key & _UNSIGNED]
        return name


class _Morphs(dict[int, Morph]):
    """Features by the numbers that the parser has for them."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self.strings = strings

    def __missing__(self, key: int) -> Morph:
        morph = self[key] = Morph(self.strings[key & _UNSIGNED])
        return morph


_names = cache(_Names)
_morphs = cache(_Morphs)
