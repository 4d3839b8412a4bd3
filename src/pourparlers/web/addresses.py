"""Stable addresses: an actor is its state's code and the words of its name, as they are compared."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from pourparlers.knowledge.tables import rows, values
from pourparlers.linking.mentions import NOWHERE
from pourparlers.linking.names import name_key


def actor(name: str, country: str | None = None) -> str:
    """The address of an actor's page; a state by its name has that of its code alone."""
    code = country or NOWHERE
    key = name_key(name)
    if not key:
        return f"/actors/{quote(code)}"
    if key in _names_of(code):
        return f"/actors/{quote(code)}"
    return f"/actors/{quote(code)}/{quote(key.replace(' ', '-'))}"


@cache
def _names_of(code: str) -> frozenset[str]:
    """The names of a state, as they are compared."""
    named = (row for row in rows("states.tsv") if row["code"] == code)
    return frozenset(name_key(n) for row in named for n in (row["name"], *values(row["other_names"]), code))
