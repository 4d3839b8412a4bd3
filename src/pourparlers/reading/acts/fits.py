"""Do the nouns that a frame asks for stand there? A set of ``fr/act_nouns.tsv`` may ask for a name instead of a noun:
``=party`` (a state, body or person), ``=somebody`` (a person), ``=national`` (people by their state: "cinq Suédois"),
``=envoy`` (a person who is an ambassador or consul), ``=place`` (a place by its name)."""

from __future__ import annotations

from functools import cache

from pourparlers.knowledge.gazetteer import fold, gazetteer
from pourparlers.reading import syntax
from pourparlers.reading.acts.adjuncts import past_adjuncts
from pourparlers.reading.acts.clause import Clause, Place
from pourparlers.reading.entities.roles import suffixes
from pourparlers.reading.tokens import Doc, Token

_ENVOYS = frozenset({"ambassador", "consul", "chargé d'affaires", "attaché"})
_LONG = 40
_SHORT = 10
_BACK = 18


def fits(clause: Clause, found: Place | None) -> bool:
    """Does a noun of one of the frame's sets (of each, where it says so) stand in the object, or near the verb?"""
    frame, start = clause.frame, clause.start
    first, stop = (found.first, found.stop) if found else (start, min(clause.limit, start + _SHORT))
    clause_long = found is not None and (found.head.lower_ in ("que", "qu'") or found.head.i < clause.trigger.i)
    near = (first, min(stop, first + (_LONG if clause_long else 8)))
    far = _past_names(clause, past_adjuncts(clause) + _SHORT) if frame.kind == "verb" else start + _SHORT
    early = (start, min(clause.limit, far))
    named = _named(clause, found)
    taken_up = (first - _BACK, first) if found is None and _is_taken_up(clause) else (0, 0)
    held = (
        holds(clause.doc, words, max(0, taken_up[0]), taken_up[1])
        or holds(clause.doc, words, *near)
        or holds(clause.doc, words, *early)
        or _is_one(clause, words, named, near)
        for words in frame.sets
    )
    return all(held) if "all" in frame.needs else any(held)


def _past_names(clause: Clause, stop: int) -> int:
    """As many words on as have a capital: a long name keeps no noun out of reach."""
    i, told = clause.start, clause.doc[clause.start : clause.limit]
    return stop + sum(t.text[0].isupper() for t in told[: max(0, stop - i)])


_WHO = frozenset({"=party", "=somebody", "=envoy", "=national", "=place"})
"""What a set may ask for besides nouns: anybody, a person, an envoy, people by their state, a place by its name."""


def holds(doc: Doc, words: frozenset[str], first: int, stop: int, *, named: bool = False) -> bool:
    """Does one of the nouns of a set (of one word or several) stand here? If ``named``, a participle that describes
    something else ("une solution négociée") is none of them."""
    for i in range(first, stop):
        form = doc[i].lower_
        if named and doc[i].dep_ in ("acl", "amod") and i > first:
            continue
        if form in words or form.rstrip("s") in words or doc[i].lemma_.lower() in words:
            return True
    phrases = _phrases(words)
    if not phrases:
        return False
    text = _singular(" ".join(doc[i].lower_ for i in range(first, stop)).replace("' ", "'"))
    return any(phrase in text for phrase in phrases)


@cache
def _phrases(words: frozenset[str]) -> tuple[str, ...]:
    """The nouns of several words of a set, as ``_singular`` writes them."""
    return tuple({_singular(w) for w in words if " " in w})


def _singular(text: str) -> str:
    """A stretch with no plural s ("points de passage")."""
    return " ".join(word.rstrip("s") for word in text.split())


def _is_taken_up(clause: Clause) -> bool:
    """Does a pronoun stand for the object, which was named before ("une offre est arrivée ; Rome l'a déclinée")?"""
    if clause.frame.kind != "verb" or "obj" not in clause.frame.object or "object" in clause.frame.needs:
        return False
    return any(c.lower_ in ("le", "la", "l'", "les") for c in syntax.clitics(clause.trigger))


def _named(clause: Clause, found: Place | None) -> Token | None:
    """The word that the direct object is built on, or the clitic that stands for it."""
    if found is not None:
        return found.head
    if clause.frame.kind != "verb" or "obj" not in (*clause.frame.object, *clause.frame.recipient):
        return None
    return next((c for c in syntax.clitics(clause.trigger) if c.lower_ in syntax.forms("object clitic")), None)


def _is_one(clause: Clause, words: frozenset[str], named: Token | None, near: tuple[int, int]) -> bool:
    """Does the object name whom the set asks for?"""
    if named is None or words.isdisjoint(_WHO):
        return False
    if "=place" in words and any(clause.scene.entity(i).kind == "place" for i in clause.scene.who.resolve(named.i)):
        return True
    scene, ids = clause.scene, clause.scene.party(named)
    if "=party" in words and ids:
        return True
    if "=somebody" in words and (any(scene.entity(i).kind == "person" for i in ids) or scene.somebody(named)):
        return True
    if "=envoy" in words and any(scene.entity(i).office in _ENVOYS for i in ids):
        return True
    if "=somebody" in words and _is_profession(named):
        return True
    return "=national" in words and any(is_national(clause.doc[i]) for i in range(*near))


def _is_profession(noun: Token) -> bool:
    """Is it a noun with the ending of those for persons, that has a nationality ("trois géologues suédois")?"""
    if noun.pos_ != "NOUN" or not noun.lower_.rstrip("s").endswith(suffixes()):
        return False
    known = gazetteer().adjectives
    return any(c.pos_ == "ADJ" and c.i > noun.i and fold(c.text) in known for c in noun.children)


def is_national(token: Token) -> bool:
    """Is it a noun for people of a state ("deux Suédois")?"""
    return token.text[:1].isupper() and not token.is_sent_start and fold(token.text) in gazetteer().adjectives
