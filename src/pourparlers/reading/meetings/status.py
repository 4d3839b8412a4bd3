"""The fate of a meeting: what a clause asserts of it, from the tense of its verbs and from what is done to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from pourparlers.knowledge import conjugation
from pourparlers.reading import factuality, syntax
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.settings_clauses import setting
from pourparlers.reading.meetings.status_fold import ASPECTS, OFF, WORTH, Assertion, bare_participle, just
from pourparlers.reading.meetings.status_governors import Governed, is_expected_at, subject_of
from pourparlers.reading.meetings.status_tale import Tale, copulas, hints, hoped
from pourparlers.reading.meetings.status_turns import denied, open_question, undone
from pourparlers.reading.meetings.status_words import in_context, is_out_of_place
from pourparlers.reading.meetings.types import OF, Mention
from pourparlers.reading.meetings.words import Hit, verb_forms, words
from pourparlers.reading.tokens import Token
from pourparlers.vocabulary import Status

_NOT_GOING = frozenset({"ruled_out", "floated", "cancelled"})
_AHEAD = frozenset({"planned", "postponed", "cancelled", "under_way"})
_BREAKS = frozenset(";:")
_HOPS = 8
_SUBJECT = ("nsubj", "expl:subj")


Whose = Literal["its", "end", "deed"]


class Fates(Governed):
    """The words of an article that tell the fate of meetings, and what they assert of a mention."""

    def __init__(self, cast: Cast, hits: list[Hit]) -> None:
        hits = [h for h in hits if "failli" not in cast.lower[max(0, h.first - 3) : h.first]]
        hits = [in_context(h, cast.doc) for h in hits if not is_out_of_place(h, cast.doc)]
        at = {i: h for h in hits if h.row["class"] not in ("free", "before") for i in range(h.first, h.stop)}
        super().__init__(cast, at, hits)
        self.all = hits

    def deeds(self) -> Mapping[int, Whose]:
        """Of the words that tell a fate whose day it is that stands with them: the meeting's, or that of the deed."""
        return {
            i: "end" if h.row["status"] == "end" else "deed" if _has_own_day(h) else "its" for i, h in self.at.items()
        }

    def pronominal(self, hit: Hit, cues: frozenset[int]) -> Assertion | None:
        """What a verb asserts of the meeting that a pronoun stands for ("elle est reportée", "l'a annulé"), or that is
        the subject of the verb that it is joined to, one of ``cues`` ("était prévue lundi mais a été annulée")."""
        verb = self.doc[hit.first]
        if verb.pos_ not in ("VERB", "AUX") or bare_participle(verb):
            return None
        if hit.row["class"] == "self" and hit.row["status"] not in ASPECTS and syntax.is_passive(verb):
            return None  # "elles seront entendues"
        top = verb
        while syntax.form(syntax.finite(top)) == "infinitive":
            above = syntax.governor(top)
            if above is None or not (above.lemma_ in words("modal") or self._settles(above)):
                return None
            top = above
        subject = next((c for c in top.children if c.dep_.startswith(_SUBJECT)), None)
        active_plan = hit.row["status"] == "planned" and not syntax.is_passive(verb)
        joined = subject is None and verb.dep_ == "conj" and verb.head.i in cues and not active_plan
        fold = Tale(self.cast, hit.first, hit.stop, (hit.first, hit.stop), hit.rule)
        clitics = {self.doc[i].lower_ for i in range(syntax.group_start(verb), verb.i)}
        taken = clitics & {"l'", "le", "la", "les"} and hit.row["status"] in OFF and not syntax.is_passive(verb)
        told = (
            subject is not None
            and self._stands_in(subject)
            and (syntax.is_passive(verb) or hit.row["status"] in ASPECTS)
        )
        if not (taken or told or joined):
            return None
        if told and subject is not None:
            fold.first = min(fold.first, subject.i)
        if syntax.form(syntax.finite(top)) != "finite" or self._wondered(top):
            return None
        fold.take(verb, hit)
        if top is not verb:
            fold.take(top, self.at.get(top.i))
        found = fold.settled()
        readied = subject is not None and self._is_that_of(subject.i)
        return replace(found, status="planned") if found and readied and found.status == "under_way" else found

    def _stands_in(self, subject: Token) -> bool:
        """Is a subject a word for what was just spoken of ("elle", "le processus")?"""
        return subject.lower_.split("-")[0] in words("pronoun") or subject.lower_ in hints("stand-in")

    def predicated(self, hit: Hit) -> Assertion | None:
        """What a predicate says of the meeting that a pronoun stands for ("elle reste prévue", "il est en suspens")."""
        i = hit.first - 1
        while i > 0 and syntax.is_adverb(self.doc[i]):
            i -= 1
        being, predicate = self.doc[i], self.doc[hit.first : hit.stop]
        if being.lower_ not in _joins(hit):
            return None
        subject = next((c for t in (being, *predicate) for c in t.children if c.dep_.startswith(_SUBJECT)), None)
        if subject is None or subject.i > i or not self._stands_in(subject):
            return None
        impersonal = self.cast.lower[hit.stop : hit.stop + 1] in (["de"], ["d'"], ["que"], ["qu'"])
        if impersonal or self._wondered(being):
            return None
        fold = Tale(self.cast, min(subject.i, hit.first), hit.stop, (hit.first, hit.stop), hit.rule)
        fold.take(predicate[0], hit)
        return fold.settled()

    def _settles(self, verb: Token) -> bool:
        """ "Ont décidé de la reporter": a verb by which people settle what is to be done."""
        hit = self.at.get(verb.i)
        return hit is not None and hit.row["class"] == "verb" and hit.row["status"] == "planned"

    def _is_that_of(self, i: int) -> bool:
        """ "Celle du sommet se poursuit": what is made ready, not the meeting itself, goes on."""
        return self.cast.lower[i] in words("pronoun") and i + 1 < len(self.doc) and self.cast.lower[i + 1] in OF

    def _wondered(self, verb: Token) -> bool:
        """Does a clause stand in an indirect question ("sans dire quand elle reprendrait")?"""
        start, _ = self.cast.parsed.sentence(verb.i)
        lower, before = self.cast.lower, range(max(start, syntax.group_start(verb) - 3), verb.i)
        opens = (i for i in before if lower[i] in hints("wonder"))
        return any(lower[i] != "s'" or lower[i + 1] in ("il", "ils") for i in opens)  # "elle s'est tenue"

    def of(self, mention: Mention) -> list[Assertion]:
        """What the article asserts of a meeting in the clause of one mention."""
        found = list(self.attributes(mention))
        relative, word = self.object_relative(mention), self.doc[mention.head]
        past = relative is None or (relative.i < word.head.i and subject_of(word, word.head))
        above = self._climb(mention) if past else None
        main = self.open_date(mention) or self.deemed(mention) or self.rumour(mention) or self.granted(mention) or above
        main = self.framed(mention, main or self.beside(mention) or self.out_of_question(mention))
        said = next((a for a in found if a.voice and a.status == "planned"), None)
        if main and said and self._is_deed(main):  # "l'annulation du sommet, confirmée par Oslo"
            main = replace(main, voice=said.voice)
            found.remove(said)
        if main and main.weak and any(a.status in _AHEAD for a in found):
            found = [replace(a, told=True, background=False) for a in found]
        elif main:
            found = [
                replace(a, told=(a.told or undone(a, main)) and not (a.voice and a.status == main.status))
                for a in found
                if a.cue != main.cue
            ]
            found.append(main)
        else:
            found = [replace(a, told=a.told or a.status == "planned") for a in found]
        if self.asked(mention):
            answer = self.answered(mention)
            found = [answer] if answer else [open_question(a) for a in found] or [self.question(mention)]
        if any(self._is_that_of(i) for i in range(max(0, mention.first - 2), mention.first + 1)):
            found = [replace(a, status="planned") if a.status == "under_way" else a for a in found]
        found = [replace(a, status="floated") if self.is_unsettled(a, mention) else a for a in found]
        found = [replace(a, status="under_way") if self.may_go_on(a) else a for a in found]
        if self.is_idea(mention):
            found = [a for a in found if not (a.background and a.status in ("under_way", "held"))]
        if self.is_missing(mention):
            found = [self.missing(mention)]
        elif mention.definite == "none":
            found = [denied(a) for a in found]
        if mention.aim:
            found = [replace(a, weak=a.weak or a.status not in OFF) for a in found]
        return sorted(found, key=lambda a: a.first)

    def _is_deed(self, a: Assertion) -> bool:
        """Is an assertion made by the noun of what was done to a meeting ("l'annulation du sommet")?"""
        hit = self.at.get(a.cue[0])
        return hit is not None and hit.row["class"] == "noun" and a.status in OFF

    # What governs the mention

    def _climb(self, mention: Mention) -> Assertion | None:
        """What governs a mention, up to the finite verb."""
        fold = self.start(mention)
        word = self.doc[mention.head]
        if mention.verbal and self._is_said(fold, mention, word):
            return fold.settled()
        used, last, last_word, attends = False, mention.first, word, False
        own = self.at.get(mention.head)
        if own is not None and own.row["class"] == "phrase" and not mention.verbal:
            used = True
            fold.take(word, own)
        for step in self.governors(mention, word):
            hit = self.governing(mention, step, last)
            if hit is not None and hit.first < step.i and syntax.is_verb(self.doc[hit.first]):
                step = self.doc[hit.first]  # "ne ferme pas la porte à"
                if step.i == last:
                    continue
            if not mention.verbal and self.in_relative(mention, step):
                break
            if hit is not None and hit.row["class"] == "judged" and step.i < mention.first:
                break  # "dans ce climat tendu, la rencontre": not said of it, whatever the parse says
            if self._is_aim(fold, last_word, step):
                return fold.settled()
            if step.lower_ in hints("question") or self._starts_anew(mention, word, step):
                return None
            if _BREAKS & set(self.cast.lower[step.i : last] if step.i < last else self.cast.lower[last : step.i]):
                break
            below, last, last_word = last_word, step.i, step
            going = step.lemma_ in words("move") and below.pos_ not in ("VERB", "AUX")
            attends = attends or going or (hit is not None and (_is_coming(hit) or is_expected_at(hit, below)))
            if below is word and not attends and self._is_venue(mention, step, hit):
                return None
            if hit is None and not _transparent(step):
                break
            bare = bare_participle(step) and hit is not None and hit.row["class"] != "readiness"
            if hit is not None and not mention.verbal and (bare or _acts(below, step, hit)):
                continue
            if hit is not None and subject_of(below, step) and self.leads_elsewhere(step):
                return None
            used = used or hit is not None
            inner = self.done_by(below, step)
            if inner is not None:
                fold.take(self.doc[inner.first], inner)
            fold.take(step, hit)
            if fold.finished:
                self._wished(fold, step)
            if fold.finished or (hit is not None and hit.row["status"] and syntax.linker(step) == "sans"):
                break
        if attends and mention.need == "gathering" and mention.kind != "visit" and fold.status in _NOT_GOING:
            return None  # who does not come leaves a gathering as it is
        return fold.settled() if used or mention.verbal else None

    def _is_venue(self, mention: Mention, verb: Token, hit: Hit | None) -> bool:
        """ "Pourraient se parler au sommet": a gathering that is only where something is done."""
        at = {"à", "au", "aux"} & set(self.cast.lower[mention.first - 1 : mention.first + 1])
        doing = syntax.is_verb(verb) and (hit is None or hit.row["status"] == "occur")
        return bool(at) and doing and mention.need == "gathering" and not mention.verbal and mention.kind != "visit"

    def _starts_anew(self, mention: Mention, word: Token, step: Token) -> bool:
        """ "N'ont rien donné, et aucune rencontre n'est prévue": does "et" open a clause past the verb before it?"""
        joins = self.cast.lower[mention.first - 1] in ("et", "mais", "or") and mention.first - 1 > step.i
        return joins and not mention.verbal and word.dep_ != "conj" and step.pos_ in ("VERB", "AUX")

    def _wished(self, fold: Tale, verb: Token) -> None:
        """ "Veut que Rome ouvre un dialogue": what is told in a clause that hangs on a wish is merely wished."""
        above = verb.head if verb.dep_ == "ccomp" and verb.head.i < verb.i else None
        hit = self.at.get(above.i) if above is not None else None
        wish = hit is not None and hit.row["class"] == "verb" and hit.row["status"] == "floated"
        done = self.at.get(verb.i)  # "exige que Rome reprenne les pourparlers"
        unsettled = fold.status is None and done is not None and done.row["class"] == "verb"
        if (
            wish
            and (unsettled or fold.status in ("planned", "under_way"))
            and syntax.tense(verb) in ("present", "subjunctive")
        ):
            fold.status = "floated"
            fold.voice = self.cast.subject(above)[:1] if above is not None else ()

    def _is_aim(self, fold: Tale, word: Token, above: Token) -> bool:
        """ "Pour permettre une médiation": an aim, reached only where somebody has gone there for it."""
        noun = above.lower_ in hints("aim")
        if syntax.form(word) != "infinitive" or not (noun or above.pos_ in ("VERB", "AUX")):
            return False
        i = syntax.before_infinitive(word)
        if syntax.linker(word) != "pour" and (i < 1 or self.doc[i - 1].lower_ not in hints("aim")):
            return False
        above = self.above(above) or above if noun else above
        agreed = self.at.get(above.i)
        willing = agreed is not None and agreed.row["class"] in ("verb", "readiness")
        if willing and agreed is not None and agreed.row["status"] in ("planned", "floated"):
            return False  # "se sont mis d'accord pour dialoguer"
        if fold.status is None and above.lemma_ in words("move") and factuality.is_negated(above):
            fold.status, fold.off = "ruled_out", True  # "ne s'est pas rendu à Oslo pour rencontrer le roi"
            fold.cover(syntax.group_start(above), above.i + 1)
        fold.status = fold.status or _aimed_at(above)
        return True

    def _is_said(self, fold: Tale, mention: Mention, verb: Token) -> bool:
        """Start from what the verb of a mention tells itself; is that all ("a rencontré", not "rencontrer")?"""
        if syntax.form(syntax.finite(verb)) == "finite":
            fold.take(verb, mention.hit, event=True)
            done = fold.finished and syntax.tense(syntax.finite(verb)) != "subjunctive"
            fold.finished = False
            above = syntax.governor(verb)
            return done and not (above is not None and hoped(self.at.get(above.i)))
        if syntax.auxiliary(verb) is None and _in_present(mention, verb):
            fold.status = "under_way"
            return True
        told = mention.hit.row["status"]
        first = self._is_first(verb) or ("held" if just(verb) else None)
        if first is not None:  # "vient de rencontrer"
            fold.status = first
            return True
        if syntax.form(syntax.finite(verb)) == "infinitive" and syntax.linker(verb) == "sans":
            fold.status, fold.off = "ruled_out", True  # "est reparti sans voir le roi", "sans avoir vu"
            return True
        if syntax.form(syntax.finite(verb)) == "infinitive" and syntax.auxiliary(verb) is not None:
            between = {t.lower_ for t in self.doc[syntax.finite(verb).i : verb.i]}
            if "été" in between or not syntax.is_passive(verb):
                fold.status = "held"
        elif syntax.form(syntax.finite(verb)) == "infinitive" and factuality.is_negated(verb):
            fold.status, fold.off = "ruled_out", True
        elif self._precedes(verb):
            fold.status = _after(self._main_verb(verb))
            return fold.status is not None
        elif syntax.form(verb) == "participle" and syntax.auxiliary(verb) is None:
            left = "under_way" if mention.frame == "plural" and self._goes_on(verb) else "held"
            fold.status = {"start": "under_way", "resume": "under_way"}.get(told, told or left)
        elif told and told not in ASPECTS:
            fold.status = told
        return False

    def _is_first(self, verb: Token) -> Status | None:
        """ "Est le premier ministre à rencontrer": an infinitive that tells what the first or only one does."""
        if syntax.form(verb) != "infinitive" or syntax.linker(verb) != "à":
            return None
        at = syntax.before_infinitive(verb)
        start, _ = self.cast.parsed.sentence(verb.i)
        lower, until = self.cast.lower, max(start, at - _HOPS)
        firsts = (
            i for i in range(at - 1, until, -1) if lower[i] in hints("first") and lower[i - 1] not in hints("length")
        )
        nth = next(firsts, None)
        main = next((t for t in reversed(self.doc[start : nth or start]) if t.lower_ in copulas()), None)
        if main is None:
            return None
        return "planned" if syntax.tense(main) in ("future", "conditional") else "held"

    def _goes_on(self, verb: Token) -> bool:
        """Are those who are told to be gathered still so ("Réunis à Oslo, les ministres tentent", "réunis depuis")?"""
        _, end = self.cast.parsed.sentence(verb.i)
        if self.cast.lower[verb.i + 1] in hints("since"):
            return True
        after = (self.doc[i] for i in range(verb.i + 1, end))
        main = next((t for t in after if t.pos_ in ("VERB", "AUX") and syntax.form(t) == "finite"), None)
        return main is not None and main.lower_ not in syntax.auxiliaries() and syntax.tense(main) == "present"

    def _precedes(self, verb: Token) -> bool:
        """ "Avant de rencontrer": an infinitive that tells what comes after."""
        i = syntax.before_infinitive(verb)
        return i > 0 and self.doc[i].lower_ in ("de", "d'") and self.doc[i - 1].lower_ in hints("ahead")

    def _main_verb(self, verb: Token) -> Token | None:
        """The verb that an infinitive hangs on, or the finite one before it in its sentence."""
        if verb.head.pos_ == "VERB" and verb.head.i < verb.i:
            return verb.head
        start, _ = self.cast.parsed.sentence(verb.i)
        before = (self.doc[i] for i in range(verb.i - 1, start - 1, -1))
        return next((t for t in before if t.pos_ in ("VERB", "AUX") and syntax.form(t) == "finite"), None)


def _joins(hit: Hit) -> frozenset[str]:
    """The verbs that join a predicate to its subject; of a participle those that make no passive of it."""
    joins = copulas() - frozenset(verb_forms("avoir"))
    return joins if hit.row["class"] == "phrase" else joins - syntax.forms("être")


def _has_own_day(hit: Hit) -> bool:
    """Is a day told with a word that of what is done or said about a meeting ("a annulé lundi"), not its own?"""
    broke_off = hit.row["class"] == "self" and hit.row["status"] == "suspended"
    return (hit.row["status"] in WORTH and not broke_off) or hit.row["day"] == "own" or not hit.row["status"]


def _transparent(step: Token) -> bool:
    """A word without a row that lets what stands above it decide: an infinitive, "un cycle de"."""
    if step.pos_ == "NOUN":
        return step.lower_ in hints("carries")
    return syntax.form(step) in ("infinitive", "none") and step.pos_ in ("VERB", "AUX")


def _is_coming(hit: Hit) -> bool:
    """Does a word say that somebody is at a gathering, or is asked to come?"""
    return hit.row["cue"].startswith(("participer|", "inviter|"))


def _aimed_at(verb: Token) -> Status:
    """The status of what somebody goes somewhere for ("s'est rendu à Rome pour s'entretenir avec")."""
    if verb.lemma_ in setting("sent"):
        return "planned"
    if verb.lemma_ not in words("move") and verb.lower_ not in hints("bound"):
        return "floated"
    arrived = not syntax.is_past(verb) or verb.lower_ in hints("bound")
    return "planned" if arrived else "held"


def _in_present(mention: Mention, verb: Token) -> bool:
    """Is a word that the tagger takes for no finite verb a form of the present ("séjourne depuis lundi à Oslo")?"""
    forms = conjugation.forms(mention.phrase)
    return verb.lower_.endswith(("e", "ent")) and forms.get(verb.lower_) == "present"


def _after(main: Token | None) -> Status | None:
    """The status of what comes after the deed of a verb, by the tense of that verb."""
    if main is None:
        return None
    tense = syntax.tense(main)
    return "held" if syntax.is_past(main) and main.lemma_ not in words("modal") and tense != "future" else "planned"


def _acts(subject: Token, verb: Token, hit: Hit) -> bool:
    """Is a meeting the subject of what only people do ("la rencontre promet d'être longue")?"""
    if hit.row["class"] != "verb" or verb.pos_ in ("ADJ", "ADV") or not subject_of(subject, verb):
        return False  # "a été différé", taken for an adjective
    return not (syntax.is_passive(verb) or syntax.reflexive(verb))
