"""Adjectives of nationality: peoples ("les Norvégiens"), double ones ("sino-indien"), those beside nouns."""

from __future__ import annotations

from pourparlers.knowledge.gazetteer import Adjective, Gazetteer, fold
from pourparlers.reading.entities.name import Name, Names
from pourparlers.reading.entities.words import Words, halves, words


def add_peoples(ws: Words, world: Gazetteer, names: Names) -> None:
    """ "les Norvégiens", "Russes et Polonais": adjectives of nationality with a capital."""
    for i, text in enumerate(ws.text):
        if not text[0].isupper() or i in names.at or (text.isupper() and len(text) > 1):
            continue
        adjective, stop = adjective_at(ws, world, i)
        if adjective is None or (stop + 1 < len(ws) and ws.glued(stop)):
            continue
        if adjective.number != "s" or (i and ws.low[i - 1] in words("people-before")):
            names.add(Name(i, stop, "people", codes=(adjective.code,), gender=adjective.genders))


def adjective_at(ws: Words, world: Gazetteer, i: int) -> tuple[Adjective | None, int]:
    """The adjective of nationality at a token, if there is one, and where it ends ("sri-lankais" may be three)."""
    stops = (i + 3, i + 1) if i + 2 < len(ws) and ws.glued(i + 1) else (i + 1,)
    for stop in stops:
        found = world.adjectives.get("-".join(ws.atoms[ws.begin[i] : ws.begin[stop]]))
        if found is not None:
            return found, stop
    return None, i


def add_pairs(ws: Words, world: Gazetteer, names: Names) -> None:
    """ "sino-indien": both states; the tokenizer knows some of them as one word."""
    for i, low in enumerate(ws.low):
        if "-" not in low or i in names.at:
            continue
        first, stop = i, i + 1
        half, _, rest = fold(low).rpartition("-")
        if low == "-" and ws.glued(i) and i + 1 < len(ws):
            first, stop = i - 1, i + 2
            half, rest = fold(ws.text[i - 1]), fold(ws.text[i + 1])
        code, other = halves().get(half), world.adjectives.get(rest)
        if code and other:
            names.add(Name(first, stop, "pair", codes=(code, other.code)))


def nationality(ws: Words, world: Gazetteer, names: Names, i: int) -> tuple[Adjective | None, int]:
    """The adjective of nationality at a token that is no part of a name, if there is one, and where it ends."""
    if i >= len(ws) or (ws.capital(i) and not ws.text[i].isupper()) or (i in names.at and names.at[i].sort != "?"):
        return None, i
    if ws.low[i].rstrip("-") in _QUARTERS:
        return _half(ws, world, i)
    return adjective_at(ws, world, i)


_QUARTERS = ("nord", "sud", "est", "ouest")


def _half(ws: Words, world: Gazetteer, i: int) -> tuple[Adjective | None, int]:
    """The first half of "nord et sud-coréens", "nord- et sud-coréen"."""
    j = i + 1 + (i + 1 < len(ws) and ws.text[i + 1] == "-")
    if j + 1 >= len(ws) or ws.low[j] not in ("et", "ou"):
        return None, i
    stop = adjective_at(ws, world, j + 1)[1]
    whole = "-".join(ws.atoms[ws.begin[j + 1] : ws.begin[stop]])
    quarter, _, people = whole.partition("-")
    other = world.adjectives.get(f"{ws.low[i].rstrip('-')}-{people}") if quarter in _QUARTERS else None
    return other, j if other is not None else i
