"""The clause of a trigger: how far its roles are sought, and how a preposition is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.reading import syntax
from pourparlers.reading.acts.frames import Frame, is_noun
from pourparlers.reading.acts.scene import Scene
from pourparlers.reading.tokens import Doc, Token

Stretch = tuple[int, int]
"""Tokens from the first up to, not with, the second."""

FAR = 25
_ASIDE = 12
_STOPS = frozenset(";:.?!…—–")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a role stands, and the word that it is built on."""

    first: int
    stop: int
    head: Token


@dataclass(frozen=True, slots=True)
class Clause:
    """The words after a trigger in which its roles are sought."""

    scene: Scene
    frame: Frame
    trigger: Token
    start: int
    limit: int
    _reach: list[range] = field(default_factory=list)

    @property
    def doc(self) -> Doc:
        """The tokens of the article."""
        return self.scene.parsed.doc

    def reach(self) -> range:
        """The places where a role may begin: up to a finite verb that stands in no relative clause."""
        if not self._reach:
            self._reach.append(self._reached())
        return self._reach[0]

    def _reached(self) -> range:
        stop = min(self.limit, self.start + FAR)
        relative = False
        for i in range(self.start, stop):
            token = self.doc[i]
            claimed = i > 0 and self.doc[i - 1].lower_ == "selon"
            relative = relative or (token.lower_ in syntax.forms("relative") and not claimed)
            verb = (
                not relative and token.pos_ not in ("ADJ", "ADP") and token.lower_ != "visant" and syntax.is_verb(token)
            )
            if verb and syntax.form(token) in ("finite", "gerund"):
                return range(self.start, i)
        return range(self.start, stop)


def clause_of(scene: Scene, frame: Frame, trigger: Token, start: int) -> Clause:
    """The clause of a trigger, past the words of its cue."""
    limit = start if syntax.is_incise(trigger) else _clause_stop(scene, trigger, start)
    return Clause(scene, frame, trigger, _past_aside(frame, scene.parsed.doc, start, limit), limit)


def _past_aside(frame: Frame, doc: Doc, start: int, limit: int) -> int:
    """Past an aside with a preposition right after a cue (", en marge du sommet, de la décision"), where none of those
    that the frame asks for opens it and the clause goes on after it."""
    if start + 2 >= limit or doc[start].text != "," or doc[start + 1].pos_ != "ADP":
        return start
    wanted = (w.rpartition(":")[2].split(" ")[0] for w in (*frame.object, *frame.recipient, *frame.actor))
    if any(w in prepositions() and written(doc, w, start + 1) for w in wanted):
        return start
    closed = next((i + 1 for i in range(start + 1, min(start + _ASIDE, limit - 1)) if doc[i].text == ","), start)
    return closed if doc[closed].pos_ in ("ADP", "DET", "SCONJ") and doc[closed].lower_ != "par" else start


@cache
def prepositions() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Preposition → the words that it may be written with."""
    return {row["preposition"]: tuple(_forms(row["forms"])) for row in tables.rows("fr/prepositions.tsv")}


def _forms(cell: str) -> Iterator[tuple[str, ...]]:
    """The words of each form; "d'" also as the two tokens that it is before a quotation mark ("d'« affront »")."""
    for form in tables.values(cell):
        *first, last = form.split()
        yield (*first, last)
        if last.endswith("'"):
            yield (*first, last[:-1], "'")


def written(doc: Doc, preposition: str, i: int) -> int:
    """How many tokens a preposition has at a place; 0 if it does not stand there."""
    first = doc[i].lower_
    for words in prepositions()[preposition]:
        if first != words[0] or i + len(words) > len(doc):
            continue
        if all(doc[i + k].lower_ == w for k, w in enumerate(words)):
            return len(words)
    return 0


# How far the clause goes


def _clause_stop(scene: Scene, trigger: Token, start: int) -> int:
    """Where the clause ends at the latest: a strong stop, the end of its quotation, a clause joined to it."""
    doc = scene.parsed.doc
    _, stop = scene.parsed.sentence(trigger.i)
    opened = sum((t.text == "«") - (t.text == "»") for t in doc[trigger.i : start])
    depth = max(0, opened)  # "s'est dite « outrée » par le raid"
    for i in range(start, stop):
        text = doc[i].text
        if text == "«":
            depth += 1
        elif text == "»":
            depth -= 1
            if depth < 0 and not _scare(trigger):
                return i
            depth = max(depth, 0)
        elif depth == 0 and (text in _STOPS or _joins_clause(trigger, doc[i], stop)):
            return i
    return stop


def _scare(trigger: Token) -> bool:
    """Does a quotation begin right before the verb ("Rome « condamne sans réserve » le raid")?"""
    start = syntax.group_start(trigger)
    return any(trigger.doc[i].text == "«" for i in range(max(0, start - 2), trigger.i))


def _joins_clause(trigger: Token, joiner: Token, stop: int) -> bool:
    """Does "et", "mais" or a comma begin a clause on the level of the trigger?"""
    if joiner.lower_ not in ("et", "mais", "tandis", "alors", ",", "ou"):
        return False
    joined = joiner.head
    conjoined = joiner.dep_ == "cc" and joined.dep_ == "conj" and joined.i > joiner.i
    if conjoined and joined.pos_ in ("VERB", "AUX"):
        finite = syntax.form(syntax.finite(joined)) == "finite"
        if joined.head.i == trigger.i or (finite and joined.head.i <= trigger.i):
            return True
    return _new_clause(trigger, joiner, stop)


def _new_clause(trigger: Token, joiner: Token, stop: int) -> bool:
    """After the joiner: a subject and its finite verb, or an incise ("a-t-il ajouté", "selon Rome")?"""
    doc = joiner.doc
    for i in range(joiner.i + 1, min(joiner.i + 10, stop)):
        token = doc[i]
        if token.lower_ in syntax.forms("relative") or token.is_punct or token.lower_ in ("de", "d'", "si", "s'"):
            return False
        if token.pos_ == "ADP" and i == joiner.i + 1:
            return False
        if i == joiner.i + 1 and joiner.lower_ == "et" and _carries_on(trigger, token):
            return True
        if syntax.is_verb(token) and token.pos_ != "ADJ" and not is_noun(token):
            verbal = syntax.form(token) == "finite"
            return verbal and (i > joiner.i + 1 or joiner.text != "," or token.lower_ in syntax.auxiliaries())
    return False


def _carries_on(trigger: Token, token: Token) -> bool:
    """Is this a second participle with its object, after that of the trigger ("a dénoncé le raid et exigé une …")?"""
    if syntax.form(trigger) != "participle" or syntax.auxiliary(trigger) is None or not object_follows(token):
        return False
    return token.pos_ in ("VERB", "AUX") and syntax.form(token) == "participle"


def object_follows(verb: Token) -> bool:
    """Does an object follow at once, as after an active verb (", promis une aide", "et exigé « des mots »")?"""
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    return after.pos_ in ("DET", "NUM") or after.lower_ in syntax.forms("article") or after.text == "«"


_OPENING = frozenset({"se", "s'", "ne", "n'"})
"""What opens the group of a verb, and so ends no stretch before it."""


def trimmed(doc: Doc, first: int, stop: int) -> Stretch | None:
    """Without the punctuation at either end, and without quotation marks that enclose all or have no partner."""
    while first < stop and doc[first].text in ",;:.)-–»":
        first += 1
    while first < stop and (doc[stop - 1].text in ",;:.(-–«…!?" or doc[stop - 1].lower_ in _OPENING):
        stop -= 1
    if first >= stop:
        return None
    marks = [doc[i].text for i in range(first, stop)]
    opened, closed = marks.count("«"), marks.count("»")
    if marks[0] == "«" and (closed == 0 or (marks[-1] == "»" and opened == 1)):
        first += 1
        stop -= marks[-1] == "»"
    elif marks[-1] == "»" and closed > opened:
        stop -= 1
    return (first, stop) if first < stop else None
