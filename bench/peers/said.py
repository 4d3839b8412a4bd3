"""Who says what, with tools that one finds ready: textacy's direct quotations, and spaCy's names by a verb of saying.

Each gives ``attributions`` as our records have them: source, cue and content with their offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

PIPELINE = "fr_core_news_md"

VERBS = """
accuser admettre affirmer ajouter annoncer appeler assurer avancer avertir confier confirmer conclure
constater crier déclarer démentir demander dénoncer déplorer dire écrire estimer expliquer indiquer
insister juger lancer marteler mentionner noter nier penser plaider préciser prétendre prévenir promettre
proposer raconter rappeler rapporter reconnaître regretter remarquer répéter répliquer répondre résumer
rétorquer révéler souligner soutenir suggérer
"""
SAYING = frozenset(VERBS.split())
"""The verbs that one writes down in an hour."""

ACCORDING = re.compile(r"\b(?:selon|d['’]après|pour)$", re.IGNORECASE)
SPEAKERS = {"PER", "ORG"}
QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|“\s*([^“”]+?)\s*”|\"\s*([^\"]+?)\s*\"")
SCRAP = 3
"""Quotation marks around no more words than this hold a scrap of a statement."""

EDGE = ' \t\n\u00a0\u202f«»“”",;:.-–—'

Found = dict[str, Any]


@cache
def pipeline() -> Language:
    """The French pipeline with its names."""
    return spacy.load(PIPELINE)


def textacy_quotations(text: str, published: str | None) -> list[Found]:
    """``textacy.extract.direct_quotations``, with the whole phrase of the speaker that it names by its head word.

    Where it refuses the article for an odd number of quotation marks, it is asked paragraph by paragraph.
    """
    try:
        return list(_textacy(text, 0))
    except ValueError:
        return [found for start, part in _paragraphs(text) for found in _textacy_or_none(part, start)]


def _textacy(text: str, offset: int) -> Iterator[Found]:
    from textacy.extract import direct_quotations

    for speaker, cue, content in direct_quotations(pipeline()(text)):
        source = _extent([t for token in speaker for t in token.subtree])
        yield _attribution(text, source, _extent(cue), [(content.start_char, content.end_char)], offset)


def _textacy_or_none(text: str, offset: int) -> list[Found]:
    try:
        return list(_textacy(text, offset))
    except ValueError:
        return []


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^\n]+", text):
        yield match.start(), match[0]


def nearest_names(text: str, published: str | None) -> list[Found]:
    """In a sentence with a verb of saying, or "selon" and a name: the nearest person or organization is the source."""
    doc = pipeline()(text)
    quoted = [match.span(next(i for i in (1, 2, 3) if match[i])) for match in QUOTED.finditer(text)]
    found = [_in_sentence(doc, sentence, quoted) for sentence in doc.sents]
    return [item for item in found if item]


def _in_sentence(doc: Doc, sentence: Span, quoted: list[tuple[int, int]]) -> Found | None:
    inside = [(s, e) for s, e in quoted if s < sentence.end_char and e > sentence.start_char]
    names = [n for n in sentence.ents if n.label_ in SPEAKERS and not any(s <= n.start_char < e for s, e in inside)]
    whole = [(s, e) for s, e in inside if doc.text.count(" ", s, e) >= SCRAP]
    for name in names:
        before = ACCORDING.search(doc.text[sentence.start_char : name.start_char].rstrip())
        if before:
            cue = (sentence.start_char + before.start(), sentence.start_char + before.end())
            rest = _rest(sentence, (cue[0], name.end_char))
            return _attribution(doc.text, (name.start_char, name.end_char), cue, whole or rest, 0)
    outside = [t for t in sentence if t.lemma_ in SAYING and not any(s <= t.idx < e for s, e in inside)]
    if not outside or not names:
        return None
    verb, name = min(((v, n) for v in outside for n in names), key=lambda pair: _distance(*pair))
    source, cue = (name.start_char, name.end_char), (verb.idx, verb.idx + len(verb))
    content = whole or _clause(verb) or _rest(sentence, (min(cue[0], source[0]), max(cue[1], source[1])))
    return _attribution(doc.text, source, cue, content, 0)


def _distance(verb: Token, name: Span) -> int:
    return max(name.start - verb.i, verb.i - name.end + 1)


def _clause(verb: Token) -> list[tuple[int, int]]:
    """The clause with "que" under the verb."""
    for child in verb.children:
        if child.dep_ == "ccomp":
            tokens = sorted(child.subtree, key=lambda t: t.i)
            tokens = tokens[1:] if tokens[0].lower_ in {"que", "qu'", "qu’"} else tokens
            return [_extent(tokens)]
    return []


def _rest(sentence: Span, gap: tuple[int, int]) -> list[tuple[int, int]]:
    """The longer side of the sentence beside source and cue."""
    sides = [(sentence.start_char, gap[0]), (gap[1], sentence.end_char)]
    return [max(sides, key=lambda side: side[1] - side[0])]


def _extent(tokens: list[Token]) -> tuple[int, int]:
    return min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens)


def _attribution(
    text: str, source: tuple[int, int], cue: tuple[int, int], content: list[tuple[int, int]], offset: int
) -> Found:
    """As in a record; marks and spaces at the edges of the content are taken off: the annotation leaves them out."""
    spans = [_span(text, *_trim(text, s, e), offset) for s, e in content]
    return {
        "source": {**_span(text, *source, offset), "entity": None, "kind": "named"},
        "cue": _span(text, *cue, offset),
        "content": [span for span in spans if span["text"]],
    }


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


def _span(text: str, start: int, end: int, offset: int) -> Found:
    return {"start": start + offset, "end": end + offset, "text": text[start:end]}
