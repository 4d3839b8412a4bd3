"""What words assert of a meeting, understood from the inside out: the meeting, what governs it, up to the finite verb.

"a accepté de rencontrer", "exclut toute rencontre", "pourrait être annulée": each word that counts is a row of
``fr/meeting_status.tsv`` (or of the table that names the meeting) and changes what was understood so far.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, takewhile

from pourparlers.knowledge import conjugation
from pourparlers.reading import factuality, syntax
from pourparlers.reading.meetings.parties import Cast, Ids
from pourparlers.reading.meetings.types import BY
from pourparlers.reading.meetings.words import Hit, phrase_of, words
from pourparlers.reading.tokens import Token
from pourparlers.vocabulary import Status

ASPECTS = frozenset({"occur", "start", "end", "resume", "goes_on", "occurs", "resumption"})
OFF = frozenset({"cancelled", "postponed", "suspended"})
WORTH = OFF | {"floated", "ruled_out"}
_BEGUN = frozenset({"start", "resume"})
_LASTING = frozenset({"goes_on", "resume"})
_AGENT = 4


@dataclass(frozen=True, slots=True)
class Assertion:
    """That a meeting has a status: the tokens that carry it and those that decide it.

    ``background`` marks what was said or true before ("devait", "avait été reportée", "initialement prévue");
    ``off`` that a plan's end and a refusal are not told apart by the words alone; ``weak`` that it is only taken for
    granted ("lors de la rencontre"); ``told`` that it is worth a report beside another one; ``voice`` who says it by
    saying so ("X a proposé une rencontre"); ``judged`` that it is told how it goes ("la rencontre est cordiale").
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
    judged: bool = False

    @property
    def phrase(self) -> str:
        """The phrase of the table row that decides."""
        return phrase_of(self.rule)


@dataclass(slots=True)
class Fold:
    """What has been understood of a mention on the way from the inside out, and the words that told it."""

    cast: Cast
    first: int
    stop: int
    cue: tuple[int, int]
    rule: str
    status: str | None = None
    aspect: str = "occur"
    background: bool = False
    off: bool = False
    weak: bool = False
    finished: bool = False
    voice: Ids = ()
    judged: bool = False
    said: bool = False

    def take(self, step: Token, hit: Hit | None, *, event: bool = False) -> None:
        """Take one governing word into account; ``event`` where it is the verb that names the meeting itself."""
        verbal = step.pos_ in ("VERB", "AUX") or event
        carrier = step if verbal else self._copula(hit)
        before = self.status, self.aspect, self.off
        if carrier is not None:
            self.cover(syntax.group_start(carrier), carrier.i + 1)
        if hit is not None:
            self.cover(hit.first, hit.stop)
        value = (hit.row["status"] if hit is not None else "") or ("occur" if event else "")
        negated = carrier is not None and _negated(carrier)
        is_finite = verbal and syntax.form(syntax.finite(step)) == "finite"
        if value in ASPECTS:
            keeps = hit is not None and value == "occur" and bool(hit.row.get("negated"))
            self._take_aspect(step, value, negated and not keeps, is_finite)
        elif value and hit is not None:
            self._take_status(step, hit, negated)
        if hit is not None and before != (self.status, self.aspect, self.off):
            start = min(hit.first, syntax.group_start(step)) if verbal else hit.first
            self.cue, self.rule = (start, hit.stop), hit.rule
        if is_finite:
            self.finished = self.finished or step.lemma_ not in words("modal") or hit is None
            if syntax.auxiliary(step) is not None and _is_past_or_rumoured(syntax.finite(step)):
                self.background = True

    def settled(self, *, told: bool = True) -> Assertion | None:
        """What is asserted in the end; None where that is nothing."""
        if not self.status:
            return None
        status: Status = self.status  # type: ignore[assignment]
        extent, flags = (self.first, self.stop), (self.background, self.off, self.weak, told)
        return Assertion(status, *extent, self.cue, self.rule, *flags, self.voice, self.judged)

    def cover(self, first: int, stop: int) -> None:
        """Take some tokens into the words that tell it."""
        self.first, self.stop = min(self.first, first), max(self.stop, stop)

    def _copula(self, hit: Hit | None) -> Token | None:
        """The verb before a predicate that is none ("n'est pas à l'ordre du jour"); a passive says nothing of the noun
        of a deed ("aucune raison n'a été donnée au report")."""
        if hit is None:
            return None
        start, _ = self.cast.parsed.sentence(hit.first)
        for i in range(hit.first - 1, max(start - 1, hit.first - 5), -1):
            if self.cast.doc[i].pos_ in ("VERB", "AUX"):
                deed = hit.row.get("class") == "noun" and hit.row["status"] in OFF
                return None if deed and syntax.is_passive(self.cast.doc[i]) else self.cast.doc[i]
        return None

    def _take_aspect(self, step: Token, value: str, negated: bool, is_finite: bool) -> None:
        if just(step) and self.status is None:
            aspect = self.aspect if value == "occur" else value
            self.status = "under_way" if aspect in _BEGUN or aspect == "goes_on" else "held"
            self.finished = True
            return
        if value in ("occurs", "resumption") or not (is_finite or syntax.form(step) == "participle"):
            self.aspect = value if self.aspect == "occur" else self.aspect
            if negated:
                self.status, self.off = "ruled_out", True
            return
        if self.status is not None:
            return
        aspect = self.aspect if value == "occur" else value
        if negated:
            self._denied(step, aspect)
        else:
            self.status = by_tense(step, aspect)
        self.finished = is_finite

    def _denied(self, step: Token, aspect: str) -> None:
        """That it does not, did not or will not take place."""
        if aspect in ("resume", "goes_on") or _no_longer(step):
            self.status = "suspended"
        elif _not_yet(step):
            self.status = "floated" if self.cue[0] == step.i else "planned"
        else:
            over = syntax.is_past(step) and self.status is None and self.cue[0] != step.i
            if over and aspect == "start":
                self.status = "planned"  # "n'ont pas commencé"
                return
            over = over and "y" not in {t.lower_ for t in syntax.clitics(step)}  # "il n'y a pas eu de rencontre"
            self.status, self.off = "cancelled" if over else "ruled_out", not over

    def _take_status(self, step: Token, hit: Hit, negated: bool) -> None:
        row = hit.row
        if row.get("class") == "passive" and not syntax.is_passive(step):
            self.finished = self.finished or hit.phrase == "attendre"  # "ne va pas attendre le sommet" denies nothing
            return
        if negated and row.get("negated") == "-":
            self.finished = True
            return
        value = (row.get("negated") or "ruled_out") if negated else row["status"]
        if self.said and value == "ruled_out":
            self.status, self.finished = None, True  # "refuse de confirmer"
            return
        self.said = row.get("negated") == "-" and bool(row["voice"])
        if step.lemma_ in words("may"):
            value = self._able(step, value, negated)
        if row.get("class") == "judged":
            value, self.judged = _judged(step), True
        if value == "planned" and not negated and self.aspect in ("goes_on", "end"):
            value = "under_way"  # "a confirmé poursuivre les pourparlers", "doivent s'achever"
        if value == "planned" and not negated and _conditional(step) and step.lemma_ not in words("modal"):
            value = "floated"
        if value == "ruled_out" and not negated and self.aspect == "goes_on":
            value = "suspended"  # "juge impossible de poursuivre les pourparlers"
        decided = self.off and self.status == "ruled_out" and value == "planned"  # "a décidé de ne pas y aller"
        self.status = self._combined(value, step, negated=negated, voiced=bool(row.get("voice")))
        denied = negated and row["status"] == "planned" and value != "planned"
        self.off = decided or (denied and self.status != "planned")
        self.weak = self.weak or (row["status"] == "held" and row.get("class") == "noun")
        self.finished = self.finished or self.weak
        if step.lemma_ in words("must") and imperfect(syntax.finite(step)):
            self.background = True
        owed = step.lemma_ in words("must") and syntax.finite(step) is not step
        if owed and syntax.tense(syntax.finite(step)) == "conditional":
            self.status = "cancelled"  # "aurait dû avoir lieu"
        if row.get("class") and row["voice"] and not self.voice and step.pos_ in ("VERB", "AUX", "ADJ"):
            done = syntax.is_passive(step) and row["class"] != "readiness"
            self.voice = (self._agent(step) if done else self.cast.subject(step))[:1]

    def _able(self, step: Token, value: str, negated: bool) -> str:
        """What "pouvoir" makes of it: done ("a pu rencontrer"), going on ("peut se prolonger"), or merely possible."""
        if negated and self.aspect in _LASTING:
            return "suspended"  # "ne peut pas poursuivre les pourparlers"
        if step.lemma_ != "pouvoir":
            return value
        if syntax.finite(step) is not step and syntax.tense(syntax.finite(step)) == "present" and self.status is None:
            return "cancelled" if negated else "held"
        return "under_way" if self.aspect == "goes_on" and not negated else value

    def _agent(self, verb: Token) -> Ids:
        """By whom something is told to be done ("confirmée lundi par le Kremlin")."""
        _, end = self.cast.parsed.sentence(verb.i)
        by = next((i for i in range(verb.i + 1, min(end, verb.i + _AGENT)) if verb.doc[i].lower_ in BY), None)
        return self.cast.after(BY, by, end, gap=2) if by is not None else ()

    def _combined(self, value: str, step: Token, *, negated: bool, voiced: bool) -> str | None:
        """The status of "refuse d'annuler", "pourrait être reportée", "promet d'étudier", from inner and outer.

        ``voiced`` marks a word by which it is done ("a demandé de reporter").
        """
        if self.status == "held" and value == "planned":
            return "held"  # "a confirmé avoir pu rencontrer"
        if self.status in OFF and negated and value in ("ruled_out", "cancelled"):
            return "planned"  # "n'envisage pas de renoncer"
        if self.status in OFF and not negated:
            if value in ("ruled_out", "cancelled"):
                return "planned"
            if value != "floated" or voiced or syntax.infinitive(step) in words("wish"):
                return self.status
            self.background = True  # "menace d'annuler": a doubt, which whatever else is told outweighs
            return value
        if (self.status, value) == ("ruled_out", "floated") and not negated and syntax.infinitive(step) in words("may"):
            return value  # "menace de boycotter le sommet", "pourrait ne pas avoir lieu"
        if syntax.infinitive(step) in words("accept") and self.status == "floated" and not negated:
            return "planned"  # "a accepté l'invitation à"
        if (self.status, value) in {("ruled_out", "planned"), ("ruled_out", "floated"), ("floated", "planned")}:
            return self.status
        return value


def by_tense(verb: Token, aspect: str) -> Status | None:
    """The status of a meeting that a verb says to take place, to start or to go on, from the verb's tense."""
    carrier = tense_word(verb)
    mistaken = carrier.i == verb.i and _is_plain_present(verb)
    tense = "present" if mistaken else syntax.tense(carrier)
    begun: Status = "under_way" if aspect in _BEGUN else "held"
    if syntax.form(verb) == "participle" and carrier.i == verb.i and not mistaken:
        return "under_way" if aspect == "goes_on" else begun
    if carrier.i != verb.i and syntax.form(carrier) == "infinitive":
        return begun  # "avoir eu un entretien"
    cleft = carrier.i != syntax.finite(verb).i
    being = not cleft and syntax.is_passive(verb) and "été" not in {t.lower_ for t in verb.doc[carrier.i : verb.i]}
    if carrier.i != verb.i and not being and tense in ("present", "past", "conditional"):
        return begun
    if tense == "past":
        return "under_way" if imperfect(carrier) else begun
    if tense == "future" and carrier.i != verb.i and not syntax.is_passive(verb):
        return begun  # "aura duré deux heures"
    if tense in ("future", "conditional"):
        return "under_way" if aspect == "end" else "planned"
    if tense == "present":
        if being and aspect in _BEGUN:
            return "under_way"  # "sont engagés dans un dialogue"
        return "planned" if aspect in _BEGUN else "under_way"
    return None


def _is_plain_present(verb: Token) -> bool:
    """Is a form of the present tagged as a participle, or as a subjunctive where no "que" stands ("qui se déroule")?"""
    if syntax.form(verb) != "participle" and (syntax.tense(verb) != "subjunctive" or _in_that_clause(verb)):
        return False
    return conjugation.forms(syntax.infinitive(verb)).get(verb.lower_) == "present"


def _in_that_clause(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("que", "qu'") for c in verb.children)


def _judged(verb: Token) -> Status:
    """The status of what is said to go, to have gone or to be going to go well or badly."""
    tense = syntax.tense(syntax.finite(verb))
    if tense in ("future", "conditional"):
        return "planned"
    return "held" if tense == "past" or syntax.finite(verb).i != verb.i else "under_way"


def tense_word(verb: Token) -> Token:
    """The word that carries the tense of a verb; not the copula of a cleft clause before it ("c'est là qu'avait eu
    lieu")."""
    head = syntax.finite(verb)
    if head.i < verb.i and {"que", "qu'"} & {t.lower_ for t in verb.doc[head.i : verb.i]}:
        own = [t for t in verb.doc[head.i + 1 : verb.i] if t.lower_ in syntax.auxiliaries() and t.lower_ != "été"]
        return own[-1] if own else head
    return head


def imperfect(token: Token) -> bool:
    """Is a word an imperfect ("devait", "avaient")?"""
    return token.lower_.endswith(("ait", "aient")) and syntax.tense(token) == "past"


def bare_participle(token: Token) -> bool:
    """A participle that is said of a noun, not part of a verb whose auxiliary the parse lost."""
    loose = token.dep_ not in ("ROOT", "ccomp", "parataxis") or token.is_sent_start
    if syntax.form(token) != "participle" or not loose or syntax.auxiliary(token) is not None:
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if token.i and token.doc[token.i - 1].lower_ in words("link") and after is not None and after.pos_ == "DET":
        return False  # "ont rappelé leur ambassadeur et exigé une réunion"
    return after is None or after.pos_ != "DET" or after.dep_ != "det" or after.head.dep_ not in ("obj", "nsubj")


def _negated(verb: Token) -> bool:
    head = syntax.finite(verb)
    if syntax.form(head) != "infinitive":
        return factuality.is_negated(verb)
    return syntax.linker(head) == "sans" or (factuality.is_negated(verb) and not _past_negation(head))


def _past_negation(verb: Token) -> bool:
    """Does the verb that an infinitive follows stand between it and "ne" ("ne veut pas annuler")?"""
    for i in range(verb.i - 1, max(verb.sent.start, verb.i - _AGENT) - 1, -1):
        token = verb.doc[i]
        if token.lower_ in syntax.forms("negation"):
            return False
        if token.pos_ in ("VERB", "AUX") and syntax.form(token) == "finite":
            return True
    return False


def _no_longer(verb: Token) -> bool:
    """ "Ne se parlent plus": does "plus" deny a verb in the present?"""
    head = syntax.finite(verb)
    return "plus" in _past_adverbs(verb) and head is verb and syntax.tense(head) == "present"


def _not_yet(verb: Token) -> bool:
    """ "N'a toujours pas eu lieu", "ne s'est pas encore rendu": is something denied only of the time up to now?"""
    head = syntax.finite(verb)
    after = [t.lower_ for t in verb.doc[head.i + 1 : verb.i]] if head is not verb else _past_adverbs(verb)
    return any(two in (("pas", "encore"), ("toujours", "pas")) for two in pairwise(after))


def _past_adverbs(verb: Token) -> list[str]:
    """The adverbs right after a verb."""
    after = takewhile(syntax.is_adverb, verb.doc[verb.i + 1 : verb.i + _AGENT])
    return [t.lower_ for t in after]


def just(verb: Token) -> bool:
    """ "Vient de rencontrer", "venait de s'ouvrir": does an infinitive tell what is just over?"""
    if syntax.form(verb) != "infinitive" or syntax.linker(verb) != "de":
        return False
    i = syntax.before_infinitive(verb) - 1
    while i > verb.sent.start and syntax.is_adverb(verb.doc[i]):
        i -= 1
    return conjugation.forms("venir").get(verb.doc[i].lower_) in ("present", "past") if i >= 0 else False


def _is_past_or_rumoured(auxiliary: Token) -> bool:
    """Does an auxiliary tell what was before ("avait été reportée"), or what is only said ("aurait tourné court")?"""
    return imperfect(auxiliary) or syntax.tense(auxiliary) == "conditional"


def _conditional(verb: Token) -> bool:
    """Does a verb tell what may come to be; not what is only said to have come to be ("aurait confirmé")?"""
    head = syntax.finite(verb)
    hearsay = head.lower_ in ("aurait", "auraient") and head is not verb
    return verb.pos_ in ("VERB", "AUX") and syntax.tense(head) == "conditional" and not hearsay
