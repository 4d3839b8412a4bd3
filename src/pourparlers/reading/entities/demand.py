"""Which phrases are somebody at once, and which only where a statement or an act asks for them."""

from __future__ import annotations

from pourparlers.reading.entities.descriptions import Descriptions
from pourparlers.reading.entities.name import Name
from pourparlers.reading.entities.phrase import Phrase
from pourparlers.reading.entities.roles import after_speech, before_verb
from pourparlers.reading.entities.words import Words, words


def only_on_demand(ws: Words, known: Descriptions, p: Phrase) -> bool:
    """Common nouns that are seldom somebody: "des habitants", "la région", "la formation des soldats"."""
    if p.noun.sort in ("person", "source") and not p.codes and (p.inner or _hangs_on_of(ws, p)):
        return True
    if p.noun.sort == "body":
        return _body_on_demand(ws, known, p)
    return p.noun.sort in ("person", "source") and p.noun.source == "other" and p.number == "p" and not p.count


def counted(p: Phrase) -> bool:
    """ "les deux organisations", with nothing after them that tells which."""
    told = p.codes or p.of is not None or p.name is not None or p.stop - p.head > 1
    return bool(p.count) and p.determiner in ("definite", "demonstrative") and not told


def _body_on_demand(ws: Words, known: Descriptions, p: Phrase) -> bool:
    if p.codes or p.of is not None or p.name is not None:
        return p.noun.lemma in words("vague-body") and _is_thing(ws, known, p)
    if p.determiner in ("definite", "demonstrative"):
        return p.noun.lemma in words("vague-body") and _is_thing(ws, known, p)
    if p.determiner != "possessive":
        return True
    own = p.noun.lemma in words("own-body") and known.same_body(p, "") is not None
    return not own and p.noun.lemma not in words("organ")


def _is_thing(ws: Words, known: Descriptions, p: Phrase) -> bool:
    """ "la formation des soldats", "la coordination militaire": no body that is named, of a state, or speaks."""
    if p.codes or p.name is not None or isinstance(p.of, Name):
        return False
    told = p.stop < len(ws) and ws.low[p.stop] in words("of")  # "la formation d'un gouvernement"
    if not told and known.same_body(p, "") is not None:
        return False
    return not (after_speech(ws, p.first) or before_verb(ws, p.first, p.stop))


def _hangs_on_of(ws: Words, p: Phrase) -> bool:
    """ "les droits de l'homme": nobody in particular."""
    before = ws.low[p.first - 1] if p.first else ""
    return p.noun.source == "other" and before in words("of")
