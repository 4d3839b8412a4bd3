"""Phrases that name a source beside what it says: "selon", "d'après", "comme l'a dit", "c'est ce que dit"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.reading.attributions.cue import Cue, Verb
from pourparlers.reading.attributions.page import Page, words

Phrase = tuple[tuple[str, ...], str, str]
"""The words of a phrase after its first, the place that it needs, the phrase itself."""

_REACH = 10
_NEAR = 3  # tokens from a verb of checking to "de source …"


@cache
def phrases() -> dict[str, dict[str, tuple[Phrase, ...]]]:
    """By first word and second one ("" where there is none): the phrases that begin so; long ones first."""
    out: dict[str, dict[str, list[Phrase]]] = {}
    for row in tables.rows("fr/cue_phrases.tsv"):
        first, *rest = row["phrase"].replace("'", "' ").split()
        begun = out.setdefault(first, {}).setdefault(rest[0] if rest else "", [])
        begun.append((tuple(rest), row["place"], row["phrase"]))
    return {k: {n: tuple(sorted(v, key=lambda p: -len(p[0]))) for n, v in m.items()} for k, m in out.items()}


def begun(page: Page, i: int) -> tuple[Phrase, ...]:
    """The phrases that may begin at this token."""
    known = phrases().get(page.low[i])
    if known is None:
        return ()
    second = "de" if page.low[i + 1] == "d'" else page.low[i + 1]
    return (*known.get(second, ()), *known.get("", ()))


def as_phrase(page: Page, cue: Cue) -> Cue | None:
    """ "comme l'a dit X", "comme il l'a dit", "c'est ce que dit X": what is said stands beside, as with "selon X"."""
    if cue.kind != "finite" or cue.negated or not cue.has("incise"):
        return None
    first = page.parsed.sentence(cue.head)[0]
    if page.low[cue.first] in ("l'", "le"):
        near = range(cue.first - 1, max(first, cue.first - _REACH) - 1, -1)
        comme = next((k for k in near if page.low[k] == "comme" or page.low[k - 1 : k + 1] == ["ainsi", "que"]), None)
        promised = cue.has("de", "request")  # "comme ils l'avaient promis" says what was done, not what was said
        unmet = words("demand") | words("proposal")  # "comme le réclame Oslo": not done yet
        wanted = cue.verb is not None and cue.verb.lemma in unmet
        if (
            comme is not None
            and not wanted
            and (comme == cue.first - 1 or (not promised and _subject_only(page, comme + 1, cue.first)))
        ):
            return replace(cue, first=comme - (page.low[comme] == "que"), kind="phrase")  # "ainsi que le dit X"
    if page.low[cue.first - 1] in ("que", "qu'") and page.low[cue.first - 2] == "ce":
        start = next((k for k in (cue.first - 3, cue.first - 4) if k >= first and _phrase_at(page, k)), None)
        if start is not None:
            return replace(cue, first=start, kind="phrase")
    pointed = _resumed(page, cue, first)
    if pointed is not None:
        return replace(cue, first=pointed, kind="phrase")
    end = page.parsed.sentence(cue.head)[1]
    begun = first + 1 if not page.has_finite(cue.stop, end) else first + 2  # "Ce que X a dit hier n'a …" is no phrase
    opening = range(begun, min(cue.first, first + _REACH))
    que = next((k for k in opening if page.low[k] in ("que", "qu'") and page.low[k - 1] in words("pointing")), None)
    if que is None or page.low[first] not in ("c'", "ce"):
        return None
    alone = que == cue.first - 1 or _subject_only(page, que + 1, cue.first)
    return replace(cue, first=first, kind="phrase") if alone else None


def _resumed(page: Page, cue: Cue, first: int) -> int | None:
    """The "que" of "…, ce que dément Oslo" and "…, ce qu'Oslo dément", which point back to the clause before."""
    if cue.has("attribute", "comme", "qualify", "accuse", "reproche"):
        return None
    for k in range(cue.first - 1, max(first + 2, cue.first - _REACH) - 1, -1):
        if page.low[k] in ("que", "qu'"):
            named = page.low[k + 1] not in words("subject_pronoun")
            alone = k == cue.first - 1 or (named and _subject_only(page, k + 1, cue.first))
            return k if alone and page.low[k - 2 : k] == [",", "ce"] and page.has_finite(first, k - 2) else None
    return None


def _phrase_at(page: Page, k: int) -> bool:
    """Do "selon" or "d'après" begin at this token?"""
    return any(
        tuple(page.low[k + 1 : k + 1 + len(rest)]) == rest and page.low[k + 1 + len(rest)] == "ce"
        for rest, place, _ in begun(page, k)
        if place == "any"
    )


def _subject_only(page: Page, first: int, stop: int) -> bool:
    """Does nothing but a subject stand between a conjunction and a verb?"""
    if page.low[first] in words("subject_pronoun"):
        return first + 1 == stop
    return page.speaks(first, stop) and not page.has_finite(first, stop) and page.phrase_stop(first, stop) > first


def phrasal(page: Page, i: int) -> Iterator[Cue]:
    """The phrase of the table that begins at a token, if one does."""
    for rest, place, phrase in begun(page, i):
        stop = i + 1 + len(rest)
        if tuple("de" if w == "d'" else w for w in page.low[i + 1 : stop]) != rest or stop >= len(page.low):
            continue
        if page.low[stop] == "ce" and page.low[stop + 1 : stop + 2] in (["que"], ["qu'"]):
            continue
        if page.inside[i] >= 0 or (place == "edge" and not _at_edge(page, i, stop)):
            continue
        if page.low[stop - 1] in ("source", "sources") and words("checked").intersection(page.low[i - _NEAR : i]):
            continue  # "n'a pu être vérifié de source indépendante"
        own = next((k for k in range(i, stop) if page.low[k] in words("own")), None) if place == "own" else None
        if own is not None and page.is_infinitive(stop - 1) and not page.opens_clause(i):
            continue  # "prêt à l'écouter"
        row = Verb(phrase, phrase, reflexive=False, tail=(), frames=frozenset()) if own is not None else None
        yield Cue(i, stop, i, "phrase", row, i, f"fr/cue_phrases.tsv:{phrase}", own)
        return


def _of_scrap(page: Page, i: int) -> bool:
    """Does a phrase only go on after quoted words in a clause: "promet une « aide massive » pour Oslo, dit Rome"?"""
    quote = page.closed_at(i - 1)
    if quote is None or quote.opening == page.parsed.sentence(quote.opening)[0]:
        return False
    return page.low[quote.opening - 1] != "," and not page.has_finite(quote.first, quote.stop)


def _at_edge(page: Page, i: int, stop: int) -> bool:
    """A source of its own between a clause's edge and a comma: "Pour Berlin, …", "…, pour qui …"."""
    if page.low[stop] in words("relative_source"):
        return i > 0 and page.low[i - 1] in (",", "»")
    if not page.opens_clause(i) or _of_scrap(page, i):
        return False
    end = page.parsed.sentence(i)[1]
    after = page.phrase_stop(stop, end)
    turned = page.skip(after, end)  # "Pour le maire en revanche, …"
    quoted = page.low[i - 2 : i] == ["»", ","] and page.low[after : after + 1] == ["."]  # « Un échec », pour le maire.
    if after == stop or (not quoted and (turned >= end or page.low[turned] != ",")):
        return False
    mention = page.who.at(stop) or page.who.at(after - 1)
    named = (
        page.pos[stop] == "PROPN"
        or (page.pos[stop] == "DET" and page.pos[stop + 1] == "PROPN")
        or page.pos[after - 1] == "PROPN"
    )
    known = mention is not None and mention.form != "possessive"
    person = known or named or bool(words("speaker") & set(page.low[stop:after]))
    return person and not any(page.timed[k] for k in range(stop, after))
