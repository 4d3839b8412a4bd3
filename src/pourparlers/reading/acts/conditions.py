"""What one side sets to another as a condition ("Oslo livrera le gaz à condition que Rome lève son veto"), and what it
threatens with if it is not met ("sous peine de sanctions")."""

from __future__ import annotations

from functools import cache

from pourparlers.knowledge import tables
from pourparlers.reading import subjects, syntax
from pourparlers.reading.acts.clause import Stretch, clause_of, trimmed
from pourparlers.reading.acts.frames import Frame, spoken
from pourparlers.reading.acts.roles import Roles
from pourparlers.reading.acts.scene import Scene
from pourparlers.reading.factuality import is_negated
from pourparlers.reading.tokens import Token

TABLE = "fr/act_conditions.tsv"


@cache
def by_first() -> dict[str, tuple[tuple[tuple[str, ...], Frame], ...]]:
    """First word → the conjunctions that begin with it, as words, each with its frame."""
    out: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
    for row in tables.rows(TABLE):
        words = tuple(row["cue"].split())
        out.setdefault(words[0], []).append((words, _frame(row)))
    return {first: tuple(found) for first, found in out.items()}


def _frame(row: dict[str, str]) -> Frame:
    return spoken(row, TABLE, "noun", row["cue"].split()[0], tables.values(row["next"]))


def read(scene: Scene, token: Token) -> tuple[Frame, Roles] | None:
    """The condition that begins here: of whoever speaks, or of the subject before it, to the subject of its clause."""
    doc = token.doc
    for words, frame in by_first().get(token.lower_, ()):
        start = token.i + len(words)
        follows = start + 1 < len(doc) and doc[start].lower_ in frame.object
        if not follows or any(doc[token.i + k].lower_ != word for k, word in enumerate(words)):
            continue
        return (_condition if frame.type == "REQUEST" else _threat)(scene, frame, token, start + 1)
    return None


def _threat(scene: Scene, frame: Frame, token: Token, start: int) -> tuple[Frame, Roles] | None:
    """What follows "sous peine de": of whoever speaks, or of the subject before it."""
    actors = _conditioner(scene, token)
    words = _up_to_comma(start, clause_of(scene, frame, token, start).limit, token)
    evidence = trimmed(token.doc, token.i, words[1])
    return (frame, Roles(actors, (), trimmed(token.doc, *words), evidence)) if actors and evidence else None


def _condition(scene: Scene, frame: Frame, token: Token, start: int) -> tuple[Frame, Roles] | None:
    clause = clause_of(scene, frame, token, start)
    verbs = (t for t in token.doc[start : min(clause.limit, start + 12)] if syntax.form(t) == "finite")
    verb = next((t for t in verbs if syntax.is_verb(t)), None)
    if "negated" in frame.needs and (verb is None or not is_negated(_main(verb))):
        return None
    asked = scene.parties(subjects.subject(verb)) if verb is not None else ()
    asked = scene.parties_in(start, verb.i) if verb is not None and not asked else asked
    actors = tuple(i for i in _conditioner(scene, token) if i not in asked)
    if not asked or not actors or scene.codes(asked) & scene.codes(actors):
        return None
    words = _up_to_comma(start, clause.limit, token)
    evidence = trimmed(token.doc, token.i, words[1])
    found = trimmed(token.doc, *words)
    return (frame, Roles(actors, asked, found, evidence)) if evidence else None


def _main(verb: Token) -> Token:
    """The participle that an auxiliary carries, else the verb itself."""
    return verb.head if verb.dep_.startswith("aux") else verb


def _up_to_comma(start: int, limit: int, token: Token) -> Stretch:
    return start, next((i for i in range(start, limit) if token.doc[i].text == ","), limit)


def _conditioner(scene: Scene, token: Token) -> tuple[str, ...]:
    """Who sets the condition: the speaker of the statement that it stands in, else the first party of the sentence."""
    speaker = scene.speaker(token)
    if speaker is not None and scene.is_party(speaker):
        return (speaker,)
    return scene.parties_in(scene.opening(token.i), token.i)
