"""What the words around turn an assertion on a meeting into: a question, an aim, an idea, what goes on, what is not."""

from __future__ import annotations

from dataclasses import replace

from pourparlers.reading import factuality, syntax
from pourparlers.reading.meetings.settings_clauses import setting
from pourparlers.reading.meetings.status_around import Around
from pourparlers.reading.meetings.status_fold import OFF, Assertion
from pourparlers.reading.meetings.status_tale import copulas, hints
from pourparlers.reading.meetings.types import Mention
from pourparlers.reading.meetings.words import words
from pourparlers.reading.tokens import Token
from pourparlers.vocabulary import Status

_LEAD = 12
_ANSWER = 5
_DEEMED = 8
_JOINS = frozenset({",", "«", "que", "qu'", "mais", "et", "donc", "car"})


class Turns(Around):
    """The words of an article that tell the fate of meetings, and what turns what they assert."""

    def is_unsettled(self, a: Assertion, mention: Mention) -> bool:
        """Is what is told to come only an aim, or made to hang on something, or of a meeting merely thought of?"""
        return self.is_purpose(a) or self.hangs_on_if(a) or self.is_imagined(a, mention)

    def is_purpose(self, a: Assertion) -> bool:
        """ "Afin que des négociations s'engagent": is what is told no more than what somebody is after?"""
        if a.status not in ("planned", "under_way"):
            return False
        start, _ = self.cast.parsed.sentence(a.first)
        lower = self.cast.lower
        for i in range(a.first, max(start, a.first - _LEAD), -1):
            if lower[i - 1] == ",":
                return False
            if lower[i] in ("que", "qu'"):
                return lower[i - 1] in hints("purpose")
        return False

    def out_of_question(self, mention: Mention) -> Assertion | None:
        """ "Pas question pour le ministre de rencontrer": a refusal that names who refuses before what."""
        start, _ = self.cast.parsed.sentence(mention.head)
        if not mention.verbal or syntax.linker(self.doc[mention.head]) != "de":
            return None
        for i in range(start, max(start, mention.first - 1)):
            hit = self.at.get(i)
            if hit is None or hit.row["class"] != "phrase" or hit.row["status"] != "ruled_out":
                continue
            between = self.doc[hit.stop : mention.first]
            if self.cast.lower[hit.stop] == "pour" and not any(t.pos_ in ("VERB", "AUX") for t in between):
                return Assertion("ruled_out", i, mention.stop, (hit.first, hit.stop), hit.rule)
        return None

    def hangs_on_if(self, a: Assertion) -> bool:
        """ "Le ministre ira si les conditions sont réunies": is what is to come made to hang on something?"""
        if a.status != "planned" or a.background or a.weak:
            return False
        start, end = self.cast.parsed.sentence(a.cue[0])
        if self._led_by_if(start, a.first):
            return True
        for i in range(a.stop, end):
            token = self.doc[i]
            if token.text in ";:«»":
                return False
            if token.lower_ not in ("si", "s'") or token.dep_ != "mark" or self.cast.lower[i - 1] in setting("not if"):
                continue
            if i == a.stop or self.doc[i - 1].pos_ not in ("VERB", "AUX"):  # not "dira si la date convient"
                return syntax.tense(syntax.finite(token.head)) in ("present", "none")
        return False

    def _led_by_if(self, start: int, first: int) -> bool:
        """ "Si le temps le permet, les deux ministres se verront": does a condition between commas stand before?"""
        lower = self.cast.lower
        for i in range(first - 1, start, -1):
            if self.doc[i].text in ";:«»":
                return False
            opens = i - 1 == start or lower[i - 2] in _JOINS
            if opens and lower[i - 1] in ("si", "s'"):
                verb = next((t for t in self.doc[i:first] if t.pos_ in ("VERB", "AUX")), None)
                closed = any(t.text == "," for t in self.doc[i:first])
                return closed and verb is not None and syntax.tense(syntax.finite(verb)) in ("present", "none")
        return False

    def is_imagined(self, a: Assertion, mention: Mention) -> bool:
        """ "Une telle rencontre aura lieu": is a meeting only spoken of as one that may be?"""
        such = {"tel", "telle", "tels", "telles"} & set(self.cast.lower[mention.first : mention.head])
        return bool(such) and a.status in ("planned", "under_way") and not a.background

    def asked(self, mention: Mention) -> bool:
        """Does the mention stand in a question, not in a quoted one?"""
        start, end = self.cast.parsed.sentence(mention.head)
        return end > start and any(t.text == "?" for t in self.doc[mention.head : end])

    def deemed(self, mention: Mention) -> Assertion | None:
        """ "A jugé prématurée une rencontre", "rend impossible toute visite": what is said of the object after it."""
        hit = self.at.get(mention.first - 1)
        if hit is None or hit.stop != mention.first or self.doc[mention.first].pos_ != "DET":
            return None
        if hit.row["class"] != "phrase" or hit.row["status"] not in ("floated", "ruled_out"):
            return None
        before = reversed(self.doc[max(0, hit.first - _ANSWER) : hit.first])
        verb = next((t for t in before if t.pos_ == "VERB"), None)
        status: Status = hit.row["status"]  # type: ignore[assignment]
        if verb is not None and factuality.is_negated(verb):
            status = hit.row["negated"] or status  # type: ignore[assignment]
        first = syntax.group_start(verb) if verb is not None else hit.first
        return Assertion(status, first, max(mention.stop, mention.head + 1), (hit.first, hit.stop), hit.rule)

    def deeming(self, verb: Token) -> Token | None:
        """The adjective before an infinitive that it hangs on, past a day ("juge inutile de", "prêt, lundi, à")."""
        wanted = {"de": ("phrase",), "d'": ("phrase",), "à": ("readiness",)}.get(syntax.linker(verb))
        if wanted is None or syntax.form(syntax.finite(verb)) != "infinitive":
            return None
        i = syntax.before_infinitive(verb) - 1
        start = max(syntax.sentence(verb).start, i - _DEEMED)
        light = words("day between") | {"»", ","}
        while i > start and self.at.get(i) is None:
            if self.cast.lower[i] not in light and self.doc[i].pos_ not in ("DET", "ADJ", "NUM"):
                return None
            i -= 1
        hit = self.at.get(i)
        known = hit is not None and hit.row["class"] in wanted and hit.row["status"] in ("ruled_out", "floated")
        return self.doc[i] if known else None

    def answered(self, mention: Mention) -> Assertion | None:
        """What answers a question that only names a meeting ("Le sommet ? Reporté.", "Les travaux ? Ils avancent.")."""
        start, end = self.cast.parsed.sentence(mention.head)
        if mention.verbal or any(syntax.is_verb(t) for t in self.doc[start:end]):
            return None
        for i in range(end, min(len(self.doc), end + _ANSWER)):
            token, hit = self.doc[i], self.at.get(i)
            if hit is not None and hit.row["status"] and hit.row["class"] not in ("noun", "readiness", "adjective"):
                fold = self.start(mention)
                fold.first, fold.stop = hit.first, hit.stop
                fold.take(token, hit)
                return fold.settled()
            light = token.text == "«" or syntax.is_adverb(token)
            if not (light or token.lower_ in copulas() | words("pronoun")):
                return None
        return None

    def question(self, mention: Mention) -> Assertion:
        """That a meeting asked about is merely possible."""
        head = (mention.head, mention.head + 1)
        return Assertion("floated", mention.first, max(mention.stop, head[1]), head, mention.rule)

    def missing(self, mention: Mention) -> Assertion:
        """That a meeting named after "pas de" is refused."""
        head = (mention.head, mention.head + 1)
        first = next((i for i in range(mention.first, mention.first - 3, -1) if self.cast.lower[i] == "pas"), head[0])
        return Assertion("ruled_out", first, max(mention.stop, head[1]), head, mention.rule, off=True)

    def may_go_on(self, a: Assertion) -> bool:
        """ "Les travaux pourraient se prolonger": what may go on is under way."""
        if a.status != "floated" or self.doc[a.stop - 1].lemma_ != "pouvoir":
            return False
        hits = (self.at.get(i) for i in range(a.stop, min(len(self.doc), a.stop + 3)))
        return any(h is not None and h.row["status"] == "goes_on" for h in hits)

    def is_idea(self, mention: Mention) -> bool:
        """ "L'idée d'une rencontre, que Rome avait lancée": is what a relative clause tells that of an idea?"""
        hit = self.ends.get(mention.first)
        return hit is not None and hit.row["class"] == "noun" and hit.row["status"] == "floated"

    def is_missing(self, mention: Mention) -> bool:
        """ "Pas de sommet en vue": is a meeting told without a verb not to be?"""
        start, _ = self.cast.parsed.sentence(mention.head)
        lower = self.cast.lower
        at = mention.first - 2 if lower[mention.first - 1] in ("de", "d'") else mention.first - 1
        return start <= at <= start + 2 and lower[at] == "pas" and not {"ne", "n'"} & set(lower[start:at])


def open_question(a: Assertion) -> Assertion:
    """What is asked, not told, is merely possible."""
    told = a.status in ("planned", "under_way", "held") and not a.background and not a.weak
    return replace(a, status="floated") if told else a


def undone(plan: Assertion, main: Assertion) -> bool:
    """Is a plan told of that came to nothing ("prévue lundi, la rencontre a été reportée")?"""
    return plan.status == "planned" and main.status in OFF


def denied(a: Assertion) -> Assertion:
    """What is said of no meeting at all ("aucune rencontre n'est prévue")."""
    status: Status = "planned" if a.status in OFF | {"ruled_out"} and not a.off else "ruled_out"
    return replace(a, status=status, off=False)
