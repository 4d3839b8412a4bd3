"""Who says it: the words that name the source of a cue, before it, after it or above it, and their kind."""

from __future__ import annotations

from spacy.tokens import Token

from pourparlers.reading.attribution_cues import Cue
from pourparlers.reading.attribution_page import NOMINAL, Page, speakers, words
from pourparlers.vocabulary import SourceKind

Range = tuple[int, int]
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "expl:subj", "nsubj:caus"})
_AFTER = frozenset({"nsubj", "obj", "nsubj:pass", "xcomp", "dep", "obl:agent"})
_CLIMB = 6


def of(page: Page, cue: Cue, *, inverted: bool) -> Range | None:
    """The tokens that name the source of a cue, or None if none is in sight."""
    if cue.kind == "phrase":
        return _after_phrase(page, cue)
    if cue.clitic is not None:
        return _impersonal(page, cue) or (cue.clitic, cue.clitic + 1)
    if cue.kind == "passive":
        return _agent(page, cue)
    if inverted:
        return after(page, cue)
    if cue.kind == "finite":
        return before(page, cue)
    return above(page, cue)


def _after_phrase(page: Page, cue: Cue) -> Range | None:
    end = page.parsed.sentence(cue.head)[1]
    if cue.verb is not None:
        return _of_comment(page, cue)
    first = cue.first + 1 if page.low[cue.stop - 1] in ("source", "sources") else cue.stop
    if page.low[first] in words("relative_source"):
        return antecedent(page, first) or (first, first + 1)
    stop = page.phrase_stop(first, end)
    if stop == first and page.low[first] == "«":
        stop = page.phrase_stop(first + 1, end)
    if stop == first or words("measure") & set(page.low[first : first + 3]):
        return None
    return first, stop


def _of_comment(page: Page, cue: Cue) -> Range | None:
    """The subject in "comme l'a dit X" and in "comme il l'a dit"."""
    if cue.clitic is not None:
        return cue.clitic, cue.clitic + 1
    return after(page, cue)


def _impersonal(page: Page, cue: Cue) -> Range | None:
    """ "a-t-on appris de source diplomatique", "auprès d'un proche": the source is what follows."""
    if cue.clitic is None or page.low[cue.clitic] not in ("-on", "-t-on"):
        return None
    end = page.parsed.sentence(cue.head)[1]
    i = cue.stop
    while i < end and (page.timed[i] or page.low[i] in words("filler") or page.low[i] == ","):
        i += 1
    if i + 1 < end and page.low[i] in ("de", "d'", "auprès"):
        j = i + 1 if page.low[i] != "auprès" else i + 2
        stop = page.phrase_stop(j, end)
        if stop > j:
            return j, stop
    return None


def _agent(page: Page, cue: Cue) -> Range | None:
    """What follows "par" after a passive participle."""
    end = page.parsed.sentence(cue.head)[1]
    for i in range(cue.stop, min(end, cue.stop + 12)):
        if page.low[i] == "par":
            stop = page.phrase_stop(i + 1, end)
            return (i + 1, stop) if stop > i + 1 else None
        if page.low[i] in (".", ";", ":") or page.is_finite(i):
            return None
    return None


def after(page: Page, cue: Cue) -> Range | None:
    """The subject that stands after its verb."""
    end = page.parsed.sentence(cue.head)[1]
    i = page.skip(cue.stop, end)
    if i < end and page.low[i] == "," and i + 1 < end:
        j = page.skip(i + 1, end)
        i = j + 1 if j > i + 1 and j < end and page.low[j] == "," else i
    stop = page.phrase_stop(i, end) if i < end else i
    if stop > i and page.low[i] not in ("qui", "que", "dont"):
        return i, _apposition(page, stop, end)
    return _child(page, cue)


def _child(page: Page, cue: Cue) -> Range | None:
    """The parse's own idea of what follows the verb without a preposition."""
    for child in page.parsed.doc[cue.head].rights:
        bare = child.pos_ in NOMINAL and not any(c.dep_ == "case" for c in child.children)
        if bare and child.dep_ in _AFTER and not page.timed[child.i]:
            return around(page, child)
    return None


def _apposition(page: Page, stop: int, end: int) -> int:
    """Past a name in apposition: "le porte-parole du Kremlin, Dmitri Peskov"."""
    if stop + 1 < end and page.low[stop] == "," and page.pos[stop + 1] == "PROPN" and not page.timed[stop + 1]:
        after_name = page.phrase_stop(stop + 1, end)
        if after_name >= end or page.low[after_name] in (",", ".", "(", "»", ";", "qui"):
            return after_name
    return stop


def around(page: Page, token: Token, limit: int | None = None) -> Range:
    """The noun phrase whose head is this token, up to ``limit``."""
    first, end = page.parsed.sentence(token.i)
    end = min(end, limit or end)
    i = token.i
    while i > first and (
        page.pos[i - 1] in ("DET", "ADJ", "NUM", "PROPN")
        or page.low[i - 1] in words("determiner")
        or page.low[i - 1] == "-"
    ):
        if page.timed[i - 1]:
            break
        i -= 1
    if i > first and page.pos[i - 1] == "NOUN" and page.pos[i] in ("ADJ", "PROPN"):
        return around(page, page.parsed.doc[i - 1], limit)
    if i - 1 > first and page.low[i - 1] == "et" and token.dep_.startswith("nsubj"):
        before_and = page.who.at(i - 2)
        i = before_and.first if before_and and before_and.form != "pronoun" else i
    stop = max(page.phrase_stop(i, end), token.i + 1)
    return i, _apposition(page, stop, end)


def before(page: Page, cue: Cue) -> Range | None:
    """The subject that stands before its verb."""
    subject = _parsed_subject(page.parsed.doc[cue.head], cue.first)
    if subject is None and cue.finite != cue.head:
        subject = _parsed_subject(page.parsed.doc[cue.finite], cue.first)
    nearest = _adjacent(page, cue.first)
    if nearest is not None and (subject is None or page.pos[nearest[0]] == "PRON"):
        return nearest
    if subject is None:
        return _first_subject(page, cue)
    if subject.lower_ in ("qui", "que", "qu'", "dont"):
        return antecedent(page, subject.i)
    return around(page, subject, cue.first)


def _parsed_subject(verb: Token, limit: int) -> Token | None:
    for _ in range(_CLIMB):
        found = [c for c in verb.children if c.dep_ in _SUBJECT and c.i < limit and c.pos_ != "ADV"]
        if found:
            return found[-1]
        if verb.dep_ not in ("conj", "xcomp", "aux:tense", "aux", "cop", "aux:pass") or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _adjacent(page: Page, i: int) -> Range | None:
    """A pronoun or "qui" right before the verb group."""
    k = i - 1
    first = page.parsed.sentence(i)[0] if i < len(page.low) else 0
    while k >= first and (page.pos[k] == "ADV" or (page.low[k] in words("filler") and page.pos[k] != "PRON")):
        k -= 1
    if k < first:
        return None
    if page.low[k] == "qui":
        return antecedent(page, k)
    if page.low[k] in words("subject_pronoun"):
        return k, k + 1
    return None


def antecedent(page: Page, relative: int) -> Range | None:
    """The noun phrase before "qui"."""
    first = page.parsed.sentence(relative)[0]
    k = relative - 1
    while k >= first and (page.low[k] in (",", "pour", "selon", "»", ")") or page.pos[k] in ("ADV", "PUNCT", "ADP")):
        k -= 1
    if k < first:
        return None
    head = page.parsed.doc[relative].head
    for _ in range(3):
        if head.dep_ in ("acl:relcl", "acl") and head.head.i < relative:
            return around(page, head.head)
        head = head.head
    i = k
    while i > first and (page.pos[i - 1] in ("DET", "ADJ", "PROPN", "NUM", "NOUN") or page.low[i - 1] in words("of")):
        i -= 1
    while i < k and page.low[i] in words("of") and page.low[i] != "des":
        i += 1
    return i, k + 1


def _first_subject(page: Page, cue: Cue) -> Range | None:
    """The nearest subject before the verb, else the phrase that begins the sentence."""
    first, _end = page.parsed.sentence(cue.head)
    for i in range(cue.first - 1, first - 1, -1):
        if page.parsed.doc[i].dep_ in _SUBJECT and page.pos[i] in NOMINAL and not page.timed[i]:
            if page.low[i] == "qui":
                return antecedent(page, i)
            return around(page, page.parsed.doc[i])
    for mention in reversed(page.who.within(first, cue.first)):
        if mention.form in ("name", "description") and page.pos[max(first, mention.first - 1)] != "ADP":
            return mention.first, mention.stop
    i = page.skip(first, cue.first)
    if i < cue.first and page.low[i] == ",":
        i += 1
    stop = page.phrase_stop(i, cue.first)
    return (i, stop) if stop > i else None


def above(page: Page, cue: Cue) -> Range | None:
    """The subject of the verb that a participle or an infinitive hangs on."""
    verb = page.parsed.doc[cue.head]
    if cue.first == page.parsed.sentence(cue.head)[0]:
        return _after_comma(page, cue)
    for _ in range(_CLIMB):
        noun = verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN") and verb.head.i < cue.first
        if noun and page.low[cue.first - 1] != ",":
            return around(page, verb.head)
        if verb.head.i == verb.i:
            break
        verb = verb.head
        subject = _parsed_subject(verb, len(page.low))
        if subject is not None and subject.lower_ not in ("qui", "que", "-t"):
            return around(page, subject)
        if subject is not None and subject.lower_ == "qui":
            return antecedent(page, subject.i)
    first, end = page.parsed.sentence(cue.head)
    for i in range(first, end):
        if page.parsed.doc[i].dep_ in _SUBJECT and page.pos[i] in NOMINAL:
            return around(page, page.parsed.doc[i])
    return None


def _after_comma(page: Page, cue: Cue) -> Range | None:
    """The subject of the main clause after a participle that begins the sentence: "Ajoutant que …, le ministre a …"."""
    end = page.parsed.sentence(cue.head)[1]
    subject = main_subject(page, cue.stop, end)
    return around(page, page.parsed.doc[subject]) if subject is not None else None


def before_colon(page: Page, colon: int) -> Range | None:
    """Who speaks in "Le ministre : « … »" and "Le ministre est formel : « … »": the subject, or all there is."""
    first = page.parsed.sentence(colon)[0]
    for i in range(first, colon):
        if page.parsed.doc[i].dep_.startswith("nsubj") and page.pos[i] in NOMINAL and page.low[i] != "qui":
            return around(page, page.parsed.doc[i], colon)
    stop = page.phrase_stop(first, colon)
    return (first, stop) if stop == colon else None


def main_subject(page: Page, start: int, end: int) -> int | None:
    """The first subject right after a comma whose verb is finite and in no subordinate clause."""
    for i in range(start, end):
        token = page.parsed.doc[i]
        if token.dep_.startswith("nsubj") and page.pos[i] in NOMINAL and token.lower_ not in ("qui", "que", "qu'"):
            left = min(token.left_edge.i, i)
            if page.low[left - 1] == "," and page.inside[i] == page.inside[start - 1] and token.head.i > i:
                return i
    return None


# Kinds


def kind(page: Page, source: Range) -> SourceKind | None:
    """What kind of source a noun phrase names, by its head and article; None for a pronoun."""
    first, stop = source
    low = page.low[first:stop]
    if stop - first == 1 and low[0] in words("pronoun"):
        return None
    heads = speakers()
    head = next((w for w in low if w in heads), None)
    named = _has_name(page, source)
    if head is None:
        capital = any(page.parsed.doc[k].text[0].isupper() for k in range(first, stop) if page.pos[k] != "DET")
        plural = low[0] in words("plural")
        if named or not (capital or plural):
            return "anonymous" if low[0] in ("un", "une") and not named else "named"
        return "institution" if capital else "other"
    found = heads[head]
    if found != "named" and found != "anonymous":
        return found
    if low[0] in words("plural"):
        return "named" if _has_name(page, source) else "anonymous"
    if _has_name(page, source):
        return "named"
    if low[0] in ("un", "une") or (low[0] in ("l'", "d'") and low[1:2] == ["un"]):
        return "anonymous"
    return found


def _has_name(page: Page, source: Range) -> bool:
    """A person's name: two capitalized words that are no title, or a civility and one."""
    run = 0
    first = source[0]
    for i in range(*source):
        if page.low[i] in words("of") and i + 1 < source[1] and page.parsed.doc[i + 1].text[0].isupper():
            first = i + 2
    for i in range(first, source[1]):
        text = page.parsed.doc[i].text
        if (
            text[0].isupper()
            and page.low[i] not in words("determiner")
            and page.pos[i] in ("PROPN", "NOUN", "ADJ", "X")
        ):
            run += 1
            if run >= 2 and not text.isupper() and page.low[i] not in speakers():
                return True
        else:
            run = 0
    return any(page.low[i] in words("civility") for i in range(*source))
