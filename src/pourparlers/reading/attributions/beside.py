"""What is said beside a phrase that names a source: "Selon X, …", "…, d'après X", "… a, selon X, …"."""

from __future__ import annotations

from pourparlers.reading.attributions.cue import Cue
from pourparlers.reading.attributions.extent import Around, Range, clause_stop, own_clause, takes_up, trim
from pourparlers.reading.attributions.incise import left_of, past_apposition, past_contrast
from pourparlers.reading.attributions.order import complete, goes_on, quote_before
from pourparlers.reading.attributions.page import Page, nouns, words

_LONG = 12  # tokens of an apposition that "selon X" closes


def beside(page: Page, cue: Cue, source: Range, around: Around, floor: int) -> list[Range]:
    """The words around "selon X"."""
    sent, end = page.parsed.sentence(cue.head)
    told = any(c.kind == "finite" for c in around.between(sent, floor)) and not page.has_finite(floor, cue.first)
    if told and not any(c.kind == "phrase" for c in around.between(sent, floor)):
        floor = sent  # « Rien ne presse », a dit le roi devant ses ministres, selon la radio: she tells that he said so
    first, past = cue.first, past_apposition(page, max(cue.stop, source[1]))
    if page.inside[cue.head] >= 0:
        end = min(end, page.quotes[page.inside[cue.head]].stop)
        sent = max(sent, page.quotes[page.inside[cue.head]].first)
    comma = past < end and page.low[past] == ","
    start = past + 1 if comma else past
    if page.low[cue.stop] in words("relative_source"):
        start = cue.stop + 1
        found = _from(page, start, cue, around)
        comma_at = (
            next((i for i in range(start, found[1]) if page.low[i] == "," and goes_on(page, i + 1, found[1])), None)
            if found
            else None
        )
        return [trim(page, start, comma_at)] if comma_at else [found] if found else []
    if page.low[cue.first] in ("c'", "ce"):
        return _sentence_before(page, cue)
    if page.low[cue.stop - 2] == "est" or page.low[cue.stop - 1] == "par":
        return _coined(page, cue, floor)
    if _begins_clause(page, cue, max(sent, floor)):
        start = _clause_after(page, past, end)
        return [r for r in (_from(page, start, cue, around),) if r]
    left = left_of(page, cue, floor)
    if left and left[0] < left[1]:
        left = _covered(page, *left, cue, source, past, around)
    amid = (
        cue.clitic is not None
        or page.low[cue.stop] in words("pronoun")
        or (
            page.pos[first - 1] in ("VERB", "AUX")
            and (page.low[past] in words("resume") or page.verb_form(past) in ("Inf", "Part"))
        )
    )
    if left and amid and past < end and (page.low[past] == "«" or page.pos[past] not in ("PUNCT", "")):
        return [left, trim(page, past, clause_stop(page, past, cue, around))]
    denied = left is not None and page.low[left[1] - 1] in ("pas", "plus", "guère")
    waits = denied or (left is not None and page.pos[left[1] - 1] == "VERB")
    only = denied and page.low[start] in ("que", "qu'")  # "Il ne reste plus, selon Oslo, qu'à signer."
    if not comma or (page.low[start] in words("relative") and not only):
        return [left] if left and left[0] < left[1] else []
    right = trim(page, start, clause_stop(page, start, cue, around))
    if left and page.low[left[0] - 1] == "qui":
        main = (i for i in range(*right) if page.low[i] == "," and goes_on(page, i + 1, right[1]))
        right = right[0], next(main, right[1])
    if left and page.low[first - 1] not in (",", "»") and complete(page, *left):
        return [left]
    cut = page.pos[left[1] - 1] == "AUX" or not complete(page, *left) if left and left[0] < left[1] else False
    parted = page.low[start] in words("resume") or page.low[start] == "«"
    cut = cut or (waits and parted)
    if left and left[0] > first - _LONG and not complete(page, *left) and goes_on(page, start, end):
        return [left] if page.low[left[0] - 1] in (",", "«") else [left, right]
    if not cut and around.between(start, start + 2):
        return [left] if left else []
    if page.low[start] in words("turn") and left and complete(page, *left):
        return [left]
    return [r for r in (left, right) if r and r[0] < r[1]]


def _covered(page: Page, start: int, stop: int, cue: Cue, source: Range, past: int, around: Around) -> Range:
    """Of the words before "selon X", those that it covers."""
    left = trim(page, _past_but(page, start, stop), stop)
    left = trim(page, past_contrast(page, *left), left[1])
    left = trim(page, _past_participle(page, *left), left[1])
    left = _own_verb(page, *left, cue.first, past)
    if page.low[left[0]].endswith("ant") and page.low[left[0] + 1] in ("que", "qu'"):
        left = left[0] + 2, left[1]  # "…, dit-elle, rappelant que le port coûte, selon Rome, un million"
    left = _apposed(page, *left, cue.first, past)
    return _own_part(page, *left, cue, source, around)


def _clause_after(page: Page, past: int, end: int) -> int:
    """Where the clause begins that a source before it covers, past what goes on with the source itself."""
    comma = past < end and page.low[past] == ","
    start = past + 1 if comma else past
    if page.low[past] in ("que", "qu'"):
        start = past + 1
    elif comma and (page.low[start] in words("relative_clause") or page.low[start] in words("aside")):
        start = next((i + 1 for i in range(start, end) if page.low[i] == ","), start)
    elif comma and page.low[start] in words("of") and page.pos[start + 1] in ("DET", "PROPN"):
        start = _past_tail(page, start, end) or start  # "Selon Anna Rossi, de l'université de Gand, …"
    elif comma and (told := _past_description(page, start, end)) is not None:
        start = told
    elif comma and (turned := _past_turn(page, start, end)) is not None:
        start = turned
    elif not comma:
        start = _past_tail(page, start, end) or _main_clause(page, start, end)
    return start


def _past_but(page: Page, first: int, stop: int) -> int:
    """Where the clause that "selon X" covers begins: after the last ", mais" between two clauses."""
    for i in range(stop - 1, first, -1):
        if page.low[i] == "mais" and page.low[i - 1] == "," and page.inside[i] < 0:
            return i + 1 if complete(page, i, stop) and complete(page, first, i) else first
    return first


def _past_participle(page: Page, first: int, stop: int) -> int:
    """Past what says of the subject before its clause: "Annoncé lundi par Rome, le vol a été …"."""
    bare = page.verb_form(first) == "Part" and not page.low[first].endswith("ant")
    comma = next((i for i in range(first, stop) if page.low[i] == "," and own_clause(page, i + 1, stop)), None)
    return comma + 1 if bare and comma is not None and not page.has_finite(first, comma) else first


def _own_verb(page: Page, first: int, stop: int, cue: int, past: int) -> Range:
    """Only the verb that "selon X" stands right after, where it is the second one or one of a relative clause:
    "Le vol est parti et a, selon Rome, …", "Le port, qui emploie cent hommes selon Rome, est …"."""
    told = page.low[cue - 1] != "," or page.is_finite(stop - 1) or page.verb_form(stop - 1) == "Part"
    inner = page.low[past] == "," and page.low[past + 1] != ""
    if not told or not inner:
        return first, stop
    for k in range(stop - 2, first, -1):
        if page.inside[k] >= 0:
            continue
        if (
            page.low[k] == ","
            or page.low[k] in ("que", "qu'", "dont", "où")
            or page.low[k - 1 : k + 1] == ["ce", "qui"]
        ):
            return first, stop
        if page.low[k] == "qui" or page.low[k] in ("et", "mais"):
            second = page.low[k] == "qui" or (page.has_finite(first, k) and _verb_next(page, k + 1, stop))
            return trim(page, k + 1, stop) if second and page.has_finite(k, stop) else (first, stop)
    return first, stop


def _verb_next(page: Page, i: int, stop: int) -> bool:
    """Does a finite verb stand at this token, past its clitics and negation?"""
    while i < stop and (page.low[i] in words("clitic") or page.low[i] in words("negation") or page.pos[i] == "ADV"):
        i += 1
    return i < stop and page.is_finite(i)


def _apposed(page: Page, first: int, stop: int, cue: int, past: int) -> Range:
    """Only the apposition before "selon X" where no comma parts the two: "Le vol, prévu lundi selon Rome, a …"."""
    comma = next((i for i in range(stop - 1, first, -1) if page.low[i] == "," and page.inside[i] < 0), None)
    if (resumed := _resumed(page, first, stop)) != (first, stop):
        return resumed
    quote = page.closed_at(cue - 1)
    aside = quote is not None and page.low[quote.opening - 1] == "," and page.low[past] == ","
    if quote is not None and aside and quote.opening > first and not page.has_finite(first, quote.opening):
        return quote.first, quote.stop  # "Cette loi, « une honte » pour l'opposition, a été votée."
    if comma is None or stop != cue or page.low[past] not in words("resume") | {",", "."} or stop - comma > _LONG:
        return first, stop
    bare = page.pos[comma + 1] in ("ADJ", "NOUN", "VERB") and not page.is_finite(comma + 1)
    return trim(page, comma + 1, stop) if bare and not page.has_finite(comma + 1, stop) else (first, stop)


def _resumed(page: Page, first: int, stop: int) -> Range:
    """Only the noun that takes up a clause before "selon X": "Le vol est annulé, une décision que …, selon Rome"."""
    for i in range(stop - 1, first, -1):
        if page.low[i] == "," and page.low[i + 1] in ("un", "une") and page.inside[i] < 0:
            told = "«" in page.low[i + 2 : i + 4] or takes_up(page, i + 1, stop)
            return trim(page, i + 1, stop) if told and page.has_finite(first, i) else (first, stop)
    return first, stop


def _own_part(page: Page, first: int, stop: int, cue: Cue, source: Range, around: Around) -> Range:
    """Only what stands next to "selon lui" where the sentence tells who "lui" is and what he said or did himself."""
    told = any(c.kind != "phrase" and c.head < cue.first for c in around.between(first, cue.first))
    pronoun = cue.clitic is not None or (source[1] - source[0] == 1 and page.low[source[0]] in words("pronoun"))
    if not told or not pronoun:
        return first, stop
    quote = page.closed_at(cue.first - 1)
    if quote is not None:
        return (quote.opening, stop) if quote.opening > first else (first, stop)
    start = next((k for k in range(stop - 1, first, -1) if page.low[k] == "," or page.pos[k] == "DET"), first)
    return trim(page, start, stop)


def _coined(page: Page, cue: Cue, floor: int) -> list[Range]:
    """What "la formule est de X" says of what stands before it: « … » : la formule est de X."""
    quote = page.closed_at(cue.first - 2) if page.low[cue.first - 1] == ":" else quote_before(page, cue)
    if quote is not None and page.parsed.sentence(quote.opening)[0] == quote.opening:
        return [(quote.first, quote.stop)]
    left = left_of(page, cue, floor)
    return [left] if left and left[0] < left[1] else []


def _sentence_before(page: Page, cue: Cue) -> list[Range]:
    """What "c'est ce que révèle X" says again: the quotation or the sentence before it, in the same paragraph."""
    quote = page.closed_at(cue.first - 2) if page.low[cue.first - 1] in (":", ",", "-", "–", "—") else None
    if quote is not None:
        return [(quote.first, quote.stop)]
    n = page.parsed.sentence_of[cue.first]
    if n == 0 or page.block_of(cue.first) != page.block_of(page.parsed.sentences[n - 1][0]):
        return []
    first, stop = page.parsed.sentences[n - 1]
    home = page.inside[stop - 2] if stop - 2 >= first else -1
    if home >= 0 and page.quotes[home].stop >= stop - 2:
        return [(page.quotes[home].first, page.quotes[home].stop)]
    return [trim(page, first, stop)]


def _past_turn(page: Page, start: int, end: int) -> int | None:
    """Past an adverb between commas after a source: "Pour Rome, en revanche, …"."""
    for n in (1, 2, 3):
        told = " ".join(page.low[start : start + n])
        if start + n < end and page.low[start + n] == "," and (told in words("adverbial") or told in words("filler")):
            return start + n + 1
    return None


def _past_description(page: Page, start: int, end: int) -> int | None:
    """Past what a source is, between commas: "Pour Anna Rossi, enseignante à Gand, …"."""
    closing = next((k for k in range(start, min(end, start + _LONG)) if page.low[k] in (",", "«", ":")), end)
    bare = page.pos[start] in ("NOUN", "ADJ", "NUM") and page.low[start] not in words("determiner")
    bare = bare and (page.pos[start] != "NUM" or "ans" in page.low[start:closing])  # "dix soldats, dont …" goes on
    told = bare and closing < end and page.low[closing] == "," and not page.has_finite(start, closing)
    return closing + 1 if told and any(w in nouns() or w == "ans" for w in page.low[start:closing]) else None


def _past_tail(page: Page, start: int, end: int) -> int | None:
    """Past what goes on with a source up to its comma: "selon une note rendue publique jeudi, le vol …"."""
    for i in range(start, end):
        if page.low[i] == ",":
            return i + 1
        if page.is_finite(i) or page.low[i] in ("«", ":", ";"):
            return None
    return None


def _main_clause(page: Page, start: int, end: int) -> int:
    """Past the circumstances that follow "selon X" at the head of a sentence: where the main clause begins."""
    root = page.parsed.doc[start - 1].sent.root
    if not start < root.i < end:
        return start
    left = min([root.i, *(c.left_edge.i for c in root.children if c.dep_.startswith("nsubj") and c.i >= start)])
    comma = next((i for i in range(left, start - 1, -1) if page.low[i] == ","), None)
    return start if comma is None else comma + 1


def _from(page: Page, start: int, cue: Cue, around: Around) -> Range | None:
    """The clause that begins at a token, its quotation alone where that is all."""
    quote = page.opened_at(start)
    end = page.parsed.sentence(cue.head)[1]
    listed = quote is not None and "«" in page.low[quote.closing + 2 : quote.closing + 4]  # « … », « … » et « … »
    if quote is not None and (quote.closing + 1 >= end or page.low[quote.closing + 1] in (".", ",")) and not listed:
        return quote.first, quote.stop
    span = trim(page, start, clause_stop(page, start, cue, around))
    return span if span[0] < span[1] else None


def _begins_clause(page: Page, cue: Cue, sent: int) -> bool:
    """Is "selon X" the first thing of its clause, so that all it covers follows?"""
    i = cue.first - 1
    while i >= sent and page.low[i] not in words("opener") and (page.low[i] == "," or page.pos[i] == "ADV"):
        i -= 1
    if i < sent:
        return True
    if page.low[i] in words("opener") or page.pos[i] in ("ADP", "SCONJ", "CCONJ"):
        return True
    return page.verb_form(i) == "Part" and page.low[i].endswith("ant")
