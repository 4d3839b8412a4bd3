"""Syntax: verb forms and groups, what governs what, sought by parse and by place where the parse is weak.

The parser is a hint. What French marks on the surface (an auxiliary before its participle, the clitics around a finite
verb, the preposition before an infinitive) is read from the surface; a verb that the tables name is known by its forms
even where the tagger takes it for a noun ("Oslo demande", "Sofia menace"). The rest is read from the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from pourparlers.knowledge import tables
from pourparlers.knowledge.conjugation import forms as conjugate
from pourparlers.knowledge.conjugation import is_infinitive
from pourparlers.reading.adverbials import in_adverbial
from pourparlers.reading.tokens import Token, once

Form = Literal["finite", "infinitive", "participle", "gerund", "none"]
Tense = Literal["present", "past", "future", "conditional", "subjunctive", "none"]

_AUXILIARY = {"aux:tense", "aux:pass", "aux", "aux:caus", "cop"}
_VERBAL = {"VERB", "AUX"}
_NONFINITE: dict[str, Form] = {
    "infinitive": "infinitive",
    "participle": "participle",
    "gerund": "gerund",
}
_ENDINGS: tuple[tuple[Tense, tuple[str, ...]], ...] = (
    ("conditional", ("raient", "rait", "rais", "rions", "riez")),
    ("future", ("ront", "rons", "rez", "ras", "rai", "ra")),
)
_FUTURE_STEMS = (
    "er",
    "ir",
    "aur",
    "saur",
    "dr",
    "ttr",
    "îtr",
    "evr",
    "ivr",
    "rr",
    "oir",
    "uir",
    "clur",
    "ompr",
)
_PARTICIPLES = ("é", "és", "ée", "ées")
_REACH = 7
_LIST = 20
"""How far back the infinitive before another one of a list is looked for."""
_VERB_TABLES = ("fr/acts.tsv", "fr/factuality.tsv", "fr/act_statements.tsv")
_REPORTED = {"ccomp", "csubj"}


# Closed classes and verb forms


@cache
def forms(kind: str) -> frozenset[str]:
    """The forms of a closed class of ``fr/grammar.tsv``, such as ``clitic``."""
    return frozenset(
        f for row in tables.rows("fr/grammar.tsv") if row["class"] == kind for f in row["forms"].split("|")
    )


@cache
def auxiliaries() -> frozenset[str]:
    """All the forms of the two auxiliaries."""
    return forms("avoir") | forms("être")


@cache
def _causing() -> frozenset[str]:
    """The forms of the verbs that have an infinitive done by another one ("fait arrêter", "laisse entrer")."""
    return frozenset((*conjugate("faire"), *conjugate("laisser")))


@cache
def _skipped() -> frozenset[str]:
    return forms("clitic") | forms("between") | forms("negation")


@cache
def _clitics() -> frozenset[str]:
    return forms("clitic") | forms("negation")


@cache
def known_forms() -> dict[str, tuple[str, str]]:
    """Form → infinitive and tense, for every verb that a table of cues names."""
    out: dict[str, tuple[str, str]] = {}
    cues = (cue for name in _VERB_TABLES for row in tables.rows(name) for cue in tables.values(row["cue"]))
    for cue in cues:
        verb = head_verb(cue)
        for form, tense in conjugate(verb).items() if verb else ():
            out.setdefault(form, (verb, tense))
    return out


def head_verb(cue: str) -> str:
    """The infinitive in a cue: "prendre" in "s'en prendre", "mettre" in "mettre en garde"; empty if there is none."""
    words = cue.replace("'", "' ").split()
    while words and words[0] in ("se", "s'", "en", "y"):
        words = words[1:]
    return words[0] if words and is_infinitive(words[0]) else ""


def infinitive(token: Token) -> str:
    """The infinitive of a verb: from the tables' verbs if it is one of their forms, else the parser's lemma."""
    entry = known_forms().get(token.lower_)
    return entry[0] if entry else token.lemma_.lower()


@once
def is_verb(token: Token) -> bool:
    """Is this token a verb? The tagger says so, or it has a form of a known verb where only a verb can stand."""
    before = token.doc[token.i - 1] if token.i and not token.is_sent_start else None
    if token.pos_ in _VERBAL:
        return before is None or before.lower_ not in forms("determiner") or form(token) != "finite"
    entry = known_forms().get(token.lower_)
    if entry is None or before is None:
        return False
    if before.text == "«" and before.i and not before.is_sent_start:
        before = token.doc[before.i - 1]  # "Rome « piétine » la trêve"
    if entry[1] == "participle":
        return auxiliary(token) is not None
    if entry[1] in _NONFINITE:
        return before.pos_ != "DET"
    if token.lower_.endswith("es"):
        return False
    if _takes_infinitive(token):
        clear = before.text in (",", "»") or before.pos_ in ("PROPN", "PRON", "ADV", "CCONJ")
        return clear or _ends_subject(before)
    if before.text == ",":
        return any(t.text == "," for t in token.doc[max(0, before.i - 7) : before.i])
    if _ends_subject(before) and _opens_object(token):
        return True
    return before.pos_ in ("PROPN", "PRON") or before.lower_ in forms("preverbal") or before.text[:1].isupper()


def _ends_subject(before: Token) -> bool:
    """Is this the noun, or the adjective after it, of a phrase with its own determiner ("l'Autorité palestinienne")?"""
    doc, i = before.doc, before.i
    while doc[i].pos_ == "ADJ" and not doc[i].is_sent_start:
        i -= 1
    if doc[i].pos_ != "NOUN" or doc[i].is_sent_start:
        return False
    while doc[i - 1].pos_ == "ADJ" and not doc[i - 1].is_sent_start:
        i -= 1
    return doc[i - 1].pos_ == "DET" or doc[i - 1].lower_ in forms("determiner")


def _opens_object(token: Token) -> bool:
    """Does an object follow ("reproche à l'exécutif", "presse les autres")?"""
    if token.i + 1 >= len(token.doc):
        return False
    doc, i = token.doc, token.i + 1
    if doc[i].text == "«":  # "juge « brutale » la décision"
        closed = next((k for k in range(i + 1, min(i + 6, len(doc) - 1)) if doc[k].text == "»"), i - 1)
        i = closed + 1
    after = doc[i]
    return after.lower_ in ("à", "au", "aux", "que", "qu'") or (after.pos_ == "DET" and after.lower_ != "des")


def _takes_infinitive(token: Token) -> bool:
    """Do "de" and an infinitive follow ("menace de fermer")?"""
    doc, i = token.doc, token.i + 1
    if i + 1 >= len(doc) or doc[i].lower_ not in ("de", "d'"):
        return False
    return any(form(doc[k]) == "infinitive" for k in range(i + 1, min(i + 4, len(doc))))


@once
def form(token: Token) -> Form:
    """Which form of the verb a token has; of a word that may be two ("dit", "fait"), what stands before it tells."""
    entry = known_forms().get(token.lower_)
    verbal = token.pos_ in _VERBAL
    shape = token.morph.get("VerbForm", []) if verbal else []
    if entry:
        if entry[1] in _NONFINITE:
            return _NONFINITE[entry[1]]
        return "participle" if "Part" in shape and (_after_auxiliary(token) or _before_agent(token)) else "finite"
    if not verbal:
        return "none"
    if token.lower_.endswith("ant") and "Fin" not in shape:
        return "gerund"
    if "Inf" in shape:
        done = token.lower_.endswith(_PARTICIPLES) and _after_reflexive(token)
        return "participle" if done else "infinitive"
    return "participle" if "Part" in shape else "finite"


def _after_auxiliary(token: Token) -> bool:
    """Does an auxiliary stand close before (so that "fait", "dit" is a participle)?"""
    return any(t.lower_ in auxiliaries() for t in token.doc[max(0, token.i - 3) : token.i])


def _after_reflexive(token: Token) -> bool:
    """Does "s'est", "se sont" stand close before?"""
    near = token.doc[max(0, token.i - 3) : token.i]
    return any(t.lower_ in forms("reflexive") for t in near) and any(t.lower_ in forms("être") for t in near)


def _before_agent(token: Token) -> bool:
    """Does "par" follow ("les détenus élargis par Rome")?"""
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "par"


@once
def auxiliary(verb: Token) -> Token | None:
    """The first auxiliary of a verb or copula of an adjective, be it finite ("a", "aurait") or not ("avoir", "ayant").

    A participle joined to another one ("a dénoncé … et demandé …") has the auxiliary of the first.
    """
    doc = verb.doc
    if form(verb) in ("gerund", "infinitive"):
        return None
    found = [c for c in verb.children if c.dep_ in _AUXILIARY and c.i < verb.i and c.lower_ in auxiliaries()]
    i = verb.i
    while not found and not doc[i].is_sent_start and verb.i - i < _REACH:
        i -= 1
        if doc[i].lower_ in auxiliaries():
            found.append(doc[i])
        elif not is_adverb(doc[i]) and doc[i].lower_ not in _skipped() and doc[i].text != "«":
            break
    if not found and form(verb) == "participle":
        found = list(_distant_auxiliary(verb))
    if found:
        return _leftmost_auxiliary(min(found, key=lambda t: t.i))
    if verb.dep_ == "conj" and form(verb) == "participle" and form(verb.head) == "participle":
        return auxiliary(verb.head)
    return None


def _distant_auxiliary(verb: Token) -> Iterator[Token]:
    """A form of "avoir" or "s'être" a few words back, with an adverbial phrase in between ("a de son côté apporté")."""
    doc, i = verb.doc, verb.i
    while not doc[i].is_sent_start and verb.i - i < 10:
        i -= 1
        token = doc[i]
        turned = token.lower_ in forms("être") and i > 0 and doc[i - 1].lower_ in forms("reflexive")
        if turned or token.lower_ in forms("avoir"):
            opens = doc[i + 1].pos_ == "ADP" or doc[i + 1].text == "," or is_adverb(doc[i + 1])
            if opens or doc[i + 1].lower_ in forms("weekday"):
                yield token
            return
        if token.pos_ in _VERBAL or token.text in "«»:;" or token.lower_ in forms("relative"):
            return


def _leftmost_auxiliary(token: Token) -> Token:
    """From "été" back to "a" in "a déjà été"."""
    doc, i = token.doc, token.i
    while token.lower_ in ("été", "eu") and not doc[i].is_sent_start:
        i -= 1
        if doc[i].lower_ in auxiliaries():
            return doc[i]
        if not is_adverb(doc[i]) and doc[i].lower_ not in _skipped():
            break
    return token


@once
def is_adverb(token: Token) -> bool:
    """An adverb, a word that stands where one may, or a part of an adverb of several words."""
    word = token.lower_
    return token.pos_ == "ADV" or word in forms("between") or word.endswith("ment") or in_adverbial(token)


def finite(verb: Token) -> Token:
    """The word that carries tense and negation: the auxiliary if there is one, else the verb itself."""
    return auxiliary(verb) or verb


@once
def tense(token: Token) -> Tense:
    """The tense of a finite word, by its ending where the ending is surer than the tagger; "none" of another."""
    word = token.lower_
    entry = known_forms().get(word)
    if entry and entry[1] not in _NONFINITE and (entry[1] != "present" or token.pos_ not in _VERBAL):
        return entry[1]  # type: ignore[return-value]
    if token.pos_ not in _VERBAL and word not in auxiliaries():
        return "none"
    for name, endings in _ENDINGS:
        ending = next((e for e in endings if word.endswith(e)), "")
        if ending and _is_future_stem(word[: len(word) - len(ending) + 1], token.lemma_.lower()):
            return name
    if token.morph.get("Mood", []) == ["Sub"]:
        return "subjunctive"
    if set(token.morph.get("Tense", [])) & {"Past", "Imp"}:
        return "past"
    return "present" if form(token) == "finite" else "none"


def _is_future_stem(stem: str, lemma: str) -> bool:
    """Is this the stem of a future or conditional ("livrer-", "pourr-"), not that of a past ("livr-ait")?"""
    return len(stem) > 1 and stem.endswith(_FUTURE_STEMS) and lemma not in (stem + "er", stem + "ir")


def is_past(verb: Token) -> bool:
    """Is the group of this verb in a past tense ("a dit", "disait")?"""
    head = finite(verb)
    if head is verb:
        return form(verb) == "finite" and tense(verb) == "past"
    return tense(head) in ("present", "past")


@once
def is_passive(verb: Token) -> bool:
    """Is this participle passive: "a été saisi", "est accusé par", "accusé par"?"""
    if form(verb) != "participle" or reflexive(verb):
        return False
    head = auxiliary(verb)
    if infinitive(verb) in forms("with être") and (
        head is None or not any(t.lower_ == "été" for t in verb.doc[head.i : verb.i])
    ):
        return False
    return head is None or any(t.lower_ in forms("passive") for t in verb.doc[head.i : verb.i])


@once
def reflexive(verb: Token) -> bool:
    """Does a reflexive clitic stand before the group ("s'est engagé")?"""
    return any(verb.doc[i].lower_ in forms("reflexive") for i in range(group_start(verb), verb.i))


@once
def group_start(verb: Token) -> int:
    """The first token of the verb group: its negation and clitics, its auxiliary, or the verb itself."""
    doc, head = verb.doc, finite(verb)
    i = head.i
    if head.i > verb.i or (verb.dep_ == "conj" and head.i < verb.head.i < verb.i):
        return verb.i
    while not doc[i].is_sent_start and doc[i - 1].lower_ in _clitics() and not _is_article(doc[i - 1], doc[i]):
        i -= 1
    return i


def _is_article(token: Token, after: Token) -> bool:
    if after.lower_ in forms("clitic"):
        return False
    return token.dep_ == "det" and after.pos_ not in _VERBAL and not is_verb(after)


def is_incise(verb: Token) -> bool:
    """Does its subject pronoun stand after it, as in "a-t-il averti", "menace-t-elle"?"""
    head = finite(verb)
    after = verb.doc[head.i + 1].lower_ if head.i + 1 < len(verb.doc) else ""
    inverted = (after.startswith("-") and after.lstrip("-t") in forms("subject")) or "-t-" in head.lower_
    return inverted and not any(verb.doc[i].text == "?" for i in sentence(verb))


def clitics(verb: Token) -> Iterator[Token]:
    """The clitic pronouns of a verb group, negation left out; of "l'avait fait arrêter", those of "fait"."""
    start = group_start(verb)
    for i in range(start, verb.i):
        if verb.doc[i].lower_ in forms("clitic"):
            yield verb.doc[i]
    before = verb.doc[start - 1] if start else verb
    if before is not verb and before.lower_ in _causing() and form(verb) == "infinitive":
        yield from clitics(before)


# Who governs an infinitive or a clause


def governor(word: Token) -> Token | None:
    """What an infinitive or a clause depends on: "entend" in "entend convaincre", "intention" in "l'intention de
    rompre", "craint" in "craint que Rome gèle"; None for a main verb."""
    if form(finite(word)) == "infinitive":
        return _infinitive_governor(word)
    if word.dep_ in _REPORTED and word.head.i != word.i:
        return word.head
    if word.dep_ == "conj" and word.head.dep_ in ("ccomp", "xcomp") and auxiliary(word) is None:
        return governor(word.head)
    return None


def linker(word: Token) -> str:
    """The preposition before an infinitive ("de", "à", "pour", "sans"), or nothing."""
    i = before_infinitive(word)
    if i < 0 or word.doc[i].lower_ not in forms("linker"):
        return ""
    if word.doc[i].lower_ in ("de", "d'") and i > 0 and word.doc[i - 1].lower_ == "afin":
        return "pour"
    return {"d'": "de"}.get(word.doc[i].lower_, word.doc[i].lower_)


def before_infinitive(word: Token) -> int:
    """The last token before an infinitive, its clitics, negation, auxiliary and adverbs left out; -1 if none."""
    doc = word.doc
    i = finite(word).i
    while not doc[i].is_sent_start:
        i -= 1
        if doc[i].lower_ in forms("linker") or doc[i].lower_ not in _skipped():
            return i
    return -1


def _infinitive_governor(word: Token) -> Token | None:
    doc = word.doc
    i = before_infinitive(word)
    if i < 0:
        return None
    if doc[i].lower_ in forms("linker"):
        if linker(word) in ("pour", "sans"):
            return word.head if word.head.i != word.i else None
        i -= 1
        while i >= 0 and not doc[i].is_sent_start and is_adverb(doc[i]) and not is_verb(doc[i]):
            i -= 1
    token = doc[max(i, 0)]
    if is_verb(token) or (token.pos_ in ("ADJ", "NOUN") and word.head.i == token.i):
        return token
    if word.dep_ == "conj" and form(word.head) == "infinitive":
        return _infinitive_governor(word.head)
    first = _joined_infinitive(word, i)
    if first is not None:
        return _infinitive_governor(first)
    if word.head.i < word.i:
        return word.head
    return token if token.pos_ in ("ADJ", "NOUN") else None


def _joined_infinitive(word: Token, before: int) -> Token | None:
    """The infinitive before this one in a list of those after the same "de" or "à" ("d'expulser le consul, de rappeler
    le sien et de rompre"), whatever lies between them; ``before``: the token before the preposition."""
    doc, prep = word.doc, linker(word)
    if prep not in ("de", "à") or doc[before].lower_ not in (",", "et", "ou", "puis"):
        return None
    for i in range(before - 1, max(before - _LIST, 0), -1):
        token = doc[i]
        if token.text in ";:«»" or token.is_sent_start or (token.pos_ in _VERBAL and form(token) == "finite"):
            return None
        if token.pos_ in _VERBAL and form(token) == "infinitive":
            return token if linker(token) == prep else None
    return None


def sentence(word: Token) -> range:
    """The token indices of the sentence of a word."""
    doc, start, stop = word.doc, word.i, word.i + 1
    while start > 0 and not doc[start].is_sent_start:
        start -= 1
    while stop < len(doc) and not doc[stop].is_sent_start:
        stop += 1
    return range(start, stop)
