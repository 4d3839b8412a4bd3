"""The layers that give each word its neighbours' sense, with less to and fro in memory.

The pipeline's own do the same sums; they take more than half as long again, since they go through all words of a batch
at each step. Here some hundreds of words go through all steps, and stay in the processor's cache meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from thinc.api import Model

Matrix = Any

_TOGETHER = 500
"""Words, about, that go through all layers together."""
_TINY = np.float32(1e-8)


def quicken(nlp: Language) -> None:
    """Put the quicker layers in the place of the pipeline's own."""
    from thinc.api import Model

    model: Model[Any, Any] = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    own = model.layers[1]
    encoder = Encoder(own)

    def forward(_: Model[Any, Any], texts: list[Matrix], is_train: bool) -> tuple[list[Matrix], Any]:
        assert not is_train
        return encoder.encode(texts), None

    model.layers[1] = Model("encode", forward, dims={"nO": encoder.width}, ops=own.ops)


class Encoder:
    """Layers that each look at a word and its two neighbours, take the greatest of some sums, and put them to scale.

    ``model`` is a ``MaxoutWindowEncoder`` with a window of one; its weights are used.
    """

    def __init__(self, model: Model[Any, Any]) -> None:
        sums = [m for m in model.walk() if m.name == "maxout"]
        scales = [m for m in model.walk() if m.name == "layernorm"]
        self.width: int = scales[0].get_dim("nO")
        self.layers = [
            (*_side_by_side(s.get_param("W"), s.get_param("b")), n.get_param("G"), n.get_param("b"))
            for s, n in zip(sums, scales, strict=True)
        ]

    def encode(self, texts: list[Matrix]) -> list[Matrix]:
        """For each text a row a word, as it came."""
        return [rows for some in _together(texts) for rows in self._encode(some)]

    def _encode(self, texts: list[Matrix]) -> list[Matrix]:
        # Between texts, and at both ends, as many empty rows as a word can see through all layers.
        gap, width = len(self.layers), self.width
        words = np.zeros((sum(map(len, texts)) + gap * (len(texts) + 1), width), dtype="float32")
        places, at = [], gap
        for text in texts:
            places.append(words[at : at + len(text)])
            places[-1][:] = text
            at += len(text) + gap
        seen = np.zeros((len(words), 3 * width), dtype="float32")
        best = np.empty_like(words)
        for weights, bias, scale, shift in self.layers:
            seen[1:, :width] = words[:-1]
            seen[:, width : 2 * width] = words
            seen[:-1, 2 * width :] = words[1:]
            sums = seen @ weights
            sums += bias
            np.maximum(sums[:, :width], sums[:, width : 2 * width], out=best)
            for piece in range(2 * width, sums.shape[1], width):
                np.maximum(best, sums[:, piece : piece + width], out=best)
            best -= best.mean(axis=1, keepdims=True)
            spread = np.einsum("ij,ij->i", best, best) / np.float32(width) + _TINY
            best *= (spread ** np.float32(-0.5))[:, None]
            best *= scale
            best += shift
            words += best
        return places


def _side_by_side(weights: Matrix, bias: Matrix) -> tuple[Matrix, Matrix]:
    """Weights (of an output, of a piece, of an input) and bias with the outputs of each piece side by side."""
    outputs, pieces, inputs = weights.shape
    return (
        np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * outputs, inputs).T),
        np.ascontiguousarray(bias.T.reshape(pieces * outputs)),
    )


def _together(texts: list[Matrix]) -> Iterator[list[Matrix]]:
    some: list[Matrix] = []
    for text in texts:
        some.append(text)
        if sum(map(len, some)) >= _TOGETHER:
            yield some
            some = []
    if some:
        yield some
