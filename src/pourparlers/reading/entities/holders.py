"""Several holders of one office, each with a state of his own: "les présidents ghanéen Kofi Asante et béninois Yao
Adjovi", "les présidents Kofi Asante du Ghana et Yao Adjovi du Bénin"."""

from __future__ import annotations

from pourparlers.knowledge.gazetteer import Gazetteer
from pourparlers.reading.entities.name import Name, Names
from pourparlers.reading.entities.peoples import nationality
from pourparlers.reading.entities.phrase import Phrase
from pourparlers.reading.entities.words import Words, words


def holders(ws: Words, world: Gazetteer, names: Names, p: Phrase) -> list[Phrase]:
    """The holders named after the first one, whose phrase is given; it takes the state told after its name."""
    if p.noun.sort != "office" or p.name is None or p.name.sort != "person":
        return []
    if not p.codes:
        _own_state(ws, names, p)
    found: list[Phrase] = []
    last = p
    end = ws.parsed.sentence(p.head)[1]
    while p.number == "p" and len(p.codes) == 1 and last.stop + 2 < end and ws.low[last.stop] in (",", "et"):
        told = _next(ws, world, names, p, last.stop + 1)
        if told is None:
            break
        found.append(told)
        last = told
    return found


def _next(ws: Words, world: Gazetteer, names: Names, p: Phrase, j: int) -> Phrase | None:
    adjective, at = nationality(ws, world, names, j)
    name = names.at.get(at)
    if name is None or name.first != at or name.sort != "person" or name.stop - name.first < 2:
        return None
    one = Phrase(j, name.stop, at, j, p.noun, "definite", "s", p.gender, office=p.office, name=name)
    one.portfolio, one.former = p.portfolio, p.former
    if adjective is not None and adjective.code != "ZZZ":
        one.codes.append(adjective.code)
    else:
        _own_state(ws, names, one)
    return one if one.codes else None


def _own_state(ws: Words, names: Names, p: Phrase) -> None:
    """Give the state that stands after a name ("Kofi Asante du Ghana")."""
    if p.stop + 1 >= len(ws) or ws.low[p.stop] not in words("of"):
        return
    k = p.stop + 1 + (ws.low[p.stop + 1] in words("article"))
    state = names.at.get(k)
    code = _code(state) if state is not None and state.first == k else ""
    if state is not None and code:
        p.codes.append(code)
        p.of, p.stop = state, state.stop


def _code(name: Name) -> str:
    if name.sort in ("person", "media"):
        return ""
    return next((e.code for e in name.known if e.code and e.code != "ZZZ" and e.sort == "state"), "")
