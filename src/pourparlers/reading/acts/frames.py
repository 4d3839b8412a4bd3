"""Frames of acts: which verbs and nouns name an act, and where its parties and its object stand (``fr/acts.tsv``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pourparlers.knowledge import tables
from pourparlers.knowledge.conjugation import forms as conjugate
from pourparlers.knowledge.gazetteer import fold, gazetteer
from pourparlers.reading import syntax
from pourparlers.reading.adverbials import adverbial
from pourparlers.reading.factuality import is_negated
from pourparlers.reading.tokens import Doc, Token
from pourparlers.vocabulary import ActType

TABLE = "fr/acts.tsv"
_WINDOW = 6
_ASIDE = 12
_CLAUSE = 25
_MISREAD = frozenset({"NOUN", "ADJ", "PROPN"})
_ABLE = ("être", "avoir")
_INFINITIVES = frozenset({"inf:de", "inf:à"})
_ARTICLES = ("le", "la", "l'", "les", "un", "une", "des")
_NOMINAL = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "obl:arg", "obl:mod", "nmod"})
_CLAUSES = frozenset({"que", "que:pour", "que:à ce"})

Kind = Literal["verb", "adjective", "noun"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One row: the head word that triggers it, the words that go with it, and where its roles stand."""

    cue: str
    kind: Kind
    head: str
    reflexive: bool
    words: tuple[str, ...]
    type: ActType
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    object: tuple[str, ...]
    needs: frozenset[str]
    sets: tuple[frozenset[str], ...]
    never: tuple[frozenset[str], ...]
    example: str
    table: str = TABLE

    @property
    def rule(self) -> str:
        """The row, as the record names it."""
        return f"{self.table}:{self.cue}"

    @property
    def after(self) -> frozenset[str]:
        """The words of which some must stand right before a noun ("à la", "avec l'"); none where any may."""
        named = (n.removeprefix("after-") for n in self.needs if n.startswith("after-"))
        return frozenset(w.replace("_", " ") for n in named for w in n.split("|"))

    @property
    def stated(self) -> bool:
        """Is it a statement or a condition, which makes the act by what it says?"""
        return self.table != TABLE


@cache
def frames() -> tuple[Frame, ...]:
    """All frames, in the order of the table."""
    return tuple(_frame(row) for row in tables.rows(TABLE))


def _frame(row: dict[str, str]) -> Frame:
    words = row["cue"].replace("'", "' ").replace("-", " - ").split()
    reflexive = words[0] in ("se", "s'")
    words = [w for k, w in enumerate(words) if not (k < 2 and w in ("se", "s'", "en"))]
    kind: Kind = "noun" if row["class"] == "noun" else "verb"
    if words[0] in _ABLE:
        kind, words = "adjective", words[1:]
    needs = row["needs"].split()
    return Frame(
        cue=row["cue"],
        kind=kind,
        head=words[0],
        reflexive=reflexive,
        words=tuple(words[1:]),
        type=row["type"],  # type: ignore[arg-type]
        mode=row["mode"] or None,
        actor=tables.values(row["actor"]),
        recipient=tables.values(row["recipient"]),
        object=tables.values(row["object"]),
        needs=frozenset(n for n in needs if not n.startswith(("@", "not-"))),
        sets=tuple(nouns(s.strip("@")) for n in needs if n.startswith("@") for s in n.split("|")),
        never=tuple(nouns(n.removeprefix("not-")) for n in needs if n.startswith("not-")),
        example=row["example"],
    )


def spoken(row: dict[str, str], table: str, kind: Kind, head: str, object: tuple[str, ...]) -> Frame:
    """The frame of a row of another table, whose act is done by saying so: whoever speaks is its actor."""
    return Frame(
        cue=row["cue"],
        kind=kind,
        head=head,
        reflexive=row["cue"].startswith(("se ", "s'")),
        words=(),
        type=row["type"],  # type: ignore[arg-type]
        mode=row.get("mode") or None,
        actor=(),
        recipient=("subj",),
        object=object,
        needs=frozenset(row.get("needs", "").split()),
        sets=(),
        never=(),
        example=row["example"],
        table=table,
    )


@cache
def nouns(name: str) -> frozenset[str]:
    """A set of nouns of ``fr/act_nouns.tsv``, in lower case.

    Raises:
        KeyError: there is no such set.
    """
    sets = {row["set"]: row["nouns"] for row in tables.rows("fr/act_nouns.tsv")}
    return frozenset(v.lower() for v in tables.values(sets[name]))


@cache
def by_form() -> dict[str, tuple[Frame, ...]]:
    """Form of a head word → the frames it may trigger; those that ask for more words come first."""
    out: dict[str, list[Frame]] = {}
    for frame in frames():
        for form in _forms(frame):
            out.setdefault(form, []).append(frame)
    return {form: tuple(sorted(found, key=_specificity)) for form, found in out.items()}


def _specificity(frame: Frame) -> tuple[int, ...]:
    return (
        -len(frame.words),
        not frame.cue.startswith("en "),
        not frame.reflexive,
        "negated" not in frame.needs,
        "all" not in frame.needs,
        not frame.sets,
        "que" in frame.object,
    )


def _forms(frame: Frame) -> Iterator[str]:
    if frame.kind == "verb":
        yield from conjugate(frame.head)
        return
    yield frame.head
    yield frame.head if frame.head.endswith(("s", "x")) else frame.head + "s"
    if frame.kind == "adjective":
        yield from (frame.head + "e", frame.head + "es")


def speaks_of(token: Token, types: frozenset[str], *, clause: bool) -> bool:
    """Is this the head of a frame of one of these types that takes a que-clause, or an infinitive ("demander de")?"""
    wanted = _CLAUSES if clause else _INFINITIVES
    found = (f for f in triggered(token) if f.type in types and not wanted.isdisjoint(f.object))
    return any("negated" not in f.needs or _denied(f, token) for f in found)


def _denied(frame: Frame, token: Token) -> bool:
    """Is what a frame needs denied said so? "N'hésite pas à" threatens, "n'a pas hésité à" tells of a deed."""
    simple = "litotes" in frame.needs or frame.kind != "verb" or syntax.finite(token).i == token.i
    return simple and is_negated(copula(frame, token) or token)


def triggered(token: Token) -> Iterator[Frame]:
    """The frames that a token triggers, with the words that they ask for in place; the most specific first."""
    found = by_form().get(token.lower_)
    if found is None:
        return
    verb = syntax.is_verb(token) or _is_misread(token, found)
    verb = verb and token.lower_ not in syntax.auxiliaries() and not is_noun(token)
    verb = verb and not (
        token.lower_ == "quitte" and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "à"
    )
    reflexive = verb and (syntax.reflexive(token) or _is_oneself(token))
    before = token.doc[token.i - 1].lower_ if token.i else ""
    for frame in found:
        if frame.kind == "verb" and (not verb or frame.reflexive != reflexive):
            continue
        if frame.cue.startswith("en ") and before != "en":
            continue
        if frame.kind == "noun" and (_is_compound(token, before) or (verb and token.pos_ == "VERB")):
            continue
        if frame.kind == "adjective" and not _is_predicate(frame, token):
            continue
        if words_end(frame, token) is not None and not ("affirmed" in frame.needs and is_negated(token)):
            yield frame


def _is_misread(token: Token, found: tuple[Frame, ...]) -> bool:
    """Is it the only verb of its clause, which the tagger takes for a noun or an adjective after the nationality of its
    subject ("le gouvernement péruvien juge inacceptable …", "le ministre tunisien peste contre …")?"""
    doc, i = token.doc, token.i
    if token.pos_ not in _MISREAD or i < 2 or syntax.form(token) != "finite" or token.lower_.endswith("es"):
        return False
    after = doc[i + 1].lower_ if i + 1 < len(doc) else "."
    owned = after in ("de", "d'", "du") and not any(f.words and words_end(f, token) for f in found)
    if owned or not (after[0].isalpha() or after == "«"):
        return False
    if doc[i - 1].is_sent_start or fold(doc[i - 1].text) not in gazetteer().adjectives:
        return False
    if doc[i - 2].pos_ not in ("NOUN", "ADJ", "PROPN") or doc[i - 2].text[0].isupper():
        return False
    for other in doc[i + 1 : i + _CLAUSE]:
        if other.is_sent_start or other.is_punct or other.lower_ in syntax.forms("relative") or other.pos_ == "SCONJ":
            break
        if syntax.is_verb(other) and syntax.form(other) == "finite":
            return False
    return True


def _is_compound(token: Token, before: str) -> bool:
    """Does a noun only tell what a body or a paper is for ("la chambre d'accusation", "un comité de soutien")?"""
    return before in ("de", "d'") and token.i > 1 and token.doc[token.i - 2].lower_ in nouns("compound")


def is_noun(token: Token) -> bool:
    """Is it a noun that the tagger takes for a verb ("a décliné l'offre", "l'offre de Rome")?"""
    doc = token.doc
    before = doc[token.i - 1] if token.i else token
    owned = token.i + 1 < len(doc) and doc[token.i + 1].lower_ in ("de", "d'", "du", "des")
    owned = owned and syntax.form(token) == "finite"  # not "le qualifiant de farce"
    return token.pos_ == "VERB" and before.pos_ == "DET" and (token.dep_ in _NOMINAL or owned)


def _is_oneself(verb: Token) -> bool:
    """Is it reflexive in the first or second person ("nous nous félicitons")?"""
    doc = verb.doc
    start = max(syntax.group_start(verb), 1)
    return any(f"{doc[i - 1].lower_} {doc[i].lower_}" in nouns("oneself") for i in range(start, verb.i))


def _is_predicate(frame: Frame, token: Token) -> bool:
    """After a form of "être" or "avoir", as the cue has it; or apart, between commas (", prête à …")."""
    if token.i > 1 and token.doc[token.i - 1].text == "," and frame.cue.startswith("être"):
        return not frame.words and "negated" not in frame.needs and token.pos_ == "ADJ"
    return copula(frame, token) is not None


def copula(frame: Frame, token: Token) -> Token | None:
    """The form of "être" or "avoir" that a predicate's cue has, a few words before it; for "être" also "reste",
    "s'est dit"."""
    wanted = syntax.forms("avoir" if frame.cue.startswith("avoir") else "être")
    doc = token.doc
    for i in range(token.i - 1, max(token.i - 5, -1), -1):
        if doc[i].lower_ in wanted:
            return doc[i]
        if wanted is syntax.forms("être") and token.pos_ != "ADP" and doc[i].lower_ in _linking():
            return doc[i] if doc[i].lower_ in _staying() or syntax.reflexive(doc[i]) else None
        if doc[i].is_sent_start or (doc[i].is_punct and doc[i].text != "«") or doc[i].pos_ == "VERB":
            return None
        if token.pos_ == "ADP" and syntax.form(doc[i]) == "participle":
            return None  # "s'est élevé contre"
    return None


@cache
def _staying() -> frozenset[str]:
    """The forms of "rester" and its like."""
    return frozenset(form for verb in nouns("staying") for form in conjugate(verb))


@cache
def _linking() -> frozenset[str]:
    """With those of "se dire", "se déclarer"."""
    return _staying() | frozenset(form for verb in nouns("professing") for form in conjugate(verb))


def words_end(frame: Frame, token: Token) -> int | None:
    """Past the last word of the cue; None where they do not follow, together, a few words after the head and what an
    aside between commas says ("a mis, comme prévu, en garde")."""
    words, doc = frame.words, token.doc
    if not words:
        return token.i + 1
    width, article = len(words), words[0] in _ARTICLES
    quoted = token.i + 1 < len(doc) and doc[token.i + 1].text == "«"
    i, stop = token.i + 1, token.i + _WINDOW + quoted
    while i < min(stop, len(doc) - width + 1):
        if doc[i].text == "," and (closed := _aside_stop(doc, i)):
            i, stop = closed, stop + closed - i
            continue
        if article and doc[i - 1].pos_ == "ADP":
            i += 1
            continue  # "a fait droit à la demande" is no "faire la demande"
        if same_word(doc[i], words[0]) and all(same_word(doc[i + k], words[k]) for k in range(1, width)):
            return i + width
        if doc[i].is_sent_start or doc[i].text in ";:.?!":
            return None
        if phrase := adverbial(doc, i):
            i, stop = i + phrase, stop + phrase
            continue
        stop += any(t.text[0].isupper() for t in doc[i : i + 3])  # "tient le ministre Karim Bouzid pour responsable"
        i += 1
    return None


def _aside_stop(doc: Doc, comma: int) -> int:
    """Past the comma that ends the aside which begins at one; 0 where none ends it a few words on."""
    for i in range(comma + 1, min(comma + _ASIDE, len(doc))):
        if doc[i].is_sent_start or doc[i].text in ";:.?!«":
            return 0
        if doc[i].text == ",":
            return i + 1
    return 0


def meets(doc: Doc, i: int, reach: int) -> bool:
    """Do the words from a place on tell of a meeting ("doivent se rencontrer", "ouvrir des négociations")?"""
    return any(t.lower_ in nouns("meeting") or t.lemma_.lower() in nouns("meeting") for t in doc[i : i + reach])


def same_word(token: Token, word: str) -> bool:
    """Is this token a form of a word: itself, or its feminine or plural?"""
    form = token.lower_
    return (
        form == word or token.lemma_ == word or (form.startswith(word) and form[len(word) :] in ("s", "e", "es", "x"))
    )
