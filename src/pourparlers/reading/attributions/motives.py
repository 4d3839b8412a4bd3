"""Reasons given without a verb: "Motif invoqué : « un incident technique »", "Objectif affiché, la paix"."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.reading.attributions.cue import Cue
from pourparlers.reading.attributions.extent import trim
from pourparlers.reading.attributions.page import Page, words
from pourparlers.reading.attributions.statement import Range, Statement

_BEFORE = 60  # tokens back to the subject that gives a reason


def motives(page: Page, said: list[Statement]) -> Iterator[Statement]:
    """What a noun such as "motif" and a participle give as somebody's reason, at the head of a sentence."""
    told = {page.parsed.sentence_of[s.place] for s in said}
    for n, (first, end) in enumerate(page.parsed.sentences):
        stop = _named(page, first)
        if stop is None or n in told:
            continue
        agent = page.phrase_stop(stop + 1, end) if page.low[stop] == "par" else stop
        mark = agent if agent > stop + 1 or agent == stop else stop
        if page.low[mark] not in (":", ","):
            continue
        source = (stop + 1, agent) if agent > stop else _who(page, first, said)
        content = trim(page, mark + 1, end)
        if source and content[0] < content[1]:
            cue = Cue(first, stop, stop - 1, "passive", None, stop - 1, "a reason given without a verb")
            yield Statement(cue, source, [content], cue.rule)


def _named(page: Page, first: int) -> int | None:
    """Past the noun and its participle, if the sentence begins with such a pair."""
    i = first
    while page.low[i] in words("determiner") or page.low[i] in words("motive_epithet"):
        i += 1
    return i + 2 if page.low[i] in words("motive") and page.low[i + 1] in words("given") else None


def _who(page: Page, first: int, said: list[Statement]) -> Range | None:
    """Who gives the reason where nobody is named: the last subject of the paragraph, else who spoke last."""
    block = page.block_of(first)
    for mention in reversed(page.who.within(max(0, first - _BEFORE), first)):
        subject = any(page.parsed.doc[i].dep_.startswith("nsubj") for i in range(mention.first, mention.stop))
        known = mention.form in ("name", "description") and page.speaks(mention.first, mention.stop)
        if subject and known and page.block_of(mention.first) == block:
            return mention.first, mention.stop
    last = max((s for s in said if s.place < first and s.source), key=lambda s: s.place, default=None)
    return last.source if last else None
