"""What is said around a cue that stands inside or after its words: « Oui », dit-il; "…, selon Rome, …"."""

from __future__ import annotations

from pourparlers.reading.attributions.cue import Cue
from pourparlers.reading.attributions.extent import Around, Range, clause_stop, own_clause, takes_up, trim
from pourparlers.reading.attributions.order import complete, goes_on, quote_before
from pourparlers.reading.attributions.page import Page, words

_BRIEF = 6  # tokens of a clause that is only begun
_LONG = 12  # tokens of an apposition that "selon X" closes


def incise(page: Page, cue: Cue, source: Range | None, around: Around, floor: int) -> list[Range]:
    """The words around a cue that stands in or after them; none before the token ``floor`` in its sentence."""
    left = left_of(page, cue, floor)
    past = _past_apposition(page, source[1]) if source and source[1] > cue.stop else cue.stop
    right = _right_of(page, cue, past, left, around)
    if chain := _chain(page, cue, floor):
        return chain
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


def _past_apposition(page: Page, stop: int) -> int:
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
    start = _past_contrast(page, _lead(page, max(sent, floor), cue.first), cue.first)
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
    if quote is None:
        j = page.skip(past, end)
        if j + 1 < end and page.low[j] in (",", ":"):
            quote = page.opened_at(j + 1)
    if quote is not None:
        scrap = left is not None and left[0] < left[1] and page.inside[left[0]] < 0 and not complete(page, *left)
        after = quote.closing + 1
        if scrap and after < end and page.pos[after] not in ("PUNCT", ""):
            return trim(page, quote.opening, clause_stop(page, quote.opening, cue, around))
        return quote.first, quote.stop
    resumed = cue.clitic is not None and page.low[past] == "," and _resumes(page, past + 1, end, left)
    if left is not None and left[0] < left[1] and (complete(page, *left) or page.low[left[1]] == "»") and not resumed:
        return None
    comma = next((k for k in range(past, end) if page.low[k] == ","), None)
    if comma is None:
        return None
    if cue.clitic is None and left and left[0] < left[1] and page.low[comma + 1] in words("aside"):
        return None
    right = trim(page, comma + 1, clause_stop(page, comma + 1, cue, around))
    bare = cue.clitic is None and not page.has_finite(*right) and page.low[right[0]] not in words("resume")
    return None if bare and left and left[0] < left[1] else right


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


def beside(page: Page, cue: Cue, source: Range, around: Around, floor: int) -> list[Range]:
    """The words around "selon X"."""
    sent, end = page.parsed.sentence(cue.head)
    told = any(c.kind == "finite" for c in around.between(sent, floor)) and not page.has_finite(floor, cue.first)
    if told and not any(c.kind == "phrase" for c in around.between(sent, floor)):
        floor = sent  # « Rien ne presse », a dit le roi devant ses ministres, selon la radio: she tells that he said so
    first, past = cue.first, _past_apposition(page, max(cue.stop, source[1]))
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
    if _begins_clause(page, cue, max(sent, floor)):
        start = _clause_after(page, past, end)
        return [r for r in (_from(page, start, cue, around),) if r]
    left = left_of(page, cue, floor)
    if left and left[0] < left[1]:
        left = trim(page, _past_but(page, *left), left[1])
        left = trim(page, _past_contrast(page, *left), left[1])
        left = trim(page, _past_participle(page, *left), left[1])
        left = _apposed(page, *left, first, past)
        left = _own_part(page, *left, cue, source, around)
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
    if not comma or page.low[start] in words("relative"):
        return [left] if left and left[0] < left[1] else []
    right = trim(page, start, clause_stop(page, start, cue, around))
    if left and page.low[first - 1] not in (",", "»") and complete(page, *left):
        return [left]
    cut = page.pos[left[1] - 1] == "AUX" or not complete(page, *left) if left and left[0] < left[1] else False
    parted = page.low[start] in words("resume") or page.low[start] == "«"
    cut = cut or bool(left and parted and page.pos[left[1] - 1] == "VERB")
    if left and left[0] > first - _LONG and not complete(page, *left) and goes_on(page, start, end):
        return [left] if page.low[left[0] - 1] == "," else [left, right]
    if not cut and around.between(start, start + 2):
        return [left] if left else []
    if page.low[start] in words("turn") and left and complete(page, *left):
        return [left]
    return [r for r in (left, right) if r and r[0] < r[1]]


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


def _past_contrast(page: Page, first: int, stop: int) -> int:
    """Past "Alors que …," where the main clause follows: what stands there is known without the source."""
    contrast = page.low[first] in ("alors", "tandis") and page.low[first + 1] in ("que", "qu'")
    if not contrast and page.low[first] != "contrairement":
        return first
    return next((i + 1 for i in range(first, stop) if page.low[i] == "," and own_clause(page, i + 1, stop)), first)


def _past_participle(page: Page, first: int, stop: int) -> int:
    """Past what says of the subject before its clause: "Annoncé lundi par Rome, le vol a été …"."""
    bare = page.verb_form(first) == "Part" and not page.low[first].endswith("ant")
    comma = next((i for i in range(first, stop) if page.low[i] == "," and own_clause(page, i + 1, stop)), None)
    return comma + 1 if bare and comma is not None and not page.has_finite(first, comma) else first


def _apposed(page: Page, first: int, stop: int, cue: int, past: int) -> Range:
    """Only the apposition before "selon X" where no comma parts the two: "Le vol, prévu lundi selon Rome, a …"."""
    comma = next((i for i in range(stop - 1, first, -1) if page.low[i] == "," and page.inside[i] < 0), None)
    if (resumed := _resumed(page, first, stop)) != (first, stop):
        return resumed
    if comma is None or stop != cue or page.low[past] not in words("resume") | {",", "."} or stop - comma > _LONG:
        return first, stop
    bare = page.pos[comma + 1] in ("ADJ", "NOUN", "VERB") and not page.is_finite(comma + 1)
    return trim(page, comma + 1, stop) if bare and not page.has_finite(comma + 1, stop) else (first, stop)


def _resumed(page: Page, first: int, stop: int) -> Range:
    """Only the noun that takes up a clause before "selon X": "Le vol est annulé, une décision que …, selon Rome"."""
    for i in range(stop - 1, first, -1):
        if page.low[i] == "," and page.low[i + 1] in ("un", "une") and page.inside[i] < 0:
            told = page.low[i + 2] == "«" or takes_up(page, i + 1, stop)
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


def _sentence_before(page: Page, cue: Cue) -> list[Range]:
    """What "c'est ce que révèle X" says again: the sentence before it, in the same paragraph."""
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
    if quote is not None and (quote.closing + 1 >= end or page.low[quote.closing + 1] in (".", ",")):
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
