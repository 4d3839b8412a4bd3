"""Quotations that no cue claims: those that go on with a statement, and those whose speaker stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.reading.attributions.citing import citing, deny
from pourparlers.reading.attributions.cues import lexicon
from pourparlers.reading.attributions.extent import trim
from pourparlers.reading.attributions.heads import around
from pourparlers.reading.attributions.motives import motives
from pourparlers.reading.attributions.order import goes_on
from pourparlers.reading.attributions.page import NOMINAL, Page, Quoted, words
from pourparlers.reading.attributions.statement import Range, Statement

_LEAST = 3  # tokens of a quotation that says something by itself
_ASIDE = 12  # tokens of a circumstance before who speaks
_SCRAP = 4  # tokens of quoted words that belong to the statement before
_STANCE = "a stance in quotation marks"


def uncued(page: Page, said: list[Statement]) -> list[Statement]:
    """Statements of the quotations that no cue has claimed; one that goes on with another is added to that one."""
    deny(page, said)
    claimed = [r for s in said for r in s.contents]
    told = {page.parsed.sentence_of[s.place] for s in said}
    out = [s for first, end in _untold(page, told) for s in _blunt(page, first, end)]
    out += citing(page, said)
    out += motives(page, said)
    claimed += [r for s in out for r in s.contents]
    for quote in page.quotes:
        if quote.depth or any(a < quote.stop and quote.first < b for a, b in claimed):
            continue
        if (speaker := _before_speaker(page, quote)) is not None:
            out.append(Statement(None, speaker, [(quote.first, quote.stop)], "a quotation and a colon"))
        elif _is_whole(page, quote):
            _whole(page, quote, said, out)
        elif page.parsed.sentence_of[quote.opening] not in told:
            statement = _scrap(page, quote, said + out)
            if statement is not None:
                out.append(statement)
                claimed += statement.contents
    return out


def _untold(page: Page, told: set[int]) -> Iterator[tuple[int, int]]:
    """The sentences in which nobody has said anything yet."""
    for n, (first, end) in enumerate(page.parsed.sentences):
        if n not in told:
            yield first, end


def _blunt(page: Page, first: int, end: int) -> Iterator[Statement]:
    """A clause after a colon: "Oslo est formel : le pont a sauté.", "Réponse d'Oslo : le pont sera fermé."."""
    colon = next((i for i in range(first, end) if page.low[i] == ":" and page.inside[i] < 0), None)
    blunt = colon is not None and not words("blunt").isdisjoint(page.low[first:colon])
    if colon is None or page.has_finite(first, colon) != blunt:
        return
    if not page.has_finite(colon, end) or page.opened_at(colon + 1) is not None:
        return
    before = _before_colon(page, colon)
    speaker = before if blunt else _of_reaction(page, before)
    if speaker is None or page.low[speaker[0]] in words("not_third") or not (blunt or speaker != before):
        return
    if page.speaks(*speaker) or page.low[speaker[0]] in words("subject_pronoun"):
        yield Statement(None, speaker, [trim(page, colon + 1, end)], "a clause after a colon")


def _whole(page: Page, quote: Quoted, said: list[Statement], out: list[Statement]) -> None:
    """A quotation that is a sentence: of who stands before its colon, or of whoever speaks before or after it."""
    content = (quote.first, quote.stop)
    if page.low[quote.opening - 1] == ":":
        colon = quote.opening - 1
        speaker = _of_word(page, colon) or _of_reaction(page, _before_colon(page, colon))
        if speaker is not None:
            out.append(Statement(None, speaker, [content], "a quotation after a colon"))
            return
    last = _before(said + out, quote.first)
    if last is not None and _goes_on(page, last, quote.opening):
        last.contents.append(content)
        return
    source = _named_before(page, quote, last) or _named_after(page, quote) or _source(page, quote, content, said, last)
    if source is not None:
        out.append(Statement(None, source, [content], "a quotation without a cue"))


def _before_colon(page: Page, colon: int) -> Range | None:
    """Who speaks in "Le ministre : « … »" and "Le ministre est formel : « … »": the subject, or all there is."""
    first = page.parsed.sentence(colon)[0]
    for i in range(first, colon):
        if page.parsed.doc[i].dep_.startswith("nsubj") and page.pos[i] in NOMINAL and page.low[i] != "qui":
            return around(page, page.parsed.doc[i], colon)
    stop = page.phrase_stop(first, colon)
    return (first, stop) if stop == colon else None


def _of_word(page: Page, colon: int) -> Range | None:
    """Whose word it is right before a colon: "Rien n'a filtré, hormis ce mot d'un proche : « … »"."""
    first = page.parsed.sentence(colon)[0]
    for i in range(colon - 3, max(first, colon - _ASIDE) - 1, -1):
        if page.low[i] in words("reaction") and page.low[i + 1] in words("of"):
            told = page.phrase_stop(i + 2, colon) == colon and page.speaks(i + 2, colon)
            return (i + 2, colon) if told else None
    return None


def _of_reaction(page: Page, speaker: Range | None) -> Range | None:
    """Whose words a noun such as "réaction" announces: "Réaction de Londres : « … »", "Son constat : « … »"."""
    if speaker is None:
        return None
    first, stop = speaker
    noun = next((i for i in range(first, stop) if page.low[i] in words("reaction")), None)
    if noun is None:
        return speaker
    of = next((i for i in range(noun + 1, stop - 1) if page.low[i] in words("of")), None)
    if of is not None and page.speaks(of + 1, stop):
        return of + 1, stop
    return (first, first + 1) if page.low[first] in words("own") - words("article") else speaker


def _named_before(page: Page, quote: Quoted, last: Statement | None) -> Range | None:
    """The subject of the sentence before, if it speaks of somebody who has said nothing yet: "Il sourit. « Non. »"."""
    n = page.parsed.sentence_of[quote.opening]
    if n == 0:
        return None
    first, stop = page.parsed.sentences[n - 1]
    told = last is not None and last.contents[-1][1] > first
    if told or page.block_of(first) != page.block_of(quote.opening) or page.inside[first] >= 0:
        return None
    end = page.phrase_stop(first, stop)
    bare = words("pronoun") | words("circumstance")
    person = end > first and page.low[first] not in bare and page.speaks(first, end)
    return (first, end) if person and page.has_finite(end, stop) else None


def _before_speaker(page: Page, quote: Quoted) -> Range | None:
    """Who is spoken of after a quotation and a colon: « C'est une honte » : la députée ne décolère pas."""
    end = page.parsed.sentence(quote.closing)[1]
    begins = page.parsed.sentence(quote.opening)[0] == quote.opening
    if not begins or quote.stop - quote.first < _LEAST or page.low[quote.closing + 1] != ":":
        return None
    start = quote.closing + 2
    stop = page.phrase_stop(start, end) if start < end else start
    comma = next((k for k in range(start, min(end, start + _ASIDE)) if page.low[k] == "," or page.is_finite(k)), None)
    if stop == start and comma is not None and page.low[comma] == ",":
        start = comma + 1  # « … » : à peine arrivé, le ministre a donné le ton
        stop = page.phrase_stop(start, end)
    return (start, stop) if stop > start and page.speaks(start, stop) and page.has_finite(stop, end) else None


def _named_after(page: Page, quote: Quoted) -> Range | None:
    """The person whom the next sentence of the paragraph begins with, if they are named here for the first time."""
    n = page.parsed.sentence_of[quote.closing] + 1
    if n >= len(page.parsed.sentences) or _is_title(page, quote):
        return None
    first, end = page.parsed.sentences[n]
    opens = page.parsed.sentence_of[quote.opening] == 0 or page.block_of(quote.opening) != page.block_of(
        page.parsed.sentence(quote.opening)[0] - 1
    )
    stop = page.phrase_stop(first, end)
    if not opens or page.block_of(first) != page.block_of(quote.opening) or stop == first:
        return None
    named = next((m for m in page.who.within(first, stop) if m.form == "name" and len(m.entities) == 1), None)
    if named is None or page.who.source_kind(named.entities[0]) != "named" or not page.has_finite(stop, end):
        return None
    known = any(m.entities == named.entities for m in page.who.within(0, quote.opening))
    return None if known else (first, stop)


def _source(page: Page, quote: Quoted, content: Range, said: list[Statement], last: Statement | None) -> Range | None:
    """A title's words are those of who says them below, else of who speaks next; others of who has spoken."""
    if _is_title(page, quote):
        quoted = [s for s in said if any(page.inside[i] >= 0 for r in s.contents for i in range(*r))]
        found = _echo(page, content, said) or _after(quoted, quote.stop) or _after(said, quote.stop)
        if found is not None:
            return found.source
    if last is not None:
        return last.source
    return next((s.source for s in sorted(said, key=lambda s: s.place) if s.source), None)


def _before(said: list[Statement], token: int) -> Statement | None:
    earlier = [s for s in said if s.contents[0][0] < token and s.source]
    return max(earlier, key=lambda s: s.contents[-1][1], default=None)


def _after(said: list[Statement], token: int) -> Statement | None:
    later = [s for s in said if s.contents[0][0] >= token and s.source]
    return min(later, key=lambda s: s.contents[0][0], default=None)


def _is_title(page: Page, quote: Quoted) -> bool:
    """Does a quotation make up its whole paragraph?"""
    first, stop = page.parsed.sentence(quote.opening)
    around = [first - 1] if first else []
    around += [stop] if stop < len(page.low) - 1 else []
    return all(page.block_of(i) != page.block_of(quote.opening) for i in around)


def _echo(page: Page, content: Range, said: list[Statement]) -> Statement | None:
    """The statement that says the same words elsewhere."""
    part = " ".join(page.low[content[0] : content[1]]).rstrip(" .!")
    for statement in said:
        for a, b in statement.contents:
            if statement.source and not a <= content[0] < b and part in " ".join(page.low[a:b]):
                return statement
    return None


def _is_whole(page: Page, quote: Quoted) -> bool:
    """Is a quotation a sentence by itself, at most after a conjunction, a colon or a circumstance and its comma?"""
    start = page.parsed.sentence(quote.opening)[0]
    end = page.parsed.sentence(quote.closing)[1]
    if quote.stop - quote.first < _LEAST or any(page.pos[k] != "PUNCT" for k in range(quote.closing + 1, end)):
        return False
    before = page.low[quote.opening - 1]
    if before == "," and page.has_finite(quote.first, quote.stop):
        aside = page.low[start] in words("circumstance") and not page.has_finite(start, quote.opening)
        return aside and not any(page.low[k] in lexicon() for k in range(start, quote.opening))
    lead = any(page.pos[k] not in ("CCONJ", "PUNCT", "ADV") for k in range(start, quote.opening))
    return not lead or before == ":"


def _goes_on(page: Page, last: Statement, opening: int) -> bool:
    """Is a quotation the next sentence of the same paragraph after another one?"""
    end = max(last.contents[-1][1], last.cue.stop if last.cue else 0)
    here, there = page.parsed.sentence_of[opening], page.parsed.sentence_of[end - 1]
    quoted = page.inside[last.contents[-1][0]] >= 0
    return quoted and page.block_of(opening) == page.block_of(end - 1) and here - there <= 1


def _scrap(page: Page, quote: Quoted, said: list[Statement]) -> Statement | None:
    """A predicate in quotation marks: "Oslo « condamne sans réserve » ce vote", "Le vol est « suspect »"."""
    first, end = page.parsed.sentence(quote.opening)
    if quote.stop - quote.first == 1 and page.low[quote.opening - 1] in words("avoir"):
        return None  # "Rome a « exigé » des excuses": one word, which is only doubted
    stance = _acted(page, quote, said)
    if stance is not None:
        return stance
    verb = _predicate(page, quote)
    if verb is None:
        if page.low[quote.opening - 1] not in words("copula") and not _carries_on(page, quote, said):
            return None
    else:
        subject = _subject(page, first, quote.opening)
        if subject is None:
            return None
        if _is_stance(page, verb) and page.speaks(*subject):
            main = (i for i in range(quote.closing, end) if page.low[i] == "," and goes_on(page, i + 1, end))
            return Statement(None, subject, [trim(page, quote.opening, next(main, end))], _STANCE)
    near = _neighbour(page, quote, said)
    if near is None:
        return None
    return Statement(None, near.source, [trim(page, first, end)], "a predicate in quotation marks")


def _acted(page: Page, quote: Quoted, said: list[Statement]) -> Statement | None:
    """What somebody does in quoted words: "Oslo a « condamné ce vote » et « s'est réjouie de la trêve »"."""
    first, _ = page.parsed.sentence(quote.opening)
    k = quote.first
    while page.low[k] in words("clitic"):
        k += 1
    joined = page.low[quote.opening - 1] == "et" and page.low[k] in words("être")
    if page.low[quote.opening - 1] in words("avoir"):
        source = _subject(page, first, quote.opening - 1)
    else:
        last = _before(said, quote.first)
        here = last is not None and page.parsed.sentence_of[last.place] == page.parsed.sentence_of[quote.first]
        source = last.source if joined and here and last and last.rule == _STANCE else None
        k += 1
    done = page.low[k] in lexicon() and page.low[k].endswith(("é", "ée", "és", "ées", "i", "ie", "u"))
    if source is None or not done:
        return None
    return Statement(None, source, [(quote.first, quote.stop)], _STANCE)


def _carries_on(page: Page, quote: Quoted, said: list[Statement]) -> bool:
    """Does a sentence with quoted words follow right on a statement of its paragraph, and name nothing by them?"""
    before = quote.opening - 1
    last = _before(said, quote.first)
    if last is None or quote.stop - quote.first < _SCRAP or page.parsed.doc[quote.first].text[:1].isupper():
        return False
    place = max(last.place, last.contents[-1][1] - 1)
    near = page.parsed.sentence_of[quote.opening] - page.parsed.sentence_of[place] == 1
    first, end = page.parsed.sentence(quote.opening)
    if any(t.pos_ == "PROPN" and t.dep_.startswith("nsubj") for t in page.parsed.doc[first:end]):
        return False  # the article speaks of somebody else
    named = page.low[before] in ("pour", "baptisé", "baptisée", "intitulé", "intitulée", "dit", "dite", "principe")
    quoted = any(page.inside[i] >= 0 for r in last.contents for i in range(*r))
    return near and quoted and page.block_of(place) == page.block_of(quote.opening) and not named


def _predicate(page: Page, quote: Quoted) -> int | None:
    """The finite verb that a quotation begins with, past clitics and negations."""
    k = quote.first
    while k < quote.stop and (
        page.low[k] in words("clitic") or page.low[k] in words("negation") or page.pos[k] == "ADV"
    ):
        k += 1
    told = k == quote.stop - 1 and page.low[k] in lexicon() and page.low[k].endswith(("e", "ent", "it"))
    return k if k < quote.stop and (page.is_finite(k) or told) else None


def _subject(page: Page, first: int, stop: int) -> Range | None:
    """The noun phrase before a quoted predicate, if the clause has no other verb."""
    if page.has_finite(first, stop):
        return None
    for i in range(first, stop):
        end = page.phrase_stop(i, stop) if page.low[i] not in words("circumstance") else i
        if end > i and (i == first or page.low[i - 1] == "," or page.low[i - 1] in words("lead")):
            return i, end
    return None


def _is_stance(page: Page, verb: int) -> bool:
    """Is it a verb by which one takes a stand oneself ("regrette", "prend note")?"""
    return page.parsed.doc[verb].lemma_ in words("stance") or page.low[verb] in lexicon()


def _neighbour(page: Page, quote: Quoted, said: list[Statement]) -> Statement | None:
    """The statement that a scrap belongs to: the one of the same words, else the last or the next of its paragraph."""
    if _is_title(page, quote):
        return _echo(page, (quote.first, quote.stop), said) or _after(said, quote.stop)
    block = page.block_of(quote.opening)
    last = _before(said, quote.first)
    if last is not None and page.block_of(last.contents[-1][0]) == block:
        return last
    later = _after(said, quote.stop)
    if later is not None and page.block_of(later.contents[0][0]) == block:
        return later
    return last if last is not None and page.block_of(last.contents[-1][0]) == block - 1 else None
