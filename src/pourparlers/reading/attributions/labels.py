"""What is said where a noun takes it up: "Une version que conteste Oslo", "…, une accusation démentie par Oslo"."""

from __future__ import annotations

from pourparlers.reading.attributions import sources
from pourparlers.reading.attributions.cue import Cue
from pourparlers.reading.attributions.page import Page, words
from pourparlers.reading.attributions.statement import Range

_NEAR = 6  # tokens between "que" and its verb
_LONG = 5  # tokens of a noun phrase that only takes up what was said


def label(page: Page, cue: Cue) -> tuple[Range, Range] | None:
    """The noun phrase that stands for what is denied, and who denies it; None where nothing is taken up."""
    if cue.verb is None or cue.verb.lemma not in words("denial") or page.inside[cue.head] >= 0:
        return None
    if cue.kind == "passive":
        source = sources.of(page, cue, inverted=False)
        noun = _noun(page, cue.first - (page.low[cue.first - 1] == ","))
    elif cue.kind == "finite":
        first = page.parsed.sentence(cue.head)[0]
        que = next((k for k in range(cue.first - 1, max(first, cue.first - _NEAR), -1) if _is_que(page, k)), None)
        if que is None or page.has_finite(que, cue.first):
            return None
        after_verb = que == cue.first - 1
        source = sources.after(page, cue) if after_verb else (que + 1, page.phrase_stop(que + 1, cue.first))
        noun = _noun(page, que)
    else:
        return None
    told = noun is not None and source is not None and source[1] > source[0] and page.speaks(*source)
    return (noun, source) if told and noun and source else None


def _is_que(page: Page, k: int) -> bool:
    return page.low[k] in ("que", "qu'")


def _noun(page: Page, stop: int) -> Range | None:
    """The phrase up to a token, such as "une version" or "des propos", that begins a sentence or follows a comma."""
    first = page.parsed.sentence(stop - 1)[0]
    for i in range(stop - 2, max(first, stop - _LONG) - 1, -1):
        if page.low[i] in ("un", "une", "des", "ces", "cette", "ce"):
            begins = i == first or page.low[i - 1] == ","
            told = words("label") | words("message")
            return (i, stop) if begins and not told.isdisjoint(page.low[i + 1 : stop]) else None
    return None
