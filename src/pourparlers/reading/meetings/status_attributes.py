"""What hangs on a mention of a meeting: "initialement prévue", "qui devait se tenir", "que Rome devait accueillir"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pourparlers.reading import syntax
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.status_fold import WORTH, Assertion, bare_participle
from pourparlers.reading.meetings.status_tale import Tale
from pourparlers.reading.meetings.types import Mention
from pourparlers.reading.meetings.words import Hit, words
from pourparlers.reading.tokens import Doc, Token
from pourparlers.vocabulary import Status

_NAME = 5
_NAMING = frozenset({"PROPN", "ADJ", "ADP"})
_CLAUSE_REACH = 7
_TOPIC = 8
_TOPICAL = frozenset({"ADP", "DET", "NOUN", "PROPN", "ADJ", "NUM"})


class Attributes:
    """The words of an article that tell the fate of meetings, by their tokens, and what they assert as attributes."""

    def __init__(self, cast: Cast, at: Mapping[int, Hit]) -> None:
        self.cast, self.doc, self.at = cast, cast.doc, at

    def start(self, mention: Mention) -> Tale:
        """What is understood of a mention before any other word is."""
        head = (mention.head, mention.head + 1)
        return Tale(self.cast, mention.first, max(mention.stop, head[1]), head, mention.rule)

    def attributes(self, mention: Mention) -> Iterator[Assertion]:
        """What is asserted by the words that hang on a mention, the relative clause first."""
        if mention.verbal or (mention.kind == "visit" and mention.need == "gathering"):
            return  # what hangs on the gathering that somebody stays away from is not said of their going
        noun = self.doc[mention.head]
        seen: set[int] = set()
        relative = next((c for c in noun.children if c.dep_ == "acl:relcl"), None)
        relative = relative or self._relative_verb(mention) or self.object_relative(mention)
        if relative is not None:
            yield from self._relative(mention, relative)
        seen = {c.i for c in noun.children if c.dep_ in ("acl", "amod", "appos")}
        start, end = self.cast.parsed.sentence(mention.head)
        stop = max(mention.stop, mention.head + 1)
        past = _past_topic(self.doc, stop, end)
        seen |= {i for i in range(past, min(end, past + 4)) if _only(self.doc, past, i)}
        beside = self._apposed(stop, end)
        seen |= {beside} if beside is not None else set()
        if start < mention.first:
            opening = next((i for i in range(start, mention.first) if not syntax.is_adverb(self.doc[i])), start)
            if _starts(self.doc, opening, mention.first):
                seen.add(opening)
        for i in sorted(seen | set(range(mention.first, mention.head))):
            hit = self.at.get(i)
            if hit and _described(hit, self.doc[i], i >= stop):
                extent = (mention.first, max(stop, i + 1))
                value: Status = hit.row["status"]  # type: ignore[assignment]
                yield Assertion(value, *extent, (hit.first, hit.stop), hit.rule, told=value != "floated")
            if hit and hit.row["class"] in ("verb", "passive", "self"):
                yield from self._participle(mention, self.doc[i], hit)

    def _apposed(self, first: int, end: int) -> int | None:
        """Where a phrase starts that a comma sets beside a meeting past what it is about ("les discussions sur le
        bois, au point mort depuis mai")."""
        i = first
        while i < min(end, first + _TOPIC) and self.doc[i].pos_ in _TOPICAL:
            i += 1
        if i == first or i + 1 >= end or self.doc[i].text != ",":
            return None
        hit = self.at.get(i + 1)
        return i + 1 if hit is not None and hit.first == i + 1 and hit.stop > i + 2 and _is_state(hit) else None

    def _relative_verb(self, mention: Mention) -> Token | None:
        """The verb of a relative clause that follows a mention, where the parse hangs it elsewhere."""
        stop = max(mention.stop, mention.head + 1)
        _, end = self.cast.parsed.sentence(mention.head)
        i = stop
        while i < min(end, stop + _NAME) and (self.doc[i].text in ",()" or self.doc[i].pos_ in _NAMING):
            i += 1
        if i >= end or self.doc[i].lower_ != "qui":
            return None
        return next((self.doc[k] for k in range(i + 1, min(end, i + _CLAUSE_REACH)) if k in self.at), None)

    def object_relative(self, mention: Mention) -> Token | None:
        """The verb of "que le ministre devait avoir" after a mention, where the parse takes it for the main one."""
        first = max(mention.stop, mention.head + 1)
        if mention.verbal or first >= len(self.doc) or self.doc[first].lower_ not in ("que", "qu'"):
            return None
        if any(c.dep_ == "acl:relcl" for c in self.doc[mention.head].children):
            return None
        _, end = self.cast.parsed.sentence(mention.head)
        verbs = (self.doc[k] for k in range(first + 1, end) if self.doc[k].pos_ in ("VERB", "AUX"))
        return next((v for v in verbs if syntax.form(v) == "finite"), None)

    def _relative(self, mention: Mention, root: Token) -> Iterator[Assertion]:
        fold = self.start(mention)
        fold.first = root.left_edge.i if root.left_edge.i >= mention.head else root.i
        modal = root.lemma_ in words("modal") or root.i not in self.at
        verb = next((c for c in root.children if c.dep_ == "xcomp" and c.i > root.i and modal), root)
        fold.stop = verb.i + 1
        for step in _upwards(verb, root):
            hit = self.at.get(step.i)
            if hit is None and step.i != verb.i:
                break
            if hit is not None and step.i == verb.i and _does(self.doc, mention, verb, hit):
                return
            fold.take(step, hit, event=hit is None)
        if verb.i in self.at or root.i in self.at:
            yield from filter(None, (fold.settled(),))

    def _participle(self, mention: Mention, token: Token, hit: Hit) -> Iterator[Assertion]:
        if not bare_participle(token):
            return
        fold = self.start(mention)
        fold.first, fold.stop = hit.first, hit.stop
        fold.take(token, hit)
        fold.background = True
        yield from filter(None, (fold.settled(told=fold.status in WORTH or bool(fold.voice)),))


def _does(doc: Doc, mention: Mention, verb: Token, hit: Hit) -> bool:
    """Is a meeting told to do what only people do to meetings ("le sommet, qui devait confirmer ce choix")?"""
    if hit.row["class"] != "verb" or syntax.is_passive(verb) or syntax.reflexive(verb):
        return False
    return any(doc[i].lower_ == "qui" for i in range(mention.head + 1, verb.i))


def _described(hit: Hit, word: Token, follows: bool) -> bool:
    """Do words that tell a fate stand as adjectives of a meeting ("une éventuelle rencontre", "au point mort")?"""
    kind, status = hit.row["class"], hit.row["status"]
    follows = follows and (hit.stop > hit.first + 1 or status == "suspended")  # "gelé depuis mai"
    return bool(status) and (kind == "adjective" or (kind == "phrase" and (follows or word.dep_ == "amod")))


def _is_state(hit: Hit) -> bool:
    """Do some words together tell the state in which a meeting is ("au point mort", "en cours")?"""
    return hit.row["class"] == "phrase" and hit.row["status"] in ("suspended", "under_way")


def _past_topic(doc: Doc, first: int, end: int) -> int:
    """Where the words end that tell what a meeting is about ("les pourparlers de paix prévus à Oslo")."""
    topic = first + 1 < end and doc[first].lower_ in ("de", "d'") and doc[first + 1].pos_ == "NOUN"
    return first + 2 if topic else first


def _only(doc: Doc, first: int, stop: int) -> bool:
    """Do only commas and adverbs stand between a noun and a participle after it?"""
    return all(t.text == "," or syntax.is_adverb(t) for t in doc[first:stop])


def _starts(doc: Doc, start: int, first: int) -> bool:
    """Does a sentence start with a participle that is said of its subject ("Prévue lundi, la rencontre …")?"""
    return bare_participle(doc[start]) and doc[first - 1].text == ","


def _upwards(low: Token, high: Token) -> Iterator[Token]:
    step = low
    while step.i != high.i and step.head.i != step.i:
        yield step
        step = step.head
    yield high
