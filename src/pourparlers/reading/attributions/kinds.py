"""What kind of source a noun phrase names: by its article, its head and the names in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pourparlers.knowledge import tables
from pourparlers.reading.attributions.page import Page, nouns, speakers, words
from pourparlers.vocabulary import SourceKind

Range = tuple[int, int]
_PARTICLES = frozenset(("van", "von", "der", "den", "ben", "bin", "al", "el", "da", "dos", "di", "ould", "ag"))


@dataclass(frozen=True, slots=True)
class Judged:
    """A kind of source; ``firm`` where the words alone settle it, whomever they stand for."""

    kind: SourceKind
    firm: bool = False


def kind(page: Page, source: Range) -> Judged | None:
    """The kind of source that a noun phrase names; None for a pronoun."""
    first, stop = source
    if stop - first == 1 and page.low[first] in words("pronoun"):
        return None
    if page.low[first] == "nos" and words("relay").intersection(page.low[first:stop]):
        return Judged("media", firm=True)
    head = _head(page, first, stop)
    vague = _is_vague(page, first, stop)
    named = _has_name(page, source) or (vague and _named_after(page, stop))
    if any(w in words("collective") for w in page.low[first:stop]) and page.low[first] in ("les", "ces", "leurs"):
        return Judged("institution", firm=True)
    if head is None:
        return _unlisted(page, source, named=named, vague=vague)
    word, found = page.low[head], nouns()[_stem(page.low[head])]
    if _apposed(page, first, stop):
        return Judged("named", firm=True)
    if word in words("office") and _of_state(page, head, stop):
        return Judged("institution", firm=True)
    if word in words("faceless"):
        return Judged("anonymous", firm=True)
    if found == "institution" and word in words("firm"):
        return Judged(found, firm=True)
    if found in ("media", "document", "institution", "other"):
        if named and (found == "other" or (found != "institution" and word in words("person"))):
            return Judged("named")
        common = page.parsed.doc[head].text[0].islower() and word not in words("person")
        if found == "document" and word in words("paper") and not common:
            return Judged("media", firm=True)
        return Judged(found, firm=vague or (found in ("media", "document") and common))
    if named:
        return Judged("named")
    if vague or page.low[first] in words("plural"):
        return Judged("anonymous", firm=vague)
    return Judged(found)


def _of_state(page: Page, head: int, stop: int) -> bool:
    """Is it "l'agence régionale de santé", "l'agence pour l'emploi", rather than one that sends news?"""
    link = next((i for i in range(head + 1, stop) if page.low[i] in words("of") or page.low[i] == "pour"), stop)
    told = any(w in words("news") for w in page.low[head:stop])
    return link + 1 < stop and not told and not any(page.pos[i] == "PROPN" for i in range(head + 1, link))


def _stem(word: str) -> str:
    """A noun without "ex-" and "vice-", where only the bare noun is in the table."""
    return word if word in nouns() else word.removeprefix("ex-").removeprefix("vice-")


def _head(page: Page, first: int, stop: int) -> int | None:
    """The first noun of the phrase that is in the table, if no other noun or name stands before it."""
    for i in range(first, stop):
        if _stem(page.low[i]) in nouns():
            return i
        if page.pos[i] in ("NOUN", "PROPN") and page.low[i] not in words("epithet"):
            return None
    return None


def _is_vague(page: Page, first: int, stop: int) -> bool:
    """ "un maire", "l'un d'eux", "l'ambassadeur d'un pays de l'Otan": told by a sort, not by who it is."""
    if page.low[first] in words("indefinite") or _one_of(page, first, stop):
        return True
    return any(page.low[i] == "d'" and page.low[i + 1] in ("un", "une") for i in range(first, min(stop, first + 4)))


def _one_of(page: Page, first: int, stop: int) -> bool:
    """ "l'un de ses conseillers", "d'autres responsables"."""
    return (
        page.low[first] in ("l'", "d'") and first + 1 < stop and page.low[first + 1] in ("un", "une", "autre", "autres")
    )


def _unlisted(page: Page, source: Range, *, named: bool, vague: bool) -> Judged:
    first, stop = source
    bare = first + (page.low[first] in words("indefinite") or page.low[first] in words("determiner"))
    capital = any(page.parsed.doc[k].text[0].isupper() for k in range(bare, stop) if page.pos[k] != "DET")
    plural = page.low[first] in words("plural") or page.low[first] in words("their")
    if named:
        return Judged("named")
    if capital:
        paper = any(nouns().get(w) == "media" or w in words("paper") for w in page.low[first:stop])
        return Judged("media", firm=True) if paper else Judged("institution")
    if plural:
        return Judged("other")
    if vague:
        return Judged("anonymous", firm=_one_of(page, first, stop))
    if page.low[first] in ("ce", "cet", "cette") and page.low[first + 1] not in words("pointed"):
        return Judged("anonymous")
    return Judged("named" if _may_be_person(page, first, stop) else "institution")


def _may_be_person(page: Page, first: int, stop: int) -> bool:
    """Does no noun here, or one with the ending of a person's, stand at the head: "l'apiculteur", not "la régie"?"""
    head = next((i for i in range(first, stop) if page.pos[i] == "NOUN"), None)
    return head is None or page.low[head].endswith(_person_endings())


@cache
def _person_endings() -> tuple[str, ...]:
    rows = tables.rows("fr/person_suffixes.tsv")
    return ("ier", "ière", *(row["ending"] for row in rows if not row["capital"]))


def _has_name(page: Page, source: Range) -> bool:
    """A person's name: two capitalized words that are no title, or a civility and one."""
    first, stop = source
    if page.low[first] in words("indefinite"):  # what follows "un conseiller de" is the name of somebody else
        stop = next((i for i in range(first + 1, stop) if page.low[i] in words("of")), stop)
        comma = next((i for i in range(stop, source[1]) if page.low[i] == ","), None)
        if comma is not None and _has_run(page, comma + 1, source[1]):
            return True
    for i in range(first, stop):
        if page.low[i] in words("of") and i + 1 < stop and page.parsed.doc[i + 1].text[0].isupper():
            first = i + 2
    return _has_run(page, first, stop) or any(page.low[i] in words("civility") for i in range(source[0], stop))


def _named_after(page: Page, stop: int) -> bool:
    """Does a name follow a comma: "une élue, Anna Rossi, …", "l'un d'eux, l'économiste Jan Rossi, …"?"""
    end = page.phrase_stop(stop + 1, len(page.low) - 1) if page.low[stop] == "," else stop
    return end > stop and page.low[end] in (",", ".", "»", "(") and _has_run(page, stop + 1, end)


def _apposed(page: Page, first: int, stop: int) -> bool:
    """Does a person's name stand in apposition: "son conseil, Me Anna Rossi", "notre correspondant, Jan Rossi"?"""
    comma = next((i for i in range(first, stop - 1) if page.low[i] == ","), None)
    if comma is None:
        return False
    if page.low[comma + 1] in words("civility"):
        return True
    mention = page.who.at(comma + 1)
    person = page.low[_head(page, first, stop) or first] in words("person")
    return person and mention is not None and mention.form == "name" and _has_run(page, comma + 1, stop)


def _has_run(page: Page, first: int, stop: int) -> bool:
    """Do two capitalized words follow each other here?"""
    run = 0
    for i in range(first, stop):
        text = page.parsed.doc[i].text
        if run and page.low[i] in _PARTICLES and i + 1 < stop:
            continue
        proper = page.low[i] not in words("determiner") and page.pos[i] in ("PROPN", "NOUN", "ADJ", "X")
        if not (text[0].isupper() and proper):
            run = 0
            continue
        run += 1
        if run >= 2 and not text.isupper() and page.low[i] not in speakers():
            return True
    return False
