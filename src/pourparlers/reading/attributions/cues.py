"""Which words introduce a statement: verb groups of ``fr/cues.tsv`` and phrases of ``fr/cue_phrases.tsv``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.knowledge.conjugation import forms
from pourparlers.reading.attributions.cue import Cue, Mood, Verb
from pourparlers.reading.attributions.groups import (
    between,
    clitic_after,
    finite_group,
    group,
    participle_group,
    unhesitating,
)
from pourparlers.reading.attributions.page import Page, Quoted, words
from pourparlers.reading.attributions.phrases import as_phrase, phrasal, phrases


@cache
def lexicon() -> dict[str, tuple[tuple[Verb, Mood], ...]]:
    """From a verb form to the rows that it may belong to, those with more words first."""
    out: dict[str, list[tuple[Verb, Mood]]] = {}
    for row in tables.rows("fr/cues.tsv"):
        verb = _verb(row)
        for form, tense in forms(verb.lemma).items():
            if form in words("homograph"):
                continue
            for mood in _moods(form, tense):
                out.setdefault(form, []).append((verb, mood))
    return {k: tuple(sorted(v, key=lambda p: -len(p[0].tail))) for k, v in out.items()}


def _moods(form: str, tense: str) -> tuple[Mood, ...]:
    """The moods of a form; one such as "dit" or "promis" is of the present and a participle."""
    if tense in ("infinitive", "gerund"):
        return (tense,)  # type: ignore[return-value]
    if tense == "participle":
        return ("participle",)
    return ("participle", "finite") if tense == "present" and form.endswith(("it", "is", "int", "u")) else ("finite",)


def _verb(row: dict[str, str]) -> Verb:
    cue = row["cue"]
    reflexive = cue.startswith(("se ", "s'"))
    first, *tail = cue.removeprefix("se ").removeprefix("s'").replace("'", "' ").split()
    return Verb(cue, first, reflexive, tuple(tail), frozenset(tables.values(row["frames"])))


def find(page: Page) -> list[Cue]:
    """All the words of an article that may introduce a statement, in the order of the text."""
    verbs, begun = lexicon(), phrases()
    out: list[Cue] = []
    for i, word in enumerate(page.low):
        if word in verbs and not (out and out[-1].kind == "phrase" and i < out[-1].stop):
            cue = _verbal(page, i, verbs[word])
            if cue and not (out and out[-1].kind == "finite" and out[-1].stop > i):  # "veut croire" is one cue
                out.append(as_phrase(page, cue) or cue)
        elif i and (page.pos[i] in ("VERB", "AUX") or (page.low[i - 1] == "," and page.low[i - 2] == "»")):
            out.extend(_unlisted(page, i))
        if word in begun:
            out.extend(phrasal(page, i, begun[word]))
    return out


def _verbal(page: Page, i: int, entries: tuple[tuple[Verb, Mood], ...]) -> Cue | None:
    """The verb group around a form of the table, if it is one."""
    moods = list(dict.fromkeys(m for _, m in entries))
    for mood in moods:
        words_of = group(page, i, mood)
        if words_of is None or (mood == "participle" and "finite" in moods and words_of[0] == "passive"):
            continue
        kind, first, finite, clitic = words_of
        reflexive = any(page.low[k] in ("se", "s'") for k in range(max(i - 1 if mood == "infinitive" else first, 0), i))
        for verb, m in entries:
            if m != mood or (verb.reflexive and not reflexive):
                continue
            stop = _tail_stop(page, i, verb.tail, clitic)
            if stop is None or (verb.lemma in words("takes_y") and "y" in page.low[first:i]):
                continue
            if reflexive and not verb.reflexive and not verb.frames & {"accuse", "reproche"}:
                continue
            if clitic is None and i + 1 < len(page.low) and page.low[i + 1] in words("subject") | {"-t", "t"}:
                clitic = clitic_after(page, i + 1)
                stop = max(stop, (clitic or i) + 1)
            negated = any(page.low[k] in words("negation") for k in range(first, i))
            negated = negated and not unhesitating(page, first, i)
            return Cue(first, stop, i, kind, verb, finite, f"fr/cues.tsv:{verb.cue}", clitic, negated, reflexive)
    return None


def _tail_stop(page: Page, i: int, tail: tuple[str, ...], clitic: int | None) -> int | None:
    """Past the further words of a cue, which adverbs or an inverted pronoun may part from the verb."""
    k = i + 1
    for word in tail:
        while k < len(page.low) and page.low[k] != word and k - i < 6 and between(page, k):
            k += 1
        if k >= len(page.low) or page.low[k] != word:
            return None
        k += 1
    return k


def _awaited(page: Page, quote: Quoted) -> bool:
    """Does a conjunction before a quotation between commas wait for the verb after it: "qu'il vienne", "qui …"?"""
    first = page.parsed.sentence(quote.opening)[0]
    if page.low[quote.opening - 1] != ",":
        return False
    for k in range(quote.opening - 1, first - 1, -1):
        if page.is_finite(k):
            return False
        if page.low[k] in words("deeper"):
            return True
    return False


def _unlisted(page: Page, i: int) -> Iterator[Cue]:
    """Any verb may report where it follows a quotation with its subject after it: « Non », tonne le ministre."""
    if i + 1 >= len(page.low) or i + 1 >= page.parsed.sentence(i)[1] or page.low[i].endswith("ons"):
        return
    end = page.parsed.sentence(i)[1]
    if page.verb_form(i) == "Part":
        found = participle_group(page, i)
    elif page.low[i] in words("avoir") or page.low[i] in words("être") or page.low[i] in words("can"):
        return
    elif page.is_finite(i):
        found = finite_group(page, i)
    elif (
        page.pos[i] in ("NOUN", "ADJ", "X", "PROPN") and page.low[i - 1] == "," and page.pos[i + 1] in ("DET", "PROPN")
    ):
        found = "finite", i, i, None  # the tagger takes a rare verb between quotation and subject for anything
    else:
        return
    if found is None or found[0] != "finite":
        return
    kind, first, finite, clitic = found
    before = first - 1
    if before > 0 and page.low[before] == ",":
        before -= 1
    quote = page.closed_at(before)
    if quote is None or quote.stop - quote.first < 3 or _awaited(page, quote):
        return
    lead = range(page.parsed.sentence(quote.opening)[0], quote.opening)
    if not page.has_finite(quote.first, quote.stop) and any(page.is_finite(k) for k in lead):
        return
    stop = i + 1
    if clitic is None and page.low[stop] in words("subject") | {"-t"}:
        clitic = clitic_after(page, stop)
        stop = (clitic or i) + 1
    if clitic is None:
        subject = page.skip(stop, end)
        after = page.phrase_stop(subject, end)
        said = page.has_finite(quote.first, quote.stop) or page.speaks(subject, after)
        if after == subject or not said:
            return
    yield Cue(first, stop, i, kind, None, finite, "a quotation and an inverted verb", clitic)
