"""Where and how something was said, at the end of what was said: "… dans un communiqué", "… lors d'un sommet"."""

from __future__ import annotations

from functools import cache

from pourparlers.knowledge import tables
from pourparlers.reading.attributions.page import Page, words

Occasion = tuple[tuple[str, ...], frozenset[str], bool]
"""The words of an occasion after its first, the nouns that may follow (none for any), whether it ends a clause too."""

_NEAR = 4  # tokens from the words that bring an occasion to the noun that names it
_PARTS = frozenset(("matin", "matinée", "journée", "soir", "soirée", "nuit"))  # "dans la soirée des entretiens"
_LONG = 20  # tokens of an occasion at the head of a sentence
_WITH_ARTICLE = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}


@cache
def occasions() -> dict[str, tuple[Occasion, ...]]:
    """The rows of ``fr/occasions.tsv`` by their first word."""
    out: dict[str, list[Occasion]] = {}
    for row in tables.rows("fr/occasions.tsv"):
        nouns = frozenset(tables.values(row["nouns"])) - {"*"}
        for before in tables.values(row["before"]):
            first, *rest = before.replace("'", "' ").split()
            for form in (first, *(k for k, v in _WITH_ARTICLE.items() if v == first and not rest)):
                out.setdefault(form, []).append((tuple(rest), nouns, row["after"] == "clause"))
    return {k: tuple(v) for k, v in out.items()}


def before_occasion(page: Page, start: int, stop: int, *, clause: bool) -> int:
    """Where reported words up to ``stop`` end: before where they were said; ``clause``: they are no noun phrase."""
    begun, home = occasions(), page.inside[start - 1] if start else -1
    for i in range(start + 1, stop):
        if page.low[i] not in begun or page.inside[i] not in (-1, home) or page.is_infinitive(i - 1):
            continue  # "son refus d'aller au sommet": where one goes, not where it was said
        if _begins(page, i, stop, clause=clause) and not _amid(page, i, stop):
            return i if clause else _before_day(page, start, i)
    return stop


def past_occasion(page: Page, first: int, stop: int) -> int:
    """Past where something was said, at the head of what was said: "Dans un communiqué, | « … », dit Rome"."""
    if page.low[first] in occasions():
        begins = _begins(page, first, stop, clause=True)
    else:
        begins = page.low[first] in words("asked")
    comma = next((k for k in range(first + 1, min(stop, first + _LONG)) if page.low[k] == ","), first)
    bare = begins and comma > first and page.inside[comma] == page.inside[first]
    return comma + 1 if bare and not page.has_finite(first, comma) else first


def _amid(page: Page, i: int, stop: int) -> bool:
    """Does what is said go on after the circumstance: "dit espérer, dans un message, que …"?"""
    if page.low[i - 1] != ",":
        return False
    closing = next((k for k in range(i, stop) if page.low[k] == ","), stop - 1)
    return page.low[closing + 1] in ("que", "qu'")


def _begins(page: Page, i: int, stop: int, *, clause: bool) -> bool:
    """Does an occasion of the table begin at this token?"""
    for rest, nouns, ends_clause in occasions()[page.low[i]]:
        k = i + 1 + len(rest)
        said = [_WITH_ARTICLE.get(w, w) if w != r else w for w, r in zip(page.low[i + 1 : k], rest, strict=False)]
        if tuple(said) == rest and (ends_clause or not clause) and (not nouns or _named(page, k, stop, nouns)):
            return True
    return False


def _named(page: Page, k: int, stop: int, nouns: frozenset[str]) -> bool:
    """Does one of these nouns follow, with nothing but articles, adjectives and one more word before it?"""
    more = 0
    for j in range(k, min(stop, k + _NEAR)):
        if page.low[j] in nouns:
            return True
        small = page.low[j] in words("determiner") or page.low[j] in words("of") or page.pos[j] == "ADJ"
        more += not small
        if more > 1 or page.pos[j] in ("PUNCT", "VERB", "AUX") or page.timed[j] or page.low[j] in _PARTS:
            return False
    return False


def _before_day(page: Page, start: int, i: int) -> int:
    """Before the day that an occasion follows: "sa démission | mardi soir lors de …"."""
    while i > start + 1 and (page.timed[i - 1] or page.low[i - 1] in words("daypart") or page.low[i - 1] == ","):
        i -= 1
    return i
