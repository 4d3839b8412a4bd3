"""Acts that a statement is by what it says: a party that says what another one must do asks for it, one that says
what harm it does accuses it ("La Russie doit retirer ses chars", a déclaré le ministre norvégien)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.knowledge.conjugation import forms as conjugate
from pourparlers.reading import subjects, syntax
from pourparlers.reading.acts import vows
from pourparlers.reading.acts.clause import Clause, Stretch, clause_of, trimmed
from pourparlers.reading.acts.frames import Frame, copula, meets, nouns, spoken, words_end
from pourparlers.reading.acts.places import party_after, place
from pourparlers.reading.acts.roles import Roles
from pourparlers.reading.acts.scene import Scene
from pourparlers.reading.adverbials import adverbial
from pourparlers.reading.factuality import is_negated
from pourparlers.reading.tokens import Doc, Token

TABLE = "fr/act_statements.tsv"
_MEETING = 4
"""Words among which a meeting may be told of."""
_HEAD = 5
"""Words at whose head a subject tells whose it is."""

_VERDICT = 6
_PARTED = 40
"""How many words an aside may part a subject from its predicate by."""
_DOERS = ("teur", "teurs", "trice", "trices", "iste", "istes", "ant", "ants")
"""Endings of nouns for those who do something."""
_SELF = frozenset({"nous", "je", "j'", "on", "nos", "notre", "mon", "ma", "mes", "c'", "cela", "ça", "il"})
"""Words that a sentence begins with which judges nothing of another side's."""
_VERBLESS = frozenset({"DET", "ADJ", "PUNCT", "ADV"})


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
    if frame.object[0] in ("need", "duty", "never"):
        return [frame.head]
    if frame.object[0] in vows.FIRST:
        return vows.FIRST[frame.object[0]]
    if frame.kind == "verb":
        return conjugate(frame.head)
    return [frame.head + ending for ending in ("", "s", "e", "es")]


def _frame(row: dict[str, str]) -> Frame:
    words = row["cue"].replace("'", "' ").split()
    judged = row["class"] in ("predicate", "unfit") or "est" in words
    told = row["class"] in ("must", "blame", "fail", "doom", "vow") and words[0] not in ("se", "s'")
    frame = spoken(row, TABLE, "adjective" if judged else "verb", words[0 if told else -1], (row["class"],))
    return replace(frame, words=tuple(words[1:])) if told else frame


def read(scene: Scene, token: Token) -> tuple[Frame, Roles] | None:
    """The act that a statement makes by this word: its speaker's, on the party that is spoken of."""
    frames = [f for f in by_form().get(token.lower_, ()) if _stands(f, token)]
    if not frames:
        return None
    speaker = scene.speaker(token)
    if speaker is None and frames[0].object[0] == "never":
        speaker = vows.concerned(scene, token)
    if speaker is None or not scene.is_party(speaker) or not (scene.codes([speaker]) or scene.is_union(speaker)):
        return None
    for frame in frames:
        found = _READERS.get(frame.object[0], _told)(scene, frame, token, speaker)
        if found is not None:
            return found
    return None


def _stands(frame: Frame, token: Token) -> bool:
    """Do the words around it allow the cue, as far as a glance tells?"""
    doc, i = token.doc, token.i
    match frame.object[0]:
        case "duty":
            after = doc[i + 1].lower_ if i + 1 < len(doc) else ""
            return after in ("à", "au", "aux") and (token.lower_ != "est" or doc[i - 1].lower_ == "c'")
        case "never":
            first, *_ = frame.cue.split()
            return i > 0 and (doc[i - 1].lower_ == "pas" or (first == "hors" and doc[i - 1].lower_ == "de"))
        case "unless":
            return token.is_sent_start or doc[i - 1].text in ",«"
    return not frame.words or words_end(frame, token) is not None


def _told(scene: Scene, frame: Frame, token: Token, speaker: str) -> tuple[Frame, Roles] | None:
    """What the subject of a verb must do, does wrong, or will suffer."""
    if not syntax.is_verb(token) or syntax.reflexive(token) != frame.reflexive or syntax.is_passive(token):
        return None
    subject = subjects.subject(token)
    others = scene.parties(subject) if subject is not None and subject.i < token.i else ()
    if subject is None:
        return None
    if not others and (_is_undergone(token) if frame.object[0] == "must" else _is_of_people(subject)):
        frame = replace(frame, needs=frozenset({"abroad"}))  # "les otages doivent être libérés"
    elif not _foreign(scene, speaker, others):
        return None
    clause = clause_of(scene, frame, token, words_end(frame, token) or token.i + 1)
    found = _said(clause)
    if found is None:
        return None
    first = min(subject.left_edge.i, syntax.group_start(token))
    evidence = trimmed(clause.doc, first if token.i - first < 14 else token.i, found[1])
    return (frame, Roles((speaker,), others, found, evidence)) if evidence else None


def _is_of_people(subject: Token) -> bool:
    """Does it stand for people whom nobody names ("ceux qui arment les rebelles", "ces agitateurs")?"""
    pointed = subject.i > 0 and subject.doc[subject.i - 1].lower_ in ("ces", "cette", "ce", "cet")
    return subject.lower_ in ("ceux", "celles", "quiconque") or (pointed and subject.lemma_.lower().endswith(_DOERS))


def _foreign(scene: Scene, speaker: str, others: tuple[str, ...]) -> bool:
    apart = any(scene.entity(i).kind == "group" and not scene.codes([i]) for i in others)  # "les Occidentaux"
    return speaker not in others and (apart or bool(scene.codes(others) - scene.codes([speaker])))


def _condemned(scene: Scene, frame: Frame, token: Token, speaker: str) -> tuple[Frame, Roles] | None:
    return _judged(scene, frame, token, speaker) or _verdict(scene, frame, token, speaker)


def _judged(scene: Scene, frame: Frame, token: Token, speaker: str) -> tuple[Frame, Roles] | None:
    """A predicate that condemns ("ce raid est inacceptable"): what it is said of, up to it."""
    doc = token.doc
    linked = copula(frame, token)
    linked = syntax.finite(linked) if linked is not None and linked.lower_ == "été" else linked
    if linked is None or is_negated(linked) != (frame.object[0] == "unfit") or syntax.form(linked) != "finite":
        return None
    first = _subject_start(linked, token)
    if any(syntax.form(doc[i]) == "infinitive" and doc[i - 1].lower_ in ("que", "qu'") for i in range(first, linked.i)):
        return None  # "que critiquer Rome serait une erreur"
    first += doc[first].lower_ in ("que", "qu'")
    others = scene.parties_in(first, token.i, (speaker,))
    if not others and frame.type == "ACCUSE" and _is_of_others(doc[first : min(linked.i, first + _HEAD)]):
        frame = replace(frame, needs=frozenset({"abroad"}))  # "cette décision est brutale"
    elif not _foreign(scene, speaker, others):
        return None
    evidence = trimmed(doc, first, token.i + 1)
    return (frame, Roles((speaker,), others, trimmed(doc, first, linked.i), evidence)) if evidence else None


def _is_of_others(subject: Sequence[Token]) -> bool:
    """Are these words about a deed or a thing that others may be to blame for, not about us, nor how things stand?"""
    about_us = any(t.lower_ in _SELF or (t.lower_ == "ce" and t.pos_ == "PRON") for t in subject)
    return not about_us and nouns("circumstance").isdisjoint(t.lemma_.lower() for t in subject)


def _subject_start(linked: Token, predicate: Token) -> int:
    """Where the words begin that a predicate is said of: after the last comma, or with the subject that an aside parts
    from it ("l'appui aux rebelles, par des mots ou des armes, est inacceptable")."""
    doc, first = linked.doc, linked.i
    while not doc[first].is_sent_start and doc[first - 1].text not in ",;:«»":
        first -= 1
    if first < syntax.group_start(linked) or doc[first - 1].text != ",":
        return first
    subject = subjects.subject(predicate) or subjects.subject(linked)
    near = subject is not None and 0 < first - subject.i < _PARTED
    return subject.left_edge.i if subject is not None and near else first


def _verdict(scene: Scene, frame: Frame, token: Token, speaker: str) -> tuple[Frame, Roles] | None:
    """What condemns what was just told of ("c'est une honte", "c'est inacceptable", "une provocation de plus")."""
    doc, statement = token.doc, scene.statement(token)
    if statement is None or is_negated(token) or token.pos_ not in ("NOUN", "ADJ", "PROPN"):
        return None
    opens = {scene.parsed.tokens(c.start, c.end)[0] for c in statement.content}
    first = token.i
    while first not in opens and token.i - first < _VERDICT and doc[first - 1].text not in ",;:":
        first -= 1
    said = [doc[i].lower_ for i in range(first, token.i)]
    pointed = said[:2] in (["c'", "est"], ["c'", "était"], ["ce", "sont"], ["il", "s'"])
    bare = all(doc[i].pos_ in _VERBLESS or doc[i].lower_ in ("du", "de", "des") for i in range(first, token.i))
    bare = bare and scene.who.at(token.i) is None  # not "un haut responsable"
    if not pointed and not (said and first in opens and bare and token.pos_ == "NOUN"):
        return None
    if any(word in syntax.forms("negation") or word in _definite() for word in said[2 * pointed :]):
        return None
    clause = clause_of(scene, frame, token, token.i + 1)
    evidence = trimmed(doc, first, _end(clause))
    others = scene.parties_in(token.i + 1, _end(clause), (speaker,))
    others = others if _foreign(scene, speaker, others) else ()
    return (frame, Roles((speaker,), others, None, evidence)) if evidence else None


@cache
def _definite() -> frozenset[str]:
    """Determiners of what is only spoken of, not called so."""
    return frozenset({"le", "la", "l'", "les", "ce", "cet", "cette", "ces"}) | syntax.forms("possessive")


def _needed(scene: Scene, frame: Frame, token: Token, speaker: str) -> tuple[Frame, Roles] | None:
    """What somebody else must do ("il faut que Rome paie", "il est urgent qu'elle paie")."""
    linked = copula(frame, token) if frame.kind == "adjective" else token
    after = _past_aside(token.doc, token.i + 1)
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
    if not _foreign(scene, speaker, others) or meets(token.doc, verb.i if verb is not None else after, _MEETING):
        return None
    wanted = trimmed(token.doc, after + 1, _end(clause))
    start = linked.i if after == token.i + 1 else after + 1
    evidence = trimmed(token.doc, start, wanted[1]) if wanted else None
    return (frame, Roles((speaker,), others, wanted, evidence)) if evidence else None


def _past_aside(doc: Doc, i: int) -> int:
    """Past "," … "," before a que-clause ("il est temps, estime Rome, que …")."""
    if i >= len(doc) or doc[i].text != ",":
        return i
    return next((k + 1 for k in range(i + 1, min(i + 9, len(doc))) if doc[k].text == ","), i)


def _due(scene: Scene, frame: Frame, token: Token, speaker: str) -> tuple[Frame, Roles] | None:
    """What it is up to somebody else to do ("c'est à Rome de payer")."""
    clause = clause_of(scene, frame, token, token.i + 1)
    asked = party_after(clause, "à")
    wanted = place(clause, "inf:de")
    others = scene.parties(asked)
    if asked is None or wanted is None or asked.i > wanted.first or not _foreign(scene, speaker, others):
        return None
    if is_negated(token) or meets(token.doc, wanted.head.i, _MEETING):
        return None
    evidence = trimmed(token.doc, token.i - 1, wanted.stop)
    return (frame, Roles((speaker,), others, (wanted.first, wanted.stop), evidence)) if evidence else None


def _said(clause: Clause) -> Stretch | None:
    (kind,) = clause.frame.object
    if kind == "must":
        return _must(clause)
    to_come = syntax.tense(syntax.finite(clause.trigger)) in ("future", "conditional") or clause.frame.reflexive
    if kind == "fail":
        return _blamed(clause, negated=True) if not to_come else None
    return _blamed(clause) if kind == "blame" or to_come else None


def _must(clause: Clause) -> Stretch | None:
    """What must be done: the infinitive after a present or conditional "doit", "devrait", or a reported "devait"."""
    tense = syntax.tense(syntax.finite(clause.trigger))
    statement = clause.scene.statement(clause.trigger)
    reported = statement is not None and statement.form != "direct" and clause.trigger.lower_.startswith("devai")
    if tense not in ("present", "conditional", "future") and not reported:
        return None
    first = clause.start + adverbial(clause.doc, clause.start) if clause.start < clause.limit else clause.start
    for i in range(first, min(first + 5, clause.limit)):
        token = clause.doc[i]
        if syntax.form(token) == "infinitive" and (
            token.lower_ not in ("être", "avoir") or _is_undergone(clause.trigger)
        ):
            return None if meets(clause.doc, i, _MEETING) else trimmed(clause.doc, i, _end(clause))
        if not syntax.is_adverb(token) and token.lower_ not in syntax.forms("clitic") and token.text != "«":
            return None
    return None


def _is_undergone(must: Token) -> bool:
    """Is it a passive that must be ("doit être libéré", "doivent immédiatement être levées")?"""
    doc = must.doc
    for i in range(must.i + 1, min(must.i + 4, len(doc) - 1)):
        if doc[i].lower_ == "être":
            done = (t for t in doc[i + 1 : i + 3] if syntax.is_verb(t) and syntax.form(t) == "participle")
            return any(syntax.infinitive(t) in nouns("done-to") for t in done)
    return False


def _blamed(clause: Clause, *, negated: bool = False) -> Stretch | None:
    """What is blamed: the verb, if it is said to happen (or not to, where that is to blame), with what follows it."""
    if syntax.form(syntax.finite(clause.trigger)) != "finite" or is_negated(clause.trigger) != negated:
        return None
    return trimmed(clause.doc, syntax.group_start(clause.trigger), _end(clause))


def _end(clause: Clause) -> int:
    return next((i for i in range(clause.start, clause.limit) if clause.doc[i].text == ","), clause.limit)


_READERS = {
    "predicate": _condemned,
    "unfit": _judged,
    "need": _needed,
    "duty": _due,
    "never": vows.never,
    "refuse": vows.refused,
    "vow": vows.vowed,
    "unless": vows.unless,
}
"""Class of a row → what reads it; the others are told by a verb of which the other party is the subject."""
