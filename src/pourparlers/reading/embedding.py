"""The vectors that the parser begins with, remembered.

What the first layer of the pipeline makes of a word hangs on the word alone and on whether a space follows. It is a
good third of the work of the layers before the parser; here it is done once for each word that is met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab
    from thinc.api import Model

_REMEMBERED = 30_000

Key = tuple[int, int]


def remember(nlp: Language) -> None:
    """Let the pipeline remember the vectors of some tens of thousands of words."""
    from thinc.api import Model

    model: Model[Any, Any] = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    embed, *_ = model.layers
    table = _Table(embed)

    def forward(_: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[Any, Any]:
        assert not is_train
        return table.vectors(docs), None

    model.layers[0] = Model("remembered", forward, dims={"nO": embed.get_dim("nO")}, ops=embed.ops)


class _Table:
    """The vectors of the words that were met, a row each."""

    def __init__(self, embed: Model[Any, Any]) -> None:
        self.embed = embed
        self.rows: dict[Key, int] = {}
        self.table = np.zeros((_REMEMBERED, embed.get_dim("nO")), dtype="float32")

    def vectors(self, docs: list[Doc]) -> list[Any]:
        """The vectors of the words of some texts."""
        keys = [list(zip(*doc.to_array(["ORTH", "SPACY"]).T.tolist(), strict=True)) for doc in docs]
        new = {key for text in keys for key in text if key not in self.rows}
        if len(self.rows) + len(new) > _REMEMBERED:
            self.rows.clear()
            new = {key for text in keys for key in text}
        if len(new) > _REMEMBERED:
            return self.embed.predict(docs)  # type: ignore[no-any-return]
        if new:
            self._add(docs[0].vocab, list(new))
        return [self.table[[self.rows[key] for key in text]] for text in keys]

    def _add(self, vocab: Vocab, keys: list[Key]) -> None:
        words = Doc(vocab, words=[vocab.strings[orth] for orth, _ in keys], spaces=[bool(space) for _, space in keys])
        first = len(self.rows)
        self.table[first : first + len(keys)] = self.embed.predict([words])[0]
        self.rows.update(zip(keys, range(first, first + len(keys)), strict=True))
