"""PLOVER's contexts of an event, told by the words that stand in its claims."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pourparlers.knowledge.tables import rows, values
from pourparlers.linking.names import fold


def contexts(texts: Iterable[str]) -> list[str]:
    """The contexts whose words (``fr/contexts.tsv``) stand in one of the texts, in the order of the alphabet."""
    joined = " \n ".join(fold(t) for t in dict.fromkeys(texts))
    return sorted(name for name, form in _forms() if form.search(joined))


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["context"], _form(values(row["words"]))) for row in rows("fr/contexts.tsv"))


def _form(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for words as ``fold`` leaves them; a * stands for any ending."""
    alternatives = (" ".join(_piece(piece) for piece in w.split()) for w in words)
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(alternatives)})(?![a-z0-9])")


def _piece(word: str) -> str:
    return fold(word.rstrip("*")) + ("[a-z]*" if word.endswith("*") else "")
