"""What the words before a mention of a meeting take for granted: "lors de", "avant", "aucune date", a rumour denied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pourparlers.reading import factuality, syntax
from pourparlers.reading.meetings.parties import Cast
from pourparlers.reading.meetings.settings_clauses import setting
from pourparlers.reading.meetings.status_attributes import Attributes
from pourparlers.reading.meetings.status_fold import OFF, Assertion
from pourparlers.reading.meetings.status_tale import copulas, hints
from pourparlers.reading.meetings.types import OF, Mention, governing_verb
from pourparlers.reading.meetings.words import Hit, words
from pourparlers.reading.tokens import Token

_TALKED = frozenset({"call", "meeting", "summit"})
_HOPS = 8
_REACH = 15
_ASIDE = 12


class Around(Attributes):
    """The words of an article that tell the fate of meetings, and what those before a mention assert of it."""

    def __init__(self, cast: Cast, at: Mapping[int, Hit], hits: Sequence[Hit]) -> None:
        super().__init__(cast, at)
        self.free = [h for h in hits if h.row["class"] == "free"]
        self.ends = {h.stop: h for h in hits if h.row["class"] in ("before", "noun")}

    def open_date(self, mention: Mention) -> Assertion | None:
        """ "Aucune date n'est fixée pour un sommet"."""
        start, _ = self.cast.parsed.sentence(mention.head)
        for hit in self.free:
            if start <= hit.first < mention.first <= hit.first + 12 and hit.row["status"] == "open":
                return Assertion("floated", hit.first, mention.stop, (hit.first, hit.stop), hit.rule)
        return None

    def rumour(self, mention: Mention) -> Assertion | None:
        """ "Dément les informations selon lesquelles Rome négocie": what is told as a rumour that somebody denies."""
        start, _ = self.cast.parsed.sentence(mention.head)
        told = (i for i in range(mention.head, start, -1) if self.cast.lower[i] in hints("rumour"))
        which = next(told, None) or self._story(mention)
        denial = next((h for i in range(start, which or start) if (h := self.at.get(i)) and _denies(h)), None)
        if denial is None:
            return self._untrue(mention, which) if which is not None else None
        verb = self.doc[denial.first]
        extent = (syntax.group_start(verb), mention.stop)
        voice = self.cast.subject(verb)[:1]
        return Assertion("ruled_out", *extent, (denial.first, denial.stop), denial.rule, voice=voice)

    def _story(self, mention: Mention) -> int | None:
        """The noun that a mention tells the matter of ("les rumeurs d'une rencontre")."""
        start, _ = self.cast.parsed.sentence(mention.head)
        for i in range(mention.first - 1, max(start, mention.first - _REACH) - 1, -1):
            token = self.doc[i]
            if self.cast.lower[i] in setting("story"):
                return i
            if token.text in ",;:«»" or (token.pos_ in ("VERB", "AUX") and syntax.form(token) == "finite"):
                return None
        return None

    def _untrue(self, mention: Mention, story: int) -> Assertion | None:
        """ "Les rumeurs d'une rencontre sont infondées": what is said of the story of a meeting after it."""
        _, end = self.cast.parsed.sentence(mention.head)
        for i in range(max(mention.stop, mention.head + 1), end):
            hit = self.at.get(i)
            if hit is None or hit.row["class"] != "untrue":
                continue
            being = next((t for t in reversed(self.doc[max(story, i - _HOPS) : i]) if t.lower_ in copulas()), None)
            if being is None or factuality.is_negated(being) or factuality.is_negated(self.doc[i]):
                return None
            return Assertion("ruled_out", mention.first, hit.stop, (hit.first, hit.stop), hit.rule)
        return None

    def granted(self, mention: Mention) -> Assertion | None:
        """What a preposition before a mention takes for granted ("lors d'une rencontre", "avant le sommet")."""
        start = mention.first
        while start > 1 and self._measures(start - 1):
            start -= 1
        start = self._taking_place(start)
        hit = self.ends.get(mention.first) or self.ends.get(mention.head + 1) or self.ends.get(start)
        hit = hit or self._before_both(mention)
        if hit is None or hit.row["class"] != "before" or (_within(hit) and mention.kind not in _TALKED):
            return None
        verb = governing_verb(self.doc[mention.head])
        over = hit.phrase in hints("over")
        ahead = verb is not None and (syntax.tense(syntax.finite(verb)) == "future" or (not over and self._meant(verb)))
        status = {"beside": "under_way", "present": "under_way"}.get(hit.row["status"], hit.row["status"])
        being = self._being(hit) if verb is None and hit.row["status"] == "beside" else None
        if being is not None:  # "le climat sera au cœur du sommet"
            ahead, status = syntax.tense(being) == "future", "held" if syntax.tense(being) == "past" else status
        return Assertion(
            "planned" if ahead and status in ("held", "under_way") else status,  # type: ignore[arg-type]
            hit.first,
            max(mention.stop, mention.head + 1),
            (hit.first, hit.stop),
            hit.rule,
            weak=True,
        )

    def _being(self, hit: Hit) -> Token | None:
        """The form of "être" right before words that tell where something stands in a meeting."""
        i = hit.first - 1
        while i > 0 and syntax.is_adverb(self.doc[i]):
            i -= 1
        return self.doc[i] if self.cast.lower[i] in syntax.forms("être") else None

    def _meant(self, verb: Token) -> bool:
        """Is this an infinitive of what shall, may or is hoped to be done, or hangs on one?"""
        for _ in range(_HOPS):
            if syntax.form(syntax.finite(verb)) != "infinitive":
                return syntax.tense(syntax.finite(verb)) == "future"
            above = syntax.governor(verb)
            if above is None:
                return False
            hit = self.at.get(above.i)
            if above.lemma_ in words("modal") or (hit is not None and hit.row["status"] in ("planned", "floated")):
                return syntax.auxiliary(above) is None  # "a pu parler" is over
            verb = above
        return False

    def _before_both(self, mention: Mention) -> Hit | None:
        """The preposition of the noun that a mention is joined to ("après deux jours de visites et négociations")."""
        noun = self.doc[mention.head]
        if noun.dep_ != "conj" or noun.head.pos_ != "NOUN" or not 1 < noun.i - noun.head.i < _HOPS:
            return None
        first = noun.head.i
        while first > 1 and (self._measures(first - 1) or self.doc[first - 1].pos_ in ("DET", "ADJ")):
            first -= 1
        return self.ends.get(first) or self.ends.get(noun.head.i)

    def _taking_place(self, first: int) -> int:
        """Where the words start that tell no more than that a meeting takes place ("la tenue, ce mardi, du sommet")."""
        hit = self.occurring(first)
        if hit is None:
            return first
        return hit.first - 1 if self.doc[hit.first - 1].pos_ == "DET" else hit.first

    def occurring(self, first: int) -> Hit | None:
        """The noun before a meeting that says no more than that it takes place, past a day or an aside between commas
        ("la tenue, avant la fin du mois, d'une réunion")."""
        start, _ = self.cast.parsed.sentence(first)
        i = first - 1
        while i > start and (
            self.doc[i].text in ",«" or self.doc[i].pos_ in ("DET", "ADP", "NUM") or self.cast.lower[i] in words("day")
        ):
            i = self._aside(i) - 1 if self.doc[i].text == "," else i - 1
        hit = self.at.get(i) if i >= start else None
        told = hit is not None and hit.row["class"] == "noun" and hit.row["status"] == "occurs"
        return hit if told and first - i <= _REACH else None

    def undone(self, mention: Mention) -> Hit | None:
        """The noun before a meeting that tells what became of it, past who did it or why ("l'annulation par Rome de la
        visite", "le report, pour la deuxième fois, du sommet"), or that it is in doubt."""
        lower, last = self.cast.lower, mention.first - 1
        over = self._taking_place(mention.first) - 1
        doubt = self.at.get(over - 1) if lower[over] == "sur" and over > 0 and not mention.verbal else None
        if doubt is not None and doubt.row["class"] == "noun" and doubt.row["status"] == "floated":
            return doubt  # "a semé le doute sur la tenue du sommet"
        if mention.verbal or lower[last] not in OF or self.ends.get(mention.first) is not None:
            return None
        start, _ = self.cast.parsed.sentence(mention.head)
        for i in range(last - 1, max(start, last - _ASIDE) - 1, -1):
            hit = self.at.get(i)
            if hit is not None and hit.row["class"] == "noun" and hit.row["status"] in OFF:
                return hit if hit.stop < last and self._says_why(hit.stop, last) else None
            if self.doc[i].pos_ in ("VERB", "AUX") or self.doc[i].text in ".;:":
                return None
        return None

    def _says_why(self, first: int, stop: int) -> bool:
        """Do words after the noun of a deed tell who did it, why or how late, and not what it was done to?"""
        lower = self.cast.lower
        if lower[first] == ",":
            return lower[stop - 1] == ","
        told = " ".join(lower[first:stop])
        return lower[first] in hints("done by") or not {told, told.partition(" ")[2]}.isdisjoint(hints("late"))

    def past_aside(self, first: int) -> int:
        """Where the verb of an object ends, past an aside ("a suspendu, selon la radio, les travaux")."""
        if self.doc[first - 1].text != ",":
            return first
        commas = (i for i in range(first - 2, max(0, first - _REACH), -1) if self.doc[i].text == ",")
        comma = next(commas, None)
        return comma if comma is not None and comma - 1 in self.at else first

    def _aside(self, comma: int) -> int:
        """The comma before one that closes an aside without a verb; that one itself where there is none."""
        for i in range(comma - 1, max(0, comma - _ASIDE), -1):
            if self.doc[i].text == ",":
                return i
            if self.doc[i].pos_ in ("VERB", "AUX") or self.doc[i].text in ".;:«»":
                break
        return comma

    def _measures(self, i: int) -> bool:
        """Does a token belong to a length before a meeting ("après sept ans de négociations")?"""
        word, after = self.doc[i], self.doc[i + 1].lower_
        linked = word.lower_ in ("de", "d'") and self.doc[i - 1].lower_ in hints("length")
        return linked or word.lower_ in hints("length") or (word.pos_ in ("NUM", "DET") and after in hints("length"))


def _within(hit: Hit) -> bool:
    """ "Dans" says that something was told in a talk of two, not in negotiations or at a conference."""
    return hit.phrase == "dans"


def _denies(hit: Hit) -> bool:
    """Is this a verb for saying that something is not so?"""
    return hit.row["class"] == "verb" and hit.row["cue"].startswith(("démentir|", "exclure|"))
