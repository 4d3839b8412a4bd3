"""Names as they are compared: without accents, capitals or articles, a person by the family name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from pourparlers.knowledge.tables import rows

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "’": "'"})
_WORD = re.compile(r"[a-z0-9]+")


@cache
def words_of_class(name: str) -> frozenset[str]:
    """The folded words of one class of ``fr/linking.tsv``."""
    return frozenset(fold(row["word"]) for row in rows("fr/linking.tsv") if row["class"] == name)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The words of a text in lower case without accents, one space between them."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """The words that tell a name from another: folded, articles and titles left out."""
    folded = fold(name)
    return " ".join(w for w in folded.split() if w not in words_of_class("small")) or folded


@lru_cache(maxsize=65_536)
def same_name(a: str, b: str) -> bool:
    """Do two name keys name the same? By the last word, or where one holds all the words of the other."""
    if not a or not b:
        return False
    x, y = a.split(), b.split()
    return x[-1] == y[-1] or set(x) <= set(y) or set(y) <= set(x)
