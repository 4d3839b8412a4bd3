"""Acts that a party does by what it says of itself: it refuses ("nous ne céderons pas", "pas question de céder") or
threatens ("nous frapperons Rome", "si Rome avance, nous fermerons nos ports")."""

from __future__ import annotations

from pourparlers.reading import subjects, syntax
from pourparlers.reading.acts.clause import clause_of, trimmed
from pourparlers.reading.acts.frames import Frame, meets, nouns, words_end
from pourparlers.reading.acts.places import place
from pourparlers.reading.acts.roles import Roles
from pourparlers.reading.acts.scene import Scene
from pourparlers.reading.factuality import is_negated
from pourparlers.reading.tokens import Doc, Token

FIRST = {"refuse": ("ne", "n'"), "unless": ("si", "s'")}
"""Class of a row → the forms that open what it reads."""

_MEETING = 6
"""Words among which a meeting may be told of."""

_TO_COME = ("future", "conditional")
_CLAUSE = 20


def refused(scene: Scene, frame: Frame, token: Token, speaker: str) -> tuple[Frame, Roles] | None:
    """What the speaker, or his side, will not do ("nous ne livrerons pas un char", "Rome ne paiera pas")."""
    doc = token.doc
    verb = next((t for t in doc[token.i + 1 : token.i + 5] if _is_to_come(t)), None)
    if verb is None or verb.lemma_ in nouns("weak") or not (is_negated(verb) or _is_ever(token)):
        return None
    if syntax.infinitive(verb) in nouns("hindering"):
        return None  # "Rome ne s'opposera pas"
    if not _is_own(scene, speaker, verb) or meets(doc, verb.i, _MEETING):
        return None
    clause = clause_of(scene, frame, verb, verb.i + 1)
    refusal = trimmed(doc, verb.i, _comma(doc, clause.start, clause.limit))
    start = syntax.group_start(verb)
    speaker = _outside(scene, verb) or speaker
    return _made(scene, frame, speaker, refusal, max(scene.parsed.sentence(verb.i)[0], start - 1))


def never(scene: Scene, frame: Frame, token: Token, speaker: str) -> tuple[Frame, Roles] | None:
    """What is out of the question, for the speaker or for whoever is named ("pas question pour Rome de payer")."""
    clause = clause_of(scene, frame, token, token.i + 1)
    after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    found = place(clause, "que" if after in ("que", "qu'") else "inf:de")
    if (
        found is None
        or found.first > token.i + (6 if after == "pour" else 3)
        or meets(token.doc, found.first, _MEETING)
    ):
        return None
    return _made(scene, frame, speaker, (found.first, found.stop), token.i - 1)


def concerned(scene: Scene, token: Token) -> str | None:
    """For whom the article itself says it is out of the question."""
    doc, i = token.doc, token.i + 1
    if i + 1 >= len(doc) or doc[i].lower_ != "pour":
        return None
    mention = next(iter(scene.who.within(i + 1, min(i + 4, len(doc)))), None)
    return next((e for e in mention.entities if scene.is_party(e)), None) if mention is not None else None


def vowed(scene: Scene, frame: Frame, token: Token, speaker: str) -> tuple[Frame, Roles] | None:
    """What the speaker, or his side, will do to another."""
    if not _is_to_come(token) or is_negated(token) or not _is_own(scene, speaker, token):
        return None
    clause = clause_of(scene, frame, token, words_end(frame, token) or token.i + 1)
    threat = trimmed(token.doc, token.i, _comma(token.doc, clause.start, clause.limit))
    made = _made(scene, frame, speaker, threat, max(0, syntax.group_start(token) - 1))
    return made if made is not None and made[1].recipients else None


def unless(scene: Scene, frame: Frame, token: Token, speaker: str) -> tuple[Frame, Roles] | None:
    """What the speaker will do if another does something, or if something is not done."""
    doc, (_, stop) = token.doc, scene.parsed.sentence(token.i)
    comma = next((i for i in range(token.i + 2, min(token.i + _CLAUSE, stop)) if doc[i].text == ","), None)
    if comma is None:
        return None
    others = scene.parties_in(token.i + 1, comma, (speaker,))
    foreign = bool(scene.codes(others) - scene.codes([speaker]))
    others = others if foreign else ()
    foreign = foreign or any(_is_done_to_us(t) for t in doc[token.i + 1 : comma])
    denied = any(t.lower_ in syntax.forms("negation") for t in doc[token.i : comma])
    verb = next((t for t in doc[comma + 1 : min(comma + 9, stop)] if _is_to_come(t)), None)
    if verb is None or not (foreign or denied) or is_negated(verb) or not _is_own(scene, speaker, verb):
        return None
    if meets(doc, verb.i, _MEETING) or verb.lemma_ in nouns("weak"):
        return None
    clause = clause_of(scene, frame, verb, verb.i + 1)
    threat = trimmed(doc, max(comma + 1, syntax.group_start(verb) - 1), _comma(doc, clause.start, clause.limit))
    evidence = trimmed(doc, token.i, threat[1]) if threat else None
    return (frame, Roles((speaker,), others, threat, evidence)) if evidence else None


def _is_done_to_us(token: Token) -> bool:
    """Is it the object of what others do ("si on nous impose …")?"""
    before = token.doc[token.i - 1].lower_
    return token.lower_ in ("nous", "me", "m'") and before in ("on", "il", "ils", "elle", "elles")


def _made(
    scene: Scene, frame: Frame, speaker: str, words: tuple[int, int] | None, start: int
) -> tuple[Frame, Roles] | None:
    if words is None:
        return None
    others = scene.parties_in(*words, (speaker,))
    others = others if scene.codes(others) - scene.codes([speaker]) else ()
    evidence = trimmed(scene.parsed.doc, min(start, words[0]), words[1])
    return (frame, Roles((speaker,), others, words, evidence)) if evidence else None


def _is_to_come(token: Token) -> bool:
    return syntax.is_verb(token) and syntax.tense(token) in _TO_COME


def _is_ever(ne: Token) -> bool:
    """Does a "jamais" stand before ("jamais Rome ne paiera")?"""
    return any(t.lower_ == "jamais" for t in ne.doc[max(0, ne.i - 6) : ne.i])


def _is_own(scene: Scene, speaker: str, verb: Token) -> bool:
    """Is the verb said of the speaker, or of his state?"""
    start = syntax.group_start(verb)
    if start and verb.doc[start - 1].lower_ in ("nous", "je", "j'"):
        return True
    if any(verb.doc[i].lower_ in ("nous", "je", "j'") for i in range(start, verb.i)) and verb.lower_.endswith("ons"):
        return True
    subject = subjects.subject(verb)
    named = scene.parties(subject) if subject is not None and subject.i < verb.i else ()
    same = scene.codes(named) and scene.codes(named) == scene.codes([speaker])
    return speaker in named or (bool(same) and all(scene.entity(i).kind == "state" for i in named))


def _outside(scene: Scene, verb: Token) -> str | None:
    """The state that a quotation goes on about, which begins at its verb ("Oslo « ne paiera pas », a dit le roi")."""
    at = syntax.group_start(verb) - 1
    if at < 1 or verb.doc[at].text != "«":
        return None
    mention = scene.who.at(at - 1)
    return next((i for i in mention.entities if scene.entity(i).kind == "state"), None) if mention else None


def _comma(doc: Doc, start: int, limit: int) -> int:
    return next((i for i in range(start, limit) if doc[i].text == ","), limit)
