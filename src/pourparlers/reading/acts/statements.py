"""Acts that a statement is by what it says: a party that says what another one must do asks for it, one that says
what harm it does accuses it ("La Russie doit retirer ses chars", a déclaré le ministre norvégien)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.knowledge.conjugation import forms as conjugate
from pourparlers.reading import subjects, syntax
from pourparlers.reading.acts.clause import Clause, Stretch, clause_of, trimmed
from pourparlers.reading.acts.frames import Frame, copula, nouns, spoken
from pourparlers.reading.acts.places import adjunct
from pourparlers.reading.acts.roles import Roles
from pourparlers.reading.acts.scene import Scene
from pourparlers.reading.factuality import is_negated
from pourparlers.reading.tokens import Doc, Token

TABLE = "fr/act_statements.tsv"


@cache
def by_form() -> dict[str, tuple[Frame, ...]]:
    """Form → the frames of the statements that it may make."""
    out: dict[str, list[Frame]] = {}
    for row in tables.rows(TABLE):
        frame = _frame(row)
        for form in _forms(frame):
            out.setdefault(form, []).append(frame)
    return {form: tuple(found) for form, found in out.items()}


def _forms(frame: Frame) -> Iterable[str]:
    if frame.object == ("need",):
        return [frame.head]
    if frame.kind == "verb":
        return conjugate(frame.head)
    return [frame.head + ending for ending in ("", "s", "e", "es")]


def _frame(row: dict[str, str]) -> Frame:
    words = row["cue"].replace("'", "' ").split()
    judged = row["class"] == "predicate" or "est" in words
    return spoken(row, TABLE, "adjective" if judged else "verb", words[-1], (row["class"],))


def read(scene: Scene, token: Token) -> tuple[Frame, Roles] | None:
    """The act that a statement makes by this word: its speaker's, on the party that is spoken of."""
    frames = by_form().get(token.lower_)
    if frames is None:
        return None
    speaker = scene.speaker(token)
    if speaker is None or not scene.is_party(speaker) or not scene.codes([speaker]):
        return None
    for frame in frames:
        found = _READERS.get(frame.object[0], _told)(scene, frame, token, speaker)
        if found is not None:
            return found
    return None


def _told(scene: Scene, frame: Frame, token: Token, speaker: str) -> tuple[Frame, Roles] | None:
    """What the subject of a verb must do, does wrong, or will suffer."""
    if not syntax.is_verb(token) or syntax.reflexive(token) != frame.reflexive or syntax.is_passive(token):
        return None
    subject = subjects.subject(token)
    others = scene.parties(subject) if subject is not None and subject.i < token.i else ()
    if subject is None or not _foreign(scene, speaker, others):
        return None
    clause = clause_of(scene, frame, token, token.i + 1)
    found = _said(clause)
    if found is None:
        return None
    first = min(subject.left_edge.i, syntax.group_start(token))
    evidence = trimmed(clause.doc, first if token.i - first < 14 else token.i, found[1])
    return (frame, Roles((speaker,), others, found, evidence)) if evidence else None


def _foreign(scene: Scene, speaker: str, others: tuple[str, ...]) -> bool:
    return speaker not in others and bool(scene.codes(others) - scene.codes([speaker]))


def _judged(scene: Scene, frame: Frame, token: Token, speaker: str) -> tuple[Frame, Roles] | None:
    """A predicate that condemns ("ce raid est inacceptable"): what it is said of, up to it."""
    doc = token.doc
    linked = copula(frame, token)
    if linked is None or is_negated(linked) or syntax.form(linked) != "finite":
        return None
    first = linked.i
    while not doc[first].is_sent_start and doc[first - 1].text not in ",;:«»":
        first -= 1
    others = scene.parties_in(first, token.i, (speaker,))
    if not _foreign(scene, speaker, others):
        return None
    evidence = trimmed(doc, first, token.i + 1)
    return (frame, Roles((speaker,), others, trimmed(doc, first, linked.i), evidence)) if evidence else None


def _needed(scene: Scene, frame: Frame, token: Token, speaker: str) -> tuple[Frame, Roles] | None:
    """What somebody else must do ("il faut que Rome paie", "il est urgent qu'elle paie")."""
    linked = copula(frame, token) if frame.kind == "adjective" else token
    after = token.i + 1
    if (
        linked is None
        or is_negated(linked)
        or after + 1 >= len(token.doc)
        or token.doc[after].lower_ not in ("que", "qu'")
    ):
        return None
    clause = clause_of(scene, frame, token, after + 1)
    verb = next((t for t in token.doc[after + 1 : min(clause.limit, after + 14)] if syntax.form(t) == "finite"), None)
    others = scene.parties_in(after + 1, verb.i, (speaker,)) if verb is not None else ()
    if not _foreign(scene, speaker, others) or _meets(token.doc, verb.i if verb is not None else after):
        return None
    wanted = trimmed(token.doc, after + 1, _end(clause))
    evidence = trimmed(token.doc, linked.i, wanted[1]) if wanted else None
    return (frame, Roles((speaker,), others, wanted, evidence)) if evidence else None


def _said(clause: Clause) -> Stretch | None:
    (kind,) = clause.frame.object
    if kind == "must":
        return _must(clause)
    to_come = syntax.tense(syntax.finite(clause.trigger)) in ("future", "conditional") or clause.frame.reflexive
    return _blamed(clause) if kind == "blame" or to_come else None


def _must(clause: Clause) -> Stretch | None:
    """What must be done: the infinitive after a present or conditional "doit", "devrait"."""
    if syntax.tense(syntax.finite(clause.trigger)) not in ("present", "conditional", "future"):
        return None
    first = clause.start + adjunct(clause.doc, clause.start) if clause.start < clause.limit else clause.start
    for i in range(first, min(first + 5, clause.limit)):
        token = clause.doc[i]
        if syntax.form(token) == "infinitive" and token.lower_ not in ("être", "avoir"):
            return None if _meets(clause.doc, i) else trimmed(clause.doc, i, _end(clause))
        if not syntax.is_adverb(token) and token.lower_ not in syntax.forms("clitic") and token.text != "«":
            return None
    return None


def _meets(doc: Doc, i: int) -> bool:
    """Is it a meeting that is asked for ("doivent se rencontrer", "doit ouvrir des négociations")?"""
    near = doc[i : min(i + 4, len(doc))]
    return any(t.lower_ in nouns("meeting") or t.lemma_.lower() in nouns("meeting") for t in near)


def _blamed(clause: Clause) -> Stretch | None:
    """What is blamed: the verb, if it is said to happen, with what follows it."""
    if syntax.form(syntax.finite(clause.trigger)) != "finite" or is_negated(clause.trigger):
        return None
    return trimmed(clause.doc, syntax.group_start(clause.trigger), _end(clause))


def _end(clause: Clause) -> int:
    return next((i for i in range(clause.start, clause.limit) if clause.doc[i].text == ","), clause.limit)


_READERS = {"predicate": _judged, "need": _needed}
"""Class of a row → what reads it; the others are told by a verb of which the other party is the subject."""
