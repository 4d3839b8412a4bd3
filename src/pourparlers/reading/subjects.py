"""Subjects: who a verb is said of, through relatives, participles, infinitives and inversion; and agents."""

from __future__ import annotations

from pourparlers.reading import syntax
from pourparlers.reading.tokens import Token


def subject(verb: Token) -> Token | None:
    """The subject of a verb: its own, its antecedent's, that of the verb it is joined to or governed by."""
    return _subject(verb, 0)


def _subject(verb: Token, depth: int) -> Token | None:
    if depth > 5:
        return None
    start = syntax.group_start(verb)
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass", "nsubj:caus") and c.i != verb.i]
    own = [c for c in own if not (start <= c.i < verb.i and c.lower_ in ("lui", "leur", "en", "y"))]  # "et lui livrera"
    if start and verb.doc[start - 1].lower_ == "qui" and not any(c.i < verb.i for c in own):
        return _antecedent(verb.doc[start - 1], verb)
    if own:
        return _antecedent(min(own, key=lambda c: abs(c.i - verb.i)), verb)
    kind = syntax.form(syntax.finite(verb))
    if kind in ("gerund", "participle") and verb.dep_ in ("acl", "advcl", "dep", "amod", "conj"):
        return _participle_subject(verb, kind, depth)
    if kind == "infinitive":
        above = syntax.governor(verb)
        return _subject(above, depth + 1) if above is not None and above.pos_ not in ("NOUN", "PROPN") else None
    if verb.dep_ == "conj" and verb.head.i < verb.i:
        return _subject(verb.head, depth + 1)
    return _left_noun(verb) if kind in ("finite", "participle") else None


def _antecedent(token: Token, verb: Token) -> Token:
    """The noun that "qui" stands for."""
    if token.lower_ not in ("qui", "lequel", "laquelle", "lesquels", "lesquelles"):
        return token
    if verb.dep_ == "acl:relcl":
        return verb.head
    i = token.i - 1
    while i > token.sent.start and token.doc[i].pos_ not in ("NOUN", "PROPN", "PRON"):
        i -= 1
    return token.doc[max(i, 0)]


def _participle_subject(verb: Token, kind: syntax.Form, depth: int) -> Token | None:
    """Of ", demandant …" the subject of the clause; of "l'accord signé" the noun."""
    doc, head = verb.doc, verb.head
    start = syntax.group_start(verb)
    loose = start > 0 and (doc[start - 1].is_punct or doc[start - 1].lower_ in ("en", "après", "tout"))
    if head.pos_ in ("NOUN", "PROPN", "PRON") and not (loose and kind == "gerund"):
        return head
    if verb.dep_ == "conj" or syntax.is_verb(head):
        return _subject(head, depth + 1)
    above = next((a for a in verb.ancestors if syntax.is_verb(a) and a.i < verb.i), None)
    return _subject(above, depth + 1) if above is not None else None


def _left_noun(verb: Token) -> Token | None:
    """The nearest noun, name or subject pronoun before the group that stands under no preposition."""
    doc = verb.doc
    i = syntax.group_start(verb)
    for _ in range(14):
        if doc[i].is_sent_start or i == 0:
            return None
        i -= 1
        token = doc[i]
        if token.text in "»:;" or (syntax.is_verb(token) and syntax.form(token) == "finite"):
            return None
        if token.lower_ in syntax.forms("subject"):
            return _antecedent(token, verb)
        if token.pos_ in ("NOUN", "PROPN") and not any(c.dep_ == "case" for c in token.children):
            return token if token.dep_ not in ("appos", "flat:name", "nmod", "conj") or token.head.i > i else token.head
    return None


def inverted_subject(verb: Token) -> Token | None:
    """The noun after a verb that has none before it (", a dénoncé lundi le ministre")."""
    found = [c for c in verb.children if c.dep_ in ("obj", "nsubj", "nsubj:pass", "obl:mod") and c.i > verb.i]
    found = [c for c in found if not any(g.dep_ == "case" for g in c.children)]
    return next((c for c in found if c.pos_ in ("NOUN", "PROPN", "PRON")), None)


def agent(verb: Token) -> Token | None:
    """Who does it, of a passive: the noun after "par"."""
    doc = verb.doc
    for child in verb.children:
        if verb.i < child.i < verb.i + 15 and any(g.dep_ == "case" and g.lower_ == "par" for g in child.children):
            return child
    for i in range(verb.i + 1, min(verb.i + 12, len(doc))):
        if doc[i].is_sent_start or doc[i].text in ".;:,»" or syntax.is_verb(doc[i]):
            return None
        if doc[i].lower_ == "par" and doc[i].head.i > i:
            return doc[i].head
    return None
