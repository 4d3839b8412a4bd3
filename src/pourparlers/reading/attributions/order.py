"""Word order: does a cue stand inside or after the words that it reports, its subject after it?"""

from __future__ import annotations

from pourparlers.reading.attributions.cue import Cue
from pourparlers.reading.attributions.heads import apposition
from pourparlers.reading.attributions.page import Page, Quoted, words
from pourparlers.reading.attributions.parted import parted
from pourparlers.reading.attributions.sources import past_aside, subject_place

_TAIL = 16  # tokens of circumstances after a source


def is_incise(page: Page, cue: Cue) -> bool:
    """Does the cue stand inside or after the words it reports, its subject after it?"""
    if cue.kind != "finite":
        return False
    if cue.clitic is not None:
        return not _clause_follows(page, cue)
    if (cue.verb is not None and not cue.has("incise")) or page.low[cue.finite].endswith("ons"):
        return False
    sent, end = page.parsed.sentence(cue.head)
    before = page.low[cue.first - 1] if cue.first else ""
    if cue.first > sent and before not in (",", "»", "?", "!", "…", "...", "–", "-", "—", ")", "."):
        return _without_comma(page, cue, sent, end)
    if page.low[cue.stop] in words("question") and page.low[cue.stop] not in ("quand", "quel", "quelle"):
        return False
    if before == "," and _waited_for(page, cue, sent):
        return False
    i = subject_place(page, cue, end)
    stop = page.phrase_stop(i, end)
    if stop == i or page.low[i] in ("«", "que", "qu'"):
        return False
    if page.low[cue.stop] in words("of") and "de" in cue.prepositions("prep-quoted") and not page.speaks(i, stop):
        return False  # "Le général, devenu consultant, doute de l'efficacité des frappes."
    quoted = quote_before(page, cue)
    if quoted is not None:
        whole = all(
            page.pos[k] in ("CCONJ", "PUNCT") for k in range(page.parsed.sentence(quoted.opening)[0], quoted.opening)
        )
        bare = before == "," and not cue.negated and not cue.has("object", "quoted", "request")
        return whole or page.speaks(i, stop) or bare
    if cue.first == sent or (cue.has("object", "quoted", "request") and not page.speaks(i, stop)):
        told = cue.first > sent and cue.verb is not None and cue.verb.lemma in words("telling")
        closed = before == "," and stop >= end - 1 and not _apart(page, cue, sent, closed=False)
        return told and closed and complete(page, sent, cue.first - 1)
    closed = page.speaks(i, stop) and (stop >= end - 1 or page.low[stop] == ",")
    if before == "," and _apart(page, cue, sent, closed=closed):
        return False
    said = before == "," and (stop == end or page.speaks(i, stop))
    named = apposition(page, stop, end)
    comma = _comma_after(page, named, end) if said else None
    if comma is not None and (goes_on(page, comma + 1, end) or page.opened_at(comma + 1)):
        return True
    closed = comma is not None or (named >= end - 1 and page.speaks(i, stop))
    if before == "," and closed and not page.speaks(sent + 1, cue.first):
        return True  # "Deux blessés au port, annonce la radio."
    common = before == "," and closed and page.low[i] in words("article")
    if common and cue.verb is not None and cue.verb.lemma in words("telling"):
        return True  # "Le roi, souffrant, rencontre jeudi le juge, indique une source": "rencontre" taken for a noun
    if before == "," and _has_subject(page, cue, sent):
        return False
    if before == "," and cue.verb is not None and cue.verb.lemma in words("resuming") and not page.speaks(i, stop):
        return False  # "Il s'arrête, reprend son souffle."
    last = stop >= end - 1 and before == "," and cue.verb is not None
    bare = before == "," and not cue.has("object") and page.speaks(i, stop)  # the clause before has lost its verb
    return last or bare or complete(page, sent, cue.first) or page.inside[cue.head] >= 0


def _waited_for(page: Page, cue: Cue, sent: int) -> bool:
    """Does a relative pronoun before an aside wait for this verb: "…, ce qui, selon Rome, rappelle le vote de mai"?"""
    opening = next((k for k in range(cue.first - 2, sent, -1) if page.low[k] == ","), sent)
    return page.low[opening - 1] == "qui" and not page.has_finite(opening, cue.first)


def _clause_follows(page: Page, cue: Cue) -> bool:
    """Is a pronoun inverted for an adverb before it, and what is said a clause: "Ainsi le maire a-t-il dit que …"?"""
    end = page.parsed.sentence(cue.head)[1]
    i = page.skip(cue.stop, end)
    if page.low[i] == "," and page.closed_at(cue.first - 2) is None and page.closed_at(cue.first - 1) is None:
        i = past_aside(page, i, end)
    own = cue.has("que") and i < end and page.low[i] in ("que", "qu'")
    return own and page.low[cue.first - 1] not in (",", "»", "?", "!")


def _without_comma(page: Page, cue: Cue, sent: int, end: int) -> bool:
    """Has the comma before the cue been forgotten: "Le vote pourrait avoir lieu lundi a précisé le ministère."?"""
    if cue.finite == cue.head or not cue.has("que") or page.inside[cue.head] >= 0:
        return False
    if not page.has_finite(sent, cue.first):
        return False
    left = page.low[sent : cue.first]
    if words("deeper").intersection(left) or words("lead").intersection(left) or "»" in left:
        return False
    i = page.skip(cue.stop, end)
    stop = page.phrase_stop(i, end)
    return stop > i and page.speaks(i, stop) and page.low[stop] in (".", "")


def _comma_after(page: Page, stop: int, end: int) -> int | None:
    """The comma that closes the parenthesis of a cue and its source, past where and when it was said."""
    for k in range(stop, min(end, stop + _TAIL)):
        if page.low[k] == ",":
            return k
        if page.low[k] in ("«", ":", ";", "qui", "que", "qu'") or page.is_finite(k):
            return None
    return None


def goes_on(page: Page, i: int, end: int) -> bool:
    """Does the sentence go on with its own verb after the source: "L'accord, dit Rome, ne sera pas signé"?"""
    while i < end and (page.low[i] in words("clitic") or page.low[i] in words("negation")):
        i += 1
    present = i + 1 < end and page.low[i].endswith("it") and page.pos[i + 1] == "DET"  # "fait", taken for a participle
    return i < end and (page.is_finite(i) or (present and page.verb_form(i) == "Part"))


def _has_subject(page: Page, cue: Cue, sent: int) -> bool:
    """Does a subject before the comma wait for this verb: "Le ministre, Paul Dumas, a annoncé …"?"""
    subjects = [c.i for c in page.parsed.doc[cue.head].children if c.dep_.startswith("nsubj") and c.i < cue.first]
    if not subjects or page.has_finite(sent, subjects[0]):
        return False
    return not page.has_finite(subjects[0], cue.first) or only_relative(page, subjects[0], cue.first)


def _apart(page: Page, cue: Cue, sent: int, *, closed: bool) -> bool:
    """Does a subject wait for this verb past what stands between commas: "Rome, qui préside, a dit", "Rome, elle, nie"?

    ``closed``: what follows the verb may be who says what stands before it, so that only a relative clause, an adverb
    or a verb that takes an object tells.
    """
    told = parted(page, cue)
    before = page.low[sent] not in words("subordinator") and told is not None and page.has_finite(sent, told[0])
    if told is None or (before and page.low[told[0] - 1] == ","):
        return False
    first, stop = told[1] + 1, cue.first - 1
    if closed and words("relative_clause").isdisjoint(page.low[first : first + 2]):
        turn = page.skip(first, stop) == stop and not page.timed[first]
        return turn or (page.who.at(told[1] - 1) is not None and not cue.has("que"))
    return not closed or page.has_finite(first, stop)


def only_relative(page: Page, first: int, stop: int) -> bool:
    """Are all the finite verbs of a range in relative clauses?"""
    if not words("relative_clause").intersection(page.low[first:stop]):
        return False
    for i in range(first, stop):
        if page.is_finite(i):
            token = page.parsed.doc[i]
            token = token.head if token.dep_.startswith(("aux", "cop")) else token
            if not token.dep_.startswith("acl"):
                return False
    return True


def complete(page: Page, first: int, stop: int) -> bool:
    """Is a range a clause by itself: does a finite verb stand in it?"""
    return page.has_finite(first, stop) or any(
        page.low[i] in words("avoir") and (page.low[i] != "a" or page.pos[i] in ("AUX", "VERB"))
        for i in range(first, stop)
    )


def quote_before(page: Page, cue: Cue) -> Quoted | None:
    """The quotation that closes right before the cue."""
    i = cue.first - 1
    while i >= 0 and page.low[i] in (",", "-", "–", "—", ".", "("):
        i -= 1
    return page.closed_at(i)
