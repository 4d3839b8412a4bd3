"""Statements that share their words with another: "…, écrit le journal, qui cite deux élus" and "…, ce qu'il nie"."""

from __future__ import annotations

from collections.abc import Iterator

from pourparlers.reading.attributions import kinds
from pourparlers.reading.attributions.cue import Cue
from pourparlers.reading.attributions.page import Page, words
from pourparlers.reading.attributions.statement import Range, Statement


def citing(page: Page, said: list[Statement]) -> Iterator[Statement]:
    """What a source says is also what those say whom it cites right after it is named."""
    for statement in said:
        if statement.cue is None or statement.source is None:
            continue
        cue = _cite(page, statement.source[1])
        cited = _cited(page, cue.stop) if cue else None
        if cue and cited:
            yield Statement(cue, cited, list(statement.contents), cue.rule, statement.incise)


def _cite(page: Page, i: int) -> Cue | None:
    """The verb "citer" in "…, qui cite" or "…, citant", which begins at this token."""
    i += page.low[i] == ","
    head = i + 1 if page.low[i] == "qui" else i
    finite = head > i and page.low[head] in words("cite")
    if not finite and (head > i or page.low[head] not in words("citing")):
        return None
    return Cue(head, head + 1, head, "finite" if finite else "gerund", None, head, "fr/cues.tsv:citer")


def _cited(page: Page, i: int) -> Range | None:
    """The noun phrase after "cite", if it names somebody who may be a source rather than a case or a number."""
    end = page.parsed.sentence(i - 1)[1]
    stop = page.phrase_stop(i, end)
    judged = kinds.kind(page, (i, stop)) if stop > i and page.speaks(i, stop) else None
    return (i, stop) if judged and judged.kind in ("anonymous", "media", "document", "institution") else None


def deny(page: Page, said: list[Statement]) -> None:
    """What "…, ce que nie Oslo" and "Ce que dément Oslo." deny of an accusation is what Oslo is accused of."""
    accusation: Statement | None = None
    for statement in sorted(said, key=lambda s: s.place):
        cue = statement.cue
        if cue is None or cue.verb is None:
            continue
        if cue.has("accuse"):
            accusation = statement
        near = accusation and page.parsed.sentence_of[cue.head] - page.parsed.sentence_of[accusation.place] <= 1
        if cue.kind == "phrase" and cue.verb.lemma in words("denial") and accusation is not None and near:
            whole = statement.contents[0][0] <= accusation.contents[0][0] < statement.contents[-1][1]
            statement.contents = list(accusation.contents) if whole else statement.contents
