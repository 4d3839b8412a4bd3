"""Lists: does a noun phrase that is said go on after a comma with more of its kind?"""

from __future__ import annotations

from pourparlers.reading.attributions.page import Page, words


def superlative(page: Page, i: int) -> bool:
    """Is it "la plus forte …", "la troisième …", beside the noun that it praises?"""
    return page.low[i] in ("le", "la", "l'", "les") and page.low[i + 1] in words("superlative")


def enumerates(page: Page, comma: int, end: int, items: int = 1) -> bool:
    """Does one more item of a list follow, and then "et" and the last one, a second verb, or a third item?"""
    if not begins_item(page, comma + 1, end):
        return False
    home = page.inside[comma]
    for k in range(comma + 2, end):
        if page.inside[k] != home or page.low[k] in ("«", "»"):
            continue
        if page.low[k] in (",", "et", "ou", "ni", "voire"):
            linked = page.low[k + 1] in ("et", "ou", "ni", "voire", "ainsi", "mais")
            if page.low[k] == "," and not linked:
                return enumerates(page, k, end, items + 1)
            return _ends_list(page, k + 1 if linked and page.low[k] == "," else k, end, items)
        if page.is_finite(k) or page.low[k] in words("relative_clause") or page.pos[k] == "PUNCT":
            return False
    return items > 1


def _ends_list(page: Page, conjunction: int, end: int, items: int) -> bool:
    """Does the last item follow a conjunction, no new clause; or the second verb of who speaks, after three items?"""
    k = conjunction + 1
    if page.low[conjunction] == "ainsi" or (page.low[conjunction] == "mais" and page.low[k] in ("aussi", "également")):
        k += 1
    if not begins_item(page, k, end):
        return items > 1 and verb_follows(page, k, end, -1)
    stop = page.phrase_stop(k, end)
    return not page.has_finite(k, min(end, page.skip(stop, end) + 2)) or page.inside[stop] != page.inside[k]


def begins_item(page: Page, i: int, end: int) -> bool:
    """May an item of a list begin here: an article, a number, a quotation, a preposition of its own?"""
    if i >= end or page.timed[i] or page.low[i] in words("subject_pronoun"):
        return False
    article = page.pos[i] in ("DET", "NUM") or page.low[i] in words("determiner") or page.low[i] in words("of")
    return article or page.low[i] in ("«", "l'", "la", "le") or (page.pos[i] == "NOUN" and page.pos[i - 1] == "PUNCT")


def verb_follows(page: Page, i: int, end: int, said: int) -> bool:
    """After "et": a verb of the same subject, or a subject and its verb."""
    while i < end and (page.low[i] in words("clitic") or page.pos[i] == "ADV"):
        i += 1
    return i < end and (page.is_finite(i) or (page.parsed.doc[i].dep_ == "conj" and page.parsed.doc[i].head.i == said))


def names_stop(page: Page, first: int, stop: int, end: int) -> int:
    """Past the names in a list with that of a phrase, up to a comma: "Selon Rome, Oslo et Riga, …"; or ``stop``."""
    told = page.who.at(stop - 1)
    k = stop
    while told is not None and told.form == "name" and told.stop == k and page.low[k] in (",", "et", "ou"):
        last = page.low[k] != ","
        told = page.who.at(k + 1 + (page.low[k + 1] in words("definite")))
        if told is None or told.form != "name":
            break
        k = told.stop
        if last or "et" in page.low[told.first : k]:
            closed = k + 1 < end and page.low[k] == "," and page.pos[k + 1] not in ("NOUN", "ADJ")
            return k if closed and not page.has_finite(first, k) else stop
    return stop
