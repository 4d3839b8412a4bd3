"""What is said after a cue, by the frames of its row: a clause, an infinitive, a quotation, an object, an attribute."""

from __future__ import annotations

from collections.abc import Callable

from pourparlers.reading.attributions.circumstances import before_occasion
from pourparlers.reading.attributions.cue import Cue
from pourparlers.reading.attributions.extent import Around, Range, bare_stop, clause_stop, noun_stop, phrase_end, trim
from pourparlers.reading.attributions.order import is_incise
from pourparlers.reading.attributions.page import Page, Quoted, words

Contents = list[Range]
Finder = Callable[[Page, Cue, int, int, Around], list[Range]]
_FAR = 25


def after(page: Page, cue: Cue, around: Around) -> Contents:
    """The words after the cue, by the first frame of its row that fits."""
    end = page.parsed.sentence(cue.head)[1]
    i = cue.stop if _at_once(page, cue) else _past_aside(page, page.skip(cue.stop, end), end)
    if page.inside[cue.head] >= 0 and not (cue.has("que") and cue.has("incise")):
        return []
    finders: tuple[Finder, ...] = (
        _infinitive,
        _clause,
        _colon,
        _prepositional,
        _quotation,
        _framed,
        _attribute,
        _nominal,
    )
    if page.inside[cue.head] >= 0:
        finders = (_infinitive, _clause, _inner)
    elif cue.kind == "infinitive":
        finders = (_clause, _colon, _quotation)
    for finder in finders:
        found = finder(page, cue, i, end, around)
        if found:
            return found
    return []


def _at_once(page: Page, cue: Cue) -> bool:
    """Does what looks like a circumstance begin what is said: "évoque de longs retards", "estime à 300 le nombre"?"""
    if cue.has("object", "reproche") and page.low[cue.stop] in ("de", "d'"):
        return page.pos[cue.stop + 1] == "ADJ"
    return cue.has("attribute") and _measured(page, cue.stop)


def _measured(page: Page, i: int) -> bool:
    return page.low[i] == "à" and page.low[i + 1][:1].isdigit()


def _past_aside(page: Page, i: int, end: int) -> int:
    """Past a circumstance between commas: "a affirmé, jeudi à Oslo, que …", "estime, dans un rapport de mai, que …"."""
    if i + 1 >= end or page.low[i] != ",":
        return i
    j = page.skip(i + 1, end)
    if i + 1 < j < end and page.low[j] == ",":
        return j + 1
    if page.low[i + 1] not in words("circumstance") and page.low[i + 1] not in ("selon", "d'après"):
        return i
    for k in range(i + 2, min(end, i + _FAR)):
        if page.low[k] == ",":
            return page.skip(k + 1, end)
        if page.is_finite(k) or page.low[k] in ("«", ":", ";"):
            break
    return i


def _clause(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """ "que …", also after a circumstance or an addressee; "si", "pourquoi", "comment" right after."""
    if not cue.has("que", "si"):
        return []
    stop = min(end, cue.stop + _FAR)
    others = [c.first for c in around.between(cue.stop, stop) if c.kind in ("gerund", "finite", "infinitive")]
    stop = min([stop, *others])
    for k in range(cue.stop, stop):
        asked = page.low[k - 2 : k] == ["à", "ce"] and all(page.pos[j] == "ADV" for j in range(cue.stop, k - 2))
        if page.low[k] in ("que", "qu'") and (asked or _own_que(page, cue, i, k)):
            return _with_sequel(page, k + 1, cue, around)
        own = page.inside[k] == page.inside[cue.head] and k > cue.stop
        told = (
            page.low[k : k + 2] == ["»", ","] and page.opened_at(i) is not None
        )  # "dénonce « un cirque », mots que …"
        if told or page.low[k] in (";", ":") or (own and page.is_finite(k)):
            break
    if i < end and page.low[i] in words("question"):
        return [trim(page, i, clause_stop(page, i, cue, around))]
    return []


def _own_que(page: Page, cue: Cue, i: int, k: int) -> bool:
    """Does "que" begin what is said, rather than a relative clause ("demande une aide que …") or "avant que"?"""
    before = page.low[k - 1]
    object_told = {"l'", "le", "la", "les"}.intersection(page.low[cue.first : cue.head])
    adverb = before in words("adverb_before_que") and page.skip(cue.stop, k) == k and not object_told
    if (
        before in words("before_other_que")
        and not adverb
        and before not in cue.prepositions("prep") + cue.prepositions("prep-quoted")
    ):
        return False
    quote = page.opened_at(i)
    if quote is not None and quote.closing < k - 1 and page.pos[k - 1] in ("NOUN", "PROPN", "ADJ"):
        return False  # "juge « absurde » le motif que …"
    if page.low[i] in ("de", "d'") and cue.has("request") and _infinitive_at(page, i + 1, k):
        return False  # "demande de livrer l'aide que …"
    stop = page.phrase_stop(i, k) if i < k else i
    if stop == i or cue.has("someone") or cue.clitic is not None:
        return True
    head = next((j for j in range(i, stop) if page.pos[j] not in ("DET", "ADJ", "NUM")), i)
    return page.speaks(head, head + 1)


def _with_sequel(page: Page, start: int, cue: Cue, around: Around) -> Contents:
    """A clause, its quotation where it is nothing else, and a quotation that goes on after a colon."""
    end = page.parsed.sentence(cue.head)[1]
    quote = page.opened_at(start)
    if quote is not None and (quote.closing + 1 >= end or page.low[quote.closing + 1] in (".", ";", "«")):
        return [(quote.first, quote.stop)]
    stop = clause_stop(page, start, cue, around)
    out = [trim(page, start, stop)]
    if stop < end and page.low[stop] == ":":
        quote = page.opened_at(stop + 1)
        if quote is not None and not _cued_after(page, quote, around):
            out.append((quote.first, quote.stop))
    return [r for r in out if r[0] < r[1]]


def _cued_after(page: Page, quote: Quoted, around: Around) -> bool:
    """Does a cue of its own follow a quotation?"""
    near = around.between(quote.closing + 1, quote.closing + 4)
    return any(is_incise(page, c) or c.kind == "phrase" for c in near)


def _colon(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    if not cue.has("incise"):
        return []
    for k in range(cue.stop, end):
        if page.low[k] == ":" and page.inside[k] == page.inside[cue.head]:
            quote = page.opened_at(k + 1)
            if quote is not None:
                return [] if _cued_after(page, quote, around) else [(quote.first, quote.stop)]
            if k <= i + 1:
                return [trim(page, k + 1, clause_stop(page, k + 1, cue, around))]
            return []
        if (page.is_finite(k) and page.inside[k] == page.inside[cue.head]) or page.opened_at(k):
            return []
    return []


def _quotation(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """A quotation right after the cue."""
    quote = page.opened_at(i) if i < end else None
    if quote is None or _cued_after(page, quote, around):
        return []
    follows = quote.closing + 1
    if cue.has("object", "quoted") and follows + 1 < end and page.low[follows] in ("et", "ou", ","):
        joined = page.pos[follows + 1] == "DET" or page.low[follows + 1] in ("«", "à", "de", "d'")
        if joined and not page.has_finite(quote.first, quote.stop):
            return [trim(page, i, phrase_end(page, i, cue, around))]
    if follows >= end or page.low[follows] in (",", ".", ";", "et", "(", "avant", "en", ":"):
        return [(quote.first, quote.stop)]
    if page.has_finite(quote.first, quote.stop) or not cue.has("object", "quoted", "attribute"):
        return [(quote.first, quote.stop)]
    return [trim(page, i, phrase_end(page, i, cue, around))]


def _inner(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """A quotation inside a quotation: « Il m'a dit : "Partez." »."""
    found = _colon(page, cue, i, end, around) or _quotation(page, cue, i, end, around)
    return [r for r in found if page.inside[r[0]] not in (-1, page.inside[cue.head])]


def _infinitive(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    k = i
    linked = (cue.has("de") and page.low[k] in ("de", "d'")) or (cue.has("à") and page.low[k] == "à")
    if k < end and linked:
        k += 1
        if not _infinitive_at(page, k, end):
            return []
        return [trim(page, k, bare_stop(page, k, cue, around))]
    k = cue.stop
    while k < i and not _infinitive_at(page, k, end):
        k += 1
    if cue.has("inf") and _infinitive_at(page, k, end):
        return [trim(page, k, bare_stop(page, k, cue, around))]
    return []


def _infinitive_at(page: Page, k: int, end: int) -> bool:
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


def _framed(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """The frames with a name of their own in the table."""
    for frame, finder in _FRAMES.items():
        if cue.has(frame):
            found = finder(page, cue, i, end, around)
            if found:
                return found
    return []


def _accuse(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """What follows "de" after the one accused."""
    stop = min(end, cue.stop + _FAR)
    if page.low[cue.stop] in ("de", "d'") and not _infinitive_at(page, cue.stop + 1, end):
        return [trim(page, cue.stop + 1, phrase_end(page, cue.stop + 1, cue, around))]
    past = _past_relative(page, cue.stop, end)
    for k in range(past, min(end, past + _FAR)):
        if page.low[k] in ("de", "d'") and _infinitive_at(page, k + 1, end):
            return [trim(page, k + 1, _charged(page, k + 1, cue, around))]
        if page.is_finite(k):
            break
    for k in range(cue.stop, stop):
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
    for k in range(start, min(end, start + _FAR)):
        if page.is_finite(k):
            return start
        if page.low[k] == "," and words("relative_clause").intersection(page.low[k + 1 : k + 3]):
            return next((j + 1 for j in range(k + 1, end) if page.low[j] == ","), start)
    return start


def _reproach(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    found = _accuse(page, cue, i, end, around)
    if found and _infinitive_at(page, found[0][0], end):
        return found
    adjective = page.low[i] in ("de", "d'") and page.pos[i + 1] == "ADJ"
    if i < end and (page.pos[i] == "DET" or page.low[i] in words("determiner") or adjective):
        return [trim(page, i, phrase_end(page, i, cue, around))]
    return []


def _qualify(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    if i >= end:
        return []
    if page.low[cue.stop] in ("de", "d'", "comme"):
        i = cue.stop + 1
    quoted = any(page.low[k - 1] in words("of") and page.opened_at(k) for k in range(i, min(end, i + _FAR)))
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
    stop = clause_stop(page, cue.stop, cue, around)
    k = next((k for k in range(cue.stop, min(stop, cue.stop + _FAR)) if page.low[k] == "comme"), None)
    if k is None:
        return []
    if k == cue.stop or cue.kind == "passive":
        i = k + 1
        stop = next((j for j in range(i, stop) if page.low[j] == "par"), stop)
    return [trim(page, min(i, k + 1), min(stop, phrase_end(page, k + 1, cue, around)))]


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
    for k in range(cue.stop, min(end, cue.stop + _FAR)):
        if page.low[k] == "par":
            return [trim(page, k + 1, phrase_end(page, k + 1, cue, around))]
        if page.is_finite(k) or page.low[k] == ",":
            break
    return []


def _request(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """What somebody is asked to do, where it is quoted: "exhorte X à « partir »", "demande de partir « demain »"."""
    for k in range(cue.stop, min(end, cue.stop + _FAR)):
        if page.opened_at(k) is not None and k > cue.stop + 1 and page.low[k + 1] in ("à", "de", "d'"):
            return [trim(page, k, clause_stop(page, k, cue, around))]
        if page.low[k] in ("à", "de", "d'", "aux", "au") and (
            _infinitive_at(page, k + 1, end) or page.low[k + 1] == "«"
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


_FRAMES: dict[str, Finder] = {
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


def _prepositional(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """What follows the preposition that the row names."""
    k = i if page.low[cue.stop] == "," else cue.stop
    while k < end and (page.timed[k] or page.pos[k] == "ADV" or page.low[k] in words("filler")):
        k += 1
    k += next((n for n in (2, 3) if " ".join(page.low[k : k + n]) in words("adverbial")), 0)
    if cue.has("someone") and k < end and page.low[k] not in cue.prepositions("prep"):
        k = page.phrase_stop(k, end, full=False)
    if k >= end:
        return []
    word = {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}.get(page.low[k], page.low[k])
    start = k + 1
    if word in cue.prepositions("prep"):
        return [trim(page, start, phrase_end(page, start, cue, around))]
    if word in cue.prepositions("prep-quoted"):
        stop = phrase_end(page, start, cue, around)
        if any(page.opened_at(j) for j in range(start, stop)):
            return [trim(page, start, stop)]
    return []


def _attribute(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """ "se dit prêt à …", "juge prématurée la …", "juge la … prématurée"."""
    if not cue.has("attribute", "attribute-quoted") or i >= end or page.low[i] in (",", "."):
        return []
    stop = noun_stop(page, i, cue, around)
    stop = next((k for k in range(i, stop) if page.low[k : k + 2] == [",", "qui"]), stop)
    quote = page.opened_at(i)
    if quote is not None and page.low[quote.closing + 1] == ",":
        stop = min(stop, phrase_end(page, i, cue, around))
    if cue.has("attribute-quoted") and not any(page.opened_at(k) for k in range(i, stop)):
        return []
    if stop <= i or (page.low[i] in ("que", "qu'", "à", "de") and not _measured(page, i)):
        return []
    return [trim(page, i, stop)]


def _nominal(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """An object: any where the row says so, else one that holds quotation marks."""
    if i >= end or not cue.has("object", "quoted") or cue.kind == "passive":
        return []
    begins = page.pos[i] in ("DET", "NOUN", "PROPN", "ADJ", "NUM") or page.low[i] in words("determiner")
    if not begins and page.low[i] != "«" and not (page.low[i] in ("de", "d'") and page.pos[i + 1] == "ADJ"):
        return []
    stop = phrase_end(page, i, cue, around)
    noun = next((k for k in range(i, stop) if page.pos[k] not in ("DET", "ADJ", "NUM")), i)
    if page.low[noun] in words("message"):
        return []
    if (cue.has("object") and page.pos[noun] != "PROPN") or any(page.opened_at(k) for k in range(i, stop)):
        return [trim(page, i, stop)]
    return []
