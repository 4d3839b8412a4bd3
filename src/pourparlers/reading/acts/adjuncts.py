"""What may stand between a verb and its object: adverbs, times, fixed phrases, phrases with a preposition, asides
("détient depuis plus d'un an dans une prison de la capitale deux touristes")."""

from __future__ import annotations

from pourparlers.reading import syntax
from pourparlers.reading.acts.clause import Clause
from pourparlers.reading.acts.frames import is_noun, nouns
from pourparlers.reading.adverbials import adverbial
from pourparlers.reading.tokens import Doc, Token

_PARTITIVE = ("du", "des", "de", "d'")
_OF = ("de", "d'", "d")
"""What stands before a quoted word; the tokenizer takes the apostrophe away from "d'«"."""


def past_adjuncts(clause: Clause) -> int:
    """Past adverbs, times and short adverbial phrases between a verb and its object ("dans la foulée", ", lundi,")."""
    i = clause.start
    while i < clause.limit:
        after = _past_one(clause, i)
        if after is None:
            break
        i = after
    return i


def _past_one(clause: Clause, i: int) -> int | None:
    token = clause.doc[i]
    phrase = adverbial(clause.doc, i)
    if phrase:
        return i + phrase
    quoted = any(clause.doc[k].text == "«" for k in range(i + 1, min(i + 3, clause.limit)))
    if token.lower_ == "comme" or (quoted and token.lower_ in _OF and "de" in clause.frame.object):
        return _comparison_end(clause, i)  # "qualifie de « farce » le procès"
    if i in clause.scene.timed or (syntax.is_adverb(token) and token.pos_ not in ("NOUN", "PROPN", "DET", "ADP")):
        return i + 1
    if token.lower_ == "et" and i + 1 < clause.limit and clause.doc[i + 1].pos_ == "ADP":
        return None if is_article(clause.doc, i + 1) else _past_one(clause, i + 1)
    if token.pos_ == "ADP" and (until := _time_end(clause, i)) is not None:
        return until
    if token.pos_ == "ADJ" and i + 1 < clause.limit and clause.doc[i + 1].lower_ in syntax.forms("article"):
        return i + 1  # "juge brutale la décision de Rome"
    if token.text == ",":
        return _aside_end(clause, i)
    return _phrase_end(clause, i) if token.pos_ == "ADP" and _skippable(clause, i) else None


def _time_end(clause: Clause, i: int) -> int | None:
    """Past a time that a preposition introduces ("depuis lundi", "d'ici l'automne"), if something follows it."""
    timed = clause.scene.timed
    at = next((k for k in range(i + 1, min(i + 4, clause.limit)) if k in timed), None)
    if at is None or any(clause.doc[k].pos_ in ("NOUN", "PROPN") for k in range(i + 1, at)):
        return None
    while at < clause.limit and at in timed:
        at += 1
    return at if at < clause.limit else None


def _comparison_end(clause: Clause, i: int) -> int | None:
    """Past "comme une « farce »", if an object follows it."""
    doc = clause.doc
    opened = next((k for k in range(i + 1, min(i + 4, clause.limit)) if doc[k].text == "«"), None)
    if opened is None:
        return _phrase_end(clause, i)
    closed = next((k for k in range(opened, min(opened + 12, clause.limit)) if doc[k].text == "»"), None)
    follows = closed is not None and closed + 1 < clause.limit
    return closed + 1 if closed and follows and doc[closed + 1].lower_ in syntax.forms("article") else None


def _skippable(clause: Clause, i: int) -> bool:
    """A phrase with "de" may be the object itself ("des armes"); with a recipient in it, it is not."""
    if clause.doc[i].lower_ not in _PARTITIVE:
        return True
    head = head_after(clause, i + 1)
    if head is None or "de" not in (*clause.frame.recipient, *clause.frame.actor):
        return False
    return head.pos_ == "PRON" or bool(clause.scene.party(head))


def _aside_end(clause: Clause, i: int) -> int | None:
    """Past the second comma of an aside that begins here."""
    later = (k for k in range(i + 1, min(i + 12, clause.limit)) if clause.doc[k].text == ",")
    end = next(later, None)
    return None if end is None else end + 1


def _phrase_end(clause: Clause, i: int) -> int | None:
    """Past a prepositional phrase, with what it owns ("dans une prison de la capitale"), if the object follows it, or
    another phrase that stands before the object."""
    doc = clause.doc
    head = head_after(clause, i + 1)
    if head is None or head.i > i + 5:
        return None
    mention = clause.scene.who.at(head.i)
    stop = max(t.i for t in (head, *(c for c in head.children if c.i > head.i and c.dep_ == "amod"))) + 1
    stop = max(stop, mention.stop if mention else 0)
    if stop >= clause.limit:
        return None
    if doc[stop].pos_ == "ADP" and not is_article(doc, stop):
        owned = doc[stop].lower_ in ("de", "d'", "du")
        goes_on = _phrase_end(clause, stop) if owned else _past_one(clause, stop)
        return stop if goes_on is not None and not owned else goes_on
    if doc[stop].lower_ == "et":
        return _past_one(clause, stop)
    if doc[stop].text == ",":  # "a arrêté à Lima, à la demande de Quito, deux banquiers"
        after = _aside_end(clause, stop)
        return after if after is not None and after < clause.limit and _opens_object(clause, after) else None
    return stop if doc[stop].pos_ == "ADP" or doc[stop].text == "«" or _opens_object(clause, stop) else None


def _opens_object(clause: Clause, i: int) -> bool:
    """Does a noun phrase begin here, with its number, quantity or article?"""
    doc = clause.doc
    quantity = i + 1 < clause.limit and is_quantity(doc, i + 1)
    return quantity or bool(doc[i].like_num) or doc[i].lower_ in syntax.forms("article")


# Nouns and articles


def head_after(clause: Clause, i: int) -> Token | None:
    """The noun that a phrase starting here is built on."""
    for k in range(i, min(i + 8, clause.limit)):
        token = clause.doc[k]
        if token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "PRON" and token.dep_ != "mark"):
            while i <= token.head.i < k and token.dep_ in ("flat:name", "appos", "nmod"):
                token = token.head
            return token
        if is_noun(token):
            return token
        if token.text in ",;:." or (syntax.is_verb(token) and token.pos_ != "ADJ"):
            return None
    return None


def is_quantity(doc: Doc, i: int) -> bool:
    """Is it the "de" of "plus de 800 migrants", "près d'un millier"?"""
    return i > 0 and doc[i].lower_ in ("de", "d'") and doc[i - 1].lower_ in nouns("quantity")


def is_article(doc: Doc, i: int) -> bool:
    """Is it "des", or a "de" that stands for it before an adjective ("de nombreux chars")?"""
    if doc[i].lower_ in ("du", "des") or doc[i].dep_ == "det" or is_quantity(doc, i):
        return True
    many = i + 2 < len(doc) and doc[i].lower_ in ("de", "d'") and doc[i + 1].lower_.endswith(("s", "x"))
    return many and doc[i + 1].pos_ == "ADJ" and doc[i + 2].pos_ == "NOUN"
