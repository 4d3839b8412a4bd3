"""What is said after a verb with a turn of its own: "accuse X de …", "qualifie X de …", "compare X à …", "y voit …"."""

from __future__ import annotations

from collections.abc import Callable

from pourparlers.reading.attributions.circumstances import before_occasion
from pourparlers.reading.attributions.cue import Cue
from pourparlers.reading.attributions.extent import Around, Range, bare_stop, clause_stop, noun_stop, phrase_end, trim
from pourparlers.reading.attributions.page import Page, words

Contents = list[Range]
Finder = Callable[[Page, Cue, int, int, Around], list[Range]]
FAR = 25
"""Tokens from a verb to the words that it reports."""


def infinitive_at(page: Page, k: int, end: int) -> bool:
    """An infinitive, its negation and clitics before it; after "de" also an adverb: "de trop parler"."""
    linked = k > 0 and page.low[k - 1] in ("de", "d'", "à", "«")
    while k < end and (
        page.low[k] in words("clitic")
        or page.low[k] in words("negating")
        or (linked and page.low[k] in words("before_infinitive"))
    ):
        k += 1
    quoted = k > 0 and page.low[k - 1] == "«" and page.low[k].endswith(("er", "ir", "re"))
    return k < end and (page.is_infinitive(k) or quoted)


def _accuse(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """What follows "de" after the one accused."""
    start = page.past_adverbial(cue.stop)  # "accuse de son côté Oslo d'avoir …"
    stop = min(end, start + FAR)
    if page.low[start] in ("de", "d'") and not infinitive_at(page, start + 1, end):
        return [trim(page, start + 1, phrase_end(page, start + 1, cue, around))]
    past = _past_relative(page, start, end)
    for k in range(past, min(end, past + FAR)):
        if page.low[k] in ("de", "d'") and infinitive_at(page, k + 1, end):
            return [trim(page, k + 1, _charged(page, k + 1, cue, around))]
        if page.is_finite(k):
            break
    for k in range(start, stop):
        if page.low[k] in ("de", "d'") and (page.low[k + 1] == "«" or (page.pos[k + 1] in ("NOUN", "ADJ") and k > i)):
            return [trim(page, k + 1, phrase_end(page, k + 1, cue, around))]
    return []


def _charged(page: Page, start: int, cue: Cue, around: Around) -> int:
    """Past what somebody is accused of: before what came first, or where it was said."""
    stop = before_occasion(page, start, bare_stop(page, start, cue, around), clause=page.low[start] != "«")
    after = (k for k in range(start + 2, stop) if page.low[k] == "après" and page.inside[k] < 0)
    return next((k for k in after if page.low[k - 1] not in words("linked")), stop)


def _past_relative(page: Page, start: int, end: int) -> int:
    """Past a relative clause between commas: "accuse Oslo, à qui le port appartient, de …"."""
    for k in range(start, min(end, start + FAR)):
        if page.is_finite(k):
            return start
        if page.low[k] == "," and words("relative_clause").intersection(page.low[k + 1 : k + 3]):
            return next((j + 1 for j in range(k + 1, end) if page.low[j] == ","), start)
    return start


def _reproach(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    own = i < end and (page.pos[i] == "DET" or page.low[i] in words("determiner"))
    found = [] if own else _accuse(page, cue, i, end, around)  # "reproche à Oslo son refus de …"
    if found and infinitive_at(page, found[0][0], end):
        return found
    adjective = page.low[i] in ("de", "d'") and page.pos[i + 1] == "ADJ"
    if own or (i < end and adjective):
        return [trim(page, i, phrase_end(page, i, cue, around))]
    return []


def _qualify(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    if i >= end:
        return []
    if page.low[cue.stop] in ("de", "d'", "comme"):
        i = cue.stop + 1
    elif page.low[i] in ("de", "d'"):
        i += 1  # "a qualifié mardi de « honteux » le vote"
    quoted = any(page.low[k - 1] in words("of") and page.opened_at(k) for k in range(i, min(end, i + FAR)))
    if cue.has("qualify-quoted") and not quoted:
        return []
    stop = noun_stop(page, i, cue, around)
    joined = (k for k in range(i + 1, stop) if page.low[k] == "et" and page.low[k + 1] in words("relative_clause"))
    stop = next(joined, stop)  # "un vote qu'Oslo qualifie de « farce » et dont …"
    if cue.kind == "passive":
        stop = next((k for k in range(i, stop) if page.low[k] == "par"), stop)
    else:
        stop = _past_comma_clause(page, i, stop)
    return [trim(page, i, stop)]


def _past_comma_clause(page: Page, i: int, stop: int) -> int:
    """Up to the comma that closes the phrase, if what follows it is no part of it."""
    comma = next((k for k in range(i + 1, stop) if page.low[k] == "," and page.inside[k] < 0), stop)
    return comma if comma - i > 2 else stop


def _comme(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    start = i if page.low[cue.stop] == "," else cue.stop  # "considère, dans un communiqué, cette visite comme …"
    stop = clause_stop(page, start, cue, around)
    k = next((k for k in range(start, min(stop, start + FAR)) if page.low[k] == "comme"), None)
    if k is None:
        return []
    if k in (i, cue.stop) or cue.kind == "passive":
        i = k + 1
        stop = next((j for j in range(i, stop) if page.low[j] == "par"), stop)
    stop = min(stop, phrase_end(page, k + 1, cue, around))
    quote = page.closed_at(stop)
    return [trim(page, min(i, k + 1), stop + (quote is not None and quote.opening > i))]


def _see(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """ "y voit X", "voit là X", "voit dans Y X", "voit en Y X"."""
    if "y" in page.low[cue.first : cue.head] or page.low[cue.head + 1] == "là":
        return [trim(page, i, phrase_end(page, i, cue, around))] if i < end else []
    if cue.stop < end and page.low[cue.stop] in ("dans", "en") and i < end and i > cue.stop + 1:
        return [trim(page, i, phrase_end(page, i, cue, around))]
    return []


def _by(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    if cue.kind == "passive":
        return []
    for k in range(cue.stop, min(end, cue.stop + FAR)):
        if page.low[k] == "par":
            return [trim(page, k + 1, phrase_end(page, k + 1, cue, around))]
        if page.low[k] == "motif" and page.low[k + 1] in ("que", "qu'"):
            return [trim(page, k + 2, clause_stop(page, k + 2, cue, around))]
        if page.is_finite(k) or page.low[k] == ",":
            break
    return []


def _request(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """What somebody is asked to do, where it is quoted: "exhorte X à « partir »", "demande de partir « demain »"."""
    for k in range(cue.stop, min(end, cue.stop + FAR)):
        if page.opened_at(k) is not None and k > cue.stop + 1 and page.low[k + 1] in ("à", "de", "d'"):
            return [trim(page, k, clause_stop(page, k, cue, around))]
        if page.low[k] in ("à", "de", "d'", "aux", "au") and (
            infinitive_at(page, k + 1, end) or page.low[k + 1] == "«"
        ):
            stop = clause_stop(page, k + 1, cue, around)
            return [trim(page, k + 1, stop)] if any(page.opened_at(j) for j in range(k + 1, stop)) else []
        if page.low[k] in ("à", "au", "aux") and k > cue.stop and page.low[k + 1] in words("determiner"):
            stop = phrase_end(page, k + 1, cue, around)
            asked = page.low[page.phrase_stop(k + 1, end)] in ("de", "d'")  # "demande à Oslo de …"
            if not asked and any(page.opened_at(j) for j in range(k + 1, stop)):
                return [trim(page, k + 1, stop)]
        if page.is_finite(k):
            break
    return []


def _hold(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    stop = clause_stop(page, i, cue, around)
    if any(
        page.low[k : k + 2] in (["pour", "responsable"], ["pour", "responsables"], ["pour", "acquis"])
        for k in range(i, stop)
    ):
        return [trim(page, i, stop)]
    return []


def _compare(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    stop = clause_stop(page, i, cue, around)
    return [trim(page, i, stop)] if any(page.low[k] in ("à", "au", "aux") for k in range(i + 1, stop)) else []


FRAMES: dict[str, Finder] = {
    "accuse": _accuse,
    "reproche": _reproach,
    "qualify": _qualify,
    "qualify-quoted": _qualify,
    "comme": _comme,
    "voir": _see,
    "par": _by,
    "hold": _hold,
    "request": _request,
    "compare": _compare,
}
