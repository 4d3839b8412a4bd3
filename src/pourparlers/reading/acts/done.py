"""Is a deed told as done, decided or to come? What stands in an infinitive as a purpose, a wish or an attempt ("pour
renouer le dialogue", "tente de parvenir à un accord"), or in a clause that only supposes it, is none."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.reading import syntax
from pourparlers.reading.acts.frames import Frame, nouns
from pourparlers.reading.acts.subjects import undergone
from pourparlers.reading.factuality import Factuality, governing
from pourparlers.reading.tokens import Token

TABLE = "fr/act_governors.tsv"
_SPOKEN = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN"})
"""Types that are done by saying so, be it on purpose or in an attempt ("téléphone à Oslo pour protester")."""
_FELT = frozenset({"AGREE", "COOPERATE", "SUPPORT"})
"""Types that are none while they only may be ("semblent avoir trouvé un accord")."""
_CAUSED = frozenset({"ACCUSE", "AID", "COERCE", "CONCEDE", "SANCTION"})
"""Types that may be done through somebody else ("a fait arrêter deux marins"), or be forced ("a fait plier Rome")."""
_DONE = frozenset({"AID", "COERCE", "RETREAT", "SANCTION"})
"""Types that are deeds, which somebody may only fear or hope for."""
_OWED = frozenset({"AGREE", "CONCEDE"})
"""Types that a "doit" without a day only calls for, as it does for a truce."""
_SUPPOSED = frozenset(
    {"si", "pour que", "afin que", "avant que", "jusqu'à ce que", "sans que", "tant que", "pourvu que"}
)
"""Conjunctions of ``fr/factuality.tsv`` whose clause tells of no deed."""
_BEFORE = 14
"""How many words before "à la demande de" its verb and what is asked for are looked for."""
_CLOSE = 7
"""How many words before a verb the "si" of its clause is looked for."""
_WHEN = frozenset({"quand", "lorsque", "lorsqu'"})
_UPON = frozenset({"fois", "dès", "aussitôt", "sitôt", "lors"})
"""Conjunctions of time: with a future, what is only awaited; the latter before "que"."""


def is_told(frame: Frame, trigger: Token, given: Factuality) -> bool:
    """Does the text tell of this deed, rather than only wish, intend or suppose it?"""
    if frame.kind == "verb" and (_is_left_out(trigger) or _is_topic(trigger)):
        return False
    if frame.after and frame.type == "REQUEST" and _is_of_meeting(trigger):
        return False
    if frame.kind == "noun" and frame.type in _DONE and _is_feared(trigger):
        return False
    if frame.kind != "noun" and (not _SUPPOSED.isdisjoint(given.rows) or _is_awaited(trigger)):
        return False
    if frame.kind != "verb" or frame.type in _SPOKEN or frame.head in nouns("praising"):
        return True
    if frame.type == "AGREE" and given.polarity == "negative" and "avec" in frame.recipient:
        return False  # "ne se sont pas mis d'accord"
    if frame.type in _FELT and given.certainty in ("possible", "probable"):
        return False
    if _is_asked(trigger) or (given.polarity == "negative" and _is_missed(trigger)):
        return False
    return syntax.form(trigger) != "infinitive" or undergone(trigger) is not None or _is_carried(trigger, frame)


def is_owed(frame: Frame, trigger: Token, given: Factuality, timed: Collection[int]) -> bool:
    """Is it what somebody has to do, and no day set for it ("les deux voisins doivent s'accorder sur le gaz")?"""
    owed = frame.type in _OWED or frame.mode == "ceasefire"
    if not owed or "devoir" not in given.rows or syntax.form(trigger) != "infinitive":
        return False
    return not any(i in timed for i in range(trigger.i - _CLOSE, trigger.i + _BEFORE))


def _is_of_meeting(noun: Token) -> bool:
    """Is it a meeting that is held or moved so ("la session a été repoussée à la demande de Rome")?"""
    for token in reversed(noun.doc[max(0, noun.i - _BEFORE) : noun.i]):
        if syntax.is_verb(token) and syntax.infinitive(token) in nouns("moved-meeting"):
            return True
        if token.lemma_.lower() in nouns("moved-meeting"):
            return True
        if token.is_sent_start:
            return False
    return False


def _is_feared(noun: Token) -> bool:
    """Is it only feared or thought of ("vivent dans la peur des arrestations")?"""
    return any(head.lemma_.lower() in nouns("feared") for head in owned(noun) if head.i < noun.i)


def _is_left_out(verb: Token) -> bool:
    """Does somebody do something else without it ("sans accuser Rome")?"""
    start = syntax.group_start(verb)
    left_out = any(t.lower_ == "sans" for t in verb.doc[max(0, start - 2) : start])
    return left_out and syntax.form(syntax.finite(verb)) == "infinitive"


def _is_topic(verb: Token) -> bool:
    """Is it what something is said of ("estime que critiquer Rome serait vain")?"""
    i = syntax.before_infinitive(verb) if syntax.form(syntax.finite(verb)) == "infinitive" else -1
    if i <= 0 or verb.doc[i].lower_ not in ("que", "qu'") or verb.doc[i].dep_ != "mark":
        return False
    only = any(t.lower_ in syntax.forms("negation") for t in verb.doc[max(0, i - 4) : i])
    return not only  # "n'a fait que critiquer"


def _is_awaited(verb: Token) -> bool:
    """Does its clause only tell when something else will be ("une fois que Rome aura signé", "quand Rome cédera"),
    or is it what somebody may be made to do ("sera contraint de demander un délai")?"""
    if syntax.form(syntax.finite(verb)) == "infinitive":
        above = governing(verb)
        forced = above is not None and syntax.is_verb(above) and syntax.infinitive(above) in nouns("forcing")
        return forced and above is not None and syntax.tense(syntax.finite(above)) in ("future", "conditional")
    if syntax.tense(syntax.finite(verb)) != "future":
        return False
    doc = verb.doc
    for mark in verb.children:
        if mark.i < verb.i and (
            mark.lower_ in _WHEN or (mark.lower_ in ("que", "qu'") and mark.i and doc[mark.i - 1].lower_ in _UPON)
        ):
            return True
    return False


def _is_asked(verb: Token) -> bool:
    """Does its clause, or that of the verb that governs it, open with "si" ("reste à savoir si Oslo signera")?"""
    above = governing(verb)
    heads = (verb, above) if above is not None else (verb,)
    return any(c.dep_ == "mark" and c.lower_ in ("si", "s'") and c.i < h.i for h in heads for c in h.children)


def _is_missed(verb: Token) -> bool:
    """Does a "si" stand before its subject, so that it is what somebody may fail to do ("si Rome ne payait pas")?"""
    start = syntax.group_start(verb)
    for i in range(start - 1, max(start - _CLOSE, 0), -1):
        if verb.doc[i].lower_ in ("si", "s'"):
            return True
        if verb.doc[i].pos_ not in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "ADP"):
            break
    return False


def _is_carried(infinitive: Token, frame: Frame) -> bool:
    """Does the infinitive depend on what makes it a deed ("a décidé de rompre"), or on nothing that is known?"""
    above = governing(infinitive)
    if above is None:
        return syntax.linker(infinitive) not in ("pour", "sans")
    if syntax.is_verb(above):
        verb = syntax.infinitive(above)
        carried = verb in _carriers("verb") and (verb != "faire" or frame.type in _CAUSED)
    else:
        carried = any(noun.lemma_.lower() in _carriers("noun") for noun in owned(above))
    return carried or led_up_to(infinitive) is not None


def led_up_to(infinitive: Token) -> Token | None:
    """The verb or noun that makes it a deed, before its "de" with no other verb nor comma in between ("vient une fois
    de plus de rompre", "la décision d'Oslo de rompre")."""
    doc, i = infinitive.doc, syntax.before_infinitive(infinitive)
    if syntax.linker(infinitive) != "de":
        return None
    for k in range(i - 1, max(i - _BEFORE, -1), -1):
        token = doc[k]
        if token.text in ",;:«»":
            return None
        if syntax.is_verb(token):
            return token if syntax.infinitive(token) in _carriers("verb") else None
        if token.pos_ == "NOUN" and token.lemma_.lower() in _carriers("noun"):
            return token
        if token.is_sent_start:
            return None
    return None


def owned(noun: Token) -> Iterator[Token]:
    """A noun, and what it and those it is joined to own ("la décision du Mali et du Niger de rompre")."""
    yield noun
    while noun.dep_ in ("conj", "nmod") and noun.head.i < noun.i:
        noun = noun.head
        yield noun


@cache
def _carriers(kind: str) -> frozenset[str]:
    return frozenset(row["cue"] for row in tables.rows(TABLE) if row["class"] == kind)
