"""Where reported words end: at another cue, at a clause that leaves them, at the end of their quotation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pourparlers.reading.attributions.circumstances import before_occasion
from pourparlers.reading.attributions.cue import Cue
from pourparlers.reading.attributions.lists import begins_item, enumerates, superlative, verb_follows
from pourparlers.reading.attributions.order import goes_on, is_incise, only_relative
from pourparlers.reading.attributions.page import Page, words
from pourparlers.reading.attributions.sources import main_subject
from pourparlers.reading.tokens import Token

Range = tuple[int, int]
_TENSES = ("ait", "aient", "ra", "ront")  # endings of what is told in a tense of its own after "a dit que"
_ASIDE = 6  # tokens of an aside that cuts a noun phrase
_FAR = 20  # tokens of an aside between the commas of a clause


@dataclass(frozen=True, slots=True)
class Around:
    """The cues of an article, for where a content must end."""

    cues: Sequence[Cue]
    firsts: Sequence[int]

    @classmethod
    def of(cls, cues: Sequence[Cue]) -> Around:
        """Index cues by their first token."""
        return cls(cues, [c.first for c in cues])

    def between(self, first: int, stop: int) -> Sequence[Cue]:
        """The cues that begin in a range."""
        return self.cues[bisect_left(self.firsts, first) : bisect_left(self.firsts, stop)]


def clause_stop(page: Page, start: int, cue: Cue, around: Around) -> int:
    """Past the last token of a reported clause that begins at ``start``."""
    end = past_quotation(page, cue, page.parsed.sentence(cue.head)[1])
    if page.inside[cue.head] >= 0:
        end = min(end, page.quotes[page.inside[cue.head]].stop)
    for other in around.between(start, end):
        waits = page.low[start - 1] in ("que", "qu'") and _lacks_verb(page, start, other.first)
        if other.head != cue.head and not (waits and other.kind == "finite") and _cuts(page, other, cue):
            end = min(end, _before_link(page, start, other))
            break
    end = _before_main_clause(page, start, end, cue)
    if cue.kind != "phrase":
        end = before_occasion(page, start, end, clause=True)
    second = _second_verb(page, start, end, cue)
    end = end if second is None else second
    for i in range(start, end):
        if page.inside[i] >= 0 and page.inside[i] != page.inside[cue.head]:
            continue
        if i > start and (page.low[i] == ";" or (page.low[i] == ":" and not _spelt_out(page, i, end, cue, around))):
            end = i
            break
        if page.low[i] == "," and i + 1 < end and (_leaves(page, i, end, cue) or _resumes(page, start, i, end, cue)):
            end = i
            break
        if page.low[i] == "," and i > start and _another_speaks(page, i + 1, end, cue, around):
            end = i
            break
        if page.low[i] == "," and takes_up(page, i + 1, end) and not _verb_after_aside(page, start, i, end):
            end = i
            break
    return trim(page, start, end)[1]


def _before_link(page: Page, start: int, other: Cue) -> int:
    """Before a cue that ends a clause, and before its "avant de": "dit qu'il viendra avant d'ajouter"."""
    k = other.first
    if other.kind == "infinitive" and page.low[k - 1] in words("of") and "avant" in page.low[max(start, k - 3) : k]:
        k = next(j for j in range(k - 1, start - 1, -1) if page.low[j] == "avant")
    return k


def _lacks_verb(page: Page, start: int, stop: int) -> bool:
    """Has a clause no verb yet but those of relative clauses: "que l'accord, qu'Oslo a signé, | prévoit …"?"""
    if not page.has_finite(start, stop) or only_relative(page, start, stop):
        return True
    first = start
    for k in range(start, stop + 1):
        if k == stop or (page.low[k] == "," and page.inside[k] == page.inside[start]):
            if page.has_finite(first, k) and words("relative_clause").isdisjoint(page.low[first : first + 2]):
                return False
            first = k + 1
    return True


def _second_verb(page: Page, start: int, end: int, cue: Cue) -> int | None:
    """Where who speaks goes on to do something: "a dit que le vote aurait lieu | et a quitté la salle"."""
    if cue.kind == "gerund":
        joined = (k for k in range(start, end - 1) if page.low[k] == "et" and page.inside[k] == page.inside[cue.head])
        return next((k for k in joined if page.low[k + 1].endswith("ant") and page.pos[k + 1] == "VERB"), None)
    told = cue.kind == "finite" and cue.finite != cue.head and page.low[cue.finite] in words("perfect")
    verb = next((k for k in range(start, end) if page.is_finite(k)), None) if told else None
    if (
        verb is None
        or not page.low[verb].endswith(_TENSES)
        or {"que", "qu'"}.isdisjoint(page.low[start - 1 : start + 3])
    ):
        return None
    compound = page.low[verb] in words("avoir") | words("être") and page.verb_form(page.skip(verb + 1, end)) == "Part"
    for k in range(verb + 1, end - 2):
        if page.low[k] not in ("et", "puis") or page.inside[k] != page.inside[cue.head]:
            continue
        i = k + 1
        while i < end and (page.low[i] in ("se", "s'", "n'", "l'", "y", "lui", "leur") or page.pos[i] == "ADV"):
            i += 1
        last = next((j for j in range(k - 1, verb, -1) if page.is_finite(j)), verb)
        if page.low[last] in words("perfect") and page.verb_form(page.skip(last + 1, end)) == "Part":
            continue  # "… à la réunion qui a débuté lundi et s'est achevée mardi"
        alike = page.low[i] in words("perfect") and page.low[i].endswith("nt") == page.low[cue.finite].endswith("nt")
        if alike and page.verb_form(page.skip(i + 1, end)) == "Part":
            return k
        if not compound and i == k + 1 and page.verb_form(i) == "Part" and page.low[i].endswith(("é", "i", "u", "it")):
            return k
    return None


def _another_speaks(page: Page, i: int, end: int, cue: Cue, around: Around) -> bool:
    """Does a clause of another speaker follow a comma: "…, mais le syndicat redoute que …"?"""
    if cue.kind == "phrase" or page.low[i] not in ("mais", "et", "or") or not own_clause(page, i + 1, end):
        return False
    que = not {"que", "qu'"}.isdisjoint(page.low[cue.stop : i])
    if page.low[i] == "et" and que and _lacks_verb(page, cue.stop, i - 1):
        return False  # "dit que le ministre, Jan Rossi, et le roi ont annoncé …": they have the one verb
    verb = next((k for k in range(i + 1, end) if page.is_finite(k)), end)
    near = [c for c in around.between(i + 1, end) if c.finite == verb and c.kind == "finite"]
    return bool(near) and page.speaks(i + 1, near[0].first) and page.inside[i] == page.inside[cue.head]


def takes_up(page: Page, i: int, stop: int) -> bool:
    """Does a noun after a comma take up the whole clause before it: "…, une idée qu'Oslo rejette"?"""
    if page.low[i] not in ("un", "une", "des"):
        return False
    if page.low[i + 1] in words("claim") and page.pos[i + 2] in ("ADJ", "VERB") and not page.is_finite(i + 2):
        return True  # "…, un bilan impossible à vérifier"
    return page.low[i] != "des" and not words("relative_clause").isdisjoint(page.low[i + 2 : min(i + 6, stop)])


def _verb_after_aside(page: Page, start: int, comma: int, end: int) -> bool:
    """Does the verb of the clause stand past a second comma: "que l'accord, un texte qu'Oslo rejette, sera …"?"""
    if page.has_finite(start, comma):
        return False
    return any(page.low[k] == "," and page.is_finite(k + 1) for k in range(comma + 1, end - 1))


def past_quotation(page: Page, cue: Cue, end: int) -> int:
    """Past the quotation that a sentence of a cue ends in: "dit que « rien [...] ne presse »" is one clause."""
    home = page.inside[end - 1] if end - 1 > cue.head else -1
    left_out = any(w.endswith(("...", "…", "]")) for w in page.low[end - 3 : end])
    if home < 0 or home == page.inside[cue.head] or not left_out:
        return end
    quote = page.quotes[home]
    return quote.closing + 1 if quote.opening > cue.head and quote.closing >= end else end


def _spelt_out(page: Page, colon: int, end: int, cue: Cue, around: Around) -> bool:
    """Do the words after a colon say the same at length, as a list or a reason, rather than quote somebody?"""
    address = page.low[colon + 1].startswith(("http", "www"))
    pronoun = cue.kind != "phrase" and page.low[colon + 1] in words("subject_pronoun")
    if pronoun and any(c.has("incise") and c.kind == "finite" for c in around.between(colon + 2, colon + 3)):
        return False  # "nie avoir menti : il dit avoir …"
    return not address and not any(page.opened_at(i) for i in range(colon + 1, min(end, colon + 3)))


def _resumes(page: Page, start: int, comma: int, end: int, cue: Cue) -> bool:
    """Does the main clause go on after a comma: "Rome, qui dit que le vote est libre, a envoyé …"?"""
    k = cue.first - 1
    while k > 0 and page.pos[k] == "ADV":
        k -= 1
    bare = cue.kind == "passive" and cue.finite == cue.head  # "Oslo, accusé par Rome de mentir, a assuré que …"
    relative = page.low[k] == "qui" and k > page.parsed.sentence(k)[0]
    if not bare and (not relative or not page.has_finite(start, comma)):
        return False
    i = comma + 1
    while i < end and (page.low[i] in words("clitic") or page.low[i] in words("negation")):
        i += 1
    return i < end and (page.is_finite(i) or own_clause(page, i, end))


def _before_main_clause(page: Page, start: int, end: int, cue: Cue) -> int:
    """Where the main clause begins, if the cue stands in one before it: "Ajoutant que …, le ministre a …"."""
    if cue.kind == "phrase":
        return end
    if cue.kind != "finite" and cue.first == page.parsed.sentence(cue.head)[0]:
        subject = main_subject(page, start, end)
        return page.parsed.doc[subject].left_edge.i - 1 if subject is not None else end
    if _subordinate(page, cue):
        return next((i for i in range(start + 1, end) if page.low[i] == "," and own_clause(page, i + 1, end)), end)
    top = page.parsed.doc[cue.head]
    while top.head.i != top.i:
        if top.dep_ in ("ccomp", "conj", "parataxis", "acl", "acl:relcl"):
            return end
        top = top.head
    if not start < top.i < end or top.i == cue.head or page.inside[top.i] != page.inside[cue.head]:
        return end
    left = min([top.i, *(c.left_edge.i for c in top.children if c.dep_.startswith("nsubj") and c.i > start)])
    comma = next((i for i in range(left, start, -1) if page.low[i] == ","), None)
    waits = comma is not None and page.low[start - 1] in ("que", "qu'") and _lacks_verb(page, start, comma)
    return comma if comma is not None and not waits else end


def _subordinate(page: Page, cue: Cue) -> bool:
    """Does the cue stand in a clause before the main one: "Si Rome a dit que …, elle a …", "a beau dire que …, il"?"""
    if "beau" in page.low[cue.first : cue.head] and "jeu" not in page.low[cue.first : cue.head]:
        return True
    i = page.parsed.sentence(cue.head)[0]
    while page.low[i] in words("lead") and i < cue.first:
        i += 1
    if any(page.low[k] in ("quand", "lorsque", "lorsqu'") for k in range(max(i, cue.first - _ASIDE), cue.first)):
        return True
    first = page.low[i] in words("subordinator") and not (page.low[i] == "alors" and page.low[i + 1] != "que")
    return first and not any(page.low[k] == "," and own_clause(page, k + 1, cue.head) for k in range(i, cue.first))


def own_clause(page: Page, i: int, end: int) -> bool:
    """Does a clause with a subject and a finite verb of its own begin at this token?"""
    if page.low[i] in words("subject_pronoun"):
        k = i + 1
    else:
        k = page.phrase_stop(i, end)
        if k == i or page.low[k - 1] in words("pronoun") or page.low[i] in words("relative_clause"):
            return False
    while k < end and (
        page.low[k] in words("clitic") or page.low[k] in words("negation") or page.pos[k] == "ADV" or page.timed[k]
    ):
        k += 1
    return k < end and page.inside[k] == page.inside[i] and page.is_finite(k)


def bare_stop(page: Page, start: int, cue: Cue, around: Around) -> int:
    """Past an infinitive content: before the next finite verb that no relative or conjunction of its own brings."""
    end = clause_stop(page, start, cue, around)
    for i in range(start + 1, end):
        if page.inside[i] != page.inside[start]:
            continue
        if page.low[i] in words("deeper"):
            return end
        if page.low[i] not in (",", "et", "mais"):
            continue
        if own_clause(page, i + 1, end) or (page.low[i] != "," and verb_follows(page, i + 1, end, cue.head)):
            return i
    return end


def _cuts(page: Page, other: Cue, cue: Cue) -> bool:
    """Does another cue end the clause that this one reports?"""
    if page.inside[other.head] != page.inside[cue.head]:
        return False
    before = page.low[other.first - 1] if other.first else ""
    if other.kind == "gerund":
        return before in (",", "»", "tout", ")") or page.low[other.first] == "en"
    if other.kind == "infinitive":
        return True
    if other.kind == "phrase":
        end = page.parsed.sentence(other.head)[1]
        source = page.phrase_stop(other.stop, end)
        amid = page.low[source] == "," and page.low[source + 1] not in words("relative_clause") | words("turn")
        return before == "," and cue.kind != "phrase" and not amid and not page.has_finite(other.stop, end)
    if other.kind == "finite":
        if is_incise(page, other):
            return True
        if before == "qui" and page.low[other.first - 2] == "," and cue.kind != "phrase":
            end = page.parsed.sentence(other.head)[1]  # "a nié avoir menti au roi, qui s'est dit …"
            return not any(page.low[k] == "," and goes_on(page, k + 1, end) for k in range(other.stop, end))
        if before in ("et", "mais", ",", "puis") and cue.kind == "finite" and not is_incise(page, cue):
            token = page.parsed.doc[other.head]
            if any(c.dep_.startswith("nsubj") and c.i > cue.head for c in token.children):
                return False
            elided = other.finite == other.head and not page.is_finite(other.head)
            alike = (cue.finite == cue.head) == (other.finite == other.head) and (
                other.has("que", "request", "de") or other.reflexive
            )
            return elided or alike or (token.dep_ == "conj" and token.head.i == cue.head) or before == ","
    return False


def _leaves(page: Page, comma: int, end: int, cue: Cue) -> bool:
    """Does what follows a comma leave the reported clause, and not only stand between two commas in it?"""
    kept = cue.kind == "phrase" and page.low[comma + 1] in ("sans", "avant", "tout", "puis", "après")
    if kept or not _breaks(page, comma + 1, end) or is_incise(page, cue):
        return False  # after "selon X" who did it is no speaker
    closing = next((k for k in range(comma + 2, min(end, comma + _FAR)) if page.low[k] == ","), None)
    if closing is None or page.has_finite(comma + 1, closing):
        return True
    waits = page.pos[comma - 1] in ("VERB", "AUX")  # "avoir hissé, lors du défilé, un drapeau"
    return not (waits or page.low[closing + 1] in ("que", "qu'"))


def _breaks(page: Page, i: int, end: int) -> bool:
    """Does what follows a comma leave the reported clause: "tandis que", "tout en", "avant de"?"""
    if page.low[i] in ("tandis", "alors") and i + 1 < end:
        return page.low[i + 1] in ("que", "qu'", "même")
    if page.low[i] == "puis" and i + 1 < end and page.verb_form(i + 1) in ("Inf", "Part"):
        return False  # "doit arriver jeudi, puis repartir"
    if page.low[i] in words("break") or any(" ".join(page.low[i : i + n]) in words("break_phrase") for n in (2, 3)):
        return True
    if page.low[i] == "sans" and i + 1 < end:
        verb = i + 2 if page.low[i + 1] in words("clitic") else i + 1
        return page.is_infinitive(verb) or page.pos[i + 1] == "ADV"
    if page.low[i] == "avant" and i + 1 < end:
        return page.low[i + 1] in ("de", "d'")
    return page.low[i] == "tout" and page.low[i + 1 : i + 2] == ["en"]


def trim(page: Page, first: int, stop: int) -> Range:
    """A range without punctuation and loose conjunctions at its ends; an only quotation without its marks."""
    while first < stop and (page.low[first] in (",", ";", ":", "-", "–", "—", ".", ")") or page.low[first] == "»"):
        first += 1
    while stop > first and (
        page.low[stop - 1] in (",", ";", ":", "-", "–", "—", "(", "et", "en", "mais", "«", ".")
        or (page.low[stop - 1] == "tout" and page.low[stop : stop + 1] not in ([], ["."], [","], ["»"]))
    ):
        stop -= 1
    quote = page.opened_at(first)
    if quote and quote.closing == stop - 1 and quote.closing == quote.stop:
        return quote.first, quote.stop
    if quote and quote.closing >= stop:
        return first + 1, stop
    if quote is None and page.low[stop - 1 : stop] == ["»"]:
        closed = page.closed_at(stop - 1)
        if closed and closed.opening < first:
            return first, stop - 1
    return first, stop


def noun_stop(page: Page, start: int, cue: Cue, around: Around) -> int:
    """Past what is reported without a verb of its own: before where it was said, before a colon and a new clause."""
    stop = before_occasion(page, start, clause_stop(page, start, cue, around), clause=False)
    contrast = (i for i in range(start + 1, stop - 1) if page.low[i] in ("alors", "tandis") and page.inside[i] < 0)
    stop = next((i for i in contrast if page.low[i + 1] in ("que", "qu'")), stop)
    colon = next(
        (i for i in range(start, stop) if page.low[i] == ":" and page.inside[i] == page.inside[cue.head]), stop
    )
    return colon if page.has_finite(colon, stop) else stop


def phrase_end(page: Page, start: int, cue: Cue, around: Around) -> int:
    """Past a nominal content: up to a comma that closes it, at most the end of the clause."""
    end = noun_stop(page, start, cue, around)
    for i in range(start, end):
        if page.inside[i] >= 0 and page.inside[i] != page.inside[cue.head]:
            continue
        if i > start and page.low[i] == "," and not _goes_on(page, start, i, end, cue):
            return i
        if i > start and page.low[i : i + 2] == [",", "qui"]:
            return end
        if i > start and page.low[i] == "avant" and page.low[i + 1] in ("de", "d'"):
            k = i + 3 if page.low[i + 2] in words("clitic") else i + 2
            if page.is_infinitive(k):
                return i
        if i > start and page.low[i] in ("et", "mais") and i + 1 < end:
            second = (
                cue.finite != cue.head and page.verb_form(i + 1) == "Part" and page.low[i + 2] in words("determiner")
            )
            if second or verb_follows(page, i + 1, end, cue.head):
                return i
    return end


def _bracketed(page: Page, start: int, i: int) -> bool:
    """Does a token stand in brackets that open after ``start``?"""
    last = next((k for k in range(i, start, -1) if page.low[k] in ("(", ")")), start)
    return page.low[last] == "("


def _goes_on(page: Page, start: int, comma: int, end: int, cue: Cue) -> bool:
    """Does a noun phrase that begins at ``start`` go on after a comma, with more of its kind or about it?"""
    i = comma + 1
    if _bracketed(page, start, comma):
        return True
    k = i
    while k < end and (page.timed[k] or page.low[k] in ("le", "ce")):
        k += 1
    if i < k < end and page.low[k] == ",":
        return True
    closing = next((j for j in range(i, min(end, i + _ASIDE)) if page.low[j] == ","), None)
    if closing and page.low[closing + 1] in words("of") and not page.has_finite(i, closing):
        return not (
            page.low[start - 1] in words("of") and page.phrase_stop(i, end) == closing and page.speaks(i, closing)
        )
    if page.low[i] == "mais" and begins_item(page, i + 1, end):
        closing = next((j for j in range(i, end) if page.low[j] == "," and page.inside[j] == page.inside[comma]), end)
        return not any(page.is_finite(j) and page.inside[j] == page.inside[comma] for j in range(i, closing))
    if page.low[i] in words("article") and page.low[i + 1] in words("label"):
        return False
    if page.low[i] in words("detail") or " ".join(page.low[i : i + 2]) in words("detail"):
        return True
    if page.low[i] == "et" and page.low[i + 1] in ("qui", "dont"):
        return True
    if page.pos[comma - 1] == page.pos[i] == "ADJ" and page.low[i + 1] in (",", "et", "ou"):
        return True  # "des ressortissants grecs, turcs et chypriotes"
    dont = page.low[i] == "dont" and not page.has_finite(i, min(end, i + 6))
    if dont or page.low[i] in ("qui", "laquelle", "lequel"):
        return True
    while k < end and page.pos[k] == "ADV":
        k += 1
    if page.verb_form(k) == "Part" and not page.low[k].endswith("ant"):
        head = page.parsed.doc[k].head.i
        return start <= head < comma or (head == cue.head and _agrees(page, start, k, cue))
    if page.low[i] in ("et", "ou") and (verb_follows(page, i + 1, end, -1) or page.verb_form(i + 1) == "Part"):
        return False
    if page.low[i] in ("«", "et", "à", "de", "d'", "des") and not page.has_finite(i, min(end, i + 3)):
        return True
    before = sum(page.low[k] == "," and page.inside[k] == page.inside[comma] for k in range(start, comma))
    return superlative(page, i) or enumerates(page, comma, end, before + 1)


def _agrees(page: Page, start: int, participle: int, cue: Cue) -> bool:
    """Does a participle after a comma belong to what is said, by its gender and number, and not to who says it?"""
    if cue.kind == "gerund":
        return True
    form = _form(page.parsed.doc[participle])
    nouns = [page.parsed.doc[i] for i in range(start, participle) if page.pos[i] in ("NOUN", "PROPN")]
    subject = next((c for c in page.parsed.doc[cue.head].children if c.dep_.startswith("nsubj")), None)
    return any(_form(noun) == form for noun in nouns) and subject is not None and _form(subject) != form


def _form(token: Token) -> tuple[str, str]:
    """Gender and number, as far as the tagger tells."""
    return "".join(token.morph.get("Gender") or ()), "".join(token.morph.get("Number") or ())
