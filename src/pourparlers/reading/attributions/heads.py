"""Noun phrases that may speak: the words around a head, with a name in apposition, before "qui", behind a message."""

from __future__ import annotations

from pourparlers.reading.attributions.page import Page, words
from pourparlers.reading.tokens import Token

Range = tuple[int, int]
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "expl:subj", "nsubj:caus"})
_CLIMB = 6
_ENDS = frozenset((",", ".", "(", "»", ";", "qui", ":"))


def around(page: Page, token: Token, limit: int | None = None) -> Range:
    """The noun phrase whose head is this token, up to ``limit``."""
    first, end = page.parsed.sentence(token.i)
    end = min(end, limit or end)
    i = token.i
    while i > first and (
        page.pos[i - 1] in ("DET", "ADJ", "NUM", "PROPN")
        or page.low[i - 1] in words("determiner")
        or (page.low[i - 1] == "-" and not page.parsed.doc[i - 1].whitespace_)
    ):
        if page.timed[i - 1]:
            break
        i -= 1
    while i > first + 1 and page.low[i] == "-" and not page.parsed.doc[i - 1].whitespace_:
        i -= 1  # a word that the tokenizer has cut at its hyphen: "état-major"
        if i > first + 1 and page.low[i - 1] in words("of") and page.pos[i - 2] == "NOUN":
            return around(page, page.parsed.doc[i - 2], limit)
    if i > first and page.pos[i - 1] == "NOUN" and page.pos[i] in ("ADJ", "PROPN"):
        return around(page, page.parsed.doc[i - 1], limit)
    if i - 1 > first and page.low[i - 1] == "et" and token.dep_.startswith("nsubj"):
        before_and = page.who.at(i - 2)
        # "l'aide aux maires et le roi a dit": the one verb has one subject
        alone = page.low[i] in words("determiner") and {"a", "avait", "est"} & {c.lower_ for c in token.head.children}
        i = before_and.first if before_and and before_and.form != "pronoun" and not alone else i
    stop = max(page.phrase_stop(i, end), token.i + 1)
    return i, apposition(page, stop, end)


def apposition(page: Page, stop: int, end: int) -> int:
    """Past a name in apposition: "le porte-parole du Kremlin, Dmitri Peskov"."""
    named = stop + 1 < end and (page.pos[stop + 1] == "PROPN" or page.low[stop + 1] in words("civility"))
    if named and page.low[stop] == "," and not page.timed[stop + 1]:
        titled = page.low[stop + 1] in words("civility")
        after_name = page.phrase_stop(stop + 2 if titled else stop + 1, end)
        if after_name >= end or page.low[after_name] in _ENDS:
            return after_name
    told = page.who.heading(stop + 1) if stop + 1 < end and page.low[stop] == "," else None
    if told is None or told.form != "name" or page.pos[stop + 1] != "DET":
        return stop
    full = page.parsed.doc[told.stop - 1].text[0].isupper()
    return told.stop if full and (told.stop >= end or page.low[told.stop] in _ENDS) else stop


def antecedent(page: Page, relative: int) -> Range | None:
    """The noun phrase before "qui"."""
    first = page.parsed.sentence(relative)[0]
    k = relative - 1
    while k >= first and (page.low[k] in (",", "pour", "selon", "»", ")") or page.pos[k] in ("ADV", "PUNCT", "ADP")):
        k -= 1
    if k < first:
        return None
    if page.low[relative - 1] == "," and page.pos[k] == "ADJ" and page.pos[k - 1] in ("VERB", "AUX", "ADV"):
        told = parsed_subject(page.parsed.doc[k], k) or parsed_subject(page.parsed.doc[k].head, k)
        if told is not None:
            return around(page, told, k)  # "Le député se montre plus sévère, qui dit …"
    head = page.parsed.doc[relative].head
    for _ in range(3):
        if head.dep_ in ("acl:relcl", "acl") and head.head.i < relative:
            return _nearer(page, k, _speaking(page, *around(page, head.head)))
        head = head.head
    i = k
    while i > first and (page.pos[i - 1] in ("DET", "ADJ", "PROPN", "NUM", "NOUN") or page.low[i - 1] in words("of")):
        i -= 1
    while i < k and page.low[i] in words("of") and page.low[i] != "des":
        i += 1
    return _speaking(page, i, k + 1)


def _nearer(page: Page, k: int, told: Range) -> Range:
    """The name right before "qui", where what the parse hangs it on cannot speak: "des vols vers Rome, qui"."""
    name = page.who.at(k)
    if name is None or name.form != "name" or name.first <= told[0] or page.speaks(told[0], name.first):
        return told
    return name.first - (page.low[name.first - 1] in words("determiner")), name.stop


def _speaking(page: Page, first: int, stop: int) -> Range:
    """The part of a noun phrase that can speak: "la visite du ministre" leaves the minister."""
    first = relayed(page, first, stop)
    head = next((i for i in range(first, stop) if page.pos[i] in ("NOUN", "PROPN")), first)
    if page.pos[head] != "NOUN" or page.speaks(head, head + 1):
        return first, stop
    of = next((i for i in range(head + 1, stop - 1) if page.low[i] in ("de", "d'", "du")), None)
    return (of + 1, stop) if of is not None and page.speaks(of + 1, of + 3) else (first, stop)


def relayed(page: Page, first: int, stop: int) -> int:
    """Where the speaker begins in "selon les mots de X", "selon les informations de la radio"."""
    head = next((i for i in range(first, stop) if page.pos[i] == "NOUN"), stop)
    if head == stop or page.low[head] not in words("relay"):
        return first
    of = next((i for i in range(head + 1, stop - 1) if page.low[i] in words("of") or page.low[i] == "par"), None)
    return first if of is None else of + 1


def parsed_subject(verb: Token, limit: int) -> Token | None:
    """The subject before ``limit`` that the parse gives a verb, or the verb that it goes on with or helps."""
    for _ in range(_CLIMB):
        found = [c for c in verb.children if c.dep_ in _SUBJECT and c.i < limit and c.pos_ != "ADV"]
        if found:
            return found[-1]
        if verb.dep_ not in ("conj", "xcomp", "aux:tense", "aux", "cop", "aux:pass") or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None
