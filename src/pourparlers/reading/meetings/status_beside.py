"""Where the parse does not tell what is said of a meeting: the first words after it that may be its predicate."""

from __future__ import annotations

from pourparlers.knowledge import conjugation
from pourparlers.reading import syntax
from pourparlers.reading.meetings.status_fold import Assertion, bare_participle, just
from pourparlers.reading.meetings.status_tale import copulas
from pourparlers.reading.meetings.status_turns import Turns
from pourparlers.reading.meetings.types import Mention
from pourparlers.reading.meetings.words import Hit
from pourparlers.reading.tokens import Token

_HOPS = 8
_COME = frozenset(conjugation.forms("venir"))
"""Before "de" and an infinitive, no more than that something was just done."""


class Beside(Turns):
    """The words of an article that tell the fate of meetings, and the predicate that follows a mention."""

    def beside(self, mention: Mention) -> Assertion | None:
        """The predicate that follows a mention, where it may be its subject by its place."""
        inside = mention.first > 0 and _prepositional(self.doc[mention.first - 1])
        if mention.verbal or (inside and self.occurring(mention.first) is None):
            return None
        _, end = self.cast.parsed.sentence(mention.head)
        fold = self.start(mention)
        carrier: Token | None = None
        past = 0
        for i in range(mention.head + 1, end):
            token, hit = self.doc[i], self.at.get(i)
            if i < past or (hit and syntax.form(token) == "gerund"):
                continue
            if hit and (self._is_predicate(hit, token) or self._is_done(hit, token, carrier)):
                if _own_subject(token, mention) or self.leads_elsewhere(token) or _is_governed(token):
                    return None
                fold.cover(carrier.i if carrier is not None else i, hit.stop)
                fold.take(token if token.pos_ in ("VERB", "AUX") else carrier or token, hit)
                return fold.settled()
            only = carrier is not None and i == carrier.i + 1  # "n'est que reporté"
            if token.lower_ in syntax.forms("relative") and not only:
                past = self._past_clause(i, end)
                if past == end:
                    return None
                continue
            if token.text in (";", ":") or _acting(token, hit) or (carrier is not None and _says_that(token)):
                return None
            if token.lower_ in _COME and self._is_just(i + 1, end):
                continue
            if token.pos_ in ("VERB", "AUX") and syntax.form(token) == "finite":
                if carrier is not None or token.lower_ not in copulas():
                    return None
                carrier = token
        return None

    def _is_just(self, first: int, end: int) -> bool:
        """Does "de", past adverbs, follow a form of "venir" ("vient tout juste d'être reporté")?"""
        after = next((i for i in range(first, end) if not syntax.is_adverb(self.doc[i])), first)
        return self.cast.lower[after] in ("de", "d'")

    def _is_done(self, hit: Hit, token: Token, carrier: Token | None) -> bool:
        """A participle after a copula, whatever stands between: after "être" one that the tagger takes for an adjective
        too ("sont décalés au 5 octobre", "est pour l'heure exclu"), after another any ("semble exclu")."""
        being = carrier is not None and carrier.lower_ in syntax.forms("être")
        done = bare_participle(token) or (being and (token.pos_ == "ADJ" or syntax.form(token) == "participle"))
        return carrier is not None and done and hit.row["class"] in ("verb", "passive")

    def _past_clause(self, first: int, end: int) -> int:
        """Where a relative clause that starts at a token ends: at its comma, or past its finite verb."""
        if self.doc[first - 1].text == ",":
            return next((k for k in range(first + 1, end) if self.doc[k].text == ","), end)
        verbs = (k for k in range(first + 1, end) if self.doc[k].pos_ in ("VERB", "AUX"))
        return next((k + 1 for k in verbs if syntax.form(self.doc[k]) == "finite"), end)

    def _is_predicate(self, hit: Hit, token: Token) -> bool:
        """May these words be said of a subject that is a meeting?"""
        kind = hit.row["class"]
        if kind in ("verb", "passive"):
            return not bare_participle(token) and (syntax.is_passive(token) or syntax.reflexive(token))
        return kind in ("self", "phrase", "judged") and not bare_participle(token)

    def leads_elsewhere(self, verb: Token) -> bool:
        """ "Le sommet pourrait ouvrir la voie à un accord": what may come of a meeting, not whether it takes place."""
        if verb.lemma_ != "pouvoir":
            return False
        _, end = self.cast.parsed.sentence(verb.i)
        for i in range(verb.i + 1, min(end, verb.i + _HOPS)):
            token, hit = self.doc[i], self.at.get(i)
            acts = syntax.form(token) == "infinitive" and token.lower_ != "être"
            if hit is not None and hit.row["status"] and not (acts and hit.row["class"] == "verb"):
                return False
            if acts and not syntax.reflexive(token):
                return True
        return False


def _acting(token: Token, hit: Hit | None) -> bool:
    """An infinitive that takes what follows it ("productive, pour la rendre superflue")?"""
    return hit is None and token.pos_ == "VERB" and syntax.form(token) == "infinitive"


def _says_that(verb: Token) -> bool:
    """Does a verb with its own clause stand here ("a confirmé que la session n'aurait pas lieu")?"""
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    return verb.pos_ == "VERB" and after is not None and after.lower_ in ("que", "qu'")


def _own_subject(verb: Token, mention: Mention) -> bool:
    """Has a verb after a mention a subject between them ("la conversation, les caméras ont pu")?"""
    after = max(mention.stop, mention.head + 1)
    subjects = (c for c in verb.children if c.dep_.startswith("nsubj") and after <= c.i < verb.i)
    before = (c.doc[c.left_edge.i - 1] for c in subjects if c.pos_ == "NOUN")
    return any(t.text == "," or t.pos_ == "SCONJ" for t in before)


def _is_governed(verb: Token) -> bool:
    """Is a passive an infinitive that hangs on a word before it ("risque d'être annulée", not "vient d'être")?"""
    head = syntax.finite(verb)
    return syntax.form(head) == "infinitive" and syntax.linker(head) == "de" and not just(head)


def _prepositional(token: Token) -> bool:
    return token.pos_ == "ADP" or token.lower_ in ("du", "des", "au", "aux", "de", "d'", "à")
