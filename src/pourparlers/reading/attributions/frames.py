"""What is said after a cue, by the frames of its row: a clause, an infinitive, a quotation, an object, an attribute."""

from __future__ import annotations

from pourparlers.reading.attributions.cue import Cue
from pourparlers.reading.attributions.extent import Around, bare_stop, clause_stop, noun_stop, phrase_end, trim
from pourparlers.reading.attributions.order import is_incise
from pourparlers.reading.attributions.page import Page, Quoted, nouns, words
from pourparlers.reading.attributions.turns import FAR, FRAMES, Contents, Finder, infinitive_at

_ASIDE = 16  # tokens of a circumstance before a preposition


def after(page: Page, cue: Cue, around: Around) -> Contents:
    """The words after the cue, by the first frame of its row that fits."""
    end = page.parsed.sentence(cue.head)[1]
    i = cue.stop if _at_once(page, cue) else _past_aside(page, cue, page.skip(cue.stop, end), end)
    if cue.has("attribute"):
        i = next((k for k in range(cue.stop, i) if _predicative(page, k)), i)  # "se dit mardi à Oslo en faveur de …"
        i = next((k for k in range(cue.stop, i) if cue.reflexive and page.low[k] in words("disposed")), i)
        swallowed = cue.reflexive and cue.stop < i < end and page.pos[i - 1] == "ADJ"  # "… à la radio prêt à …"
        i -= swallowed and (page.low[i] in ("à", "de", "d'", "que", "qu'", "pour", "contre") or page.pos[i] == "PUNCT")
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
    for finder in finders:
        found = finder(page, cue, i, end, around)
        if cue.kind == "infinitive" and finder not in (_clause, _colon, _quotation):
            found = [r for r in found if any(page.opened_at(k) for k in range(r[0] - 1, r[1]))]
        if found:
            return found
    return []


def _at_once(page: Page, cue: Cue) -> bool:
    """Does what looks like a circumstance begin what is said: "évoque de longs retards", "estime à 300 le nombre"?"""
    if cue.has("object", "reproche") and page.low[cue.stop] in ("de", "d'"):
        return page.pos[cue.stop + 1] == "ADJ"
    return cue.has("attribute") and (_predicative(page, cue.stop) or _measured(page, cue.stop))


def _predicative(page: Page, i: int) -> bool:
    """Does a prepositional phrase that says how somebody is begin here: "se dit en faveur de …", "sous le choc"?"""
    return any(" ".join(page.low[i : i + n]) in words("attribute_phrase") for n in (2, 3))


def _measured(page: Page, i: int) -> bool:
    return page.low[i] == "à" and page.low[i + 1][:1].isdigit()


def _past_aside(page: Page, cue: Cue, i: int, end: int) -> int:
    """Past a circumstance between commas: "a affirmé, jeudi à Oslo, que …", "estime, dans un rapport de mai, que …"."""
    if i + 1 >= end or page.low[i] != ",":
        return i
    j = page.skip(i + 1, end)
    if i + 1 < j < end and page.low[j] == ",":
        return j + 1
    if i + 3 < end and page.low[i + 2] == "," and page.low[i + 1] != "«" and page.who.at(i + 1) is None:
        return i + 3  # "dénonçant, pêle-mêle, les arrestations"
    circumstance = page.low[i + 1] in words("circumstance") or page.low[i + 1] in ("selon", "d'après")
    for k in range(i + 2, min(end, i + FAR)):
        if page.low[k] == ",":
            return page.skip(k + 1, end) if circumstance else k + 1 if _awaited(page, cue, k + 1) else i
        if page.is_finite(k) or page.low[k] in ("«", ":", ";"):
            break
    return i


def _awaited(page: Page, cue: Cue, i: int) -> bool:
    """Does what a row waits for begin after an aside of any kind: "dit, ému, avoir …", "dénonce, à bout, un …"?"""
    if page.who.at(i) is not None or page.inside[cue.head] >= 0:
        return False
    object_said = cue.has("object") and page.pos[i] == "DET"
    return object_said or page.low[i] == "«" or (cue.has("inf") and page.is_infinitive(i))


def _clause(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """ "que …", also after a circumstance or an addressee; "si", "pourquoi", "comment" right after."""
    if not cue.has("que", "si", "ce-que"):
        return []
    parted = _parted_que(page, cue, end)
    if parted is not None:
        return _with_sequel(page, parted + 1, cue, around)
    stop = min(end, cue.stop + FAR)
    others = [c.first for c in around.between(cue.stop, stop) if c.kind in ("gerund", "finite", "infinitive")]
    stop = min([stop, *others])
    for k in range(cue.stop, stop):
        asked = page.low[k - 2 : k] == ["à", "ce"] and all(page.pos[j] == "ADV" for j in range(cue.stop, k - 2))
        if page.low[k] in ("que", "qu'") and (asked or (cue.has("que", "si") and _own_que(page, cue, i, k))):
            judged = _judged(page, cue, i, k)
            return _with_sequel(page, k + 1 if judged is None else judged, cue, around)
        own = page.inside[k] == page.inside[cue.head] and k > cue.stop
        told = (
            page.low[k : k + 2] == ["»", ","] and page.opened_at(i) is not None
        )  # "dénonce « un cirque », mots que …"
        if told or page.low[k] in (";", ":") or (own and page.is_finite(k)):
            break
    aside = page.low[i - 1] == "," and page.low[cue.stop] != ","  # "fait état de tirs au port, où …"
    if i < end and page.low[i] in words("question") and not aside:
        return [trim(page, i, clause_stop(page, i, cue, around))]
    return []


def _parted_que(page: Page, cue: Cue, end: int) -> int | None:
    """The "que" that a remark between commas parts from its verb: "a annoncé, et c'est une première, que …"."""
    if not cue.has("que") or page.low[cue.stop] != ",":
        return None
    closing = next((k for k in range(cue.stop + 1, min(end, cue.stop + FAR)) if page.low[k] in (",", "«", ":")), end)
    remark = closing < end and page.low[closing] == "," and page.low[closing + 1] in ("que", "qu'")
    return closing + 1 if remark and page.low[cue.stop + 1] == "et" else None


def _judged(page: Page, cue: Cue, i: int, k: int) -> int | None:
    """Where the judgement on a clause begins: "juge | « très improbable » que …", "estime | indispensable que …"."""
    if not cue.has("attribute", "attribute-quoted") or not i < k:
        return None
    quote = page.opened_at(i)
    if quote is not None:
        return i if quote.closing == k - 1 and not page.has_finite(quote.first, quote.stop) else None
    alone = page.pos[k - 1] == "ADJ" and all(page.pos[j] in ("ADJ", "ADV") for j in range(i, k - 1))
    return i if alone else None


def _own_que(page: Page, cue: Cue, i: int, k: int) -> bool:
    """Does "que" begin what is said, rather than a relative clause ("demande une aide que …") or "avant que"?"""
    before = page.low[k - 1]
    if page.inside[k] not in (-1, page.inside[cue.head]) and before != "«":
        return False  # "soutient Oslo « aussi longtemps qu'il le faudra »"
    commas = sum(page.low[j] == "," and page.inside[j] == page.inside[k] for j in range(cue.stop, k))
    if before == "," and commas == 1:
        return False  # "se félicite de ce geste, qu'il attendait"
    object_told = {"l'", "le", "la", "les"}.intersection(page.low[cue.first : cue.head])
    adverb = before in words("adverb_before_que") and page.skip(cue.stop, k) == k and not object_told
    adverb = adverb or any(page.past_adverbial(j) == k for j in range(max(cue.stop, k - 5), k - 1))
    if (
        before in words("before_other_que")
        and not adverb
        and before not in cue.prepositions("prep") + cue.prepositions("prep-quoted")
    ):
        return False
    noun = page.pos[k - 1] == "NOUN" and not page.timed[k - 1]
    if noun and page.is_finite(k + 1) and page.low[k + 1] not in words("être"):
        return False  # "fait part de l'intérêt que porte le roi à ce port"
    quote = page.opened_at(i)
    if quote is not None and quote.closing < k - 1 and page.pos[k - 1] in ("NOUN", "PROPN", "ADJ"):
        return False  # "juge « absurde » le motif que …"
    if page.low[i] in ("de", "d'") and cue.has("request") and infinitive_at(page, i + 1, k):
        return False  # "demande de livrer l'aide que …"
    stop = page.phrase_stop(i, k) if i < k else i
    if i + 1 < k and page.pos[i] == "DET" and page.low[i + 1] == "«" and not cue.has("someone"):
        return False  # "dit sa « colère » devant un geste que …"
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
    if cue.has("request") and page.low[follows] in ("à", "de", "d'") and infinitive_at(page, follows + 1, end):
        return []  # "appelle « toutes les parties » à cesser …"
    if chain := _chain(page, quote, end):
        return chain
    if cue.has("object", "quoted", "attribute") and follows + 1 < end and page.low[follows] in ("et", "ou", ","):
        joined = page.pos[follows + 1] == "DET" or page.low[follows + 1] in ("«", "à", "de", "d'")
        if joined and not page.has_finite(quote.first, quote.stop):
            return [trim(page, i, phrase_end(page, i, cue, around))]
    if follows >= end or page.low[follows] in (",", ".", ";", "et", "(", "avant", "en", ":"):
        return [(quote.first, quote.stop)]
    if page.has_finite(quote.first, quote.stop) or not cue.has("object", "quoted", "attribute"):
        return [(quote.first, quote.stop)]
    return [trim(page, i, phrase_end(page, i, cue, around))]


def _chain(page: Page, quote: Quoted, end: int) -> Contents:
    """Two quotations or more that are words cried, not things named: "scande « À bas le port ! » et « Dehors ! »"."""
    out = [(quote.first, quote.stop)]
    clause = page.has_finite(quote.first, quote.stop) or page.low[quote.stop - 1] in ("!", "?")
    while clause and quote.closing + 2 < end and page.low[quote.closing + 1] in (",", "et", "ou", "puis"):
        following = page.opened_at(quote.closing + 2)
        if following is None:
            break
        quote = following
        out.append((quote.first, quote.stop))
    return out if len(out) > 1 else []


def _inner(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """A quotation inside a quotation: « Il m'a dit : "Partez." »."""
    found = _colon(page, cue, i, end, around) or _quotation(page, cue, i, end, around)
    return [r for r in found if page.inside[r[0]] not in (-1, page.inside[cue.head])]


def _infinitive(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    k = i
    linked = (cue.has("de") and page.low[k] in ("de", "d'")) or (cue.has("à") and page.low[k] == "à")
    if k < end and linked:
        k += 1
        if not infinitive_at(page, k, end):
            return []
        return [trim(page, k, bare_stop(page, k, cue, around))]
    k = cue.stop
    while k < i and (not infinitive_at(page, k, end) or page.low[k - 1] in ("sans", "pour", "après", "avant")):
        k += 1
    if cue.has("inf") and infinitive_at(page, k, end):
        return [trim(page, k, bare_stop(page, k, cue, around))]
    return []


def _framed(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """The frames with a name of their own in the table."""
    for frame, finder in FRAMES.items():
        if cue.has(frame):
            found = finder(page, cue, i, end, around)
            if found:
                return found
    return []


def _prepositional(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """What follows the preposition that the row names."""
    k = _own_preposition(page, cue, end)
    if k is None:
        k = i if page.low[cue.stop] == "," else page.past_adverbial(cue.stop)
        while k < end and (page.timed[k] or page.pos[k] == "ADV" or page.low[k] in words("filler")):
            k += 1
        if cue.has("someone") and k < end and page.low[k] not in cue.prepositions("prep"):
            k = page.phrase_stop(k, end, full=False)
        k = _past_circumstance(page, cue, k, end)
    if k >= end:
        return []
    word = _plain(page, k)
    if cue.verb and cue.verb.lemma == "parler" and _about_somebody(page, k, end):
        return []  # "parle du dirigeant chinois"
    if word == "à" and (page.pos[k + 1] == "PROPN" or page.timed[k + 1]):
        return []  # "a conclu à Oslo un accord"
    start = k + 1
    stressed = start + (page.pos[start] == "DET")
    if cue.verb and cue.verb.cue == "insister" and page.low[stressed] not in words("stress") and word == "sur":
        return _quoted_after(page, start, phrase_end(page, start, cue, around))  # "a insisté sur ce point"
    if word in cue.prepositions("prep"):
        return [trim(page, start, phrase_end(page, start, cue, around))]
    if word in cue.prepositions("prep-quoted"):
        return _quoted_after(page, start, phrase_end(page, start, cue, around))
    return []


def _quoted_after(page: Page, start: int, stop: int) -> Contents:
    """What follows a preposition, if it holds quotation marks before its first comma."""
    comma = next((j for j in range(start, stop) if page.low[j] == "," and page.inside[j] < 0), stop)
    return [trim(page, start, stop)] if any(page.opened_at(j) for j in range(start, comma)) else []


def _own_preposition(page: Page, cue: Cue, end: int) -> int | None:
    """The preposition of a cue past adverbs, times, and where it was said: "s'oppose mardi à Oslo à toute trêve"."""
    own = cue.prepositions("prep") + cue.prepositions("prep-quoted")
    j = cue.stop
    while own and j < end:
        linked = page.low[j - 1] in ("lors", "auprès", "près") or page.past_adverbial(j) > j
        if _plain(page, j) in own and not linked and not _told_where(page, j, end):
            return j
        past = j + 1 if page.low[j] == "," else page.skip_one(j, end)
        if past == j:
            return None
        j = past
    return None


def _told_where(page: Page, j: int, end: int) -> bool:
    """Does a preposition bring where or to whom it was said, more words after it: "à l'AFP à toute ingérence"?"""
    if page.low[j] not in ("à", "au", "aux", "sur"):
        return False
    stop = page.skip_one(j, end)
    noun = next((k for k in range(j + 1, stop) if page.pos[k] in ("NOUN", "PROPN")), j)
    told = page.occasion(j) or page.low[noun] in words("audience") | words("network")
    told = told or nouns().get(page.low[noun]) == "media" or (page.pos[noun] == "PROPN" and page.low[j] == "à")
    return told and noun > j and stop < end and page.low[stop] not in (",", ".", ";", "»", "et")


def _about_somebody(page: Page, k: int, end: int) -> bool:
    """Is what a preposition brings a known person or body, and no words of anybody?"""
    definite = page.low[k] == "du" or page.low[k + 1] in words("definite") or page.pos[k + 1] == "PROPN"
    stop = page.phrase_stop(k + 1, end)
    return definite and page.speaks(k + 1, stop) and not any(page.opened_at(j) for j in range(k + 1, stop + 1))


def _past_circumstance(page: Page, cue: Cue, k: int, end: int) -> int:
    """The preposition of a cue past where and to whom it was said: "a fait part au roi, par lettre, de sa colère"."""
    own = cue.prepositions("prep") + cue.prepositions("prep-quoted")
    parted = page.low[k] == ","
    if k >= end or _plain(page, k) in own or not (parted or page.low[k] in words("preposition")):
        return k
    told = parted or page.low[k] not in ("à", "au", "aux") or page.occasion(k)
    found = k
    for j in range(k + 2, min(end, k + _ASIDE)):
        if page.is_finite(j) or page.low[j] in ("«", ":", ";"):
            break
        if _plain(page, j) not in own or page.low[j - 1] in words("occasion") | {"auprès", "lors", "près"}:
            continue
        if page.low[j - 1] == "," or page.low[j + 1] == "«" or page.low[j + 1] in words("own") - words("article"):
            return j
        if not parted and (page.pos[j + 1] in ("DET", "NOUN", "ADJ") or page.low[j] != "de"):
            found = j
            if told:
                return j
    return found


def _plain(page: Page, k: int) -> str:
    """A preposition without its article: "de" for "du"."""
    return {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}.get(page.low[k], page.low[k])


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
    told = _measured(page, i) or _predicative(page, i)
    if stop <= i or (page.low[i] in ("que", "qu'", "à", "de") and not told):
        return []
    return [trim(page, i, stop)]


def _nominal(page: Page, cue: Cue, i: int, end: int, around: Around) -> Contents:
    """An object: any where the row says so, else one that holds quotation marks."""
    if i >= end or not cue.has("object", "object-own", "quoted") or cue.kind == "passive":
        return []
    begins = page.pos[i] in ("DET", "NOUN", "PROPN", "ADJ", "NUM") or page.low[i] in words("determiner")
    if not begins and page.low[i] != "«" and not (page.low[i] in ("de", "d'") and page.pos[i + 1] == "ADJ"):
        return []
    stop = phrase_end(page, i, cue, around)
    noun = next((k for k in range(i, stop) if page.pos[k] not in ("DET", "ADJ", "NUM")), i)
    if page.low[noun] in words("message"):
        return []
    own = cue.has("object-own") and page.low[noun] in words("attitude") and page.low[i] in words("possessive")
    if own or (cue.has("object") and page.pos[noun] != "PROPN") or any(page.opened_at(k) for k in range(i, stop)):
        return [trim(page, i, stop)]
    return []
