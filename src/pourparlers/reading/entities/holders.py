"""Several holders of one office, each with a state or a body of his own: "les présidents ghanéen Kofi Asante et
béninois Yao Adjovi", "les présidents Kofi Asante du Ghana et Yao Adjovi du Bénin"."""

from __future__ import annotations

from pourparlers.knowledge.gazetteer import Gazetteer
from pourparlers.reading.entities.name import Name, Names
from pourparlers.reading.entities.peoples import nationality
from pourparlers.reading.entities.phrase import Phrase
from pourparlers.reading.entities.words import Words, words


def holders(ws: Words, world: Gazetteer, names: Names, p: Phrase) -> list[Phrase]:
    """The holders named after the first one, whose phrase is given; it takes the state told after its name."""
    one = p.name if p.name is not None else p.apposed if p.number == "p" else None
    if p.noun.sort not in ("office", "person") or one is None or one.sort != "person":
        return []
    if not p.codes and p.name is not None:
        _own_state(ws, names, p)
    found: list[Phrase] = []
    last = one.stop if p.name is None else p.stop
    end = ws.parsed.sentence(p.head)[1]
    while p.number == "p" and len(p.codes) < 2 and not p.count:
        j = last
        while j < end and ws.low[j] in (",", "et") and j - last < 2:
            j += 1
        told = _next(ws, world, names, p, j, end) if last < j < end - 1 else None
        if told is None:
            break
        found.append(told)
        last = told.stop
    return found


def _next(ws: Words, world: Gazetteer, names: Names, p: Phrase, j: int, end: int) -> Phrase | None:
    """The holder whose words begin at a token: an adjective, what it is of, or the name alone where none is told."""
    adjective, at = nationality(ws, world, names, j)
    of = _body(ws, names, j) if isinstance(p.of, Name) and ws.low[j] in words("of") else None
    at = of[1] if of is not None else at
    if at > j and ws.text[at] == "," and p.name is None:
        at += 1  # "les ministres ghanéen, Kofi Asante, et béninois, Yao Adjovi"
    name = names.at.get(at) if at < end else None
    if name is None or name.first != at or name.sort != "person" or name.stop - name.first < 2:
        return None
    first = j if of is None else j + 1
    one = Phrase(first, name.stop, at, first, p.noun, "definite", "s", p.gender, office=p.office, name=name)
    one.portfolio, one.former = p.portfolio, p.former
    if adjective is not None and adjective.code != "ZZZ":
        one.codes.append(adjective.code)
    elif of is not None:
        one.of = of[0]
        one.codes += [k.code for k in (of[0].known if of[0] is not None else ()) if k.code and k.code != "ZZZ"][:1]
    else:
        _own_state(ws, names, one)
    return one if one.codes or of is not None or not p.codes else None


def _body(ws: Words, names: Names, j: int) -> tuple[Name | None, int] | None:
    """What "et du Conseil européen Jan Lund" tells after "les présidents de l'Union Kofi Asante": its name, if it is
    known, and where the person's begins."""
    k = j + 1 + (ws.low[j + 1] in words("article"))
    known = names.at.get(k)
    if known is not None and known.sort != "person":
        return known, known.stop
    if not ws.capital(k) or known is not None:
        return None
    while k < j + 5 and k + 1 < len(ws) and k not in names.at and ws.parsed.doc[k].pos_ in ("NOUN", "PROPN", "ADJ"):
        k += 1
    return None, k


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
