"""The parties of a meeting: whom its words name, of which side they are, and who else must be meant."""

from __future__ import annotations

from pourparlers.reading import syntax
from pourparlers.reading.entities import Mention
from pourparlers.reading.meetings.listing import Listing
from pourparlers.reading.meetings.lists import cut, led_in
from pourparlers.reading.meetings.sides import Ids as Ids
from pourparlers.reading.meetings.words import is_only, marks, words
from pourparlers.reading.meetings.words import words as words_of
from pourparlers.reading.tokens import Token

_SUBJECT = frozenset({"nsubj", "nsubj:pass", "expl:subj", "nsubj:caus"})
_MEDIA_HOPS = 5
_RECALL = 150
_RELATIVES = frozenset({"qui", "lequel", "laquelle", "lesquels", "lesquelles"})
_GLUED = frozenset({"auquel", "auxquels", "auxquelles"})
_GLUED_TO = frozenset({"à"})


class Cast(Listing):
    """Who is who in one article, as the search for meetings needs it."""

    def climate_conference(self) -> str | None:
        """The yearly conference on the climate ("COP26"), where an article calls it by its number."""
        at = next((i for i, w in enumerate(self.lower) if w.startswith("cop") and w[3:].isdigit()), None)
        return None if at is None else self.ensure(at, at + 1)

    def speaker(self, token: int) -> Ids:
        """Whose words the sentence around a token reports, where the token stands outside these words."""
        first, stop = self.parsed.sentence(token)
        start, end = self.parsed.starts[first], self.parsed.ends[stop - 1]
        at = self.parsed.starts[token]
        for a in self.said:
            if a.cue is None or not start <= a.cue.start < end or any(c.start <= at < c.end for c in a.content):
                continue
            if a.source is not None and a.source.entity:
                return self.parties((a.source.entity,))
        return ()

    def reporter(self, token: int) -> Ids:
        """Whose words a token stands in."""
        at = self.parsed.starts[token]
        around = [(c.end - c.start, n) for n, a in enumerate(self.said) for c in a.content if c.start <= at < c.end]
        source = self.said[min(around)[1]].source if around else None
        return self.parties((source.entity,)) if source is not None and source.entity else ()

    def of(self, token: Token) -> Ids:
        """The parties that a noun or pronoun stands for, with those joined to it."""
        mention = self.who.at(token.i)
        first = mention.first if mention else token.left_edge.i
        stop = max(mention.stop if mention else 0, token.right_edge.i + 1)
        for t in self.doc[token.i + 1 : stop]:
            clause = t.dep_ in ("acl:relcl", "acl") and t.lower_ not in marks("other")
            if clause or t.lower_ in syntax.forms("relative"):
                stop = max(t.left_edge.i if t.left_edge.i > token.i else t.i, mention.stop if mention else 0)
                break
        return self.listed(first, stop) or self.at(token.i)

    def subject(self, verb: Token) -> Ids:
        """Who does what a verb says, through infinitives, relative clauses and joined verbs."""
        seen: set[int] = set()
        start, end = self.parsed.sentence(verb.i)
        if verb.i <= start + 1 and syntax.form(verb) == "participle":
            return self._after_opening(verb.i, end)
        if self.lower[verb.i - 1] == "," and syntax.form(verb) == "participle" and syntax.auxiliary(verb) is None:
            beside = self._antecedent(verb.i)
            if beside:
                return beside
        turned = self._turned(verb, end)
        if turned:
            return turned
        step: Token | None = self._done_before(verb, start) or self._with_auxiliary(verb, start) or verb
        while step is not None and step.i not in seen and len(seen) < _MEDIA_HOPS:
            seen.add(step.i)
            told = self._told_to(step)
            if told:
                return told
            for child in (step.head if step.dep_ == "cop" else step).children:
                if child.dep_ in _SUBJECT and child.lower_ not in ("qui", "que", "qu'") and not cut(child, step):
                    mention = self.who.at(child.i)
                    first = mention.first if mention else child.left_edge.i
                    found = self.of(child)
                    if mention and len(found) == 1 and self._list_goes_on(mention):
                        found = self.listed(first, syntax.group_start(verb)) or found
                    return self.joined(found, first) if found else self._before(verb)
            if step.dep_.startswith("acl") and step.head.lower_ in words("offer") and syntax.form(step) == "infinitive":
                taker = step.head.head
                return self.subject(taker) if taker.pos_ == "VERB" else ()
            if step.dep_ == "acl" and syntax.form(syntax.finite(step)) == "finite" and not self._is_linked(step):
                both = self._before(step)  # taken for a participle of the noun ("X et Y ont prévu de")
                if len(self.sides(both)) > 1:
                    return both
            if step.dep_.startswith("acl") and step.head.pos_ not in ("VERB", "AUX"):
                return self.of(step.head) or (() if self._nobody(step) else self._before(step))
            step = step.head if step.dep_ == "conj" else syntax.governor(step)
        return self._before(verb)

    def _is_linked(self, verb: Token) -> bool:
        """Does a relative pronoun, or the like, lead in a verb ("le ministre qui a prévu de")?"""
        first = max(self.parsed.sentence(verb.i)[0], syntax.group_start(verb) - _MEDIA_HOPS)
        return any(w in syntax.forms("relative") or w in ("que", "qu'") for w in self.lower[first : verb.i])

    def _turned(self, verb: Token, end: int) -> Ids:
        """The person after a verb that "où" leads, with nobody before it ("à Oslo, où a séjourné le roi")."""
        first = syntax.group_start(verb)
        if self.lower[first - 1] != "où" or any(t.pos_ not in ("AUX", "ADV") for t in self.doc[first : verb.i]):
            return ()
        found = self.listed(verb.i + 1, end, gap=4)
        return found if all(self.get(p).kind == "person" for p in found) else ()

    def _list_goes_on(self, mention: Mention) -> bool:
        """Does "et" follow a name, or what is told of who bears it ("X, ministre de la Pêche, et Y ont …")?"""
        i = mention.stop
        while i + 1 < len(self.lower) and "et" not in self.lower[i : i + 2]:
            beside = self.who.at(i + 1)
            if self.lower[i] != "," or beside is None or set(beside.entities) != set(mention.entities):
                return False
            i = beside.stop
        return self.lower[i] in ("et", ",")

    def _after_opening(self, first: int, end: int) -> Ids:
        """Whom an opening participle is said of ("Arrivé lundi à Oslo, …, le roi a …"): the party after its comma, or
        after a further one the subject."""
        commas = [i for i in range(first, end) if self.doc[i].text == ","]
        for i in commas:
            found = self.listed(i + 1, end, gap=2)
            if found and (i == commas[0] or any(t.dep_ in _SUBJECT for t in self.doc[i + 1 : i + 4])):
                return found
        return ()

    def _done_before(self, verb: Token, start: int) -> Token | None:
        """The finite verb before "avant de" or "après" and an infinitive, whose subject does that too."""
        led = self.lower[max(start, syntax.group_start(verb) - 2) : verb.i]
        if syntax.form(verb) != "infinitive" or not {"avant", "après"} & set(led[:2]):
            return None
        verbs = (t for t in reversed(self.doc[start : verb.i]) if t.pos_ == "VERB")
        return next((t for t in verbs if syntax.form(syntax.finite(t)) == "finite"), None)

    def _with_auxiliary(self, verb: Token, start: int) -> Token | None:
        """The verb before "et" whose auxiliary a participle shares ("a convoqué l'ambassadeur et annulé la visite")."""
        if self.lower[verb.i - 1] not in ("et", "puis") or syntax.form(verb) != "participle" or syntax.auxiliary(verb):
            return None
        before = (t for t in reversed(self.doc[start : verb.i - 1]) if t.pos_ == "VERB")
        return next((t for t in before if syntax.form(t) == "participle" and syntax.auxiliary(t)), None)

    def _told_to(self, verb: Token) -> Ids:
        """Whom the verb that governs an infinitive moves to do it ("invite le roi à se rendre à Oslo")."""
        above = syntax.governor(verb) if syntax.form(verb) == "infinitive" else None
        if above is None or above.i >= verb.i or syntax.infinitive(above) not in words("control"):
            return ()
        return self.listed(above.i + 1, syntax.group_start(verb)) or self.clitic(above)

    def _nobody(self, verb: Token) -> bool:
        """Is the noun that a relative clause follows ("des hôtes qui souhaitent …") no party that is known?"""
        relative = syntax.group_start(verb) - 1
        near = verb.head.pos_ == "NOUN" and relative - 3 < verb.head.i < relative
        return near and self.lower[relative] == "qui" and self.who.at(verb.head.i) is None

    def _before(self, verb: Token) -> Ids:
        """The party that stands nearest before a verb, bound to it by no preposition, and those joined to it."""
        start = verb.sent.start
        mentions = [m for m in self.outer(start, syntax.group_start(verb)) if m.form != "possessive"]
        for mention in reversed(mentions):
            found = self.parties(mention.entities)
            if found and not self.led_by_preposition(mention.first, start):
                return self.joined(found, mention.first)
        return ()

    def clitic(self, verb: Token) -> Ids:
        """The party that an object pronoun before a verb stands for ("le rencontrer", "l'a reçu")."""
        for i in range(syntax.group_start(verb), verb.i):
            if self.doc[i].lower_ in ("le", "la", "l'", "les", "lui", "leur") and self.doc[i].pos_ in ("PRON", "DET"):
                ids, subject = self.parties(self.who.resolve(i)), self.subject(verb)
                if ids and not set(ids) <= set(subject):
                    return ids
                ids = self._meant(i, subject) or ids
                if ids:
                    return ids
        return ()

    def _meant(self, clitic: int, subject: Ids) -> Ids:
        """Whom an object pronoun most likely means: the person, or those, named last who do not do the deed."""
        word, start = self.lower[clitic], max(0, clitic - _RECALL // 2)
        if word not in ("le", "la", "l'", "les") or self.doc[clitic].pos_ != "PRON":
            return ()
        for m in reversed(self.outer(start, clitic)):
            found = self.parties(m.entities)
            if not found or set(found) & set(subject) or not all(self.is_person(e) for e in found):
                continue
            several = len(found) > 1 or self.who.number(found[0]) == "p"
            gender = {"le": "f", "la": "m"}.get(word, "-")
            if several == (word == "les") and self.who.gender(found[0]) != gender:
                return found
        return ()

    def led(self, verb: Token, preps: frozenset[str]) -> Ids:
        """Whom a relative pronoun stands for that a preposition leads ("avec lequel", "à qui", "auquel")."""
        for i in range(syntax.group_start(verb) - 1, max(self.parsed.sentence(verb.i)[0], verb.i - 10), -1):
            word = self.lower[i]
            glued = word in _GLUED and preps & _GLUED_TO
            if glued or (word in _RELATIVES and self.lower[i - 1] in preps):
                return self._antecedent(i if glued else i - 1)
        return ()

    def fronted(self, verb: Token) -> Ids:
        """Whom an object relative stands for ("le ministre que le roi a reçu")."""
        for i in range(syntax.group_start(verb) - 1, max(self.parsed.sentence(verb.i)[0], verb.i - 9), -1):
            if self.doc[i].pos_ in ("VERB", "AUX"):
                return ()
            if self.lower[i] in ("que", "qu'"):
                return self._antecedent(i)
        return ()

    def _antecedent(self, relative: int) -> Ids:
        """The party that ends right before a relative clause, a comma between them or not."""
        end = relative - 1 if self.lower[relative - 1] == "," else relative
        mention = self.who.at(end - 1)
        return self.parties(mention.entities) if mention is not None and mention.stop == end else ()

    def whereto(self, verb: Token, first: int) -> Ids:
        """The place that "y" or "où" before a verb stands for ("il s'y rendra", "à Oslo, où il est arrivé")."""
        start = self.parsed.sentence(verb.i)[0]
        if "y" in self.lower[first : verb.i]:
            before = self.parsed.sentence(start - 1)[0] if start else start
            return self._last_place(before, first)
        for i in range(first - 1, max(start, first - 10), -1):
            if self.doc[i].pos_ in ("VERB", "AUX"):
                return ()
            if self.lower[i] == "où":
                return self._last_place(max(start, i - 4), i)
        return ()

    def place_before(self, token: int) -> Ids:
        """The place named last in the sentence up to a token or in the two before."""
        return self._last_place(self.sentences_back(token, 2), token, led=True)

    def _last_place(self, first: int, stop: int, *, led: bool = False) -> Ids:
        for m in reversed(self.outer(first, stop)):
            if led and self.lower[m.first - 1] not in words("towards"):
                continue
            if len(m.entities) == 1 and self.get(m.entities[0]).kind in ("place", "state") and m.form == "name":
                return m.entities
        return ()

    def object(self, verb: Token, stop: int) -> Ids:
        """Whom a verb takes as its object, after it or as a pronoun before it."""
        group = self.doc[syntax.group_start(verb) : verb.i]
        if any(t.lower_ in ("le", "la", "les") and t.pos_ == "PRON" for t in group):
            return self.clitic(verb)
        if any(t.lower_ == "l'" and self.doc[t.i + 1].pos_ in ("AUX", "VERB") for t in group):
            met = self.clitic(verb)
            if met:
                return met
        i = verb.i + 1
        while i < stop:
            mention = self.who.at(i)
            token = self.doc[i]
            if mention and mention.form != "possessive" and not led_in(self.doc, mention.first, verb.i):
                found = self.listed(mention.first, stop)
                if found:
                    return found
            told = token.lower_ in syntax.forms("relative") and not is_only(verb, i)
            if told or (token.pos_ == "VERB" and syntax.form(token) == "finite"):
                break
            i = mention.stop if mention and mention.stop > i else i + 1
        return self.described(verb.i + 1, words_of("guest")) or self.clitic(verb) or self.fronted(verb)
