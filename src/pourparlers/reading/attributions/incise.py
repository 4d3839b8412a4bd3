"""What is said around a verb that stands inside or after its words: « Oui », dit-il; "Le vote, a dit Rome, …"."""

from __future__ import annotations

from pourparlers.reading.attributions.circumstances import past_occasion
from pourparlers.reading.attributions.cue import Cue
from pourparlers.reading.attributions.extent import Around, Range, clause_stop, own_clause, trim
from pourparlers.reading.attributions.order import complete, goes_on, quote_before
from pourparlers.reading.attributions.page import Page, Quoted, words

_BRIEF = 6  # tokens of a clause that is only begun
_LONG = 12  # tokens of an apposition to a source


def incise(page: Page, cue: Cue, source: Range | None, around: Around, floor: int) -> list[Range]:
    """The words around a cue that stands in or after them; none before the token ``floor`` in its sentence."""
    left = left_of(page, cue, floor)
    past = past_apposition(page, source[1]) if source and source[1] > cue.stop else cue.stop
    right = _right_of(page, cue, past, left, around)
    if chain := _chain(page, cue, floor):
        return chain
    if left and right and page.low[left[1] - 1] in words("deeper") and page.has_finite(*right):
        main = (i for i in range(*right) if page.low[i] == "," and goes_on(page, i + 1, right[1]))
        left, right = None, (right[0], next(main, right[1]))  # "une fête où, promet le maire, on dansera"
    if left and right and left[1] - left[0] <= _BRIEF and page.inside[left[0]] < 0 <= page.inside[right[0]]:
        aside = page.low[left[0]] in words("circumstance") and not page.has_finite(*left)
        left = None if aside and page.has_finite(*right) else left
    return [r for r in (left, right) if r and r[0] < r[1]]


def _chain(page: Page, cue: Cue, floor: int) -> list[Range]:
    """Several quotations before a cue with nothing but commas between: « À bas ! », « Dehors ! », crie la foule."""
    last = quote_before(page, cue)
    out: list[Range] = []
    opening = floor
    while last is not None:
        out.insert(0, (last.first, last.stop))
        opening = last.opening
        last = page.closed_at(opening - 2) if page.low[opening - 1] in (",", "et") else None
    first = page.parsed.sentence(opening)[0]
    return out if len(out) > 1 and first == opening and opening >= floor else []


def past_apposition(page: Page, stop: int) -> int:
    """Past who a source is, between commas after its name: "a dit Anna Rossi, ambassadrice du Togo à l'ONU, …"."""
    first = stop + 2 if page.low[stop + 1 : stop + 2] and page.low[stop + 1] in words("article") else stop + 1
    named, told = page.who.at(stop - 1), page.who.at(first) or page.who.at(first - 1)
    if page.low[stop] != "," or named is None or told is None or told.first > first or told is named:
        return stop
    if told.form != "description" or told.entities != named.entities:
        return stop
    return told.stop if page.low[told.stop] in (",", ".", "»") else stop


def left_of(page: Page, cue: Cue, floor: int) -> Range | None:
    """What is said before the cue."""
    quote = quote_before(page, cue)
    if quote is not None:
        sent = max(page.parsed.sentence(quote.opening)[0], min(floor, quote.opening))
        start = _lead(page, sent, quote.opening)
        said = past_occasion(page, start, quote.opening)
        start = said if said == quote.opening else start  # "Dans un communiqué, « rien ne presse », dit le maire"
        joined = page.low[quote.opening - 1] in words("lead") and page.low[quote.opening - 2] == ","
        clause = page.has_finite(quote.first, quote.stop) or page.low[quote.first] in words("article") | words("clitic")
        if joined and clause and page.has_finite(start, quote.opening):
            start = quote.opening  # "Le port attend, mais « rien ne presse », dit le maire": the quotation only
        return (quote.first, quote.stop) if start == quote.opening else trim(page, start, quote.closing + 1)
    if page.inside[cue.head] >= 0:
        return trim(page, max(page.quotes[page.inside[cue.head]].first, floor), cue.first)
    sent = page.parsed.sentence(cue.head)[0]
    if page.inside[sent] >= 0:
        sent = page.parsed.sentence(page.quotes[page.inside[sent]].opening)[0]
    start = past_contrast(page, _lead(page, max(sent, floor), cue.first), cue.first)
    return trim(page, start, _before_adverb(page, start, cue.first))


def _before_adverb(page: Page, start: int, stop: int) -> int:
    """Before what turns to a source: "Elles porteraient, | toujours selon Rome, …"."""
    k = stop
    while k > start + 1 and page.low[k - 1] in words("turning"):
        k -= 1
    return k if page.low[k - 1] == "," else stop


def _lead(page: Page, sent: int, stop: int) -> int:
    """Past what stands before the reported words in their sentence: a conjunction, another clause and its colon."""
    start = sent
    for i in range(sent, stop):
        if page.low[i] in (":", ";") and page.inside[i] < 0:
            start = i + 1
    start += next((n for n in (2, 3, 4) if " ".join(page.low[start : start + n]) in words("granted")), 0)
    i = start
    while i < stop and (page.low[i] in words("lead") or page.pos[i] == "PUNCT"):
        if page.low[i] == "«":
            break
        i += 1
    return i if i == stop or page.low[i] == "«" else start


def _right_of(page: Page, cue: Cue, past: int, left: Range | None, around: Around) -> Range | None:
    """What is said after the cue and its source."""
    end = page.parsed.sentence(cue.head)[1]
    home = page.inside[cue.head]
    if home >= 0 and (left is None or left[0] >= page.quotes[home].first):
        last = page.quotes[home].stop
        comma = _closing(page, past, min(end, last))
        named = comma is not None and cue.clitic is None and page.low[comma] == ","
        while named and comma and _about_source(page, comma + 1, min(end, last)):
            comma = _closing(page, comma + 1, last)
            named = comma is not None and page.low[comma] == ","
        return trim(page, comma + 1, last) if comma else None
    i = past
    while i < end and page.low[i] in (",", ":", ".", ";"):
        i += 1
    quote = page.opened_at(i) if i < end else None
    named = quote is not None and i == past > cue.stop and not page.has_finite(quote.first, quote.stop)
    if named and quote is not None and page.parsed.doc[quote.first].text[:1].isupper() and left is not None:
        quote = None  # "a indiqué l'agence « Volta »"
    aside = page.skip(past, end) if cue.clitic is not None else past
    past = aside if page.low[aside] == "," else past  # "murmure-t-on dans les couloirs, …"
    hangs = _hangs(page, past, left)
    if quote is None and page.low[past] == ":" and left is not None and not page.has_finite(*left):
        return trim(page, past + 1, clause_stop(page, past + 1, cue, around))  # "Faux, répond l'expert : le pont …"
    if quote is None:
        j = page.skip(past, end)
        if j + 1 < end and page.low[j] in (",", ":"):
            quote = page.opened_at(j + 1) or (None if hangs else _quoted_past_aside(page, j, end))
    if quote is not None:
        scrap = left is not None and left[0] < left[1] and page.inside[left[0]] < 0 and not complete(page, *left)
        after = quote.closing + 1
        if scrap and after < end and page.pos[after] not in ("PUNCT", ""):
            return trim(page, quote.opening, clause_stop(page, quote.opening, cue, around))
        return quote.first, quote.stop
    # "dit-il à Anna Rossi, qui part demain"
    told = past > cue.stop and page.low[past] == "," and page.low[past + 1] in words("relative_clause")
    resumed = cue.clitic is not None and page.low[past] == "," and not told and _resumes(page, past + 1, end, left)
    resumed = resumed or hangs
    if left is not None and left[0] < left[1] and (complete(page, *left) or page.low[left[1]] == "»") and not resumed:
        return _and_would(page, past, end, cue, around)
    comma = next((k for k in range(past, end) if page.low[k] == ","), None)
    if comma is None:
        return None
    if cue.clitic is None and left and left[0] < left[1] and not page.has_finite(*left):
        comma = _where_verb_follows(page, comma, end)
    if cue.clitic is None and left and left[0] < left[1] and page.low[comma + 1] in words("aside") and not hangs:
        return None
    right = trim(page, comma + 1, clause_stop(page, comma + 1, cue, around))
    bare = cue.clitic is None and not page.has_finite(*right) and page.low[right[0]] not in words("resume")
    return None if bare and left and left[0] < left[1] else right


def _where_verb_follows(page: Page, comma: int, end: int) -> int:
    """The comma that a verb follows, past who a source is: "Le port, a dit Anna Rossi, qui part demain, fermera"."""
    commas = [k for k in range(comma, min(end, comma + 2 * _LONG)) if page.low[k] == ","]
    return next((k for k in commas if goes_on(page, k + 1, end)), comma)


def _quoted_past_aside(page: Page, comma: int, end: int) -> Quoted | None:
    """The quotation after who a source is: "Il s'agit, a dit Anna Rossi, commandante du port, « d'une farce »."."""
    closing = next((k for k in range(comma + 1, min(end, comma + _LONG)) if page.low[k] in (",", ":", "«")), end)
    bare = page.low[closing : closing + 1] == [","] and not page.has_finite(comma + 1, closing)
    return page.opened_at(closing + 1) if bare and closing + 1 < end else None


def _closing(page: Page, first: int, stop: int) -> int | None:
    """The first mark that closes the parenthesis of a cue and its source."""
    return next((i for i in range(first, stop) if page.low[i] in (",", ".", ":", ";")), None)


def _about_source(page: Page, i: int, stop: int) -> bool:
    """Does what follows a comma tell who the source is: « …, dit Anna Rossi, de l'université de Gand. Et … »?"""
    closing = _closing(page, i, stop)
    if closing is None:
        return False
    if page.low[i] == "qui":
        return page.has_finite(i, closing)
    place = page.low[i] in words("of") | words("joint") and page.pos[i + 1] in ("DET", "PROPN", "NOUN")
    bare = page.pos[i] in ("NOUN", "ADJ", "NUM") and page.low[i] not in words("determiner")
    return (place or bare) and not page.has_finite(i, closing)


def _resumes(page: Page, i: int, end: int, left: Range | None) -> bool:
    """Do the words after a parenthesis such as "dit-il" go on with the clause that stands before it?"""
    if i >= end or left is None or left[0] >= left[1]:
        return False
    if page.low[i] in words("resume") and page.low[left[1]] != "»":
        return left[1] - left[0] <= _BRIEF or page.pos[left[1] - 1] in ("VERB", "AUX")
    return (
        page.low[left[1] - 1] not in ("?", "!") and page.low[i] in words("subject_pronoun") and own_clause(page, i, end)
    )


def _and_would(page: Page, past: int, end: int, cue: Cue, around: Around) -> Range | None:
    """A second clause in the conditional is the source's too: "Dix ont fui, dit la radio, et six seraient morts"."""
    comma = next((k for k in range(past, end) if page.low[k] == ","), end)
    if page.low[comma + 1 : comma + 2] not in (["et"], ["mais"]) or page.inside[cue.head] >= 0:
        return None
    verb = next((k for k in range(comma + 2, end) if page.is_finite(k)), None)
    if verb is None or not page.low[verb].endswith(("rait", "raient")) or not own_clause(page, comma + 2, end):
        return None
    return trim(page, comma + 2, clause_stop(page, comma + 2, cue, around))


def _hangs(page: Page, past: int, left: Range | None) -> bool:
    """Does the verb before a cue wait for what comes after it: "Tout dépend, note Anna Rossi, du prochain vote"?"""
    if left is None or left[0] >= left[1] or page.low[past] != "," or page.low[left[1]] == "»":
        return False
    waits = page.is_finite(left[1] - 1) or page.low[left[1] - 1] in ("pas", "plus")
    if page.low[left[1] - 1] in words("avoir") or page.low[left[1] - 1] in words("être"):
        return True  # "Le roi aurait, murmure-t-on, quitté …"
    if page.low[left[1] - 1] in words("deeper"):
        return True  # "Il est parti car, dit-il, le pont est fermé."
    if page.low[left[1] - 1] in words("wanting"):
        return True  # "Il a fallu, raconte le maire, trois heures …"
    if page.low[past + 1] in ("que", "qu'"):
        return True  # "Il a été convenu, a dit le roi, que …"
    return waits and page.low[past + 1] in ("de", "d'", "du", "des")


def past_contrast(page: Page, first: int, stop: int) -> int:
    """Past "Alors que …," where the main clause follows: what stands there is known without the source."""
    contrast = page.low[first] in ("alors", "tandis") and page.low[first + 1] in ("que", "qu'")
    if not contrast and page.low[first] != "contrairement":
        return first
    return next((i + 1 for i in range(first, stop) if page.low[i] == "," and own_clause(page, i + 1, stop)), first)
