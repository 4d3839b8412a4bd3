"""Factuality: is a predicate asserted, denied, planned, possible, or hearsay?

A predicate is judged with its own group (negation, tense, adverbs) and with what governs it: "Oslo n'exclut pas de
rompre" gives "rompre" as possible, because "exclure" denies it and "ne … pas" denies the denial. The conditional has
five readings; it is hearsay only where no hypothesis, no past verb of saying, no modal and no wish accounts for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from pourparlers.knowledge import tables
from pourparlers.reading import syntax
from pourparlers.reading.parsed import Parsed
from pourparlers.reading.tokens import Token
from pourparlers.record import Span
from pourparlers.vocabulary import Certainty, Polarity

Conditional = Literal["hearsay", "future_in_past", "hypothesis", "wish", "modal"]

_TABLE = "fr/factuality.tsv"
_STRENGTH: dict[Certainty, int] = {"certain": 0, "future": 1, "probable": 2, "possible": 3}
_DEPTH = 4
_CERTAINTIES: dict[str, Certainty] = {"future": "future", "possible": "possible", "probable": "probable"}


@dataclass(frozen=True, slots=True)
class Factuality:
    """How a predicate is given; ``cues`` are the words that decide, ``rows`` those of the table that they come from."""

    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    hearsay: bool = False
    conditional: Conditional | None = None
    cues: tuple[Span, ...] = ()
    rows: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """The rows with the name of their table."""
        return " ".join(f"{_TABLE}:{row}" for row in self.rows)


@dataclass(slots=True)
class _Case:
    """What has been found so far about one predicate."""

    negated: bool = False
    certainty: Certainty = "certain"
    hearsay: bool = False
    conditional: Conditional | None = None
    cues: list[int] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    def note(self, effect: str, cue: int, row: str) -> None:
        if effect == "negative":
            self.negated = not self.negated
            if self.certainty == "possible" or not self.negated:
                self.certainty = "certain" if self.negated else "possible"
        elif effect == "positive":
            self.negated = False
        elif effect == "hearsay":
            self.hearsay = True
        elif effect in _CERTAINTIES and _STRENGTH[_CERTAINTIES[effect]] > _STRENGTH[self.certainty]:
            self.certainty = _CERTAINTIES[effect]
        self.cues.append(cue)
        self.rows.append(row)


@cache
def _table(kind: str) -> dict[str, str]:
    """Cue → effect, for one kind of row."""
    return {
        cue: row["effect"] for row in tables.rows(_TABLE) if row["kind"] == kind for cue in tables.values(row["cue"])
    }


@cache
def _phrases(kind: str) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """The cues of a kind as words, longest first, with effect and cue."""
    rows = ((tuple(cue.replace("'", "' ").split()), effect, cue) for cue, effect in _table(kind).items())
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def judge(parsed: Parsed, predicate: Token) -> Factuality:
    """How the text gives a verb (or a noun that names an event)."""
    return _judged(parsed, predicate, climb=True)


def judge_alone(parsed: Parsed, predicate: Token) -> Factuality:
    """How a verb or noun is given by its own group alone, whatever governs it."""
    return _judged(parsed, predicate, climb=False)


def _judged(parsed: Parsed, predicate: Token, *, climb: bool) -> Factuality:
    case = _Case()
    if predicate.pos_ in ("NOUN", "PROPN") and not syntax.is_verb(predicate):
        _judge_noun(predicate, case)
    else:
        _judge_group(predicate, case)
    if climb:
        _climb(predicate, case)
    if _is_question(parsed, predicate):
        case.note("possible", predicate.i, "question")
    return Factuality(
        polarity="negative" if case.negated else "positive",
        certainty=case.certainty,
        hearsay=case.hearsay,
        conditional=case.conditional,
        cues=tuple(parsed.span(i, i + 1) for i in sorted(set(case.cues))),
        rows=tuple(case.rows),
    )


def is_negated(verb: Token) -> bool:
    """Is the group of this verb itself denied ("n'a pas signé", "sans signer"), whatever governs it?"""
    return _negation(verb) is not None


# The group of a verb


def _judge_group(verb: Token, case: _Case) -> None:
    negation = _negation(verb)
    if negation:
        case.note("negative", *negation)
    _tense(verb, case)
    _adverbs(verb, case)
    _conjunction(verb, case)


def _negation(verb: Token) -> tuple[int, str] | None:
    """The token that denies a verb and its row; a "ne" alone (after "craindre que") and "ne … que" deny nothing."""
    doc = verb.doc
    head = syntax.finite(verb)
    start = syntax.group_start(verb)
    if start > 0 and doc[start - 1].lower_ == "ni":
        return start - 1, "ni"
    if syntax.form(head) == "infinitive" or syntax.form(head) == "gerund":
        start = max(verb.sent.start, start - 3)
    ne = next((i for i in range(head.i - 1, start - 1, -1) if doc[i].lower_ in syntax.forms("negation")), None)
    particles = _table("particle")
    if ne is None:
        late = doc[head.i + 1] if head.i + 1 < len(doc) else None
        if late is not None and late.lower_ == "pas" and late.i <= verb.i + 1 and late.head.i in (head.i, verb.i):
            return late.i, "pas"
        return None
    stop = min(verb.sent.end, verb.i + 5)
    for i in range(ne + 1, stop):
        word = doc[i].lower_
        if word in particles and not (word in ("point", "personne") and doc[i - 1].pos_ in ("DET", "ADP")):
            return None if _is_restriction(doc[i], stop) else (i, word)
        if word in ("que", "qu'") and i > head.i and doc[i].dep_ != "mark" and doc[i].head.i <= i + 6:
            return None
    for i in range(verb.sent.start, ne):
        if doc[i].lower_ in ("aucun", "aucune", "nul", "nulle", "personne", "rien", "ni") and ne - i <= 12:
            return i, doc[i].lower_
    lemma = next((w for w in (syntax.infinitive(head), syntax.infinitive(verb)) if w in _table("bare")), None)
    return (ne, f"bare {lemma}") if lemma else None  # "ne peut céder", "n'a cessé de céder"


def _is_restriction(particle: Token, stop: int) -> bool:
    """ "ne … plus que", "ne … jamais que" restrict and do not deny."""
    after = particle.i + 1
    return (
        particle.lower_ in ("plus", "jamais", "guère") and after < stop and particle.doc[after].lower_ in ("que", "qu'")
    )


def _adverbs(verb: Token, case: _Case) -> None:
    first, stop = max(verb.sent.start, syntax.group_start(verb) - 2), min(verb.sent.end, verb.i + 4)
    for cue, effect in _found("adverb", verb, first, stop):
        case.note(effect, cue, verb.doc[cue].lower_)


def _conjunction(verb: Token, case: _Case) -> None:
    """What opens the clause: "si", "à condition que", "pour", "sans"."""
    prep = syntax.linker(verb) if syntax.form(syntax.finite(verb)) == "infinitive" else ""
    if prep == "sans":
        case.note(_table("conjunction")[prep], syntax.finite(verb).i - 1, prep)
        return
    if prep:
        return
    marks = [c for c in verb.children if c.dep_ == "mark" and c.i < verb.i and (c.lower_ != "s'" or _is_if(c))]
    for mark in marks:
        for words, effect, cue in _phrases("conjunction"):
            if cue == "sans" or (cue == "si" and _is_indirect_question(verb)):
                continue
            first = mark.i - len(words) + 1
            if (first >= 0 and _matches(verb, first, words)) or _matches(verb, mark.i, words):
                case.note(effect, mark.i, cue)
                return


def _is_indirect_question(verb: Token) -> bool:
    return verb.dep_ == "ccomp"


@cache
def _by_first(kind: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The phrases of a kind and their effects, by their first words."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, effect, _ in _phrases(kind):
        out.setdefault(words[0], []).append((words, effect))
    return out


def _matches(word: Token, first: int, words: tuple[str, ...]) -> bool:
    doc = word.doc
    if first < 0 or first + len(words) > len(doc):
        return False
    return all(_same(doc[first + k].lower_, w) for k, w in enumerate(words))


def _same(found: str, wanted: str) -> bool:
    return found == wanted or (found in ("qu'", "s'", "d'") and {"qu'": "que", "s'": "si", "d'": "de"}[found] == wanted)


def _found(kind: str, word: Token, first: int, stop: int) -> Iterator[tuple[int, str]]:
    """The cues of a kind between two tokens: where, and to what effect."""
    doc, phrases = word.doc, _by_first(kind)
    for i in range(first, stop):
        for words, effect in phrases.get(doc[i].lower_, ()):
            if _matches(word, i, words):
                yield i, effect
                break


# Tense and the conditional


def _tense(verb: Token, case: _Case) -> None:
    head = syntax.finite(verb)
    tense = syntax.tense(head)
    if tense == "future":
        case.note("future", head.i, "future")
    elif tense == "conditional" and case.conditional is None:
        _conditional(verb, head, case)


def _conditional(verb: Token, head: Token, case: _Case) -> None:
    reading, rule = _reading(verb, head)
    case.conditional = reading
    effect = {"hearsay": "hearsay", "future_in_past": "future", "hypothesis": "possible"}.get(reading, "")
    case.note(effect, head.i, f"conditional {rule}")


def _reading(verb: Token, head: Token) -> tuple[Conditional, str]:
    """Which of its five readings a conditional has, and what decides."""
    lemma = syntax.infinitive(verb)
    if lemma in _table("conditional"):
        return _table("conditional")[lemma], lemma  # type: ignore[return-value]
    sentence = syntax.sentence(verb)
    for i, _ in _found("hypothesis", verb, sentence.start, sentence.stop):
        if verb.doc[i].lower_ != "s'" or _is_if(verb.doc[i]):
            return "hypothesis", verb.doc[i].lower_
    reporting = _reporting_head(verb)
    if reporting is not None and syntax.is_past(reporting) and head is verb:
        return "future_in_past", reporting.lemma_
    return "hearsay", "hearsay"


def _is_if(token: Token) -> bool:
    """ "s'" before "il" is "si", else "se"."""
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ in ("il", "ils")


def _reporting_head(verb: Token) -> Token | None:
    """The verb or noun whose que-clause this verb heads, or one that it is joined to."""
    joined = verb.head if verb.dep_ == "conj" and verb.head.i != verb.i and syntax.is_verb(verb.head) else None
    above = _reporting_head(joined) if joined is not None else None
    if above is not None:
        return above  # "a annoncé qu'il s'abstiendrait mais qu'il ne s'opposerait pas"
    if any(c.dep_ == "mark" and c.lower_ in ("que", "qu'") for c in verb.children) or verb.dep_ == "ccomp":
        return verb.head if verb.head.i < verb.i else None
    return _reporting_head(verb.head) if verb.dep_ == "conj" and verb.head.i != verb.i else None


# Nouns


def _judge_noun(noun: Token, case: _Case) -> None:
    doc = noun.doc
    for i in range(noun.i - 1, max(noun.sent.start, noun.i - 4) - 1, -1):
        if doc[i].pos_ in ("VERB", "AUX", "PUNCT", "NOUN"):
            break
        pair = f"{doc[i].lower_} {doc[i + 1].lower_}" if i + 1 < noun.i else ""
        for cue in (pair, doc[i].lower_):
            if cue in _table("determiner"):
                case.note("negative", i, cue)
                _adjectives(noun, case)
                return
    _adjectives(noun, case)


def _adjectives(noun: Token, case: _Case) -> None:
    for child in noun.children:
        effect = _table("adjective").get(_masculine(child)) if abs(child.i - noun.i) <= 4 else None
        if effect:
            case.note(effect, child.i, _masculine(child))


def _masculine(token: Token) -> str:
    """The masculine singular of an adjective or participle, near enough for the table."""
    word = token.lower_
    for ending, base in (("elles", "el"), ("elle", "el"), ("ées", "é"), ("ée", "é"), ("és", "é")):
        if word.endswith(ending):
            return word[: -len(ending)] + base
    stem = word.rstrip("s")
    return stem if stem in _table("adjective") else stem.removesuffix("e") if stem[:-1] in _table("adjective") else stem


# What governs the predicate


def _climb(predicate: Token, case: _Case) -> None:
    """Up from the predicate through what governs it, as long as it says something of its truth."""
    word = predicate
    for _ in range(_DEPTH):
        above = _above(word)
        if above is None or above.i == word.i:
            return
        effect, rule = _governing(above)
        clause = syntax.is_verb(word) and syntax.form(syntax.finite(word)) == "finite"
        if effect is None and (clause or not syntax.is_verb(above)):
            return
        if effect:
            case.note(effect, above.i, rule)
        if above.pos_ in ("NOUN", "PROPN") and not syntax.is_verb(above):
            _judge_noun(above, case)
        elif effect or not clause:
            _judge_above(above, case)
        word = above


def _judge_above(above: Token, case: _Case) -> None:
    negation = _negation(above)
    if negation and negation[0] not in case.cues:
        affirms = syntax.infinitive(above) in _table("litotes")
        case.note("positive" if affirms else "negative", *negation)
        if affirms:
            case.certainty = "certain"
    _tense(above, case)


def _above(word: Token) -> Token | None:
    """What governs a word: the verb, noun or adjective of an infinitive or clause, the verb or noun of a noun."""
    if syntax.form(syntax.finite(word)) == "infinitive":
        return _above_infinitive(word)
    head = word.head
    if word.pos_ in ("NOUN", "PROPN"):
        if word.dep_ == "nmod" and head.pos_ == "NOUN" and head.i < word.i <= head.i + 5:
            return head
        governs = word.dep_ in ("obj", "obl:arg", "nsubj", "nsubj:pass") and (
            syntax.is_verb(head) or head.pos_ == "ADJ"
        )
        return head if governs else None
    return _above_clause(word) or syntax.governor(word)


def governing(verb: Token) -> Token | None:
    """What an infinitive or the verb of a clause depends on, past the object of a verb like "presser"."""
    if syntax.form(syntax.finite(verb)) == "infinitive":
        return _above_infinitive(verb)
    marked = any(c.dep_ == "mark" and c.lower_ in ("que", "qu'") for c in verb.children)
    return _above_clause(verb) or (syntax.governor(verb) if marked else None)


def _above_infinitive(word: Token) -> Token | None:
    """A known governor before an infinitive, past its object ("presse Oslo de signer"); else the parser's."""
    doc = word.doc
    i = syntax.before_infinitive(word)
    prep = syntax.linker(word)
    if i < 0 or prep in ("pour", "sans", "par") or doc[i].lower_ == "après":
        return None
    i -= bool(prep)
    for k in range(i, max(i - 8, -1), -1):
        if doc[k].text in ",;:«»" and k != i:
            break
        if _governing(doc[k])[0] is not None and (k == i or prep):
            return doc[k]
        if syntax.is_verb(doc[k]) or doc[k].is_sent_start:
            break
    return syntax.governor(word)


def _above_clause(word: Token) -> Token | None:
    """The known governor before the "que" of a clause."""
    doc = word.doc
    for k in range(word.i - 1, max(word.i - 10, 0), -1):
        if doc[k].lower_ in ("que", "qu'"):
            before = doc[k - 1]
            return before if _governing(before)[0] is not None else None
        if doc[k].is_sent_start or (syntax.is_verb(doc[k]) and syntax.form(doc[k]) == "finite"):
            break
    return None


def _governing(above: Token) -> tuple[str | None, str]:
    """The effect of a word on what it governs, and its row."""
    table = _table("governor")
    lemma = syntax.infinitive(above)
    if syntax.is_verb(above) and syntax.reflexive(above):
        for name in (f"se {lemma}", f"s'{lemma}"):
            if name in table:
                return table[name], name
    verb = syntax.is_verb(above) and syntax.form(above) != "participle"
    for name in (lemma,) if verb else (above.lower_, _participle(above), lemma):
        if name in table:
            return table[name], name
    return None, ""


def _participle(token: Token) -> str:
    word = token.lower_
    return word.rstrip("s").removesuffix("e") if word.endswith(("e", "s")) else word


def _is_question(parsed: Parsed, predicate: Token) -> bool:
    first, stop = parsed.sentence(predicate.i)
    return any(parsed.doc[i].text == "?" for i in range(max(first, stop - 2), stop))
