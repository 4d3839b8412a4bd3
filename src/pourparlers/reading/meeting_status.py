"""The fate of a meeting: what a clause asserts of it, from the tense of its verbs and from what is done to it.

Each mention is read from the inside out: the meeting itself, then what governs it ("accepte de", "possibilité de",
"exclu"), up to the finite verb. Each word that counts is a row of ``fr/meeting_status.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from pourparlers.reading import factuality, syntax
from pourparlers.reading.meeting_mentions import Mention, governing_verb
from pourparlers.reading.meeting_parties import Cast, Ids
from pourparlers.reading.meeting_words import Hit
from pourparlers.vocabulary import Status

_ASPECTS = frozenset({"occur", "start", "end", "resume", "goes_on", "occurs", "resumption"})
_PRONOUNS = frozenset({"il", "elle", "ils", "elles", "celui-ci", "celle-ci", "ceux-ci", "celles-ci"})
_WORTH = frozenset({"cancelled", "postponed", "suspended", "floated", "ruled_out"})
_OFF = frozenset({"cancelled", "postponed", "suspended"})
_HOPS = 8
_CLAUSE = frozenset({"acl:relcl", "parataxis", "advcl", "ccomp", "csubj", "advcl:cleft"})


@dataclass(frozen=True, slots=True)
class Assertion:
    """That a meeting has a status: the tokens that carry it and those that decide it.

    ``background`` marks what was said or true before ("devait", "avait été reportée", "initialement prévue");
    ``off`` that a plan's end and a refusal are not told apart by the words alone; ``weak`` that it is only taken for
    granted ("lors de la rencontre"); ``told`` that it is worth a report beside another one; ``voice`` who says it by
    saying so ("X a proposé une rencontre").
    """

    status: Status
    first: int
    stop: int
    cue: tuple[int, int]
    rule: str
    background: bool = False
    off: bool = False
    weak: bool = False
    told: bool = True
    voice: Ids = ()


@dataclass(slots=True)
class _Fold:
    """What has been understood of a mention on the way from the inside out."""

    status: str | None = None
    aspect: str = "occur"
    cue: tuple[int, int] = (0, 0)
    first: int = 0
    stop: int = 0
    rule: str = ""
    background: bool = False
    off: bool = False
    finished: bool = False
    weak: bool = False
    voice: Ids = ()

    def cover(self, first: int, stop: int) -> None:
        self.first, self.stop = min(self.first, first), max(self.stop, stop)


class Fates:
    """The words of an article that tell the fate of meetings, and what they assert of a mention."""

    def __init__(self, cast: Cast, hits: list[Hit]) -> None:
        self.cast, self.doc = cast, cast.doc
        self.at = {i: h for h in hits if h.row["class"] not in ("free", "before") for i in range(h.first, h.stop)}
        self.all = hits
        self.free = [h for h in hits if h.row["class"] == "free"]
        self.ends = {h.stop: h for h in hits if h.row["class"] in ("before", "noun")}

    def deeds(self) -> frozenset[int]:
        """The last tokens of the words for deeds done to a meeting, whose day is not the meeting's own."""
        return frozenset(
            h.stop - 1
            for h in self.at.values()
            if h.row["class"] in ("verb", "passive", "self") and h.row["status"] in _WORTH
        )

    def pronominal(self, hit: Hit) -> Assertion | None:
        """What a verb asserts of the meeting that a pronoun stands for ("elle est reportée", "l'a annulé")."""
        verb = self.doc[hit.first]
        if verb.pos_ not in ("VERB", "AUX") or _bare_participle(verb):
            return None
        subject = next((c for c in verb.children if c.dep_.startswith("nsubj")), None)
        fold = _Fold(cue=(hit.first, hit.stop), first=hit.first, stop=hit.stop, rule=hit.rule)
        words = {self.doc[i].lower_ for i in range(syntax.group_start(verb), verb.i)}
        taken = words & {"l'", "le", "la", "les"} and hit.row["status"] in _OFF and not syntax.is_passive(verb)
        told = subject is not None and subject.lower_ in _PRONOUNS and (syntax.is_passive(verb) or hit.row["status"] in _ASPECTS)
        if not (taken or told):
            return None
        if told and subject is not None:
            fold.first = min(fold.first, subject.i)
        if syntax.form(syntax.finite(verb)) != "finite":
            return None
        self._apply(fold, verb, hit)
        return next(_settled(fold), None)

    def of(self, mention: Mention) -> list[Assertion]:
        """What the article asserts of a meeting in the clause of one mention."""
        found = list(self._attributes(mention))
        main = self._open_date(mention) or self._before(mention) or self._climb(mention) or self._beside(mention)
        if main:
            found = [a for a in found if a.cue != main.cue] + [main]
        if self._asked(mention):
            found = [_open_question(a) for a in found] or [self._question(mention)]
        if mention.definite == "none":
            found = [_denied(a) for a in found]
        if mention.aim:
            found = [replace(a, weak=True) for a in found]
        return sorted(found, key=lambda a: a.first)

    def _asked(self, mention: Mention) -> bool:
        """Does the mention stand in a question, not in a quoted one?"""
        start, end = self.cast.parsed.sentence(mention.head)
        return end > start and any(t.text == "?" for t in self.doc[mention.head : end])

    def _question(self, mention: Mention) -> Assertion:
        head = (mention.head, mention.head + 1)
        return Assertion("floated", mention.first, max(mention.stop, head[1]), head, mention.rule)

    # What hangs on the mention: "initialement prévue", "qui devait se tenir", "proposée par"

    def _attributes(self, mention: Mention) -> Iterator[Assertion]:
        if mention.verbal:
            return
        noun = self.doc[mention.head]
        seen: set[int] = set()
        for child in noun.children:
            if child.dep_ == "acl:relcl":
                yield from self._relative(mention, child)
            elif child.dep_ in ("acl", "amod", "appos"):
                seen.add(child.i)
        start, end = self.cast.parsed.sentence(mention.head)
        stop = max(mention.stop, mention.head + 1)
        seen |= {i for i in range(stop, min(end, stop + 4)) if _only(self.doc, stop, i)}
        if start < mention.first and _starts(self.doc, start, mention.first):
            seen.add(start)
        for i in sorted(seen):
            hit = self.at.get(i)
            if hit and hit.row["class"] in ("verb", "passive", "self"):
                yield from self._participle(mention, self.doc[i], hit)

    def _relative(self, mention: Mention, root: Token) -> Iterator[Assertion]:
        fold = self._start(mention)
        fold.first = root.left_edge.i if root.left_edge.i >= mention.head else root.i
        verb = next((c for c in root.children if c.dep_ == "xcomp" and c.i > root.i), root)
        fold.stop = verb.i + 1
        for step in _upwards(verb, root):
            hit = self.at.get(step.i)
            if hit is None and step.i != verb.i:
                break
            self._apply(fold, step, hit, bare=hit is None)
        if verb.i in self.at or root.i in self.at:
            yield from _settled(fold)

    def _participle(self, mention: Mention, token: Token, hit: Hit) -> Iterator[Assertion]:
        if not _bare_participle(token):
            return
        fold = self._start(mention)
        fold.first, fold.stop = hit.first, hit.stop
        self._apply(fold, token, hit)
        fold.background = True
        for a in _settled(fold):
            yield replace(a, told=a.status in _WORTH)

    # What governs the mention

    def _start(self, mention: Mention) -> _Fold:
        head = (mention.head, mention.head + 1)
        return _Fold(cue=head, first=mention.first, stop=max(mention.stop, mention.head + 1), rule=mention.rule)

    def _climb(self, mention: Mention) -> Assertion | None:
        fold = self._start(mention)
        word = self.doc[mention.head]
        if mention.verbal and syntax.form(syntax.finite(word)) == "finite":
            self._apply(fold, word, mention.hit, bare=True)
            if fold.finished and not self._subordinate(word):
                return next(_settled(fold), None)
            fold.finished = False
        elif mention.verbal:
            own = mention.hit.row["status"]
            if syntax.form(syntax.finite(word)) == "infinitive" and syntax.auxiliary(word) is not None:
                fold.status = "held"
            elif syntax.form(word) == "participle" and syntax.auxiliary(word) is None:
                fold.status = {"start": "under_way", "resume": "under_way"}.get(own, own or "held")
            elif own and own not in _ASPECTS:
                fold.status = own
        used, last = False, mention.first
        for step in self._governors(mention, word):
            hit = self.at.get(step.i)
            if hit is not None and hit.row["class"] == "noun" and not self._leads(hit, mention, last):
                hit = None
            last = step.i
            if hit is None and not self._transparent(step):
                break
            if hit is not None and not mention.verbal and (_bare_participle(step) or _acts(word, step, hit)):
                continue
            if hit is not None:
                used = True
            self._apply(fold, step, hit)
            if fold.finished:
                break
        if fold.status is None or not (used or mention.verbal):
            return None
        return next(_settled(fold), None)

    def _leads(self, hit: Hit, mention: Mention, last: int) -> bool:
        """Does a noun stand right before what it governs ("la possibilité d'une rencontre")?"""
        until = min(last, mention.first) if last > hit.first else mention.first
        return hit.stop <= until and all(t.pos_ in ("ADP", "DET", "ADJ", "NUM") for t in self.doc[hit.stop : until])

    def _subordinate(self, verb: Token) -> bool:
        return syntax.tense(syntax.finite(verb)) == "subjunctive"

    def _transparent(self, step: Token) -> bool:
        """A word without a row that lets what stands above it decide: an infinitive, a plain noun."""
        return syntax.form(step) in ("infinitive", "none") and step.pos_ in ("VERB", "AUX", "NOUN")

    def _governors(self, mention: Mention, word: Token) -> Iterator[Token]:
        """The words above a mention, from the nearest to the finite verb, by place and by parse."""
        seen = {word.i}
        ahead = None if mention.verbal else self.ends.get(mention.first)
        if ahead and ahead.row["class"] == "noun":
            word = self.doc[ahead.first]
            seen.add(word.i)
            yield word
        step: Token | None = word
        for _ in range(_HOPS):
            step = self._above(step) if step is not None else None
            if step is None or step.i in seen:
                return
            seen.add(step.i)
            yield step

    def _above(self, word: Token) -> Token | None:
        if word.pos_ in ("VERB", "AUX"):
            return syntax.governor(word)
        if word.head.i == word.i or word.dep_ in _CLAUSE:
            return None
        return word.head

    def _apply(self, fold: _Fold, step: Token, hit: Hit | None, *, bare: bool = False) -> None:
        """Take one governing word into account."""
        verbal = step.pos_ in ("VERB", "AUX") or bare
        copula = None if verbal or hit is None else self._copula(hit)
        negated = copula is not None and factuality.is_negated(copula)
        if copula is not None:
            fold.cover(syntax.group_start(copula), copula.i + 1)
        negated = negated or verbal and (factuality.is_negated(step) or (syntax.form(step) == "infinitive" and syntax.linker(step) == "sans"))
        is_finite = verbal and syntax.form(syntax.finite(step)) == "finite"
        if verbal:
            fold.cover(syntax.group_start(step), step.i + 1)
        if hit is not None:
            fold.cover(hit.first, hit.stop)
            fold.cue, fold.rule = (min(hit.first, syntax.group_start(step) if verbal else hit.first), hit.stop), hit.rule
        value = (hit.row["status"] if hit is not None else "") or ("occur" if bare else None)
        if value in _ASPECTS:
            despite = hit.row.get("negated") if hit is not None and value == "occur" else ""
            self._take_aspect(fold, step, str(value), negated and not despite, is_finite)
        elif value is not None and hit is not None:
            self._take_status(fold, step, hit, negated)
        if is_finite:
            fold.finished = fold.finished or (step.lemma_ not in ("pouvoir", "devoir", "aller") or hit is None)
            if syntax.auxiliary(step) is not None and _imperfect(syntax.finite(step)):
                fold.background = True

    def _copula(self, hit: Hit) -> Token | None:
        """The verb before a predicate that is none ("n'est pas à l'ordre du jour")."""
        start, _ = self.cast.parsed.sentence(hit.first)
        for i in range(hit.first - 1, max(start - 1, hit.first - 5), -1):
            if self.doc[i].pos_ in ("VERB", "AUX"):
                return self.doc[i]
        return None

    def _take_aspect(self, fold: _Fold, step: Token, value: str, negated: bool, is_finite: bool) -> None:
        if value in ("occurs", "resumption") or not (is_finite or syntax.form(step) == "participle"):
            fold.aspect = value if fold.aspect == "occur" else fold.aspect
            if negated:
                fold.status, fold.off = "ruled_out", True
            return
        if fold.status is not None:
            return
        aspect = fold.aspect if value == "occur" else value
        if negated:
            fold.status, fold.off = ("suspended", False) if aspect in ("resume", "goes_on") else ("ruled_out", True)
        else:
            fold.status = _by_tense(step, aspect)
        fold.finished = is_finite

    def _take_status(self, fold: _Fold, step: Token, hit: Hit, negated: bool) -> None:
        row = hit.row
        if row.get("class") == "passive" and not syntax.is_passive(step):
            return
        if negated and row.get("negated") == "-":
            fold.finished = True
            return
        value = (row.get("negated") or "ruled_out") if negated else row["status"]
        if row["status"] == "planned" and not negated and _conditional(step) and step.lemma_ not in ("devoir", "aller"):
            value = "floated"
        if fold.status in _OFF and not negated:
            if value in ("ruled_out", "cancelled"):
                fold.status = "planned"
            elif step.lemma_ in ("pouvoir", "menacer", "envisager", "risquer", "songer"):
                fold.status = None
        elif fold.status == "ruled_out" and value in ("planned", "floated"):
            pass
        elif fold.status == "floated" and value == "planned":
            pass
        else:
            fold.status = value
        fold.off = negated and row["status"] == "planned"
        if row["status"] == "held" and row.get("class") == "noun":
            fold.finished = fold.weak = True
        if step.lemma_ == "devoir" and _imperfect(syntax.finite(step)):
            fold.background = True
        if row.get("voice") and not fold.voice and step.pos_ in ("VERB", "AUX", "ADJ"):
            fold.voice = self.cast.subject(step)[:1] if not syntax.is_passive(step) else ()

    # Where the parse does not tell: the first verb or phrase to the right that tells a fate

    def _beside(self, mention: Mention) -> Assertion | None:
        """The predicate that follows a mention, where it may be its subject by its place."""
        if mention.verbal or (mention.first > 0 and _prepositional(self.doc[mention.first - 1])):
            return None
        _, end = self.cast.parsed.sentence(mention.head)
        fold = self._start(mention)
        carrier: Token | None = None
        for i in range(mention.head + 1, end):
            token, hit = self.doc[i], self.at.get(i)
            if hit and self._is_predicate(hit, token):
                fold.cover(carrier.i if carrier is not None else i, hit.stop)
                self._apply(fold, token if token.pos_ in ("VERB", "AUX") else carrier or token, hit)
                return next(_settled(fold), None)
            if token.lower_ in syntax.forms("relative") or token.text in (";", ":"):
                return None
            if token.pos_ in ("VERB", "AUX") and syntax.form(token) == "finite":
                if carrier is not None or token.lemma_ not in ("être", "sembler", "paraître", "rester", "demeurer", "avoir"):
                    return None
                carrier = token
        return None

    def _is_predicate(self, hit: Hit, token: Token) -> bool:
        """May these words be said of a subject that is a meeting?"""
        kind = hit.row["class"]
        if kind in ("verb", "passive"):
            return not _bare_participle(token) and (syntax.is_passive(token) or syntax.reflexive(token))
        return kind in ("self", "phrase") and not _bare_participle(token)

    def _open_date(self, mention: Mention) -> Assertion | None:
        """ "Aucune date n'est fixée pour un sommet"."""
        start, _ = self.cast.parsed.sentence(mention.head)
        for hit in self.free:
            if start <= hit.first < mention.first <= hit.first + 12 and hit.row["status"] == "open":
                return Assertion("floated", hit.first, mention.stop, (hit.first, hit.stop), hit.rule)
        return None

    # "lors d'une rencontre", "avant le sommet"

    def _before(self, mention: Mention) -> Assertion | None:
        hit = self.ends.get(mention.first) or self.ends.get(mention.head + 1)
        if hit is None or hit.row["class"] != "before":
            return None
        verb = governing_verb(self.doc[mention.head])
        ahead = verb is not None and syntax.tense(syntax.finite(verb)) == "future"
        status = {"beside": "under_way", "present": "under_way"}.get(hit.row["status"], hit.row["status"])
        return Assertion(
            "planned" if ahead and status == "held" else status,  # type: ignore[arg-type]
            hit.first,
            max(mention.stop, mention.head + 1),
            (hit.first, hit.stop),
            hit.rule,
            weak=True,
        )


def _only(doc: object, first: int, stop: int) -> bool:
    """Do only commas and adverbs stand between a noun and a participle after it?"""
    return all(t.text == "," or syntax.is_adverb(t) for t in doc[first:stop])  # type: ignore[index]


def _starts(doc: object, start: int, first: int) -> bool:
    """Does a sentence start with a participle that is said of its subject ("Prévue lundi, la rencontre …")?"""
    return _bare_participle(doc[start]) and doc[first - 1].text == ","  # type: ignore[index]


def _acts(subject: Token, verb: Token, hit: Hit) -> bool:
    """Is a meeting the subject of what only people do ("la rencontre promet d'être longue")?"""
    if hit.row["class"] != "verb" or subject.head.i != verb.i or not subject.dep_.startswith("nsubj"):
        return False
    return not (syntax.is_passive(verb) or syntax.reflexive(verb))


def _bare_participle(token: Token) -> bool:
    """A participle that is said of a noun, not part of a verb whose auxiliary the parse lost."""
    loose = token.dep_ not in ("ROOT", "ccomp", "parataxis") or token.is_sent_start
    if syntax.form(token) != "participle" or not loose or syntax.auxiliary(token) is not None:
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return after is None or after.pos_ != "DET" or after.dep_ != "det" or after.head.dep_ not in ("obj", "nsubj")


def _prepositional(token: Token) -> bool:
    return token.pos_ == "ADP" or token.lower_ in ("du", "des", "au", "aux", "de", "d'", "à")


def _open_question(a: Assertion) -> Assertion:
    return replace(a, status="floated") if a.status in ("planned", "under_way", "held") and not a.background else a


def _denied(a: Assertion) -> Assertion:
    status: Status = "planned" if a.status in _OFF | {"ruled_out"} and not a.off else "ruled_out"
    return replace(a, status=status)


def _settled(fold: _Fold) -> Iterator[Assertion]:
    if fold.status is not None:
        yield Assertion(
            fold.status,  # type: ignore[arg-type]
            fold.first,
            fold.stop,
            fold.cue,
            fold.rule,
            fold.background,
            fold.off,
            fold.weak,
            voice=fold.voice,
        )


def _upwards(low: Token, high: Token) -> Iterator[Token]:
    step = low
    while step.i != high.i and step.head.i != step.i:
        yield step
        step = step.head
    yield high


def _conditional(verb: Token) -> bool:
    return verb.pos_ in ("VERB", "AUX") and syntax.tense(syntax.finite(verb)) == "conditional"


def _imperfect(token: Token) -> bool:
    return token.lower_.endswith(("ait", "aient")) and syntax.tense(token) == "past"


def _by_tense(verb: Token, aspect: str) -> Status | None:
    """The status of a meeting that a verb says to take place, from the verb's tense."""
    carrier = syntax.finite(verb)
    tense = syntax.tense(carrier)
    compound = carrier.i != verb.i and not (syntax.is_passive(verb) and "été" not in _words(carrier, verb))
    if syntax.form(verb) == "participle" and carrier.i == verb.i:
        return "under_way" if aspect in ("start", "resume", "goes_on") else "held"
    if compound and tense in ("present", "past", "conditional"):
        return "under_way" if aspect in ("start", "resume") else "held"
    if tense == "past" and _imperfect(carrier):
        return "under_way"
    if tense == "past":
        return "under_way" if aspect in ("start", "resume") else "held"
    if tense == "future":
        return "planned"
    if tense == "conditional":
        return "planned"
    if tense == "present":
        return "planned" if aspect in ("start", "resume", "end") else "under_way"
    return None


def _words(first: Token, last: Token) -> set[str]:
    return {t.lower_ for t in first.doc[first.i : last.i]}
